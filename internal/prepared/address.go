package prepared

import (
	"regexp"
	"strings"
	"unicode"
)

// host matches the address of a page without its beginning: what ends in one
// of these names or goes on with a path.
var host = regexp.MustCompile(`(?i)^[^\pL\pN]*(?:[\pL\pN-]+\.)+(?:(?:de|org|com|net|eu|info|at|ch)(?:[^\pL\pN.-].*)?|\pL{2,}/.*)$`)

// mail matches an e-mail address.
var mail = regexp.MustCompile(`[\pL\pN._%+-]@[\pL\pN-]+(?:\.[\pL\pN-]+)+`)

// isAddress reports whether a word is the address of a page or a mailbox, or
// holds one. That says nothing to whoever looks for an answer, and a mailbox is
// often the person's own.
func isAddress(word string) bool {
	small := strings.ToLower(word)
	return strings.Contains(small, "://") || strings.HasPrefix(strings.TrimLeft(small, "(<\"'„"), "www.") ||
		mail.MatchString(word) || host.MatchString(strings.TrimRight(word, ".,;:!?)"))
}

// LinkFrom takes the one https link out of the body of an answer, to be kept as
// the answer's link. link is "" and rest is body if there is none, more than
// one, or one that could not be kept.
//
// A link on a line of its own goes with its line, and one at the end of the
// body goes too: Compose puts it there again. In the middle of a text it leaves
// {{ link }} behind, so that the sentence around it stays whole.
func LinkFrom(body string) (link, rest string) {
	start, end := onlyLink(body)
	if end < 0 {
		return "", body
	}
	link = body[start:end]
	lineStart := strings.LastIndexByte(body[:start], '\n') + 1
	lineEnd := len(body)
	if i := strings.IndexByte(body[end:], '\n'); i >= 0 {
		lineEnd = end + i
	}
	before, after := body[lineStart:start], body[end:lineEnd]
	switch {
	case !strings.ContainsFunc(before+after, isLetter):
		above, below := strings.TrimRightFunc(body[:lineStart], unicode.IsSpace), body[lineEnd:]
		if above == "" || strings.TrimSpace(below) == "" {
			return link, strings.TrimSpace(above + below)
		}
		return link, above + longest(body[len(above):lineStart], lineBreaks(below)) + strings.TrimLeft(below, "\r\n")
	case !strings.ContainsFunc(body[end:], isLetter):
		return link, strings.TrimRight(body[:start], " \t\u00a0\r\n(<\"'„")
	default:
		return link, body[:start] + "{{ " + string(nameLink) + " }}" + body[end:]
	}
}

// onlyLink finds the one https link of a text; end is -1 if it is not the only
// one or no link.
func onlyLink(text string) (start, end int) {
	end = -1
	for at := 0; ; {
		i := strings.Index(text[at:], "https://")
		if i < 0 {
			return start, end
		}
		if end >= 0 {
			return 0, -1
		}
		start = at + i
		at = start + addressLen(text[start:])
		end = start + len(unsigned(text[start:at]))
		if s := text[start:end]; strings.ContainsAny(s, "{}") || !isLink(s) {
			return 0, -1
		}
	}
}

// unsigned takes the signs off an address that belong to the sentence around
// it. A bracket stays that was opened in the address.
func unsigned(address string) string {
	if i := strings.IndexAny(address, "<>\"“”«»"); i >= 0 {
		address = address[:i]
	}
	for {
		short := strings.TrimRight(address, ".,;:!?'’*_")
		if strings.HasSuffix(short, ")") && strings.Count(short, "(") < strings.Count(short, ")") {
			short = short[:len(short)-1]
		}
		if short == address {
			return address
		}
		address = short
	}
}

// lineBreaks returns the line breaks a text begins with.
func lineBreaks(s string) string { return s[:len(s)-len(strings.TrimLeft(s, "\r\n"))] }

func longest(a, b string) string {
	if len(a) > len(b) {
		return a
	}
	return b
}
