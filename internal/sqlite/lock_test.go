package sqlite_test

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

// lockEnv makes the test binary hold a lock until it is killed.
const lockEnv = "SPRECHSTUNDE_TEST_HOLD_LOCK"

func TestMain(m *testing.M) {
	if path := os.Getenv(lockEnv); path != "" {
		holdLock(path)
	}
	os.Exit(m.Run())
}

func holdLock(path string) {
	if _, err := sqlite.AcquireLock(path, noon()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Fprintln(os.Stdout, "held")
	_, _ = os.Stdin.Read(make([]byte, 1)) // until the parent goes or kills
	os.Exit(0)
}

func TestLockKeepsOthersOut(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sub", "desk.db")
	l, err := sqlite.AcquireLock(path, noon())
	if err != nil {
		t.Fatal(err)
	}
	_, err = sqlite.AcquireLock(path, noon())
	var e *domain.Error
	if !errors.As(err, &e) || e.Code != domain.CodeInUse {
		t.Fatalf("error = %v", err)
	}
	if want := fmt.Sprintf("pid %d, %s", os.Getpid(), noon().Local().Format("2006-01-02 15:04")); e.Detail != want {
		t.Errorf("detail = %q, want %q", e.Detail, want)
	}
	if err := l.Release(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path + ".lock")
	if err != nil || info.Mode() != 0o600 {
		t.Errorf("lock file: %v %v", info, err)
	}
	l, err = sqlite.AcquireLock(path, noon())
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Release(); err != nil {
		t.Fatal(err)
	}
}

func TestLockOfAKilledProcessIsFree(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "desk.db")
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), lockEnv+"="+path)
	in, err := child.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "held\n" {
		t.Fatalf("child said %q, %v", line, err)
	}
	_, err = sqlite.AcquireLock(path, noon())
	var e *domain.Error
	if !errors.As(err, &e) || !strings.HasPrefix(e.Detail, fmt.Sprintf("pid %d,", child.Process.Pid)) {
		t.Errorf("while the child lives: %v", err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait() // it was killed, which Wait reports as an error
	l, err := sqlite.AcquireLock(path, noon())
	if err != nil {
		t.Fatalf("after the child died: %v", err)
	}
	if err := l.Release(); err != nil {
		t.Fatal(err)
	}
}

func TestLockWhereNothingCanBeWritten(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "desk.db")
	if err := os.Mkdir(path+".lock", 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.AcquireLock(path, noon()); err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error = %v", err)
	}
}
