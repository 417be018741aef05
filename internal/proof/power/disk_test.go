//go:build proof && linux

package power_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

const (
	imageSize = 96 << 20
	// shutdown is EXT4_IOC_SHUTDOWN, _IOR('X', 125, __u32); with noLogFlush
	// nothing that the journal still holds reaches the disk.
	shutdown   = 0x8004587d
	noLogFlush = 2
)

// disk is an ext4 file system that can lose its power.
type disk struct {
	image, dir string
	mounted    bool
}

// newDisk makes the file system; without the right to do so the test is
// skipped.
func newDisk(t *testing.T) *disk {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("needs root: it mounts a file system")
	}
	dir, err := os.MkdirTemp("", "p") // short, a socket lies in it
	if err != nil {
		t.Fatal(err)
	}
	d := &disk{image: filepath.Join(dir, "image"), dir: filepath.Join(dir, "m")}
	t.Cleanup(func() {
		d.unmount(t)
		_ = os.RemoveAll(dir)
	})
	if err := errors.Join(os.Mkdir(d.dir, 0o700), os.WriteFile(d.image, nil, 0o600), os.Truncate(d.image, imageSize)); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), "mkfs.ext4", "-q", "-F", d.image).CombinedOutput(); err != nil {
		t.Skipf("needs mkfs.ext4: %v %s", err, out)
	}
	if out, err := d.mount(t.Context()); err != nil {
		t.Skipf("needs a loop device: %v %s", err, out)
	}
	return d
}

// mount mounts the image over a loop device that goes with the mount.
func (d *disk) mount(ctx context.Context) ([]byte, error) {
	out, err := exec.CommandContext(ctx, "mount", "-t", "ext4", "-o", "loop", d.image, d.dir).CombinedOutput()
	d.mounted = err == nil
	return out, err
}

// settle lets everything written so far reach the image.
func (d *disk) settle(t *testing.T) {
	t.Helper()
	root, err := os.Open(d.dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(unix.Syncfs(int(root.Fd())), root.Close()); err != nil {
		t.Fatal(err)
	}
}

// cut takes the power away. It returns when the file system is dead.
func (d *disk) cut(t *testing.T) {
	t.Helper()
	root, err := os.Open(d.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	how := uint32(noLogFlush)
	if _, _, e := unix.Syscall(unix.SYS_IOCTL, root.Fd(), shutdown, uintptr(unsafe.Pointer(&how))); e != 0 {
		t.Fatalf("cutting the power: %v", e)
	}
}

// comeBack is the power again: the journal is replayed by mounting.
func (d *disk) comeBack(t *testing.T) {
	t.Helper()
	d.unmount(t)
	if out, err := d.mount(t.Context()); err != nil {
		t.Fatalf("the file system does not come back: %v %s", err, out)
	}
}

func (d *disk) unmount(t *testing.T) {
	t.Helper()
	if !d.mounted {
		return
	}
	if err := unix.Unmount(d.dir, 0); err != nil {
		t.Errorf("unmounting: %v", err)
		_ = unix.Unmount(d.dir, unix.MNT_DETACH)
	}
	d.mounted = false
}
