package i18n

// GuardTexts are the words for sealed files, backups and the deputy.
type GuardTexts struct {
	Seal   SealTexts
	Backup BackupTexts
	Deputy DeputyTexts
}

// DeputyTexts are the words for handing over to a deputy.
type DeputyTexts struct {
	Cmd        string
	CmdStart   string
	CmdEnd     string
	FlagUntil  string
	FlagBundle string
	FlagNone   string // --without-bundle
	Past       string // --until
	NeedsRelay string
	Nobody     string
	StandsInF  string // who, since when
	LastDayF   string // when
	OverF      string // who, last day
	StartedF   string // who
	UntilF     string // last day, who
	MissingF   string // who
	WithoutF   string // who
	Ended      string
	LineF      string // who, messages in, messages out
	PromiseF   string // to whom, until when, words
}

// BackupTexts are the words for backups.
type BackupTexts struct {
	Cmd        string
	CmdRestore string
	FlagTo     string
	FlagVerify string
	FlagList   string
	FlagNewKey string
	FlagCheck  string
	OnlyVerify string
	None       string
	UncheckedF string // size
	CheckedF   string // size, when
	LostF      string // number of files
	SoundF     string // of when, number of files
	RestoredF  string // of when, number of files, folder
	GapF       string // of when, days until when the relay has nothing any more
	SecretsF   string // file, keys

	Never  string // doctor and start: no backup that was found whole
	OldF   string // … days
	FreshF string // when
	Do     string
}

// SealTexts are the words of line mode for files that only some can open.
type SealTexts struct {
	FlagTo         string
	FlagPassphrase string
	FlagKey        string
	Ask            string
	Again          string
	Hidden         string
	Differ         string // the two passphrases
}

var guardDE = GuardTexts{
	Seal: SealTexts{
		FlagTo:         "verschließt für diesen Schlüssel (age1…) oder die Schlüssel in dieser Datei; auch mehrmals",
		FlagPassphrase: "fragt nach einer Passphrase und verschließt damit; ohne Terminal aus SPRECHSTUNDE_PASSPHRASE",
		FlagKey:        "Datei mit dem geheimen Schlüssel (AGE-SECRET-KEY-…)",
		Ask:            "Passphrase",
		Again:          "Noch einmal dieselbe",
		Hidden:         " (man sieht nicht, was du tippst)",
		Differ:         "Die beiden waren nicht gleich.",
	},
	Deputy: DeputyTexts{
		Cmd:        "Zeigt, wer dich vertritt",
		CmdStart:   "Übergibt an eine Vertretung: macht ein verschlossenes Paket und gibt das Schreiben ab",
		CmdEnd:     "Beendet die Vertretung und zeigt, wer geschrieben hat und was versprochen wurde",
		FlagUntil:  "letzter Tag der Vertretung, JJJJ-MM-TT",
		FlagBundle: "Paket der Vertretung (deren „sprechstunde backup“): ihr Stand gilt, deine Entwürfe bleiben",
		FlagNone:   "beendet sie ohne Paket: Was die Vertretung geantwortet, versprochen und notiert hat, fehlt dann hier",
		Past:       "dieser Tag ist schon vorbei",
		NeedsRelay: "Dafür muss das Relay für sich laufen, wo auch die Vertretung es erreicht (relay.url).",
		Nobody:     "Gerade vertritt dich niemand.",
		StandsInF:  "%s vertritt dich seit %s.",
		LastDayF:   "Letzter Tag: %s.",
		OverF: "Die Vertretung durch %s war bis %s; die automatischen Texte nennen wieder dich. Hier wird noch nur gelesen, denn inzwischen hat ein anderer Platz geschrieben. " +
			"Hol herein, was dort steht: „sprechstunde deputy end --bundle DATEI“.",
		UntilF: "Letzter Tag ist %s. Am Tag danach nennen die automatischen Texte von selbst wieder dich. Hat bis dahin kein anderer Platz geschrieben, schreibst du hier von selbst wieder; " +
			"sonst wird hier gelesen, bis du hereinholst, was %s geantwortet und versprochen hat. Es geht nichts verloren: Neue Nachrichten siehst du die ganze Zeit.",
		MissingF: "Ein anderer Platz hat geschrieben, während %s dich vertritt. Ohne dessen Paket fehlt hier, was dort geantwortet, versprochen und notiert wurde; was Personen geschrieben haben, ist da. " +
			"Gib das Paket mit --bundle DATEI an, oder mit --without-bundle, dass es keines gibt.",
		WithoutF: "Ohne Paket: Was %s geantwortet, versprochen und notiert hat, fehlt hier, und Chats warten noch, die dort schon beantwortet sind. " +
			"Später lässt sich das Paket nicht mehr hereinholen; sieh in deinen Chats nach, bevor du antwortest.",
		StartedF: "Übergeben an %s. Hier wird bis „sprechstunde deputy end“ nur gelesen. Gib die Datei und die Passphrase auf zwei Wegen weiter; drüben öffnet sie „sprechstunde restore“.",
		Ended:    "Die Vertretung ist zu Ende; hier wird wieder geschrieben.",
		LineF:    "%s: Nachrichten %d, Antworten %d",
		PromiseF: "versprochen: %s, %s: %s",
	},
	Backup: BackupTexts{
		Cmd:        "Sichert alles in eine verschlossene Datei, auch während du arbeitest; --verify prüft eine",
		CmdRestore: "Spielt eine Sicherung an einen leeren Ort zurück",
		FlagTo:     "Ordner für die Sicherung",
		FlagVerify: "öffnet die neueste Sicherung oder FILE, spielt sie zur Probe zurück und vergleicht alles",
		FlagList:   "zeigt die Sicherungen",
		FlagNewKey: "macht einen Schlüssel: der geheime Teil kommt in diese Datei, der öffentliche wird gezeigt",
		FlagCheck:  "prüft nur, es wird nichts zurückgespielt",
		OnlyVerify: "eine Datei gehört nur zu --verify",
		None:       "Es gibt noch keine Sicherung. „sprechstunde backup“ macht eine.",
		UncheckedF: "%s, noch nicht geprüft („sprechstunde backup --verify“)",
		CheckedF:   "%s, geprüft am %s",
		LostF:      "Dateien, die schon vorher fehlten und darum nicht darin sind: %d",
		SoundF:     "Die Sicherung vom %s ist in Ordnung. Dateien darin: %d",
		GapF:       "Was zwischen dem %s und dem %s kam, kann hier fehlen: Das Relay hebt nur 30 Tage lang auf, was schon einmal abgeholt war. Was davon noch auf einem Handy steht, nimmt „sprechstunde import“ herein.",
		RestoredF:  "Die Sicherung vom %s ist zurückgespielt. Dateien: %d. Ordner: %s",
		SecretsF:   "Zugangsdaten liegen in keiner Sicherung. Trage sie in %s wieder ein: %s",
		Never:      "Es gibt keine geprüfte Sicherung.",
		OldF:       "Die letzte geprüfte Sicherung ist %d Tage alt.",
		FreshF:     "die letzte geprüfte ist vom %s",
		Do:         "„sprechstunde backup“ macht eine, „sprechstunde backup --verify“ prüft sie.",
	},
}

var guardEN = GuardTexts{
	Seal: SealTexts{
		FlagTo:         "seal for this key (age1…), or for the keys in this file; may be given more than once",
		FlagPassphrase: "ask for a passphrase and seal with it; without a terminal it comes from SPRECHSTUNDE_PASSPHRASE",
		FlagKey:        "file with the secret key (AGE-SECRET-KEY-…)",
		Ask:            "Passphrase",
		Again:          "The same once more",
		Hidden:         " (what you type is not shown)",
		Differ:         "The two were not the same.",
	},
	Deputy: DeputyTexts{
		Cmd:        "Show who stands in for you",
		CmdStart:   "Hand over to a deputy: makes a sealed bundle and gives up the right to write",
		CmdEnd:     "End it, and show who wrote and what was promised",
		FlagUntil:  "last day, YYYY-MM-DD",
		FlagBundle: "bundle of the deputy (their “sprechstunde backup”): what they have goes on, your drafts stay",
		FlagNone:   "end it without a bundle: what the deputy answered, promised and noted is then missing here",
		Past:       "that day is over",
		NeedsRelay: "For this the relay has to run on its own, where the deputy reaches it too (relay.url).",
		Nobody:     "Nobody stands in for you.",
		StandsInF:  "%s has stood in for you since %s.",
		LastDayF:   "Last day: %s.",
		OverF: "%s stood in for you until %s; the automatic texts name you again. This desk still only reads, because another one has written meanwhile. " +
			"Bring in what is there: “sprechstunde deputy end --bundle FILE”.",
		UntilF: "The last day is %s. On the day after, the automatic texts name you again by themselves. If no other desk has written by then, this one writes again by itself; " +
			"otherwise it reads until you bring in what %s answered and promised. Nothing is lost: you see new messages all the time.",
		MissingF: "Another desk has written while %s stands in for you. Without its bundle, what was answered, promised and noted there is missing here; what people wrote is here. " +
			"Name the bundle with --bundle FILE, or say with --without-bundle that there is none.",
		WithoutF: "Without a bundle: what %s answered, promised and noted is missing here, and chats still wait that were answered there. " +
			"The bundle cannot be brought in later; look before you answer.",
		StartedF: "Handed over to %s. This desk only reads until “sprechstunde deputy end”. Pass on file and passphrase by two different ways; “sprechstunde restore” opens it there.",
		Ended:    "It is over; this desk writes again.",
		LineF:    "%s: messages %d, answers %d",
		PromiseF: "promised: %s, %s: %s",
	},
	Backup: BackupTexts{
		Cmd:        "Back up everything into one sealed file, also while you work; --verify looks at one",
		CmdRestore: "Restore a backup into an empty place",
		FlagTo:     "folder for the backup",
		FlagVerify: "open the newest backup, or FILE, restore it for a try and compare everything",
		FlagList:   "list the backups",
		FlagNewKey: "make a key: the secret half goes into this file, the public one is shown",
		FlagCheck:  "only look, restore nothing",
		OnlyVerify: "a file belongs to --verify only",
		None:       "There is no backup yet. “sprechstunde backup” makes one.",
		UncheckedF: "%s, not verified yet (“sprechstunde backup --verify”)",
		CheckedF:   "%s, verified %s",
		LostF:      "Files that were missing before and are not in it: %d",
		SoundF:     "The backup of %s is sound. Files in it: %d",
		GapF:       "What came between %s and %s may be missing here: the relay keeps what was fetched once for 30 days only. What is still on a phone can be taken in with \"sprechstunde import\".",
		RestoredF:  "The backup of %s is restored. Files: %d. Folder: %s",
		SecretsF:   "No backup holds your tokens and secrets. Enter them again in %s: %s",
		Never:      "There is no verified backup.",
		OldF:       "The last verified backup is %d days old.",
		FreshF:     "the last verified one is of %s",
		Do:         "“sprechstunde backup” makes one, “sprechstunde backup --verify” verifies it.",
	},
}
