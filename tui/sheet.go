package tui

import (
	"fmt"
	"slices"
	"strings"

	"sprechstunde/internal/i18n"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// sheetKind is what lies over the areas.
type sheetKind uint8

const (
	sheetHelp sheetKind = iota
	sheetPalette
	sheetChoice
	sheetSession
	sheetLine
	sheetOutbox
	sheetCalm
	sheetLinks
	sheetLabels
	sheetMerge
	sheetFiles
	sheetPicture
	sheetCard
	sheetPath
	sheetVoice
	sheetHandOn
	sheetData
	sheetOwn
)

// choice is one answer to a question.
type choice struct {
	text string
	do   func(*Model) tea.Cmd
}

// sheet lies over the areas and has the keys until it is closed.
type sheet struct {
	kind     sheetKind
	title    string
	at       int // line or choice the cursor is on
	top      int
	choices  []choice
	input    textinput.Model
	found    []*action
	from     []keyContext // where the palette was opened
	numbered bool         // digits choose
	asksHeld bool         // it is about replies that can still be taken back
	people   bool         // its answers are people
	ending   bool         // the page of a session that ends
	line     lineAsk
	path     pathAsk
	out      outbox
	links    linkList
	chatID   int64    // whose labels they are
	wrong    bool     // the last letter was no label's
	join     *joining // what the preview of a merge is about
	under    *sheet   // what a question is about; Esc goes back to it
	note     string   // what a question is about, clean; below its title
	files    fileList
	pic      picture
	voice    *recording
	hand     *handing
	data     *dataSheet
	own      ownPage
}

// whole reports that nothing shows beside the sheet.
func (s *sheet) whole() bool {
	switch s.kind {
	case sheetHelp, sheetSession, sheetOutbox, sheetCalm, sheetFiles, sheetPicture, sheetLinks, sheetMerge, sheetCard, sheetData, sheetOwn:
		return true
	case sheetPalette, sheetChoice, sheetLine, sheetLabels, sheetPath, sheetVoice, sheetHandOn:
	}
	return false
}

func (m *Model) openHelp() tea.Cmd {
	m.sheet = &sheet{kind: sheetHelp, title: m.t.Help.Title}
	return nil
}

// ask puts a question. The first answer is the safe one; Esc is the last.
func (m *Model) ask(title string, choices ...choice) tea.Cmd {
	m.sheet = &sheet{kind: sheetChoice, title: title, choices: choices}
	m.toast.text = ""
	return nil
}

// askResend wants a deliberate second key before a message goes out again.
func (m *Model) askResend() tea.Cmd {
	msg, _ := m.chat.selected()
	uuid := msg.UUID
	return m.ask(m.t.Confirm.Resend,
		choice{m.t.Confirm.No, func(*Model) tea.Cmd { return nil }},
		choice{m.t.Confirm.ResendYes, func(m *Model) tea.Cmd { return m.resend(uuid) }})
}

func (m *Model) openPalette() tea.Cmd {
	m.sheet = &sheet{kind: sheetPalette, title: m.t.Help.Palette, input: newInput(), from: m.contexts()}
	cmd := m.sheet.input.Focus()
	m.findActions()
	return cmd
}

// inputLen is how many characters an input line takes.
const inputLen = 60

// newInput is an input line of a sheet.
func newInput() textinput.Model {
	in := textinput.New()
	in.Prompt = ""
	in.CharLimit = inputLen
	in.SetVirtualCursor(false)
	in.KeyMap.Paste = key.NewBinding(key.WithDisabled())
	return in
}

// findActions finds the actions that fit the words in the palette, in the order of
// the registry. Walking keys are left out: nobody looks for "down" by name.
func (m *Model) findActions() {
	s := m.sheet
	want := fold(s.input.Value())
	s.found, s.at, s.top = nil, 0, 0
	for i := range m.keys.list {
		a := &m.keys.list[i]
		if a.hidden || a.id == "palette" || !slices.Contains(s.from, a.ctx) || len(a.keys) == 0 {
			continue
		}
		text := a.text(&m.t.Actions)
		if containsAll(fold(text.Long+" "+text.Short+" "+a.id), want) {
			s.found = append(s.found, a)
		}
	}
}

func containsAll(s, words string) bool {
	for w := range strings.FieldsSeq(words) {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

// fold makes words comparable for somebody who types without umlauts.
func fold(s string) string {
	return strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss").Replace(strings.ToLower(s))
}

// sheetKey gives a key to the input line, or to the choice that has it for its
// number.
func (m *Model) sheetKey(k tea.KeyPressMsg) tea.Cmd {
	switch m.sheet.kind {
	case sheetLine:
		return m.lineKey(k)
	case sheetPath:
		return m.pathKey(k)
	case sheetChoice:
		return m.digit(k.String())
	case sheetLabels:
		return m.labelKey(k)
	case sheetHandOn:
		return m.handKey(k)
	case sheetPalette:
	default:
		return nil
	}
	before := m.sheet.input.Value()
	var cmd tea.Cmd
	m.sheet.input, cmd = m.sheet.input.Update(k)
	if m.sheet.input.Value() != before {
		m.findActions()
	}
	return cmd
}

func (m *Model) sheetClose() tea.Cmd {
	s := m.sheet
	m.sheet = s.under
	if s.kind == sheetPath && s.path.began && m.comp.mode == composeWrite {
		return m.leaveComposer() // back to reading, where it was opened
	}
	if (s.kind == sheetChoice || s.kind == sheetPath) && m.comp.mode == composeWrite {
		return m.comp.area.Focus()
	}
	return m.catchUp()
}

func (m *Model) sheetChoose() tea.Cmd {
	s := m.sheet
	if s.numbered && m.comp.burst {
		return nil // Enter out of a paste
	}
	if s.kind == sheetLine {
		return s.line.enter(m, s.input.Value())
	}
	if s.kind == sheetPath {
		return m.choosePath()
	}
	if s.kind == sheetHandOn {
		return m.handChoose()
	}
	if s.kind == sheetData {
		return m.dataEnter()
	}
	m.sheet = nil
	switch {
	case s.kind == sheetChoice && s.at < len(s.choices):
		return tea.Batch(s.choices[s.at].do(m), m.catchUp())
	case s.kind == sheetPalette && s.at < len(s.found):
		return m.run(s.found[s.at])
	}
	return nil
}

func (m *Model) sheetMove(n int) tea.Cmd {
	s := m.sheet
	last := len(s.choices) - 1
	switch s.kind {
	case sheetPalette:
		last = len(s.found) - 1
	case sheetHelp:
		last = max(len(m.helpLines(m.w))-(m.layout().bodyH-headLines), 0)
	case sheetSession, sheetCalm, sheetCard, sheetOwn:
		room := m.layout().bodyH - headLines
		last = max(len(m.pageBody(m.w, room))-room, 0)
	case sheetOutbox:
		last = len(s.out.list) - 1
	case sheetLinks:
		last = len(s.links.list) - 1
	case sheetPath:
		last = len(s.path.list) - 1
	case sheetFiles:
		last = len(s.files.list) - 1
	case sheetHandOn:
		last = int(handRows) - 1
	case sheetData:
		last = len(m.dataRows()) - 1
	case sheetPicture, sheetVoice:
		last = 0
	case sheetChoice, sheetLine, sheetLabels, sheetMerge:
	}
	s.at = min(max(s.at+n, 0), max(last, 0))
	return nil
}

// sheetLines draws the sheet, full width.
func (m *Model) sheetLines(w, h int) []string {
	s := m.sheet
	title := m.theme.title.Render(cut(s.title, w-6))
	switch s.kind {
	case sheetHelp:
		hint := m.theme.dim.Render(m.t.Help.Scroll + " · " + m.t.Help.Close + " ")
		all := m.helpLines(w)
		s.at = min(s.at, max(len(all)-(h-headLines), 0))
		out := []string{ends(" "+title, hint, w), rule(&m.theme, "", w)}
		return pad(append(out, all[s.at:]...), w, h)
	case sheetPalette:
		out := []string{rule(&m.theme, title, w), fit(" : "+s.input.View(), w)}
		return append(out, m.foundLines(w, min(h-4, 10))...)
	case sheetSession, sheetCalm, sheetCard, sheetOwn:
		return m.pageLines(w, h)
	case sheetOutbox:
		return m.outboxLines(w, h)
	case sheetLinks:
		return m.linksLines(w, h)
	case sheetFiles:
		return m.fileListLines(w, h)
	case sheetPicture:
		return m.pictureLines(w, h)
	case sheetVoice:
		return m.voiceLines(title, w)
	case sheetLine:
		return m.askLines(title, w)
	case sheetLabels:
		return m.labelLines(title, w, h)
	case sheetMerge:
		return m.mergeLines(s, w, h)
	case sheetPath:
		return m.pathLines(title, w, h)
	case sheetHandOn:
		return m.handLines(title, w, h)
	case sheetData:
		return m.dataLines(s, w, h)
	default:
		return m.questionLines(title, w, h)
	}
}

// questionLines are a question, what it is about, and its answers.
func (m *Model) questionLines(title string, w, h int) []string {
	out := []string{rule(&m.theme, title, w)}
	if width(m.sheet.title) > w-6 { // it is read whole, or it is not what is answered
		out[0] = rule(&m.theme, "", w)
		for _, l := range wrapText(m.sheet.title, w-6, m.theme.title) {
			out = append(out, fit("   "+l, w))
		}
	}
	if m.sheet.note != "" {
		for _, l := range wrapText(m.sheet.note, w-6, m.theme.plain) {
			out = append(out, fit("   "+l, w))
		}
		out = out[:min(len(out), max(h-len(m.sheet.choices), 1))]
	}
	return append(out, m.optionLines(w, max(h-len(out), 1))...)
}

// optionLines draws as many answers as there is room for, the one under the
// cursor among them.
func (m *Model) optionLines(w, room int) []string {
	s := m.sheet
	whole := m.wholeChoice(w, room)
	room -= max(len(whole)-1, 0)
	s.top = max(min(s.top, s.at), s.at-room+1)
	var out []string
	for i := s.top; i < min(s.top+room, len(s.choices)); i++ {
		if i != s.at {
			out = append(out, m.choiceLine(s.number(i)+s.choices[i].text, false, w))
			continue
		}
		for _, l := range whole {
			out = append(out, m.choiceLine(l, true, w))
		}
	}
	return out
}

// wholeChoice is the answer under the cursor in as many lines as it needs and as
// leave room for the others to be seen: what is chosen has to be read.
func (m *Model) wholeChoice(w, room int) []string {
	s := m.sheet
	if s.at >= len(s.choices) {
		return nil
	}
	text := s.number(s.at) + s.choices[s.at].text
	if width(text) <= w-3 {
		return []string{text}
	}
	lines := wrapText(text, w-4, m.theme.plain)
	return lines[:min(len(lines), max(room-2, 1))]
}

func (m *Model) choiceLine(text string, here bool, w int) string {
	if here {
		return m.theme.mark.Inherit(m.theme.cursor).Render(" ▎ ") + m.theme.strong.Inherit(m.theme.cursor).Render(fit(text, w-3))
	}
	return fit("   "+text, w)
}

func (m *Model) foundLines(w, h int) []string {
	s := m.sheet
	if len(s.found) == 0 {
		return pad([]string{fit("   "+m.theme.dim.Render(m.t.Help.PaletteNo), w)}, w, h)
	}
	s.top = max(min(s.top, s.at), s.at-h+1)
	var out []string
	for i := s.top; i < min(s.top+h, len(s.found)); i++ {
		a := s.found[i]
		text := a.text(&m.t.Actions).Long
		if why := a.reason(m); why != "" {
			text += " (" + why + ")"
		}
		out = append(out, m.choiceLine(fit(keyWord(&m.t.KeyNames, a.keys[0]), 12)+text, i == s.at, w))
	}
	return pad(out, w, h)
}

// helpLines lists every action under the place where it counts.
func (m *Model) helpLines(w int) []string {
	var out []string
	for c := range ctxCount {
		first := true
		for i := range m.keys.list {
			a := &m.keys.list[i]
			if a.ctx != c || len(a.keys) == 0 {
				continue
			}
			if first {
				out = append(out, fit(" "+m.theme.strong.Render(c.title(&m.t.Contexts)), w))
				first = false
			}
			out = append(out, fit("   "+m.theme.key.Render(fit(keyWords(&m.t.KeyNames, a.keys), 20))+" "+a.text(&m.t.Actions).Long, w))
		}
		if !first {
			out = append(out, spaces(w))
		}
	}
	return out
}

func keyWords(n *i18n.KeyNames, keys []string) string {
	words := make([]string, len(keys))
	for i, k := range keys {
		words[i] = keyWord(n, k)
	}
	return strings.Join(words, "  ")
}

// sheetCursor is the cursor of the input line.
func (m *Model) sheetCursor() *tea.Cursor {
	if m.sheet.kind != sheetPalette && m.sheet.kind != sheetLine && m.sheet.kind != sheetPath {
		return nil
	}
	cur := m.sheet.input.Cursor()
	if cur == nil {
		return nil
	}
	l := m.layout()
	cur.X += 3
	cur.Y = l.top + l.bodyH - len(m.sheetLines(m.w, l.bodyH)) + 1
	return cur
}

// quit ends the program. A session is summed up before that; the same key
// leaves from there.
func (m *Model) quit() tea.Cmd {
	if m.session != nil && !m.tooSmall() && (m.sheet == nil || m.sheet.kind != sheetSession) {
		return m.openPage(true)
	}
	return m.leave()
}

// leave ends the program; while a reply is held it asks what becomes of it.
func (m *Model) leave() tea.Cmd {
	n := m.heldFor()
	if n == 0 {
		return m.quitNow()
	}
	cmd := m.ask(fmt.Sprintf(m.t.Confirm.QuitHeldF, n),
		choice{m.t.Confirm.QuitWait, func(m *Model) tea.Cmd { return m.quitLater() }},
		choice{m.t.Confirm.QuitBack, (*Model).takeBack},
		choice{m.t.Confirm.QuitStay, func(*Model) tea.Cmd { return nil }})
	m.sheet.asksHeld = true
	return cmd
}

func (m *Model) quitLater() tea.Cmd {
	if m.heldFor() == 0 {
		return m.quitNow()
	}
	m.leaving = true
	return m.tickHold()
}

// quitNow keeps every draft and ends.
func (m *Model) quitNow() tea.Cmd {
	desk, ctx, list := m.o.Desk, m.life(), m.unsaved()
	return tea.Sequence(m.beginFollowUp(), func() tea.Msg {
		for _, d := range list {
			if err := desk.SaveDraft(ctx, d); err != nil {
				return draftMsg{d, err}
			}
		}
		return nil
	}, tea.Quit)
}

// unsaved are the drafts the desk has not been given yet.
func (m *Model) unsaved() []domain.Draft {
	if m.comp.mode == composeWrite {
		m.comp.keep(m.now)
	}
	var list []domain.Draft
	for _, s := range m.comp.drafts {
		if s.dirty {
			list = append(list, s.d)
		}
	}
	return list
}
