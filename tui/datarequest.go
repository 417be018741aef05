package tui

import (
	"context"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// accessMsg brings the folder that is owed to a person who asks.
type accessMsg struct {
	of   dataSheet
	made domain.AccessMade
	err  error
}

// requestRow is something that a person has asked for and still waits for.
func (m *Model) requestRow(r domain.Request) personRow {
	t := &m.texts.Data
	row := personRow{
		label: t.Rows.Request, dim: t.Says.Answer, do: func(m *Model) tea.Cmd { return m.askAnswered(r) },
		value: fmt.Sprintf(t.Says.DueF, m.texts.Rights.Kinds[r.Kind], m.rightsDay(r.Due)),
	}
	if r.Overdue(m.now) {
		row.value, row.mark = fmt.Sprintf(t.Says.LateF, m.texts.Rights.Kinds[r.Kind], m.rightsDay(r.Due)), true
	}
	return row
}

// askRequest notes what a person asks for about their data.
func (m *Model) askRequest() tea.Cmd {
	t := &m.texts.Data.Ask
	var choices []choice
	for _, kind := range domain.RequestKinds() {
		choices = append(choices, choice{m.texts.Rights.Kinds[kind], func(m *Model) tea.Cmd { return m.askCame(kind) }})
	}
	cmd := m.askOfData(fmt.Sprintf(t.KindF, m.sheet.data.name), choices...)
	m.sheet.numbered = true
	return cmd
}

// askCame asks on which day a request came: its deadline runs from there.
func (m *Model) askCame(kind domain.RequestKind) tea.Cmd {
	t, desk, id := &m.texts.Data.Ask, m.o.Desk, m.sheet.data.chat.ID
	return m.lineOfData(dataLine{
		title: fmt.Sprintf(t.DayF, m.texts.Rights.Kinds[kind]),
		ok:    func(m *Model, typed string) bool { _, ok := pastDay(typed, m.now.In(m.o.Zone)); return ok },
		do: func(m *Model, typed string) tea.Cmd {
			at, _ := pastDay(typed, m.now.In(m.o.Zone))
			var made domain.Request
			return m.keep(func(ctx context.Context) (err error) {
				made, err = desk.AddRequest(ctx, id, kind, at, "")
				return err
			}, func(m *Model) tea.Cmd { return m.sayF(toastGood, t.DoneF, m.rightsDay(made.Due)) })
		},
		about: func(m *Model, typed string) (string, lipgloss.Style) {
			at, ok := pastDay(typed, m.now.In(m.o.Zone))
			switch {
			case typed == "":
				return t.Hint, m.theme.dim
			case !ok:
				return t.Wrong, m.theme.warn
			}
			return fmt.Sprintf(t.UntilF, m.rightsDay(at)), m.theme.accent
		},
	})
}

// pastDay understands a day that is not still to come, as people write it; "" is
// the zero time, which means now.
func pastDay(typed string, now time.Time) (time.Time, bool) {
	words := strings.Fields(strings.Trim(fold(typed), " ,;"))
	p := whenParser{now: now, day: civil(now)}
	switch {
	case len(words) == 0:
		return time.Time{}, true
	case len(words) == 1 && (words[0] == "heute" || words[0] == "today"):
		return p.day, true
	case len(words) == 1 && (words[0] == "gestern" || words[0] == "yesterday"):
		return p.day.AddDate(0, 0, -1), true
	}
	for _, read := range []func([]string) int{p.iso, p.monthName, p.numeric} {
		if n := read(words); n == len(words) {
			day := p.day
			if p.noYear && day.After(now) {
				day = day.AddDate(-1, 0, 0)
			}
			return day, !day.After(now)
		}
	}
	return time.Time{}, false
}

// askAnswered asks whether a request was answered.
func (m *Model) askAnswered(r domain.Request) tea.Cmd {
	t, desk, kind := &m.texts.Data.Ask, m.o.Desk, m.texts.Rights.Kinds[r.Kind]
	choices := []choice{{t.Open, nothing}, {t.Ended, func(m *Model) tea.Cmd {
		return m.keepData(t.DoneEnd, func(ctx context.Context) error { return desk.EndRequest(ctx, r.ID, "") })
	}}}
	if !r.Extended && !r.Overdue(m.now) {
		choices = append(choices, choice{t.Extend, func(m *Model) tea.Cmd {
			return m.reasonOfData(fmt.Sprintf(t.WhyF, kind), t.WhyHint, t.Need, true, func(m *Model, why string) tea.Cmd {
				return m.keepData(t.DoneExt, func(ctx context.Context) error { return desk.ExtendRequest(ctx, r.ID, why) })
			})
		}})
	}
	return m.askOfData(fmt.Sprintf(t.EndF, kind, m.rightsDay(r.Due)), choices...)
}

// makeAccess writes the folder. It takes its time, so it is said that it is being
// done.
func (m *Model) makeAccess() tea.Cmd {
	desk, ctx, of := m.o.Desk, m.life(), *m.sheet.data
	return tea.Batch(m.say(toastHint, m.texts.Data.Access.Making), func() tea.Msg {
		made, err := desk.MakeAccess(ctx, of.chat.ID)
		return accessMsg{of, made, err}
	})
}

// apply says where the folder is, over the person's sheet if that is still open: a
// toast would be gone before the path is noted.
func (msg accessMsg) apply(m *Model) tea.Cmd {
	if msg.err != nil {
		return m.complain(msg.err)
	}
	words := m.accessWords(msg.made)
	if s := m.sheet; s != nil && s.kind == sheetData && s.data.chat.ID == msg.of.chat.ID {
		cmd := m.askOfData(m.texts.Data.Rows.Access, choice{m.texts.Data.Erase.Close, nothing})
		m.sheet.note = words
		return cmd
	}
	return m.sayFor(exportWait, toastGood, msg.of.name+": "+words)
}

func (m *Model) accessWords(made domain.AccessMade) string {
	t := &m.texts.Data.Access
	parts := []string{fmt.Sprintf(t.DoneF, m.clean.line(made.Path))}
	if made.Black > 0 {
		parts = append(parts, fmt.Sprintf(t.BlackF, made.Black))
	}
	if len(made.Gaps) > 0 {
		parts = append(parts, fmt.Sprintf(t.GapsF, m.clean.line(strings.Join(made.Gaps, "; "))))
	}
	if !made.Expires.IsZero() {
		parts = append(parts, fmt.Sprintf(t.ExpiresF, m.rightsDay(made.Expires.In(m.o.Zone))))
	}
	return strings.Join(parts, " ")
}
