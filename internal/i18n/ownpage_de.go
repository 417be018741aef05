package i18n

var ownPageDE = OwnPageTexts{
	CmdEdit:   "Ändert mehrere Felder des Profils; zeigt sie zuerst nur, wie sie wären",
	FlagAbout: "die Zeile unter dem Namen", FlagAddress: "Adresse", FlagDescription: "Beschreibung", FlagEmail: "E-Mail-Adresse",
	FlagWebsite: "Webseite; bis zu zweimal, ersetzt alle", FlagHours: "die Servicezeiten aus den Einstellungen als Text: in description (eine Zeile) oder about",
	FlagYes: "ja, so ändern",
	Nothing: "Sag, was sich ändern soll: --about, --address, --description, --email, --website oder --hours.",
	Same:    "Das steht schon alles so da.",
	NowF:    "  bisher: %s", ThenF: "  neu:    %s", Repeat: "Noch ist nichts geändert. Wiederhole den Befehl mit --yes.",
	Done:     "Geändert.",
	TooLongF: "zu lang: %d Zeichen, höchstens %d",
	NoHours:  "in den Einstellungen stehen weder Servicezeiten noch Fenster (hours)", BadHours: "--hours nimmt description oder about",
	HoursLead: "Sprechzeiten: ", DaysF: "%s bis %s", TwoDaysF: "%s und %s", PartF: "%s %s Uhr", And: " und ", SpanF: "%s–%s", FullHour: "%d", Clock: "%d:%02d",

	Title: "Eigene Nummer und Profil", Number: "Nummer", Profile: "Profil, wie es alle sehen", AsOfF: "Stand: %s", Asking: "WhatsApp wird gefragt …",
	Unknown: "WhatsApp wurde noch nicht gefragt.",
	Words: map[string]string{
		"GREEN": "gut", "YELLOW": "mittel", "RED": "schlecht", "UNKNOWN": "noch keine", "NA": "noch keine",
		"TIER_50": "50 Personen am Tag", "TIER_250": "250 Personen am Tag", "TIER_1K": "1.000 Personen am Tag", "TIER_2K": "2.000 Personen am Tag",
		"TIER_10K": "10.000 Personen am Tag", "TIER_100K": "100.000 Personen am Tag", "TIER_UNLIMITED": "ohne Grenze",
		"APPROVED": "genehmigt", "PENDING_REVIEW": "wird noch geprüft", "DECLINED": "abgelehnt", "EXPIRED": "abgelaufen", "AVAILABLE_WITHOUT_REVIEW": "gilt ohne Prüfung", "NONE": "keiner",
		"CONNECTED": "angemeldet", "DISCONNECTED": "abgemeldet", "BANNED": "gesperrt", "FLAGGED": "gemeldet", "RESTRICTED": "eingeschränkt", "PENDING": "noch nicht angemeldet",
		"AVAILABLE": "möglich", "LIMITED": "eingeschränkt", "BLOCKED": "gesperrt", "VERIFIED": "bestätigt", "NOT_VERIFIED": "nicht bestätigt",
	},
	HowTo: "Ändern: sprechstunde profile edit",
}

var ownPageActionsDE = OwnPageActions{
	Show:  ActionText{Short: "Nummer", Long: "eigene Nummer und Profil"},
	Fresh: ActionText{Short: "fragen", Long: "WhatsApp fragen"},
}
