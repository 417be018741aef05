// Package text proves that nothing a stranger writes reaches the terminal raw.
//
// The promise: what [sprechstunde/internal/termtext] lets out holds only what
// its allow-list names, each helper in its place; a second pass changes nothing;
// no text is wider than two cells a code point; texts put side by side make no
// escape sequence and keep to their own cells. The same gate, pointed outwards,
// puts nothing in what the adviser did not write.
//
// It is put to the proof with every code point there is in eight places, with
// every string of up to three bytes, and with random mutations of the texts that
// have done harm to other programs. The judge is this package: its allow-list is
// written in terms of Unicode's properties and knows none of the gate's tables.
package text
