package i18n

// FileLineTexts are the words of line mode for files; how it stands with one is
// said as on the screen.
type FileLineTexts struct {
	Cmd           string
	CmdSave       string
	CmdOpen       string
	CmdTranscribe string
	FlagAll       string
	FlagOut       string
	FlagAnyway    string
	OneOf         string // neither a message nor --all, or both
	NotAll        string
	LineF         string // how it stands, number of the message
	NoFileF       string // what was typed for the number of a message with a file
}

var fileLineDE = FileLineTexts{
	Cmd:           "Listet die Dateien eines Chats auf",
	CmdSave:       "Legt eine Datei in einen Ordner, oder mit --all alle eines Chats; nichts wird überschrieben",
	CmdOpen:       "Öffnet eine Datei mit dem Programm des Systems dafür",
	CmdTranscribe: "Schreibt mit, was eine Sprachnachricht sagt, mit dem eingetragenen Programm",
	FlagAll:       "alle Dateien dieses Chats",
	FlagOut:       "Ordner für die Dateien",
	FlagAnyway:    "auch Office-Dateien, Webseiten und SVG-Zeichnungen",
	OneOf:         "entweder die Nummer einer Nachricht oder --all CHAT",
	NotAll:        "Nicht alle Dateien konnten gesichert werden.",
	LineF:         "Datei: %s (Nr. %d)",
	NoFileF:       "Eine Nachricht Nr. %s mit einer Datei gibt es nicht. „sprechstunde files CHAT“ zeigt die Nummern.",
}

var fileLineEN = FileLineTexts{
	Cmd:           "List the files of a chat",
	CmdSave:       "Put a file into a folder, or with --all all of a chat; nothing is overwritten",
	CmdOpen:       "Open a file with the system's program for it",
	CmdTranscribe: "Write down what a voice note says, with the program in the settings",
	FlagAll:       "all files of this chat",
	FlagOut:       "folder for the files",
	FlagAnyway:    "Office files, web pages and SVG drawings too",
	OneOf:         "either the number of a message or --all CHAT",
	NotAll:        "Not all files could be saved.",
	LineF:         "File: %s (no. %d)",
	NoFileF:       "There is no message no. %s with a file. “sprechstunde files CHAT” shows the numbers.",
}
