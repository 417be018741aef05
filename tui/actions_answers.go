package tui

import (
	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/i18n"
)

// answerActions are what can be done with prepared answers.
func answerActions() []action {
	list := []action{
		{id: "take_1", ctx: ctxReading, keys: []string{"1"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.TakeFirst }, why: whySuggested(0), do: func(m *Model) tea.Cmd { return m.takeSuggested(0) }},
		{id: "take_2", ctx: ctxReading, keys: []string{"2"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.TakeSecond }, why: whySuggested(1), do: func(m *Model) tea.Cmd { return m.takeSuggested(1) }},
		{id: "take_3", ctx: ctxReading, keys: []string{"3"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.TakeThird }, why: whySuggested(2), do: func(m *Model) tea.Cmd { return m.takeSuggested(2) }},
		{id: "answers", ctx: ctxReading, keys: []string{"f"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Pick }, why: whyPick, do: (*Model).openPicker},
		{id: "save_answer", ctx: ctxChat, keys: []string{"g"}, footer: 11, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SaveAnswer }, why: whySaveAnswer, do: (*Model).saveAnswer},
		{id: "answers_writing", ctx: ctxCompose, keys: []string{"ctrl+f"}, footer: 6, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PickWriting }, why: whyPick, do: (*Model).openPicker},
		{id: "next_field", ctx: ctxCompose, keys: []string{"tab"}, footer: 5, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.NextField }, do: func(m *Model) tea.Cmd { return m.walkFields(true) }},
		{id: "prev_field", ctx: ctxCompose, keys: []string{"shift+tab"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PrevField }, do: func(m *Model) tea.Cmd { return m.walkFields(false) }},
		{id: "swap_1", ctx: ctxReview, keys: []string{"1"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SwapFirst }, why: whySwap(0), do: func(m *Model) tea.Cmd { return m.swapSuggested(0) }},
		{id: "swap_2", ctx: ctxReview, keys: []string{"2"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SwapSecond }, why: whySwap(1), do: func(m *Model) tea.Cmd { return m.swapSuggested(1) }},
		{id: "swap_3", ctx: ctxReview, keys: []string{"3"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SwapThird }, why: whySwap(2), do: func(m *Model) tea.Cmd { return m.swapSuggested(2) }},
		{id: "send_despite", ctx: ctxReview, keys: []string{"S"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SendDespite }, why: whyDespite, do: (*Model).sendDespite},
		{id: "split", ctx: ctxReview, keys: []string{"t"}, footer: 4, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Split }, why: whySplit, do: (*Model).splitReply},
	}
	return append(append(list, pickerActions()...), formActions()...)
}

func pickerActions() []action {
	return []action{
		{id: "picker_take", ctx: ctxPicker, keys: []string{"enter"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PickerTake }, why: whyPickerTake, do: (*Model).pickerTake},
		{id: "picker_close", ctx: ctxPicker, keys: []string{"esc", "ctrl+c"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PickerClose }, do: (*Model).pickerBack},
		{id: "picker_down", ctx: ctxPicker, keys: []string{"down"}, footer: 7, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PickerDown }, do: func(m *Model) tea.Cmd { return m.pickerMove(1) }},
		{id: "picker_up", ctx: ctxPicker, keys: []string{"up"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PickerUp }, do: func(m *Model) tea.Cmd { return m.pickerMove(-1) }},
		{id: "picker_page_down", ctx: ctxPicker, keys: []string{"pgdown"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PickerPageDown }, do: func(m *Model) tea.Cmd { return m.pickerMove(m.pickerPage()) }},
		{id: "picker_page_up", ctx: ctxPicker, keys: []string{"pgup"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PickerPageUp }, do: func(m *Model) tea.Cmd { return m.pickerMove(-m.pickerPage()) }},
		{id: "picker_edit", ctx: ctxPicker, keys: []string{"ctrl+e"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PickerEdit }, why: whyPicked, do: (*Model).pickerEdit},
		{id: "picker_copy", ctx: ctxPicker, keys: []string{"ctrl+y"}, footer: 4, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PickerCopy }, why: whyPickerTake, do: (*Model).pickerCopy},
		{id: "picker_save", ctx: ctxPicker, keys: []string{"ctrl+g"}, footer: 5, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PickerSave }, why: whySaveAnswer, do: (*Model).saveAnswer},
		{id: "picker_new", ctx: ctxPicker, keys: []string{"ctrl+n"}, footer: 6, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PickerNew }, do: (*Model).pickerNew},
		{id: "picker_list_copy", ctx: ctxPickerList, keys: []string{"y"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PickerCopy }, why: whyPickerTake, do: (*Model).pickerCopy},
		{id: "picker_list_save", ctx: ctxPickerList, keys: []string{"g"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PickerSave }, why: whySaveAnswer, do: (*Model).saveAnswer},
	}
}

func formActions() []action {
	return []action{
		{id: "form_save", ctx: ctxForm, keys: []string{"ctrl+s", "f2"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.FormSave }, why: whyForm, do: (*Model).formSave},
		{id: "form_close", ctx: ctxForm, keys: []string{"esc", "ctrl+c"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.FormClose }, why: whyForm, do: (*Model).formClose},
		{id: "form_next", ctx: ctxForm, keys: []string{"tab"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.FormNext }, do: func(m *Model) tea.Cmd { return m.formGo(1) }},
		{id: "form_prev", ctx: ctxForm, keys: []string{"shift+tab"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.FormPrev }, do: func(m *Model) tea.Cmd { return m.formGo(-1) }},
		{id: "form_editor", ctx: ctxForm, keys: []string{"ctrl+e"}, footer: 4, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.FormEditor }, why: whyFormEditor, do: (*Model).formEditor},
		{id: "form_remove", ctx: ctxForm, keys: []string{"ctrl+d"}, footer: 5, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.FormRemove }, why: whyFormRemove, do: (*Model).formAskRemove},
	}
}
