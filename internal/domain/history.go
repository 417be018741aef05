package domain

import "time"

// HistoryKind says what a history was read from.
type HistoryKind string

// The kinds.
const (
	HistoryWhatsApp HistoryKind = "whatsapp" // a file of WhatsApp's "Export chat"
	HistoryPeople   HistoryKind = "people"   // a table of contacts
)

// SystemListed is the type of the system note that stands for a person who was
// taken over from a table and never wrote.
const SystemListed = "listed"

// History is what somebody has said elsewhere, to be taken into a chat. It asks
// for no answer, opens no reply window and rings nothing.
type History struct {
	Kind     HistoryKind
	ChatID   int64  // whose it is; 0: of somebody who is new here
	Phone    string // of somebody new, "" if it is not known
	Name     string // of somebody new
	Key      string // of somebody new without a number: a fresh uuid
	Into     int64  // the import it belongs to; 0: one of its own
	Messages []Past // oldest first
}

// Past is one message of a history. Message has its direction, kind, content,
// moment, and whether it was changed or deleted.
type Past struct {
	Message

	ID     string // a fresh uuid
	Place  int    // in its file, for messages of the same moment
	Beside string // name of its file beside the history, "" if there is none
	File   *File  // of Content.Media: kept in the media folder, or lost and why
}

// Compared says what of a history is new in its chat.
type Compared struct {
	Fresh []int // which messages
	Known int   // how many are there already
	// Files are of those that are known, have a file in the history, and none here.
	Files int
}

// Import is a history that was taken in.
type Import struct {
	ID       int64
	Kind     HistoryKind
	At       time.Time
	Chats    []int64 // that have messages of it, each once
	Messages int
	Files    int       // of them with a file that is here
	From, To time.Time // of its messages
	Alone    int       // persons who are here by it only
}
