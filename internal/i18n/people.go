package i18n

import "sprechstunde/internal/domain"

// PeopleTexts is what the screen says about the person of a chat: on the sheet
// beside it, on her page, and where people are looked for.
type PeopleTexts struct {
	Fields  map[domain.FactField]string
	Kinds   map[domain.AliasKind]string
	Logs    map[domain.LogKind]string
	Reasons map[domain.SuspectReason]string // why somebody may be the same person

	Labels      string
	Files       string
	Promised    string
	Log         string
	Muted       string // long
	MutedShort  string
	Blocked     string
	BlockedLong string
	Moved       string // the words for a label that is in no configuration any more

	Page  PersonPageTexts
	Mark  LabelTexts
	Note  NoteTexts
	Jump  JumpTexts
	Merge MergeTexts
}

// PersonPageTexts is said on the page of a person, and while something on it is
// changed.
type PersonPageTexts struct {
	TitleF       string // name
	Name         string
	Empty        string // a field without a value
	Facts        string // headings
	Known        string
	Spoken       string
	Same         string
	Stats        string
	NoFiles      string
	FilesF       string // how many
	MailSaid     string // an address that stands in a message
	SeenF        string // first, last
	Fixed        string // nothing can be changed here
	NoLog        string
	ChooseF      string // field, name
	LineF        string // field, name
	LineHint     string
	LineEmpty    string
	MailHint     string
	MailWrong    string
	None         string // takes a value away
	Other        string // words of her own
	SetF         string // field, value
	GoneF        string // field
	LastStage    string
	NoStages     string
	NoMail       string
	MailHintF    string // address, key
	LogTitleF    string // kind, name
	LogHint      string
	LoggedF      string // kind
	LogGone      string
	LogAskF      string // words of the entry
	LogKeep      string
	LogRemove    string
	MutedF       string // name, key
	UnmutedF     string // name
	BlockF       string // name
	BlockNo      string
	BlockYes     string
	UnblockF     string // name
	UnblockNo    string
	UnblockYes   string
	BlockedF     string // name
	UnblockedF   string // name
	NotThisAlias string
	OnlyAlias    string
}

// LabelTexts is said while labels are set, or chosen for the list.
type LabelTexts struct {
	TitleF  string // name
	Hint    string
	None    string // none are configured
	Unknown string // a letter that is none
	Filter  string
	All     string // back to everybody who waits
	NobodyF string // name of the label
}

// NoteTexts is said while notes are written.
type NoteTexts struct {
	TitleF string // name
	Hint   string
	Saved  string
	Leave  string
	Stay   string
	Drop   string
	Busy   string
}

// JumpTexts is said while a person is looked for by name.
type JumpTexts struct {
	Title    string
	MergeF   string // name
	CountF   string // how many
	MoreF    string // at least how many
	Nothing  string
	Hints    []string // a line each
	NoChoice string
	Herself  string
}

// MergeTexts is said while two chats are made one, or one is made two.
type MergeTexts struct {
	Title    string
	Stays    string
	Comes    string
	Called   string
	To       string
	Blocked  string
	Muted    string
	OneMsg   string
	MsgsF    string // how many
	NoMsgs   string
	Names    string
	SameF    string // fields
	DifferF  string // fields
	NoFacts  string
	Drafts   string
	Replies  string
	AskF     string // who comes, who stays
	No       string
	Yes      string
	DoneF    string // name
	Loading  string
	Busy     string
	NoSwap   string
	Split    string
	SplitOff string
	SplitWho string
	SplitHow string
	SplitFew string
	SplitF   string // address
	SplitNo  string
	SplitYes string
	SplitOK  string
	UnlikeF  string // field, what stays, what goes to the notes
	Deputy   string // a chat without a name
}

// PeopleActions names what can be done about people.
type PeopleActions struct {
	Page, Jump, Labels, Stage, LogCall, LogEmail, Mute, Block, Note, TakeMail, ByLabel ActionText
	PageClose, PageEnter, PageMerge, PageDown, PageUp, PageTop, PageBottom             ActionText
	PageName, PageTake                                                                 ActionText
	JumpOpen, JumpClose, JumpDown, JumpUp                                              ActionText
	NoteSave, NoteClose                                                                ActionText
	MergeAsk, MergeSwap, MergeClose                                                    ActionText
}

var peopleDE = PeopleTexts{
	Fields: map[domain.FactField]string{
		domain.FactStage: "Stufe", domain.FactAudience: "Zielgruppe", domain.FactRegion: "Region", domain.FactEmail: "E-Mail", domain.FactSource: "Kam über",
		domain.FactConsent: "Einwilligung", domain.FactNotes: "Notizen", domain.FactAge: "Alter (grob)", domain.FactGender: "Geschlecht", domain.FactBackground: "Hintergrund",
	},
	Kinds: map[domain.AliasKind]string{
		domain.AliasPhone: "Nummer", domain.AliasUserID: "Kennung", domain.AliasParentID: "Obere Kennung", domain.AliasUsername: "Benutzername", domain.AliasName: "Name",
	},
	Logs:    map[domain.LogKind]string{domain.LogCall: "Anruf", domain.LogEmail: "E-Mail", domain.LogOther: "Sonstiges", domain.LogMerge: "zusammengelegt", domain.LogSplit: "abgetrennt", domain.LogCorrected: "berichtigt", domain.LogRestricted: "eingeschränkt", domain.LogReleased: "nicht mehr eingeschränkt"},
	Reasons: map[domain.SuspectReason]string{domain.SuspectName: "heißt gleich", domain.SuspectEmail: "gleiche E-Mail", domain.SuspectPhoneSaid: "nannte diese Nummer"},
	Labels:  "Labels", Files: "Dateien", Promised: "Versprochen", Log: "Zuletzt gesprochen",
	Muted: "stumm: klingelt nicht und wartet hinter allen anderen", MutedShort: "stumm", Blocked: "blockiert",
	BlockedLong: "blockiert: WhatsApp nimmt von der Person nichts an", Moved: "nicht mehr eingerichtet",
	Page: PersonPageTexts{
		TitleF: "Person: %s", Name: "Name", Empty: "–", Facts: "Was du weißt", Known: "Bekannt als", Spoken: "Anrufe und E-Mails", Same: "Vielleicht dieselbe Person",
		Stats: "Nur für die Auswertung, nur von Hand", NoFiles: "keine", FilesF: "%d", MailSaid: "steht im Chat, Enter übernimmt", SeenF: "%s bis %s",
		Fixed: "Hier ist nichts zu ändern.", NoLog: "Noch nichts. „Anruf notieren“ und „E-Mail notieren“ halten es fest.",
		ChooseF: "%s von %s", LineF: "%s von %s", LineHint: "Enter speichert.", LineEmpty: "Leer: Der Eintrag wird entfernt.",
		MailHint: "Enter speichert. Es wird nichts dorthin gesandt.", MailWrong: "Das ist noch keine Adresse. Etwa: luca@example.org",
		None: "kein Eintrag", Other: "etwas anderes …", SetF: "%s: %s", GoneF: "%s: kein Eintrag mehr.",
		LastStage: "Das ist schon die letzte Stufe.", NoStages: "Unter people.stages stehen keine Stufen.", NoMail: "Im Chat steht keine neue E-Mail-Adresse.",
		MailHintF: "schreibt: %s · %s übernimmt",
		LogTitleF: "%s mit %s notieren", LogHint: "Eine Zeile dazu, etwa: nach Infotag gefragt, ruft Montag wieder an. Enter speichert.", LoggedF: "%s notiert.", LogGone: "Die Notiz ist entfernt.",
		LogAskF: "„%s“ entfernen?", LogKeep: "behalten", LogRemove: "entfernen",
		MutedF: "%s ist stumm: klingelt nicht und wartet hinter allen anderen. %s hebt es auf.", UnmutedF: "%s ist nicht mehr stumm.",
		BlockF: "%s bei WhatsApp blockieren?", BlockNo: "nicht blockieren", BlockYes: "blockieren: WhatsApp nimmt nichts mehr an, der Chat bleibt hier",
		UnblockF: "%s wieder zulassen?", UnblockNo: "blockiert lassen", UnblockYes: "wieder zulassen", BlockedF: "%s ist blockiert.", UnblockedF: "%s kann wieder schreiben.",
		NotThisAlias: "Abtrennen lassen sich nur Nummern, Kennungen und Benutzernamen.",
		OnlyAlias:    "Das ist die einzige Adresse der Person: Abzutrennen gibt es nichts.",
	},
	Mark: LabelTexts{
		TitleF: "Labels von %s", Hint: "Ein Buchstabe setzt oder löst das Label. Esc: fertig.", None: "Unter people.labels stehen noch keine Labels.",
		Unknown: "Ein Label mit diesem Buchstaben gibt es nicht.", Filter: "Nur Chats mit diesem Label", All: "alle, die warten", NobodyF: "Niemand hat das Label „%s“.",
	},
	Note: NoteTexts{
		TitleF: "Notizen zu %s", Hint: "Nur für dich; davon geht nichts hinaus.", Saved: "Notizen gespeichert.", Leave: "Die Notizen sind noch nicht gespeichert.",
		Stay: "weiterschreiben", Drop: "verwerfen", Busy: "wird gespeichert …",
	},
	Jump: JumpTexts{
		Title: "Zu einer Person springen", MergeF: "Mit wem soll %s zusammengelegt werden?", CountF: "%d", MoreF: "über %d", Nothing: "Niemand gefunden.",
		Hints: []string{
			"Tipp ein paar Buchstaben: lmü findet Luca Müller.", "Auch Ziffern der Nummer und der Benutzername finden.",
		},
		NoChoice: "Es ist niemand gefunden", Herself: "Das ist dieselbe Person.",
	},
	Merge: MergeTexts{
		Title: "Zwei Chats zu einem machen", Stays: "Bleibt", Comes: "Kommt dazu", Called: "Heißt danach", To: "Antworten an", Blocked: "Danach gilt die ganze Person als blockiert.", Muted: "Danach ist die ganze Person stumm.", OneMsg: "1 Nachricht kommt in den Chat.", MsgsF: "%d Nachrichten kommen in den Chat.", NoMsgs: "Keine Nachricht kommt dazu.",
		Names: "Namen, Nummern, Labels, Dateien, Notizen und Zusagen bleiben alle erhalten.",
		SameF: "Gleich: %s", DifferF: "Verschieden: %s", NoFacts: "Kein Eintrag widerspricht einem anderen.", Drafts: "Beide haben einen Entwurf: Sie werden aneinandergehängt.",
		Replies: "Was verschieden ist, bleibt wie oben; das andere kommt in die Notizen.",
		AskF:    "%s wirklich zu %s legen?", No: "noch nicht", Yes: "zusammenlegen", DoneF: "Zusammengelegt: %s.", Loading: "wird nachgesehen …", Busy: "läuft …", NoSwap: "Beim Abtrennen gibt es nichts zu tauschen.",
		Split: "Eine Adresse abtrennen", SplitOff: "Wird abgetrennt", SplitWho: "Von",
		SplitHow: "Was über diese Adresse kam und ging, bekommt einen eigenen Chat. Nichts geht verloren.",
		SplitFew: "Einträge, Labels und Notizen bleiben hier. Zusammenlegen macht es rückgängig.",
		SplitF:   "%s wirklich abtrennen?", SplitNo: "noch nicht", SplitYes: "abtrennen", SplitOK: "Abgetrennt. Der neue Chat steht in der Liste.", UnlikeF: "%s: %s statt %s", Deputy: "ohne Namen",
	},
}

var peopleEN = PeopleTexts{
	Fields: map[domain.FactField]string{
		domain.FactStage: "Stage", domain.FactAudience: "Audience", domain.FactRegion: "Region", domain.FactEmail: "E-mail", domain.FactSource: "Came through",
		domain.FactConsent: "Consent", domain.FactNotes: "Notes", domain.FactAge: "Age (roughly)", domain.FactGender: "Gender", domain.FactBackground: "Background",
	},
	Kinds: map[domain.AliasKind]string{
		domain.AliasPhone: "Number", domain.AliasUserID: "Id", domain.AliasParentID: "Parent id", domain.AliasUsername: "Username", domain.AliasName: "Name",
	},
	Logs:    map[domain.LogKind]string{domain.LogCall: "Call", domain.LogEmail: "E-mail", domain.LogOther: "Other", domain.LogMerge: "made one", domain.LogSplit: "split off", domain.LogCorrected: "corrected", domain.LogRestricted: "restricted", domain.LogReleased: "no longer restricted"},
	Reasons: map[domain.SuspectReason]string{domain.SuspectName: "has the same name", domain.SuspectEmail: "same e-mail", domain.SuspectPhoneSaid: "gave this number"},
	Labels:  "Labels", Files: "Files", Promised: "Promised", Log: "Spoken last",
	Muted: "muted: never rings and waits behind all others", MutedShort: "muted", Blocked: "blocked",
	BlockedLong: "blocked: WhatsApp takes nothing from this person", Moved: "not configured any more",
	Page: PersonPageTexts{
		TitleF: "Person: %s", Name: "Name", Empty: "–", Facts: "What you know", Known: "Known as", Spoken: "Calls and e-mails", Same: "Perhaps the same person",
		Stats: "For the evaluation only, by hand only", NoFiles: "none", FilesF: "%d", MailSaid: "stands in the chat, Enter takes it", SeenF: "%s to %s",
		Fixed: "There is nothing to change here.", NoLog: "Nothing yet. “Note a call” and “note an e-mail” keep it.",
		ChooseF: "%s of %s", LineF: "%s of %s", LineHint: "Enter keeps it.", LineEmpty: "Empty: the entry is removed.",
		MailHint: "Enter keeps it. Nothing is sent there.", MailWrong: "That is no address yet. Such as: luca@example.org",
		None: "no entry", Other: "something else …", SetF: "%s: %s", GoneF: "%s: no entry any more.",
		LastStage: "That is the last stage already.", NoStages: "There are no stages under people.stages.", NoMail: "There is no new e-mail address in the chat.",
		MailHintF: "writes: %s · %s takes it",
		LogTitleF: "Note: %s with %s", LogHint: "One line about it, such as: asked about the open day, calls again on Monday. Enter keeps it.", LoggedF: "%s noted.", LogGone: "The note is removed.",
		LogAskF: "Remove “%s”?", LogKeep: "keep it", LogRemove: "remove it",
		MutedF: "%s is muted: never rings and waits behind all others. %s takes it back.", UnmutedF: "%s is not muted any more.",
		BlockF: "Block %s at WhatsApp?", BlockNo: "do not block", BlockYes: "block: WhatsApp takes nothing more, the chat stays here",
		UnblockF: "Let %s write again?", UnblockNo: "leave blocked", UnblockYes: "let in again", BlockedF: "%s is blocked.", UnblockedF: "%s can write again.",
		NotThisAlias: "Only numbers, ids and usernames can be split off.",
		OnlyAlias:    "This is the only address of the person: there is nothing to split off.",
	},
	Mark: LabelTexts{
		TitleF: "Labels of %s", Hint: "A letter sets or removes its label. Esc: done.", None: "There are no labels under people.labels yet.",
		Unknown: "There is no label with this letter.", Filter: "Only chats with this label", All: "everybody who waits", NobodyF: "Nobody has the label “%s”.",
	},
	Note: NoteTexts{
		TitleF: "Notes on %s", Hint: "For you only; nothing of it leaves.", Saved: "Notes kept.", Leave: "The notes are not kept yet.",
		Stay: "go on writing", Drop: "drop them", Busy: "being kept …",
	},
	Jump: JumpTexts{
		Title: "Jump to a person", MergeF: "Who is the same person as %s?", CountF: "%d", MoreF: "more than %d", Nothing: "Nobody found.",
		Hints: []string{
			"Type a few letters: lmu finds Luca Müller.", "Digits of the number and the username find as well.",
		},
		NoChoice: "Nobody is found", Herself: "That is the same person.",
	},
	Merge: MergeTexts{
		Title: "Make two chats one", Stays: "Stays", Comes: "Joins", Called: "Called then", To: "Replies go to", Blocked: "The whole person counts as blocked then.", Muted: "The whole person is muted then.", OneMsg: "1 message comes into the chat.", MsgsF: "%d messages come into the chat.", NoMsgs: "No message comes with it.",
		Names: "Names, numbers, labels, files, notes and promises are all kept.",
		SameF: "The same: %s", DifferF: "Different: %s", NoFacts: "No entry speaks against another.", Drafts: "Both have a draft: they are put together.",
		Replies: "What differs stays as above; the other one goes to the notes.",
		AskF:    "Really join %s to %s?", No: "not yet", Yes: "make them one", DoneF: "Made one: %s.", Loading: "looking …", Busy: "under way …", NoSwap: "There is nothing to swap here.",
		Split: "Split an address off", SplitOff: "Split off", SplitWho: "From",
		SplitHow: "What came and went by this address gets a chat of its own. Nothing is lost.",
		SplitFew: "Entries, labels and notes stay here. Making them one again undoes it.",
		SplitF:   "Really split %s off?", SplitNo: "not yet", SplitYes: "split off", SplitOK: "Split off. The new chat is in the list.", UnlikeF: "%s: %s instead of %s", Deputy: "without a name",
	},
}

var peopleActionsDE = PeopleActions{
	Page: ActionText{"Person", "Seite der Person"}, Jump: ActionText{"springen", "zu einer Person springen"}, Labels: ActionText{"Labels", "Labels setzen und lösen"},
	Stage: ActionText{"Stufe", "eine Stufe weiter"}, LogCall: ActionText{"Anruf", "Anruf notieren"}, LogEmail: ActionText{"E-Mail", "E-Mail notieren"},
	Mute: ActionText{"stumm", "stumm stellen oder wieder hören"}, Block: ActionText{"blockieren", "bei WhatsApp blockieren oder zulassen"}, Note: ActionText{"Notizen", "Notizen zur Person"},
	TakeMail: ActionText{"E-Mail", "E-Mail-Adresse aus dem Chat übernehmen"}, ByLabel: ActionText{"Label", "nur Chats mit einem Label"},
	PageClose: ActionText{"zurück", "zurück zum Chat"}, PageEnter: ActionText{"ändern", "Eintrag ändern"}, PageMerge: ActionText{"zusammenlegen", "mit einem anderen Chat zusammenlegen"},
	PageDown: ActionText{"weiter", "nächster Eintrag"}, PageUp: ActionText{"zurück", "voriger Eintrag"}, PageTop: ActionText{"Anfang", "zum ersten Eintrag"}, PageBottom: ActionText{"Ende", "zum letzten Eintrag"},
	PageName: ActionText{"Name", "Person benennen"}, PageTake: ActionText{"E-Mail", "E-Mail-Adresse aus dem Chat übernehmen"},
	JumpOpen: ActionText{"öffnen", "Chat der Person öffnen"}, JumpClose: ActionText{"schließen", "Sprung abbrechen"}, JumpDown: ActionText{"weiter", "nächste Person"}, JumpUp: ActionText{"zurück", "vorige Person"},
	NoteSave: ActionText{"speichern", "Notizen speichern"}, NoteClose: ActionText{"schließen", "Notizen verlassen"},
	MergeAsk: ActionText{"weiter …", "nach der letzten Frage ausführen"}, MergeSwap: ActionText{"tauschen", "tauschen, welcher Chat bleibt"}, MergeClose: ActionText{"lassen", "nichts ändern"},
}

var peopleActionsEN = PeopleActions{
	Page: ActionText{"person", "page of the person"}, Jump: ActionText{"jump", "jump to a person"}, Labels: ActionText{"labels", "set and remove labels"},
	Stage: ActionText{"stage", "one stage on"}, LogCall: ActionText{"call", "note a call"}, LogEmail: ActionText{"e-mail", "note an e-mail"},
	Mute: ActionText{"mute", "mute or hear again"}, Block: ActionText{"block", "block at WhatsApp or let in"}, Note: ActionText{"notes", "notes on the person"},
	TakeMail: ActionText{"e-mail", "take the e-mail address from the chat"}, ByLabel: ActionText{"label", "only chats with a label"},
	PageClose: ActionText{"back", "back to the chat"}, PageEnter: ActionText{"change", "change an entry"}, PageMerge: ActionText{"merge", "make one with another chat"},
	PageDown: ActionText{"down", "next entry"}, PageUp: ActionText{"up", "previous entry"}, PageTop: ActionText{"top", "to the first entry"}, PageBottom: ActionText{"end", "to the last entry"},
	PageName: ActionText{"name", "name the person"}, PageTake: ActionText{"e-mail", "take the e-mail address from the chat"},
	JumpOpen: ActionText{"open", "open the person's chat"}, JumpClose: ActionText{"close", "give up jumping"}, JumpDown: ActionText{"down", "next person"}, JumpUp: ActionText{"up", "previous person"},
	NoteSave: ActionText{"save", "keep the notes"}, NoteClose: ActionText{"close", "leave the notes"},
	MergeAsk: ActionText{"go on …", "do it after a last question"}, MergeSwap: ActionText{"swap", "swap which chat stays"}, MergeClose: ActionText{"leave", "change nothing"},
}
