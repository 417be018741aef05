package i18n

// CareTexts are about persons in distress, chats that get too personal, and
// calls: what the screen and line mode say, and what is proposed to be written.
type CareTexts struct {
	Card   CardTexts
	Nudge  NudgeTexts
	Call   CallTexts
	Offer  [3]string // of another channel, to people who are called du
	Formal [3]string // … and to those who are called Sie
	Line   CareLineTexts
}

// Sentences are those that offer another channel.
func (t *CareTexts) Sentences(sie bool) []string {
	if sie {
		return t.Formal[:]
	}
	return t.Offer[:]
}

// CardTexts are about the crisis card, and what rests in a crisis.
type CardTexts struct {
	Locked     string
	Rests      string
	KeysF      string // key of the card, key that releases
	GivenF     string // when
	Title      string
	ToF        string // to whom
	CheckedF   string // day
	Always     string
	Shut       string
	Prepare    string
	Keys       string
	Draft      string
	NotCrisis  string
	None       string
	Counted    string // chats that a session leaves out
	OnlyCrises string
}

// NudgeTexts are about the change of channel.
type NudgeTexts struct {
	WhyF   map[string]string // domain.NudgeReason → words; %s: what it was seen by
	LineF  string            // why, key
	Title  string
	MailF  string // address
	Never  string
	Gone   string
	None   string
	Took   string
	Cancel string
	Short  string
}

// CareActions names the actions that have to do with it.
type CareActions struct{ Card, Channel, Please, Review ActionText }

var careActionsDE = CareActions{
	Card: ActionText{"Krisenkarte", "Krisenkarte zeigen (gesendet wird sie erst nach zwei weiteren Tasten)"}, Channel: ActionText{"anderer Weg", "Sätze für einen anderen Weg als WhatsApp; E-Mail merken"},
	Please: ActionText{"bitte schreib", "Wer angerufen hat, um eine Nachricht bitten"}, Review: ActionText{"prüfen", "genau zeigen, was hinausginge"},
}

var careActionsEN = CareActions{
	Card: ActionText{"crisis card", "show the crisis card (it is sent only by two more keys)"}, Channel: ActionText{"another way", "sentences for another way than WhatsApp; keep the e-mail"},
	Please: ActionText{"please write", "ask who has called to write"}, Review: ActionText{"review", "show exactly what would go out"},
}

// CallTexts are about calls.
type CallTexts struct {
	Please  string // what is proposed to be written
	Formal  string
	NotCall string
}

// CareLineTexts are the words of line mode.
type CareLineTexts struct {
	CmdCrisis  string
	CmdNumbers string
	CmdPhrases string
	CmdPrivacy string
	FlagYes    string
	FlagOff    string
	FlagOn     string
	OnF        string // name
	OffF       string // name
	SureOff    string
	SureCard   string
	Checked    string // day
	Built      string // number, day
	Form       string
	Signs      string
	Calm       string
	Nothing    string
	Dismissed  string
	Offered    string
	BadWord    string
}

var careDE = CareTexts{
	Card: CardTexts{
		Locked: "Dieser Chat gilt als Krise: Vorschläge und vorbereitete Antworten ruhen hier, bis du ihn freigibst.",
		Rests:  "! Krise? Vorschläge und Antworten ruhen hier", KeysF: "%s Krisenkarte · %s freigeben", GivenF: "Krisenkarte gegeben %s",
		Title: "Krisenkarte", ToF: "für %s · geht erst hinaus, wenn du sie geprüft und noch einmal bestätigt hast", CheckedF: "geprüft %s", Always: "Tag und Nacht",
		Shut:    "Die 24-Stunden-Frist ist zu: Die Karte kann nicht hinaus, auch nicht geparkt. Ruf an, wenn du eine Nummer hast, oder sende eine Vorlage.",
		Prepare: "prüfen", Keys: "Enter prüft den Text · Esc zurück",
		Draft:     "Hier steht schon ein Entwurf. Schick ihn oder leere ihn, dann kann die Karte hinein.",
		NotCrisis: "Dieser Chat gilt nicht als Krise. ! markiert ihn.", None: "Es ist keine Krisenkarte da.", Counted: "Krise, nicht im Durchgang", OnlyCrises: "Es warten nur Chats mit einem Hinweis auf eine Krise. Sie stehen oben und gehören in keinen Durchgang.",
	},
	Nudge: NudgeTexts{
		WhyF: map[string]string{
			"number": "Hier steht eine Nummer, die nicht in den Chat gehört", "health": "Hier geht es um Gesundheit („%s“)", "document": "Hier liegt ein Dokument",
			"cv": "Hier steht viel vom Lebenslauf („%s“)", "many": "Hier ist schon viel geschrieben",
		},
		LineF: "%s · %s anderer Weg", Title: "Auf einem anderen Weg weiterreden", MailF: "E-Mail merken: %s", Never: "hier nicht mehr anbieten", Gone: "In diesem Chat wird das nicht mehr angeboten.",
		None: "In diesem Chat ist nichts davon aufgefallen.", Took: "Gemerkt.", Cancel: "nichts tun", Short: "Das wird persönlich",
	},
	Call: CallTexts{
		Please: "Hallo, du hast gerade angerufen. Hier im Chat kann ich nicht telefonieren: Es schreiben viele, und ich beantworte alle der Reihe nach, damit es gerecht zugeht. " +
			"Schreib mir bitte deine Frage, dann bekommst du eine Antwort.",
		Formal: "Guten Tag, Sie haben gerade angerufen. Hier im Chat kann ich nicht telefonieren: Es schreiben viele, und ich beantworte alle der Reihe nach, damit es gerecht zugeht. " +
			"Schreiben Sie mir bitte Ihre Frage, dann bekommen Sie eine Antwort.",
		NotCall: "Das geht an einem Anruf. Wähle ihn mit ↑ und ↓ aus.",
	},
	Offer: [3]string{
		"Deine Angaben sind mir wichtig, und WhatsApp ist dafür nicht der richtige Ort. Magst du mir deine Mailadresse geben? Dann schreiben wir dort weiter.",
		"Für persönliche Unterlagen und Daten nehmen wir lieber einen anderen Weg. Gib mir bitte deine Mailadresse, dann sage ich dir, wohin du sie schicken kannst.",
		"Darüber reden wir besser nicht im Chat. Sollen wir kurz telefonieren, oder magst du zu einem Termin vorbeikommen?",
	},
	Formal: [3]string{
		"Ihre Angaben sind mir wichtig, und WhatsApp ist dafür nicht der richtige Ort. Mögen Sie mir Ihre Mailadresse geben? Dann schreiben wir dort weiter.",
		"Für persönliche Unterlagen und Daten nehmen wir lieber einen anderen Weg. Geben Sie mir bitte Ihre Mailadresse, dann sage ich Ihnen, wohin Sie sie schicken können.",
		"Darüber reden wir besser nicht im Chat. Sollen wir kurz telefonieren, oder mögen Sie zu einem Termin vorbeikommen?",
	},
	Line: CareLineTexts{
		CmdCrisis: "Chat als Krise markieren oder freigeben, Krisenkarte zeigen und geben", CmdNumbers: "Die Nummern der Krisenkarte, auch ohne Netz",
		CmdPhrases: "Welche Wörter auf eine Krise hindeuten", CmdPrivacy: "Ob ein Chat zu persönlich wird, und Sätze für einen anderen Weg",
		FlagYes: "wirklich tun; ohne dies wird nur gezeigt, was geschähe", FlagOff: "in diesem Chat nicht mehr anbieten", FlagOn: "in diesem Chat wieder anbieten",
		OnF: "Als Krise markiert: %s. Vorschläge, Antworten und automatische Texte ruhen dort.", OffF: "Freigegeben: %s.",
		SureOff: "Dann gehen dort wieder vorbereitete Antworten und automatische Texte. Mit --yes wird freigegeben.", SureCard: "So ginge die Karte hinaus. Mit --yes wird sie gesendet.",
		Checked: "geprüft %s", Built: "%d eingebaute Wendungen, zuletzt durchgesehen am %s. Sie sind ein Hinweis, mehr nicht: Manches entgeht ihnen, und niemand liest ständig mit.",
		Form:  "Wörter stehen hintereinander; a|b ist eines von beiden, wort* ein Anfang, ..3 bis zu drei Wörter dazwischen, ein Punkt das Ende eines Satzes.",
		Signs: "deuten auf eine Krise hin:", Calm: "sehen nur so aus:", Nothing: "Nichts Auffälliges.", Dismissed: "Hier wird nichts mehr angeboten.", Offered: "Hier wird wieder angeboten.",
		BadWord: "on, off oder card",
	},
}

var careEN = CareTexts{
	Card: CardTexts{
		Locked: "This chat counts as a crisis: suggestions and prepared answers rest here until you release it.",
		Rests:  "! Crisis? Suggestions and answers rest here", KeysF: "%s crisis card · %s release", GivenF: "Crisis card given %s",
		Title: "Crisis card", ToF: "for %s · leaves only after you have reviewed it and confirmed once more", CheckedF: "checked %s", Always: "day and night",
		Shut:    "The 24 hour window is closed: the card cannot leave, not even parked. Call if you have a number, or send a template.",
		Prepare: "review", Keys: "Enter reviews the text · Esc back",
		Draft:     "There is a draft here already. Send it or empty it, then the card can go in.",
		NotCrisis: "This chat does not count as a crisis. ! marks it.", None: "There is no crisis card.", Counted: "crisis, not in the session", OnlyCrises: "Only chats that hint at a crisis are waiting. They are on top and belong to no session.",
	},
	Nudge: NudgeTexts{
		WhyF: map[string]string{
			"number": "There is a number here that does not belong in a chat", "health": "This is about health (\"%s\")", "document": "There is a document here",
			"cv": "Much of a CV stands here (\"%s\")", "many": "Much has been written here",
		},
		LineF: "%s · %s another way", Title: "Go on another way", MailF: "keep the e-mail: %s", Never: "do not offer this here again", Gone: "This is not offered in this chat any more.",
		None: "Nothing of the kind was seen in this chat.", Took: "Kept.", Cancel: "do nothing", Short: "This gets personal",
	},
	Call: CallTexts{
		Please: "Hello, you have just called. I cannot talk on the phone in this chat: many people write, and I answer everybody in turn, so that it is fair. " +
			"Please write your question, and you will get an answer.",
		Formal: "Hello, you have just called. I cannot talk on the phone in this chat: many people write, and I answer everybody in turn, so that it is fair. " +
			"Please write your question, and you will get an answer.",
		NotCall: "This works on a call. Choose it with ↑ and ↓.",
	},
	Offer: [3]string{
		"Your details matter to me, and WhatsApp is not the right place for them. Would you give me your e-mail address? Then we can go on there.",
		"For personal papers and data we had better take another way. Please give me your e-mail address, and I will tell you where to send them.",
		"Let us not talk about this in the chat. Shall we have a short call, or would you like to come by?",
	},
	Formal: [3]string{
		"Your details matter to me, and WhatsApp is not the right place for them. Would you give me your e-mail address? Then we can go on there.",
		"For personal papers and data we had better take another way. Please give me your e-mail address, and I will tell you where to send them.",
		"Let us not talk about this in the chat. Shall we have a short call, or would you like to come by?",
	},
	Line: CareLineTexts{
		CmdCrisis: "Mark a chat as a crisis or release it, show and give the crisis card", CmdNumbers: "The numbers of the crisis card, also without a network",
		CmdPhrases: "Which words hint at a crisis", CmdPrivacy: "Whether a chat gets too personal, and sentences for another way",
		FlagYes: "really do it; without this, only what would happen is shown", FlagOff: "do not offer this in the chat any more", FlagOn: "offer it in the chat again",
		OnF: "Marked as a crisis: %s. Suggestions, answers and automatic texts rest there.", OffF: "Released: %s.",
		SureOff: "Prepared answers and automatic texts would leave there again. --yes releases it.", SureCard: "The card would leave like this. --yes sends it.",
		Checked: "checked %s", Built: "%d built-in phrases, last looked through on %s. They are a hint and no more: some things escape them, and nobody reads along all the time.",
		Form:  "Words follow each other; a|b is either, word* a beginning, ..3 up to three words between, a full stop the end of a sentence.",
		Signs: "hint at a crisis:", Calm: "only look like it:", Nothing: "Nothing to remark.", Dismissed: "Nothing is offered here any more.", Offered: "It is offered here again.",
		BadWord: "on, off or card",
	},
}
