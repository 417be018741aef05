package suggest

import (
	"strings"
	"unicode/utf8"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/words"
)

// haystack is an answer as Search looks through it: folded, without umlauts.
type haystack struct {
	title   traced
	key     string
	order   string // topic and audience
	body    string // body, next step, link, and how people ask for it
	earlier string // questions it was the answer to
	last    int    // how far down it is listed whatever is typed: blocks, then expired ones
}

// enoughEarlier is how many bytes of earlier questions are kept for each answer.
// They repeat themselves soon.
const enoughEarlier = 4000

func (s *Shelf) prepareSearch(uses []domain.Use, today string) {
	s.texts = make([]haystack, len(s.answers))
	for i, a := range s.answers {
		s.texts[i] = haystack{
			title: trace(a.Title), key: flat(a.Key), order: flat(a.Topic + " " + a.Audience),
			body: flat(plain(a.Body) + "\n" + plain(a.NextStep) + "\n" + a.Link + "\n" + strings.Join(a.Asked, "\n")),
		}
		switch {
		case a.Expired(today):
			s.texts[i].last = 2
		case a.Block != domain.BlockAnswer:
			s.texts[i].last = 1
		}
	}
	s.addEarlier(uses)
	s.shelveWords()
}

func (s *Shelf) addEarlier(uses []domain.Use) {
	earlier := make([]strings.Builder, len(s.answers))
	for _, use := range uses {
		if i, known := s.byKey[use.Key]; known && earlier[i].Len() < enoughEarlier {
			earlier[i].WriteString(flat(use.Question) + "\n")
		}
	}
	for i := range s.texts {
		s.texts[i].earlier = earlier[i].String()
	}
}

// shelveWords lists the words that a mistyped one may mean.
func (s *Shelf) shelveWords() {
	seen := make(map[string]bool, 4096)
	for _, h := range s.texts {
		for _, text := range []string{h.title.flat, h.key, h.order, h.body} {
			for w := range strings.FieldsFuncSeq(text, notLetter) {
				if !seen[w] {
					seen[w] = true
					s.listed = append(s.listed, w)
				}
			}
		}
	}
	s.lexicon = words.NewLexicon(s.listed)
}

func notLetter(r rune) bool { return r < utf8.RuneSelf && !isLetter(byte(r)) }

// flat is the spelling in which Search compares.
func flat(text string) string { return words.Bare(words.Fold(text)) }

// traced is a flat text that knows where its letters stand in the original.
type traced struct {
	flat  string
	place []int // for each byte of flat, where its letter begins
}

func trace(text string) traced {
	var folded []byte
	var place []int
	for i := 0; i < len(text); {
		size := letter(text[i:])
		part := words.Fold(text[i : i+size])
		for range len(part) {
			place = append(place, i)
		}
		folded = append(folded, part...)
		i += size
	}
	return bare(string(folded), place)
}

// letter returns how many bytes a letter with the accents behind it takes.
func letter(text string) int {
	_, size := utf8.DecodeRuneInString(text)
	for size < len(text) {
		r, more := utf8.DecodeRuneInString(text[size:])
		if r < 0x300 || r > 0x36F {
			break
		}
		size += more
	}
	return size
}

// bare follows what words.Bare leaves out: an e here and there.
func bare(folded string, place []int) traced {
	t := traced{flat: words.Bare(folded)}
	from := 0
	for i := range len(t.flat) {
		for folded[from] != t.flat[i] {
			from++
		}
		t.place = append(t.place, place[from])
		from++
	}
	return t
}

// marks adds the places of the letters from begin to end of flat.
func (t traced) marks(out []int, begin, end int) []int {
	for _, p := range t.place[begin:end] {
		if n := len(out); n == 0 || out[n-1] != p {
			out = append(out, p)
		}
	}
	return out
}
