package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
)

// lookConfig says where the configuration is, or every mistake in it with its
// line.
func (d *doctor) lookConfig(context.Context) verdict {
	file := d.home.ConfigFile()
	if d.cfgErr == nil {
		return fine(d.t.Config, file)
	}
	if len(config.MistakesOf(d.cfgErr)) == 0 {
		return d.blame(d.cfgErr)
	}
	return verdict{stateFail, d.t.ConfigWrong + "\n" + d.app.detailOf(d.cfgErr), fmt.Sprintf(d.t.ConfigDo, file)}
}

// lookSecrets names what is needed and not set, and where each is found.
func (d *doctor) lookSecrets(context.Context) verdict {
	if d.cfg.Relay.URL != "" {
		if err := d.cfg.Require(config.ForDesk); err != nil {
			return d.gone(d.cfg.MissingFor(config.ForDesk))
		}
		return fine("%s", d.t.SecretsDesk)
	}
	if missing := d.cfg.MissingFor(config.ForRelay, config.ForSending); len(missing) > 0 {
		return d.gone(missing)
	}
	return fine("%s", d.t.SecretsSet)
}

func (d *doctor) gone(keys []string) verdict {
	action := fmt.Sprintf(d.t.SecretsDo, d.home.ConfigFile())
	for _, key := range keys {
		if place := d.app.texts.Errors.Where(key); place != "" {
			action += "\n" + key + ": " + place
		}
	}
	return verdict{stateFail, fmt.Sprintf(d.t.SecretsGone, strings.Join(keys, ", ")), action}
}

// lookAdviser speaks up only when applicants could not read who answers.
func (d *doctor) lookAdviser(context.Context) verdict {
	who := d.cfg.Adviser
	if who.Name == "" || who.Team == "" {
		return verdict{stateWarn, d.t.AdviserGone, fmt.Sprintf(d.t.AdviserDo, d.home.ConfigFile())}
	}
	return verdict{}
}

// lookHours speaks up only when something is missing.
func (d *doctor) lookHours(context.Context) verdict {
	h := d.cfg.Hours
	switch idle := idleCalendar(h.ICS); {
	case len(h.Office) == 0 || len(h.Slots) == 0:
		return verdict{stateWarn, d.t.HoursGone, d.t.HoursDo}
	case h.Land == "":
		return verdict{stateWarn, d.t.LandGone, d.t.LandDo}
	case idle != "":
		return verdict{stateWarn, fmt.Sprintf(d.t.CalendarIdle, filepath.Base(idle)), d.t.CalendarIdleDo}
	}
	return verdict{}
}

// idleCalendar finds a calendar file without any free day.
func idleCalendar(paths []string) string {
	for _, path := range paths {
		if days, err := config.ReadICS(path); err == nil && len(days) == 0 { // one that cannot be read is a mistake already
			return path
		}
	}
	return ""
}

// lookFiles checks that nobody else can read what we keep, and that we can
// write where we must.
func (d *doctor) lookFiles(context.Context) verdict {
	if d.home == (config.Home{}) {
		return verdict{}
	}
	open, commands := d.openPaths()
	if len(open) > 0 {
		return verdict{stateFail, fmt.Sprintf(d.t.FilesOpen, strings.Join(open, ", ")), fmt.Sprintf(d.t.FilesDo, strings.Join(commands, "; "))}
	}
	if _, err := os.Stat(d.home.Data); errors.Is(err, fs.ErrNotExist) {
		return fine(d.t.FilesNone, d.home.Data)
	}
	for _, dir := range []string{d.home.Data, d.home.State} {
		if err := tryWriting(dir); err != nil {
			return d.blame(err)
		}
	}
	return fine(d.t.FilesFine, d.home.Data)
}

// openPaths lists what others may read or write, each with the command that
// closes it. Only what is ours is looked at: with --home the folder may hold
// other things too. Windows has no such modes.
func (d *doctor) openPaths() (open, commands []string) {
	if runtime.GOOS == "windows" {
		return nil, nil
	}
	seen := map[string]bool{}
	look := func(path, mode string) {
		info, err := os.Lstat(path)
		if err != nil || seen[path] || info.Mode()&fs.ModeSymlink != 0 || info.Mode().Perm()&0o077 == 0 {
			return
		}
		seen[path] = true
		open = append(open, path)
		commands = append(commands, "chmod "+mode+" "+quoted(path))
	}
	for _, dir := range []string{d.home.Config, d.home.Data, d.home.State, filepath.Dir(d.home.LogFile()), d.home.Media(), relay.MediaFolder(d.home.RelayDB())} {
		look(dir, "700")
	}
	look(d.home.ConfigFile(), "600")
	logs := filepath.Dir(d.home.LogFile()) + string(filepath.Separator)
	media := d.home.Media() + string(filepath.Separator)
	depot := relay.MediaFolder(d.home.RelayDB()) + string(filepath.Separator)
	for _, stem := range []string{d.home.DeskDB(), d.home.RelayDB(), logs, media, depot} {
		for _, path := range withPrefix(stem) {
			look(path, "600")
		}
	}
	return open, commands
}

// withPrefix lists the files whose paths begin with stem: a database with its
// log, lock and copies, or everything in a folder.
func withPrefix(stem string) []string {
	dir, name := filepath.Split(stem)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // no folder yet, or none we may look into: tryWriting says so
	}
	var list []string
	for _, e := range entries {
		if e.Type().IsRegular() && strings.HasPrefix(e.Name(), name) {
			list = append(list, filepath.Join(dir, e.Name()))
		}
	}
	return list
}

// quoted makes a path safe to paste into a shell.
func quoted(path string) string {
	if !strings.ContainsAny(path, " '\"$&;()*?[]<>|\\`!#~") {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}

// tryWriting makes a file and takes it away again.
func tryWriting(dir string) error {
	f, err := os.CreateTemp(dir, ".doctor-*")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil // made at the first start
	case errors.Is(err, syscall.ENOSPC):
		return domain.Fail(domain.CodeDiskFull, dir, err)
	case err != nil:
		return domain.Fail(domain.CodeReadOnly, dir, err)
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// What is left on the disk: below the first it is time to act, below the
// second a webhook of the largest size and a migration no longer fit.
const (
	lowSpace  = 500 << 20
	tinySpace = 50 << 20
)

func (d *doctor) lookDisk(context.Context) verdict {
	if d.home == (config.Home{}) {
		return verdict{}
	}
	free, err := d.free(existing(d.home.Data))
	switch {
	case err != nil:
		return verdict{stateWarn, d.t.DiskUnknown, d.t.DiskDo}
	case free < tinySpace:
		return verdict{stateFail, fmt.Sprintf(d.t.DiskLow, size(free)), d.t.DiskDo}
	case free < lowSpace:
		return verdict{stateWarn, fmt.Sprintf(d.t.DiskLow, size(free)), d.t.DiskDo}
	}
	return fine(d.t.DiskFree, size(free))
}

// existing is the nearest folder above path, or path itself, that is there.
func existing(path string) string {
	for {
		if _, err := os.Stat(path); err == nil || path == filepath.Dir(path) {
			return path
		}
		path = filepath.Dir(path)
	}
}

func size(bytes uint64) string {
	if bytes < 1<<30 {
		return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
	}
	return fmt.Sprintf("%.1f GB", float64(bytes)/(1<<30))
}
