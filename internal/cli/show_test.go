package cli

import (
	"slices"
	"testing"
	"time"

	"sprechstunde/internal/domain"
)

// A parked reply does not wait for its time once it is held: the person has
// asked for it.
func TestStepsSayWhatAskedForAReply(t *testing.T) {
	t.Parallel()
	app := &App{texts: german(), Clock: func() time.Time { return time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC) }}
	h := &house{app: app, zone: time.UTC}
	at := time.Date(2026, 11, 23, 9, 1, 0, 0, time.UTC)
	steps := func(states ...domain.SendState) []string {
		var m domain.Message
		for _, s := range states {
			m.Steps = append(m.Steps, domain.Step{State: s, At: at})
		}
		var words []string
		for _, line := range app.stepLines(m, h) {
			words = append(words, line.String())
		}
		return words
	}
	for _, c := range []struct{ got, want []string }{
		{steps(domain.SendParked, domain.SendHeld, domain.SendReleased), []string{"23.11. 09:01 geparkt", "23.11. 09:01 abgerufen", "23.11. 09:01 geht hinaus"}},
		{steps(domain.SendHeld, domain.SendReleased), []string{"23.11. 09:01 wartet auf seine Zeit", "23.11. 09:01 geht hinaus"}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
