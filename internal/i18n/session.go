package i18n

// SessionTexts is what the screen says about a pass through the waiting chats,
// and about what is done with a chat besides answering it.
type SessionTexts struct {
	Title         string
	ProgressF     string // finished, all
	LeftF         string // number
	NewLine       string // between the frozen order and what came meanwhile
	Answered      string
	AnsweredShort string
	Nothing       string
	NothingShort  string
	Gone          string
	GoneShort     string
	Again         string // was dealt with and has written since
	AgainShort    string
	Nobody        string
	TooManyF      string // all, those that are in it
	NoSession     string
	NoPrevious    string
	Reloaded      string // F5 in a session
	LastOne       string

	Page   SessionPageTexts
	Later  LaterTexts
	Name   NameTexts
	Export ExportTexts
}

// SessionPageTexts is said on the page that sums a session up.
type SessionPageTexts struct {
	Title    string
	EndTitle string
	SumF     string // finished, all
	AllDone  string
	Answered string
	Later    string
	Nothing  string
	Gone     string
	Open     string
	New      string
	CaredF   string // how many of the new ones are dealt with already
	HeldF    string // name, seconds
	NextF    string // key
	Hint     string
}

// LaterTexts is said while a chat is put off.
type LaterTexts struct {
	TitleF      string // name
	WakeTitleF  string // name, until when
	Slot        string
	SlotF       string // name of the slot
	Tomorrow    string
	Monday      string
	OtherDay    string
	Wake        string
	TodayF      string // clock
	TomorrowF   string // clock
	WindowShut  string
	ThenShut    string // the same, short
	WhenTitleF  string // name
	WhenHint    string
	WhenPast    string
	WhenUnknown string
	UntilF      string // when
	StateWord   string
	SetF        string // name, when
	WokenF      string // name
}

// NameTexts is said while a person is named.
type NameTexts struct {
	Title     string
	SaidHintF string // name, key
	Said      string // behind a name
	Confirmed string
	AsSaid    string
	NoName    string // what was typed is none
	AsConfirm string
	AsProfile string
	SetSaidF  string // name
	SetConfF  string // name
	Reset     string
}

// ExportTexts is said while a chat is written into a file.
type ExportTexts struct {
	DoneF string // path
}

var sessionDE = SessionTexts{
	Title: "Durchgang", ProgressF: "%d/%d", LeftF: "noch %d", NewLine: "neu", Answered: "beantwortet", AnsweredShort: "beantw.",
	Nothing: "nichts zu antworten", NothingShort: "ohne Antwort", Gone: "wartet nicht mehr", GoneShort: "nicht mehr",
	Again: "schreibt wieder", AgainShort: "wieder", Nobody: "Niemand wartet. Ein Durchgang ist nicht nötig.",
	TooManyF:  "Es warten %d. In diesem Durchgang sind die ersten %d.",
	NoSession: "Es läuft kein Durchgang.", NoPrevious: "Davor war noch kein Chat offen.",
	Reloaded: "Neu geladen. Im Durchgang bleibt die Reihenfolge, wie sie ist.", LastOne: "Das ist der letzte offene Chat des Durchgangs.",
	Page: SessionPageTexts{
		Title: "Stand des Durchgangs", EndTitle: "Ende des Durchgangs", SumF: "%d von %d", AllDone: "Alle sind versorgt.",
		Answered: "beantwortet", Later: "später", Nothing: "nichts zu antworten", Gone: "warten nicht mehr", Open: "noch offen",
		New: "neu dazugekommen", CaredF: "davon schon versorgt: %d", HeldF: "Die Antwort an %s geht in %d s hinaus.",
		NextF: "%s beginnt einen neuen Durchgang mit allen, die warten.", Hint: "↑ ↓ blättern",
	},
	Later: LaterTexts{
		TitleF: "Später: %s", WakeTitleF: "%s ist zurückgestellt bis %s", Slot: "nächstes Fenster", SlotF: "Fenster %s",
		Tomorrow: "nächster Arbeitstag", Monday: "nächste Woche", OtherDay: "an einem anderen Tag …", Wake: "jetzt wieder vorlegen",
		TodayF: "heute %s", TomorrowF: "morgen %s", WindowShut: "24-Stunden-Frist dann zu", ThenShut: "dann Frist zu",
		WhenTitleF: "Bis wann soll %s warten?", WhenHint: "etwa: 24.11. · Fr 14 Uhr · morgen · in 3 Tagen", WhenPast: "Das liegt schon zurück.",
		WhenUnknown: "Das ist noch kein Tag. Etwa: 24.11. · Fr 14 Uhr · morgen · in 3 Tagen", UntilF: "bis %s", StateWord: "zurückgestellt",
		SetF: "%s kommt wieder: %s.", WokenF: "%s wartet wieder.",
	},
	Name: NameTexts{
		Title: "Wie heißt die Person?", SaidHintF: "sagt: %s · %s übernimmt", Said: "(sagt selbst)", Confirmed: "(bestätigt)",
		AsSaid: "So nennt sich die Person selbst.", NoName: "Das sieht nicht nach einem Namen aus. Esc schließt die Zeile.", AsConfirm: "Gilt als von dir bestätigt.", AsProfile: "Leer: Es gilt wieder der Name aus dem Profil.",
		SetSaidF: "Name: %s (sagt selbst)", SetConfF: "Name: %s (bestätigt)", Reset: "Es gilt wieder der Name aus dem Profil.",
	},
	Export: ExportTexts{DoneF: "Geschrieben:\n%s"},
}

var sessionEN = SessionTexts{
	Title: "Session", ProgressF: "%d/%d", LeftF: "%d left", NewLine: "new", Answered: "answered", AnsweredShort: "answ.",
	Nothing: "nothing to answer", NothingShort: "no answer", Gone: "no longer waiting", GoneShort: "gone",
	Again: "has written again", AgainShort: "again", Nobody: "Nobody is waiting. There is no need for a session.",
	TooManyF:  "%d are waiting. The first %d are in this session.",
	NoSession: "No session is running.", NoPrevious: "No chat was open before this one.",
	Reloaded: "Loaded again. In a session the order stays as it is.", LastOne: "This is the last open chat of the session.",
	Page: SessionPageTexts{
		Title: "The session so far", EndTitle: "End of the session", SumF: "%d of %d", AllDone: "Everybody is taken care of.",
		Answered: "answered", Later: "later", Nothing: "nothing to answer", Gone: "no longer waiting", Open: "still open",
		New: "new meanwhile", CaredF: "dealt with already: %d", HeldF: "The answer to %s leaves in %d s.",
		NextF: "%s starts a new session with everybody who is waiting.", Hint: "↑ ↓ scroll",
	},
	Later: LaterTexts{
		TitleF: "Later: %s", WakeTitleF: "%s is put off till %s", Slot: "next slot", SlotF: "slot %s",
		Tomorrow: "next working day", Monday: "next week", OtherDay: "on another day …", Wake: "bring it back now",
		TodayF: "today %s", TomorrowF: "tomorrow %s", WindowShut: "24 hour window closed by then", ThenShut: "closed by then",
		WhenTitleF: "Till when should %s wait?", WhenHint: "such as: 24 Nov · Fri 2 pm · tomorrow · in 3 days", WhenPast: "That is past already.",
		WhenUnknown: "That is no day yet. Such as: 24 Nov · Fri 2 pm · tomorrow · in 3 days", UntilF: "till %s", StateWord: "put off",
		SetF: "%s comes back: %s.", WokenF: "%s is waiting again.",
	},
	Name: NameTexts{
		Title: "What is this person's name?", SaidHintF: "says: %s · %s takes it", Said: "(says so)", Confirmed: "(confirmed)",
		AsSaid: "This is what the person says.", NoName: "That does not look like a name. Esc closes the line.", AsConfirm: "Counts as confirmed by you.", AsProfile: "Empty: the name from the profile counts again.",
		SetSaidF: "Name: %s (says so)", SetConfF: "Name: %s (confirmed)", Reset: "The name from the profile counts again.",
	},
	Export: ExportTexts{DoneF: "Written:\n%s"},
}
