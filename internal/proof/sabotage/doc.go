// Package sabotage shows that the proofs bite. It breaks one line of the
// program, runs the suite that guards the line, and is content only when that
// suite fails. A proof that passes without its promise proves nothing.
//
// Nothing in the tree is changed: "go build -overlay" puts a broken copy in the
// place of one file. A sabotage whose line has moved on fails by itself, so the
// list stays true.
package sabotage
