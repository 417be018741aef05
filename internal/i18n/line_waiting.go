package i18n

// WaitingLineTexts are the words of line mode for what lapses, what waits to be
// sent and what has become of it.
type WaitingLineTexts struct {
	Cmd          string
	FlagTakeBack string
	FlagAt       string
	FlagPark     string
	FlagTemplate string
	FlagSet      string
	NoSlot       string
	Past         string // --at
	OneOf        string // --text and --template exclude each other
	NoPlace      string // what was set and is no place of the template

	Nothing     string
	Crisis      string
	Dies        string // clock of the next slot
	Until       string // clock
	Overdue     string
	Back        string // reason
	Scheduled   string // when
	Parked      string // until when
	Promise     string // when
	IsParked    string // until when
	IsScheduled string // when
	Announced   string
	TookBack    string
	TooLate     string
	BackLater   string
	AskedFor    string // a parked reply, by the person

	Why   map[string]string // domain.ReturnReason → word
	Rules map[string]string // domain.AutoRule → word
	Steps map[string]string // domain.SendState → word
}

var lineWaitingDE = WaitingLineTexts{
	Cmd:          "Listet auf, was auf seine Zeit oder auf die Person wartet",
	FlagTakeBack: "eine wartende Antwort zurückholen; ihr Text wird wieder der Entwurf",
	FlagAt:       `erst dann senden: "2026-12-24 09:30", 09:30 oder slot für das nächste Fenster`,
	FlagPark:     "parken: eine Vorlage kündigt die Antwort an, sie geht hinaus, wenn die Person sie abruft",
	FlagTemplate: "statt eines Textes diese freigegebene Vorlage senden",
	FlagSet:      "name=wert für eine Stelle der Vorlage; bei Stellen mit Nummern 1=wert",
	NoSlot:       "Es ist kein Fenster in Sicht. Gib bei --at eine Uhrzeit an.",
	Past:         "Die Zeit bei --at ist schon vorbei.",
	OneOf:        "Eine Vorlage bringt ihren Text mit: Gib entweder --text oder --template an; parken lässt sich nur ein Text.",
	NoPlace:      "Die Vorlage hat keine Stelle dieses Namens: %s",

	Nothing: "Nichts wartet.", Crisis: "Krise?", Dies: "endet vor %s", Until: "bis %s", Overdue: "überfällig", Back: "kam zurück: %s",
	Scheduled: "geht hinaus %s", Parked: "geparkt bis %s", Promise: "versprochen für %s",
	IsParked:    "Geparkt bis %s. Die Antwort geht hinaus, sobald die Person sie abruft.",
	IsScheduled: "Geht hinaus %s, wenn bis dahin niemand schreibt.",
	Announced:   "Angekündigt mit:", TookBack: "Zurückgeholt; der Text liegt als Entwurf im Chat.",
	TooLate:   "Zu spät: Diese Antwort ist schon unterwegs.",
	AskedFor:  "abgerufen",
	BackLater: "Das Relay ist nicht erreichbar; zurückgeholt wird, sobald es wieder da ist.",

	Why: map[string]string{
		"wrote": "die Person hat inzwischen geschrieben", "expired": "nie abgerufen", "date": "ein Tag im Text ist vorbei",
		"crisis": "Hinweis auf eine Notlage", "announce": "die Ankündigung konnte nicht hinaus", "shut": "die Frist war schon zu",
		"parked": "es wartet schon eine andere Antwort", "stop": "die Person hat Stopp geschrieben", "restricted": "die Daten der Person sind eingeschränkt",
		"answered": "selbst geantwortet",
	},
	Rules: map[string]string{
		"greeting": "Begrüßung", "today": "heute wieder da", "evening": "Feierabend", "weekend": "Wochenende", "holiday": "Feiertag", "absence": "Abwesenheit", "stop": "Bestätigung des Stopps", "call": "nach einem Anruf",
	},
	Steps: map[string]string{
		"parked": "geparkt", "held": "wartet auf seine Zeit", "released": "geht hinaus", "accepted": "angenommen", "failed": "nicht gesendet",
		"unknown": "unklar, ob gesendet", "taken_back": "zurückgeholt", "returned": "kam zurück",
	},
}

var lineWaitingEN = WaitingLineTexts{
	Cmd:          "List what waits for its time or for the person",
	FlagTakeBack: "take a waiting reply back; its text becomes the draft again",
	FlagAt:       `send at that time only: "2026-12-24 09:30", 09:30, or slot for the next slot`,
	FlagPark:     "park it: a template announces the reply, which leaves when the person asks for it",
	FlagTemplate: "send this approved template in place of a text",
	FlagSet:      "name=value for a place of the template; 1=value where places have numbers",
	NoSlot:       "There is no slot in sight. Give a time to --at.",
	Past:         "The time of --at is over already.",
	OneOf:        "A template brings its own text: give either --text or --template; only a text can be parked.",
	NoPlace:      "The template has no place of that name: %s",

	Nothing: "Nothing waits.", Crisis: "crisis?", Dies: "ends before %s", Until: "until %s", Overdue: "overdue", Back: "came back: %s",
	Scheduled: "leaves %s", Parked: "parked until %s", Promise: "promised for %s",
	IsParked:    "Parked until %s. The reply leaves as soon as the person asks for it.",
	IsScheduled: "Leaves %s, unless somebody writes before.",
	Announced:   "Announced with:", TookBack: "Taken back; the text is the draft of the chat.",
	TooLate:   "Too late: this reply is on its way already.",
	AskedFor:  "asked for",
	BackLater: "The relay cannot be reached; the reply is taken back as soon as it can.",

	Why: map[string]string{
		"wrote": "the person has written meanwhile", "expired": "never asked for", "date": "a day in the text is over",
		"crisis": "a hint at a person in distress", "announce": "the announcement could not leave", "shut": "the window was closed already",
		"parked": "another reply waits already", "stop": "the person wrote stop", "restricted": "the data of the person are restricted",
		"answered": "answered by hand",
	},
	Rules: map[string]string{
		"greeting": "greeting", "today": "back today", "evening": "evening", "weekend": "weekend", "holiday": "public holiday", "absence": "absence", "stop": "confirmation of the stop", "call": "after a call",
	},
	Steps: map[string]string{
		"parked": "parked", "held": "waits for its time", "released": "is being sent", "accepted": "accepted", "failed": "not sent",
		"unknown": "unclear whether sent", "taken_back": "taken back", "returned": "came back",
	},
}
