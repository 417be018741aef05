package arch_test

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// everything stands for "may enter every room": only the composition does.
const everything = "*"

// arrows says which rooms each room may enter besides itself. A new package
// belongs to the nearest room above it; a new room is a decision to be made
// here and in ARCHITECTURE.md.
var arrows = map[string][]string{
	".":                 {"internal/cli"},
	"internal/cli":      {everything},
	"internal/domain":   {},
	"internal/safego":   {},
	"internal/termtext": {},
	"internal/logfile":  {},
	"internal/arch":     {},
	"internal/i18n":     {"internal/domain"},
	"internal/disk":     {"internal/domain"},
	"internal/sqlite":   {"internal/domain"},
	"internal/sealed":   {"internal/domain"},
	"internal/config":   {"internal/domain", "internal/disk", "internal/hours", "internal/auto", "internal/crisis", "internal/law"},
	"internal/backup":   {"internal/domain", "internal/disk", "internal/sealed"},
	"internal/words":    {},
	"internal/hours":    {},
	"internal/crisis":   {"internal/domain"},
	"internal/dates":    {"internal/domain"},
	"internal/auto":     {"internal/domain", "internal/prepared", "internal/dates"},
	"internal/prepared": {"internal/domain"},
	"internal/check":    {"internal/domain", "internal/words"},
	"internal/suggest":  {"internal/domain", "internal/words"},
	"internal/export":   {"internal/domain", "internal/disk", "internal/page"},
	"internal/files":    {"internal/domain", "internal/disk"},
	"internal/waexport": {"internal/domain"},
	"internal/tools":    {"internal/domain", "internal/safego"},
	"whatsapp":          {"internal/domain"},
	"store":             {"internal/domain", "internal/sqlite", "internal/words"},
	"internal/desk":     {"internal/domain", "internal/safego", "internal/prepared", "internal/words", "internal/check", "internal/suggest", "internal/export", "internal/crisis", "internal/dates", "internal/files", "internal/links", "internal/law"},
	"internal/law":      {},
	"internal/page":     {},
	"internal/papers":   {"internal/domain", "internal/law", "internal/page", "internal/termtext"},
	"internal/links":    {"internal/domain"},
	"internal/qrcode":   {},
	"internal/relay":    {"internal/domain", "whatsapp", "internal/sqlite", "internal/safego", "internal/auto", "internal/crisis"},
	"internal/fakewa":   {"internal/domain", "whatsapp", "internal/safego"},
	"internal/glass":    {"internal/safego"},
	"internal/freeport": {},
	"internal/proof":    {everything},
	"tui":               {"internal/domain", "internal/termtext", "internal/i18n", "internal/safego"},
}

// roomOf finds the room a package belongs to, "" if there is none.
func roomOf(pkg string) string {
	if pkg == "." {
		return pkg
	}
	for dir := pkg; dir != "."; dir = path.Dir(dir) {
		if _, ok := arrows[dir]; ok {
			return dir
		}
	}
	return ""
}

func TestArrowsOnlyRunOneWay(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if s.isTest() {
			continue
		}
		from := roomOf(s.room())
		if from == "" {
			t.Errorf("%s is in no known room; say in this test which rooms it may enter", s.name)
			continue
		}
		for _, imported := range ownImports(t, s) {
			to := roomOf(imported)
			if to != from && !slices.Contains(arrows[from], to) && !slices.Contains(arrows[from], everything) {
				t.Errorf("%s imports %s, but %s may only enter %v", s.name, imported, from, arrows[from])
			}
		}
	}
}

// ownImports lists the imported packages of this module, from the root.
func ownImports(t *testing.T, s source) []string {
	t.Helper()
	var own []string
	for _, spec := range s.tree.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if inside, ok := strings.CutPrefix(name, module+"/"); ok {
			own = append(own, inside)
		}
	}
	return own
}

// TestArrowsHaveNoCircle guards the table itself against a later entry that
// lets two rooms enter each other by a detour.
func TestArrowsHaveNoCircle(t *testing.T) {
	t.Parallel()
	for room := range arrows {
		if slices.Contains(reach(room, nil), room) {
			t.Errorf("%s can be reached from itself", room)
		}
	}
}

func reach(room string, seen []string) []string {
	for _, next := range arrows[room] {
		if next != everything && !slices.Contains(seen, next) {
			seen = reach(next, append(seen, next))
		}
	}
	return seen
}

// TestTheScreenKnowsNoDatabase spells out the one arrow that everybody is
// tempted to draw, in tests of the screen too.
func TestTheScreenKnowsNoDatabase(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if roomOf(s.room()) != "tui" {
			continue
		}
		for _, imported := range ownImports(t, s) {
			if to := roomOf(imported); to == "store" || to == "whatsapp" {
				t.Errorf("%s imports %s", s.name, imported)
			}
		}
	}
}

// TestNamesSayWhatIsInside refuses packages that collect what has no place.
func TestNamesSayWhatIsInside(t *testing.T) {
	t.Parallel()
	refused := []string{"util", "utils", "common", "helper", "helpers", "misc", "shared", "base"}
	for _, s := range sources(t) {
		name := strings.TrimSuffix(s.tree.Name.Name, "_test")
		if slices.Contains(refused, name) || slices.Contains(refused, path.Base(s.room())) {
			t.Errorf("%s: package %s says nothing about what is in it", s.name, name)
		}
	}
}
