package prepared

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

// TemplateOf turns a message that was sent into the body of an answer: without
// the greeting and the last words, which are blocks of their own, and with
// names turned back into placeholders. Names are found as whole words, also
// without their accents and with a genitive s; an empty or one-letter name is
// not looked for. A last name behind Frau or Herr becomes a question. Addresses
// of pages stay as they are, and open fields become questions again.
func TemplateOf(text, firstName, fullName, me, team string) string {
	text = strings.TrimSpace(oneBreak(text))
	text = withoutGreeting(text, me, team)
	text = withoutClosing(text, me)
	return renamed(text, lastName(fullName), []renaming{
		newRenaming(fullName, nameFull, firstName),
		newRenaming(firstName, nameFirst, ""),
		newRenaming(team, nameTeam, ""),
		newRenaming(me, nameMe, ""),
	})
}

// renaming is a name in a text and the placeholder that takes its place.
type renaming struct {
	folded string
	upper  bool // the name begins with a capital, and so must what is replaced: "will" is not Will
	name   name
}

// newRenaming makes a renaming that finds nothing for a name that is too short
// or the same as another.
func newRenaming(word string, n name, same string) renaming {
	word = strings.TrimSpace(word)
	if utf8.RuneCountInString(word) < 2 || word == strings.TrimSpace(same) {
		return renaming{}
	}
	first, _ := utf8.DecodeRuneInString(word)
	return renaming{folded: foldAll(word), upper: unicode.IsUpper(first), name: n}
}

// match reports how many bytes at the beginning of s are the name.
func (x renaming) match(s string) int {
	if r, _ := utf8.DecodeRuneInString(s); x.upper && unicode.IsLower(r) {
		return 0
	}
	return matchWord(s, x.folded)
}

// formal matches what stands before a last name.
var formal = regexp.MustCompile(`^(?:Frau|Herrn?|Mrs?\.?|Ms\.?)\s+`)

// lastName is the last of several names, written without accents.
func lastName(fullName string) string {
	names := strings.Fields(fullName)
	if len(names) < 2 {
		return ""
	}
	return foldAll(names[len(names)-1])
}

// titled reports how long the title and the last name are that s begins with; 0
// for the name if it is another one.
func titled(s, last string) (before, name int) {
	before = len(formal.FindString(s))
	if before == 0 {
		return 0, 0
	}
	return before, matchWord(s[before:], last)
}

func renamed(text, last string, list []renaming) string {
	var b strings.Builder
	fields := domain.Fields(text)
	for i := 0; i < len(text); {
		if len(fields) > 0 && fields[0].Start == i {
			b.WriteString(asked(fields[0], text[i:fields[0].End]))
			i, fields = fields[0].End, fields[1:]
			continue
		}
		n := addressLen(text[i:])
		if n == 0 && wordBegins(text[:i]) {
			if x, width := firstMatch(list, text[i:]); width > 0 {
				b.WriteString("{{ " + string(x.name) + " }}")
				i += width
				continue
			}
			if before, width := titled(text[i:], last); width > 0 {
				b.WriteString(text[i:i+before] + `{{ ask "Name" }}`) // there is no placeholder for a last name alone
				i += before + width
				continue
			}
		}
		if n == 0 {
			_, n = utf8.DecodeRuneInString(text[i:])
		}
		b.WriteString(text[i : i+n])
		i += n
	}
	return b.String()
}

func firstMatch(list []renaming, s string) (renaming, int) {
	for _, x := range list {
		if n := x.match(s); n > 0 {
			return x, n
		}
	}
	return renaming{}, 0
}

// addressLen is how long the address of a page is that s begins with, 0 if it
// begins with none.
func addressLen(s string) int {
	if !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, "http://") {
		return 0
	}
	if end := strings.IndexFunc(s, unicode.IsSpace); end >= 0 {
		return end
	}
	return len(s)
}

// asked writes an open field as the placeholder it came from.
func asked(f domain.Field, raw string) string {
	if n, ok := nameOf(f.Label); ok {
		return "{{ " + string(n) + " }}"
	}
	if f.Label == "" || strings.ContainsAny(f.Label, "{}\"") {
		return raw
	}
	if f.Choices != nil {
		return `{{ choose "` + f.Label + `" }}`
	}
	return `{{ ask "` + strings.ReplaceAll(f.Label, "|", "/") + `" }}`
}

// KeyFrom makes a key of a title. Whether it is free is for the caller to see.
func KeyFrom(title string) string {
	var b strings.Builder
	for _, r := range foldAll(title) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		} else if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
			b.WriteByte('-')
		}
	}
	key := strings.Trim(b.String(), "-")
	if len(key) > maxKey {
		key = key[:maxKey]
		if i := strings.LastIndexByte(key, '-'); i > maxKey/2 {
			key = key[:i]
		}
		key = strings.Trim(key, "-")
	}
	if len(key) < 2 {
		key = strings.Trim("antwort-"+key, "-")
	}
	return key
}

// titleLen is how many characters a title made by us has at most.
const titleLen = 50

// TitleFrom proposes a title for an answer: its first sentence without
// placeholders and addresses, cut between words. It is "" if there are no words.
func TitleFrom(body string) string {
	t, _ := Parse(body)
	text, _ := t.Fill(Facts{})
	for _, f := range slices.Backward(domain.Fields(text)) {
		text = text[:f.Start] + text[f.End:]
	}
	for line := range strings.SplitSeq(text, "\n") {
		words := slices.DeleteFunc(strings.Fields(line), isAddress)
		if strings.ContainsFunc(strings.Join(words, ""), isLetter) {
			return titleOf(words)
		}
	}
	return ""
}

func titleOf(words []string) string {
	title := ""
	for i, w := range words {
		if i > 0 && utf8.RuneCountInString(title)+1+utf8.RuneCountInString(w) > titleLen {
			return title + " …"
		}
		title = strings.TrimSpace(title + " " + w)
		if endsSentence(w) {
			break
		}
	}
	return cutLong(strings.TrimRight(title, ".,:;! "))
}

// endsSentence is false for what only looks like an end: 3., z.B., 24.12.
func endsSentence(word string) bool {
	last := len(word) - 1
	return strings.IndexByte(".!?", word[last]) >= 0 && last > 2 && !strings.Contains(word[:last], ".")
}

// cutLong cuts what is one word without end.
func cutLong(title string) string {
	if r := []rune(title); len(r) > titleLen {
		return string(r[:titleLen]) + "…"
	}
	return title
}
