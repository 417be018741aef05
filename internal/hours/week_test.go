package hours_test

import (
	"reflect"
	"testing"
	"time"

	"sprechstunde/internal/hours"
)

func TestWeek(t *testing.T) {
	t.Parallel()
	work := []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}
	span := func(from, to int) hours.Span { return hours.Span{From: from * 60, To: to * 60} }
	for name, c := range map[string]struct {
		plan hours.Plan
		want []hours.WeekPart
	}{
		"nothing": {},
		"one row": {
			hours.Plan{Office: []hours.Hours{{Days: work, Span: span(8, 18)}}, Slots: []hours.Slot{{Days: work, Span: span(9, 10)}}},
			[]hours.WeekPart{{From: time.Monday, To: time.Friday, Spans: []hours.Span{span(8, 18)}}},
		},
		"slots only, a short Friday, times that touch": {
			hours.Plan{Slots: []hours.Slot{{Days: work[:4], Span: span(14, 16)}, {Days: work, Span: span(10, 12)}, {Days: work, Span: span(9, 10)}}},
			[]hours.WeekPart{
				{From: time.Monday, To: time.Thursday, Spans: []hours.Span{span(9, 12), span(14, 16)}},
				{From: time.Friday, To: time.Friday, Spans: []hours.Span{span(9, 12)}},
			},
		},
		"a gap, and Sunday behind Saturday": {
			hours.Plan{Office: []hours.Hours{{Days: []time.Weekday{time.Sunday, time.Saturday, time.Tuesday}, Span: span(9, 10)}, {Days: work, Span: span(5, 4)}}},
			[]hours.WeekPart{
				{From: time.Tuesday, To: time.Tuesday, Spans: []hours.Span{span(9, 10)}},
				{From: time.Saturday, To: time.Sunday, Spans: []hours.Span{span(9, 10)}},
			},
		},
	} {
		if got := hours.Week(c.plan); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}
