package store

import (
	"context"
	"fmt"
)

// Kept lists every name in the media folder that a row, a draft or a send names:
// whole names, and those whose ending is not known yet.
func (s *Store) Kept(ctx context.Context) (map[string]bool, error) {
	used, err := s.InUse(ctx)
	if err != nil {
		return nil, err
	}
	list, err := all(ctx, s.db.Read(), one[string], `SELECT stored FROM file WHERE stored <> ''`)
	if err != nil {
		return nil, fmt.Errorf("reading which files are kept: %w", err)
	}
	for _, name := range list {
		used[name] = true
	}
	return used, nil
}
