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
		for _, n := range sayings(text) {
			if key := spellings(n.name)[0]; key != "" && !seen[key] {
				seen[key] = true
				names = append(names, n.name)
			}
		}
	}
	return names
}

// saying is a name that somebody gives herself.
type saying struct {
	name   string
	strong bool // by its words and place it can be nothing but a name
}

// sayings reads one message: introductions first, then its closing.
func sayings(text string) []saying {
	s := sayer{r: &reading{text: text, toks: lex(text), team: folded{}}}
	s.r.tail = tailOf(s.r.toks)
	s.others = others(s.r.toks)
	for i := range s.r.toks {
		if s.r.toks[i].kind == wordTok && !s.others[i] {
			s.introduces(i)
		}
	}
	for i := range s.r.toks {
		if w := wordAt(s.r.toks, i); w != "" && !s.others[i] {
			s.closes(i, w)
		}
	}
	return s.names
}

type sayer struct {
	r      *reading
	others []bool // for each token, whether it is somebody else's
	names  []saying
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
	case (first == "name" || first == "vorname") && isPunct(toks, i+1, ":"):
		s.take(i+2, plain)
	case first == "hier" || first == "here" || first == "this":
		s.here(i, second)
	case first == "ich" && second == "bin", first == "i" && second == "am":
		s.take(s.past(i+2, "der", "die", "es", "wieder", "nochmal", "uebrigens"), doubtful)
	case first == "i'm" || first == "im" && second != "" && firstNames.has(second) && i == 0 || first == "bin" && (begins(toks, i) || greetings.has(squeeze(wordAt(toks, i-1)))):
		s.take(s.past(i+1, "der", "die", "uebrigens", "es"), doubtful)
	}
}

// here reads what follows "hier": "hier schreibt Luca", "Luca hier,".
func (s *sayer) here(i int, second string) {
	toks, hier := s.r.toks, wordAt(s.r.toks, i) == "hier"
	switch {
	case hier && (second == "schreibt" || second == "spricht"):
		s.take(s.past(i+2, "der", "die", "wieder"), likely)
	case second == "ist" || second == "is":
		s.take(s.past(i+2, "der", "die", "wieder", "nochmal", "noch", "mal", "again"), bare)
	case hier && (second == "nochmal" || second == "wieder"):
		s.only(i + 2)
	case hier && stops(toks, i+1) && i > 0:
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
	bare     promise = iota // "hier ist", after which things follow more often than people
	doubtful                // "ich bin", after which anything may follow
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
	if w := wordAt(toks, next); w == "ihre" || w == "ihr" || w == "seine" || w == "sein" {
		return // "ich bin Samira ihre Tochter"
	}
	s.add(group, p == plain && group[0].upper && !s.shouts(i))
}

// only adds the single word at i, which must be a known name.
func (s *sayer) only(i int) {
	if w := wordAt(s.r.toks, i); firstNames.has(w) && !common.has(w) {
		s.add(s.r.toks[i:i+1], false)
	}
}

func (s *sayer) add(group []token, strong bool) {
	texts := make([]string, len(group))
	whole := ""
	for i, t := range group {
		texts[i] = shown(t.text)
		whole += texts[i] + " "
	}
	if last := len(texts) - 1; last > 0 && len([]rune(texts[last])) == 1 {
		texts[last] += "." // an initial
	}
	for i := range texts {
		if !particles.has(group[i].fold) {
			texts[i] = nice(texts[i], whole)
		}
	}
	name := strings.Join(texts, " ")
	for i := range s.names {
		if s.names[i].name == name {
			s.names[i].strong = s.names[i].strong || strong
			return
		}
	}
	s.names = append(s.names, saying{name, strong})
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
		return p != bare && t.upper && (p == plain || s.ends(next) && !common.has(f) || p == likely)
	case common.has(f), p == bare:
		return false
	case p == plain:
		return t.upper || !described(f)
	case abbreviated(t.text), p == doubtful && (member(f) || !s.goesOn(next)):
		return false
	case t.upper && !s.shouts(i):
		return p == likely || s.ends(next)
	default:
		return s.ends(next) && !adjective(f) && (p == likely || s.opening(i))
	}
}

// goesOn reports that an introduction does not end at i: of somebody who says
// no more than "ich bin Steinbock" nobody knows whether it is a name.
func (s *sayer) goesOn(i int) bool {
	return i < len(s.r.toks) && !isPunct(s.r.toks, i, ".!?") && !isBreak(s.r.toks, i) && s.r.toks[i].kind != emojiTok && s.r.toks[i].kind != smileyTok
}

// member reports words by which people say what they belong to.
func member(f string) bool {
	for _, end := range [...]string{"er", "in", "ist", "ling", "ant", "ent", "iker", "ler", "ner", "ose", "loser", "ige", "iger"} {
		if len(f) > len(end)+2 && strings.HasSuffix(f, end) {
			return true
		}
	}
	return false
}

// described reports words that say how a name is: "mein Name ist unwichtig".
func described(f string) bool {
	for _, end := range [...]string{"ig", "lich", "isch", "bar", "los", "voll", "sam", "iert"} {
		if len(f) > len(end)+2 && strings.HasSuffix(f, end) {
			return true
		}
	}
	return false
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
		s.add(group, group[0].upper && !common.has(f) && !s.shouts(at) && s.ownLine(i, next))
	}
}

// ownLine reports a closing that begins its line at i, or follows on the last
// one of a few, with a name that ends its own before next.
func (s *sayer) ownLine(i, next int) bool {
	const farthest = 4
	from := i
	for from > 0 && from > i-farthest && s.r.toks[from-1].kind == wordTok {
		from--
	}
	if !isBreak(s.r.toks, from-1) {
		return false
	}
	for next < len(s.r.toks) && (s.r.toks[next].kind == emojiTok || s.r.toks[next].kind == smileyTok || isPunct(s.r.toks, next, ".!")) {
		next++
	}
	return isBreak(s.r.toks, next)
}
