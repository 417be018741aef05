package store_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/store"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// scene draws events from a small world, so that they meet: few numbers and
// ids, few messages, few moments.
type scene struct{ *rapid.T }

func (s scene) pick(label string, list ...string) string {
	return rapid.SampledFrom(list).Draw(s.T, label)
}

func (s scene) number(label string, n int) int { return rapid.IntRange(0, n-1).Draw(s.T, label) }

func (s scene) identity() domain.Identity {
	id := domain.Identity{
		Phone:  s.pick("phone", "", "+491", "+492", "+493", "+498", "+499"),
		UserID: s.pick("user", "", "DE.1", "DE.2", "DE.3", "DE.4", "DE.8", "DE.9"),
	}
	if id.Empty() {
		id.Phone = "+491"
	}
	if s.number("with username", 4) == 0 {
		id.Username = s.pick("username", "a.b", "c.d")
	}
	return id
}

func (s scene) person() domain.Person {
	return domain.Person{Identity: s.identity(), Name: s.pick("name", "", "Lena", "Tom")}
}

// moment is within two months, so that numbers can be handed on.
func (s scene) moment() time.Time {
	return start.Add(time.Duration(s.number("day", 60)) * 24 * time.Hour).Add(time.Duration(s.number("minute", 4)) * time.Minute)
}

func (s scene) wamid() string { return fmt.Sprint("w", s.number("wamid", 12)) }

// wamidOf are the ids Meta gives to our sends. Echoes of them may come too.
var wamidOf = map[string]string{"u1": "w9", "u2": "w10", "u3": "w11"}

func (s scene) side() domain.Direction {
	return domain.Direction(s.pick("side", string(domain.In), string(domain.In), string(domain.Out)))
}

func (s scene) message() domain.Incoming {
	kind := domain.Kind(s.pick("kind", "text", "text", "text", "call", "system", "unsupported", "document"))
	m := domain.Message{
		WAMID: s.wamid(), Direction: s.side(), Origin: domain.OriginContact, Kind: kind, At: s.moment(),
		Content: domain.Content{Text: s.pick("text", "eins", "zwei", "drei?", "von der Messe · K26", "(M7)", "Stopp", "start")},
		Raw:     json.RawMessage(`{"n":` + fmt.Sprint(s.number("raw", 3)) + `}`),
	}
	if kind == domain.KindCall {
		m.WAMID = "call" + m.WAMID // Meta's ids of calls and of messages never meet
		m.Content.Call = &domain.Call{ID: m.WAMID, Seconds: s.number("seconds", 3), Answered: s.number("answered", 2) == 1}
	}
	if kind == domain.KindDocument {
		m.Content.Media = &domain.Media{ID: s.pick("file", "", "m1", "m2", "m3"), Filename: "cv.pdf"}
	}
	if m.Direction == domain.Out {
		m.Origin = domain.OriginPhone
	}
	if s.number("without a time", 10) == 0 {
		m.At = time.Time{}
	}
	return domain.Incoming{From: s.person(), Message: m}
}

func (s scene) status() domain.Status {
	return domain.Status(s.pick("status", "sent", "delivered", "read", "failed", "played", "warning"))
}

func (s scene) failure() *domain.Failure {
	if s.number("reason", 2) == 0 {
		return nil
	}
	return &domain.Failure{Code: 131000 + s.number("code", 3)}
}

// media is news of a file, which may come before its message, twice, and say
// now this and now that.
func (s scene) media() domain.MediaNews {
	n := domain.MediaNews{ID: s.pick("file", "m1", "m2", "m3"), State: domain.FileFetched, SHA256: "aa", Size: int64(s.number("size", 3)), At: s.moment()}
	if s.number("lost", 3) == 0 {
		n.State, n.Reason, n.SHA256, n.Size = domain.FileLost, domain.LossExpired, "", 0
	}
	return n
}

// update draws one update or result of a send.
func (s scene) update() any {
	switch s.pick("what", "message", "message", "message", "report", "reaction", "change", "move", "notice", "oddity", "result", "media", "media") {
	case "message":
		return s.message()
	case "report":
		r := domain.Reported{WAMID: s.wamid(), Status: s.status(), Recipient: s.person(), At: s.moment(), Failure: s.failure()}
		if s.number("ours", 2) == 0 {
			r.UUID = s.pick("uuid", "u1", "u2", "u3")
			r.WAMID = s.pick("known as", "", wamidOf[r.UUID])
		}
		return r
	case "reaction":
		return domain.Reacted{
			From: s.person(), By: s.side(), WAMID: "r" + s.wamid(), On: s.wamid(), Emoji: s.pick("emoji", "", "👍", "❤️"), At: s.moment(),
		}
	case "change":
		return domain.Changed{
			From: s.person(), By: s.side(), WAMID: "c" + s.wamid(), On: s.pick("on", "", "w1", "w2", "w3"),
			Revoked: s.number("revoked", 2) == 1, Edit: domain.Edit{Known: true, Text: s.pick("new", "neu", "neuer")}, At: s.moment(),
		}
	case "media":
		return s.media()
	case "move":
		return domain.IdentityChanged{Previous: s.identity(), Current: s.identity(), At: s.moment()}
	case "notice":
		if s.number("of a person", 2) == 1 {
			return domain.Notice{Kind: domain.NoticePreference, Event: s.pick("wish", "stop", "resume"), Person: s.person(), At: s.moment()}
		}
		return domain.Notice{Kind: domain.NoticeAccount, Event: s.pick("event", "A", "B"), At: s.moment()}
	case "oddity":
		return domain.Unreadable{Field: "messages", Reason: s.pick("reason", "a", "b")}
	default:
		r := domain.SendResult{
			UUID: s.pick("uuid", "u1", "u2", "u3"), State: domain.SendState(s.pick("state", "held", "released", "accepted", "failed", "unknown")),
			At: s.moment(), Failure: s.failure(),
		}
		if r.State == domain.SendAccepted {
			r.WAMID = wamidOf[r.UUID]
		}
		return r
	}
}

// exportOf plays events into a copy of a store, cut into batches as told, and
// returns what it then holds.
func exportOf(t *rapid.T, path string, events []domain.Decoded, cuts func(int) bool) string {
	ctx := context.Background()
	s, err := store.Open(ctx, store.Options{Path: path, Sources: fairs, Clock: func() time.Time { return start.Add(100 * 24 * time.Hour) }})
	must(t, err)
	defer func() { must(t, s.Close()) }()
	batch := domain.Batch{Instance: "one"}
	for i, e := range events {
		batch.Events = append(batch.Events, e)
		batch.To = max(batch.To, e.Event.Seq)
		if i == len(events)-1 || cuts(i) {
			batch.More = i%2 == 0 && i < len(events)-1
			_, err := s.TakeIn(ctx, batch)
			must(t, err)
			batch = domain.Batch{Instance: "one"}
		}
	}
	var b bytes.Buffer
	must(t, s.Export(ctx, &b))
	return b.String()
}

// done is what the adviser has done before the events of TestOrderDoesNotMatter
// come.
type done struct {
	putOff        bool
	merged, split bool // two persons; split: and then she changed her mind
}

// template is a store with what no event can bring, as bytes: two sends made
// from answers, a name, what is kept about persons, and who they are by her word.
func template(t *testing.T, what done) []byte {
	t.Helper()
	f := open(t)
	f.now = at(20 * day)
	f.take(
		says(person("+499", "DE.9", "Nele"), "w-first", "hallo", 0), says(person("+498", "", "Kim"), "w-second", "moin", 1),
		says(person("", "DE.8", "Kim"), "w-third", "noch da", 2),
	)
	f.keepThings("+499", "a")
	f.keepThings("+498", "b")
	f.now = at(30 * day)
	if what.merged {
		f.merge("+498", "+499")
		f.merge("DE.8", "+499")
	}
	if what.split {
		f.now = at(40 * day)
		f.split("+499", domain.AliasPhone, "+498")
	}
	f.now = at(45 * day)
	for _, uuid := range []string{"u1", "u2"} {
		f.now = f.now.Add(day * time.Minute)
		_, err := f.AddSend(t.Context(), f.find("+499").ID, domain.Send{
			UUID: uuid, To: domain.Address{Phone: "+499"}, Kind: domain.SendText, Text: uuid,
		}, domain.SentWith{Taken: domain.Taken{Keys: []string{"a", "b"}}})
		f.check(err)
	}
	f.name("+499", "Nele S.", domain.NameConfirmed)
	if what.putOff {
		f.check(f.SetLater(t.Context(), f.find("+499").ID, at(90*day)))
	}
	copied := f.path + ".copy"
	f.check(f.BackupTo(t.Context(), copied))
	body, err := os.ReadFile(copied)
	f.check(err)
	return body
}

// keepThings puts down something of every kind about a person.
func (f *fixture) keepThings(ref, label string) {
	f.t.Helper()
	id := f.find(ref).ID
	f.fact(ref, domain.FactRegion, "Ort "+label)
	f.fact(ref, domain.FactNotes, "Notiz "+label)
	f.check(f.SetLabel(f.t.Context(), id, label, true))
	f.check(f.AddConsent(f.t.Context(), id, domain.Consent{Kind: domain.ConsentGiven, Purpose: domain.PurposePool, Wording: "Ja " + label, At: f.now}))
	f.check(f.Postpone(f.t.Context(), id, f.now.Add(time.Hour), "wegen "+label))
	_, err := f.AddLog(f.t.Context(), id, domain.LogEntry{Kind: domain.LogCall, Text: "Anruf " + label})
	f.check(err)
}

func must(t *rapid.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestOrderDoesNotMatter is the promise the whole package is built on: all
// events, in any order, cut into any batches and told more than once, end in
// the same state.
func TestOrderDoesNotMatter(t *testing.T) {
	t.Parallel()
	var bodies [][]byte
	for _, what := range []done{{}, {putOff: true}, {merged: true}, {merged: true, split: true}} {
		bodies = append(bodies, template(t, what))
	}
	one, two := filepath.Join(t.TempDir(), "one.db"), filepath.Join(t.TempDir(), "two.db")
	rapid.Check(t, func(t *rapid.T) {
		s := scene{t}
		var events []domain.Decoded
		for i := range rapid.IntRange(1, 25).Draw(t, "events") {
			events = append(events, event(int64(i+2), s.update()))
		}
		shuffled := rapid.Permutation(events).Draw(t, "order")
		for i := range rapid.IntRange(0, 3).Draw(t, "told again") {
			shuffled = append(shuffled, shuffled[i%len(shuffled)])
		}
		body := rapid.SampledFrom(bodies).Draw(t, "done before")
		cut := rapid.Uint64().Draw(t, "cuts")
		must(t, os.WriteFile(one, body, 0o600))
		must(t, os.WriteFile(two, body, 0o600))
		want := exportOf(t, one, events, func(int) bool { return false })
		got := exportOf(t, two, shuffled, func(i int) bool { return cut>>(i%64)&1 == 1 })
		if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
			t.Errorf("another order gives another state (-in order +shuffled):\n%s", diff)
		}
	})
}
