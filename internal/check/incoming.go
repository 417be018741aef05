package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

// Incoming says whether something that a person has sent had better go by
// another channel: a number that nobody should know, her own health, a paper,
// or much about her life. It may guess, because nothing follows from it but a
// line that offers a change of channel.
func Incoming(m domain.Message) domain.Nudge {
	if text := m.Wording(); text != "" {
		if n := confidential(text); n.Reason != domain.NudgeNone {
			return n
		}
	}
	if m.Kind == domain.KindDocument {
		n := domain.Nudge{Reason: domain.NudgeDocument}
		if m.Content.Media != nil {
			n.Words = m.Content.Media.Filename
		}
		return n
	}
	return domain.Nudge{}
}

func confidential(text string) domain.Nudge {
	toks := lex(text)
	for i, t := range toks {
		if t.kind == linkTok || t.kind == emojiTok {
			continue
		}
		if n := numberAt(text, toks, i); n != "" {
			return domain.Nudge{Reason: domain.NudgeNumber, Words: n}
		}
	}
	for i, t := range toks {
		if t.kind == wordTok && !t.quoted && health(t.fold) && mine(toks, i) {
			return domain.Nudge{Reason: domain.NudgeHealth, Words: t.text}
		}
	}
	if word := curriculum(text, toks); word != "" {
		return domain.Nudge{Reason: domain.NudgeCV, Words: word}
	}
	return domain.Nudge{}
}

// ofWork are words of a sentence that is about work or others, not about the
// writer's own health.
var ofWork = list(`
	menschen leute leuten kinder kindern jugendliche jugendlichen patienten bewohner bewohnern klienten personen oma opa mutter vater schwester bruder
	arbeiten arbeite gearbeitet helfen betreuen begleiten gepflegt praktikum referat ausbildung fsj bfd studium interesse interessiere interessiert
	people children patients work working worked help training internship interested lernen gelernt unterricht thema fach bereich beruf
`)

// mine reports that the health word at i is about who writes.
func mine(toks []token, i int) bool {
	const far = 6
	has, me := false, false
	for k := i - 1; k >= 0 && k > i-far && !sentenceEnd(toks, k); k-- {
		w := wordAt(toks, k)
		if refuses(w) || ofWork.has(w) {
			return false
		}
		me = me || w == "ich" || w == "i" || w == "i've" || w == "i'm" || k >= i-2 && (strings.HasPrefix(w, "mein") || w == "my")
		has = has || suffers(w) || k >= i-2 && (strings.HasPrefix(w, "mein") || w == "my")
	}
	for k := i + 1; k < len(toks) && k < i+far && !sentenceEnd(toks, k); k++ {
		w := wordAt(toks, k)
		if ofWork.has(w) {
			return false
		}
		me = me || w == "ich"
		has = has || suffers(w)
	}
	return me && has
}

func suffers(w string) bool {
	switch w {
	case "hab", "habe", "hatte", "bin", "war", "nehme", "nehm", "leide", "kriege", "bekomme", "mache", "have", "had", "am", "was", "take", "suffer", "i've", "i'm":
		return true
	}
	return false
}

// marks of a curriculum vitae. One alone is a question about it.
var cvWords = list(`
	lebenslauf geboren geburtsdatum geburtsort geburtstag anschrift wohnhaft adresse staatsangehörigkeit staatsbürgerschaft familienstand ledig
	schulabschluss abschluss realschulabschluss hauptschulabschluss abitur mittlere grundschule realschule gesamtschule gymnasium berufsschule
	praktikum praktika berufserfahrung ausbildung tätigkeit aushilfe nebenjob kenntnisse sprachkenntnisse führerschein hobbys hobbies muttersprache zeugnis
	notendurchschnitt curriculum vitae born nationality education experience skills
`)

// curriculum returns a word of a text that tells somebody's life, "" of any
// other: three kinds of its marks and several years, or very many marks, in a
// text that is not short.
func curriculum(text string, toks []token) string {
	const long, few, many = 140, 3, 6
	if utf8.RuneCountInString(text) < long {
		return ""
	}
	seen, first, years := map[string]bool{}, "", 0
	for _, t := range toks {
		switch {
		case t.kind == wordTok && cvWords.has(t.fold):
			seen[t.fold], first = true, firstOf(first, t.text)
		case t.kind == numTok:
			years += yearsIn(t.text)
		}
	}
	if len(seen) >= few && years >= 2 || len(seen) >= many {
		return first
	}
	return ""
}

// yearsIn counts the years of a life in 2018-2021, 09/2019 or 12.4.2008.
func yearsIn(number string) int {
	n := 0
	for part := range strings.FieldsFuncSeq(number, func(r rune) bool { return !unicode.IsDigit(r) }) {
		if len(part) == 4 && (strings.HasPrefix(part, "19") || strings.HasPrefix(part, "20")) {
			n++
		}
	}
	return n
}

// Email returns the first mail address in a text, "" if there is none.
func Email(text string) string {
	for at := strings.IndexByte(text, '@'); at >= 0; {
		begin, end := at, at+1
		for begin > 0 && mailSign(text[begin-1]) {
			begin--
		}
		for end < len(text) && (mailSign(text[end]) && text[end] != '+' && text[end] != '_') {
			end++
		}
		name, host := strings.Trim(text[begin:at], ".-"), strings.Trim(text[at+1:end], ".-")
		if dot := strings.LastIndexByte(host, '.'); name != "" && dot > 0 && len(host)-dot > 2 && !strings.Contains(host, "..") && allLetters(host[dot+1:]) {
			return name + "@" + host
		}
		next := strings.IndexByte(text[at+1:], '@')
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return ""
}

func mailSign(c byte) bool {
	return digit(c) || letter(c&^lowerBit(c)) || strings.IndexByte("._-+", c) >= 0
}

func allLetters(s string) bool {
	for i := range len(s) {
		if !letter(s[i] &^ lowerBit(s[i])) {
			return false
		}
	}
	return true
}
