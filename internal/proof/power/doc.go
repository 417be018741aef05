// Package power pulls the plug. Relay and desk work on a real ext4 file system
// in an image; at a random moment the file system is shut down without writing
// its journal, as a power cut does, and mounted again.
//
// Promised: every webhook that got a 200 before the cut, every draft that was
// saved and every send that was handed over is there, both databases are sound,
// and both halves start again on them. Counted from outside: by who posted the
// webhooks, by the pretend Meta, and by reading the databases with SQLite.
//
// What the kernel still wrote by itself between the last flush and the cut is
// left to it; a disk that lies about flushing is out of reach.
package power
