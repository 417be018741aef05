//go:build proof && linux

package media_test

import (
	"context"
	"errors"
	"os"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/relay"
)

// middle is the pause in the middle of a slow file.
const middle = 12345 * time.Nanosecond

// fill leaves so many bytes of a disk free.
func fill(dir string, left uint64) error {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return err
	}
	free := s.Bavail * uint64(s.Bsize)
	if free <= left {
		return nil
	}
	err := os.WriteFile(dir+"/filler", make([]byte, free-left), 0o600)
	if errors.Is(err, unix.ENOSPC) {
		return nil
	}
	return err
}

// full is a relay on a small disk.
type full struct {
	t    *testing.T
	home *rig.Home
	meta *fakewa.Server
	api  *relay.Client
	all  map[string]sent

	mu     sync.Mutex
	slow   bool // files come in pieces
	struck int  // times the disk was filled in the middle of a file
}

func newFull(t *testing.T) *full {
	t.Helper()
	f := &full{t: t, all: map[string]sent{}}
	f.meta = rig.Meta(t, fakewa.Options{Faults: f.fault, Wait: f.wait, DuplicateEvery: -1, Plan: fakewa.SilentPlan})
	f.home = rig.HomeIn(t, rig.SmallDisk(t, 80<<20), f.meta.Base())
	if err := f.meta.SetWebhook("http://" + f.home.Hook + "/webhook"); err != nil {
		t.Fatal(err)
	}
	f.home.StartRelay(t)
	var err error
	if f.api, err = relay.NewClient(relay.ClientOptions{URL: "unix:" + f.home.Path("s"), Token: rig.RelayToken}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.api.Close)
	return f
}

func (f *full) fault(r fakewa.Request) fakewa.Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	if r.Endpoint == "file" && f.slow {
		return fakewa.Fault{Trouble: fakewa.SlowBody, Delay: middle}
	}
	return fakewa.Fault{}
}

// wait fills the disk in the middle of a slow file; not of one that was on its way
// when there was to be room again.
func (f *full) wait(ctx context.Context, d time.Duration) error {
	if d == middle {
		f.mu.Lock()
		defer f.mu.Unlock()
		if !f.slow {
			return ctx.Err()
		}
		if f.struck++; f.struck%4 == 3 {
			return fill(f.home.Dir, 0)
		}
	}
	return ctx.Err()
}

func (f *full) deliver(n, size int) {
	f.t.Helper()
	luck := rig.Luck(f.t)
	for range n {
		in, s := message(luck, len(f.all), size)
		id := f.meta.Keep(in.File)
		if err := f.meta.Deliver(f.t.Context(), in.Saying("id", id)); err != nil {
			f.t.Fatal(err)
		}
		f.all[id] = s
	}
}

// until waits until the health of the relay is as it shall be.
func (f *full) until(what string, is func(domain.RelayHealth) bool) {
	f.t.Helper()
	late := time.After(90 * time.Second)
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for {
		h, err := f.api.Health(f.t.Context())
		if err != nil {
			f.t.Fatal(err)
		}
		if is(h) {
			return
		}
		select {
		case <-look.C:
		case <-late:
			f.t.Fatalf("never came to %s: %d files wait, %s", what, h.FilesWaiting, h.FilesTrouble)
		}
	}
}

// free removes what fills the disk.
func (f *full) free() {
	f.t.Helper()
	if err := os.Remove(f.home.Path("filler")); err != nil && !errors.Is(err, os.ErrNotExist) {
		f.t.Fatal(err)
	}
}

// TestFilesOnAFullDisk: a disk without room for files still takes messages, and
// says what is wrong; one that fills up in the middle of a file costs an attempt.
// When there is room again, everything comes.
func TestFilesOnAFullDisk(t *testing.T) {
	t.Parallel()
	f := newFull(t)
	if err := fill(f.home.Dir, 24<<20); err != nil {
		t.Fatal(err)
	}
	f.deliver(10, 200<<10)
	f.until("a full disk", func(h domain.RelayHealth) bool { return h.FilesTrouble == domain.CodeDiskFull && h.FilesWaiting == 10 })
	if names := here(t, f.home.Dir); len(names) != 0 {
		t.Errorf("in the folder: %q", names)
	}
	f.free()
	f.until("room", func(h domain.RelayHealth) bool { return h.FilesWaiting == 0 && h.FilesTrouble == "" })

	f.mu.Lock()
	f.slow = true
	f.mu.Unlock()
	f.deliver(6, 3<<20)
	f.until("a disk that fills up", func(h domain.RelayHealth) bool { return h.FilesTrouble == domain.CodeDiskFull })
	f.mu.Lock()
	f.slow = false
	f.mu.Unlock()
	f.free()
	f.until("room again", func(h domain.RelayHealth) bool { return h.FilesWaiting == 0 && h.FilesTrouble == "" })
	if names := here(t, f.home.Dir); len(names) != len(f.all) {
		t.Errorf("%d files in the folder, %d were sent: %q", len(names), len(f.all), names)
	}
	for id, s := range f.all {
		if sum, err := fetched(t, f.api, id); err != nil || sum != s.sum {
			t.Errorf("%s: %v, the sum fits: %v", id, err, sum == s.sum)
		}
	}
	rig.Tell(t, "files that came to a full disk, all there once there was room", len(f.all))
}
