package tui

import (
	"fmt"
	"time"
)

// slotBarCells is how wide the time of a slot is drawn.
const slotBarCells = 5

// slotWords say where in her day the adviser stands, from many words to few;
// none if she has no slots and the day is like any other.
func (m *Model) slotWords() []string {
	if !m.agenda.Slot.IsZero() {
		return m.slotRuns()
	}
	words, day := m.slotNext(), m.dayWord()
	if day == "" {
		return words
	}
	day = m.theme.warn.Render(day)
	long := make([]string, 0, 2*len(words)+1)
	for _, w := range words {
		long = append(long, day+m.theme.dim.Render(" · ")+w)
	}
	return append(append(long, day), words...)
}

func (m *Model) slotRuns() []string {
	t, s := &m.t.Hours.Slot, m.agenda.Slot
	until := m.cal.clock(s.End)
	short := m.theme.accent.Render(fmt.Sprintf(t.RunsShortF, until))
	mid := m.theme.accent.Render(fmt.Sprintf(t.RunsF, until))
	bar := " " + m.bar(int(m.now.Sub(s.Begin)/time.Minute), int(s.End.Sub(s.Begin)/time.Minute), slotBarCells)
	words := []string{mid + bar, mid, short}
	if topic := m.clean.line(s.Topic); topic != "" {
		round := m.theme.accent.Render(fmt.Sprintf(t.RoundF, cut(topic, 24), until))
		words = append([]string{round + bar, round}, words...)
	}
	return words
}

func (m *Model) slotNext() []string {
	t, next := &m.t.Hours.Slot, m.agenda.Next
	if next.IsZero() {
		return nil
	}
	at := m.cal.moment(next.Begin, m.now)
	var words []string
	for _, w := range []string{fmt.Sprintf(t.NextF, at), fmt.Sprintf(t.NextMidF, at), fmt.Sprintf(t.NextShortF, m.cal.short(next.Begin, m.now))} {
		words = append(words, m.theme.dim.Render(w))
	}
	return words
}

// dayWord says why today is no ordinary working day, "" if it is one.
func (m *Model) dayWord() string {
	t, a := &m.t.Hours.Slot, &m.agenda
	switch deputy := m.clean.line(a.Deputy); {
	case a.Absent && deputy != "":
		return fmt.Sprintf(t.DeputyF, cut(deputy, 24))
	case a.Absent:
		return t.Absent
	case a.Holiday != "":
		return fmt.Sprintf(t.HolidayF, m.clean.line(a.Holiday))
	case a.Free:
		return t.Free
	default:
		return ""
	}
}

// statusLefts are the left ends of the status line, the best one first. What
// time it is for the adviser stays longer than how many chats lie behind the
// other filters.
func (m *Model) statusLefts(full, who, short, when, clock string) []string {
	slots := m.slotWords()
	all, one := m.countWords(), m.countWord(m.queue.filter)
	if len(slots) == 0 {
		return []string{full + "   " + when + "   " + all, who + "   " + when + "   " + all, short + "  " + when + "  " + all, short + "  " + clock + "  " + all, short + "  " + clock + "  " + one, who + "   " + when, short + "  " + clock, clock}
	}
	first, last := slots[0], slots[len(slots)-1]
	lefts := []string{full + "   " + when + "   " + first + "   " + all, who + "   " + when + "   " + first + "   " + all, short + "  " + when + "  " + first + "  " + all, short + "  " + clock + "  " + first + "  " + all}
	for _, s := range slots {
		lefts = append(lefts, short+"  "+clock+"  "+s+"  "+one)
	}
	return append(lefts, clock+"  "+last+"  "+one, clock+"  "+last, clock)
}

// passLefts are those while a session runs: its progress takes the place of
// the numbers behind the filters.
func (m *Model) passLefts(full, who, short, when, clock string) []string {
	slots := m.slotWords()
	if len(slots) == 0 {
		return []string{full + "   " + when, who + "   " + when, short + "  " + when, short + "  " + clock, clock}
	}
	lefts := []string{full + "   " + when + "   " + slots[0], who + "   " + when + "   " + slots[0]}
	for _, s := range slots {
		lefts = append(lefts, short+"  "+clock+"  "+s)
	}
	return append(lefts, clock+"  "+slots[len(slots)-1], clock)
}
