package i18n

// ParkingTexts is what the screen says where the reply window is shut, and
// about replies that wait: parked, scheduled, promised.
type ParkingTexts struct {
	Parked      string // mark of a chat in a session
	ParkedShort string
	ParkedPage  string // the same on the page of the session

	SinceF    string // since when the window is shut
	Never     string // the person has never written
	Meta      string // WhatsApp says that it is shut
	CostF     string // amount and currency
	InviteF   string // key for writing, key for templates, cost of either
	WriteF    string // cost of the announcement, key for templates
	CrisisInF string // key
	Closing   string // the window shuts while she writes
	OpenedF   string // name: it is open again
	Refused   string // WhatsApp or our own check refused the text

	ReviewF    string // name and address
	StuckF     string // the same, where nothing can be parked
	NextKeys   string
	NextShort  string // in the footer, instead of "send", before the announcement was read
	ParkShort  string // … and after
	FirstF     string // cost of the announcement
	ThenF      string // name, word on the button
	ThenTextF  string // name
	UntilF     string // until when it waits
	ParkKeys   string
	Asking     string
	NoneF      string
	CrisisF    string // key
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
	Form TemplateTexts
	Vow  PromiseTexts
	Soon ReachTexts
}

// PromiseTexts is said about promises in what she writes.
type PromiseTexts struct {
	OfferF   string // words, key
	ShutThen string
	KeptF    string // name, when it comes up
	AheadF   string // when, words
	DueF     string // since when, words
	DoneF    string // key
	NoneHere string
	NoOffer  string
	Ended    string
}

// ReachTexts is said when somebody gets a first answer shortly before she goes.
type ReachTexts struct {
	TitleF    string // until when she is there, name
	Now       string
	ShortF    string // when the chat comes up again
	SlotF     string // when
	RestF     string // when
	NoSplit   string
	TextF     string // when
	IntroF    string // her name
	TodayF    string // clock
	TomorrowF string // clock
	DayF      string // day, clock
	HourF     string // full hour
	ClockF    string // clock
}

// TemplateTexts is said about Meta's templates.
type TemplateTexts struct {
	Title       string
	TitleForF   string // name
	SeenF       string // when Meta was asked
	NeverSeen   string
	Asking      string
	EmptyF      string // keys: proposals, ask Meta
	NoChoice    string
	NotUsableF  string // state
	NotFillable string
	Categories  map[string]string // Meta's words → ours
	States      map[string]string
	Qualities   map[string]string
	QualityF    string // which
	RejectedF   string // why
	Reasons     map[string]string
	AskF        string // number, of how many, what the place is called
	AskEmpty    string
	NoPlaces    string
	ReviewF     string // name and address
	ReviewKeysF string // key that changes the values
	SentF       string // name
	Wizard      string
	WizardHint  string
	WizardHere  string
	NoProposal  string
	CreateF     string // name of the template
	CreateYes   string
	CreatedF    string // name of the template, state
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
	Unknown   string
	ShutThenF string // until when it is open
	NotParked string
	NotCrisis string
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
	When, Outbox, OutboxOpen, OutboxBack        ActionText
	Template, TemplateTake, TemplateClose       ActionText
	TemplateFresh, TemplateWizard, TemplateSend ActionText
	Promise, PromiseKept                        ActionText
	TemplateValues, TemplateGiveUp              ActionText
}

// LifeTexts say what has become of a reply that waited.
type LifeTexts struct {
	ParkedF   string            // when
	Leaving   string            // the announcement is on its way
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
	SinceF: "Frist zu seit %s", Never: "Hat noch nie geschrieben", Meta: "WhatsApp sagt: Frist zu",
	CostF: "kostet %s %s", InviteF: "%s schreiben und parken · %s Vorlage senden%s", WriteF: "Enter parkt die Antwort%s · %s Vorlage",
	CrisisInF: "Notlage? Hier geht nichts von selbst hinaus · %s Vorlage senden",
	Closing:   "Die 24-Stunden-Frist ist eben abgelaufen. Dein Text bleibt; Enter parkt ihn jetzt.",
	OpenedF:   "%s hat geschrieben: Die Frist ist wieder offen, Enter sendet gleich.",
	Refused:   "WhatsApp nimmt gerade keinen freien Text an: Die Frist ist zu. Dein Text bleibt; Enter parkt ihn.",

	NextShort: "weiter", ParkShort: "parken", ReviewF: "Wird geparkt für %s · %s", StuckF: "Kann nicht hinaus an %s · %s", NextKeys: "Frist zu: Enter zeigt die Ankündigung · Esc zum Text",
	FirstF: "Frist zu: Enter parkt deine Antwort. Zuerst geht diese Ankündigung hinaus%s.", ThenF: "Deine Antwort folgt von selbst, sobald %s auf „%s“ tippt.",
	ThenTextF: "Deine Antwort folgt von selbst, sobald %s die Ankündigung antippt.", UntilF: "Sie wartet bis %s auf den Abruf.",
	ParkKeys: "Enter parkt · Esc zurück", Asking: "Die Ankündigung wird noch geholt …",
	NoneF:   "Es gibt keine freigegebene Vorlage, die eine geparkte Antwort ankündigt. Der Text bleibt als Entwurf. %s zeigt die Vorlagen und schlägt neue vor.",
	CrisisF: "Hier könnte jemand in Not sein: In diesem Chat wird nichts geparkt. Ruf an, hole Hilfe oder sende eine Vorlage (%s); der Text bleibt als Entwurf.",
	WaitsF:  "Für diese Person ist schon eine Antwort geparkt (bis %s), und es wartet immer nur eine. Hole sie zuerst zurück; der Text bleibt als Entwurf.",
	NoSplit: "Geparkt wird immer nur eine Nachricht; teilen geht hier nicht.", ReadFirst: "Erst Enter: Lies die Ankündigung, die zuerst hinausgeht.",
	DoneF: "Geparkt für %s (bis %s). Die Ankündigung geht jetzt hinaus.", DonePlainF: "Geparkt für %s. Die Ankündigung geht jetzt hinaus.",
	WaitsHereF: "Eine Antwort ist geparkt, bis %s · %s holt sie zurück", TimedHereF: "Eine Antwort geht %s hinaus · %s holt sie zurück",
	Look: map[string]string{
		"wrote":      "Deine Antwort kam zurück, weil die Person inzwischen geschrieben hat. Sie liegt als Entwurf bereit.",
		"expired":    "Deine geparkte Antwort wurde nie abgerufen und ist abgelaufen. Sie liegt als Entwurf bereit.",
		"date":       "Deine Antwort kam zurück: Ein Tag, den sie nennt, ist vorbei. Sie liegt als Entwurf bereit.",
		"crisis":     "Deine Antwort kam zurück: In diesem Chat könnte jemand in Not sein. Sie liegt als Entwurf bereit.",
		"announce":   "Deine geparkte Antwort kam zurück: Die Ankündigung konnte nicht hinaus. Sie liegt als Entwurf bereit.",
		"shut":       "WhatsApp hat deine Antwort abgewiesen, weil die Frist schon zu war. Sie liegt als Entwurf bereit.",
		"parked":     "Deine Antwort kam zurück: Für diese Person wartet schon eine andere. Sie liegt als Entwurf bereit.",
		"stop":       "Deine Antwort kam zurück: Die Person hat Stopp geschrieben und wird nicht mehr angeschrieben. Sie liegt als Entwurf bereit.",
		"restricted": "Deine Antwort kam zurück: Die Daten der Person sind eingeschränkt, es geht nichts mehr von allein an sie. Sie liegt als Entwurf bereit.",
	},
	Life: LifeTexts{
		ParkedF: "geparkt %s", Leaving: "Ankündigung geht hinaus", AnnounceF: "Ankündigung %s", FetchedF: "von %s abgerufen %s", ReturnedF: "kam zurück %s",
		TimedF: "geht %s hinaus", SetF: "war für %s vorgesehen", Returned: "kam zurück, nicht gesendet",
		Why: map[string]string{
			"wrote": "%s hat etwas anderes geschrieben", "expired": "%s hat sie nie abgerufen", "date": "ein Tag im Text ist vorbei",
			"crisis": "Hinweis auf eine Notlage", "announce": "die Ankündigung konnte nicht hinaus", "shut": "die 24-Stunden-Frist war schon zu",
			"parked": "es wartet schon eine andere", "stop": "%s hat Stopp geschrieben", "restricted": "die Daten sind eingeschränkt",
			"answered": "du hast selbst geantwortet",
		},
		AutoF: "automatisch: %s",
		Rules: map[string]string{
			"greeting": "Begrüßung", "today": "Abwesenheit (bis zum nächsten Fenster)", "evening": "Abwesenheit (Feierabend)", "weekend": "Abwesenheit (Wochenende)",
			"holiday": "Abwesenheit (Feiertag)", "absence": "Abwesenheit (nicht im Dienst)", "stop": "Bestätigung des Stopps", "call": "Bitte zu schreiben, nach einem Anruf",
		},
		ButtonF: "[ %s ]",
	},
	Time: TimeTexts{
		KeysAtF: "Enter: geht %s hinaus · %s andere Zeit · Esc zum Text", KeysShutF: "Enter sendet gleich, %s ist die Frist zu · %s andere Zeit",
		TitleF: "Wann soll die Antwort an %s hinaus?", Now: "gleich", SlotF: "im nächsten Fenster: %s", Other: "zu einer anderen Zeit …",
		Hint:      "etwa: heute 15 Uhr · morgen 8:30 · in 2 Stunden",
		Unknown:   "Das ist noch keine Zeit. Etwa: heute 15 Uhr · morgen 8:30 · in 2 Stunden",
		ShutThenF: "Dann ist die 24-Stunden-Frist zu (offen bis %s): Sende vorher, oder parke später.",
		NotCrisis: "In diesem Chat könnte jemand in Not sein: Hier geht nichts von selbst hinaus.",
		NotParked: "Geparkt wird gleich: Die Antwort geht hinaus, wenn die Person sie abruft.", DoneF: "Die Antwort an %s geht %s hinaus. %s zeigt alles, was wartet.",
	},
	List: OutboxTexts{
		Title: "Was noch wartet", Nothing: "Nichts wartet: Keine Antwort ist geparkt oder für später vorgesehen.", NoChoice: "Hier wartet nichts.",
		ParkedF: "geparkt bis %s", TimedF: "geht %s",
	},
	Form: TemplateTexts{
		Title: "Vorlagen bei Meta", TitleForF: "Vorlage für %s", SeenF: "Stand %s", NeverSeen: "noch nie abgefragt", Asking: "Meta wird gefragt …",
		EmptyF: "Es gibt noch keine Vorlage. %s schlägt welche vor, %s fragt Meta noch einmal.", NoChoice: "Hier steht keine Vorlage.",
		NotUsableF: "Diese Vorlage lässt sich nicht senden: %s.", NotFillable: "Diese Vorlage braucht mehr als Text (Bild, Link oder Code); das geht hier nicht.",
		Categories: map[string]string{"UTILITY": "Service", "MARKETING": "Werbung", "AUTHENTICATION": "Anmeldung"},
		States: map[string]string{
			"APPROVED": "freigegeben", "PENDING": "wird geprüft", "IN_APPEAL": "wird noch einmal geprüft", "REJECTED": "abgelehnt", "PAUSED": "pausiert",
			"DISABLED": "gesperrt", "PENDING_DELETION": "wird gelöscht", "DELETED": "gelöscht", "LIMIT_EXCEEDED": "Grenze erreicht", "ARCHIVED": "abgelegt",
		},
		Qualities: map[string]string{"GREEN": "gut", "YELLOW": "mittel", "RED": "schlecht", "UNKNOWN": "noch unbekannt"}, QualityF: "Qualität %s",
		RejectedF: "Meta sagt: %s", Reasons: map[string]string{
			"INVALID_FORMAT": "die Form stimmt nicht (Platzhalter, Zeichen oder Länge)", "ABUSIVE_CONTENT": "der Inhalt verstößt gegen die Regeln", "PROMOTIONAL": "das ist Werbung, kein Service",
			"TAG_CONTENT_MISMATCH": "Art und Inhalt passen nicht zusammen", "SCAM": "der Text wirkt wie Betrug",
		}, AskF: "Wert %d von %d: %s", AskEmpty: "Hier fehlt noch etwas.", NoPlaces: "Diese Vorlage hat nichts auszufüllen.",
		ReviewF: "Vorlage geht so an %s · %s", ReviewKeysF: "Enter sendet die Vorlage · %s ändert die Werte · Esc zurück", SentF: "Die Vorlage geht an %s hinaus.",
		Wizard: "Vorschläge für neue Vorlagen", WizardHint: "Enter legt sie Meta zur Prüfung vor. Das dauert meist Minuten, manchmal einen Tag; danach kannst du sie senden.",
		WizardHere: "Hier stehen die Vorschläge schon.", NoProposal: "Alles, was vorgeschlagen wird, gibt es schon.",
		CreateF: "„%s“ wird Meta zur Prüfung vorgelegt. Einverstanden?", CreateYes: "ja, Meta vorlegen", CreatedF: "„%s“ liegt bei Meta: %s.",
	},
	Vow: PromiseTexts{
		OfferF: "Zusage „%s“: %s merkt sie vor.", ShutThen: "Dann ist die Frist zu: Du wirst parken müssen.", KeptF: "Vorgemerkt: %s kommt wieder %s.",
		AheadF: "Zusage für %s: „%s“", DueF: "Zusage fällig seit %s: „%s“", DoneF: "%s erledigt sie", NoneHere: "In diesem Chat ist nichts zugesagt.",
		NoOffer: "Gerade ist nichts zugesagt worden.", Ended: "Zusage gehalten.",
	},
	Soon: ReachTexts{
		TitleF: "Nur noch bis %s da, falls %s zurückfragt", Now: "jetzt senden",
		ShortF: "kurz vertrösten, Text als Entwurf bis %s", SlotF: "im nächsten Fenster senden: %s",
		RestF: "Dein langer Text bleibt als Entwurf; der Chat kommt wieder %s.", NoSplit: "Das ist schon die kurze Antwort.",
		TextF: "Danke für die Nachricht! Ich schaue mir das in Ruhe an und melde mich %s ausführlich.", IntroF: "Hallo, hier ist %s.",
		TodayF: "heute ab %s", TomorrowF: "morgen ab %s", DayF: "am %s ab %s", HourF: "%d Uhr", ClockF: "%s Uhr",
	},
}

var parkingEN = ParkingTexts{
	Parked: "parked", ParkedShort: "parked", ParkedPage: "parked till the person asks for it",
	SinceF: "Window closed since %s", Never: "Has never written", Meta: "WhatsApp says: window closed",
	CostF: "costs %s %s", InviteF: "%s write and park · %s send a template%s", WriteF: "Enter parks the answer%s · %s template",
	CrisisInF: "Distress? Nothing leaves here by itself · %s send a template",
	Closing:   "The 24 hour window has just closed. Your text stays; Enter now parks it.",
	OpenedF:   "%s has written: the window is open again, Enter sends at once.",
	Refused:   "WhatsApp takes no free text just now: the window is closed. Your text stays; Enter parks it.",

	NextShort: "next", ParkShort: "park", ReviewF: "Will be parked for %s · %s", StuckF: "Cannot leave for %s · %s", NextKeys: "Closed: Enter shows the announcement · Esc to the text",
	FirstF: "Window closed: Enter parks your answer. This announcement goes out first%s.", ThenF: "Your answer follows by itself as soon as %s taps “%s”.",
	ThenTextF: "Your answer follows by itself as soon as %s taps the announcement.", UntilF: "It waits till %s at most.",
	ParkKeys: "Enter parks · Esc back", Asking: "The announcement is still being fetched …",
	NoneF:   "There is no approved template that announces a parked answer. The text stays as the draft. %s shows the templates and proposes new ones.",
	CrisisF: "Somebody may be in distress here: nothing is parked in this chat. Call, get help or send a template (%s); the text stays as the draft.",
	WaitsF:  "An answer is parked for this person already (till %s), and only one waits at a time. Take it back first; the text stays as the draft.",
	NoSplit: "Only one message is parked at a time; it cannot be split here.", ReadFirst: "First Enter: read the announcement that goes out first.",
	DoneF: "Parked for %s (till %s). The announcement goes out now.", DonePlainF: "Parked for %s. The announcement goes out now.",
	WaitsHereF: "An answer is parked till %s · %s takes it back", TimedHereF: "An answer leaves %s · %s takes it back",
	Look: map[string]string{
		"wrote":      "Your answer came back because the person has written meanwhile. It is your draft now.",
		"expired":    "Your parked answer was never asked for and has expired. It is your draft now.",
		"date":       "Your answer came back: a day it names is past. It is your draft now.",
		"crisis":     "Your answer came back: somebody may be in distress in this chat. It is your draft now.",
		"announce":   "Your parked answer came back: its announcement could not go out. It is your draft now.",
		"shut":       "WhatsApp refused your answer because the window had closed already. It is your draft now.",
		"parked":     "Your answer came back: another one waits for this person already. It is your draft now.",
		"stop":       "Your answer came back: the person wrote stop and is not written to unasked any more. It is your draft now.",
		"restricted": "Your answer came back: the data of the person are restricted, and nothing goes to them by itself. It is your draft now.",
	},
	Life: LifeTexts{
		ParkedF: "parked %s", Leaving: "announcement going out", AnnounceF: "announcement %s", FetchedF: "asked for by %s %s", ReturnedF: "came back %s",
		TimedF: "leaves %s", SetF: "was meant for %s", Returned: "came back, not sent",
		Why: map[string]string{
			"wrote": "%s wrote something else", "expired": "%s never asked for it", "date": "a day in the text is past",
			"crisis": "a hint at somebody in distress", "announce": "the announcement could not go out", "shut": "the 24 hour window had closed already",
			"parked": "another one waits already", "stop": "%s wrote stop", "restricted": "the data are restricted",
			"answered": "you answered yourself",
		},
		AutoF: "automatic: %s",
		Rules: map[string]string{
			"greeting": "greeting", "today": "away (till the next slot)", "evening": "away (evening)", "weekend": "away (weekend)",
			"holiday": "away (public holiday)", "absence": "away (absence)", "stop": "confirmation of the stop", "call": "asks who called to write",
		},
		ButtonF: "[ %s ]",
	},
	Time: TimeTexts{
		KeysAtF: "Enter: leaves %s · %s another time · Esc to the text", KeysShutF: "Enter sends now, closed by %s · %s another time",
		TitleF: "When shall the answer to %s leave?", Now: "now", SlotF: "in the next slot: %s", Other: "at another time …",
		Hint:      "such as: today 3 pm · tomorrow 8:30 · in 2 hours",
		Unknown:   "That is no time yet. Such as: today 3 pm · tomorrow 8:30 · in 2 hours",
		ShutThenF: "The 24 hour window is closed by then (open till %s): send before that, or park it later.",
		NotCrisis: "Somebody may be in distress in this chat: nothing leaves here by itself.",
		NotParked: "Parking happens now: the answer leaves when the person asks for it.", DoneF: "The answer to %s leaves %s. %s shows all that waits.",
	},
	List: OutboxTexts{
		Title: "What still waits", Nothing: "Nothing waits: no answer is parked or meant for later.", NoChoice: "Nothing waits here.",
		ParkedF: "parked till %s", TimedF: "leaves %s",
	},
	Form: TemplateTexts{
		Title: "Templates at Meta", TitleForF: "Template for %s", SeenF: "as of %s", NeverSeen: "never asked for yet", Asking: "asking Meta …",
		EmptyF: "There is no template yet. %s proposes some, %s asks Meta again.", NoChoice: "There is no template here.",
		NotUsableF: "This template cannot be sent: %s.", NotFillable: "This template needs more than text (a picture, link or code); that cannot be done here.",
		Categories: map[string]string{"UTILITY": "utility", "MARKETING": "marketing", "AUTHENTICATION": "login"},
		States: map[string]string{
			"APPROVED": "approved", "PENDING": "under review", "IN_APPEAL": "under review again", "REJECTED": "rejected", "PAUSED": "paused",
			"DISABLED": "disabled", "PENDING_DELETION": "being deleted", "DELETED": "deleted", "LIMIT_EXCEEDED": "limit reached", "ARCHIVED": "archived",
		},
		Qualities: map[string]string{"GREEN": "good", "YELLOW": "medium", "RED": "bad", "UNKNOWN": "not known yet"}, QualityF: "quality %s",
		RejectedF: "Meta says: %s", Reasons: map[string]string{
			"INVALID_FORMAT": "the form is not right (places, characters or length)", "ABUSIVE_CONTENT": "the content breaks the rules", "PROMOTIONAL": "this is marketing, not utility",
			"TAG_CONTENT_MISMATCH": "category and content do not match", "SCAM": "the text looks like a scam",
		}, AskF: "Value %d of %d: %s", AskEmpty: "Something is still missing here.", NoPlaces: "This template has nothing to fill in.",
		ReviewF: "The template goes to %s · %s", ReviewKeysF: "Enter sends the template · %s changes the values · Esc back", SentF: "The template goes out to %s.",
		Wizard: "Proposals for new templates", WizardHint: "Enter hands it to Meta for review. That mostly takes minutes, sometimes a day; then you can send it.",
		WizardHere: "The proposals are here already.", NoProposal: "All that is proposed is there already.",
		CreateF: "“%s” will be handed to Meta for review. Agreed?", CreateYes: "yes, hand it to Meta", CreatedF: "“%s” is with Meta: %s.",
	},
	Vow: PromiseTexts{
		OfferF: "Promise “%s”: %s keeps it in mind.", ShutThen: "The window is closed by then: you will have to park.", KeptF: "Noted: %s comes up again %s.",
		AheadF: "promised for %s: “%s”", DueF: "promise due since %s: “%s”", DoneF: "%s ticks it off", NoneHere: "Nothing is promised in this chat.",
		NoOffer: "Nothing has been promised just now.", Ended: "Promise kept.",
	},
	Soon: ReachTexts{
		TitleF: "Here only till %s, in case %s asks back", Now: "send it now",
		ShortF: "a short reply, your text as draft till %s", SlotF: "send it in the next slot: %s",
		RestF: "Your long text stays as the draft; the chat comes up again %s.", NoSplit: "This is the short reply already.",
		TextF: "Thank you for your message! I will look into it and write back properly %s.", IntroF: "Hello, this is %s.",
		TodayF: "today from %s", TomorrowF: "tomorrow from %s", DayF: "on %s from %s", HourF: "%d:00", ClockF: "%s",
	},
}

var parkingActionsDE = ParkingActions{
	When:   ActionText{"wann", "wählen, wann die Antwort hinausgeht"},
	Outbox: ActionText{"was wartet", "alles zeigen, was geparkt ist oder später hinausgeht"}, OutboxOpen: ActionText{"öffnen", "in den Chat"},
	OutboxBack: ActionText{"zurückholen", "zurückholen und im Chat weiterschreiben"},
	Template:   ActionText{"Vorlage", "Vorlagen zeigen und eine senden; der Text bleibt als Entwurf"}, TemplateTake: ActionText{"nehmen", "Vorlage ausfüllen und ansehen, Vorschlag Meta vorlegen"},
	Promise: ActionText{"Zusage", "die Zusage vormerken, die eben hinausging"}, PromiseKept: ActionText{"gehalten", "Zusage in diesem Chat ist gehalten"},
	TemplateClose: ActionText{"zurück", "zurück"}, TemplateFresh: ActionText{"Meta fragen", "Meta nach dem neuesten Stand fragen"},
	TemplateWizard: ActionText{"neue", "neue Vorlagen vorschlagen"}, TemplateSend: ActionText{"senden", "Vorlage senden"},
	TemplateValues: ActionText{"Werte", "Werte der Vorlage ändern"}, TemplateGiveUp: ActionText{"zurück", "zurück zu den Vorlagen, ohne zu senden"},
}

var parkingActionsEN = ParkingActions{
	When:   ActionText{"when", "choose when the answer leaves"},
	Outbox: ActionText{"what waits", "show all that is parked or leaves later"}, OutboxOpen: ActionText{"open", "into the chat"},
	OutboxBack: ActionText{"take back", "take it back and go on writing in the chat"},
	Template:   ActionText{"template", "show the templates and send one; the text stays as the draft"}, TemplateTake: ActionText{"take", "fill a template in and look at it, hand a proposal to Meta"},
	Promise: ActionText{"promise", "keep the promise in mind that has just gone out"}, PromiseKept: ActionText{"kept", "the promise in this chat is kept"},
	TemplateClose: ActionText{"back", "back"}, TemplateFresh: ActionText{"ask Meta", "ask Meta how they stand now"},
	TemplateWizard: ActionText{"new", "propose new templates"}, TemplateSend: ActionText{"send", "send the template"},
	TemplateValues: ActionText{"values", "change the values of the template"}, TemplateGiveUp: ActionText{"back", "back to the templates without sending"},
}
