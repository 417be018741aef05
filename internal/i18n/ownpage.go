package i18n

// OwnPageTexts are the words for changing the business profile with a look
// before, and for the page of our own number on the screen.
type OwnPageTexts struct {
	CmdEdit, FlagAbout, FlagAddress, FlagDescription, FlagEmail, FlagWebsite, FlagHours, FlagYes string

	Nothing   string // no flag was given
	Same      string // everything stands there already
	NowF      string // what stands there
	ThenF     string // what would stand there
	Repeat    string // how to really do it
	Done      string
	TooLongF  string // characters there are, characters there may be
	NoHours   string // --hours without hours in the configuration
	BadHours  string // --hours with something else than a field
	HoursLead string // begins the line with the hours
	DaysF     string // first and last day
	TwoDaysF  string // two days in a row
	PartF     string // days, times
	And       string // between the times of a day
	SpanF     string // from, to
	FullHour  string // of a clock; hour
	Clock     string // hour, minute

	Title   string // of the page
	Number  string // headline
	Profile string // headline
	AsOfF   string // when WhatsApp was asked
	Asking  string
	Unknown string            // was never asked
	Words   map[string]string // what WhatsApp says → ours
	HowTo   string            // how to change the profile
}

// OwnPageActions names what can be done with that page.
type OwnPageActions struct{ Show, Fresh ActionText }
