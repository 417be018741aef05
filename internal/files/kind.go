package files

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"sprechstunde/internal/domain"
)

// Nature is what a file is by its content.
type Nature struct {
	Type   domain.FileType
	Ending string // the one programs know it by, without the dot
}

// neutral is the ending no system opens with anything by itself.
const neutral = "bin"

var other = Nature{domain.FileOther, neutral}

// headSize is how much of the beginning is looked at.
const headSize = 64 << 10

// Kind says what a file is. It reads its beginning and its end, and of an
// archive the list of names; nothing is ever unpacked. An error is only one of
// reading.
func Kind(r io.ReaderAt, size int64) (Nature, error) {
	if size <= 0 {
		return other, nil
	}
	head := make([]byte, min(size, headSize))
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return other, err
	}
	for _, look := range []func([]byte) Nature{program, sound, film, picture} {
		if n := look(head); n.Type != "" {
			return unlessTwo(n, r, size)
		}
	}
	switch {
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return unlessTwo(pdf(head), r, size)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return zipped(r, size)
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return compound(r)
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return Nature{domain.FileOffice, "rtf"}, nil
	}
	if n := archive(head); n.Type != "" {
		return n, nil
	}
	if n := written(head); n.Type != "" {
		return unlessTwo(n, r, size)
	}
	return other, nil
}

// unlessTwo takes a file that is an archive as well for neither: it is made to
// be one thing to those who check and another to those who open.
func unlessTwo(n Nature, r io.ReaderAt, size int64) (Nature, error) {
	if n.Type == domain.FileProgram {
		return n, nil
	}
	_, also, err := directory(r, size)
	if err != nil || also {
		return other, err
	}
	return n, nil
}

// mark is what files of a kind begin with, behind some bytes that may differ.
type mark struct {
	at    int
	bytes string
	Nature
}

// find returns the first mark that fits, the zero Nature if none does.
func find(head []byte, marks []mark) Nature {
	for _, m := range marks {
		if len(head) >= m.at && bytes.HasPrefix(head[m.at:], []byte(m.bytes)) {
			return m.Nature
		}
	}
	return Nature{}
}

var isProgram = Nature{domain.FileProgram, neutral}

var programs = []mark{
	{0, "\x7fELF", isProgram},
	{0, "\xfe\xed\xfa\xce", isProgram},
	{0, "\xfe\xed\xfa\xcf", isProgram}, // Mach-O
	{0, "\xce\xfa\xed\xfe", isProgram},
	{0, "\xcf\xfa\xed\xfe", isProgram},
	{0, "\xca\xfe\xba\xbe", isProgram},          // Mach-O for several processors, Java
	{0, "\x00asm", isProgram},                   // WebAssembly
	{0, "L\x00\x00\x00\x01\x14\x02", isProgram}, // a link of Windows
	{0, "dex\n", isProgram},
}

func program(head []byte) Nature {
	if n := find(head, programs); n.Type != "" {
		return n
	}
	if bytes.HasPrefix(head, []byte("MZ")) && !isText(head) { // Windows; a text may begin so
		return isProgram
	}
	return Nature{}
}

var archives = []mark{
	{0, "Rar!\x1a\x07", Nature{domain.FileArchive, "rar"}},
	{0, "7z\xbc\xaf\x27\x1c", Nature{domain.FileArchive, "7z"}},
	{0, "\x1f\x8b", Nature{domain.FileArchive, "gz"}},
	{0, "BZh", Nature{domain.FileArchive, "bz2"}},
	{0, "\xfd7zXZ\x00", Nature{domain.FileArchive, "xz"}},
	{0, "\x28\xb5\x2f\xfd", Nature{domain.FileArchive, "zst"}},
	{0, "MSCF", Nature{domain.FileArchive, "cab"}},
	{257, "ustar", Nature{domain.FileArchive, "tar"}},
	{0x8001, "CD001", Nature{domain.FileArchive, neutral}}, // a disc, which some systems mount by themselves
}

func archive(head []byte) Nature {
	n := find(head, archives)
	if n.Ending == "bz2" && isText(head) {
		return Nature{}
	}
	return n
}

var pictures = []mark{
	{0, "\xff\xd8\xff", Nature{domain.FileJPEG, "jpg"}},
	{0, "\x89PNG\r\n\x1a\n", Nature{domain.FilePNG, "png"}},
	{0, "GIF87a", Nature{domain.FileGIF, "gif"}},
	{0, "GIF89a", Nature{domain.FileGIF, "gif"}},
	{8, "WEBPVP8", Nature{domain.FileWebP, "webp"}},
}

func picture(head []byte) Nature {
	n := find(head, pictures)
	if n.Type == domain.FileWebP && !bytes.HasPrefix(head, []byte("RIFF")) {
		return Nature{}
	}
	return n
}

// pdf wants more than the first five letters, which anything can begin with.
func pdf(head []byte) Nature {
	first := strings.ToLower(string(head[:min(len(head), 1024)]))
	for _, sign := range []string{"<html", "<script", "<!doctype", "<svg"} {
		if strings.Contains(first, sign) {
			return other
		}
	}
	if len(head) < 8 || head[5] < '0' || head[5] > '9' || !bytes.Contains(head, []byte("obj")) {
		return other
	}
	return Nature{domain.FilePDF, "pdf"}
}
