package export

import "sprechstunde/internal/domain"

// German is Words in German.
func German() Words {
	return Words{
		Lang: "de", TitleF: "Chat mit %s", Name: "Name", Phone: "Telefon", Username: "Benutzername", UserID: "Kennung",
		First: "Erste Nachricht", Last: "Letzte Nachricht", Count: "Nachrichten", CountF: "%d, davon %d von der Person und %d von uns",
		Exported: "Exportiert", ByF: "%s, von %s", Zone: "Alle Zeiten in der Zone",
		NameSource: map[domain.NameSource]string{
			domain.NameProfile: "so im Profil", domain.NameSaid: "so genannt in einer Nachricht", domain.NameConfirmed: "bestätigt",
		},
		NoName: "ohne Namen", Person: "Person", Us: "Wir", WhatsApp: "WhatsApp", End: "Ende des Chats", NoMessages: "Hier steht noch keine Nachricht.",
		Signs: "Zeichen wie ⟨U+202E⟩ stehen für unsichtbare oder Steuerzeichen, die an dieser Stelle in der Nachricht sind.",

		Days:    [7]string{"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"},
		Months:  [12]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
		DayF:    "%s, %d. %s %d",
		MomentF: "%s, %s Uhr", Stamp: "02.01. 15:04", Decimal: ",", QuotedF: "„%s“",

		Kinds: map[domain.Kind]string{
			domain.KindImage: "Bild", domain.KindVideo: "Video", domain.KindAudio: "Audio", domain.KindVoice: "Sprachnachricht",
			domain.KindDocument: "Dokument", domain.KindSticker: "Sticker", domain.KindLocation: "Ort", domain.KindContacts: "Kontaktkarte",
			domain.KindButton: "Knopf gedrückt", domain.KindList: "Aus einer Liste gewählt", domain.KindForm: "Ausgefülltes Formular",
			domain.KindPermission: "Darf angerufen werden?", domain.KindOrder: "Bestellung", domain.KindSystem: "WhatsApp meldet",
			domain.KindWelcome: "hat den Chat geöffnet und noch nichts geschrieben", domain.KindCall: "Anruf", domain.KindTemplate: "Vorlage",
			domain.KindUnsupported: "WhatsApp gibt diese Nachricht nicht weiter", domain.KindUnknown: "Nachricht einer unbekannten Art",
			domain.KindError: "Fehler statt einer Nachricht", domain.KindDamaged: "beschädigt: was hier stand, hat die Festplatte verändert",
		},
		Moving: "bewegt", Beside: "mit Text", Empty: "(ohne Text)", Lost: "Datei nicht zu haben", File: "Datei", Missed: "verpasst", Answered: "angenommen", FromUs: "von uns",
		Allowed: "ja", AllowedTilF: "ja, bis %s", Refused: "nein", NumberF: "neue Nummer, bisher %s, jetzt %s", Listed: "aus einer Tabelle übernommen", NewID: "neue Kennung der Person",
		Place: "Wo", Position: "Lage", Address: "Anschrift", Link: "Seite", Mail: "E-Mail", Company: "Stelle", Birthday: "Geburtstag",
		Asked: "auf unsere Bitte", Choice: "Dazu stand", Form: "Formular", Answers: "Angaben", Item: "Posten", Value: "Eingesetzt", Reason: "Grund",

		ReplyF: "Antwort auf %s, %s: %s", ReplyGone: "Antwort auf eine Nachricht, die hier nicht vorliegt", Product: "Zum Produkt",
		Forwarded: "weitergeleitet", ForwardedX: "oft weitergeleitet", Group: "aus einer Gruppe", Ad: "kam über eine Anzeige",
		EditedF: "später geändert (%s) in:", EditedGone: "später geändert; den neuen Text gibt WhatsApp nicht weiter",
		DeletedF: "von der Person gelöscht (%s)", DeletedUsF: "von uns gelöscht (%s)", ReactedF: "Reaktion %s von %s",

		Status: map[domain.Status]string{
			domain.StatusQueued: "noch nicht gesendet", domain.StatusParked: "geparkt, noch nicht gesendet", domain.StatusReturned: "kam zurück, nicht gesendet", domain.StatusSending: "wird gerade gesendet", domain.StatusUnknown: "unklar, ob gesendet",
			domain.StatusAccepted: "von WhatsApp angenommen", domain.StatusSent: "gesendet", domain.StatusDelivered: "zugestellt",
			domain.StatusRead: "gelesen", domain.StatusPlayed: "angehört", domain.StatusFailed: "nicht gesendet",
		},
		NotArrived: "gilt als nicht angekommen", NotBeforeF: "geht nicht vor %s hinaus", OnPhone: "auf dem Telefon geschrieben", Automatic: "automatisch",
		Despite: "mit Absicht trotz roter Lichter gesendet",
		Rules: map[domain.Rule]string{
			domain.RuleWrongName: "anderer Name als der der Person", domain.RuleOtherName: "Name einer anderen Person",
			domain.RuleLeftover: "Name aus einem kopierten Text", domain.RuleNoName: "Anrede mit etwas, das kein Name ist",
			domain.RulePlaceholder: "offener Platzhalter", domain.RuleOwnName: "falscher eigener Name",
			domain.RuleOwnTwice: "eigener Name doppelt", domain.RuleExpired: "abgelaufene Antwort",
		},
	}
}
