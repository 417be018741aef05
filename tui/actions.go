package tui

import (
	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/i18n"
)

// keyContext says where a key counts.
type keyContext uint8

const (
	ctxAlways  keyContext = iota // everywhere, also while writing
	ctxReading                   // in the queue and in the chat
	ctxQueue
	ctxChat
	ctxAsk // in the chat, on a message whose fate is unknown
	ctxCompose
	ctxReview
	ctxSheet // help, palette, questions
	ctxPage  // the page of a session
	ctxPicker
	ctxPickerList // in the picker, once its list has the keys
	ctxForm
	ctxOutbox
	ctxCalm
	ctxTemplates
	ctxTemplateSend
	ctxSearch
	ctxLinks
	ctxJump
	ctxPerson
	ctxNote
	ctxMerge
	ctxFile  // in the chat and wherever files are shown, on one
	ctxSound // … on one that can be heard
	ctxFiles // in the list of files
	ctxCard
	ctxVoice // while a voice note is recorded
	ctxOwn   // the page of our own number
	ctxCount
)

func (c keyContext) title(t *i18n.ContextTexts) string {
	return [...]string{t.Always, t.Reading, t.Queue, t.Chat, t.Ask, t.Compose, t.Review, t.Sheet, t.Page, t.Picker, t.PickerList, t.Form, t.Outbox, t.Calm, t.Templates, t.TemplateSend, t.Search, t.Links, t.Jump, t.Person, t.Note, t.Merge, t.File, t.Sound, t.Files, t.Card, t.Voice, t.OwnPage}[c]
}

// action is one thing the adviser can do. Footer, help, palette, the check of
// the configuration and the table in the documents are made from these.
type action struct {
	id     string
	ctx    keyContext
	keys   []string
	footer int // place in the footer, 0 for none; low numbers stay longest when room is short
	pass   int // … while a session runs, if it is another one
	hidden bool
	walks  bool // moves through the queue, so that the chat may follow a moment later
	text   func(*i18n.ActionTexts) i18n.ActionText
	why    func(*Model) string // the reason why it does nothing now; nil or "": it works
	do     func(*Model) tea.Cmd
}

func (a *action) reason(m *Model) string {
	if a.why == nil {
		return ""
	}
	return a.why(m)
}

// run does an action, or says why not. Whatever is not walking acts on the chat
// under the cursor, so that one is shown first.
func (m *Model) run(a *action) tea.Cmd {
	var shown tea.Cmd
	if !a.walks {
		shown = m.catchUp()
	}
	if why := a.reason(m); why != "" {
		return tea.Batch(shown, m.refuse(a, why))
	}
	return tea.Batch(shown, a.do(m))
}

// contexts are where keys are looked up just now, the innermost first.
func (m *Model) contexts() []keyContext {
	switch {
	case m.sheet != nil && m.sheet.kind == sheetSession:
		return []keyContext{ctxPage, ctxAlways}
	case m.sheet != nil && m.sheet.kind == sheetOutbox:
		return []keyContext{ctxOutbox, ctxAlways}
	case m.sheet != nil && m.sheet.kind == sheetLinks:
		return []keyContext{ctxLinks, ctxAlways}
	case m.sheet != nil && m.sheet.kind == sheetOwn:
		return []keyContext{ctxOwn, ctxAlways}
	case m.sheet != nil && m.sheet.kind == sheetMerge:
		return []keyContext{ctxMerge, ctxAlways}
	case m.sheet != nil && m.sheet.kind == sheetFiles:
		return append(append([]keyContext{ctxFiles}, m.onFile()...), ctxAlways)
	case m.sheet != nil && m.sheet.kind == sheetPicture:
		return append(append([]keyContext{ctxSheet}, m.onFile()...), ctxAlways)
	case m.sheet != nil && m.sheet.kind == sheetCard:
		return []keyContext{ctxCard, ctxAlways}
	case m.sheet != nil && m.sheet.kind == sheetVoice:
		return []keyContext{ctxVoice, ctxAlways}
	case m.calm():
		return []keyContext{ctxCalm, ctxAlways}
	case m.sheet != nil:
		return []keyContext{ctxSheet, ctxAlways}
	case m.note != nil:
		return []keyContext{ctxNote, ctxAlways}
	case m.jump != nil:
		return []keyContext{ctxJump, ctxAlways}
	case m.page != nil:
		return []keyContext{ctxPerson, ctxAlways}
	case m.tpl != nil && m.tpl.filling != nil:
		return []keyContext{ctxTemplateSend, ctxAlways}
	case m.tpl != nil:
		return []keyContext{ctxTemplates, ctxAlways}
	case m.form != nil:
		return []keyContext{ctxForm, ctxAlways}
	case m.search != nil:
		return []keyContext{ctxSearch, ctxAlways}
	case m.picker != nil && m.picker.listKeys:
		return []keyContext{ctxPickerList, ctxPicker, ctxAlways}
	case m.picker != nil:
		return []keyContext{ctxPicker, ctxAlways}
	case m.comp.mode == composeReview || m.comp.mode == composeSending:
		return []keyContext{ctxReview, ctxAlways}
	case m.comp.mode == composeWrite:
		return []keyContext{ctxCompose, ctxAlways}
	case m.focus == areaChat && m.asking() != "":
		return append(append([]keyContext{ctxAsk}, m.onFile()...), ctxChat, ctxReading, ctxAlways)
	case m.focus == areaChat:
		return append(m.onFile(), ctxChat, ctxReading, ctxAlways)
	default:
		return []keyContext{ctxQueue, ctxReading, ctxAlways}
	}
}

// builtin is the registry. The order is that of help and palette; what the
// palette offers first must do no harm to somebody who only tries Enter.
func builtin() []action {
	list := append(readingActions(), queueActions()...)
	list = append(list, chatActions()...)
	list = append(list, answerActions()...)
	list = append(list, searchActions()...)
	list = append(list, linkActions()...)
	list = append(list, ownActions()...)
	list = append(list, peopleActions()...)
	list = append(list, writingActions()...)
	list = append(list, attachActions()...)
	list = append(list, parkingActions()...)
	list = append(list, sessionActions()...)
	list = append(list, hoursActions()...)
	list = append(list, fileActions()...)
	list = append(list, careActions()...)
	list = append(list, sheetActions()...)
	list = append(list, curtainActions()...)
	return append(list, alwaysActions()...)
}

func alwaysActions() []action {
	return []action{
		{id: "suspend", ctx: ctxAlways, keys: []string{"ctrl+z"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Suspend }, why: whySuspend, do: (*Model).suspend},
	}
}

func readingActions() []action {
	return []action{
		{id: "write", ctx: ctxReading, keys: []string{"i"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Write }, why: whyWrite, do: func(m *Model) tea.Cmd { return m.startWriting("") }},
		{id: "edit", ctx: ctxReading, keys: []string{"e"}, footer: 9, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Edit }, why: whyEdit, do: func(m *Model) tea.Cmd { return m.openEditor() }},
		{id: "take_back", ctx: ctxReading, keys: []string{"u"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.TakeBack }, why: whyTakeBack, do: (*Model).takeBack},
		{id: "done", ctx: ctxReading, keys: []string{"d"}, footer: 4, pass: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Done }, why: whyNoChat, do: (*Model).askDone},
		{id: "filter", ctx: ctxReading, keys: []string{"a"}, footer: 6, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Filter }, do: func(m *Model) tea.Cmd { return m.walkFilter(1) }},
		{id: "filter_back", ctx: ctxReading, keys: []string{"A"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.FilterBack }, do: func(m *Model) tea.Cmd { return m.walkFilter(-1) }},
		{id: "person", ctx: ctxReading, keys: []string{"p"}, footer: 10, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Person }, why: whyNoChat, do: (*Model).togglePerson},
		{id: "copy_phone", ctx: ctxReading, keys: []string{"Y"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.CopyPhone }, why: whyPhone, do: (*Model).copyPhone},
		{id: "next_area", ctx: ctxReading, keys: []string{"tab"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.NextArea }, why: whyNoChat, do: (*Model).switchArea},
		{id: "prev_area", ctx: ctxReading, keys: []string{"shift+tab"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PrevArea }, why: whyNoChat, do: (*Model).switchArea},
		{id: "refresh", ctx: ctxReading, keys: []string{"f5"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Refresh }, do: (*Model).refresh},
		{id: "theme", ctx: ctxReading, keys: []string{"f2"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Theme }, do: (*Model).nextTheme},
		{id: "search", ctx: ctxReading, keys: []string{"/"}, footer: 8, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Search }, do: (*Model).openSearch},
		{id: "palette", ctx: ctxReading, keys: []string{":"}, footer: 8, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Palette }, do: (*Model).openPalette},
		{id: "help", ctx: ctxReading, keys: []string{"?", "f1"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Help }, do: (*Model).openHelp},
		{id: "quit", ctx: ctxReading, keys: []string{"q", "ctrl+c"}, footer: 7, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Quit }, do: (*Model).quit},
		{id: "back", ctx: ctxReading, keys: []string{"esc"}, hidden: true, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Back }, do: (*Model).stepBack},
	}
}

func queueActions() []action {
	return []action{
		{id: "open", ctx: ctxQueue, keys: []string{"enter", "right"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Open }, why: whyNoChat, do: (*Model).openChat},
		{id: "down", ctx: ctxQueue, keys: []string{"j", "down"}, walks: true, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Down }, do: func(m *Model) tea.Cmd { return m.moveQueue(1) }},
		{id: "up", ctx: ctxQueue, keys: []string{"k", "up"}, walks: true, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Up }, do: func(m *Model) tea.Cmd { return m.moveQueue(-1) }},
		{id: "page_down", ctx: ctxQueue, keys: []string{"pgdown"}, walks: true, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PageDown }, do: func(m *Model) tea.Cmd { return m.moveQueue(m.queuePage()) }},
		{id: "page_up", ctx: ctxQueue, keys: []string{"pgup"}, walks: true, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.PageUp }, do: func(m *Model) tea.Cmd { return m.moveQueue(-m.queuePage()) }},
		{id: "top", ctx: ctxQueue, keys: []string{"g", "home"}, walks: true, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Top }, do: func(m *Model) tea.Cmd { return m.moveQueue(-m.queue.total) }},
		{id: "bottom", ctx: ctxQueue, keys: []string{"G", "end"}, walks: true, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Bottom }, do: func(m *Model) tea.Cmd { return m.moveQueue(m.queue.total) }},
	}
}

func chatActions() []action {
	return []action{
		{id: "arrived", ctx: ctxAsk, keys: []string{"y"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Arrived }, why: whyAsk, do: func(m *Model) tea.Cmd { return m.settle(true) }},
		{id: "not_arrived", ctx: ctxAsk, keys: []string{"n"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.NotArrived }, why: whyAsk, do: func(m *Model) tea.Cmd { return m.settle(false) }},
		{id: "quote", ctx: ctxChat, keys: []string{"r"}, footer: 5, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Quote }, why: whyQuote, do: (*Model).quote},
		{id: "resend", ctx: ctxChat, keys: []string{"R"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Resend }, why: whyResend, do: (*Model).askResend},
		{id: "copy", ctx: ctxChat, keys: []string{"y"}, footer: 6, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Copy }, why: whyCopy, do: (*Model).copyMessage},
		{id: "leave_chat", ctx: ctxChat, keys: []string{"left"}, hidden: true, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Back }, do: (*Model).stepBack},
		{id: "message_down", ctx: ctxChat, keys: []string{"j", "down"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.MessageDown }, do: func(m *Model) tea.Cmd { return m.moveMessage(1) }},
		{id: "message_up", ctx: ctxChat, keys: []string{"k", "up"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.MessageUp }, do: func(m *Model) tea.Cmd { return m.moveMessage(-1) }},
		{id: "message_page_down", ctx: ctxChat, keys: []string{"pgdown"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.MessagePageDown }, do: func(m *Model) tea.Cmd { return m.scrollChat(1) }},
		{id: "message_page_up", ctx: ctxChat, keys: []string{"pgup"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.MessagePageUp }, do: func(m *Model) tea.Cmd { return m.scrollChat(-1) }},
		{id: "message_top", ctx: ctxChat, keys: []string{"home"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.MessageTop }, do: func(m *Model) tea.Cmd { return m.moveMessage(-len(m.chat.items)) }},
		{id: "message_bottom", ctx: ctxChat, keys: []string{"G", "end"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.MessageBottom }, do: func(m *Model) tea.Cmd { return m.moveMessage(len(m.chat.items)) }},
	}
}

func writingActions() []action {
	return []action{
		{id: "review", ctx: ctxCompose, keys: []string{"enter"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Review }, do: (*Model).review},
		{id: "newline", ctx: ctxCompose, keys: []string{"ctrl+o", "shift+enter"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Newline }, do: func(m *Model) tea.Cmd { return m.insert("\n") }},
		{id: "edit_draft", ctx: ctxCompose, keys: []string{"ctrl+e"}, footer: 4, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.EditDraft }, why: whyEditor, do: func(m *Model) tea.Cmd { return m.openEditor() }},
		{id: "leave", ctx: ctxCompose, keys: []string{"esc", "ctrl+c"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Leave }, do: (*Model).leaveComposer},
		{id: "send", ctx: ctxReview, keys: []string{"enter"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Send }, why: whySend, do: (*Model).send},
		{id: "change", ctx: ctxReview, keys: []string{"esc", "i", "backspace", "ctrl+c"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Change }, why: whyChange, do: (*Model).change},
		{id: "review_down", ctx: ctxReview, keys: []string{"down", "j", "pgdown"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.ReviewDown }, do: func(m *Model) tea.Cmd { m.comp.scroll++; return nil }},
		{id: "review_up", ctx: ctxReview, keys: []string{"up", "k", "pgup"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.ReviewUp }, do: func(m *Model) tea.Cmd { m.comp.scroll = max(m.comp.scroll-1, 0); return nil }},
	}
}

func sheetActions() []action {
	return []action{
		{id: "sheet_choose", ctx: ctxSheet, keys: []string{"enter"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetChoose }, why: whyChoose, do: (*Model).sheetChoose},
		{id: "sheet_close", ctx: ctxSheet, keys: []string{"esc", "ctrl+c"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetClose }, do: (*Model).sheetClose},
		{id: "sheet_down", ctx: ctxSheet, keys: []string{"down"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetDown }, do: func(m *Model) tea.Cmd { return m.sheetMove(1) }},
		{id: "sheet_up", ctx: ctxSheet, keys: []string{"up"}, footer: 4, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetUp }, do: func(m *Model) tea.Cmd { return m.sheetMove(-1) }},
		{id: "sheet_page_down", ctx: ctxSheet, keys: []string{"pgdown"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetPageDown }, do: func(m *Model) tea.Cmd { return m.sheetMove(10) }},
		{id: "sheet_page_up", ctx: ctxSheet, keys: []string{"pgup"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetPageUp }, do: func(m *Model) tea.Cmd { return m.sheetMove(-10) }},
	}
}
