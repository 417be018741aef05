// Package logfile keeps the log: JSON lines in a file that only its owner can
// read, in a few pieces of limited size, without names, numbers or texts.
//
// Standard output and error belong to the desk; a line written there would
// tear the screen.
package logfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"sync"
)

// The limits of Open: enough to look back, and little enough to
// send to somebody who helps.
const (
	MaxSize  = 1 << 20 // bytes of one piece
	MaxFiles = 3       // pieces, the one being written included
)

const (
	fileMode   fs.FileMode = 0o600
	folderMode fs.FileMode = 0o700
)

// File is a log in pieces: path is the newest, path.1 the one before it. It may
// be written to from several goroutines, but only by one process.
type File struct {
	path     string
	maxSize  int64
	maxFiles int

	mu     sync.Mutex
	file   *os.File // nil after a turn that failed, until the next line
	size   int64
	closed bool
}

// Open continues the log at path with the usual limits, and makes it and its
// folder if need be.
func Open(path string) (*File, error) { return OpenLimited(path, MaxSize, MaxFiles) }

// OpenLimited is Open with other limits. A single write larger than maxSize
// still stays in one piece.
func OpenLimited(path string, maxSize int64, maxFiles int) (*File, error) {
	if err := os.MkdirAll(filepath.Dir(path), folderMode); err != nil {
		return nil, fmt.Errorf("making the folder of the log: %w", err)
	}
	f := &File{path: path, maxSize: maxSize, maxFiles: max(maxFiles, 1)}
	if err := f.open(); err != nil {
		return nil, err
	}
	return f, nil
}

func (f *File) open() error {
	file, err := os.OpenFile(f.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, fileMode)
	if err != nil {
		return fmt.Errorf("opening the log: %w", err)
	}
	info, err := file.Stat()
	if err == nil {
		err = file.Chmod(fileMode) // it may come from a time with another umask
	}
	if err != nil {
		return errors.Join(fmt.Errorf("opening the log: %w", err), file.Close())
	}
	f.file, f.size = file, info.Size()
	return nil
}

// Write appends p, in a new piece if the current one is full. If no new piece
// can be made, the old one grows on: a long log is better than none.
func (f *File) Write(p []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.ready(); err != nil {
		return 0, err
	}
	if f.size > 0 && f.size+int64(len(p)) > f.maxSize {
		if err := f.turn(); err != nil {
			return 0, err
		}
	}
	n, err := f.file.Write(p)
	f.size += int64(n)
	if err != nil {
		return n, fmt.Errorf("writing the log: %w", err)
	}
	return n, nil
}

// ready opens the file again if the last turn could not, for example because
// the disk was full.
func (f *File) ready() error {
	switch {
	case f.closed:
		return fs.ErrClosed
	case f.file == nil:
		return f.open()
	}
	return nil
}

// turn moves every piece one place back; the oldest goes. It returns an error
// only when there is no file to write to afterwards.
func (f *File) turn() error {
	closing := f.file.Close()
	f.file = nil
	for i := f.maxFiles - 1; i > 0; i-- {
		if err := os.Rename(f.piece(i-1), f.piece(i)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			break // the pieces in front of it stay where they are
		}
	}
	if f.maxFiles == 1 {
		closing = errors.Join(closing, os.Remove(f.path))
	}
	if err := f.open(); err != nil {
		return errors.Join(err, closing)
	}
	return nil
}

// piece is the name of the i-th piece, 0 being the newest.
func (f *File) piece(i int) string {
	if i == 0 {
		return f.path
	}
	return f.path + "." + strconv.Itoa(i)
}

// Close ends the log. Writing afterwards is an error, closing again is not.
func (f *File) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed = true
	if f.file == nil {
		return nil
	}
	err := f.file.Close()
	f.file = nil
	return err
}

// New makes a logger that writes JSON lines to w and redacts each of them. The
// level is Info; times are UTC.
func New(w io.Writer) *slog.Logger {
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{ReplaceAttr: replace}))
}
