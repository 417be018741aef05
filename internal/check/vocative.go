package check

import (
	"strings"
	"unicode"
)

// before are words after which a name at the end of a sentence addresses
// somebody although no comma says so: "Danke Luca!", "Bis dann Luca".
var before = list(`
	danke dank dankeschön dir super klar gern gerne ok okay oki perfekt cool toll prima schön nein ja bitte sorry erfolg glück bald dann
	später tschüss ciao nachricht interesse frage rückmeldung antwort geduld spaß wochenende abend tag thanks you yes no great sure luck willkommen hallo hey hi
	spitze klasse wunderbar genau stimmt freut glückwunsch okidoki alles gute mega kein problem
`)

// vocative finds a name that addresses somebody without a greeting. Anything
// can stand there, so that it is one only if somebody is known by it.
func (r *reading) vocative(i int) {
	t := r.toks[i]
	if len(t.text) < 2 {
		return
	}
	if titles.has(t.fold) {
		r.formally(i)
		return
	}
	group, next := r.group(i)
	if len(group) == 0 || common.has(t.fold) && !listed(t.fold) || !t.upper && !firstNames.has(t.fold) {
		return
	}
	if wordNames.has(t.fold) && i > 0 && !r.thanked(i, next) || r.nounish(t) {
		return
	}
	switch {
	case r.opens(i, next), r.afterComma(i, next), r.afterWord(i, next), r.wholeBefore(i, next):
	case stops(r.toks, next) && r.politely(r.dearBefore(i)-1):
	default:
		return
	}
	r.put(spot{place: vocative, words: group}, i)
}

// formally finds "Danke, Frau Kaya!" and "Frau Kaya, Sie können …". One speaks of
// others in the same words, so that it must be clear to whom these are said.
func (r *reading) formally(i int) {
	k := i
	for titles.has(wordAt(r.toks, k)) || k > i && isPunct(r.toks, k, ".") {
		k++
	}
	group, next := r.group(k)
	if len(group) == 0 || !group[0].upper || r.nounish(group[0]) || !stops(r.toks, next) || isPunct(r.toks, next, ":;(") {
		return
	}
	goesOn := isPunct(r.toks, next, ",")
	if goesOn && !r.toHer(next+1) {
		return
	}
	if isPunct(r.toks, i-1, ",") && before.has(wordAt(r.toks, i-2)) || goesOn && (i == 0 || isBreak(r.toks, i-1)) {
		r.put(spot{place: vocative, words: group, title: true}, k)
	}
}

// toHer reports that what goes on at i behind a name is said to who is called so.
func (r *reading) toHer(i int) bool {
	switch w := wordAt(r.toks, i); w {
	case "sie", "ihr", "ihre", "ihren", "ihrem", "ihrer":
		return r.toks[i].upper
	default:
		return talking.has(w) || before.has(w) && !r.toks[i].upper
	}
}

// politely reports a word of before. "Danke dir Luca!" is said to him, "Dort
// hilft dir Luca!" is not.
func (r *reading) politely(i int) bool {
	w := wordAt(r.toks, i)
	return before.has(w) && (w != "dir" || before.has(wordAt(r.toks, i-1)) || wordAt(r.toks, i-1) == "wuensche")
}

// thanked reports "Danke, Rose!": nothing but a name is written so, even where
// it is a word as well.
func (r *reading) thanked(i, next int) bool {
	t := r.toks[i]
	return t.upper && !common.has(t.fold) && isPunct(r.toks, i-1, ",") && isPunct(r.toks, next, "!,") &&
		before.has(wordAt(r.toks, i-2))
}

// opens reports "Luca, …", "Luca! …" and "Luca du kannst …" at the beginning of a line.
func (r *reading) opens(i, next int) bool {
	if !isBreak(r.toks, i-1) && (!begins(r.toks, i) || !isBreak(r.toks, i-2)) {
		return false
	}
	if isPunct(r.toks, next, ":") {
		w := wordAt(r.toks, next+1)
		return openers.has(w) && !articles.has(w)
	}
	if openers.has(wordAt(r.toks, next)) {
		return !wordNames.has(r.toks[i].fold)
	}
	if isPunct(r.toks, next, ",") && r.myDear(next+1) > next+1 {
		return true // "Luca, mein Lieber, …"
	}
	return isPunct(r.toks, next, ",!–-") && !r.enumerated(next) && !articles.has(wordAt(r.toks, next+1))
}

// afterComma reports ", Luca!" and ", Luca, …", but no list of people and nobody
// who was just spoken about.
func (r *reading) afterComma(i, next int) bool {
	i = r.dearBefore(i)
	if !isPunct(r.toks, i-1, ",") || !stops(r.toks, next) || isPunct(r.toks, next, ":;(") {
		return false
	}
	w := wordAt(r.toks, i-2)
	person := w != "" && r.toks[i-2].upper && listed(w) && !wordNames.has(w)
	return !person && !relatives.has(w) && !r.enumerated(next)
}

// dearBefore returns where "lieber Luca" begins, if the name at i is part of it.
func (r *reading) dearBefore(i int) int {
	for dearest.has(wordAt(r.toks, i-1)) && wordAt(r.toks, i-1) != "dear" {
		i--
	}
	return i
}

// relatives are followed by a comma and the name of whom they are about.
var relatives = list(`kollegin kollege kollegen chefin chef leiterin leiter ansprechpartnerin ansprechpartner freundin freund schwester bruder sohn tochter
	colleague friend brother sister von mit bei und oder wie`)

// afterWord reports "Und Luca, …" and "Ach Luca, …" at the beginning of a sentence.
func (r *reading) afterWord(i, next int) bool {
	switch wordAt(r.toks, i-1) {
	case "ja", "nein", "nee", "klar", "super", "danke":
		return begins(r.toks, i-1) && talking.has(wordAt(r.toks, next)) && !wordNames.has(r.toks[i].fold)
	case "und", "ach", "oh", "also", "so", "du":
		return begins(r.toks, i-1) && isPunct(r.toks, next, ",!") && !r.enumerated(next)
	}
	return false
}

// articles begin what is said about a name rather than to it: "Sandra, meine
// Kollegin, …".
var articles = list(`mein meine unser unsere ein eine der my our a the`)

// enumerated reports that another name follows the comma at i, or closes the list.
func (r *reading) enumerated(i int) bool {
	if !isPunct(r.toks, i, ",") {
		return false
	}
	w := wordAt(r.toks, i+1)
	return w != "" && r.toks[i+1].upper && (listed(w) && !common.has(w)) && (isPunct(r.toks, i+2, ",") || wordAt(r.toks, i+2) == "und")
}

// signsIn reports that both names have an emoji in common.
func signsIn(name, emoji string) bool {
	return emoji != "" && emoji == name || emoji != "" && strings.ContainsFunc(emoji, func(c rune) bool {
		return c > unicode.MaxLatin1 && !unicode.IsMark(c) && c != '\u200d' && strings.ContainsRune(name, c)
	})
}
