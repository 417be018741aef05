package crisis

import (
	"slices"
	"strings"
	"unicode"

	"sprechstunde/internal/domain"
)

// Emergency is the number that no configuration takes out.
const Emergency = "112"

// linesSeen is the day on which the built-in lines were last looked up.
const linesSeen = "2026-11-22"

// OwnLine is a line of the adviser's configuration: a new one, or what is
// different about a built-in one of the same number.
type OwnLine struct {
	domain.HelpLine
	Remove bool
}

// builtinLines are for Germany.
func builtinLines(lang string) []domain.HelpLine {
	t := texts(lang)
	const seelsorge = "https://online.telefonseelsorge.de"
	return []domain.HelpLine{
		{Name: "Telefonseelsorge", Number: "0800 111 0 111", Hours: t.always, Web: seelsorge, Checked: linesSeen},
		{Name: "Telefonseelsorge", Number: "0800 111 0 222", Hours: t.always, Web: seelsorge, Checked: linesSeen},
		{Name: t.young, Number: "116 111", Hours: t.afternoon, Web: "https://www.nummergegenkummer.de", Checked: linesSeen},
		{Name: t.emergency, Number: Emergency, Hours: t.always, Checked: linesSeen},
	}
}

// Lines are the built-in help lines with the adviser's changes, the emergency
// call last. What is not said stays as it is: forgetting a line in the
// configuration removes none.
func Lines(lang string, own []OwnLine) []domain.HelpLine {
	list := builtinLines(lang)
	for _, o := range own {
		i := slices.IndexFunc(list, func(l domain.HelpLine) bool { return SameNumber(l.Number, o.Number) })
		switch {
		case o.Remove && i >= 0 && !SameNumber(o.Number, Emergency):
			list = slices.Delete(list, i, i+1)
		case o.Remove:
		case i >= 0:
			list[i] = changed(list[i], o.HelpLine)
		default:
			list = slices.Insert(list, len(list)-1, o.HelpLine)
		}
	}
	return list
}

func changed(line, by domain.HelpLine) domain.HelpLine {
	put := func(into *string, s string) {
		if s != "" {
			*into = s
		}
	}
	put(&line.Name, by.Name)
	put(&line.Hours, by.Hours)
	put(&line.Web, by.Web)
	put(&line.Checked, by.Checked)
	return line
}

// BuiltIn reports whether a number is one of the built-in lines.
func BuiltIn(number string) bool {
	return slices.ContainsFunc(builtinLines(""), func(l domain.HelpLine) bool { return SameNumber(l.Number, number) })
}

// SameNumber compares numbers without the signs between their digits.
func SameNumber(a, b string) bool { return digitsOf(a) == digitsOf(b) }

func digitsOf(number string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || r == '+' {
			return r
		}
		return -1
	}, number)
}

// Card is the text of the crisis card: the adviser's own words or the built-in
// ones, and always the numbers. sie: to people she calls Sie.
func Card(lang, own string, sie bool, lines []domain.HelpLine) string {
	t := texts(lang)
	words := strings.TrimSpace(own)
	switch {
	case words != "":
	case sie:
		words = t.formal
	default:
		words = t.words
	}
	return words + "\n\n" + strings.Join(cardLines(t, lines), "\n")
}

// cardLines puts the numbers of one helper on one line.
func cardLines(t *cardTexts, lines []domain.HelpLine) []string {
	var out []string
	for i := 0; i < len(lines); {
		l, numbers := lines[i], lines[i].Number
		for i++; i < len(lines) && lines[i].Name == l.Name && lines[i].Hours == l.Hours && lines[i].Web == l.Web; i++ {
			numbers += t.or + lines[i].Number
		}
		line := "• " + l.Name + ": " + numbers
		if l.Hours != "" {
			line += ", " + l.Hours
		}
		if l.Web != "" {
			line += t.write + l.Web
		}
		out = append(out, line)
	}
	return out
}

// GivesCard reports whether a text has all the numbers of the card: then it is
// the card, in whatever words around it.
func GivesCard(text string, lines []domain.HelpLine) bool {
	if len(lines) == 0 {
		return false
	}
	numbers := map[string]bool{}
	for _, run := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) && !strings.ContainsRune(" +-/()\u00a0", r) }) {
		numbers[digitsOf(run)] = true
	}
	for _, l := range lines {
		if !numbers[digitsOf(l.Number)] {
			return false
		}
	}
	return true
}

type cardTexts struct{ always, afternoon, young, emergency, or, write, words, formal string }

func texts(lang string) *cardTexts {
	if lang == "de" {
		return &cardDE
	}
	return &cardEN
}

// The built-in words say that the writer is no psychologist and that nobody
// watches this chat: whoever relies on an answer here is let down.
var cardDE = cardTexts{
	always: "Tag und Nacht", afternoon: "Mo–Sa 14–20 Uhr", young: "Nummer gegen Kummer (für junge Menschen)",
	emergency: "Notruf, wenn es ernst wird", or: " oder ", write: ", auch schriftlich: ",
	words: "Danke, dass du mir das schreibst. Das klingt sehr schwer. Ich bin nicht psychologisch ausgebildet und kann dir dabei nicht so helfen, wie du es brauchst; " +
		"dieser Chat wird auch nicht ständig gelesen. Bitte melde dich so bald wie möglich bei Menschen, die genau dafür da sind. Das ist kostenlos, und du musst deinen Namen nicht sagen:",
	formal: "Danke, dass Sie mir das schreiben. Das klingt sehr schwer. Ich bin nicht psychologisch ausgebildet und kann Ihnen dabei nicht so helfen, wie Sie es brauchen; " +
		"dieser Chat wird auch nicht ständig gelesen. Bitte melden Sie sich so bald wie möglich bei Menschen, die genau dafür da sind. Das ist kostenlos, und Sie müssen Ihren Namen nicht sagen:",
}

var cardEN = cardTexts{
	always: "day and night", afternoon: "Mon–Sat 2–8 pm", young: "Nummer gegen Kummer (for young people)",
	emergency: "Emergency call, if it gets serious", or: " or ", write: ", also in writing: ",
	words: "Thank you for telling me. That sounds very hard. I am not trained as a psychologist and cannot help you with this the way you need; " +
		"nor is this chat read all the time. Please get in touch as soon as you can with people who are there for exactly this. It costs nothing, and you need not give your name:",
	formal: "Thank you for telling me. That sounds very hard. I am not trained as a psychologist and cannot help you with this the way you need; " +
		"nor is this chat read all the time. Please get in touch as soon as you can with people who are there for exactly this. It costs nothing, and you need not give your name:",
}
