package domain

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Search is what somebody looks for, as read from what they typed. Everything
// in it must hold at once.
type Search struct {
	Words  []SearchWord
	From   []string // beginnings of names: written by the person
	To     []string // likewise: written to the person
	Labels []string // keys of labels, all of which the person has; as typed until the desk has looked them up
	Stages []string // ids of stages, one of which the person is on; likewise
	Since  time.Time
	// Before is the first moment too late; both are zero where there is no limit.
	Before time.Time
	Files  bool     // only what carries a file
	Unread []string // filters whose value says nothing (yet), as typed
}

// SearchWord is one word, or several that stand one after the other.
type SearchWord struct {
	Text  string
	Whole bool // in quotes: the last word must end there; else it may be a beginning
}

// Empty reports that nothing is looked for.
func (s Search) Empty() bool {
	return len(s.Words) == 0 && len(s.From) == 0 && len(s.To) == 0 && len(s.Labels) == 0 && len(s.Stages) == 0 &&
		s.Since.IsZero() && s.Before.IsZero() && !s.Files
}

// maxSearch bounds what is read of a query, in parts.
const maxSearch = 32

// ParseSearch reads a query. Whatever is typed means something: what is no
// filter is a word, and a filter without a usable value stands in Unread. The
// zone of now says where days begin.
func ParseSearch(typed string, now time.Time) Search {
	var s Search
	rest := strings.ToValidUTF8(typed, " ")
	for range maxSearch {
		rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
		if rest == "" {
			break
		}
		rest = s.readPart(rest, now)
	}
	return s
}

// readPart reads what comes next and returns what is left.
func (s *Search) readPart(rest string, now time.Time) string {
	if p, ok := readPhrase(rest); ok {
		s.addWords(p.text, p.closed)
		return p.after
	}
	end := strings.IndexFunc(rest, unicode.IsSpace)
	if end < 0 {
		end = len(rest)
	}
	key, value, found := strings.Cut(rest[:end], ":")
	set, known := searchFilters[strings.ToLower(key)]
	if !found || !known {
		s.addWords(rest[:end], false)
		return rest[end:]
	}
	if p, ok := readPhrase(rest[len(key)+1:]); ok {
		value, end = p.text, len(rest)-len(p.after)
	}
	if value = strings.TrimSpace(value); value != "" && !set(s, value, now) {
		s.Unread = append(s.Unread, rest[:end])
	}
	return rest[end:]
}

func (s *Search) addWords(text string, whole bool) {
	if text = strings.TrimSpace(text); text != "" {
		s.Words = append(s.Words, SearchWord{text, whole})
	}
}

// searchQuotes are the marks that open a phrase, with those that close it.
var searchQuotes = map[rune]string{'"': `"`, '„': `“”"`, '“': `”"`, '»': `«`, '«': `»`}

// phrase is what stands in quotes, and what comes behind it. While it is being
// typed it has no end yet.
type phrase struct {
	text, after string
	closed      bool
}

// readPhrase reads a phrase if there is one at the beginning of s.
func readPhrase(s string) (phrase, bool) {
	open, size := utf8.DecodeRuneInString(s)
	ends, ok := searchQuotes[open]
	if !ok {
		return phrase{}, false
	}
	s = s[size:]
	end := strings.IndexAny(s, ends)
	if end < 0 {
		return phrase{text: s}, true
	}
	_, size = utf8.DecodeRuneInString(s[end:])
	return phrase{s[:end], s[end+size:], true}, true
}

// searchFilters are the filters in both languages; they report whether the
// value says anything.
var searchFilters = map[string]func(s *Search, value string, now time.Time) bool{
	"von": fromPerson, "from": fromPerson,
	"an": toPerson, "to": toPerson,
	"vor": beforeDay, "before": beforeDay,
	"nach": afterDay, "after": afterDay,
	"seit": sinceDay, "since": sinceDay,
	"hat": withFile, "has": withFile,
	"label": hasLabel, "etikett": hasLabel,
	"stufe": onStage, "stage": onStage,
}

func hasLabel(s *Search, value string, _ time.Time) bool {
	s.Labels = append(s.Labels, value)
	return true
}

func onStage(s *Search, value string, _ time.Time) bool {
	s.Stages = append(s.Stages, value)
	return true
}

// withFile takes the words for a file in both languages.
func withFile(s *Search, value string, _ time.Time) bool {
	for _, word := range []string{"datei", "dateien", "file", "files", "anhang", "attachment"} {
		if strings.EqualFold(value, word) {
			s.Files = true
			return true
		}
	}
	return false
}

func fromPerson(s *Search, value string, _ time.Time) bool {
	s.From = append(s.From, value)
	return true
}

func toPerson(s *Search, value string, _ time.Time) bool {
	s.To = append(s.To, value)
	return true
}

func beforeDay(s *Search, value string, now time.Time) bool {
	begin, _, ok := searchPeriod(value, now)
	if ok && (s.Before.IsZero() || begin.Before(s.Before)) {
		s.Before = begin
	}
	return ok
}

func sinceDay(s *Search, value string, now time.Time) bool {
	begin, _, ok := searchPeriod(value, now)
	if ok && begin.After(s.Since) {
		s.Since = begin
	}
	return ok
}

func afterDay(s *Search, value string, now time.Time) bool {
	_, end, ok := searchPeriod(value, now)
	if ok && end.After(s.Since) {
		s.Since = end
	}
	return ok
}
