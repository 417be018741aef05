package tui

import (
	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/i18n"
)

// hoursActions are what can be done about the adviser's hours.
func hoursActions() []action {
	return []action{
		{id: "crisis", ctx: ctxReading, keys: []string{"!"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Hours.Crisis }, why: whyNoChat, do: (*Model).toggleCrisis},
		{id: "lapse", ctx: ctxReading, keys: []string{"F"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Hours.Lapse }, why: whyNoLapse, do: (*Model).askLapse},
		{id: "calm", ctx: ctxReading, keys: []string{"P"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Hours.Calm }, do: (*Model).openCalm},
		{id: "end_follow_up", ctx: ctxReading, keys: []string{"N"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Hours.EndFollowUp }, why: whyNoFollowUp, do: (*Model).endFollowUp},
		{id: "dismiss", ctx: ctxReading, keys: []string{"m"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Hours.Dismiss }, why: whyDismiss, do: (*Model).dismiss},
		{id: "calm_go", ctx: ctxCalm, keys: []string{"enter", "esc"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Hours.CalmGo }, do: (*Model).goIn},
		{id: "calm_quit", ctx: ctxCalm, keys: []string{"q", "ctrl+c"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Hours.CalmQuit }, do: (*Model).leave},
		{id: "calm_down", ctx: ctxCalm, keys: []string{"down", "j", "pgdown"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Hours.CalmDown }, do: func(m *Model) tea.Cmd { return m.sheetMove(1) }},
		{id: "calm_up", ctx: ctxCalm, keys: []string{"up", "k", "pgup"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Hours.CalmUp }, do: func(m *Model) tea.Cmd { return m.sheetMove(-1) }},
	}
}
