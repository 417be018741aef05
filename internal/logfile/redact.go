package logfile

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// maxText cuts what is logged as one value, which keeps answers of foreign
// servers from filling the log.
const maxText = 2000

// private are keys whose values have no business in a log.
var private = []string{
	"text", "body", "caption", "draft", "name", "username", "phone", "user_id", "wa_id", "to", "recipient",
	"token", "secret", "password", "authorization",
}

// replace is the second line: callers log no personal data in the first place.
func replace(_ []string, a slog.Attr) slog.Attr {
	if slices.Contains(private, strings.ToLower(a.Key)) {
		return slog.Attr{}
	}
	switch a.Value.Kind() {
	case slog.KindString:
		return slog.String(a.Key, Redact(a.Value.String()))
	case slog.KindTime:
		return slog.Time(a.Key, a.Value.Time().UTC())
	case slog.KindAny:
		return slog.String(a.Key, describe(a.Value.Any()))
	default:
		return a
	}
}

// describe quotes errors, levels and what is a string by another name, as
// codes and reasons are. Of anything else it names the type, because a struct
// may hold a whole chat.
func describe(v any) string {
	switch x := v.(type) {
	case error:
		return Redact(x.Error())
	case slog.Level:
		return x.String()
	default:
		if word := reflect.ValueOf(v); word.Kind() == reflect.String {
			return Redact(word.String())
		}
		return fmt.Sprintf("(%T)", v)
	}
}

// The alternatives are tried from left to right, so that ids and dates of ours,
// which look like long numbers, are recognised before the numbers.
var patterns = regexp.MustCompile(strings.Join([]string{
	`(?P<keep>\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\b)`, // uuid
	`(?P<date>\b\d{4}-[01]\d-[0-3]\d(?:[T ][0-2]\d:[0-5]\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?\b)`,
	`(?P<wamid>wamid\.[A-Za-z0-9+/=_-]+)`,
	`(?P<token>\bEAA[A-Za-z0-9]{12,}|[Bb]earer\s+\S+|\b(?:access_token|token|secret|password|verify_token)=[^&\s"]+)`,
	`(?P<person>\b[A-Z]{2}\.[A-Za-z0-9]{8,})`, // business-scoped user id
	`(?P<number>\+\d[\d ()/.-]{4,}\d|\b0\d[\d ()/-]{4,}\d|\d{8,})`,
}, "|"))

// Redact takes out of a text what may point at a person or open a door: phone
// numbers and user ids are masked, tokens too, and message ids become a short
// hash by which two lines can still be matched.
func Redact(text string) string {
	text = cut(strings.ToValidUTF8(text, "\uFFFD"))
	var out strings.Builder
	done := 0
	for _, m := range patterns.FindAllStringSubmatchIndex(text, -1) {
		out.WriteString(text[done:m[0]])
		out.WriteString(substitute(text[m[0]:m[1]], m))
		done = m[1]
	}
	out.WriteString(text[done:])
	return out.String()
}

// substitute says what stands in the log in place of found; m are the borders
// of the groups of the pattern that found it.
func substitute(found string, m []int) string {
	is := func(group string) bool { return m[2*patterns.SubexpIndex(group)] >= 0 }
	switch {
	case is("keep") || is("date"):
		return found
	case is("wamid"):
		return "wamid:" + shortHash(found)
	case is("token"):
		return "[token]"
	case is("person"):
		return "[id]"
	default:
		return "[number]"
	}
}

func shortHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:4])
}

func cut(s string) string {
	if len(s) <= maxText {
		return s
	}
	return strings.ToValidUTF8(s[:maxText], "") + "…"
}
