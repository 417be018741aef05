package ics

import (
	"errors"
	"io"
	"strings"
	"time"

	"github.com/teambition/rrule-go"

	"sprechstunde/internal/hours"
)

const (
	lastYear = 2099   // until which entries that come again are written out
	maxDays  = 50_000 // of one file
)

// Read gives the free days of a file. Whatever is wrong with the file is an
// [Error].
func Read(r io.Reader) ([]hours.Free, error) {
	lines, err := properties(r)
	if err != nil {
		return nil, err
	}
	events, err := eventsOf(lines)
	if err != nil {
		return nil, err
	}
	replaced := map[string][]time.Time{}
	for _, e := range events {
		if !e.instead.IsZero() {
			replaced[e.uid] = append(replaced[e.uid], e.instead)
		}
	}
	var days []hours.Free
	for _, e := range events {
		if e.instead.IsZero() {
			e.without = append(e.without, replaced[e.uid]...)
		}
		if days, err = e.write(days); err != nil {
			return nil, err
		}
	}
	return days, nil
}

// eventsOf finds the entries; what stands inside them (alarms) or beside them
// (zones, tasks) is left out.
func eventsOf(lines []property) (list []*event, err error) {
	if len(lines) == 0 || lines[0].name != "BEGIN" || !strings.EqualFold(lines[0].value, "VCALENDAR") {
		return nil, &Error{1, "this is no calendar"}
	}
	var inside []string
	for _, p := range lines {
		switch {
		case p.name == "BEGIN":
			inside = append(inside, strings.ToUpper(p.value))
			if len(inside) == 2 && inside[1] == "VEVENT" {
				list = append(list, &event{line: p.line})
			}
		case p.name == "END":
			last := len(inside) - 1
			if last < 0 || !strings.EqualFold(inside[last], p.value) {
				return nil, p.wrong("without a beginning")
			}
			inside = inside[:last]
		case len(inside) == 2 && inside[1] == "VEVENT":
			if err := list[len(list)-1].take(p); err != nil {
				return nil, err
			}
		}
	}
	if len(inside) > 0 {
		return nil, &Error{lines[len(lines)-1].line, "the end is missing"}
	}
	return list, nil
}

// write adds the days of an entry.
func (e *event) write(into []hours.Free) ([]hours.Free, error) {
	length, err := e.length()
	if err != nil || length == 0 || e.open {
		return into, err
	}
	if e.unread != nil {
		return into, e.unread
	}
	starts, err := e.starts(maxDays / length)
	if err != nil {
		return into, err
	}
	for _, start := range starts {
		for n := range length {
			into = append(into, hours.Free{Day: start.Add(n), Note: e.note})
		}
		if len(into) > maxDays {
			return into, &Error{e.line, "more days than anybody has"}
		}
	}
	return into, nil
}

// starts lists the first day of each occurrence, at most one more than most.
func (e *event) starts(most int) ([]hours.Day, error) {
	list := []hours.Day{hours.DayOf(e.start)}
	if e.rule != "" {
		rule, err := e.recurrence()
		if err != nil {
			return nil, &Error{e.line, "RRULE is not understood"}
		}
		list = list[:0]
		next := rule.Iterator()
		for at, ok := next(); ok && at.Year() <= lastYear && len(list) <= most; at, ok = next() {
			list = append(list, hours.DayOf(at))
		}
	}
	for _, at := range e.extra {
		list = append(list, e.dayOf(at))
	}
	gone := map[hours.Day]bool{}
	for _, at := range e.without {
		gone[e.dayOf(at)] = true
	}
	kept := list[:0]
	for _, day := range list {
		if !gone[day] {
			kept, gone[day] = append(kept, day), true
		}
	}
	return kept, nil
}

var errRule = errors.New("a rule about times of the day")

// recurrence reads the rule; those about times of the day are none here.
func (e *event) recurrence() (*rrule.RRule, error) {
	o, err := rrule.StrToROptionInLocation(e.rule, e.start.Location()) // an end without a zone is meant in that of the entry
	if err != nil {
		return nil, err
	}
	if o.Freq > rrule.DAILY || len(o.Byhour)+len(o.Byminute)+len(o.Bysecond) > 0 {
		return nil, errRule
	}
	o.Dtstart = e.start
	return rrule.NewRRule(*o)
}
