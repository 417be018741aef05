package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// askLapse shows who cannot be answered any more once the next slot begins;
// one of them can be opened from there.
func (m *Model) askLapse() tea.Cmd {
	m.waits.then = (*Model).openLapse
	return m.loadWaits()
}

func (m *Model) openLapse() tea.Cmd {
	if m.engaged() {
		return nil
	}
	list := m.lapsing(m.waits.chats)
	if len(list) == 0 {
		return m.sayF(toastGood, m.t.Hours.Lapse.NoneF, m.nextWords())
	}
	var choices []choice
	wide := 0
	for _, c := range list {
		wide = max(wide, min(width(m.name(c.Contact)), m.w/2))
	}
	for _, c := range list {
		words, _ := m.lapseWords(&stop{chat: c})
		choices = append(choices, choice{fit(m.name(c.Contact), wide+2) + words, func(m *Model) tea.Cmd { return m.enter(c) }})
	}
	cmd := m.ask(fmt.Sprint(len(list), " ", m.lapseHead(len(list))), choices...)
	m.sheet.people = true
	return cmd
}

// lapseHead says what becomes of n chats.
func (m *Model) lapseHead(n int) string {
	form := m.t.Hours.Lapse.ManyF
	if n == 1 {
		form = m.t.Hours.Lapse.OneF
	}
	return fmt.Sprintf(form, m.nextWords())
}

// nextWords name the next slot, where "before" stands in front of it.
func (m *Model) nextWords() string {
	next := m.agenda.Next.Begin
	if m.cal.daysBetween(next, m.now) == 0 {
		return m.cal.clock(next)
	}
	return m.cal.moment(next, m.now)
}

func whyNoLapse(m *Model) string {
	if m.agenda.Next.IsZero() {
		return m.t.Hours.Lapse.NoSlot
	}
	return ""
}

// opening is what is said when a session begins in a slot: how the relay is,
// and in the last slot before days without one what would lapse over them.
func (m *Model) opening(q domain.Queue) tea.Cmd {
	if m.agenda.Slot.IsZero() {
		return nil
	}
	words := m.wellWords()
	if n := len(m.lapsing(q.Chats)); m.agenda.Gap && n > 0 {
		offer := fmt.Sprint(n, " ", m.lapseHead(n), " · ", fmt.Sprintf(m.t.Hours.Lapse.ShowF, m.key("lapse")))
		if words != "" {
			offer += "\n" + words
		}
		words = offer
	}
	if words == "" {
		return nil
	}
	return m.sayFor(longToast, toastHint, words)
}
