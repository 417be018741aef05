// Package arch has no code. Its tests hold the whole repository to the rules
// that no compiler and no linter knows: which room may enter which, where
// goroutines start, how long a file may get, what the binary does before main.
package arch
