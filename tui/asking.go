package tui

import (
	"context"
	"time"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
)

// askWait is how long typing rests before the desk is asked: somebody who types
// fast asks once.
const askWait = 15 * time.Millisecond

// asking is an input line about which the desk is asked while it is typed in.
// Only the newest question is wanted.
type asking struct {
	input textinput.Model
	req   int // of the newest question, 0 while typing goes on
	gen   int // of the timer
	stop  context.CancelFunc

	typed  string // what the newest answer is about
	loaded bool   // there is one
	failed bool   // the newest question has none
}

type askTimerMsg struct{ gen int }

func newAsking(input textinput.Model) asking { return asking{input: input, stop: func() {}} }

// key gives a key to the line and reports whether that changed what it says.
func (a *asking) key(k tea.KeyPressMsg) (cmd tea.Cmd, changed bool) {
	before := a.input.Value()
	a.input, cmd = a.input.Update(k)
	return cmd, a.input.Value() != before
}

func (a *asking) paste(raw string) {
	a.input, _ = a.input.Update(tea.PasteMsg{Content: pasted(raw)})
}

// rest ends the question under way; gen tells the timer of the next one.
func (a *asking) rest(gen int) {
	a.stop()
	a.gen, a.req, a.failed = gen, 0, false
}

// begin is the life of the next question, which ends the one before.
func (a *asking) begin(life context.Context, req int) (context.Context, context.CancelFunc) {
	a.stop()
	ctx, stop := context.WithCancel(life)
	a.stop, a.req, a.failed = stop, req, false
	return ctx, stop
}

// unanswered: what is typed was asked in vain. The key that takes an answer asks again.
func (a *asking) unanswered() bool {
	return a.failed && (a.typed != a.input.Value() || !a.loaded)
}

func (msg askTimerMsg) apply(m *Model) tea.Cmd {
	switch {
	case m.jump != nil && m.jump.gen == msg.gen:
		return m.jumpNow()
	case m.search != nil && m.search.gen == msg.gen:
		return m.searchNow()
	}
	return nil
}

// askCursor stands in the input line, which both draw in the same place.
func (m *Model) askCursor(a *asking) *tea.Cursor {
	cur := a.input.Cursor()
	if cur == nil {
		return nil
	}
	cur.X += 3
	cur.Y += m.layout().top + 1
	return cur
}
