//go:build unix

package tools_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"sprechstunde/internal/safego"
	"sprechstunde/internal/tools"
)

// TestMain lets this test binary be the outside programs: linked under the name
// of one, it behaves as that one.
func TestMain(m *testing.M) {
	if stub, ok := stubs[filepath.Base(os.Args[0])]; ok {
		stub()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

var stubs = map[string]func(){
	"mpv":      func() { note(); hold() },
	"ffplay":   note,
	"xdg-open": note,
	"gio":      func() { note(); os.Exit(3) },
	"viewer":   func() { note(); hold() },
	"arecord":  source,
	"opusenc":  sink,
	"recorder": recorder,
	"stubborn": func() { signal.Ignore(syscall.SIGINT, syscall.SIGTERM); note(); hold() },
	"early":    note,
	"parent":   func() { spawn(); note(); hold() },
	"child":    func() { note(); hold() },
	"hear": func() {
		note()
		fmt.Fprintln(os.Stdout, "[00:00:00.000 --> 00:00:03.000]  hallo, ich bin Mehmet")
		fmt.Fprintln(os.Stdout, "und ich hätte eine Frage")
	},
	"beside": func() {
		note()
		fmt.Fprintln(os.Stdout, "noise")
		write(os.Args[len(os.Args)-1]+".txt", "so steht es in der Datei\n")
	},
	"chatter": func() { note(); _, _ = io.Copy(os.Stdout, io.LimitReader(endless{}, 8<<20)) },
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

// note writes down how the program was called, beside itself.
func note() {
	dir, _ := os.Getwd()
	tty := "no terminal"
	if f, err := os.OpenFile("/dev/tty", os.O_WRONLY, 0); err == nil {
		tty = "a terminal"
		_ = f.Close()
	}
	in, _ := io.ReadAll(io.LimitReader(os.Stdin, 10))
	session, _, _ := syscall.RawSyscall(syscall.SYS_GETSID, 0, 0, 0)
	write(os.Args[0]+".call", strings.Join(append(os.Args[1:],
		"cwd="+dir, tty, fmt.Sprintf("in=%q", in), fmt.Sprintf("own session=%v", int(session) == os.Getpid()), fmt.Sprintf("pid=%d", os.Getpid()),
		"env="+strings.Join(os.Environ(), " ")), "\n"))
}

func write(path, text string) {
	if err := os.WriteFile(path+".part", []byte(text), 0o600); err != nil {
		panic(err)
	}
	if err := os.Rename(path+".part", path); err != nil {
		panic(err)
	}
}

// hold holds a lock beside the program for as long as it lives.
func hold() {
	lock := flock.New(os.Args[0] + ".lock")
	if err := lock.Lock(); err != nil {
		panic(err)
	}
	write(os.Args[0]+".alive", "")
	never := make(chan os.Signal, 1)
	signal.Notify(never, syscall.SIGUSR2)
	<-never // it is killed
}

func spawn() {
	child := exec.Command(filepath.Join(filepath.Dir(os.Args[0]), "child"))
	if err := child.Start(); err != nil {
		panic(err)
	}
}

func untilInterrupted() {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGINT)
	write(os.Args[0]+".alive", "")
	<-stop
}

func recorder() {
	path := os.Args[len(os.Args)-1]
	write(path, "begun")
	untilInterrupted()
	write(path, "begun and ended")
}

func source() {
	fmt.Fprint(os.Stdout, "sound ")
	untilInterrupted()
	fmt.Fprint(os.Stdout, "to the end")
}

func sink() {
	heard, _ := io.ReadAll(os.Stdin)
	write(os.Args[len(os.Args)-1], "packed: "+string(heard))
}

// bench is a folder with programs in it.
type bench struct {
	t   *testing.T
	dir string
}

func newBench(t *testing.T, names ...string) *bench {
	t.Helper()
	b := &bench{t, t.TempDir()}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if err := os.Symlink(self, b.path(name)); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

func (b *bench) path(name string) string { return filepath.Join(b.dir, name) }

// look finds only programs of the bench.
func (b *bench) look(name string) (string, error) {
	path := b.path(filepath.Base(name))
	if _, err := os.Lstat(path); err != nil {
		return "", exec.ErrNotFound
	}
	return path, nil
}

func (b *bench) options(env map[string]string) tools.Options {
	return tools.Options{
		Look: b.look, GOOS: "linux", Grace: 10 * time.Second, Temp: b.dir,
		Env: func(name string) (string, bool) { v, ok := env[name]; return v, ok },
	}
}

// call is how a program was called, once it was.
func (b *bench) call(name string) string {
	b.t.Helper()
	b.await(name + ".call")
	return b.read(name + ".call")
}

func (b *bench) read(name string) string {
	b.t.Helper()
	raw, err := os.ReadFile(b.path(name))
	if err != nil {
		b.t.Fatal(err)
	}
	return string(raw)
}

// await waits until there is a file.
func (b *bench) await(name string) {
	b.t.Helper()
	b.until(name+" is there", func() bool { _, err := os.Stat(b.path(name)); return err == nil })
}

func (b *bench) until(what string, ok func() bool) {
	b.t.Helper()
	late := time.After(30 * time.Second)
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for !ok() {
		select {
		case <-look.C:
		case <-late:
			b.t.Fatalf("never: %s", what)
		}
	}
}

// gone waits until nobody holds the lock of a program.
func (b *bench) gone(name string) {
	b.t.Helper()
	lock := flock.New(b.path(name + ".lock"))
	b.until(name+" has ended", func() bool {
		free, err := lock.TryLock()
		if err != nil {
			b.t.Fatal(err)
		}
		return free
	})
	if err := lock.Unlock(); err != nil {
		b.t.Fatal(err)
	}
}

// begin runs something beside the test, until stop.
func begin(run func(context.Context) error) (stop func() error) {
	ctx, cancel := context.WithCancel(context.Background())
	var failure, panicked error
	done := safego.Go("a test", func(err error) { panicked = err }, func() { failure = run(ctx) })
	return func() error { cancel(); <-done; return errors.Join(failure, panicked) }
}

// killCalled ends a program that was called and that nobody waits for.
func (b *bench) killCalled(name string) {
	b.t.Helper()
	_, rest, _ := strings.Cut(b.call(name), "\npid=")
	line, _, _ := strings.Cut(rest, "\n")
	pid, err := strconv.Atoi(line)
	if err != nil {
		b.t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		b.t.Fatal(err)
	}
}
