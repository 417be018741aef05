package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// result is an answer or a timer that knows what to do with itself, which
// keeps Update short. Every answer carries the number of the request it
// belongs to; one that was overtaken is dropped.
type result interface {
	apply(m *Model) tea.Cmd
}

type queueMsg struct {
	req   int
	fresh bool // the order may change
	q     domain.Queue
	err   error
}

type threadMsg struct {
	req   int
	older bool
	th    domain.Thread
	err   error
}

type draftMsg struct {
	d   domain.Draft
	err error
}

type sentMsg struct {
	req   int
	reply domain.Reply
	msg   domain.Message
	err   error
}

type backMsg struct {
	uuid  string
	chat  domain.Chat // if it is known whose it is
	how   domain.TakeBack
	draft domain.Draft
	err   error
}

type settledMsg struct {
	chatID  int64
	arrived bool
	err     error
}

type resentMsg struct {
	chatID int64
	msg    domain.Message
	err    error
}

type doneMsg struct {
	chatID int64
	name   string
	done   bool
	err    error
}

type seenMsg struct{ err error }

type changesMsg struct{ domain.Changes }

type editedMsg struct {
	chatID int64
	before string
	after  string
	empty  bool
	err    error
}

type copiedMsg struct{ err error }

// The timers.
type (
	minuteMsg     struct{}
	holdMsg       struct{ gen int }
	trailMsg      struct{ walk int }
	draftTimerMsg struct{ chatID int64 }
	toastEndMsg   struct{ gen int }
)

// The waits. Drafts are kept within a second of typing.
const (
	draftWait = 500 * time.Millisecond
	// draftAgain is when a draft that could not be saved is saved again.
	draftAgain = 2 * time.Second
	trailWait  = 20 * time.Millisecond
	toastWait  = 5 * time.Second
	holdWait   = time.Second
	anewWait   = 700 * time.Millisecond // nobody reads a new text faster
	burstGap   = 5 * time.Millisecond   // keys closer together were not typed
	minute     = time.Minute
)
