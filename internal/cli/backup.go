package cli

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"sprechstunde/internal/backup"
	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/sealed"
	"sprechstunde/internal/sqlite"
	"sprechstunde/internal/termtext"
	"sprechstunde/store"
)

type jsonBackup struct {
	Path     string  `json:"path"`
	Made     string  `json:"made"`
	Size     int64   `json:"size"`
	Verified *string `json:"verified"`
}

// backupFlags are those of one call.
type backupFlags struct {
	sealing
	to, keyFile, newKey  string
	verify, list, asJSON bool
}

func (a *App) backupCommand() *cobra.Command {
	t := &a.texts.Guard.Backup
	var f backupFlags
	cmd := &cobra.Command{
		Use: "backup [FILE]", Short: t.Cmd, Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 && !f.verify {
				return &usageError{errors.New(t.OnlyVerify)}
			}
			return a.backupBy(cmd.Context(), f, args)
		},
	}
	a.sealFlags(cmd, &f.sealing)
	cmd.Flags().StringVar(&f.to, "to", "", t.FlagTo)
	cmd.Flags().BoolVar(&f.verify, "verify", false, t.FlagVerify)
	cmd.Flags().StringVar(&f.keyFile, "key", "", a.texts.Guard.Seal.FlagKey)
	cmd.Flags().BoolVar(&f.list, "list", false, t.FlagList)
	cmd.Flags().StringVar(&f.newKey, "new-key", "", t.FlagNewKey)
	cmd.Flags().BoolVar(&f.asJSON, "json", false, a.texts.Line.FlagJSON)
	cmd.MarkFlagsMutuallyExclusive("verify", "list", "new-key", "to")
	return cmd
}

func (a *App) backupBy(ctx context.Context, f backupFlags, args []string) error {
	if f.newKey != "" {
		return a.writeNewKey(f.newKey)
	}
	cfg, home, err := a.settle()
	if err != nil {
		return err
	}
	if f.list {
		return a.listBackups(cfg, home, f.asJSON)
	}
	if err := home.Make(); err != nil {
		return err
	}
	lock, err := a.lockBackups(home)
	if err != nil {
		return err
	}
	defer lock.Release() //nolint:errcheck // it ends with the process
	if f.verify {
		return a.verifyBackup(ctx, cfg, home, f, args)
	}
	return a.makeBackup(ctx, cfg, home, f)
}

// lockBackups lets one at a time work in the folders of backups: two would sweep
// each other's away.
func (a *App) lockBackups(home config.Home) (*sqlite.Lock, error) {
	lock, err := sqlite.AcquireLock(filepath.Join(home.Data, "backup"), a.Clock())
	if err != nil {
		return nil, fmt.Errorf("taking the lock of backups: %w", err)
	}
	return lock, nil
}

// backups is what backups of a home are made of.
func (a *App) backups(cfg *config.Config, home config.Home) backup.Options {
	return backup.Options{
		Home: backup.Folders{Config: home.Config, Data: home.Data}, Clock: a.Clock, Version: a.Version,
		Copy:   func(ctx context.Context, to string) error { return store.CopyTo(ctx, home.DeskDB(), to) },
		Look:   a.lookInside,
		Config: func() ([]byte, []string, error) { return config.Portable(home, cfg) },
	}
}

// lookInside says what is in a copy of a desk's database, after looking through
// it for damage.
func (a *App) lookInside(ctx context.Context, path string) (c backup.Content, err error) {
	s, err := store.Open(ctx, store.Options{Path: path, Clock: a.Clock})
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.Integrity(ctx); err != nil {
		return c, err
	}
	sum := sha256.New()
	if err := s.Export(ctx, sum); err != nil {
		return c, err
	}
	c.Sum = hex.EncodeToString(sum.Sum(nil))
	if c.Schema, err = store.Schema(); err != nil {
		return c, err
	}
	c.Files, err = s.FilesNamed(ctx)
	return c, err
}

func (a *App) makeBackup(ctx context.Context, cfg *config.Config, home config.Home, f backupFlags) error {
	if _, err := os.Stat(home.DeskDB()); errors.Is(err, os.ErrNotExist) {
		if err := a.withHouse(ctx, func(*house) error { return nil }); err != nil {
			return err
		}
	}
	lock, key, err := a.sealBackup(ctx, cfg, f.sealing)
	if err != nil {
		return err
	}
	dir, err := filepath.Abs(a.backupDir(cfg, home, f.to))
	if err != nil {
		return fmt.Errorf("finding the folder of backups: %w", err)
	}
	o := a.backups(cfg, home)
	made, err := backup.Make(ctx, o, dir, lock)
	if err != nil {
		return err
	}
	r := backup.Record{Path: made.Path, Made: made.Made, Size: made.Size}
	if err := backup.Note(home.Data, r); err != nil {
		return err
	}
	if key != nil {
		if err := a.check(ctx, o, made.Path, *key); err != nil {
			return err
		}
		r.Verified = a.Clock().UTC()
		if err := backup.Note(home.Data, r); err != nil {
			return err
		}
	}
	if _, err := backup.Rotate(home.Data, dir, cfg.Backup.Keep, cfg.Backup.MaxAge, a.Clock()); err != nil {
		return err
	}
	return a.tellBackup(cfg, r, made.Lost, f.asJSON)
}

// sealBackup finds for whom a backup is sealed. Who has typed the passphrase has
// also brought the key, so that it can be tried right away.
func (a *App) sealBackup(ctx context.Context, cfg *config.Config, s sealing) (sealed.Lock, *sealed.Key, error) {
	if !s.passphrase && len(s.to) == 0 {
		s.to = cfg.Backup.EncryptTo
	}
	if len(s.to) > 0 {
		lock, err := a.lockFor(s.to)
		return lock, nil, err
	}
	text, err := a.newPassphrase(ctx)
	if err != nil {
		return sealed.Lock{}, nil, err
	}
	lock, err := sealed.ForPassphrase(text)
	if err != nil {
		return lock, nil, err
	}
	key, err := sealed.Passphrase(text)
	return lock, &key, err
}

func (a *App) backupDir(cfg *config.Config, home config.Home, to string) string {
	switch {
	case to != "":
		return a.fullPath(to)
	case cfg.Backup.Dir != "":
		return a.fullPath(cfg.Backup.Dir)
	}
	return filepath.Join(home.Data, "backups")
}

// check unpacks a backup beside the databases and compares everything in it.
func (a *App) check(ctx context.Context, o backup.Options, path string, key sealed.Key) error {
	f, err := os.Open(path)
	if err != nil {
		return domain.Fail(domain.CodeReadOnly, path, err)
	}
	defer f.Close() //nolint:errcheck // nothing was written
	_, err = backup.Verify(ctx, o, f, key)
	return err
}

func (a *App) verifyBackup(ctx context.Context, cfg *config.Config, home config.Home, f backupFlags, args []string) error {
	list, err := backup.Records(home.Data)
	if err != nil {
		return err
	}
	var r backup.Record
	switch {
	case len(args) > 0:
		if r.Path, err = filepath.Abs(a.fullPath(args[0])); err != nil {
			return fmt.Errorf("finding the backup: %w", err)
		}
		for _, have := range list {
			if have.Path == r.Path {
				r = have
			}
		}
	case len(list) > 0:
		r = list[0]
	default:
		return &saidError{a.texts.Guard.Backup.None}
	}
	begin, info, err := a.beginning(r.Path)
	if err != nil {
		return err
	}
	key, err := a.opener(ctx, begin, f.keyFile)
	if err != nil {
		return err
	}
	o := a.backups(cfg, home)
	if err := a.check(ctx, o, r.Path, key); err != nil {
		return err
	}
	if r.Verified = a.Clock().UTC(); r.Made.IsZero() { // one of another home, or from before
		r.Size = info.Size()
		return a.tellBackup(cfg, r, 0, f.asJSON)
	}
	if err := backup.Note(home.Data, r); err != nil {
		return err
	}
	return a.tellBackup(cfg, r, 0, f.asJSON)
}

// beginning is how a file begins, which says how it is opened.
func (a *App) beginning(path string) ([]byte, os.FileInfo, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, domain.Fail(domain.CodeReadOnly, path, err)
	}
	defer f.Close() //nolint:errcheck // nothing was written
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, nil, domain.Fail(domain.CodeReadOnly, path, errors.Join(err, errNoPlainFile))
	}
	begin, err := bufio.NewReader(f).Peek(64)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, domain.Fail(domain.CodeDiskError, path, err)
	}
	return begin, info, nil
}

func (a *App) tellBackup(cfg *config.Config, r backup.Record, lost int, asJSON bool) error {
	if asJSON {
		return writeJSON(a.Out, a.backupJSON(r))
	}
	t := &a.texts.Guard.Backup
	fmt.Fprintln(a.Out, termtext.Line(r.Path))
	fmt.Fprintln(a.Out, a.sizeAndCheck(cfg, r))
	if lost > 0 {
		fmt.Fprintf(a.Out, t.LostF+"\n", lost)
	}
	return nil
}

// whenIn is a moment in the adviser's zone.
func (a *App) whenIn(cfg *config.Config, at time.Time) string {
	return at.In(cfg.Location()).Format(a.texts.Line.DateTime)
}

func (a *App) sizeAndCheck(cfg *config.Config, r backup.Record) string {
	t := &a.texts.Guard.Backup
	size := fmt.Sprintf("%.1f MB", float64(r.Size)/1e6)
	if r.Verified.IsZero() {
		return fmt.Sprintf(t.UncheckedF, size)
	}
	return fmt.Sprintf(t.CheckedF, size, a.whenIn(cfg, r.Verified))
}

func (a *App) backupJSON(r backup.Record) jsonBackup {
	j := jsonBackup{Path: r.Path, Made: r.Made.UTC().Format(time.RFC3339), Size: r.Size}
	if !r.Verified.IsZero() {
		j.Verified = optional(r.Verified.UTC().Format(time.RFC3339))
	}
	return j
}

func (a *App) listBackups(cfg *config.Config, home config.Home, asJSON bool) error {
	list, err := backup.Records(home.Data)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(a.Out, each(list, a.backupJSON))
	}
	if len(list) == 0 {
		fmt.Fprintln(a.Out, a.texts.Guard.Backup.None)
	}
	for _, r := range list {
		fmt.Fprintf(a.Out, "%s  %s  %s\n", a.whenIn(cfg, r.Made), a.sizeAndCheck(cfg, r), termtext.Line(r.Path))
	}
	return nil
}
