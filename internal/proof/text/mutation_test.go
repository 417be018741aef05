//go:build proof

package text_test

import (
	"math/rand/v2"
	"os"
	"runtime/debug"
	"strconv"
	"testing"

	"sprechstunde/internal/proof/hostile"
	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/termtext"
)

func TestMain(m *testing.M) {
	debug.SetGCPercent(1000) // there is little to keep and much to throw away
	os.Exit(rig.Main(m))
}

// workers share the mutations; there are two cores.
const workers = 2

// TestMutations mutates hostile texts at random. Every text passes the gate for
// the screen, twice; the outgoing gate and the count of cells see every
// sixteenth, the functions that cut and fill every sixty-fourth.
func TestMutations(t *testing.T) {
	t.Parallel()
	n := rig.Times(100_000_000, 1_000_000_000)
	for w := range workers {
		t.Run("worker"+strconv.Itoa(w+1), func(t *testing.T) {
			t.Parallel()
			luck := rig.Luck(t)
			h := hunt{texts: hostile.New(luck), luck: luck}
			for i := w; i < n; i += workers {
				if why := h.step(); why != "" {
					t.Fatal(why)
				}
			}
			rig.Tell(t, "mutations of hostile texts", h.done)
		})
	}
}

// hunt is one worker.
type hunt struct {
	texts  *hostile.Mutator
	luck   *rand.Rand
	beside termtext.Safe
	done   int
}

func (h *hunt) step() string {
	raw := h.texts.Next()
	s, why := inward(raw)
	if why == "" && h.done%16 == 0 {
		if why = outward(raw); why == "" {
			why = cells(s, h.beside)
		}
		h.beside = s
	}
	if why == "" && h.done%64 == 0 {
		why = layout(raw, s, 1+int(h.luck.Uint32()%300))
	}
	h.done++
	return why
}
