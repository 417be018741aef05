package relay_test

import (
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/relay"
	"sprechstunde/internal/safego"
)

// Whoever waits for a 200 goes first. The thinker waits for a lull, but not for
// ever, and not while somebody waits for what it will find.
func TestThinkerGivesWay(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		flood, want time.Duration // how long webhooks come, how long it waits
		called      time.Duration // when somebody wants it; 0: nobody does
		step        int
	}{
		"nothing came":      {0, 0, 0, relay.ThinkStep},
		"a short flood":     {12 * time.Millisecond, 2 * relay.Lull, 0, relay.ThinkStep},
		"an endless flood":  {time.Hour, relay.Lulls * relay.Lull, 0, relay.FloodStep},
		"somebody wants it": {time.Hour, 7 * time.Millisecond, 7 * time.Millisecond, relay.ThinkStep},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				began := time.Now()
				giveWay, want := relay.GiveWay(t.Context(), func() int64 {
					return int64((min(time.Since(began), tc.flood) + time.Millisecond - 1) / time.Millisecond)
				})
				if tc.flood > 0 {
					<-time.After(time.Millisecond) // the first has come
				}
				if tc.called > 0 {
					timer := time.AfterFunc(tc.called, want)
					defer timer.Stop()
				}
				at := time.Now()
				var step int
				<-safego.Go("thinker", func(err error) { t.Error(err) }, func() { step = giveWay() })
				if waited := time.Since(at); waited != tc.want || step != tc.step {
					t.Errorf("waited %v for a step of %d, want %v and %d", waited, step, tc.want, tc.step)
				}
			})
		})
	}
}
