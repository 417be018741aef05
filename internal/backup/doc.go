// Package backup makes one sealed file of everything a desk has, and an empty
// home into that desk again.
//
// Inside the seal is a tar: about.json first (which form this is), then the
// configuration without its secrets and what lies beside it, a consistent copy
// of desk.db, the files of the media folder, and manifest.json last with the
// size and sum of each. A file without its manifest is cut short; nothing of it
// is used. A backup counts as good when it was opened again, everything in it
// compared, and the database in it says the same as the one it was made of.
//
// The relay's database is not in it: what waits there is still to be sent, and
// sending it once more from an older copy would send it twice. A desk that was
// restored fetches from the relay anew whatever that still has.
package backup
