package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/i18n"
	"sprechstunde/internal/sqlite"
	"sprechstunde/store"
)

func TestDoctorOfFiles(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		return // no modes there
	}
	meta := pretendMeta(t, fakewa.Options{})
	for name, tc := range map[string]struct {
		file string
		mode os.FileMode
	}{
		"database":          {"desk.db-wal", 0o640},
		"copy":              {"relay.db.before-2", 0o604},
		"log":               {"log/relay.log.1", 0o644},
		"file of a chat":    {"media/0123.pdf", 0o644},
		"file at the relay": {"relay-media/ABC", 0o604},
		"the folder itself": {"", 0o755},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCall(t, "", terminalEnv)
			writeConfig(t, c, soundConfig(meta))
			path := filepath.Join(c.home, tc.file)
			if tc.file != "" {
				if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, nil, 0o600)); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Chmod(path, tc.mode); err != nil {
				t.Fatal(err)
			}
			_, found := examine(t, c)
			expect(t, found["files"], stateFail, path, "chmod")
		})
	}
}

func TestCommandsToPasteAreQuoted(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/home/maja/x": "/home/maja/x",
		"/a b/x":       "'/a b/x'",
		"/it's/$HOME":  `'/it'\''s/$HOME'`,
	} {
		if got := quoted(path); got != want {
			t.Errorf("%s became %s", path, got)
		}
	}
}

func TestDoctorOfDiskSpace(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		free  uint64
		err   error
		state string
	}{
		"plenty":  {20 << 30, nil, stateOK},
		"little":  {200 << 20, nil, stateWarn},
		"none":    {3 << 20, nil, stateFail},
		"unknown": {0, errors.New("no"), stateWarn},
	} {
		c := newCall(t, "", terminalEnv)
		d := doctorOf(c, nil)
		asked := ""
		d.free = func(folder string) (uint64, error) { asked = folder; return tc.free, tc.err }
		if v := d.lookDisk(t.Context()); v.state != tc.state || (v.state != stateOK && v.action == "") {
			t.Errorf("%s: %+v", name, v)
		}
		if asked != filepath.Dir(c.home) {
			t.Errorf("asked for %s, which is not the nearest folder there is", asked)
		}
	}
	if free, err := freeSpace(t.TempDir()); err != nil || free == 0 {
		t.Errorf("this disk has %d bytes free, %v", free, err)
	}
	if _, err := freeSpace(filepath.Join(t.TempDir(), "gone")); err == nil {
		t.Error("a folder that is not there has free space")
	}
}

func doctorOf(c *call, cfg *config.Config) *doctor {
	c.app.texts = i18n.For(i18n.German)
	return &doctor{
		app: c.app, t: &c.app.texts.Setup.Doctor, cfg: cfg, free: freeSpace, tmux: tmuxOption,
		home: config.Home{Config: c.home, Data: c.home, State: c.home},
	}
}

func makeDeskDB(path string) error {
	s, err := store.Open(context.Background(), store.Options{Path: path, Clock: time.Now})
	if err != nil {
		return err
	}
	return s.Close()
}

// patched makes a database and overwrites some of its bytes.
func patched(at int64, bytes ...byte) func(path string) error {
	return func(path string) error {
		if err := makeDeskDB(path); err != nil {
			return err
		}
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			return err
		}
		_, err = f.WriteAt(bytes, at)
		return errors.Join(err, f.Close())
	}
}

func filled(suffix, text string) func(path string) error {
	return func(path string) error { return os.WriteFile(path+suffix, []byte(text), 0o600) }
}

func TestDoctorOfDatabases(t *testing.T) {
	t.Parallel()
	de := i18n.For(i18n.German).Setup.Doctor
	cases := map[string]struct {
		prepare func(path string) error
		state   string
		words   []string
	}{
		"none":               {func(string) error { return nil }, stateOK, []string{de.DBNone}},
		"sound":              {makeDeskDB, stateOK, []string{"unbeschädigt, Stand"}},
		"empty":              {filled("", ""), stateFail, []string{"leer", "Sicherung"}},
		"only a log":         {filled("-wal", "something"), stateFail, []string{"leer", "Sicherung"}},
		"no database":        {filled("", strings.Repeat("hello ", 1000)), stateFail, []string{"beschädigt"}},
		"newer":              {patched(60, 0, 0, 0x27, 0x0f), stateFail, []string{"neueren Version"}}, // user_version in the header
		"older":              {patched(60, 0, 0, 0, 0), stateOK, []string{"Stand 0"}},
		"of another program": {patched(68, 1, 2, 3, 4), stateFail, []string{"anderen Programm"}}, // application_id in the header
		"damaged inside":     {patched(4096, bytes.Repeat([]byte{0xff}, 8192)...), stateFail, []string{"beschädigt"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCall(t, "", terminalEnv)
			if err := os.Mkdir(c.home, 0o700); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(c.home, "desk.db")
			if err := tc.prepare(path); err != nil {
				t.Fatal(err)
			}
			before := contentOf(t, c.home)
			_, found := examine(t, c)
			expect(t, found["desk_db"], tc.state, tc.words...)
			if diff := cmp.Diff(before, contentOf(t, c.home)); diff != "" {
				t.Errorf("looking changed a file (-before +after):\n%s", diff)
			}
		})
	}
}

func TestDoctorLeavesADatabaseInUseAlone(t *testing.T) {
	t.Parallel()
	c := newCall(t, "", terminalEnv)
	path := filepath.Join(c.home, "desk.db")
	if err := errors.Join(os.Mkdir(c.home, 0o700), patched(4096, 0xff, 0xff)(path)); err != nil {
		t.Fatal(err)
	}
	l, err := sqlite.AcquireLock(path, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Release() })
	_, found := examine(t, c)
	expect(t, found["desk_db"], stateOK, fmt.Sprintf("in Benutzung (pid %d,", os.Getpid())) // the damage was not seen
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// contentOf reads all files of a folder but the locks.
func contentOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".lock") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(text)
	}
	return all
}

func TestDoctorLooksThroughDamageAfterAKill(t *testing.T) {
	t.Parallel()
	c := newCall(t, "", terminalEnv)
	if err := os.Mkdir(c.home, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(c.home, "desk.db")
	open, err := store.Open(t.Context(), store.Options{Path: path, Clock: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	// What a killed process leaves: the log with what is not yet in the file.
	left := contentOf(t, c.home)
	if err := open.Close(); err != nil {
		t.Fatal(err)
	}
	for name, text := range left {
		if !strings.HasSuffix(name, "-shm") {
			put(t, filepath.Join(c.home, name), text)
		}
	}
	_, found := examine(t, c)
	expect(t, found["desk_db"], stateOK, "unbeschädigt")
}

// TestDoctorCountsFilesOfChats: what is lost, and what is missing on the disk.
func TestDoctorCountsFilesOfChats(t *testing.T) {
	t.Parallel()
	meta := pretendMeta(t, fakewa.Options{})
	c := newCall(t, "", terminalEnv)
	writeConfig(t, c, soundConfig(meta))
	path := filepath.Join(c.home, "desk.db")
	s, err := store.Open(t.Context(), store.Options{Path: path, Clock: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	events := []domain.Decoded{}
	for i, n := range []domain.MediaNews{{ID: "m1", State: domain.FileFetched}, {ID: "m2", State: domain.FileLost, Reason: domain.LossExpired}} {
		events = append(events, domain.Decoded{Event: domain.Event{Seq: int64(i + 1), Kind: domain.EventMedia, At: time.Now(), Media: &n}})
	}
	_, taking := s.TakeIn(t.Context(), domain.Batch{Instance: "one", To: 2, Events: events})
	_, here := s.FileHere(t.Context(), domain.File{Key: "m1", Stored: "kept.pdf", Type: domain.FilePDF})
	file := filepath.Join(c.home, "media", "kept.pdf")
	if err := errors.Join(taking, here, s.Close(), os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	_, found := examine(t, c)
	expect(t, found["desk_db"], stateOK, "Dateien aus Chats: 1, verloren: 1")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	_, found = examine(t, c)
	expect(t, found["desk_db"], stateWarn, "im Ordner fehlen: 1", "Sicherung")
}

// A configuration that is something else altogether must not steer the terminal.
func TestDoctorPrintsNothingRaw(t *testing.T) {
	t.Parallel()
	c := newCall(t, "", terminalEnv)
	text := "\"\\e]0;kaputt\\a\": 1\n\"\\u009b2J\": 1\n"
	if err := errors.Join(os.Mkdir(c.home, 0o700), os.WriteFile(c.file(), []byte(text), 0o600)); err != nil {
		t.Fatal(err)
	}
	c.run("doctor")
	if out := c.out.String(); strings.ContainsAny(out, "\x1b\a\u009b") || !strings.Contains(out, "config.yaml") {
		t.Errorf("it prints %q", out)
	}
}
