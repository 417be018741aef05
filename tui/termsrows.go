package tui

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// termsRows say how long a person is kept, that they want nothing unasked, what
// they have agreed to, and whether they know the privacy notice.
func (m *Model) termsRows(s *domain.PersonSheet) []personRow {
	t, x := &m.texts.Terms, &s.Terms
	if x.Keeping.Reason == "" {
		return nil // nobody has looked yet
	}
	kept := personRow{label: m.texts.Data.Rows.Kept, value: m.keepingWords(s), faint: true, do: (*Model).openData}
	if x.Keeping.Why != "" {
		kept.dim = fmt.Sprintf(t.LaterF, m.clean.line(x.Keeping.Why))
	}
	rows := []personRow{kept}
	if x.Log.Stopped() {
		rows = append(rows, personRow{value: "! " + t.Stopped, mark: true, do: (*Model).openData})
	}
	if x.Log.Child() {
		rows = append(rows, personRow{value: "! " + t.Child, mark: true, do: (*Model).openData})
	}
	for _, p := range domain.ConsentPurposes() {
		switch c, ok := x.Log.Live(p, m.now); {
		case ok && c.Until.IsZero():
			rows = append(rows, personRow{value: fmt.Sprintf(t.ConsentF, t.Purposes[p], m.cal.date(c.At, m.now))})
		case ok:
			rows = append(rows, personRow{value: fmt.Sprintf(t.UntilF, t.Purposes[p], m.cal.date(c.Until, m.now))})
		}
	}
	if _, version := m.o.Desk.Notice(); version != "" && !x.Log.Noticed(version) {
		rows = append(rows, personRow{value: t.NoNotice, faint: true})
	}
	return rows
}

func (m *Model) keepingWords(s *domain.PersonSheet) string {
	return m.texts.Terms.Keeping(s.Terms.Keeping, m.cal.daysBetween(s.Terms.On, m.now))
}

// foretellAgain is how long nobody is told again how many are erased soon.
const foretellAgain = 20 * time.Hour

// leavingMsg is what the desk says of who goes.
type leavingMsg struct {
	list []domain.Leaving
	err  error
}

// foretell asks who is erased within a week. It is said once a day, when a
// session begins.
func (m *Model) foretell() tea.Cmd {
	if m.now.Sub(m.foretold) < foretellAgain {
		return nil
	}
	m.foretold = m.now
	desk, ctx := m.o.Desk, m.life()
	return func() tea.Msg {
		list, err := desk.Leavings(ctx)
		return leavingMsg{list, err}
	}
}

// apply says it beside what is said already: both belong to the beginning.
func (msg leavingMsg) apply(m *Model) tea.Cmd {
	if msg.err != nil {
		return m.complain(msg.err)
	}
	n := 0
	for _, l := range msg.list {
		if m.cal.daysBetween(l.On, m.now) <= int(domain.ForetoldFor/(24*time.Hour)) {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	words := m.texts.Terms.Soon(n)
	if m.toast.text != "" {
		return m.sayFor(longToast, m.toast.kind, m.toast.text+"\n"+words)
	}
	return m.sayFor(longToast, toastHint, words)
}
