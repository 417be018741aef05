package domain

import "time"

// FileState says where the bytes of a file are.
type FileState string

// The states of a file, in the order in which they follow each other.
const (
	FileExpected FileState = ""        // a message names it; the relay is fetching it
	FileFetched  FileState = "fetched" // the relay has it, the desk does not yet
	FileHere     FileState = "here"    // in the desk's media folder
	FileLost     FileState = "lost"    // it cannot be had any more; LossReason says why
)

// LossReason says why a file cannot be had.
type LossReason string

// The reasons.
const (
	LossNone     LossReason = ""
	LossExpired  LossReason = "expired"   // Meta no longer knows the id: it is dead after 7 days
	LossRefused  LossReason = "refused"   // Meta does not give it to us
	LossTooLarge LossReason = "too_large" // larger than WhatsApp allows
	LossSum      LossReason = "sum"       // what came was never what its checksum says
	LossEmpty    LossReason = "empty"     // 0 bytes
	LossHost     LossReason = "host"      // its address is none of Meta's, so nothing was asked there
	LossNoID     LossReason = "no_id"     // the message came without anything to fetch (error 131052)
	LossDamaged  LossReason = "damaged"   // the disk has changed it since
	LossHandedOn LossReason = "handed_on" // the relay gave it to an earlier desk and has forgotten it
	LossLeftOut  LossReason = "left_out"  // the file it was imported from does not have it
)

// MediaNews is what the relay tells of a file that came with a message.
type MediaNews struct {
	ID     string     `json:"id"`    // Meta's, as in Media.ID
	State  FileState  `json:"state"` // fetched or lost
	Reason LossReason `json:"reason,omitempty"`
	MIME   string     `json:"mime,omitempty"`   // as Meta says it; never believed
	SHA256 string     `json:"sha256,omitempty"` // lower-case hex, of the bytes the relay has
	Size   int64      `json:"size,omitempty"`   // bytes
	At     time.Time  `json:"at"`
}

// FileType is what a file is by its content. What it is called and what its
// sender or Meta say about it never count.
type FileType string

// The types that are told apart. Everything else is FileOther.
const (
	FileOther   FileType = "other"
	FilePDF     FileType = "pdf"
	FileJPEG    FileType = "jpeg"
	FilePNG     FileType = "png"
	FileGIF     FileType = "gif"
	FileWebP    FileType = "webp"
	FileMP4     FileType = "mp4"
	File3GP     FileType = "3gp"
	FileOGG     FileType = "ogg" // sound in Ogg; what WhatsApp records is Opus in it
	FileMP3     FileType = "mp3"
	FileM4A     FileType = "m4a"
	FileAAC     FileType = "aac"
	FileAMR     FileType = "amr"
	FileText    FileType = "text"
	FileOffice  FileType = "office"  // Word, Excel, PowerPoint, OpenDocument: may carry macros
	FileArchive FileType = "archive" // never unpacked
	FileHTML    FileType = "html"
	FileSVG     FileType = "svg"
	FileProgram FileType = "program" // ELF, PE, Mach-O, scripts, .desktop
)

// File is what the desk knows of one file of a chat.
type File struct {
	Key        string // Meta's id of a received file; our own id of one that was sent from here
	State      FileState
	Reason     LossReason
	Type       FileType    // once it is here
	Mismatch   bool        // what it is called or said to be is not what it is: saved only, under a neutral ending
	Size       int64       // bytes
	SHA256     string      // lower-case hex
	Stored     string      // its name in the media folder: our own random id
	Transcript *Transcript // of a recording, if one was made
}

// Transcript is what a program on this machine took a recording to say.
type Transcript struct {
	Text   string // untrusted, and often wrong
	Failed bool
	At     time.Time
}

// Attachment is a file the adviser sends along. It lies in the media folder
// from the moment it is attached, so that changing or removing the original
// later changes nothing.
type Attachment struct {
	Stored  string `json:"stored"` // its name in the media folder
	Name    string `json:"name"`   // what the person sees it is called
	Kind    Kind   `json:"kind"`   // image, video, audio, voice, document
	MIME    string `json:"mime"`
	Size    int64  `json:"size"`              // bytes
	Seconds int    `json:"seconds,omitempty"` // voice: its length
	From    string `json:"from,omitempty"`    // key of the prepared answer it came with

	Type   FileType `json:"type,omitempty"`
	SHA256 string   `json:"sha256,omitempty"` // lower-case hex
}

// Picture is an image small enough for a terminal: each cell has an upper and a
// lower half of one colour each.
type Picture struct {
	Cells         [][]Cell // rows from the top, all of one length
	Width, Height int      // of the image itself, in pixels
}

// Cell is one character of a Picture; colours are 0xRRGGBB.
type Cell struct{ Upper, Lower uint32 }
