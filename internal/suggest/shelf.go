package suggest

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strings"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/words"
)

// Question is what a person wants to know.
type Question struct {
	Texts []string      // the bubbles that belong together, oldest first, as they came
	Kinds []domain.Kind // what those messages are
	First bool          // nobody has ever answered this person
	Used  []string      // keys already sent in this chat, newest first
}

// Shelf holds the prepared answers in a form in which they are found quickly.
// It never changes after New and is safe for concurrent use; after an answer
// was saved or sent a new one is built.
type Shelf struct {
	answers  []domain.Answer // by topic, audience and title; expired ones and blocks too
	offered  []bool          // may be suggested
	byKey    map[string]int32
	known    *vocabulary
	postings [][]posting // by feature
	idf      []float32   // by feature
	phrases  []phrase
	inPhrase [][]mention // by feature
	wordings []wording
	kinds    map[domain.Kind][]int32
	texts    []haystack // for Search
	listed   []string   // words that a mistyped one may mean, for Search
	lexicon  *words.Lexicon
}

// posting says how much a feature tells about an answer.
type posting struct {
	answer  int32
	field   float32 // from what stands in the answer
	learned float32 // from the questions it was the answer to
	topic   bool    // it names the topic or the audience
}

// phrase is one way to ask for an answer, or its title.
type phrase struct {
	answer int32
	norm   float32
}

// mention is a feature in a phrase.
type mention struct {
	phrase int32
	weight float32
}

// New puts answers on a shelf, with their uses in any order. today is a day as
// domain.DateForm writes it, in the adviser's zone: answers whose last day is
// before it are never suggested.
func New(answers []domain.Answer, uses []domain.Use, today string) *Shelf {
	s := &Shelf{answers: sorted(answers), byKey: map[string]int32{}, known: newVocabulary(), kinds: map[domain.Kind][]int32{}}
	for i, a := range s.answers {
		s.byKey[a.Key] = int32(i)
		s.offered = append(s.offered, a.Block == domain.BlockAnswer && !a.Expired(today))
	}
	b := newBuilder(s)
	b.read()
	s.known.close()
	b.weigh()
	b.learn(uses)
	s.prepareSearch(uses, today)
	return s
}

// sorted returns answers as they are listed: by topic, audience and title.
func sorted(answers []domain.Answer) []domain.Answer {
	places := make([]place, len(answers))
	for i, a := range answers {
		places[i] = place{i, words.Fold(a.Topic), words.Fold(a.Audience), words.Fold(a.Title)}
	}
	slices.SortFunc(places, func(a, b place) int {
		return cmp.Or(strings.Compare(a.topic, b.topic), strings.Compare(a.audience, b.audience), strings.Compare(a.title, b.title), a.number-b.number)
	})
	out := make([]domain.Answer, len(answers))
	for i, p := range places {
		out[i] = answers[p.number]
	}
	return out
}

// place is where an answer is listed, in folded spelling.
type place struct {
	number                 int
	topic, audience, title string
}

// builder fills a Shelf.
type builder struct {
	s     *Shelf
	docs  []document
	means [fieldCount]float32 // mean length of each field
}

// document is an answer taken apart.
type document struct {
	fields  [fieldCount][]hit
	lengths [fieldCount]float32
	phrases [][]hit
}

func newBuilder(s *Shelf) *builder {
	return &builder{s: s, docs: make([]document, len(s.answers))}
}

// read takes all answers apart, after all their words are known as possible
// parts of compounds.
func (b *builder) read() {
	read := make([]sheet, len(b.s.answers))
	for i, a := range b.s.answers {
		read[i] = readSheet(a, b.s.known)
		for _, texts := range read[i].fields {
			for _, text := range texts {
				b.s.known.addPieces(text)
			}
		}
	}
	for i, r := range read {
		for _, kind := range r.kinds {
			b.s.kinds[kind] = append(b.s.kinds[kind], int32(i))
		}
		b.docs[i] = b.document(int32(i), r)
	}
	for f := range fieldCount {
		var sum float32
		for _, d := range b.docs {
			sum += d.lengths[f]
		}
		b.means[f] = max(1, sum/float32(max(1, len(b.docs))))
	}
}

func (b *builder) document(answer int32, r sheet) document {
	var d document
	for f, texts := range r.fields {
		for _, text := range texts {
			hits := b.s.known.features(text, true)
			if d.fields[f] == nil {
				d.fields[f] = slices.Clip(hits)
			} else {
				d.fields[f] = append(d.fields[f], hits...)
			}
			if field(f) == fieldAsked || field(f) == fieldTitle {
				d.phrases = append(d.phrases, hits)
			}
			if field(f) == fieldAsked {
				b.addWording(answer, text)
			}
		}
		for _, h := range d.fields[f] {
			d.lengths[f] += h.weight
		}
	}
	return d
}

const (
	saturation = 2.2  // how soon a feature that stands in an answer again says nothing new
	byLength   = 0.55 // how much a long field is discounted
)

// weigh turns counts into postings: BM25 with one frequency over all fields.
func (b *builder) weigh() {
	size := len(b.s.known.ids)
	b.s.postings, b.s.idf, b.s.inPhrase = make([][]posting, size), make([]float32, size), make([][]mention, size)
	sum := newTally(size)
	for i := range b.docs {
		for id, tf := range b.frequencies(&b.docs[i], sum) {
			b.s.postings[id] = append(b.s.postings[id], posting{answer: int32(i), field: tf / (saturation + tf)})
		}
		b.markTopics(i)
	}
	for id, list := range b.s.postings {
		b.s.idf[id] = b.rarity(len(list))
	}
	b.compareCompounds()
	for i := range b.docs {
		for _, hits := range b.docs[i].phrases {
			b.addPhrase(int32(i), hits)
		}
	}
}

// compareCompounds keeps a compound from being rarer than what it is made of:
// that Pflegeausbildung stands in few answers is chance, for Pflege and
// Ausbildung stand in many.
func (b *builder) compareCompounds() {
	for id, parts := range b.s.known.made {
		var rarest float32
		for _, part := range parts {
			rarest = max(rarest, b.s.idf[part])
		}
		b.s.idf[id] = min(b.s.idf[id], rarer*rarest)
	}
}

// markTopics marks what was just posted of answer i and names its topic or
// audience.
func (b *builder) markTopics(i int) {
	for _, f := range []field{fieldTopic, fieldAudience} {
		for _, h := range b.docs[i].fields[f] {
			list := b.s.postings[h.id]
			list[len(list)-1].topic = true
		}
	}
}

func (b *builder) frequencies(d *document, sum *tally) iter.Seq2[int32, float32] {
	for f, hits := range d.fields {
		worth := fieldWeights[f] / (1 - byLength + byLength*d.lengths[f]/b.means[f])
		for _, h := range hits {
			sum.add(h.id, worth*h.weight)
		}
	}
	return sum.drain
}

// rarity is the weight of a feature that so many answers have.
func (b *builder) rarity(answers int) float32 {
	n, df := float64(len(b.docs)), float64(answers)
	return float32(math.Log(1 + (n-df+0.5)/(df+0.5)))
}

func (b *builder) addPhrase(answer int32, hits []hit) {
	weights, norm := b.s.vector(hits)
	number := int32(len(b.s.phrases))
	for _, f := range weights {
		b.s.inPhrase[f.id] = append(b.s.inPhrase[f.id], mention{number, f.weight})
	}
	b.s.phrases = append(b.s.phrases, phrase{answer, norm})
}

// vector weighs the features of a sentence for comparing it with others. Each
// word is as long as its strongest feature, however many it has.
func (s *Shelf) vector(hits []hit) (weights []feature, norm float32) {
	all := make([]feature, 0, len(hits))
	for from := 0; from < len(hits); {
		to := from
		var most, square float32
		for ; to < len(hits) && hits[to].token == hits[from].token; to++ {
			w := hits[to].weight * s.idf[hits[to].id]
			most, square = max(most, w), square+w*w
		}
		for _, h := range hits[from:to] {
			if square > 0 {
				all = append(all, feature{h.id, h.weight * s.idf[h.id] * most / sqrt(square)})
			}
		}
		from = to
	}
	weights = strongest(all)
	for _, f := range weights {
		norm += f.weight * f.weight
	}
	return weights, sqrt(norm)
}

// strongest keeps of each feature the one that weighs most.
func strongest(list []feature) []feature {
	slices.SortFunc(list, func(a, b feature) int { return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(b.weight, a.weight)) })
	return slices.CompactFunc(list, func(a, b feature) bool { return a.id == b.id })
}

func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }
