//go:build proof && linux

package wire_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"sprechstunde/internal/proof/rig"
)

// tick is the unit of processor times in /proc: USER_HZ, which is 100 on every
// architecture that Go runs on.
const tick = 10 * time.Millisecond

// spent is the processor time that a process has used, as the kernel counts.
func spent(t *testing.T, pid int) time.Duration {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		t.Fatal(err)
	}
	// The name in brackets may hold blanks; utime and stime are the 12th and
	// 13th fields after it.
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	var sum int
	for _, f := range fields[11:13] {
		n, err := strconv.Atoi(f)
		if err != nil {
			t.Fatal(err)
		}
		sum += n
	}
	return time.Duration(sum) * tick
}

// settle waits until a process has nothing left to do, and returns the
// processor time it has used by then.
func settle(t *testing.T, pid int) time.Duration {
	t.Helper()
	beat := time.NewTicker(60 * time.Millisecond)
	defer beat.Stop()
	for have := spent(t, pid); ; {
		<-beat.C
		now := spent(t, pid)
		if now == have {
			return now
		}
		have = now
	}
}

// memory is a figure of a process as the kernel tells it, in bytes: VmRSS now,
// VmHWM at its largest.
func memory(t *testing.T, pid int, what string) int {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	_, tail, _ := strings.Cut(string(text), what+":")
	n, err := strconv.Atoi(strings.Fields(tail)[0])
	if err != nil {
		t.Fatal(err)
	}
	return n << 10
}

// peak is the most memory that a process has used which has ended, in MiB.
func peak(r *rig.Relay) int64 {
	return r.Cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10
}

// descriptors counts the files and connections that a process has open.
func descriptors(t *testing.T, pid int) int {
	t.Helper()
	list, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}
