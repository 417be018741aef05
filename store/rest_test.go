package store_test

import (
	"fmt"
	"testing"
)

func restingOf(f *fixture) string {
	f.t.Helper()
	list, err := f.Resting(f.t.Context())
	f.check(err)
	return fmt.Sprint(list)
}

// TestRestingNamesEveryName of the restricted: after two became one, of both, and
// of nobody once it is lifted.
func TestRestingNamesEveryName(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(
		says(person("+491", "DE.1", "Samira"), "w1", "hallo", 0), says(person("+492", "", "Luca"), "w2", "moin", 1),
		says(person("+493", "", "Nele"), "w3", "hi", 2),
	)
	if got := restingOf(f); got != "[]" {
		t.Errorf("nobody is restricted: %s", got)
	}
	f.check(f.SetRestricted(t.Context(), f.find("+492").ID, true, ""))
	if got := restingOf(f); got != "[{+492 }]" {
		t.Errorf("of Luca: %s", got)
	}
	f.merge("+492", "+491")
	if got := restingOf(f); got != "[{ DE.1} {+491 } {+492 }]" {
		t.Errorf("of both: %s", got)
	}
	f.split("+491", "phone", "+492")
	if got := restingOf(f); got != "[{+492 }]" {
		t.Errorf("after the split: %s", got)
	}
	f.check(f.SetRestricted(t.Context(), f.find("+492").ID, false, ""))
	if got := restingOf(f); got != "[]" {
		t.Errorf("lifted: %s", got)
	}
}
