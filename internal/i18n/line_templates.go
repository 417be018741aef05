package i18n

// TemplateLineTexts are the words of line mode about templates.
type TemplateLineTexts struct {
	Cmd         string
	FlagFresh   string
	FlagPropose string
	FlagCreate  string
	Conflict    string // two flags that do not go together

	None      string
	AsOf      string // when they were fetched
	Never     string
	Failed    string // why the newest fetch failed
	State     map[string]string
	Category  map[string]string
	Quality   map[string]string
	Rejected  string // why
	Announces string // it announces parked replies
	Unfit     string // wants more than text
	Buttons   string // labels
	Propose   string // heading of the proposals
	HowTo     string // how one is created
	There     string // a proposal that is there already
	Unknown   string // no such proposal: names
	Created   string // name, state
	Recosted  string // category that Meta chose
}

var lineTemplatesDE = TemplateLineTexts{
	Cmd:         "Zeigt die Vorlagen bei WhatsApp, schlägt neue vor und legt sie an",
	FlagFresh:   "vorher bei WhatsApp nachfragen",
	FlagPropose: "Vorlagen vorschlagen, die man anlegen kann",
	FlagCreate:  "die vorgeschlagene Vorlage dieses Namens zur Prüfung einreichen",
	Conflict:    "--propose und --create gehen nicht zusammen",

	None:   "Es gibt noch keine Vorlagen. „sprechstunde templates --propose“ schlägt welche vor.",
	AsOf:   "Stand: %s",
	Never:  "Die Vorlagen wurden noch nie abgerufen.",
	Failed: "Neu abrufen ging nicht: %s",
	State: map[string]string{
		"APPROVED": "freigegeben", "PENDING": "in Prüfung", "REJECTED": "abgelehnt", "PAUSED": "pausiert", "DISABLED": "gesperrt",
		"IN_APPEAL": "Einspruch läuft", "LIMIT_EXCEEDED": "zu viele Vorlagen", "PENDING_DELETION": "wird gelöscht", "DELETED": "gelöscht", "ARCHIVED": "abgelegt",
	},
	Category:  map[string]string{"UTILITY": "Service (UTILITY)", "MARKETING": "Werbung (MARKETING)", "AUTHENTICATION": "Anmeldung (AUTHENTICATION)"},
	Quality:   map[string]string{"GREEN": "Qualität gut", "YELLOW": "Qualität mittel", "RED": "Qualität schlecht"},
	Rejected:  "Grund: %s",
	Announces: "kündigt geparkte Antworten an",
	Unfit:     "braucht mehr als Text; das kann das Programm nicht ausfüllen",
	Buttons:   "Knöpfe: %s",
	Propose:   "Diese Vorlagen kannst du bei WhatsApp einreichen. Die Prüfung dauert Minuten bis einen Tag.",
	HowTo:     "Einreichen: sprechstunde templates --create NAME",
	There:     "gibt es schon: %s",
	Unknown:   "Diesen Vorschlag gibt es nicht. Vorgeschlagen sind: %s",
	Created:   "%s ist eingereicht; Stand: %s. „sprechstunde templates --fresh“ zeigt, wie es ausging.",
	Recosted:  "WhatsApp rechnet sie als %s ab.",
}

var lineTemplatesEN = TemplateLineTexts{
	Cmd:         "Show the templates at WhatsApp, propose new ones and create them",
	FlagFresh:   "ask WhatsApp first",
	FlagPropose: "propose templates that can be created",
	FlagCreate:  "hand the proposed template of this name in for review",
	Conflict:    "--propose and --create do not go together",

	None:   "There are no templates yet. \"sprechstunde templates --propose\" proposes some.",
	AsOf:   "As of %s",
	Never:  "The templates have never been fetched.",
	Failed: "Fetching them anew did not work: %s",
	State: map[string]string{
		"APPROVED": "approved", "PENDING": "in review", "REJECTED": "rejected", "PAUSED": "paused", "DISABLED": "disabled",
		"IN_APPEAL": "appeal under way", "LIMIT_EXCEEDED": "too many templates", "PENDING_DELETION": "being deleted", "DELETED": "deleted", "ARCHIVED": "archived",
	},
	Category:  map[string]string{"UTILITY": "service (UTILITY)", "MARKETING": "advertising (MARKETING)", "AUTHENTICATION": "sign-in (AUTHENTICATION)"},
	Quality:   map[string]string{"GREEN": "quality good", "YELLOW": "quality medium", "RED": "quality bad"},
	Rejected:  "reason: %s",
	Announces: "announces parked replies",
	Unfit:     "wants more than text, which this program cannot fill in",
	Buttons:   "Buttons: %s",
	Propose:   "You can hand these templates in at WhatsApp. The review takes minutes to a day.",
	HowTo:     "To hand one in: sprechstunde templates --create NAME",
	There:     "exists already: %s",
	Unknown:   "There is no such proposal. Proposed are: %s",
	Created:   "%s has been handed in; state: %s. \"sprechstunde templates --fresh\" shows what became of it.",
	Recosted:  "WhatsApp charges it as %s.",
}
