package store_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"sprechstunde/internal/domain"
)

// Chats that can still be answered come before those whose window has shut,
// and first come first served within both; every window is a piece of the
// whole list.
func TestQueueOrderAndWindows(t *testing.T) {
	t.Parallel()
	f := open(t)
	const day = 24 * 60
	for i, minutes := range []int{-3 * day, -10, -2 * day, -day - 1, -day + 1, -5, -20 * day} {
		p := person(fmt.Sprintf("+4917%d", i), "", fmt.Sprintf("p%d", i))
		f.take(says(p, fmt.Sprintf("w%d", i), "hallo", minutes))
	}
	f.now = at(0)
	want := []string{"p4", "p1", "p5", "p6", "p0", "p2", "p3"}
	for offset := range len(want) + 2 {
		for limit := range len(want) + 2 {
			q, err := f.Queue(t.Context(), domain.FilterWaiting, domain.Window{Offset: offset, Limit: limit})
			f.check(err)
			piece := want[min(offset, len(want)):]
			if limit > 0 {
				piece = piece[:min(limit, len(piece))]
			}
			if got := namesOf(q.Chats); !slices.Equal(got, piece) {
				t.Errorf("offset %d, limit %d: %v, want %v", offset, limit, got, piece)
			}
			if q.Total != len(want) {
				t.Errorf("total %d", q.Total)
			}
		}
	}
	f.now = at(0).Add(2 * time.Minute)
	q, err := f.Queue(t.Context(), domain.FilterWaiting, domain.Window{Limit: 3})
	f.check(err)
	if got := namesOf(q.Chats); !slices.Equal(got, []string{"p1", "p5", "p6"}) {
		t.Errorf("after a window has shut: %v", got)
	}
}

func namesOf(chats []domain.Chat) []string {
	out := make([]string, len(chats))
	for i, c := range chats {
		out[i] = c.Contact.Name
	}
	return out
}
