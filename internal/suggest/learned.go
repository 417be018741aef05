package suggest

import (
	"slices"

	"sprechstunde/internal/domain"
)

const (
	askedAgain = 0.4 // what a use counts after which the person asked again
	doubt      = 2.0 // uses a word must have before half of what it says is believed
)

// learn adds what earlier questions say: a word counts for an answer by the
// share of its uses in which that answer was sent.
func (b *builder) learn(uses []domain.Use) {
	seen := map[int32]map[int32]float32{} // feature → answer → uses
	for _, use := range uses {
		answer, known := b.s.byKey[use.Key]
		if !known || use.Question == "" {
			continue
		}
		weight := float32(1)
		if use.Followed {
			weight = askedAgain
		}
		for id, w := range merged(b.s.known.features(firstTokens(use.Question), true)) {
			if seen[id] == nil {
				seen[id] = map[int32]float32{}
			}
			seen[id][answer] += weight * w
		}
	}
	b.grow()
	for id, answers := range seen {
		b.believe(id, answers)
	}
	for _, list := range b.s.postings {
		slices.SortFunc(list, func(x, y posting) int { return int(x.answer - y.answer) })
	}
}

// grow makes room for words that stood in questions only. They are as rare as
// a word can be.
func (b *builder) grow() {
	more := len(b.s.known.ids) - len(b.s.postings)
	b.s.postings = append(b.s.postings, make([][]posting, more)...)
	b.s.inPhrase = append(b.s.inPhrase, make([][]mention, more)...)
	for range more {
		b.s.idf = append(b.s.idf, b.rarity(1))
	}
}

func (b *builder) believe(id int32, answers map[int32]float32) {
	var all float32 = doubt
	for _, n := range answers {
		all += n
	}
	list := b.s.postings[id]
	for i := range list {
		list[i].learned = answers[list[i].answer] / all
		delete(answers, list[i].answer)
	}
	for answer, n := range answers {
		list = append(list, posting{answer: answer, learned: n / all})
	}
	b.s.postings[id] = list
}

// firstTokens reads no more of a text than is looked at.
func firstTokens(text string) []token {
	out := tokens(text)
	return out[:min(len(out), firstFew)]
}
