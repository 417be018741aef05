package i18n

// HoursTexts is what the screen says about the adviser's hours: what lapses,
// what is overdue, the page outside her slots, the follow-up and the health of
// the relay.
type HoursTexts struct {
	Reason ReasonTexts
	Slot   SlotTexts
	Crisis CrisisTexts
	Calm   CalmTexts
	Follow FollowTexts
	Lapse  LapseTexts
	Banner BannerTexts
	Ring   RingTexts
}

// ReasonTexts say why a chat stands where it stands in the queue. Where there
// are several, the longest that fits is shown.
type ReasonTexts struct {
	Crisis       string
	Back         BackTexts
	DiesF        string // beginning of the next slot
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
	LongF, ShortF                                        string // the reason
	Wrote, Expired, Date, Crisis, Announce, Shut, Parked LongShort
	Stop, Restricted                                     LongShort
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

// CalmTexts are on the page that is there outside the slots.
type CalmTexts struct {
	Title    string
	NextF    string // when
	RunsF    string // till when
	NoSlot   string
	BackOnF  string // first day after an absence
	WaitingF string // number
	WaitOne  string
	Nobody   string
	BackF    string // number of replies that came back
	BackOne  string
	Crisis   string
	Nothing  string // lapses before the next slot
	QuietF   string // key
}

// FollowTexts are about the time after a session in which only those ring who
// were answered today.
type FollowTexts struct {
	RunsF      string // till when, what is left
	RunsShortF string // what is left
	Nobody     LongShort
	WriteF     string // names
	EndsF      string // key
	Ended      string
	Over       string
	NotRunning string
}

// LapseTexts are about the chats that lapse before the next slot.
type LapseTexts struct {
	OneF   string // moment
	ManyF  string // moment
	NoneF  string // moment
	ShowF  string // key
	NoSlot string
}

// BannerTexts are the lines that say what is wrong and what to do.
type BannerTexts struct {
	MoreF      string // how many more there are
	AwayF      string // key
	Pause      LongShort
	PauseToken LongShort
	Hooks      string
	HooksF     string // Meta's words
	Silent     LongShort
	SilentF    string    // since when, how many are usual
	TemplatesF LongShort // key
	NamedF     string    // template, key
	AheadF     LongShort // how much
	BehindF    LongShort // how much
	MissedF    LongShort // from, till
	SetBackF   LongShort // how much
	ZoneF      LongShort // zone of the machine, zone of the adviser; short: the latter
	StoodF     string    // since when
	Hours      string    // number
	Minutes    string    // number
	Dismissed  string
	None       string
	Stays      string
}

// RingTexts are what a notification says, which never is anything personal,
// and the line about the relay at the beginning of a session.
type RingTexts struct {
	One, ManyF string // number
	Failed     string
	WellF      string // when something came last, how many messages in 24 hours
	WellUsualF string // … and how many are usual
	WellNone   string
}

// HoursActions names the actions that have to do with her hours.
type HoursActions struct {
	Crisis, Lapse, Calm, EndFollowUp, Dismiss ActionText
	CalmGo, CalmQuit, CalmDown, CalmUp        ActionText
}

var hoursActionsDE = HoursActions{
	Crisis: ActionText{"Krise", "als Krise markieren oder den Hinweis wegnehmen"}, Lapse: ActionText{"verfällt", "zeigen, was vor dem nächsten Fenster verfallen würde"},
	Calm: ActionText{"Ruheseite", "Ruheseite zeigen: was wartet, was verfällt, nächstes Fenster"}, EndFollowUp: ActionText{"Nachlauf aus", "Nachlauf beenden"},
	Dismiss: ActionText{"Hinweis weg", "Hinweis in der zweiten Zeile für heute wegnehmen"},
	CalmGo:  ActionText{"hineingehen", "trotzdem hineingehen"}, CalmQuit: ActionText{"beenden", "Programm beenden"},
	CalmDown: ActionText{"runter", "eine Zeile weiter"}, CalmUp: ActionText{"rauf", "eine Zeile zurück"},
}

var hoursActionsEN = HoursActions{
	Crisis: ActionText{"crisis", "mark as a crisis, or take the hint away"}, Lapse: ActionText{"lapses", "show what would lapse before the next slot"},
	Calm: ActionText{"calm page", "show the calm page: what waits, what lapses, the next slot"}, EndFollowUp: ActionText{"end follow-up", "end the follow-up"},
	Dismiss: ActionText{"hide hint", "hide the hint on the second line for today"},
	CalmGo:  ActionText{"go in", "go in all the same"}, CalmQuit: ActionText{"quit", "quit the program"},
	CalmDown: ActionText{"down", "one line down"}, CalmUp: ActionText{"up", "one line up"},
}

var hoursDE = HoursTexts{
	Reason: ReasonTexts{
		Crisis: "Krise?", DiesF: "endet vor %s", LeftMinF: "noch %d Min", LeftHourF: "noch %d Std",
		Overdue: "überfällig", ParkedF: "geparkt bis %s", Parked: "geparkt", Returned: "kam zurück", LeavesF: "geht %s hinaus", LeavesShortF: "geht %s",
		PromisedF: "versprochen für %s", Promised: "versprochen", ForToday: "heute",
		Back: BackTexts{
			LongF: "Antwort kam zurück: %s", ShortF: "zurück: %s",
			Wrote: LongShort{"hat geschrieben", "schrieb"}, Expired: LongShort{"abgelaufen", "Zeit um"}, Date: LongShort{"Datum vorbei", "Datum"},
			Crisis: LongShort{"Krise?", "Krise?"}, Announce: LongShort{"Vorlage ging nicht", "Vorlage"}, Shut: LongShort{"Frist zu", "Frist zu"},
			Parked: LongShort{"schon eine geparkt", "geparkt"}, Stop: LongShort{"schrieb Stopp", "Stopp"}, Restricted: LongShort{"Daten eingeschränkt", "ruht"},
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
	Calm: CalmTexts{
		Title: "Gerade ist keine Sprechstunde", NextF: "Nächstes Fenster: %s", RunsF: "Dein Fenster läuft bis %s.", NoSlot: "Es ist kein Fenster eingetragen.", BackOnF: "wieder da: %s",
		WaitingF: "%d warten.", WaitOne: "Eine Person wartet.", Nobody: "Niemand wartet.", BackF: "%d Antworten kamen zurück und wollen einen Blick.", BackOne: "Eine Antwort kam zurück und will einen Blick.",
		Crisis: "Hinweis auf eine Krise", Nothing: "Bis dahin verfällt nichts.", QuietF: "Bis dahin bleibt es hier still. %s geht trotzdem hinein.",
	},
	Follow: FollowTexts{
		RunsF: "Nachlauf bis %s · %s", RunsShortF: "Nachlauf · %s", Nobody: LongShort{"nur wer heute Antwort bekam, klingelt", "alles ruhig"}, WriteF: "schreibt wieder: %s",
		EndsF: "%s beendet", Ended: "Der Nachlauf ist beendet. Bis zum nächsten Fenster bleibt es still.", Over: "Der Nachlauf ist vorbei. Bis zum nächsten Fenster bleibt es still.",
		NotRunning: "Es läuft kein Nachlauf.",
	},
	Lapse: LapseTexts{
		OneF: "würde vor %s verfallen", ManyF: "würden vor %s verfallen", NoneF: "Vor %s verfällt nichts.", ShowF: "%s zeigt sie", NoSlot: "Es ist kein Fenster eingetragen, vor dem etwas verfallen könnte.",
	},
	Banner: BannerTexts{
		MoreF: "+%d", AwayF: "%s weg",
		PauseToken: LongShort{"Der Zugang zu Meta ist abgelaufen, nichts geht hinaus. Trage ein neues Token ein; „sprechstunde doctor“ sagt, wo.", "Neues Token nötig · sprechstunde doctor"},
		Pause:      LongShort{"Meta lässt nichts hinaus. „sprechstunde doctor“ sagt, woran es liegt und was zu tun ist.", "Meta lässt nichts hinaus · sprechstunde doctor"},
		Hooks:      "Meta kann nicht zustellen · sprechstunde doctor", HooksF: "Meta kann nicht zustellen (%s). „sprechstunde doctor“ sagt, was zu tun ist.",
		Silent:     LongShort{"Verdächtig still: Es kommt nichts an. Prüfe mit „sprechstunde doctor“, ob Meta das Relay erreicht.", "Verdächtig still · sprechstunde doctor"},
		SilentF:    "Verdächtig still: seit %s nichts, üblich sind %d am Tag. Prüfe mit „sprechstunde doctor“, ob Meta das Relay erreicht.",
		TemplatesF: LongShort{"Eine Vorlage wird nicht mehr angenommen. %s zeigt, warum.", "Vorlage fällt aus · %s zeigt, warum"},
		NamedF:     "Wird nicht mehr angenommen: Vorlage %s. %s zeigt, warum.",
		AheadF:     LongShort{"Die Uhr des Relays geht %s vor. Automatische Texte ruhen; stelle sie richtig.", "Relay-Uhr geht %s vor · richtig stellen"},
		BehindF:    LongShort{"Die Uhr des Relays geht %s nach. Automatische Texte ruhen; stelle sie richtig.", "Relay-Uhr geht %s nach · richtig stellen"},
		MissedF:    LongShort{"Dein Rechner schlief: Das Fenster %s bis %s ist ohne dich vergangen. Alles ist neu gelesen.", "Fenster %s bis %s ist ohne dich vergangen"},
		SetBackF:   LongShort{"Die Uhr dieses Rechners wurde um %s zurückgestellt. Fristen und Fenster sind neu gerechnet.", "Uhr um %s zurückgestellt, neu gerechnet"},
		ZoneF:      LongShort{"Dieser Rechner steht jetzt auf %s. Alle Zeiten hier meinen weiter %s.", "Andere Zeitzone: hier gilt weiter %[2]s"},
		StoodF:     "Seit %s stand hier alles still, oder die Uhr wurde verstellt. Alles ist neu gelesen.",
		Hours:      "%d Std", Minutes: "%d Min", Dismissed: "Für heute weggenommen.", None: "Es steht kein Hinweis da.", Stays: "Dieser Hinweis bleibt, bis es behoben ist.",
	},
	Ring: RingTexts{
		One: "Jemand wartet auf Antwort", ManyF: "%d warten neu auf Antwort", Failed: "Das eigene Programm zum Melden (notify.command) ließ sich nicht ausführen.",
		WellF: "Relay in Ordnung, zuletzt %s, Nachrichten in 24 Stunden: %d.", WellUsualF: "Relay in Ordnung, zuletzt %s, Nachrichten in 24 Stunden: %d, üblich: %d.",
		WellNone: "Relay in Ordnung, noch kam nichts an.",
	},
}

var hoursEN = HoursTexts{
	Reason: ReasonTexts{
		Crisis: "Crisis?", DiesF: "ends before %s", LeftMinF: "%d min left", LeftHourF: "%d h left",
		Overdue: "overdue", ParkedF: "parked till %s", Parked: "parked", Returned: "came back", LeavesF: "leaves %s", LeavesShortF: "out %s",
		PromisedF: "promised for %s", Promised: "promised", ForToday: "today",
		Back: BackTexts{
			LongF: "Reply came back: %s", ShortF: "back: %s",
			Wrote: LongShort{"they wrote", "they wrote"}, Expired: LongShort{"expired", "expired"}, Date: LongShort{"date has passed", "date"},
			Crisis: LongShort{"crisis?", "crisis?"}, Announce: LongShort{"template failed", "template"}, Shut: LongShort{"window closed", "closed"},
			Parked: LongShort{"one is parked already", "parked"}, Stop: LongShort{"wrote stop", "stop"}, Restricted: LongShort{"data are restricted", "rests"},
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
	Calm: CalmTexts{
		Title: "No office hour just now", NextF: "Next slot: %s", RunsF: "Your slot runs till %s.", NoSlot: "No slot is set up.", BackOnF: "back on %s",
		WaitingF: "%d are waiting.", WaitOne: "One person is waiting.", Nobody: "Nobody is waiting.", BackF: "%d replies came back and want a look.", BackOne: "One reply came back and wants a look.",
		Crisis: "hint at a crisis", Nothing: "Nothing lapses before that.", QuietF: "It stays quiet here till then. %s goes in all the same.",
	},
	Follow: FollowTexts{
		RunsF: "Follow-up till %s · %s", RunsShortF: "Follow-up · %s", Nobody: LongShort{"only those answered today ring", "all quiet"}, WriteF: "writes again: %s",
		EndsF: "%s ends it", Ended: "The follow-up has ended. It stays quiet till the next slot.", Over: "The follow-up is over. It stays quiet till the next slot.",
		NotRunning: "No follow-up is running.",
	},
	Lapse: LapseTexts{
		OneF: "would lapse before %s", ManyF: "would lapse before %s", NoneF: "Nothing lapses before %s.", ShowF: "%s shows them", NoSlot: "No slot is set up before which anything could lapse.",
	},
	Banner: BannerTexts{
		MoreF: "+%d", AwayF: "%s hides",
		PauseToken: LongShort{"The access to Meta has expired, nothing leaves. Enter a new token; \"sprechstunde doctor\" says where.", "New token needed · sprechstunde doctor"},
		Pause:      LongShort{"Meta lets nothing out. \"sprechstunde doctor\" says why, and what to do.", "Meta lets nothing out · sprechstunde doctor"},
		Hooks:      "Meta cannot deliver · sprechstunde doctor", HooksF: "Meta cannot deliver (%s). \"sprechstunde doctor\" says what to do.",
		Silent:     LongShort{"Suspiciously quiet: nothing arrives. Check with \"sprechstunde doctor\" whether Meta reaches the relay.", "Suspiciously quiet · sprechstunde doctor"},
		SilentF:    "Suspiciously quiet: nothing since %s, %d a day are usual. Check with \"sprechstunde doctor\" whether Meta reaches the relay.",
		TemplatesF: LongShort{"A template is no longer accepted. %s shows why.", "Template drops out · %s shows why"},
		NamedF:     "No longer accepted: template %s. %s shows why.",
		AheadF:     LongShort{"The relay's clock is %s fast. Automatic texts rest; set it right.", "Relay clock is %s fast · set it right"},
		BehindF:    LongShort{"The relay's clock is %s slow. Automatic texts rest; set it right.", "Relay clock is %s slow · set it right"},
		MissedF:    LongShort{"Your computer slept: the slot %s to %s has passed without you. Everything was read anew.", "Slot %s to %s has passed without you"},
		SetBackF:   LongShort{"The clock of this computer was set back by %s. Windows and slots were worked out anew.", "Clock set back by %s, all worked out anew"},
		ZoneF:      LongShort{"This computer is set to %s now. All times here still mean %s.", "Other time zone: here it is still %[2]s"},
		StoodF:     "Everything stood still here since %s, or the clock was set. Everything was read anew.",
		Hours:      "%d h", Minutes: "%d min", Dismissed: "Hidden for today.", None: "There is no hint.", Stays: "This hint stays until it is put right.",
	},
	Ring: RingTexts{
		One: "Somebody is waiting for an answer", ManyF: "%d more are waiting for an answer", Failed: "Your own program for notifications (notify.command) could not be run.",
		WellF: "Relay well, last news %s, messages in 24 hours: %d.", WellUsualF: "Relay well, last news %s, messages in 24 hours: %d, usual: %d.",
		WellNone: "Relay well, nothing has come yet.",
	},
}
