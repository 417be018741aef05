package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
)

func kind(u domain.Incoming, k domain.Kind) domain.Incoming {
	u.Message.Kind = k
	return u
}

func TestState(t *testing.T) {
	t.Parallel()
	auto := typed(samira, "a1", "Wir antworten morgen", 2)
	auto.Message.Origin = domain.OriginAuto
	tests := []struct {
		name    string
		play    func(f *fixture)
		want    domain.ChatState
		waiting int // minute it waits from
		unread  int
	}{
		{"wrote", func(f *fixture) { f.take(says(samira, "w2", "und?", 3)) }, domain.ChatWaiting, 0, 2},
		{"answered on the phone", func(f *fixture) { f.take(typed(samira, "o1", "Ja", 3)) }, domain.ChatOpen, 0, 0},
		{"wrote after the answer", func(f *fixture) {
			f.take(typed(samira, "o1", "Ja", 3), says(samira, "w2", "danke, und", 5), says(samira, "w3", "noch", 6))
		}, domain.ChatWaiting, 5, 2},
		{"automatic text is no answer", func(f *fixture) { f.take(auto) }, domain.ChatWaiting, 0, 1},
		{"failed answer is none", func(f *fixture) {
			f.take(typed(samira, "o1", "Ja", 3), domain.Reported{WAMID: "o1", Status: domain.StatusFailed, At: at(4)})
		}, domain.ChatWaiting, 0, 1},
		{"system line asks nothing", func(f *fixture) {
			f.take(typed(samira, "o1", "Ja", 3), kind(says(samira, "s1", "changed", 5), domain.KindSystem))
		}, domain.ChatOpen, 0, 0},
		{"done", func(f *fixture) { f.check(f.SetDone(f.t.Context(), f.find("Samira").ID, true)) }, domain.ChatDone, 0, 0},
		{"done and wrote again", func(f *fixture) {
			f.check(f.SetDone(f.t.Context(), f.find("Samira").ID, true))
			f.take(says(samira, "w2", "noch was", 9))
		}, domain.ChatWaiting, 9, 1},
		{"done and a late message from before", func(f *fixture) {
			f.check(f.SetDone(f.t.Context(), f.find("Samira").ID, true))
			f.take(says(samira, "w2", "kam verspätet", -5))
		}, domain.ChatWaiting, -5, 1},
		{"answered here and a late message from before", func(f *fixture) {
			f.send("u1", "Ja")
			f.take(says(samira, "w2", "kam verspätet", 1))
		}, domain.ChatWaiting, 1, 1},
		{"not done after all", func(f *fixture) {
			f.check(f.SetDone(f.t.Context(), f.find("Samira").ID, true))
			f.check(f.SetDone(f.t.Context(), f.find("Samira").ID, false))
		}, domain.ChatWaiting, 0, 1},
		{"seen", func(f *fixture) { f.check(f.SetSeen(f.t.Context(), f.find("Samira").ID)) }, domain.ChatWaiting, 0, 0},
		{"edit of we know not what", func(f *fixture) {
			f.take(typed(samira, "o1", "Ja", 3), domain.Changed{From: samira, By: domain.In, WAMID: "c1", At: at(4)})
		}, domain.ChatWaiting, 4, 1},
		{"deletion of we know not what", func(f *fixture) {
			f.take(typed(samira, "o1", "Ja", 3), domain.Changed{From: samira, By: domain.In, WAMID: "c1", Revoked: true, At: at(4)})
		}, domain.ChatOpen, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := waiting(t)
			tt.play(f)
			c := f.find("Samira")
			if c.State != tt.want || c.Unread != tt.unread {
				t.Errorf("state %q, unread %d", c.State, c.Unread)
			}
			if tt.want == domain.ChatWaiting && !c.WaitingSince.Equal(at(tt.waiting)) {
				t.Errorf("waits since %v", c.WaitingSince)
			}
			n, err := f.Counts(t.Context())
			f.check(err)
			if n[domain.Filter(tt.want)] != 1 || n[domain.FilterAll] != 1 {
				t.Errorf("counts = %v", n)
			}
		})
	}
}

func TestAnotherRelayDatabase(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.seq = 5000
	f.take(says(samira, "w1", "alt", 0))
	for instance, want := range map[string]int64{"two": 1} {
		_, err := f.TakeIn(t.Context(), domain.Batch{Instance: instance, To: want, Events: []domain.Decoded{event(1, says(samira, "w2", "neu", 5))}})
		f.check(err)
		if got, err := f.Cursor(t.Context()); got.Instance != instance || got.Seq != want || err != nil {
			t.Errorf("cursor = %+v %v", got, err)
		}
	}
	f.send("u1", "Antwort")
	if c := f.find("Samira"); c.State != domain.ChatOpen {
		t.Errorf("an answer through the new relay does not count for messages of the old: %q", c.State)
	}
	f.take(says(samira, "w3", "zurück", 9))
	if got, err := f.Cursor(t.Context()); got.Instance != "one" || got.Seq != 5002 || err != nil {
		t.Errorf("cursor = %+v %v", got, err)
	}
}

func TestReplyWindow(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	f.take(kind(says(samira, "s1", "changed", 30), domain.KindSystem))
	f.take(domain.Changed{From: samira, By: domain.In, WAMID: "c1", At: at(40)})
	if c := f.find("Samira"); !c.LastInAt.Equal(at(0)) || !c.LastAt.Equal(at(40)) {
		t.Errorf("last in %v, last %v", c.LastInAt, c.LastAt)
	}
	f.take(kind(says(samira, "k1", "", 50), domain.KindCall))
	if c := f.find("Samira"); !c.LastInAt.Equal(at(50)) {
		t.Errorf("a call opens the window: %v", c.LastInAt)
	}
}

func TestQueueOrder(t *testing.T) {
	t.Parallel()
	f := open(t)
	for i, minute := range []int{30, 10, 20, 20} {
		p := person(fmt.Sprint("+49", i), "", fmt.Sprint("P", i))
		f.take(says(p, fmt.Sprint("w", i), "hallo", minute), says(p, fmt.Sprint("v", i), "?", 100-minute))
	}
	answered := person("+49", "DE.7", "P7")
	f.take(says(answered, "w7", "hallo", 5), typed(answered, "o7", "ja", 200))
	names := func(filter domain.Filter, w domain.Window) (out []string) {
		q, err := f.Queue(t.Context(), filter, w, time.Time{})
		f.check(err)
		for _, c := range q.Chats {
			out = append(out, c.Contact.Name)
		}
		return out
	}
	for _, tt := range []struct {
		filter domain.Filter
		window domain.Window
		want   []string
	}{
		{domain.FilterWaiting, domain.Window{}, []string{"P1", "P2", "P3", "P0"}},
		{domain.FilterWaiting, domain.Window{Offset: 1, Limit: 2}, []string{"P2", "P3"}},
		{domain.FilterWaiting, domain.Window{Offset: 9, Limit: 2}, nil},
		{domain.FilterOpen, domain.Window{}, []string{"P7"}},
		{domain.FilterDone, domain.Window{}, nil},
		{domain.FilterAll, domain.Window{}, []string{"P7", "P1", "P3", "P2", "P0"}},
		{domain.FilterAll, domain.Window{Offset: 3, Limit: 5}, []string{"P2", "P0"}},
	} {
		if diff := cmp.Diff(tt.want, names(tt.filter, tt.window)); diff != "" {
			t.Errorf("%s %+v: %s", tt.filter, tt.window, diff)
		}
	}
}

func TestFindChat(t *testing.T) {
	t.Parallel()
	f := open(t)
	julia := person("+4915199", "DE.3", "Jülïa Groß")
	julia.Username = "julia.g"
	f.take(says(julia, "w1", "hallo", 0), says(person("+4915198", "DE.4", "Julius"), "w2", "hallo", 1))
	id := f.find("DE.3").ID
	for _, ref := range []string{
		fmt.Sprint(id), "+4915199", "+49 151-99", "004915199", "015199", "4915199", "DE.3", "@julia.g", "@Julia.G", "julia.g",
		"Jülïa", "julia g", "JUELIA GROSS", "  jülia ",
	} {
		if c, err := f.FindChat(t.Context(), ref); err != nil || c.ID != id {
			t.Errorf("%q: chat %d, %v", ref, c.ID, err)
		}
	}
	for ref, detail := range map[string]string{"jul": "ambiguous", "Peter": "", "": "", "@": "", "999": "", "DE.9": "", "+1": "", "%": ""} {
		_, err := f.FindChat(t.Context(), ref)
		if domain.CodeOf(err) != domain.CodeNotFound || (ref != "" && strings.Contains(err.Error(), "Jul")) {
			t.Errorf("%q: %v", ref, err)
		}
		if !strings.Contains(err.Error(), detail) {
			t.Errorf("%q: %v, want %q in it", ref, err, detail)
		}
	}
	if _, err := f.Chat(t.Context(), 999); domain.CodeOf(err) != domain.CodeNotFound {
		t.Error(err)
	}
	for _, err := range []error{
		f.SetDone(t.Context(), 999, true), f.SetSeen(t.Context(), 999), f.SaveDraft(t.Context(), domain.Draft{ChatID: 999}),
	} {
		if domain.CodeOf(err) != domain.CodeNotFound {
			t.Error(err)
		}
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	f.take(says(person("+4915111", "DE.1", "Sam 🌸"), "w2", "neuer Name", 10))
	f.take(says(person("+4915111", "DE.1", "Älter"), "w0", "alter Name", -10))
	f.take(says(person("+4915111", "DE.1", ""), "w3", "ohne Namen", 20))
	if c := f.find("DE.1").Contact; c.Name != "Sam 🌸" {
		t.Errorf("name = %q", c.Name)
	}
}

func TestDraftRevisions(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	id := f.find("Samira").ID
	for _, d := range []domain.Draft{
		{Text: "eins", Revision: 1}, {Text: "drei", ReplyTo: "w1", Revision: 3}, {Text: "zwei", Revision: 2}, {Text: "auch drei", Revision: 3},
	} {
		d.ChatID = id
		f.check(f.SaveDraft(t.Context(), d))
	}
	want := domain.Draft{ChatID: id, Text: "drei", ReplyTo: "w1", Revision: 3, At: f.now}
	if diff := cmp.Diff(want, f.thread("Samira").Draft); diff != "" {
		t.Error(diff)
	}
	if !f.find("Samira").Draft {
		t.Error("the queue does not show the draft")
	}
	f.check(f.SaveDraft(t.Context(), domain.Draft{ChatID: id, Revision: 4}))
	if f.find("Samira").Draft {
		t.Error("the queue shows an empty draft")
	}
}

func TestLastTextIsOneShortLine(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	f.take(says(samira, "w2", strings.Repeat("ä \n\t", 2000), 1))
	if got := []rune(f.find("Samira").LastText); len(got) != 160 || strings.ContainsAny(string(got), "\n\t") {
		t.Errorf("%d characters: %q", len(got), string(got))
	}
	f.take(domain.Changed{From: samira, By: domain.In, WAMID: "c", On: "w2", Edit: domain.Edit{Known: true, Text: "kurz"}, At: at(3)})
	if got := f.find("Samira").LastText; got != "kurz" {
		t.Errorf("after the edit: %q", got)
	}
	f.take(domain.Changed{From: samira, By: domain.In, WAMID: "d", On: "w2", Revoked: true, At: at(4)})
	if c := f.find("Samira"); c.LastText != "" || c.LastKind != domain.KindUnsupported {
		t.Errorf("after the deletion: %q %q", c.LastText, c.LastKind)
	}
}
