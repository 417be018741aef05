package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// footer shows the keys that work now, the most important ones when there is
// not room for all.
func (m *Model) footer(w int) string {
	var list []*action
	contexts := m.contexts()
	place := m.footerPlace
	for i := range m.keys.list {
		a := &m.keys.list[i]
		if place(a) > 0 && slices.Contains(contexts, a.ctx) && !m.shadowed(a, contexts) && a.reason(m) == "" {
			list = append(list, a)
		}
	}
	slices.SortStableFunc(list, func(a, b *action) int { return place(a) - place(b) })
	k := footerKey{w: w, gen: m.theme.gen, held: m.heldFor(), leaving: m.sheet == nil && m.leaving, picks: len(m.suggested()), park: m.comp.out.shut, last: m.comp.out.last}
	for _, a := range list {
		k.actions += a.id + " "
		if a.id == "send" {
			_, k.below = m.below()
		}
	}
	return m.memos.footer.get(k, func() string { return m.drawFooter(list, w) })
}

// footerPlace is where an action stands in the footer just now.
func (m *Model) footerPlace(a *action) int {
	if m.session != nil && a.pass > 0 {
		return a.pass
	}
	return a.footer
}

func (m *Model) drawFooter(list []*action, w int) string {
	line := " "
	if m.sheet == nil && m.leaving {
		line += m.theme.warn.Render(m.t.Confirm.QuitWait) + "  "
	}
	for _, a := range list {
		part := m.footerPart(a)
		if width(line)+width(part)+1 <= w {
			line += part + "  "
		}
	}
	return fit(strings.TrimRight(line, " "), w)
}

// shadowed reports that the first key of an action means something else here.
func (m *Model) shadowed(a *action, contexts []keyContext) bool {
	return len(a.keys) == 0 || m.keys.find(contexts, a.keys[0]) != a
}

func (m *Model) footerPart(a *action) string {
	short := a.text(&m.t.Actions).Short
	if n := m.heldFor(); (a.id == "take_back" || a.id == "page_take_back") && n > 0 {
		return m.theme.warn.Render(fmt.Sprintf(m.t.Compose.HoldF, keyWord(&m.t.KeyNames, a.keys[0]), n))
	}
	switch {
	case a.id == "send" && m.comp.out.last:
		short = m.t.Parking.ParkShort
	case a.id == "send" && m.comp.out.shut:
		short = m.t.Parking.NextShort
	case a.id == "send":
		if _, below := m.below(); below {
			short = m.t.Compose.ReadOn
		}
	}
	if n := len(m.suggested()); a.id == "take_1" && n > 1 && a.keys[0] == "1" {
		return m.theme.key.Render("1-"+strconv.Itoa(n)) + " " + m.theme.dim.Render(short)
	}
	return m.theme.key.Render(keyWord(&m.t.KeyNames, a.keys[0])) + " " + m.theme.dim.Render(short)
}
