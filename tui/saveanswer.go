package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// answerMsg brings a new answer made of a text.
type answerMsg struct {
	chatID int64   // that was shown when it was asked for
	picker *picker // that was open then
	a      domain.Answer
	err    error
}

// saveAnswer makes a new answer of the message at hand and opens it in the
// form, where nothing is kept yet.
func (m *Model) saveAnswer() tea.Cmd {
	chatID, text := m.ownWords()
	desk, ctx, shown, from := m.o.Desk, m.life(), m.chat.id, m.picker
	return func() tea.Msg {
		a, err := desk.AnswerFrom(ctx, chatID, text)
		return answerMsg{shown, from, a, err}
	}
}

func (msg answerMsg) apply(m *Model) tea.Cmd {
	if msg.err != nil {
		return m.complain(msg.err)
	}
	away := m.chat.id != msg.chatID || m.picker != msg.picker || m.sheet != nil || msg.picker == nil && m.engaged()
	if m.form != nil || away {
		return nil // it would take the keys of what she does by now
	}
	return m.openForm(msg.a)
}

// ownWords is the message at hand: what is being written, the message selected
// by hand, the reply sent last, or else the newest one of ours in this chat.
func (m *Model) ownWords() (chatID int64, text string) {
	if m.picker != nil && m.comp.mode == composeWrite && strings.TrimSpace(m.comp.text()) != "" {
		return m.comp.reply.ChatID, m.comp.text()
	}
	if msg, ok := m.chat.selected(); ok && m.chat.sel != 0 && m.picker == nil {
		return m.chat.id, m.wording(&msg)
	}
	if m.lastReply.text != "" {
		return m.lastReply.chatID, m.lastReply.text
	}
	for i := len(m.chat.items) - 1; i >= 0; i-- {
		if msg := &m.chat.items[i].m; msg.Direction == domain.Out && msg.Origin != domain.OriginAuto && msg.Content.Text != "" {
			return m.chat.id, msg.Content.Text
		}
	}
	return 0, ""
}

func whySaveAnswer(m *Model) string {
	_, text := m.ownWords()
	switch {
	case strings.TrimSpace(text) == "":
		return m.t.Answers.Picker.NoText
	case runeCount(text, domain.MaxTextLen) > domain.MaxTextLen:
		return m.t.Why.TooLong
	}
	return ""
}
