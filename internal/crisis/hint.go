package crisis

import (
	"slices"
	"strings"
	"sync"
)

// Since is the day on which the built-in phrases were last looked through.
const Since = "2026-11-22"

// Hint reports whether a text hints at a person in distress, the writer or
// somebody the writer tells of, by the built-in phrases. It says nothing for
// certain, either way.
func Hint(text string) bool { return builtin.Hint(text) }

// builtin knows nothing but the built-in phrases.
var builtin = New(Own{})

// Own are the adviser's phrases besides the built-in ones, in the form that
// compile reads. One with '-' in front takes out the built-in one that reads
// just so.
type Own struct {
	Phrases []string // that hint at distress
	Calm    []string // that look like it and are harmless
}

// Reader looks for hints. It may be used by several goroutines.
type Reader struct {
	// books are compiled when a text is first read: most starts of the program
	// read none.
	books func() []language
}

type language struct{ signs, idioms book }

// New makes a reader of the built-in phrases and the adviser's own. Those that
// Check finds fault with are passed over.
func New(own Own) *Reader {
	return &Reader{books: sync.OnceValue(func() []language { return booksOf(own) })}
}

// Hint is like the function Hint, with the reader's own phrases.
func (r *Reader) Hint(text string) bool {
	words, books := read(text), r.books()
	for _, b := range books {
		blankOut(words, b.idioms)
	}
	for i := range words {
		for _, b := range books {
			if b.signs.longest(words[i:]) > 0 {
				return true
			}
		}
	}
	return false
}

func booksOf(own Own) []language {
	signs, calm := sort(own.Phrases), sort(own.Calm)
	hers := language{compile(classesDE, signs.more), compile(classesDE, calm.more)}
	return []language{
		// Her harmless phrases come first: they say more about her work than a list
		// made for everybody.
		hers,
		{compile(classesDE, signs.left(signsOfDE())), compile(classesDE, calm.left(idiomsOfDE()))},
		{compile(classesEN, signs.left(signsEN)), compile(classesEN, calm.left(idiomsEN))},
	}
}

// sorted are lines of hers: what joins the built-in ones and what takes some
// of them out.
type sorted struct {
	more []string
	out  map[string]bool
}

func sort(lines []string) sorted {
	s := sorted{out: map[string]bool{}}
	for _, line := range lines {
		if out, ok := strings.CutPrefix(strings.TrimSpace(line), "-"); ok {
			s.out[spaced(out)] = true
		} else if p := tidy(line); faultOf(p) == FaultNone {
			s.more = append(s.more, p)
		}
	}
	return s
}

// left are the built-in lines that she has not taken out.
func (s sorted) left(lines []string) []string {
	if len(s.out) == 0 {
		return lines
	}
	return slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return s.out[spaced(l)] })
}

// Phrases returns the built-in phrases: those of distress and the harmless ones.
func Phrases() (signs, calm []string) {
	return slices.Concat(signsOfDE(), signsEN), slices.Concat(idiomsOfDE(), idiomsEN)
}

func signsOfDE() []string  { return slices.Concat(signsDE, signsYoungDE) }
func idiomsOfDE() []string { return slices.Concat(idiomsDE, idiomsYoungDE) }

// blank takes the place of a word that belongs to an idiom, so that no sign is
// found in it.
const blank = "-"

func blankOut(words []string, idioms book) {
	for i := range words {
		n := idioms.longest(words[i:])
		for k := i; k < i+n; k++ {
			if words[k] != stop {
				words[k] = blank
			}
		}
	}
}
