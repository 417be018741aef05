package tui

import (
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// owesNotice reports that whom she writes to was not given the current privacy
// notice yet, and that it does not stand in the text either. In distress nobody is
// sent to read about data.
func (m *Model) owesNotice() bool {
	c, s := &m.comp, m.who()
	url, version := m.o.Desk.Notice()
	if version == "" || m.o.Notice == "" || s == nil || m.card.id != c.reply.ChatID || c.current(m).Crisis {
		return false
	}
	return !s.Terms.Log.Noticed(version) && !strings.Contains(c.area.Value(), url)
}

func whyNotice(m *Model) string {
	t := &m.texts.Data.Notice
	_, version := m.o.Desk.Notice()
	switch {
	case version == "" || m.o.Notice == "":
		return t.None
	case m.who() == nil:
		return m.t.Loading
	case m.comp.current(m).Crisis:
		return t.NotCrisis
	case !m.owesNotice():
		return t.Given
	case !m.noticeFits():
		return m.t.Why.TooLong
	}
	return ""
}

// withNotice is the text with the sentence about the privacy notice below it.
func (m *Model) withNotice() string {
	text := strings.TrimRight(m.comp.area.Value(), " \n")
	if text == "" {
		return m.o.Notice
	}
	return text + "\n\n" + m.o.Notice
}

func (m *Model) noticeFits() bool { return utf8.RuneCountInString(m.withNotice()) <= domain.MaxTextLen }

// putNotice puts the sentence below what is written. That it was given is kept
// by the desk once the text has left.
func (m *Model) putNotice() tea.Cmd {
	m.comp.put(m.withNotice())
	m.fitComposer()
	return tea.Batch(m.keepDraft(), m.say(toastGood, m.texts.Data.Notice.Put))
}

// noticeByItself does so before the review, where the configuration wants it: once
// in each reply, so that she can take it out again.
func (m *Model) noticeByItself() tea.Cmd {
	c := &m.comp
	if !m.o.NoticeFirst || c.noticed == c.reply.ChatID || c.text() == "" || !m.owesNotice() {
		return nil
	}
	c.noticed = c.reply.ChatID
	if !m.noticeFits() {
		return m.say(toastWarn, m.texts.Data.Notice.NoRoom)
	}
	return m.putNotice()
}

// noticeLines offer it while she writes.
func (m *Model) noticeLines(w int) []string {
	if m.comp.mode != composeWrite || !m.owesNotice() {
		return nil
	}
	t, key := &m.texts.Data.Notice, m.key("put_notice")
	line := strings.ReplaceAll(t.OfferF, "%s", key)
	if width(line) > w-6 {
		line = strings.ReplaceAll(t.ShortF, "%s", key)
	}
	return []string{fit("  "+m.theme.dim.Render(cut("◇ "+line, w-4)), w)}
}
