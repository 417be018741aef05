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
	grouped := make([][]domain.Use, len(b.s.answers))
	for _, use := range uses {
		if i, known := b.s.byKey[use.Key]; known && use.Question != "" {
			grouped[i] = append(grouped[i], use)
		}
	}
	var said []lesson
	all, one, once := newTally(0), newTally(0), newTally(0)
	for i, list := range grouped {
		for _, use := range list {
			b.hear(use, one, once)
		}
		for id, n := range one.drain {
			all.add(id, n)
			said = append(said, lesson{id, int32(i), n})
		}
	}
	b.grow()
	for _, l := range said {
		b.believe(l, l.times/(doubt+all.sums[l.id]))
	}
}

// lesson is how often a feature stood in the questions to an answer.
type lesson struct {
	id, answer int32
	times      float32
}

// hear adds the question of one use; saying a word twice makes it no truer.
func (b *builder) hear(use domain.Use, one, once *tally) {
	weight := float32(1)
	if use.Followed {
		weight = askedAgain
	}
	text := b.s.known.tokens(use.Question, true)
	for _, h := range b.s.known.features(text[:min(len(text), firstFew)], true) {
		once.add(h.id, h.weight)
	}
	for id, w := range once.drain {
		one.add(id, weight*min(1, w))
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

func (b *builder) believe(l lesson, share float32) {
	list := b.s.postings[l.id]
	i, found := slices.BinarySearchFunc(list, l.answer, byAnswer)
	if found {
		list[i].learned = share
		return
	}
	b.s.postings[l.id] = slices.Insert(list, i, posting{answer: l.answer, learned: share})
}

func byAnswer(p posting, answer int32) int { return int(p.answer - answer) }
