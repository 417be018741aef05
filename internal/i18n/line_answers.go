package i18n

// AnswerLineTexts are the words of line mode about prepared answers, checks
// and exported chats.
type AnswerLineTexts struct {
	CmdAnswers string
	CmdList    string
	CmdShow    string
	CmdAdd     string
	CmdEdit    string
	CmdRemove  string
	CmdImport  string
	CmdExport  string
	CmdAnswer  string

	FlagTopic    string
	FlagAudience string
	FlagFile     string
	FlagFormat   string
	FlagReplace  string
	FlagCheck    string
	FlagAnyway   string
	FlagSet      string
	FlagOut      string

	None        string // no answers
	ForAll      string // audience of answers for everybody
	Block       map[string]string
	Link        string // address
	LinkDated   string // address, day
	Next        string // next step
	Until       string // day
	Gone        string // day: may not be sent any more
	Files       string // names
	Asked       string // how people ask
	Used        string // times
	UsedAsked   string // times, times followed by a question
	Kept        string // key
	Removed     string // key
	Imported    string // answers, of them new
	WouldTake   string // answers, of them new
	Dropped     string // answers that are not in the file, their keys
	NoneInFile  string
	NoFile      string // path
	EditorBroke string
	Wrote       string // path
	Unchanged   string
	Stopped     string    // the lights, joined
	Lights      string    // heading of what the checks say
	At          SlotForms // when a slot begins
	From        SlotForms // the same, as the beginning of a stretch of time
	UntilToday  string    // office hours: clock
	FromToday   string    // office hours: from, to
	ClosedNow   string    // office hours are over today, or there are none
	DateForm    string    // weekday, day, month
}

// SlotForms say when a slot begins.
type SlotForms struct {
	Today    string // clock
	Tomorrow string // clock
	OnDay    string // weekday, clock
	OnDate   string // weekday, date, clock
}

var lineAnswersDE = AnswerLineTexts{
	CmdAnswers: "Die vorbereiteten Antworten",
	CmdList:    "Listet die vorbereiteten Antworten auf",
	CmdShow:    "Zeigt eine vorbereitete Antwort",
	CmdAdd:     "Legt eine Antwort an: aus einer Datei, oder im Editor",
	CmdEdit:    "Ändert eine Antwort im Editor",
	CmdRemove:  "Löscht eine Antwort",
	CmdImport:  "Übernimmt Antworten aus einer Datei (YAML oder CSV); bei einem Fehler ändert sich nichts",
	CmdExport:  "Schreibt alle Antworten als YAML oder CSV",
	CmdAnswer:  "Füllt vorbereitete Antworten für einen Chat aus und sendet sie",

	FlagTopic:    "nur dieses Thema",
	FlagAudience: "nur diese Zielgruppe",
	FlagFile:     "eine Antwort als YAML aus dieser Datei; - liest die Standardeingabe",
	FlagFormat:   "yaml oder csv",
	FlagReplace:  "löscht auch die Antworten, die in der Datei fehlen",
	FlagCheck:    "nur prüfen, nichts ändern",
	FlagAnyway:   "trotz roter Lichter senden",
	FlagSet:      "ein Feld ausfüllen, zum Beispiel \"E-Mail=lea@example.org\"; mehrfach möglich",
	FlagOut:      "Ordner für die Datei",

	None:        "Keine vorbereiteten Antworten hier.",
	ForAll:      "für alle",
	Block:       map[string]string{"intro": "Begrüßung mit Vorstellung", "hello": "Begrüßung", "closing": "Abschluss"},
	Link:        "Link: %s",
	LinkDated:   "Link: %s (angesehen am %s)",
	Next:        "Nächster Schritt: %s",
	Until:       "gilt bis %s",
	Gone:        "abgelaufen am %s",
	Files:       "Dateien: %s",
	Asked:       "So wird gefragt: %s",
	Used:        "%d-mal gesendet",
	UsedAsked:   "%d-mal gesendet, danach %d-mal nachgefragt",
	Kept:        "Behalten: %s.",
	Removed:     "Gelöscht: %s.",
	Imported:    "Antworten übernommen: %d, davon neu: %d.",
	WouldTake:   "In Ordnung. Antworten: %d, davon neu: %d. Es ist nichts verändert.",
	Dropped:     "Nicht in der Datei, von --replace betroffen: %d (%s).",
	NoneInFile:  "In der Datei steht keine einzige Antwort; es ist nichts verändert.",
	NoFile:      "Die Datei gibt es nicht: %s",
	EditorBroke: "Der Editor hat einen Fehler gemeldet; es ist nichts verändert. Der Text liegt noch in der genannten Datei.",
	Wrote:       "Geschrieben: %s",
	Unchanged:   "Nichts verändert.",
	Stopped:     "Nicht gesendet: %s Mit --anyway geht es trotzdem hinaus.",
	Lights:      "Die Prüfung sagt:",

	At:         SlotForms{"heute um %s Uhr", "morgen um %s Uhr", "am %s um %s Uhr", "am %s, %s, um %s Uhr"},
	From:       SlotForms{"heute ab %s Uhr", "morgen ab %s Uhr", "am %s ab %s Uhr", "am %s, %s, ab %s Uhr"},
	UntilToday: "heute bis %s Uhr",
	FromToday:  "heute von %s bis %s Uhr",
	ClosedNow:  "heute nicht mehr",
	DateForm:   "%s, %d. %s",
}

var lineAnswersEN = AnswerLineTexts{
	CmdAnswers: "The prepared answers",
	CmdList:    "Lists the prepared answers",
	CmdShow:    "Shows one prepared answer",
	CmdAdd:     "Adds an answer: out of a file, or in the editor",
	CmdEdit:    "Changes an answer in the editor",
	CmdRemove:  "Removes an answer",
	CmdImport:  "Takes over answers from a file (YAML or CSV); with a mistake nothing changes",
	CmdExport:  "Writes all answers as YAML or CSV",
	CmdAnswer:  "Fills prepared answers for a chat and sends them",

	FlagTopic:    "only this topic",
	FlagAudience: "only this audience",
	FlagFile:     "one answer as YAML from this file; - reads standard input",
	FlagFormat:   "yaml or csv",
	FlagReplace:  "also removes the answers that the file does not have",
	FlagCheck:    "only check, change nothing",
	FlagAnyway:   "send despite red lights",
	FlagSet:      "fill in a field, e.g. \"e-mail=lea@example.org\"; may be repeated",
	FlagOut:      "folder for the file",

	None:        "No prepared answers here.",
	ForAll:      "for everybody",
	Block:       map[string]string{"intro": "greeting with introduction", "hello": "greeting", "closing": "closing"},
	Link:        "Link: %s",
	LinkDated:   "Link: %s (looked at on %s)",
	Next:        "Next step: %s",
	Until:       "valid until %s",
	Gone:        "expired on %s",
	Files:       "Files: %s",
	Asked:       "How people ask: %s",
	Used:        "sent %d×",
	UsedAsked:   "sent %d×, followed by a question %d×",
	Kept:        "Kept: %s.",
	Removed:     "Removed: %s.",
	Imported:    "Answers taken over: %d, new: %d.",
	WouldTake:   "All well. Answers: %d, new: %d. Nothing was changed.",
	Dropped:     "Not in the file, concerned by --replace: %d (%s).",
	NoneInFile:  "There is not a single answer in this file; nothing was changed.",
	NoFile:      "There is no such file: %s",
	EditorBroke: "The editor reported an error; nothing was changed. The text still lies in the file named above.",
	Wrote:       "Written: %s",
	Unchanged:   "Nothing changed.",
	Stopped:     "Not sent: %s With --anyway it goes out all the same.",
	Lights:      "The checks say:",

	At:         SlotForms{"today at %s", "tomorrow at %s", "on %s at %s", "on %s, %s, at %s"},
	From:       SlotForms{"today from %s", "tomorrow from %s", "on %s from %s", "on %s, %s, from %s"},
	UntilToday: "today until %s",
	FromToday:  "today from %s to %s",
	ClosedNow:  "not today any more",
	DateForm:   "%s, %d %s",
}
