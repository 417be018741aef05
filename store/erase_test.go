package store_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
)

// places are where a canary sits.
var places = []string{
	"text", "name", "user", "caption", "filename", "typed", "reply", "draft", "note", "mail", "log", "promise", "confirmed",
	"edit", "emoji", "failure", "odd", "notice", "transcript", "export",
}

// canary is a word that stands in one place only. It is random, because the
// index does not write twice what two words begin with.
func canary(n int, place string) string {
	sum := sha256.Sum256([]byte(fmt.Sprint(n, place)))
	word := make([]byte, 14)
	for i := range word {
		word[i] = 'a' + sum[i]%26
	}
	return string(word)
}

func canaries(n int) []string {
	list := []string{fmt.Sprintf("15559%05d", n), fmt.Sprintf("9%07d", n)}
	for _, p := range places {
		list = append(list, canary(n, p))
	}
	return list
}

func canaryPerson(n int) domain.Person {
	p := person(fmt.Sprintf("+4915559%05d", n), fmt.Sprintf("DE.9%07d", n), canary(n, "name"))
	p.Username = canary(n, "user")
	return p
}

// settle fills a chat with everything that can be in one.
func (f *fixture) settle(n int) (id int64) {
	f.t.Helper()
	p := canaryPerson(n)
	raw := func(word string) json.RawMessage {
		return json.RawMessage(fmt.Sprintf(`{"from":"%s","x":"%s"}`, strings.TrimPrefix(p.Phone, "+"), word))
	}
	w := func(what string) string { return fmt.Sprintf("wamid.15559%05d.%s", n, what) }
	text := says(p, w("a"), "Hallo "+canary(n, "text"), n)
	text.Message.Raw = raw(canary(n, "text"))
	file := says(p, w("file"), canary(n, "caption"), n)
	file.Message.Kind = domain.KindDocument
	file.Message.Content.Media = &domain.Media{ID: fmt.Sprintf("m15559%05d", n), Filename: canary(n, "filename") + ".pdf", MIME: "application/pdf"}
	f.take(text, file, typed(p, w("out"), canary(n, "typed"), n+1),
		domain.Changed{From: p, By: domain.In, WAMID: w("ed"), On: w("a"), At: at(n + 2), Edit: domain.Edit{Known: true, Text: canary(n, "edit")}, Raw: raw("")},
		domain.Reacted{From: p, By: domain.In, WAMID: w("re"), On: w("nobody"), Emoji: canary(n, "emoji"), At: at(n), Raw: raw("")},
		domain.Reported{WAMID: w("gone"), Status: domain.StatusRead, Recipient: p, At: at(n), Raw: raw("")},
		domain.Unreadable{Reason: "x", Raw: raw(canary(n, "odd"))},
		domain.Notice{Kind: domain.NoticePreference, Person: p, Detail: canary(n, "notice"), At: at(n)},
	)
	id = f.find(p.UserID).ID
	ctx := f.t.Context()
	uuid := fmt.Sprintf("uuid-%d", n)
	_, err := f.AddSend(ctx, id, domain.Send{UUID: uuid, To: domain.Address{Phone: p.Phone}, Kind: domain.SendText, Text: canary(n, "reply")}, domain.SentWith{})
	f.check(err)
	f.result(domain.SendResult{UUID: uuid, State: domain.SendFailed, WAMID: w("sent"), At: at(n), Failure: &domain.Failure{Code: 1, Details: canary(n, "failure")}})
	f.check(f.SaveDraft(ctx, domain.Draft{ChatID: id, Text: canary(n, "draft"), Revision: 9}))
	f.check(f.SetFact(ctx, id, domain.FactNotes, canary(n, "note")))
	f.check(f.SetFact(ctx, id, domain.FactEmail, canary(n, "mail")+"@example.org"))
	f.check(f.SetName(ctx, id, canary(n, "confirmed"), domain.NameConfirmed))
	_, err = f.AddLog(ctx, id, domain.LogEntry{Kind: domain.LogCall, Text: canary(n, "log")})
	f.check(err)
	_, err = f.AddPromise(ctx, domain.Promise{ChatID: id, Words: canary(n, "promise"), Due: at(9999)})
	f.check(err)
	key := file.Message.Content.Media.ID
	f.check(f.ReserveFile(ctx, key, fmt.Sprintf("%032x", n)))
	_, err = f.FileHere(ctx, domain.File{Key: key, Stored: fmt.Sprintf("%032x.pdf", n), Type: domain.FilePDF, Size: 5, SHA256: fmt.Sprintf("sum%d", n)})
	f.check(err)
	_, err = f.SetTranscript(ctx, key, domain.Transcript{Text: canary(n, "transcript"), At: at(n)})
	f.check(err)
	_, err = f.AddExport(ctx, domain.Exported{Chat: id, Format: "md", Path: "/exports/" + canary(n, "export") + ".md"})
	f.check(err)
	return id
}

func (f *fixture) erase(id int64) domain.Receipt {
	f.t.Helper()
	r, err := f.Erase(f.t.Context(), id, domain.Erasure{Reason: domain.ErasureAsked})
	f.check(err)
	return r
}

// finish does what is left to do outside, as if it had been done.
func (f *fixture) finish() {
	f.t.Helper()
	left, err := f.LeftToErase(f.t.Context())
	f.check(err)
	for _, l := range left {
		f.check(f.ErasedHere(f.t.Context(), l.ID, domain.Receipt{}))
	}
	told, err := f.ToForget(f.t.Context())
	f.check(err)
	f.check(f.RelayForgot(f.t.Context(), told, domain.Forgotten{}))
	_, err = f.Scrub(f.t.Context())
	f.check(err)
}

// traces counts which of somebody's words stand in the files of a database.
func traces(t *testing.T, path string, n int) (found []string) {
	t.Helper()
	files, err := filepath.Glob(path + "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range canaries(n) {
			if bytes.Contains(b, []byte(c)) {
				found = append(found, filepath.Base(file)+" "+c)
			}
		}
	}
	return found
}

func TestAnErasedPersonIsInNoByteOfTheDatabase(t *testing.T) {
	t.Parallel()
	f := open(t)
	ids := map[int]int64{}
	for n := range 60 {
		ids[n] = f.settle(n)
	}
	f.check(os.WriteFile(f.path+".before-v7", []byte(canary(3, "text")), 0o600))
	if got := traces(t, f.path, 3); len(got) < len(places) {
		t.Fatalf("the canaries are not all there: %v", got)
	}
	for n := range 60 {
		if n%3 == 0 {
			r := f.erase(ids[n])
			if r.Messages != 4 || r.Drafts != 1 || r.Notes != 5 {
				t.Errorf("receipt %+v", r)
			}
		}
	}
	f.finish()
	for n := range 60 {
		got := traces(t, f.path, n)
		if n%3 == 0 && len(got) > 0 {
			t.Errorf("person %d: %v", n, got)
		}
		if n%3 != 0 && len(got) < len(places) {
			t.Errorf("person %d, who stays, lost something: %d", n, len(got))
		}
	}
	f.looks(canary(3, "text"))
	f.check(f.Integrity(t.Context()))
}

func TestWhatWasErasedDoesNotComeBackAndANewMessageDoes(t *testing.T) {
	t.Parallel()
	f := open(t)
	id := f.settle(1)
	f.settle(2)
	f.erase(id)
	want := f.export()
	p := canaryPerson(1)
	w := func(what string) string { return "wamid.1555900001." + what }
	f.take(says(p, w("a"), "Hallo noch einmal", 1), typed(p, w("out"), "x", 2),
		domain.Reported{WAMID: w("out"), Status: domain.StatusRead, Recipient: p, At: at(5)},
		domain.Reported{UUID: "uuid-1", WAMID: "w-late", Status: domain.StatusRead, Recipient: p, At: at(5)},
		domain.Reacted{From: p, By: domain.In, WAMID: "new", On: w("a"), Emoji: "x", At: at(5)},
		domain.Changed{From: p, By: domain.In, WAMID: "new2", On: w("a"), At: at(5), Edit: domain.Edit{Known: true, Text: "x"}})
	f.result(domain.SendResult{UUID: "uuid-1", State: domain.SendAccepted, WAMID: "w-late", At: at(5)})
	f.media(domain.MediaNews{ID: "m1555900001", State: domain.FileFetched})
	cut := func(s string) string { return s[:strings.LastIndex(s, `{"relay"`)] } // the cursor has moved
	if got := f.export(); cut(got) != cut(want) {
		t.Errorf("something came back:\n%s", got)
	}
	f.take(says(p, "wamid.fresh", "Hallo, ich bin's wieder", 600))
	c := f.find(p.UserID)
	if c.ID == id || !c.FirstContact || len(f.thread(p.UserID).Messages) != 1 {
		t.Errorf("chat %d (was %d): %+v", c.ID, id, c)
	}
}

func TestAHeldPersonIsNotErased(t *testing.T) {
	t.Parallel()
	f := open(t)
	id := f.settle(1)
	f.check(f.SetHold(t.Context(), id, " Widerspruch läuft "))
	if s := f.sheet(canaryPerson(1).UserID); s.Hold != "Widerspruch läuft" {
		t.Errorf("sheet: %+v", s)
	}
	if _, err := f.Erase(t.Context(), id, domain.Erasure{}); domain.CodeOf(err) != domain.CodeHeld {
		t.Fatalf("erased: %v", err)
	}
	holds, err := f.Holds(t.Context())
	f.check(err)
	if len(holds) != 1 || holds[id] != "Widerspruch läuft" {
		t.Errorf("holds %v", holds)
	}
	f.check(f.SetHold(t.Context(), id, ""))
	f.erase(id)
}

// Somebody else who has the number now loses nothing.
func TestANumberThatWasHandedOnStaysWithItsHolder(t *testing.T) {
	t.Parallel()
	f := open(t)
	old, now := person("+491", "DE.1", "Alt"), person("+491", "DE.2", "Neu")
	f.take(says(old, "w1", "alt", 0), says(now, "w2", "neu", 500), says(person("+491", "", ""), "w3", "auch neu", 600))
	f.erase(f.find("DE.1").ID)
	if got := texts(f.thread("DE.2").Messages); len(got) != 2 {
		t.Errorf("left: %v", got)
	}
	lines, err := f.ErasedLines(t.Context())
	f.check(err)
	for _, l := range lines {
		if l.Until != at(0).UnixMilli() {
			t.Errorf("a line beyond the first holder's time: %+v", l)
		}
	}
	if !slices.ContainsFunc(lines, func(l domain.Erased) bool { return l.At == l.Until }) {
		t.Errorf("at the relay what came to the number since would go as well: %+v", lines)
	}
}

// A copy of before the erasure is brought back: what was erased goes again, and
// whoever has written since keeps that.
func TestALedgerErasesAgainWhatACopyBringsBack(t *testing.T) {
	t.Parallel()
	f := open(t)
	gone, back := f.settle(1), f.settle(2)
	f.settle(3)
	copied := filepath.Join(t.TempDir(), "desk.db")
	f.check(f.BackupTo(t.Context(), copied))
	f.now = f.now.Add(time.Hour)
	f.erase(gone)
	f.erase(back)
	lines, err := f.ErasedLines(t.Context())
	f.check(err)

	g := openAt(t, copied)
	g.seq = f.seq
	g.take(says(canaryPerson(2), "wamid.fresh", "wieder da", 6000))
	for round := range 2 {
		list, err := g.Replay(t.Context(), lines, false)
		g.check(err)
		if want := 2 - 2*round; len(list) != want {
			t.Fatalf("round %d: %+v", round, list)
		}
	}
	g.finish()
	if got := traces(t, copied, 1); len(got) != 0 {
		t.Errorf("the first: %v", got)
	}
	if got := texts(g.thread(canaryPerson(2).UserID).Messages); len(got) != 1 || got[0] != "wieder da" {
		t.Errorf("the second: %v", got)
	}
	if got := len(g.thread(canaryPerson(3).UserID).Messages); got != 4 {
		t.Errorf("the third has %d messages", got)
	}
}
