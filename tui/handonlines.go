package tui

import (
	"fmt"
	"strings"
	"time"
)

// handedAt are the words about those to whom the person was handed on from one
// moment until before another, a line each; the zero moment is no bound.
func (m *Model) handedAt(from, until time.Time) string {
	s := m.who()
	if s == nil || len(s.Handed) == 0 {
		return ""
	}
	var lines []string
	for i := len(s.Handed) - 1; i >= 0; i-- { // the newest stands first there
		h := &s.Handed[i]
		if h.At.Before(from) || !until.IsZero() && !h.At.Before(until) {
			continue
		}
		lines = append(lines, fmt.Sprintf(m.texts.HandOn.RowF, m.recipient(h.To), m.rightsDay(h.At.In(m.o.Zone))))
	}
	return strings.Join(lines, "\n")
}

// handedAround are those words behind message i, and before it if the chat begins
// there.
func (m *Model) handedAround(i int) (before, behind string) {
	if s := m.who(); s == nil || len(s.Handed) == 0 {
		return "", ""
	}
	items := m.chat.items
	var next time.Time
	if i+1 < len(items) {
		next = items[i+1].m.At
	}
	if i == 0 && !m.chat.more {
		before = m.handedAt(time.Time{}, items[0].m.At)
	}
	if !next.IsZero() && next.Before(items[i].m.At) {
		return before, "" // two clocks; it stands with the later one
	}
	return before, m.handedAt(items[i].m.At, next)
}

// handedLines draw such words like what WhatsApp says about a chat.
func (m *Model) handedLines(words string, k blockKey) []string {
	if words == "" {
		return nil
	}
	out := []string{spaces(k.w)}
	k.sel = false
	for l := range strings.SplitSeq(words, "\n") {
		out = append(out, m.noteLines(l, k)...)
	}
	return out
}
