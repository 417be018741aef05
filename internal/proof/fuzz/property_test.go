//go:build proof

package fuzz_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/proof/rig"
)

// TestProperties tries what must hold for whatever is drawn with draws that no
// run before it had. Where a change is judged, the same ones are drawn each time.
func TestProperties(t *testing.T) {
	checks := rig.Times(1000, 10_000)
	all := properties(t)
	count := 0
	for _, dir := range slices.Sorted(maps.Keys(all)) {
		t.Run(dir, func(t *testing.T) { draw(t, dir, all[dir], checks) })
		count += len(all[dir])
	}
	if count == 0 {
		t.Error("there are no properties")
	}
	rig.Tell(t, "properties", count)
	rig.Tell(t, "draws of each", checks)
}

var draws = regexp.MustCompile(`(?m)^func (Test[A-Za-z0-9_]+)\(|\brapid\.Check\(`)

// properties are the tests that draw what they try, by the folder of their
// package.
func properties(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	eachTestFile(t, func(dir string, text []byte) {
		if strings.HasPrefix(dir, "internal/proof/") {
			return
		}
		name := ""
		for _, m := range draws.FindAllSubmatch(text, -1) {
			if test := string(m[1]); test != "" {
				name = test
			} else if !slices.Contains(all[dir], name) {
				all[dir] = append(all[dir], name)
			}
		}
	})
	return all
}

func draw(t *testing.T, dir string, names []string, checks int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Minute)
	defer cancel()
	out, err := goTest(ctx, dir, "-run", "^("+strings.Join(names, "|")+")$",
		"-v", "-timeout", "30m", fmt.Sprintf("-rapid.checks=%d", checks), "-rapid.seed=0", "-rapid.nofailfile")
	if err != nil {
		t.Errorf("%s: %v\n%s", dir, err, tail(out))
		return
	}
	for _, name := range names {
		if !bytes.Contains(out, []byte("--- PASS: "+name+" (")) {
			t.Errorf("%s has not run %s:\n%s", dir, name, tail(out))
		}
	}
}
