package arch_test

import (
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var mdLink = regexp.MustCompile(`\]\(([^)\s#]+)(?:#[^)]*)?\)`)

// TestLinksLeadSomewhere follows every link between the documents, pictures
// included.
func TestLinksLeadSomewhere(t *testing.T) {
	t.Parallel()
	links := 0
	err := walk(func(name string) error {
		if path.Ext(name) != ".md" {
			return nil
		}
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			return err
		}
		for _, m := range mdLink.FindAllStringSubmatch(string(text), -1) {
			target, err := url.Parse(m[1])
			if err != nil || target.Scheme != "" {
				continue
			}
			links++
			if _, err := os.Stat(filepath.Join(root, path.Dir(name), target.Path)); err != nil {
				t.Errorf("%s: %s leads nowhere", name, m[1])
			}
		}
		return nil
	})
	if err != nil || links < 5 {
		t.Errorf("followed %d links: %v", links, err)
	}
}

// TestRoomsAreDescribed compares the table of rooms in ARCHITECTURE.md with the
// arrows.
func TestRoomsAreDescribed(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join(root, "ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	for room := range arrows {
		if room != "." && !strings.Contains(string(text), "| `"+strings.TrimSuffix(room, "/")) {
			t.Errorf("ARCHITECTURE.md does not describe %s", room)
		}
	}
}
