package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"sprechstunde/internal/words"
)

// Usable reports whether a profile name can be used as a person's name: it is
// not only emoji or a number, no handle, no company and no word for somebody
// in a telephone book ("Mama", "Privat", "Handy"). It does not promise that the
// person is called so.
func Usable(name string) bool { return len(usable(name)) > 0 }

// FirstName returns the first name in a usable name as one writes it in a
// salutation, or "" if there is none: "MEHMET K." gives "Mehmet", "aylin ✨"
// gives "Aylin". A name of one word is taken as a first name, unless Frau, Herr
// or the like stands before it.
func FirstName(name string) string {
	parts := usable(name)
	if len(parts) == 0 || onlyLast(parts, tidy(name)) {
		return ""
	}
	first := parts[0]
	if utf8.RuneCountInString(first) == 1 {
		return "" // "M. Kaya" tells the last name only
	}
	n := 1
	for n < len(parts) && bound.has(words.Fold(parts[n-1])) {
		first += " " + nice(parts[n], name) // Abdul Rahman is one name
		n++
	}
	head, rest, _ := strings.Cut(first, " ")
	return strings.TrimSpace(nice(head, name) + " " + rest)
}

// longestName bounds, in bytes, what is looked at as a name: WhatsApp allows 25
// characters, and nobody has a name as long as a message.
const longestName = 200

// usable returns the parts of a name that is one, in the order in which they
// are spoken.
func usable(name string) []string {
	if len(name) > longestName {
		return nil
	}
	name = tidy(name)
	if !nameLike(name) {
		return nil
	}
	if last, first, ok := strings.Cut(name, ","); ok && strings.TrimSpace(first) != "" {
		name = first + " " + last // as lists have it
	}
	parts := nameParts(name)
	const longest = 5
	if len(parts) == 0 || len(parts) > longest || lettersIn(parts) < 2 || slogan(parts) {
		return nil
	}
	if parts = spoken(parts); len(parts) == 0 || mixed(parts[0]) || !personLike(parts) {
		return nil
	}
	return parts
}

// personLike refuses companies, entries of telephone books and sentences. Only
// the first part is asked whether it is an ordinary word: last names often are.
func personLike(parts []string) bool {
	plain := 0
	for i, p := range parts {
		f := words.Fold(p)
		isWord := common.has(f) && !listed(f)
		switch {
		case businesses.has(f) && !listed(f), i == 0 && (nobodies.has(f) || isWord || businessLike(f)):
			return false
		case isWord && !particles.has(f):
			plain++
		}
	}
	return plain == 0 || len(parts) == 2 && listed(words.Fold(parts[0]))
}

// tidy takes away what people put around their names.
func tidy(name string) string {
	name = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(norm.NFKC.String(shown(name))), "~@"))
	for _, pair := range []string{"()", "[]", "{}"} {
		if open := strings.IndexByte(name, pair[0]); open > 0 {
			if end := strings.IndexByte(name[open:], pair[1]); end > 0 {
				name = name[:open] + " " + name[open+end+1:]
			}
		}
	}
	for _, sep := range []string{" | ", "|", " / ", " • ", " · ", " - ", " – "} {
		if before, _, ok := strings.Cut(name, sep); ok && strings.TrimSpace(before) != "" {
			name = before
		}
	}
	return strings.TrimSpace(name)
}

// nameLike refuses what has signs no name has, or the shape of a handle.
func nameLike(name string) bool {
	if strings.ContainsAny(name, "@_&+=/\\#%$€!?:;<>") && !smileysOnly(name) {
		return false
	}
	short := strings.ReplaceAll(strings.ToLower(name), " ", "")
	if strings.HasSuffix(short, "e.v.") || strings.HasSuffix(short, "e.v") || strings.HasSuffix(short, "e.k.") || strings.HasSuffix(short, "e.k") {
		return false // registered clubs and merchants
	}
	for i, r := range name {
		if unicode.IsDigit(r) {
			return false
		}
		if r != '.' || i == 0 {
			continue
		}
		before, after := strings.TrimSpace(name[:i]), name[i+1:]
		if next, _ := utf8.DecodeRuneInString(after); unicode.IsLetter(next) && len(lastField(before)) > 2 {
			return false // noah.exe, but not M.Kaya or Dr.Weber
		}
	}
	return !strings.HasPrefix(strings.ToLower(name), "xx")
}

func lastField(s string) string {
	if f := strings.Fields(s); len(f) > 0 {
		return f[len(f)-1]
	}
	return ""
}

// smileysOnly reports that what is no letter in the name are smileys, as in "Lea :)".
func smileysOnly(name string) bool {
	for _, t := range lex(name) {
		if t.kind == punctTok && strings.Contains("@_&+=/\\#%$€!?:;<>", t.text) || t.kind == handleTok || t.kind == linkTok {
			return false
		}
	}
	return !strings.ContainsAny(name, "_@")
}

func lettersIn(parts []string) int {
	n := 0
	for _, p := range parts {
		for _, r := range p {
			if unicode.IsLetter(r) {
				n++
			}
		}
	}
	return n
}

// businessLike finds trades inside compound words: Autohaus, Seniorenresidenz.
func businessLike(f string) bool {
	for _, s := range businessEnds {
		if len(f) > len(s) && strings.HasSuffix(f, s) && !firstNames.has(f) {
			return true
		}
	}
	return false
}

// nice writes a name as names are written. Names with capitals inside (McKay,
// LeaSophie) are left alone; whole says whether the person writes Turkish, where
// i and I are not one letter.
func nice(part, whole string) string {
	turkish := strings.ContainsAny(whole, "ışğİŞĞ")
	lower := strings.ToLower(part) == part
	if !lower && strings.ToUpper(part) != part {
		return part
	}
	var b strings.Builder
	start := true
	for _, r := range part {
		switch {
		case start && !lower:
			b.WriteRune(r) // is a capital already, dotted or not
		case start:
			b.WriteRune(capital(r, turkish))
		case !lower:
			b.WriteRune(small(r, turkish))
		default:
			b.WriteRune(r)
		}
		start = r == '-' || apostrophe(r) && utf8.RuneCountInString(part[:strings.IndexRune(part, r)]) == 1
	}
	return b.String()
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' }

func capital(r rune, turkish bool) rune {
	if turkish && r == 'i' {
		return 'İ'
	}
	return unicode.ToTitle(r)
}

func small(r rune, turkish bool) rune {
	if turkish && r == 'I' {
		return 'ı'
	}
	if r == 'İ' {
		return 'i'
	}
	return unicode.ToLower(r)
}
