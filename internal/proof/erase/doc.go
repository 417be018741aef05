// Package erase erases people while the program is killed, and looks for them in
// every byte of every file afterwards.
//
// It is promised that whoever is erased is in no file of the home any more: in no
// database, log of one, folder of files, export or log, here or at the relay,
// whatever kills the program meanwhile, and also after an older copy of the desk's
// database was brought back.
//
// Who counts: the raw bytes of the files. Each person has words of chance in a
// message, in a name, in the caption of a file, in notes, drafts, calls, promises
// and an export; the others have to keep all of theirs.
package erase
