// Package disk takes the disk away from the program, or changes what is on it:
// full at every 4 KiB of free space, read-only, held by a second instance, a
// lock left by a kill; databases that are cut, empty, foreign, from a newer
// version, or have bits flipped.
//
// Promised: nothing that was acknowledged is lost, nothing crashes, each
// refusal is one sentence, a file that is refused is left as it is, everything
// works again when there is room, without a start by hand; and what a disk has
// changed is never shown, nor sent, as what somebody wrote.
//
// Quotas answer with EDQUOT, which package nth lets every call do. A flip that
// only moves or hides a row (in an index, in a number) is not seen while
// reading; SQLite's integrity_check finds those that break an index, which
// "sprechstunde doctor", being quick, does not run.
package disk
