//go:build proof

package rig

import (
	"flag"
	"math/rand/v2"
	"testing"
	"time"
)

var (
	long  = flag.Bool("long", false, "the form for a night instead of the short one")
	seed  = flag.Uint64("seed", 0, "of everything left to chance; 0 draws one")
	times = flag.Int("times", 0, "how often, instead of the suite's own number")
)

// Long reports whether the night's form was asked for.
func Long() bool { return *long }

// Times is how often a suite does its work: short or, with -long, night; -times
// overrules both.
func Times(short, night int) int {
	switch {
	case *times > 0:
		return *times
	case *long:
		return night
	}
	return short
}

// Asked reports whether -times was given: the suite is then being developed, or
// sabotaged, and should do its work in small.
func Asked() bool { return *times > 0 }

// Seed is that of this run, the same for all tests of a package. A failed test
// says how to repeat it.
func Seed(tb testing.TB) uint64 {
	tb.Helper()
	if *seed == 0 {
		*seed = uint64(time.Now().UnixNano())>>10 | 1
	}
	tb.Cleanup(func() {
		if tb.Failed() {
			tb.Logf("repeat with -seed %d", *seed)
		}
	})
	return *seed
}

// Luck is chance that can be repeated. Each test has its own, so that they may
// run in any order. It belongs to one goroutine.
func Luck(tb testing.TB) *rand.Rand {
	tb.Helper()
	h := uint64(14695981039346656037)
	for _, b := range []byte(tb.Name()) {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return rand.New(rand.NewPCG(Seed(tb), h))
}

// Tell prints a number that stands in docs/proof.md: what was counted, and how
// many there were.
func Tell(tb testing.TB, what string, n int) {
	tb.Helper()
	tb.Logf("proof: %d %s", n, what)
}
