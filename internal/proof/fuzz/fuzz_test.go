//go:build proof

package fuzz_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/proof/rig"
)

const root = "../../.."

// named are the readers of foreign input that every run fuzzes, as the folder of
// their package and the name of their target.
var named = map[target]bool{
	{"whatsapp", "FuzzDecode"}:           true, // webhook
	{"whatsapp", "FuzzVerify"}:           true, // signature header
	{"internal/termtext", "FuzzClean"}:   true, // foreign text, cut and wrapped
	{"tui", "FuzzWrap"}:                  true, // every width of a window
	{"internal/export", "FuzzName"}:      true, // names of files
	{"internal/files", "FuzzKind"}:       true, // what a file is by its content
	{"internal/files", "FuzzSafeName"}:   true, // names that senders give
	{"internal/config", "FuzzLoad"}:      true, // configuration
	{"internal/relay", "FuzzHandler"}:    true, // both listeners, as bytes
	{"internal/logfile", "FuzzRedact"}:   true, // what may stand in the log
	{"internal/waexport", "FuzzRead"}:    true, // exported chats
	{"internal/prepared", "FuzzReadCSV"}: true, // prepared answers in a table
	{"store", "FuzzSearchQuery"}:         true, // what is searched for
	{"store", "FuzzStatusLattice"}:       true, // statuses in every order
	{"internal/relay", "FuzzOutbox"}:     true, // the outbox, call by call
}

// target is one fuzz function.
type target struct{ dir, name string }

func TestMain(m *testing.M) { os.Exit(rig.Main(m)) }

// TestFuzz runs one target after the other; each takes both cores.
func TestFuzz(t *testing.T) {
	each := time.Duration(rig.Times(20, 600)) * time.Second
	all := targets(t)
	for want := range named {
		if !all[want] {
			t.Errorf("%s has no %s", want.dir, want.name)
		}
	}
	count, tried := 0, 0
	for one := range all {
		if !named[one] && !rig.Long() {
			continue
		}
		t.Run(one.name, func(t *testing.T) { tried += one.run(t, each) })
		count++
	}
	rig.Tell(t, "fuzz targets", count)
	rig.Tell(t, "inputs tried", tried)
}

var declared = regexp.MustCompile(`(?m)^func (Fuzz[A-Za-z0-9_]+)\(`)

// targets finds every fuzz function of the repository.
func targets(t *testing.T) map[target]bool {
	t.Helper()
	all := map[target]bool{}
	eachTestFile(t, func(dir string, text []byte) {
		for _, m := range declared.FindAllSubmatch(text, -1) {
			all[target{dir, string(m[1])}] = true
		}
	})
	return all
}

// eachTestFile reads the files of tests of the whole repository; dir is the folder
// of their package.
func eachTestFile(t *testing.T, do func(dir string, text []byte)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		dir, err := filepath.Rel(root, filepath.Dir(path))
		do(filepath.ToSlash(dir), text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// goTest tests a package, with what a sabotage has put in place of a file.
func goTest(ctx context.Context, dir string, args ...string) ([]byte, error) {
	args = append([]string{"test", "./" + dir}, args...)
	if overlay := os.Getenv(rig.Overlay); overlay != "" {
		args = append(args, "-overlay", overlay)
	}
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = root
	return cmd.CombinedOutput()
}

// run fuzzes one target and returns how many inputs it has seen.
func (g target) run(t *testing.T, each time.Duration) int {
	t.Helper()
	// Building for coverage and the seeds come on top of the time that is fuzzed.
	ctx, cancel := context.WithTimeout(t.Context(), each+5*time.Minute)
	defer cancel()
	out, err := goTest(ctx, g.dir, "-run", "^$", "-fuzz", "^"+g.name+"$", "-fuzztime", each.String(), "-fuzzminimizetime", "20x")
	if err != nil && !overdue(out) {
		t.Fatalf("%s in %s: %v\n%s", g.name, g.dir, err, tail(out))
	}
	n, err := executed(out)
	if err != nil || n == 0 {
		t.Fatalf("%s fuzzed nothing (%v):\n%s", g.name, err, tail(out))
	}
	return n
}

// overdue says that the fuzzer failed at nothing but its own time limit, which
// it does if an input is under way in that moment (golang/go#75804).
func overdue(out []byte) bool {
	return bytes.Contains(out, []byte("\n    context deadline exceeded\n")) &&
		!bytes.Contains(out, []byte("Failing input")) && !bytes.Contains(out, []byte("panic"))
}

// tail is the end of what was said, where the failing input stands.
func tail(out []byte) []byte { return out[max(0, len(out)-6000):] }

var execs = regexp.MustCompile(`execs: (\d+)`)

// executed reads the last count that the fuzzer printed.
func executed(out []byte) (int, error) {
	last := ""
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		if m := execs.FindStringSubmatch(lines.Text()); m != nil {
			last = m[1]
		}
	}
	n, err := strconv.Atoi(last)
	if err != nil {
		return 0, fmt.Errorf("no count: %w", err)
	}
	return n, nil
}
