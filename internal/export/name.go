package export

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const (
	maxFile   = 80    // bytes of a file name
	maxTwice  = 99    // of files with one name
	counter   = "-99" // what they get at most
	maxEnding = 8
	nobody    = "person" // where a name has no letters we can write
)

// Name is the name of an export file: "chat-", the person's name in small
// ASCII letters, the day of the export in the paper's zone, the number of the
// chat, and ext. It has no other characters than letters, digits, hyphens and
// one dot, and at most 80 bytes even with a number of [Write] in it.
func Name(p Paper, ext string) string {
	zone := p.Zone
	if zone == nil {
		zone = time.UTC
	}
	end := "-" + p.Now.In(zone).Format(time.DateOnly) + "-" + strconv.FormatInt(p.Chat.ID, 10) + "." + ending(ext)
	name := ascii(p.Chat.Contact.Name)
	room := maxFile - len("chat-") - len(end) - len(counter)
	name = strings.Trim(name[:min(len(name), room)], "-")
	return "chat-" + or(name, nobody) + end
}

func ending(ext string) string {
	ext = strings.ReplaceAll(ascii(ext), "-", "")
	return or(ext[:min(len(ext), maxEnding)], "txt")
}

var spelled = strings.NewReplacer(
	"ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "å", "a", "ł", "l", "đ", "d", "ð", "d",
	"þ", "th", "ı", "i", "ə", "e",
)

// ascii spells a name in small letters, digits and single hyphens, and leaves
// out what has no such spelling.
func ascii(name string) string {
	name = spelled.Replace(strings.ToLower(norm.NFC.String(name)))
	var b strings.Builder
	gap := false
	for _, r := range norm.NFD.String(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case unicode.Is(unicode.M, r) || r == '\'' || r == '’':
		default:
			gap = true
		}
	}
	return b.String()
}
