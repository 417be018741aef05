package store_test

import (
	"database/sql"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/store/storetest"

	"github.com/google/go-cmp/cmp"
)

// TestVersion1 opens a database as the first version wrote it. Later versions
// add theirs beside it and keep this one passing.
func TestVersion1(t *testing.T) {
	t.Parallel()
	body, err := os.ReadFile("testdata/v1.db")
	if err != nil {
		t.Fatal(err)
	}
	path := t.TempDir() + "/desk.db"
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	f := openAt(t, path)
	th := f.thread("Samira")
	if diff := cmp.Diff([]string{"Guten Abend", "Hallo Samira"}, texts(th.Messages)); diff != "" {
		t.Error(diff)
	}
	if th.Messages[1].Status != domain.StatusRead || len(th.Messages[0].Reactions) != 1 || th.Draft.Text != "Entwurf" {
		t.Errorf("thread = %+v", th)
	}
	version1GoesOn(t, f)
	f.check(f.Integrity(t.Context()))
}

// version1GoesOn does what later versions can do with what was there before.
func version1GoesOn(t *testing.T, f *fixture) {
	t.Helper()
	th := f.thread("Samira")
	n, err := f.Counts(t.Context())
	f.check(err)
	if len(th.Draft.Taken.Keys) != 0 || th.Messages[1].Despite != nil || !th.Chat.Later.IsZero() || n[domain.FilterLater] != 0 {
		t.Errorf("thread = %+v, counts %v", th, n)
	}
	id, to := th.Chat.ID, th.Chat.Contact.Address()
	f.check(f.SetLater(t.Context(), id, f.now.Add(time.Hour)))
	if n, err = f.Counts(t.Context()); err != nil || n[domain.FilterLater] != 1 || f.find("Samira").State != domain.ChatLater {
		t.Errorf("put off: %v %v", n, err)
	}
	d := th.Draft
	d.Revision++
	d.Taken = domain.Taken{Keys: []string{"a"}, Text: d.Text}
	f.check(f.SaveDraft(t.Context(), d))
	_, err = f.AddSend(t.Context(), id, domain.Send{UUID: "new", To: to, Kind: domain.SendText, Text: d.Text}, domain.SentWith{Taken: d.Taken})
	f.check(err)
	if u, err := f.Uses(t.Context(), 0); err != nil || len(u) != 1 || u[0].Edited {
		t.Errorf("uses = %+v %v", u, err)
	}
	d, err = f.Withdrawn(t.Context(), "new")
	f.check(err)
	if d.Text != "Entwurf" || d.Taken.Text != "Entwurf" {
		t.Errorf("draft = %+v", d)
	}
	f.check(f.SetName(t.Context(), id, "Sami", domain.NameConfirmed))
	f.check(f.Seed(t.Context(), storetest.Answers(3, 1)))
	if list, err := f.Answers(t.Context()); err != nil || len(list) != 3 || f.find("Sami").ID != id {
		t.Errorf("answers = %+v %v", list, err)
	}
}

// TestVersion1KeepsEverything compares what the first version had written with
// what is there after the upgrade, table by table and column by column.
func TestVersion1KeepsEverything(t *testing.T) {
	t.Parallel()
	path := t.TempDir() + "/desk.db"
	body, err := os.ReadFile("testdata/v1.db")
	if err == nil {
		err = os.WriteFile(path, body, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	f := openAt(t, path)
	f.check(f.Close())
	before := contentOf(t, "testdata/v1.db", nil)
	if len(before) < 15 {
		t.Fatalf("only %d tables in the fixture", len(before))
	}
	after := contentOf(t, path, before)
	after["tally"].rows = slices.DeleteFunc(after["tally"].rows, func(row string) bool { return strings.Contains(row, "later") })
	for name, table := range before {
		if diff := cmp.Diff(table.rows, after[name].rows); diff != "" {
			t.Errorf("table %s: %s", name, diff)
		}
	}
}

// TestVersion2 opens a database as the second version wrote it: three people,
// one answered, one put off with a draft and a name, one whose answer was
// refused because the window was shut.
func TestVersion2(t *testing.T) {
	t.Parallel()
	body, err := os.ReadFile("testdata/v2.db")
	if err != nil {
		t.Fatal(err)
	}
	path := t.TempDir() + "/desk.db"
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	f := openAt(t, path)
	f.now, f.seq = at(30), 100
	if c := f.find("Samira"); !c.AnsweredAt.Equal(at(10)) || c.State != domain.ChatOpen || c.Wait != "" {
		t.Errorf("Samira: %+v", c)
	}
	if c := f.find("Luca"); c.State != domain.ChatLater || !c.Draft || c.Crisis || c.Look != "" || !c.AnsweredAt.IsZero() {
		t.Errorf("Luca: %+v", c)
	}
	if list, err := f.Refusals(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("what was refused before is not taken up: %+v %v", list, err)
	}
	f.check(f.SetLater(t.Context(), f.find("Luca").ID, at(60)))
	f.park("Nele", "p1")
	f.back("p1", domain.ReturnExpired, 40)
	if th := f.thread("Nele"); th.Chat.Look != domain.ReturnExpired || th.Draft.Text != "Text p1" {
		t.Errorf("Nele: %+v", th)
	}
	_, err = f.AddPromise(t.Context(), domain.Promise{ChatID: f.find("Samira").ID, Words: "Montag", Due: at(50)})
	f.check(err)
	f.wake(60)
	queueIs(t, f, time.Time{}, "Nele", "Luca M.", "Samira")
	f.check(f.Integrity(t.Context()))
}

func TestVersion2KeepsEverything(t *testing.T) {
	t.Parallel()
	path := t.TempDir() + "/desk.db"
	body, err := os.ReadFile("testdata/v2.db")
	if err == nil {
		err = os.WriteFile(path, body, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	f := openAt(t, path)
	f.check(f.Close())
	before := contentOf(t, "testdata/v2.db", nil)
	after := contentOf(t, path, before)
	for name, table := range before {
		if diff := cmp.Diff(table.rows, after[name].rows); diff != "" {
			t.Errorf("table %s: %s", name, diff)
		}
	}
}

type table struct {
	columns []string
	rows    []string
}

// contentOf reads the tables of a database that nobody has open; of those in
// like only the columns that are there too.
func contentOf(t *testing.T, path string, like map[string]*table) map[string]*table {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro&immutable=1")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	out := map[string]*table{}
	for _, name := range column(t, db, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`) {
		columns := column(t, db, `SELECT name FROM pragma_table_info('`+name+`')`)
		if old, ok := like[name]; ok {
			columns = old.columns
		}
		parts := `quote("` + strings.Join(columns, `") || '|' || quote("`) + `")`
		out[name] = &table{columns, column(t, db, `SELECT `+parts+` FROM `+name+` ORDER BY 1`)}
	}
	return out
}

func column(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var v string
		if err := rows.Scan(&v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
