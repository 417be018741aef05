// Package waexport reads the files that WhatsApp's "Export chat" writes: a text
// with one line for each message, alone or in a zip beside the files.
//
// The form was never described by anybody. It differs between Android and iOS,
// between languages and between years, it knows no time zone, and nothing in it
// is escaped. What can be told only from the whole file (is 3/4 in March or in
// April, where does a name with a colon end) is told from the whole file; what
// cannot be told at all is asked.
package waexport
