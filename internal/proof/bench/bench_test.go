package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestScriptDoesNotRot reads the script without running it, and asks it how it
// is called.
func TestScriptDoesNotRot(t *testing.T) {
	t.Parallel()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("needs bash")
	}
	script := filepath.Join("..", "..", "..", "scripts", "bench")
	if text, err := exec.CommandContext(t.Context(), bash, "-n", script).CombinedOutput(); err != nil {
		t.Errorf("bash -n: %v\n%s", err, text)
	}
	help, err := exec.CommandContext(t.Context(), bash, script).Output()
	if err == nil || !strings.Contains(string(help), "scripts/bench PTYBENCH CORPUS") {
		t.Errorf("without arguments: %v\n%s", err, help)
	}
	text, err := os.ReadFile(script)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(text), "\n") {
		if _, pkg, ok := strings.Cut(line, `"$here" ./`); ok {
			if _, err := os.Stat(filepath.Join("..", "..", "..", pkg)); err != nil {
				t.Errorf("the script builds what is not there: %v", err)
			}
		}
	}
}

// TestCompareIsNotBlind lets each thing be wrong that the comparison has to
// find.
func TestCompareIsNotBlind(t *testing.T) {
	t.Parallel()
	const phone, text = "4900010000001", "Hallo"
	sent := func() *truth { return &truth{ID: "a", Chat: phone, Dir: "in", Type: "text", Text: text} }
	if err := sent().check("+"+phone, "in", text); err != nil {
		t.Errorf("the same message: %v", err)
	}
	var nobodys *truth
	twice := sent()
	twice.seen = true
	for name, err := range map[string]error{
		"unknown": nobodys.check(phone, "in", text), "twice": twice.check(phone, "in", text),
		"other chat": sent().check("4900010000002", "in", text), "other direction": sent().check(phone, "out", text),
		"other text": sent().check(phone, "in", text+"!"),
	} {
		if err == nil {
			t.Errorf("%s: not found", name)
		}
	}
}

func TestPercentile(t *testing.T) {
	t.Parallel()
	var hundred []time.Duration
	for i := range 100 {
		hundred = append(hundred, time.Duration(100-i))
	}
	for p, want := range map[int]time.Duration{50: 50, 95: 95, 99: 99, 100: 100} {
		if got := percentile(hundred, p); got != want {
			t.Errorf("p%d = %d", p, got)
		}
	}
	if got := percentile([]int{}, 50); got != 0 {
		t.Errorf("of nothing: %d", got)
	}
}
