package cli

import (
	"testing"

	"sprechstunde/internal/i18n"
)

// TestEveryCommandStandsOnce: two that were landed at the same time once stood
// there twice, and others not at all.
func TestEveryCommandStandsOnce(t *testing.T) {
	t.Parallel()
	app := &App{texts: i18n.For(i18n.German)}
	seen := map[string]bool{}
	for _, c := range app.root().Commands() {
		if seen[c.Name()] {
			t.Errorf("%s stands there twice", c.Name())
		}
		seen[c.Name()] = true
	}
	for _, name := range []string{"files", "crisis", "privacy", "person", "people", "links"} {
		if !seen[name] {
			t.Errorf("%s is missing", name)
		}
	}
}
