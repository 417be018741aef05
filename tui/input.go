package tui

import (
	"fmt"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

// press finds what a key does where we are, and gives it to what is written in
// if it does nothing else.
func (m *Model) press(k tea.KeyPressMsg) tea.Cmd {
	m.noteSpeed(k)
	m.clearHint()
	m.card.meant = meant{}
	defer m.endOffer(m.vow)
	if turned := m.turn(); turned != nil && m.comp.mode == composeReview {
		return turned // the key was meant for a page that is no longer true
	} else if turned != nil {
		return tea.Batch(turned, m.keyed(k))
	}
	return m.keyed(k)
}

// keyed does what a key stands for.
func (m *Model) keyed(k tea.KeyPressMsg) tea.Cmd {
	name := k.String()
	if m.tooSmall() && m.w > 0 {
		return m.pressUnseen(name)
	}
	if a := m.keys.find(m.contexts(), name); a != nil {
		if k.IsRepeat && name == "enter" {
			return nil // Enter held down must not run through review into sending
		}
		return m.run(a)
	}
	switch {
	case m.sheet != nil:
		return m.sheetKey(k)
	case m.note != nil:
		return m.noteKey(k)
	case m.jump != nil:
		return m.jumpKey(k)
	case m.tpl != nil, m.page != nil:
		return nil
	case m.form != nil:
		return m.formKey(k)
	case m.search != nil:
		return m.searchKey(k)
	case m.picker != nil:
		return m.pickerKey(k)
	case m.comp.mode == composeWrite:
		return m.typing(k)
	}
	return m.elsewhere(name)
}

// elsewhere says what a key wants that does nothing here, but something in an open
// chat or on a file in it.
func (m *Model) elsewhere(name string) tea.Cmd {
	a := m.keys.find([]keyContext{ctxFile, ctxSound, ctxChat}, name)
	switch {
	case a == nil || a.hidden || m.engaged():
		return nil
	case m.focus == areaQueue:
		return m.sayF(toastHint, m.t.Why.InChatF, m.key("open"))
	default:
		return m.say(toastHint, m.t.Files.Why.NoFile)
	}
}

// endOffer ends the offer to keep a promise in mind with the key that followed
// it, whatever that did. A new one stays.
func (m *Model) endOffer(before *vow) {
	if m.vow == before {
		m.vow = nil
	}
}

// clearHint takes away a hint with the next key, and a piece of good news once
// she goes on writing: both lie over the lights and the keys.
func (m *Model) clearHint() {
	if m.toast.kind == toastHint || m.comp.mode != composeOff && m.toast.kind == toastGood {
		m.toast.text = ""
	}
}

// pressUnseen takes only what is safe while nothing can be seen.
func (m *Model) pressUnseen(name string) tea.Cmd {
	if m.keys.find(m.contexts(), name) == nil {
		return nil // a letter of what she goes on typing
	}
	if a := m.keys.find([]keyContext{ctxReading, ctxAlways}, name); a != nil && (a.id == "suspend" || a.id == "quit" && m.heldFor() == 0) {
		return m.run(a)
	}
	return nil
}

// noteSpeed remembers whether a key came too close to the last one to have
// been typed by a person.
func (m *Model) noteSpeed(tea.KeyPressMsg) {
	c := &m.comp
	c.burst = !c.gap.IsZero() && m.now.Sub(c.gap) < burstGap
	c.gap = m.now
}

// paste takes pasted text into what is being written. It never sends, whatever
// line ends it has, and outside of writing it does nothing.
func (m *Model) paste(raw string) tea.Cmd {
	if m.sheet != nil && m.sheet.kind == sheetLine {
		return m.lineInsert(pasted(raw))
	}
	if m.sheet != nil && m.sheet.kind == sheetPath {
		return tea.Batch(m.lineInsert(pasted(strings.Trim(raw, "\r\n '\""))), m.askPaths())
	}
	if m.sheet != nil && m.sheet.kind == sheetPalette {
		cmd := m.lineInsert(pasted(raw))
		m.findActions()
		return cmd
	}
	switch {
	case m.sheet != nil:
		return nil
	case m.note != nil:
		return m.notePaste(raw)
	case m.jump != nil:
		return m.jumpPaste(raw)
	case m.tpl != nil, m.page != nil:
		return nil
	case m.form != nil:
		return m.formPaste(raw)
	case m.search != nil:
		return m.searchPaste(raw)
	case m.picker != nil:
		return m.pickerPaste(raw)
	case m.comp.mode != composeWrite:
		return nil
	}
	text := termtext.Paste(raw)
	m.noteOrigin(text)
	total := utf8.RuneCountInString(m.comp.area.Value()) + utf8.RuneCountInString(text)
	if total <= domain.MaxTextLen {
		return m.insert(text)
	}
	return m.ask(fmt.Sprintf(m.t.Compose.PasteTitleF, total, domain.MaxTextLen),
		choice{m.t.Compose.PasteCancel, func(*Model) tea.Cmd { return nil }},
		choice{m.t.Compose.PasteCut, func(m *Model) tea.Cmd { return m.insertCut(text) }})
}

// insertCut inserts as much as the limit allows and no broken cluster at the
// end of it.
func (m *Model) insertCut(text string) tea.Cmd {
	room := domain.MaxTextLen - utf8.RuneCountInString(m.comp.area.Value())
	var n, bytes int
	for rest := text; rest != ""; rest = text[bytes:] {
		cl, _ := ansi.FirstGraphemeCluster(rest, ansi.GraphemeWidth)
		if n += utf8.RuneCountInString(cl); n > room {
			break
		}
		bytes += len(cl)
	}
	return m.insert(text[:bytes])
}

// copyMessage sends the words of the selected message to the clipboard.
func (m *Model) copyMessage() tea.Cmd {
	msg, _ := m.chat.selected()
	m.noteCopy(copyNote{chatID: m.chat.id, name: m.chat.chat.Contact.Name}, m.wording(&msg))
	return m.copyText(m.wording(&msg), m.t.Toast.Copied)
}

func (m *Model) copyPhone() tea.Cmd {
	return m.copyText(m.chat.chat.Contact.Phone, m.t.Toast.CopiedPhone)
}

// copyText goes both ways: OSC 52 reaches the clipboard over SSH, the native
// tool where a terminal refuses OSC 52. Neither says that it worked, so the
// toast does not claim it.
func (m *Model) copyText(raw, word string) tea.Cmd {
	text := termtext.Clipboard(raw)
	cmds := []tea.Cmd{tea.SetClipboard(text), m.say(toastGood, word)}
	if clip, ctx := m.o.Clipboard, m.life(); clip != nil {
		cmds = append(cmds, func() tea.Msg { return copiedMsg{clip.Copy(ctx, text)} })
	}
	return tea.Batch(cmds...)
}

func (msg copiedMsg) apply(m *Model) tea.Cmd {
	if msg.err == nil {
		return nil
	}
	return m.say(toastWarn, m.t.Toast.ClipFailed)
}

// suspend stops the program as the shell's job control does. The draft is
// saved first, because a stopped process may never be continued.
func (m *Model) suspend() tea.Cmd {
	return tea.Sequence(m.saveDraft(), tea.Suspend)
}

// nextTheme walks through the themes for this session.
func (m *Model) nextTheme() tea.Cmd {
	m.setTheme(m.theme.next(), m.theme.dark)
	return m.sayF(toastHint, m.t.Toast.ThemeF, orElse(m.t.Toast.Themes[m.theme.name], m.theme.name))
}

// nextMinute wakes us when the clock on the status line changes.
func (m *Model) nextMinute() tea.Cmd {
	left := minute - m.now.Sub(m.now.Truncate(minute))
	return m.after(left, minuteMsg{})
}

func (minuteMsg) apply(m *Model) tea.Cmd {
	m.link = m.o.Desk.Link()
	return tea.Batch(m.turn(), m.nextMinute(), m.askZone())
}

// apply brings news from the desk. However many messages a batch held, it is
// one message here.
func (msg changesMsg) apply(m *Model) tea.Cmd {
	var cmds []tea.Cmd
	m.readAgenda()
	if msg.Link {
		m.link = m.o.Desk.Link()
	}
	cmds = append(cmds, m.heard(msg.Waiting))
	if len(msg.Chats) > 0 {
		cmds = append(cmds, m.loadQueue(false), m.loadOutbox(), m.loadFileList(), m.loadWaits())
	}
	for _, id := range msg.Erased {
		cmds = append(cmds, m.forgetMeanwhile(id))
	}
	for _, id := range msg.Chats {
		if id == m.chat.id {
			cmds = append(cmds, m.reloadThread())
			break
		}
	}
	if msg.Unreadable > 0 {
		cmds = append(cmds, m.sayF(toastWarn, m.t.Link.UnreadableF, msg.Unreadable))
	}
	for _, n := range msg.Notices {
		if n.Urgent {
			words := m.joined([]string{n.Event, n.Subject, n.Detail})
			cmds = append(cmds, m.sayF(toastWarn, m.t.Link.NoticeF, words))
		}
	}
	return tea.Batch(cmds...)
}
