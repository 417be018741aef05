package tui

import (
	"fmt"
	"strings"
	"time"

	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// lifeLines tell what has become of a reply that waits or has waited: for its
// time, or for the person.
func (m *Model) lifeLines(msg *domain.Message, w int, k blockKey) []string {
	var parts []string
	if msg.Wait == domain.WaitParked {
		parts = m.parkedLife(msg, k.ann)
	} else {
		parts = append(parts, m.cal.clock(msg.At))
		if msg.NotBefore != nil && msg.Status != domain.StatusReturned {
			parts = append(parts, m.timedLife(msg))
		}
	}
	end, st := m.lifeEnd(msg)
	if msg.Status == domain.StatusFailed && msg.Failure != nil {
		out := wrapText(strings.Join(parts, " · "), w, m.theme.dim)
		return append(out, m.failureLines(msg, w, k.again)...)
	}
	if end != "" {
		parts = append(parts, tick(msg.Status)+end)
	}
	return append(wrapText(strings.Join(parts, " · "), w, st), m.despiteLine(msg, w)...)
}

// parkedLife are the steps of a parked reply up to its release.
func (m *Model) parkedLife(msg *domain.Message, ann domain.Status) []string {
	t := &m.t.Parking.Life
	at, fetched := msg.At, time.Time{}
	parked := false
	for _, s := range msg.Steps {
		switch {
		case s.State == domain.SendParked:
			at, parked = s.At, true
		case parked && fetched.IsZero() && (s.State == domain.SendHeld || s.State == domain.SendReleased):
			fetched = s.At
		}
	}
	parts := []string{fmt.Sprintf(t.ParkedF, m.cal.short(at, m.now))}
	if word, _ := m.statusWord(ann); ann == domain.StatusQueued {
		parts = append(parts, t.Leaving)
	} else if word != "" {
		parts = append(parts, fmt.Sprintf(t.AnnounceF, word))
	}
	if !fetched.IsZero() {
		parts = append(parts, fmt.Sprintf(t.FetchedF, m.name(m.chat.chat.Contact), m.cal.short(fetched, m.now)))
	}
	return parts
}

// timedLife says when a reply leaves, or was to leave.
func (m *Model) timedLife(msg *domain.Message) string {
	t := &m.t.Parking.Life
	if pending(msg) {
		return fmt.Sprintf(t.TimedF, m.cal.moment(*msg.NotBefore, m.now))
	}
	return fmt.Sprintf(t.SetF, m.cal.short(*msg.NotBefore, m.now))
}

// lifeEnd is where it has come to, in words; "" while the steps say it all.
func (m *Model) lifeEnd(msg *domain.Message) (string, lipgloss.Style) {
	t := &m.t.Parking.Life
	if msg.Status == domain.StatusReturned {
		words := t.Returned
		for _, s := range msg.Steps {
			if why := t.Why[string(s.Reason)]; s.State == domain.SendReturned && why != "" {
				words = fmt.Sprintf(t.ReturnedF, m.cal.short(s.At, m.now)) + ": " + m.withName(why)
			}
		}
		return words, m.theme.warn
	}
	if pending(msg) {
		return "", m.theme.accent
	}
	word, st := m.statusWord(msg.Status)
	return word, st
}

// withName puts the person's name where a sentence wants one.
func (m *Model) withName(words string) string {
	return strings.ReplaceAll(words, "%s", m.name(m.chat.chat.Contact))
}
