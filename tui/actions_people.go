package tui

import (
	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
)

// peopleActions are what can be done about the person of a chat.
func peopleActions() []action {
	list := []action{
		{id: "person_page", ctx: ctxReading, keys: []string{"w"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.Page }, why: whyNoChat, do: (*Model).openPerson},
		{id: "jump", ctx: ctxReading, keys: []string{"ctrl+k"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.Jump }, do: (*Model).openJumpTo},
		{id: "labels", ctx: ctxReading, keys: []string{"l"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.Labels }, why: whyLabels, do: (*Model).askLabels},
		{id: "stage", ctx: ctxReading, keys: []string{"S"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.Stage }, why: whyStage, do: (*Model).stageOn},
		{id: "note", ctx: ctxReading, keys: []string{"H"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.Note }, why: whyPerson, do: (*Model).openNote},
		{id: "log_call", ctx: ctxReading, keys: []string{"c"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.LogCall }, why: whyNoChat, do: func(m *Model) tea.Cmd { return m.askLog(domain.LogCall) }},
		{id: "log_email", ctx: ctxReading, keys: []string{"E"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.LogEmail }, why: whyNoChat, do: func(m *Model) tea.Cmd { return m.askLog(domain.LogEmail) }},
		{id: "take_mail", ctx: ctxReading, keys: []string{"U"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.TakeMail }, why: whyMail, do: (*Model).takeMail},
		{id: "mute", ctx: ctxReading, keys: []string{"M"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.Mute }, why: whyPerson, do: (*Model).toggleMute},
		{id: "block", ctx: ctxReading, keys: []string{"B"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.Block }, why: whyBlock, do: (*Model).askBlock},
		{id: "take_in", ctx: ctxReading, keys: []string{"J"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Data.TakeIn }, why: whyNoChat, do: (*Model).openTakeIn},
		{id: "filter_label", ctx: ctxReading, keys: []string{"ctrl+l"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.ByLabel }, why: whyNoLabels, do: (*Model).askFilterLabel},
	}
	return append(append(append(list, personPageActions()...), jumpActions()...), joiningActions()...)
}

// personPageActions are those of the page; what can be done to a person while
// reading has the same key there.
func personPageActions() []action {
	return []action{
		{id: "person_enter", ctx: ctxPerson, keys: []string{"enter"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.PageEnter }, why: whyPersonEnter, do: (*Model).personEnter},
		{id: "person_close", ctx: ctxPerson, keys: []string{"esc", "q", "ctrl+c", "w"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.PageClose }, do: (*Model).closePerson},
		{id: "person_down", ctx: ctxPerson, keys: []string{"down", "j"}, footer: 9, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.PageDown }, do: func(m *Model) tea.Cmd { return m.personMove(1) }},
		{id: "person_up", ctx: ctxPerson, keys: []string{"up", "k"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.PageUp }, do: func(m *Model) tea.Cmd { return m.personMove(-1) }},
		{id: "person_page_down", ctx: ctxPerson, keys: []string{"pgdown"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetPageDown }, do: func(m *Model) tea.Cmd { return m.personMove(m.personStep()) }},
		{id: "person_page_up", ctx: ctxPerson, keys: []string{"pgup"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetPageUp }, do: func(m *Model) tea.Cmd { return m.personMove(-m.personStep()) }},
		{id: "person_top", ctx: ctxPerson, keys: []string{"g", "home"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.PageTop }, do: (*Model).personTop},
		{id: "person_bottom", ctx: ctxPerson, keys: []string{"G", "end"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.PageBottom }, do: (*Model).personBottom},
		{id: "person_labels", ctx: ctxPerson, keys: []string{"l"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.Labels }, why: whyLabels, do: (*Model).askLabels},
		{id: "person_stage", ctx: ctxPerson, keys: []string{"S"}, footer: 4, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.Stage }, why: whyStage, do: (*Model).stageOn},
		{id: "person_note", ctx: ctxPerson, keys: []string{"H"}, footer: 5, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.Note }, why: whyPerson, do: (*Model).openNote},
		{id: "person_call", ctx: ctxPerson, keys: []string{"c"}, footer: 6, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.LogCall }, why: whyPerson, do: func(m *Model) tea.Cmd { return m.askLog(domain.LogCall) }},
		{id: "person_email", ctx: ctxPerson, keys: []string{"E"}, footer: 7, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.LogEmail }, why: whyPerson, do: func(m *Model) tea.Cmd { return m.askLog(domain.LogEmail) }},
		{id: "person_merge", ctx: ctxPerson, keys: []string{"m"}, footer: 8, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.PageMerge }, why: whyPerson, do: (*Model).askMerge},
		{id: "person_name", ctx: ctxPerson, keys: []string{"n"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.PageName }, why: whyPerson, do: (*Model).askName},
		{id: "person_mail", ctx: ctxPerson, keys: []string{"U"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.PageTake }, why: whyMail, do: (*Model).takeMail},
		{id: "person_mute", ctx: ctxPerson, keys: []string{"M"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.Mute }, why: whyPerson, do: (*Model).toggleMute},
		{id: "person_block", ctx: ctxPerson, keys: []string{"B"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.Block }, why: whyBlock, do: (*Model).askBlock},
		{id: "person_data", ctx: ctxPerson, keys: []string{"D"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Data.Sheet }, why: whyPerson, do: (*Model).openData},
		{id: "person_jump", ctx: ctxPerson, keys: []string{"ctrl+k"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.Jump }, do: (*Model).openJumpTo},
	}
}

func jumpActions() []action {
	return []action{
		{id: "jump_open", ctx: ctxJump, keys: []string{"enter"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.JumpOpen }, why: whyJump, do: (*Model).jumpOpen},
		{id: "jump_close", ctx: ctxJump, keys: []string{"esc", "ctrl+c"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.JumpClose }, do: (*Model).jumpClose},
		{id: "jump_down", ctx: ctxJump, keys: []string{"down"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.JumpDown }, do: func(m *Model) tea.Cmd { return m.jumpMove(1) }},
		{id: "jump_up", ctx: ctxJump, keys: []string{"up"}, footer: 4, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.JumpUp }, do: func(m *Model) tea.Cmd { return m.jumpMove(-1) }},
		{id: "jump_page_down", ctx: ctxJump, keys: []string{"pgdown"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetPageDown }, do: func(m *Model) tea.Cmd { return m.jumpMove(m.jumpRoom()) }},
		{id: "jump_page_up", ctx: ctxJump, keys: []string{"pgup"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetPageUp }, do: func(m *Model) tea.Cmd { return m.jumpMove(-m.jumpRoom()) }},
	}
}

// joiningActions are those of the notes and of the preview of a merge.
func joiningActions() []action {
	return []action{
		{id: "note_save", ctx: ctxNote, keys: []string{"ctrl+s", "f2"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.NoteSave }, why: whyNote, do: (*Model).noteSave},
		{id: "note_close", ctx: ctxNote, keys: []string{"esc", "ctrl+c"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.NoteClose }, why: whyNote, do: (*Model).noteClose},
		{id: "merge_ask", ctx: ctxMerge, keys: []string{"enter"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.MergeAsk }, why: whyMerge, do: (*Model).mergeAsk},
		{id: "merge_swap", ctx: ctxMerge, keys: []string{"tab"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.MergeSwap }, why: whySwapMerge, do: (*Model).mergeSwap},
		{id: "merge_close", ctx: ctxMerge, keys: []string{"esc", "q", "ctrl+c"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.People.MergeClose }, do: (*Model).sheetClose},
	}
}
