package sqlite

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"sprechstunde/internal/domain"

	"github.com/gofrs/flock"
)

// The record of the holder stands behind the first byte, which is the one that
// Windows locks against readers, and has a fixed length so that the file never
// needs to be cut.
const (
	recordAt  = 1
	recordLen = 63
)

// Lock is the right to be the only process that works with a database. The
// system takes it away when the process ends, however it ends.
type Lock struct {
	held *flock.Flock
}

// AcquireLock takes the lock of the database at path. It stands on a file of
// its own, path + ".lock", which is never deleted: a lock on a deleted file
// holds nobody back. If another process has it, the error is in_use with its
// process id and start time as detail.
func AcquireLock(path string, now time.Time) (*Lock, error) {
	file := path + ".lock"
	if err := MakeFolder(filepath.Dir(file)); err != nil {
		return nil, withPath(err, file)
	}
	held := flock.New(file, flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(fileMode))
	ok, err := held.TryLock()
	if err != nil {
		return nil, withPath(fmt.Errorf("taking lock: %w", err), file)
	}
	if !ok {
		return nil, domain.Fail(domain.CodeInUse, readHolder(file), nil)
	}
	if err := writeHolder(file, now); err != nil {
		return nil, withPath(errors.Join(err, held.Unlock()), file)
	}
	return &Lock{held: held}, nil
}

// Release gives the lock back.
func (l *Lock) Release() error {
	if err := l.held.Unlock(); err != nil {
		return fmt.Errorf("releasing lock: %w", err)
	}
	return nil
}

func writeHolder(file string, now time.Time) error {
	f, err := os.OpenFile(file, os.O_WRONLY, fileMode)
	if err != nil {
		return fmt.Errorf("opening lock file: %w", err)
	}
	// For the one who reads it on the same machine, by the clock on its wall.
	record := fmt.Sprintf("pid %d, %s", os.Getpid(), now.Local().Format("2006-01-02 15:04"))
	_, err = f.WriteAt(fmt.Appendf(nil, "%-*s\n", recordLen-1, record), recordAt)
	return errors.Join(err, f.Chmod(fileMode), f.Close())
}

// readHolder returns what the holder wrote about itself. It is there for the
// sentence only; without it the refusal stands all the same.
func readHolder(file string) string {
	f, err := os.Open(file)
	if err != nil {
		return ""
	}
	buf := make([]byte, recordLen)
	n, readErr := f.ReadAt(buf, recordAt)
	if err := f.Close(); err != nil || (readErr != nil && !errors.Is(readErr, io.EOF)) {
		return ""
	}
	return strings.TrimSpace(string(buf[:n]))
}
