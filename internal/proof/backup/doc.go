// Package backup makes backups while messages come, are taken in and are noted
// about, restores every one of them, and holds what came out against what was
// posted; then it breaks backups and disks in every way it knows.
//
// It is promised that a backup holds exactly what the desk had at one moment:
// every message up to its cursor once, none beyond, everything the adviser had
// noted before it began, every file with its bytes, no secret. And that a
// damaged or cut backup, a wrong key, a full disk and a home that is not empty
// are refused in one sentence, with nothing changed; after a kill in the middle
// the same command works.
//
// What was posted and the raw files count, never what the program says.
package backup
