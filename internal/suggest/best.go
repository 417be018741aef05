package suggest

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"sprechstunde/internal/domain"
)

// How the parts of a score are put together.
const (
	again         = 0.25 // what further features of a word count
	phraseWeight  = 0.7  // the phrase that is most like the question, beside all its words
	learnedWeight = 0.9  // what earlier questions say, beside what stands in the answer
	usedWeight    = 0.01 // how often it was used: decides between equals
	sentBefore    = 0.2  // what is left of an answer that this chat has had already
	kindAlone     = 20   // a message without words whose kind an answer is for
	kindBeside    = 2    // … with words beside it
	leastShare    = 0.12 // of the best score, below which a suggestion would only distract
	leastScore    = 0.25 // below which it is chance
	often         = 3    // uses from which they are a reason
)

// greeting is how a first message is read that says nothing anybody knows.
const greeting = "hallo"

// Best returns up to n answers that may fit, the best first, with what speaks
// for each. Expired answers and blocks are never among them, and nothing is if
// nothing in the question points anywhere; a first message of that kind is
// taken for a greeting.
func (s *Shelf) Best(q Question, n int) []domain.Suggestion {
	r := s.read(q)
	scores := s.scores(r, q)
	order := worthwhile(scores)
	if len(order) == 0 && q.First && len(q.Texts) > 0 {
		r = s.read(Question{Texts: []string{greeting}})
		scores = s.scores(r, q)
		order = worthwhile(scores)
	}
	var out []domain.Suggestion
	for _, i := range order[:max(0, min(n, len(order)))] {
		out = append(out, domain.Suggestion{Answer: s.answers[i], Score: float64(scores[i]), Because: s.because(r, q, i)})
	}
	return out
}

// worthwhile returns the numbers of the answers that are worth a look, highest
// score first.
func worthwhile(scores []float32) []int32 {
	var most float32
	for _, score := range scores {
		most = max(most, score)
	}
	var out []int32
	for i, score := range scores {
		if score >= max(leastScore, most*leastShare) {
			out = append(out, int32(i))
		}
	}
	slices.SortStableFunc(out, func(a, b int32) int { return cmp.Compare(scores[b], scores[a]) })
	return out
}

// reading is a question taken apart.
type reading struct {
	text      []token
	hits      []hit
	sentences [][]token
	segments  [][]hit // of each sentence
	polite    bool    // it holds nothing but pleasantries
	hello     bool    // … and begins a talk with them
}

// read takes the newest part of a question apart; somebody may send a novel.
func (s *Shelf) read(q Question) reading {
	var r reading
	for _, text := range slices.Backward(q.Texts) {
		for _, sentence := range slices.Backward(sentences(text)) {
			if len(r.text) >= firstFew {
				break
			}
			r.add(s.known, sentence)
		}
	}
	r.weighPoliteness()
	return r
}

// add puts a sentence into the reading.
func (r *reading) add(v *vocabulary, sentence string) {
	text := v.tokens(sentence, false)
	text = text[:min(len(text), firstFew)]
	r.sentences = append(r.sentences, text)
	hits := v.features(text, false)
	for i := range hits {
		hits[i].token += len(r.text)
	}
	r.text = append(r.text, text...)
	if len(hits) > 0 {
		r.segments = append(r.segments, hits)
	}
}

// sentences cuts a text where a sentence ends. Phrases are compared sentence by
// sentence, for what people say around their question is about everything.
func sentences(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".!?\n;", r) })
}

// weighPoliteness makes pleasantries light if there is anything else.
func (r *reading) weighPoliteness() {
	r.polite = len(r.text) > 0
	begins, greets := true, false
	for _, t := range r.text {
		greets = greets || pleasantries[t.stem] || ours[t.stem]
		if !t.stop && !pleasantries[t.stem] && !ours[t.stem] {
			r.polite = false
		}
		begins = begins && !thanks[t.stem]
	}
	r.hello = r.polite && greets && begins
	for _, segment := range r.segments {
		for i, h := range segment {
			segment[i].weight *= r.weight(r.text[h.token].stem, h.phrase)
		}
		r.hits = append(r.hits, segment...)
	}
}

// weight says how much a word counts beside the others. A word of every day
// may begin a phrase that tells much: noch frei.
func (r *reading) weight(stem string, phrase bool) float32 {
	switch {
	case ours[stem], !r.polite && pleasantries[stem]:
		return politeWeight
	case !r.polite && !phrase && light[stem]:
		return lightWeight
	default:
		return 1
	}
}

// scores weighs all answers; 0 for those that are not suggested.
func (s *Shelf) scores(r reading, q Question) []float32 {
	scores := s.byWords(r)
	for i, alike := range s.likeness(r) {
		scores[i] += phraseWeight * alike
	}
	for i, share := range s.worded(r) {
		scores[i] += wordingWeight * share
	}
	s.addKinds(scores, r, q)
	for i := range scores {
		if !s.offered[i] {
			scores[i] = 0
			continue
		}
		scores[i] *= 1 + usedWeight*float32(math.Log1p(float64(max(0, s.answers[i].Uses))))
	}
	for _, key := range q.Used {
		if i, known := s.byKey[key]; known {
			scores[i] = min(scores[i], scores[i]*sentBefore)
		}
	}
	return scores
}

// byWords adds up what the words of a question say. The features of one word
// mostly say the same again, so that the best of them counts for each answer
// and the others little.
func (s *Shelf) byWords(r reading) []float32 {
	scores := make([]float32, len(s.answers))
	most, all := make([]float32, len(s.answers)), make([]float32, len(s.answers))
	seen := map[int32]float32{}
	for from := 0; from < len(r.hits); {
		to := from
		var touched []int32
		for ; to < len(r.hits) && r.hits[to].token == r.hits[from].token; to++ {
			h := r.hits[to]
			weight := max(0, h.weight-seen[h.id])
			seen[h.id] += weight
			for _, p := range s.postings[h.id] {
				worth := s.worth(h.id, weight, p)
				if all[p.answer] == 0 {
					touched = append(touched, p.answer)
				}
				most[p.answer] = max(most[p.answer], worth)
				all[p.answer] += worth
			}
		}
		for _, i := range touched {
			scores[i] += most[i] + again*(all[i]-most[i])
			most[i], all[i] = 0, 0
		}
		from = to
	}
	return scores
}

// worth is what a feature of a question adds to the score of an answer.
func (s *Shelf) worth(id int32, weight float32, p posting) float32 {
	return weight * s.idf[id] * (p.field + learnedWeight*p.learned)
}

// likeness finds for each answer how much its best phrase is like the best
// sentence: the cosine of both, times how long the sentence is.
func (s *Shelf) likeness(r reading) []float32 {
	best := make([]float32, len(s.answers))
	alike := make([]float32, len(s.phrases))
	for _, segment := range r.segments {
		clear(alike)
		weights, _ := s.vector(segment)
		for _, f := range weights {
			for _, m := range s.inPhrase[f.id] {
				alike[m.phrase] += f.weight * m.weight
			}
		}
		for i, dot := range alike {
			if dot > 0 {
				p := s.phrases[i]
				best[p.answer] = max(best[p.answer], dot/p.norm)
			}
		}
	}
	return best
}

// addKinds lets messages without words speak.
func (s *Shelf) addKinds(scores []float32, r reading, q Question) {
	worth := float32(kindBeside)
	if len(r.text) == 0 {
		worth = kindAlone
	}
	for _, kind := range q.Kinds {
		for _, i := range s.kinds[kind] {
			scores[i] = max(scores[i], worth) + 1
		}
	}
}
