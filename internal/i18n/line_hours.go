package i18n

// HoursLineTexts are the words of "sprechstunde hours".
type HoursLineTexts struct {
	Cmd      string
	FlagAt   string
	FlagWeek string
	BadTime  string // what was given

	OpenUntil string // clock
	Closed    string
	Slot      string // name, clock
	Round     string // topic, clock
	NextSlot  string // name, when in words
	NoSlot    string
	Holiday   string // name
	Free      string
	FreeWhy   string // note
	HalfDay   string // clock
	Absent    string // date of return
	Deputy    string // name
	Due       string // date and clock
	Overdue   string // date
	FollowUp  string // clock
	Gap       string
	Nobody    string // a day without office hours and slots
	When      string // date, clock
}

var lineHoursDE = HoursLineTexts{
	Cmd:      "Zeigt Servicezeiten, Fenster und Fristen",
	FlagAt:   `Zeitpunkt statt jetzt: "2026-12-24 09:30", 2026-12-24, 09:30 oder mit Zone 2026-10-25T02:30:00+01:00`,
	FlagWeek: "dazu die sieben Tage ab diesem Tag",
	BadTime:  "Ein Zeitpunkt wird so geschrieben: 2026-12-24 09:30 (nicht: %s)",

	OpenUntil: "Servicezeit bis %s", Closed: "keine Servicezeit",
	Slot: "Fenster %s bis %s", Round: "Fragerunde %s bis %s", NextSlot: "Nächstes Fenster: %s, %s", NoSlot: "Kein Fenster in Sicht",
	Holiday: "Feiertag: %s", Free: "Freier Tag", FreeWhy: "Freier Tag: %s", HalfDay: "Halber Tag bis %s",
	Absent: "Abwesend, wieder da am %s", Deputy: "Vertretung: %s",
	Due: "Wer jetzt schreibt, soll Antwort haben bis %s", Overdue: "Überfällig: wer vor %s geschrieben hat", FollowUp: "Nachlauf bis %s",
	Gap: "Bis zum nächsten Fenster liegt mindestens ein ganzer freier Tag", Nobody: "–", When: "%s, %s Uhr",
}

var lineHoursEN = HoursLineTexts{
	Cmd:      "Show office hours, slots and what is due when",
	FlagAt:   `a moment instead of now: "2026-12-24 09:30", 2026-12-24, 09:30, or with its zone 2026-10-25T02:30:00+01:00`,
	FlagWeek: "and the seven days from that day on",
	BadTime:  "a moment is written like this: 2026-12-24 09:30 (not: %s)",

	OpenUntil: "Office hours until %s", Closed: "no office hours",
	Slot: "Slot %s until %s", Round: "Question round %s until %s", NextSlot: "Next slot: %s, %s", NoSlot: "No slot in sight",
	Holiday: "Public holiday: %s", Free: "Free day", FreeWhy: "Free day: %s", HalfDay: "Half day until %s",
	Absent: "Absent, back on %s", Deputy: "Stands in: %s",
	Due: "Who writes now should have an answer by %s", Overdue: "Overdue: who wrote before %s", FollowUp: "Follow-up until %s",
	Gap: "At least one whole day off lies before the next slot", Nobody: "–", When: "%s, %s",
}
