//go:build proof

package hostile

import "math/rand/v2"

// Mutator makes texts out of the pieces, in a buffer of its own. It belongs to
// one goroutine.
type Mutator struct {
	luck *rand.Rand
	dice uint64
	left int
	buf  [longest]byte
	n    int
}

// New is a mutator that draws from luck.
func New(luck *rand.Rand) *Mutator { return &Mutator{luck: luck} }

// longest is enough for a sequence, a name and a cluster in a row.
const longest = 64

// Below is a number below limit, which is small; one draw is good for four.
func (m *Mutator) Below(limit int) int {
	if m.left == 0 {
		m.dice, m.left = m.luck.Uint64(), 4
	}
	v := int(m.dice & 0xFFFF)
	m.dice >>= 16
	m.left--
	return v * limit >> 16
}

// Next is a text of one to three pieces with up to three changes. It need not be
// UTF-8.
func (m *Mutator) Next() string {
	m.n = 0
	for range 1 + m.Below(3) {
		m.insert(m.n, m.Piece())
	}
	for range m.Below(4) {
		m.change()
	}
	return string(m.buf[:m.n])
}

// Piece is one of the pieces as it is.
func (m *Mutator) Piece() string { return pieces[m.Below(len(pieces))] }

func (m *Mutator) change() {
	at := m.Below(m.n + 1)
	switch m.Below(8) {
	case 0, 1, 2:
		m.insert(at, m.Piece())
	case 3:
		m.insert(at, string(rune(m.Below(0x10000)))) // any code point, often alone
	case 4:
		m.insert(at, string(rune(0x1F000+m.Below(0x1000))))
	case 5: // a byte becomes another one
		if at < m.n {
			m.buf[at] ^= 1 << m.Below(8)
		}
	case 6: // something is torn out
		end := min(m.n, at+1+m.Below(4))
		m.n = at + copy(m.buf[at:], m.buf[end:m.n])
	case 7: // something is said twice
		end := min(m.n, at+1+m.Below(12))
		var said [12]byte
		m.insert(at, string(said[:copy(said[:], m.buf[at:end])]))
	}
}

// insert makes room at a place; what does not fit falls off the end.
func (m *Mutator) insert(at int, piece string) {
	end := min(longest, at+len(piece))
	m.n = max(end, min(longest, m.n+len(piece)))
	if end < m.n {
		copy(m.buf[end:m.n], m.buf[at:])
	}
	copy(m.buf[at:end], piece)
}
