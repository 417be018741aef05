package relay_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/relay"
	"sprechstunde/internal/safego"
)

const waitLong = 30 * time.Second

// disk is a store of groups that can be stopped in the middle of a write.
type disk struct {
	mu     sync.Mutex
	groups []int
	gate   chan error
}

func (d *disk) store(bodies [][]byte) error {
	d.mu.Lock()
	d.groups = append(d.groups, len(bodies))
	d.mu.Unlock()
	return <-d.gate
}

func submit(t *testing.T, c relay.Committer, body string, errs chan<- error) {
	t.Helper()
	safego.Go("submit", func(err error) { t.Error(err) }, func() { errs <- c.Submit([]byte(body)) })
}

func TestCommitterSharesCommits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := &disk{gate: make(chan error)}
		c := relay.NewCommitter(d.store)
		done := safego.Go("committer", func(err error) { t.Error(err) }, c.Run)
		errs := make(chan error, 51)
		submit(t, c, "first", errs)
		synctest.Wait() // the first is being written, alone and without waiting for company
		for i := range 50 {
			submit(t, c, fmt.Sprint(i), errs)
		}
		synctest.Wait()
		if len(errs) != 0 {
			t.Fatal("somebody was answered before the disk was done")
		}
		d.gate <- nil
		d.gate <- errors.New("disk full")
		good := 0
		for range 51 {
			if <-errs == nil {
				good++
			}
		}
		if good != 1 || len(d.groups) != 2 || d.groups[0] != 1 || d.groups[1] != 50 {
			t.Errorf("%d stored in groups of %v; want 1 and a failed group of 50", good, d.groups)
		}
		c.Close()
		<-done
		if c.Submit([]byte("late")) == nil {
			t.Error("a closed committer took a webhook in")
		}
	})
}

func TestCommitterBoundsGroups(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := &disk{gate: make(chan error)}
		c := relay.NewCommitter(d.store)
		done := safego.Go("committer", func(err error) { t.Error(err) }, c.Run)
		errs := make(chan error, 20)
		big := strings.Repeat("x", 3<<20)
		submit(t, c, "first", errs)
		synctest.Wait()
		for range 12 { // 36 MiB, more than two groups hold
			submit(t, c, big, errs)
		}
		synctest.Wait()
		c.Close() // the relay goes down in the middle
		close(d.gate)
		<-done
		sum, stored := 0, 0
		for _, n := range d.groups {
			if sum += n; n*len(big) > 16<<20 {
				t.Errorf("a group of %d big webhooks", n)
			}
		}
		for range 13 {
			if <-errs == nil {
				stored++
			}
		}
		if stored != sum {
			t.Errorf("%d were told to be stored, %d were", stored, sum)
		}
	})
}

func TestCommitterSurvivesPanic(t *testing.T) {
	t.Parallel()
	first := true
	c := relay.NewCommitter(func([][]byte) error {
		if first {
			first = false
			panic("broken")
		}
		return nil
	})
	done := safego.Go("committer", func(err error) { t.Error(err) }, c.Run)
	if c.Submit([]byte("a")) == nil {
		t.Error("a webhook whose commit panicked was acknowledged")
	}
	if err := c.Submit([]byte("b")); err != nil {
		t.Error(err)
	}
	c.Close()
	<-done
}

func TestWebhooksShareTransactions(t *testing.T) {
	t.Parallel()
	const n = 60
	o := options(t)
	arrived := make(chan struct{}, n)
	o.AppSecrets = func() []string { arrived <- struct{}{}; return []string{secret} }
	r := start(t, o)
	release := r.HoldWriter()
	var tasks []<-chan struct{}
	for i := range n {
		tasks = append(tasks, safego.Go("post", func(err error) { t.Error(err) }, func() {
			if got := deliverSigned(t, r, fmt.Sprintf(`{"n":%d}`, i)); got != 200 {
				t.Errorf("status %d", got)
			}
		}))
	}
	for range n {
		<-arrived
	}
	release()
	for _, done := range tasks {
		<-done
	}
	if got := r.Transactions(); got > n/2 {
		t.Errorf("%d transactions for %d webhooks at once", got, n)
	}
	if got := len(events(t, client(t, r))); got != n {
		t.Fatalf("%d events, want %d", got, n)
	}
}

func BenchmarkWebhooks(b *testing.B) {
	for _, conns := range []int{1, 16, 64} {
		b.Run(fmt.Sprintf("conns=%d", conns), func(b *testing.B) {
			r := start(b, options(b))
			work := make(chan struct{})
			var tasks []<-chan struct{}
			b.ResetTimer()
			for range conns {
				tasks = append(tasks, safego.Go("post", func(err error) { b.Error(err) }, func() {
					for range work {
						if got := deliverSigned(b, r, escaped); got != 200 {
							b.Errorf("status %d", got)
						}
					}
				}))
			}
			for range b.N {
				work <- struct{}{}
			}
			close(work)
			for _, done := range tasks {
				<-done
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "req/s")
			b.ReportMetric(float64(b.N)/float64(max(r.Transactions(), 1)), "webhooks/commit")
		})
	}
}
