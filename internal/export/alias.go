package export

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"sprechstunde/internal/domain"
)

// Alias keeps persons apart without saying who they are: chats and messages are
// counted anew, and names, numbers and addresses in texts become signs. What
// somebody tells of herself stays, so that such a table is still about persons.
// A nil *Alias changes nothing. It is for one table.
type Alias struct {
	chats    map[int64]int
	names    map[int64][]string // further names of the person of a chat
	messages int

	lastOf int64 // the chat of last
	last   *regexp.Regexp
	built  bool
}

// NewAlias begins to count.
func NewAlias() *Alias { return &Alias{chats: map[int64]int{}, names: map[int64][]string{}} }

// Known adds names by which the person of a chat was known.
func (a *Alias) Known(chatID int64, names ...string) {
	if a != nil {
		a.built = false
		a.names[chatID] = append(a.names[chatID], names...)
	}
}

func (a *Alias) chat(id int64) string {
	if a == nil {
		return strconv.FormatInt(id, 10)
	}
	if a.chats[id] == 0 {
		a.chats[id] = len(a.chats) + 1
	}
	return strconv.Itoa(a.chats[id])
}

func (a *Alias) person(c domain.Chat) string {
	if a == nil {
		return c.Contact.Name
	}
	return "P" + a.chat(c.ID)
}

func (a *Alias) message(m *domain.Message) string {
	if a == nil {
		return strconv.FormatInt(m.ID, 10)
	}
	a.messages++
	return strconv.Itoa(a.messages)
}

var (
	anyLink   = regexp.MustCompile(`(?i)\b(?:https?://|www\.)\S+`)
	anyMail   = regexp.MustCompile(`[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+`)
	anyHandle = regexp.MustCompile(`(^|[\s(])@[\p{L}\p{N}._-]{2,}`)
	// Telephones write numbers with blanks and hyphens at which no line breaks.
	anyNumber = regexp.MustCompile(`\+?\(?\p{Nd}(?:[\s\p{Zs}\p{Cf}\x{2010}\x{2011}/().-]{0,3}\p{Nd}){5,}`)
	aDate     = regexp.MustCompile(`^\d{1,2}\.[\s\p{Zs}]?\d{1,2}\.[\s\p{Zs}]?\d{4}$|^\d{4}-\d\d-\d\d$`)
)

// text is what was said without who says it.
func (a *Alias) text(c domain.Chat, text string) string {
	if a == nil {
		return text
	}
	text = norm.NFC.String(text)
	text = anyLink.ReplaceAllString(text, "[Link]")
	text = anyMail.ReplaceAllString(text, "[E-Mail]")
	text = anyHandle.ReplaceAllString(text, "${1}[Name]")
	text = anyNumber.ReplaceAllStringFunc(text, func(n string) string {
		if aDate.MatchString(n) {
			return n
		}
		return "[Nr.]"
	})
	names := a.namesOf(c)
	if names == nil {
		return text
	}
	sign := "${1}[P" + a.chat(c.ID) + "]${2}"
	for range 2 { // two beside each other share the blank between them
		text = names.ReplaceAllString(text, sign)
	}
	return text
}

// namesOf finds the names by which the person of a chat was known, and each word
// of them, where it stands as a word of its own; nil if there is none. It is put
// together once a chat.
func (a *Alias) namesOf(c domain.Chat) *regexp.Regexp {
	if a.lastOf == c.ID && a.built {
		return a.last
	}
	seen := map[string]bool{}
	var parts []string
	for _, name := range append([]string{c.Contact.Name, c.Contact.Username}, a.names[c.ID]...) {
		name = norm.NFC.String(name)
		words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' })
		for _, w := range append([]string{strings.TrimSpace(name)}, words...) {
			if utf8.RuneCountInString(w) >= 2 && !seen[w] {
				seen[w] = true
				parts = append(parts, regexp.QuoteMeta(w))
			}
		}
	}
	a.lastOf, a.last, a.built = c.ID, nil, true
	if len(parts) > 0 {
		slices.SortStableFunc(parts, func(a, b string) int { return len(b) - len(a) }) // the whole name before its words
		a.last = regexp.MustCompile(`(?i)(^|[^\p{L}\p{M}])(?:` + strings.Join(parts, "|") + `)(?:s|'s|’s)?($|[^\p{L}\p{M}])`)
	}
	return a.last
}
