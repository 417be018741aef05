//go:build proof && linux && amd64

package nth_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/safego"
)

// class is a kind of calls that are counted together.
type class string

// classes are all kinds of calls that change a disk or depend on it.
var classes = []class{"open", "write", "sync", "truncate", "name", "remove", "map"}

var classOf = map[uint64]class{
	unix.SYS_OPENAT: "open", unix.SYS_OPEN: "open",
	unix.SYS_WRITE: "write", unix.SYS_PWRITE64: "write", unix.SYS_WRITEV: "write", unix.SYS_COPY_FILE_RANGE: "write",
	unix.SYS_FSYNC: "sync", unix.SYS_FDATASYNC: "sync",
	unix.SYS_FTRUNCATE: "truncate", unix.SYS_FALLOCATE: "truncate",
	unix.SYS_RENAMEAT: "name", unix.SYS_RENAMEAT2: "name", unix.SYS_LINKAT: "name", unix.SYS_MKDIRAT: "name",
	unix.SYS_RENAME: "name", unix.SYS_LINK: "name", unix.SYS_MKDIR: "name",
	unix.SYS_UNLINKAT: "remove", unix.SYS_UNLINK: "remove",
	unix.SYS_MMAP: "map",
}

// pathAt is which argument of a call is its path; the others have a descriptor
// first, mmap fifth.
var pathAt = map[uint64]int{
	unix.SYS_OPENAT: 1, unix.SYS_OPEN: 0, unix.SYS_RENAMEAT: 1, unix.SYS_RENAMEAT2: 1, unix.SYS_LINKAT: 1,
	unix.SYS_MKDIRAT: 1, unix.SYS_RENAME: 0, unix.SYS_LINK: 0, unix.SYS_MKDIR: 0, unix.SYS_UNLINKAT: 1, unix.SYS_UNLINK: 0,
}

// fault is what is done to a program: the Nth call of a class that concerns
// Home fails with Errno, or kills the program if that is 0. N 0 only counts.
type fault struct {
	Home   string
	Class  class
	N      int
	Errno  int
	Report string // file for the report
}

// report is what the tracer saw.
type report struct {
	Calls map[class]int
	Hit   string // what was hit, "" if the program did not get that far
}

const (
	traceEnv = "NTH_TRACE"
	sieveEnv = "NTH_SIEVE"
)

func TestMain(m *testing.M) {
	if spec := os.Getenv(traceEnv); spec != "" {
		os.Exit(beTracer(spec, os.Args[1:]))
	}
	if os.Getenv(sieveEnv) != "" {
		os.Exit(beSieve(os.Args[1:]))
	}
	os.Exit(rig.Main(m))
}

// wrap lets cmd run under the tracer, which is this binary once more.
func wrap(cmd *exec.Cmd, f fault) *exec.Cmd {
	spec, err := json.Marshal(f)
	if err != nil {
		panic(err) // a struct of words
	}
	cmd.Args = append([]string{os.Args[0], cmd.Path}, cmd.Args[1:]...)
	cmd.Path = os.Args[0]
	cmd.Env = append(cmd.Env, traceEnv+"="+string(spec))
	return cmd
}

func beTracer(spec string, args []string) int {
	runtime.LockOSThread() // all of ptrace wants the same thread
	var t tracer
	if err := json.Unmarshal([]byte(spec), &t.fault); err != nil {
		panic(err)
	}
	t.seen.Calls = map[class]int{}
	t.known = map[int]bool{}
	if err := t.start(args); err != nil {
		fmt.Fprintln(os.Stderr, "tracer:", err)
		return 99
	}
	return t.run()
}

// tell writes the report anew after every call, because the tracer may be
// killed together with the program.
func (t *tracer) tell() {
	text, err := json.Marshal(t.seen)
	if err == nil {
		err = os.WriteFile(t.fault.Report, text, 0o600)
	}
	if err != nil {
		panic(err)
	}
}

// tracer watches one program and all its threads.
type tracer struct {
	fault fault
	seen  report
	pid   int
	known map[int]bool
}

// start starts the program by way of the sieve.
func (t *tracer) start(args []string) error {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), traceEnv+"=", sieveEnv+"=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{Ptrace: true}
	if err := cmd.Start(); err != nil {
		return err
	}
	t.pid = cmd.Process.Pid
	var ws unix.WaitStatus
	if _, err := unix.Wait4(t.pid, &ws, 0, nil); err != nil {
		return err
	}
	t.known[t.pid] = true
	ends := make(chan os.Signal, 1)
	signal.Notify(ends, unix.SIGTERM)
	safego.Go("passing the signal on", func(err error) { panic(err) }, func() {
		<-ends
		_ = unix.Kill(t.pid, unix.SIGTERM)
	})
	err := unix.PtraceSetOptions(t.pid, unix.PTRACE_O_TRACECLONE|unix.PTRACE_O_TRACEEXEC|unix.PTRACE_O_TRACESECCOMP|unix.PTRACE_O_EXITKILL)
	return errors.Join(err, unix.PtraceCont(t.pid, 0))
}

// run lets the program go on from call to call until it has ended.
func (t *tracer) run() (code int) {
	for {
		var ws unix.WaitStatus
		tid, err := unix.Wait4(-1, &ws, unix.WALL, nil)
		switch {
		case errors.Is(err, unix.EINTR):
			continue
		case err != nil:
			return code
		case ws.Exited() && tid == t.pid:
			code = ws.ExitStatus()
			continue
		case ws.Signaled() && tid == t.pid:
			code = 128 + int(ws.Signal())
			continue
		case !ws.Stopped():
			continue
		}
		// A thread that is gone by now has nothing more to say.
		_ = unix.PtraceCont(tid, t.stopped(tid, ws))
	}
}

// stopped returns the signal that the thread shall get.
func (t *tracer) stopped(tid int, ws unix.WaitStatus) int {
	switch sig := ws.StopSignal(); {
	case sig == unix.SIGTRAP && ws.TrapCause() == unix.PTRACE_EVENT_SECCOMP:
		t.call(tid)
		return 0
	case sig == unix.SIGTRAP && ws.TrapCause() > 0:
		return 0 // a thread was made, or the sieve became the program
	case sig == unix.SIGSTOP && !t.known[tid]:
		t.known[tid] = true
		return 0 // it begins
	default:
		return int(sig)
	}
}

// call is before a call of one of the classes.
func (t *tracer) call(tid int) {
	var r unix.PtraceRegs
	if err := unix.PtraceGetRegs(tid, &r); err != nil {
		return // killed meanwhile
	}
	path := t.path(tid, &r)
	if !strings.HasPrefix(path, t.fault.Home+"/") {
		return
	}
	kind := classOf[r.Orig_rax]
	t.seen.Calls[kind]++
	defer t.tell()
	if kind != t.fault.Class || t.seen.Calls[kind] != t.fault.N {
		return
	}
	t.seen.Hit = fmt.Sprintf("%s %d (%s)", kind, t.fault.N, filepath.Base(path))
	if t.fault.Errno == 0 {
		_ = unix.Kill(t.pid, unix.SIGKILL)
		return
	}
	r.Orig_rax, r.Rax = ^uint64(0), uint64(-int64(t.fault.Errno)) // no call at all, and this for an answer
	_ = unix.PtraceSetRegs(tid, &r)
}

// path is what a call is about.
func (t *tracer) path(tid int, r *unix.PtraceRegs) string {
	if i, ok := pathAt[r.Orig_rax]; ok {
		text := t.text(tid, uintptr([]uint64{r.Rdi, r.Rsi}[i]))
		if i == 0 || filepath.IsAbs(text) || int32(r.Rdi) < 0 {
			return text
		}
		return filepath.Join(t.opened(r.Rdi), text) // below a folder that is open
	}
	fd := r.Rdi
	if r.Orig_rax == unix.SYS_MMAP {
		fd = r.R8
	}
	if int32(fd) < 0 {
		return ""
	}
	return t.opened(fd)
}

// opened is what a descriptor of the program stands for.
func (t *tracer) opened(fd uint64) string {
	path, _ := os.Readlink(fmt.Sprintf("/proc/%d/fd/%d", t.pid, int32(fd)))
	return path
}

func (t *tracer) text(tid int, at uintptr) string {
	var text []byte
	var word [8]byte
	for range 512 {
		if _, err := unix.PtracePeekData(tid, at, word[:]); err != nil {
			return ""
		}
		if i := bytes.IndexByte(word[:], 0); i >= 0 {
			return string(append(text, word[:i]...))
		}
		text = append(text, word[:]...)
		at += 8
	}
	return ""
}
