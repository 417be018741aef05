package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// barCells is how wide the progress of a session is drawn.
const barCells = 8

// rowMark is what a row of the queue knows of the session.
type rowMark struct {
	mark  stopMark
	again bool
}

// markAt is the mark of a row; rows outside of a session have none.
func (q *queuePane) markAt(i int) rowMark {
	if q.pass == nil || i < 0 || i >= len(q.pass.stops) {
		return rowMark{}
	}
	return rowMark{q.pass.stops[i].mark, q.pass.stops[i].again}
}

// split is the row above which the line "new" stands, -1 for none.
func (q *queuePane) split() int {
	if q.pass == nil || len(q.pass.stops) == q.pass.size {
		return -1
	}
	return q.pass.size
}

// markSign is the sign of a stop, "" where the chat's own sign says enough.
func (m *Model) markSign(k rowMark) (string, lipgloss.Style) {
	switch k.mark {
	case stopAnswered:
		return "✓", m.theme.good
	case stopParked:
		return "‖", m.theme.good
	case stopLater:
		return "↷", m.theme.dim
	case stopNothing, stopGone:
		return "–", m.theme.dim
	case stopCrisis:
		return "!", m.theme.bad
	default:
		return "", m.theme.plain
	}
}

// markReason says in words what the sign means; none where the chat's own
// reason counts, which includes a reply that failed.
func (m *Model) markReason(c domain.Chat, k rowMark) reason {
	t := &m.t.Session
	switch {
	case c.Failed || k.mark == stopOpen:
		return reason{}
	case k.again:
		return reason{[]string{t.Again, t.AgainShort}, m.theme.accent}
	case k.mark == stopAnswered:
		return reason{[]string{t.Answered, t.AnsweredShort}, m.theme.dim}
	case k.mark == stopParked:
		return reason{[]string{m.t.Parking.Parked, m.t.Parking.ParkedShort}, m.theme.dim}
	case k.mark == stopNothing:
		return reason{[]string{t.Nothing, t.NothingShort}, m.theme.dim}
	case k.mark == stopGone:
		return reason{[]string{t.Gone, t.GoneShort}, m.theme.dim}
	default:
		return reason{} // later: the chat says until when
	}
}

// newLine separates what came meanwhile from the frozen order.
func (m *Model) newLine(w int) string {
	return rule(&m.theme, m.theme.dim.Render(m.t.Session.NewLine), w)
}

// sessionHead is the head of the queue while it shows a session.
func (m *Model) sessionHead() (left, right string) {
	s := m.session
	defer func() {
		if n := len(s.marked(stopCrisis)); n > 0 { // they are no part of what is left
			right = m.theme.bad.Render(fmt.Sprintf("! %d", n)) + m.theme.dim.Render(" · ") + right
		}
	}()
	if left := s.ordinary() - s.finished(); left > 0 {
		right = m.theme.dim.Render(fmt.Sprintf(m.t.Session.LeftF, left) + " ")
	}
	if fresh, _ := s.fresh(); len(fresh) > 0 { // their rows may lie below the edge
		right = m.theme.accent.Render(fmt.Sprintf(m.t.Queue.NewF, len(fresh))) + m.theme.dim.Render(" · ") + right
	}
	return m.t.Session.Title, right
}

// progress is how far the session is: the numbers, and a bar where there is
// room.
func (m *Model) progress(bar bool) string {
	s := m.session
	if s == nil {
		return ""
	}
	done := s.finished()
	words := m.theme.strong.Render(fmt.Sprintf(m.t.Session.ProgressF, done, s.ordinary()))
	if !bar {
		return m.theme.dim.Render(m.t.Session.Title+" ") + words
	}
	return m.theme.dim.Render(m.t.Session.Title+" ") + m.bar(done, s.ordinary(), barCells) + " " + words
}

// bar is full only when everything is done, and not empty once something is.
func (m *Model) bar(done, all, cells int) string {
	n := done * cells / max(all, 1)
	if done > 0 {
		n = max(n, 1)
	}
	return m.theme.accent.Render(strings.Repeat("▓", n)) + m.theme.faint.Render(strings.Repeat("░", cells-n))
}

// sessionStatus is the status line while a session runs: its progress takes
// the place of the numbers behind the filters and stays longest. The first left
// end names the team, which is worth less than the bar.
func (m *Model) sessionStatus(lefts []string, relay string, trouble bool, w int) string {
	for i, left := range lefts {
		for _, bar := range []bool{true, false}[:min(i+1, 2)] {
			if line := left + "   " + m.progress(bar); width(line)+width(relay)+3 <= w {
				return ends(" "+line, relay+" ", w)
			}
		}
	}
	if trouble {
		return fit(" "+relay, w)
	}
	return ends(" "+m.progress(false), lefts[len(lefts)-1]+" ", w)
}
