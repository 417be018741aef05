//go:build linux

package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"

	"sprechstunde/internal/safego"
	"sprechstunde/store"
	"sprechstunde/store/storetest"
)

// The budgets of the desk, measured from outside: the real program on a
// pseudo-terminal of 120×40, with 5,000 chats and 100,000 messages, or as many
// as SPRECHSTUNDE_BENCH_SIZE=chats/messages says. The machine's clock and
// scheduler are part of it, so the numbers mean something on a quiet machine
// only, and beside those of the empty Bubble Tea program measured in turn.

// bench is what all benchmarks here share, made once.
var bench struct {
	sync.Once
	program, empty, home string
	err                  error
}

func needBench(b *testing.B) {
	b.Helper()
	bench.Do(func() { bench.err = prepareBench(b.Context()) })
	if bench.err != nil {
		b.Fatal(bench.err)
	}
}

func prepareBench(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "sprechstunde-budget-")
	if err != nil {
		return err
	}
	bench.program, bench.empty, bench.home = filepath.Join(dir, "sprechstunde"), filepath.Join(dir, "empty"), filepath.Join(dir, "home")
	for out, pkg := range map[string]string{bench.program: "sprechstunde", bench.empty: "./testdata/empty"} {
		cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", out, pkg)
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		if text, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("building %s: %w\n%s", pkg, err, text)
		}
	}
	if err := os.Mkdir(bench.home, 0o700); err != nil {
		return err
	}
	settings := "language: de\nrelay: {webhook_listen: \"127.0.0.1:0\"}\n"
	if err := os.WriteFile(filepath.Join(bench.home, "config.yaml"), []byte(settings), 0o600); err != nil {
		return err
	}
	return fillBench(ctx, filepath.Join(bench.home, "desk.db"))
}

func fillBench(ctx context.Context, path string) error {
	chats, messages := 5_000, 100_000
	if c, m, ok := strings.Cut(os.Getenv("SPRECHSTUNDE_BENCH_SIZE"), "/"); ok {
		chats, _ = strconv.Atoi(c)
		messages, _ = strconv.Atoi(m)
	}
	s, err := store.Open(ctx, store.Options{Path: path, Clock: time.Now})
	if err != nil {
		return err
	}
	if err := storetest.Fill(ctx, s, chats, messages, 1); err != nil {
		return err
	}
	return s.Close()
}

// screen is a program on a pseudo-terminal. Chunks of output come with the
// moment at which they were read.
type screen struct {
	tb     testing.TB
	cmd    *exec.Cmd
	tty    *os.File
	begun  time.Time
	chunks chan chunk
}

type chunk struct {
	at   time.Time
	text string
}

func start(b *testing.B, program string, args ...string) *screen {
	b.Helper()
	s := &screen{tb: b, chunks: make(chan chunk, 1024)}
	s.cmd = exec.CommandContext(b.Context(), program, args...)
	s.cmd.Env = []string{"TERM=xterm-256color", "LANG=de_DE.UTF-8", "HOME=" + bench.home, "PATH=" + os.Getenv("PATH")}
	s.begun = time.Now()
	tty, err := pty.StartWithSize(s.cmd, &pty.Winsize{Rows: 40, Cols: 120})
	if err != nil {
		b.Fatal(err)
	}
	s.tty = tty
	safego.Go("reading the terminal", func(err error) { b.Error(err) }, func() {
		defer close(s.chunks)
		buf := make([]byte, 1<<16)
		for {
			n, err := tty.Read(buf)
			if err != nil {
				return
			}
			s.chunks <- chunk{time.Now(), string(buf[:n])}
		}
	})
	return s
}

// until waits for output that holds text and returns when it came.
func (s *screen) until(text string) time.Time {
	s.tb.Helper()
	deadline := time.NewTimer(20 * time.Second)
	defer deadline.Stop()
	var seen strings.Builder
	for {
		select {
		case c, open := <-s.chunks:
			seen.WriteString(c.text)
			if strings.Contains(seen.String(), text) {
				return c.at
			}
			if !open {
				s.tb.Fatalf("the program ended before it showed %q", text)
			}
		case <-deadline.C:
			s.tb.Fatalf("%q did not appear", text)
		}
	}
}

// rest waits until nothing was written for d.
func (s *screen) rest(d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	for {
		select {
		case <-s.chunks:
			t.Reset(d)
		case <-t.C:
			return
		}
	}
}

// key presses a key and returns the time to the first output.
func (s *screen) key(k string) time.Duration {
	s.tb.Helper()
	pressed := time.Now()
	if _, err := io.WriteString(s.tty, k); err != nil {
		s.tb.Fatal(err)
	}
	select {
	case c := <-s.chunks:
		return c.at.Sub(pressed)
	case <-time.After(2 * time.Second):
		s.tb.Fatalf("key %q changes nothing", k)
		return 0
	}
}

func (s *screen) quit() {
	s.tb.Helper()
	if _, err := io.WriteString(s.tty, "q"); err != nil {
		s.tb.Error(err)
	}
	for range s.chunks {
	}
	if err := s.cmd.Wait(); err != nil {
		s.tb.Errorf("quitting: %v", err)
	}
	if err := s.tty.Close(); err != nil {
		s.tb.Error(err)
	}
}

// status reads a line of the kernel's account of the process, in kB.
func (s *screen) status(name string) float64 {
	s.tb.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		s.tb.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), name+":")
	kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
	if err != nil {
		s.tb.Fatal(err)
	}
	return kb
}

// ticks is the processor time used so far, in hundredths of a second.
func (s *screen) ticks() float64 {
	s.tb.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	if err != nil {
		s.tb.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), ") ")
	fields := strings.Fields(rest)
	user, _ := strconv.ParseFloat(fields[11], 64)
	system, _ := strconv.ParseFloat(fields[12], 64)
	return user + system
}

// shown is on the screen as soon as the queue is there.
const shown = "Wartend "

func openDesk(b *testing.B) *screen {
	b.Helper()
	return start(b, bench.program, "--home", bench.home)
}

// Budget: 60 ms from the start to the first useful screen.
func BenchmarkStartToFirstScreen(b *testing.B) {
	needBench(b)
	var times []time.Duration
	for b.Loop() {
		s := openDesk(b)
		times = append(times, s.until(shown).Sub(s.begun))
		s.rest(100 * time.Millisecond)
		s.quit()
	}
	report(b, "start", times)
}

// Budget: p99 within 1 ms of the empty program's.
func BenchmarkKeyToFrame(b *testing.B) {
	needBench(b)
	var ours, theirs []time.Duration
	for b.Loop() {
		theirs = append(theirs, walk(start(b, bench.empty))...)
		ours = append(ours, walk(openDesk(b))...)
	}
	report(b, "key", ours)
	report(b, "empty-key", theirs)
}

const walkLength = 100

// walk presses a key again and again, at distances that do not fall in step
// with the frame clock.
func walk(s *screen) []time.Duration {
	s.tb.Helper()
	s.until(shown)
	s.rest(150 * time.Millisecond)
	var times []time.Duration
	for i := range walkLength {
		times = append(times, s.key("j"))
		s.rest(40*time.Millisecond + time.Duration(i*7919%3400)*10*time.Microsecond)
	}
	s.quit()
	return times
}

// Budget: under 40 MB resident after an hour's work in a few seconds, and
// under 2 % of a core while nothing happens.
func BenchmarkMemoryAndIdle(b *testing.B) {
	needBench(b)
	for b.Loop() {
		s := openDesk(b)
		s.until(shown)
		s.rest(150 * time.Millisecond)
		for range 50 {
			s.key("j")
			s.rest(45 * time.Millisecond)
		}
		b.ReportMetric(s.status("VmRSS")/1000, "MB-resident")
		b.ReportMetric(s.status("VmHWM")/1000, "MB-peak")
		const idle = 5 * time.Second
		before := s.ticks()
		s.rest(idle)
		b.ReportMetric((s.ticks()-before)/idle.Seconds(), "%-of-a-core-idle")
		s.quit()
	}
}

func report(b *testing.B, name string, times []time.Duration) {
	b.Helper()
	slices.Sort(times)
	at := func(p int) float64 { return float64(times[min(len(times)*p/100, len(times)-1)].Microseconds()) / 1000 }
	b.ReportMetric(at(50), name+"-p50-ms")
	b.ReportMetric(at(99), name+"-p99-ms")
}
