package tui

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"sprechstunde/internal/termtext"
)

// The emoji settings a configuration may name.
const (
	emojiAuto   = "auto"
	emojiFull   = "full"
	emojiSimple = "simple"
	emojiText   = "text"
)

// Limits of what is drawn of a single text; the rest is in the database.
const (
	maxLineRunes = 400
	maxTextRunes = 8192
)

// cleaner is the gate every foreign text passes on its way to a line.
type cleaner struct {
	auto      bool
	mode      termtext.EmojiMode
	clustered bool // the terminal counts as we do
}

func newCleaner(setting string) cleaner {
	switch setting {
	case emojiFull:
		return cleaner{mode: termtext.EmojiFull}
	case emojiText:
		return cleaner{mode: termtext.EmojiText}
	case emojiSimple:
		return cleaner{mode: termtext.EmojiSimple}
	default:
		// Until the terminal says that it counts clusters, only emoji go out
		// whose width both counts agree on.
		return cleaner{auto: true, mode: termtext.EmojiSimple}
	}
}

// clusters notes that the terminal counts grapheme clusters.
func (c *cleaner) clusters() {
	c.clustered = true
	if c.auto {
		c.mode = termtext.EmojiFull
	}
}

// line is foreign text as one line.
func (c cleaner) line(raw string) string {
	return termtext.CleanN(raw, maxLineRunes).Line().Emoji(c.mode).String()
}

// block is foreign text with its newlines.
func (c cleaner) block(raw string) string {
	return termtext.CleanN(raw, maxTextRunes).Emoji(c.mode).String()
}

// level makes a line of ours w cells wide for a terminal that counts code points
// where we count clusters: a syllable of Hindi, Thai or Tamil is one cell here
// and two or three there, and what stands to its right would be pushed aside.
// The surplus is taken out of a gap, or else off the end.
func (c cleaner) level(line string, w int) string {
	if c.clustered || !maySpread(line) {
		return line
	}
	over := ansi.StringWidthWc(line) - w
	if over <= 0 { // less: a lone vowel of Korean is one cell here and none there
		return line + spaces(-over)
	}
	if gap := strings.LastIndex(line, spaces(over+1)); gap >= 0 {
		return line[:gap] + line[gap+over:]
	}
	short := line
	for room := w; room >= 0 && ansi.StringWidthWc(short) > w; room-- {
		short = ansi.Truncate(line, room, "")
	}
	return short + spaces(w-ansi.StringWidthWc(short))
}

// maySpread sees at a glance that most lines are of scripts in which both counts
// agree.
func maySpread(line string) bool {
	for i := range len(line) {
		if b := line[i]; b == 0xE0 || b == 0xE1 || b == 0xE3 || b == 0xEA || b >= 0xF0 {
			return true
		}
	}
	return false
}

// sgr is what the widget puts between the letters: colours.
var sgr = regexp.MustCompile("\x1b\\[[0-9;:]*m")

// typed draws what is being written as other texts are drawn: terminals disagree
// on the width of emoji that are put together, and what stands to the right of one
// would be pushed aside. Its room stays, because the widget has counted it.
func (c cleaner) typed(line string) string {
	if c.clustered || c.mode == termtext.EmojiFull || !strings.ContainsFunc(line, func(r rune) bool { return r > 0x2000 }) {
		return line
	}
	var b strings.Builder
	for len(line) > 0 {
		if at := sgr.FindStringIndex(line); at != nil && at[0] == 0 {
			b.WriteString(line[:at[1]])
			line = line[at[1]:]
			continue
		}
		cluster, w := firstCluster(line)
		line = line[len(cluster):]
		if utf8.RuneCountInString(cluster) > 1 {
			if simple := termtext.Clean(cluster).Emoji(c.mode).String(); width(simple) <= w {
				cluster = simple + spaces(w-width(simple))
			}
		}
		b.WriteString(cluster)
	}
	return b.String()
}
