package cli

import (
	"testing"
	"time"

	"sprechstunde/internal/dates"
	"sprechstunde/internal/i18n"
)

// TestOurOwnDaysAreUnderstood: what the program says of a day in a text it also
// reads there, so that the text comes back in time and no sooner. A reader must
// not take the day for the month either.
func TestOurOwnDaysAreUnderstood(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, zone)
	for _, lang := range []string{"de", "en"} {
		texts := i18n.For(lang)
		for ahead := range 300 {
			at := time.Date(2026, 11, 23+ahead, 9, 30*(ahead%2), 0, 0, zone)
			for _, words := range []string{
				slotWords(texts, at, now), momentWords(texts, &texts.Line.Answers.From, at, now), dateWords(texts, at),
			} {
				days := dates.In(words, now)
				if len(days) != 1 || days[0].Day.Format(time.DateOnly) != at.Format(time.DateOnly) {
					t.Fatalf("%q is understood as %+v, not as %s", words, days, at.Format(time.DateOnly))
				}
			}
		}
	}
}
