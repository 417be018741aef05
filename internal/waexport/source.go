package waexport

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// What Open cannot read.
var (
	ErrNoChat   = errors.New("there is no chat in the file")
	ErrTooLarge = errors.New("the text is larger than any chat")
	ErrDamaged  = errors.New("the zip is damaged")
)

const (
	// maxText is how large the text of a chat may be. WhatsApp stops at 40,000
	// messages.
	maxText = 128 << 20
	// maxEntries is how many files a zip may have in it.
	maxEntries = 100_000
)

// Source is a file of a chat that lies open.
type Source struct {
	Text  []byte
	Title string               // whose chat it is, as the file is called; "" if that says nothing
	files map[string]*zip.File // by their names in NFC: a Mac takes an ä apart when it packs
}

// Open finds the text of a chat in a file: the file itself, or in a zip. Nothing
// is unpacked, and no name in a zip is ever a path. What r gives must stay open
// as long as the files of the source are read.
func Open(r io.ReaderAt, size int64, name string) (*Source, error) {
	head := make([]byte, 4)
	if n, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	} else if !bytes.Equal(head[:n], []byte("PK\x03\x04")) {
		text, err := readText(io.NewSectionReader(r, 0, size))
		return &Source{Text: text, Title: titleOf(name)}, err
	}
	archive, err := zip.NewReader(r, size)
	if err != nil || len(archive.File) > maxEntries {
		return nil, errors.Join(ErrDamaged, err)
	}
	return openZip(archive, name)
}

func openZip(archive *zip.Reader, name string) (*Source, error) {
	s := &Source{Title: titleOf(name), files: map[string]*zip.File{}}
	var texts []*zip.File
	for _, f := range archive.File {
		base := baseName(f.Name)
		if f.FileInfo().IsDir() || strings.HasPrefix(base, "._") {
			continue
		}
		if strings.EqualFold(path.Ext(base), ".txt") {
			texts = append(texts, f)
		}
		if key := norm.NFC.String(base); s.files[key] == nil {
			s.files[key] = f
		}
	}
	if len(texts) == 0 {
		return nil, ErrNoChat
	}
	f := slices.MinFunc(texts, func(a, b *zip.File) int { return chance(a.Name) - chance(b.Name) })
	if title := titleOf(f.Name); s.Title == "" {
		s.Title = title
	}
	file, err := f.Open()
	if err != nil {
		return nil, errors.Join(ErrDamaged, err)
	}
	s.Text, err = readText(file)
	return s, errors.Join(err, file.Close())
}

// baseName is a name without the folders that some system has put before it.
func baseName(name string) string { return path.Base(strings.ReplaceAll(name, `\`, "/")) }

// chance says how little a text in a zip looks like that of the chat.
func chance(name string) int {
	base := baseName(name)
	switch {
	case base == "_chat.txt":
		return 0
	case titleOf(base) != "":
		return 1
	default:
		return 2
	}
}

func readText(r io.Reader) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxText+1))
	switch {
	case err != nil:
		return nil, errors.Join(ErrDamaged, err)
	case len(text) > maxText:
		return nil, ErrTooLarge
	default:
		return text, nil
	}
}

var titles = []string{"WhatsApp Chat mit ", "WhatsApp-Chat mit ", "WhatsApp Chat with ", "WhatsApp Chat - ", "WhatsApp-Chat - "}

// titleOf is whose chat a file is by its name, "" if it does not say.
func titleOf(name string) string {
	base := baseName(name)
	base = strings.TrimSuffix(base, path.Ext(base))
	for _, begin := range titles {
		if rest, ok := strings.CutPrefix(base, begin); ok {
			return plainName(norm.NFC.String(rest))
		}
	}
	return ""
}

// Size returns how large a file beside the text is, and whether there is one.
func (s *Source) Size(name string) (int64, bool) {
	f := s.files[norm.NFC.String(name)]
	if f == nil {
		return 0, false
	}
	return int64(min(f.UncompressedSize64, 1<<62)), true
}

// Open opens a file beside the text.
func (s *Source) Open(name string) (io.ReadCloser, error) {
	f := s.files[norm.NFC.String(name)]
	if f == nil {
		return nil, ErrNoChat
	}
	return f.Open()
}
