package waexport

import (
	"time"

	"sprechstunde/internal/domain"
)

// Dates says in which order day, month and year stand.
type Dates string

// The orders. DatesUnknown is for a file that fits both of the first two.
const (
	DatesUnknown Dates = ""
	DatesDMY     Dates = "dmy"
	DatesMDY     Dates = "mdy"
	DatesYMD     Dates = "ymd"
)

// Options say what the file does not.
type Options struct {
	Zone  *time.Location // of the telephone; nil: UTC
	Dates Dates          // DatesUnknown: as the file says
	// Names are those of people who are thought to be in the file. They help where
	// a name has a colon in it.
	Names []string
	// Only, if not empty, are all who write in the file: what looks like a message
	// of anybody else is text.
	Only []string
}

// Message is one entry of a file.
type Message struct {
	Line    int       // in the file, from 1
	At      time.Time // to the second, or to the minute where the file has no seconds
	Author  string    // "" for a line of WhatsApp's own
	Kind    domain.Kind
	Content domain.Content
	File    string // the file that came with it, as the text calls it; "": none, or left out
	Left    bool   // it had a file, and the export left it out
	Edited  bool
	Deleted bool
}

// Author is somebody who wrote in a file.
type Author struct {
	Name     string
	Messages int
}

// Chat is what a file says.
type Chat struct {
	Messages []Message
	Authors  []Author // the one who wrote most first
	Dates    Dates    // DatesUnknown: both orders fit, and Options said nothing
	Seconds  bool     // the file has seconds
	// Odd counts lines that look like the beginning of a message and were taken
	// for the text of another one, because they stand out of their time.
	Odd int
}
