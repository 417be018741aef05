package relay_test

import (
	"context"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
)

// A desk may wait for news for a minute, as is documented, and gets an answer then.
func TestALongPollLastsAsLongAsItMay(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		for _, wait := range []time.Duration{25 * time.Second, 45 * time.Second, time.Minute} {
			begin := time.Now()
			p, err := d.Events(context.Background(), domain.Cursor{}, relay.MaxLimit, wait)
			if took := time.Since(begin); err != nil || len(p.Events) != 0 || took != wait {
				t.Errorf("after %v of %v: %v", took, wait, err)
			}
		}
	})
}

// To look through all that is stored takes its time on a slow disk. The desk waits for
// minutes, and whoever is to be erased is erased by then.
func TestErasingMayTakeItsTime(t *testing.T) {
	t.Parallel()
	for _, takes := range []time.Duration{20 * time.Second, 40 * time.Second, 4 * time.Minute} {
		t.Run(takes.String(), func(t *testing.T) {
			t.Parallel()
			edit := func(o *relay.Options) {
				o.ForgetLog = func([]string) (int, error) { <-time.After(takes); return 0, nil }
			}
			inBubbleOf(t, edit, func(d *desk, _ relay.Options) {
				key := []byte("the desk's")
				f := domain.Forget{Key: key, Lines: []domain.Erased{line(key, "+49155590001", time.Now(), time.Now())}}
				if _, err := d.Forget(context.Background(), f); err != nil {
					t.Error(err)
				}
			})
		})
	}
}
