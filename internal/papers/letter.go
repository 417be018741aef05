package papers

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/law"
)

// House is who answers for the data, as the configuration says it.
type House struct {
	Law        law.Profile
	Controller []string
	Officer    []string
	Authority  []string
	NoticeURL  string
	Team       string
	Adviser    string
	Keeps      []string // how long what is kept, one sentence each
	Zone       *time.Location
	Now        time.Time
}

func (h House) day(t time.Time) string    { return t.In(h.Zone).Format("02.01.2006") }
func (h House) moment(t time.Time) string { return t.In(h.Zone).Format("02.01.2006 15:04") }

// Enclosure is a file that lies beside a letter.
type Enclosure struct {
	At     time.Time
	Called string // untrusted
	As     string // its name in the folder, "" if it is not there
	Size   int64
	SHA256 string
}

// Access is what a letter to a person is written from. The data are those
// without what is about others.
type Access struct {
	House
	Data     domain.AccessData
	Handed   []domain.HandedOn
	Consents []Row
	Files    []Enclosure
	Black    int // places that were taken out
	Labels   []string
	Stage    string
	Keeping  string // until when this person's data are kept; "" if nobody knows

	Transcribed bool // a program on the adviser's machine writes down voice notes
	Hints       bool // messages are looked through for words of people in distress
	Field       func(domain.FactField) string
	Kind        func(domain.Kind) string
	LogKind     func(domain.LogKind) string
	Request     func(domain.RequestKind) string
}

// Row is one line of a table.
type Row []string

// Letter answers a person who asks what is known of them.
func Letter(a Access) *Paper {
	p := &Paper{Title: "Auskunft über Ihre Daten"}
	a.envelope(p)
	a.whatFor(p)
	a.what(p)
	a.whence(p)
	a.whither(p)
	a.howLong(p)
	a.machines(p)
	a.consents(p)
	a.rights(p)
	a.enclosed(p)
	p.head("Verantwortlich")
	p.lines(p.orGap(a.Controller, "Name und Anschrift der verantwortlichen Stelle"))
	p.say("Datenschutz:")
	p.lines(p.orGap(a.Officer, "Datenschutzbeauftragte mit Anschrift"))
	return p
}

func (a Access) envelope(p *Paper) {
	c := a.Data.Sheet.Chat.Contact
	p.lines(some(cmp.Or(c.Name, "ohne Namen"), c.Phone, prefixed("@", c.Username), a.Data.Sheet.Facts[domain.FactEmail]))
	p.say(a.day(a.Now))
	asked := "Sie haben gefragt, welche Daten wir über Sie verarbeiten."
	for _, r := range a.Data.Requests {
		if r.Kind == domain.RequestAccess {
			asked = "Sie haben am " + a.day(r.At) + " gefragt, welche Daten wir über Sie verarbeiten."
			break
		}
	}
	p.say("Guten Tag,", asked+" Hier ist die Antwort nach "+p.ref(a.Law.Ref(law.Access))+". Eine Kopie der Daten liegt bei.")
}

func some(texts ...string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}

func prefixed(sign, text string) string {
	if text == "" {
		return ""
	}
	return sign + text
}

func (a Access) whatFor(p *Paper) {
	p.head("Wofür wir die Daten brauchen")
	p.list("um Ihre Fragen zu Ausbildung, Freiwilligendienst und Beruf zu beantworten und das Gespräch mit Ihnen fortzuführen",
		"um Versprochenes einzuhalten und Sie an die richtige Stelle weiterzugeben, wenn Sie das möchten",
		"um nachzuweisen, was Sie gewünscht oder abgelehnt haben")
}

func (a Access) what(p *Paper) {
	s := a.Data.Sheet
	p.head("Welche Daten wir haben")
	in, out := 0, 0
	for _, m := range a.Data.Thread.Messages {
		if m.Direction == domain.In {
			in++
		} else {
			out++
		}
	}
	rows := [][]string{{"Was", "Inhalt"}}
	add := func(what, value string) {
		if value != "" {
			rows = append(rows, []string{what, value})
		}
	}
	for _, x := range s.Aliases {
		add(aliasWords[x.Kind], x.Value+" ("+a.span(x.First, x.Last)+")")
	}
	add("Nachrichten", fmt.Sprintf("%d von Ihnen, %d von uns; vollständig in Verlauf.html", in, out))
	add("Dateien", strconv.Itoa(len(a.Files)))
	add("Stand", a.Stage)
	for _, l := range a.Labels {
		add("Stichwort", l)
	}
	for _, f := range domain.FactFields() {
		if f != domain.FactStage {
			add(a.Field(f), s.Facts[f])
		}
	}
	for _, e := range s.Log {
		add(a.LogKind(e.Kind)+" am "+a.day(e.At), cmp.Or(e.Text, "–"))
	}
	for _, x := range s.Promises {
		add("Versprochen bis "+a.day(x.Due), x.Words)
	}
	for _, r := range a.Data.Requests {
		add("Ihre Anfrage vom "+a.day(r.At), a.Request(r.Kind)+prefixed(": ", r.Note))
	}
	a.flags(add)
	add("Entwurf einer Antwort", a.Data.Thread.Draft.Text)
	p.table(rows...)
	if a.Black > 0 {
		p.say(fmt.Sprintf("An %d Stellen stehen Angaben über andere Personen. Sie sind durch %s ersetzt, weil auch deren Rechte zu wahren sind.", a.Black, Black))
	}
}

var aliasWords = map[domain.AliasKind]string{
	domain.AliasName: "Name", domain.AliasPhone: "Telefonnummer", domain.AliasUsername: "Benutzername bei WhatsApp",
	domain.AliasUserID: "Kennung bei WhatsApp", domain.AliasParentID: "übergeordnete Kennung bei WhatsApp",
}

func (a Access) span(first, last time.Time) string {
	from, to := a.day(first), a.day(last)
	switch {
	case last.IsZero():
		return "ohne Datum"
	case first.IsZero() || from == to:
		return to
	}
	return from + " bis " + to
}

// flags are marks that stand on a person's chat.
func (a Access) flags(add func(what, value string)) {
	s := a.Data.Sheet
	if s.Muted {
		add("Merkmal", "stumm gestellt: meldet sich bei uns ohne Ton")
	}
	if s.Blocked {
		add("Merkmal", "bei WhatsApp blockiert")
	}
	if s.Chat.Crisis {
		add("Merkmal", "gilt als Gespräch mit einer Person in Not; automatische Texte ruhen deshalb")
	}
	if s.Terms.Log.Child() {
		add("Merkmal", "als unter 14 vermerkt: einwilligen können nur Ihre Sorgeberechtigten")
	}
	if r := a.Data.Restriction; r.On {
		add("Merkmal", "eingeschränkt seit "+a.day(r.Since)+prefixed(": ", r.Reason))
	}
}

func (a Access) whence(p *Paper) {
	p.head("Woher die Daten kommen")
	p.say("Von Ihnen selbst: aus Ihren Nachrichten und aus Ihrem Profil bei WhatsApp (Name, Nummer oder Kennung). " +
		"Notizen, Stichworte und Einträge über Gespräche hat die Beratung selbst geschrieben.")
	if source := a.Data.Sheet.Facts[domain.FactSource]; source != "" {
		p.say("Ihre erste Nachricht kam über den Link mit dem Kürzel " + source + ".")
	}
}

// whither names everybody who was given data, and what went when.
func (a Access) whither(p *Paper) {
	p.head("Wer Daten bekommen hat")
	p.say(p.unsure("Meta Platforms Ireland Limited, Merrion Road, Dublin 4, Irland (WhatsApp Business Platform), als Auftragsverarbeiter") +
		". Jede Nachricht zwischen Ihnen und uns geht über diesen Dienst. Nach Angaben von Meta werden Nachrichten dort bis zu 30 Tage gespeichert. " +
		p.unsure("Eine Übermittlung in die USA (Meta Platforms, Inc.) ist dabei möglich."))
	rows := [][]string{{"An Meta übergeben, für Sie bestimmt", "Anzahl", "Zeitraum"}}
	for _, l := range a.Data.Left {
		rows = append(rows, []string{a.Kind(l.Kind), strconv.Itoa(l.Count), a.span(l.First, l.Last)})
	}
	p.table(rows...)
	if len(a.Handed) == 0 {
		p.say("An andere Stellen haben wir keine Daten über Sie weitergegeben.")
		return
	}
	rows = [][]string{{"Weitergegeben an", "am", "was", "Grundlage"}}
	for _, h := range a.Handed {
		to := h.To.Name + prefixed(", ", h.To.Place) + prefixed(", ", h.To.Mail)
		rows = append(rows, []string{to, a.day(h.At), handedWords(h), cmp.Or(h.Basis, "–")})
	}
	p.table(rows...)
}

func handedWords(h domain.HandedOn) string {
	text := map[domain.Depth]string{
		domain.DepthNone: "Übersicht ohne Nachrichten", domain.DepthRecent: "Übersicht und die neuesten Nachrichten", domain.DepthAll: "Übersicht und alle Nachrichten",
	}[h.Depth]
	if h.Notes {
		text += ", Notizen"
	}
	if h.Files > 0 {
		text += fmt.Sprintf(", %d Dateien", h.Files)
	}
	return text
}

func (a Access) howLong(p *Paper) {
	p.head("Wie lange wir die Daten speichern")
	if len(a.Keeps) == 0 {
		p.say(p.gap("Speicherdauer"))
	}
	p.list(a.Keeps...)
	if a.Keeping != "" {
		p.say(a.Keeping)
	}
}

func (a Access) machines(p *Paper) {
	p.head("Automatische Entscheidungen")
	p.say("Keine. Alle Antworten, die Sie von einer Person bekommen haben, hat eine Person geprüft und abgeschickt. Es gibt kein Profiling.")
	items := []string{"Außerhalb der Servicezeiten kann ein fester Text sagen, wann wieder jemand da ist. Er hängt nur von Uhrzeit und Kalender ab."}
	if a.Hints {
		items = append(items, "Deuten Wörter einer Nachricht auf eine Notlage hin, steht das Gespräch in unserer Liste weiter vorn. Was dann geschieht, entscheidet ein Mensch.")
	}
	if a.Transcribed {
		items = append(items, "Sprachnachrichten schreibt ein Programm auf dem Rechner der Beratung mit. Sie verlassen ihn dafür nicht.")
	}
	p.list(items...)
}

func (a Access) consents(p *Paper) {
	p.head("Einwilligungen, Hinweise und Abmeldungen")
	if len(a.Consents) == 0 {
		p.say("Es ist keine vermerkt.")
		return
	}
	rows := [][]string{{"Wann", "Was", "Wortlaut", "Weg"}}
	for _, r := range a.Consents {
		rows = append(rows, r)
	}
	p.table(rows...)
}

func (a Access) rights(p *Paper) {
	p.head("Ihre Rechte")
	ref := func(t law.Topic) string { return " (" + p.ref(a.Law.Ref(t)) + ")" }
	p.list("Berichtigung"+ref(law.Correction), "Löschung"+ref(law.Erasure), "Einschränkung der Verarbeitung"+ref(law.Restriction),
		"Übertragbarkeit: Ihre Daten in einem Format, das Programme lesen"+ref(law.Portability)+"; das ist die Datei daten.json",
		"Widerspruch"+ref(law.Objection), "Widerruf einer Einwilligung, jederzeit und mit Wirkung für die Zukunft"+ref(law.Consent))
	p.say("Sie können sich auch bei der Aufsicht beschweren:")
	p.lines(p.orGap(a.Authority, a.Law.Office))
	if a.NoticeURL != "" {
		p.say("Unsere Hinweise zum Datenschutz: " + a.NoticeURL)
	}
}

func (a Access) enclosed(p *Paper) {
	p.head("Was beiliegt")
	p.list("Verlauf.html: alle Nachrichten, zum Lesen und Drucken", "daten.json: dieselben Daten für Programme", "Dateien: was als Datei kam oder ging")
	rows := [][]string{{"Datei", "hieß", "vom", "Größe", "SHA-256"}}
	for _, f := range a.Files {
		as := f.As
		if as == "" {
			as = "liegt nicht vor"
		}
		rows = append(rows, []string{as, f.Called, a.moment(f.At), strconv.FormatInt(f.Size, 10) + " Byte", f.SHA256})
	}
	p.table(rows...)
}
