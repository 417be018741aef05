package store_test

import (
	"slices"
	"testing"
	"time"

	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
)

// putOff puts Samira's chat off until a minute.
func (f *fixture) putOff(minute int) {
	f.t.Helper()
	f.check(f.SetLater(f.t.Context(), f.find(samira.Phone).ID, at(minute)))
}

// wake lets the clock stand at a minute and wakes what is due.
func (f *fixture) wake(minute int) domain.Changes {
	f.t.Helper()
	f.now = at(minute)
	c, err := f.WakeDue(f.t.Context())
	f.check(err)
	return c
}

func TestLater(t *testing.T) {
	t.Parallel()
	done := func(f *fixture, done bool) { f.check(f.SetDone(f.t.Context(), f.find("Samira").ID, done)) }
	withdraw := func(f *fixture) {
		_, err := f.Withdrawn(f.t.Context(), "u1")
		f.check(err)
	}
	tests := []struct {
		name    string
		play    func(f *fixture) // at minute 10, when Samira waits since minute 0
		want    domain.ChatState
		waiting int
	}{
		{"put off", func(f *fixture) { f.putOff(60) }, domain.ChatLater, 0},
		{"not due yet", func(f *fixture) { f.putOff(60); f.wake(59) }, domain.ChatLater, 0},
		{"due", func(f *fixture) { f.putOff(60); f.wake(60) }, domain.ChatWaiting, 0},
		{"taken back", func(f *fixture) { f.putOff(60); f.check(f.SetLater(f.t.Context(), f.find("Samira").ID, time.Time{})) }, domain.ChatWaiting, 0},
		{"put off again", func(f *fixture) { f.putOff(60); f.putOff(90); f.wake(70) }, domain.ChatLater, 0},
		{"put off again when it was back", func(f *fixture) { f.putOff(60); f.wake(60); f.putOff(90); f.wake(70) }, domain.ChatLater, 0},
		{"writes again", func(f *fixture) { f.putOff(60); f.take(says(samira, "w2", "noch was", 20)) }, domain.ChatWaiting, 0},
		{"a late message from before", func(f *fixture) { f.putOff(60); f.take(says(samira, "w2", "verspätet", -5)) }, domain.ChatWaiting, -5},
		{"a system line", func(f *fixture) {
			f.putOff(60)
			f.take(kind(says(samira, "s1", "changed", 20), domain.KindSystem))
		}, domain.ChatLater, 0},
		{"a reaction of theirs", func(f *fixture) {
			f.putOff(60)
			f.take(domain.Reacted{From: samira, By: domain.In, WAMID: "r1", On: "w1", Emoji: "👍", At: at(20)})
		}, domain.ChatLater, 0},
		{"the same message again", func(f *fixture) { f.putOff(60); f.take(says(samira, "w1", "hallo", 0)) }, domain.ChatLater, 0},
		{"answered", func(f *fixture) { f.putOff(60); f.send("u1", "Ja") }, domain.ChatOpen, 0},
		{"answered, and the moment passes", func(f *fixture) { f.putOff(60); f.send("u1", "Ja"); f.wake(61) }, domain.ChatOpen, 0},
		{"answered in vain", func(f *fixture) {
			f.putOff(60)
			f.send("u1", "Ja")
			f.result(domain.SendResult{UUID: "u1", State: domain.SendFailed, At: at(11)})
		}, domain.ChatWaiting, 0},
		{"answered on the phone", func(f *fixture) { f.putOff(60); f.take(typed(samira, "o1", "Ja", 20)) }, domain.ChatOpen, 0},
		{"had been answered on the phone", func(f *fixture) { f.putOff(60); f.take(typed(samira, "o1", "Ja", 5)) }, domain.ChatOpen, 0},
		{"automatic text", func(f *fixture) {
			f.putOff(60)
			auto := typed(samira, "a1", "Wir antworten morgen", 20)
			auto.Message.Origin = domain.OriginAuto
			f.take(auto)
		}, domain.ChatLater, 0},
		{"answer withdrawn", func(f *fixture) { f.putOff(60); f.send("u1", "Ja"); withdraw(f) }, domain.ChatLater, 0},
		{"answer withdrawn after the moment", func(f *fixture) { f.putOff(60); f.send("u1", "Ja"); f.wake(61); withdraw(f); f.wake(61) }, domain.ChatWaiting, 0},
		{"done", func(f *fixture) { f.putOff(60); done(f, true); f.wake(61) }, domain.ChatDone, 0},
		{"done and not done", func(f *fixture) { f.putOff(60); done(f, true); done(f, false) }, domain.ChatWaiting, 0},
		{"seen", func(f *fixture) { f.putOff(60); f.check(f.SetSeen(f.t.Context(), f.find("Samira").ID)) }, domain.ChatLater, 0},

		{"reminder", func(f *fixture) { f.send("u1", "Ja"); f.putOff(60) }, domain.ChatLater, 0},
		{"reminder is due", func(f *fixture) { f.send("u1", "Ja"); f.putOff(60); f.wake(61) }, domain.ChatWaiting, 60},
		{"reminder taken back", func(f *fixture) {
			f.send("u1", "Ja")
			f.putOff(60)
			f.check(f.SetLater(f.t.Context(), f.find("Samira").ID, time.Time{}))
		}, domain.ChatOpen, 0},
		{"reminder taken back when it was due", func(f *fixture) {
			f.send("u1", "Ja")
			f.putOff(60)
			f.wake(61)
			f.check(f.SetLater(f.t.Context(), f.find("Samira").ID, time.Time{}))
		}, domain.ChatOpen, 0},
		{"reminder answered", func(f *fixture) { f.send("u1", "Ja"); f.putOff(60); f.wake(61); f.send("u2", "Und?") }, domain.ChatOpen, 0},
		{"reminder, and the answer before it fails", func(f *fixture) {
			f.send("u1", "Ja")
			f.putOff(60)
			f.result(domain.SendResult{UUID: "u1", State: domain.SendFailed, At: at(11)})
		}, domain.ChatLater, 0},
		{"reminder done", func(f *fixture) { f.send("u1", "Ja"); f.putOff(60); f.wake(61); done(f, true) }, domain.ChatDone, 0},
		{"reminder, and they write", func(f *fixture) {
			f.send("u1", "Ja")
			f.putOff(60)
			f.wake(61)
			f.take(says(samira, "w2", "noch was", 70))
		}, domain.ChatWaiting, 70},
		{"reminder of something done", func(f *fixture) { done(f, true); f.putOff(60); f.wake(61) }, domain.ChatWaiting, 60},
		{"reminder of something done, taken back", func(f *fixture) {
			done(f, true)
			f.putOff(60)
			f.check(f.SetLater(f.t.Context(), f.find("Samira").ID, time.Time{}))
		}, domain.ChatDone, 0},
		{"their clock is ahead", func(f *fixture) { f.take(says(samira, "w2", "morgen", 500)); f.putOff(60) }, domain.ChatLater, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := waiting(t)
			f.now = at(10)
			tt.play(f)
			c := f.find("Samira")
			if c.State != tt.want || c.Later.IsZero() != (tt.want != domain.ChatLater) {
				t.Fatalf("state %q, later %v", c.State, c.Later)
			}
			if tt.want == domain.ChatWaiting && !c.WaitingSince.Equal(at(tt.waiting)) || tt.want != domain.ChatWaiting && !c.WaitingSince.IsZero() {
				t.Errorf("waits since %v", c.WaitingSince)
			}
			n, err := f.Counts(t.Context())
			f.check(err)
			if n[domain.Filter(tt.want)] != 1 || n[domain.FilterAll] != 1 {
				t.Errorf("counts = %v", n)
			}
			f.check(f.Integrity(t.Context()))
		})
	}
}

func TestWakeDue(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.now = at(10)
	f.take(says(samira, "w1", "hallo", 0), says(luca, "x1", "hallo", 1), says(person("+493", "", "Tom"), "y1", "hallo", 2))
	ids := map[string]int64{}
	for name, minute := range map[string]int{"Samira": 60, "Luca": 30, "Tom": 90} {
		ids[name] = f.find(name).ID
		f.check(f.SetLater(t.Context(), ids[name], at(minute)))
	}
	q, err := f.Queue(t.Context(), domain.FilterLater, domain.Window{}, time.Time{})
	f.check(err)
	if got := namesOf(q.Chats); !slices.Equal(got, []string{"Luca", "Samira", "Tom"}) || q.Total != 3 {
		t.Errorf("put off: %v of %d", got, q.Total)
	}
	if l := q.Chats[0].Later; !l.Equal(at(30)) {
		t.Errorf("Luca comes back at %v", l)
	}
	if c := f.wake(29); !c.Empty() {
		t.Errorf("too early: %+v", c)
	}
	c := f.wake(60)
	both := []int64{ids["Samira"], ids["Luca"]}
	slices.Sort(both)
	if diff := cmp.Diff(domain.Changes{Chats: both, Waiting: both}, c); diff != "" {
		t.Error(diff)
	}
	if c := f.wake(61); !c.Empty() {
		t.Errorf("woken twice: %+v", c)
	}
	if c := f.take(says(person("+493", "", "Tom"), "y2", "hallo?", 62)); !slices.Equal(c.Waiting, []int64{ids["Tom"]}) {
		t.Errorf("Tom writes: %+v", c)
	}
	if c := f.wake(100); !c.Empty() {
		t.Errorf("woken although awake: %+v", c)
	}
}

func TestLaterOfNoChat(t *testing.T) {
	t.Parallel()
	f := open(t)
	if err := f.SetLater(t.Context(), 7, at(0)); domain.CodeOf(err) != domain.CodeNotFound {
		t.Error(err)
	}
}

// Two chats that turn out to be one person's.
func TestLaterOfMergedChats(t *testing.T) {
	t.Parallel()
	phone, user := person("+491", "", "Lena"), person("", "DE.1", "Lena")
	later := func(f *fixture, ref string, minute int) {
		f.check(f.SetLater(f.t.Context(), f.find(ref).ID, at(minute)))
	}
	tests := []struct {
		name  string
		play  func(f *fixture)
		want  domain.ChatState
		later int
	}{
		{"both put off", func(f *fixture) { later(f, "+491", 90); later(f, "DE.1", 60) }, domain.ChatLater, 60},
		{"both, the other way round", func(f *fixture) { later(f, "DE.1", 90); later(f, "+491", 60) }, domain.ChatLater, 60},
		{"one waits", func(f *fixture) { later(f, "+491", 60) }, domain.ChatWaiting, 0},
		{"the other waits", func(f *fixture) { later(f, "DE.1", 60) }, domain.ChatWaiting, 0},
		{"one was answered before", func(f *fixture) {
			f.take(typed(user, "o1", "Ja", 9))
			f.now = at(20)
			later(f, "+491", 60)
		}, domain.ChatLater, 60},
		{"one was answered before, the other way round", func(f *fixture) {
			f.take(typed(phone, "o1", "Ja", 9))
			f.now = at(20)
			later(f, "DE.1", 60)
		}, domain.ChatLater, 60},
		{"one is back and one still put off", func(f *fixture) {
			later(f, "+491", 60)
			later(f, "DE.1", 90)
			f.wake(61)
		}, domain.ChatWaiting, 0},
		{"one waits anew in the same batch", func(f *fixture) {
			later(f, "+491", 90)
			later(f, "DE.1", 60)
			f.take(
				says(phone, "w3", "noch was", 15),
				domain.Reported{WAMID: "x", Status: domain.StatusSent, Recipient: person("+491", "DE.1", ""), At: at(21)},
			)
		}, domain.ChatWaiting, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := open(t)
			f.now = at(10)
			f.take(says(phone, "w1", "von der Nummer", 0), says(user, "w2", "ohne Nummer", 5))
			old := []int64{f.find("+491").ID, f.find("DE.1").ID}
			tt.play(f)
			f.take(domain.Reported{WAMID: "x", Status: domain.StatusSent, Recipient: person("+491", "DE.1", ""), At: at(21)})
			for _, id := range old {
				c, err := f.Chat(t.Context(), id)
				f.check(err)
				if c.State != tt.want || tt.want == domain.ChatLater && !c.Later.Equal(at(tt.later)) {
					t.Errorf("state %q, later %v", c.State, c.Later)
				}
			}
			if chats(f) != 1 {
				t.Errorf("%d chats", chats(f))
			}
			// What is put off by its old id is put off.
			f.check(f.SetLater(t.Context(), old[1], at(200)))
			if c := f.find("Lena"); c.State != domain.ChatLater || !c.Later.Equal(at(200)) {
				t.Errorf("by the old id: %q, %v", c.State, c.Later)
			}
		})
	}
}
