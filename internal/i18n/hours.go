package i18n

// HoursTexts is what the screen says about the adviser's hours: what lapses,
// what is overdue, the page outside her slots, the follow-up and the health of
// the relay.
type HoursTexts struct {
	Crisis string
}

var hoursDE = HoursTexts{
	Crisis: "Krise?",
}

var hoursEN = HoursTexts{
	Crisis: "Crisis?",
}
