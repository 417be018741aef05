package store_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/store"

	"github.com/google/go-cmp/cmp"
)

func TestThreadPages(t *testing.T) {
	t.Parallel()
	f := open(t)
	var updates []domain.Update
	for i := range 25 {
		updates = append(updates, says(samira, fmt.Sprint("w", i), fmt.Sprint(i), i/5)) // five in one minute
	}
	f.take(updates...)
	id := f.find("Samira").ID
	var got []string
	before, more := int64(0), true
	for more {
		th, err := f.Thread(t.Context(), id, before, 10)
		f.check(err)
		got = append(texts(th.Messages), got...)
		before, more = th.Messages[0].ID, th.More
	}
	var want []string
	for i := range 25 {
		want = append(want, fmt.Sprint(i))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if th, err := f.Thread(t.Context(), id, before, 10); err != nil || len(th.Messages) != 0 || th.More {
		t.Errorf("before the first: %+v %v", th, err)
	}
	if _, err := f.Thread(t.Context(), 999, 0, 10); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("no such chat: %v", err)
	}
}

func TestQuotesComeFromOurOwnMessages(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(samira, "w1", "die Frage", 0), says(luca, "x1", "andere", 0))
	for i := range 3 {
		u := says(samira, fmt.Sprint("q", i), "dazu", 10+i)
		u.Message.Content.Quote = &domain.Quote{WAMID: []string{"w1", "unknown", "q0"}[i], From: "x"}
		f.take(u)
	}
	th, err := f.Thread(t.Context(), f.find("Samira").ID, 0, 3)
	f.check(err)
	if len(th.Quotes) != 1 || th.Quotes["w1"].Content.Text != "die Frage" || !th.More {
		t.Errorf("quotes = %+v", th.Quotes)
	}
	if th := f.thread("Samira"); len(th.Quotes) != 0 {
		t.Errorf("quotes inside the page: %+v", th.Quotes)
	}
}

func TestReactionsAndChangesInAnyOrder(t *testing.T) {
	t.Parallel()
	news := []domain.Update{
		says(samira, "w1", "erst so", 0),
		domain.Reacted{From: samira, By: domain.In, WAMID: "r1", On: "w1", Emoji: "👍", At: at(1)},
		domain.Reacted{From: samira, By: domain.In, WAMID: "r2", On: "w1", Emoji: "", At: at(2)},
		domain.Reacted{From: samira, By: domain.Out, WAMID: "r3", On: "w1", Emoji: "❤️", At: at(1)},
		domain.Changed{From: samira, By: domain.In, WAMID: "c1", On: "w1", Edit: domain.Edit{At: at(3), Known: true, Text: "dann so"}, At: at(3)},
	}
	orders(len(news), func(order []int) {
		f := open(t)
		f.take(says(samira, "w0", "davor", -1))
		for _, i := range order {
			f.take(news[i])
		}
		m := f.thread("Samira").Messages[1]
		want := []domain.Reaction{{Emoji: "❤️", By: domain.Out, At: at(1)}}
		if diff := cmp.Diff(want, m.Reactions); diff != "" {
			t.Errorf("order %v: %s", order, diff)
		}
		if m.Edited == nil || m.Edited.Text != "dann so" || m.Content.Text != "erst so" {
			t.Errorf("order %v: edited %+v", order, m.Edited)
		}
	})
}

func TestCallIsToldTwice(t *testing.T) {
	t.Parallel()
	connect := kind(says(samira, "k1", "", 5), domain.KindCall)
	connect.Message.Content.Call = &domain.Call{ID: "k1"}
	end := kind(says(samira, "k1", "", 6), domain.KindCall)
	end.Message.Content.Call = &domain.Call{ID: "k1", Answered: true, Seconds: 42}
	for _, order := range [][]domain.Update{{connect, end}, {end, connect}} {
		f := open(t)
		f.take(order...)
		list := f.thread("Samira").Messages
		if len(list) != 1 || *list[0].Content.Call != (domain.Call{ID: "k1", Answered: true, Seconds: 42}) || !list[0].At.Equal(at(5)) {
			t.Errorf("messages = %+v", list)
		}
	}
}

// The history of a number tells of a file twice under one id: in its thread that
// there was one, then of the file itself. Neither order loses it.
func TestAFileOfTheHistoryTakesItsPlace(t *testing.T) {
	t.Parallel()
	place := kind(typed(samira, "h1", "", 5), domain.KindUnknown)
	place.Message.Content.TypeName = "media_placeholder"
	file := kind(typed(samira, "h1", "Unterlagen", 5), domain.KindDocument)
	file.Message.Content.Media = &domain.Media{ID: "m1", Filename: "cv.pdf"}
	file.Message.Raw = json.RawMessage(`{"id":"h1","type":"document"}`)
	for name, order := range map[string][]domain.Update{
		"the place first": {place, file}, "the file first": {file, place}, "again and again": {place, file, file, place},
	} {
		f := open(t)
		f.take(order...)
		list := f.thread("Samira").Messages
		if len(list) != 1 || list[0].Kind != domain.KindDocument {
			t.Errorf("%s: messages = %+v", name, list)
			continue
		}
		raw, err := f.Raw(t.Context(), list[0].ID)
		f.check(err)
		if diff := cmp.Diff(file.Message.Content, list[0].Content); diff != "" || string(raw) != string(file.Message.Raw) {
			t.Errorf("%s: %s, with %s", name, diff, raw)
		}
	}
}

func TestEverythingOfAMessageIsKept(t *testing.T) {
	t.Parallel()
	f := open(t)
	until := at(500)
	m := domain.Message{
		WAMID: "w1", Direction: domain.In, Origin: domain.OriginContact, Kind: domain.KindDocument, At: at(0),
		Raw: json.RawMessage(`{"id":"w1","ü":[1,2]}`),
		Content: domain.Content{
			Text: "mein \x1b[31mLebenslauf", TypeName: "document", Media: &domain.Media{ID: "1", Filename: "a.pdf", Size: 7, Caption: true},
			Place: &domain.Place{Latitude: 51.5, Longitude: 7.4}, Cards: []domain.Card{{Name: "X", Phones: []string{"1"}}},
			Choice: &domain.Choice{ID: "1", Until: &until}, Form: &domain.Form{Name: "f", Response: "[]"},
			Order: &domain.Order{Items: []domain.OrderItem{{Product: "p", Quantity: 1}}}, Quote: &domain.Quote{Forwarded: true},
			System: &domain.SystemNote{Type: "x", Current: domain.Identity{Phone: "+1"}}, Referral: &domain.Referral{ID: "r"},
			Failures: []domain.Failure{{Code: 131051}}, GroupID: "g",
		},
	}
	f.take(domain.Incoming{From: samira, Message: m})
	got := f.thread("Samira").Messages[0]
	raw, err := f.Raw(t.Context(), got.ID)
	f.check(err)
	got.Raw = raw
	m.ID, m.ChatID, m.Pos = got.ID, got.ChatID, domain.Position{Seq: 1}
	m.File = &domain.File{Key: "1"} // of which nothing was told
	if diff := cmp.Diff(m, got); diff != "" {
		t.Error(diff)
	}
	if raw, err := f.Raw(t.Context(), 999); raw != nil || err != nil {
		t.Errorf("payload of no message: %q %v", raw, err)
	}
}

func TestMessageWithoutIDOrTime(t *testing.T) {
	t.Parallel()
	f := open(t)
	u := says(samira, "", "namenlos", 0)
	u.Message.At, u.Message.Raw = time.Time{}, json.RawMessage(`{"text":"namenlos"}`)
	f.take(u)
	f.take(u)
	list := f.thread("Samira").Messages
	if len(list) != 1 || list[0].WAMID != "" || !list[0].At.Equal(start.Add(24*time.Hour)) {
		t.Errorf("messages = %+v", list)
	}
}

func TestNoticesAndOddities(t *testing.T) {
	t.Parallel()
	f := open(t)
	bad := domain.Notice{Kind: domain.NoticeTemplate, Event: "PAUSED", Subject: "hallo", Urgent: true, At: at(5)}
	good := domain.Notice{Kind: domain.NoticeTemplate, Event: "APPROVED", Subject: "hallo", At: at(9)}
	odd := domain.Unreadable{Field: "x", Reason: "no object", Raw: json.RawMessage(`1`)}
	c := f.take(bad, good, bad, odd, odd, nil)
	if len(c.Notices) != 2 || c.Unreadable != 2 {
		t.Errorf("changes = %+v", c)
	}
	list, err := f.Notices(t.Context(), 0)
	f.check(err)
	if diff := cmp.Diff([]store.Notice{{Notice: good}, {Notice: bad}}, list); diff != "" {
		t.Error(diff)
	}
	f.check(f.MarkNoticesSeen(t.Context()))
	if list, err = f.Notices(t.Context(), 1); err != nil || len(list) != 1 || !list[0].Seen {
		t.Errorf("notices = %+v %v", list, err)
	}
	if o, err := f.Oddities(t.Context()); err != nil || o.Count != 2 || !o.Last.Equal(start.Add(24*time.Hour)) {
		t.Errorf("oddities = %+v %v", o, err)
	}
}

func TestOtherEventsAreKept(t *testing.T) {
	t.Parallel()
	f := open(t)
	if o, err := f.Oddities(t.Context()); err != nil || o.Count != 0 || !o.Last.IsZero() {
		t.Errorf("oddities of an empty store: %+v %v", o, err)
	}
	before := f.export()
	e := domain.Event{Seq: 1, Kind: domain.EventMedia, At: at(0), Raw: []byte(`{"id":"1"}`)}
	for range 2 {
		_, err := f.TakeIn(t.Context(), domain.Batch{Instance: "one", To: 1, Events: []domain.Decoded{{Event: e}}})
		f.check(err)
	}
	if f.export() == before {
		t.Error("a media event left no trace")
	}
}

func TestFailedBatchLeavesNothing(t *testing.T) {
	t.Parallel()
	f := open(t)
	before := f.export()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := f.TakeIn(ctx, domain.Batch{Instance: "one", To: 1, Events: []domain.Decoded{event(1, says(samira, "w1", "x", 0))}})
	if err == nil || f.export() != before {
		t.Errorf("err %v", err)
	}
}

func TestGuards(t *testing.T) {
	t.Parallel()
	path := t.TempDir() + "/desk.db"
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := store.Open(t.Context(), store.Options{Path: path, Clock: func() time.Time { return start }})
	if domain.CodeOf(err) != domain.CodeEmptyFile {
		t.Errorf("empty file: %v", err)
	}
}
