package tui_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// local is a moment of the week of all tests; the 23rd is a Monday.
func local(day, h, m int) time.Time { return time.Date(2026, 11, day, h, m, 0, 0, berlin()) }

// slotRig has slots, a bell and a follow-up.
func slotRig(t *testing.T, now time.Time, fill func(*fakeDesk), opts ...option) *rig {
	t.Helper()
	bell := func(o *tui.Options) {
		o.Bell = tui.Bell{Way: "osc9"}
		o.FollowUp = 90 * time.Minute
	}
	return newRigAt(t, now, 80, 24, func(d *fakeDesk) {
		d.agenda = workdays
		if fill != nil {
			fill(d)
		}
	}, append([]option{bell}, opts...)...)
}

// rung counts the notifications, and holds each to its words.
func (r *rig) rung() int {
	r.t.Helper()
	n := 0
	for _, s := range r.seen {
		if strings.HasPrefix(s, "tea.RawMsg") {
			n++
			if !strings.Contains(s, "Sprechstunde: ") || strings.Contains(s, "Ada") {
				r.t.Errorf("a notification says %q", s)
			}
		}
	}
	return n
}

// knock is a message of somebody that makes the chat wait.
func (r *rig) knock(id int64) {
	r.t.Helper()
	before := r.d.chat(id).State
	r.d.arrive(id, "hallo?")
	n := domain.Changes{Chats: []int64{id}, Messages: 1}
	if before != domain.ChatWaiting {
		n.Waiting = []int64{id}
	}
	r.send(tui.News{Changes: n})
}

// people are n persons who were answered before, some of them today.
func people(n int, answered ...time.Time) func(*fakeDesk) {
	return func(d *fakeDesk) {
		for i := range n {
			id := d.person([]string{"Ada", "Ben", "Cem", "Dana"}[i%4], domain.NameConfirmed, "+49151000000"+string(rune('0'+i)))
			c := d.chat(id)
			c.State, c.LastInAt, c.LastAt, c.FirstContact = domain.ChatOpen, local(22, 20, i), local(22, 21, i), false
			if i < len(answered) {
				c.AnsweredAt = answered[i]
			}
		}
	}
}

func TestNothingRingsOutside(t *testing.T) {
	t.Parallel()
	for _, now := range []time.Time{local(23, 7, 0), local(23, 10, 0), local(23, 23, 0), local(22, 12, 0)} {
		r := slotRig(t, now, people(2, now))
		r.press("enter")
		r.knock(1)
		r.advance(40 * time.Second)
		r.knock(2)
		if n := r.rung(); n != 0 {
			t.Errorf("%v: rang %d times", now, n)
		}
		if r.m.View().WindowTitle != "Sprechstunde" {
			t.Errorf("a badge in the title: %q", r.m.View().WindowTitle)
		}
	}
}

func TestRingsInASlotAtMostTwiceAMinute(t *testing.T) {
	t.Parallel()
	r := slotRig(t, local(23, 9, 10), people(4))
	r.knock(1)
	r.advance(5 * time.Second)
	r.knock(2)
	r.knock(2) // waits already
	r.knock(3)
	if n := r.rung(); n != 1 {
		t.Fatalf("rang %d times in 5 seconds", n)
	}
	r.advance(25 * time.Second)
	if n := r.rung(); n != 2 || !strings.Contains(strings.Join(r.seen, "\n"), "2 warten neu") {
		t.Fatalf("rang %d times in 30 seconds: %q", n, r.seen)
	}
	r.advance(2 * time.Minute)
	if n := r.rung(); n != 2 {
		t.Fatalf("rang %d times", n)
	}
	r.d.followUp = local(23, 11, 30)
	r.send(tea.ResumeMsg{}) // reads it anew
	r.now = local(23, 9, 44).Add(50 * time.Second)
	r.knock(4)
	r.knock(1)
	r.d.chat(1).State = domain.ChatOpen
	r.knock(1)
	r.advance(time.Minute)
	if n := r.rung(); n != 3 {
		t.Fatalf("rang %d times: what was counted in the slot rings after it", n)
	}
}

func TestFollowUpRingsForThoseAnsweredToday(t *testing.T) {
	t.Parallel()
	r := slotRig(t, local(23, 10, 0), func(d *fakeDesk) {
		people(4, local(23, 9, 20), local(20, 9, 20), time.Time{})(d)
		d.followUp = local(23, 11, 30)
	})
	r.wants("Nachlauf · noch 90 Min", "nur wer heute Antwort bekam, klingelt")
	r.lacks("Gerade ist keine Sprechstunde")
	r.knock(2)
	r.knock(3)
	if n := r.rung(); n != 0 {
		t.Fatalf("rang %d times for people who were not answered today", n)
	}
	r.knock(1)
	if n := r.rung(); n != 1 {
		t.Fatalf("rang %d times for somebody who was", n)
	}
	r.wants("schreibt wieder: Ada", "N beendet")
	r.advance(time.Hour)
	r.wants("noch 30 Min")
	r.advance(30*time.Minute + time.Second)
	r.lacks("schreibt wieder")
	r.wants("Der Nachlauf ist vorbei")
	r.d.chat(1).State = domain.ChatOpen
	r.knock(1)
	if n := r.rung(); n != 1 {
		t.Fatalf("rang %d times after the follow-up", n)
	}
}

func TestFollowUpBeginsWithTheEndOfASession(t *testing.T) {
	t.Parallel()
	r := slotRig(t, local(23, 9, 10), func(d *fakeDesk) { d.morning() })
	r.press("s")
	r.answer("Hallo Samira!")
	r.press("s", "enter")
	if want := local(23, 10, 40); !r.d.followUp.Equal(want) {
		t.Fatalf("follow-up till %v, not %v", r.d.followUp, want)
	}
	r.lacks("Nachlauf") // the slot still runs
	r.advance(36 * time.Minute)
	r.wants("Nachlauf", "noch 54 Min")
	r.press("N")
	r.lacks("Nachlauf ·", "Nachlauf bis")
	if !r.d.followUp.IsZero() {
		t.Fatal("the desk still thinks that a follow-up runs")
	}
	r.press("N")
	r.wants("Es läuft kein Nachlauf")
}

func TestFollowUpStaysWithinOfficeHoursAndWantsAnAnswer(t *testing.T) {
	t.Parallel()
	r := slotRig(t, local(23, 15, 40), func(d *fakeDesk) {
		d.morning()
		day := d.agenda
		d.agenda = func(now time.Time) domain.Agenda { a := day(now); a.OpenUntil = local(23, 16, 30); return a }
	})
	r.press("s")
	r.press("d", "s", "enter")
	if !r.d.followUp.IsZero() {
		t.Fatal("nobody was answered, and still there is a follow-up")
	}
	r.press("s")
	r.answer("Hallo!")
	r.press("1") // she will soon be gone, and sends it all the same
	r.advance(10 * time.Second)
	r.press("q", "q")
	if want := local(23, 16, 30); !r.d.followUp.Equal(want) {
		t.Fatalf("follow-up till %v, not %v", r.d.followUp, want)
	}
}

// TestSilenceHoldsForDays lets people write at any time of some days, and holds
// every notification to the rule, worked out here from the clock alone.
func TestSilenceHoldsForDays(t *testing.T) {
	t.Parallel()
	for seed := range uint64(10) {
		dice := rand.New(rand.NewPCG(seed, 4))
		r := slotRig(t, local(20, 8, 0), people(30), func(o *tui.Options) { o.FollowUp = time.Hour })
		r.press("enter")
		for r.now.Before(local(25, 0, 0)) {
			apart := []int{20, 1500}[dice.IntN(2)]
			r.advance(time.Duration(dice.IntN(apart)+1) * time.Second)
			c := r.d.chat(int64(dice.IntN(30) + 1))
			switch minutes := r.now.In(berlin()).Hour()*60 + r.now.In(berlin()).Minute(); {
			case dice.IntN(3) == 0:
				c.State, c.AnsweredAt = domain.ChatOpen, r.now
				r.send(tui.News{Changes: domain.Changes{Chats: []int64{c.ID}}})
			case minutes >= 585 && minutes < 600 && r.d.followUp.Before(r.now) && len(slotsOn(r.now.In(berlin()))) > 0:
				r.d.followUp = r.now.Add(time.Hour)
				r.send(tea.ResumeMsg{})
			default:
				r.knock(c.ID)
			}
		}
		checkSilence(t, r)
	}
}

// checkSilence knows two slots of each weekday and at most one hour of follow-up
// after the first.
func checkSilence(t *testing.T, r *rig) {
	t.Helper()
	last, n := time.Time{}, 0
	for i, s := range r.seen {
		if !strings.HasPrefix(s, "tea.RawMsg") {
			continue
		}
		at := r.seenAt[i].In(berlin())
		minutes, friday := at.Hour()*60+at.Minute(), at.Weekday() == time.Friday
		morning, afternoon := minutes >= 540 && minutes < 660, minutes >= 930 && minutes < 960 && !friday
		if at.Weekday() == time.Saturday || at.Weekday() == time.Sunday || !morning && !afternoon {
			t.Errorf("rang at %v", at)
		}
		if at.Sub(last) < 30*time.Second {
			t.Errorf("rang at %v and %v", last, at)
		}
		last, n = at, n+1
	}
	if n == 0 {
		t.Error("nothing rang at all")
	}
}

// TestBannerWordsAreNotCut: the fewest words of every hint fit the narrowest
// window, in both languages.
func TestBellsOfTerminals(t *testing.T) {
	t.Parallel()
	for want, env := range map[string]map[string]string{
		"osc99 kitty": {"TERM": "xterm-kitty"}, "osc99 kitty over tmux": {"KITTY_WINDOW_ID": "1", "TMUX": "x"},
		"osc9 iTerm": {"TERM_PROGRAM": "iTerm.app"}, "osc9 WezTerm": {"TERM_PROGRAM": "WezTerm"}, "osc9 Ghostty": {"TERM": "xterm-ghostty"}, "osc9 Windows": {"WT_SESSION": "1"},
		"osc777 foot": {"TERM": "foot-extra"}, "osc777 urxvt": {"TERM": "rxvt-unicode-256color"}, "bell xterm": {"TERM": "xterm-256color"}, "bell nothing": {},
	} {
		got := tui.BellFor("auto", func(k string) string { return env[k] }, nil)
		if !strings.HasPrefix(want, got.Way+" ") || got.Tmux != (env["TMUX"] != "") {
			t.Errorf("%s: %+v", want, got)
		}
	}
	if got := tui.BellFor("off", func(string) string { return "" }, nil); got.Way != "off" {
		t.Errorf("a configured way: %q", got.Way)
	}
}

func TestBellSequences(t *testing.T) {
	t.Parallel()
	for way, want := range map[string]string{
		"osc9": "\x1b]9;Sprechstunde: Jemand wartet auf Antwort\x07", "osc99": "\x1b]99;;Sprechstunde: Jemand wartet auf Antwort\x07",
		"osc777": "\x1b]777;notify;Sprechstunde;Jemand wartet auf Antwort\x1b\\", "bell": "\a",
	} {
		r := slotRig(t, local(23, 9, 10), people(1), func(o *tui.Options) { o.Bell = tui.Bell{Way: way} })
		r.knock(1)
		if !slices.Contains(r.seen, "tea.RawMsg {"+want+"}") {
			t.Errorf("%s: %q", way, r.seen)
		}
		r = slotRig(t, local(23, 9, 10), people(1), func(o *tui.Options) { o.Bell = tui.Bell{Way: way, Tmux: true} })
		r.knock(1)
		if !strings.HasSuffix(r.seen[len(r.seen)-1], "\a}") {
			t.Errorf("%s in tmux without a bell: %q", way, r.seen)
		}
	}
	for _, way := range []string{"off", ""} {
		r := slotRig(t, local(23, 9, 10), people(1), func(o *tui.Options) { o.Bell = tui.Bell{Way: way} })
		r.knock(1)
		if slices.ContainsFunc(r.seen, func(s string) bool { return strings.HasPrefix(s, "tea.RawMsg") }) {
			t.Errorf("%q rings: %q", way, r.seen)
		}
	}
	called := 0
	var fail error
	r := slotRig(t, local(23, 9, 10), people(2), func(o *tui.Options) {
		o.Bell = tui.Bell{Way: "command", Command: func(context.Context) error { called++; return fail }}
	})
	r.knock(1)
	fail = errors.New("no such program")
	r.advance(time.Minute)
	r.knock(2)
	r.wants("notify.command")
	if called != 2 {
		t.Errorf("called %d times", called)
	}
}
