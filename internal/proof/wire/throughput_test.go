//go:build proof && linux

package wire_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
)

// contender is one of the two servers that are measured against each other.
type contender struct {
	name, addr string
	pid        int
	// taken is the processor time until the last 200, whole that until nothing
	// was left to be done.
	taken, whole time.Duration
	done         int
	turns        []turn
}

func (c *contender) run(t *testing.T, clients int, mail []letter) {
	t.Helper()
	before := settle(t, c.pid)
	r := load(t, c.addr, clients, mail)
	c.taken += spent(t, c.pid) - before
	c.whole += settle(t, c.pid) - before
	c.done += r.done
	c.turns = append(c.turns, r)
}

// line is what is told of a contender: each figure the median of the rounds.
func (c *contender) line(clients int) string {
	of := func(f func(turn) float64) float64 {
		var all []float64
		for _, r := range c.turns {
			all = append(all, f(r))
		}
		return median(all)
	}
	ms := func(part float64) float64 {
		return of(func(r turn) float64 { return float64(r.at(part).Microseconds()) / 1000 })
	}
	each := func(d time.Duration) int64 { return d.Microseconds() / int64(max(c.done, 1)) }
	return fmt.Sprintf("%-5s %2d clients: %6.0f/s, p50 %5.2f ms, p99 %5.2f ms, %3d µs of processor each until the 200, %3d µs in all",
		c.name, clients, of(turn.rate), ms(0.5), ms(0.99), each(c.taken), each(c.whole))
}

// TestThroughput posts the same webhooks to the relay as it is shipped and to
// the bare server, in turns, so that both get the same share of a busy machine.
// What the relay does after it has answered is counted as its processor time.
// The goal is four fifths of the bare limit; other work on the machine moves the
// figure by more than a fifth, so the test fails only where no noise leads.
func TestThroughput(t *testing.T) {
	meta := rig.Meta(t, fakewa.Options{})
	home := rig.NewHome(t, meta.Base())
	r := home.StartRelay(t)
	addr, pid := startBare(t, home)
	rounds := 9 // many short ones: what else the machine does comes in bursts
	if rig.Long() {
		rounds = 45
	}
	for _, clients := range []int{1, 16, 64} {
		n := rig.Times(map[int]int{1: 300, 16: 1500, 64: 3000}[clients], 6000)
		bare := &contender{name: "bare", addr: addr, pid: pid}
		relay := &contender{name: "relay", addr: home.Hook, pid: r.Cmd.Process.Pid}
		var ratios []float64
		for i := range rounds {
			mail := letters(fmt.Sprint(clients, ".", i), n, time.Now())
			first, second := bare, relay
			if i%2 == 1 {
				first, second = relay, bare
			}
			first.run(t, clients, mail)
			second.run(t, clients, mail)
			ratios = append(ratios, relay.turns[i].rate()/bare.turns[i].rate())
		}
		t.Log("proof:", bare.line(clients))
		t.Log("proof:", relay.line(clients))
		if r := median(ratios); clients == 64 && (r < 0.5 || relay.taken > bare.taken*5/2) {
			t.Errorf("%.0f %% of the bare limit, with %v of processor time for %v", 100*r, relay.taken, bare.taken)
		}
		t.Logf("proof: %2d clients: the relay reaches %.0f %% of the bare limit", clients, 100*median(ratios))
	}
}

func median(all []float64) float64 {
	s := slices.Sorted(slices.Values(all))
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}
