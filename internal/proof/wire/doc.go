// Package wire puts the two doors of the relay to the proof: the one that
// strangers on the internet reach, and the one that wants a token.
//
// Forgeries: whatever is changed about a webhook that Meta has signed, it is
// neither accepted nor stored. Crowds: however many clients send headers,
// bodies or garbage drop by drop, honest webhooks are answered quickly, and the
// process stays as small as it was. Speed: the relay takes in at least four
// fifths of what a bare server on the same disk commits in the same run.
//
// What was accepted is counted by the poster, what was stored is read from
// relay.db by another process, memory and descriptors are what the kernel says
// of the relay's process. Nobody asks the relay.
package wire
