//go:build proof

package send_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
)

// verdict is what a story is judged by.
type verdict struct {
	*story
	sum    *tally
	count  map[string]int    // how often Meta took each uuid
	wamids map[string]string // the id it gave
}

// judge holds what the desk shows against what Meta has got.
func (v *wave) judge(ctx context.Context, sum *tally) {
	v.TB.Helper()
	count, wamids := map[string]int{}, map[string]string{}
	byPhone := map[string][]fakewa.SentMessage{}
	for _, m := range v.Meta.Sent() {
		count[m.UUID]++
		wamids[m.UUID] = m.WAMID
		byPhone["+"+m.To] = append(byPhone["+"+m.To], m)
		if count[m.UUID] > 1 || m.UUID == "" {
			v.TB.Errorf("Meta got %q %d times", m.UUID, count[m.UUID])
		}
	}
	tokens := v.marks()
	for _, s := range v.stories {
		d := verdict{story: s, sum: sum, count: count, wamids: wamids}
		d.judge(ctx, tokens[s.token], byPhone[s.who.Phone])
	}
}

func (d *verdict) wrong(format string, args ...any) {
	d.TB.Helper()
	d.TB.Errorf("%s %s, again %d, repeated %d: "+format, append([]any{d.token, d.kind, d.risks, d.repeats}, args...)...)
}

func (d *verdict) judge(ctx context.Context, got, all []fakewa.SentMessage) {
	d.TB.Helper()
	d.sum.add("stories", 1)
	if c, err := d.Desk.FindChat(ctx, d.who.Phone); err == nil {
		d.chat = c.ID // it may have come when all was over
	}
	if d.chat == 0 {
		if d.heard {
			d.wrong("the person's message was confirmed and is not there")
		}
		d.sum.add("never reached us", 1)
		return
	}
	t, err := d.Desk.Thread(ctx, d.chat, 0, 0)
	if err != nil {
		d.TB.Fatal(err)
	}
	arrived := 0
	for _, m := range got {
		if d.failing[m.UUID] == 0 {
			arrived++
		}
	}
	if arrived > 1+d.risks {
		d.wrong("the person got the words %d times", arrived)
	}
	if arrived > 1 {
		d.sum.add("twice because she said so", 1)
	}
	d.places(t, arrived, len(got))
	for _, m := range t.Messages {
		if m.Direction == domain.Out {
			d.message(m)
		}
	}
	d.strangers(t, all)
}

// places looks where the words are. They are in a message, or the draft again.
func (d *verdict) places(t domain.Thread, arrived, taken int) {
	d.TB.Helper()
	draft := strings.Contains(t.Draft.Text, d.token)
	var states []domain.Status
	for _, m := range t.Messages {
		if m.Direction == domain.Out && strings.Contains(m.Content.Text, d.token) {
			states = append(states, m.Status)
		}
	}
	switch {
	case d.uuid == "":
		d.sum.add("not sent by her", 1)
		if taken > 0 || len(states) > 0 {
			d.wrong("left although the desk had said no")
		}
		return
	case d.back == domain.TakenBack && (taken > 0 || !draft && d.kind != template):
		d.wrong("taken back, but taken %d times by Meta, in the draft: %v", taken, draft)
	case len(states) == 0 && !draft && !d.tookTemplateBack():
		d.wrong("the words are gone; Meta took them %d times", taken)
	}
	tells := draft || d.tookTemplateBack() || slices.ContainsFunc(states, func(s domain.Status) bool {
		return s == domain.StatusFailed || s == domain.StatusReturned || s == domain.StatusUnknown || s == domain.StatusParked
	})
	word := slices.Contains(slices.Collect(maps.Values(d.settled)), true)
	if arrived == 0 && !tells && !word {
		d.wrong("did not arrive, and nothing says so: %v", states)
	}
	if d.back == domain.TakenBack {
		d.sum.add("taken back", 1)
	}
	if arrived > 0 {
		d.sum.add("arrived", 1)
	}
}

// tookTemplateBack: a template was never the draft, so taken back it is gone.
func (d *verdict) tookTemplateBack() bool {
	return d.kind == template && (d.back == domain.TakenBack || d.back == domain.TakeBackOpen)
}

// message holds one message of ours to what Meta has.
func (d *verdict) message(m domain.Message) {
	d.TB.Helper()
	d.sum.add("messages that end "+string(m.Status), 1)
	n, gaveUp := d.count[m.UUID], d.failing[m.UUID] != 0
	_, said := d.settled[m.UUID]
	switch m.Status {
	case domain.StatusAccepted, domain.StatusSent, domain.StatusDelivered, domain.StatusRead:
		if (n != 1 || d.wamids[m.UUID] != m.WAMID) && (!said || m.Status != domain.StatusAccepted) {
			d.wrong("shown as %s as %s, taken %d times as %s", m.Status, m.WAMID, n, d.wamids[m.UUID])
		}
	case domain.StatusFailed:
		if n > 0 && !gaveUp && !said {
			d.wrong("shown as failed (%+v), taken %d times", m.Failure, n)
		}
	case domain.StatusReturned, domain.StatusParked:
		if n > 0 {
			d.wrong("shown as %s, taken %d times", m.Status, n)
		}
	case domain.StatusUnknown:
		d.sum.add("asked whether they arrived", 1)
	default:
		d.wrong("ends as %q", m.Status)
	}
	for _, s := range d.reported[m.UUID] {
		if proves(m.Status, s) {
			d.wrong("shown as %s, but the relay was told %v", m.Status, d.reported[m.UUID])
		}
	}
}

// strangers: nothing reached the person that the desk does not show.
func (d *verdict) strangers(t domain.Thread, all []fakewa.SentMessage) {
	d.TB.Helper()
	for _, sent := range all {
		if !slices.ContainsFunc(t.Messages, func(m domain.Message) bool { return m.UUID == sent.UUID }) {
			d.wrong("Meta got a %s %s that the desk does not show", sent.Type, sent.UUID)
		}
	}
}

// tally counts over all worlds.
type tally struct{ n map[string]int }

func newTally() *tally { return &tally{n: map[string]int{}} }

func (c *tally) add(what string, n int) { c.n[what] += n }

func (c *tally) weather(w *weather) {
	for what, n := range w.met {
		c.add("met: "+what, n)
	}
}

// musts: many replies have arrived, and what they are to be kept safe from has
// come about; else nothing is proven.
func (c *tally) musts(t *testing.T) {
	t.Helper()
	all := c.n["stories"]
	if c.n["arrived"] < all/3 {
		t.Errorf("only %d of %d replies have arrived", c.n["arrived"], all)
	}
	if all < 5*perWorld {
		return // too few for everything to come about
	}
	for _, what := range []string{
		"asked whether they arrived", "taken back", "messages that end unknown", "messages that end failed", "messages that end read",
		"met: relay killed", "met: desk killed", "met: relay restarted",
		"met: to Meta: answer lost", "met: to Meta: call lost", "met: to Meta: no answer", "met: to Meta: late", "met: to Meta: odd answer",
		"met: to the relay: answer lost", "met: to the relay: call lost", "met: to the relay: late",
		"met: webhook lost", "met: webhook not confirmed", "met: webhook late",
	} {
		if c.n[what] == 0 {
			t.Errorf("none of %d: %s", all, what)
		}
	}
}

func (c *tally) tell(t *testing.T) {
	t.Helper()
	for _, what := range slices.Sorted(maps.Keys(c.n)) {
		rig.Tell(t, what, c.n[what])
	}
}
