//go:build proof && unix

package migrate_test

import (
	"compress/gzip"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/safego"
)

// nowhere is an address at which nobody is Meta, so that nothing leaves.
const nowhere = "http://127.0.0.1:1"

// patience ends a wait that would never end; it measures nothing.
const patience = 30 * time.Second

// From every released version the program is killed inside its migration, and
// started again.
func TestKilledInsideMigration(t *testing.T) {
	t.Parallel()
	rig.Program(t) // building it is not to be measured below
	for name := range migrations {
		for v := 1; v < newest(t, name); v++ {
			t.Run(fmt.Sprintf("%s from %d", name, v), func(t *testing.T) {
				t.Parallel()
				m := newMigration(t, name, v)
				for m.inside < rig.Times(50, 1000) && !t.Failed() {
					m.oneKill()
				}
				rig.Tell(t, fmt.Sprintf("kills inside the migration of %s from version %d", name, v), m.inside)
				rig.Tell(t, "of them left the old schema", m.old)
				rig.Tell(t, "of them left the new one", m.inside-m.old)
				rig.Tell(t, "more came before or after it", m.outside)
			})
		}
	}
}

// migration is one way that a database has to go.
type migration struct {
	t        *testing.T
	luck     *rand.Rand
	name     string // desk or relay
	from, to int
	was, is  state         // before, and after an undisturbed migration
	takes    time.Duration // from the start of the program
	inside   int
	old      int
	outside  int
	begun    time.Time
}

// state is what a database says.
type state struct {
	version int
	schema  string
	rows    map[string]string // by table
}

func newMigration(t *testing.T, name string, from int) *migration {
	t.Helper()
	m := &migration{t: t, luck: rig.Luck(t), name: name, from: from, to: newest(t, name), begun: time.Now()}
	h := m.unpack()
	m.was = m.read(m.file(h))
	if m.was.version != from {
		t.Fatalf("the fixture has version %d", m.was.version)
	}
	born := time.Now()
	m.run(h)
	m.takes = time.Since(born)
	m.is = m.read(m.file(h))
	if m.is.version != m.to {
		t.Fatalf("migrated to version %d", m.is.version)
	}
	m.untouched(h)
	return m
}

func (m *migration) file(h *rig.Home) string { return h.Path(m.name + ".db") }

// unpack makes a home in which the program of the old version has just ended.
func (m *migration) unpack() *rig.Home {
	m.t.Helper()
	h := rig.NewHome(m.t, nowhere)
	in, err := os.Open(fixture(m.name, m.from))
	if err != nil {
		m.t.Fatal(err)
	}
	defer in.Close()
	z, err := gzip.NewReader(in)
	if err != nil {
		m.t.Fatal(err)
	}
	out, err := os.OpenFile(m.file(h), os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		m.t.Fatal(err)
	}
	defer out.Close()
	if _, err := io.Copy(out, io.LimitReader(z, 64<<20)); err != nil {
		m.t.Fatal(err)
	}
	db, err := sql.Open("sqlite", m.file(h)) // the copy that was packed had lost this
	if err != nil {
		m.t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(m.t.Context(), `PRAGMA journal_mode = WAL`); err != nil {
		m.t.Fatal(err)
	}
	return h
}

// run lets the program open the database, undisturbed.
func (m *migration) run(h *rig.Home) {
	m.t.Helper()
	if m.name == "relay" {
		r := h.StartRelay(m.t)
		m.thought(h)
		r.Kill()
		return
	}
	if out, err := h.Command(m.t, "inbox").CombinedOutput(); err != nil {
		m.t.Fatalf("%v\n%s", err, out)
	}
}

// thought waits until the relay has thought about all it had: what became of a
// send from before it could think stands in the outbox only then.
func (m *migration) thought(h *rig.Home) {
	m.t.Helper()
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	for late := time.Now().Add(patience); ; <-look.C {
		left := rig.List[int](m.t, m.file(h), `SELECT count(*) FROM events WHERE kind = 'webhook'
			AND seq > coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'thought'), 0)`)[0]
		if left == 0 {
			return
		}
		if time.Now().After(late) {
			m.t.Fatalf("the relay has %d webhooks left to think about", left)
		}
	}
}

// oneKill kills the program inside the migration of a new home, by chance again
// while it makes up for it, and then lets it finish.
func (m *migration) oneKill() {
	m.t.Helper()
	h := m.unpack()
	defer os.RemoveAll(h.Dir) // of thousands
	m.judge(h, m.start(h))
	if m.luck.IntN(3) == 0 {
		m.judge(h, m.start(h))
	}
	m.run(h)
	if now := m.read(m.file(h)); !m.same(now, m.is) {
		m.t.Errorf("after the next start: version %d, %s", now.version, differences(now, m.is))
	}
	m.untouched(h)
	left, err := filepath.Glob(h.Path("*.db*"))
	if err != nil {
		m.t.Fatal(err)
	}
	for _, path := range left {
		if strings.Contains(path, ".part") || strings.Contains(path, ".new") {
			m.t.Errorf("left over: %s", filepath.Base(path))
		}
	}
}

// start starts the program and kills it: some time after it began to copy the
// database, after the copy was there, or at any moment.
func (m *migration) start(h *rig.Home) (killed bool) {
	m.t.Helper()
	args := map[string]string{"desk": "inbox", "relay": "relay"}[m.name]
	cmd := h.Command(m.t, args)
	before := m.copyOf(h)
	awaited := []string{before + ".part", before, ""}[m.luck.IntN(3)]
	pause := time.Duration(m.luck.IntN(int(m.takes)))
	if awaited != "" {
		pause /= 4
	}
	_, err := os.Stat(before)
	if err == nil {
		awaited = "" // it is a second try
	}
	born := time.Now()
	if err := cmd.Start(); err != nil {
		m.t.Fatal(err)
	}
	over := make(chan struct{})
	done := safego.Go("killing", func(err error) { m.t.Error(err) }, func() {
		m.appears(awaited, over)
		select {
		case <-time.After(pause):
		case <-over:
		}
		_ = cmd.Process.Kill()
	})
	_ = cmd.Wait() // killed, as a rule
	close(over)
	<-done
	status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus)
	if !ok || !status.Signaled() && !cmd.ProcessState.Success() {
		m.t.Errorf("the program ended by itself: %v", cmd.ProcessState)
	}
	if !status.Signaled() { // the kill came too late: the next ones come sooner
		m.takes = min(m.takes, max(time.Since(born), time.Millisecond))
	}
	return status.Signaled()
}

// appears waits for a file, but not longer than the whole takes: it may have
// come and gone between two looks. "" is always there.
func (m *migration) appears(path string, over <-chan struct{}) {
	look := time.NewTicker(100 * time.Microsecond)
	defer look.Stop()
	late := time.After(2 * m.takes)
	for path != "" {
		if _, err := os.Stat(path); err == nil {
			return
		}
		select {
		case <-look.C:
		case <-late:
			return
		case <-over:
			return
		}
	}
}

func (m *migration) copyOf(h *rig.Home) string {
	return fmt.Sprintf("%s.before-v%d", m.file(h), m.to)
}

// judge: the schema is the old one or the new one with the rows that belong to
// it, and a copy that is there is whole.
func (m *migration) judge(h *rig.Home, killed bool) {
	m.t.Helper()
	now := m.read(m.file(h))
	_, part := os.Stat(m.copyOf(h) + ".part")
	_, whole := os.Stat(m.copyOf(h))
	switch now.version {
	case m.from:
		if !m.same(now, m.was) {
			m.t.Errorf("killed at version %d: %s", now.version, differences(now, m.was))
		}
		if !killed || part != nil && whole != nil {
			m.outside++
			break
		}
		m.inside++
		m.old++
	case m.to:
		if now.schema != m.is.schema {
			m.t.Error("killed at the new version with another schema")
		}
		if killed {
			m.inside++
		} else {
			m.outside++
		}
	default:
		m.t.Errorf("killed between the versions, at %d", now.version)
	}
	if whole == nil {
		m.untouched(h)
	} else if now.version != m.from {
		m.t.Error("there is no copy of before the migration")
	}
}

// untouched: the copy holds what was there before the migration.
func (m *migration) untouched(h *rig.Home) {
	m.t.Helper()
	if err := rig.Sound(m.t.Context(), m.copyOf(h)); err != nil {
		m.t.Error(err)
		return
	}
	if kept := m.read(m.copyOf(h)); !m.same(kept, m.was) {
		m.t.Errorf("the copy of before the migration: version %d, %s", kept.version, differences(kept, m.was))
	}
}

func (m *migration) same(a, b state) bool {
	return a.version == b.version && a.schema == b.schema && differences(a, b) == ""
}

// differences names the tables that do not hold the same.
func differences(a, b state) string {
	var out []string
	for table, rows := range b.rows {
		if a.rows[table] != rows {
			out = append(out, table)
		}
	}
	for table := range a.rows {
		if _, ok := b.rows[table]; !ok {
			out = append(out, table)
		}
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// read reads a database from outside: a checksum of the rows of each table.
func (m *migration) read(path string) state {
	m.t.Helper()
	s := state{rows: map[string]string{}}
	s.version = rig.List[int](m.t, path, `PRAGMA user_version`)[0]
	s.schema = strings.Join(rig.List[string](m.t, path, `SELECT type || name || coalesce(sql, '') FROM sqlite_schema ORDER BY 1`), "\n")
	for _, table := range rig.List[string](m.t, path, `SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite_%'`) {
		if volatile[table] && (m.name == "relay" || strings.HasPrefix(table, "search")) {
			continue
		}
		columns := rig.List[string](m.t, path, `SELECT 'quote("' || name || '")' FROM pragma_table_info(?)`, table)
		if m.name == "relay" && table == "outbox" {
			columns[slices.Index(columns, `quote("wamid")`)] = fmt.Sprintf(kept, m.begun.AddDate(0, 0, -34).UnixMilli())
		}
		if whole, ok := chance[table]; ok {
			columns = []string{whole}
		}
		rows := rig.List[string](m.t, path, `SELECT `+strings.Join(columns, ` || ' ' || `)+` FROM "`+table+`"`+only[table]+` ORDER BY 1`)
		s.rows[table] = fmt.Sprintf("%d %x", len(rows), sha256.Sum256([]byte(strings.Join(rows, "\n"))))
	}
	return s
}

// volatile is what the program works on as soon as it runs: the index of words is
// filled by and by, and the relay thinks about what it had before it could, and
// looks for the files of it, which nobody has here.
var volatile = map[string]bool{
	"search_state": true, "search": true, "search_name": true,
	"aliases": true, "people": true, "seen": true, "tally": true, "media": true,
}

// chance is what there is to compare of a table that holds what was drawn by lot.
var chance = map[string]string{"erased_key": "length(key)", "runs": "length(mark)"}

// kept is the id of a message while the relay keeps it: for 35 days, and the
// fixtures grow old.
const kept = `CASE WHEN changed > %d THEN quote(wamid) ELSE '' END`

// only says which rows of a table are none of these.
var only = map[string]string{
	"meta": ` WHERE key IN ('instance', 'known')`, "events": ` WHERE kind <> 'media'`, "runs": ` WHERE after = 0`,
}
