package cli

import (
	"context"
	"errors"
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

// amend is what becomes of a copy before it is a desk's database: whoever was erased
// since is erased again, and what it still had to hand over is not sent once more.
func (a *App) amend(backup string) func(ctx context.Context, path, files string) error {
	again := a.eraseAgain(backup)
	return func(ctx context.Context, path, files string) (err error) {
		if err := again(ctx, path, files); err != nil {
			return err
		}
		s, err := store.Open(ctx, store.Options{Path: path, Clock: a.Clock})
		if err != nil {
			return err
		}
		return errors.Join(s.Doubt(ctx), s.Close())
	}
}

// readErased reads a ledger; there is none where nobody was erased.
func readErased(path string) ([]domain.Erased, error) { return ledgerFile{path}.Read() }
