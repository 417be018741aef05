// Package nth lets the Nth call to the disk fail, for every N, as SQLite tests
// itself. A tracer of its own stands under the program and counts the calls
// that concern the home: opening, writing, flushing, truncating, linking and
// renaming, removing, mapping. One of them is answered with an input/output
// error or with a full disk, or the program is killed right before it.
//
// strace can do this too, but counts for each thread by itself; Go moves its
// work between threads, so that some calls would never be the Nth.
//
// Promised, for every N in taking webhooks in, fetching their files and taking
// them over, sending with a file and without, pulling, migrating, exporting and
// saving a draft: nothing that was acknowledged is lost, nothing reaches Meta
// twice, both databases stay sound, nothing panics, a command that fails says one
// sentence, and the next start needs no helping hand.
package nth
