package desk

import (
	"context"
	"fmt"
	"strings"
	"time"

	"sprechstunde/internal/check"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/prepared"
)

// dialogue is how long after our last message two people are still talking, so
// that nobody greets anew.
const dialogue = 12 * time.Hour

// Day is what answers may say about the time, in words.
type Day struct {
	Today, Tomorrow string // dates
	NextSlot        string // when she works through the chats next, "" without slots
	OfficeToday     string // office hours still to come today, or that there are none
	Deputy, Back    string // of an absence: who stands in, and the day she is back
}

// person is what is known of somebody while an answer is written.
type person struct {
	chat     domain.Chat
	name     string // the best one known, "" for none
	source   domain.NameSource
	said     []string // the name the person surely goes by, if any
	dialogue bool
	thread   domain.Thread
}

// know reads what answers need of a chat.
func (d *Desk) know(ctx context.Context, chatID int64) (person, error) {
	t, err := d.store.Thread(ctx, chatID, 0, recent)
	if err != nil {
		return person{}, fmt.Errorf("reading the chat to answer: %w", err)
	}
	p := person{chat: t.Chat, thread: t}
	profile := ""
	if t.Chat.Contact.NameSource == domain.NameProfile {
		profile = t.Chat.Contact.Name
	}
	if calls := check.Calls(incoming(t.Messages), profile, d.pen.Me); calls != "" {
		p.said = []string{calls}
	}
	p.name, p.source = bestName(t.Chat.Contact, p.said)
	for _, m := range t.Messages {
		if spoken(m) && d.clock().Sub(m.At) < dialogue {
			p.dialogue = true
		}
	}
	return p, nil
}

// spoken reports whether a message is something we have said: not one that
// failed, came back or waits, and not an automatic text, which talks to nobody.
func spoken(m domain.Message) bool {
	switch {
	case m.Direction != domain.Out || m.Origin == domain.OriginAuto:
		return false
	case m.Status == domain.StatusQueued:
		return m.Wait == domain.WaitNone
	default:
		return m.Status != domain.StatusFailed && m.Status != domain.StatusReturned && m.Status != domain.StatusParked
	}
}

// incoming are the words of the person, oldest first. What they pass on from
// others is not theirs.
func incoming(list []domain.Message) []string {
	var texts []string
	for _, m := range list {
		q := m.Content.Quote
		theirs := q == nil || !q.Forwarded && !q.OftenFwded
		if m.Direction == domain.In && theirs && m.RevokedAt == nil && m.Wording() != "" {
			texts = append(texts, m.Wording())
		}
	}
	return texts
}

// bestName is what the adviser has set, else what the person surely goes by in
// the messages, else a profile name that looks like one. What they only may have
// said is offered to the adviser and never used unasked.
func bestName(c domain.Contact, said []string) (string, domain.NameSource) {
	switch {
	case c.NameSource == domain.NameConfirmed, c.NameSource == domain.NameSaid:
		return c.Name, c.NameSource
	case len(said) > 0:
		return said[0], domain.NameSaid
	case check.Usable(c.Name):
		return c.Name, domain.NameProfile
	}
	return "", domain.NameUnknown
}

// dayIn is what texts of a language may say about a moment.
func (d *Desk) dayIn(lang string, at time.Time) Day {
	if d.pen.Day == nil {
		return Day{}
	}
	return d.pen.Day(lang, at)
}

func (d *Desk) facts(p person) prepared.Facts {
	day := d.dayIn(d.pen.Lang, d.clock())
	return prepared.Facts{
		FirstName: check.FirstName(p.name), Name: strings.TrimSpace(p.name), Me: d.pen.Me, Team: d.pen.Team,
		NextSlot: day.NextSlot, OfficeToday: day.OfficeToday, Today: day.Today, Tomorrow: day.Tomorrow,
		Deputy: day.Deputy, Back: day.Back, Links: d.linksFor(d.today()),
	}
}

// today is the date in the adviser's zone.
func (d *Desk) today() string { return d.clock().In(d.zone()).Format(domain.DateForm) }

func (d *Desk) zone() *time.Location {
	if d.pen.Zone == nil {
		return time.UTC
	}
	return d.pen.Zone
}

// Fill puts answers together into one message for a chat, with greeting and
// closing as they belong. Its values are those of this moment; nothing is kept.
func (d *Desk) Fill(ctx context.Context, chatID int64, keys ...string) (domain.Filled, error) {
	p, err := d.know(ctx, chatID)
	if err != nil {
		return domain.Filled{}, err
	}
	if err := unlocked(p.chat); err != nil {
		return domain.Filled{}, err
	}
	return d.fill(ctx, p, keys)
}

func (d *Desk) fill(ctx context.Context, p person, keys []string) (domain.Filled, error) {
	s, err := d.stocked(ctx)
	if err != nil {
		return domain.Filled{}, err
	}
	answers, err := s.find(keys)
	if err != nil {
		return domain.Filled{}, err
	}
	f, wrong := prepared.Compose(answers, s.parts, prepared.Situation{First: p.chat.FirstContact, Dialogue: p.dialogue}, d.facts(p))
	return f, mistakes(wrong)
}

// Insert fills one answer without greeting and closing, for a text that has
// begun already.
func (d *Desk) Insert(ctx context.Context, chatID int64, key string) (domain.Filled, error) {
	a, err := d.Answer(ctx, key)
	if err != nil {
		return domain.Filled{}, err
	}
	p, err := d.know(ctx, chatID)
	if err != nil {
		return domain.Filled{}, err
	}
	if err := unlocked(p.chat); err != nil {
		return domain.Filled{}, err
	}
	f, wrong := prepared.Insert(a, d.facts(p))
	return f, mistakes(wrong)
}

func mistakes(wrong []domain.Mistake) error {
	if len(wrong) == 0 {
		return nil
	}
	return domain.Fail(domain.CodeAnswer, "", domain.Mistakes(wrong))
}

// AnswerFrom makes a new answer out of a text that was sent: greeting and
// closing are taken off and the names become placeholders.
func (d *Desk) AnswerFrom(ctx context.Context, chatID int64, text string) (domain.Answer, error) {
	p, err := d.know(ctx, chatID)
	if err != nil {
		return domain.Answer{}, err
	}
	if err := unlocked(p.chat); err != nil {
		return domain.Answer{}, err
	}
	link, body := prepared.LinkFrom(prepared.TemplateOf(text, check.FirstName(p.name), p.name, d.pen.Me, d.pen.Team))
	a := domain.Answer{Title: prepared.TitleFrom(body), Body: body, Link: link}
	a.Key = prepared.KeyFrom(a.Title)
	return a, nil
}
