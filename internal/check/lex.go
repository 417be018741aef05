package check

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type kind uint8

const (
	wordTok   kind = iota
	numTok         // numbers, dates, times, phone numbers
	linkTok        // addresses of pages and mail
	handleTok      // things like noah.exe, xx_luca or lea2005
	emojiTok       // one picture, however many code points it has
	smileyTok      // :-)
	punctTok
	breakTok // end of a line
)

// token is a piece of a text. Formatting marks (*bold*, _italic_) and invisible
// characters are no tokens.
type token struct {
	kind       kind
	start, end int
	text       string
	fold       string // of words: as words.Fold writes them
	spaced     bool   // there is a space, or a new line, before it
	quoted     bool   // inside a quotation of several words
	upper      bool   // of words: written like a name; scripts without capitals always are
}

// lex takes a text apart. Offsets are bytes in text.
func lex(text string) []token {
	l := lexer{text: text, toks: make([]token, 0, len(text)/5+4)}
	for l.at < len(text) {
		l.next()
	}
	markQuotes(l.toks)
	return l.toks
}

type lexer struct {
	text   string
	at     int
	spaced bool
	toks   []token
}

func (l *lexer) next() {
	r, size := utf8.DecodeRuneInString(l.text[l.at:])
	switch {
	case r == '\n' || r == '\u2028' || r == '\u2029':
		l.add(breakTok, l.at+size)
		l.spaced = true
	case unicode.IsSpace(r):
		l.spaced = true
		l.at += size
	case unicode.IsLetter(r), r == '@' && l.letterAt(l.at+1):
		l.word(size)
	case unicode.IsDigit(r), r == '+' && l.digitAt(l.at+1):
		l.number(size)
	default:
		l.sign(r, size)
	}
}

func (l *lexer) add(k kind, end int) {
	t := token{kind: k, start: l.at, end: end, text: l.text[l.at:end], spaced: l.spaced}
	if k == wordTok {
		t.fold = readable(t.text)
		first, _ := utf8.DecodeRuneInString(t.text)
		t.upper = !unicode.IsLower(first)
	}
	if k == handleTok && t.text[0] == '@' {
		t.fold = readable(t.text[1:])
	}
	l.toks = append(l.toks, t)
	l.at, l.spaced = end, false
}

// word reads a word, or an address or handle that begins like one.
func (l *lexer) word(size int) {
	if end := linkEnd(l.text, l.at); end > 0 {
		l.add(linkTok, end)
		return
	}
	if n, fold := genderGap(l.text[l.at:]); n > 0 {
		l.add(wordTok, l.at+n)
		l.toks[len(l.toks)-1].fold = fold
		return
	}
	end, odd := l.at+size, l.text[l.at] == '@'
	for end < len(l.text) {
		r, n := utf8.DecodeRuneInString(l.text[end:])
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r):
		case r >= '\u00ad' && unicode.Is(unicode.Cf, r) && l.letterBehind(end+n):
		case unicode.IsDigit(r):
			odd = true
		case joins(r) && l.letterAt(end+n):
		case (r == '_' || r == '.' && l.dotted(end)) && l.letterAt(end+n):
			odd = true
		default:
			n = 0
		}
		if n == 0 {
			break
		}
		end += n
	}
	if odd && end > l.at+1 {
		l.add(handleTok, end)
		return
	}
	if cut := glued(l.text[l.at:end]); cut > 0 {
		l.add(wordTok, l.at+cut)
	}
	l.add(wordTok, end)
}

// letterBehind reports a letter after any number of invisible characters.
func (l *lexer) letterBehind(i int) bool {
	for i < len(l.text) {
		r, n := utf8.DecodeRuneInString(l.text[i:])
		if !unicode.Is(unicode.Cf, r) {
			return unicode.IsLetter(r)
		}
		i += n
	}
	return false
}

// joins reports signs that belong to a word when letters follow.
func joins(r rune) bool {
	switch r {
	case '-', '\'', '’', '‘', '´', '`', 'ʼ', '\u2010', '\u2011', '\u200b', '\u200c', '\u200d', '\ufeff':
		return true
	}
	return false
}

// dotted tells noah.exe from the end of a sentence after which somebody forgot
// the space, and from abbreviations such as z.B.
func (l *lexer) dotted(dot int) bool {
	r, _ := utf8.DecodeRuneInString(l.text[dot+1:])
	return dot-l.at >= 2 && unicode.IsLower(r) && l.letterAt(dot+1+utf8.RuneLen(r))
}

func (l *lexer) letterAt(i int) bool {
	r, _ := utf8.DecodeRuneInString(l.text[min(i, len(l.text)):])
	return unicode.IsLetter(r)
}

func (l *lexer) digitAt(i int) bool { return i < len(l.text) && '0' <= l.text[i] && l.text[i] <= '9' }

func (l *lexer) number(size int) {
	if n := keycap(l.text[l.at:]); n > 0 {
		l.add(emojiTok, l.at+n)
		return
	}
	end, odd := l.at+size, false
	for end < len(l.text) {
		r, n := utf8.DecodeRuneInString(l.text[end:])
		if unicode.IsLetter(r) || r == '_' {
			odd = true
		} else if !unicode.IsDigit(r) && (!strings.ContainsRune(".,:/-", r) || !l.digitAt(end+n)) {
			break
		}
		end += n
	}
	if odd && !plainUnit(l.text[l.at:end]) {
		l.add(handleTok, end)
		return
	}
	l.add(numTok, end)
}

// plainUnit lets 18h, 2x and 17jährig be numbers: the letters come last.
func plainUnit(s string) bool {
	letters := false
	for _, r := range s {
		if letters && !unicode.IsLetter(r) {
			return false
		}
		letters = letters || unicode.IsLetter(r)
	}
	return true
}

func (l *lexer) sign(r rune, size int) {
	switch {
	case r == '*' || r == '_' || r == '~':
		l.at += size
	case r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.IsMark(r):
		l.at += size
	default:
		if n := textSmiley(l.text[l.at:]); n > 0 {
			l.add(smileyTok, l.at+n)
		} else if n := emojiLen(l.text[l.at:]); n > 0 {
			l.add(emojiTok, l.at+n)
		} else {
			l.add(punctTok, l.at+size)
		}
	}
}

// linkEnd returns where an address that begins at i ends, or 0 if none does.
func linkEnd(text string, i int) int {
	rest := text[i:]
	if !hasPrefixFold(rest, "https://") && !hasPrefixFold(rest, "http://") && !hasPrefixFold(rest, "www.") && !bareAddress(rest) {
		return 0
	}
	end := i
	for end < len(text) && text[end] > ' ' && strings.IndexByte("<>\"", text[end]) < 0 {
		r, n := utf8.DecodeRuneInString(text[end:])
		if unicode.IsSpace(r) {
			break
		}
		end += n
	}
	for end > i && strings.IndexByte(".,!?;:)*_~'", text[end-1]) >= 0 {
		end-- // the end of the sentence is no part of the address
	}
	return end
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// bareAddress reports mail addresses and hosts written without a scheme.
func bareAddress(s string) bool {
	const longest = 100 // keeps a text full of dots from being read again and again
	s = s[:min(len(s), longest)]
	at, dot := 0, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c == '@':
			at = i
		case c == '.':
			dot = i
		case c == '/' && dot > 0:
			return topLevel(s[dot+1 : i])
		case c|0x20 >= 'a' && c|0x20 <= 'z', c >= '0' && c <= '9', c == '-', c == '_', c == '+':
		default:
			return dot > 0 && (at > 0 && dot > at || topLevel(s[dot+1:i]))
		}
	}
	return dot > 0 && (at > 0 && dot > at || topLevel(s[dot+1:]))
}

func topLevel(s string) bool {
	switch strings.ToLower(s) {
	case "de", "com", "org", "net", "eu", "info", "at", "ch", "jobs":
		return true
	}
	return false
}

// markQuotes marks what stands between quotation marks, where that is several
// words and does not begin the text: what the adviser proposes to write is not
// said to the person. A single name in quotation marks, and a text that is
// quoted as a whole, are.
func markQuotes(toks []token) {
	open := -1
	for i := range toks {
		if toks[i].kind != punctTok || !quotation(toks[i].text) {
			continue
		}
		if open < 0 {
			open = i
			continue
		}
		if open > 0 && i-open > 3 {
			for k := open; k < i; k++ {
				toks[k].quoted = true
			}
		}
		open = -1
	}
}

func quotation(s string) bool {
	switch s {
	case "\"", "„", "“", "”", "«", "»", "‟":
		return true
	}
	return false
}

// stops reports that nothing that belongs to a name goes on at i.
func stops(toks []token, i int) bool {
	if i >= len(toks) {
		return true
	}
	switch t := toks[i]; t.kind {
	case breakTok, emojiTok, smileyTok:
		return true
	case punctTok:
		return !strings.Contains("&+/'@#%", t.text)
	default:
		return false
	}
}

// begins reports that a sentence, line or quotation begins at i.
func begins(toks []token, i int) bool {
	if i == 0 {
		return true
	}
	switch t := toks[i-1]; t.kind {
	case breakTok, emojiTok, smileyTok, linkTok:
		return true
	case punctTok:
		return t.text != "," && !strings.Contains("&+/'@#%", t.text)
	default:
		return false
	}
}

func isPunct(toks []token, i int, set string) bool {
	return i >= 0 && i < len(toks) && toks[i].kind == punctTok && strings.Contains(set, toks[i].text)
}

func isBreak(toks []token, i int) bool { return i < 0 || i >= len(toks) || toks[i].kind == breakTok }

// wordAt returns the folded word at i, "" if there is none.
func wordAt(toks []token, i int) string {
	if i < 0 || i >= len(toks) || toks[i].kind != wordTok {
		return ""
	}
	return toks[i].fold
}
