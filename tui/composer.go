package tui

import (
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
	"sprechstunde/internal/termtext"
)

// composeMode is what the composer is doing.
type composeMode uint8

const (
	composeOff composeMode = iota
	composeWrite
	composeReview
	composeSending
)

// composer writes one answer. Its recipient is fixed when writing starts and
// nothing that arrives later changes it.
type composer struct {
	mode    composeMode
	reply   domain.Reply
	chat    domain.Chat // as it was when writing began
	name    string      // clean
	area    textarea.Model
	drafts  map[int64]*draftState
	closed  map[int64]time.Time // when the person had last written, in chats that WhatsApp has said are shut
	copying map[int64]int       // files that are on their way into the reply to a chat
	out     outside
	when    leaving
	backAt  time.Time // when a chat comes up again that gets a short reply first
	fields  bool      // the text may have fields to fill in
	check   checking
	split   parts
	noticed int64     // the chat into whose reply the privacy notice was put by itself, 0 for none
	scroll  int       // in the review
	newest  int64     // key of the person's newest message when writing began, -1 while unknown
	anew    time.Time // when the text changed under her eyes, by being filled in anew
	blind   bool      // begun before the draft of the chat was known
	req     int
	gap     time.Time // when the last key came
	burst   bool      // the last key was too close to the one before to be typed
	// order keeps a draft that is being saved from arriving behind the send that
	// clears it.
	order *sync.Mutex
}

func newComposer(t *i18n.ScreenTexts, th *theme) composer {
	c := composer{area: textarea.New(), drafts: map[int64]*draftState{}, closed: map[int64]time.Time{}, copying: map[int64]int{}, order: &sync.Mutex{}}
	c.area.ShowLineNumbers = false
	c.area.Prompt = ""
	c.area.Placeholder = t.Compose.Placeholder
	c.area.EndOfBufferCharacter = ' '
	// Both limits are ours: the widget counts cells where WhatsApp counts
	// characters, and its height limit would stop Enter at 99 lines.
	c.area.CharLimit, c.area.MaxHeight, c.area.MaxWidth = 0, 0, 0
	c.area.SetVirtualCursor(false)
	c.area.KeyMap = composerKeys()
	c.setTheme(th)
	return c
}

// composerKeys are the widget's keys without those that need Alt, that we use
// ourselves, or that read the system clipboard through other programs.
func composerKeys() textarea.KeyMap {
	k := textarea.DefaultKeyMap()
	off := key.NewBinding(key.WithDisabled())
	k.Paste, k.InsertNewline, k.TransposeCharacterBackward = off, off, off
	k.CapitalizeWordForward, k.LowercaseWordForward, k.UppercaseWordForward = off, off, off
	k.SelectAll, k.CopySelection = off, off
	k.LineEnd = key.NewBinding(key.WithKeys("end"))
	k.WordForward = key.NewBinding(key.WithKeys("ctrl+right"))
	k.WordBackward = key.NewBinding(key.WithKeys("ctrl+left"))
	k.DeleteWordBackward = key.NewBinding(key.WithKeys("ctrl+w", "ctrl+backspace"))
	k.DeleteWordForward = key.NewBinding(key.WithKeys("ctrl+delete"))
	k.DeleteCharacterBackward = key.NewBinding(key.WithKeys("backspace"))
	k.DeleteCharacterForward = key.NewBinding(key.WithKeys("delete"))
	k.InputBegin = key.NewBinding(key.WithKeys("ctrl+home"))
	k.InputEnd = key.NewBinding(key.WithKeys("ctrl+end"))
	return k
}

func (c *composer) setTheme(th *theme) {
	s := textarea.DefaultStyles(th.dark)
	for _, st := range []*textarea.StyleState{&s.Focused, &s.Blurred} {
		st.Base, st.CursorLine, st.Text, st.EndOfBuffer = th.plain, th.plain, th.plain, th.plain
		st.Placeholder, st.Prompt, st.Selection = th.dim, th.plain, th.cursor
	}
	s.Cursor = textarea.CursorStyle{Shape: tea.CursorBar, Blink: true}
	c.area.SetStyles(s)
}

// text is what is written, as it would be sent next.
func (c *composer) text() string {
	if c.split.on() {
		return c.split.first
	}
	return c.written()
}

// written is all that is written, also while it is looked at in parts.
func (c *composer) written() string { return termtext.Outgoing(c.area.Value()) }

// put replaces the text and leaves the cursor at its end.
func (c *composer) put(s string) {
	c.area.SetValue(termtext.Outgoing(s))
	c.area.MoveToEnd()
	c.area, _ = c.area.Update(nil)
}

// obstacle is the red light before sending, in words.
func (c *composer) obstacle(m *Model) string {
	n := utf8.RuneCountInString(c.text())
	switch {
	case c.copying[c.reply.ChatID] > 0:
		return m.t.Attach.Copying // it belongs to this reply, and would be nowhere once that has left
	case c.out.shut && len(c.reply.Files) > 0:
		return m.t.Attach.Shut
	case len(c.reply.Files) > 0 && n == 0:
	case n == 0 || strings.TrimSpace(c.text()) == "":
		return m.t.Why.EmptyDraft
	case n > domain.MaxTextLen:
		return m.t.Why.TooLong
	case c.reply.To.Empty():
		return m.t.Why.NoAddress
	}
	if c.out.shut {
		return m.whyNoPark()
	}
	return m.windowClosed(c.current(m)) // shut since the last turn: the next one says what to do
}

// current is the chat of the answer with the newest times known; who it goes
// to stays what it was.
func (c *composer) current(m *Model) domain.Chat {
	if m.chat.id == c.reply.ChatID && m.chat.loaded {
		return m.chat.chat
	}
	return c.chat
}

// startWriting opens the composer for the shown chat. From here on the
// recipient is fixed.
func (m *Model) startWriting(quote string) tea.Cmd {
	c := &m.comp
	d := c.draft(m.chat.id)
	chat := m.chat.chat
	c.chat, c.name = chat, m.name(chat.Contact)
	c.reply = domain.Reply{ChatID: m.chat.id, To: chat.Contact.Address(), ReplyTo: d.ReplyTo, Taken: d.Taken, Files: d.Files}
	if s := c.drafts[m.chat.id]; s != nil {
		c.reply.Copied = s.copied
	}
	c.check.clear()
	c.split, c.when, c.backAt = parts{}, leaving{}, time.Time{}
	c.newest = -1
	if m.chat.loaded {
		c.newest = m.chat.newestIncoming()
	}
	c.blind = !m.chat.loaded && c.drafts[m.chat.id] == nil
	if quote != "" {
		c.reply.ReplyTo = quote
	}
	c.mode, c.scroll, c.noticed = composeWrite, 0, 0
	outside := m.setOutside(m.windowClosed(c.current(m)) != "")
	m.fitComposer()
	cmd := c.area.Focus()
	c.put(d.Text)
	c.fields = strings.Contains(d.Text, "{{")
	m.focus = areaChat
	m.been(chat)
	m.fitComposer()
	return tea.Batch(cmd, outside, m.keepDraft(), m.checkNow())
}

// quote answers with a reference to the selected message.
func (m *Model) quote() tea.Cmd {
	msg, _ := m.chat.selected()
	return m.startWriting(msg.WAMID)
}

// typing hands a key to the widget, cluster by cluster where it would only
// take code points.
func (m *Model) typing(k tea.KeyPressMsg) tea.Cmd {
	c := &m.comp
	switch k.String() {
	case "backspace", "delete", "left", "right":
		return m.byCluster(k)
	}
	if k.Text != "" && k.Mod&(tea.ModCtrl|tea.ModAlt) == 0 {
		if k.Text == "/" && !c.burst && c.line() == "" && whyPick(m) == "" {
			return m.openPicker()
		}
		return m.insert(k.Text)
	}
	var cmd tea.Cmd
	c.area, cmd = c.area.Update(k)
	m.fitComposer()
	return tea.Batch(cmd, m.keepDraft())
}

// insert puts text at the cursor as far as the limit allows.
func (m *Model) insert(s string) tea.Cmd {
	c := &m.comp
	m.selectField(false)
	room := domain.MaxTextLen - utf8.RuneCountInString(c.area.Value())
	if room <= 0 {
		return m.say(toastHint, m.t.Why.TooLong)
	}
	if utf8.RuneCountInString(s) > room {
		s = string([]rune(s)[:room])
	}
	c.area, _ = c.area.Update(tea.PasteMsg{Content: s})
	m.fitComposer()
	return m.keepDraft()
}

// byCluster moves over or deletes a whole grapheme cluster, where the widget
// alone would leave broken pieces of an emoji.
func (m *Model) byCluster(k tea.KeyPressMsg) tea.Cmd {
	c := &m.comp
	if name := k.String(); name == "backspace" || name == "delete" {
		m.selectField(name == "backspace")
	}
	if c.area.HasSelection() {
		c.area, _ = c.area.Update(k)
		m.fitComposer()
		return m.keepDraft()
	}
	n := 1
	line := []rune(c.line())
	col := min(c.area.Column(), len(line))
	if name := k.String(); name == "backspace" || name == "left" {
		n = lastClusterLen(line[:col])
	} else if col < len(line) {
		cl, _ := ansi.FirstGraphemeCluster(string(line[col:]), ansi.GraphemeWidth)
		n = utf8.RuneCountInString(cl)
	}
	for range max(n, 1) {
		c.area, _ = c.area.Update(k)
	}
	m.fitComposer()
	return m.keepDraft()
}

// line is the logical line the cursor is on.
func (c *composer) line() string {
	lines := strings.Split(c.area.Value(), "\n")
	return lines[min(c.area.Line(), len(lines)-1)]
}

// lastClusterLen counts the code points of the last cluster. Clusters are
// found from the left, so it starts a little before the end at a blank.
func lastClusterLen(line []rune) int {
	const look = 64
	from := max(len(line)-look, 0)
	rest := string(line[from:])
	n := 1
	for rest != "" {
		cl, _ := ansi.FirstGraphemeCluster(rest, ansi.GraphemeWidth)
		n = utf8.RuneCountInString(cl)
		rest = rest[len(cl):]
	}
	return n
}

// leaveComposer goes back to reading; the draft stays.
func (m *Model) leaveComposer() tea.Cmd {
	cmd := m.saveDraft()
	m.comp.mode = composeOff
	m.comp.area.Blur()
	m.showNewest()
	return tea.Batch(cmd, m.loadQueue(false))
}

// showNewest scrolls to the end of the chat.
func (m *Model) showNewest() {
	if len(m.chat.items) > 0 {
		m.chat.bot, m.chat.skip, m.chat.news = len(m.chat.items)-1, 0, false
	}
}
