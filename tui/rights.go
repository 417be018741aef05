package tui

import (
	"fmt"
	"time"

	"sprechstunde/internal/domain"
)

// rightsWords say that a person's data rest, and what they have asked for and
// still wait for. What is done about it is done on the sheet about data.
func (m *Model) rightsWords(s *domain.PersonSheet) []string {
	t := &m.texts.Rights
	var out []string
	if s.Restriction.On {
		out = append(out, fmt.Sprintf(t.Screen.RestrictedF, m.rightsDay(s.Restriction.Since)))
	}
	for _, r := range s.Requests {
		switch {
		case !r.Done.IsZero():
		case r.Overdue(m.now):
			out = append(out, fmt.Sprintf(t.Screen.OverdueF, t.Kinds[r.Kind], m.rightsDay(r.Due)))
		default:
			out = append(out, fmt.Sprintf(t.Screen.AskedF, t.Kinds[r.Kind], m.rightsDay(r.Due)))
		}
	}
	return out
}

// rightsDay is a day with its weekday and its year, in the zone it comes in.
func (m *Model) rightsDay(day time.Time) string {
	return m.texts.Rights.Days[day.Weekday()] + " " + m.cal.full(day)
}

// writtenDay is a day as an answer or the settings have it, 2026-11-23, the way
// people write one; what is no such day stays as it is.
func (m *Model) writtenDay(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return m.clean.line(day)
	}
	return m.cal.full(at)
}
