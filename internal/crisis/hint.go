package crisis

import "sync"

// Hint reports whether a text hints at a person in distress, the writer or
// somebody the writer tells of. It says nothing for certain, either way.
func Hint(text string) bool {
	words := read(text)
	for _, b := range books() {
		blankOut(words, b.idioms)
	}
	for i := range words {
		for _, b := range books() {
			if b.signs.longest(words[i:]) > 0 {
				return true
			}
		}
	}
	return false
}

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

type language struct{ signs, idioms book }

// books are compiled when a text is first read: most starts of the program
// read none.
var books = sync.OnceValue(func() []language {
	return []language{
		{compile(classesDE, signsDE), compile(classesDE, idiomsDE)},
		{compile(classesEN, signsEN), compile(classesEN, idiomsEN)},
	}
})
