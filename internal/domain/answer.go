package domain

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Block says what part of a message a prepared text is.
type Block string

// The blocks, in the order they stand in a message. A message has at most one
// of intro and hello: which one, and whether a closing follows, is decided by
// how well the person knows the adviser already.
const (
	BlockIntro   Block = "intro"   // greeting in which the adviser introduces herself; first contact
	BlockHello   Block = "hello"   // short greeting of somebody who knows her
	BlockAnswer  Block = ""        // the answer itself, with its link and next step
	BlockClosing Block = "closing" // last words with her name, where no intro has said it
)

// DateForm is how dates are written in answers: a day in the adviser's zone.
const DateForm = time.DateOnly

// Answer is a prepared text. Body and NextStep are templates: they may hold
// placeholders, which package prepared checks and fills.
type Answer struct {
	ID          int64
	Key         string // unique; lower-case letters, digits and hyphens: what is typed for it
	Title       string
	Block       Block
	Topic       string // first level of order, e.g. "Ausbildung"
	Audience    string // second level, e.g. "Hauptschulabschluss"; "" for everybody
	Body        string
	Link        string   // https address of the page that tells more, "" for none
	LinkChecked string   // day on which somebody last looked at that page, "" for never
	NextStep    string   // what the person can do now
	Files       []string // paths of files that belong to it
	ValidUntil  string   // last day on which it may be sent, "" for ever
	Asked       []string // how people ask for it, in their words; only suggestions read this
	Uses        int      // how often it was sent; set by the store
	Followed    int      // … and was followed by another question
	LastUsed    time.Time
}

// Expired reports whether the answer's last day is over; today is a day in the
// adviser's zone, written as DateForm.
func (a Answer) Expired(today string) bool {
	return a.ValidUntil != "" && a.ValidUntil < today
}

// MistakeKind is what is wrong with a prepared answer.
type MistakeKind string

// The mistakes. Detail of a Mistake holds what stands in brackets.
const (
	MistakeSyntax   MistakeKind = "syntax"    // the answers file is no YAML [what the parser says]
	MistakeUnclosed MistakeKind = "unclosed"  // {{ or {% without its end [what was opened]
	MistakeUnknown  MistakeKind = "unknown"   // no such placeholder, tag or filter [its name]
	MistakeNoEnd    MistakeKind = "no_end"    // a condition without its end [tag]
	MistakeStray    MistakeKind = "stray"     // an end, else or bracket that nothing opened [it]
	MistakeQuote    MistakeKind = "quote"     // a text in quotation marks is missing or not closed [after what]
	MistakeChoice   MistakeKind = "choice"    // fewer than two things to choose from
	MistakeRequired MistakeKind = "required"  // an empty field that must not be [field]
	MistakeKey      MistakeKind = "key"       // not a key [it]
	MistakeTwice    MistakeKind = "twice"     // a key, or a block, that another answer has [it]
	MistakeLink     MistakeKind = "link"      // not an https address [it]
	MistakeDate     MistakeKind = "date"      // not a day like 2026-12-24 [it]
	MistakeBlock    MistakeKind = "block"     // no such block [it]
	MistakeField    MistakeKind = "field"     // no such field [it]
	MistakeTooLong  MistakeKind = "too_long"  // could never be sent [number of characters]
	MistakeNotAList MistakeKind = "not_list"  // a list was expected [field]
	MistakeNotText  MistakeKind = "not_text"  // a text was expected [field]
	MistakeFile     MistakeKind = "file"      // a path that leads out of its folder [it]
	MistakeColumns  MistakeKind = "columns"   // a CSV line with too few or too many columns [number]
	MistakeControl  MistakeKind = "invisible" // a control character [its number]
	MistakeAlias    MistakeKind = "alias"     // a link that the catalogue does not have [its alias]
)

// Mistake is one thing wrong with a prepared answer. Line and Column count
// from 1: in the file for an import, in the field for a single answer; 0 where
// there is no place. Detail is the writer's own text and untrusted.
type Mistake struct {
	Key    string // of the answer, "" if not known
	Field  string // name of the field as the file writes it, "" for the whole
	Line   int
	Column int
	Kind   MistakeKind
	Detail string
}

// Mistakes is the error of answers that cannot be kept.
type Mistakes []Mistake

// Error implements error without repeating anybody's words.
func (m Mistakes) Error() string {
	s := "mistakes in prepared answers"
	for _, x := range m {
		s += "; " + string(x.Kind)
		if x.Line > 0 {
			s += " at " + strconv.Itoa(x.Line) + ":" + strconv.Itoa(x.Column)
		}
	}
	return s
}

// Filled is a message put together from prepared answers for one person at one
// moment.
type Filled struct {
	Text  string
	Open  int   // fields that are still to be filled in, written {{…}} in Text
	Taken Taken // what it was made from
}

// Taken says what a text was made from. It stays with the draft and the send.
type Taken struct {
	Keys []string `json:"keys,omitempty"` // of the answers, in order
	Text string   `json:"text,omitempty"` // as it was filled in
	Part bool     `json:"part,omitempty"` // what is left or was put together of such texts: counts as no use
}

// MadeOf is what several texts in one were made from: the answers of all. As it
// was filled in it reads no more, so whether it is out of date is not asked. What
// was once made of an answer stays so, also for a chat in which they rest.
func MadeOf(list ...Taken) Taken {
	var all Taken
	for _, t := range list {
		for _, key := range t.Keys {
			if !slices.Contains(all.Keys, key) {
				all.Keys, all.Part = append(all.Keys, key), true
			}
		}
	}
	return all
}

// Holds reports that every answer of another text is among those of this one.
func (t Taken) Holds(other Taken) bool {
	return !slices.ContainsFunc(other.Keys, func(key string) bool { return !slices.Contains(t.Keys, key) })
}

// SplitInto reports whether two messages together still read as the text was
// filled in. White space does not count, because a cut takes some of it away.
func (t Taken) SplitInto(first, rest string) bool {
	return unspaced(t.Text) == unspaced(first+rest)
}

func unspaced(s string) string { return strings.Join(strings.Fields(s), "") }

// Use is one sending of a prepared answer.
type Use struct {
	Key      string
	ChatID   int64
	At       time.Time
	Edited   bool   // the text was changed before it left
	Followed bool   // the person asked again afterwards
	Question string // what the person had written before it; untrusted
}

// Because is one reason for a suggestion.
type Because struct {
	Kind  BecauseKind
	Words []string // the person's own words, untrusted; none for some kinds
	Count int      // how often, for BecauseUsed
}

// BecauseKind is what speaks for a suggestion.
type BecauseKind string

// The reasons.
const (
	BecauseWords    BecauseKind = "words"    // words of the question
	BecauseTopic    BecauseKind = "topic"    // the topic or audience is named
	BecauseLearned  BecauseKind = "learned"  // it answered questions with these words before
	BecauseUsed     BecauseKind = "used"     // often used
	BecauseKindOf   BecauseKind = "kind"     // what was sent: a call, a voice note, a file
	BecauseFirst    BecauseKind = "first"    // somebody only says hello
	BecauseSearched BecauseKind = "searched" // found by what was typed
)

// Suggestion is a prepared answer that may fit, and why. Nothing is ever sent
// by itself.
type Suggestion struct {
	Answer  Answer
	Score   float64
	Because []Because
	Marks   []int // byte offsets in Answer.Title that matched what was typed
}
