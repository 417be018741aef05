package i18n

// ImportLineTexts are the words of line mode for histories from files.
type ImportLineTexts struct {
	Cmd       string
	CmdList   string
	FlagTo    string
	FlagNew   string
	FlagPhone string
	FlagMe    string
	FlagWith  string
	FlagDates string
	FlagDry   string
	FlagUndo  string
	FlagYes   string

	OneOf   string // neither --to nor --new, or both
	NoTable string
	NoFile  string // path
	NoChat  string
	TooLong string
	Broken  string
	BadDate string
	AskDate string // the first day in either reading
	AskMe   string // names
	NoMe    string // name, names
	Many    string // names
	Taken   string // number of the chat
	BadTel  string

	HeadF    string // messages, first day, last day
	SidesF   string // of theirs, name, of ours, name
	FilesF   string // with their file, without
	SystemF  string // lines of WhatsApp's own
	OddF     string
	OverF    string // files that are too large
	KnownF   string // messages
	MissF    string // files that an earlier import had not
	NewF     string // messages
	Nothing  string
	Dry      string
	DoneF    string // messages, number of the chat, number of the import
	None     string
	EntryF   string // number, day, messages, files, chats, from, to
	UndoneF  string // messages, number of the import
	AloneF   string // persons, number of the import
	Listed   string // what stands for somebody from a table
	Imported string // beside a message
}

var importLineDE = ImportLineTexts{
	Cmd:       "Übernimmt einen Chat, den WhatsApp exportiert hat (txt oder zip), als Vorgeschichte einer Person",
	CmdList:   "Listet auf, was aus Dateien übernommen wurde",
	FlagTo:    "Chat, zu dem die Datei gehört",
	FlagNew:   "Name einer Person, die hier noch nicht ist",
	FlagPhone: "Nummer der neuen Person, wenn du sie weißt",
	FlagMe:    "wie du in der Datei heißt",
	FlagWith:  "wie die Person in der Datei heißt; Zeilen von anderen zählen dann als Text",
	FlagDates: "wie das Datum zu lesen ist: dmy (Tag zuerst) oder mdy (Monat zuerst)",
	FlagDry:   "nur sagen, was in der Datei steht und was neu wäre",
	FlagUndo:  "nimmt die Übernahme mit dieser Nummer zurück",
	FlagYes:   "auch wenn dabei Personen ganz verschwinden",

	OneOf:   "entweder --to CHAT oder --new NAME",
	NoTable: "Das ist eine Tabelle und kein Chat. Kontakte übernimmt „sprechstunde people import“, Antworten „sprechstunde answers import“.",
	NoFile:  "Die Datei %s lässt sich nicht öffnen.",
	NoChat:  "Darin ist kein Chat, wie ihn WhatsApp exportiert. Öffne in WhatsApp den Chat und wähle „Chat exportieren“; das ergibt eine txt oder eine zip.",
	TooLong: "Der Text ist größer als jeder Chat. Ist das die richtige Datei?",
	Broken:  "Die zip-Datei ist beschädigt oder unvollständig. Übertrag sie noch einmal vom Telefon.",
	BadDate: "--dates ist dmy oder mdy",
	AskDate: "Die Datei sagt nicht, was Tag ist und was Monat. Beginnt der Chat am %s, dann gib --dates dmy an; beginnt er am %s, dann --dates mdy.",
	AskMe:   "Wer davon bist du? Sag es mit --me: %s.",
	NoMe:    "%s kommt in der Datei nicht vor, nur: %s.",
	Many:    "In der Datei schreiben mehr als zwei: %s. Einen Gruppenchat übernehmen wir nicht. Ist es keiner, dann sag mit --me und --with, wer ihr seid; die anderen Zeilen zählen als Text.",
	Taken:   "Diese Nummer gehört schon zu Chat %d. Nimm --to %[1]d.",
	BadTel:  "Das ist keine Telefonnummer.",

	HeadF:   "Nachrichten: %d, vom %s bis zum %s.",
	SidesF:  "%d von der Person (%s), %d von dir (%s).",
	FilesF:  "%d mit ihrer Datei, %d mit einer, die beim Export weggelassen wurde.",
	SystemF: "Zeilen von WhatsApp selbst, sie bleiben weg: %d.",
	OddF:    "Zeilen, deren Zeit nicht zu den anderen passt, sie zählen als Text: %d.",
	OverF:   "Dateien über 100 MB, sie bleiben weg: %d.",
	KnownF:  "Schon da: %d.",
	MissF:   "Davon früher ohne ihre Datei übernommen: %d. Damit sie dazukommt, nimm erst jene Übernahme zurück (import list, import --undo NUMMER).",
	NewF:    "Neu: %d.",
	Nothing: "Es ist nichts zu tun.",
	Dry:     "Nichts wurde geändert. Ohne --dry-run wird übernommen.",
	DoneF:   "Übernommene Nachrichten: %d, in Chat %d. Zurück geht es mit: sprechstunde import --undo %d",
	None:    "Es wurde nichts aus Dateien übernommen.",
	EntryF:  "%d | %s | Nachrichten: %d | Dateien: %d | Chat %s | %s bis %s",
	UndoneF: "Zurückgenommene Nachrichten: %d, aus Übernahme %d.",
	AloneF:  "Personen, die nur durch diese Übernahme hier sind: %d. Sie verschwinden ganz, auch mit deinen Notizen zu ihnen. Wenn du das willst: sprechstunde import --undo %d --yes",

	Listed:   "aus einer Tabelle übernommen",
	Imported: "übernommen",
}

var importLineEN = ImportLineTexts{
	Cmd:       "Take in a chat that WhatsApp has exported (txt or zip), as the history of a person",
	CmdList:   "List what was taken in from files",
	FlagTo:    "chat the file belongs to",
	FlagNew:   "name of a person who is not here yet",
	FlagPhone: "number of the new person, if you know it",
	FlagMe:    "what you are called in the file",
	FlagWith:  "what the person is called in the file; lines of others then count as text",
	FlagDates: "how to read the dates: dmy (day first) or mdy (month first)",
	FlagDry:   "only say what is in the file and what would be new",
	FlagUndo:  "take the import of this number back",
	FlagYes:   "even if persons vanish by it",

	OneOf:   "either --to CHAT or --new NAME",
	NoTable: `That is a table and no chat. "sprechstunde people import" takes contacts, "sprechstunde answers import" answers.`,
	NoFile:  "The file %s cannot be opened.",
	NoChat:  `There is no chat in it as WhatsApp exports them. Open the chat in WhatsApp and choose "Export chat"; that makes a txt or a zip.`,
	TooLong: "The text is larger than any chat. Is this the right file?",
	Broken:  "The zip file is damaged or incomplete. Copy it from the phone once more.",
	BadDate: "--dates is dmy or mdy",
	AskDate: "The file does not say what is the day and what the month. If the chat begins on %s, add --dates dmy; if it begins on %s, --dates mdy.",
	AskMe:   "Which of them are you? Say so with --me: %s.",
	NoMe:    "%s is not in the file, only: %s.",
	Many:    "More than two people write in the file: %s. Group chats are not taken in. If it is none, say with --me and --with who you two are; other lines then count as text.",
	Taken:   "This number belongs to chat %d already. Use --to %[1]d.",
	BadTel:  "That is no phone number.",

	HeadF:   "Messages: %d, from %s to %s.",
	SidesF:  "%d of the person (%s), %d of yours (%s).",
	FilesF:  "%d with their file, %d with one that the export left out.",
	SystemF: "Lines of WhatsApp's own, they are left out: %d.",
	OddF:    "Lines whose time does not fit the others, they count as text: %d.",
	OverF:   "Files of more than 100 MB, they are left out: %d.",
	KnownF:  "There already: %d.",
	MissF:   "Of these taken in before without their file: %d. To have it, take that import back first (import list, import --undo NUMBER).",
	NewF:    "New: %d.",
	Nothing: "There is nothing to do.",
	Dry:     "Nothing was changed. Without --dry-run it is taken in.",
	DoneF:   "Messages taken in: %d, into chat %d. To take it back: sprechstunde import --undo %d",
	None:    "Nothing was taken in from files.",
	EntryF:  "%d | %s | messages: %d | files: %d | chat %s | %s to %s",
	UndoneF: "Messages taken back: %d, of import %d.",
	AloneF:  "Persons who are here by this import only: %d. They vanish with all your notes on them. If you want that: sprechstunde import --undo %d --yes",

	Listed:   "taken from a table",
	Imported: "imported",
}
