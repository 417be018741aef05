package tui

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

// openEditor writes the draft into a file only we can read, runs the adviser's
// editor on it, and reads it back. The file goes away in any case.
func (m *Model) openEditor() tea.Cmd {
	var cmd tea.Cmd
	if m.comp.mode == composeOff {
		cmd = m.startWriting("")
	}
	before := m.comp.area.Value()
	path, err := draftFile(m.o.StateDir, "antwort-*.txt", before)
	if err != nil {
		return tea.Batch(cmd, m.say(toastBad, m.t.Toast.EditorFail))
	}
	run, err := m.o.EditorCommand(path)
	if err != nil {
		return tea.Batch(cmd, m.say(toastBad, m.t.Toast.EditorFail), func() tea.Msg { return removed(path) })
	}
	id := m.comp.reply.ChatID
	m.inEditor = true
	return tea.Batch(cmd, m.saveDraft(), tea.ExecProcess(run, func(err error) tea.Msg {
		return readBack(path, id, before, err)
	}))
}

// draftFile makes the file; os.CreateTemp gives it mode 0600.
func draftFile(dir, pattern, text string) (string, error) {
	f, err := os.CreateTemp(dir, pattern)
	if err != nil {
		return "", fmt.Errorf("making a file for the editor: %w", err)
	}
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return "", errors.Join(fmt.Errorf("writing the file for the editor: %w", err), os.Remove(f.Name()))
	}
	return f.Name(), nil
}

// removed deletes the file; that it is gone already is no trouble.
func removed(path string) tea.Msg {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return editedMsg{err: err}
	}
	return nil
}

// readBack takes what the editor left. It runs after the editor has ended and
// before the screen goes on.
func readBack(path string, chatID int64, before string, err error) tea.Msg {
	msg := editedMsg{chatID: chatID, before: before, err: err}
	raw, readErr := os.ReadFile(path)
	if errors.Is(readErr, os.ErrNotExist) {
		readErr = nil
	}
	msg.err = errors.Join(err, readErr)
	if e, ok := removed(path).(editedMsg); ok {
		msg.err = errors.Join(msg.err, e.err)
	}
	msg.after = termtext.Outgoing(string(raw))
	msg.empty = msg.after == ""
	return msg
}

func (msg editedMsg) apply(m *Model) tea.Cmd {
	m.inEditor = false
	c := &m.comp
	here := c.mode != composeOff && c.reply.ChatID == msg.chatID
	switch {
	case msg.err != nil && (msg.empty || !here):
		return m.say(toastBad, m.t.Toast.EditorFail)
	case msg.empty:
		return m.say(toastHint, m.t.Toast.EditorNone)
	case !here || msg.after == termtext.Outgoing(msg.before):
		return m.say(toastHint, m.t.Toast.EditorSame)
	}
	text := c.edited(msg.after, termtext.Outgoing(msg.before))
	c.put(text)
	m.noteOrigin(msg.after)
	m.fitComposer()
	cmd := m.keepDraft()
	if msg.err != nil { // the editor complained, but what it wrote is kept
		return tea.Batch(cmd, m.say(toastWarn, m.t.Toast.EditorKept))
	}
	if utf8.RuneCountInString(text) > domain.MaxTextLen {
		return tea.Batch(cmd, m.sayF(toastWarn, m.t.Toast.EditorCutF, domain.MaxTextLen))
	}
	return cmd
}

// edited is the text after an editor began with before and ended with after. What
// has come into the box meanwhile is not lost.
func (c *composer) edited(after, before string) string {
	switch now := c.written(); {
	case now == before || now == "" || now == after:
		return after
	case before != "" && strings.Contains(now, before):
		return strings.Replace(now, before, after, 1)
	default:
		return now + "\n\n" + after
	}
}
