package files

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"

	"sprechstunde/internal/domain"
)

const (
	endSize      = 22        // of the record at the end of a zip
	maxComment   = 1<<16 - 1 // behind it
	maxDirectory = 4 << 20   // of names in it; a document has a few kilobytes
	entrySize    = 46        // of a name in the directory, without the name
)

// directory reads the names in a zip. is reports that there is one, readable or
// not: the names are then empty.
func directory(r io.ReaderAt, size int64) (names []string, is bool, err error) {
	tail := make([]byte, min(size, endSize+maxComment))
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return nil, false, err
	}
	end := endRecord(tail)
	if end < 0 {
		return nil, false, nil
	}
	length, at := int64(binary.LittleEndian.Uint32(tail[end+12:])), int64(binary.LittleEndian.Uint32(tail[end+16:]))
	// What stands in front of the zip moves all that it counts.
	at = max(at, size-int64(len(tail)-end)-length)
	if length > maxDirectory || at < 0 || at+length > size {
		return nil, true, nil
	}
	list := make([]byte, length)
	if _, err := r.ReadAt(list, at); err != nil && !errors.Is(err, io.EOF) {
		return nil, true, err
	}
	return entries(list), true, nil
}

// endRecord finds the last record that ends where the file ends.
func endRecord(tail []byte) int {
	for i := len(tail) - endSize; i >= 0; i-- {
		if bytes.HasPrefix(tail[i:], []byte("PK\x05\x06")) && i+endSize+int(binary.LittleEndian.Uint16(tail[i+20:])) == len(tail) {
			return i
		}
	}
	return -1
}

func entries(list []byte) (names []string) {
	for len(list) >= entrySize && bytes.HasPrefix(list, []byte("PK\x01\x02")) {
		name := int(binary.LittleEndian.Uint16(list[28:]))
		next := entrySize + name + int(binary.LittleEndian.Uint16(list[30:])) + int(binary.LittleEndian.Uint16(list[32:]))
		if next > len(list) {
			break
		}
		names = append(names, string(list[entrySize:entrySize+name]))
		list = list[next:]
	}
	return names
}

var isArchive = Nature{domain.FileArchive, "zip"}

// zipped tells documents, programs and plain archives apart by the names in
// them.
func zipped(r io.ReaderAt, size int64) (Nature, error) {
	names, _, err := directory(r, size)
	if err != nil {
		return other, err
	}
	have := map[string]bool{}
	folders := map[string]bool{}
	macros := false
	for _, name := range names {
		have[name] = true
		folder, file, _ := strings.Cut(name, "/")
		folders[folder] = true
		macros = macros || strings.HasSuffix(strings.ToLower(file), "vbaproject.bin")
	}
	switch {
	case have["META-INF/MANIFEST.MF"] && !have["[Content_Types].xml"] && !have["mimetype"], have["AndroidManifest.xml"]:
		return isProgram, nil
	case have["[Content_Types].xml"]:
		return microsoft(folders, macros), nil
	case have["mimetype"]: // a list of the files in it should be there, too, and is not always
		return openDocument(r)
	}
	return isArchive, nil
}

func microsoft(folders map[string]bool, macros bool) Nature {
	with := "x"
	if macros {
		with = "m"
	}
	switch {
	case folders["word"]:
		return Nature{domain.FileOffice, "doc" + with}
	case folders["xl"]:
		return Nature{domain.FileOffice, "xls" + with}
	case folders["ppt"]:
		return Nature{domain.FileOffice, "ppt" + with}
	}
	return isArchive
}

// openDocument reads which one it is from the first file in it, which is never
// packed.
func openDocument(r io.ReaderAt) (Nature, error) {
	head := make([]byte, 30+512)
	n, err := r.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return other, err
	}
	head = head[:n]
	if n < 30 || binary.LittleEndian.Uint16(head[8:]) != 0 {
		return isArchive, nil
	}
	at := 30 + int(binary.LittleEndian.Uint16(head[26:])) + int(binary.LittleEndian.Uint16(head[28:]))
	if at > len(head) {
		return isArchive, nil
	}
	for what, ending := range map[string]string{"text": "odt", "spreadsheet": "ods", "presentation": "odp"} {
		if bytes.HasPrefix(head[at:], []byte("application/vnd.oasis.opendocument."+what)) {
			return Nature{domain.FileOffice, ending}, nil
		}
	}
	return isArchive, nil
}

// compound tells the older documents of Microsoft's by the names in their first
// directory. Installers and e-mails have the same form.
func compound(r io.ReaderAt) (Nature, error) {
	head := make([]byte, 512)
	if _, err := r.ReadAt(head, 0); err != nil {
		return other, ignoreEnd(err)
	}
	bits := binary.LittleEndian.Uint16(head[30:])
	if bits != 9 && bits != 12 {
		return other, nil
	}
	list := make([]byte, 4096)
	n, err := r.ReadAt(list, (int64(binary.LittleEndian.Uint32(head[48:]))+1)<<bits)
	if ignoreEnd(err) != nil {
		return other, err
	}
	for name, ending := range map[string]string{"WordDocument": "doc", "Workbook": "xls", "Book": "xls", "PowerPoint Document": "ppt"} {
		if hasEntry(list[:n], name) {
			return Nature{domain.FileOffice, ending}, nil
		}
	}
	return other, nil
}

// hasEntry looks for a name, which is written in two bytes a letter, where one
// can stand.
func hasEntry(list []byte, name string) bool {
	const each = 128
	wide := make([]byte, 0, 2*len(name)+2)
	for i := range len(name) {
		wide = append(wide, name[i], 0)
	}
	wide = append(wide, 0, 0)
	for ; len(list) >= each; list = list[each:] {
		if bytes.HasPrefix(list, wide) {
			return true
		}
	}
	return false
}

func ignoreEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
