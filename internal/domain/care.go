package domain

import "time"

// HelpLine is somebody to turn to in distress.
type HelpLine struct {
	Name    string
	Number  string // as one reads it out: 0800 111 0 111
	Hours   string // in words, "" for day and night
	Web     string // where one can write to them, "" for nowhere
	Checked string // the day on which somebody last looked whether all of this is right, DateForm
}

// CrisisCard is what a chat with a person in distress gets in place of prepared
// answers.
type CrisisCard struct {
	Chat  Chat
	Text  string // as it would be sent
	Lines []HelpLine
	Given time.Time // when it last went out to the person; zero for never
}

// NudgeReason says why a change of channel is offered in a chat.
type NudgeReason string

// The reasons, the weightiest first.
const (
	NudgeNone     NudgeReason = ""
	NudgeNumber   NudgeReason = "number"   // a bank account, card, identity, tax or insurance number
	NudgeHealth   NudgeReason = "health"   // the person's own health
	NudgeDocument NudgeReason = "document" // a file that looks like a paper of hers
	NudgeCV       NudgeReason = "cv"       // much about a life
	NudgeMany     NudgeReason = "many"     // many messages
)

// Nudge offers to go on by another channel. It only ever informs.
type Nudge struct {
	Reason    NudgeReason
	Words     string   // what it was seen by, untrusted; "" where nothing can be named
	Email     string   // an address that the person has written and that is not kept, untrusted; "" for none
	Sentences []string // ready ones, to be changed at will
}
