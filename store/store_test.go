package store_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
	"sprechstunde/store"
)

// The desk declares what it needs; this is where both meet.
var _ desk.Store = (*store.Store)(nil)

var start = time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)

// fixture is a store with a clock that a test moves.
type fixture struct {
	*store.Store
	t    testing.TB
	path string
	now  time.Time
	seq  int64
}

func open(t testing.TB) *fixture {
	t.Helper()
	path := filepath.Join(t.TempDir(), "desk.db")
	file, err := empty()
	if err == nil {
		err = os.WriteFile(path, file, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return openAt(t, path)
}

// empty is the file of a database in which nothing was ever stored. To make one
// every migration runs, which takes longer than most tests.
var empty = sync.OnceValues(func() (file []byte, err error) {
	dir, err := os.MkdirTemp("", "empty-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, "desk.db")
	s, err := store.Open(context.Background(), store.Options{Path: path, Clock: func() time.Time { return start }})
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

func openAt(t testing.TB, path string) *fixture {
	t.Helper()
	f := &fixture{t: t, path: path, now: start.Add(48 * time.Hour)}
	s, err := store.Open(context.Background(), store.Options{Path: path, Clock: func() time.Time { return f.now }})
	if err != nil {
		t.Fatal(err)
	}
	f.Store = s
	t.Cleanup(func() {
		if err := s.Close(); err != nil { // closing twice is no error
			t.Error(err)
		}
	})
	return f
}

func (f *fixture) check(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

// take takes in updates, one webhook each, in a batch of their own.
func (f *fixture) take(updates ...domain.Update) domain.Changes {
	f.t.Helper()
	var b domain.Batch
	b.Instance = "one"
	for _, u := range updates {
		f.seq++
		b.Events = append(b.Events, event(f.seq, u))
	}
	b.To = f.seq
	c, err := f.TakeIn(f.t.Context(), b)
	f.check(err)
	return c
}

func event(seq int64, u any) domain.Decoded {
	e := domain.Event{Seq: seq, Kind: domain.EventWebhook, At: start.Add(24 * time.Hour)}
	switch u := u.(type) {
	case domain.SendResult:
		e.Kind, e.Send = domain.EventSend, &u
		return domain.Decoded{Event: e}
	case domain.AutoSent:
		e.Kind, e.Auto = domain.EventAuto, &u
		return domain.Decoded{Event: e}
	case domain.MediaNews:
		e.Kind, e.Media = domain.EventMedia, &u
		return domain.Decoded{Event: e}
	case nil: // an update that no version of the store has heard of
		return domain.Decoded{Event: e, Updates: []domain.Update{nil}}
	case domain.Update:
		return domain.Decoded{Event: e, Updates: []domain.Update{u}}
	default:
		panic("neither an update nor a result")
	}
}

// result takes in what the relay says of a send.
func (f *fixture) result(r domain.SendResult) domain.Changes {
	f.t.Helper()
	f.seq++
	c, err := f.TakeIn(f.t.Context(), domain.Batch{Instance: "one", To: f.seq, Events: []domain.Decoded{event(f.seq, r)}})
	f.check(err)
	return c
}

func (f *fixture) export() string {
	f.t.Helper()
	var b bytes.Buffer
	f.check(f.Export(f.t.Context(), &b))
	return b.String()
}

func (f *fixture) find(ref string) domain.Chat {
	f.t.Helper()
	c, err := f.FindChat(f.t.Context(), ref)
	f.check(err)
	return c
}

func (f *fixture) thread(ref string) domain.Thread {
	f.t.Helper()
	t, err := f.Thread(f.t.Context(), f.find(ref).ID, 0, 0)
	f.check(err)
	return t
}

func at(minutes int) time.Time { return start.Add(time.Duration(minutes) * time.Minute) }

func person(phone, user, name string) domain.Person {
	return domain.Person{Identity: domain.Identity{Phone: phone, UserID: user}, Name: name}
}

func says(p domain.Person, wamid, text string, minutes int) domain.Incoming {
	return domain.Incoming{From: p, Message: domain.Message{
		WAMID: wamid, Direction: domain.In, Origin: domain.OriginContact, Kind: domain.KindText,
		Content: domain.Content{Text: text}, At: at(minutes), Raw: []byte(`{"id":"` + wamid + `"}`),
	}}
}

func typed(p domain.Person, wamid, text string, minutes int) domain.Incoming {
	u := says(p, wamid, text, minutes)
	u.Message.Direction, u.Message.Origin = domain.Out, domain.OriginPhone
	return u
}

func texts(list []domain.Message) []string {
	out := make([]string, len(list))
	for i, m := range list {
		out[i] = m.Content.Text
	}
	return out
}

var (
	samira = person("+4915111", "DE.1", "Samira")
	luca   = person("+4915222", "DE.2", "Luca")
)

func TestFirstMessage(t *testing.T) {
	t.Parallel()
	f := open(t)
	c := f.take(says(samira, "w1", "hallo\nich bin samira", 0))
	if c.Messages != 1 || len(c.Chats) != 1 || len(c.Waiting) != 1 {
		t.Errorf("changes = %+v", c)
	}
	q, err := f.Queue(t.Context(), domain.FilterWaiting, domain.Window{Limit: 10}, time.Time{})
	f.check(err)
	if q.Total != 1 || len(q.Chats) != 1 || q.Counts[domain.FilterAll] != 1 {
		t.Fatalf("queue = %+v", q)
	}
	got := q.Chats[0]
	if got.LastText != "hallo ich bin samira" || got.Unread != 1 || !got.FirstContact || !got.WaitingSince.Equal(at(0)) ||
		!got.LastInAt.Equal(at(0)) || got.Contact.Name != "Samira" || got.Contact.NameSource != domain.NameProfile ||
		got.Contact.Phone != "+4915111" || got.Contact.UserID != "DE.1" {
		t.Errorf("chat = %+v", got)
	}
	th := f.thread("Samira")
	if len(th.Messages) != 1 || th.Messages[0].Content.Text != "hallo\nich bin samira" {
		t.Errorf("thread = %+v", th)
	}
	if got, err := f.Cursor(t.Context()); got.Instance != "one" || got.Seq != 1 || err != nil {
		t.Errorf("cursor = %+v %v", got, err)
	}
	if c := f.take(says(samira, "w1", "hallo\nich bin samira", 0)); !c.Empty() {
		t.Errorf("the same again changed %+v", c)
	}
}
