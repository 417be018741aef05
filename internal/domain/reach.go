package domain

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of RFC 5321 on addresses.
const (
	maxEmail      = 254
	maxEmailLocal = 64
)

// IsEmail reports whether a text is one e-mail address as people write it: no
// quotes, no comments, a host with a dot.
func IsEmail(s string) bool {
	local, host, found := strings.Cut(s, "@")
	if !found || len(s) > maxEmail || local == "" || len(local) > maxEmailLocal || strings.Contains(local, "..") ||
		local[0] == '.' || local[len(local)-1] == '.' {
		return false
	}
	for _, r := range local {
		if !inEmailLocal(r) {
			return false
		}
	}
	labels := strings.Split(host, ".")
	for _, l := range labels {
		if l == "" || l[0] == '-' || l[len(l)-1] == '-' || strings.ContainsFunc(l, func(r rune) bool { return !inEmailHost(r) }) {
			return false
		}
	}
	last := labels[len(labels)-1]
	return len(labels) > 1 && utf8.RuneCountInString(last) > 1 && strings.ContainsFunc(last, unicode.IsLetter)
}

func inEmailLocal(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(".!#$%&'*+-/=?^_`{|}~", r)
}

func inEmailHost(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' }

// FindEmails lists the e-mail addresses in a text, each once, in lower case.
func FindEmails(text string) []string {
	var out []string
	for rest := text; ; {
		at := strings.IndexByte(rest, '@')
		if at < 0 {
			return out
		}
		from, to := at, at+1
		for from > 0 {
			r, size := utf8.DecodeLastRuneInString(rest[:from])
			if !inEmailLocal(r) {
				break
			}
			from -= size
		}
		for to < len(rest) {
			r, size := utf8.DecodeRuneInString(rest[to:])
			if !inEmailHost(r) && r != '.' {
				break
			}
			to += size
		}
		// What begins or ends a sentence or a link is no part of the address.
		found := strings.ToLower(strings.TrimLeft(strings.TrimRight(rest[from:to], ".-"), "./?!='`*_~{}|&#+-$%^"))
		if IsEmail(found) && !slices.Contains(out, found) {
			out = append(out, found)
		}
		rest = rest[to:]
	}
}

// Bounds of an international number without its sign (E.164), and how short a
// row of digits may be to be taken for one.
const maxPhone, minPhone = 15, 9

// FindPhones lists the phone numbers in a text, each once, in the form of
// NormalizePhone. One that begins with a single zero is taken for a German one;
// a row of digits that begins with neither zero nor plus is none.
func FindPhones(text string) []string {
	var out []string
	text = asTyped.Replace(text)
	for i := 0; i < len(text); {
		if c := text[i]; c != '+' && c != '0' || i > 0 && isASCIIDigit(text[i-1]) {
			i++
			continue
		}
		end := i + 1
		for end < len(text) && (isASCIIDigit(text[end]) || strings.IndexByte(" -/()", text[end]) >= 0) {
			end++
		}
		if phone := LocalPhone(strings.TrimRight(text[i:end], " -/()")); phone != "" && !slices.Contains(out, phone) {
			out = append(out, phone)
		}
		i = end
	}
	return out
}

// LocalPhone is NormalizePhone for what people write: "0151 …" is a German
// number. It returns "" for what is too short or too long to be one.
func LocalPhone(s string) string {
	s = strings.TrimSpace(asTyped.Replace(s))
	if rest, ok := strings.CutPrefix(s, "0"); ok && !strings.HasPrefix(rest, "0") {
		s = "+49" + rest
	}
	s = strings.Replace(s, "(0)", "", 1) // as in +49 (0)151 …
	phone := NormalizePhone(s)
	if n := len(phone) - 1; n < minPhone || n > maxPhone {
		return ""
	}
	return phone
}

func isASCIIDigit(c byte) bool { return c >= '0' && c <= '9' }
