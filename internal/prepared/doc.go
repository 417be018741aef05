// Package prepared understands prepared answers: it reads their placeholders,
// fills them for one person, puts several answers together to one message,
// checks an answer before it is kept, turns a sent message back into an answer,
// and reads and writes the files answers travel in.
//
// The placeholder language looks like Liquid, which help desks use, but is its
// own small thing: no Liquid library knows fields that are asked for, German
// words or the column of a mistake, and an unknown name must be refused when an
// answer is saved, not when it is sent. It has no loops and reaches no files.
//
// Everything here is pure: no clock, no disk, no network.
package prepared
