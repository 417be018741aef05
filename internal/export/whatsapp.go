package export

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"sprechstunde/internal/domain"
)

// Enclosed gives the name under which the file of a message lies beside the
// text, "" if it does not.
type Enclosed func(*domain.Message) string

// WhatsApp writes a chat the way WhatsApp's own "Export chat" does, so that
// every program that reads such files reads ours; enclosed may be nil. What the
// form cannot hold (replies, reactions, how far a message came) is left out, and
// so is what never left; docs/exports.md has the list. A text that would be taken
// for a head or a mark is kept from it by a [Joiner].
func WhatsApp(w io.Writer, p Paper, f Form, enclosed Enclosed) error {
	words := formsOf(f)
	if words.stamp == "" {
		return fmt.Errorf("no form %q of WhatsApp's", f)
	}
	if enclosed == nil {
		enclosed = func(*domain.Message) string { return "" }
	}
	t := waTeller{teller: newTeller(&p), form: f, words: words, enclosed: enclosed}
	t.person, t.us = whoWrote(p, t.w)
	out := bufio.NewWriter(w)
	end := "\n"
	if words.crlf {
		end = "\r\n"
	}
	for i := range p.Messages {
		m := &p.Messages[i]
		if !InWhatsApp(m) {
			continue
		}
		if _, err := out.WriteString(t.message(m) + end); err != nil {
			return err
		}
	}
	return out.Flush()
}

// InWhatsApp reports whether a message stands in that form: not what waits, came
// back or failed, for the person never saw it.
func InWhatsApp(m *domain.Message) bool {
	if m.Direction == domain.In {
		return true
	}
	switch m.Status {
	case domain.StatusQueued, domain.StatusParked, domain.StatusReturned, domain.StatusFailed:
		return false
	default:
		return true
	}
}

// whoWrote are the names of the two sides, whole and in one line. An unknown
// person goes by the number, as in WhatsApp.
func whoWrote(p Paper, w *Words) (person, us string) {
	c := p.Chat.Contact
	us = or(named(p.Adviser), w.Us)
	person = or(or(or(named(c.Name), c.Phone), named(c.Username)), w.Person)
	if strings.EqualFold(person, us) {
		person += " (" + w.Person + ")"
	}
	return callsign(person), callsign(us)
}

// named is a name in one line.
func named(name string) string { return strings.Join(strings.Fields(breaks(name)), " ") }

type waTeller struct {
	*teller
	form     Form
	words    formWords
	enclosed Enclosed
}

// message is one message without the end of its last line.
func (t *waTeller) message(m *domain.Message) string {
	at := m.At.In(t.Zone).Format(t.words.stamp)
	if t.systemic(m) {
		return t.mark() + at + t.plain(joined(". ", t.kind(m), t.details(m)))
	}
	who := t.person
	if m.Direction == domain.Out {
		who = t.us
	}
	body, marked := t.body(m)
	if marked {
		at, body = t.mark()+at, t.mark()+body
	}
	return at + who + ": " + body
}

// mark is what iOS writes before its own words.
func (t *waTeller) mark() string {
	if t.form.ios() {
		return lrm
	}
	return ""
}

// systemic messages are not said by either side: they have no name before them.
func (t *waTeller) systemic(m *domain.Message) bool {
	return m.Kind == domain.KindSystem || m.Kind == domain.KindError || m.Kind == domain.KindWelcome
}

// plain is a statement of ours in one line that has no name before it: nothing in
// it may be taken for one.
func (t *waTeller) plain(s string) string { return callsign(breaks(flat(s))) }

// body is what stands behind the name, and whether it begins with a mark.
func (t *waTeller) body(m *domain.Message) (body string, marked bool) {
	if m.RevokedAt != nil {
		if m.Direction == domain.Out {
			return t.words.goneOurs, true
		}
		return t.words.gone, true
	}
	text := t.text(m)
	mark := t.markOf(m)
	switch {
	case mark != "" && text != "":
		body = mark + "\n" + guarded(text)
	case mark != "":
		body = mark
	default:
		body = guarded(text)
	}
	if m.Edited != nil {
		body += " " + t.mark() + t.words.edited
	}
	return body, mark != ""
}

// markOf is the mark of a message that is more than text.
func (t *waTeller) markOf(m *domain.Message) string {
	w := &t.words
	c := &m.Content
	switch {
	case c.Media != nil:
		if name := t.enclosed(m); name != "" {
			return fmt.Sprintf(w.file, name)
		}
		return t.leftOut(m)
	case len(c.Cards) > 0:
		return or(w.left[domain.KindContacts], w.leftAny)
	case c.Place != nil:
		return fmt.Sprintf(w.place, fmt.Sprintf("https://maps.google.com/?q=%s,%s", exactly(c.Place.Latitude), exactly(c.Place.Longitude)))
	case m.Kind == domain.KindCall && c.Call != nil && c.Call.Answered:
		return w.call
	case m.Kind == domain.KindCall:
		return w.missed
	default:
		return ""
	}
}

// exactly is a number with all its digits.
func exactly(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// leftOut says that a file was left out. A document's name stands before it on iOS.
func (t *waTeller) leftOut(m *domain.Message) string {
	mark := or(t.words.left[m.Kind], t.words.leftAny)
	name := named(m.Content.Media.Filename)
	if t.form.ios() && m.Kind == domain.KindDocument && name != "" {
		return callsign(name) + " " + lrm + mark
	}
	return mark
}

// text is what was said, or what stands for it where WhatsApp has no mark.
func (t *waTeller) text(m *domain.Message) string {
	c := &m.Content
	text := m.Wording()
	var below []string
	add := func(lines ...line) {
		for _, l := range lines {
			if l.said {
				below = append(below, l.text)
			} else {
				below = append(below, statement(l))
			}
		}
	}
	if text == "" && c.Choice != nil {
		text = c.Choice.Title
	}
	if c.Place != nil {
		add(fact(joined(", ", c.Place.Name, c.Place.Address)))
	}
	for _, card := range c.Cards {
		add(t.card(card)...)
	}
	if t.named(m) {
		add(fact(t.kind(m), t.details(m)))
	}
	rest := *c
	if text != "" {
		rest.Template = nil // its values stand in the text
	}
	add(t.rest(&rest, text)...)
	var lines []string
	for _, l := range append([]string{text}, below...) {
		if l != "" {
			lines = append(lines, l)
		}
	}
	return strings.Join(lines, "\n")
}

// named reports that the kind of a message must be told in words: WhatsApp has
// neither a text nor a mark for it.
func (t *waTeller) named(m *domain.Message) bool {
	switch m.Kind {
	case domain.KindText, domain.KindImage, domain.KindVideo, domain.KindAudio, domain.KindVoice, domain.KindDocument, domain.KindSticker,
		domain.KindLocation, domain.KindContacts, domain.KindCall, domain.KindTemplate, domain.KindButton, domain.KindList:
		return false
	default:
		return true
	}
}
