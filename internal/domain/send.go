package domain

import "time"

// MaxTextLen is the number of characters a text message may have (Meta, "Text
// messages"; captions have MaxCaptionLen).
const (
	MaxTextLen    = 4096
	MaxCaptionLen = 1024
)

// SendKind is what is to be sent.
type SendKind string

// The kinds of sends.
const (
	SendText     SendKind = "text"
	SendTemplate SendKind = "template"
	SendMedia    SendKind = "media"
	SendPlace    SendKind = "place"
	SendCards    SendKind = "cards"
	SendReaction SendKind = "reaction"
	SendReceipt  SendKind = "receipt" // marks WAMID and everything before it as read
)

// Send is an order to the relay. Its UUID is made once, when the adviser
// presses send, and is the only thing that ties attempts, statuses and the
// message in the chat together.
type Send struct {
	UUID      string    `json:"uuid"`
	To        Address   `json:"to"`
	Kind      SendKind  `json:"kind"`
	Text      string    `json:"text,omitempty"`     // body, caption, or emoji of a reaction ("" removes it)
	Preview   bool      `json:"preview,omitempty"`  // link preview
	ReplyTo   string    `json:"reply_to,omitempty"` // wamid to quote, or to react to
	Read      string    `json:"read,omitempty"`     // wamid that is marked read when this leaves
	Typing    bool      `json:"typing,omitempty"`   // receipts only: show "typing", which implies read
	Template  *Template `json:"template,omitempty"`
	Media     *SendFile `json:"media,omitempty"`
	Place     *Place    `json:"place,omitempty"`
	Cards     []Card    `json:"cards,omitempty"`
	NotBefore time.Time `json:"not_before,omitzero"` // end of the hold, or a chosen time; zero: at once

	// The conditions of a send that waits longer than a hold. The relay keeps
	// them also while the desk is closed, and returns the send when one fails.
	Announce *Announce `json:"announce,omitempty"`       // a parked reply: this goes out first, the text when its button is tapped
	Alone    bool      `json:"unless_inbound,omitempty"` // not if the person writes before it leaves
	Seen     string    `json:"seen,omitempty"`           // newest wamid of the person that she had before her; with Alone or Announce
	NotAfter time.Time `json:"not_after,omitzero"`       // not later than this: the text would read wrong
	Expires  time.Time `json:"expires,omitzero"`         // parked: until when it waits
}

// SendFile is a file that is sent by the id Meta gave it. What only the desk
// needs is not told to the relay, see Bare.
type SendFile struct {
	ID       string `json:"id,omitempty"` // Meta's, "" until it was uploaded
	Kind     Kind   `json:"kind"`         // image, video, audio, voice, document, sticker
	Filename string `json:"filename,omitempty"`

	Stored  string `json:"stored,omitempty"` // its name in the media folder
	MIME    string `json:"mime,omitempty"`
	Size    int64  `json:"size,omitempty"`
	Seconds int    `json:"seconds,omitempty"`

	Type   FileType `json:"type,omitempty"`
	SHA256 string   `json:"sha256,omitempty"`
	From   string   `json:"from,omitempty"` // key of the prepared answer it came with
}

// Attachment is the file as it was attached.
func (f SendFile) Attachment() Attachment {
	return Attachment{
		Stored: f.Stored, Name: f.Filename, Kind: f.Kind, MIME: f.MIME, Size: f.Size, Seconds: f.Seconds,
		Type: f.Type, SHA256: f.SHA256, From: f.From,
	}
}

// Bare is a send as the relay is told it.
func (s Send) Bare() Send {
	if s.Media != nil {
		s.Media = &SendFile{ID: s.Media.ID, Kind: s.Media.Kind, Filename: s.Media.Filename}
	}
	return s
}

// Uploads reports that a file has to be uploaded before the relay can be told.
func (s Send) Uploads() bool { return s.Media != nil && s.Media.ID == "" && s.Media.Stored != "" }

// TakeBack is the answer to withdrawing a send.
type TakeBack string

// The answers.
const (
	TakenBack    TakeBack = "taken_back" // in time: it will surely not leave
	TooLate      TakeBack = "too_late"   // it has left, or may have
	TakeBackOpen TakeBack = "open"       // the relay could not be asked yet
)

// Reply is what the adviser has written, with the recipient as it was when she
// began to write. Sending is refused if the chat belongs to somebody else by
// then.
type Reply struct {
	ChatID  int64
	To      Address
	Text    string
	ReplyTo string   // wamid to quote, "" for none
	Now     bool     // skip the hold
	Taken   Taken    // prepared answers it was made from
	Copied  []string // names of people out of whose chats text was copied into it
	Despite []Light  // red lights that were seen and shall not stop it
	Seen    int64    // Position.Seq of the newest message she had before her; 0: everything
	Rest    string   // what is left of a text that was split, for the message after this one

	At       time.Time // send at this time; zero: after the hold
	Park     bool      // the reply window is shut: announce it, and send it when the person asks for it
	Template *Template // send this in place of a text

	Files []Attachment // sent with the text, one message each; see Parts
	Place *Place       // send this in place of a text
	Cards []Card       // likewise
}

// Handover is a send the relay has not confirmed yet, or whose withdrawal it
// has not confirmed yet.
type Handover struct {
	Send     Send
	TakeBack bool
	Rests    bool // the person's data rest since it was queued
	Card     bool // it is the crisis card, which waits for nothing
}
