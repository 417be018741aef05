package tui

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// AttachDesk is what the screen needs of the desk to send files, places and
// contact cards.
type AttachDesk interface {
	// Attach copies a file into the media folder, or says why WhatsApp does not
	// take it.
	Attach(ctx context.Context, path string, as domain.AttachAs) (domain.Attachment, error)
	// AttachAnswers attaches the files of prepared answers. What can be had is
	// returned also with an error.
	AttachAnswers(ctx context.Context, keys ...string) ([]domain.Attachment, error)
	// DropFiles removes files that nothing refers to any more.
	DropFiles(ctx context.Context, list []domain.Attachment) error
	// Complete lists what a path that is being typed can become.
	Complete(ctx context.Context, typed string) ([]domain.PathEntry, error)
	// Places and Cards can be sent; Uploading says how far the file of a send is
	// uploaded, in percent. They do no input or output.
	Places() []domain.Place
	Cards() []domain.Card
	Uploading(uuid string) (percent int, on bool)
}

// pathAsk is a path that is being typed, with what it can become.
type pathAsk struct {
	list   []domain.PathEntry
	loaded bool
	asked  string
	req    int
	wrong  string                              // why the file that was chosen does not go
	hint   string                              // in place of that for attaching
	then   func(m *Model, path string) tea.Cmd // in place of attaching
	began  bool                                // writing began with it, so it ends with it if nothing is attached
}

type (
	pathsMsg struct {
		req  int
		list []domain.PathEntry
		err  error
	}
	attachedMsg struct {
		chatID int64
		files  []domain.Attachment
		err    error
		copied bool // it ends a copy that attach has begun
	}
	// pathFailedMsg tells of a path that was typed.
	pathFailedMsg struct {
		failed attachedMsg
		path   string
		key    time.Time // when the key came that chose it
	}
)

// pathLen is how long a path may get.
const pathLen = 1024

// openAttach asks for the path of a file. It begins to write, because a file
// belongs to a reply.
func (m *Model) openAttach() tea.Cmd {
	var open tea.Cmd
	began := m.comp.mode == composeOff
	if began {
		open = m.startWriting("")
	}
	return tea.Batch(open, m.openPath(m.folder, pathAsk{began: began}))
}

// openPath opens the line a path is typed in.
func (m *Model) openPath(typed string, ask pathAsk) tea.Cmd {
	m.sheet = &sheet{kind: sheetPath, title: m.t.Attach.Title, input: newInput(), at: -1, path: ask}
	m.toast.text = ""
	m.sheet.input.CharLimit = pathLen
	m.sheet.input.SetValue(typed)
	m.sheet.input.CursorEnd()
	return tea.Batch(m.sheet.input.Focus(), m.askPaths())
}

// apply shows the path again that did not work, so that a slip is put right and
// not typed anew. Who has gone on meanwhile is only told.
func (msg pathFailedMsg) apply(m *Model) tea.Cmd {
	c := &m.comp
	if m.sheet != nil || c.mode != composeWrite || c.reply.ChatID != msg.failed.chatID || !c.gap.Equal(msg.key) {
		return msg.failed.apply(m)
	}
	c.copying[msg.failed.chatID]--
	return m.openPath(msg.path, pathAsk{wrong: m.sentence(msg.failed.err)})
}

// askPaths asks what the typed path can become.
func (m *Model) askPaths() tea.Cmd {
	s := m.sheet
	s.path.req, s.path.asked = m.nextSeq(), s.input.Value()
	desk, ctx, req, typed := m.o.Desk, m.life(), s.path.req, s.path.asked
	return func() tea.Msg {
		list, err := desk.Complete(ctx, typed)
		return pathsMsg{req, list, err}
	}
}

func (msg pathsMsg) apply(m *Model) tea.Cmd {
	s := m.sheet
	if s == nil || s.kind != sheetPath || s.path.req != msg.req {
		return nil
	}
	s.path.list, s.path.loaded, s.at, s.top = msg.list, true, -1, 0
	if msg.err != nil {
		return m.complain(msg.err)
	}
	return nil
}

// pathKey gives a key to the line; Tab completes.
func (m *Model) pathKey(k tea.KeyPressMsg) tea.Cmd {
	s := m.sheet
	if k.String() == "tab" {
		return m.completePath()
	}
	before := s.input.Value()
	var cmd tea.Cmd
	if s.input, cmd = s.input.Update(k); s.input.Value() == before {
		return cmd
	}
	s.path.wrong = ""
	return tea.Batch(cmd, m.askPaths())
}

// completePath goes as far as all names agree, and where they do not, through
// them.
func (m *Model) completePath() tea.Cmd {
	s := m.sheet
	list := s.path.list
	if !s.path.loaded || s.path.asked != s.input.Value() && s.at < 0 || len(list) == 0 {
		return nil
	}
	if common := commonPath(list); len(list) == 1 || len(common) > len(s.path.asked) {
		return m.putPath(common)
	}
	s.at = (s.at + 1) % len(list)
	s.input.SetValue(list[s.at].Path)
	s.input.CursorEnd()
	return nil
}

func (m *Model) putPath(path string) tea.Cmd {
	m.sheet.input.SetValue(path)
	m.sheet.input.CursorEnd()
	return m.askPaths()
}

// commonPath is the beginning that all paths have, with capitals as the first
// one has them.
func commonPath(list []domain.PathEntry) string {
	common := []rune(list[0].Path)
	for _, e := range list[1:] {
		n := 0
		for i, r := range []rune(e.Path) {
			if i >= len(common) || !strings.EqualFold(string(r), string(common[i])) {
				break
			}
			n = i + 1
		}
		common = common[:n]
	}
	return string(common)
}

// choosePath attaches the file, or goes into the folder.
func (m *Model) choosePath() tea.Cmd {
	s := m.sheet
	path := strings.TrimSpace(s.input.Value())
	i := s.at
	if i < 0 {
		i = slices.IndexFunc(s.path.list, func(e domain.PathEntry) bool { return e.Path == path || e.Path == path+string(filepath.Separator) })
	}
	if i >= 0 && i < len(s.path.list) {
		if e := s.path.list[i]; e.Folder {
			return m.putPath(e.Path)
		} else {
			path = e.Path
		}
	}
	if path == "" || m.comp.burst {
		return nil
	}
	m.sheet = nil
	m.folder, _ = filepath.Split(path)
	if s.path.then != nil {
		return s.path.then(m, path)
	}
	return tea.Batch(m.comp.area.Focus(), m.attach(path))
}

// attach copies a file into the media folder and puts it to what is being
// written.
func (m *Model) attach(path string) tea.Cmd {
	desk, ctx, chatID, key := m.o.Desk, m.life(), m.comp.reply.ChatID, m.comp.gap
	m.comp.copying[chatID]++
	copying := m.sayF(toastHint, m.t.Attach.CopyingF, m.clean.line(filepath.Base(path)))
	return tea.Batch(copying, func() tea.Msg {
		a, err := desk.Attach(ctx, path, domain.AttachBest)
		if err != nil {
			return pathFailedMsg{attachedMsg{chatID, nil, err, true}, path, key}
		}
		return attachedMsg{chatID, []domain.Attachment{a}, nil, true}
	})
}

func (msg attachedMsg) apply(m *Model) tea.Cmd {
	c := &m.comp
	if msg.copied {
		c.copying[msg.chatID]--
	}
	if len(msg.files) == 0 {
		return m.complain(msg.err)
	}
	said := m.sayF(toastGood, m.t.Attach.AddedF, m.clean.line(msg.files[len(msg.files)-1].Name))
	if msg.files[len(msg.files)-1].Kind == domain.KindVoice {
		said = m.say(toastGood, m.t.Attach.AddedVoice)
	}
	if msg.err != nil {
		said = m.complain(msg.err)
	}
	if c.mode == composeOff || c.reply.ChatID != msg.chatID || c.mode == composeSending {
		return tea.Batch(said, m.attachToDraft(msg.chatID, msg.files))
	}
	var back tea.Cmd
	if c.mode == composeReview {
		back = m.change() // nothing leaves that was not on the review
	}
	return tea.Batch(back, said, m.setFiles(append(slices.Clone(c.reply.Files), msg.files...)))
}

// attachToDraft is for a chat that is not being written in any more.
func (m *Model) attachToDraft(chatID int64, list []domain.Attachment) tea.Cmd {
	s := m.comp.drafts[chatID]
	if s == nil {
		s = newDraftState(domain.Draft{ChatID: chatID})
		m.comp.drafts[chatID] = s
	}
	s.d.Files = append(slices.Clone(s.d.Files), list...)
	s.d.At, s.dirty = m.now, true
	s.d.Revision++
	return m.save(s)
}

// setFiles changes what goes with the text at hand; the check looks again.
func (m *Model) setFiles(list []domain.Attachment) tea.Cmd {
	c := &m.comp
	c.reply.Files = list
	c.check.clear()
	m.fitComposer()
	return tea.Batch(m.keepDraft(), m.checkNow())
}

// detach takes the last file away again.
func (m *Model) detach() tea.Cmd {
	c := &m.comp
	last := c.reply.Files[len(c.reply.Files)-1]
	changed := m.setFiles(slices.Clone(c.reply.Files[:len(c.reply.Files)-1]))
	return tea.Batch(changed, tea.Sequence(m.saveDraft(), m.dropFiles([]domain.Attachment{last})),
		m.sayF(toastGood, m.t.Attach.RemovedF, m.clean.line(last.Name)))
}

// dropFiles lets the media folder forget files that nothing refers to.
func (m *Model) dropFiles(list []domain.Attachment) tea.Cmd {
	if len(list) == 0 {
		return nil
	}
	desk, ctx, order := m.o.Desk, m.life(), m.comp.order
	return func() tea.Msg {
		order.Lock()
		defer order.Unlock()
		if err := desk.DropFiles(ctx, list); err != nil {
			return attachedMsg{err: err}
		}
		return nil
	}
}

// asDocument makes the last picture a document, or a picture again.
func (m *Model) asDocument() tea.Cmd {
	c := &m.comp
	list := slices.Clone(c.reply.Files)
	last := &list[len(list)-1]
	as, word := domain.AttachDocument, m.t.Attach.AsDocument
	if last.Kind == domain.KindDocument {
		as, word = domain.AttachBest, m.t.Attach.AsPicture
	}
	now, err := last.As(as)
	if err != nil {
		return m.complain(err)
	}
	*last = now
	return tea.Batch(m.setFiles(list), m.sayF(toastGood, m.t.Attach.AsF, m.clean.line(now.Name), word))
}

// fromAnswers puts the files of answers to those at hand. A message that is made
// of answers as a whole has no files of others.
func (m *Model) fromAnswers(files []domain.Attachment, whole bool) tea.Cmd {
	list := slices.Clone(m.comp.reply.Files)
	if whole {
		list = slices.DeleteFunc(list, func(a domain.Attachment) bool { return a.From != "" })
	}
	if len(list) == len(m.comp.reply.Files) && len(files) == 0 {
		return nil
	}
	gone := slices.DeleteFunc(slices.Clone(m.comp.reply.Files), func(a domain.Attachment) bool { return !whole || a.From == "" })
	return tea.Batch(m.setFiles(append(list, files...)), tea.Sequence(m.saveDraft(), m.dropFiles(gone)))
}

// askPlace and askCard offer what is saved; what was chosen is shown once more
// with the name of the person before it leaves.
func (m *Model) askPlace() tea.Cmd {
	var list []choice
	for _, p := range m.o.Desk.Places() {
		words := m.joined([]string{p.Name, p.Address})
		list = append(list, choice{words, func(m *Model) tea.Cmd {
			at := fmt.Sprintf("%s (%.5f, %.5f)", words, p.Latitude, p.Longitude)
			return m.confirmBare(at, domain.Reply{Place: &p})
		}})
	}
	cmd := m.ask(m.t.Attach.PickPlace, list...)
	m.sheet.numbered = true
	return cmd
}

func (m *Model) askCard() tea.Cmd {
	var list []choice
	for _, c := range m.o.Desk.Cards() {
		words := m.joined(append(append([]string{c.Name, c.Title, c.Company}, c.Phones...), c.Emails...))
		list = append(list, choice{words, func(m *Model) tea.Cmd {
			return m.confirmBare(words, domain.Reply{Cards: []domain.Card{c}})
		}})
	}
	cmd := m.ask(m.t.Attach.PickCard, list...)
	m.sheet.numbered = true
	return cmd
}

// confirmBare shows what would leave to whom. The recipient is fixed here.
func (m *Model) confirmBare(words string, r domain.Reply) tea.Cmd {
	chat := m.chat.chat
	name := m.name(chat.Contact)
	r.ChatID, r.To, r.Seen = m.chat.id, chat.Contact.Address(), m.chat.newestSeq()
	return m.ask(fmt.Sprintf(m.t.Attach.SendPlaceF, name, words),
		choice{m.t.Attach.SendNo, func(*Model) tea.Cmd { return nil }},
		choice{m.t.Attach.SendYes, func(m *Model) tea.Cmd {
			desk, ctx := m.o.Desk, m.life()
			return func() tea.Msg {
				msg, err := desk.Send(ctx, r)
				return bareMsg{chat, name, msg, err}
			}
		}})
}

// bareMsg brings what became of a place or a card.
type bareMsg struct {
	chat domain.Chat
	name string
	msg  domain.Message
	err  error
}

func (msg bareMsg) apply(m *Model) tea.Cmd {
	if msg.err != nil {
		return m.complain(msg.err)
	}
	m.hold(msg.msg, msg.chat, msg.name)
	if m.session != nil {
		m.session.answered(msg.chat.ID, &msg.msg)
	}
	m.showNewest()
	return tea.Batch(m.reloadThread(), m.loadQueue(false), m.tickHold())
}

// The reasons why nothing can be attached just now.

func whyAttach(m *Model) string {
	switch why := whyWrite(m); {
	case m.comp.mode == composeSending:
		return m.t.Why.Busy
	case m.comp.mode == composeWrite && m.comp.out.shut:
		return m.t.Attach.Shut
	case m.comp.mode == composeWrite && len(m.comp.reply.Files) >= domain.MostFiles:
		return m.sentence(domain.NoFile(domain.AttachTooMany))
	case m.comp.mode == composeWrite:
		return ""
	case why != "":
		return why
	case m.windowClosed(m.chat.chat) != "":
		return m.t.Attach.Shut
	}
	return ""
}

func whyDetach(m *Model) string {
	if len(m.comp.reply.Files) == 0 {
		return m.t.Attach.NoFile
	}
	return ""
}

func whyAsDocument(m *Model) string {
	if why := whyDetach(m); why != "" {
		return why
	}
	if last := m.comp.reply.Files[len(m.comp.reply.Files)-1]; !last.Pictured() {
		return m.t.Attach.NoPicture
	}
	return ""
}

func whyPlace(m *Model) string {
	if len(m.o.Desk.Places()) == 0 {
		return m.t.Attach.NoPlaces
	}
	return whyAttach(m)
}

func whyCard(m *Model) string {
	if len(m.o.Desk.Cards()) == 0 {
		return m.t.Attach.NoCards
	}
	return whyAttach(m)
}
