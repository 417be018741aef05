package suggest

// wording is a phrase in which people ask, as it stands, words of every day
// included: "was kann man bei euch alles machen" is a plain question in which
// no single word tells anything.
type wording struct {
	answer int32
	stems  []string
}

const (
	wordingLeast  = 4    // words; shorter phrases are met by chance
	wordingShare  = 0.85 // of the words of a phrase that must come in its order
	wordingWeight = 7    // what a phrase that comes whole is worth
)

func (b *builder) addWording(answer int32, text []token) {
	if len(text) < wordingLeast {
		return
	}
	w := wording{answer: answer, stems: make([]string, len(text))}
	for i, t := range text {
		w.stems[i] = t.stem
	}
	b.s.wordings = append(b.s.wordings, w)
}

// worded finds for each answer the phrase that comes most completely in one
// sentence of the question, from 0 to 1.
func (s *Shelf) worded(r reading) map[int32]float32 {
	best := map[int32]float32{}
	for _, sentence := range r.sentences {
		if len(sentence) < wordingLeast-1 {
			continue
		}
		in := make(map[string]bool, len(sentence))
		for _, t := range sentence {
			in[t.stem] = true
		}
		for _, w := range s.wordings {
			if share := w.share(sentence, in); share >= wordingShare {
				best[w.answer] = max(best[w.answer], share)
			}
		}
	}
	return best
}

// share is how much of a phrase comes in a sentence in its order. The order is
// looked at only where enough of its words come at all.
func (w wording) share(sentence []token, in map[string]bool) float32 {
	n := 0
	for _, stem := range w.stems {
		if in[stem] {
			n++
		}
	}
	if float32(n) < wordingShare*float32(len(w.stems)) {
		return 0
	}
	return float32(w.common(sentence)) / float32(len(w.stems))
}

// common is the length of the longest run of words that both have, gaps allowed.
func (w wording) common(sentence []token) int {
	row := make([]int, len(sentence)+1)
	for _, stem := range w.stems {
		before := 0
		for j, t := range sentence {
			here := row[j+1]
			if t.stem == stem {
				row[j+1] = before + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			before = here
		}
	}
	return row[len(sentence)]
}
