//go:build proof

package sabotage_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sprechstunde/internal/proof/rig"
)

const root = "../../.."

// sabotage is one promise taken out of the program.
type sabotage struct {
	name string
	file string // from the root of the repository
	old  string // stands in the file exactly once
	new  string
	// also is a second such pair, for a promise that is checked where it is made.
	also [2]string
	// suite is the package under internal/proof that guards the line, or, with
	// "./" in front, another package whose ordinary tests do; run and times
	// choose as little of it as is enough to notice.
	suite, run string
	times      int
	// short: part of every run; the others are for the night.
	short bool
}

func TestProofsNotice(t *testing.T) {
	t.Parallel()
	for _, s := range sabotages {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			if !s.short && !rig.Long() {
				t.Skip("for the night: -long")
			}
			s.mustBeNoticed(t)
		})
	}
}

// TestSabotagesStillFit: each breaks the line that it means to break.
func TestSabotagesStillFit(t *testing.T) {
	t.Parallel()
	short := 0
	for _, s := range sabotages {
		if _, err := s.broken(); err != nil {
			t.Errorf("%s: %v", s.name, err)
		}
		if s.short {
			short++
		}
	}
	if short < 5 || len(sabotages) < 20 {
		t.Errorf("%d sabotages, %d of them in every run", len(sabotages), short)
	}
}

// broken is the file's text after the sabotage.
func (s sabotage) broken() (string, error) {
	text, err := os.ReadFile(filepath.Join(root, s.file))
	if err != nil {
		return "", err
	}
	out := string(text)
	for _, pair := range [][2]string{{s.old, s.new}, s.also} {
		if pair[0] == "" {
			continue
		}
		if n := strings.Count(out, pair[0]); n != 1 {
			return "", fmt.Errorf("%s says %d times: %s", s.file, n, pair[0])
		}
		out = strings.Replace(out, pair[0], pair[1], 1)
	}
	return out, nil
}

func (s sabotage) mustBeNoticed(t *testing.T) {
	t.Helper()
	if rig.Long() { // .ci/run has just run the suites that guard the short ones
		s.mustPassOtherwise(t)
	}
	overlay := s.overlay(t)
	program := filepath.Join(t.TempDir(), "sprechstunde")
	if err := rig.Build(program, overlay); err != nil {
		t.Fatal(err)
	}
	out, err := s.guard(t, []string{"-overlay", overlay}, []string{rig.Overlay + "=" + overlay, rig.Ready + "=" + program})
	var exit *exec.ExitError
	switch {
	case err == nil && strings.Contains(string(out), "--- SKIP") && !strings.Contains(string(out), "--- PASS"):
		t.Skipf("its guard is skipped here:\n%s", out)
	case err == nil:
		t.Fatalf("nobody noticed:\n%s", out)
	case !errors.As(err, &exit) || !strings.Contains(string(out), "--- FAIL"):
		t.Fatalf("no test failed, it broke otherwise: %v\n%s", err, out)
	}
	t.Logf("proof: 1 sabotage noticed: %s\n%s", s.name, complaint(string(out), 4))
}

// guard runs the suite.
func (s sabotage) guard(t *testing.T, flags, env []string) ([]byte, error) {
	t.Helper()
	pkg := "./internal/proof/" + s.suite
	if strings.HasPrefix(s.suite, "./") {
		pkg = s.suite
	}
	args := append(append([]string{"test", "-tags", "proof"}, flags...), "-count=1", "-v", "-timeout", "10m", "-run", s.run, pkg)
	if strings.HasPrefix(pkg, "./internal/proof/") {
		args = append(args, "-seed", "1", "-times", fmt.Sprint(s.times))
	}
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = root
	cmd.Env = append(append(os.Environ(), "CGO_ENABLED=0"), env...)
	return cmd.CombinedOutput()
}

// mustPassOtherwise: the same little of the suite is content with the program as
// it is, or its complaint would say nothing about the sabotage.
func (s sabotage) mustPassOtherwise(t *testing.T) {
	t.Helper()
	if out, err := s.guard(t, nil, nil); err != nil {
		t.Fatalf("it fails without a sabotage: %v\n%s", err, out)
	}
}

// overlay writes the broken file and what tells the compiler of it.
func (s sabotage) overlay(t *testing.T) string {
	t.Helper()
	text, err := s.broken()
	if err != nil {
		t.Fatal(err)
	}
	return rig.WriteOverlay(t, filepath.Join(root, s.file), text)
}

// complaint is enough of what a suite says to see that it is the right one.
func complaint(s string, n int) string {
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		if len(lines) < n && (strings.Contains(line, "--- FAIL") || strings.Contains(line, "_test.go:")) && !strings.Contains(line, "proof: ") {
			lines = append(lines, line[:min(len(line), 200)])
		}
	}
	return strings.Join(lines, "\n")
}
