package domain_test

import (
	"testing"

	"sprechstunde/internal/domain"
)

var statuses = []domain.Status{
	domain.StatusNone, domain.StatusQueued, domain.StatusSending, domain.StatusUnknown, domain.StatusAccepted,
	domain.StatusSent, domain.StatusDelivered, domain.StatusRead, domain.StatusPlayed, domain.StatusFailed, "warning",
}

func TestCombineDependsOnTheSetOnly(t *testing.T) {
	t.Parallel()
	for _, a := range statuses[:len(statuses)-1] {
		if got := domain.Combine(a, a); got != a {
			t.Errorf("Combine(%q, %q) = %q", a, a, got)
		}
		for _, b := range statuses[:len(statuses)-1] {
			if x, y := domain.Combine(a, b), domain.Combine(b, a); x != y {
				t.Errorf("Combine(%q, %q) = %q, the other way %q", a, b, x, y)
			}
			for _, c := range statuses[:len(statuses)-1] {
				x := domain.Combine(domain.Combine(a, b), c)
				y := domain.Combine(a, domain.Combine(b, c))
				if x != y {
					t.Errorf("Combine of %q, %q, %q depends on the grouping: %q, %q", a, b, c, x, y)
				}
			}
		}
	}
}

// All sequences of up to six reports end like their sorted set.
func TestAllOrdersOfReportsEndTheSame(t *testing.T) {
	t.Parallel()
	reports := []domain.Status{domain.StatusSent, domain.StatusDelivered, domain.StatusRead, domain.StatusFailed}
	want := func(seen map[domain.Status]bool) domain.Status {
		for _, s := range []domain.Status{domain.StatusRead, domain.StatusDelivered, domain.StatusFailed, domain.StatusSent} {
			if seen[s] {
				return s
			}
		}
		return domain.StatusAccepted
	}
	n := 0
	var walk func(state domain.Status, seen map[domain.Status]bool, depth int)
	walk = func(state domain.Status, seen map[domain.Status]bool, depth int) {
		if depth > 0 {
			n++
		}
		if got := want(seen); state != got {
			t.Fatalf("after %v: %q, want %q", seen, state, got)
		}
		if depth == 6 {
			return
		}
		for _, s := range reports {
			had := seen[s]
			seen[s] = true
			walk(domain.Combine(state, s), seen, depth+1)
			seen[s] = had
		}
	}
	walk(domain.StatusAccepted, map[domain.Status]bool{}, 0)
	if n != 5460 {
		t.Errorf("walked %d sequences, want 5460", n)
	}
}

func TestUnheardOfStatusChangesNothing(t *testing.T) {
	t.Parallel()
	if got := domain.Combine(domain.StatusSent, "warning"); got != domain.StatusSent {
		t.Errorf("got %q", got)
	}
}
