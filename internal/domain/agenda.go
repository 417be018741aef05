package domain

import "time"

// SlotTime is one slot as it takes place, in UTC or the adviser's zone.
type SlotTime struct {
	Name       string
	Topic      string // of a question round, which goes by it as its name; else ""
	Begin, End time.Time
}

// IsZero reports that there is none.
func (s SlotTime) IsZero() bool { return s.Begin.IsZero() }

// Agenda is what the adviser's calendar says about one moment. It holds for
// that moment only; whoever shows it asks anew every minute.
type Agenda struct {
	At        time.Time
	Open      bool      // office hours
	OpenUntil time.Time // when they end today, over all breaks; zero if none are left
	Slot      SlotTime  // that runs
	Next      SlotTime  // that begins next
	Holiday   string    // public holiday, "" for none
	Free      bool      // a free day of her own
	Note      string    // why it is free
	Deputy    string    // who stands in while she is absent
	Absent    bool
	BackOn    time.Time // beginning of the first day after the absence; zero unless absent
	// Gap says that Slot, or if none runs the time until Next, is followed by at
	// least one whole day on which nobody works: what is not answered now may
	// lapse over a weekend or a holiday.
	Gap bool
	// Overdue is a border: whoever has been waiting since before it should have
	// been answered "on the next working day at the latest".
	Overdue time.Time
}

// Lapse says how a chat's reply window lies to the adviser's slots.
type Lapse uint8

// The ways. All but LapseNever and LapseShut put a chat in front.
const (
	LapseNever    Lapse = iota // it ends after the next slot, or the person never wrote
	LapseInSlot                // it ends in the slot that runs
	LapseUntil                 // it ends before the next slot begins: now or never
	LapseNextSlot              // it ends while the next slot runs
	LapseShut                  // it has ended
)

// LapseOf says how the window of a chat lies to the slots. Without slots
// nothing lapses before one.
func (a Agenda) LapseOf(c Chat) Lapse {
	until := c.ReplyUntil()
	switch {
	case until.IsZero():
		return LapseNever
	case !c.CanReply(a.At):
		return LapseShut
	case a.Next.IsZero():
		return LapseNever
	case !a.Slot.IsZero() && !until.After(a.Slot.End):
		return LapseInSlot
	case !until.After(a.Next.Begin):
		return LapseUntil
	case !until.After(a.Next.End):
		return LapseNextSlot
	}
	return LapseNever
}

// LapseBefore is the moment by which a reply window must end to put its chat in
// front: the end of the next slot. Zero: there are no slots.
func (a Agenda) LapseBefore() time.Time { return a.Next.End }

// IsOverdue reports whether a waiting chat should have been answered by now.
func (a Agenda) IsOverdue(c Chat) bool {
	return !c.WaitingSince.IsZero() && c.WaitingSince.Before(a.Overdue)
}

// ReachableUntil is until when the adviser can be expected to answer questions
// about what she writes now: the end of the follow-up of the slot that runs,
// but not beyond her office hours. Zero: nobody knows.
func (a Agenda) ReachableUntil(followUp time.Duration) time.Time {
	until := a.OpenUntil
	if !a.Slot.IsZero() {
		if after := a.Slot.End.Add(followUp); until.IsZero() || after.Before(until) {
			until = after
		}
	}
	return until
}
