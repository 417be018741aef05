package freeport_test

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"

	"sprechstunde/internal/freeport"
)

// asked tells a copy of this test to be another process.
const asked = "FREEPORT_ASKED"

func TestMain(m *testing.M) {
	if os.Getenv(asked) == "" {
		os.Exit(m.Run())
	}
	for range 50 {
		addr, err := freeport.Address()
		if err != nil {
			fmt.Fprintln(os.Stdout, err)
		}
		fmt.Fprintln(os.Stdout, addr)
	}
	fmt.Fprintln(os.Stdout, "done")
	_, _ = os.Stdin.Read(make([]byte, 1)) // lives until the test has read
}

// TestProcessesShareNoPort, although nobody listens at what was given.
func TestProcessesShareNoPort(t *testing.T) {
	t.Parallel()
	seen := map[string]int{}
	for n := range 20 {
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), asked+"=1")
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			_ = in.Close()
			_ = cmd.Wait()
		})
		for lines := bufio.NewScanner(out); lines.Scan() && lines.Text() != "done"; {
			addr := lines.Text()
			if other, ok := seen[addr]; ok || !strings.HasPrefix(addr, "127.0.0.1:") {
				t.Fatalf("process %d got %q, which %d has", n, addr, other)
			}
			seen[addr] = n
		}
	}
	if len(seen) != 20*50 {
		t.Errorf("%d addresses", len(seen))
	}
}

// TestAPortInUseIsNotGiven, however often it is asked.
func TestAPortInUseIsNotGiven(t *testing.T) {
	t.Parallel()
	addr, err := freeport.Address()
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for range 700 {
		if got, err := freeport.Address(); err != nil || got == addr {
			t.Fatalf("%s, %v", got, err)
		}
	}
}
