package i18n

import (
	"strconv"
	"strings"

	"sprechstunde/internal/domain"
)

// RightsTexts are about what people may ask for about their data, and what
// happens to it.
type RightsTexts struct {
	Kinds    map[domain.RequestKind]string
	Duty     map[domain.DutyKind]DutyTexts
	Days     [7]string // from Sunday, short
	Nothing  string    // owed
	Requests string    // what to do about requests
	Incident string    // … about a breach
	DayF     string    // a day: short weekday, day, month, year
	Screen   RightsScreenTexts
	Line     RightsLineTexts
}

// DutyTexts say one duty: of one and of many, with the day or the moment.
type DutyTexts struct {
	OneF  string // until when
	ManyF string // how many, until when
}

// RightsScreenTexts stand on the page of a person.
type RightsScreenTexts struct {
	RestrictedF string // since when
	AskedF      string // for what, until when
	OverdueF    string // for what, until when
}

// RightsLineTexts are the words of line mode.
type RightsLineTexts struct {
	CmdRequests   string
	CmdAdd        string
	CmdDone       string
	CmdExtend     string
	CmdRestrict   string
	CmdCorrect    string
	CmdAccess     string
	CmdReport     string
	CmdRecord     string
	CmdIncident   string
	CmdStart      string
	CmdIncidents  string
	CmdIncident1  string
	CmdConcern    string
	CmdIncNote    string
	CmdOffice     string
	CmdPeople     string
	CmdHarmless   string
	CmdClose      string
	FlagAll       string
	FlagAt        string
	FlagNote      string
	FlagOff       string
	FlagReason    string
	FlagOut       string
	FlagDays      string
	FlagWhat      string
	FlagNoticed   string
	FlagChats     string
	FlagSince     string
	FlagEverybody string
	FlagPaper     string

	Noted       string // number, until when
	Ended       string
	ExtendedF   string // until when
	WhyExtend   string
	NoKind      string // typed, the kinds
	NoDay       string // typed
	NoneOpen    string
	Row         string // number, kind, name, came
	Open        string // until when
	Late        string // until when
	Done        string // when
	Gone        string // the person is erased
	Restricted  string
	RestrictedF string // since when
	Released    string
	RestLaterF  string // why the relay was not told
	Corrected   string
	TellThem    string // who got a file about the person
	AlsoSaid    string // messages stay
	WrittenF    string // folder
	ReadFirst   string
	BlackF      string // how many places
	GapsF       string // what is still to be filled in
	ExpiresF    string // day on which a folder removes itself

	IncidentF    string // number, until when
	ClockF       string // until when, hours left
	ClockOverF   string // until when
	ClockStopped string
	ConcernedF   string // number
	GoneF        string // number
	Concern1     string
	NoIncident   string
	Kept         string
	Steps        string
	OneOf        string
	NoWhat       string // incident start
}

var rightsDE = RightsTexts{
	Kinds: map[domain.RequestKind]string{
		domain.RequestAccess: "Auskunft", domain.RequestErasure: "Löschung", domain.RequestCorrection: "Berichtigung",
		domain.RequestRestriction: "Einschränkung", domain.RequestObjection: "Widerspruch",
	},
	Duty: map[domain.DutyKind]DutyTexts{
		domain.DutyIncident: {"Eine Datenpanne ist noch nicht gemeldet: Frist %s.", "%d Datenpannen sind noch nicht gemeldet: die erste Frist %s."},
		domain.DutyOverdue:  {"Eine Anfrage zu Daten ist überfällig: Frist war %s.", "%d Anfragen zu Daten sind überfällig: die erste Frist war %s."},
		domain.DutyDue:      {"Eine Anfrage zu Daten ist bis %s zu beantworten.", "%d Anfragen zu Daten sind zu beantworten, die erste bis %s."},
	},
	Nothing: "Niemandem eine Antwort zu Daten schuldig", Requests: "„sprechstunde requests“ zeigt sie.", Incident: "„sprechstunde incident“ zeigt, was zu tun ist.",
	Days: [7]string{"So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"}, DayF: "%s %02d.%02d.%d",
	Screen: RightsScreenTexts{
		RestrictedF: "eingeschränkt seit %s: aufbewahren ja, benutzen nein", AskedF: "%s erbeten, Frist %s", OverdueF: "%s überfällig, Frist war %s",
	},
	Line: RightsLineTexts{
		CmdRequests: "Anfragen zu Daten: was offen ist, und bis wann", CmdAdd: "Notiert, dass jemand etwas verlangt hat", CmdDone: "Eine Anfrage ist beantwortet",
		CmdExtend: "Zwei Monate mehr, wenn die Person den Grund im ersten Monat erfahren hat", CmdRestrict: "Daten einer Person nur noch aufbewahren, nicht benutzen",
		CmdCorrect: "Etwas richtigstellen, das über eine Person falsch gespeichert ist", CmdAccess: "Die Auskunft für eine Person: Brief, Daten, Dateien in einem Ordner",
		CmdReport: "Berichte über das, was hier geschieht", CmdRecord: "Verzeichnis der Verarbeitung, aus deinen Einstellungen",
		CmdIncident: "Datenpannen: Uhr, Betroffene, Bericht", CmdStart: "Eine Datenpanne beginnt: die 72 Stunden laufen", CmdIncidents: "Alle Datenpannen", CmdIncident1: "Der Bericht über eine Datenpanne",
		CmdConcern: "Wer betroffen ist", CmdIncNote: "Was du herausgefunden oder getan hast", CmdOffice: "Die Aufsicht ist benachrichtigt", CmdPeople: "Die Betroffenen sind benachrichtigt",
		CmdHarmless: "Warum die Aufsicht nicht benachrichtigt werden muss", CmdClose: "Die Datenpanne ist abgeschlossen",
		FlagAll: "auch beantwortete", FlagAt: "Tag, an dem es kam (JJJJ-MM-TT); ohne dies heute", FlagNote: "deine Worte dazu", FlagOff: "wieder benutzen", FlagReason: "warum",
		FlagOut: "in welchen Ordner", FlagDays: "nach so vielen Tagen löscht sich der Ordner selbst; 0: nie", FlagWhat: "was geschehen ist", FlagNoticed: "wann du es bemerkt hast (JJJJ-MM-TT oder „JJJJ-MM-TT HH:MM“); ohne dies jetzt",
		FlagChats: "Chat einer betroffenen Person; mehrmals möglich", FlagSince: "alle, mit denen seit diesem Tag geschrieben wurde", FlagEverybody: "alle Personen", FlagPaper: "als druckbare Seite in diesen Ordner; ohne dies als Markdown auf den Bildschirm",

		Noted: "Notiert als Nummer %d; zu beantworten bis %s.", Ended: "Beantwortet.", ExtendedF: "Verlängert bis %s.", WhyExtend: "Dafür muss die Frist noch laufen und ein Grund dabeistehen, den auch die Person erfahren hat.",
		NoKind: "„%s“ ist keine Art von Anfrage; es gibt: %s", NoDay: "„%s“ ist kein Tag, oder er liegt in der Zukunft. So: 2026-11-22", NoneOpen: "Keine offenen Anfragen.",
		Row: "%d | %s | %s | vom %s", Open: "bis %s", Late: "ÜBERFÄLLIG seit %s", Done: "beantwortet %s", Gone: "gelöschte Person",
		Restricted:  "Eingeschränkt: Hier wird aufbewahrt und nichts benutzt. Senden geht nur noch mit einer Taste, die genau das will; gezählt und gelernt wird nichts.",
		RestrictedF: "eingeschränkt seit %s", Released: "Wieder frei.", RestLaterF: "Das Relay hat es noch nicht gehört; es erfährt es, sobald du den Posteingang öffnest. %s", Corrected: "Berichtigt und vermerkt.",
		TellThem: "Hat schon jemand Daten dieser Person bekommen? Dann sag es dort auch.", AlsoSaid: "Nachrichten bleiben, wie sie geschrieben wurden.",
		WrittenF: "Die Auskunft liegt in %s", ReadFirst: "Lies den Brief, bevor er hinausgeht: Schau, ob die Person wirklich die ist, die fragt, und ob im Verlauf Angaben über andere stehen.",
		BlackF: "Stellen über andere Personen, unkenntlich gemacht: %d.", GapsF: "Im Brief ist noch zu ergänzen oder zu prüfen: %s.", ExpiresF: "Der Ordner löscht sich am %s selbst.",
		IncidentF: "Datenpanne Nummer %d. Die Aufsicht muss davon wissen bis %s.", ClockF: "Frist %s, noch %d Std", ClockOverF: "FRIST VORBEI seit %s", ClockStopped: "gemeldet oder abgeschlossen",
		ConcernedF: "Betroffene: %d", GoneF: "dazu %d, die inzwischen gelöscht sind", Concern1: "Betroffene vermerkt.", NoIncident: "Keine Datenpannen.", Kept: "Vermerkt.",
		Steps: "Als Nächstes: Schaden begrenzen, Betroffene vermerken („sprechstunde incident people %d --all“), Datenschutzbeauftragte anrufen, Bericht lesen („sprechstunde incident show %d“).",
		OneOf: "Gib an, wer betroffen ist: --chat, --since oder --all", NoWhat: "Sag dazu, was geschehen ist: --what \"…\"",
	},
}

var rightsEN = RightsTexts{
	Kinds: map[domain.RequestKind]string{
		domain.RequestAccess: "access", domain.RequestErasure: "erasure", domain.RequestCorrection: "correction",
		domain.RequestRestriction: "restriction", domain.RequestObjection: "objection",
	},
	Duty: map[domain.DutyKind]DutyTexts{
		domain.DutyIncident: {"A data breach is not reported yet: deadline %s.", "%d data breaches are not reported yet: the first deadline %s."},
		domain.DutyOverdue:  {"A request about data is overdue: it was due %s.", "%d requests about data are overdue: the first was due %s."},
		domain.DutyDue:      {"A request about data is to be answered by %s.", "%d requests about data are to be answered, the first by %s."},
	},
	Nothing: "Nobody waits for an answer about their data", Requests: "\"sprechstunde requests\" lists them.", Incident: "\"sprechstunde incident\" says what to do.",
	Days: [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}, DayF: "%s %02d.%02d.%d",
	Screen: RightsScreenTexts{
		RestrictedF: "restricted since %s: kept, not used", AskedF: "%s asked for, due %s", OverdueF: "%s overdue, was due %s",
	},
	Line: RightsLineTexts{
		CmdRequests: "Requests about data: what is open, and until when", CmdAdd: "Note that somebody has asked for something", CmdDone: "A request is answered",
		CmdExtend: "Two more months, if the person was told why in the first one", CmdRestrict: "Keep a person's data, and use them no more",
		CmdCorrect: "Put right what is kept wrongly about a person", CmdAccess: "What is owed to a person who asks: letter, data, files in a folder",
		CmdReport: "Reports about what happens here", CmdRecord: "Record of processing, from your settings",
		CmdIncident: "Data breaches: clock, persons concerned, report", CmdStart: "A data breach begins: the 72 hours run", CmdIncidents: "All data breaches", CmdIncident1: "The report on a data breach",
		CmdConcern: "Who is concerned", CmdIncNote: "What you have found out or done", CmdOffice: "The authority was told", CmdPeople: "Those concerned were told",
		CmdHarmless: "Why the authority need not be told", CmdClose: "The data breach is closed",
		FlagAll: "answered ones too", FlagAt: "day on which it came (YYYY-MM-DD); today without it", FlagNote: "your words on it", FlagOff: "use them again", FlagReason: "why",
		FlagOut: "into which folder", FlagDays: "after so many days the folder removes itself; 0: never", FlagWhat: "what happened", FlagNoticed: "when you noticed it (YYYY-MM-DD or \"YYYY-MM-DD HH:MM\"); now without it",
		FlagChats: "chat of a person concerned; can be given several times", FlagSince: "everybody you wrote with since this day", FlagEverybody: "all persons", FlagPaper: "as a page to print, into this folder; without it as Markdown to the screen",

		Noted: "Noted as number %d; to be answered by %s.", Ended: "Answered.", ExtendedF: "Extended until %s.", WhyExtend: "The deadline must still be running, and there must be a reason that the person was told as well.",
		NoKind: "“%s” is no kind of request; there are: %s", NoDay: "“%s” is no day, or lies in the future. Like this: 2026-11-22", NoneOpen: "No open requests.",
		Row: "%d | %s | %s | of %s", Open: "by %s", Late: "OVERDUE since %s", Done: "answered %s", Gone: "erased person",
		Restricted:  "Restricted: kept here and used no more. Only a key that means exactly that sends; nothing is counted or learned.",
		RestrictedF: "restricted since %s", Released: "Free again.", RestLaterF: "The relay has not heard of it yet; it will when you open the inbox. %s", Corrected: "Corrected, and noted.",
		TellThem: "Has anybody been given data of this person? Then tell them too.", AlsoSaid: "Messages stay as they were written.",
		WrittenF: "The answer lies in %s", ReadFirst: "Read the letter before it goes out: make sure that the person is the one who asks, and that the messages tell nothing about others.",
		BlackF: "Places about other persons, blacked out: %d.", GapsF: "Still to be filled in or checked, in the letter: %s.", ExpiresF: "The folder removes itself on %s.",
		IncidentF: "Data breach number %d. The authority must know by %s.", ClockF: "deadline %s, %d h left", ClockOverF: "DEADLINE PAST since %s", ClockStopped: "reported or closed",
		ConcernedF: "concerned: %d", GoneF: "and %d who were erased since", Concern1: "Noted who is concerned.", NoIncident: "No data breaches.", Kept: "Noted.",
		Steps: "Next: limit the damage, note who is concerned (\"sprechstunde incident people %d --all\"), call the data protection officer, read the report (\"sprechstunde incident show %d\").",
		OneOf: "Say who is concerned: --chat, --since or --all", NoWhat: "Say what has happened: --what \"…\"",
	},
}

// Say is the sentence of a duty; until is its day or moment in words.
func (t *RightsTexts) Say(d domain.Duty, until string) string {
	texts := t.Duty[d.Kind]
	if d.N == 1 {
		return fill(texts.OneF, until)
	}
	return fill(strings.Replace(texts.ManyF, "%d", strconv.Itoa(d.N), 1), until)
}
