package tui

import (
	"image/color"

	"charm.land/lipgloss/v2"
)

// The themes a configuration may name.
const (
	themeAuto     = "auto"
	themeLight    = "light"
	themeDark     = "dark"
	themeContrast = "high-contrast"
	themeNone     = "none"
)

// theme holds one style per meaning. Colour only repeats what a word, a letter
// or a sign beside it already says.
type theme struct {
	name   string
	gen    int // rises with every change, part of every cache key
	plain  lipgloss.Style
	dim    lipgloss.Style
	faint  lipgloss.Style // rules and frames
	strong lipgloss.Style
	accent lipgloss.Style
	ours   lipgloss.Style // our own words in the chat
	good   lipgloss.Style
	warn   lipgloss.Style
	bad    lipgloss.Style
	title  lipgloss.Style // title of the area that has the keys
	key    lipgloss.Style // a key in the footer
	bar    lipgloss.Style // status line
	cursor lipgloss.Style // the selected row
	mark   lipgloss.Style // the sign before the selected row
	dark   bool
	labels map[string]color.Color // by the names a configuration may use
}

// palette is the handful of colours a theme is mixed from.
type palette struct {
	dim, faint, accent, ours, good, warn, bad, selected color.Color
}

var (
	darkColours = palette{
		dim: lipgloss.Color("#8b93a1"), faint: lipgloss.Color("#4a515e"), accent: lipgloss.Color("#8ab8e6"), ours: lipgloss.Color("#b9d3ee"),
		good: lipgloss.Color("#93c08a"), warn: lipgloss.Color("#e2b86b"), bad: lipgloss.Color("#ea8a84"), selected: lipgloss.Color("#2a303b"),
	}
	lightColours = palette{
		dim: lipgloss.Color("#666c75"), faint: lipgloss.Color("#c3c7cd"), accent: lipgloss.Color("#1f5f99"), ours: lipgloss.Color("#1b4b7a"),
		good: lipgloss.Color("#2c6e31"), warn: lipgloss.Color("#8a5a00"), bad: lipgloss.Color("#b3261e"), selected: lipgloss.Color("#e6ecf3"),
	}
)

// The colours of labels.
var (
	darkLabels = map[string]color.Color{
		"red": lipgloss.Color("#ea8a84"), "orange": lipgloss.Color("#e0a070"), "yellow": lipgloss.Color("#e2cf6b"), "green": lipgloss.Color("#93c08a"),
		"blue": lipgloss.Color("#8ab8e6"), "violet": lipgloss.Color("#bda3e6"), "grey": lipgloss.Color("#9aa2b0"),
	}
	lightLabels = map[string]color.Color{
		"red": lipgloss.Color("#b3261e"), "orange": lipgloss.Color("#9a4d00"), "yellow": lipgloss.Color("#746000"), "green": lipgloss.Color("#2c6e31"),
		"blue": lipgloss.Color("#1f5f99"), "violet": lipgloss.Color("#6a3fa0"), "grey": lipgloss.Color("#5f656e"),
	}
)

// newTheme mixes the theme of that name; auto follows what the terminal said
// about its background.
func newTheme(name string, dark bool, gen int) theme {
	t := theme{name: name, gen: gen, dark: dark}
	switch name {
	case themeNone:
		t.bare()
	case themeContrast:
		t.contrast()
	case themeLight:
		t.dark = false
		t.mix(lightColours)
	case themeDark:
		t.dark = true
		t.mix(darkColours)
	default:
		if dark {
			t.mix(darkColours)
		} else {
			t.mix(lightColours)
		}
	}
	return t
}

func (t *theme) mix(p palette) {
	s := lipgloss.NewStyle()
	t.labels = lightLabels
	if t.dark {
		t.labels = darkLabels
	}
	t.plain, t.strong = s, s.Bold(true)
	t.dim, t.faint = s.Foreground(p.dim), s.Foreground(p.faint)
	t.accent, t.ours = s.Foreground(p.accent), s.Foreground(p.ours)
	t.good, t.warn, t.bad = s.Foreground(p.good), s.Foreground(p.warn), s.Foreground(p.bad)
	t.title, t.key = s.Foreground(p.accent).Bold(true), s.Foreground(p.accent)
	t.bar = s
	t.cursor, t.mark = s.Background(p.selected), s.Foreground(p.accent)
}

// contrast uses bold, underline and reverse and the terminal's own bright
// colours, which people with low vision have set up to suit them.
func (t *theme) contrast() {
	s := lipgloss.NewStyle()
	t.plain, t.dim, t.faint, t.strong = s, s, s, s.Bold(true)
	t.accent, t.ours = s.Bold(true), s
	t.good, t.warn, t.bad = s.Foreground(lipgloss.BrightGreen).Bold(true), s.Foreground(lipgloss.BrightYellow).Bold(true), s.Foreground(lipgloss.BrightRed).Bold(true)
	if !t.dark {
		t.good, t.warn, t.bad = s.Foreground(lipgloss.Green).Bold(true), s.Bold(true).Underline(true), s.Foreground(lipgloss.Red).Bold(true)
	}
	t.title, t.key, t.bar = s.Bold(true).Underline(true), s.Bold(true), s
	t.cursor, t.mark = s.Reverse(true), s.Bold(true)
}

// bare has no colour at all.
func (t *theme) bare() {
	s := lipgloss.NewStyle()
	t.plain, t.dim, t.faint, t.accent, t.ours, t.good, t.warn, t.bar = s, s, s, s, s, s, s, s
	t.strong, t.bad, t.title, t.key, t.mark = s.Bold(true), s.Bold(true), s.Bold(true), s.Bold(true), s.Bold(true)
	t.cursor = s.Bold(true)
}

// next is the theme a key press walks to.
func (t theme) next() string {
	order := []string{themeAuto, themeLight, themeDark, themeContrast, themeNone}
	for i, name := range order {
		if name == t.name {
			return order[(i+1)%len(order)]
		}
	}
	return themeAuto
}
