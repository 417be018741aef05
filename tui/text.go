package tui

import "sprechstunde/internal/termtext"

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
	auto bool
	mode termtext.EmojiMode
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
