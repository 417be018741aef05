package suggest

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/words"
)

// What a place is worth in which a typed word was found.
const (
	atTitleWord = 100 // at the beginning of a word of the title
	inTitle     = 60
	inKey       = 55
	inOrder     = 30 // topic or audience
	nearTitle   = 22 // mistyped, but meant for a word of the title
	atBodyWord  = 10
	inBody      = 7
	inEarlier   = 4
	nearOther   = 3
	wholeBonus  = 8   // the whole word, not only its beginning
	firstBonus  = 4   // the first word of the title
	bestBonus   = 2   // at most, for what fits the question as well
	seldom      = 0.1 // what is left for a match of letters with gaps
)

// Search returns the answers that fit what is typed, the best first; n <= 0
// returns all of them. Every typed word must be found somewhere: in title, key,
// topic, audience, text, link, the ways people ask, or earlier questions. If no
// answer has them all, those follow whose title or key has the typed letters
// in this order. Without anything typed all answers are listed: first what Best
// suggests, then by topic, audience and title. Blocks stand behind the answers
// and expired ones behind everything; the caller marks them.
func (s *Shelf) Search(q Question, typed string, n int) []domain.Suggestion {
	best := s.scores(s.read(q), q)
	needles := s.needles(typed)
	var found []domain.Suggestion
	if len(needles) == 0 {
		found = s.all(best)
	} else if found = s.find(needles, best); len(found) == 0 {
		found = s.scattered(typed, best)
	}
	s.sortFound(found)
	if n > 0 && n < len(found) {
		found = found[:n]
	}
	return found
}

// needle is a typed word and the known words it may be mistyped for.
type needle struct {
	text string
	near []string
}

func (s *Shelf) needles(typed string) []needle {
	var out []needle
	for _, t := range words.Tokens(typed) {
		n := needle{text: words.Bare(t.Folded)}
		for _, i := range s.lexicon.Near(n.text) {
			if s.listed[i] != n.text {
				n.near = append(n.near, s.listed[i])
			}
		}
		out = append(out, n)
	}
	return out[:min(len(out), maxNeedles)]
}

// maxNeedles bounds what one key stroke may cost after a text was pasted.
const maxNeedles = 12

func (s *Shelf) all(best []float32) []domain.Suggestion {
	out := make([]domain.Suggestion, len(s.answers))
	for i, a := range s.answers {
		out[i] = domain.Suggestion{Answer: a}
	}
	first := worthwhile(best)
	for _, i := range first[:min(len(first), suggested)] {
		out[i].Score = float64(best[i])
	}
	return out
}

// suggested is how many answers stand before the others while nothing is typed.
const suggested = 3

func (s *Shelf) find(needles []needle, best []float32) []domain.Suggestion {
	var out []domain.Suggestion
	top := max(1, slices.Max(append(best, 0)))
	for i, a := range s.answers {
		score, marks := s.texts[i].match(needles)
		if score == 0 {
			continue
		}
		score += bestBonus * float64(best[i]/top)
		out = append(out, found(a, score, marks))
	}
	return out
}

func found(a domain.Answer, score float64, marks []int) domain.Suggestion {
	return domain.Suggestion{Answer: a, Score: score, Because: []domain.Because{{Kind: domain.BecauseSearched}}, Marks: marks}
}

// match returns 0 unless all needles are found.
func (h *haystack) match(needles []needle) (float64, []int) {
	var sum float64
	var marks []int
	for _, n := range needles {
		score, begin, end := h.matchOne(n)
		if score == 0 {
			return 0, nil
		}
		sum += score
		marks = h.title.marks(marks, begin, end)
	}
	slices.Sort(marks)
	return sum / float64(len(needles)), slices.Compact(marks)
}

// matchOne finds a needle in the best place, and where in the title.
func (h *haystack) matchOne(n needle) (score float64, begin, end int) {
	if score, begin = inWords(h.title.flat, n.text, atTitleWord, inTitle); score > 0 {
		return score, begin, begin + len(n.text)
	}
	if score = h.elsewhere(n.text); score > inOrder {
		return score, 0, 0
	}
	for _, near := range n.near {
		if at := wordAt(h.title.flat, near); at >= 0 && score < nearTitle {
			return nearTitle, at, at + len(near)
		}
	}
	if score == 0 && slices.ContainsFunc(n.near, func(near string) bool { return h.elsewhere(near) > 0 }) {
		score = nearOther
	}
	return score, 0, 0
}

func (h *haystack) elsewhere(text string) float64 {
	if strings.Contains(h.key, text) {
		return inKey
	}
	if score, _ := inWords(h.order, text, inOrder+firstBonus, inOrder); score > 0 {
		return score
	}
	if score, _ := inWords(h.body, text, atBodyWord, inBody); score > 0 {
		return score
	}
	if strings.Contains(h.earlier, text) {
		return inEarlier
	}
	return 0
}

// inWords finds text at the beginning of a word, or else anywhere.
func inWords(hay, text string, atWord, inside float64) (float64, int) {
	anywhere := strings.Index(hay, text)
	if anywhere < 0 {
		return 0, -1
	}
	at := wordAt(hay, text)
	if at < 0 {
		return inside, anywhere
	}
	if end := at + len(text); end == len(hay) || !isLetter(hay[end]) {
		atWord += wholeBonus
	}
	if at == 0 {
		atWord += firstBonus
	}
	return atWord, at
}

// wordAt returns where a word begins with text, -1 for nowhere.
func wordAt(hay, text string) int {
	for from := 0; ; {
		i := strings.Index(hay[from:], text)
		if i < 0 {
			return -1
		}
		if at := from + i; at == 0 || !isLetter(hay[at-1]) {
			return at
		}
		from += i + 1
	}
}

// isLetter takes everything beyond ASCII for letters; folded German has none.
func isLetter(c byte) bool {
	return c >= utf8.RuneSelf || c >= 'a' && c <= 'z' || c >= '0' && c <= '9'
}

// sortFound puts the best first and keeps the order of the shelf among equals.
func (s *Shelf) sortFound(list []domain.Suggestion) {
	slices.SortStableFunc(list, func(a, b domain.Suggestion) int {
		return cmp.Or(s.lastness(a)-s.lastness(b), cmp.Compare(b.Score, a.Score))
	})
}

func (s *Shelf) lastness(x domain.Suggestion) int { return s.texts[s.byKey[x.Answer.Key]].last }

// scattered finds the answers whose title or key has the typed letters in
// order, with gaps.
func (s *Shelf) scattered(typed string, best []float32) []domain.Suggestion {
	letters := flat(strings.Join(strings.Fields(typed), ""))
	var out []domain.Suggestion
	for i, a := range s.answers {
		h := &s.texts[i]
		score, places := subsequence(h.title.flat, letters)
		if score > 0 {
			var marks []int
			for _, p := range places {
				marks = h.title.marks(marks, p, p+1)
			}
			out = append(out, found(a, score, marks))
		} else if score, _ = subsequence(h.key, letters); score > 0 {
			out = append(out, found(a, score*seldom+float64(best[i])*seldom, nil))
		}
	}
	return out
}
