package tui

import (
	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/i18n"
)

// linkActions are what can be done with the links of a chat.
func linkActions() []action {
	return []action{
		{id: "links", ctx: ctxChat, keys: []string{"L"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Links.List }, why: whyNoChat, do: (*Model).openLinks},
		{id: "link_go", ctx: ctxLinks, keys: []string{"enter"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Links.Go }, why: whyLink, do: (*Model).linkGo},
		{id: "link_open", ctx: ctxLinks, keys: []string{"o"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Links.Open }, why: whyBrowse, do: (*Model).linkBrowse},
		{id: "link_copy", ctx: ctxLinks, keys: []string{"y"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Links.Copy }, why: whyLink, do: (*Model).linkCopy},
		{id: "links_close", ctx: ctxLinks, keys: []string{"esc", "q", "ctrl+c"}, footer: 4, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetClose }, do: (*Model).sheetClose},
		{id: "links_down", ctx: ctxLinks, keys: []string{"down", "j"}, footer: 5, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetDown }, do: func(m *Model) tea.Cmd { return m.sheetMove(1) }},
		{id: "links_up", ctx: ctxLinks, keys: []string{"up", "k"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetUp }, do: func(m *Model) tea.Cmd { return m.sheetMove(-1) }},
		{id: "links_page_down", ctx: ctxLinks, keys: []string{"pgdown"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetPageDown }, do: func(m *Model) tea.Cmd { return m.sheetMove(10) }},
		{id: "links_page_up", ctx: ctxLinks, keys: []string{"pgup"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetPageUp }, do: func(m *Model) tea.Cmd { return m.sheetMove(-10) }},
	}
}
