package prepared

import (
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

// The fields of an answer, as files and mistakes name them.
const (
	fieldKey         = "key"
	fieldTitle       = "title"
	fieldBlock       = "block"
	fieldTopic       = "topic"
	fieldAudience    = "audience"
	fieldBody        = "body"
	fieldLink        = "link"
	fieldLinkChecked = "link_checked"
	fieldNextStep    = "next_step"
	fieldValidUntil  = "valid_until"
	fieldFiles       = "files"
	fieldAsked       = "asked"
)

// byteOrder is the mark some editors put at the beginning of a file.
const byteOrder = "\ufeff"

// column is one field of an answer in a file. One of text and list is set.
type column struct {
	name   string
	always bool // written even when it is empty, because it must not be
	prose  bool // reads best as a block of lines
	text   func(*domain.Answer) *string
	list   func(*domain.Answer) *[]string
}

func (c column) empty(a domain.Answer) bool {
	if c.list != nil {
		return len(*c.list(&a)) == 0
	}
	return *c.text(&a) == ""
}

// size is how many characters the field has, all entries of a list together
// with their line breaks.
func (c column) size(a domain.Answer) int {
	if c.list == nil {
		return utf8.RuneCountInString(*c.text(&a))
	}
	n := 0
	for _, s := range *c.list(&a) {
		n += utf8.RuneCountInString(s) + 1
	}
	return n
}

// columns are the fields that travel, in the order they are written. What the
// store counts stays behind.
var columns = []column{
	{name: fieldKey, always: true, text: func(a *domain.Answer) *string { return &a.Key }},
	{name: fieldTitle, always: true, text: func(a *domain.Answer) *string { return &a.Title }},
	{name: fieldBlock, text: func(a *domain.Answer) *string { return (*string)(&a.Block) }},
	{name: fieldTopic, text: func(a *domain.Answer) *string { return &a.Topic }},
	{name: fieldAudience, text: func(a *domain.Answer) *string { return &a.Audience }},
	{name: fieldBody, always: true, prose: true, text: func(a *domain.Answer) *string { return &a.Body }},
	{name: fieldLink, text: func(a *domain.Answer) *string { return &a.Link }},
	{name: fieldLinkChecked, text: func(a *domain.Answer) *string { return &a.LinkChecked }},
	{name: fieldNextStep, prose: true, text: func(a *domain.Answer) *string { return &a.NextStep }},
	{name: fieldValidUntil, text: func(a *domain.Answer) *string { return &a.ValidUntil }},
	{name: fieldFiles, list: func(a *domain.Answer) *[]string { return &a.Files }},
	{name: fieldAsked, list: func(a *domain.Answer) *[]string { return &a.Asked }},
}

func columnOf(name string) (column, bool) {
	for _, c := range columns {
		if c.name == name {
			return c, true
		}
	}
	return column{}, false
}
