package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// outside is what the composer knows of writing to somebody whose reply window
// is shut: the answer is parked, and something announces it.
type outside struct {
	shut  bool                // the composer says so; it turns where turn is called, never in between
	ann   domain.Announcement // how a parked reply would be announced
	err   error               // why it cannot be
	known bool
	req   int
	last  bool // the review shows the announcement: Enter parks
}

// announceMsg brings what would announce a parked reply to a chat.
type announceMsg struct {
	req int
	ann domain.Announcement
	err error
}

// turn brings the composer in line with the reply window of its chat. The text
// stays, in writing and on the review alike.
func (m *Model) turn() tea.Cmd {
	c := &m.comp
	shut := m.windowClosed(c.current(m)) != ""
	if c.mode != composeWrite && c.mode != composeReview || shut == c.out.shut {
		return nil
	}
	cmd := m.setOutside(shut)
	c.scroll, c.anew = 0, m.now
	m.plan()
	m.fitComposer()
	if shut {
		words := m.t.Parking.Closing
		if _, refused := c.closed[c.reply.ChatID]; refused || c.current(m).Shut {
			words = m.t.Parking.Refused
		}
		return tea.Batch(cmd, m.say(toastWarn, m.withKeys(words, "send", "change")))
	}
	return tea.Batch(cmd, m.sayF(toastGood, m.withKeys(m.t.Parking.OpenedF, "send", "change"), c.name))
}

// setOutside takes the mode on or off. What is said of the announcement is
// asked for anew every time: a template may have been paused since.
func (m *Model) setOutside(shut bool) tea.Cmd {
	c := &m.comp
	c.out = outside{shut: shut}
	if shut {
		c.split = parts{}
		return m.askAnnouncement()
	}
	return nil
}

func (m *Model) askAnnouncement() tea.Cmd {
	o := &m.comp.out
	o.req, o.known, o.last = m.nextSeq(), false, false
	desk, ctx, id, req := m.o.Desk, m.life(), m.comp.reply.ChatID, o.req
	return func() tea.Msg {
		ann, err := desk.Announcement(ctx, id)
		return announceMsg{req, ann, err}
	}
}

func (msg announceMsg) apply(m *Model) tea.Cmd { //nolint:unparam // the signature is that of every result
	o := &m.comp.out
	if msg.req == o.req {
		o.ann, o.err, o.known = msg.ann, msg.err, true
		m.fitComposer()
	}
	return nil
}

// windowClosed says why free text cannot be sent to a chat, "" if it can.
func (m *Model) windowClosed(c domain.Chat) string {
	t := &m.t.Parking
	at, refused := m.comp.closed[c.ID]
	switch {
	case c.LastInAt.IsZero():
		return t.Never
	case refused && !c.LastInAt.After(at) && m.now.Before(c.ReplyUntil()), c.Shut && m.now.Before(c.ReplyUntil()):
		return t.Meta
	case !c.CanReply(m.now):
		return fmt.Sprintf(t.SinceF, m.cal.short(c.ReplyUntil(), m.now))
	}
	return ""
}

// whyNoPark says why the text at hand cannot be parked, "" if it can.
func (m *Model) whyNoPark() string {
	t, o, c := &m.t.Parking, &m.comp.out, m.comp.current(m)
	switch {
	case c.Crisis:
		return fmt.Sprintf(t.CrisisF, m.templateKey())
	case c.Wait == domain.WaitParked:
		return fmt.Sprintf(t.WaitsF, m.cal.moment(c.WaitUntil, m.now))
	case !o.known:
		return t.Asking
	case domain.CodeOf(o.err) == domain.CodeNoTemplate:
		return fmt.Sprintf(t.NoneF, m.templateKey())
	case o.err != nil:
		return m.sentence(o.err)
	}
	return ""
}

// templateKey opens the templates from where she is.
func (m *Model) templateKey() string {
	if m.comp.mode == composeWrite {
		return m.key("template_writing")
	}
	return m.key("template_review")
}

// toAnnouncement is the first Enter on a review outside the window: before the
// second one she has read what goes out first, and what it costs.
func (m *Model) toAnnouncement() tea.Cmd {
	m.comp.out.last, m.comp.scroll = true, 0
	return nil
}

// parkedWords are said when an answer was parked.
func (m *Model) parkedWords(name string, msg *domain.Message) string {
	if msg.Expires == nil || msg.Expires.IsZero() {
		return fmt.Sprintf(m.t.Parking.DonePlainF, name)
	}
	return fmt.Sprintf(m.t.Parking.DoneF, name, m.cal.date(*msg.Expires, m.now))
}

// announced is the reply that a message of the shown chat announces: whoever
// takes the announcement back means the reply.
func (c *chatPane) announced(uuid string) (domain.Message, bool) {
	i := slices.IndexFunc(c.items, func(it item) bool { return uuid != "" && it.m.Announce == uuid })
	if i < 0 {
		return domain.Message{}, false
	}
	return c.items[i].m, true
}

// byUUID finds a message of ours.
func (c *chatPane) byUUID(uuid string) (domain.Message, bool) {
	i := slices.IndexFunc(c.items, func(it item) bool { return uuid != "" && it.m.UUID == uuid })
	if i < 0 {
		return domain.Message{}, false
	}
	return c.items[i].m, true
}

// pending reports that a send of ours still lies in the relay.
func pending(msg *domain.Message) bool {
	return msg.UUID != "" && (msg.Status == domain.StatusQueued || msg.Status == domain.StatusParked)
}

// waiting is the newest send of the shown chat that waits for its time or for
// the person, "" for none.
func (c *chatPane) waiting() string {
	for i := len(c.items) - 1; i >= 0; i-- {
		if msg := &c.items[i].m; msg.Wait != domain.WaitNone && pending(msg) {
			return msg.UUID
		}
	}
	return ""
}

// cost is what a message of a category costs, in words; "" if no rates are
// configured.
func (m *Model) cost(c domain.Cost) string {
	if !c.Known {
		return ""
	}
	digits := 2
	if cents := c.Amount * 100; cents != float64(int64(cents)) {
		digits = 4
	}
	currency := m.clean.line(c.Currency)
	if strings.EqualFold(currency, "EUR") {
		currency = "€"
	}
	return fmt.Sprintf(m.t.Parking.CostF, m.cal.number(c.Amount, digits), currency)
}

// bracketed is a remark behind a sentence, "" for none.
func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

// utility is the category of what announces a reply.
const utility = "UTILITY"

// date is a day to come, with its weekday; a year only if it is another one.
func (c calendar) date(at, now time.Time) string {
	l := at.In(c.zone)
	if l.Year() != now.In(c.zone).Year() {
		return fmt.Sprintf(c.t.DateYearF, c.t.DaysLong[l.Weekday()], l.Day(), c.t.Months[l.Month()-1], l.Year())
	}
	return c.t.DaysShort[l.Weekday()] + " " + fmt.Sprintf(c.t.DateShortF, l.Day(), int(l.Month()))
}

// afterSend is how a chat of a session counts whose answer was handed over,
// and what is said about it. It is said last, because the next chat may open.
func (m *Model) afterSend(msg *sentMsg) (stopMark, func() tea.Cmd) {
	mark, words := stopAnswered, ""
	switch at := msg.reply.At; {
	case msg.reply.Park:
		mark, words = stopParked, m.parkedWords(m.comp.name, &msg.msg)
	case !at.IsZero():
		words = m.timedWords(m.comp.name, at)
	}
	offer := m.offerVow(m.comp.current(m), msg.reply.Text)
	return mark, func() tea.Cmd {
		switch {
		case offer != "":
			return m.sayFor(vowWait, toastHint, strings.TrimSpace(words+"\n"+offer))
		case words != "":
			return m.say(toastGood, words)
		}
		return nil
	}
}
