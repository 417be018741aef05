package export

import (
	"fmt"
	"strings"
	"time"

	"sprechstunde/internal/domain"
)

// Paper is what goes into an export.
type Paper struct {
	Chat     domain.Chat
	Messages []domain.Message          // oldest first
	Quotes   map[string]domain.Message // quoted messages that lie outside Messages, by wamid
	Now      time.Time                 // when it is exported
	Zone     *time.Location            // of all times in it; nil is UTC
	Adviser  string                    // who answers, "" if nobody says
	Team     string
	Words    Words

	// Explain says in plain words why a message failed. Without it, Meta's own
	// English words are used.
	Explain func(domain.Failure) string
}

// line is one statement about the chat or a message: a fact of ours ("label",
// or "label: text" in one line), or, if it is said, what somebody wrote.
type line struct {
	label, text string
	said        bool
}

// entry is one message.
type entry struct {
	at    time.Time
	who   string // in one line
	lines []line
}

func fact(label string, text ...string) line {
	return line{label: label, text: strings.Join(text, "")}
}

// some is fact for a text that may be missing.
func some(label, text string) []line {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return []line{fact(label, text)}
}

func said(text string) []line {
	if text == "" {
		return nil
	}
	return []line{{text: text, said: true}}
}

// maxName is how much of a name stands before every message. The head has the
// whole.
const maxName = 40

// teller knows the words and the people of one paper.
type teller struct {
	*Paper
	w          *Words
	person, us string // how the two sides are called
	byWAMID    map[string]*domain.Message
}

func newTeller(p *Paper) *teller {
	if p.Zone == nil {
		p.Zone = time.UTC
	}
	t := &teller{Paper: p, w: &p.Words, byWAMID: map[string]*domain.Message{}}
	t.us = or(clip(flat(p.Adviser), maxName), t.w.Us)
	t.person = or(clip(flat(p.Chat.Contact.Name), maxName), t.w.Person)
	if strings.EqualFold(t.person, t.us) {
		t.person += " (" + t.w.Person + ")"
	}
	for wamid, m := range p.Quotes {
		t.byWAMID[wamid] = &m
	}
	for i, m := range p.Messages {
		if m.WAMID != "" {
			t.byWAMID[m.WAMID] = &p.Messages[i]
		}
	}
	return t
}

func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

func (t *teller) title() string {
	return fmt.Sprintf(t.w.TitleF, or(clip(flat(t.Chat.Contact.Name), maxName), t.w.NoName))
}

// head says whose chat it is and what is in the file.
func (t *teller) head() []line {
	c, w := t.Chat.Contact, t.w
	name := or(flat(c.Name), w.NoName)
	if word := w.NameSource[c.NameSource]; word != "" && flat(c.Name) != "" {
		name += " (" + word + ")"
	}
	lines := []line{fact(w.Name, name)}
	lines = append(lines, some(w.Phone, c.Phone)...)
	lines = append(lines, some(w.Username, c.Username)...)
	if c.Phone == "" {
		lines = append(lines, some(w.UserID, c.UserID)...)
	}
	if n := len(t.Messages); n > 0 {
		lines = append(lines, fact(w.First, t.moment(t.Messages[0].At)), fact(w.Last, t.moment(t.Messages[n-1].At)))
	}
	return append(lines, fact(w.Count, t.count()), fact(w.Exported, fmt.Sprintf(w.ByF, t.moment(t.Now), t.exporter())), fact(w.Zone, t.Zone.String()))
}

func (t *teller) count() string {
	ours := 0
	for _, m := range t.Messages {
		if m.Direction == domain.Out {
			ours++
		}
	}
	return fmt.Sprintf(t.w.CountF, len(t.Messages), len(t.Messages)-ours, ours)
}

func (t *teller) exporter() string {
	if t.Team == "" {
		return or(t.Adviser, t.w.Us)
	}
	return or(t.Adviser, t.w.Us) + ", " + t.Team
}

// day is the heading above the messages of a day.
func (t *teller) day(at time.Time) string {
	at = at.In(t.Zone)
	return fmt.Sprintf(t.w.DayF, t.w.Days[at.Weekday()], at.Day(), t.w.Months[at.Month()-1], at.Year())
}

func (t *teller) clock(at time.Time) string { return at.In(t.Zone).Format("15:04") }

func (t *teller) moment(at time.Time) string {
	return fmt.Sprintf(t.w.MomentF, t.day(at), t.clock(at))
}

// stamp is day and time in short.
func (t *teller) stamp(at time.Time) string { return at.In(t.Zone).Format(t.w.Stamp) }

func (t *teller) quoted(text string) string { return fmt.Sprintf(t.w.QuotedF, text) }
