package config

// What Calls.Incoming may be.
const (
	CallsLeave   = "leave"
	CallsDecline = "decline"
	CallsWrite   = "write"
)

var incomings = []string{CallsLeave, CallsDecline, CallsWrite}

// Calls says what becomes of a call, which nobody here can answer.
type Calls struct {
	Incoming string `yaml:"incoming" doc:"leave (it rings until WhatsApp ends it), decline (the relay declines it at once), write (and asks once a day to write instead: auto.call)"`
}

// Declines says that the relay ends calls, and Writes that it also asks to write.
func (c Calls) Declines() bool { return c.Incoming == CallsDecline || c.Writes() }

// Writes says that who has called is asked to write.
func (c Calls) Writes() bool { return c.Incoming == CallsWrite }
