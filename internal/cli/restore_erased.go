package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"sprechstunde/internal/domain"
	"sprechstunde/store"
)

// erasedBeside is the ledger of those who were erased, which lies beside the
// backups because it has to outlive each of them.
const erasedBeside = "erased.jsonl"

// eraseAgain erases from a copy that is brought back whoever was erased since it
// was made, by the ledger beside the backup. What the relay knows of is done with
// the first pull.
func (a *App) eraseAgain(backup string) func(ctx context.Context, path, files string) error {
	return func(ctx context.Context, path, _ string) (err error) {
		lines, err := readErased(filepath.Join(filepath.Dir(backup), erasedBeside))
		if err != nil || len(lines) == 0 {
			return err
		}
		s, err := store.Open(ctx, store.Options{Path: path, Clock: a.Clock})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, s.Close()) }()
		_, err = s.Replay(ctx, lines, false)
		return err
	}
}

// readErased reads a ledger. A line that cannot be read is passed over: the
// others count.
func readErased(path string) (out []domain.Erased, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the ledger of erased persons: %w", err)
	}
	defer f.Close() //nolint:errcheck // nothing was written
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var e domain.Erased
		if json.Unmarshal(lines.Bytes(), &e) == nil && e.Hash != "" {
			out = append(out, e)
		}
	}
	return out, nil
}
