package files

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	longestName  = 100 // letters of a saved name before its ending
	longestBytes = 180 // of it; file systems take 255, and there may come a number
	manyMarks    = 2   // accents above one letter
	nameless     = "datei"
)

// SafeName makes a name for a file out of what its sender called it. Only
// letters, digits and a few signs of it are left; the ending is ours. Whatever
// came in, the result is a plain name on every system: it leads into no folder,
// hides nothing, is no option of a program and no device of Windows.
func SafeName(name, ending string) string {
	base := shorten(plain(inner(strings.TrimSpace(plain(name)), ending)))
	base = strings.Trim(base, " ._-")
	if base == "" {
		base = nameless
	}
	if reserved(base) {
		base = "_" + base
	}
	return base + "." + ending
}

// plain keeps what is harmless in a name; everything else becomes an underscore.
func plain(name string) string {
	var b strings.Builder
	marks, last := 0, rune(0)
	for _, r := range strings.ToValidUTF8(name[:min(len(name), 4096)], "_") {
		switch {
		case unicode.IsMark(r):
			if marks++; marks > manyMarks || !unicode.In(last, unicode.L, unicode.N, unicode.M) {
				continue // above a sign it would stand alone once that is taken away
			}
		case unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs) || strings.ContainsRune("\u115f\u1160\u3164\uffa0", r):
			continue // invisible: it would only be there to mislead
		case unicode.IsLetter(r), unicode.IsNumber(r), strings.ContainsRune("-.,+()", r):
			marks = 0
		case unicode.IsSpace(r):
			r, marks = ' ', 0
		default:
			r, marks = '_', 0
		}
		if (r == ' ' || r == '_' || r == '.') && r == last {
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// inner takes the sender's own ending away, and makes none of those that stand
// before it: rechnung.pdf.exe must not look like one.
func inner(name, ending string) string {
	parts := strings.Split(strings.TrimRight(name, " ._"), ".")
	if n := len(parts) - 1; n > 0 && alike(strings.ToLower(strings.TrimSpace(parts[n])), ending) {
		parts = parts[:n]
	}
	var b strings.Builder
	for i, part := range parts {
		if i > 0 {
			sign := byte('.')
			if classOfEnding(strings.ToLower(strings.TrimSpace(part))) != classNone {
				sign = '_'
			}
			b.WriteByte(sign)
		}
		b.WriteString(part)
	}
	return b.String()
}

// alike reports that an ending says nothing else than ours.
func alike(said, ending string) bool {
	return said == ending || ending != neutral && classOfEnding(said) != classNone && classOfEnding(said) == classOfEnding(ending)
}

func shorten(name string) string {
	letters := 0
	for i := range name {
		if letters++; letters > longestName || i > longestBytes-utf8.UTFMax {
			return name[:i]
		}
	}
	return name
}

// reserved tells the devices of Windows, which are meant whatever follows the
// first dot.
func reserved(base string) bool {
	first, _, _ := strings.Cut(strings.ToUpper(base), ".")
	first = strings.TrimSpace(first)
	switch first {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$":
		return true
	}
	if !strings.HasPrefix(first, "COM") && !strings.HasPrefix(first, "LPT") {
		return false
	}
	number := first[3:]
	return number == "¹" || number == "²" || number == "³" || len(number) == 1 && number[0] >= '0' && number[0] <= '9'
}
