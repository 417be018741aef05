// Package tools runs programs of this machine for the desk: what opens a file,
// plays a recording, records a voice note or writes down what one says.
//
// A file of a stranger is given to them, so each is run the same careful way: by
// an argument vector and never through a shell, by the absolute path that was
// found once, with a file name of ours that is absolute and so is never taken
// for an option, with nothing to read, nothing of ours in the environment, no
// terminal, and in a session of its own that can be ended as a whole.
package tools
