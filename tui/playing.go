package tui

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// playing is a recording that a program beside us plays.
type playing struct {
	id   int64  // of the message; 0: what was recorded just now
	chat int64  // leaving it stops the recording
	what string // clean
	gen  int
	stop context.CancelFunc
}

// playedMsg tells that playing has ended, by itself or not.
type playedMsg struct {
	gen int
	err error
}

func (m *Model) playsMessage(id int64) bool { return m.plays != nil && m.plays.id == id && id != 0 }

// filePlay plays the recording of a message, or stops it.
func (m *Model) filePlay() tea.Cmd {
	msg, _ := m.fileAt()
	if m.playsMessage(msg.ID) {
		return m.stopPlaying()
	}
	desk := m.o.Desk
	what := fmt.Sprintf(m.t.Files.SoundOfF, m.kindWord(msg.Kind), m.name(m.chat.chat.Contact))
	if msg.Direction == domain.Out {
		what = m.kindWord(msg.Kind)
	}
	return m.play(playing{id: msg.ID, chat: m.chat.id, what: what}, func(ctx context.Context) error { return desk.Play(ctx, msg.ID) })
}

// play runs what plays something; whatever played before stops.
func (m *Model) play(p playing, run func(context.Context) error) tea.Cmd {
	stopped := m.stopPlaying()
	ctx, stop := context.WithCancel(m.life())
	p.gen, p.stop = m.nextSeq(), stop
	m.plays = &p
	return tea.Batch(stopped, m.needRows(), m.beside(func() tea.Msg {
		defer stop()
		return playedMsg{p.gen, run(ctx)}
	}))
}

// stopPlaying stops what plays. It is no news that it then ends.
func (m *Model) stopPlaying() tea.Cmd {
	if m.plays == nil {
		return nil
	}
	m.plays.stop()
	m.plays = nil
	return m.needRows()
}

// leftChat stops what plays out of a chat that is shown no more.
func (m *Model) leftChat(id int64) tea.Cmd {
	if m.plays == nil || m.plays.chat == id {
		return nil
	}
	return m.stopPlaying()
}

func (msg playedMsg) apply(m *Model) tea.Cmd {
	if m.plays == nil || m.plays.gen != msg.gen {
		return nil
	}
	m.plays = nil
	if msg.err != nil {
		return tea.Batch(m.needRows(), m.complain(msg.err))
	}
	return m.needRows()
}

// playLine is the line below the status line that says what plays and how it is
// stopped.
func (m *Model) playLine(w int) string {
	t, key := &m.t.Files, m.key("file_play")
	words := reason{words: []string{fmt.Sprintf(t.PlayingF, m.plays.what, key), fmt.Sprintf(t.PlayingTinF, m.plays.what, key)}}
	return fit(m.theme.accent.Render(" ♪ ")+m.theme.strong.Render(cut(words.fit(w-4), w-4)), w)
}

// beside makes a command of what runs a program outside. The screen does not end
// before it has: what it runs would go on without us.
func (m *Model) beside(run func() tea.Msg) tea.Cmd {
	return func() tea.Msg {
		m.runs.RLock()
		defer m.runs.RUnlock()
		return run()
	}
}

// awaitOutside waits until no program runs beside us. Their contexts have ended.
func (m *Model) awaitOutside() {
	m.runs.Lock()
	defer m.runs.Unlock()
}
