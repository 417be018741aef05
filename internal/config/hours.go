package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"sprechstunde/internal/hours"
	"sprechstunde/internal/hours/ics"
)

var weekdays = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

const (
	clockForm = "15:04"
	dayForm   = time.DateOnly
	yearlyDay = "01-02"
)

func validateHours(c Hours, r *reader) {
	if c.Land != "" {
		r.oneOf("hours.land", c.Land, lands)
	}
	var office, slots []span
	for i, p := range c.Office {
		office = r.span(office, item("hours.office", i), p)
	}
	for i, s := range c.Slots {
		key := item("hours.slots", i)
		if s.Name == "" {
			r.at(key+".name", Mistake{Kind: KindRequired})
		}
		slots = r.span(slots, key, Period{Days: s.Days, From: s.From, To: s.To})
	}
	r.overlaps(office)
	r.overlaps(slots)
	var rounds []span
	for i, round := range c.Rounds {
		rounds = r.round(rounds, item("hours.rounds", i), round)
	}
	r.overlaps(rounds)
	for i, f := range c.Free {
		r.date(item("hours.free", i)+".date", f.Date)
	}
	for i, path := range c.ICS {
		r.calendar(item("hours.ics", i), path)
	}
	for i, h := range c.HalfDays {
		r.halfDay(item("hours.half_days", i), h)
	}
	for i, a := range c.Absences {
		r.absence(item("hours.absences", i), a)
	}
}

// span is a period that is sound in itself.
type span struct {
	key      string
	days     []string
	from, to time.Time
}

// span checks one period and adds it to those that can be compared.
func (r *reader) span(into []span, key string, p Period) []span {
	sound := len(p.Days) > 0
	if !sound {
		r.at(key+".days", Mistake{Kind: KindRequired})
	}
	for i, day := range p.Days {
		if !slices.Contains(weekdays, day) {
			r.oneOf(item(key+".days", i), day, weekdays)
			sound = false
		}
	}
	from, to, ok := r.clocks(key, p.From, p.To)
	if sound && ok {
		into = append(into, span{key: key, days: p.Days, from: from, to: to})
	}
	return into
}

// round checks one question round; two on one day are compared like slots.
func (r *reader) round(into []span, key string, c Round) []span {
	_, sound := r.date(key+".date", c.Date)
	r.need(c.Topic != "", key+".topic", Mistake{Kind: KindRequired})
	from, to, ok := r.clocks(key, c.From, c.To)
	if sound && ok {
		into = append(into, span{key: key, days: []string{c.Date}, from: from, to: to})
	}
	return into
}

// calendar wants a file whose free days can be read.
func (r *reader) calendar(key, path string) {
	var wrong *ics.Error
	if _, err := ReadICS(path); errors.As(err, &wrong) {
		r.at(key, Mistake{Kind: KindCalendar, Value: clip(filepath.Base(path)), Want: strconv.Itoa(wrong.Line)})
	} else if err != nil {
		r.at(key, Mistake{Kind: KindFile, Value: clip(filepath.Base(path))})
	}
}

// ReadICS reads the free days of a calendar file.
func ReadICS(path string) ([]hours.Free, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fileError(path, err)
	}
	defer func() { _ = f.Close() }() // read only: nothing can get lost
	days, err := ics.Read(f)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", filepath.Base(path), err)
	}
	return days, nil
}

// clocks reads beginning and end of a span.
func (r *reader) clocks(key, from, to string) (begin, end time.Time, ok bool) {
	begin, okFrom := r.clock(key+".from", from, "08:00")
	end, okTo := r.clock(key+".to", to, "18:00")
	if okFrom && okTo && !end.After(begin) {
		r.at(key+".to", Mistake{Kind: KindOrder, Value: to, Want: from})
		return begin, end, false
	}
	return begin, end, okFrom && okTo
}

// clock reads "HH:MM"; "24:00" is the end of the day.
func (r *reader) clock(key, text, example string) (time.Time, bool) {
	if text == "24:00" && strings.HasSuffix(key, ".to") {
		return time.Time{}.AddDate(-1, 0, 1), true // as time.Parse counts: day 1 of year 0, plus a day
	}
	at, err := time.Parse(clockForm, text)
	if err != nil || len(text) != len(clockForm) {
		r.at(key, Mistake{Kind: KindFormat, Value: clip(text), Want: example})
		return at, false
	}
	return at, true
}

func (r *reader) overlaps(spans []span) {
	for i, later := range spans {
		for _, earlier := range spans[:i] {
			if later.meets(earlier) {
				r.at(later.key, Mistake{Kind: KindOverlap, Want: r.named(earlier.key)})
				break
			}
		}
	}
}

func (s span) meets(o span) bool {
	sameDay := slices.ContainsFunc(s.days, func(d string) bool { return slices.Contains(o.days, d) })
	return sameDay && s.from.Before(o.to) && o.from.Before(s.to)
}

func (r *reader) named(key string) string {
	if p := r.place(key); p.line > 0 {
		return key + " (" + strconv.Itoa(p.line) + ")"
	}
	return key
}

func (r *reader) date(key, text string) (time.Time, bool) {
	day, err := time.Parse(dayForm, text)
	if err != nil {
		r.at(key, Mistake{Kind: KindFormat, Value: clip(text), Want: "2026-12-28"})
	}
	return day, err == nil
}

func (r *reader) halfDay(key string, h HalfDay) {
	// 2024 is a leap year, so that 02-29 is a day.
	if _, err := time.Parse(dayForm, "2024-"+h.Date); err != nil || len(h.Date) != len(yearlyDay) {
		r.date(key+".date", h.Date)
	}
	r.clock(key+".to", h.To, "12:00")
}

func (r *reader) absence(key string, a Absence) {
	from, okFrom := r.date(key+".from", a.From)
	to, okTo := r.date(key+".to", a.To)
	if okFrom && okTo && to.Before(from) {
		r.at(key+".to", Mistake{Kind: KindOrder, Value: a.To, Want: a.From})
	}
}
