package dates

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"sprechstunde/internal/domain"
)

// Pledge finds the first promise in a text of the adviser: a sentence in which
// she says that she will do something on a day that has not passed. What she
// asks the other person to do is none.
func Pledge(text string, now time.Time) (domain.Pledge, bool) {
	days := In(text, now)
	today := (&scan{now: now}).day(0)
	for _, sentence := range pieces(text, 0, len(text), days, ".!?\n") {
		if strings.HasSuffix(sentence.trimmed(text), "?") {
			continue
		}
		if d, ok := promised(text, sentence, days); ok && !d.Day.Before(today) {
			return domain.Pledge{Words: sentence.trimmed(text), Day: d.Day}, true
		}
	}
	return domain.Pledge{}, false
}

// piece is a part of a text.
type piece struct{ start, end int }

func (p piece) trimmed(text string) string { return strings.TrimSpace(text[p.start:p.end]) }

// pieces cuts a part of a text behind each of the signs. A dot inside a date or
// a word is no end.
func pieces(text string, from, to int, days []Named, signs string) []piece {
	var list []piece
	start, d := from, 0
	for at := from; at < to; at++ {
		for d < len(days) && days[d].End <= at {
			d++
		}
		inDay := d < len(days) && days[d].Start <= at
		inWord := text[at] == '.' && at+1 < to && text[at+1] > ' '
		if !strings.Contains(signs, text[at:at+1]) || inDay || inWord {
			continue
		}
		list = append(list, piece{start, at + 1})
		start = at + 1
	}
	return append(list, piece{start, to})
}

// promised looks for the day a sentence promises something for: first within
// its clauses, then in the whole of it.
func promised(text string, sentence piece, days []Named) (Named, bool) {
	clauses := pieces(text, sentence.start, sentence.end, days, ",;:")
	for _, c := range append(clauses, sentence) {
		if !promises(text[c.start:c.end]) {
			continue
		}
		for _, d := range inside(days, c) {
			if !others(text, clauses, d) {
				return d, true
			}
		}
	}
	return Named{}, false
}

// others reports whether a day stands in a clause that tells of something else
// than the promise: "wenn du am Montag …", "der am Montag stattfindet".
func others(text string, clauses []piece, d Named) bool {
	i, ok := slices.BinarySearchFunc(clauses, d.Start, func(c piece, at int) int { return cmp.Compare(c.start, at) })
	if !ok {
		i--
	}
	g, clause := grammar(), fold.Replace(strings.ToLower(text[clauses[i].start:clauses[i].end]))
	return g.side.MatchString(clause) || g.request.MatchString(clause) || i > 0 && g.relative.MatchString(clause)
}

// inside are the days that stand in a part of the text.
func inside(days []Named, p piece) []Named {
	at := func(d Named, at int) int { return cmp.Compare(d.Start, at) }
	from, _ := slices.BinarySearchFunc(days, p.start, at)
	to, _ := slices.BinarySearchFunc(days, p.end, at)
	return days[from:to]
}

// promises reports whether a sentence says that its writer will do something.
func promises(sentence string) bool {
	s := fold.Replace(strings.ToLower(strings.ReplaceAll(sentence, "’", "'")))
	if grammar().negated.MatchString(s) {
		return false
	}
	for _, form := range grammar().promise {
		if form.MatchString(s) {
			return true
		}
	}
	return false
}

const (
	// doesDE are verbs of promises as "ich" speaks them, willDE after "werde".
	doesDE = `(?:melde?|schreibe?|schicke?|sende|sage?|rufe?|frage?|klaere?|schaue?|gucke?|pruefe?|antworte|gebe?|kuemmere?|leite|erkundige|hake?|hoere?|besorge?|suche?|bringe?|stelle?|lass|lasse|mache?|erklaere?|reiche?|maile?)`
	willDE = `(?:melden|schreiben|schicken|senden|sagen|anrufen|fragen|nachfragen|klaeren|schauen|nachschauen|gucken|pruefen|antworten|geben|kuemmern|weiterleiten|erkundigen|nachhaken|besorgen|suchen|bringen|zukommen|erklaeren|nachreichen|mailen|beantworten|raussuchen|heraussuchen)`
	doesEN = `(?:get back|write|send|call|phone|text|message|let you know|check|ask|reply|answer|follow up|look|find out|be in touch|come back to you|email|mail|share|forward|tell you)`
)

// grammar is compiled when a text is first read: most starts of the program
// read none.
var grammar = sync.OnceValue(func() (g struct {
	side, relative, request, negated *regexp.Regexp
	promise                          []*regexp.Regexp
},
) {
	g.side = regexp.MustCompile(`^\s*(?:und |aber |and |but )?(?:(?:wenn|falls|sobald|if|once|when|as soon as) (?:du|ihr|sie|you|der|die|das)\b|(?:weil|dass|ob|damit|obwohl|because|that|whether)\b)`)
	g.relative = regexp.MustCompile(`^\s*(?:der|die|das|dem|den|welche[rs]?|which|who)\b`)
	g.request = regexp.MustCompile(`^\s*(?:und |aber |dann |oder |bitte )*(?:(?:schick|schreib|send|sag|ruf|bring|mail|gib) (?:mir|mich|uns|mal|bitte|es|das)|melde? dich|komm)\b`)
	g.negated = regexp.MustCompile(`\b(?:nicht|nie|not|never|can't|cannot|won't|couldn't)\b`)
	for _, form := range promiseForms {
		g.promise = append(g.promise, regexp.MustCompile(form))
	}
	return g
})

var promiseForms = []string{
	`\bich\b.*\b` + doesDE + `\b`,
	`\b` + doesDE + `\b(?: mich| mal)? ich\b`,
	`\bich\b.*\b(?:werde|will|kann|moechte)\b.*\b` + willDE + `\b`,
	`\b(?:werde|will|kann) ich\b.*\b` + willDE + `\b`,
	`\bwir\b.*\b` + willDE + `\b`,
	`\b(?:melden|schicken|schreiben|sagen|geben) wir\b`,
	`\bmelde? mich\b`,
	`^\W*(?:und |dann |also |ok |gut )*(?:schreibe?|schicke?|sende|sage?|gebe?|rufe?|maile?|antworte) (?:es |das |den link |die infos )?(?:dir|euch|dich|ihnen|sie)\b`,
	`\b(?:bekommst|kriegst|erhaeltst|bekommt|kriegt) (?:du|ihr)\b|\b(?:du|ihr) (?:bekommst|kriegst|erhaeltst|bekommt|kriegt)\b`,
	`\bhoerst\b.*\bvon (?:mir|uns)\b`,
	`\bhast du\b.*\b(?:antwort|rueckmeldung|bescheid|infos?|unterlagen|link|nachricht)\b`,
	`\b(?:i|we)(?:'ll| will|'m going to| am going to| can| shall)\b.*\b` + doesEN + `\b`,
	`^\W*(?:and |then |ok )*(?:will )?(?:get back to you|let you know)\b`,
	`\byou(?:'ll| will) (?:hear|get|have|receive)\b`,
}
