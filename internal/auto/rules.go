package auto

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

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
	// Notice is the version of the privacy notice behind the link. Each person is
	// told of each version once; "" tells nobody.
	Notice string
	Calls  bool // who has called is asked to write instead
	// CallsOnly: nobody gets any other of these texts.
	CallsOnly bool
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
	if r.o.Calls && c.Message.Kind == domain.KindCall {
		return r.called(c)
	}
	if r.o.CallsOnly || !r.asks(c) {
		return Text{}, false
	}
	ahead := r.ahead(c.Now)
	rule, periods := ahead.situation()
	a := ahead.agenda()
	away := rule != "" && !slices.ContainsFunc(periods, c.Sent)
	greet := c.LastOut.IsZero() && !c.Sent(Greeting)
	t := Text{Rule: rule}
	if greet {
		t.Periods, t.Text = append(t.Periods, Greeting), r.text(domain.AutoGreeting, a, c.Deputy)
	}
	if away {
		t = t.and(r.text(rule, a, c.Deputy), periods)
		t.Until = ahead.until()
	} else {
		t.Rule = domain.AutoGreeting
	}
	if greet || away {
		t.Until = ahead.reads(t.Text, t.Until)
		t = r.withNotice(t, c, a)
	}
	return t, greet || away
}

// and puts another text below. Where the two are too long for one message, it
// takes the place of the first, which comes with a later one.
func (t Text) and(more string, periods []string) Text {
	if both := t.Text + "\n\n" + more; t.Text != "" && utf8.RuneCountInString(both) <= domain.MaxTextLen {
		t.Periods, t.Text = append(t.Periods, periods...), both
		return t
	}
	t.Periods, t.Text = periods, more
	return t
}

// withNotice lets a text that leaves anyway tell of the privacy notice, if the
// person was not told of this version. A text that names the link already does.
func (r *Rules) withNotice(t Text, c Case, a domain.Agenda) Text {
	link, period := r.o.Facts(a).Link, NoticePeriod+r.o.Notice
	if r.o.Notice == "" || link == "" || c.Sent(period) {
		return t
	}
	if text := t.Text + "\n\n" + noticeLine(r.o.Lang) + link; !strings.Contains(t.Text, link) {
		if utf8.RuneCountInString(text) > domain.MaxTextLen {
			return t
		}
		t.Text = text
	}
	t.Periods, t.Notice = append(t.Periods, period), r.o.Notice
	return t
}

// asks reports whether a message may be answered by a machine at all.
func (r *Rules) asks(c Case) bool {
	if c.Crisis || !fresh(c) {
		return false
	}
	if !c.LastOut.IsZero() && (c.Now.Sub(c.LastOut) < r.o.Quiet || !c.LastOut.Before(c.Now)) {
		return false // they are talking to each other, or an answer is on its way
	}
	me := r.o.Facts(domain.Agenda{At: c.Now}).Me
	return says(c.Message) && !domain.Thanks(c.Message.Content.Text, me)
}

func fresh(c Case) bool {
	age := c.Now.Sub(c.Message.At)
	return age <= freshFor && age >= -freshFor
}

// text fills one of the texts. One with a place that stays open is never sent:
// the built-in one, which has none, takes its place.
func (r *Rules) text(rule domain.AutoRule, a domain.Agenda, deputy string) string {
	facts := r.o.Facts(a)
	switch {
	case deputy == "":
	case rule == domain.AutoAbsence: // it tells who is away, and that is not the deputy
		facts.Deputy = deputy
	default:
		facts.Me = fmt.Sprintf(standIn(r.o.Lang), deputy, facts.Me)
	}
	if t, ok := r.own[rule]; ok {
		if text, _ := t.Fill(facts); len(domain.Fields(text)) == 0 {
			return text
		}
	}
	text, _ := r.built[rule].Fill(facts)
	return text
}

// standIn is how somebody is called who stands in for the adviser.
func standIn(lang string) string {
	if lang == "de" {
		return "%s (in Vertretung von %s)"
	}
	return "%s (standing in for %s)"
}
