package store

import (
	"context"
	"fmt"
	"io/fs"
	"slices"

	"sprechstunde/internal/sqlite"
)

// CopyTo writes a consistent copy of the desk's database to a path where no file
// is yet. Another process may have it open and go on writing.
func CopyTo(ctx context.Context, path, to string) error { return sqlite.Copy(ctx, path, appID, to) }

// Schema is the version of the tables that this program makes.
func Schema() (int, error) {
	list, err := fs.Glob(embedded, "migrations/*.sql")
	if err != nil {
		return 0, fmt.Errorf("listing migrations: %w", err)
	}
	return len(list), nil
}

// FilesNamed lists every file of the media folder that has to be there, because
// a message, a draft or a send says so.
func (s *Store) FilesNamed(ctx context.Context) ([]string, error) {
	used, err := s.InUse(ctx)
	if err != nil {
		return nil, err
	}
	here, err := all(ctx, s.db.Read(), one[string], `SELECT stored FROM file WHERE state = 'here' AND stored <> ''`)
	if err != nil {
		return nil, fmt.Errorf("listing the files that are here: %w", err)
	}
	for _, name := range here {
		used[name] = true
	}
	names := make([]string, 0, len(used))
	for name := range used {
		names = append(names, name)
	}
	slices.Sort(names)
	return names, nil
}
