package tui

import (
	"context"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// maxRecording is how long a voice note gets at most; nobody listens longer.
const maxRecording = 15 * time.Minute

// recordState is how far a voice note of hers has come.
type recordState uint8

const (
	recordRunning recordState = iota
	recordEnding              // the program finishes the file
	recordReady               // to be heard, attached or discarded
)

// recording is a voice note on its way into the composer. Only one key at a time
// takes it further, and no single key throws it away.
type recording struct {
	state recordState
	chat  domain.Chat
	began time.Time
	gen   int
	stop  chan struct{}      // closed: that is all
	drop  context.CancelFunc // nothing of it is wanted
	file  domain.Attachment
}

type (
	recordedMsg struct {
		gen  int
		file domain.Attachment
		err  error
	}
	recordTickMsg struct{ gen int }
)

// startRecording starts the program that records.
func (m *Model) startRecording() tea.Cmd {
	ctx, drop := context.WithCancel(m.life())
	r := &recording{chat: m.chat.chat, began: m.now, gen: m.nextSeq(), stop: make(chan struct{}), drop: drop}
	m.sheet = &sheet{kind: sheetVoice, title: m.t.Files.Record.Title, voice: r}
	m.toast.text = ""
	desk := m.o.Desk
	return tea.Batch(m.stopPlaying(), m.recordTick(), m.beside(func() tea.Msg {
		defer drop()
		file, err := desk.Record(ctx, r.stop)
		return recordedMsg{r.gen, file, err}
	}))
}

// voice is the voice note that is being made, nil if none is.
func (m *Model) voice() *recording {
	if m.sheet == nil || m.sheet.kind != sheetVoice {
		return nil
	}
	return m.sheet.voice
}

// recordTick lets the seconds run while it is recorded.
func (m *Model) recordTick() tea.Cmd {
	return m.after(time.Second, recordTickMsg{m.sheet.voice.gen})
}

func (msg recordTickMsg) apply(m *Model) tea.Cmd {
	r := m.voice()
	if r == nil || r.gen != msg.gen || r.state != recordRunning {
		return nil
	}
	if m.now.Sub(r.began) >= maxRecording {
		return m.stopRecording()
	}
	return m.recordTick()
}

func (m *Model) stopRecording() tea.Cmd {
	r := m.voice()
	r.state = recordEnding
	close(r.stop)
	return nil
}

func (msg recordedMsg) apply(m *Model) tea.Cmd {
	r := m.voice()
	switch {
	case r == nil || r.gen != msg.gen:
		return m.discard(msg.file)
	case msg.err != nil:
		m.sheet = nil
		return m.complain(msg.err)
	}
	r.state, r.file = recordReady, msg.file
	return nil
}

// recordNext is Enter: it ends the recording, and then takes it into the
// composer. Nothing is sent by it.
func (m *Model) recordNext() tea.Cmd {
	r := m.voice()
	switch r.state {
	case recordRunning:
		return m.stopRecording()
	case recordReady:
		m.sheet = nil
		return tea.Batch(m.stopPlaying(), m.attachVoice(r))
	case recordEnding:
	}
	return nil
}

// recordDiscard is Esc: it ends the recording, and only then throws it away.
func (m *Model) recordDiscard() tea.Cmd {
	r := m.voice()
	switch r.state {
	case recordRunning:
		return m.stopRecording()
	case recordReady:
		m.sheet = nil
		return tea.Batch(m.stopPlaying(), m.discard(r.file), m.say(toastHint, m.t.Files.Record.Dropped))
	case recordEnding:
	}
	return nil
}

// dropVoice ends what is being recorded for somebody who is no more: with its sheet
// closed nobody would see that it goes on, and no key would stop it.
func (m *Model) dropVoice() tea.Cmd {
	r := m.voice()
	if r == nil {
		return nil
	}
	r.drop()
	return m.discard(r.file)
}

// discard removes a file that nobody wants.
func (m *Model) discard(file domain.Attachment) tea.Cmd {
	if file.Stored == "" {
		return nil
	}
	return m.dropFiles([]domain.Attachment{file})
}

// attachVoice puts the voice note to the reply to its chat, and goes on there.
func (m *Model) attachVoice(r *recording) tea.Cmd {
	r.file.Name = m.t.Kinds.Voice // nobody but her sees it
	var open tea.Cmd
	if m.comp.mode == composeOff && m.chat.id == r.chat.ID {
		open = m.startWriting("")
	}
	return tea.Batch(open, attachedMsg{r.chat.ID, []domain.Attachment{r.file}, nil, false}.apply(m))
}

func whyRecordPlay(m *Model) string {
	if r := m.voice(); r == nil || r.state != recordReady {
		return m.t.Files.Why.NoSound
	}
	return ""
}

// recordPlay plays what was recorded, or stops it.
func (m *Model) recordPlay() tea.Cmd {
	r := m.voice()
	if m.plays != nil {
		return m.stopPlaying()
	}
	desk, stored := m.o.Desk, r.file.Stored
	return m.play(playing{chat: r.chat.ID, what: m.t.Files.Record.Title}, func(ctx context.Context) error { return desk.PlayFile(ctx, stored) })
}

// voiceLines draw what is being recorded, over the lower edge of the areas.
func (m *Model) voiceLines(title string, w int) []string {
	t, r := &m.t.Files.Record, m.sheet.voice
	out := []string{rule(&m.theme, title, w)}
	say := func(words string, st func(...string) string) { out = append(out, fit("   "+st(cut(words, w-4)), w)) }
	switch r.state {
	case recordRunning:
		say(fmt.Sprintf(t.RunningF, length(int(m.now.Sub(r.began)/time.Second))), m.theme.bad.Render)
		say(t.Stops, m.theme.dim.Render)
	case recordEnding:
		say(t.Ending, m.theme.dim.Render)
	case recordReady:
		say(fmt.Sprintf(t.ReadyF, length(r.file.Seconds), m.cal.bytes(r.file.Size)), m.theme.strong.Render)
		for _, l := range wrapText(t.Choose, w-4, m.theme.dim) {
			out = append(out, fit("   "+l, w))
		}
	}
	return out
}
