package domain

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// What may be sent as a file (Meta, "Media" and the page of each type of
// message, 2026). A megabyte is 2^20 bytes, as Meta counts.
const (
	megabyte = 1 << 20

	// MaxAttachment is the largest file of any kind.
	MaxAttachment = 100 * megabyte
	// PlaysAtOnce is up to which size a voice note shows the sign to play it;
	// a longer one is first to be loaded by the person.
	PlaysAtOnce = 512 << 10
	// MostFiles is how many files go with one reply.
	MostFiles = 10
)

// AttachAs is what the adviser wants a file to become.
type AttachAs string

// The wishes.
const (
	AttachBest     AttachAs = ""         // what its content asks for
	AttachDocument AttachAs = "document" // a picture that shall keep its name and every pixel
	AttachVoice    AttachAs = "voice"    // a recording that is heard like one made in the chat
)

// AttachReason says why a file cannot be sent.
type AttachReason string

// The reasons.
const (
	AttachTooLarge     AttachReason = "too_large"    // larger than WhatsApp takes
	AttachEmpty        AttachReason = "empty"        // 0 bytes
	AttachNoFile       AttachReason = "no_file"      // a folder, a device, or nothing at all
	AttachHEIC         AttachReason = "heic"         // a photo of an iPhone
	AttachPicture      AttachReason = "picture"      // GIF, WebP, SVG, TIFF …
	AttachFilm         AttachReason = "film"         // MOV, WebM, AVI …
	AttachSound        AttachReason = "sound"        // WAV, FLAC, Vorbis …
	AttachOpenDocument AttachReason = "opendocument" // LibreOffice
	AttachArchive      AttachReason = "archive"
	AttachProgram      AttachReason = "program"
	AttachPage         AttachReason = "page"      // HTML
	AttachMismatch     AttachReason = "mismatch"  // its name says something else than its content
	AttachNotVoice     AttachReason = "not_voice" // only Opus in Ogg is a voice note
	AttachOther        AttachReason = "other"
	AttachTooMany      AttachReason = "too_many"
)

// AttachReasons lists the reasons.
func AttachReasons() []AttachReason {
	return []AttachReason{
		AttachTooLarge, AttachEmpty, AttachNoFile, AttachHEIC, AttachPicture, AttachFilm, AttachSound, AttachOpenDocument, AttachArchive,
		AttachProgram, AttachPage, AttachMismatch, AttachNotVoice, AttachOther, AttachTooMany,
	}
}

// sendable is one row of the table of what WhatsApp takes.
type sendable struct {
	kind  Kind
	mime  string
	most  int64
	names []string // endings its name may have; only documents keep their name
}

var sendables = map[FileType]sendable{
	FileJPEG: {KindImage, "image/jpeg", 5 * megabyte, []string{".jpg", ".jpeg", ".jpe", ".jfif"}},
	FilePNG:  {KindImage, "image/png", 5 * megabyte, []string{".png"}},
	FileMP4:  {KindVideo, "video/mp4", 16 * megabyte, nil},
	File3GP:  {KindVideo, "video/3gpp", 16 * megabyte, nil},
	FileAAC:  {KindAudio, "audio/aac", 16 * megabyte, nil},
	FileAMR:  {KindAudio, "audio/amr", 16 * megabyte, nil},
	FileMP3:  {KindAudio, "audio/mpeg", 16 * megabyte, nil},
	FileM4A:  {KindAudio, "audio/mp4", 16 * megabyte, nil},
	FileOGG:  {KindAudio, "audio/ogg", 16 * megabyte, nil},
	FilePDF:  {KindDocument, "application/pdf", MaxAttachment, []string{".pdf"}},
	FileText: {KindDocument, "text/plain", MaxAttachment, []string{".txt", ".text", ".log", ".md", ".csv"}},
}

// offices are the documents of Microsoft Office by their ending. zip says
// whether such a file is a zip archive, as those since 2007 are.
var offices = map[string]struct {
	mime string
	zip  bool
}{
	".doc":  {"application/msword", false},
	".xls":  {"application/vnd.ms-excel", false},
	".ppt":  {"application/vnd.ms-powerpoint", false},
	".docx": {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", true},
	".xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", true},
	".pptx": {"application/vnd.openxmlformats-officedocument.presentationml.presentation", true},
}

var refusedTypes = map[FileType]AttachReason{
	FileGIF: AttachPicture, FileWebP: AttachPicture, FileSVG: AttachPicture, FileHTML: AttachPage,
	FileArchive: AttachArchive, FileProgram: AttachProgram,
}

// Sendable decides what a file becomes: its kind and MIME type, or why WhatsApp
// does not take it. The type counts that its content has; head is its
// beginning, name what it is called. It asks for no more than 512 bytes.
func Sendable(t FileType, head []byte, name string, size int64, as AttachAs) (Attachment, error) {
	if size <= 0 {
		return Attachment{}, noFile(AttachEmpty, "")
	}
	row, why := rowOf(t, head, name)
	switch {
	case why != "":
		return Attachment{}, noFile(why, "")
	case as == AttachVoice && t != FileOGG:
		return Attachment{}, noFile(AttachNotVoice, "")
	case as == AttachVoice:
		row.kind = KindVoice
	case as == AttachDocument && row.kind == KindImage:
		// Meta's table of documents does not name pictures; it takes them, and
		// if it ever refuses one, the message says so.
		row.kind = KindDocument
	}
	if row.kind == KindDocument && len(row.names) > 0 && ending(name) == "" {
		name += row.names[0] // the person's phone chooses the program by it
	}
	if row.kind == KindDocument && len(row.names) > 0 && !slices.Contains(row.names, ending(name)) {
		return Attachment{}, noFile(AttachMismatch, "")
	}
	if size > row.most {
		return Attachment{}, noFile(AttachTooLarge, row.mostWords())
	}
	return Attachment{Name: name, Kind: row.kind, MIME: row.mime, Size: size}, nil
}

// As is the attachment as something else of what its content can become.
func (a Attachment) As(as AttachAs) (Attachment, error) {
	b, err := Sendable(a.Type, nil, a.Name, a.Size, as)
	a.Kind, a.MIME = b.Kind, b.MIME
	return a, err
}

// Pictured reports whether it is a picture, which can go as one or as a document.
func (a Attachment) Pictured() bool { return sendables[a.Type].kind == KindImage }

func noFile(why AttachReason, detail string) error {
	return Fail(CodeFile, strings.TrimSpace(string(why)+" "+detail), nil)
}

// NoFile is the error of a file that cannot be sent.
func NoFile(why AttachReason) error { return noFile(why, "") }

func (s sendable) mostWords() string {
	for _, n := range []int64{5, 16, 100} {
		if s.most == n*megabyte {
			return map[int64]string{5: "5 MB", 16: "16 MB", 100: "100 MB"}[n]
		}
	}
	return ""
}

func rowOf(t FileType, head []byte, name string) (sendable, AttachReason) {
	if row, ok := sendables[t]; ok {
		if t == FileOGG && !opus(head) {
			return row, AttachSound
		}
		return row, ""
	}
	if t == FileOffice {
		return officeRow(head, name)
	}
	if why, ok := refusedTypes[t]; ok {
		return sendable{}, why
	}
	return sendable{}, otherReason(head, name)
}

// officeRow tells the six types apart by the ending, which has to fit the kind
// of container.
func officeRow(head []byte, name string) (sendable, AttachReason) {
	zip := bytes.HasPrefix(head, []byte("PK"))
	if zip && bytes.Contains(head, []byte("application/vnd.oasis.opendocument")) || strings.HasPrefix(ending(name), ".od") {
		return sendable{}, AttachOpenDocument
	}
	o, ok := offices[ending(name)]
	if !ok || o.zip != zip {
		return sendable{}, AttachMismatch
	}
	return sendable{KindDocument, o.mime, MaxAttachment, nil}, ""
}

// opus reports the codec of an Ogg file, which stands in its first page.
func opus(head []byte) bool { return bytes.Contains(head[:min(len(head), 128)], []byte("OpusHead")) }

// boxes are the brands of files built like MP4 that WhatsApp does not take.
var boxes = map[string]AttachReason{
	"heic": AttachHEIC, "heix": AttachHEIC, "heim": AttachHEIC, "heis": AttachHEIC, "hevc": AttachHEIC, "mif1": AttachHEIC, "msf1": AttachHEIC,
	"avif": AttachPicture, "avis": AttachPicture, "qt  ": AttachFilm,
}

// magics begin files that WhatsApp does not take.
var magics = []struct {
	head string
	why  AttachReason
}{
	{"RIFF????WAVE", AttachSound},
	{"RIFF????AVI ", AttachFilm},
	{"fLaC", AttachSound},
	{"\x1aE\xdf\xa3", AttachFilm},
	{"II*\x00", AttachPicture},
	{"MM\x00*", AttachPicture},
	{"BM", AttachPicture},
	{"FLV", AttachFilm},
	{"FORM????AIFF", AttachSound},
	{"0&\xb2u\x8ef\xcf\x11", AttachFilm},
}

// endings help where the content tells nothing: what is said to be done about a
// file is then at least about the right kind of file.
var endings = map[string]AttachReason{
	".heic": AttachHEIC, ".heif": AttachHEIC, ".odt": AttachOpenDocument, ".ods": AttachOpenDocument, ".odp": AttachOpenDocument,
	".pages": AttachOpenDocument, ".numbers": AttachOpenDocument, ".key": AttachOpenDocument, ".rtf": AttachOpenDocument,
	".mov": AttachFilm, ".webm": AttachFilm, ".mkv": AttachFilm, ".avi": AttachFilm, ".wav": AttachSound, ".flac": AttachSound, ".wma": AttachSound,
	".tif": AttachPicture, ".tiff": AttachPicture, ".bmp": AttachPicture, ".pdf": AttachMismatch, ".jpg": AttachMismatch, ".jpeg": AttachMismatch,
	".png": AttachMismatch, ".docx": AttachMismatch, ".xlsx": AttachMismatch, ".pptx": AttachMismatch,
}

func otherReason(head []byte, name string) AttachReason {
	if len(head) >= 12 && string(head[4:8]) == "ftyp" {
		if why, ok := boxes[string(head[8:12])]; ok {
			return why
		}
		return AttachFilm
	}
	for _, m := range magics {
		if matches(head, m.head) {
			return m.why
		}
	}
	if why, ok := endings[ending(name)]; ok {
		return why
	}
	return AttachOther
}

// matches compares the beginning of a file; ? stands for any byte.
func matches(head []byte, with string) bool {
	if len(head) < len(with) {
		return false
	}
	for i := range len(with) {
		if with[i] != '?' && head[i] != with[i] {
			return false
		}
	}
	return true
}

func ending(name string) string { return strings.ToLower(path.Ext(name)) }

// Captioned reports whether a file of this kind can carry words.
func (k Kind) Captioned() bool { return k == KindImage || k == KindVideo || k == KindDocument }

// Part is one message of a reply: a text, a file with or without words, a place
// or contact cards.
type Part struct {
	Text string
	File *Attachment
}

// Parts are the messages that a reply becomes, in their order. The first file
// carries the text as its caption if it can; else the text goes first. What
// the screen shows before sending is made of the same.
func (r Reply) Parts() []Part {
	if len(r.Files) == 0 {
		return []Part{{Text: r.Text}}
	}
	var parts []Part
	text := r.Text
	if strings.TrimSpace(text) == "" {
		text = ""
	}
	if text != "" && (!r.Files[0].Kind.Captioned() || utf8.RuneCountInString(text) > MaxCaptionLen) {
		parts, text = append(parts, Part{Text: text}), ""
	}
	for i := range r.Files {
		parts = append(parts, Part{Text: text, File: &r.Files[i]})
		text = ""
	}
	return parts
}

// Bare reports that a reply has no words to check: a place or cards.
func (r Reply) Bare() bool { return r.Place != nil || len(r.Cards) > 0 }

// Prepared reports that a reply was made from prepared answers, or takes a file
// of one along.
func (r Reply) Prepared() bool {
	return len(r.Taken.Keys) > 0 || slices.ContainsFunc(r.Files, func(a Attachment) bool { return a.From != "" })
}

// PathEntry is something that a path which is being typed can become.
type PathEntry struct {
	Path   string // the whole of it, as it would be typed
	Name   string // its last part; untrusted
	Folder bool
	Size   int64 // of a file
}

// JoinFiles puts files together, those of a in front, and each once: a file is known
// by where it is stored.
func JoinFiles(a, b []Attachment) []Attachment {
	out := slices.Clone(a)
	for _, f := range b {
		if !slices.ContainsFunc(out, func(have Attachment) bool { return have.Stored == f.Stored }) {
			out = append(out, f)
		}
	}
	return out
}
