//go:build proof

package rig

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// Strain is how late the machine itself is, by the side of a test that holds the
// program to a time: on a machine that does much else, waking up and flushing a
// file take as long for a test as for the program.
type Strain struct {
	mu   sync.Mutex
	late []lateness
}

type lateness struct {
	at time.Time
	by time.Duration
}

// WatchStrain measures until the test ends.
func WatchStrain(tb testing.TB) *Strain {
	tb.Helper()
	s := &Strain{}
	end := make(chan struct{})
	var done sync.WaitGroup
	path := filepath.Join(tb.TempDir(), "strain")
	done.Go(func() { s.watch(end, 10*time.Millisecond, func() {}) })
	done.Go(func() { s.watch(end, 50*time.Millisecond, func() { flush(path) }) })
	tb.Cleanup(func() { close(end); done.Wait() })
	return s
}

// watch takes the time that a pause and some work take beyond the pause.
func (s *Strain) watch(end <-chan struct{}, pause time.Duration, work func()) {
	for began := time.Now(); ; began = time.Now() {
		select {
		case <-end:
			return
		case <-time.After(pause):
		}
		work()
		s.note(began, time.Since(began)-pause)
	}
}

func (s *Strain) note(at time.Time, by time.Duration) {
	const kept = 20000 // some minutes
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.late) >= kept {
		s.late = append(s.late[:0], s.late[kept/2:]...)
	}
	s.late = append(s.late, lateness{at, by})
}

// Since is the longest that the machine was late in what began since a moment.
func (s *Strain) Since(from time.Time) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	var worst time.Duration
	for i := len(s.late) - 1; i >= 0; i-- {
		if l := s.late[i]; l.at.After(from) {
			worst = max(worst, l.by)
		}
	}
	return worst
}

// flush writes a page through to the disk, as a commit does. What fails says
// nothing about time.
func flush(path string) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	defer f.Close()
	if _, err := f.Write(make([]byte, 4096)); err == nil {
		_ = f.Sync()
	}
}
