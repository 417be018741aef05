//go:build proof

package text_test

import (
	"math/rand/v2"
	"os"
	"runtime/debug"
	"strconv"
	"testing"

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
			h := hunt{mutator: mutator{luck: rig.Luck(t)}}
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
	mutator
	beside termtext.Safe
	done   int
}

func (h *hunt) step() string {
	raw := h.next()
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

// mutator makes texts in a buffer of its own.
type mutator struct {
	luck *rand.Rand
	dice uint64
	left int
	buf  [longest]byte
	n    int
}

// longest is enough for a sequence, a name and a cluster in a row.
const longest = 64

// below is a number below limit, which is small; one draw is good for four.
func (m *mutator) below(limit int) int {
	if m.left == 0 {
		m.dice, m.left = m.luck.Uint64(), 4
	}
	v := int(m.dice & 0xFFFF)
	m.dice >>= 16
	m.left--
	return v * limit >> 16
}

// next is one to three pieces with up to three changes.
func (m *mutator) next() string {
	m.n = 0
	for range 1 + m.below(3) {
		m.insert(m.n, pieces[m.below(len(pieces))])
	}
	for range m.below(4) {
		m.change()
	}
	return string(m.buf[:m.n])
}

func (m *mutator) change() {
	at := m.below(m.n + 1)
	switch m.below(8) {
	case 0, 1, 2:
		m.insert(at, pieces[m.below(len(pieces))])
	case 3:
		m.insert(at, string(rune(m.below(0x10000)))) // any code point, often alone
	case 4:
		m.insert(at, string(rune(0x1F000+m.below(0x1000))))
	case 5: // a byte becomes another one
		if at < m.n {
			m.buf[at] ^= 1 << m.below(8)
		}
	case 6: // something is torn out
		end := min(m.n, at+1+m.below(4))
		m.n = at + copy(m.buf[at:], m.buf[end:m.n])
	case 7: // something is said twice
		end := min(m.n, at+1+m.below(12))
		var said [12]byte
		m.insert(at, string(said[:copy(said[:], m.buf[at:end])]))
	}
}

// insert makes room at a place; what does not fit falls off the end.
func (m *mutator) insert(at int, piece string) {
	end := min(longest, at+len(piece))
	m.n = max(end, min(longest, m.n+len(piece)))
	if end < m.n {
		copy(m.buf[end:m.n], m.buf[at:])
	}
	copy(m.buf[at:end], piece)
}
