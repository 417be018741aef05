package i18n

// HandOnTexts are the words about handing persons on: of line mode, of the
// dialog, and to the person herself. Fields that end in F are for fmt.
type HandOnTexts struct {
	Tell   string // to the person, in her language; to whom
	TellTo string // likewise, where she is addressed formally

	CmdRecipients string
	CmdHanded     string
	FlagTo        string
	FlagDepth     string
	FlagNotes     string
	FlagCrisis    string
	FlagWants     string
	FlagNext      string
	FlagBasis     string
	FlagMarkdown  string
	FlagTell      string
	FlagRemove    string
	NoRecipients  string // how to enter the first
	BadDepth      string
	OneOnly       string // a dossier is of one person
	NoConsent     string // warning beside a dossier
	RowF          string // to whom, when
	Row           string // head of the list of a person
	None          string // handed on to nobody
	Removed       string
	Noted         string // to whom
	Drafted       string // the prepared message lies in the chat
	NotDrafted    string // … and why not

	Screen HandOnScreen
}

// HandOnScreen are the words of the dialog and of the sheet.
type HandOnScreen struct {
	Title   string            // name of the person
	To      string            // rows of the dialog
	Depth   string            //
	Notes   string            //
	Crisis  string            //
	Files   string            //
	Wants   string            //
	Next    string            //
	Basis   string            //
	Tell    string            //
	Formats map[string]string // domain.ExportFormat → what it is for
	Depths  map[string]string // domain.Depth → words
	Along   string            // goes along
	Stays   string            // does not

	WithFiles    string // of the other forms
	WithoutFiles string
	Asked        string // in place of wants: the first question stands there
	NoNext       string
	NoBasis      string // amber
	NobodyF      string // key of the configuration
	Choose       string // nobody is chosen yet
	TellYes      string // a message to the person becomes the draft
	TellNo       string
	Hint         string // keys, where there is room
	HintMin      string // the least of it
	DoneToF      string // to whom, path
	Handed       string // label on the sheet
	HandedF      string // to whom, when
	RemoveF      string // question; to whom
	RemoveYes    string
	RemoveNo     string
	Locked       string // in a crisis: only a dossier that means to
	ToldDraft    string // the message to the person is in the draft
	WantsTitle   string // one-line sheets
	NextTitle    string
	BasisTitle   string
	LineHint     string
}

var handOnDE = HandOnTexts{
	Tell:   "Für alles Weitere vor Ort ist jetzt %s für dich da. Ich habe deine Angaben weitergegeben, wie wir es besprochen haben. Wenn du das nicht mehr möchtest, schreib mir bitte kurz.",
	TellTo: "Für alles Weitere vor Ort ist jetzt %s für Sie da. Ich habe Ihre Angaben weitergegeben, wie wir es besprochen haben. Wenn Sie das nicht mehr möchten, schreiben Sie mir bitte kurz.",

	CmdRecipients: "Nennt alle, an die du Personen übergeben kannst",
	CmdHanded:     "Nennt, an wen eine Person übergeben wurde",
	FlagTo:        "dossier: an wen es geht (Kürzel oder ein Stück des Namens; „sprechstunde recipients“ nennt alle)",
	FlagDepth:     "dossier: wie viel vom Gespräch mitgeht: none, recent (die letzten 20 Nachrichten), all",
	FlagNotes:     "dossier: deine internen Notizen gehen mit",
	FlagCrisis:    "dossier: auch was in einer Krise gesagt wurde, geht mit",
	FlagWants:     "dossier: das Anliegen in deinen Worten",
	FlagNext:      "dossier: der nächste Schritt in deinen Worten",
	FlagBasis:     "dossier: worauf die Weitergabe beruht, wenn keine Einwilligung festgehalten ist",
	FlagMarkdown:  "dossier: als Markdown statt als Seite zum Ausdrucken",
	FlagTell:      "dossier: eine Nachricht an die Person als Entwurf in den Chat legen",
	FlagRemove:    "einen Vermerk zurücknehmen: Das Blatt ging nie hinaus",
	NoRecipients:  "Es ist noch niemand eingetragen. Trag Kolleginnen und Stellen in den Einstellungen unter recipients ein.",
	BadDepth:      "--depth: none, recent, all",
	OneOnly:       "Eine Übergabe (--format dossier) gilt einer Person, nicht allen.",
	NoConsent:     "Es ist keine Einwilligung festgehalten, und --basis fehlt. Kläre das, bevor du das Blatt weitergibst.",
	RowF:          "Übergeben an %s am %s",
	Row:           "Übergeben an",
	None:          "Noch an niemanden übergeben.",
	Removed:       "Vermerk zurückgenommen.",
	Noted:         "Vermerkt: übergeben an %s.",
	Drafted:       "Eine Nachricht an die Person liegt als Entwurf im Chat. Gesendet ist nichts.",
	NotDrafted:    "Im Chat liegt schon ein Entwurf; die Nachricht an die Person wäre:",

	Screen: HandOnScreen{
		Title: "Weitergeben: %s", To: "An", Depth: "Gespräch", Notes: "Notizen", Crisis: "Krise", Files: "Dateien",
		Wants: "Anliegen", Next: "Nächstes", Basis: "Grundlage", Tell: "Bescheid",
		Formats: map[string]string{
			"dossier": "Übergabe · Blatt zum Ausdrucken", "dossier-md": "Übergabe · Markdown", "txt": "WhatsApp-Export (txt)", "html": "ganzer Chat als Seite",
			"md": "ganzer Chat als Markdown", "text": "ganzer Chat als reiner Text", "json": "Daten (JSON)", "csv": "Tabelle (CSV)",
		},
		Depths:    map[string]string{"none": "keins, nur das Blatt", "recent": "die letzten 20 Nachrichten", "all": "ganz"},
		WithFiles: "mit den Dateien, in einer Zip-Datei", WithoutFiles: "ohne die Dateien",
		Along: "gehen mit", Stays: "bleiben hier", Asked: "(die erste Frage der Person)", NoNext: "(noch offen)",
		NoBasis: "! keine Einwilligung festgehalten – erst klären", NobodyF: "! niemand unter %s in den Einstellungen",
		Choose: "! noch niemand gewählt:", TellYes: "Nachricht an die Person als Entwurf", TellNo: "keine Nachricht an die Person",
		Hint: "↑↓ Zeile · ←→ ändern · Enter schreiben · Esc zurück", HintMin: "←→ ändern · Enter",
		DoneToF: "Übergeben an %s: %s",
		Handed:  "Übergeben", HandedF: "%s, %s",
		RemoveF: "Vermerk „übergeben an %s“ zurücknehmen?", RemoveYes: "Ja, das Blatt ging nie hinaus", RemoveNo: "Nein, er bleibt",
		Locked:    "! Dieser Chat gilt als Krise: nur eine Übergabe, in der die Krise mitgeht",
		ToldDraft: "Die Nachricht an die Person liegt als Entwurf im Chat.", WantsTitle: "Anliegen in deinen Worten", NextTitle: "Nächster Schritt",
		BasisTitle: "Worauf beruht die Weitergabe?", LineHint: "Enter übernimmt, leer löscht",
	},
}

var handOnEN = HandOnTexts{
	Tell:   "For everything from here on %s is there for you. I have passed on your details as we agreed. If you do not want that any more, please write to me.",
	TellTo: "For everything from here on %s is there for you. I have passed on your details as we agreed. If you do not wish that any more, please write to me.",

	CmdRecipients: "Names everybody you can hand persons on to",
	CmdHanded:     "Names to whom a person was handed on",
	FlagTo:        "dossier: whom it goes to (key or a part of the name; \"sprechstunde recipients\" names all)",
	FlagDepth:     "dossier: how much of the conversation goes along: none, recent (the latest 20 messages), all",
	FlagNotes:     "dossier: your internal notes go along",
	FlagCrisis:    "dossier: what was said in a crisis goes along, too",
	FlagWants:     "dossier: what it is about, in your words",
	FlagNext:      "dossier: the next step, in your words",
	FlagBasis:     "dossier: what handing on is based on, if no consent is kept",
	FlagMarkdown:  "dossier: as Markdown instead of a page to print",
	FlagTell:      "dossier: put a message to the person into the chat as a draft",
	FlagRemove:    "take a note back: the sheet never left",
	NoRecipients:  "Nobody is entered yet. Enter colleagues and offices in the settings under recipients.",
	BadDepth:      "--depth: none, recent, all",
	OneOnly:       "A dossier (--format dossier) is about one person, not about all.",
	NoConsent:     "No consent is kept, and --basis is missing. Settle that before you hand the sheet on.",
	RowF:          "Handed on to %s on %s",
	Row:           "Handed on to",
	None:          "Handed on to nobody yet.",
	Removed:       "Note taken back.",
	Noted:         "Noted: handed on to %s.",
	Drafted:       "A message to the person lies in the chat as a draft. Nothing was sent.",
	NotDrafted:    "There is a draft in the chat already; the message to the person would be:",

	Screen: HandOnScreen{
		Title: "Hand on: %s", To: "To", Depth: "Talk", Notes: "Notes", Crisis: "Crisis", Files: "Files",
		Wants: "About", Next: "Next", Basis: "Basis", Tell: "Tell",
		Formats: map[string]string{
			"dossier": "dossier · sheet to print", "dossier-md": "dossier · Markdown", "txt": "WhatsApp export (txt)", "html": "whole chat as a page",
			"md": "whole chat as Markdown", "text": "whole chat as plain text", "json": "data (JSON)", "csv": "table (CSV)",
		},
		Depths:    map[string]string{"none": "none, the sheet only", "recent": "the latest 20 messages", "all": "all of it"},
		WithFiles: "with the files, in a zip file", WithoutFiles: "without the files",
		Along: "go along", Stays: "stay here", Asked: "(the person's first question)", NoNext: "(still open)",
		NoBasis: "! no consent is kept – settle that first", NobodyF: "! nobody under %s in the settings",
		Choose: "! nobody chosen yet:", TellYes: "message to the person as a draft", TellNo: "no message to the person",
		Hint: "↑↓ row · ←→ change · Enter write · Esc back", HintMin: "←→ change · Enter",
		DoneToF: "Handed on to %s: %s",
		Handed:  "Handed on", HandedF: "%s, %s",
		RemoveF: "Take back the note \"handed on to %s\"?", RemoveYes: "Yes, the sheet never left", RemoveNo: "No, it stays",
		Locked:    "! This chat counts as a crisis: only a dossier that takes it along",
		ToldDraft: "The message to the person lies in the chat as a draft.", WantsTitle: "What it is about, in your words", NextTitle: "Next step",
		BasisTitle: "What is handing on based on?", LineHint: "Enter takes it, empty removes it",
	},
}
