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
	"sprechstunde/store"

	"github.com/google/go-cmp/cmp"
)

// TestOldDatabaseIsFilled opens a database of a version that had no search.
func TestOldDatabaseIsFilled(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "desk.db")
	body, err := os.ReadFile("testdata/v1.db")
	if err == nil {
		err = os.WriteFile(path, body, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	f := openAt(t, path)
	if got := f.look("abend"); len(got.Hits) != 0 || got.Missing == 0 {
		t.Errorf("found %d at once, %d missing", len(got.Hits), got.Missing)
	}
	fillAll(t, f.Store)
	f.looks("abend", "Guten Abend")
	if got := f.look("samira"); got.Missing != 0 || len(got.People) != 1 {
		t.Errorf("%d missing, people %+v", got.Missing, got.People)
	}
}

// emptied is a store whose index forgot everything, as after a change of
// folding.
func emptied(t *testing.T, f *fixture) *fixture {
	t.Helper()
	f.check(f.Close())
	db, err := sql.Open("sqlite", "file:"+f.path+"?mode=rw")
	f.check(err)
	_, err = db.ExecContext(t.Context(), `UPDATE search_state SET folding = 0`)
	f.check(err)
	f.check(db.Close())
	again := openAt(t, f.path)
	again.seq = f.seq
	return again
}

// TestFillingGoesOn changes what is not yet in the index and what is, while it
// is filled, newest first and with the program ended in between.
func TestFillingGoesOn(t *testing.T) {
	t.Parallel()
	f := open(t)
	var list []domain.Update
	for i := range 1000 {
		list = append(list, says(person(fmt.Sprintf("+49151%05d", i%7), "", fmt.Sprint("Person ", i%7)), fmt.Sprint("w", i), fmt.Sprint("wort nummer ", i), i))
	}
	f.take(list...)
	f = emptied(t, f)
	for left, err := f.FillIndex(t.Context()); left >= 700; left, err = f.FillIndex(t.Context()) {
		f.check(err)
	}
	got := f.look("nummer")
	if got.Missing == 0 || len(got.Hits) != 50 || got.Hits[0].Words != "wort nummer 999" {
		t.Fatalf("half way: %d missing, %d hits", got.Missing, len(got.Hits))
	}
	change := func(i int) {
		f.take(domain.Changed{
			From: person(fmt.Sprintf("+49151%05d", i%7), "", ""), By: domain.In, WAMID: fmt.Sprint("c", i), On: fmt.Sprint("w", i),
			Edit: domain.Edit{Known: true, Text: fmt.Sprint("anders ", i)}, At: at(2000),
		})
	}
	change(3)   // not in the index yet
	change(990) // in it already
	f.take(says(person("+4915199999", "", "Neu"), "new", "ganz neu", 3000))
	f.check(f.Close())
	f = openAt(t, f.path)
	fillAll(t, f.Store)
	f.looks("anders", "anders 990", "anders 3")
	f.looks("nummer 3 vor:2026-11-20")
	f.looks(`"nummer 3"`)
	f.looks(`"nummer 990"`)
	f.looks(`"nummer 0"`, "wort nummer 0")
	f.check(f.Close())
	kept := indexOf(t, f.path)
	refilled(t, f.path)
	if diff := cmp.Diff(indexOf(t, f.path), kept); diff != "" {
		t.Errorf("-made anew +kept:\n%s", diff)
	}
}

// TestWithdrawnIsNotFound takes a send back: its words go with it, from the
// file too.
func TestWithdrawnIsNotFound(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	f.send("u1", "Kanarienvogelzwitscher")
	f.looks("kanarien", "Kanarienvogelzwitscher")
	_, err := f.Withdrawn(t.Context(), "u1")
	f.check(err)
	f.looks("kanarien")
	f.check(f.SaveDraft(t.Context(), domain.Draft{ChatID: f.find("Samira").ID, Revision: 99}))
	f.check(f.Close())
	if list := indexOf(t, f.path); slices.ContainsFunc(list, func(s string) bool { return strings.Contains(s, "kanarien") }) {
		t.Errorf("index = %v", list)
	}
}

// TestErasedWordsLeaveTheFile removes messages and looks for their words in the
// bytes of the index.
func TestErasedWordsLeaveTheFile(t *testing.T) {
	t.Parallel()
	f := open(t)
	for i := range 300 {
		f.take(says(samira, fmt.Sprint("w", i), fmt.Sprintf("wort %x", i*7919), i))
	}
	for i := range 10 {
		f.take(says(luca, fmt.Sprint("k", i), fmt.Sprintf("kanarienvogel%d", i), i))
	}
	for i := range 10 {
		f.take(domain.Changed{From: luca, By: domain.In, WAMID: fmt.Sprint("c", i), On: fmt.Sprint("k", i), Revoked: true, At: at(400)})
	}
	f.check(f.Close())
	db, err := sql.Open("sqlite", "file:"+f.path+"?mode=ro")
	f.check(err)
	defer db.Close()
	var n int
	f.check(db.QueryRowContext(t.Context(), `SELECT count(*) FROM search_data WHERE instr(block, CAST('kanarien' AS BLOB)) > 0`).Scan(&n))
	if n != 0 {
		t.Errorf("%d pages of the index know the words", n)
	}
}

// FuzzSearchQuery gives whatever may be typed to the real database: it always
// means something, and what is found is marked within its text.
func FuzzSearchQuery(f *testing.F) {
	for _, seed := range []string{
		"", "müller", `"ich suche`, `von:luca vor:2026-10 "a b" c*`, `AND OR NOT NEAR(`, `a"b""c`, "'; DROP TABLE search; --", `{words} : ^x + y`,
		"-a -b", "*", `"`, "„“ »«", "#i1", "\x00", "\xff\xfe", "vor:99999 seit:31.2.2026 an:", "e\u0301", "ß ẞ ﬁ ǆ", "wort:wort", "😀👩‍👩‍👧", "(((((((((", "von:\"Luca M\"x",
	} {
		f.Add(seed)
	}
	s, err := store.Open(context.Background(), store.Options{Path: filepath.Join(f.TempDir(), "desk.db"), Clock: func() time.Time { return start }})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = s.Close() })
	fill := &fixture{Store: s, t: f}
	fill.take(says(samira, "w1", "Ich suche einen Ausbildungsplatz, geht's? Müller ß 你好 привет", 1), typed(luca, "w2", "a b c d e f 1 2 3", 2))
	f.Fuzz(func(t *testing.T, typed string) {
		what := domain.ParseSearch(typed, start)
		got, err := s.Search(context.Background(), what, 10)
		if err != nil {
			t.Fatalf("%q: %v", typed, err)
		}
		for _, h := range got.Hits {
			end := 0
			for _, m := range h.Marks {
				if m[0] < end || m[1] <= m[0] || m[1] > len(h.Words) {
					t.Fatalf("%q: marks %v in %q", typed, h.Marks, h.Words)
				}
				end = m[1]
			}
			if end == 0 && len(what.Words) > 0 {
				t.Fatalf("%q: nothing marked in %q", typed, h.Words)
			}
		}
	})
}

// TestFoldingIsNumbered holds a sample of what the index was made of. If it
// comes out differently, entries made before could not be removed any more:
// raise the number folding in index.go together with this.
func TestFoldingIsNumbered(t *testing.T) {
	t.Parallel()
	f := open(t)
	u := says(samira, "w1", "Größe: Straße ﬁnden, O’Neill geht's! Zoë Ångström İSTANBUL ç Ἀθῆναι ПРИВЕТ مَرْحَبًا 你好 x_y-z 12³ e\u0301 ½", 1)
	u.Message.Content.Media = &domain.Media{Filename: "Lebenslauf_Müller.pdf"}
	u.Message.Content.Place = &domain.Place{Name: "Café", Address: "Hauptstraße 1"}
	u.Message.Content.Cards = []domain.Card{{Name: "Jörg", Company: "Öl AG"}}
	u.Message.Content.Choice = &domain.Choice{Title: "Ja"}
	f.take(u)
	f.check(f.Close())
	var got []string
	for _, line := range indexOf(t, f.path) {
		parts := strings.Fields(line)
		got = append(got, parts[0][:1]+":"+parts[1])
	}
	want := strings.Fields(`w:#f w:#i1 w:1 w:12 w:ag w:angstroem w:c w:cafe w:e w:finden w:geht's w:groesse w:hauptstrasse w:istanbul w:ja w:joerg w:lebenslauf
		w:mueller w:o'neill w:oel w:pdf w:strasse w:x w:y w:z w:zoe w:αθηναι w:привет w:مرحبا w:你好 n:samira`)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if store.Folding != 2 {
		t.Error("the sample belongs to folding 2")
	}
}

// TestIndexFollowsCopies brings the copy of a message that stands first in the
// relay's log last: it is the one that is shown, and found.
func TestIndexFollowsCopies(t *testing.T) {
	t.Parallel()
	f := open(t)
	for _, seq := range []int64{5, 3} {
		text := map[int64]string{5: "zweite Fassung", 3: "erste Fassung"}[seq]
		_, err := f.TakeIn(t.Context(), domain.Batch{Instance: "one", To: seq, Events: []domain.Decoded{event(seq, says(samira, "w1", text, 1))}})
		f.check(err)
	}
	f.looks("fassung", "erste Fassung")
	f.looks("zweite")
}

// TestIndexFollowsPeople lets two contacts turn out to be one person.
func TestIndexFollowsPeople(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(person("+4915177", "", "Altname"), "w1", "von der Nummer", 1), says(person("", "DE.77", "Neuname"), "w2", "von der Kennung", 2))
	f.looks("von:altname", "von der Nummer")
	f.take(says(person("+4915177", "DE.77", "Neuname"), "w3", "von beiden", 3))
	f.looks("von:neuname", "von beiden", "von der Kennung", "von der Nummer")
	f.looks("von:altname")
	if got := f.look("altname"); len(got.People) != 0 {
		t.Errorf("people = %+v", got.People)
	}
	f.check(f.Close())
	kept := indexOf(t, f.path)
	refilled(t, f.path)
	if diff := cmp.Diff(indexOf(t, f.path), kept); diff != "" {
		t.Errorf("-made anew +kept:\n%s", diff)
	}
}
