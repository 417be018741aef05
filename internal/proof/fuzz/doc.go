// Package fuzz looks for inputs that break whatever reads what others write.
//
// The promise: no webhook, header, text, file, query, setting or call makes a
// part of the program panic, or break what its fuzz target says is always true.
// Go's own fuzzer searches for one that does, led by the lines it reaches. In
// the short form it does so with the targets named here, 20 seconds each; at
// night with every target of the repository, ten minutes each.
//
// What must hold for whatever is drawn is tried with new draws as well, a thousand
// of each or ten thousand.
//
// What the fuzzer finds stays in testdata/fuzz of the target's package and is a
// case of every later test run.
package fuzz
