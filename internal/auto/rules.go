package auto

import (
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/prepared"
)

// Options are what the rules are made of.
type Options struct {
	Agenda func(now time.Time) domain.Agenda // in the adviser's zone
	// Facts are what texts may say at the moment of an agenda. The link is that
	// of the privacy notice.
	Facts func(a domain.Agenda) prepared.Facts
	Texts Texts         // those that are empty are the built-in ones
	Lang  string        // of the built-in ones
	Quiet time.Duration // after the adviser's last message to a person
}

// Rules decide.
type Rules struct {
	o     Options
	own   templates
	built templates
}

// New makes the rules. Texts are what Check found nothing wrong with.
func New(o Options) *Rules {
	return &Rules{o: o, own: parse(o.Texts), built: parse(BuiltIn(o.Lang))}
}

// freshFor is how old a message may be that is still answered by itself. What
// came in while the relay was away must not be told hours later that nobody is
// there.
const freshFor = time.Hour

// Decide returns the text that is due for a message, if one is. A greeting and
// an away text that are due together are one text.
func (r *Rules) Decide(c Case) (Text, bool) {
	if !r.asks(c) {
		return Text{}, false
	}
	ahead := r.ahead(c.Now)
	rule, period := ahead.situation()
	a := ahead.agenda()
	away := rule != "" && !c.Sent(period)
	greet := c.LastOut.IsZero() && !c.Sent(Greeting)
	t := Text{Rule: rule}
	if greet {
		t.Periods, t.Text = append(t.Periods, Greeting), r.text(domain.AutoGreeting, a)
	}
	switch {
	case away && greet:
		t.Periods, t.Text = append(t.Periods, period), t.Text+"\n\n"+r.text(rule, a)
	case away:
		t.Periods, t.Text = append(t.Periods, period), r.text(rule, a)
	default:
		t.Rule = domain.AutoGreeting
	}
	return t, greet || away
}

// asks reports whether a message may be answered by a machine at all.
func (r *Rules) asks(c Case) bool {
	age := c.Now.Sub(c.Message.At)
	if c.Crisis || age > freshFor || age < -freshFor {
		return false
	}
	if !c.LastOut.IsZero() && c.Now.Sub(c.LastOut) < r.o.Quiet {
		return false // they are talking to each other
	}
	me := r.o.Facts(domain.Agenda{At: c.Now}).Me
	return says(c.Message) && !domain.Thanks(c.Message.Content.Text, me)
}

// text fills one of the texts. One with a place that stays open is never sent:
// the built-in one, which has none, takes its place.
func (r *Rules) text(rule domain.AutoRule, a domain.Agenda) string {
	facts := r.o.Facts(a)
	if t, ok := r.own[rule]; ok {
		if text, missing := t.Fill(facts); len(missing) == 0 {
			return text
		}
	}
	text, _ := r.built[rule].Fill(facts)
	return text
}
