package tui

import (
	"fmt"
	"runtime"

	"sprechstunde/internal/domain"
)

// The functions here give the reason why an action does nothing just now, ""
// if it works.

func whySuspend(m *Model) string {
	if runtime.GOOS == "windows" {
		return m.t.Toast.NoSuspend
	}
	return ""
}

func whyNoChat(m *Model) string {
	switch {
	case m.chat.id == 0:
		return m.t.Why.NoChat
	case m.adrift():
		return m.t.Loading
	}
	return ""
}

// adrift reports that the cursor of the list stands on a row that has not come yet:
// what is still shown beside it is somebody else, who is not meant.
func (m *Model) adrift() bool {
	q := &m.queue
	return m.focus == areaQueue && !m.engaged() && q.sel == 0 && (!q.loaded || q.total > 0)
}

func whyWrite(m *Model) string {
	if why := whyNoChat(m); why != "" {
		return why
	}
	if m.chat.chat.Contact.Address().Empty() {
		return m.t.Why.NoAddress
	}
	return ""
}

func whyEditor(m *Model) string {
	if m.o.EditorCommand == nil {
		return m.t.Why.NoEditor
	}
	return ""
}

func whyEdit(m *Model) string {
	if why := whyWrite(m); why != "" {
		return why
	}
	return whyEditor(m)
}

func whyTakeBack(m *Model) string {
	if m.backCandidate() == "" {
		return m.nothingHeld()
	}
	return ""
}

func (m *Model) nothingHeld() string {
	return fmt.Sprintf(m.t.Why.NothingHeldF, m.key("done"), m.key("later"), m.key("previous"))
}

func whyPhone(m *Model) string {
	if why := whyNoChat(m); why != "" {
		return why
	}
	if m.chat.chat.Contact.Phone == "" {
		return m.t.Why.NoPhone
	}
	return ""
}

func whyAsk(m *Model) string {
	if m.asking() == "" {
		return m.t.Why.NotUnknown
	}
	return ""
}

func whyQuote(m *Model) string {
	msg, ok := m.chat.selected()
	switch {
	case !ok:
		return m.t.Why.NoMessage
	case msg.WAMID == "" || msg.Kind == domain.KindSystem:
		return m.t.Why.NoQuote
	}
	return whyWrite(m)
}

func whyResend(m *Model) string {
	msg, ok := m.chat.selected()
	switch {
	case !ok:
		return m.t.Why.NoMessage
	case msg.Direction != domain.Out || msg.Status != domain.StatusFailed || msg.UUID == "":
		return m.t.Why.NotFailed
	case !m.chat.chat.CanReply(m.now):
		return m.t.Why.Closed
	}
	return ""
}

func whyCopy(m *Model) string {
	msg, ok := m.chat.selected()
	switch {
	case !ok:
		return m.t.Why.NoMessage
	case m.wording(&msg) == "":
		return m.t.Why.NoText
	}
	return ""
}

// whySend is the red light: what it names stops Enter.
func whySend(m *Model) string {
	if m.comp.mode == composeSending {
		return m.t.Why.Busy
	}
	if why := m.comp.obstacle(m); why != "" {
		return why
	}
	if len(m.comp.reds()) > 0 && (!m.comp.out.shut || m.comp.out.last) {
		return fmt.Sprintf(m.t.Answers.RedStopsF, m.key("send_despite"))
	}
	return ""
}

func whyChange(m *Model) string {
	if m.comp.mode == composeSending {
		return m.t.Why.Busy
	}
	return ""
}

func whyChoose(m *Model) string {
	if m.sheet == nil || m.sheet.kind == sheetHelp || m.sheet.kind == sheetPicture {
		return m.t.Help.Close
	}
	return ""
}
