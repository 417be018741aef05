package check

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// bracket is a pair of brackets that keyboards and programs put around what is
// to be filled in. In a loose one only the name of a field makes a placeholder:
// it has other uses.
type bracket struct {
	end   rune
	loose bool
}

var brackets = map[rune]bracket{
	'｛': {'｝', false}, '❴': {'❵', false}, '⦃': {'⦄', false}, '［': {'］', false}, '⟦': {'⟧', false}, '【': {'】', false}, '〔': {'〕', false}, '〚': {'〛', false},
	'⟨': {'⟩', false}, '〈': {'〉', false}, '《': {'》', false}, '＜': {'＞', false},
	'«': {'»', true}, '»': {'«', true}, '‹': {'›', true}, '›': {'‹', true}, '（': {'）', true},
}

// wideBracket returns the length of a placeholder in brackets that are not of
// the usual keyboard, 0 if there is none at the beginning of s.
func wideBracket(s string) int {
	open, size := utf8.DecodeRuneInString(s)
	b, ok := brackets[open]
	if !ok {
		return 0
	}
	line := firstLine(s)
	end := strings.IndexRune(line[size:], b.end)
	if end < 1 {
		return 0
	}
	inside := strings.TrimSpace(strings.TrimLeft(line[size:size+end], string(open)))
	if !hasLetter(inside) || b.loose && !fieldName(inside) && !weakFields.has(lowered(inside)) {
		return 0
	}
	n := size + end
	for strings.HasPrefix(line[n:], string(b.end)) {
		n += utf8.RuneLen(b.end)
	}
	return n
}

// weakFields are names of fields that also stand in brackets as plain words:
// "digital (E-Mail)". They are placeholders only where a word is missing.
var weakFields = list(`e-mail email mail mailadresse e-mail-adresse telefon nummer handynummer zeit tag monat jahr stadt einrichtung betrag stunde raum thema beruf`)

// leadTo are words after which something has to come.
var leadTo = list(`an um am im ab bis bei unter nach in zum zur von mit dein deine deinen die der das den`)

// weakField returns the length of such a placeholder at i in round brackets.
func weakField(text string, i int) int {
	n := between(text[i:], ')', func(s string) bool { return weakFields.has(lowered(strings.TrimSpace(s))) })
	if n == 0 {
		return 0
	}
	before, after := strings.TrimRightFunc(text[:i], blankSign), strings.TrimLeftFunc(text[i+n:], blankSign)
	if (before == "" || before[len(before)-1] == '\n') && (after == "" || after[0] == '\n') {
		return n
	}
	from := strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) }) + 1
	if leadTo.has(lowered(before[from:])) {
		return n
	}
	return 0
}

func blankSign(r rune) bool {
	return r != '\n' && (unicode.IsSpace(r) || r == '.' || r == '!')
}

// verb takes %s, %d and %!s(MISSING), which programs leave behind, but no
// percentages.
func verb(text string, i int) int {
	rest := text[i:]
	if strings.HasPrefix(rest, "%!") {
		if end := strings.IndexByte(firstLine(rest), ')'); end > 0 {
			return end + 1
		}
	}
	if len(rest) < 2 || strings.IndexByte("sdvqmYHM", rest[1]) < 0 {
		return 0
	}
	before := strings.TrimRight(text[:i], " ")
	if n := len(before); n > 0 && before[n-1] >= '0' && before[n-1] <= '9' {
		return 0
	}
	if next, _ := utf8.DecodeRuneInString(rest[2:]); unicode.IsLetter(next) || unicode.IsDigit(next) || next == '/' {
		return 0
	}
	return 2
}

// escaped takes &lt;Name&gt;, which a page leaves of <Name>.
func escaped(s string) int {
	const open, shut = "&lt;", "&gt;"
	line := firstLine(s)
	if !strings.HasPrefix(line, open) {
		return 0
	}
	if end := strings.Index(line, shut); end > len(open) && hasLetter(line[len(open):end]) {
		return end + len(shut)
	}
	return 0
}

// gapAt finds words at i that only stand for something: LINK, todo, "… Uhr".
func gapAt(toks []token, i int) (from int, found bool) {
	t := toks[i]
	switch {
	case t.kind == handleTok || t.kind == linkTok:
		return i, strings.Trim(t.text, "xX.:") == "" || exampleAddress(t.text)
	case t.kind != wordTok:
		return 0, false
	case t.fold == "undefined" || t.text == "NaN":
		return i, true
	case t.fold == "uhr":
		return i - 1, wordAt(toks, i-1) == "null" || dotsAt(toks, i-1)
	case t.fold == "todo":
		return i, isPunct(toks, i+1, ":") || begins(toks, i) && stops(toks, i+1)
	case t.text == "LINK" || t.text == "URL":
		return i, ordered(toks, i) || linkMissing(toks, i)
	}
	return i, capitals(t.text) && fieldNames.has(t.fold) && ordered(toks, i)
}

func capitals(s string) bool { return strings.ToUpper(s) == s }

// exampleAddress reports vorname.nachname@…
func exampleAddress(s string) bool {
	f := lowered(s)
	return strings.HasPrefix(f, "vorname.nachname") || strings.HasPrefix(f, "vorname-nachname@")
}

// dotsAt reports dots or question marks in place of an hour, ending at i.
func dotsAt(toks []token, i int) bool {
	if isPunct(toks, i, "…") {
		return toks[i].spaced || isPunct(toks, i-1, "…")
	}
	return isPunct(toks, i, ".?_") && isPunct(toks, i-1, toks[i].text)
}

// ordered reports that somebody is told to put something in: LINK EINFÜGEN.
func ordered(toks []token, i int) bool {
	if wordAt(toks, i+1) == "hier" {
		i++
	}
	return fillIn.has(wordAt(toks, i+1))
}

// linkMissing reports the word where the address should be: "hier: LINK".
func linkMissing(toks []token, i int) bool {
	if isPunct(toks, i+1, ":") || !stops(toks, i+1) {
		return false
	}
	before := i - 1
	for before >= 0 && toks[before].kind == breakTok {
		before--
	}
	return isPunct(toks, before, ":") || isBreak(toks, i-1) && isBreak(toks, i+1)
}
