package arch_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
)

const runewidth = "github.com/mattn/go-runewidth"

// TestRunewidthIsPinned: v0.0.27, which Bubbles asks for, builds a table before
// main that takes longer than our first screen; v0.0.30 does not.
func TestRunewidthIsPinned(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	pin := regexp.MustCompile(`(?m)^\t` + regexp.QuoteMeta(runewidth) + ` v0\.0\.30( // indirect)?$`)
	if !pin.Match(text) {
		t.Errorf("go.mod does not pin %s v0.0.30", runewidth)
	}
}

var initLine = regexp.MustCompile(`(?m)^init (\S+) @\S+ ms, (\S+) ms clock`)

// TestNothingSlowBeforeMain builds the program and asks the runtime what each
// package costs before main.
func TestNothingSlowBeforeMain(t *testing.T) {
	t.Parallel()
	binary := filepath.Join(t.TempDir(), "sprechstunde")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	build := exec.CommandContext(t.Context(), "go", "build", "-o", binary, ".")
	build.Dir = root
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the program: %v\n%s", err, out)
	}
	// The quickest of a few runs: the others say how busy the machine was.
	best := map[string]time.Duration{}
	for range 5 {
		for pkg, cost := range inits(t, binary) {
			if have, ok := best[pkg]; !ok || cost < have {
				best[pkg] = cost
			}
		}
	}
	if len(best) < 3 {
		t.Fatalf("the runtime told of %d packages only", len(best))
	}
	var total time.Duration
	for pkg, cost := range best {
		total += cost
		if cost > 5*time.Millisecond {
			t.Errorf("%s takes %v before main", pkg, cost)
		}
	}
	if total > 20*time.Millisecond {
		t.Errorf("all packages together take %v before main", total)
	}
	t.Logf("%d packages, %v together, %s %v", len(best), total, runewidth, best[runewidth])
}

func inits(t *testing.T, binary string) map[string]time.Duration {
	t.Helper()
	run := exec.CommandContext(t.Context(), binary, "--help")
	run.Env = append(os.Environ(), "GODEBUG=inittrace=1", "SPRECHSTUNDE_HOME="+t.TempDir())
	var stderr strings.Builder
	run.Stderr = &stderr
	if err := run.Run(); err != nil {
		t.Fatalf("running the program: %v\n%s", err, stderr.String())
	}
	costs := map[string]time.Duration{}
	for _, m := range initLine.FindAllStringSubmatch(stderr.String(), -1) {
		cost, err := time.ParseDuration(m[2] + "ms")
		if err != nil {
			t.Fatal(err)
		}
		costs[m[1]] = cost
	}
	return costs
}
