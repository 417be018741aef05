package i18n

// PersonLineTexts are the words of line mode for what is kept about persons.
type PersonLineTexts struct {
	Cmd         string
	CmdShow     string
	CmdSet      string
	CmdLabel    string
	CmdNote     string
	CmdLog      string
	CmdMerge    string
	CmdSplit    string
	CmdSuspects string
	CmdMute     string
	CmdUnmute   string
	CmdPeople   string
	CmdExport   string
	CmdImport   string
	FlagYes     string
	FlagWrite   string
	FlagForce   string
	FlagFresh   string
	FlagLabel   string
	FlagLimit   string

	Kept      string
	Unlabeled string // no label of that letter
	NoField   string // typed; the fields
	NoLogKind string // typed
	NoAlias   string
	Merged    string // number of the chat
	Split     string // number of the new chat
	Muted     string
	Unmuted   string
	Logged    string // number of the entry
	None      string // nothing suspected
	Notes     string
	Files     string // number
	Promised  string // when, what
	Offered   string // address in a message
	MutedMark string
	Blocked   string
	Labels    string // names
	Logs      string
	Seen      string // first, last

	MovesN     string // messages, name, name
	OneIs      string // name and number
	OneBlocked string
	OneMuted   string
	Same       string // fields
	Differ     string // fields
	Drafts     string
	AskYes     string
	NoSheet    string // columns of a CSV file

	Row       string // line, what is wrong
	Changed   string // number of the chat, fields
	Would     string // rows, chats
	Imported  string // rows, chats
	Skipped   string // field, why
	NoPerson  string
	Fresh     string // beside the number of the chat
	FreshBack string // number of the import
	BadPhone  string
	TwoRows   string
	KeepName  string
	BadValue  string // field

	Field  map[string]string // domain.FactField → word
	Alias  map[string]string // domain.AliasKind → word
	Log    map[string]string // domain.LogKind → word
	Reason map[string]string // domain.SuspectReason → words
	Source map[string]string // domain.NameSource → word
}

var linePersonDE = PersonLineTexts{
	Cmd:         "Was du über eine Person festhältst",
	CmdShow:     "Zeigt alles, was über eine Person festgehalten ist",
	CmdSet:      "Setzt ein Feld; ein leerer Wert löscht es",
	CmdLabel:    "Setzt (+p) oder entfernt (-p) Labels",
	CmdNote:     "Hängt eine Zeile an die Notizen",
	CmdLog:      "Hält einen Anruf (call) oder eine E-Mail (email) fest",
	CmdMerge:    "Legt zwei Chats zusammen, die derselben Person gehören; ohne --yes nur die Vorschau",
	CmdSplit:    "Trennt eine Nummer, Kennung oder einen Benutzernamen als eigene Person ab",
	CmdSuspects: "Nennt Chats, die derselben Person gehören könnten",
	CmdMute:     "Stellt eine Person stumm: Sie wartet hinter allen anderen und klingelt nie",
	CmdUnmute:   "Hebt die Stummschaltung auf",
	CmdPeople:   "Kontakte als CSV",
	CmdExport:   "Schreibt alle Kontakte in eine neue CSV-Datei; - druckt sie",
	CmdImport:   "Liest Angaben zu Kontakten aus einer CSV-Datei; ohne --write nur die Vorschau",
	FlagYes:     "wirklich zusammenlegen",
	FlagWrite:   "wirklich übernehmen",
	FlagFresh:   "auch Personen aufnehmen, die noch nie geschrieben haben",
	FlagForce:   "auch bestätigte Namen und vorhandene Angaben ersetzen",
	FlagLabel:   "nur Personen mit diesem Label (Buchstabe oder Name)",
	FlagLimit:   "höchstens so viele",

	Kept:      "Festgehalten.",
	Unlabeled: "Dieses Label gibt es nicht: %s. Labels stehen in den Einstellungen unter people.labels.",
	NoField:   "Dieses Feld gibt es nicht: %s. Es gibt: %s.",
	NoLogKind: "call, email oder other, nicht %s",
	NoAlias:   "Unter diesem Namen ist die Person nicht bekannt; „person show“ nennt alle.",
	Merged:    "Zusammengelegt zu Chat %d. Rückgängig mit „person split“.",
	Split:     "Abgetrennt: Chat %d.",
	Muted:     "Stummgeschaltet.",
	Unmuted:   "Nicht mehr stumm.",
	Logged:    "Festgehalten als Eintrag %d.",
	None:      "Kein Verdacht.",
	Notes:     "Notizen",
	Files:     "Dateien: %d",
	Promised:  "Versprochen für %s: %s",
	Offered:   "E-Mail aus einer Nachricht: %s (übernehmen: person set … email …)",
	MutedMark: "stumm",
	Blocked:   "bei WhatsApp blockiert",
	Labels:    "Labels: %s",
	Logs:      "Anrufe und E-Mails",
	Seen:      "%s bis %s",

	MovesN:     "Nachrichten: %d, von %s zu %s.",
	OneIs:      "Danach heißt die Person %s; dorthin gehen Antworten.",
	OneBlocked: "Danach gilt die ganze Person als blockiert.",
	OneMuted:   "Danach ist die ganze Person stumm.",
	Same:       "Gleich: %s",
	Differ:     "Verschieden; was beim Ziel steht, bleibt, das andere kommt in die Notizen: %s",
	Drafts:     "Beide haben einen Entwurf; sie werden aneinandergehängt.",
	AskYes:     "Noch ist nichts geschehen. Zusammenlegen mit --yes.",
	NoSheet:    "Die erste Zeile muss Spalten nennen, mindestens phone oder user_id. Bekannt sind: %s",

	Row:      "Zeile %d: %s",
	Changed:  "Chat %d: %s",
	Would:    "Zeilen gelesen: %d, Kontakte, die sich ändern würden: %d. Übernehmen mit --write.",
	Imported: "Zeilen gelesen: %d, Kontakte geändert: %d.",
	Skipped:  "%s bleibt: %s",
	NoPerson: "niemand mit dieser Nummer oder Kennung hat geschrieben; mit --new wird die Person trotzdem aufgenommen",
	Fresh:    "neue Person", FreshBack: "Die neuen Personen nimmst du zurück mit: sprechstunde import --undo %d --yes",
	BadPhone: "das ist keine Telefonnummer",
	TwoRows:  "dieselbe Person stand schon in einer Zeile darüber",
	KeepName: "steht schon da (ersetzen mit --force)",
	BadValue: "%s: dieser Wert passt nicht",

	Field: map[string]string{
		"stage": "Stufe", "audience": "Zielgruppe", "region": "Region", "email": "E-Mail", "source": "Kam über", "consent": "Einwilligung",
		"notes": "Notizen", "age": "Alter", "gender": "Geschlecht", "background": "Hintergrund",
	},
	Alias:  map[string]string{"phone": "Nummer", "user_id": "Kennung", "parent_id": "Obere Kennung", "username": "Benutzername", "name": "Name"},
	Log:    map[string]string{"call": "Anruf", "email": "E-Mail", "other": "Sonstiges", "merge": "zusammengelegt", "split": "abgetrennt", "corrected": "berichtigt", "restricted": "eingeschränkt", "released": "nicht mehr eingeschränkt"},
	Reason: map[string]string{"name": "gleicher Vor- und Nachname", "email": "gleiche E-Mail-Adresse", "phone_said": "Nummer in einer Nachricht genannt"},
	Source: map[string]string{"profile": "Profil", "said": "selbst genannt", "confirmed": "von dir"},
}

var linePersonEN = PersonLineTexts{
	Cmd:         "What you keep about a person",
	CmdShow:     "Show everything that is kept about a person",
	CmdSet:      "Set a field; an empty value removes it",
	CmdLabel:    "Put labels on (+p) or take them off (-p)",
	CmdNote:     "Add a line to the notes",
	CmdLog:      "Keep a note on a call (call) or a mail (email)",
	CmdMerge:    "Merge two chats of the same person; without --yes only the preview",
	CmdSplit:    "Split a number, id or username off as a person of its own",
	CmdSuspects: "List chats that may be of the same person",
	CmdMute:     "Mute a person: they wait behind all others and never ring",
	CmdUnmute:   "Unmute a person",
	CmdPeople:   "Contacts as CSV",
	CmdExport:   "Write all contacts into a new CSV file; - prints them",
	CmdImport:   "Read what a CSV file says of contacts; without --write only the preview",
	FlagYes:     "really merge",
	FlagWrite:   "really take it over",
	FlagFresh:   "take in people who have never written, too",
	FlagForce:   "replace confirmed names and what is there already, too",
	FlagLabel:   "only persons with this label (letter or name)",
	FlagLimit:   "at most so many",

	Kept:      "Kept.",
	Unlabeled: "There is no such label: %s. Labels stand in the settings under people.labels.",
	NoField:   "There is no such field: %s. There are: %s.",
	NoLogKind: "call, email or other, not %s",
	NoAlias:   "The person is not known by that name; \"person show\" lists them all.",
	Merged:    "Merged into chat %d. Undo it with \"person split\".",
	Split:     "Split off: chat %d.",
	Muted:     "Muted.",
	Unmuted:   "Not muted any more.",
	Logged:    "Kept as entry %d.",
	None:      "Nothing suspected.",
	Notes:     "Notes",
	Files:     "Files: %d",
	Promised:  "Promised for %s: %s",
	Offered:   "E-mail in a message: %s (keep it: person set … email …)",
	MutedMark: "muted",
	Blocked:   "blocked at WhatsApp",
	Labels:    "Labels: %s",
	Logs:      "Calls and mails",
	Seen:      "%s to %s",

	MovesN:     "messages: %d, from %s to %s.",
	OneIs:      "The person is then called %s; replies go there.",
	OneBlocked: "The whole person counts as blocked then.",
	OneMuted:   "The whole person is muted then.",
	Same:       "The same: %s",
	Differ:     "Different; the target's stays, the other goes to the notes: %s",
	Drafts:     "Both have a draft; they are put together.",
	AskYes:     "Nothing has happened yet. Merge with --yes.",
	NoSheet:    "The first line has to name columns, phone or user_id at least. Known are: %s",

	Row:      "Line %d: %s",
	Changed:  "Chat %d: %s",
	Would:    "lines read: %d, contacts that would change: %d. Take it over with --write.",
	Imported: "lines read: %d, contacts changed: %d.",
	Skipped:  "%s stays: %s",
	NoPerson: "nobody of this number or id has written; with --new they are taken in all the same",
	Fresh:    "new person", FreshBack: "To take the new people back: sprechstunde import --undo %d --yes",
	BadPhone: "this is no phone number",
	TwoRows:  "the same person stood in a line above",
	KeepName: "there is one already (replace it with --force)",
	BadValue: "%s: not a value of this field",

	Field: map[string]string{
		"stage": "stage", "audience": "audience", "region": "region", "email": "e-mail", "source": "came through", "consent": "consent",
		"notes": "notes", "age": "age", "gender": "gender", "background": "background",
	},
	Alias:  map[string]string{"phone": "number", "user_id": "id", "parent_id": "parent id", "username": "username", "name": "name"},
	Log:    map[string]string{"call": "call", "email": "mail", "other": "other", "merge": "merged", "split": "split off", "corrected": "corrected", "restricted": "restricted", "released": "no longer restricted"},
	Reason: map[string]string{"name": "same first and last name", "email": "same e-mail address", "phone_said": "number named in a message"},
	Source: map[string]string{"profile": "profile", "said": "said", "confirmed": "by you"},
}
