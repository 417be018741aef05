package check

import (
	"strings"
)

type place uint8

const (
	salute   place = iota // after a greeting
	vocative              // "Luca, …", "Danke, Luca!"
	signed                // closing: the name is the writer's
	parting               // "Bis bald, X": the writer's or the person's
	intro                 // "hier ist X": the writer's
)

// spot is a place in the text at which a name stands, or would.
type spot struct {
	place place
	words []token // the name, at least one
	sure  bool    // a name by its place and shape; otherwise only if somebody is known by it
	title bool    // after Frau or Herr
	odd   bool    // a number or handle
	// initial: a single letter that stands for the name of who signs.
	initial bool
}

func (s spot) name() string { return textOf(s.words) }

func (s spot) first() token { return s.words[0] }

// hole is a placeholder, or the place where a name is missing.
type hole struct{ text string }

// reading is what the guard finds in a text.
type reading struct {
	text    string
	toks    []token
	team    folded // words of the team's name, which are no names of people
	spots   []spot
	holes   []hole
	at      []bool // for each token, whether a spot has taken it
	foreign bool   // the greeting last read is in another language
	tail    int    // where the last lines begin, in which closings stand
}

// read finds the spots. Order matters only for speed: a name belongs to the
// first kind of place that claims it.
func read(text, team string) *reading {
	r := &reading{text: text, toks: lex(text), team: folded{}}
	r.at = make([]bool, len(r.toks))
	r.tail = tailOf(r.toks)
	for _, t := range lex(team) {
		if t.kind == wordTok {
			r.team[t.fold] = struct{}{}
			for part := range strings.SplitSeq(t.fold, "-") {
				r.team[part] = struct{}{}
			}
		}
	}
	for i := range r.toks {
		if r.toks[i].quoted {
			continue
		}
		r.salutation(i)
		r.atSign(i)
		r.introduction(i)
		r.closing(i)
	}
	r.lastLine()
	for i := range r.toks {
		if r.toks[i].kind == wordTok && !r.toks[i].quoted && !r.at[i] {
			r.vocative(i)
		}
	}
	return r
}

func (r *reading) put(s spot, at int) {
	if r.at[at] {
		return
	}
	for i := range s.words {
		r.at[at+i] = true
	}
	r.spots = append(r.spots, s)
}

// group reads the words of one name from i on and returns them with the index
// after them: capitals that follow each other, initials, and in small letters
// at most one more word where the name clearly ends.
func (r *reading) group(i int) ([]token, int) {
	const longest = 4
	if i >= len(r.toks) || r.toks[i].kind != wordTok {
		return nil, i
	}
	end := i + 1
	for end-i < longest && wordAt(r.toks, end) != "" && r.goesOn(end) {
		end++
	}
	group, after := r.toks[i:end], end
	if isPunct(r.toks, after, ".") && len(group[len(group)-1].text) <= 1 && end-i > 1 {
		after++ // the dot of an initial
	}
	return group, after
}

// goesOn reports that the word at i is part of the name before it.
func (r *reading) goesOn(i int) bool {
	t := r.toks[i]
	known := listed(t.fold) && !wordNames.has(t.fold)
	if !known && (common.has(t.fold) || r.nounish(t)) && (!t.upper || !r.surname(i)) {
		return false
	}
	if t.upper {
		return r.toks[i-1].upper || known
	}
	if particles.has(t.fold) {
		return i+1 < len(r.toks) && r.toks[i+1].kind == wordTok && r.toks[i+1].upper && !r.nounish(r.toks[i+1])
	}
	return !r.toks[i-1].upper && stops(r.toks, i+1)
}

// surname lets common words be last names where nothing else can stand: "Lea Lange,".
func (r *reading) surname(i int) bool {
	return stops(r.toks, i+1) && r.toks[i-1].upper && listed(r.toks[i-1].fold) && !r.team.has(r.toks[i].fold) && !greetings.has(r.toks[i].fold)
}

func listed(folded string) bool { return firstNames.has(folded) || wordNames.has(folded) }

// nounish reports words that are surely no names of people.
func (r *reading) nounish(t token) bool {
	return r.team.has(t.fold) || nounish(t.fold)
}

func nounish(f string) bool {
	if firstNames.has(f) {
		return false
	}
	if jobs.has(f) || businesses.has(f) {
		return true
	}
	for _, end := range nounEnds {
		if len(f) > len(end)+2 && strings.HasSuffix(f, end) {
			return true
		}
	}
	if _, last, ok := cutLast(f, '-'); ok && last != "" && (common.has(last) || nounish(last)) {
		return true // Diakonie-WhatsApp-Team
	}
	return false
}

func cutLast(s string, sep byte) (before, after string, found bool) {
	if i := strings.LastIndexByte(s, sep); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return s, "", false
}

// plausible reports that the word at i is a name by its looks where a name is
// expected; next is the index after the name.
func (r *reading) plausible(i, next int) bool {
	t := r.toks[i]
	end := stops(r.toks, next)
	switch {
	case len([]rune(t.text)) < 2:
		return false
	case firstNames.has(t.fold) && !wordNames.has(t.fold):
		return true
	case wordNames.has(t.fold):
		return end || t.upper && !common.has(t.fold)
	case common.has(t.fold) || fillers.has(t.fold) || r.nounish(t):
		return false
	case t.upper:
		return true
	default:
		return end
	}
}
