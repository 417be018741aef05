// Package media is about the files that come with messages: CVs, pictures, voice
// notes. Meta knows them for 7 days; the desk may be closed for longer.
//
// It is promised that the relay fetches every file as soon as its message is
// stored, that what it hands over are the bytes that were sent or else a loss
// with its reason, that the token goes to nobody but Meta, that nothing is
// written outside one folder and no file over another, and that neither a full
// disk nor kill -9 changes any of this.
//
// Broken by: addresses that are too old, other bytes than promised, bodies
// without an end or without a byte, pages in their place, hosts that are not
// Meta's, named or redirected to, connections that are cut, slow or refused, a
// disk without room, kills between any two steps.
//
// Who counts: the pretend Meta, which has every byte it sent; a foreign host,
// which counts who calls; the folder, read from outside; and the log of the
// relay's private API.
package media
