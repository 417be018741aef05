package termtext

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/uax29/v2/graphemes"
)

// EmojiMode says what a terminal can do with emoji.
type EmojiMode int

const (
	// EmojiSimple reduces every emoji whose width as a cluster differs from the
	// sum over its code points to its first one. Without mode 2027 Bubble Tea
	// counts code points while Lip Gloss counts clusters, and the two must agree
	// or the rest of the row is shifted. Scripts other than emoji stay whole.
	EmojiSimple EmojiMode = iota
	// EmojiFull keeps emoji as they are, for terminals with mode 2027.
	EmojiFull
	// EmojiText writes emoji in characters every font has: ":)", "[DE]", "□".
	EmojiText
)

// Emoji returns the text in the form a mode asks for. An unknown mode is taken
// as EmojiSimple. It is no alteration in the sense of [Safe.Altered].
func (s Safe) Emoji(m EmojiMode) Safe {
	if m == EmojiFull || !mayHaveEmoji(s.text) {
		return s
	}
	form := simpleForm
	if m == EmojiText {
		form = textForm
	}
	var b strings.Builder
	done := 0
	for it := graphemes.FromString(s.text); it.Next(); {
		cluster := it.Value()
		if !isEmoji(cluster) {
			continue
		}
		if short := form(cluster); short != cluster {
			b.WriteString(s.text[done:it.Start()])
			b.WriteString(short)
			done = it.End()
		}
	}
	if done == 0 {
		return s
	}
	b.WriteString(s.text[done:])
	return s.with(b.String())
}

// mayHaveEmoji sees at a glance that most texts have none: all emoji and all
// their selectors lie above U+2000, except © and ®, which have one form only
// when they stand alone.
func mayHaveEmoji(text string) bool {
	for i := range len(text) {
		if text[i] >= 0xE2 {
			return true
		}
	}
	return false
}

func isEmoji(cluster string) bool {
	if len(cluster) == 1 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(cluster)
	return isPictograph(r) || isFlagLetter(r) ||
		isKeycapBase(r) && strings.ContainsRune(cluster, keycap)
}

func simpleForm(cluster string) string {
	if ansi.StringWidth(cluster) == ansi.StringWidthWc(cluster) {
		return cluster
	}
	_, n := utf8.DecodeRuneInString(cluster)
	return cluster[:n]
}

// textForm looks for a smiley, spells flags and keycaps, keeps narrow symbols
// such as ✓ and ☎, and draws a box for the rest.
func textForm(cluster string) string {
	r, n := utf8.DecodeRuneInString(cluster)
	switch short, known := smileys[r]; {
	case known:
		return short
	case n == 1:
		return cluster[:1]
	case isFlagLetter(r):
		return "[" + spellFlag(cluster, 'A'-0x1F1E6) + "]"
	case strings.HasSuffix(cluster, string(tagLast)):
		return "[" + strings.ToUpper(spellFlag(cluster[n:], -0xE0000)) + "]"
	case ansi.StringWidth(cluster[:n]) == 1:
		return cluster[:n]
	}
	return "□"
}

// spellFlag moves the letters of a flag into ASCII and leaves out the rest.
func spellFlag(cluster string, shift rune) string {
	return strings.Map(func(r rune) rune {
		if r += shift; r >= '0' && r <= 'z' {
			return r
		}
		return -1
	}, cluster)
}

// smileys are the ones young people send most, in a form without language.
var smileys = map[rune]string{
	'🙂': ":)", '😊': ":)", '☺': ":)", '😌': ":)", '🤗': ":)", '😇': ":)", '🥰': ":)",
	'😀': ":D", '😃': ":D", '😄': ":D", '😁': ":D", '😆': "XD", '😂': "XD", '🤣': "XD",
	'😅': "^^'", '😉': ";)", '😋': ":P", '😛': ":P", '😜': ";P", '😎': "B)",
	'😍': "<3", '🤩': "*_*", '😘': ":*", '😐': ":|", '😑': "-_-", '🙄': "-_-",
	'🤔': ":?", '😕': ":/", '🫤': ":/", '😬': ":/", '🙁': ":(", '☹': ":(", '😞': ":(",
	'😔': ":(", '😟': ":(", '😢': ":'(", '😭': ":'(", '🥺': ":(", '😥': ":(",
	'😮': ":o", '😲': ":o", '😱': ":O", '😡': ">:(", '😠': ">:(", '😴': "zzz",
	'❤': "<3", '🧡': "<3", '💛': "<3", '💚': "<3", '💙': "<3", '💜': "<3", '🖤': "<3",
	'💕': "<3", '💖': "<3", '💔': "</3", '👍': "(+1)", '👎': "(-1)", '👌': "(ok)",
	'🙏': "(_/\\_)", '👋': "o/", '💪': "(!)", '🎉': "\\o/", '🙌': "\\o/", '✅': "[x]",
	'❌': "[-]", '❓': "?", '❗': "!", '⭐': "*",
}
