package suggest

import (
	"slices"
	"strconv"

	"sprechstunde/internal/words"
)

// How much the features of a word weigh beside its stem.
const (
	partWeight     = 0.6  // the part of a compound
	meaningWeight  = 1.2  // what it means
	phraseMeaning  = 1.6  // what several words mean together
	insidePhrase   = 0.4  // what is left of each of these words
	maxGap         = 2    // stop words that may stand between them
	nearWeight     = 0.7  // a known word that it may be a mistyped form of
	politeWeight   = 0.15 // a pleasantry beside a question
	lightWeight    = 0.25 // a word of every day
	stopWeight     = 0.1
	rarer          = 1.3 // how much rarer a compound may be than the rarest of its parts
	nearest        = 4   // known words looked at for a mistyped one
	firstFew       = 400 // words of a question that are read; nobody reads on after that
	minSplitLength = 6   // of compounds
	minPiece       = 3   // letters a word of the table of meanings must have more than, to be looked for in compounds
)

// feature is something a word stands for, and how much of it.
type feature struct {
	id     int32
	weight float32
}

// hit is a feature of one word of a text.
type hit struct {
	feature
	token  int  // which word
	phrase bool // it is what several words mean that begin here
}

// vocabulary numbers the features of all answers and earlier questions and
// remembers what each word stands for. It grows while a Shelf is built and is
// only read afterwards.
type vocabulary struct {
	ids     map[string]int32
	forms   map[string]*form     // by folded word
	byStem  map[string][]feature // what a known stem stands for, itself first
	pieces  map[string]bool      // words and stems that compounds are made of
	lexicon *words.Lexicon
	listed  []string          // the words of lexicon; stop words are among them
	made    map[int32][]int32 // of what known words a compound is made
	strange map[string]bool   // stems that stood in questions only
	buffer  senses            // for learning
}

func newVocabulary() *vocabulary {
	v := &vocabulary{
		ids: map[string]int32{}, forms: map[string]*form{}, byStem: map[string][]feature{},
		pieces: map[string]bool{}, made: map[int32][]int32{}, strange: map[string]bool{},
	}
	for stem := range meant() {
		v.pieces[stem] = len(stem) > minPiece
	}
	return v
}

// form is a word as it is looked up.
type form struct {
	bare, stem string
	stop       bool
	number     int       // -1 if it is none
	meant      []meaning // that begin with it
	features   []feature // once learnt
}

// token is a word of a text.
type token struct {
	words.Token
	*form
}

// tokens reads the words of a text. With learning set, new ones are kept for
// the next time.
func (v *vocabulary) tokens(text string, learning bool) []token {
	found := words.Tokens(text)
	out := make([]token, len(found))
	for i, t := range found {
		f, known := v.forms[t.Folded]
		if !known {
			f = newForm(squeeze(t.Folded))
			if learning {
				v.forms[t.Folded] = f
			}
		}
		out[i] = token{t, f}
	}
	return out
}

func newForm(folded string) *form {
	f := &form{bare: words.Bare(folded), stem: words.Stem(folded), stop: words.IsStop(folded), number: -1}
	f.meant = meant()[f.stem]
	if folded[0] >= '0' && folded[0] <= '9' {
		if n, err := strconv.Atoi(folded); err == nil {
			f.number = n
		}
	}
	return f
}

// squeeze makes a letter that is held down one letter: halloooo.
func squeeze(s string) string {
	for i := 2; i < len(s); i++ {
		if s[i] == s[i-1] && s[i] == s[i-2] && s[i] > '9' {
			return squeezed(s)
		}
	}
	return s
}

func squeezed(s string) string {
	var out []byte
	for i := 0; i < len(s); {
		end := i + 1
		for end < len(s) && s[end] == s[i] {
			end++
		}
		keep := end - i
		if keep > 2 && s[i] > '9' {
			keep = 1
		}
		out = append(out, s[i:i+keep]...)
		i = end
	}
	return string(out)
}

// addPieces lets the words of a text be found inside compounds.
func (v *vocabulary) addPieces(text []token) {
	for _, t := range text {
		if !t.stop && len(t.stem) >= 3 && (t.stem[0] < '0' || t.stem[0] > '9') {
			v.pieces[t.bare], v.pieces[t.stem] = true, true
		}
	}
}

func (v *vocabulary) id(name string) int32 {
	id, known := v.ids[name]
	if !known {
		id = int32(len(v.ids))
		v.ids[name] = id
	}
	return id
}

// learn returns what a word stands for and remembers it.
func (v *vocabulary) learn(t token) []feature {
	if have, known := v.byStem[t.stem]; known {
		return have
	}
	if v.lexicon != nil {
		v.strange[t.stem] = true
	}
	out := []feature{{v.id(t.stem), 1}}
	covered := 0
	for _, name := range v.partsOf(t) {
		out = append(out, feature{v.id(name), partWeight})
		if name[0] != '=' {
			covered += len(name)
		}
	}
	if covered >= len(t.stem)-2 {
		for _, f := range out[1:] {
			v.made[out[0].id] = append(v.made[out[0].id], f.id)
		}
	}
	v.byStem[t.stem] = out
	return out
}

// partsOf names what the parts of a compound stand for.
func (v *vocabulary) partsOf(t token) []string {
	if len(t.bare) < minSplitLength {
		return nil
	}
	var out []string
	for _, part := range words.Parts(t.bare, func(s string) bool { return v.pieces[s] }) {
		if stem := words.Stem(part); stem != t.stem {
			out = append(out, stem)
			out = append(out, single(stem)...)
		}
	}
	return out
}

// single returns the meanings of a word that stands alone.
func single(stem string) []string {
	for _, m := range meant()[stem] {
		if len(m.rest) == 0 {
			return m.names
		}
	}
	return nil
}

// close ends the learning from answers: mistyped words are looked for among
// what is known by now.
func (v *vocabulary) close() {
	for stem := range v.byStem {
		v.listed = append(v.listed, stem)
	}
	for _, w := range words.StopWords() {
		if stem := words.Stem(w); v.byStem[stem] == nil {
			v.listed = append(v.listed, stem)
		}
	}
	v.lexicon = words.NewLexicon(v.listed)
}

// features returns what the words of a text stand for. With learning set,
// words never seen become known; without, they stand for what is near.
func (v *vocabulary) features(text []token, learning bool) []hit {
	buffer := &v.buffer
	if !learning {
		buffer = &senses{} // several may ask at once
	}
	senses, inside := buffer.of(text)
	out := make([]hit, 0, 2*len(text))
	for i, t := range text {
		if t.stop {
			out = v.addStop(out, t, i, learning)
		} else {
			for _, f := range v.lookUp(t, learning) {
				if inside[i] {
					f.weight *= insidePhrase
				}
				out = append(out, hit{feature: f, token: i})
			}
		}
		for _, m := range senses[i] {
			if id, known := v.named(m.name, learning); known {
				out = append(out, hit{feature: feature{id, m.weight}, token: i, phrase: m.phrase})
			}
		}
	}
	return out
}

// addStop lets stop words count a little: "bist du noch da" has no others.
func (v *vocabulary) addStop(out []hit, t token, i int, learning bool) []hit {
	if t.features == nil && learning {
		t.features = []feature{{v.id("." + t.bare), stopWeight}}
	}
	for _, f := range t.features {
		out = append(out, hit{feature: f, token: i})
	}
	return out
}

func (v *vocabulary) named(name string, learning bool) (int32, bool) {
	if learning {
		return v.id(name), true
	}
	id, known := v.ids[name]
	return id, known
}

func (v *vocabulary) lookUp(t token, learning bool) []feature {
	if learning {
		if t.features == nil {
			t.features = v.learn(t)
		}
		return t.features
	}
	if have, known := v.byStem[t.stem]; known {
		if v.strange[t.stem] {
			return append(slices.Clone(have), v.mistyped(t.stem)...)
		}
		return have
	}
	var out []feature
	for _, name := range v.partsOf(t) {
		if id, known := v.ids[name]; known {
			out = append(out, feature{id, partWeight})
		}
	}
	if out == nil {
		return v.mistyped(t.stem)
	}
	return out
}

// mistyped returns what the known words stand for that are near to one nobody
// knows, and nothing if it may be a mistyped stop word.
func (v *vocabulary) mistyped(stem string) []feature {
	var out []feature
	for n, i := range v.lexicon.Near(stem) {
		known := v.byStem[v.listed[i]]
		if known == nil || n == nearest {
			return nil
		}
		for _, f := range known {
			out = append(out, feature{f.id, f.weight * nearWeight})
		}
		for _, name := range single(v.listed[i]) {
			if id, ok := v.ids[name]; ok {
				out = append(out, feature{id, meaningWeight * nearWeight})
			}
		}
	}
	return out
}

// sense is a meaning found in a text.
type sense struct {
	name   string
	weight float32
	phrase bool
}

// senses is room for what the words of a text mean.
type senses struct {
	found  [][]sense
	inside []bool
}

// of finds the meanings that begin at each word, and the words that are part of
// a longer phrase and mean less by themselves. Both are valid until the next call.
func (b *senses) of(text []token) (senses [][]sense, inside []bool) {
	b.found, b.inside = slices.Grow(b.found[:0], len(text)), slices.Grow(b.inside[:0], len(text))
	senses, inside = b.found[:len(text)], b.inside[:len(text)]
	clear(senses)
	clear(inside)
	for i, t := range text {
		if len(t.meant) == 0 && t.number < 0 {
			continue
		}
		for _, m := range t.meant {
			end, found := follows(text, i, m.rest)
			if !found {
				continue
			}
			weight := float32(meaningWeight)
			if len(m.rest) > 0 {
				weight = phraseMeaning
				for k := i; k < end; k++ {
					inside[k] = true
				}
			}
			for _, name := range m.names {
				senses[i] = append(senses[i], sense{name, weight, len(m.rest) > 0})
			}
		}
		for _, name := range age(text, i) {
			senses[i] = append(senses[i], sense{name, meaningWeight, false})
		}
	}
	return senses, inside
}

// follows reports whether the words of rest stand behind the word at i, and
// where they end. Fillers may stand between them: kann gerade echt nicht mehr.
func follows(text []token, i int, rest []string) (end int, found bool) {
	i++
	for _, stem := range rest {
		for gap := 0; i < len(text) && text[i].stem != stem && text[i].stop && gap < maxGap; gap++ {
			i++
		}
		if i == len(text) || text[i].stem != stem {
			return 0, false
		}
		i++
	}
	return i, true
}

// age reads a number as somebody's age unless something else is counted.
func age(text []token, i int) []string {
	n := text[i].number
	if n < 0 || i+1 < len(text) && counted[text[i+1].stem] {
		return nil
	}
	switch {
	case n >= 13 && n < 18:
		return []string{"=minderjährig"}
	case n > 26 && n < 68:
		return []string{"=älter", "=quereinstieg"}
	default:
		return nil
	}
}

var counted = setOf("uhr euro stunden std tage wochen monate prozent km minuten kg cm")
