package check

import (
	"unicode"
	"unicode/utf8"
)

// numbered are words for people who have become a number: "Hallo Kunde 4711".
var numbered = list(`kunde kundin kontakt nutzer nutzerin user bewerber bewerberin interessent interessentin teilnehmer teilnehmerin patient
	patientin chat nummer klient klientin fall applicant customer contact`)

// afterSign handles a name after a sign no greeting needs: "Hallo – Luca!",
// "Hallo… Luca", "Hallo! Luca, …". A sentence may begin there as well, so that
// only names are looked at that somebody has.
func (r *reading) afterSign(i int) bool {
	const most = 4
	k := i
	for k < i+most && isPunct(r.toks, k, "–—-…:.!،") {
		k++
	}
	if k == i {
		return false
	}
	for dearest.has(wordAt(r.toks, k)) {
		k++
	}
	group, next := r.group(k)
	if len(group) == 0 || !r.addressedBelow(k) || wordNames.has(group[0].fold) || r.nounish(group[0]) || r.goesOnAbout(next) {
		return false
	}
	r.put(spot{place: vocative, words: group}, k)
	return true
}

// goesOnAbout reports that what follows the name says something about its
// bearer, or names others: "Sandra, meine Kollegin, …".
func (r *reading) goesOnAbout(next int) bool {
	w := wordAt(r.toks, next+1)
	return r.enumerated(next) || isPunct(r.toks, next, ",") && (articles.has(w) || relatives.has(w) || w == "die" || w == "der" || w != "" && nounish(w))
}

// further notes the names that follow a comma after the first one: "Hallo
// Luca, Mehmet und Aylin, …". They are part of the greeting only if a comma or
// the end of the line follows the last, for "Hallo Luca, Mehmet und Aylin
// kommen auch" speaks about them.
func (r *reading) further(i int) {
	const most = 6
	at := make([]int, 0, most)
	for range most {
		if !r.knownAt(i) {
			return
		}
		at = append(at, i)
		_, next := r.group(i)
		w := wordAt(r.toks, next)
		switch {
		case w == "und" || w == "and" || isPunct(r.toks, next, "&+/"), isPunct(r.toks, next, ",") && r.knownAt(next+1):
			i = next + 1
		case (isPunct(r.toks, next, ",!") || isBreak(r.toks, next)) && !r.goesOnAbout(next):
			for _, k := range at {
				group, _ := r.group(k)
				r.put(spot{place: vocative, words: group}, k)
			}
			return
		default:
			return
		}
	}
}

// knownAt reports a word at i that is a first name and nothing else.
func (r *reading) knownAt(i int) bool {
	w := wordAt(r.toks, i)
	return firstNames.has(w) && !wordNames.has(w) && !common.has(w) && r.toks[i].upper
}

// sentence reports a word after a greeting in another language that need not be
// a name: the words of those languages are not known here.
func (r *reading) sentence(t token) bool {
	first, _ := utf8.DecodeRuneInString(t.text)
	return r.foreign && !unicode.IsUpper(first) && !firstNames.has(t.fold)
}

// counted reports a word that a number follows: "Hallo Jahrgang 2027".
func (r *reading) counted(t token, next int) bool {
	return next < len(r.toks) && r.toks[next].kind == numTok && !firstNames.has(t.fold)
}

// openers begin a sentence after a name that stands before it without a comma.
var openers = list(`du kannst hast magst willst bist schau danke das ja nein nee ich wir klar kein leider natürlich gern gerne super toll dein deine
	deinen bitte wann wie wo alles you your yes no please thanks`)

// talking are those of openers that no sentence about somebody goes on with.
var talking = list(`das du ich wir ja nein kein`)

// myDear goes past "mein" before "lieber".
func (r *reading) myDear(i int) int {
	if w := wordAt(r.toks, i); (w == "mein" || w == "meine") && dearest.has(wordAt(r.toks, i+1)) {
		return i + 1
	}
	return i
}

// certain end a sentence that is whole, so that a name after them addresses
// somebody: "Das geht Luca!" But "Das macht Luca!" does not.
var certain = list(`geht klappt passt läuft reicht sehr bestimmt sicher stimmt works sure`)

// clauseStarts begin a clause that ends in its verb: "schön, dass du schreibst".
var clauseStarts = list(`dass daß wenn ob wie weil was wo wann falls sobald solange als`)

// wholeBefore reports that the sentence before the name at i is complete.
func (r *reading) wholeBefore(i, next int) bool {
	if !isPunct(r.toks, next, "!,") && !isBreak(r.toks, next) && r.toks[next].kind != emojiTok && r.toks[next].kind != smileyTok {
		return false
	}
	w := wordAt(r.toks, i-1)
	if certain.has(w) || (w == "dich" || w == "euch") && wordAt(r.toks, i-2) == "an" {
		return !isBreak(r.toks, i-1)
	}
	const farthest = 7
	if len(w) < 3 || w[len(w)-2:] != "st" {
		return false
	}
	for k := i - 2; k > 0 && k > i-farthest; k-- {
		if wordAt(r.toks, k) == "du" && clauseStarts.has(wordAt(r.toks, k-1)) {
			return true
		}
	}
	return false
}

// atSign handles "@Luca …" at the beginning of a line.
func (r *reading) atSign(i int) {
	t := r.toks[i]
	if t.kind == handleTok && t.fold != "" && isBreak(r.toks, i-1) && !r.at[i] {
		r.put(spot{place: vocative, words: r.toks[i : i+1]}, i)
	}
}
