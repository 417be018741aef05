package i18n

import (
	"strconv"
	"strings"

	"sprechstunde/internal/domain"
)

// AnswerMistakeTexts says what is wrong with a prepared answer. %s is the
// detail of the mistake.
type AnswerMistakeTexts struct {
	Line   string // number
	Column string // number

	Syntax   string
	Unclosed string
	Unknown  string
	NoEnd    string
	Stray    string
	Quote    string
	Choice   string
	Required string
	Key      string
	Twice    string
	Link     string
	Date     string
	Block    string
	Field    string
	TooLong  string
	NotAList string
	NotText  string
	File     string
	Columns  string
	Control  string
	Alias    string
	Other    string
}

// AnswerMistake says in one sentence where a prepared answer has a mistake and
// what it is: "pflege, body, line 2, column 5: …". Key and Field stand there as
// they are in m, so that a caller who shows the field anyway leaves them out.
// Key, Field and Detail are the writer's own text: what reaches a terminal
// must have been cleaned before.
func (t ErrorTexts) AnswerMistake(m domain.Mistake) string {
	var where []string
	for _, s := range []string{m.Key, m.Field} {
		if s != "" {
			where = append(where, s)
		}
	}
	if m.Line > 0 {
		where = append(where, fill(t.Answers.Line, strconv.Itoa(m.Line)))
	}
	if m.Column > 0 {
		where = append(where, fill(t.Answers.Column, strconv.Itoa(m.Column)))
	}
	text := withDetail(t.Answers.of(m.Kind), m.Detail)
	if len(where) == 0 {
		return text
	}
	return strings.Join(where, ", ") + ": " + text
}

func (t AnswerMistakeTexts) of(k domain.MistakeKind) string {
	switch k {
	case domain.MistakeSyntax, domain.MistakeField, domain.MistakeNotAList, domain.MistakeNotText, domain.MistakeColumns, domain.MistakeControl:
		return t.ofFile(k)
	case domain.MistakeUnclosed, domain.MistakeUnknown, domain.MistakeNoEnd, domain.MistakeStray, domain.MistakeQuote, domain.MistakeChoice:
		return t.ofTemplate(k)
	case domain.MistakeRequired:
		return t.Required
	case domain.MistakeKey:
		return t.Key
	case domain.MistakeTwice:
		return t.Twice
	case domain.MistakeLink:
		return t.Link
	case domain.MistakeDate:
		return t.Date
	case domain.MistakeBlock:
		return t.Block
	case domain.MistakeTooLong:
		return t.TooLong
	case domain.MistakeFile:
		return t.File
	case domain.MistakeAlias:
		return t.Alias
	default:
		return t.Other
	}
}

func (t AnswerMistakeTexts) ofFile(k domain.MistakeKind) string {
	switch k {
	case domain.MistakeSyntax:
		return t.Syntax
	case domain.MistakeField:
		return t.Field
	case domain.MistakeNotAList:
		return t.NotAList
	case domain.MistakeNotText:
		return t.NotText
	case domain.MistakeColumns:
		return t.Columns
	default:
		return t.Control
	}
}

func (t AnswerMistakeTexts) ofTemplate(k domain.MistakeKind) string {
	switch k {
	case domain.MistakeUnclosed:
		return t.Unclosed
	case domain.MistakeUnknown:
		return t.Unknown
	case domain.MistakeNoEnd:
		return t.NoEnd
	case domain.MistakeStray:
		return t.Stray
	case domain.MistakeQuote:
		return t.Quote
	default:
		return t.Choice
	}
}

var answerMistakesDE = AnswerMistakeTexts{
	Line: "Zeile %s", Column: "Spalte %s",
	Syntax: "Das lässt sich nicht lesen (%s).", Unclosed: "%s wird nicht wieder geschlossen.", Unknown: "„%s“ gibt es hier nicht.",
	NoEnd: "Die Bedingung „%s“ hat kein Ende.", Stray: "Zu „%s“ fehlt der Anfang.", Quote: "Hier fehlt ein Text in Anführungszeichen (nach %s).",
	Choice: "Zur Auswahl müssen mindestens zwei Dinge stehen, getrennt durch |.", Required: "Das darf nicht leer sein.",
	Key: "Ein Kürzel besteht aus kleinen Buchstaben, Ziffern und Bindestrichen (nicht: %s).", Twice: "„%s“ gibt es schon.",
	Link: "Ein Link beginnt mit https:// (nicht: %s).", Date: "Ein Tag wird so geschrieben: 2026-12-24 (nicht: %s).", Block: "Einen Baustein „%s“ gibt es nicht.",
	Field: "Ein Feld „%s“ gibt es nicht.", TooLong: "Mit %s Zeichen zu lang für WhatsApp.", NotAList: "Hier wird eine Liste erwartet (%s).", NotText: "Hier wird ein Text erwartet (%s).",
	File: "Die Datei muss im eigenen Ordner liegen (nicht: %s).", Columns: "Die Zeile hat zu viele oder zu wenige Spalten (%s).", Control: "Hier steht ein unsichtbares Zeichen (%s).",
	Alias: "Den Link „%s“ gibt es nicht; er müsste in den Einstellungen unter links stehen.",
	Other: "Da stimmt etwas nicht (%s).",
}

var answerMistakesEN = AnswerMistakeTexts{
	Line: "line %s", Column: "column %s",
	Syntax: "This cannot be read (%s).", Unclosed: "%s is never closed.", Unknown: "There is no “%s” here.",
	NoEnd: "The condition “%s” has no end.", Stray: "“%s” has no beginning.", Quote: "A text in quotation marks is missing here (after %s).",
	Choice: "There must be at least two things to choose from, separated by |.", Required: "This must not be empty.",
	Key: "A key is made of lower-case letters, digits and hyphens (not: %s).", Twice: "“%s” exists already.",
	Link: "A link begins with https:// (not: %s).", Date: "A day is written like this: 2026-12-24 (not: %s).", Block: "There is no block “%s”.",
	Field: "There is no field “%s”.", TooLong: "With %s characters too long for WhatsApp.", NotAList: "A list is expected here (%s).", NotText: "A text is expected here (%s).",
	File: "The file must lie in its own folder (not: %s).", Columns: "The line has too many or too few columns (%s).", Control: "There is an invisible character here (%s).",
	Alias: "There is no link “%s”; it would have to be in the settings under links.",
	Other: "Something is wrong here (%s).",
}
