package i18n

// ExportLineTexts are the words of line mode about exported chats.
type ExportLineTexts struct {
	Cmd        string
	CmdLog     string
	CmdRemove  string
	CmdTidy    string
	FlagAll    string
	FlagFormat string
	FlagForm   string
	FlagRows   string
	FlagAlias  string
	FlagSince  string
	FlagMedia  string
	FlagOut    string
	FlagKeep   string

	OneOf    string // a chat, or --all
	BadSince string // what was typed
	OnlyFor  string // a flag, a format
	LeftOut  string // chats in which somebody seems to be in distress
	Resting  string // chats of persons whose data are kept and not used
	Alias    string // warning beside a table under pseudonyms
	Nothing  string
	Several  string // of an export about several persons
	Gone     string // moment
	Missing  string
	Until    string // moment
	Removed  string // path
	WasGone  string // path
	Tidied   string // number
}

var lineExportDE = ExportLineTexts{
	Cmd:        "Schreibt einen Chat, oder alle, in eine Datei",
	CmdLog:     "Zeigt, welche Dateien zum Weitergeben hier entstanden sind",
	CmdRemove:  "Löscht eine dieser Dateien",
	CmdTidy:    "Löscht die Dateien, deren Zeit um ist",
	FlagAll:    "alle Chats",
	FlagFormat: "dossier, txt (wie WhatsApps „Chat exportieren“), html, md, text, json, csv",
	FlagForm:   "bei txt: android-de, ios-de, android-en, ios-en",
	FlagRows:   "bei csv: eine Zeile je Nachricht (messages) oder je Chat (chats)",
	FlagAlias:  "bei csv: ohne Namen, Nummern und Adressen",
	FlagSince:  "nur Nachrichten seit diesem Tag, etwa 2026-05-01",
	FlagMedia:  "die Dateien mit, alles zusammen in einem Zip",
	FlagOut:    "Ordner für die Datei",
	FlagKeep:   "nach so vielen Tagen löscht sich die Datei selbst; 0: nie",

	OneOf:    "Nenne einen Chat, oder nimm --all.",
	BadSince: "Diesen Tag verstehe ich nicht: %s. Schreibe ihn als 2026-05-01 oder 01.05.2026.",
	OnlyFor:  "%s gibt es nur mit --format %s.",
	LeftOut:  "Ausgelassen: %d. In diesen Chats scheint jemand in Not zu sein; gib sie erst frei.",
	Resting:  "Ausgelassen: %d. Die Daten dieser Personen sind eingeschränkt: Sie werden aufbewahrt und nicht verwendet.",
	Alias:    "Namen, Nummern und Adressen sind ersetzt. Was jemand über sich erzählt, steht noch da: Das ist nicht anonym.",
	Nothing:  "Hier ist noch keine Datei zum Weitergeben entstanden.",
	Several:  "mehrere",
	Gone:     "gelöscht am %s",
	Missing:  "nicht mehr da",
	Until:    "löscht sich am %s",
	Removed:  "Gelöscht: %s",
	WasGone:  "War schon weg: %s",
	Tidied:   "Gelöscht, weil die Zeit um ist: %d.",
}

var lineExportEN = ExportLineTexts{
	Cmd:        "Writes a chat, or all of them, into a file",
	CmdLog:     "Shows which files were made here to be handed on",
	CmdRemove:  "Removes one of these files",
	CmdTidy:    "Removes the files whose time is over",
	FlagAll:    "all chats",
	FlagFormat: "dossier, txt (as WhatsApp's “Export chat”), html, md, text, json, csv",
	FlagForm:   "with txt: android-de, ios-de, android-en, ios-en",
	FlagRows:   "with csv: one row per message (messages) or per chat (chats)",
	FlagAlias:  "with csv: without names, numbers and addresses",
	FlagSince:  "only messages since this day, like 2026-05-01",
	FlagMedia:  "the files as well, everything together in a zip",
	FlagOut:    "folder for the file",
	FlagKeep:   "after so many days the file removes itself; 0: never",

	OneOf:    "Name a chat, or use --all.",
	BadSince: "I do not understand this day: %s. Write it as 2026-05-01 or 01.05.2026.",
	OnlyFor:  "%s is for --format %s only.",
	LeftOut:  "Left out: %d. Somebody seems to be in distress in these chats; release them first.",
	Resting:  "Left out: %d. The data of these persons are restricted: kept, and not used.",
	Alias:    "Names, numbers and addresses are replaced. What people tell about themselves still stands there: this is not anonymous.",
	Nothing:  "No file to be handed on was made here yet.",
	Several:  "several",
	Gone:     "removed on %s",
	Missing:  "not there any more",
	Until:    "removes itself on %s",
	Removed:  "Removed: %s",
	WasGone:  "Was gone already: %s",
	Tidied:   "Removed because their time is over: %d.",
}
