//go:build proof

package rig

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// Overlay names a file for "go build -overlay": with it the program is built
// with one line broken, to show that a proof notices. Package sabotage sets it.
const Overlay = "PROOF_OVERLAY"

// Ready names a program that is built already, so that suites need not each
// build their own.
const Ready = "PROOF_PROGRAM"

var built = sync.OnceValues(func() (string, error) {
	if path := os.Getenv(Ready); path != "" {
		return path, nil
	}
	dir, err := os.MkdirTemp("", "proof-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "sprechstunde")
	return path, Build(path, os.Getenv(Overlay))
})

// Build builds the program as it is shipped, without cgo; overlay may be empty.
func Build(path, overlay string) error {
	args := []string{"build", "-trimpath", "-o", path}
	if overlay != "" {
		args = append(args, "-overlay", overlay)
	}
	cmd := exec.CommandContext(context.Background(), "go", append(args, "sprechstunde")...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("building the program: %w\n%s", err, out)
	}
	return nil
}

// Program is the path of the program, built once for all tests of a package.
func Program(tb testing.TB) string {
	tb.Helper()
	path, err := built()
	if err != nil {
		tb.Fatal(err)
	}
	return path
}

// Main runs the tests of a package and removes the program afterwards; every
// suite's TestMain is this.
func Main(m *testing.M) int {
	code := m.Run()
	if path, err := built(); err == nil && path != os.Getenv(Ready) {
		_ = os.RemoveAll(filepath.Dir(path))
	}
	return code
}
