package hours

import (
	"slices"
	"time"
)

// WeekPart is a row of days, From and To included, with the same times.
type WeekPart struct {
	From, To time.Weekday
	Spans    []Span
}

// Week tells the usual week of a plan from Monday on: its office hours, or the
// slots where there are none. Times that touch or overlap are one, days without
// any are left out.
func Week(p Plan) []WeekPart {
	days := map[time.Weekday][]Span{}
	for _, h := range p.Office {
		addSpan(days, h.Days, h.Span)
	}
	if len(days) == 0 {
		for _, s := range p.Slots {
			addSpan(days, s.Days, s.Span)
		}
	}
	var parts []WeekPart
	for i := range 7 {
		day := time.Weekday((i + 1) % 7)
		spans := joinedSpans(days[day])
		if len(spans) == 0 {
			continue
		}
		if n := len(parts); n > 0 && (parts[n-1].To+1)%7 == day && slices.Equal(parts[n-1].Spans, spans) {
			parts[n-1].To = day
			continue
		}
		parts = append(parts, WeekPart{From: day, To: day, Spans: spans})
	}
	return parts
}

func addSpan(days map[time.Weekday][]Span, on []time.Weekday, s Span) {
	if !s.sound() {
		return
	}
	for _, d := range on {
		days[d] = append(days[d], s)
	}
}

func joinedSpans(list []Span) []Span {
	slices.SortFunc(list, func(a, b Span) int { return a.From - b.From })
	var out []Span
	for _, s := range list {
		if n := len(out); n > 0 && s.From <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, s.To)
			continue
		}
		out = append(out, s)
	}
	return out
}
