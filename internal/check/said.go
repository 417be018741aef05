package check

import (
	"slices"
	"strings"
	"unicode"
)

// Said returns the names that people give in these messages, oldest message
// first, in the way names are written: the newest first and, within a message,
// what introduces before what closes. Each name comes once. It would rather
// miss a name than take "ich bin müde" for one.
func Said(texts []string) []string {
	var names []string
	seen := map[string]bool{}
	for _, text := range slices.Backward(texts) {
		for _, n := range saidIn(text) {
			if key := spellings(n)[0]; key != "" && !seen[key] {
				seen[key] = true
				names = append(names, n)
			}
		}
	}
	return names
}

// saidIn reads one message: introductions first, then its closing.
func saidIn(text string) []string {
	s := sayer{r: &reading{text: text, toks: lex(text), team: set{}}}
	s.r.tail = tailOf(s.r.toks)
	for i := range s.r.toks {
		if s.r.toks[i].kind == wordTok && !s.r.toks[i].quoted {
			s.introduces(i)
		}
	}
	for i := range s.r.toks {
		if w := wordAt(s.r.toks, i); w != "" && !s.r.toks[i].quoted {
			s.closes(i, w)
		}
	}
	return s.names
}

type sayer struct {
	r     *reading
	names []string
}

func (s *sayer) introduces(i int) {
	toks := s.r.toks
	first, second := wordAt(toks, i), wordAt(toks, i+1)
	switch {
	case (first == "mein" || first == "my") && (second == "name" || second == "vorname"):
		s.take(s.past(i+2, "ist", "is", "lautet", "waere"), plain)
	case first == "ich" && (second == "heisse" || second == "heiss") || first == "heisse" && wordAt(toks, i-1) != "ich" && begins(toks, i):
		if first == "ich" {
			i++
		}
		s.take(i+1, plain)
	case first == "ich" && second == "nenne" && wordAt(toks, i+2) == "mich":
		s.take(i+3, plain)
	case first == "name" && isPunct(toks, i+1, ":"):
		s.take(i+2, plain)
	case first == "hier" && (second == "schreibt" || second == "spricht"):
		s.take(s.past(i+2, "der", "die", "wieder"), likely)
	case (first == "hier" || first == "here" || first == "this") && (second == "ist" || second == "is"):
		s.take(s.past(i+2, "der", "die", "wieder", "nochmal", "noch", "mal", "again"), doubtful)
	case first == "hier" && (second == "nochmal" || second == "wieder"):
		s.only(i + 2)
	case first == "ich" && second == "bin", first == "i" && second == "am":
		s.take(s.past(i+2, "der", "die", "es", "wieder", "nochmal", "uebrigens"), doubtful)
	case first == "i'm" || first == "im" && second != "" && firstNames.has(second) && i == 0 || first == "bin" && (begins(toks, i) || greetings.has(squeeze(wordAt(toks, i-1)))):
		s.take(s.past(i+1, "der", "die", "uebrigens", "es"), doubtful)
	case first == "hier" && stops(toks, i+1) && i > 0:
		if begins(toks, i-1) || isPunct(toks, i-2, ",") || greetings.has(squeeze(wordAt(toks, i-2))) {
			s.only(i - 1) // "Samira hier,"
		}
	}
}

// past skips words that may stand before the name.
func (s *sayer) past(i int, skip ...string) int {
	for slices.Contains(skip, wordAt(s.r.toks, i)) || isPunct(s.r.toks, i, ":") {
		i++
	}
	return i
}

// How far the words before a name promise that one follows.
type promise uint8

const (
	doubtful promise = iota // "ich bin", after which anything may follow
	likely                  // "hier schreibt"
	plain                   // "ich heiße"
)

// take adds the name at i if it is one.
func (s *sayer) take(i int, p promise) {
	toks := s.r.toks
	if wordAt(toks, i-1) == "es" && isPunct(toks, i, ",") {
		i++ // "ich bin es, Tom"
	}
	if titles.has(wordAt(toks, i)) {
		return // "Frau Petersen" tells the last name only
	}
	group, next := s.r.group(i)
	if len(group) == 0 || !s.believable(i, next, p) {
		return
	}
	s.add(group)
}

// only adds the single word at i, which must be a known name.
func (s *sayer) only(i int) {
	if w := wordAt(s.r.toks, i); firstNames.has(w) && !common.has(w) {
		s.add(s.r.toks[i : i+1])
	}
}

func (s *sayer) add(group []token) {
	texts := make([]string, len(group))
	whole := ""
	for i, t := range group {
		whole += t.text + " "
		texts[i] = t.text
	}
	if last := len(texts) - 1; last > 0 && len([]rune(texts[last])) == 1 {
		texts[last] += "." // an initial
	}
	for i := range texts {
		if !particles.has(group[i].fold) {
			texts[i] = nice(texts[i], whole)
		}
	}
	if name := strings.Join(texts, " "); !slices.Contains(s.names, name) {
		s.names = append(s.names, name)
	}
}

// believable weighs what the word before promises against how the word looks.
func (s *sayer) believable(i, next int, p promise) bool {
	t := s.r.toks[i]
	f := t.fold
	switch {
	case len([]rune(t.text)) < 2 || s.r.nounish(t) || particles.has(f) && !listed(f):
		return false
	case firstNames.has(f) && !wordNames.has(f):
		return true
	case wordNames.has(f):
		return p == plain || t.upper && s.ends(next) && !common.has(f) || p == likely && t.upper
	case common.has(f):
		return false
	case p == plain:
		return true
	case abbreviated(t.text):
		return false
	case t.upper && !s.shouts(i):
		return p == likely || s.ends(next)
	default:
		return s.ends(next) && !adjective(f) && (p == likely || s.opening(i))
	}
}

// abbreviated reports words like BFDler: capitals first, small letters last.
func abbreviated(s string) bool {
	r := []rune(s)
	return len(r) > 2 && unicode.IsUpper(r[0]) && unicode.IsUpper(r[1]) && unicode.IsLower(r[len(r)-1])
}

// shouts reports capitals that say nothing because the message has no others.
func (s *sayer) shouts(i int) bool {
	for k, t := range s.r.toks {
		if t.kind == wordTok && k != i && strings.ToUpper(t.text) != t.text {
			return false
		}
	}
	return len(s.r.toks) > 4
}

// ends reports that the name is over where it should be: at a sign, before
// "und", an age or an origin.
func (s *sayer) ends(i int) bool {
	if stops(s.r.toks, i) || s.r.toks[i].kind == numTok {
		return true
	}
	switch wordAt(s.r.toks, i) {
	case "und", "and", "aus", "from", "vom", "von", "bin", "ich", "wohne", "i":
		return true
	}
	return false
}

// opening reports that nothing but a greeting stands before the introduction.
func (s *sayer) opening(i int) bool {
	const longest = 6
	if i > longest {
		return false
	}
	for k := range i {
		w := squeeze(wordAt(s.r.toks, k))
		if w != "" && !greetings.has(w) && !greetingEnds.has(w) && !greetingStarts.has(w) && w != "ich" && w != "bin" && w != "hier" && w != "ist" && w != "die" && w != "der" && w != "i" && w != "am" && w != "i'm" {
			return false
		}
	}
	return true
}

// adjective reports words that say how somebody is. Those without a typical
// ending are in common.
func adjective(f string) bool {
	for _, end := range adjectiveEnds {
		if len(f) > len(end)+1 && strings.HasSuffix(f, end) {
			return true
		}
	}
	return false
}

// closes adds the name after a closing word, or alone on the last line after one.
func (s *sayer) closes(i int, w string) {
	if !thanks.has(w) && !signers.has(w) {
		return
	}
	if signers.has(w) && (!isBreak(s.r.toks, i-1) && !s.r.near(i) || !begins(s.r.toks, i)) {
		return
	}
	at := s.r.skipClosing(i + 1)
	if t := wordAt(s.r.toks, at); len(t) == 1 && isPunct(s.r.toks, at+1, ".") {
		return // "S. Kaya" tells the last name only
	}
	group, next := s.r.group(at)
	if len(group) == 0 || !stops(s.r.toks, next) && !isVon(wordAt(s.r.toks, next)) {
		return
	}
	f := group[0].fold
	switch {
	case len([]rune(group[0].text)) < 2 || s.r.nounish(group[0]):
	case common.has(f) && !listed(f) || wordNames.has(f) && !group[0].upper:
	case listed(f), group[0].upper, endsText(s.r.toks, next):
		s.add(group)
	}
}
