// Package export writes one chat as one readable file, so that it can be
// handed to a colleague: who, when, every message, and how far ours came.
//
// Names, messages and file names come from strangers. In both formats they
// keep their words and lose their power: they cannot become markup, another
// message, or something that a terminal or an editor obeys.
package export
