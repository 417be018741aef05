package tui

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
)

// followMsg brings until when the follow-up of the last session runs.
type followMsg struct {
	until time.Time
	err   error
}

// following reports that the follow-up runs and no slot does.
func (m *Model) following() bool {
	return m.now.Before(m.followUp) && m.agenda.Slot.IsZero()
}

// askFollowUp asks the desk, which remembers it beyond a restart.
func (m *Model) askFollowUp() tea.Cmd {
	desk, ctx := m.o.Desk, m.life()
	return func() tea.Msg {
		until, err := desk.FollowUp(ctx)
		return followMsg{until, err}
	}
}

func (msg followMsg) apply(m *Model) tea.Cmd {
	if msg.err != nil {
		return m.complain(msg.err)
	}
	m.followUp = msg.until
	if !m.following() {
		return nil
	}
	if m.calm() {
		m.sheet = nil
	}
	return tea.Batch(m.loadWaits(), m.needRows())
}

// beginFollowUp lets those who were answered in the session ring for a while,
// not beyond office hours. If nobody was, there is nothing to follow up.
func (m *Model) beginFollowUp() tea.Cmd {
	if m.o.FollowUp <= 0 || m.session == nil || !m.session.hasAnswered() {
		return nil
	}
	until := m.now.Add(m.o.FollowUp).Truncate(minute)
	if shut := m.agenda.OpenUntil; shut.After(m.now) && shut.Before(until) {
		until = shut
	}
	return m.setFollowUp(until)
}

func (s *session) hasAnswered() bool {
	for i := range s.stops {
		if s.stops[i].mark == stopAnswered {
			return true
		}
	}
	return false
}

func (m *Model) setFollowUp(until time.Time) tea.Cmd {
	desk, ctx := m.o.Desk, m.life()
	return func() tea.Msg { return followMsg{until, desk.SetFollowUp(ctx, until)} }
}

func (m *Model) endFollowUp() tea.Cmd {
	return tea.Batch(m.setFollowUp(time.Time{}), m.say(toastHint, m.t.Hours.Follow.Ended))
}

func whyNoFollowUp(m *Model) string {
	if !m.following() {
		return m.t.Hours.Follow.NotRunning
	}
	return ""
}

// followLine is the follow-up in one line: how long it runs, and who of those
// answered today writes again.
func (m *Model) followLine(w int) string {
	t, left := &m.t.Hours.Follow, m.leftWords(m.followUp)
	right := m.theme.dim.Render(fmt.Sprintf(t.EndsF, m.key("end_follow_up")) + " ")
	words, st := []string{t.Nobody.Long, t.Nobody.Short}, m.theme.dim
	if names := m.backAgain(); names != "" {
		words, st = []string{fmt.Sprintf(t.WriteF, names), names}, m.theme.accent
	}
	room := w - width(right) - width(" ◷  · ") - 1
	lead := fmt.Sprintf(t.RunsF, m.cal.clock(m.followUp), left)
	if width(lead)+width(words[0]) > room {
		lead = fmt.Sprintf(t.RunsShortF, left)
	}
	room -= width(lead)
	about := cut(reason{words: words}.fit(room), room)
	return ends(m.theme.accent.Render(" ◷ ")+m.theme.strong.Render(lead)+m.theme.dim.Render(" · ")+st.Render(about), right, w)
}

// backAgain names the people answered today who wait again.
func (m *Model) backAgain() string {
	var names []string
	for _, c := range m.waits.chats {
		if m.rings(c) {
			names = append(names, m.name(c.Contact))
		}
	}
	return strings.Join(names, ", ")
}
