package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"sprechstunde/internal/backup"
	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/i18n"
	"sprechstunde/internal/sealed"
	"sprechstunde/store"
)

// oneBackup DIR NAME copies the only backup in a folder to a name that a script
// can know.
func oneBackup(ts *testscript.TestScript, _ bool, args []string) {
	list, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "sprechstunde-*.age"))
	ts.Check(err)
	if len(list) != 1 {
		ts.Fatalf("%d backups in %s", len(list), args[0])
	}
	info, err := os.Stat(list[0])
	ts.Check(err)
	if info.Mode().Perm() != 0o600 {
		ts.Fatalf("the backup has mode %v", info.Mode())
	}
	text, err := os.ReadFile(list[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), text, 0o600))
}

// TestBackupHint: in the first days nobody is told off, later whoever has no good
// backup, and never who does not want to be.
func TestBackupHint(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	home := config.Home{Config: dir, Data: dir, State: dir}
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for _, path := range []string{home.ConfigFile(), home.DeskDB()} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h := &house{app: &App{Clock: func() time.Time { return now }, texts: i18n.For("en")}, cfg: config.Default(), home: home}
	at := func(days int) string {
		if err := os.Chtimes(home.ConfigFile(), now, now.AddDate(0, 0, -days)); err != nil {
			t.Fatal(err)
		}
		return h.backupHint()
	}
	if got := at(1); got != "" {
		t.Errorf("on the second day: %q", got)
	}
	if got := at(30); !strings.HasPrefix(got, "There is no verified backup.") {
		t.Errorf("after a month: %q", got)
	}
	r := backup.Record{Path: "x", Made: now.AddDate(0, 0, -9)}
	for want, verified := range map[string]time.Time{"There is no": {}, "The last verified backup is 9 days old": now} {
		r.Verified = verified
		if err := backup.Note(dir, r); err != nil {
			t.Fatal(err)
		}
		if got := at(30); !strings.HasPrefix(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
	r.Verified = now
	ahead := backup.Record{Path: "y", Made: now.AddDate(2, 0, 0), Verified: now.AddDate(2, 0, 0)}
	if err := errors.Join(backup.Note(dir, r), backup.Note(dir, ahead)); err != nil {
		t.Fatal(err)
	}
	if got := at(30); !strings.HasPrefix(got, "The last verified backup is 9 days old") {
		t.Errorf("one of a clock that was wrong keeps her from being told: %q", got)
	}
	if h.cfg.Backup.Remind = 0; at(30) != "" {
		t.Error("told off against her will")
	}
}

// TestRestoringErasesAgain: who was erased after a backup was made is not brought
// back by it, if the ledger lies beside it.
func TestRestoringErasesAgain(t *testing.T) {
	t.Parallel()
	w := newWhole(t, fakewa.Options{})
	chat := w.hear(luca)
	other := w.hear(fakewa.Person{Name: "Nele", Phone: "+4915550108888"})
	lock, err := sealed.ForPassphraseAt("vier Wörter ohne Sinn", 8)
	if err != nil {
		t.Fatal(err)
	}
	key, err := sealed.Passphrase("vier Wörter ohne Sinn")
	if err != nil {
		t.Fatal(err)
	}
	o := w.app.backups(w.cfg, w.home)
	o.Config = func() ([]byte, []string, error) { return []byte("adviser: {name: Maja}\n"), nil, nil }
	made, err := backup.Make(t.Context(), o, t.TempDir(), lock)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.store.Erase(t.Context(), chat.ID, domain.Erasure{}); err != nil {
		t.Fatal(err)
	}
	lines, err := w.store.ErasedLines(t.Context())
	if err != nil || len(lines) == 0 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	var text []byte
	for _, l := range lines {
		line, err := json.Marshal(l)
		if err != nil {
			t.Fatal(err)
		}
		text = append(append(text, line...), '\n')
	}
	for _, ledger := range []bool{false, true} {
		if ledger {
			text = append(text, "half a li"...)
			if err := os.WriteFile(filepath.Join(filepath.Dir(made.Path), erasedBeside), text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		dir := filepath.Join(t.TempDir(), "other")
		o.Home, o.Amend = backup.Folders{Config: dir, Data: dir}, w.app.eraseAgain(made.Path)
		f, err := os.Open(made.Path)
		if err != nil {
			t.Fatal(err)
		}
		_, err = backup.Restore(t.Context(), o, f, key)
		if err := errors.Join(err, f.Close()); err != nil {
			t.Fatal(err)
		}
		s, err := store.Open(t.Context(), store.Options{Path: filepath.Join(dir, "desk.db"), Clock: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		_, gone := s.FindChat(t.Context(), luca.Phone)
		_, there := s.FindChat(t.Context(), other.Contact.Phone)
		if (gone != nil) != ledger || there != nil {
			t.Errorf("with the ledger %v: the erased %v, the other %v", ledger, gone, there)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestABackupThatWasRemovedIsNone: she has cleared the folder; one on a stick that is
// elsewhere still counts, also where an empty folder marks its place.
func TestABackupThatWasRemovedIsNone(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	data, mount, full := t.TempDir(), t.TempDir(), t.TempDir()
	there := filepath.Join(full, "there.age")
	for _, path := range []string{there, filepath.Join(data, "desk.db")} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(data, "backups"), 0o700); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{
		there: true, filepath.Join(full, "gone.age"): false, filepath.Join(data, "backups", "gone.age"): false,
		filepath.Join(mount, "a.age"): true, filepath.Join(mount, "stick", "a.age"): true,
	} {
		home, list := config.Home{Data: data}, []backup.Record{{Path: path, Made: now, Verified: now}}
		if got := backupOverdue(&i18n.For("en").Guard.Backup, config.Default(), home, list, now); (got == "") != want {
			t.Errorf("%s: %q", path, got)
		}
		d := &doctor{app: &App{Clock: func() time.Time { return now }, texts: i18n.For("en")}, cfg: config.Default(), home: home}
		if err := backup.Note(data, list[0]); err != nil {
			t.Fatal(err)
		}
		if got := d.lookBackup(t.Context()); (got.state == stateOK) != want {
			t.Errorf("%s: %v", path, got)
		}
		if err := os.Remove(filepath.Join(data, "backups.json")); err != nil {
			t.Fatal(err)
		}
	}
}

// restored makes a backup of everything and restores it elsewhere; the store there
// is open.
func (w *whole) restored(t *testing.T) *store.Store {
	t.Helper()
	secret, public, err := sealed.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	lock, err := sealed.For(public)
	if err != nil {
		t.Fatal(err)
	}
	key, dir := filepath.Join(t.TempDir(), "key"), filepath.Join(t.TempDir(), "other")
	o := w.app.backups(w.cfg, w.home)
	o.Config = func() ([]byte, []string, error) { return []byte("adviser: {name: Maja}\n"), nil, nil }
	made, err := backup.Make(t.Context(), o, t.TempDir(), lock)
	if err = errors.Join(err, os.WriteFile(key, []byte(secret), 0o600), os.Mkdir(dir, 0o700)); err != nil {
		t.Fatal(err)
	}
	home := config.Home{Config: dir, Data: dir, State: dir}
	if _, err := w.app.restoreFrom(t.Context(), home, made.Path, nil, key, false); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), store.Options{Path: home.DeskDB(), Clock: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// TestARestoredDeskSendsNothingOnceMore: a reply that waited for its relay when the
// backup was made left a moment later. On the new machine nobody knows of that.
func TestARestoredDeskSendsNothingOnceMore(t *testing.T) {
	t.Parallel()
	w := newWhole(t, fakewa.Options{})
	chat := w.hear(luca)
	send := domain.Send{UUID: w.desk.NewID(), To: chat.Contact.Address(), Kind: domain.SendText, Text: "Hallo Luca"}
	if _, err := w.store.AddSend(t.Context(), chat.ID, send, domain.SentWith{}); err != nil {
		t.Fatal(err)
	}
	other := w.restored(t)
	list, err := other.Handovers(t.Context(), 0)
	if err != nil || len(list) != 0 {
		t.Errorf("it would be handed over again: %+v, %v", list, err)
	}
	if _, m, err := other.SendByUUID(t.Context(), send.UUID); err != nil || m.Status != domain.StatusUnknown {
		t.Errorf("status %s, %v: nobody is asked what became of it", m.Status, err)
	}
}

// TestAnOldBackupSaysWhatIsMissing: by now the relay has purged what the desk had
// fetched in between.
func TestAnOldBackupSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	for made, want := range map[time.Time]string{
		now.AddDate(0, 0, -29): "",
		now.AddDate(0, 0, -40): "between 14/10/2026 and 24/10/2026",
	} {
		var out bytes.Buffer
		app := &App{Out: &out, Clock: func() time.Time { return now }, texts: i18n.For(i18n.English), home: t.TempDir()}
		_ = app.tellRestored(config.Home{Data: "/data"}, backup.Backup{Made: made}, false) // that nothing is set up it says too
		if got := out.String(); !strings.Contains(got, "is restored") || strings.Contains(got, "missing here") != (want != "") || !strings.Contains(got, want) {
			t.Errorf("a backup of %v: %q", made, got)
		}
	}
}

// TestOneBadLineHidesNoOther: a disk or a stick has put something into the ledger
// that is longer than any line.
func TestOneBadLineHidesNoOther(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), erasedBeside)
	want := []domain.Erased{{Hash: "aa", At: 1}, {Hash: "bb", At: 2}}
	l := ledgerFile{path}
	if err := l.Write(want); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{strings.Repeat("\x00", 1<<17) + "\n", strings.Repeat("{", 1<<16+1) + "\r\n", "\n"} {
		if err := os.WriteFile(path, append([]byte(bad), text...), 0o600); err != nil {
			t.Fatal(err)
		}
		for who, read := range map[string]func() ([]domain.Erased, error){
			"the desk": l.Read, "restoring": func() ([]domain.Erased, error) { return readErased(path) },
		} {
			if got, err := read(); err != nil || !slices.Equal(got, want) {
				t.Errorf("%s, behind %d bytes: %v, %v", who, len(bad), got, err)
			}
		}
	}
}

// TestBackupsAreTimedWhereTheAdviserIs, wherever the machine thinks it is.
func TestBackupsAreTimedWhereTheAdviserIs(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	home := config.Home{Config: dir, Data: dir, State: dir}
	made := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	if err := backup.Note(dir, backup.Record{Path: "x", Made: made, Verified: made.Add(time.Minute)}); err != nil {
		t.Fatal(err)
	}
	for zone, want := range map[string][]string{"Asia/Kathmandu": {"22/11/2026 17:45", "22/11/2026 17:46"}, "America/St_Johns": {"22/11/2026 08:30", "22/11/2026 08:31"}} {
		var out bytes.Buffer
		cfg := config.Default()
		cfg.Timezone = zone
		app := &App{Out: &out, Clock: func() time.Time { return made }, texts: i18n.For("en")}
		if err := app.listBackups(cfg, home, false); err != nil {
			t.Fatal(err)
		}
		d := &doctor{app: app, cfg: cfg, home: home}
		fmt.Fprintln(&out, d.lookBackup(t.Context()))
		for _, moment := range want {
			if !strings.Contains(out.String(), moment) {
				t.Errorf("%s: no %s in %q", zone, moment, out.String())
			}
		}
	}
}

// TestErasingReachesWhatAKilledBackupLeft: a backup copies the database into the
// home and is killed there; then somebody is erased.
func TestErasingReachesWhatAKilledBackupLeft(t *testing.T) {
	t.Parallel()
	w := newWhole(t, fakewa.Options{})
	chat := w.hear(luca)
	work, err := os.MkdirTemp(w.home.Data, ".backup-") // as backup.Make does
	if err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(work, "1", "desk.db")
	if err := os.Mkdir(filepath.Dir(left), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := store.CopyTo(t.Context(), w.home.DeskDB(), left); err != nil {
		t.Fatal(err)
	}
	r, err := w.desk.Erase(t.Context(), chat.ID, domain.Erasure{})
	if err != nil || !r.Here {
		t.Fatal(r, err)
	}
	if text, err := os.ReadFile(left); err == nil && bytes.Contains(text, []byte(luca.Phone[1:])) {
		t.Errorf("the receipt says nothing is left here, and the whole chat lies in %s", left)
	}
}
