package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// picker finds a prepared answer by a few letters and shows it filled in for
// the person before it is taken.
type picker struct {
	input    textinput.Model
	chatID   int64
	name     string // clean
	insert   bool   // opened while writing: the answer goes to the cursor
	list     []domain.Suggestion
	about    string // what was typed for it
	loaded   bool
	at, top  int
	listKeys bool // the list has the plain letters, not the input

	req     int
	loading bool
	again   bool
	typed   string // what the request under way is about

	prev preview
}

// preview is the answer under the cursor, filled in.
type preview struct {
	key    string // the answer shown
	text   string
	open   int
	err    string
	asked  string // the answer of the request under way
	req    int
	busy   bool
	filled bool
	ver    int
	drawn  memo[previewDrawn, []string]
}

type previewDrawn struct{ w, h, gen, ver, at int }

type (
	foundMsg struct {
		req  int
		list []domain.Suggestion
		err  error
	}
	previewMsg struct {
		req    int
		key    string
		filled domain.Filled
		err    error
	}
	pickCopyMsg struct {
		of     copyNote // for whom it was filled in
		title  string
		filled domain.Filled
		err    error
	}
)

// inputLine is an input line with a limit of its own.
func inputLine(limit int) textinput.Model {
	in := newInput()
	in.CharLimit = limit
	return in
}

// openPicker shows all answers, those first that fit the chat.
func (m *Model) openPicker() tea.Cmd {
	p := &picker{input: newInput(), chatID: m.chat.id, name: m.name(m.chat.chat.Contact), insert: m.comp.mode == composeWrite}
	m.picker = p
	m.toast.text = ""
	cmd := p.input.Focus()
	return tea.Batch(cmd, m.findAnswers())
}

// findAnswers asks for what is typed. One request at a time; the last list
// stays until the next one is there.
func (m *Model) findAnswers() tea.Cmd {
	p := m.picker
	if p.loading {
		p.again = true
		return nil
	}
	p.loading, p.req, p.typed = true, m.nextSeq(), p.input.Value()
	desk, ctx, req, id, typed := m.o.Desk, m.life(), p.req, p.chatID, p.typed
	return func() tea.Msg {
		list, err := desk.SearchAnswers(ctx, id, typed)
		return foundMsg{req, list, err}
	}
}

func (msg foundMsg) apply(m *Model) tea.Cmd {
	p := m.picker
	if p == nil || msg.req != p.req {
		return nil
	}
	p.loading = false
	if p.again {
		p.again = false
		return m.findAnswers()
	}
	if msg.err != nil {
		return m.complain(msg.err)
	}
	p.about = p.typed
	p.take(msg.list, m.today())
	return m.showPreview()
}

// take puts a new list in, what has expired behind the rest.
func (p *picker) take(list []domain.Suggestion, today string) {
	p.list = p.list[:0]
	var over []domain.Suggestion
	for _, s := range list {
		if s.Answer.Expired(today) {
			over = append(over, s)
			continue
		}
		p.list = append(p.list, s)
	}
	p.list = append(p.list, over...)
	p.loaded, p.at, p.top = true, 0, 0
}

// picked is the answer under the cursor.
func (p *picker) picked() (domain.Answer, bool) {
	if p == nil || p.at >= len(p.list) {
		return domain.Answer{}, false
	}
	return p.list[p.at].Answer, true
}

// showPreview fills the answer under the cursor in. One request at a time:
// walking fast fills in only where the walk ends.
func (m *Model) showPreview() tea.Cmd {
	p := m.picker
	a, ok := p.picked()
	if !ok || p.prev.busy || p.prev.filled && p.prev.key == a.Key {
		return nil
	}
	p.prev.busy, p.prev.req, p.prev.asked = true, m.nextSeq(), a.Key
	req, fill := p.prev.req, m.filler(p, a.Key)
	return func() tea.Msg {
		f, err := fill()
		return previewMsg{req, a.Key, f, err}
	}
}

// filler fills an answer in the way it would be taken.
func (m *Model) filler(p *picker, key string) func() (domain.Filled, error) {
	desk, ctx, id := m.o.Desk, m.life(), p.chatID
	text, _ := m.written()
	if strings.TrimSpace(text) == "" {
		return func() (domain.Filled, error) { return desk.Fill(ctx, id, key) }
	}
	return func() (domain.Filled, error) { return desk.Insert(ctx, id, key) }
}

func (msg previewMsg) apply(m *Model) tea.Cmd {
	p := m.picker
	if p == nil || msg.req != p.prev.req {
		return nil
	}
	v := &p.prev
	v.busy, v.filled, v.key, v.text, v.open, v.err = false, true, msg.key, msg.filled.Text, msg.filled.Open, ""
	if msg.err != nil {
		v.err = m.sentence(msg.err)
	}
	v.ver++
	return m.showPreview()
}

// pickerKey gives a key to the input line. A letter typed while the list has
// the keys goes there as well.
func (m *Model) pickerKey(k tea.KeyPressMsg) tea.Cmd {
	p := m.picker
	before := p.input.Value()
	if k.Text == "/" && before == "" && p.insert && !m.comp.burst {
		m.picker = nil // the second slash means a slash
		return m.insert("/")
	}
	var cmd tea.Cmd
	p.input, cmd = p.input.Update(k)
	p.listKeys = false
	if p.input.Value() == before {
		return cmd
	}
	return tea.Batch(cmd, m.findAnswers())
}

func (m *Model) pickerPaste(raw string) tea.Cmd {
	p := m.picker
	p.input, _ = p.input.Update(tea.PasteMsg{Content: pasted(raw)})
	p.listKeys = false
	return m.findAnswers()
}

// pickerBack is one step: from the list to the input, then out. What was being
// filled in is not wanted any more.
func (m *Model) pickerBack() tea.Cmd {
	p := m.picker
	if p.listKeys {
		p.listKeys = false
		return nil
	}
	m.picker = nil
	m.take.req, m.take.busy = 0, false
	if m.comp.mode == composeWrite {
		return m.comp.area.Focus()
	}
	return m.follow()
}

func (m *Model) pickerMove(n int) tea.Cmd {
	p := m.picker
	if len(p.list) == 0 {
		return nil
	}
	p.at = min(max(p.at+n, 0), len(p.list)-1)
	p.listKeys = true
	return m.showPreview()
}

func (m *Model) pickerTake() tea.Cmd {
	if m.comp.burst {
		return nil // a paste of a terminal that does not say so
	}
	a, _ := m.picker.picked()
	return m.takeAnswer(a.Key, m.picker.insert)
}

// pickerCopy sends the answer, filled in for this person, to the clipboard. It
// is a copied text like any other: pasted elsewhere, its name is watched for.
func (m *Model) pickerCopy() tea.Cmd {
	p := m.picker
	a, _ := p.picked()
	desk, ctx, title := m.o.Desk, m.life(), m.answerTitle(a)
	of := copyNote{chatID: p.chatID, name: m.chat.chat.Contact.Name}
	return func() tea.Msg {
		f, err := desk.Insert(ctx, of.chatID, a.Key)
		return pickCopyMsg{of, title, f, err}
	}
}

func (msg pickCopyMsg) apply(m *Model) tea.Cmd {
	if msg.err != nil {
		return m.complain(msg.err)
	}
	m.noteCopy(msg.of, msg.filled.Text)
	return m.copyText(msg.filled.Text, fmt.Sprintf(m.t.Answers.Picker.CopiedF, msg.title))
}

func (m *Model) pickerEdit() tea.Cmd {
	a, _ := m.picker.picked()
	return m.openForm(a)
}

func (m *Model) pickerNew() tea.Cmd { return m.openForm(domain.Answer{}) }

// shelfChanged asks anew for what was made of the answers.
func (m *Model) shelfChanged() tea.Cmd {
	m.sugg.shelf++
	cmds := []tea.Cmd{m.suggest()}
	if p := m.picker; p != nil {
		p.prev.filled = false
		cmds = append(cmds, m.findAnswers())
	}
	return tea.Batch(cmds...)
}

// whyPicked: while the list is about something else than what is typed, Enter would
// take an answer that was not meant.
func whyPicked(m *Model) string {
	p := m.picker
	if p.loading || p.about != p.input.Value() {
		return m.t.Loading
	}
	if _, ok := p.picked(); !ok {
		return m.t.Answers.Picker.NoChoice
	}
	return ""
}

func whyPickerTake(m *Model) string {
	a, _ := m.picker.picked()
	why := whyPicked(m)
	switch {
	case why != "":
		return why
	case a.Expired(m.today()):
		return fmt.Sprintf(m.t.Answers.Picker.CannotF, m.clean.line(a.ValidUntil))
	case m.take.busy:
		return m.t.Answers.Filling
	}
	return ""
}
