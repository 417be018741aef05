package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
)

// sessionActions are the pass through the waiting chats, its page, and what is
// done with a chat besides answering it.
func sessionActions() []action {
	return []action{
		{id: "session", ctx: ctxReading, keys: []string{"s"}, footer: 3, pass: 8, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Session }, why: whySession, do: (*Model).toggleSession},
		{id: "session_page", ctx: ctxReading, keys: []string{"D"}, footer: 8, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SessionPage }, why: whyNoSession, do: func(m *Model) tea.Cmd { return m.openPage(false) }},
		{id: "later", ctx: ctxReading, keys: []string{"z"}, footer: 4, pass: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Later }, why: whyNoChat, do: (*Model).askLater},
		{id: "previous", ctx: ctxReading, keys: []string{"b"}, footer: 9, pass: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Previous }, why: whyNoPrevious, do: (*Model).previous},
		{id: "next", ctx: ctxReading, keys: []string{"v"}, footer: 5, pass: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Next }, why: whyNoSession, do: (*Model).skip},
		{id: "name", ctx: ctxReading, keys: []string{"n"}, footer: 7, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Name }, why: whyNoChat, do: (*Model).askName},
		{id: "export", ctx: ctxReading, keys: []string{"x"}, footer: 12, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Export }, why: whyNoChat, do: (*Model).askExport},
		{id: "page_close", ctx: ctxPage, keys: []string{"enter"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PageClose }, do: (*Model).pageClose},
		{id: "page_back", ctx: ctxPage, keys: []string{"esc"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PageBack }, do: (*Model).pageBack},
		{id: "page_take_back", ctx: ctxPage, keys: []string{"u"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PageTakeBack }, why: whyNotHeld, do: (*Model).takeBack},
		{id: "page_return", ctx: ctxPage, keys: []string{"b"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PageReturn }, why: whyNoSession, do: (*Model).pageReturn},
		{id: "page_quit", ctx: ctxPage, keys: []string{"q", "ctrl+c"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PageQuit }, do: (*Model).pageQuit},
		{id: "page_scroll_down", ctx: ctxPage, keys: []string{"down", "j"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PageScrollDown }, do: func(m *Model) tea.Cmd { return m.sheetMove(1) }},
		{id: "page_scroll_up", ctx: ctxPage, keys: []string{"up", "k"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PageScrollUp }, do: func(m *Model) tea.Cmd { return m.sheetMove(-1) }},
		{id: "page_scroll_page_down", ctx: ctxPage, keys: []string{"pgdown"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetPageDown }, do: func(m *Model) tea.Cmd { return m.sheetMove(10) }},
		{id: "page_scroll_page_up", ctx: ctxPage, keys: []string{"pgup"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetPageUp }, do: func(m *Model) tea.Cmd { return m.sheetMove(-10) }},
	}
}

// whyNoSession and its like are reasons why nothing happens.
func whyNoSession(m *Model) string {
	if m.session == nil {
		return m.t.Session.NoSession
	}
	return ""
}

func whyNoPrevious(m *Model) string {
	if _, ok := m.before(); !ok {
		return m.t.Session.NoPrevious
	}
	return ""
}

// whyNotHeld: on the page only what still counts down can be taken back.
func whyNotHeld(m *Model) string {
	if m.heldFor() == 0 {
		return m.nothingHeld()
	}
	return ""
}

// whySession: with nobody waiting there is nothing to begin. Beside a file the
// same key saves it; a message further, in that chat, it begins nothing.
func whySession(m *Model) string {
	switch n, known := m.queue.counts[domain.FilterWaiting]; {
	case m.session == nil && m.focus == areaChat && m.sheet == nil && m.chat.hasFiles():
		return fmt.Sprintf(m.t.Files.NotHereF, m.key("next_area"))
	case m.session != nil, known && n > 0:
		return ""
	case !m.queue.loaded:
		return m.t.Loading
	default:
		return m.t.Session.Nobody
	}
}
