package i18n

// ParkingTexts is what the screen says where the reply window is shut, and
// about replies that wait: parked, scheduled, promised.
type ParkingTexts struct {
	Parked      string // mark of a chat in a session
	ParkedShort string
	ParkedPage  string // the same on the page of the session

	SinceF   string // since when the window is shut
	Never    string // the person has never written
	Meta     string // WhatsApp says that it is shut
	CostF    string // amount and currency
	InviteF  string // key for writing, cost of the announcement
	WriteF   string // cost of the announcement
	CrisisIn string
	Closing  string // the window shuts while she writes
	OpenedF  string // name: it is open again
	Refused  string // WhatsApp or our own check refused the text

	ReviewF    string // name and address
	NextKeys   string
	ParkShort  string // in the footer, instead of "send"
	FirstF     string // cost of the announcement
	ThenF      string // name, word on the button
	ThenTextF  string // name
	UntilF     string // until when it waits
	ParkKeys   string
	Asking     string
	None       string
	Crisis     string
	WaitsF     string // until when
	NoSplit    string
	ReadFirst  string
	DoneF      string // name, until when
	DonePlainF string // name

	WaitsHereF string // until when, key
	TimedHereF string // when, key

	Look map[string]string // domain.ReturnReason → what it means for her
	Life LifeTexts
	Time TimeTexts
	List OutboxTexts
}

// TimeTexts is said while the time is chosen at which an answer leaves.
type TimeTexts struct {
	KeysAtF   string // when, key
	KeysShutF string // when, key: the window is shut by the next slot
	TitleF    string // name
	Now       string
	SlotF     string // when
	Other     string
	Hint      string
	ShutThenF string // until when it is open
	NotParked string
	DoneF     string // name, when, key
}

// OutboxTexts is said in the list of the sends that wait.
type OutboxTexts struct {
	Title    string
	Nothing  string
	NoChoice string
	ParkedF  string // until when
	TimedF   string // when
}

// ParkingActions names what can be done with replies that wait.
type ParkingActions struct {
	When, Outbox, OutboxOpen, OutboxBack ActionText
}

// LifeTexts say what has become of a reply that waited.
type LifeTexts struct {
	ParkedF   string // when
	Announced string
	AnnounceF string            // how far the announcement has come
	FetchedF  string            // name, when
	ReturnedF string            // when
	TimedF    string            // when it leaves
	SetF      string            // when it was to leave
	Returned  string            // where no reason is known
	Why       map[string]string // domain.ReturnReason → words with the name for %s
	AutoF     string            // which rules
	Rules     map[string]string // domain.AutoRule → words
	ButtonF   string            // word on the button
}

var parkingDE = ParkingTexts{
	Parked: "geparkt", ParkedShort: "geparkt", ParkedPage: "geparkt, bis die Person sie abruft",
	SinceF: "Frist zu seit %s", Never: "hat noch nie geschrieben", Meta: "WhatsApp sagt: Frist zu",
	CostF: "kostet %s %s", InviteF: "%s schreiben und parken%s", WriteF: "Enter parkt die Antwort, bis die Person sie abruft%s.",
	CrisisIn: "Notlage? Hier wird nichts geparkt, nichts geht von selbst hinaus.",
	Closing:  "Die 24-Stunden-Frist ist eben abgelaufen. Dein Text bleibt; Enter parkt ihn jetzt.",
	OpenedF:  "%s hat geschrieben: Die Frist ist wieder offen, Enter sendet gleich.",
	Refused:  "WhatsApp nimmt gerade keinen freien Text an: Die Frist ist zu. Dein Text bleibt; Enter parkt ihn.",

	ParkShort: "parken", ReviewF: "Wird geparkt für %s · %s", NextKeys: "Frist zu: Enter zeigt die Ankündigung · Esc zum Text",
	FirstF: "Frist zu: Enter parkt sie. Zuerst geht diese Ankündigung hinaus%s.", ThenF: "Deine Antwort folgt von selbst, sobald %s auf „%s“ tippt.",
	ThenTextF: "Deine Antwort folgt von selbst, sobald %s die Ankündigung antippt.", UntilF: "Sie wartet bis %s auf den Abruf.",
	ParkKeys: "Enter parkt · Esc zurück", Asking: "Die Ankündigung wird noch geholt …",
	None:    "Es gibt keine freigegebene Vorlage, die eine geparkte Antwort ankündigt. Der Text bleibt als Entwurf.",
	Crisis:  "Hier könnte jemand in Not sein: In diesem Chat wird nichts geparkt. Ruf an oder hole Hilfe; der Text bleibt als Entwurf.",
	WaitsF:  "Für diese Person ist schon eine Antwort geparkt (bis %s), und es wartet immer nur eine. Hole sie zuerst zurück; der Text bleibt als Entwurf.",
	NoSplit: "Geparkt wird immer nur eine Nachricht; teilen geht hier nicht.", ReadFirst: "Erst Enter: Lies die Ankündigung, die zuerst hinausgeht.",
	DoneF: "Geparkt für %s (bis %s). Die Ankündigung geht jetzt hinaus.", DonePlainF: "Geparkt für %s. Die Ankündigung geht jetzt hinaus.",
	WaitsHereF: "Eine Antwort ist geparkt, bis %s · %s holt sie zurück", TimedHereF: "Eine Antwort geht %s hinaus · %s holt sie zurück",
	Look: map[string]string{
		"wrote":    "Deine Antwort kam zurück, weil inzwischen geschrieben wurde. Sie liegt als Entwurf bereit.",
		"expired":  "Deine geparkte Antwort wurde nie abgerufen und ist abgelaufen. Sie liegt als Entwurf bereit.",
		"date":     "Deine Antwort kam zurück: Ein Tag, den sie nennt, ist vorbei. Sie liegt als Entwurf bereit.",
		"crisis":   "Deine Antwort kam zurück: In diesem Chat könnte jemand in Not sein. Sie liegt als Entwurf bereit.",
		"announce": "Deine geparkte Antwort kam zurück: Die Ankündigung konnte nicht hinaus. Sie liegt als Entwurf bereit.",
		"shut":     "WhatsApp hat deine Antwort abgewiesen, weil die Frist schon zu war. Sie liegt als Entwurf bereit.",
	},
	Life: LifeTexts{
		ParkedF: "geparkt %s", Announced: "Ankündigung", AnnounceF: "Ankündigung %s", FetchedF: "von %s abgerufen %s", ReturnedF: "kam zurück %s",
		TimedF: "geht %s hinaus", SetF: "war für %s vorgesehen", Returned: "kam zurück, nicht gesendet",
		Why: map[string]string{
			"wrote": "%s hat etwas anderes geschrieben", "expired": "%s hat sie nie abgerufen", "date": "ein Tag im Text ist vorbei",
			"crisis": "Hinweis auf eine Notlage", "announce": "die Ankündigung konnte nicht hinaus", "shut": "die 24-Stunden-Frist war schon zu",
		},
		AutoF: "automatisch: %s",
		Rules: map[string]string{
			"greeting": "Begrüßung", "today": "Abwesenheit (bis zum nächsten Fenster)", "evening": "Abwesenheit (Feierabend)", "weekend": "Abwesenheit (Wochenende)",
			"holiday": "Abwesenheit (Feiertag)", "absence": "Abwesenheit (nicht im Dienst)",
		},
		ButtonF: "[ %s ]",
	},
	Time: TimeTexts{
		KeysAtF: "Enter: geht %s hinaus · %s andere Zeit · Esc zum Text", KeysShutF: "Enter sendet gleich, %s ist die Frist zu · %s andere Zeit",
		TitleF: "Wann soll die Antwort an %s hinaus?", Now: "gleich", SlotF: "im nächsten Fenster: %s", Other: "zu einer anderen Zeit …",
		Hint:      "etwa: heute 15 Uhr · morgen 8:30 · in 2 Stunden",
		ShutThenF: "Dann ist die 24-Stunden-Frist zu (offen bis %s): Sende vorher, oder parke später.",
		NotParked: "Geparkt wird gleich: Die Antwort geht hinaus, wenn die Person sie abruft.", DoneF: "Die Antwort an %s geht %s hinaus. %s zeigt alles, was wartet.",
	},
	List: OutboxTexts{
		Title: "Was noch wartet", Nothing: "Nichts wartet: Keine Antwort ist geparkt oder für später vorgesehen.", NoChoice: "Hier wartet nichts.",
		ParkedF: "geparkt bis %s", TimedF: "geht %s",
	},
}

var parkingEN = ParkingTexts{
	Parked: "parked", ParkedShort: "parked", ParkedPage: "parked till the person asks for it",
	SinceF: "window closed since %s", Never: "has never written", Meta: "WhatsApp says: window closed",
	CostF: "costs %s %s", InviteF: "%s write and park%s", WriteF: "Enter parks the answer till the person asks for it%s.",
	CrisisIn: "Distress? Nothing is parked here, nothing leaves by itself.",
	Closing:  "The 24 hour window has just closed. Your text stays; Enter now parks it.",
	OpenedF:  "%s has written: the window is open again, Enter sends at once.",
	Refused:  "WhatsApp takes no free text just now: the window is closed. Your text stays; Enter parks it.",

	ParkShort: "park", ReviewF: "Will be parked for %s · %s", NextKeys: "Closed: Enter shows the announcement · Esc to the text",
	FirstF: "Window closed: Enter parks it. This announcement goes out first%s.", ThenF: "Your answer follows by itself as soon as %s taps “%s”.",
	ThenTextF: "Your answer follows by itself as soon as %s taps the announcement.", UntilF: "It waits till %s at most.",
	ParkKeys: "Enter parks · Esc back", Asking: "The announcement is still being fetched …",
	None:    "There is no approved template that announces a parked answer. The text stays as the draft.",
	Crisis:  "Somebody may be in distress here: nothing is parked in this chat. Call or get help; the text stays as the draft.",
	WaitsF:  "An answer is parked for this person already (till %s), and only one waits at a time. Take it back first; the text stays as the draft.",
	NoSplit: "Only one message is parked at a time; it cannot be split here.", ReadFirst: "First Enter: read the announcement that goes out first.",
	DoneF: "Parked for %s (till %s). The announcement goes out now.", DonePlainF: "Parked for %s. The announcement goes out now.",
	WaitsHereF: "An answer is parked till %s · %s takes it back", TimedHereF: "An answer leaves %s · %s takes it back",
	Look: map[string]string{
		"wrote":    "Your answer came back because the person has written meanwhile. It is your draft now.",
		"expired":  "Your parked answer was never asked for and has expired. It is your draft now.",
		"date":     "Your answer came back: a day it names is past. It is your draft now.",
		"crisis":   "Your answer came back: somebody may be in distress in this chat. It is your draft now.",
		"announce": "Your parked answer came back: its announcement could not go out. It is your draft now.",
		"shut":     "WhatsApp refused your answer because the window had closed already. It is your draft now.",
	},
	Life: LifeTexts{
		ParkedF: "parked %s", Announced: "announcement", AnnounceF: "announcement %s", FetchedF: "asked for by %s %s", ReturnedF: "came back %s",
		TimedF: "leaves %s", SetF: "was meant for %s", Returned: "came back, not sent",
		Why: map[string]string{
			"wrote": "%s wrote something else", "expired": "%s never asked for it", "date": "a day in the text is past",
			"crisis": "a hint at somebody in distress", "announce": "the announcement could not go out", "shut": "the 24 hour window had closed already",
		},
		AutoF: "automatic: %s",
		Rules: map[string]string{
			"greeting": "greeting", "today": "away (till the next slot)", "evening": "away (evening)", "weekend": "away (weekend)",
			"holiday": "away (public holiday)", "absence": "away (absence)",
		},
		ButtonF: "[ %s ]",
	},
	Time: TimeTexts{
		KeysAtF: "Enter: leaves %s · %s another time · Esc to the text", KeysShutF: "Enter sends now, closed by %s · %s another time",
		TitleF: "When shall the answer to %s leave?", Now: "now", SlotF: "in the next slot: %s", Other: "at another time …",
		Hint:      "such as: today 3 pm · tomorrow 8:30 · in 2 hours",
		ShutThenF: "The 24 hour window is closed by then (open till %s): send before that, or park it later.",
		NotParked: "Parking happens now: the answer leaves when the person asks for it.", DoneF: "The answer to %s leaves %s. %s shows all that waits.",
	},
	List: OutboxTexts{
		Title: "What still waits", Nothing: "Nothing waits: no answer is parked or meant for later.", NoChoice: "Nothing waits here.",
		ParkedF: "parked till %s", TimedF: "leaves %s",
	},
}

var parkingActionsDE = ParkingActions{
	When:   ActionText{"wann", "wählen, wann die Antwort hinausgeht"},
	Outbox: ActionText{"was wartet", "alles zeigen, was geparkt ist oder später hinausgeht"}, OutboxOpen: ActionText{"öffnen", "in den Chat"},
	OutboxBack: ActionText{"zurückholen", "zurückholen und im Chat weiterschreiben"},
}

var parkingActionsEN = ParkingActions{
	When:   ActionText{"when", "choose when the answer leaves"},
	Outbox: ActionText{"what waits", "show all that is parked or leaves later"}, OutboxOpen: ActionText{"open", "into the chat"},
	OutboxBack: ActionText{"take back", "take it back and go on writing in the chat"},
}
