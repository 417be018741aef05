package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sprechstunde/internal/words"
)

// longestHole bounds what is taken for one placeholder, so that a bracket that
// was never closed does not swallow the text.
const longestHole = 80

// holesIn finds placeholders that were never filled: the template's own, and
// those that other programs and people's habits leave behind. toks keeps
// addresses from being taken for them.
func holesIn(text string, toks []token) []hole {
	var found []hole
	for i := 0; i < len(text); {
		n := holeAt(text, i)
		if n > 0 && (strings.IndexByte("%<[_(&", text[i]) < 0 || !inLink(toks, i)) {
			found = append(found, hole{text[i : i+n]})
			i += n
			continue
		}
		i++
	}
	return append(found, dummies(toks)...)
}

// holeAt returns the length of the placeholder at i, 0 if there is none.
func holeAt(text string, i int) int {
	rest := text[i:]
	switch text[i] {
	case '{':
		return braces(rest)
	case '}':
		if strings.HasPrefix(rest, "}}") {
			return 2
		}
	case '%':
		if strings.HasPrefix(rest, "%}") {
			return 2
		}
		if n := verb(text, i); n > 0 {
			return n
		}
		return between(rest, '%', identifier)
	case '#', '|':
		return between(rest, text[i], capitalIdentifier)
	case '[':
		return between(rest, ']', hasLetter)
	case '<':
		return between(rest, '>', tagName)
	case '(':
		return max(between(rest, ')', fieldName), weakField(text, i))
	case '&':
		return escaped(rest)
	case '$':
		return variable(rest)
	case '_':
		return blank(text, i)
	}
	if text[i] >= utf8.RuneSelf {
		return wideBracket(rest)
	}
	return 0
}

// braces takes {{…}}, {%…%} and {…} on one line, and the ends of broken ones.
func braces(s string) int {
	double := strings.HasPrefix(s, "{{") || strings.HasPrefix(s, "{%")
	line := firstLine(s)
	for _, ends := range [][2]string{{"{{", "}}"}, {"{%", "%}"}, {"{", "}"}} {
		if !strings.HasPrefix(line, ends[0]) {
			continue
		}
		if end := strings.Index(line, ends[1]); end > 0 {
			return end + len(ends[1])
		}
	}
	if double {
		return 2 // opened and never closed
	}
	return unclosed(s)
}

// unclosed takes the word after a bracket that nobody closed: "{name".
func unclosed(s string) int {
	n := 1
	for n < len(s) && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' || s[n] == '_') {
		n++
	}
	if n > 2 {
		return n
	}
	return 0
}

func firstLine(s string) string {
	if len(s) > longestHole {
		cut := longestHole
		for cut > 1 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut]
	}
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// between returns the length of a placeholder that ends in mark and has a
// content that ok accepts.
func between(s string, mark byte, ok func(string) bool) int {
	line := firstLine(s)
	end := strings.IndexByte(line[1:], mark)
	if end < 1 || !ok(line[1:1+end]) {
		return 0
	}
	return end + 2
}

func identifier(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
		} else if !strings.ContainsRune("_.-0123456789", r) {
			return false
		}
	}
	first, _ := utf8.DecodeRuneInString(s)
	return letters > 1 && unicode.IsLetter(first)
}

func capitalIdentifier(s string) bool { return identifier(s) && strings.ToUpper(s) == s }

// hasLetter takes [Name], but not the box [x] that is to be ticked.
func hasLetter(s string) bool {
	return strings.ContainsFunc(s, unicode.IsLetter) && strings.TrimSpace(s) != "x" && strings.TrimSpace(s) != "X"
}

// tagName takes <Name> and <Vor- und Nachname>, but neither <3 nor addresses.
func tagName(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return (unicode.IsLetter(first) || first == '%') && !strings.ContainsAny(s, "@<") && !strings.Contains(s, "://")
}

// fieldName takes (Name) and (Datum einsetzen): round brackets are ordinary, so
// that only a field's name, or being told to fill it in, makes a placeholder.
func fieldName(s string) bool {
	f := strings.Fields(lowered(s))
	if len(f) == 0 {
		return false
	}
	if len(f) == 1 {
		return fieldNames.has(f[0])
	}
	return fillIn.has(f[len(f)-1])
}

func lowered(s string) string { return words.Fold(s) }

var (
	fieldNames = list(`name vorname nachname datum uhrzeit link ort adresse telefonnummer ansprechpartner ansprechpartnerin stelle`)
	fillIn     = list(`einsetzen einfügen einfuegen eintragen ausfüllen ausfuellen ergänzen ergaenzen`)
)

// variable takes $name and ${name}; the braces of the latter come next anyway.
func variable(s string) int {
	n := 1
	for n < len(s) && (s[n] == '_' || s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
		n++
	}
	if n > 3 {
		return n
	}
	return 0
}

// blank takes lines to write on: three underscores or more, or two that stand
// alone. One or two beside a word are formatting.
func blank(text string, i int) int {
	n := 0
	for i+n < len(text) && text[i+n] == '_' {
		n++
	}
	if n > 2 || n == 2 && openAround(text, i, i+2) {
		return n
	}
	return 0
}

func openAround(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	return !unicode.IsLetter(before) && !unicode.IsLetter(after) && !unicode.IsDigit(before) && !unicode.IsDigit(after) && before != '_'
}

// inLink reports that a byte lies in an address.
func inLink(toks []token, at int) bool {
	lo, hi := 0, len(toks)
	for lo < hi {
		if mid := (lo + hi) / 2; toks[mid].end <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo < len(toks) && toks[lo].kind == linkTok && toks[lo].start <= at
}

// dummies finds words that stand for something else: XX, "Frau XY", "Max
// Mustermann", "xx Uhr", notes to oneself; addresses that were cut off; and a sentence that
// ends where a day or a place should follow: "Wir sehen uns am .".
func dummies(toks []token) []hole {
	var found []hole
	for i, t := range toks {
		if from, ok := gapAt(toks, i); ok {
			found = append(found, hole{textOf(toks[from : i+1])})
			continue
		}
		switch {
		case t.kind == linkTok && (strings.Contains(t.text, "…") || strings.Contains(t.text, "...")):
			found = append(found, hole{t.text})
		case t.kind == punctTok && t.spaced && isPunct(toks, i, ",.!?") && unfinished.has(wordAt(toks, i-1)):
			found = append(found, hole{toks[i-1].text + " " + t.text})
		case t.kind != wordTok:
		case t.fold == "uhr" && hourless.has(wordAt(toks, i-1)):
			found = append(found, hole{toks[i-1].text + " " + t.text})
		case t.text == "N" && isPunct(toks, i+1, ".") && wordAt(toks, i+2) == "n" && !toks[i+2].spaced && isPunct(toks, i+3, "."):
			found = append(found, hole{"N.N."})
		case dummyWords.has(t.fold) && t.upper, crosses(toks, i):
			found = append(found, hole{t.text})
		}
	}
	return found
}

var (
	dummyWords = list(`todo fixme tbd tba tt jjjj yyyy xy xyz mustermann musterfrau musterstadt musterstraße beispielname platzhalter vorname+nachname`)
	hourless   = list(`um ab bis gegen`)
	unfinished = list(`am im zum zur beim vom um bis von für unter der die das dem den und an bei mit`)
)

// crosses reports XX in any place, and xx where a day or an hour should be;
// three of them are no kisses in a message to an applicant.
func crosses(toks []token, i int) bool {
	text := toks[i].text
	if !crossed(text) {
		return false
	}
	next := wordAt(toks, i+1)
	return len(text) > 2 || strings.Contains(text, "X") || next == "uhr" || next == "euro" ||
		isPunct(toks, i+1, ".:") && i+2 < len(toks) && (crossed(toks[i+2].text) || toks[i+2].kind == numTok)
}

func crossed(s string) bool { return len(s) > 1 && strings.Trim(s, "xX") == "" }
