package suggest

import (
	"cmp"
	"slices"

	"sprechstunde/internal/domain"
)

const (
	mostWords    = 3
	learnedShare = 0.3 // of what its words weigh, from which learning is a reason
)

// grounds collects what each word of a question said for one answer.
type grounds struct {
	words, topic, learned map[int]float32 // by token
}

// because puts into words why an answer is suggested.
func (s *Shelf) because(r reading, q Question, answer int32) []domain.Because {
	var out []domain.Because
	if s.fitsKind(q, answer) {
		out = append(out, domain.Because{Kind: domain.BecauseKindOf})
	}
	g := s.grounds(r, answer, false)
	if len(g.words)+len(g.learned) == 0 {
		g = s.grounds(r, answer, true)
	}
	switch {
	case len(g.words) == 0:
	case r.hello:
		out = append(out, domain.Because{Kind: domain.BecauseFirst})
	default:
		out = append(out, g.inWords(r)...)
	}
	if said := g.fromBefore(r); said != nil && !r.hello {
		out = append(out, domain.Because{Kind: domain.BecauseLearned, Words: said})
	}
	if uses := s.answers[answer].Uses; uses >= often {
		out = append(out, domain.Because{Kind: domain.BecauseUsed, Count: uses})
	}
	return out
}

func (s *Shelf) fitsKind(q Question, answer int32) bool {
	return slices.ContainsFunc(q.Kinds, func(k domain.Kind) bool { return slices.Contains(s.kinds[k], answer) })
}

// grounds leaves stop words out unless there is nothing else to name.
func (s *Shelf) grounds(r reading, answer int32, stops bool) grounds {
	g := grounds{words: map[int]float32{}, topic: map[int]float32{}, learned: map[int]float32{}}
	for _, h := range r.hits {
		list := s.postings[h.id]
		i, found := slices.BinarySearchFunc(list, answer, byAnswer)
		if !found || !stops && !h.phrase && r.text[h.token].stop {
			continue
		}
		worth := h.weight * s.idf[h.id]
		if list[i].field > 0 {
			g.words[h.token] += worth * list[i].field
		}
		if list[i].topic {
			g.topic[h.token] += worth
		}
		if list[i].learned > 0 {
			g.learned[h.token] += worth * learnedWeight * list[i].learned
		}
	}
	return g
}

// inWords names the words that stand in the answer, and those that name its
// topic unless they were named already.
func (g grounds) inWords(r reading) []domain.Because {
	named := heaviest(r, g.words, nil)
	out := []domain.Because{{Kind: domain.BecauseWords, Words: named}}
	if len(g.topic) > 0 {
		out = append(out, domain.Because{Kind: domain.BecauseTopic, Words: heaviest(r, g.topic, named)})
	}
	return out
}

// fromBefore names the words of earlier questions, if they weigh enough to be
// worth a mention.
func (g grounds) fromBefore(r reading) []string {
	if sum(g.learned) <= learnedShare*sum(g.words) {
		return nil
	}
	return heaviest(r, g.learned, nil)
}

func sum(weights map[int]float32) float32 {
	var all float32
	for _, w := range weights {
		all += w
	}
	return all
}

// heaviest returns the words that weigh most, as the person wrote them.
func heaviest(r reading, weights map[int]float32, without []string) []string {
	order := make([]int, 0, len(weights))
	for i := range weights {
		order = append(order, i)
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(weights[b], weights[a]), a-b) })
	var out []string
	var stems []string
	for _, i := range order {
		t := r.text[i]
		if len(out) < mostWords && !slices.Contains(stems, t.stem) && !slices.Contains(without, t.Text) {
			out, stems = append(out, t.Text), append(stems, t.stem)
		}
	}
	return out
}
