package tui

import (
	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/i18n"
)

// searchActions are what can be done while searching.
func searchActions() []action {
	return []action{
		{id: "search_open", ctx: ctxSearch, keys: []string{"enter"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SearchOpen }, why: whySearchOpen, do: (*Model).searchOpen},
		{id: "search_close", ctx: ctxSearch, keys: []string{"esc", "ctrl+c"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SearchClose }, do: (*Model).searchClose},
		{id: "search_down", ctx: ctxSearch, keys: []string{"down"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SearchDown }, do: func(m *Model) tea.Cmd { return m.searchMove(1) }},
		{id: "search_up", ctx: ctxSearch, keys: []string{"up"}, footer: 4, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SearchUp }, do: func(m *Model) tea.Cmd { return m.searchMove(-1) }},
		{id: "search_page_down", ctx: ctxSearch, keys: []string{"pgdown"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SearchPageDown }, do: func(m *Model) tea.Cmd { return m.searchMove(m.searchRoom()) }},
		{id: "search_page_up", ctx: ctxSearch, keys: []string{"pgup"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SearchPageUp }, do: func(m *Model) tea.Cmd { return m.searchMove(-m.searchRoom()) }},
	}
}
