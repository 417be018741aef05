package tui

import (
	"reflect"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
)

// How often Bubble Tea looks whether there is something to draw: often while
// something happens, because that is what a key waits for, and seldom once
// nothing has happened for a while, because looking is all that an idle desk
// would spend processor time on.
const (
	busyTick  = 4 * time.Millisecond
	idleTick  = 50 * time.Millisecond
	busyAfter = 250 * time.Millisecond
)

// pace changes the frame clock of a running program. Bubble Tea fixes it when
// the program is made, at 120 frames a second at most: a key then waits for up
// to 8 ms, and an idle desk costs 2 % of a core. Its ticker can be set anew at
// any time, but is not exported; if it is not where it was, everything stays as
// Bubble Tea has it.
type pace struct {
	ticker func() *time.Ticker

	mu    sync.Mutex
	timer *time.Timer
	busy  bool
	again bool // something has happened since the timer was set
}

func newPace(p *tea.Program) *pace {
	return &pace{ticker: func() *time.Ticker { return tickerOf(p) }}
}

// tickerOf finds the frame clock of a program; nil if there is none yet, or no
// more in this version of Bubble Tea. It is to be called by the program's own
// goroutine, which sets it.
func tickerOf(p *tea.Program) *time.Ticker {
	f := reflect.ValueOf(p).Elem().FieldByName("ticker")
	if !f.IsValid() || f.Type() != reflect.TypeFor[*time.Ticker]() {
		return nil
	}
	return (*time.Ticker)(f.UnsafePointer())
}

// wake is called for everything that happens.
func (p *pace) wake() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.again = true
	t := p.ticker()
	if p.busy || t == nil {
		return
	}
	p.busy = true
	t.Reset(busyTick)
	p.timer = time.AfterFunc(busyAfter, func() { p.rest(t) })
}

// rest slows the clock down unless something has happened meanwhile.
func (p *pace) rest(t *time.Ticker) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.again {
		p.again = false
		p.timer.Reset(busyAfter)
		return
	}
	p.busy = false
	t.Reset(idleTick)
}
