package papers

import (
	"strconv"
	"strings"

	"sprechstunde/internal/law"
)

// Setup is how the program is set up, as far as the record of processing tells of
// it. Nothing in it is a guess: every sentence follows from a setting, or from
// what the program always does.
type Setup struct {
	House
	RelayAt     string // host of a relay elsewhere, "" if it runs on the desk's machine
	APIHost     string // of Meta
	APIVersion  string
	Number      string // our own
	Auto        bool   // automatic texts leave
	Parking     bool
	Transcribed bool     // a program on this machine writes down voice notes
	Nudge       bool     // a change of channel is offered when a chat gets personal
	Curtain     string   // after how long the screen hides everything, "": by its key only
	Masked      bool     // numbers are shown in part
	Stages      []string // on the way of a person
	Fields      []string // what is kept about persons, in words
	Evaluation  []string // of these: what is only for the evaluation
	Labels      []string
	Recipients  []string // to whom persons are handed on
	Sources     int      // codes of fairs and posters
}

// Record is the record of what is done with people's data.
func Record(s Setup) *Paper {
	p := &Paper{Title: "Verzeichnis von Verarbeitungstätigkeiten: Beratung über WhatsApp"}
	p.say("Nach " + p.ref(s.Law.Ref(law.Record)) + ", " + s.Law.Title + ". Stand " + s.day(s.Now) + ". " +
		"Dieser Text ist aus den Einstellungen von Sprechstunde geschrieben. Er ersetzt keine Prüfung durch die Datenschutzbeauftragten.")
	s.who(p)
	s.why(p)
	s.whose(p)
	s.recipients(p)
	s.deadlines(p)
	s.measures(p)
	if len(s.Law.Notes) > 0 {
		p.head("Hinweise")
		p.list(s.Law.Notes...)
	}
	if gaps := p.Gaps(); len(gaps) > 0 {
		p.head("Noch zu ergänzen oder zu prüfen")
		p.list(gaps...)
	}
	return p
}

func (s Setup) who(p *Paper) {
	p.head("1. Verantwortlich")
	p.lines(p.orGap(s.Controller, "Name und Anschrift der verantwortlichen Stelle"))
	p.say("Datenschutzbeauftragte:")
	p.lines(p.orGap(s.Officer, "Datenschutzbeauftragte mit Anschrift"))
	name := s.Adviser
	if name == "" {
		name = p.gap("wer berät")
	}
	p.say("Beratung: " + name + prefixed(", ", s.Team))
}

func (s Setup) why(p *Paper) {
	p.head("2. Zwecke")
	items := []string{
		"Fragen zu Ausbildung, Freiwilligendienst und Beruf beantworten, die Menschen über WhatsApp stellen",
		"das Gespräch fortführen: Versprochenes einhalten, nachfragen, an die richtige Stelle weitergeben",
		"nachweisen, was gewünscht, abgelehnt und erbeten wurde",
	}
	if s.Auto {
		items = append(items, "außerhalb der Servicezeiten mit einem festen Text sagen, wann wieder jemand da ist")
	}
	if len(s.Evaluation) > 0 {
		items = append(items, "auswerten, wen die Beratung erreicht, mit groben Angaben, die nur von Hand eingetragen werden")
	}
	p.list(items...)
	p.say("Rechtsgrundlage: " + p.gap("Rechtsgrundlage") + ". Einwilligungen nach " + p.ref(s.Law.Ref(law.Consent)) + ".")
}

func (s Setup) whose(p *Paper) {
	p.head("3. Betroffene und Daten")
	p.say("Betroffen sind Menschen, die der Beratung schreiben oder anrufen, darunter Minderjährige (" + p.ref(s.Law.Ref(law.Minors)) +
		"), und Personen, die in ihren Nachrichten vorkommen.")
	rows := [][]string{
		{"Daten", "Woher"},
		{"Telefonnummer oder Kennung, Benutzername, Name im Profil", "WhatsApp"},
		{"Nachrichten, Bilder, Sprachnachrichten, Dateien, Orte, Kontaktkarten, Reaktionen, Anrufe in Abwesenheit", "die Person"},
		{"Antworten, Entwürfe, Zustellung", "die Beratung, WhatsApp"},
		{strings.Join(append(s.Fields, "Gesprächsnotizen", "Versprochenes"), ", "), "die Beratung"},
	}
	if len(s.Labels) > 0 {
		rows = append(rows, []string{"Stichworte: " + strings.Join(s.Labels, ", "), "die Beratung"})
	}
	if len(s.Stages) > 0 {
		rows = append(rows, []string{"Stufe: " + strings.Join(s.Stages, ", "), "die Beratung"})
	}
	if s.Sources > 0 {
		rows = append(rows, []string{"Kürzel des Links, über den jemand kam (" + strconv.Itoa(s.Sources) + " eingerichtet)", "die Person"})
	}
	if s.Transcribed {
		rows = append(rows, []string{"Abschrift von Sprachnachrichten", "ein Programm auf dem Rechner der Beratung"})
	}
	rows = append(rows, []string{"Hinweis auf eine Notlage (aus Wörtern der Nachricht, oder von Hand)", "Sprechstunde, die Beratung"},
		[]string{"Einwilligungen, Abmeldungen, Anfragen zu Daten", "die Person, die Beratung"})
	p.table(rows...)
	p.say("Besondere Kategorien (" + p.ref(s.Law.Ref(law.Special)) + ") werden nicht verlangt. Menschen schreiben trotzdem davon, etwa von Krankheit oder Religion.")
	if s.Nudge {
		p.say("Wird ein Gespräch persönlich, schlägt das Programm der Beratung einen anderen Weg vor (E-Mail, Telefon).")
	}
}

func (s Setup) recipients(p *Paper) {
	p.head("4. Empfänger und Übermittlung in Drittländer")
	p.list(p.unsure("Meta Platforms Ireland Limited, Dublin (WhatsApp Business Platform, Cloud API), Auftragsverarbeiter")+": "+
		s.APIHost+", Version "+s.APIVersion+prefixed(", Nummer ", s.Number)+". Nachrichten liegen dort nach Angaben von Meta bis zu 30 Tage.",
		p.unsure("Meta Platforms, Inc., USA, Unterauftragsverarbeiter; Grundlage der Übermittlung: Angemessenheitsbeschluss EU-USA und Standardvertragsklauseln"))
	if s.RelayAt != "" {
		p.list("Relay auf einem anderen Rechner: " + s.RelayAt + ". Betreiber: " + p.gap("wer den Rechner des Relays betreibt, und Vertrag") + ".")
	} else {
		p.say("Das Relay läuft auf dem Rechner der Beratung. Ein Tunnel dorthin, falls es einen gibt: " + p.gap("Anbieter des Tunnels") + ".")
	}
	if len(s.Recipients) > 0 {
		p.say("Übergaben an andere Stellen, einzeln und von Hand:")
		p.list(s.Recipients...)
	}
	p.say("Sonst gehen keine Daten hinaus: Es gibt keine Analyse, keine Werbung, keine Vorschau fremder Seiten und keinen Abgleich von Adressbüchern.")
}

func (s Setup) deadlines(p *Paper) {
	p.head("5. Löschfristen")
	if len(s.Keeps) == 0 {
		p.say(p.gap("Löschfristen"))
	}
	p.list(s.Keeps...)
	p.list("Rohdaten im Relay: 30 Tage.", "Auf Verlangen ("+p.ref(s.Law.Ref(law.Erasure))+") sofort und vollständig, auch aus Suche, Dateien, Ausgaben und Relay. "+
		"Ein Verzeichnis ohne Namen sorgt dafür, dass eine zurückgespielte Sicherung nichts wiederbringt.")
}

func (s Setup) measures(p *Paper) {
	p.head("6. Technische und organisatorische Maßnahmen")
	items := []string{
		"Dateien und Ordner sind nur für das Konto der Beratung lesbar (0600, 0700).",
		"Jede Nachricht von WhatsApp wird an ihrer Unterschrift geprüft, bevor sie gespeichert wird.",
		"Die innere Schnittstelle ist nur auf diesem Rechner oder mit einem Schlüssel zu erreichen.",
		"Zugangsschlüssel stehen in der Schlüsselverwaltung des Systems, der Umgebung oder einer geschützten Datei und werden nie angezeigt.",
		"Protokolle enthalten keine Namen, Nummern und Texte und sind in der Größe begrenzt.",
		"Texte von Fremden können weder das Terminal steuern noch Programme starten; Dateien werden nur auf Wunsch geöffnet.",
		"Nichts geht von selbst hinaus, was nicht als fester Text eingerichtet ist; vor jedem Senden wird geprüft, an wen.",
		"Sicherungen und Ausgaben können mit Schlüssel oder Kennwort verschlossen werden (age).",
	}
	curtain := "Ein Vorhang verdeckt auf Tastendruck alles Persönliche"
	if s.Curtain != "" {
		curtain += ", und von selbst nach " + s.Curtain + " ohne Eingabe"
	}
	items = append(items, curtain+".")
	if s.Masked {
		items = append(items, "Telefonnummern stehen auf dem Bildschirm nur verkürzt.")
	}
	p.list(items...)
	p.say("Verschlüsselung der Festplatte, Sperre des Rechners, Vertretung: " + p.gap("organisatorische Maßnahmen") + ".")
}
