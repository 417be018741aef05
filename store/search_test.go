package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/words"
	"sprechstunde/store"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// look searches as the adviser types it.
func (f *fixture) look(typed string) domain.Found {
	f.t.Helper()
	got, err := f.Search(f.t.Context(), domain.ParseSearch(typed, f.now), 50)
	f.check(err)
	return got
}

func (f *fixture) looks(typed string, want ...string) {
	f.t.Helper()
	var got []string
	for _, h := range f.look(typed).Hits {
		got = append(got, h.Words)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		f.t.Errorf("%s: %s", typed, diff)
	}
}

func TestSearch(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(samira, "w1", "Ich suche ein Praktikum in der Küche", 1),
		says(luca, "w2", "Wo schicke ich die Bewerbungsunterlagen hin?", 2),
		typed(luca, "w3", "Deine Bewerbung bitte an Frau Müller", 3),
		says(samira, "w4", "Meine Straße: Große Gasse 3, geht's auch per E-Mail?", 4))
	f.looks("bewerb", "Deine Bewerbung bitte an Frau Müller", "Wo schicke ich die Bewerbungsunterlagen hin?")
	f.looks("bewerbung bitte", "Deine Bewerbung bitte an Frau Müller")
	f.looks(`"bewerbung"`, "Deine Bewerbung bitte an Frau Müller")
	f.looks(`"frau mueller"`, "Deine Bewerbung bitte an Frau Müller")
	f.looks(`"müller frau"`)
	f.looks(`"ich suche e`)
	f.looks(`"ich suche ein pra`, "Ich suche ein Praktikum in der Küche")
	for _, typed := range []string{"küche", "KUECHE", "kueche", "Ku\u0308che", "küc", "kue"} {
		f.looks(typed, "Ich suche ein Praktikum in der Küche")
	}
	for _, typed := range []string{"straße", "strasse", "STRASSE", "grosse gasse", "e-mail", "geht's", "geht’s E-Mai"} {
		f.looks(typed, "Meine Straße: Große Gasse 3, geht's auch per E-Mail?")
	}
	f.looks("von:luca ich", "Wo schicke ich die Bewerbungsunterlagen hin?")
	f.looks("to:luca", "Deine Bewerbung bitte an Frau Müller")
	f.looks("von:niemand ich")
	f.looks("nirgends")
	f.looks("?!")
	f.looks("")
	if got := f.look("luca"); len(got.People) != 1 || got.People[0].Contact.Name != "Luca" || len(got.Hits) != 0 {
		t.Errorf("people = %+v", got.People)
	}
	got := f.look("gro gasse")
	if text := got.Hits[0].Words; text[got.Hits[0].Marks[0][0]:got.Hits[0].Marks[0][1]] != "Große" || len(got.Hits[0].Marks) != 2 {
		t.Errorf("marks = %v", got.Hits[0].Marks)
	}
}

func TestSearchByDay(t *testing.T) {
	t.Parallel()
	f := open(t)
	for i, minutes := range []int{-60 * day / 60, 0, day, 40 * day} {
		f.take(says(samira, fmt.Sprint("w", i), fmt.Sprint("wort ", i), minutes))
	}
	f.now = at(41 * day)
	f.looks("wort vor:2026-11-21", "wort 1", "wort 0")
	f.looks("wort nach:2026-11-21", "wort 3")
	f.looks("wort seit:21.11.2026", "wort 3", "wort 2")
	f.looks("seit:2026-12", "wort 3")
	f.looks("since:2026-11-20 before:2026-11-21", "wort 1")
	f.looks("wort vor:unsinn", "wort 3", "wort 2", "wort 1", "wort 0")
}

// TestSearchNewestFirst brings an old message last, as a history does.
func TestSearchNewestFirst(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(samira, "w1", "wort neu", 500), says(luca, "w2", "wort alt", 1), says(luca, "w3", "wort mitte", 30))
	f.looks("wort", "wort neu", "wort mitte", "wort alt")
	got, err := f.Search(t.Context(), domain.ParseSearch("wort", f.now), 2)
	f.check(err)
	if len(got.Hits) != 2 || !got.More {
		t.Errorf("%d hits, more: %v", len(got.Hits), got.More)
	}
}

// TestManyOfAName takes the other way through the index: more chats than are
// looked up one by one.
func TestManyOfAName(t *testing.T) {
	t.Parallel()
	f := open(t)
	for i := range 70 {
		p := person(fmt.Sprintf("+49151%05d", i), fmt.Sprint("DE.", 100+i), fmt.Sprint("Luca Nr", i))
		f.take(says(p, fmt.Sprint("w", i), fmt.Sprint("wort ", i), i), typed(p, fmt.Sprint("o", i), "wort", i))
	}
	if n := len(f.look("von:luca wort").Hits); n != 50 {
		t.Errorf("%d hits", n)
	}
	f.looks("von:luca von:nr69", "wort 69")
	f.looks("an:nr69 vor:2027", "wort")
	if got := f.look("luca"); len(got.People) != 5 || got.People[0].Contact.Name != "Luca Nr69" {
		t.Errorf("people = %+v", got.People)
	}
}

// TestManyBeginnings has more words with one beginning than are looked up.
func TestManyBeginnings(t *testing.T) {
	t.Parallel()
	f := open(t)
	for i := range 410 {
		f.take(says(samira, fmt.Sprint("w", i), fmt.Sprintf("wort%c%c%c", 'a'+i/100, 'a'+i/10%10, 'a'+i%10), i))
		f.take(says(luca, fmt.Sprint("l", i), fmt.Sprintf("ein satz%c%c", 'a'+i/10%10, 'a'+i%10), i))
	}
	if got := f.look(`"ein satzb`); len(got.Hits) != 40 || got.Hits[0].Words != "ein satzbj" {
		t.Errorf("%d hits of a phrase", len(got.Hits))
	}
	if got := f.look(`"ein satz`); len(got.Hits) != 50 || got.Hits[0].Words != "ein satzaj" {
		t.Errorf("%d hits of a phrase with many endings", len(got.Hits))
	}
	if got := f.look("worta"); len(got.Hits) != 50 || !got.More {
		t.Errorf("%d hits", len(got.Hits))
	}
	if got := f.look("wort"); len(got.Hits) != 50 || got.Hits[0].Words != "worteaj" {
		t.Errorf("%d hits, first %q", len(got.Hits), got.Hits[0].Words)
	}
}

// indexOf reads what an index holds, from outside.
func indexOf(t testing.TB, path string) []string {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?mode=rw")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(t.Context(), `CREATE VIRTUAL TABLE temp.names USING fts5vocab(main, search_name, instance)`); err != nil {
		t.Fatal(err)
	}
	list := func(query string) (out []string) {
		rows, err := db.QueryContext(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var s string
			if err := rows.Scan(&s); err != nil {
				t.Fatal(err)
			}
			out = append(out, s)
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, table := range []string{"search", "search_name"} {
		if _, err := db.ExecContext(t.Context(), `INSERT INTO `+table+` (`+table+`) VALUES ('integrity-check')`); err != nil {
			t.Error(err)
		}
	}
	return append(list(`SELECT 'word ' || term || ' ' || doc || ' ' || offset FROM search_word ORDER BY doc, term, offset`),
		list(`SELECT 'name ' || term || ' ' || doc || ' ' || offset FROM temp.names ORDER BY doc, term, offset`)...)
}

// refilled has the index of a database made anew, as after a change of folding.
func refilled(t testing.TB, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?mode=rw")
	if err == nil {
		_, err = db.ExecContext(t.Context(), `UPDATE search_state SET folding = 0`)
	}
	if err == nil {
		err = db.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	f := openAt(t, path)
	fillAll(t, f.Store)
	f.check(f.Close())
}

func fillAll(t testing.TB, s *store.Store) {
	t.Helper()
	for left := 1; left > 0; {
		var err error
		if left, err = s.FillIndex(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// wording gives the events of a scene words worth searching.
func (s scene) worded(d domain.Decoded) domain.Decoded {
	pool := []string{"Müller", "mueller", "MÜLLERIN", "straße", "Strasse", "eins", "e\x00ins", "zwei-drei", "😊", "geht’s", "\xff", "Ἀθῆναι", "привет"}
	text := func() string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pool), 0, 4).Draw(s.T, "words"), " ")
	}
	for i, u := range d.Updates {
		switch u := u.(type) {
		case domain.Incoming:
			u.Message.Content.Text = text()
			if s.number("with a file", 4) == 0 {
				u.Message.Content.Media = &domain.Media{Filename: text()}
			}
			d.Updates[i] = u
		case domain.Changed:
			u.Edit.Text = text()
			d.Updates[i] = u
		}
	}
	return d
}

// TestIndexFollowsEverything plays random events, in which messages come twice,
// change, go and move between people, and compares the index with one that is
// made of what is there in the end, and searches with reading every message.
func TestIndexFollowsEverything(t *testing.T) {
	t.Parallel()
	body := template(t, done{})
	path := filepath.Join(t.TempDir(), "desk.db")
	rapid.Check(t, func(rt *rapid.T) {
		s := scene{rt}
		must(rt, os.WriteFile(path, body, 0o600))
		var events []domain.Decoded
		for i := range rapid.IntRange(1, 25).Draw(rt, "events") {
			events = append(events, s.worded(event(int64(i+2), s.update())))
		}
		cut := rapid.Uint64().Draw(rt, "cuts")
		exportOf(rt, path, events, func(i int) bool { return i%4 == 0 && cut>>(i%64)&1 == 1 })
		kept := indexOf(t, path)
		ctx := context.Background()
		db, err := store.Open(ctx, store.Options{Path: path, Clock: func() time.Time { return at(100 * day) }})
		must(rt, err)
		for _, typed := range []string{"müller", "muell", "strasse", `"eins zwei"`, "eins", "zwei drei", "привет", "von:lena", "an:tom eins", "vor:2026-12-05", "seit:2026-12 mue", "hat:datei", "hat:datei eins"} {
			what := domain.ParseSearch(typed, at(100*day))
			found, err := db.Search(ctx, what, 1000)
			must(rt, err)
			if diff := cmp.Diff(walk(rt, db, what), idsOf(found.Hits)); diff != "" {
				rt.Errorf("%s (-by reading everything +by the index):\n%s", typed, diff)
			}
		}
		must(rt, db.Close())
		refilled(t, path)
		if diff := cmp.Diff(indexOf(t, path), kept); diff != "" {
			rt.Errorf("-made anew +kept:\n%s", diff)
		}
	})
}

func idsOf(hits []domain.Hit) []int64 {
	out := []int64{}
	for _, h := range hits {
		out = append(out, h.Message.ID)
	}
	return out
}

// walk finds by reading every message of every chat, without the index.
func walk(t *rapid.T, s *store.Store, what domain.Search) []int64 {
	ctx := context.Background()
	q, err := s.Queue(ctx, domain.FilterAll, domain.Window{Limit: 1000}, time.Time{})
	must(t, err)
	var list []domain.Message
	for _, c := range q.Chats {
		th, err := s.Thread(ctx, c.ID, 0, 0)
		must(t, err)
		for _, m := range th.Messages {
			if meets(&m, c.Contact, what) {
				list = append(list, m)
			}
		}
	}
	slices.SortFunc(list, func(a, b domain.Message) int {
		if a.At.Unix() != b.At.Unix() {
			return int(b.At.Unix() - a.At.Unix())
		}
		return int(b.ID - a.ID)
	})
	out := []int64{}
	for _, m := range list {
		out = append(out, m.ID)
	}
	return out
}

func meets(m *domain.Message, c domain.Contact, what domain.Search) bool {
	have := folded(m.Words())
	file := m.File != nil && m.RevokedAt == nil && m.Kind != domain.KindSystem
	if len(have) == 0 && !file || what.Files && !file || m.At.Before(what.Since) || !what.Before.IsZero() && !m.At.Before(what.Before) {
		return false
	}
	for _, w := range what.Words {
		if !slices.ContainsFunc(starts(have), func(rest []string) bool { return follows(rest, folded(w.Text), !w.Whole) }) {
			return false
		}
	}
	called := starts(folded(c.Name + " " + c.Username))
	names := func(list []string) bool {
		return !slices.ContainsFunc(list, func(name string) bool {
			return !slices.ContainsFunc(called, func(rest []string) bool { return strings.HasPrefix(rest[0], folded(name)[0]) })
		})
	}
	return names(what.From) && names(what.To) &&
		(len(what.From) == 0 || m.Direction == domain.In) && (len(what.To) == 0 || m.Direction == domain.Out)
}

func folded(text string) (out []string) {
	for _, t := range words.Tokens(text) {
		out = append(out, t.Folded)
	}
	return out
}

func starts(list []string) (out [][]string) {
	for i := range list {
		out = append(out, list[i:])
	}
	return out
}

func follows(have, want []string, begin bool) bool {
	if len(have) < len(want) {
		return false
	}
	for i, w := range want {
		if have[i] != w && (!begin || i < len(want)-1 || !strings.HasPrefix(have[i], w)) {
			return false
		}
	}
	return true
}

// Many small batches leave an index in many parts. Putting them together changes
// nothing that is found.
func TestTidyingTheIndex(t *testing.T) {
	t.Parallel()
	f := open(t)
	for i := range 600 {
		f.take(says(samira, fmt.Sprint("w", i), fmt.Sprintf("bewerbung nummer %d wort%d", i%7, i), i))
	}
	find := func(typed string) int {
		got, err := f.Search(t.Context(), domain.ParseSearch(typed, f.now), 0)
		f.check(err)
		return len(got.Hits)
	}
	steps, going := 0, false
	for more := true; more; steps++ {
		var err error
		more, err = f.TidyIndex(t.Context(), going)
		f.check(err)
		going = more
		if all, one := find("bewerbung"), find("wort599"); all != 600 || one != 1 {
			t.Fatalf("after %d steps %d and %d hits", steps, all, one)
		}
	}
	if steps < 2 {
		t.Errorf("there was nothing to tidy in %d steps", steps)
	}
	if more, err := f.TidyIndex(t.Context(), false); more || err != nil {
		t.Errorf("a tidy index is tidied again: %v %v", more, err)
	}
}
