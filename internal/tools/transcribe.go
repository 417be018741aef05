package tools

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"sprechstunde/internal/domain"
)

const (
	maxTranscript = 64 << 10 // bytes: an hour of speaking
	noteName      = "note.ogg"
)

// CanTranscribe reports whether a program for it is configured.
func (t *Tools) CanTranscribe() bool { return len(t.o.Transcribe) > 0 }

// Transcribe lets the configured program write down what a recording says. The
// text is untrusted. The program works on a copy in a folder of its own, which is
// gone afterwards: some of them write beside the file.
func (t *Tools) Transcribe(ctx context.Context, path string) (text string, err error) {
	if !t.CanTranscribe() {
		return "", domain.Fail(domain.CodeNoTool, KeyTranscribe, errNoProgram)
	}
	line, err := t.find("transcribe", KeyTranscribe, t.o.Transcribe, nil)
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp(t.o.Temp, "sprechstunde-voice-")
	if err != nil {
		return "", fmt.Errorf("making a folder for a transcript: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	copied := filepath.Join(dir, noteName)
	if err := copyFile(path, copied); err != nil {
		return "", err
	}
	argv, err := with(line[0], copied)
	if err != nil {
		return "", err
	}
	said := &capped{room: maxTranscript}
	ctx, stop := context.WithTimeout(ctx, t.o.Limit)
	defer stop()
	if err := t.run(ctx, job{argv: argv, dir: dir, out: said}); err != nil {
		return "", err
	}
	if text = written(dir); text == "" {
		text = plain(said.kept)
	}
	return text, nil
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("reading a recording: %w", err)
	}
	defer func() { _ = in.Close() }() // it was only read
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("copying a recording: %w", err)
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	if _, err := io.Copy(out, in); err != nil {
		return fmt.Errorf("copying a recording: %w", err)
	}
	return nil
}

// written is what the program has put into a text file beside the recording, ""
// if there is none.
func written(dir string) string {
	for _, name := range []string{noteName + ".txt", strings.TrimSuffix(noteName, ".ogg") + ".txt"} {
		if text := readText(filepath.Join(dir, name)); text != "" {
			return text
		}
	}
	return ""
}

func readText(path string) string {
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer func() { _ = f.Close() }() // it was only read
	said := &capped{room: maxTranscript}
	if _, err := io.Copy(said, io.LimitReader(f, maxTranscript)); err != nil {
		return ""
	}
	return plain(said.kept)
}

// stamp is what some programs put before each line: from when to when it is said.
var stamp = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^[ \t]*\[[0-9:.,]+ --> [0-9:.,]+\][ \t]*`)
})

// plain is the text of a transcript without stamps and empty ends. A letter that
// the limit has cut is left out.
func plain(raw []byte) string {
	return strings.TrimSpace(stamp().ReplaceAllString(strings.ToValidUTF8(string(raw), ""), ""))
}
