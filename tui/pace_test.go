package tui

import (
	"io"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// probe looks for the frame clock from where the desk does, and quits.
type probe struct {
	program *tea.Program
	found   *time.Ticker
}

func (p *probe) Init() tea.Cmd { return func() tea.Msg { return tea.FocusMsg{} } }

func (p *probe) Update(tea.Msg) (tea.Model, tea.Cmd) {
	p.found = tickerOf(p.program)
	return p, tea.Quit
}

func (p *probe) View() tea.View { return tea.NewView("") }

// TestFrameClockIsWhereItWas: with another version of Bubble Tea it may not be,
// and keys would be later and an idle desk dearer without anything breaking.
func TestFrameClockIsWhereItWas(t *testing.T) {
	t.Parallel()
	in, quit := io.Pipe()
	defer quit.Close()
	m := &probe{}
	m.program = tea.NewProgram(m, tea.WithInput(in), tea.WithOutput(io.Discard), tea.WithContext(t.Context()))
	if early := tickerOf(m.program); early != nil {
		t.Error("a clock before the program runs")
	}
	if _, err := m.program.Run(); err != nil {
		t.Fatal(err)
	}
	if m.found == nil {
		t.Error("Bubble Tea keeps its frame clock elsewhere")
	}
}

func TestPaceRestsOnlyWhenNothingHappens(t *testing.T) {
	t.Parallel()
	clock := time.NewTicker(time.Hour)
	defer clock.Stop()
	p := &pace{ticker: func() *time.Ticker { return clock }}
	p.wake()
	p.timer.Stop() // the test says when it is over
	select {
	case <-clock.C:
	case <-time.After(time.Minute):
		t.Fatal("the clock was not set")
	}
	p.rest(clock)
	p.timer.Stop()
	if !p.busy {
		t.Error("rests although something has just happened")
	}
	p.rest(clock)
	if p.busy {
		t.Error("does not rest")
	}
	p.wake()
	p.timer.Stop()
	if !p.busy {
		t.Error("does not wake")
	}
}

// TestPaceWithoutClock: before the program runs, and with a version that hides
// its clock elsewhere, nothing is changed.
func TestPaceWithoutClock(t *testing.T) {
	t.Parallel()
	(*pace)(nil).wake()
	p := &pace{ticker: func() *time.Ticker { return nil }}
	p.wake()
	if p.busy || p.timer != nil {
		t.Error("has set a clock that is not there")
	}
}
