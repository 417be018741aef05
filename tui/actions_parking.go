package tui

import (
	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/i18n"
)

// parkingActions are what can be done with replies that wait.
func parkingActions() []action {
	return append([]action{
		{id: "send_when", ctx: ctxReview, keys: []string{"z"}, footer: 5, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Parking.When }, why: whyWhen, do: (*Model).askWhen},
		{id: "template", ctx: ctxReading, keys: []string{"V"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Parking.Template }, do: (*Model).openTemplates},
		{id: "template_writing", ctx: ctxCompose, keys: []string{"ctrl+t"}, footer: 7, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Parking.Template }, do: (*Model).openTemplates},
		{id: "template_review", ctx: ctxReview, keys: []string{"V"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Parking.Template }, why: whyChange, do: (*Model).openTemplates},
		{id: "promise", ctx: ctxReading, keys: []string{"Z"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Parking.Promise }, why: whyVow, do: (*Model).keepVow},
		{id: "page_promise", ctx: ctxPage, keys: []string{"Z"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Parking.Promise }, why: whyVow, do: (*Model).keepVow},
		{id: "promise_kept", ctx: ctxReading, keys: []string{"K"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Parking.PromiseKept }, why: whyNoPromise, do: (*Model).promiseKept},
		{id: "outbox", ctx: ctxReading, keys: []string{"W"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Parking.Outbox }, do: (*Model).openOutbox},
		{id: "outbox_open", ctx: ctxOutbox, keys: []string{"enter"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Parking.OutboxOpen }, why: whyOutbox, do: (*Model).outboxOpen},
		{id: "outbox_back", ctx: ctxOutbox, keys: []string{"u"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Parking.OutboxBack }, why: whyOutbox, do: (*Model).outboxBack},
		{id: "outbox_close", ctx: ctxOutbox, keys: []string{"esc", "q", "ctrl+c"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetClose }, do: (*Model).sheetClose},
		{id: "outbox_down", ctx: ctxOutbox, keys: []string{"down", "j"}, footer: 4, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetDown }, do: func(m *Model) tea.Cmd { return m.sheetMove(1) }},
		{id: "outbox_up", ctx: ctxOutbox, keys: []string{"up", "k"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetUp }, do: func(m *Model) tea.Cmd { return m.sheetMove(-1) }},
		{id: "outbox_page_down", ctx: ctxOutbox, keys: []string{"pgdown"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetPageDown }, do: func(m *Model) tea.Cmd { return m.sheetMove(10) }},
		{id: "outbox_page_up", ctx: ctxOutbox, keys: []string{"pgup"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetPageUp }, do: func(m *Model) tea.Cmd { return m.sheetMove(-10) }},
	}, templateActions()...)
}

// templateActions are what can be done on the page of Meta's templates.
func templateActions() []action {
	return []action{
		{id: "template_take", ctx: ctxTemplates, keys: []string{"enter"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Parking.TemplateTake }, why: whyTemplate, do: (*Model).templateTake},
		{id: "template_close", ctx: ctxTemplates, keys: []string{"esc", "q", "ctrl+c"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Parking.TemplateClose }, do: (*Model).templateBack},
		{id: "template_down", ctx: ctxTemplates, keys: []string{"down", "j"}, footer: 5, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetDown }, do: func(m *Model) tea.Cmd { return m.templateMove(1) }},
		{id: "template_up", ctx: ctxTemplates, keys: []string{"up", "k"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetUp }, do: func(m *Model) tea.Cmd { return m.templateMove(-1) }},
		{id: "template_page_down", ctx: ctxTemplates, keys: []string{"pgdown"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetPageDown }, do: func(m *Model) tea.Cmd { return m.templateMove(m.templatesPageSize()) }},
		{id: "template_page_up", ctx: ctxTemplates, keys: []string{"pgup"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetPageUp }, do: func(m *Model) tea.Cmd { return m.templateMove(-m.templatesPageSize()) }},
		{id: "template_fresh", ctx: ctxTemplates, keys: []string{"f5"}, footer: 4, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Parking.TemplateFresh }, why: whyWizard, do: (*Model).templateFresh},
		{id: "template_wizard", ctx: ctxTemplates, keys: []string{"n"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Parking.TemplateWizard }, why: whyWizard, do: (*Model).templateWizard},
		{id: "template_send", ctx: ctxTemplateSend, keys: []string{"enter"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Parking.TemplateSend }, why: whyTemplateSend, do: (*Model).templateSend},
		{id: "template_values", ctx: ctxTemplateSend, keys: []string{"e"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Parking.TemplateValues }, why: whyValues, do: (*Model).askValues},
		{id: "template_give_up", ctx: ctxTemplateSend, keys: []string{"esc", "q", "ctrl+c"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Parking.TemplateGiveUp }, do: (*Model).templateGiveUp},
		{id: "template_scroll_down", ctx: ctxTemplateSend, keys: []string{"down", "j", "pgdown"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.ReviewDown }, do: func(m *Model) tea.Cmd { m.tpl.filling.scroll++; return nil }},
		{id: "template_scroll_up", ctx: ctxTemplateSend, keys: []string{"up", "k", "pgup"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.ReviewUp }, do: func(m *Model) tea.Cmd { m.tpl.filling.scroll--; return nil }},
	}
}
