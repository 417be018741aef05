package i18n

// HoursTexts is what the screen says about the adviser's hours: what lapses,
// what is overdue, the page outside her slots, the follow-up and the health of
// the relay.
type HoursTexts struct {
	Reason ReasonTexts
	Slot   SlotTexts
	Crisis CrisisTexts
}

// ReasonTexts say why a chat stands where it stands in the queue. Where there
// are several, the longest that fits is shown.
type ReasonTexts struct {
	Crisis       string
	Back         BackTexts
	DiesF        string // beginning of the next slot
	DiesShortF   string // the same
	LeftMinF     string // minutes that are left of the reply window
	LeftHourF    string // hours
	Overdue      string
	ParkedF      string // till when
	Parked       string
	Returned     string
	LeavesF      string // when
	LeavesShortF string // when
	PromisedF    string // for which day
	Promised     string
	ForToday     string
}

// BackTexts say why a reply came back instead of leaving.
type BackTexts struct {
	LongF, ShortF                                string // the reason
	Wrote, Expired, Date, Crisis, Announce, Shut LongShort
}

// LongShort is the same in several words, and in one or two where there is no
// room.
type LongShort struct{ Long, Short string }

// SlotTexts say where in her day the adviser stands.
type SlotTexts struct {
	RunsF      string // till when
	RunsShortF string
	RoundF     string // topic, till when
	NextF      string // when
	NextMidF   string
	NextShortF string
	HolidayF   string // its name
	Free       string
	Absent     string
	DeputyF    string // who stands in
}

// CrisisTexts are about a person in distress.
type CrisisTexts struct {
	Set, Cleared         string
	Title, Keep, ClearIt string
	Hint                 string
}

// HoursActions names the actions that have to do with her hours.
type HoursActions struct {
	Crisis ActionText
}

var hoursActionsDE = HoursActions{
	Crisis: ActionText{"Krise", "als Krise markieren oder den Hinweis wegnehmen"},
}

var hoursActionsEN = HoursActions{
	Crisis: ActionText{"crisis", "mark as a crisis, or take the hint away"},
}

var hoursDE = HoursTexts{
	Reason: ReasonTexts{
		Crisis: "Krise?", DiesF: "stirbt vor %s", DiesShortF: "vor %s", LeftMinF: "noch %d Min", LeftHourF: "noch %d Std",
		Overdue: "überfällig", ParkedF: "geparkt bis %s", Parked: "geparkt", Returned: "kam zurück", LeavesF: "geht %s hinaus", LeavesShortF: "geht %s",
		PromisedF: "versprochen für %s", Promised: "versprochen", ForToday: "heute",
		Back: BackTexts{
			LongF: "Antwort kam zurück: %s", ShortF: "zurück: %s",
			Wrote: LongShort{"hat geschrieben", "schrieb"}, Expired: LongShort{"abgelaufen", "Zeit um"}, Date: LongShort{"Datum vorbei", "Datum"},
			Crisis: LongShort{"Krise?", "Krise?"}, Announce: LongShort{"Vorlage ging nicht", "Vorlage"}, Shut: LongShort{"Frist zu", "Frist zu"},
		},
	},
	Slot: SlotTexts{
		RunsF: "Fenster bis %s", RunsShortF: "bis %s", RoundF: "Fragerunde %s bis %s",
		NextF: "nächstes Fenster %s", NextMidF: "Fenster %s", NextShortF: "→ %s",
		HolidayF: "Feiertag: %s", Free: "freier Tag", Absent: "abwesend", DeputyF: "abwesend, Vertretung %s",
	},
	Crisis: CrisisTexts{
		Set: "Als Krise markiert: steht jetzt oben, und nichts geht hier von selbst hinaus.", Cleared: "Gilt nicht mehr als Krise.",
		Title: "Gilt dieser Chat nicht mehr als Krise?", Keep: "nein, er bleibt oben", ClearIt: "ja, der Hinweis ist erledigt",
		Hint: "Hinweis auf eine Krise",
	},
}

var hoursEN = HoursTexts{
	Reason: ReasonTexts{
		Crisis: "Crisis?", DiesF: "dies before %s", DiesShortF: "bef. %s", LeftMinF: "%d min left", LeftHourF: "%d h left",
		Overdue: "overdue", ParkedF: "parked till %s", Parked: "parked", Returned: "came back", LeavesF: "leaves %s", LeavesShortF: "out %s",
		PromisedF: "promised for %s", Promised: "promised", ForToday: "today",
		Back: BackTexts{
			LongF: "Reply came back: %s", ShortF: "back: %s",
			Wrote: LongShort{"they wrote", "they wrote"}, Expired: LongShort{"expired", "expired"}, Date: LongShort{"date has passed", "date"},
			Crisis: LongShort{"crisis?", "crisis?"}, Announce: LongShort{"template failed", "template"}, Shut: LongShort{"window closed", "closed"},
		},
	},
	Slot: SlotTexts{
		RunsF: "slot till %s", RunsShortF: "till %s", RoundF: "question round %s till %s",
		NextF: "next slot %s", NextMidF: "slot %s", NextShortF: "→ %s",
		HolidayF: "public holiday: %s", Free: "day off", Absent: "away", DeputyF: "away, %s stands in",
	},
	Crisis: CrisisTexts{
		Set: "Marked as a crisis: it is on top now, and nothing leaves here by itself.", Cleared: "No longer counts as a crisis.",
		Title: "Is this chat no longer about a crisis?", Keep: "no, it stays on top", ClearIt: "yes, the hint is dealt with",
		Hint: "Hint at a crisis",
	},
}
