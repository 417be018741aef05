package cli

import (
	"errors"
	"flag"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/i18n"
	"sprechstunde/internal/prepared"
	"sprechstunde/tui"
)

var updateGuide = flag.Bool("update-guide", false, "write the table of keys into the user guides")

var guides = map[string]string{i18n.German: "guide.de.md", i18n.English: "guide.en.md"}

const (
	keysBegin = "<!-- keys:begin -->\n"
	keysEnd   = "<!-- keys:end -->\n"
)

// TestGuideHasTheKeysOfTheProgram compares the table in the guides with the
// registry of actions, or writes it there with -update-guide. It runs before the
// parallel tests, which must not read a guide that is half written.
func TestGuideHasTheKeysOfTheProgram(t *testing.T) {
	for lang, name := range guides {
		text := readDocument(t, name).whole
		before, rest, begins := strings.Cut(text, keysBegin)
		table, after, ends := strings.Cut(rest, keysEnd)
		if !begins || !ends {
			t.Errorf("%s has no place for the keys", name)
			continue
		}
		want := "\n" + strings.TrimSpace(tui.KeyTable(lang)) + "\n\n"
		if *updateGuide {
			put(t, filepath.Join("..", "..", "docs", name), before+keysBegin+want+keysEnd+after)
			continue
		}
		if diff := cmp.Diff(want, table); diff != "" {
			t.Errorf("%s: run the test with -update-guide (-program +guide):\n%s", name, diff)
		}
	}
}

// shellWord is a word of a command line, with a quoted part as one.
var shellWord = regexp.MustCompile(`(?:"[^"]*"|[^\s"])+`)

// wordsOf cuts a call as a shell does, without the comment behind it.
func wordsOf(call string) []string {
	words := shellWord.FindAllString(call, -1)
	if i := slices.Index(words, "#"); i >= 0 {
		words = words[:i]
	}
	for i := range words {
		words[i] = strings.ReplaceAll(words[i], `"`, "")
	}
	return words[1:]
}

func TestGuideCallsCommandsThatExist(t *testing.T) {
	t.Parallel()
	for lang, name := range guides {
		c := newCall(t, "", nil)
		c.app.texts = i18n.For(lang)
		d := readDocument(t, name)
		for line := range strings.Lines(d.whole) {
			if strings.Count(line, "`")%2 != 0 && !strings.HasPrefix(line, "```") {
				t.Errorf("%s: a call that goes over the end of the line would not be seen: %s", name, line)
			}
		}
		calls := d.commandsOf()
		if len(calls) < 15 {
			t.Errorf("%s: only %d calls were found: %v", name, len(calls), calls)
		}
		for _, call := range calls {
			cmd, rest, err := c.app.root().Find(wordsOf(call))
			if err == nil {
				err = cmd.ParseFlags(rest)
			}
			if err == nil {
				err = cmd.ValidateArgs(cmd.Flags().Args())
			}
			if err != nil {
				t.Errorf("%s: %s: %v", name, call, err)
			}
		}
	}
}

// templateMark matches a placeholder or a tag.
var templateMark = regexp.MustCompile(`\{[{%][^{}]*[%}]\}`)

// TestGuidePlaceholdersExist reads every line with a placeholder the way a
// saved answer is read. In a row of the table all spellings must mean the same.
func TestGuidePlaceholdersExist(t *testing.T) {
	t.Parallel()
	facts := prepared.Facts{
		FirstName: "Luca", Name: "Luca Berger", Me: "Maja", Team: "Beratung", NextSlot: "heute um 15:30 Uhr",
		OfficeToday: "heute bis 18 Uhr", Today: "Montag", Tomorrow: "Dienstag", Link: "https://example.org/a",
	}
	for _, name := range guides {
		lines, rows := 0, 0
		for line := range strings.Lines(readDocument(t, name).whole) {
			marks := templateMark.FindAllString(line, -1)
			if len(marks) == 0 {
				continue
			}
			lines++
			if _, mistakes := prepared.Parse(strings.Join(marks, "")); len(mistakes) > 0 {
				t.Errorf("%s: %v in %s", name, mistakes, line)
			}
			if !strings.HasPrefix(line, "|") {
				continue
			}
			rows++
			if meanings := meaningsOf(marks, facts); len(marks) != 2 || meanings[0] == "" || meanings[0] != meanings[1] {
				t.Errorf("%s: %q mean %q", name, marks, meanings)
			}
		}
		if lines < 13 || rows < 9 {
			t.Errorf("%s shows placeholders in %d lines and %d rows only", name, lines, rows)
		}
	}
}

func meaningsOf(marks []string, facts prepared.Facts) []string {
	out := make([]string, len(marks))
	for i, mark := range marks {
		template, _ := prepared.Parse(mark)
		out[i], _ = template.Fill(facts)
	}
	return out
}

var pictureMark = regexp.MustCompile(`!\[([^\]]*)\]\(([^)]+)\)`)

// picturesOf lists the pictures of a guide in their order; each must be there
// and say in words what it shows.
func picturesOf(t *testing.T, name string, d document) []string {
	t.Helper()
	var files []string
	for _, m := range pictureMark.FindAllStringSubmatch(d.whole, -1) {
		if len(strings.Fields(m[1])) < 5 {
			t.Errorf("%s: %s has no words for those who cannot see it", name, m[2])
		}
		if err := isPicture(filepath.Join("..", "..", "docs", filepath.FromSlash(m[2]))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		files = append(files, m[2])
	}
	return files
}

func isPicture(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	_, err = png.DecodeConfig(f)
	return errors.Join(err, f.Close())
}

func TestGuideShowsItsPictures(t *testing.T) {
	t.Parallel()
	want := []string{"pictures/guide-session.png", "pictures/guide-picker.png", "pictures/guide-red.png", "pictures/guide-end.png", "pictures/guide-monday.png", "pictures/guide-outside.png", "pictures/guide-parked.png", "pictures/guide-calm.png"}
	for _, name := range guides {
		if diff := cmp.Diff(want, picturesOf(t, name, readDocument(t, name))); diff != "" {
			t.Errorf("%s (-want +guide):\n%s", name, diff)
		}
	}
}

// TestGuidesAgree holds the two languages together: the same parts, the same
// rows of placeholders, the same calls of commands.
func TestGuidesAgree(t *testing.T) {
	t.Parallel()
	de, en := readDocument(t, guides[i18n.German]), readDocument(t, guides[i18n.English])
	if diff := cmp.Diff(de.headings, en.headings); diff != "" {
		t.Errorf("headings differ (-de +en):\n%s", diff)
	}
	if diff := cmp.Diff(commandNames(de), commandNames(en)); diff != "" {
		t.Errorf("commands differ (-de +en):\n%s", diff)
	}
	if diff := cmp.Diff(placeholderRows(de), placeholderRows(en)); diff != "" {
		t.Errorf("placeholders differ (-de +en):\n%s", diff)
	}
}

// commandNames lists the calls of a guide by their first two words.
func commandNames(d document) []string {
	var names []string
	for _, call := range d.commandsOf() {
		words := wordsOf(call)
		names = append(names, strings.Join(words[:min(2, len(words))], " "))
	}
	return names
}

func placeholderRows(d document) [][]string {
	var rows [][]string
	for line := range strings.Lines(d.whole) {
		if strings.HasPrefix(line, "|") && templateMark.MatchString(line) {
			rows = append(rows, templateMark.FindAllString(line, -1))
		}
	}
	return rows
}
