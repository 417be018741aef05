package export

import (
	"fmt"
	"strconv"
	"strings"

	"sprechstunde/internal/domain"
)

// entry tells a message: where it comes from, what it is and says, what became
// of it.
func (t *teller) entry(m *domain.Message) entry {
	lines := t.above(m)
	if m.RevokedAt != nil {
		lines = append(lines, t.deleted(m)) // as on the screen: what was taken back is not passed on
	} else {
		lines = append(lines, t.content(m)...)
		lines = append(lines, t.edited(m)...)
	}
	for _, r := range m.Reactions {
		who := t.person
		if r.By == domain.Out {
			who = t.us
		}
		lines = append(lines, fact(fmt.Sprintf(t.w.ReactedF, flat(r.Emoji), who)))
	}
	if m.Direction == domain.Out {
		lines = append(lines, t.ours(m)...)
	}
	return entry{at: m.At, who: t.who(m), lines: lines}
}

func (t *teller) who(m *domain.Message) string {
	switch {
	case m.Direction == domain.Out:
		return t.us
	case m.Kind == domain.KindSystem || m.Kind == domain.KindError:
		return t.w.WhatsApp
	default:
		return t.person
	}
}

// above says how a message came to be written.
func (t *teller) above(m *domain.Message) []line {
	c, w := &m.Content, t.w
	var lines []line
	if r := c.Referral; r != nil {
		lines = append(lines, fact(w.Ad, joined(" · ", r.Headline, r.Body, r.URL)))
	}
	if c.GroupID != "" {
		lines = append(lines, fact(w.Group))
	}
	q := c.Quote
	if q == nil {
		return lines
	}
	if q.OftenFwded {
		lines = append(lines, fact(w.ForwardedX))
	} else if q.Forwarded {
		lines = append(lines, fact(w.Forwarded))
	}
	lines = append(lines, some(w.Product, joined(" · ", q.Product, q.Catalog))...)
	if q.WAMID != "" {
		lines = append(lines, fact(t.reply(q.WAMID)))
	}
	return lines
}

// maxQuote is how much of a quoted message is repeated.
const maxQuote = 80

// reply says which message is answered. Its words come from our own store,
// never from the payload.
func (t *teller) reply(wamid string) string {
	m, ok := t.byWAMID[wamid]
	if !ok {
		return t.w.ReplyGone
	}
	text := flat(m.Content.Text)
	switch {
	case m.RevokedAt != nil:
		text = t.deleted(m).label
	case text != "":
		text = t.quoted(clip(text, maxQuote))
	default:
		text = or(t.kind(m), t.w.Empty)
	}
	return fmt.Sprintf(t.w.ReplyF, t.who(m), t.stamp(m.At), text)
}

func (t *teller) deleted(m *domain.Message) line {
	form := t.w.DeletedF
	if m.Direction == domain.Out {
		form = t.w.DeletedUsF
	}
	return fact(fmt.Sprintf(form, t.stamp(*m.RevokedAt)))
}

func (t *teller) edited(m *domain.Message) []line {
	if m.Edited == nil {
		return nil
	}
	if !m.Edited.Known {
		return []line{fact(t.w.EditedGone)}
	}
	return append([]line{fact(fmt.Sprintf(t.w.EditedF, t.stamp(m.Edited.At)))}, said(m.Edited.Text)...)
}

// ours says how far a message of ours came.
func (t *teller) ours(m *domain.Message) []line {
	w := t.w
	var lines []line
	if m.Status == domain.StatusFailed && m.Failure != nil && *m.Failure == (domain.Failure{}) {
		lines = append(lines, fact(w.NotArrived))
	} else if word := or(w.Status[m.Status], flat(string(m.Status))); word != "" {
		lines = append(lines, fact(word))
	}
	if m.Status == domain.StatusFailed && m.Failure != nil {
		lines = append(lines, some(w.Reason, t.failure(*m.Failure))...)
	}
	if m.Status == domain.StatusQueued && m.NotBefore != nil {
		lines = append(lines, fact(fmt.Sprintf(w.NotBeforeF, t.moment(*m.NotBefore))))
	}
	switch m.Origin {
	case domain.OriginPhone:
		lines = append(lines, fact(w.OnPhone))
	case domain.OriginAuto:
		lines = append(lines, fact(w.Automatic))
	case domain.OriginContact, domain.OriginDesk, domain.OriginImported:
	}
	if len(m.Despite) > 0 {
		lines = append(lines, fact(w.Despite, t.despite(m.Despite)))
	}
	return lines
}

func (t *teller) despite(lights []domain.Light) string {
	var parts []string
	for _, l := range lights {
		part := or(t.w.Rules[l.Rule], flat(string(l.Rule)))
		if words := flat(l.Words); words != "" {
			part += " " + t.quoted(words)
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "; ")
}

// failure gives the reason in words, and Meta's number, with which a colleague
// can look it up.
func (t *teller) failure(f domain.Failure) string {
	words := joined(": ", f.Title, f.Details)
	if t.Explain != nil {
		words = or(flat(t.Explain(f)), words)
	}
	if f.Code == 0 {
		return words
	}
	return strings.TrimSpace(words + " (" + strconv.Itoa(f.Code) + ")")
}

// joined flattens the parts and puts those that are left on one line.
func joined(between string, parts ...string) string {
	var keep []string
	for _, p := range parts {
		if p = flat(p); p != "" {
			keep = append(keep, p)
		}
	}
	return strings.Join(keep, between)
}
