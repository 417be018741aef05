package i18n

// SearchTexts is said while searching messages.
type SearchTexts struct {
	Title    string
	OneHit   string
	HitsF    string // how many
	MoreF    string // at least how many
	Nothing  string
	Hints    []string // how to search, a line each
	UnreadF  string   // filters that say nothing
	FillingF string   // how many messages are missing
	Person   string
	Me       string
	NoChoice string
	Gone     string
}

var searchDE = SearchTexts{
	Title: "Suche in allen Nachrichten", OneHit: "1 Treffer", HitsF: "%d Treffer", MoreF: "über %d Treffer",
	Nothing: "Nichts gefunden.",
	Hints: []string{
		"Tipp Wörter: jedes findet auch, was damit anfängt. müller = mueller, ß = ss.",
		"„genau so“ findet Wörter genau so hintereinander.",
		"von:luca – was Luca schrieb · an:luca – was du Luca schriebst",
		"vor:2026-10 · nach:5.10. · seit:gestern – die Zeit",
		"label:pflege · stufe:bewerbung · hat:datei – nur, wo das so ist",
	},
	UnreadF: "%s verstehe ich nicht.", FillingF: "Das Suchverzeichnis wird noch aufgebaut: Die ältesten %d Nachrichten fehlen noch.",
	Person: "Person", Me: "Du", NoChoice: "Es ist nichts gefunden", Gone: "Die Nachricht ist nicht mehr da",
}

var searchEN = SearchTexts{
	Title: "Search all messages", OneHit: "1 hit", HitsF: "%d hits", MoreF: "more than %d hits",
	Nothing: "Nothing found.",
	Hints: []string{
		"Type words: each also finds what begins with it. müller = mueller, ß = ss.",
		"“just so” finds words just so, one after the other.",
		"from:luca – what Luca wrote · to:luca – what you wrote to Luca",
		"before:2026-10 · after:2026-10-05 · since:yesterday – the time",
		"label:pflege · stage:bewerbung · has:file – only where it is so",
	},
	UnreadF: "I do not understand %s.", FillingF: "The index is still being built: the oldest %d messages are missing.",
	Person: "person", Me: "You", NoChoice: "Nothing is found", Gone: "The message is not there any more",
}
