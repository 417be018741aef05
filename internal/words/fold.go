package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const diaeresis = '\u0308'

// Fold brings a text into the one spelling in which texts are compared: lower
// case; ä, ö, ü and ß written ae, oe, ue and ss, as keyboards without them do;
// without other accents; Turkish ı and İ as i; curly apostrophes straight;
// invisible characters gone; ornamental letters plain. Folding twice changes
// nothing more. The result is for comparing, not for showing, and may be longer
// or shorter than s.
func Fold(s string) string {
	switch simple, capitals := ascii(s); {
	case simple && !capitals:
		return s
	case simple:
		return strings.ToLower(s)
	}
	f := folder{out: make([]byte, 0, len(s)+8)}
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			f.ascii(c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		f.rune(r)
		i += size
	}
	return string(f.out)
}

// ascii finds the common cases in which little or nothing has to be done.
func ascii(s string) (simple, capitals bool) {
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf || c == '`' {
			return false, false
		}
		capitals = capitals || 'A' <= c && c <= 'Z'
	}
	return true, capitals
}

type folder struct{ out []byte }

func (f *folder) ascii(c byte) {
	switch {
	case 'A' <= c && c <= 'Z':
		c += 'a' - 'A'
	case c == '`':
		c = '\''
	}
	f.out = append(f.out, c)
}

// rune folds one character: first by hand where tables would get German or
// Turkish wrong, else by taking it apart.
func (f *folder) rune(r rune) {
	r = unicode.ToLower(r)
	if f.special(r) {
		return
	}
	parts := norm.NFKD.PropertiesString(string(r)).Decomposition()
	if parts == nil {
		f.part(r)
		return
	}
	for _, p := range string(parts) {
		if p == ' ' && !unicode.IsSpace(r) {
			continue // accents that stand alone are taken apart into a space and themselves
		}
		f.part(p)
	}
}

func (f *folder) part(r rune) {
	r = unicode.ToLower(r)
	switch {
	case r < utf8.RuneSelf:
		f.ascii(byte(r))
	case r == diaeresis:
		f.umlaut()
	case f.special(r), f.silent(r):
	default:
		f.out = utf8.AppendRune(f.out, r)
	}
}

// umlaut writes the two dots above the letter before as an e. Above other
// letters (Zoë, Aïcha) they only say how to speak and go.
func (f *folder) umlaut() {
	if n := len(f.out); n > 0 && strings.IndexByte("aou", f.out[n-1]) >= 0 {
		f.out = append(f.out, 'e')
	}
}

// special writes the characters that have a spelling of their own in ASCII.
func (f *folder) special(r rune) bool {
	written, ok := spelled[r]
	f.out = append(f.out, written...)
	return ok
}

var spelled = map[rune]string{
	'ä': "ae", 'ö': "oe", 'ü': "ue", 'ß': "ss",
	'æ': "ae", 'œ': "oe", 'ø': "oe", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ħ': "h", 'ŧ': "t",
	'ı': "i", 'ŋ': "n", 'ə': "e", 'ƒ': "f",
	'’': "'", '‘': "'", 'ʼ': "'", 'ʻ': "'", 'ʹ': "'", '´': "'", '′': "'", '＇': "'", '‛': "'",
}

// silent reports characters that stand in a text unseen or only colour the
// letter before: accents, Arabic vowel signs and stretching, direction and
// joining marks, the soft hyphen.
func (f *folder) silent(r rune) bool {
	switch {
	case r >= 0x300 && r <= 0x36F, r >= 0x64B && r <= 0x65F, r == 0x670, r == 0x640:
		return true
	case r >= 0xFE00 && r <= 0xFE0F:
		return true
	default:
		return unicode.Is(unicode.Cf, r)
	}
}
