package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// nudgeKey is what the offer of another channel depends on.
type nudgeKey struct {
	chat, newest int64
	count        int
	crisis       bool
}

// nudge is what is known of the shown chat.
type nudge struct {
	key nudgeKey
	domain.Nudge
}

// nudgeMsg says whether another channel is to be offered; open: she has asked
// for it.
type nudgeMsg struct {
	key   nudgeKey
	nudge domain.Nudge
	open  bool
	err   error
}

func (m *Model) nudgeKey() nudgeKey {
	c := &m.chat
	k := nudgeKey{chat: c.id, count: len(c.items), crisis: c.chat.Crisis}
	if k.count > 0 {
		k.newest = c.items[k.count-1].m.ID
	}
	return k
}

// loadNudge looks at a chat once it is there and the cursor rests on it.
func (m *Model) loadNudge() tea.Cmd {
	if m.chat.id == 0 || !m.chat.loaded || m.chat.nudge.key == m.nudgeKey() {
		return nil
	}
	m.chat.nudge.key = m.nudgeKey()
	return m.askNudge(false)
}

func (m *Model) askNudge(open bool) tea.Cmd {
	desk, ctx, key := m.o.Desk, m.life(), m.nudgeKey()
	return func() tea.Msg {
		n, err := desk.Nudge(ctx, key.chat)
		return nudgeMsg{key, n, open, err}
	}
}

func (msg nudgeMsg) apply(m *Model) tea.Cmd {
	switch {
	case msg.key.chat != m.chat.id:
		return nil
	case msg.err != nil:
		return m.complain(msg.err)
	}
	m.chat.nudge = nudge{msg.key, msg.nudge}
	if !msg.open || m.engaged() {
		return nil
	}
	return m.chooseChannel()
}

// nudgeLines are the one amber line that offers another channel.
func (m *Model) nudgeLines(w int) []string {
	t, n := &m.texts.Care.Nudge, &m.chat.nudge
	if n.Reason == domain.NudgeNone || n.key.chat != m.chat.id || m.chat.chat.Crisis {
		return nil
	}
	why := t.WhyF[string(n.Reason)]
	if strings.Contains(why, "%s") {
		why = fmt.Sprintf(why, cutWords(m.clean.line(n.Words), 24))
	}
	line := fmt.Sprintf(t.LineF, why, m.key("channel"))
	if width(line) > w-4 {
		line = fmt.Sprintf(t.LineF, t.Short, m.key("channel"))
	}
	return []string{fit(" "+m.theme.warn.Render(cut("◇ "+line, w-2)), w)}
}

// openChannel offers the ready sentences, whether or not anything was seen.
func (m *Model) openChannel() tea.Cmd { return m.askNudge(true) }

func (m *Model) chooseChannel() tea.Cmd {
	t, n := &m.texts.Care.Nudge, m.chat.nudge
	var choices []choice
	for _, s := range n.Sentences {
		choices = append(choices, choice{m.clean.line(s), func(m *Model) tea.Cmd { return m.putSentence(s) }})
	}
	if n.Email != "" {
		words := fmt.Sprintf(t.MailF, m.clean.line(n.Email))
		choices = append(choices, choice{cut(words, m.w-8), func(m *Model) tea.Cmd { return m.keepEmail(n.Email) }})
	}
	if n.Reason != domain.NudgeNone {
		choices = append(choices, choice{t.Never, (*Model).nudgeOff})
	}
	return m.ask(t.Title, append(choices, choice{t.Cancel, func(*Model) tea.Cmd { return nil }})...)
}

// putSentence puts a sentence behind what is written, to be changed there. The
// offer has done its work by that.
func (m *Model) putSentence(s string) tea.Cmd {
	open := m.startWriting("")
	if now := m.comp.written(); strings.TrimSpace(now) != "" {
		s = now + "\n\n" + s
	}
	m.comp.put(s)
	m.fitComposer()
	return tea.Batch(open, m.keepDraft(), m.setNudgeOff(""))
}

func (m *Model) nudgeOff() tea.Cmd { return m.setNudgeOff(m.texts.Care.Nudge.Gone) }

// careMsg says that something was noted.
type careMsg struct {
	said string
	err  error
}

func (m *Model) setNudgeOff(said string) tea.Cmd {
	if m.chat.nudge.Reason == domain.NudgeNone {
		return nil
	}
	m.chat.nudge.Reason = domain.NudgeNone
	desk, ctx, id := m.o.Desk, m.life(), m.chat.id
	return func() tea.Msg { return careMsg{said, desk.SetNudgeOff(ctx, id, true)} }
}

func (m *Model) keepEmail(address string) tea.Cmd {
	desk, ctx, id, said := m.o.Desk, m.life(), m.chat.id, m.texts.Care.Nudge.Took
	return func() tea.Msg { return careMsg{said, desk.KeepEmail(ctx, id, address)} }
}

func (msg careMsg) apply(m *Model) tea.Cmd {
	switch {
	case msg.err != nil:
		return m.complain(msg.err)
	case msg.said == "":
		return nil
	}
	m.chat.nudge.key = nudgeKey{}
	return tea.Batch(m.say(toastGood, msg.said), m.loadNudge(), m.reloadThread())
}
