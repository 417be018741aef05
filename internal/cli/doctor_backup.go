package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"sprechstunde/internal/backup"
	"sprechstunde/internal/config"
	"sprechstunde/internal/i18n"
)

// lookBackup says how old the last backup is that was found whole. Others do not
// count: that a backup can be used is known when it was used.
func (d *doctor) lookBackup(context.Context) verdict {
	list, err := backup.Records(d.home.Data)
	if err != nil {
		return d.blame(err)
	}
	t := &d.app.texts.Guard.Backup
	if overdue := backupOverdue(t, d.cfg, d.home, list, d.app.Clock()); overdue != "" {
		return verdict{stateWarn, overdue, t.Do}
	}
	if r, ok := lastVerified(list, d.home, d.app.Clock()); ok {
		return fine(t.FreshF, d.local(r.Made))
	}
	return verdict{}
}

// lastVerified leaves out those of a clock that was wrong, for nobody knows their
// age, and those that somebody has removed.
func lastVerified(list []backup.Record, home config.Home, now time.Time) (backup.Record, bool) {
	return backup.Verified(slices.DeleteFunc(slices.Clone(list), func(r backup.Record) bool { return r.Ahead(now) || removed(r, home) }))
}

// removed reports that a backup is surely not there any more: its folder is, and it
// is not. An empty folder elsewhere may be the place of a stick that is not there.
func removed(r backup.Record, home config.Home) bool {
	dir := filepath.Dir(r.Path)
	list, err := os.ReadDir(dir)
	if err != nil || !filepath.IsAbs(dir) || len(list) == 0 && !strings.HasPrefix(dir, home.Data) {
		return false
	}
	_, err = os.Lstat(r.Path)
	return errors.Is(err, fs.ErrNotExist)
}

// backupOverdue says in one sentence that a backup is missing or old, "" if all
// is well, nobody wants to be reminded, or there is nothing yet to be backed up.
func backupOverdue(t *i18n.BackupTexts, cfg *config.Config, home config.Home, list []backup.Record, now time.Time) string {
	if cfg.Backup.Remind <= 0 {
		return ""
	}
	r, ok := lastVerified(list, home, now)
	if !ok {
		if _, err := os.Stat(home.DeskDB()); errors.Is(err, fs.ErrNotExist) {
			return ""
		}
		return t.Never
	}
	if age := now.Sub(r.Made); age > cfg.Backup.Remind {
		return fmt.Sprintf(t.OldF, int(age.Hours()/24))
	}
	return ""
}

// backupHint is the same at the start of the desk. Nobody is told off in the
// first days: how long it has been set up is seen by its configuration.
func (h *house) backupHint() string {
	t := &h.app.texts.Guard.Backup
	list, err := backup.Records(h.home.Data)
	if err != nil {
		h.log.Warn("reading the list of backups", "error", err)
		return ""
	}
	if len(list) == 0 {
		info, err := os.Stat(h.home.ConfigFile())
		if err != nil || h.app.Clock().Sub(info.ModTime()) < h.cfg.Backup.Remind {
			return ""
		}
	}
	if overdue := backupOverdue(t, h.cfg, h.home, list, h.app.Clock()); overdue != "" {
		return overdue + " " + t.Do
	}
	return ""
}
