package i18n

// TakeInTexts are about taking a file of WhatsApp's "Export chat" into the chat.
type TakeInTexts struct {
	Title    string
	HintPath string
	Reading  string
	HeadF    string // how many messages, first day, last day
	SidesF   string // of the person, of the adviser
	KnownF   string // how many are there already
	FilesF   string // with a file, without
	LargeF   string // too large
	OddF     string // not understood
	SaysF    string // of WhatsApp itself
	AskF     string // question; name
	TakeF    string // how many
	Not      string
	Nothing  string
	Dates    string // question
	DayF     string // the day first; first day
	MonthF   string // the month first; first day
	Who      string // question
	DoneF    string // how many
	Close    string
	Undo     string
	Undone   string
}

var takeInDE = TakeInTexts{
	Title: "WhatsApp-Verlauf hineinholen: welche Datei?", HintPath: "Eine txt- oder zip-Datei aus „Chat exportieren“. Tab ergänzt, Enter sieht hinein; noch kommt nichts dazu.", Reading: "Die Datei wird gelesen …",
	HeadF: "Nachrichten: %d, %s bis %s.", SidesF: "%d von der Person, %d von dir.", KnownF: "Schon da: %d.", FilesF: "Mit Datei: %d, ohne (beim Export weggelassen): %d.",
	LargeF: "Zu groß, bleibt weg: %d.", OddF: "Nicht zu verstehen, bleibt Text: %d.", SaysF: "Von WhatsApp selbst, bleibt weg: %d.",
	AskF: "In den Chat mit %s hineinholen?", TakeF: "hineinholen, was neu ist: %d", Not: "nicht", Nothing: "Alles daraus ist schon da.",
	Dates: "Wie stehen die Tage in der Datei?", DayF: "Tag zuerst: sie beginnt am %s", MonthF: "Monat zuerst: sie beginnt am %s", Who: "Wer davon bist du?",
	DoneF: "Nachrichten hereingeholt: %d. Sie klingeln nicht und warten auf nichts.", Close: "fertig", Undo: "doch nicht: alles wieder herausnehmen", Undone: "Wieder herausgenommen.",
}

var takeInEN = TakeInTexts{
	Title: "Take in a WhatsApp history: which file?", HintPath: "A txt or zip file of “Export chat”. Tab completes, Enter looks into it; nothing is taken in yet.", Reading: "The file is being read …",
	HeadF: "Messages: %d, %s to %s.", SidesF: "%d of the person, %d of yours.", KnownF: "Here already: %d.", FilesF: "With a file: %d, without (left out of the export): %d.",
	LargeF: "Too large, left out: %d.", OddF: "Not understood, kept as text: %d.", SaysF: "Of WhatsApp itself, left out: %d.",
	AskF: "Take it into the chat with %s?", TakeF: "take in what is new: %d", Not: "do not", Nothing: "Everything in it is here already.",
	Dates: "How do the days stand in the file?", DayF: "day first: it begins on %s", MonthF: "month first: it begins on %s", Who: "Which of them are you?",
	DoneF: "Messages taken in: %d. They do not ring and wait for nothing.", Close: "done", Undo: "do not after all: take all of it out again", Undone: "Taken out again.",
}
