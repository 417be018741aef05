package auto

import (
	"time"

	"sprechstunde/internal/domain"
)

// CallPeriod begins the period of a day on which somebody has called.
const CallPeriod = "call "

// called is the text for who has called: once a day, in her slots and in the
// middle of a talk too, because a call that a machine has ended wants a reason.
// Who got through, on a phone with the same number, needs none.
func (r *Rules) called(c Case) (Text, bool) {
	call := c.Message.Content.Call
	if c.Crisis || !fresh(c) || call == nil || call.Answered {
		return Text{}, false
	}
	ahead := r.ahead(c.Now)
	a := ahead.agenda()
	period := CallPeriod + a.At.Format(time.DateOnly)
	if c.Sent(period) {
		return Text{}, false
	}
	t := Text{Rule: domain.AutoCall, Periods: []string{period}, Text: r.text(domain.AutoCall, a, c.Deputy)}
	t.Until = ahead.reads(t.Text, ahead.until())
	return r.withNotice(t, c, a), true
}
