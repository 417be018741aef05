package papers

import (
	"fmt"
	"strconv"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/law"
)

// Breach is what the report on an incident is written from.
type Breach struct {
	House
	domain.Incident
	Concerned []Concerned
}

// Concerned is somebody whose data an incident concerns.
type Concerned struct {
	Chat     int64
	Name     string // untrusted
	Reach    string // how they can be told: number, mail, username
	Messages int
	Files    int
	Distress bool // to be told with special care
}

// Report is what the office that watches is told of an incident, and what those
// who work on it have to think of.
func Report(b Breach) *Paper {
	p := &Paper{Title: fmt.Sprintf("Datenpanne Nummer %d", b.ID)}
	p.say(b.What)
	b.clock(p)
	b.steps(p)
	p.head("Für die Meldung")
	rows := [][]string{
		{"Angabe", "Inhalt"},
		{"Verantwortlich", first(p.orGap(b.Controller, "Name und Anschrift der verantwortlichen Stelle"))},
		{"Anlaufstelle", first(p.orGap(b.Officer, "Datenschutzbeauftragte mit Anschrift"))},
		{"Was geschehen ist", b.What},
		{"Bemerkt", b.moment(b.Noticed)},
		{"Betroffene", b.count()},
		{"Datensätze", b.records()},
		{"Arten von Daten", "Name, Telefonnummer oder Kennung, Nachrichten, Dateien, Notizen der Beratung"},
		{"Wahrscheinliche Folgen", p.gap("wahrscheinliche Folgen für die Betroffenen")},
		{"Maßnahmen", "siehe unten, und: " + p.gap("was noch getan wird")},
	}
	p.table(rows...)
	b.notes(p)
	b.concerned(p)
	return p
}

func first(lines []string) string {
	text := ""
	for _, l := range lines {
		text += prefixed(", ", l)
	}
	return text[min(len(text), len(", ")):]
}

// clock says until when the office is to be told, and whether it was.
func (b Breach) clock(p *Paper) {
	until := b.Noticed.Add(law.BreachTime)
	place := " (" + p.ref(b.Law.Ref(law.BreachOffice)) + ")"
	switch {
	case !b.Office.IsZero() && b.Office.After(until):
		p.say("Die Aufsicht wurde am " + b.moment(b.Office) + " benachrichtigt, nach Ablauf der 72 Stunden" + place + ". Die Verzögerung ist zu begründen: " + p.gap("Grund der Verzögerung") + ".")
	case !b.Office.IsZero():
		p.say("Die Aufsicht wurde am " + b.moment(b.Office) + " benachrichtigt, innerhalb der 72 Stunden" + place + ".")
	case b.NoOffice != "":
		p.say("Die Aufsicht wird nicht benachrichtigt" + place + ", weil voraussichtlich kein Risiko besteht: " + b.NoOffice)
	case b.Now.Before(until):
		p.say(fmt.Sprintf("Die Aufsicht ist bis %s zu benachrichtigen%s: noch %d Stunden.", b.moment(until), place, HoursLeft(b.Incident, b.Now)))
	default:
		p.say("Die Frist für die Aufsicht ist seit " + b.moment(until) + " vorbei" + place + ". Melde jetzt, und begründe die Verzögerung: " + p.gap("Grund der Verzögerung") + ".")
	}
	if b.People.IsZero() {
		p.say("Bei hohem Risiko sind auch die Betroffenen zu benachrichtigen (" + p.ref(b.Law.Ref(law.BreachPeople)) + ").")
	} else {
		p.say("Die Betroffenen wurden am " + b.moment(b.People) + " benachrichtigt (" + p.ref(b.Law.Ref(law.BreachPeople)) + ").")
	}
	if !b.Closed.IsZero() {
		p.say("Abgeschlossen am " + b.moment(b.Closed) + ".")
	}
}

// HoursLeft are the whole hours until the office must have been told.
func HoursLeft(i domain.Incident, now time.Time) int {
	return max(int(i.Noticed.Add(law.BreachTime).Sub(now)/time.Hour), 0)
}

func (b Breach) count() string {
	text := strconv.Itoa(len(b.Concerned)+b.Gone) + " Personen"
	if b.Gone > 0 {
		text += fmt.Sprintf(", davon %d inzwischen gelöscht", b.Gone)
	}
	return text
}

func (b Breach) records() string {
	messages, files := 0, 0
	for _, c := range b.Concerned {
		messages += c.Messages
		files += c.Files
	}
	return fmt.Sprintf("etwa %d Nachrichten und %d Dateien", messages, files)
}

func (b Breach) steps(p *Paper) {
	if !b.Closed.IsZero() {
		return
	}
	p.head("Zu tun")
	p.list("Schaden begrenzen: Gerät sperren, Zugang zu WhatsApp erneuern, Empfänger um Löschung bitten.",
		"Datenschutzbeauftragte anrufen.",
		"Aufschreiben, was du herausfindest: sprechstunde incident note "+strconv.FormatInt(b.ID, 10)+" „…“",
		"Die Aufsicht benachrichtigen: "+first(p.orGap(b.Authority, b.Law.Office)),
		"Entscheiden, ob die Betroffenen benachrichtigt werden.")
}

func (b Breach) notes(p *Paper) {
	if len(b.Notes) == 0 {
		return
	}
	p.head("Was herausgefunden und getan wurde")
	rows := [][]string{{"Wann", "Was"}}
	for _, n := range b.Notes {
		rows = append(rows, []string{b.moment(n.At), n.Text})
	}
	p.table(rows...)
}

func (b Breach) concerned(p *Paper) {
	p.head("Betroffene")
	if len(b.Concerned) == 0 {
		p.say("Noch niemand vermerkt: sprechstunde incident people " + strconv.FormatInt(b.ID, 10) + " --all")
		return
	}
	rows := [][]string{{"Chat", "Name", "Erreichbar über", "Nachrichten", "Dateien", "Hinweis"}}
	for _, c := range b.Concerned {
		care := ""
		if c.Distress {
			care = "gilt als in Not: behutsam"
		}
		rows = append(rows, []string{strconv.FormatInt(c.Chat, 10), c.Name, c.Reach, strconv.Itoa(c.Messages), strconv.Itoa(c.Files), care})
	}
	p.table(rows...)
}
