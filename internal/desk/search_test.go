package desk_test

import (
	"testing"
	"time"

	"sprechstunde/internal/desk"
)

// TestSearchKnowsTheZone looks for a message by the day it came on for the
// adviser, which is another one than in UTC.
func TestSearchKnowsTheZone(t *testing.T) {
	t.Parallel()
	far := time.FixedZone("far", 18*3600)
	came := morning.Add(-time.Hour)
	if came.In(far).Day() == came.UTC().Day() {
		t.Fatal("the zone makes no difference")
	}
	s := newStageWith(t, nil, desk.Pen{Zone: far})
	s.chat()
	for typed, want := range map[string]int{
		"hallo seit:" + came.In(far).Format(time.DateOnly): 1,
		"hallo vor:" + came.In(far).Format(time.DateOnly):  0,
		"hallo": 1, "hallo von:luca": 1, "hallo an:luca": 0,
	} {
		got, err := s.Search(t.Context(), typed, 10)
		if err != nil || len(got.Hits) != want {
			t.Errorf("%s: %d hits, %v", typed, len(got.Hits), err)
		}
	}
	if err := s.FillIndex(t.Context(), func(int) { t.Error("there is nothing to fill") }); err != nil {
		t.Error(err)
	}
}
