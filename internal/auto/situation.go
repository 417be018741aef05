package auto

import (
	"time"

	"sprechstunde/internal/dates"
	"sprechstunde/internal/domain"
)

// closed is what lies between a moment and the next slot.
type closed struct {
	now     domain.Agenda
	absent  domain.Agenda // of the first day of an absence, zero if there is none
	holiday bool          // a public holiday, or a free day of her own, on Monday to Friday
	weekend bool
}

// ahead looks at the days until the next slot.
func (r *Rules) ahead(now time.Time) closed {
	c := closed{now: r.o.Agenda(now)}
	next := c.now.Next.Begin
	for at, today := now, true; today || !next.IsZero() && before(at, next, c.now.At.Location()); today = false {
		c.day(r.o.Agenda(at), at.In(c.now.At.Location()).Weekday())
		at = noon(at.In(c.now.At.Location()), 1)
	}
	return c
}

// day takes one of the days in.
func (c *closed) day(a domain.Agenda, weekday time.Weekday) {
	if a.Absent && !c.absent.Absent {
		c.absent = a
	}
	if weekday == time.Saturday || weekday == time.Sunday {
		c.weekend = true
	} else if a.Holiday != "" || a.Free {
		c.holiday = true
	}
}

// noon is midday n days later: a moment that every day has, whatever the clock
// does.
func noon(at time.Time, n int) time.Time {
	y, m, d := at.Date()
	return time.Date(y, m, d+n, 12, 0, 0, 0, at.Location())
}

// before reports whether a lies on an earlier day than b.
func before(a, b time.Time, zone *time.Location) bool {
	return noon(a.In(zone), 0).Before(noon(b.In(zone), 0))
}

// situation says which away text fits, none while a slot runs or where there
// are no slots, and under what names it counts as sent: the beginning of the
// next slot, and the end of an absence. A weekend behind that is the same
// closed time.
func (c closed) situation() (rule domain.AutoRule, periods []string) {
	if !c.now.Slot.IsZero() {
		return "", nil
	}
	if next := c.now.Next.Begin; !next.IsZero() {
		rule, periods = c.rule(), []string{"until " + next.UTC().Format(time.RFC3339)}
	}
	if c.absent.Absent {
		rule, periods = domain.AutoAbsence, append(periods, "absence until "+c.absent.BackOn.UTC().Format(time.RFC3339))
	}
	return rule, periods
}

func (c closed) rule() domain.AutoRule {
	switch zone := c.now.At.Location(); {
	case !before(c.now.At, c.now.Next.Begin, zone):
		return domain.AutoToday
	case c.holiday:
		return domain.AutoHoliday
	case c.weekend:
		return domain.AutoWeekend
	}
	return domain.AutoEvening
}

// until is from when on a text reads wrong that names the next slot: the slot
// begins, or what was called tomorrow is today.
func (c closed) until() time.Time {
	next, zone := c.now.Next.Begin, c.now.At.Location()
	tomorrow := noon(c.now.At, 1)
	if next.IsZero() || !noon(next.In(zone), 0).Equal(tomorrow) {
		return next
	}
	y, m, d := tomorrow.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, zone)
}

// reads is from when on a text reads wrong that was right until then by its
// slot: sooner if it speaks of today.
func (c closed) reads(text string, until time.Time) time.Time {
	over := dates.ValidUntil(text, c.now.At)
	if over.IsZero() || over.After(noon(c.now.At, 1)) || !until.IsZero() && until.Before(over) {
		return until
	}
	return over
}

// agenda is what texts may speak of: today, and the absence that is told of
// although it only begins tomorrow.
func (c closed) agenda() domain.Agenda {
	a := c.now
	if c.absent.Absent {
		a.Absent, a.Deputy, a.BackOn = true, c.absent.Deputy, c.absent.BackOn
	}
	return a
}
