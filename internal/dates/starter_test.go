package dates_test

import (
	"testing"
	"time"

	"sprechstunde/internal/dates"
	"sprechstunde/internal/prepared"
)

// TestAnswersOfTheStarterSetKeep: what most people answer with has to read right
// also when it waits for somebody over a weekend.
func TestAnswersOfTheStarterSetKeep(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 20, 17, 30, 0, 0, berlin(t))
	for _, lang := range []string{"de", "en"} {
		for _, a := range prepared.Starter(lang) {
			for _, text := range []string{a.Body, a.NextStep} {
				if until := dates.ValidUntil(text, now); !until.IsZero() {
					t.Errorf("%s %s reads right until %v only: %s", lang, a.Key, until, text)
				}
				if p, ok := dates.Pledge(text, now); ok {
					t.Errorf("%s %s promises %q", lang, a.Key, p.Words)
				}
			}
		}
	}
}
