package config

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"sprechstunde/internal/domain"
)

// Kind says what is wrong with a setting. The sentence for the screen is looked
// up by kind, in the language of the screen.
type Kind string

// The kinds of mistakes.
const (
	KindSyntax     Kind = "syntax"      // not YAML
	KindUnknownKey Kind = "unknown_key" // Want is the nearest known key, or ""
	KindTwice      Kind = "twice"       // the key stands there twice; Want is the line of the first
	KindAlias      Kind = "alias"       // YAML anchors and aliases are not read here
	KindWantGroup  Kind = "want_group"  // a group of keys belongs here
	KindWantList   Kind = "want_list"   // a list belongs here
	KindWantText   Kind = "want_text"   // one value belongs here
	KindRequired   Kind = "required"    // must not be empty
	KindOneOf      Kind = "one_of"      // Want lists what is possible
	KindFormat     Kind = "format"      // Want shows how it looks
	KindOrder      Kind = "order"       // the end is not after the beginning
	KindOverlap    Kind = "overlap"     // Want is the key (and line) it overlaps with
	KindNotHTTPS   Kind = "not_https"   // secrets would travel in the open
	KindNotLocal   Kind = "not_local"   // the private API must not be reachable from outside
	KindSame       Kind = "same"        // Want is the key that has the same address
	KindNoKeyring  Kind = "no_keyring"  // the system keyring does not answer
	KindFile       Kind = "file"        // the file cannot be read
	KindCalendar   Kind = "calendar"    // no calendar file, or not understood; Want is the line in it
	KindAutoText   Kind = "auto_text"   // a placeholder of an automatic text is wrong; Want is line:column in it
	KindNotInRing  Kind = "not_in_ring" // the keyring has no such entry; Want is its name
)

// Mistake is one thing wrong with the configuration. Value is what stands
// there, never for a secret and never a person's name.
type Mistake struct {
	Key   string // e.g. hours.office[0].from; "" for the whole file
	Line  int    // in the file; 0 when it comes from elsewhere or is missing
	Env   string // environment variable it comes from, if it does
	Kind  Kind
	Value string
	Want  string
}

// Where names the place: "line 12, hours.land" or the environment variable.
func (m Mistake) Where() string {
	switch {
	case m.Env != "":
		return m.Env
	case m.Line > 0 && m.Key != "":
		return fmt.Sprintf("line %d, %s", m.Line, m.Key)
	case m.Line > 0:
		return fmt.Sprintf("line %d", m.Line)
	default:
		return m.Key
	}
}

var problems = map[Kind]string{
	KindSyntax:     "this is not YAML",
	KindUnknownKey: "there is no such key",
	KindTwice:      "stands there twice, first in line %s",
	KindAlias:      "anchors and aliases are not supported",
	KindWantGroup:  "a group of keys belongs here",
	KindWantList:   "a list belongs here",
	KindWantText:   "one single value belongs here",
	KindRequired:   "must not be empty",
	KindOneOf:      "must be one of %s",
	KindFormat:     "must look like %s",
	KindOrder:      "must be after %s",
	KindOverlap:    "overlaps with %s",
	KindNotHTTPS:   "must begin with https:// unless it is on this machine",
	KindNotLocal:   "must be an address of this machine only, like %s",
	KindSame:       "must differ from %s",
	KindNoKeyring:  "the system keyring does not answer",
	KindFile:       "this file cannot be read",
	KindCalendar:   "line %s of this calendar file is not understood",
	KindAutoText:   "the placeholder at %s of this text is wrong, or nobody could fill it in",
	KindNotInRing:  "the system keyring has no entry %s",
}

// Kinds lists every kind of mistake.
func Kinds() []Kind { return slices.Sorted(maps.Keys(problems)) }

// String is the mistake in plain English, for logs and where no translation is
// at hand.
func (m Mistake) String() string {
	text := problems[m.Kind]
	if strings.Contains(text, "%s") {
		text = fmt.Sprintf(text, m.Want)
	} else if m.Kind == KindUnknownKey && m.Want != "" {
		text += ", did you mean " + m.Want + "?"
	}
	if m.Value != "" {
		text = fmt.Sprintf("%q %s", m.Value, text)
	}
	if where := m.Where(); where != "" {
		return where + ": " + text
	}
	return text
}

// Mistakes is a list of mistakes as an error.
type Mistakes []Mistake

// Error counts the mistakes; the list stands in the detail of the domain error
// around it, so that a log does not say everything twice.
func (ms Mistakes) Error() string {
	return fmt.Sprintf("mistakes in the configuration: %d", len(ms))
}

// List says all mistakes in plain English, one a line.
func (ms Mistakes) List() string {
	lines := make([]string, len(ms))
	for i, m := range ms {
		lines[i] = m.String()
	}
	return strings.Join(lines, "\n")
}

// MistakesOf returns the mistakes in err's chain, nil if it is about something
// else.
func MistakesOf(err error) []Mistake {
	var ms Mistakes
	errors.As(err, &ms)
	return ms
}

// asError turns the list into an error with code config, in the order of the
// file, or nil if it is empty.
func (ms Mistakes) asError() error {
	if len(ms) == 0 {
		return nil
	}
	slices.SortStableFunc(ms, func(a, b Mistake) int { return a.Line - b.Line })
	return domain.Fail(domain.CodeConfig, ms.List(), ms)
}
