package links

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

const (
	// maxText bounds how much of one text is looked at, in bytes.
	maxText = 256 << 10
	// maxFound bounds the links of one text.
	maxFound = 200
)

// Found is an address with its place in a text.
type Found struct {
	domain.WebLink
	Start, End int // bytes
}

// Find returns the addresses of a text in their order. known are hosts that
// look-alikes are measured against, besides the built-in ones.
func Find(text string, known []string) []Found {
	text = text[:min(len(text), maxText)]
	var list []Found
	for at := 0; at < len(text) && len(list) < maxFound; {
		start, end := nextWord(text, at)
		at = end
		if s, e := addressIn(text[start:end]); e > s {
			list = append(list, Found{WebLink: Read(text[start+s:start+e], known), Start: start + s, End: start + e})
		}
	}
	return list
}

// nextWord returns the next stretch without anything that ends an address.
func nextWord(text string, at int) (start, end int) {
	start = -1
	for i, r := range text[at:] {
		switch {
		case endsAddress(r):
			if start >= 0 {
				return start, at + i
			}
		case start < 0:
			start = at + i
		}
	}
	if start < 0 {
		return len(text), len(text)
	}
	return start, len(text)
}

func endsAddress(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("<>\"“”„«»`", r)
}

// addressIn finds the address in a word. There is one at most: a second one
// behind it is part of the first one's path.
func addressIn(word string) (start, end int) {
	if i := strings.Index(word, "://"); i > 0 {
		if start = schemeBefore(word, i); start < i {
			if end = start + len(unsigned(word[start:])); end > i+len("://") {
				return start, end
			}
			return 0, 0
		}
	}
	start = len(word) - len(strings.TrimLeftFunc(word, opens))
	rest := unsigned(word[start:])
	if opaque(rest) || strings.HasPrefix(strings.ToLower(rest), "www.") && len(rest) > len("www.") || bare(rest) {
		return start, start + len(rest)
	}
	return 0, 0
}

// schemeBefore finds where the scheme before a colon begins.
func schemeBefore(word string, colon int) int {
	start := colon
	for start > 0 && schemeByte(word[start-1]) {
		start--
	}
	for start < colon && !isLetter(word[start]) {
		start++
	}
	return start
}

func schemeByte(b byte) bool {
	return isLetter(b) || b >= '0' && b <= '9' || b == '+' || b == '-' || b == '.'
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// opens is what may stand before an address without being part of it.
func opens(r rune) bool {
	return r != utf8.RuneError && !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// opaqueSchemes do harm, or something unexpected, without "//".
var opaqueSchemes = []string{
	"javascript:", "data:", "vbscript:", "file:", "intent:", "mailto:", "tel:", "sms:", "facetime:", "ms-msdt:", "search-ms:", "shell:", "about:", "blob:", "view-source:",
}

func opaque(word string) bool {
	for _, s := range opaqueSchemes {
		if len(word) > len(s) && strings.EqualFold(word[:len(s)], s) {
			return true
		}
	}
	return false
}

// endings are the names addresses end in that are written without anything
// before them. What is also a word of German or English stays out.
var endings = map[string]bool{
	"de": true, "org": true, "com": true, "net": true, "eu": true, "info": true, "ch": true, "at": true, "app": true, "dev": true, "edu": true, "gov": true,
	"io": true, "berlin": true, "hamburg": true, "koeln": true, "bayern": true, "nrw": true, "ruhr": true, "saarland": true, "ngo": true, "social": true,
	"online": true, "shop": true, "xyz": true, "top": true, "ru": true, "cn": true, "tk": true, "link": true, "click": true, "site": true, "biz": true, "page": true,
}

// bare reports whether a word is an address without its beginning:
// "example.org", or anything with a dot before a slash.
func bare(word string) bool {
	host := word
	if i := strings.IndexAny(word, `/\?#:`); i >= 0 {
		host = word[:i]
	}
	dot := strings.LastIndexByte(host, '.')
	if dot < 1 || dot == len(host)-1 || strings.Contains(host, "..") || strings.ContainsAny(host, "@,;!()[]{}|^*~=&%$'") {
		return false
	}
	last := strings.ToLower(host[dot+1:])
	if !strings.ContainsFunc(host[:dot], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return false
	}
	path := len(word) > len(host)+1 && (word[len(host)] == '/' || word[len(host)] == '\\')
	return endings[last] || strings.HasPrefix(last, "xn--") || path && len(last) > 1 && !strings.ContainsFunc(last, func(r rune) bool { return !unicode.IsLetter(r) })
}

// unsigned takes the signs off the end that belong to the sentence. A bracket
// stays that was opened in the address.
func unsigned(s string) string {
	for {
		short := strings.TrimRightFunc(s, func(r rune) bool {
			return strings.ContainsRune(".,;:!?'’‘*_~…", r) || unicode.Is(unicode.Cf, r)
		})
		for _, pair := range []string{"()", "[]", "{}"} {
			if strings.HasSuffix(short, pair[1:]) && strings.Count(short, pair[:1]) < strings.Count(short, pair[1:]) {
				short = short[:len(short)-1]
			}
		}
		if short == s {
			return s
		}
		s = short
	}
}
