package tui

import (
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

type (
	// openedMsg tells what became of opening the file of a message.
	openedMsg struct {
		msg domain.Message
		err error
	}
	savedFileMsg struct {
		path string
		err  error
	}
)

// fileAt is the message whose file the keys act on: in the list of files, over a
// picture, or the one selected in the chat.
func (m *Model) fileAt() (domain.Message, bool) {
	var msg domain.Message
	ok := false
	switch s := m.sheet; {
	case s != nil && s.kind == sheetFiles && s.at < len(s.files.list):
		msg, ok = s.files.list[s.at], true
	case s != nil && s.kind == sheetPicture:
		msg, ok = s.pic.msg, true
	case s == nil && m.focus == areaChat:
		msg, ok = m.chat.selected()
	}
	return msg, ok && msg.File != nil && msg.RevokedAt == nil
}

// hasFiles reports that some message shown here has a file.
func (c *chatPane) hasFiles() bool {
	for i := range c.items {
		if c.items[i].m.File != nil && c.items[i].m.RevokedAt == nil {
			return true
		}
	}
	return false
}

// onFile are the contexts of a message with a file, the innermost first.
func (m *Model) onFile() []keyContext {
	msg, ok := m.fileAt()
	switch {
	case !ok:
		return nil
	case sounds(&msg):
		return []keyContext{ctxSound, ctxFile}
	default:
		return []keyContext{ctxFile}
	}
}

// sounds reports a message that can be listened to.
func sounds(msg *domain.Message) bool {
	switch msg.Kind {
	case domain.KindVoice, domain.KindAudio, domain.KindVideo:
		return true
	default:
		return msg.File != nil && (msg.File.Type.Sound() || msg.File.Type.Film())
	}
}

// whyFileHere says why nothing can be done with a file yet, or any more.
func whyFileHere(m *Model) string {
	msg, ok := m.fileAt()
	t := &m.t.Files.Why
	switch {
	case !ok:
		return t.NoFile
	case msg.File.State == domain.FileLost:
		return t.Lost
	case msg.File.State != domain.FileHere:
		return t.Coming
	}
	return ""
}

func whyFileSave(m *Model) string { return whyFileHere(m) }

// whyFileShow is whyFileHere for what another program, or ours, looks into.
func whyFileShow(m *Model) string {
	if why := whyFileHere(m); why != "" {
		return why
	}
	if msg, _ := m.fileAt(); msg.File.Mismatch {
		return m.t.Files.Why.Mismatch
	}
	return ""
}

func whyFileOpen(m *Model) string {
	if why := whyFileShow(m); why != "" {
		return why
	}
	if msg, _ := m.fileAt(); msg.File.Type == domain.FileProgram {
		return m.t.Files.Why.Program
	}
	return ""
}

func whyFilePlay(m *Model) string {
	if msg, ok := m.fileAt(); ok && m.playsMessage(msg.ID) {
		return "" // it can always be stopped
	}
	return whyFileShow(m)
}

// fileOpen shows the file with the system's program for it.
func (m *Model) fileOpen() tea.Cmd {
	msg, _ := m.fileAt()
	return m.openFile(msg, false)
}

func (m *Model) openFile(msg domain.Message, sure bool) tea.Cmd {
	desk, ctx := m.o.Desk, m.life()
	return tea.Batch(m.say(toastHint, m.t.Files.Opening), func() tea.Msg {
		return openedMsg{msg, desk.OpenFile(ctx, msg.ID, sure)}
	})
}

func (o openedMsg) apply(m *Model) tea.Cmd {
	switch {
	case o.err == nil:
		return nil
	case domain.CodeOf(o.err) == domain.CodeAskFirst && (!m.engaged() || m.sheet != nil && m.sheet.kind == sheetFiles):
		return m.askSure(o.msg, o.err)
	}
	return m.complain(o.err)
}

// askSure asks before a file is opened that could do something, and says why.
func (m *Model) askSure(msg domain.Message, err error) tea.Cmd {
	t := &m.t.Files
	kind := string(domain.FileOther)
	var e *domain.Error
	if errors.As(err, &e) && t.Types[e.Detail] != "" {
		kind = e.Detail
	}
	cmd := m.ask(fmt.Sprintf(t.AskF, t.Types[kind]),
		choice{t.AskSave, func(m *Model) tea.Cmd { return m.saveFile(msg.ID) }},
		choice{t.AskYes, func(m *Model) tea.Cmd { return m.openFile(msg, true) }},
		choice{m.t.Confirm.No, func(*Model) tea.Cmd { return nil }})
	m.sheet.note = orElse(t.AskWhy[kind], t.AskWhy[string(domain.FileOther)])
	return cmd
}

// fileSave puts the file where exports go.
func (m *Model) fileSave() tea.Cmd {
	msg, _ := m.fileAt()
	return m.saveFile(msg.ID)
}

func (m *Model) saveFile(id int64) tea.Cmd {
	desk, ctx := m.o.Desk, m.life()
	return func() tea.Msg {
		path, err := desk.SaveFile(ctx, id)
		return savedFileMsg{path, err}
	}
}

func (msg savedFileMsg) apply(m *Model) tea.Cmd {
	if msg.err != nil {
		return m.complain(msg.err)
	}
	path := cutMiddle(m.clean.line(msg.path), max(m.w-toastIndent, minCols-toastIndent))
	return m.sayFor(exportWait, toastGood, fmt.Sprintf(m.t.Files.SavedF, path))
}
