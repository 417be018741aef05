package tui

import (
	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/i18n"
)

// parkingActions are what can be done with replies that wait.
func parkingActions() []action {
	return []action{
		{id: "send_when", ctx: ctxReview, keys: []string{"z"}, footer: 5, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Parking.When }, why: whyWhen, do: (*Model).askWhen},
		{id: "outbox", ctx: ctxReading, keys: []string{"W"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Parking.Outbox }, do: (*Model).openOutbox},
		{id: "outbox_open", ctx: ctxOutbox, keys: []string{"enter"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Parking.OutboxOpen }, why: whyOutbox, do: (*Model).outboxOpen},
		{id: "outbox_back", ctx: ctxOutbox, keys: []string{"u"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Parking.OutboxBack }, why: whyOutbox, do: (*Model).outboxBack},
		{id: "outbox_close", ctx: ctxOutbox, keys: []string{"esc", "q", "ctrl+c"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetClose }, do: (*Model).sheetClose},
		{id: "outbox_down", ctx: ctxOutbox, keys: []string{"down", "j"}, footer: 4, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetDown }, do: func(m *Model) tea.Cmd { return m.sheetMove(1) }},
		{id: "outbox_up", ctx: ctxOutbox, keys: []string{"up", "k"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetUp }, do: func(m *Model) tea.Cmd { return m.sheetMove(-1) }},
		{id: "outbox_page_down", ctx: ctxOutbox, keys: []string{"pgdown"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetPageDown }, do: func(m *Model) tea.Cmd { return m.sheetMove(10) }},
		{id: "outbox_page_up", ctx: ctxOutbox, keys: []string{"pgup"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetPageUp }, do: func(m *Model) tea.Cmd { return m.sheetMove(-10) }},
	}
}
