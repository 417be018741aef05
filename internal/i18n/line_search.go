package i18n

// SearchLineTexts are the words of line mode for searching.
type SearchLineTexts struct {
	Cmd       string
	FlagLimit string
	Person    string
	Nothing   string
	More      string // how many are shown
	Unread    string // filters
	Filling   string // how many messages
	Rests     string // behind a name: the data are kept and not used
}

var lineSearchDE = SearchLineTexts{
	Cmd:       `Sucht in allen Nachrichten: Wörter, "genau so", von:luca, an:luca, vor:2026-10, nach:5.10., seit:gestern`,
	FlagLimit: "höchstens so viele Treffer, mindestens 1",
	Person:    "Person", Nothing: "Nichts gefunden.", More: "Das sind die neuesten %d; es gibt mehr. --limit zeigt mehr.",
	Unread:  "Das verstehe ich nicht und lasse es weg: %s",
	Rests:   "eingeschränkt",
	Filling: "Das Suchverzeichnis wird erst noch aufgebaut (%d Nachrichten) …",
}

var lineSearchEN = SearchLineTexts{
	Cmd:       `Searches all messages: words, "just so", from:luca, to:luca, before:2026-10, after:2026-10-05, since:yesterday`,
	FlagLimit: "at most so many hits, at least 1",
	Person:    "person", Nothing: "Nothing found.", More: "These are the newest %d; there are more. --limit shows more.",
	Unread:  "I do not understand this and leave it out: %s",
	Rests:   "restricted",
	Filling: "The index has to be built first (%d messages) …",
}
