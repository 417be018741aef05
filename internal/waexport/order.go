package waexport

import (
	"slices"
	"time"
)

// slack is how far the times in a file may go back: messages stand in the order
// in which the telephone got them.
const slack = 24 * time.Hour

// orderOf finds out in which order the dates of a file stand. Only one may fit
// every header; if several do, the one in which time does not go back.
func orderOf(list []header) Dates {
	fits := []Dates{DatesDMY, DatesMDY, DatesYMD}
	votes := map[Dates]int{}
	for i := range list {
		for _, o := range list[i].orders() {
			votes[o]++
		}
	}
	best := 0
	for _, n := range votes {
		best = max(best, n)
	}
	// A text can look like a header, so that not every one need fit.
	fits = slices.DeleteFunc(fits, func(o Dates) bool { return votes[o] == 0 || votes[o] < best })
	switch len(fits) {
	case 0:
		return DatesUnknown
	case 1:
		return fits[0]
	}
	back := map[Dates]int{}
	for _, o := range fits {
		back[o] = goesBack(list, o)
	}
	least := slices.MinFunc(fits, func(a, b Dates) int { return back[a] - back[b] })
	for _, o := range fits {
		if o != least && back[o] == back[least] {
			return DatesUnknown
		}
	}
	return least
}

// goesBack counts how often time goes back.
func goesBack(list []header, o Dates) int {
	n := 0
	var last time.Time
	for i := range list {
		at, ok := list[i].moment(o, time.UTC)
		if !ok {
			continue
		}
		if !last.IsZero() && at.Before(last.Add(-slack)) {
			n++
		}
		last = at
	}
	return n
}
