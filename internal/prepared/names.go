package prepared

import (
	"strings"

	"sprechstunde/internal/domain"
)

// name is a placeholder that stands for a value, by its English name.
type name string

const (
	nameFirst    name = "contact.first_name"
	nameFull     name = "contact.name"
	nameMe       name = "me.name"
	nameTeam     name = "me.team"
	nameSlot     name = "slot.next"
	nameOffice   name = "office_hours.today"
	nameLink     name = "link"
	nameToday    name = "date.today"
	nameTomorrow name = "date.tomorrow"
	nameDeputy   name = "absence.deputy"
	nameBack     name = "absence.back"
)

// names knows every spelling of a placeholder. The German ones are what a
// German adviser guesses; some come without the umlaut for keyboards that have
// none.
var names = map[string]name{
	string(nameFirst):    nameFirst,
	string(nameFull):     nameFull,
	string(nameMe):       nameMe,
	string(nameTeam):     nameTeam,
	string(nameSlot):     nameSlot,
	string(nameOffice):   nameOffice,
	string(nameLink):     nameLink,
	string(nameToday):    nameToday,
	string(nameTomorrow): nameTomorrow,
	string(nameDeputy):   nameDeputy,
	string(nameBack):     nameBack,
	"vorname":            nameFirst,
	"name":               nameFull,
	"ich":                nameMe,
	"team":               nameTeam,
	"naechstes_fenster":  nameSlot,
	"nächstes_fenster":   nameSlot,
	"servicezeit_heute":  nameOffice,
	"heute":              nameToday,
	"morgen":             nameTomorrow,
	"vertretung":         nameDeputy,
	"zurueck":            nameBack,
	"zurück":             nameBack,
}

// aliasPrefix begins a placeholder for a link of the catalogue: link.pflege.
const aliasPrefix = string(nameLink) + "."

// alias is the alias of a placeholder that stands for a link of the catalogue.
func (n name) alias() (string, bool) { return strings.CutPrefix(string(n), aliasPrefix) }

// nameOf finds the placeholder of a spelling.
func nameOf(word string) (name, bool) {
	// Some systems write ä as two characters.
	word = decomposed.Replace(strings.ToLower(word))
	if n, ok := names[word]; ok {
		return n, true
	}
	alias, ok := name(word).alias()
	return name(word), ok && domain.IsAlias(alias)
}

var decomposed = strings.NewReplacer("a\u0308", "ä", "u\u0308", "ü")

// ofPerson reports whether a name belongs to the person written to. Only such
// a name may be missing without leaving a field: the sentence around it reads
// well without.
func (n name) ofPerson() bool { return n == nameFirst || n == nameFull }

// word is what a keyword means, whatever language it is written in.
type word uint8

const (
	wordNone word = iota
	wordAsk
	wordChoose
	wordDefault
	wordIf
	wordUnless
	wordNot
	wordElse
	wordEndIf
	wordEndUnless
	wordEnd
)

var (
	fieldWords  = map[string]word{"ask": wordAsk, "frage": wordAsk, "choose": wordChoose, "auswahl": wordChoose}
	filterWords = map[string]word{"default": wordDefault, "sonst": wordDefault}
	notWords    = map[string]word{"not": wordNot, "nicht": wordNot}
	tagWords    = map[string]word{
		"if": wordIf, "wenn": wordIf, "unless": wordUnless,
		"else": wordElse, "sonst": wordElse,
		"endif": wordEndIf, "endunless": wordEndUnless, "ende": wordEnd,
	}
)

func lookUp(words map[string]word, s string) word { return words[strings.ToLower(s)] }
