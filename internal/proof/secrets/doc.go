// Package secrets looks for secrets and for people where they must not be.
//
// The program leads whole lives with an umask of 0: relay, desk on a screen,
// every command, and many ways in which things go wrong, up to a program that
// panics over a token or a message, and the dump of its goroutines. It is
// promised that afterwards no file but the configuration holds a secret, in
// whatever spelling; that nothing it printed, drew or was called with holds one;
// that no log names a person; and that all files are 0600 and all folders 0700.
//
// Who counts: the files, the bytes of the terminal, and /proc.
package secrets
