// Package glass is the real program in a terminal of its own, seen as somebody
// sees it who sits before it: keys go in, a screen comes out. Tests and proofs
// use it; the program does not.
package glass
