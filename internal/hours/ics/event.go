package ics

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"sprechstunde/internal/hours"
)

// event is one entry. Moments stand for days: they are midnights, in UTC or in
// the zone in which the entry is meant.
type event struct {
	line    int
	uid     string
	note    string
	start   time.Time
	whole   bool // begins with a day
	end     time.Time
	ends    bool // there is an end, and it is one of a day
	days    int  // DURATION in days
	timed   bool // there is an end or a duration within a day
	rule    string
	extra   []time.Time // RDATE
	without []time.Time // EXDATE
	instead time.Time   // RECURRENCE-ID: the occurrence it stands for
	open    bool        // cancelled, or one is available meanwhile
	unread  error       // what is not understood of an entry, should it count
}

func (e *event) take(p property) (err error) {
	switch p.name {
	case "UID":
		e.uid = p.value
	case "SUMMARY":
		e.note = plainText(p.value)
	case "STATUS":
		e.open = e.open || strings.EqualFold(p.value, "CANCELLED")
	case "TRANSP":
		e.open = e.open || strings.EqualFold(p.value, "TRANSPARENT")
	case "RRULE":
		if e.rule != "" {
			return p.wrong("stands there twice")
		}
		e.rule = p.value
	case "EXRULE":
		e.unread = p.wrong("is not supported") // of a meeting it does not matter
	default:
		return e.takeTime(p)
	}
	return nil
}

func (e *event) takeTime(p property) (err error) {
	switch p.name {
	case "DTSTART":
		e.start, e.whole, err = p.day(p.value)
	case "DTEND":
		e.end, e.ends, err = p.lastDay()
		e.timed = e.timed || !e.ends
	case "DURATION":
		e.days, err = p.days()
		e.timed = e.timed || e.days == 0
	case "RDATE":
		e.extra, err = p.list(e.extra)
	case "EXDATE":
		e.without, err = p.list(e.without)
	case "RECURRENCE-ID":
		if p.params["RANGE"] != "" {
			return p.wrong("for all that follow is not supported")
		}
		e.instead, _, err = p.day(p.value)
	}
	return err
}

// length is how many days the entry lasts; 0 if it does not last whole days.
func (e *event) length() (int, error) {
	switch {
	case e.start.IsZero():
		return 0, &Error{e.line, "DTSTART is missing"}
	case !e.whole || e.timed:
		return 0, nil
	case e.days > 0:
		return e.days, nil
	case !e.ends:
		if e.start.Location() != time.UTC {
			return 0, nil // a moment at midnight
		}
		return 1, nil
	}
	days := int(midday(e.end).Sub(midday(e.start)) / (24 * time.Hour))
	if days < 0 || days > maxLength {
		return 0, &Error{e.line, "the end does not fit the beginning"}
	}
	return max(days, 1), nil // some programs let a single day end where it begins
}

// maxLength bounds an entry; longer than ten years is a slip.
const maxLength = 3660

const (
	dayForm  = "20060102"
	timeForm = "20060102T150405"
)

// day reads a day, or a moment that may be the beginning of one.
func (p property) day(value string) (at time.Time, whole bool, err error) {
	if at, err = time.ParseInLocation(dayForm, value, time.UTC); err == nil {
		return at, true, nil
	}
	zone := p.zone()
	local, utc := strings.CutSuffix(value, "Z")
	if utc {
		zone = time.UTC
	}
	if at, err = time.ParseInLocation(timeForm, local, zone); err != nil {
		return at, false, p.wrong("is no date")
	}
	return at, !utc && strings.HasSuffix(local, "T000000"), nil
}

// lastDay is day for an end. What is entered as 00:00 to 23:59 is a whole day.
func (p property) lastDay() (at time.Time, whole bool, err error) {
	at, whole, err = p.day(p.value)
	if err == nil && at.Hour() == 23 && at.Minute() == 59 && !strings.HasSuffix(p.value, "Z") {
		return at.AddDate(0, 0, 1), true, nil
	}
	return at, whole, err
}

// floating is the zone of moments that name none.
var floating = time.FixedZone("floating", 0)

func (p property) zone() *time.Location {
	if zone, err := time.LoadLocation(p.params["TZID"]); err == nil && p.params["TZID"] != "" {
		return zone
	}
	return floating
}

func (p property) list(into []time.Time) ([]time.Time, error) {
	for value := range strings.SplitSeq(p.value, ",") {
		value, _, _ = strings.Cut(value, "/") // a period: its beginning
		at, _, err := p.day(strings.TrimSpace(value))
		if err != nil {
			return nil, err
		}
		into = append(into, at)
	}
	return into, nil
}

var durationForm = regexp.MustCompile(`^\+?P(?:(\d{1,3})W|(\d{1,4})D)?(?:T((?:\d{1,5}[HMS]){1,3}))?$`)

// days reads a duration; one that is not in whole days is 0. Some programs write
// the hours of whole days as well: P1DT0H0M0S, or PT24H.
func (p property) days() (int, error) {
	m := durationForm.FindStringSubmatch(p.value)
	if m == nil {
		return 0, p.wrong("is no duration")
	}
	weeks, _ := strconv.Atoi(m[1]) // digits only, or nothing
	days, _ := strconv.Atoi(m[2])
	clock, _ := time.ParseDuration(strings.ToLower(m[3])) // likewise, with their units
	if clock%(24*time.Hour) != 0 {
		return 0, nil
	}
	return weeks*7 + days + int(clock/(24*time.Hour)), nil
}

// dayOf is the day that a moment of the entry names: a midnight in UTC stands
// for a day already, any other moment there is one in the entry's zone.
func (e *event) dayOf(at time.Time) hours.Day {
	if at.Location() == time.UTC && at.Hour()+at.Minute()+at.Second() > 0 {
		at = at.In(e.start.Location())
	}
	return hours.DayOf(at)
}

// midday is the middle of the day that t shows, where days have 24 hours.
func midday(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 12, 0, 0, 0, time.UTC)
}
