package papers

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

// Black stands where something about another person was taken out.
const Black = "█████"

// Redactor takes what is about other persons out of what is given to one of
// them. What a person has written and was written to them they know; from it go
// only the numbers of others who are kept here, and cards. From the adviser's own
// notes all numbers, addresses and names go that are not the person's.
type Redactor struct {
	N int // places that were taken out

	ownPhones, ownMails, otherPhones map[string]bool
	names                            *regexp.Regexp // nil: there are none
}

var (
	// Telephones write numbers with blanks and hyphens at which no line breaks.
	phoneLike = regexp.MustCompile(`\+?\(?[0-9][0-9 \x{a0}\x{202f}\x{2010}\x{2011}()/-]{6,}[0-9]`)
	mailLike  = regexp.MustCompile(`[^\s<>"(),;:@]+@[^\s<>"(),;:@]+\.[^\s<>"(),;:@.]+`)
)

// minName is how short a name may be to be looked for.
const minName = 3

// NewRedactor makes one for a person out of what is kept of them, and of others.
func NewRedactor(d domain.AccessData) *Redactor {
	r := &Redactor{ownPhones: map[string]bool{}, ownMails: map[string]bool{}, otherPhones: map[string]bool{}}
	own := map[string]bool{}
	sheet := d.Sheet
	for _, a := range append(sheet.Aliases, domain.Alias{Kind: domain.AliasPhone, Value: sheet.Chat.Contact.Phone},
		domain.Alias{Kind: domain.AliasName, Value: sheet.Chat.Contact.Name}) {
		switch a.Kind {
		case domain.AliasPhone:
			r.ownPhones[a.Value] = true
		case domain.AliasName:
			for _, word := range strings.Fields(a.Value) {
				own[strings.ToLower(word)] = true
			}
		case domain.AliasUserID, domain.AliasParentID, domain.AliasUsername:
		}
	}
	for _, mail := range append(slices.Clone(sheet.Emails), sheet.Facts[domain.FactEmail]) {
		r.ownMails[strings.ToLower(mail)] = true
	}
	for _, phone := range d.Phones {
		r.otherPhones[phone] = !r.ownPhones[phone]
	}
	r.names = namesOf(d.Names, own)
	return r
}

// plainWords stand in names that people give themselves in their profiles, and
// in every other sentence.
var plainWords = map[string]bool{
	"der": true, "die": true, "das": true, "den": true, "dem": true, "des": true, "ein": true, "eine": true, "und": true, "von": true,
	"mit": true, "für": true, "ich": true, "sie": true, "wir": true, "ihr": true, "mein": true, "meine": true, "frau": true, "herr": true,
	"familie": true, "mama": true, "papa": true, "privat": true, "neue": true, "neuer": true, "nicht": true, "auch": true, "bei": true, "aus": true,
}

// namesOf matches the names of others: the whole, and each word of it that is
// not also one of the person's own.
func namesOf(names []string, own map[string]bool) *regexp.Regexp {
	var parts []string
	for _, name := range names {
		for _, word := range append([]string{name}, strings.Fields(name)...) {
			first, _ := utf8.DecodeRuneInString(word)
			if utf8.RuneCountInString(word) >= minName && unicode.IsUpper(first) && !own[strings.ToLower(word)] && !plainWords[strings.ToLower(word)] {
				parts = append(parts, regexp.QuoteMeta(word))
			}
		}
	}
	if len(parts) == 0 {
		return nil
	}
	slices.Sort(parts)
	parts = slices.Compact(parts)
	slices.SortStableFunc(parts, func(a, b string) int { return len(b) - len(a) }) // the whole name before a part of it
	return regexp.MustCompile(strings.Join(parts, "|"))
}

// Note is a text of the adviser's own.
func (r *Redactor) Note(text string) string {
	text = mailLike.ReplaceAllStringFunc(text, func(mail string) string {
		if r.ownMails[strings.ToLower(mail)] {
			return mail
		}
		return r.black()
	})
	text = phoneLike.ReplaceAllStringFunc(text, func(number string) string {
		phone := domain.LocalPhone(number)
		if phone == "" || r.ownPhones[phone] {
			return number
		}
		return r.black()
	})
	return r.withoutNames(text)
}

// withoutNames blackens whole words only.
func (r *Redactor) withoutNames(text string) string {
	if r.names == nil {
		return text
	}
	var b strings.Builder
	last := 0
	for _, at := range r.names.FindAllStringIndex(text, -1) {
		before, _ := utf8.DecodeLastRuneInString(text[:at[0]])
		after, _ := utf8.DecodeRuneInString(text[at[1]:])
		if letter(before) || letter(after) && after != 's' {
			continue
		}
		b.WriteString(text[last:at[0]] + r.black())
		last = at[1]
	}
	return b.String() + text[last:]
}

func letter(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

func (r *Redactor) black() string {
	r.N++
	return Black
}

// said is a text that went between the adviser and the person.
func (r *Redactor) said(text string) string {
	return phoneLike.ReplaceAllStringFunc(text, func(number string) string {
		if r.otherPhones[domain.LocalPhone(number)] {
			return r.black()
		}
		return number
	})
}

// Message is a message without what is about others.
func (r *Redactor) Message(m domain.Message) domain.Message {
	m.Content.Text = r.said(m.Content.Text)
	if m.Edited != nil {
		edit := *m.Edited
		edit.Text = r.said(edit.Text)
		m.Edited = &edit
	}
	if len(m.Content.Cards) > 0 {
		cards := make([]domain.Card, len(m.Content.Cards))
		for i := range cards {
			cards[i] = domain.Card{Name: r.black()}
		}
		m.Content.Cards = cards
	}
	if m.File != nil && m.File.Transcript != nil {
		file, heard := *m.File, *m.File.Transcript
		heard.Text = r.said(heard.Text)
		file.Transcript = &heard
		m.File = &file
	}
	m.Raw = nil
	return m
}

// Data is everything without what is about others.
func (r *Redactor) Data(d domain.AccessData) domain.AccessData {
	facts := domain.Facts{}
	for f, value := range d.Sheet.Facts {
		if f == domain.FactNotes || f == domain.FactConsent { // whole sentences
			value = r.Note(value)
		}
		facts[f] = value
	}
	d.Sheet.Facts, d.Sheet.Outdone = facts, nil // they stand in the notes
	d.Sheet.Chat.LastText = ""                  // it stands among the messages
	d.Sheet.Hold = r.Note(d.Sheet.Hold)
	d.Sheet.Handed = slices.Clone(d.Sheet.Handed)
	for i := range d.Sheet.Handed {
		d.Sheet.Handed[i].Basis = r.Note(d.Sheet.Handed[i].Basis)
	}
	d.Sheet.Log = slices.Clone(d.Sheet.Log)
	for i := range d.Sheet.Log {
		e := &d.Sheet.Log[i]
		if e.Kind == domain.LogSplit { // somebody else's address
			e.Text = r.black()
		} else {
			e.Text = r.Note(e.Text)
		}
	}
	d.Sheet.Promises = slices.Clone(d.Sheet.Promises)
	for i := range d.Sheet.Promises {
		d.Sheet.Promises[i].Words = r.Note(d.Sheet.Promises[i].Words)
	}
	d.Requests = slices.Clone(d.Requests)
	for i := range d.Requests {
		d.Requests[i].Note = r.Note(d.Requests[i].Note)
	}
	d.Restriction.Reason = r.Note(d.Restriction.Reason)
	d.Thread.Messages = slices.Clone(d.Thread.Messages)
	for i := range d.Thread.Messages {
		d.Thread.Messages[i] = r.Message(d.Thread.Messages[i])
	}
	quotes := map[string]domain.Message{}
	for id, m := range d.Thread.Quotes {
		quotes[id] = r.Message(m)
	}
	d.Thread.Quotes = quotes
	d.Thread.Draft.Text = r.Note(d.Thread.Draft.Text)
	d.Names, d.Phones = nil, nil
	return d
}
