package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sprechstunde/internal/backup"
	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
	"sprechstunde/internal/termtext"
)

func (a *App) restoreCommand() *cobra.Command {
	t := &a.texts.Guard.Backup
	var keyFile string
	var check bool
	cmd := a.command("restore FILE", t.CmdRestore, 1, func(ctx context.Context, args []string) error {
		return a.restore(ctx, args[0], keyFile, check)
	})
	cmd.Flags().StringVar(&keyFile, "key", "", a.texts.Guard.Seal.FlagKey)
	cmd.Flags().BoolVar(&check, "check", false, t.FlagCheck)
	return cmd
}

func (a *App) restore(ctx context.Context, typed, keyFile string, check bool) error {
	home, err := config.ResolveHome(a.home, a.Env)
	if err != nil {
		return domain.Fail(domain.CodeConfig, err.Error(), err)
	}
	path := a.fullPath(typed)
	begin, _, err := a.beginning(path)
	if err != nil {
		return err
	}
	made := !exists(home.Data)
	if err := home.Make(); err != nil {
		return err
	}
	b, err := a.restoreFrom(ctx, home, path, begin, keyFile, check)
	if err != nil {
		if made { // as it was
			_ = os.Remove(home.DeskDB() + ".lock")
			_ = os.Remove(filepath.Dir(home.LogFile()))
			_ = os.Remove(home.Data)
		}
		return err
	}
	return a.tellRestored(home, b, check)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

func (a *App) restoreFrom(ctx context.Context, home config.Home, path string, begin []byte, keyFile string, check bool) (b backup.Backup, err error) {
	lock, err := sqlite.AcquireLock(home.DeskDB(), a.Clock())
	if err != nil {
		return b, fmt.Errorf("taking the desk's lock: %w", err)
	}
	defer lock.Release() //nolint:errcheck // it ends with the process
	o := a.backups(nil, home)
	o.Amend = a.amend(path)
	if !check { // before anybody has to type a passphrase
		if err := backup.Ready(o.Home); err != nil {
			return b, err
		}
	}
	key, err := a.opener(ctx, begin, keyFile)
	if err != nil {
		return b, err
	}
	f, err := os.Open(path)
	if err != nil {
		return b, domain.Fail(domain.CodeReadOnly, path, err)
	}
	defer f.Close() //nolint:errcheck // nothing was written
	if check {
		return backup.Verify(ctx, o, f, key)
	}
	return backup.Restore(ctx, o, f, key)
}

// tellRestored says what is there now, and which secrets have to be entered: no
// backup holds them.
func (a *App) tellRestored(home config.Home, b backup.Backup, check bool) error {
	t := &a.texts.Guard.Backup
	cfg, _, err := a.settle()
	zone := time.Local
	if err == nil {
		zone = cfg.Location()
	}
	when := b.Made.In(zone).Format(a.texts.Line.DateTime)
	if check { // perhaps where nothing is set up
		fmt.Fprintf(a.Out, t.SoundF+"\n", when, b.Files)
		return nil
	}
	fmt.Fprintf(a.Out, t.RestoredF+"\n", when, b.Files, termtext.Line(home.Data))
	if kept := a.Clock().Add(-domain.EventsKept); b.Made.Before(kept) {
		fmt.Fprintf(a.Out, t.GapF+"\n", b.Made.In(zone).Format(a.texts.Line.Date), kept.In(zone).Format(a.texts.Line.Date))
	}
	if err != nil {
		return err
	}
	want := []config.Purpose{config.ForRelay, config.ForSending}
	if cfg.Relay.URL != "" {
		want = []config.Purpose{config.ForDesk}
	}
	if missing := cfg.MissingFor(want...); len(missing) > 0 {
		fmt.Fprintf(a.Out, t.SecretsF+"\n", termtext.Line(home.ConfigFile()), strings.Join(missing, ", "))
	}
	return nil
}
