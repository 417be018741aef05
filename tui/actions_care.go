package tui

import (
	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/i18n"
)

// careActions are what can be done for persons in distress, where a chat gets
// too personal, and about calls.
func careActions() []action {
	return []action{
		{id: "crisis_card", ctx: ctxReading, keys: []string{"0"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Care.Card }, why: whyCrisisCard, do: (*Model).openCrisisCard},
		{id: "channel", ctx: ctxReading, keys: []string{"h"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Care.Channel }, why: whyWrite, do: (*Model).openChannel},
		{id: "please_write", ctx: ctxChat, keys: []string{"t"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Care.Please }, why: whyPlease, do: (*Model).pleaseWrite},
		{id: "card_review", ctx: ctxCard, keys: []string{"enter"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Care.Review }, why: whyCardReview, do: (*Model).reviewCard},
		{id: "card_close", ctx: ctxCard, keys: []string{"esc", "q", "ctrl+c"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetClose }, do: (*Model).sheetClose},
		{id: "card_down", ctx: ctxCard, keys: []string{"down", "j", "pgdown"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetDown }, do: func(m *Model) tea.Cmd { return m.sheetMove(1) }},
		{id: "card_up", ctx: ctxCard, keys: []string{"up", "k", "pgup"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetUp }, do: func(m *Model) tea.Cmd { return m.sheetMove(-1) }},
	}
}
