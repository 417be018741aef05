package tui

import (
	"fmt"

	"sprechstunde/internal/domain"
)

// shownFiles is how many attached files have a line of their own while writing.
const shownFiles = 3

// fileWords is one attached file: sign, name, kind, size, where it comes from.
func (m *Model) fileWords(a domain.Attachment) string {
	parts := []string{m.clean.line(a.Name), m.kindWord(a.Kind)}
	if a.Kind == domain.KindVoice {
		parts = parts[1:]
		if a.Seconds > 0 {
			parts = append(parts, length(a.Seconds))
		}
	}
	parts = append(parts, m.cal.bytes(a.Size))
	if a.Kind == domain.KindVoice && a.Size > domain.PlaysAtOnce {
		parts = append(parts, m.t.Attach.PlayLater)
	}
	if a.From != "" {
		parts = append(parts, fmt.Sprintf(m.t.Attach.FromF, m.clean.line(a.From)))
	}
	return mediaSign(a.Kind) + m.dotted(parts)
}

func (m *Model) dotted(parts []string) string {
	out := ""
	for _, p := range parts {
		if out != "" && p != "" {
			out += " · "
		}
		out += p
	}
	return out
}

// fileLines are the attached files while writing.
func (m *Model) fileLines(w int) []string {
	files := m.comp.reply.Files
	if m.comp.mode != composeWrite || len(files) == 0 {
		return nil
	}
	var out []string
	for i, a := range files {
		if hidden := len(files) - shownFiles; hidden > 0 && i >= shownFiles-1 && i < len(files)-1 { // keys act on the last one
			if i == shownFiles-1 {
				out = append(out, fit("  "+m.theme.dim.Render(fmt.Sprintf(m.t.Attach.MoreF, hidden)), w))
			}
			continue
		}
		out = append(out, fit("  "+m.theme.accent.Render(cut(m.fileWords(a), w-4)), w))
	}
	if key := m.key("detach"); key != "" {
		out = append(out, fit("  "+m.theme.dim.Render(cut(fmt.Sprintf(m.t.Attach.LineF, key), w-4)), w))
	}
	return out
}

// partLines is the review of a reply with files: each message it becomes, with
// everything the person gets.
func (m *Model) partLines(w int) []string {
	r := m.comp.reply
	r.Text = m.comp.text()
	list := r.Parts()
	var out []string
	for i, p := range list {
		what := m.t.Attach.TextOf
		if p.File != nil {
			what = m.fileWords(*p.File)
		}
		if len(list) > 1 {
			what = fmt.Sprintf(m.t.Attach.CaptionF, i+1, len(list), what)
		}
		out = append(out, wrapText(what, w, m.theme.accent)...)
		switch {
		case p.Text != "":
			out = append(out, m.paragraph(p.Text, w, m.theme.ours)...)
		case p.File != nil && p.File.Kind.Captioned():
			out = append(out, m.theme.dim.Render(m.t.Attach.NoCaption))
		}
	}
	return out
}

// pathLines draws the line a path is typed in, with what it can become.
func (m *Model) pathLines(title string, w, h int) []string {
	s := m.sheet
	out := []string{rule(&m.theme, title, w), fit(" › "+s.input.View(), w)}
	room := min(max(h-6, 1), 8)
	switch {
	case !s.path.loaded:
		return append(out, fit("   "+m.theme.dim.Render(m.t.Loading), w))
	case len(s.path.list) == 0:
		out = append(out, fit("   "+m.theme.dim.Render(cut(m.t.Attach.NoMatch, w-4)), w))
	}
	s.top = max(min(s.top, max(s.at, 0)), s.at-room+1)
	for i := s.top; i < min(s.top+room, len(s.path.list)); i++ {
		e := s.path.list[i]
		size := m.t.Attach.Folder
		if !e.Folder {
			size = m.cal.bytes(e.Size)
		}
		out = append(out, m.choiceLine(ends(cut(m.clean.line(e.Name), w-20), m.theme.dim.Render(size)+" ", w-3), i == s.at, w))
	}
	if left := len(s.path.list) - s.top - room; left > 0 {
		out = append(out, fit("   "+m.theme.dim.Render(fmt.Sprintf(m.t.Attach.MoreF, left)), w))
	}
	hint, st := orElse(s.path.hint, m.t.Attach.PathHint), m.theme.dim
	if s.path.wrong != "" {
		hint, st = s.path.wrong, m.theme.warn
	}
	for _, l := range wrapText(hint, w-4, st) {
		out = append(out, fit("   "+l, w))
	}
	return out
}

// uploadLines say how far files of this chat are uploaded.
func (m *Model) uploadLines(w int) []string {
	var out []string
	for i := len(m.chat.items) - 1; i >= 0 && i >= len(m.chat.items)-domain.MostFiles; i-- {
		msg := &m.chat.items[i].m
		if msg.Direction != domain.Out || msg.Content.Media == nil || msg.Status != domain.StatusQueued {
			continue
		}
		if percent, on := m.o.Desk.Uploading(msg.UUID); on {
			words := m.dotted([]string{m.clean.line(msg.Content.Media.Filename), fmt.Sprintf(m.t.Attach.UploadingF, percent)})
			out = append(out, fit("  "+m.theme.accent.Render("↑ "+cut(words, w-6)), w))
		}
	}
	return out
}

// draftWords is a draft in one line: its words, else what its first file is
// called.
func (m *Model) draftWords(d domain.Draft) string {
	words := m.clean.line(d.Text)
	if len(d.Files) == 0 {
		return words
	}
	return m.dotted([]string{mediaSign(d.Files[0].Kind) + m.clean.line(d.Files[0].Name), words})
}
