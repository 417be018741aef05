package auto

import (
	"strconv"
	"unicode/utf8"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/prepared"
)

// Texts are the automatic texts, with the placeholders of prepared answers.
type Texts map[domain.AutoRule]string

// templates are texts that have been understood.
type templates map[domain.AutoRule]*prepared.Template

func parse(texts Texts) templates {
	all := templates{}
	for rule, text := range texts {
		if text != "" {
			all[rule], _ = prepared.Parse(text)
		}
	}
	return all
}

// MaxText is how long a text may be: greeting and away text are one message
// now and then.
const MaxText = domain.MaxTextLen / 2

// Check reports everything wrong with texts somebody has written, with the rule
// as field: what prepared answers must not have, and fields to fill in, which
// nobody is there to do.
func Check(texts Texts) []domain.Mistake {
	var all []domain.Mistake
	for _, rule := range rules {
		all = append(all, check(rule, texts[rule])...)
	}
	return all
}

// rules are all of them, in the order of the configuration.
var rules = []domain.AutoRule{
	domain.AutoGreeting, domain.AutoToday, domain.AutoEvening, domain.AutoWeekend, domain.AutoHoliday, domain.AutoAbsence,
	domain.AutoCall,
}

func check(rule domain.AutoRule, text string) []domain.Mistake {
	t, mistakes := prepared.Parse(text)
	for i := range mistakes {
		mistakes[i].Field = string(rule)
	}
	if len(mistakes) > 0 {
		return mistakes
	}
	filled, missing := t.Fill(everything)
	for _, label := range append(t.Asks(), missing...) {
		mistakes = append(mistakes, domain.Mistake{Field: string(rule), Line: 1, Column: 1, Kind: domain.MistakeField, Detail: label})
	}
	bare, _ := t.Fill(prepared.Facts{})
	if n := max(utf8.RuneCountInString(filled), utf8.RuneCountInString(bare)); n > MaxText {
		mistakes = append(mistakes, domain.Mistake{Field: string(rule), Kind: domain.MistakeTooLong, Detail: strconv.Itoa(n)})
	}
	return mistakes
}

// everything stands for a moment at which every value is known.
var everything = prepared.Facts{
	FirstName: "x", Name: "x", Me: "x", Team: "x", NextSlot: "x", OfficeToday: "x", Today: "x", Tomorrow: "x", Deputy: "x", Back: "x", Link: "x",
}
