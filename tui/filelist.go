package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// fileList is the list of all files of a chat, as its sheet shows it.
type fileList struct {
	chat   domain.Chat
	list   []domain.Message // newest first
	loaded bool
	req    int
}

// filesMsg brings the messages of a chat that carry a file.
type filesMsg struct {
	req  int
	list []domain.Message
	err  error
}

// openFileList shows all files of the chat.
func (m *Model) openFileList() tea.Cmd {
	m.sheet = &sheet{kind: sheetFiles, title: m.t.Files.Title, files: fileList{chat: m.chat.chat}}
	m.toast.text = ""
	return m.loadFileList()
}

// loadFileList asks for the list while it is shown.
func (m *Model) loadFileList() tea.Cmd {
	if m.sheet == nil || m.sheet.kind != sheetFiles {
		return nil
	}
	f := &m.sheet.files
	f.req = m.nextSeq()
	desk, ctx, req, id := m.o.Desk, m.life(), f.req, f.chat.ID
	return func() tea.Msg {
		list, err := desk.Files(ctx, id)
		return filesMsg{req, list, err}
	}
}

func (msg filesMsg) apply(m *Model) tea.Cmd {
	s := m.sheet
	if s == nil || s.kind != sheetFiles || s.files.req != msg.req {
		return nil
	}
	if msg.err != nil {
		m.sheet = nil
		return m.complain(msg.err)
	}
	under, had := m.fileAt()
	s.files.list, s.files.loaded = msg.list, true
	s.at = min(s.at, max(len(msg.list)-1, 0))
	for i := range msg.list {
		if had && msg.list[i].ID == under.ID {
			s.at = i // what came meanwhile does not move the cursor
		}
	}
	return nil
}

func whyFileList(m *Model) string {
	if s := m.sheet; s == nil || s.at >= len(s.files.list) {
		return m.t.Files.NoChoice
	}
	return ""
}

// fileListJump goes to the message of the file under the cursor.
func (m *Model) fileListJump() tea.Cmd {
	s := m.sheet
	want := s.files.list[s.at].ID
	m.sheet = nil
	cmd := m.enter(s.files.chat)
	m.chat.want = want
	return tea.Batch(cmd, m.seek())
}

// fileListLines draw the list over the whole body.
func (m *Model) fileListLines(w, h int) []string {
	s, t := m.sheet, &m.t.Files
	title := " " + m.theme.title.Render(s.title) + m.theme.faint.Render(" · ") + m.name(s.files.chat.Contact)
	out := []string{ends(title, m.theme.dim.Render(fmt.Sprintf(t.CountF, len(s.files.list))), w), rule(&m.theme, "", w)}
	if len(s.files.list) == 0 {
		words := t.Nothing
		if !s.files.loaded {
			words = m.t.Loading
		}
		out = append(out, spaces(w))
		for _, l := range wrapText(words, w-4, m.theme.dim) {
			out = append(out, fit("   "+l, w))
		}
		return pad(out, w, h)
	}
	room := max((h-headLines)/rowLines, 1)
	s.top = min(max(s.top, s.at-room+1), s.at)
	for i := s.top; i < min(s.top+room, len(s.files.list)); i++ {
		out = append(out, m.fileRow(&s.files.list[i], i == s.at, w)...)
	}
	return pad(out, w, h)
}

// fileRow is one file on two lines: what it is called and since when it is here,
// then what it is.
func (m *Model) fileRow(msg *domain.Message, here bool, w int) []string {
	base, dim, bar := m.theme.strong, m.theme.dim, "   "
	if here {
		base, dim = base.Inherit(m.theme.cursor), dim.Inherit(m.theme.cursor)
		bar = m.theme.mark.Inherit(m.theme.cursor).Render(" ▎ ")
	}
	md := msg.Content.Media
	if md == nil {
		md = &domain.Media{}
	}
	facts := m.fileFacts(msg, md)
	name := m.clean.line(md.Filename)
	if name == "" {
		name, facts = facts[0], facts[1:]
	}
	if f := msg.File; f != nil {
		facts = append(facts, m.fileShort(f)...)
	}
	if msg.Direction == domain.Out {
		facts = append(facts, m.t.Kinds.QuoteYou)
	}
	when := m.cal.short(msg.At, m.now)
	room := w - width(when) - 7
	return []string{
		fit(bar+base.Render(fit(mediaSign(msg.Kind)+name, room))+dim.Render("  "+when+"  "), w),
		fit(bar+dim.Render("  "+fit(strings.Join(facts, " · "), w-5)), w),
	}
}

// fileShort is the trouble with a file in a word.
func (m *Model) fileShort(f *domain.File) []string {
	t := &m.t.Files
	switch {
	case f.State == domain.FileLost:
		return []string{"✗ " + t.LostWord}
	case f.State == domain.FileHere && f.Mismatch:
		return []string{"! " + orElse(t.Types[string(f.Type)], t.Types[string(domain.FileOther)])}
	default:
		return nil
	}
}
