//go:build !race

package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"sprechstunde/internal/domain"
)

// enough is how much of a slot there must have been for a chat before its
// reply window shut to call it answerable: two answers' time.
const enough = 80 * time.Second

// happening is something between one person and us: what they said or what they
// got.
type happening struct {
	at   time.Time
	said *said
	got  *got
}

// judgement is what the week is judged by.
type judgement struct {
	w      *week
	slots  []domain.SlotTime
	byUUID map[string]domain.Message
	waits  []time.Duration // of questions that were answered
	counts map[string]int
}

// episode is a question, from the first message without an answer to the
// answer.
type episode struct {
	begin  time.Time
	until  time.Time // end of the reply window
	lapsed bool
	end    time.Time // zero: no answer
	answer domain.Message
}

// judge holds the week to what was promised and prints it.
func (w *week) judge(t *testing.T, messages [][]domain.Message) {
	t.Helper()
	v := &judgement{w: w, slots: w.slots(), byUUID: map[string]domain.Message{}, counts: map[string]int{}}
	for _, chat := range messages {
		for _, m := range chat {
			v.message(t, m)
		}
	}
	for who, story := range w.stories(t) {
		v.automatic(t, who, story)
		v.episodes(t, who, story)
	}
	v.bells(t)
	v.print(t)
	for name, least := range map[string]int{
		"Friday evening, answered by Monday noon": 10, "automatic": 200, "parked": 20, "released": 15, "returned": 1, "rung in a slot": 20, "rung in the follow-up": 3,
		"lapsed between the slots": 20, "late webhooks": 3,
	} {
		if v.counts[name] < least {
			t.Errorf("%s: %d, the week shows nothing with fewer than %d", name, v.counts[name], least)
		}
	}
}

// stories are what happened with each person, in order.
func (w *week) stories(t *testing.T) [][]happening {
	t.Helper()
	all := make([][]happening, len(w.crowd.people))
	for i := range w.crowd.said[:w.crowd.next] {
		s := &w.crowd.said[i]
		all[s.who] = append(all[s.who], happening{at: s.got, said: s})
	}
	uuids := map[string]bool{}
	for i := range w.crowd.got {
		g := &w.crowd.got[i]
		if uuids[g.uuid] || g.who < 0 {
			t.Errorf("%s left twice, or to nobody: %s", g.uuid, g.body)
			continue
		}
		uuids[g.uuid] = true
		all[g.who] = append(all[g.who], happening{at: g.at, got: g})
	}
	for _, story := range all {
		slices.SortStableFunc(story, func(a, b happening) int { return a.at.Compare(b.at) })
	}
	return all
}

// message counts one message of the desk's database.
func (v *judgement) message(t *testing.T, m domain.Message) {
	t.Helper()
	if m.Direction == domain.In {
		return
	}
	if m.UUID != "" {
		v.byUUID[m.UUID] = m
	}
	if m.Status == domain.StatusFailed || m.Status == domain.StatusUnknown {
		t.Errorf("a message is %s: %+v", m.Status, m.Failure)
	}
	if m.Wait != domain.WaitParked {
		return
	}
	v.counts["parked"]++
	switch m.Status {
	case domain.StatusReturned:
		v.counts["returned"]++
	case domain.StatusParked:
		v.counts["still parked"]++
	default:
		v.counts["released"]++
	}
}

// slotAt is the slot that runs, zero if none does; next begins after it.
func (v *judgement) slotAt(at time.Time) (slot, next domain.SlotTime) {
	for _, s := range v.slots {
		if !at.Before(s.Begin) && at.Before(s.End) {
			slot = s
		}
		if next.IsZero() && s.Begin.After(at) {
			next = s
		}
	}
	return slot, next
}

// automatic goes through a person's story with rules of its own and holds the
// texts they got by themselves to it: every one that was due, and no other.
func (v *judgement) automatic(t *testing.T, who int, story []happening) {
	t.Helper()
	var due []time.Time
	var lastOut time.Time
	told, greeted, crisis := map[time.Time]bool{}, false, false
	for _, h := range story {
		if h.got != nil {
			if h.got.kind == "auto" {
				v.counts["automatic"]++
				if len(due) == 0 || h.at.Sub(due[0]) > time.Minute {
					t.Errorf("%d got an automatic text at %s that was not due", who, h.at.In(v.w.zone))
					continue
				}
				due = due[1:]
			} else {
				lastOut = h.at
			}
			continue
		}
		crisis = crisis || h.said.kind == despair
		if h.said.got.Sub(h.said.at) > time.Minute {
			v.counts["late webhooks"]++
		}
		dialogue := !lastOut.IsZero() && h.at.Sub(lastOut) < v.w.cfg.Auto.Quiet
		if h.said.kind != asks || crisis || dialogue || h.said.got.Sub(h.said.at) > time.Hour {
			continue
		}
		slot, next := v.slotAt(h.at)
		away := slot.IsZero() && !next.IsZero() && !told[next.Begin]
		greet := !greeted && lastOut.IsZero()
		if away {
			told[next.Begin] = true
		}
		if greet {
			greeted = true
		}
		if away || greet {
			due = append(due, h.at)
		}
	}
	for _, at := range due {
		t.Errorf("%d got no automatic text for %s", who, at.In(v.w.zone))
	}
}

// episodes follows the questions of one person.
func (v *judgement) episodes(t *testing.T, who int, story []happening) {
	t.Helper()
	var open *episode
	var list []*episode
	tapped, troubled := false, false
	for _, h := range story {
		if open != nil && h.at.After(open.until) {
			v.lapse(t, who, open)
		}
		switch {
		case h.said != nil:
			tapped = tapped || h.said.kind == taps
			troubled = troubled || h.said.kind == despair
			if open == nil && (h.said.kind == asks || h.said.kind == despair) {
				open = &episode{begin: h.said.at}
				list = append(list, open)
			}
			if open != nil && h.said.kind != reacts {
				open.until = h.said.at.Add(domain.ReplyWindow)
			}
		case h.got.kind == "text" && open != nil:
			open.end, open.answer = h.at, v.byUUID[h.got.uuid]
			v.waits = append(v.waits, h.at.Sub(open.begin))
			open = nil
		}
	}
	for _, e := range list {
		v.counts["questions"]++
		v.ended(t, who, e, tapped, troubled)
	}
}

// lapse counts a reply window that shut before the answer. It must not have
// been possible to answer in a slot.
func (v *judgement) lapse(t *testing.T, who int, e *episode) {
	t.Helper()
	if e.lapsed {
		return
	}
	e.lapsed = true
	v.counts["lapsed between the slots"]++
	for _, s := range v.slots {
		from, to := s.Begin, s.End
		if e.begin.After(from) {
			from = e.begin
		}
		if e.until.Before(to) {
			to = e.until
		}
		if to.Sub(from) >= enough {
			v.counts["lapsed although a slot was there"]++
			t.Errorf("%d asked at %s and lapsed at %s, with %v of a slot in between", who, e.begin.In(v.w.zone), e.until.In(v.w.zone), to.Sub(from))
		}
	}
}

// ended looks at how a question ended.
func (v *judgement) ended(t *testing.T, who int, e *episode, tapped, troubled bool) {
	t.Helper()
	friday, noon := v.w.monday.AddDate(0, 0, 4), v.w.monday.AddDate(0, 0, 7).Add(12*time.Hour)
	if e.end.IsZero() {
		v.counts["without an answer"]++
		waits := false
		for _, m := range v.byUUID {
			waits = waits || m.Status == domain.StatusParked && m.ChatID == v.chatOf(who)
		}
		_, next := v.slotAt(e.begin)
		if !waits && !next.IsZero() && !troubled {
			t.Errorf("%d asked at %s and got no answer", who, e.begin.In(v.w.zone))
		}
	}
	if wednesday := v.w.monday.AddDate(0, 0, 2).Add(9 * time.Hour); troubled && e.begin.Before(wednesday) && e.end.Sub(wednesday).Abs() > 2*time.Minute {
		t.Errorf("somebody in distress was answered at %s, not as the first of the slot", e.end.In(v.w.zone))
	}
	if e.begin.Before(friday.Add(17*time.Hour)) || !e.begin.Before(friday.Add(24*time.Hour)) || !tapped || troubled {
		return
	}
	if e.end.IsZero() || e.end.After(noon) || e.answer.Wait != domain.WaitParked {
		t.Errorf("%d asked on Friday at %s and got the answer at %s, parked: %q", who, e.begin.In(v.w.zone), e.end.In(v.w.zone), e.answer.Wait)
		return
	}
	v.counts["Friday evening, answered by Monday noon"]++
}

// chatOf is the chat of a person, 0 if they got nothing that is known here.
func (v *judgement) chatOf(who int) int64 {
	for _, g := range v.w.crowd.got {
		if m, ok := v.byUUID[g.uuid]; ok && g.who == who {
			return m.ChatID
		}
	}
	return 0
}

// bells holds everything that rang to the slots and the follow-ups as they are
// written down in the test.
func (v *judgement) bells(t *testing.T) {
	t.Helper()
	for _, r := range v.w.rings {
		if slot, _ := v.slotAt(r.at); !slot.IsZero() {
			v.counts["rung in a slot"]++
			continue
		}
		who := v.w.crowd.byPhone[strings.TrimPrefix(r.chat, "+")]
		follows := slices.ContainsFunc(v.slots, func(s domain.SlotTime) bool {
			return !r.at.Before(s.End) && r.at.Before(s.End.Add(followUp))
		})
		answered := slices.ContainsFunc(v.w.crowd.got, func(g got) bool {
			day := g.at.In(v.w.zone).YearDay() == r.at.In(v.w.zone).YearDay()
			return g.who == who && g.kind != "auto" && day && g.at.Before(r.at)
		})
		if !follows || !answered {
			t.Errorf("%d rang at %s: follow-up %v, answered today %v", who, r.at.In(v.w.zone), follows, answered)
			continue
		}
		v.counts["rung in the follow-up"]++
	}
}

// print is the table of the week.
func (v *judgement) print(t *testing.T) {
	t.Helper()
	slices.SortFunc(v.waits, cmp.Compare)
	var b strings.Builder
	out := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	row := func(name string, value any) { fmt.Fprintf(out, "%s\t%v\n", name, value) }
	row("people", len(v.w.crowd.people))
	row("questions", v.counts["questions"])
	row("answered", len(v.waits))
	if n := len(v.waits); n > 0 {
		row("median waiting time", v.waits[n/2].Round(time.Minute))
		row("longest waiting time", v.waits[n-1].Round(time.Minute))
	}
	for _, name := range []string{
		"without an answer", "lapsed between the slots", "lapsed although a slot was there", "parked", "released", "returned", "still parked",
		"Friday evening, answered by Monday noon", "automatic", "late webhooks", "rung in a slot", "rung in the follow-up",
	} {
		row(name, v.counts[name])
	}
	if err := out.Flush(); err != nil {
		t.Error(err)
	}
	t.Log("\n" + b.String())
}
