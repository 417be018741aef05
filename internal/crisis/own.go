package crisis

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fault says what is wrong with a phrase of the adviser's.
type Fault string

// The faults.
const (
	FaultNone    Fault = ""
	FaultForm    Fault = "form"    // not words, or a sign in the wrong place
	FaultShort   Fault = "short"   // so few letters that it would be found everywhere
	FaultUnknown Fault = "unknown" // takes out what is not built in
)

const (
	maxPhrase  = 200 // bytes
	maxGap     = 9
	fewLetters = 4 // fewer in a whole phrase say nothing
	fewStart   = 3 // fewer before a '*' are found everywhere
)

// Check says what is wrong with a line of Own.Phrases.
func Check(line string) Fault { return check(line, signsDE, signsYoungDE, signsEN) }

// CheckCalm says what is wrong with a line of Own.Calm.
func CheckCalm(line string) Fault { return check(line, idiomsDE, idiomsYoungDE, idiomsEN) }

func check(line string, builtin ...[]string) Fault {
	out, takes := strings.CutPrefix(strings.TrimSpace(line), "-")
	if !takes {
		return faultOf(tidy(line))
	}
	for _, list := range builtin {
		if slices.ContainsFunc(list, func(l string) bool { return spaced(l) == spaced(out) }) {
			return FaultNone
		}
	}
	return FaultUnknown
}

// faultOf looks at a tidy phrase.
func faultOf(phrase string) Fault {
	fields := strings.Fields(phrase)
	if len(fields) == 0 || len(phrase) > maxPhrase || !utf8.ValidString(phrase) {
		return FaultForm
	}
	letters, gap := 0, true // a gap may neither begin nor end a phrase
	for _, f := range fields {
		if n, ok := strings.CutPrefix(f, ".."); ok {
			if far, err := strconv.Atoi(n); err != nil || far < 1 || far > maxGap || gap {
				return FaultForm
			}
			gap = true
			continue
		}
		n, ok := lettersOf(f)
		if !ok {
			return FaultForm
		}
		letters, gap = letters+n, false
	}
	switch {
	case gap:
		return FaultForm
	case letters < fewLetters:
		return FaultShort
	}
	return FaultNone
}

// lettersOf counts the letters of the shortest word that a step stands for, and
// reports whether the step can be read at all. Classes count as two letters:
// they are about persons and wishes, and say little alone.
func lettersOf(step string) (least int, ok bool) {
	const inClass = 2
	for i, word := range strings.Split(step, "|") {
		n := 0
		switch name, class := strings.CutPrefix(word, "{"); {
		case class:
			name, closed := strings.CutSuffix(name, "}")
			if _, known := classesDE[name]; !known || !closed {
				return 0, false
			}
			n = inClass
		case word == stop:
		default:
			begins, starred := strings.CutSuffix(word, "*")
			if n = utf8.RuneCountInString(begins); n == 0 || starred && n < fewStart || !allWord(begins) {
				return 0, false
			}
		}
		if i == 0 || n < least {
			least = n
		}
	}
	return least, true
}

func allWord(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// tidy writes a phrase of hers the way texts are read: small letters, ä as ae,
// no commas and apostrophes, doubled letters once.
func tidy(line string) string {
	var b strings.Builder
	for _, c := range norm.NFC.String(strings.ToLower(line)) {
		switch c {
		case 'ä', 'ö', 'ü':
			b.WriteString(map[rune]string{'ä': "ae", 'ö': "oe", 'ü': "ue"}[c])
		case 'ß':
			b.WriteString("ss")
		case ',', ';', '!', '?', '„', '“', '”', '"':
			b.WriteByte(' ')
		case '\'', '’':
		default:
			b.WriteRune(c)
		}
	}
	return spaced(b.String())
}

// spaced is a line with single blanks.
func spaced(line string) string { return strings.Join(strings.Fields(line), " ") }
