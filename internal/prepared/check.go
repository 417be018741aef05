package prepared

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

// Check reports everything that must not be kept in an answer, in the order of
// the fields, with line and column in the field where there is one. In a list,
// the line is the entry. nil means that it may be kept; whether its key is free
// only CheckAll can tell. Of an answer with a field that is too long by far only
// that is reported: it is not read any further.
func Check(a domain.Answer) []domain.Mistake {
	c := checker{answer: a}
	if c.huge() {
		return c.found
	}
	c.key()
	c.required(fieldTitle, a.Title)
	c.block()
	c.required(fieldBody, a.Body)
	c.templates()
	c.link()
	c.date(fieldLinkChecked, a.LinkChecked)
	c.date(fieldValidUntil, a.ValidUntil)
	c.files()
	c.invisible()
	c.length()
	return c.found
}

// CheckAll checks answers that are to be kept together: each by itself, no key
// twice, and at most one answer for each block around it. A key or block that
// comes twice is reported at the later answer. Two hundred mistakes are enough:
// then the rest is not looked at.
func CheckAll(list []domain.Answer) []domain.Mistake {
	var mistakes []domain.Mistake
	for _, m := range checkAll(list) {
		mistakes = append(mistakes, m.Mistake)
	}
	return mistakes
}

// mistakeOf is a mistake with the place of its answer in a list.
type mistakeOf struct {
	domain.Mistake
	answer int
}

func checkAll(list []domain.Answer) []mistakeOf {
	var all []mistakeOf
	keys, blocks := map[string]bool{}, map[domain.Block]bool{}
	for i, a := range list {
		if len(all) >= maxFound {
			break
		}
		for _, m := range Check(a) {
			all = append(all, mistakeOf{m, i})
		}
		if a.Key != "" && keys[a.Key] {
			all = append(all, mistakeOf{twice(a.Key, fieldKey, a.Key), i})
		}
		if a.Block != domain.BlockAnswer && blocks[a.Block] {
			all = append(all, mistakeOf{twice(a.Key, fieldBlock, string(a.Block)), i})
		}
		keys[a.Key], blocks[a.Block] = true, true
	}
	return all[:min(len(all), maxFound)]
}

func twice(key, field, it string) domain.Mistake {
	return domain.Mistake{Key: key, Field: field, Kind: domain.MistakeTwice, Detail: it}
}

type checker struct {
	answer domain.Answer
	found  []domain.Mistake
}

func (c *checker) add(field string, kind domain.MistakeKind, detail string) {
	c.found = append(c.found, domain.Mistake{Key: c.answer.Key, Field: field, Kind: kind, Detail: detail})
}

// huge reports fields that are not worth reading.
func (c *checker) huge() bool {
	for _, field := range columns {
		if n := field.size(c.answer); n > maxField {
			c.add(field.name, domain.MistakeTooLong, strconv.Itoa(n))
		}
	}
	return len(c.found) > 0
}

func (c *checker) required(field, value string) bool {
	if strings.TrimSpace(value) == "" {
		c.add(field, domain.MistakeRequired, field)
		return false
	}
	return true
}

// maxKey is the length of the longest key.
const maxKey = 40

// keyForm keeps a hyphen from the ends: on a command line a key that begins
// with one would be taken for an option.
var keyForm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$`)

func (c *checker) key() {
	if c.required(fieldKey, c.answer.Key) && !keyForm.MatchString(c.answer.Key) {
		c.add(fieldKey, domain.MistakeKey, c.answer.Key)
	}
}

func (c *checker) block() {
	known := []domain.Block{domain.BlockIntro, domain.BlockHello, domain.BlockAnswer, domain.BlockClosing}
	if !slices.Contains(known, c.answer.Block) {
		c.add(fieldBlock, domain.MistakeBlock, string(c.answer.Block))
	}
}

// templates parses both of them. A {{ link }} that stands there whatever
// happens needs an address, or the text could never be sent.
func (c *checker) templates() {
	for _, f := range []struct{ name, text string }{{fieldBody, c.answer.Body}, {fieldNextStep, c.answer.NextStep}} {
		t, mistakes := Parse(f.text)
		for _, m := range mistakes {
			m.Key, m.Field = c.answer.Key, f.name
			c.found = append(c.found, m)
		}
		_, missing := t.Fill(Facts{Link: c.answer.Link})
		if slices.Contains(missing, string(nameLink)) {
			c.add(fieldLink, domain.MistakeRequired, fieldLink)
		}
	}
}

func (c *checker) link() {
	if c.answer.Link != "" && !isLink(c.answer.Link) {
		c.add(fieldLink, domain.MistakeLink, c.answer.Link)
	}
}

// isLink accepts what a phone makes a link of: https, a host with a dot, and
// nobody's password in it.
func isLink(s string) bool {
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		return false
	}
	u, err := url.Parse(s)
	return err == nil && u.Scheme == "https" && u.User == nil && strings.Contains(u.Hostname(), ".")
}

func (c *checker) date(field, value string) {
	if value == "" {
		return
	}
	if _, err := time.Parse(domain.DateForm, value); err != nil {
		c.add(field, domain.MistakeDate, value)
	}
}

func (c *checker) files() {
	for i, f := range c.answer.Files {
		if !insideFolder(f) {
			c.found = append(c.found, domain.Mistake{
				Key: c.answer.Key, Field: fieldFiles, Line: i + 1, Column: 1, Kind: domain.MistakeFile, Detail: f,
			})
		}
	}
}

// insideFolder judges a path the same on every system, because the file of
// answers may have been written on another one.
func insideFolder(file string) bool {
	p := strings.ReplaceAll(file, `\`, "/")
	if p == "" || path.IsAbs(p) || len(p) > 1 && p[1] == ':' {
		return false
	}
	return !slices.Contains(strings.Split(p, "/"), "..") && path.Clean(p) != "."
}

// invisible finds characters nobody can see, which come along when text is
// copied out of documents and web pages.
func (c *checker) invisible() {
	a := c.answer
	lines := []struct {
		field, text string
		allowed     string
	}{
		{fieldKey, a.Key, ""},
		{fieldTitle, a.Title, ""},
		{fieldTopic, a.Topic, ""},
		{fieldAudience, a.Audience, ""},
		{fieldBody, a.Body, "\n\t"},
		{fieldLink, a.Link, ""},
		{fieldNextStep, a.NextStep, "\n\t"},
	}
	for _, l := range lines {
		c.invisibleIn(l.field, l.text, l.allowed, 0)
	}
	for i, s := range a.Files {
		c.invisibleIn(fieldFiles, s, "", i+1)
	}
	for i, s := range a.Asked {
		c.invisibleIn(fieldAsked, s, "", i+1)
	}
}

// invisibleIn checks one text; entry is its place in a list, 0 for none.
func (c *checker) invisibleIn(field, text, allowed string, entry int) {
	var faults []fault
	for i, r := range text {
		if isInvisible(r) && !strings.ContainsRune(allowed, r) {
			faults = append(faults, fault{i, domain.MistakeControl, fmt.Sprintf("U+%04X", r)})
		}
	}
	for _, m := range placed(text, faults) {
		m.Key, m.Field = c.answer.Key, field
		if entry > 0 {
			m.Line = entry
		}
		c.found = append(c.found, m)
	}
}

// isInvisible leaves alone what joins emoji and letters (U+200C, U+200D) and
// the marks that Arabic and Hebrew need (U+200E, U+200F). What turns the
// direction of a whole stretch round can make a text read differently from
// what is sent.
func isInvisible(r rune) bool {
	switch {
	case unicode.IsControl(r), r == utf8.RuneError, r == '\u200b', r == '\u2028', r == '\u2029', r == '\u2060', r == '\ufeff':
		return true
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return true
	}
	return false
}

// length measures the answer by itself, filled with nothing: greeting and
// names come on top, so that what is too long here can never be sent.
func (c *checker) length() {
	a := c.answer
	if !isLink(a.Link) {
		a.Link = ""
	}
	filled, _ := Insert(a, Facts{})
	if n := utf8.RuneCountInString(filled.Text); n > domain.MaxTextLen {
		c.add(fieldBody, domain.MistakeTooLong, strconv.Itoa(n))
	}
}
