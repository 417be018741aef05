package domain

import "time"

// Rings reports whether news of a chat may ring, notify or put a badge
// somewhere. In a slot every chat does that waits; in the follow-up, which runs
// until followUp, only those of people who were answered today. Outside both
// nothing rings, whatever it is, and a muted person never does. Days are those of the
// zone of a.At.
func Rings(a Agenda, followUp time.Time, c Chat) bool {
	if c.State != ChatWaiting || c.Muted {
		return false
	}
	return !a.Slot.IsZero() || a.At.Before(followUp) && sameDay(a.At, c.AnsweredAt)
}

// sameDay reports whether both moments lie on one day of the zone of a.
func sameDay(a, b time.Time) bool {
	y, m, d := b.In(a.Location()).Date()
	ay, am, ad := a.Date()
	return !b.IsZero() && y == ay && m == am && d == ad
}
