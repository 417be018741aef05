package check

import (
	"strings"
)

// salutation finds a greeting that begins at i, and the names after it.
func (r *reading) salutation(i int) {
	if w := squeeze(wordAt(r.toks, i)); len(w) < 2 || !begins(r.toks, i) || !greetings.has(w) && !greetingStarts.has(w) {
		return
	}
	next := r.greeting(i)
	if next == 0 {
		return
	}
	last := next - 1
	next = r.skipFillers(next, &last)
	title := false
	for titles.has(wordAt(r.toks, next)) {
		title, last = true, next
		next++
		if isPunct(r.toks, next, ".") {
			next++
		}
	}
	r.foreign = foreignGreetings.has(squeeze(wordAt(r.toks, i)))
	if k := r.myDear(next); k > next && wordAt(r.toks, k+1) != "" {
		next = k + 1 // "Hallo mein lieber Luca"
	}
	if isPunct(r.toks, next, ",") && r.afterPause(next+1) || r.afterSign(next) {
		return
	}
	if r.missing(last, next) {
		return
	}
	r.addressed(next, title)
}

// afterPause handles "Guten Tag, Frau Yılmaz" and "Hallo, lieber Luca!", with
// the comma that many write after a greeting.
func (r *reading) afterPause(i int) bool {
	from, title := i, false
	i = r.myDear(i)
	for dearest.has(wordAt(r.toks, i)) {
		i++
	}
	for titles.has(wordAt(r.toks, i)) {
		title = true
		i++
		if isPunct(r.toks, i, ".") {
			i++
		}
	}
	group, next := r.group(i)
	if len(group) == 0 || i == from && !r.addressedBelow(i) || !title && !stops(r.toks, next) {
		return false
	}
	if !title && common.has(group[0].fold) || !group[0].upper && !listed(group[0].fold) {
		return false
	}
	r.addressed(i, title)
	return true
}

// dearest come directly before a name.
var dearest = list(`liebe lieber liebes liebste liebster dear`)

// greeting returns the index after the greeting at i, 0 if there is none.
func (r *reading) greeting(i int) int {
	for k := i; k < i+4 && k < len(r.toks); k++ {
		w := squeeze(wordAt(r.toks, k))
		switch {
		case w == "":
			return 0
		case k > i && greetingEnds.has(w), k == i && !greetingStarts.has(w) && greetings.has(w):
			if thanks.has(wordAt(r.toks, k+1)) {
				return 0 // "Liebe Grüße" closes
			}
			return k + 1
		case greetingStarts.has(w) && greetings.has(w) && !greetingEnds.has(squeeze(wordAt(r.toks, k+1))):
			return k + 1
		case !greetingStarts.has(w):
			return 0
		}
	}
	return 0
}

// squeeze writes letters that somebody held down once: "heyyy", "hallooo".
func squeeze(w string) string {
	if len(w) < 3 || w[len(w)-1] != w[len(w)-2] || greetings.has(w) || greetingStarts.has(w) || greetingEnds.has(w) {
		return w
	}
	return strings.TrimRight(w[:len(w)-1], w[len(w)-1:]) + w[len(w)-1:]
}

// skipFillers goes past "nochmal", "liebe", "(r)" and further greetings.
func (r *reading) skipFillers(i int, last *int) int {
	for i < len(r.toks) {
		w := wordAt(r.toks, i)
		switch {
		case fillers.has(w) || greetings.has(squeeze(w)) && !titles.has(w) || w == "gott" || w == "dich":
			if listed(w) && r.toks[i].upper {
				return i
			}
			*last = i
			i++
		case isPunct(r.toks, i, "/") && wordAt(r.toks, i+1) != "":
			i += 2
		case isPunct(r.toks, i, "(") && isPunct(r.toks, i+2, ")") && len(r.toks[i+1].text) < 3:
			i += 3
		default:
			return i
		}
	}
	return i
}

// missing notes a salutation whose name is not there: "Hallo ,", "Liebe ,",
// "Hallo Name,", "Hallo …,". "Hallo," alone is a good greeting.
func (r *reading) missing(last, next int) bool {
	if next < len(r.toks) && r.toks[next].kind == wordTok {
		if !stands.has(r.toks[next].fold) {
			return false
		}
		r.hole(last, next)
		return true
	}
	if !isPunct(r.toks, next, ",!.…?") {
		if alone.has(wordAt(r.toks, last)) && isBreak(r.toks, next) && !endsText(r.toks, next) {
			r.hole(last, last)
			return true
		}
		return false
	}
	if isPunct(r.toks, next, "?") && r.toks[next].spaced && isPunct(r.toks, next+1, "?") {
		r.hole(last, next+1)
		return true
	}
	needed := alone.has(wordAt(r.toks, last)) && !isPunct(r.toks, next, ".…?")
	if needed || r.toks[next].spaced && (isPunct(r.toks, next, ",!") || isPunct(r.toks, next+1, ",.!")) {
		r.hole(last, next)
	}
	return true
}

func endsText(toks []token, i int) bool {
	for ; i < len(toks); i++ {
		if toks[i].kind != breakTok {
			return false
		}
	}
	return true
}

func (r *reading) hole(from, to int) {
	r.holes = append(r.holes, hole{r.text[r.toks[from].start:r.toks[to].end]})
}

// stands are words that stand for a name that was never filled in.
var stands = list(`name vorname nachname namen xx xxx xxxx xy xyz null none nil undefined nan n.n nn mustermann musterfrau muster
	platzhalter bewerbername firstname lastname username empfänger`)

// addressed notes the names from i on: "Luca", "Luca und Samira", "Frau Yılmaz".
func (r *reading) addressed(i int, title bool) {
	const most = 3
	for range most {
		if i = r.toName(i, title); i < 0 {
			return
		}
		group, next := r.group(i)
		if len(group) == 0 {
			return
		}
		sure := (r.plausible(i, next) || title && r.toks[i].upper) && !r.sentence(group[0]) && !r.counted(group[0], next)
		if common.has(group[0].fold) && !listed(group[0].fold) && !businesses.has(group[0].fold) && (len(group) > 1 || !group[0].upper) {
			return // "Na klar Mehmet!": no name begins here
		}
		if sure || r.toks[i].upper || stops(r.toks, next) || !common.has(group[0].fold) {
			r.put(spot{place: salute, words: group, sure: sure || r.tradesman(group), title: title}, i)
		}
		if !sure {
			return
		}
		if i = r.another(next); i < 0 {
			return
		}
	}
}

// toName goes past what may stand before the name at i. It notes what is there
// instead of one and returns -1 if nothing more can be.
func (r *reading) toName(i int, title bool) int {
	if i >= len(r.toks) {
		return -1
	}
	switch k := r.toks[i].kind; {
	case k == handleTok, k == numTok && (stops(r.toks, i+1) || r.toks[i+1].kind == numTok):
		r.put(spot{place: salute, words: r.toks[i : i+1], sure: true, odd: true}, i)
		return -1
	case k == emojiTok || k == smileyTok:
		if i = r.pictures(i); !r.addressedBelow(i) {
			return -1
		}
	}
	if isBreak(r.toks, i) {
		if i++; !r.addressedBelow(i) {
			return -1
		}
	}
	if quotation(r.toks[i].text) || isPunct(r.toks, i, "('‚‘’`´‹›") {
		i++
	}
	if numbered.has(wordAt(r.toks, i)) && i+1 < len(r.toks) && r.toks[i+1].kind == numTok && stops(r.toks, i+2) {
		r.put(spot{place: salute, words: r.toks[i : i+2], sure: true, odd: true}, i)
		return -1
	}
	if t := wordAt(r.toks, i); len(t) == 1 && r.toks[i].upper && isPunct(r.toks, i+1, ".") && wordAt(r.toks, i+2) != "" && !common.has(wordAt(r.toks, i+2)) {
		i += 2 // "M. Yılmaz"
	}
	for title && particles.has(wordAt(r.toks, i)) {
		i++ // "Frau von der Heide"
	}
	return i
}

// another returns where a second name begins after "und" and the like, -1 if
// none does: "Hallo Luca und danke".
func (r *reading) another(i int) int {
	if isPunct(r.toks, i, "(") {
		if group, next := r.group(i + 1); len(group) > 0 && group[0].upper && listed(group[0].fold) && !common.has(group[0].fold) && isPunct(r.toks, next, ")") {
			return i + 1
		}
		return -1
	}
	if isPunct(r.toks, i, ",") {
		r.further(i + 1)
		return -1
	}
	if w := wordAt(r.toks, i); w != "und" && w != "and" && !isPunct(r.toks, i, "&+/") {
		return -1
	}
	i++
	for fillers.has(wordAt(r.toks, i)) || greetings.has(wordAt(r.toks, i)) {
		i++
	}
	w := wordAt(r.toks, i)
	if w == "" || !r.toks[i].upper && !firstNames.has(w) || common.has(w) || nounish(w) {
		return -1
	}
	return i
}

// tradesman reports a company or an entry of a telephone book in place of a
// person: "Hallo Autohaus Schmidt,".
func (r *reading) tradesman(group []token) bool {
	f := group[0].fold
	if nobodies.has(f) && stops(r.toks, r.indexAfter(group)) {
		return !common.has(f)
	}
	for _, t := range group[1:] {
		if companies.has(t.fold) {
			return true
		}
	}
	return false
}

// companies are the legal forms that settle it.
var companies = list(`gmbh ggmbh mbh ag kg ohg ug gbr ev ltd inc llc`)

func (r *reading) indexAfter(group []token) int {
	end := group[len(group)-1].end
	for i, t := range r.toks {
		if t.start >= end {
			return i
		}
	}
	return len(r.toks)
}

// pictures notes emoji in place of a name. Whether they are one is known only
// by the person's profile: most greetings with emoji are just friendly.
func (r *reading) pictures(i int) int {
	end := i
	for end < len(r.toks) && (r.toks[end].kind == emojiTok || r.toks[end].kind == smileyTok) {
		end++
	}
	r.put(spot{place: salute, words: r.toks[i:end], odd: true}, i)
	return end
}

// addressedBelow reports a name that stands by itself after an emoji or on the
// next line: "Hallo 👋 Mehmet, …". It must end where it should, because a new
// sentence may begin there as well.
func (r *reading) addressedBelow(i int) bool {
	group, next := r.group(i)
	return len(group) > 0 && group[0].upper && isPunct(r.toks, next, ",!") && !common.has(group[0].fold) ||
		len(group) > 0 && stops(r.toks, next) && listed(group[0].fold) && !common.has(group[0].fold)
}
