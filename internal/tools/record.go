package tools

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"sprechstunde/internal/domain"
)

// Note records a voice note in a folder of its own until ctx ends, and lets use
// read what was recorded. Nothing of it is left here afterwards.
func (t *Tools) Note(ctx context.Context, use func(io.ReadSeeker) error) (err error) {
	dir, err := os.MkdirTemp(t.o.Temp, "sprechstunde-voice-")
	if err != nil {
		return fmt.Errorf("making a folder for a recording: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, noteName)
	if err := t.Record(ctx, path); err != nil {
		return err
	}
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		return domain.Fail(domain.CodeTool, "", errNothingWritten)
	}
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("reading a recording: %w", err)
	}
	defer func() { _ = file.Close() }() // it was only read
	return use(file)
}

var errNothingWritten = errors.New("it has written no file")

// Record records a voice note into a file until ctx ends; the program is then
// let finish the file. A program that ends by itself before that has failed.
func (t *Tools) Record(ctx context.Context, path string) error {
	line, err := t.find("record", KeyRecord, t.o.Record, t.recorders())
	if err != nil {
		return err
	}
	last, err := with(line[len(line)-1], path)
	if err != nil {
		return err
	}
	work := func() error { return t.run(ctx, job{argv: last, gentle: true}) }
	if len(line) > 1 {
		work = func() error { return t.pipe(ctx, line[0], last) }
	}
	failure := work()
	if ctx.Err() == nil && failure == nil {
		return failed(last, errEndedEarly)
	}
	if ctx.Err() == nil {
		return failure
	}
	return nil // she has stopped it; whether it is any good is seen in the file
}

var errEndedEarly = errors.New("it ended by itself")

// pipe lets one program record and another one pack what it hears, without a
// shell between them. Only the first is told to stop; the other ends with it.
func (t *Tools) pipe(ctx context.Context, source, sink []string) (err error) {
	r, w, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("joining two programs: %w", err)
	}
	packer := t.command(job{argv: sink, in: r})
	err = packer.Start()
	_ = r.Close() // the program has its own
	if err != nil {
		_ = w.Close() // nothing was written
		return failed(sink, err)
	}
	failure := t.feed(ctx, source, w)
	return errors.Join(failure, failed(sink, t.drain(context.WithoutCancel(ctx), packer)))
}

// feed runs the program that records; closing its end tells the other that
// nothing more comes.
func (t *Tools) feed(ctx context.Context, source []string, w *os.File) error {
	cmd := t.command(job{argv: source})
	cmd.Stdout = w
	err := cmd.Start()
	_ = w.Close() // likewise
	if err != nil {
		return failed(source, err)
	}
	return failed(source, t.wait(ctx, cmd, true))
}

// drain waits until the packer has written its file, though not for ever.
func (t *Tools) drain(ctx context.Context, packer *exec.Cmd) error {
	ctx, stop := context.WithTimeout(ctx, t.o.Grace)
	defer stop()
	return t.wait(ctx, packer, true)
}

// recorders are the usual programs for OGG with Opus on one channel, the only
// voice note that WhatsApp takes.
func (t *Tools) recorders() [][][]string {
	opus := []string{"opusenc", "--quiet", "--bitrate", "32", "--ignorelength", "-", Placeholder}
	sox := [][]string{{"rec", "-q", "-c", "1", "-r", "48000", "-b", "16", "-t", "wav", "-"}, opus}
	switch t.o.GOOS {
	case "darwin":
		return [][][]string{{ffmpeg("avfoundation", ":0")}, sox}
	case "windows":
		return nil // the name of the microphone differs on every machine
	}
	list := [][][]string{}
	if t.has("PULSE_SERVER") || t.has("XDG_RUNTIME_DIR") {
		if _, err := t.o.Look("pactl"); err == nil {
			list = append(list, [][]string{ffmpeg("pulse", "default")})
		}
	}
	return append(list,
		[][]string{{"arecord", "-q", "-c", "1", "-r", "48000", "-f", "S16_LE", "-t", "wav", "-"}, opus},
		[][]string{ffmpeg("alsa", "default")},
		sox)
}

func ffmpeg(system, device string) []string {
	return []string{
		"ffmpeg", "-hide_banner", "-loglevel", "error", "-nostdin", "-f", system, "-i", device,
		"-ac", "1", "-ar", "48000", "-c:a", "libopus", "-b:a", "32k", "-f", "ogg", "-y", Placeholder,
	}
}
