package domain_test

import (
	"strings"
	"testing"

	"sprechstunde/internal/domain"
)

const opusHead = "OggS\x00\x02................\x00\x00\x00\x00\x00\x00\x00\x00\x01\x13OpusHead\x01"

// TestWhatWhatsAppTakes holds the table of Meta's media page: what a file
// becomes, by its content, and why it is not taken.
func TestWhatWhatsAppTakes(t *testing.T) {
	t.Parallel()
	const mb = 1 << 20
	for _, c := range []struct {
		name string
		typ  domain.FileType
		head string
		size int64
		as   domain.AttachAs
		kind domain.Kind
		mime string
		why  string
	}{
		{"a.jpg", domain.FileJPEG, "", 5 * mb, "", domain.KindImage, "image/jpeg", ""},
		{"a.jpg", domain.FileJPEG, "", 5*mb + 1, "", "", "", "too_large 5 MB"},
		{"a.jpg", domain.FileJPEG, "", mb, domain.AttachDocument, domain.KindDocument, "image/jpeg", ""},
		{"wrong.pdf", domain.FileJPEG, "", mb, domain.AttachDocument, "", "", "mismatch"},
		{"wrong.pdf", domain.FileJPEG, "", mb, "", domain.KindImage, "image/jpeg", ""}, // pictures keep no name
		{"a.png", domain.FilePNG, "", mb, "", domain.KindImage, "image/png", ""},
		{"a.gif", domain.FileGIF, "", mb, "", "", "", "picture"},
		{"a.webp", domain.FileWebP, "", mb, "", "", "", "picture"},
		{"a.svg", domain.FileSVG, "", mb, "", "", "", "picture"},
		{"a.heic", domain.FileOther, "\x00\x00\x00\x18ftypheic", mb, "", "", "", "heic"},
		{"a.jpg", domain.FileOther, "\x00\x00\x00\x18ftypmif1", mb, "", "", "", "heic"},
		{"a.HEIC", domain.FileOther, "", mb, "", "", "", "heic"},
		{"a.mp4", domain.FileMP4, "", 16 * mb, "", domain.KindVideo, "video/mp4", ""},
		{"a.mp4", domain.FileMP4, "", 16*mb + 1, "", "", "", "too_large 16 MB"},
		{"a.3gp", domain.File3GP, "", mb, "", domain.KindVideo, "video/3gpp", ""},
		{"a.mov", domain.FileOther, "\x00\x00\x00\x14ftypqt  ", mb, "", "", "", "film"},
		{"a.webm", domain.FileOther, "\x1aE\xdf\xa3", mb, "", "", "", "film"},
		{"a.mp3", domain.FileMP3, "", mb, "", domain.KindAudio, "audio/mpeg", ""},
		{"a.m4a", domain.FileM4A, "", mb, "", domain.KindAudio, "audio/mp4", ""},
		{"a.aac", domain.FileAAC, "", mb, "", domain.KindAudio, "audio/aac", ""},
		{"a.amr", domain.FileAMR, "", mb, "", domain.KindAudio, "audio/amr", ""},
		{"a.ogg", domain.FileOGG, opusHead, mb, "", domain.KindAudio, "audio/ogg", ""},
		{"a.ogg", domain.FileOGG, opusHead, mb, domain.AttachVoice, domain.KindVoice, "audio/ogg", ""},
		{"a.ogg", domain.FileOGG, "OggS....vorbis", mb, "", "", "", "sound"},
		{"a.mp3", domain.FileMP3, "", mb, domain.AttachVoice, "", "", "not_voice"},
		{"a.wav", domain.FileOther, "RIFF....WAVEfmt ", mb, "", "", "", "sound"},
		{"cv.pdf", domain.FilePDF, "", 100 * mb, "", domain.KindDocument, "application/pdf", ""},
		{"cv.pdf", domain.FilePDF, "", 100*mb + 1, "", "", "", "too_large 100 MB"},
		{"cv.docx", domain.FilePDF, "", mb, "", "", "", "mismatch"},
		{"a.txt", domain.FileText, "", mb, "", domain.KindDocument, "text/plain", ""},
		{"cv.docx", domain.FileOffice, "PK\x03\x04", mb, "", domain.KindDocument, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ""},
		{"cv.DOC", domain.FileOffice, "\xd0\xcf\x11\xe0", mb, "", domain.KindDocument, "application/msword", ""},
		{"cv.doc", domain.FileOffice, "PK\x03\x04", mb, "", "", "", "mismatch"},
		{"cv.odt", domain.FileOffice, "PK\x03\x04...mimetypeapplication/vnd.oasis.opendocument.text", mb, "", "", "", "opendocument"},
		{"cv.odt", domain.FileOther, "", mb, "", "", "", "opendocument"},
		{"a.zip", domain.FileArchive, "PK\x03\x04", mb, "", "", "", "archive"},
		{"a.exe", domain.FileProgram, "MZ", mb, "", "", "", "program"},
		{"a.html", domain.FileHTML, "", mb, "", "", "", "page"},
		{"cv.pdf", domain.FileOther, "not one", mb, "", "", "", "mismatch"},
		{"a.xyz", domain.FileOther, "??", mb, "", "", "", "other"},
		{"a.pdf", domain.FilePDF, "", 0, "", "", "", "empty"},
	} {
		a, err := domain.Sendable(c.typ, []byte(c.head), c.name, c.size, c.as)
		if c.why != "" {
			if e := new(domain.Error); domain.CodeOf(err) != domain.CodeFile || !asError(err, &e) || e.Detail != c.why {
				t.Errorf("%s (%s): want %q, got %v", c.name, c.typ, c.why, err)
			}
			continue
		}
		if err != nil || a.Kind != c.kind || a.MIME != c.mime || a.Size != c.size || a.Name != c.name {
			t.Errorf("%s (%s): got %+v, %v", c.name, c.typ, a, err)
		}
	}
}

// TestNameGetsItsEnding: a document without an ending would open with nothing
// on a phone.
func TestNameGetsItsEnding(t *testing.T) {
	t.Parallel()
	if a, err := domain.Sendable(domain.FilePDF, nil, "Anfahrt", 1, ""); err != nil || a.Name != "Anfahrt.pdf" {
		t.Errorf("got %+v, %v", a, err)
	}
}

// TestPartsOfAReply: what leaves is one message a file, and the words stand
// where they can be read.
func TestPartsOfAReply(t *testing.T) {
	t.Parallel()
	pdf, jpg, ogg := domain.Attachment{Kind: domain.KindDocument, Name: "a.pdf"}, domain.Attachment{Kind: domain.KindImage, Name: "b.jpg"}, domain.Attachment{Kind: domain.KindVoice}
	for _, c := range []struct {
		name  string
		text  string
		files []domain.Attachment
		want  []string
	}{
		{"text", "hallo", nil, []string{"hallo|"}},
		{"caption", "hallo", []domain.Attachment{pdf}, []string{"hallo|a.pdf"}},
		{"bare file", " \n", []domain.Attachment{pdf}, []string{"|a.pdf"}},
		{"two", "hallo", []domain.Attachment{jpg, pdf}, []string{"hallo|b.jpg", "|a.pdf"}},
		{"voice has no caption", "hallo", []domain.Attachment{ogg}, []string{"hallo|", "|voice"}},
		{"longest caption", strings.Repeat("ü", 1024), []domain.Attachment{pdf}, []string{strings.Repeat("ü", 1024) + "|a.pdf"}},
		{"too long for a caption", strings.Repeat("ü", 1025), []domain.Attachment{pdf}, []string{strings.Repeat("ü", 1025) + "|", "|a.pdf"}},
	} {
		var got []string
		for _, p := range (domain.Reply{Text: c.text, Files: c.files}).Parts() {
			name := ""
			if p.File != nil {
				if name = p.File.Name; name == "" {
					name = string(p.File.Kind)
				}
			}
			got = append(got, p.Text+"|"+name)
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s: got %q", c.name, got)
		}
	}
}

func TestRelayIsToldNothingOfOurs(t *testing.T) {
	t.Parallel()
	s := domain.Send{Media: &domain.SendFile{ID: "7", Kind: domain.KindDocument, Filename: "a.pdf", Stored: "x", MIME: "y", Size: 1, Seconds: 2, From: "weg"}}
	if got := *s.Bare().Media; got != (domain.SendFile{ID: "7", Kind: domain.KindDocument, Filename: "a.pdf"}) {
		t.Errorf("got %+v", got)
	}
	if s.Media.Stored != "x" {
		t.Error("the send itself was changed")
	}
}

func asError(err error, into **domain.Error) bool {
	e, ok := err.(*domain.Error) //nolint:errorlint // it is returned bare
	*into = e
	return ok
}
