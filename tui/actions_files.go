package tui

import (
	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/i18n"
)

// fileActions are what can be done with the file of a message, in the chat and in
// the list of files.
func fileActions() []action {
	return append([]action{
		{id: "file_open", ctx: ctxFile, keys: []string{"o"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Files.Open }, why: whyFileOpen, do: (*Model).fileOpen},
		{id: "file_save", ctx: ctxFile, keys: []string{"s"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Files.Save }, why: whyFileSave, do: (*Model).fileSave},
		{id: "file_picture", ctx: ctxFile, keys: []string{"I"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Files.Picture }, why: whyFilePicture, do: (*Model).openPicture},
		{id: "file_play", ctx: ctxSound, keys: []string{"p"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Files.Play }, why: whyFilePlay, do: (*Model).filePlay},
		{id: "files", ctx: ctxReading, keys: []string{"X"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Files.List }, why: whyNoChat, do: (*Model).openFileList},
		{id: "files_jump", ctx: ctxFiles, keys: []string{"enter"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Files.ListJump }, why: whyFileList, do: (*Model).fileListJump},
		{id: "files_close", ctx: ctxFiles, keys: []string{"esc", "q", "ctrl+c"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetClose }, do: (*Model).sheetClose},
		{id: "files_down", ctx: ctxFiles, keys: []string{"down", "j"}, footer: 6, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetDown }, do: func(m *Model) tea.Cmd { return m.sheetMove(1) }},
		{id: "files_up", ctx: ctxFiles, keys: []string{"up", "k"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetUp }, do: func(m *Model) tea.Cmd { return m.sheetMove(-1) }},
		{id: "files_page_down", ctx: ctxFiles, keys: []string{"pgdown"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetPageDown }, do: func(m *Model) tea.Cmd { return m.sheetMove(10) }},
		{id: "files_page_up", ctx: ctxFiles, keys: []string{"pgup"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetPageUp }, do: func(m *Model) tea.Cmd { return m.sheetMove(-10) }},
	}, voiceActions()...)
}

// voiceActions are what can be done while a voice note is recorded, and after.
func voiceActions() []action {
	return []action{
		{id: "record", ctx: ctxReading, keys: []string{"T"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Files.Record }, why: whyAttach, do: (*Model).startRecording},
		{id: "record_next", ctx: ctxVoice, keys: []string{"enter"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Files.RecordNext }, do: (*Model).recordNext},
		{id: "record_play", ctx: ctxVoice, keys: []string{"p"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Files.RecordPlay }, why: whyRecordPlay, do: (*Model).recordPlay},
		{id: "record_discard", ctx: ctxVoice, keys: []string{"esc", "ctrl+c"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Files.RecordDiscard }, do: (*Model).recordDiscard},
	}
}
