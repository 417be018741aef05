package files_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/files"
)

// zipOf makes an archive of names; what is first may have content.
func zipOf(t testing.TB, content string, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i, name := range names {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			if _, err := f.Write([]byte(content)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// compound makes the beginning of an older document of Microsoft's with these
// names in its directory.
func compound(names ...string) string {
	head := make([]byte, 512)
	copy(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	binary.LittleEndian.PutUint16(head[30:], 9)
	for _, name := range append([]string{"Root Entry"}, names...) {
		entry := make([]byte, 128)
		for i, unit := range utf16.Encode([]rune(name)) {
			binary.LittleEndian.PutUint16(entry[2*i:], unit)
		}
		head = append(head, entry...)
	}
	return string(head)
}

func wide(text string) string {
	b := []byte("\xff\xfe")
	for _, unit := range utf16.Encode([]rune(text)) {
		b = binary.LittleEndian.AppendUint16(b, unit)
	}
	return string(b)
}

const pdfFile = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"

func oggPage(packet string) string {
	return "OggS" + strings.Repeat("\x00", 22) + "\x01" + string(rune(len(packet))) + packet
}

func TestKindLooksAtContent(t *testing.T) {
	t.Parallel()
	ooxml := func(folder string, more ...string) string {
		return zipOf(t, "", append([]string{"[Content_Types].xml", "_rels/.rels", folder + "/document.xml"}, more...)...)
	}
	for name, c := range map[string]struct {
		body, ending string
		want         domain.FileType
	}{
		"pdf":                     {pdfFile, "pdf", domain.FilePDF},
		"jpeg":                    {"\xff\xd8\xff\xe0\x00\x10JFIF", "jpg", domain.FileJPEG},
		"png":                     {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "png", domain.FilePNG},
		"gif":                     {"GIF89a\x01\x00", "gif", domain.FileGIF},
		"webp":                    {"RIFF\x24\x00\x00\x00WEBPVP8 ", "webp", domain.FileWebP},
		"wave":                    {"RIFF\x24\x00\x00\x00WAVEfmt ", "bin", domain.FileOther},
		"mp4":                     {"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00", "mp4", domain.FileMP4},
		"quicktime":               {"\x00\x00\x00\x14ftypqt  \x00\x00\x02\x00", "mov", domain.FileMP4},
		"3gp":                     {"\x00\x00\x00\x18ftyp3gp4\x00\x00\x02\x00", "3gp", domain.File3GP},
		"m4a":                     {"\x00\x00\x00\x18ftypM4A \x00\x00\x02\x00", "m4a", domain.FileM4A},
		"heic":                    {"\x00\x00\x00\x18ftypheic\x00\x00\x02\x00", "bin", domain.FileOther},
		"voice note":              {oggPage("OpusHead\x01\x01"), "ogg", domain.FileOGG},
		"vorbis":                  {oggPage("\x01vorbis"), "ogg", domain.FileOGG},
		"ogg of who knows what":   {oggPage("fishead\x00"), "bin", domain.FileOther},
		"mp3 with a name":         {"ID3\x04\x00\x00\x00\x00\x00\x0aTIT2", "mp3", domain.FileMP3},
		"mp3":                     {"\xff\xfb\x90\x64\x00\x00\x00\x00", "mp3", domain.FileMP3},
		"aac":                     {"\xff\xf1\x50\x80\x00\x1f\xfc\x00", "aac", domain.FileAAC},
		"amr":                     {"#!AMR\n\x3c", "amr", domain.FileAMR},
		"text":                    {"Liebe Frau Müller,\r\n\tanbei …", "txt", domain.FileText},
		"old text":                {"Liebe Frau M\xfcller", "txt", domain.FileText},
		"wide text":               {wide("Liebe Frau Müller"), "txt", domain.FileText},
		"text that begins as PE":  {"MZ ist Mainz", "txt", domain.FileText},
		"text of a formula":       {"a < b und <script> nicht", "html", domain.FileHTML},
		"docx":                    {ooxml("word"), "docx", domain.FileOffice},
		"docm":                    {ooxml("word", "word/vbaProject.bin"), "docm", domain.FileOffice},
		"xlsx":                    {ooxml("xl"), "xlsx", domain.FileOffice},
		"pptm":                    {ooxml("ppt", "ppt/VBAProject.BIN"), "pptm", domain.FileOffice},
		"odt":                     {zipOf(t, "application/vnd.oasis.opendocument.text", "mimetype", "content.xml", "META-INF/manifest.xml"), "odt", domain.FileOffice},
		"odt with little in it":   {zipOf(t, "application/vnd.oasis.opendocument.text", "mimetype", "content.xml"), "odt", domain.FileOffice},
		"mimetype of another":     {zipOf(t, "text/plain", "mimetype", "content.xml"), "zip", domain.FileArchive},
		"ods":                     {zipOf(t, "application/vnd.oasis.opendocument.spreadsheet", "mimetype", "META-INF/manifest.xml"), "ods", domain.FileOffice},
		"epub":                    {zipOf(t, "application/epub+zip", "mimetype", "META-INF/container.xml"), "zip", domain.FileArchive},
		"doc":                     {compound("1Table", "WordDocument"), "doc", domain.FileOffice},
		"xls":                     {compound("Workbook"), "xls", domain.FileOffice},
		"installer":               {compound("\u4840\u3b3f"), "bin", domain.FileOther},
		"rtf":                     {`{\rtf1\ansi Hallo}`, "rtf", domain.FileOffice},
		"zip":                     {zipOf(t, "", "cv.pdf", "zeugnis.pdf"), "zip", domain.FileArchive},
		"zip of nothing":          {zipOf(t, ""), "zip", domain.FileArchive},
		"zip cut off":             {zipOf(t, "", "word/document.xml")[:40], "zip", domain.FileArchive},
		"jar":                     {zipOf(t, "", "META-INF/MANIFEST.MF", "A.class"), "bin", domain.FileProgram},
		"apk":                     {zipOf(t, "", "AndroidManifest.xml", "classes.dex"), "bin", domain.FileProgram},
		"rar":                     {"Rar!\x1a\x07\x01\x00", "rar", domain.FileArchive},
		"gzip":                    {"\x1f\x8b\x08\x00", "gz", domain.FileArchive},
		"tar":                     {strings.Repeat("\x00", 257) + "ustar\x0000", "tar", domain.FileArchive},
		"svg":                     {`<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>`, "svg", domain.FileSVG},
		"svg behind a prolog":     {"\xef\xbb\xbf<?xml version=\"1.0\"?>\n<!-- x -->\n<!DOCTYPE svg>\n<SVG/>", "svg", domain.FileSVG},
		"html":                    {"\n <!DOCTYPE html><title>Lebenslauf</title>", "html", domain.FileHTML},
		"html behind a comment":   {"<!-- CV --><script>x()</script>", "html", domain.FileHTML},
		"html in wide letters":    {wide("<html><script>x()</script>"), "html", domain.FileHTML},
		"xhtml":                   {`<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>`, "html", domain.FileHTML},
		"html that says PDF":      {"%PDF-1.4\n<html><script>alert(1)</script> obj", "bin", domain.FileOther},
		"pdf in name only":        {"%PDF-Liebe Grüße", "bin", domain.FileOther},
		"elf":                     {"\x7fELF\x02\x01\x01", "bin", domain.FileProgram},
		"windows program":         {"MZ\x90\x00\x03\x00", "bin", domain.FileProgram},
		"mac program":             {"\xcf\xfa\xed\xfe\x07\x00", "bin", domain.FileProgram},
		"java class":              {"\xca\xfe\xba\xbe\x00\x00", "bin", domain.FileProgram},
		"windows link":            {"L\x00\x00\x00\x01\x14\x02\x00", "bin", domain.FileProgram},
		"shell script":            {"#!/bin/sh\nrm -rf ~\n", "bin", domain.FileProgram},
		"batch":                   {"@ECHO OFF\r\ndel x\r\n", "bin", domain.FileProgram},
		"desktop file":            {"# hi\n\n[Desktop Entry]\nType=Application\nExec=sh -c x\n", "bin", domain.FileProgram},
		"internet shortcut":       {"[InternetShortcut]\r\nURL=file:///x\r\n", "bin", domain.FileProgram},
		"registry":                {wide("Windows Registry Editor Version 5.00\r\n"), "bin", domain.FileProgram},
		"pdf that is a zip too":   {pdfFile + zipOf(t, "", "META-INF/MANIFEST.MF", "A.class"), "bin", domain.FileOther},
		"jpeg that is a zip too":  {"\xff\xd8\xff\xe0" + zipOf(t, "", "a.html"), "bin", domain.FileOther},
		"program in front of zip": {"MZ\x90\x00\x03" + zipOf(t, "", "a"), "bin", domain.FileProgram},
		"bytes":                   {"\x00\x01\x02\x03", "bin", domain.FileOther},
		"nothing":                 {"", "bin", domain.FileOther},
	} {
		got, err := files.Kind(strings.NewReader(c.body), int64(len(c.body)))
		if err != nil || got != (files.Nature{Type: c.want, Ending: c.ending}) {
			t.Errorf("%s: %+v, %v; want %s .%s", name, got, err, c.want, c.ending)
		}
	}
}

// TestABigListOfNamesIsNotRead: an archive may name millions of files.
func TestABigListOfNamesIsNotRead(t *testing.T) {
	t.Parallel()
	list := bytes.Repeat(append([]byte("PK\x01\x02"), make([]byte, 42)...), 100_000)
	end := make([]byte, 22)
	copy(end, "PK\x05\x06")
	binary.LittleEndian.PutUint32(end[12:], uint32(len(list)))
	binary.LittleEndian.PutUint32(end[16:], 30)
	body := append(append(append([]byte("PK\x03\x04"), make([]byte, 26)...), list...), end...)
	read := &countingReader{r: bytes.NewReader(body)}
	got, err := files.Kind(read, int64(len(body)))
	if err != nil || got.Type != domain.FileArchive {
		t.Fatalf("%+v, %v", got, err)
	}
	if read.n > 200_000 {
		t.Errorf("%d bytes were read of an archive of %d", read.n, len(body))
	}
}

type countingReader struct {
	r *bytes.Reader
	n int
}

func (c *countingReader) ReadAt(p []byte, at int64) (int, error) {
	c.n += len(p)
	return c.r.ReadAt(p, at)
}

func TestOpus(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]int{
		oggPage("OpusHead\x01\x01"): 1, oggPage("OpusHead\x01\x02"): 2, oggPage("\x01vorbis\x00\x00"): 0, "OggS": 0, "": 0,
	} {
		if n, ok := files.Opus([]byte(body)); n != want || ok != (want > 0) {
			t.Errorf("%q: %d, %v", body, n, ok)
		}
	}
}

func TestMismatch(t *testing.T) {
	t.Parallel()
	n := func(typ domain.FileType, ending string) files.Nature { return files.Nature{Type: typ, Ending: ending} }
	pdf, html, jpeg, exe := n(domain.FilePDF, "pdf"), n(domain.FileHTML, "html"), n(domain.FileJPEG, "jpg"), n(domain.FileProgram, "bin")
	docx, docm, text, other := n(domain.FileOffice, "docx"), n(domain.FileOffice, "docm"), n(domain.FileText, "txt"), n(domain.FileOther, "bin")
	for _, c := range []struct {
		what       files.Nature
		mime, name string
		want       bool
	}{
		{pdf, "application/pdf", "Lebenslauf.pdf", false},
		{pdf, "application/octet-stream", "Lebenslauf", false},
		{pdf, "", "", false},
		{pdf, "application/pdf", "cv.docx", true},
		{pdf, "application/pdf; charset=binary", "CV.PDF ", false},
		{html, "application/pdf", "cv.pdf", true},
		{html, "", "cv.pdf", true},
		{html, "", "cv.p\u200bdf", true},
		{html, "application/pdf", "", true},
		{html, "text/html", "seite.htm", false},
		{html, "text/plain", "seite.html", true},
		{exe, "application/pdf", "cv.pdf", true},
		{exe, "application/octet-stream", "setup.exe", false}, // says what it is, and is not opened all the same
		{pdf, "", "cv.pdf.exe", true},
		{pdf, "", "cv.exe.", true},
		{jpeg, "image/png", "foto.png", false},
		{jpeg, "image/jpeg", "foto.svg", true},
		{n(domain.FileSVG, "svg"), "image/svg+xml", "x.svg", false},
		{n(domain.FileSVG, "svg"), "image/png", "x.png", true},
		{n(domain.FileOGG, "ogg"), "audio/ogg; codecs=opus", "", false},
		{n(domain.FileMP4, "mp4"), "audio/mp4", "", false},
		{docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "cv.docx", false},
		{n(domain.FileOffice, "rtf"), "application/msword", "cv.doc", false},
		{docm, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "cv.docx", true},
		{docm, "application/vnd.ms-word.document.macroEnabled.12", "cv.docm", false},
		{text, "text/plain", "notiz.txt", false},
		{text, "text/csv", "liste.csv", false},
		{text, "", "skript.ps1", true},
		{text, "application/pdf", "cv.pdf", true},
		{other, "application/pdf", "", true},
		{other, "image/heic", "foto.heic", true},
		{other, "application/octet-stream", "daten.xyz", false},
		{n(domain.FileArchive, "zip"), "application/zip", "alles.zip", false},
		{n(domain.FileArchive, "zip"), "", "cv.docx", true},
		{pdf, "", strings.Repeat("a", 4000) + ".exe", true},
	} {
		if got := files.Mismatch(c.what, c.mime, c.name); got != c.want {
			t.Errorf("%v said to be %q %q: %v", c.what, c.mime, c.name, got)
		}
	}
}

func TestWhatMayBeOpened(t *testing.T) {
	t.Parallel()
	for typ, want := range map[domain.FileType][3]bool{ // opens, asks, plays
		domain.FilePDF: {true, false, false}, domain.FileJPEG: {true, false, false}, domain.FileText: {true, false, false},
		domain.FileOGG: {true, false, true}, domain.FileMP4: {true, false, true},
		domain.FileOffice: {true, true, false}, domain.FileHTML: {true, true, false}, domain.FileSVG: {true, true, false},
		domain.FileArchive: {}, domain.FileProgram: {}, domain.FileOther: {}, "": {}, "new": {true, false, false},
	} {
		if typ == "new" {
			continue
		}
		if got := [3]bool{files.Opens(typ, false), files.Asks(typ), files.Plays(typ, false)}; got != want {
			t.Errorf("%q: %v, want %v", typ, got, want)
		}
		if files.Opens(typ, true) || files.Plays(typ, true) || files.Pictures(typ, true) {
			t.Errorf("%q opens though it is not what it says", typ)
		}
	}
	for stored, want := range map[string]struct {
		f      domain.File
		ending string
	}{
		"a.docx": {domain.File{Type: domain.FileOffice}, "docx"},
		"a.zip":  {domain.File{Type: domain.FileArchive}, "zip"},
		"b.zip":  {domain.File{Type: domain.FileArchive, Mismatch: true}, "bin"},
		"a.html": {domain.File{Type: domain.FileHTML, Mismatch: true}, "bin"},
		"a.exe":  {domain.File{Type: domain.FileProgram}, "bin"},
		"a":      {domain.File{Type: domain.FilePDF}, "bin"},
	} {
		want.f.Stored = stored
		if got := files.Ending(want.f); got != want.ending {
			t.Errorf("%s: .%s, want .%s", stored, got, want.ending)
		}
	}
}

// FuzzKind wants only that nothing breaks, that the ending is a plain one, and
// that two looks say the same.
func FuzzKind(f *testing.F) {
	for _, seed := range []string{
		"", pdfFile, zipOf(f, "x", "mimetype", "META-INF/manifest.xml"), compound("WordDocument"), oggPage("OpusHead\x01\x01"), wide("<html>"),
		"PK\x05\x06" + strings.Repeat("\xff", 18), "\x00\x00\x00\x18ftypisom", "%PDF-1", "\xff\xfb",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		first, err := files.Kind(bytes.NewReader(body), int64(len(body)))
		if err != nil {
			t.Fatal(err)
		}
		again, err := files.Kind(bytes.NewReader(body), int64(len(body)))
		if err != nil || first != again {
			t.Fatalf("%+v, then %+v, %v", first, again, err)
		}
		if first.Type == "" || strings.Trim(first.Ending, "abcdefghijklmnopqrstuvwxyz0123456789") != "" || first.Ending == "" {
			t.Fatalf("%+v", first)
		}
		files.Mismatch(first, string(body), string(body))
		files.Opus(body)
	})
}

// TestKindOfRealFiles: the program itself is a program.
func TestKindOfRealFiles(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Skip(err)
	}
	file, err := os.Open(filepath.Clean(self))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := files.Kind(file, info.Size()); err != nil || got.Type != domain.FileProgram {
		t.Errorf("%+v, %v", got, err)
	}
}
