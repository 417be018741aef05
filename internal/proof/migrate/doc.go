// Package migrate kills the program while it brings a database of an earlier
// version to its own.
//
// It is promised that a database is then either still the old one or already the
// new one, with all its rows, that the copy made before is whole, and that the
// next start finishes the work.
//
// In testdata lies a real database of every version that was released, filled by
// the program of that version. Who counts: the files, read from outside, before
// and after.
package migrate
