package backup

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"sprechstunde/internal/disk"
)

// recordName is the file in which the backups of a home are noted. It is no part
// of the database: a backup is made while the desk has that.
const recordName = "backups.json"

// Record is a backup that was made of this home.
type Record struct {
	Path     string    `json:"path"`
	Made     time.Time `json:"made"`
	Size     int64     `json:"size"`
	Verified time.Time `json:"verified"` // last found whole; zero: never
}

// Ahead reports that a backup was made while the clock was wrong: it would be of
// tomorrow, or later.
func (r Record) Ahead(now time.Time) bool { return r.Made.After(now.Add(24 * time.Hour)) }

// Records lists the backups of a home, the newest first. A list that cannot be
// read is an empty one: nothing depends on it but the reminder.
func Records(data string) ([]Record, error) {
	text, err := os.ReadFile(filepath.Join(data, recordName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, trouble(data, err)
	}
	var list []Record
	if err := json.Unmarshal(text, &list); err != nil {
		return nil, nil //nolint:nilerr // see above
	}
	slices.SortStableFunc(list, func(a, b Record) int { return b.Made.Compare(a.Made) })
	return list, nil
}

// Note keeps a record, in the place of the one with the same path.
func Note(data string, r Record) error {
	list, err := Records(data)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(have Record) bool { return have.Path == r.Path })
	return keepRecords(data, append(list, r))
}

func keepRecords(data string, list []Record) (err error) {
	f, err := os.CreateTemp(data, workPrefix)
	if err != nil {
		return trouble(data, err)
	}
	_, err = f.Write(marshal(list))
	if err = errors.Join(err, f.Chmod(fileMode), f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), filepath.Join(data, recordName))
	}
	if err != nil {
		return trouble(data, errors.Join(err, os.RemoveAll(f.Name())))
	}
	return trouble(data, disk.SyncFolder(data))
}

// Verified is the newest backup that was found whole; ok is false without one.
func Verified(list []Record) (r Record, ok bool) {
	for _, have := range list {
		if !have.Verified.IsZero() && (!ok || have.Made.After(r.Made)) {
			r, ok = have, true
		}
	}
	return r, ok
}

// Rotate removes old backups of a folder: all but the newest ones, and what is
// older than age. The newest verified one stays, whatever its age. Only files
// are removed that were noted as backups of this home, and records of files that
// somebody else has removed go too.
func Rotate(data, dir string, keep int, age time.Duration, now time.Time) (removed []string, err error) {
	list, err := Records(data)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(list, func(a, b Record) int { // what nobody knows the age of is the oldest
		switch {
		case a.Ahead(now) == b.Ahead(now):
			return 0
		case a.Ahead(now):
			return 1
		}
		return -1
	})
	best := slices.IndexFunc(list, func(r Record) bool { return !r.Verified.IsZero() })
	var stay []Record
	n := 0
	for i, r := range list {
		if filepath.Dir(r.Path) != filepath.Clean(dir) {
			stay = append(stay, r)
			continue
		}
		if _, err := os.Lstat(r.Path); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		n++
		if n > 1 && i != best && (n > keep || age > 0 && now.Sub(r.Made) > age) {
			if err := os.Remove(r.Path); err != nil {
				return removed, trouble(dir, fmt.Errorf("removing an old backup: %w", err))
			}
			removed = append(removed, r.Path)
			continue
		}
		stay = append(stay, r)
	}
	if len(stay) == len(list) {
		return nil, nil
	}
	return removed, keepRecords(data, stay)
}
