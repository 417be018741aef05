package tui

import (
	"fmt"
	"image/color"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// picture is an image of a message as the cells of a terminal can show it.
type picture struct {
	msg    domain.Message
	p      domain.Picture
	loaded bool
	req    int
	drawn  memo[pictureKey, []string]
}

type pictureKey struct{ w, h, req int }

type pictureMsg struct {
	req int
	p   domain.Picture
	err error
}

func whyFilePicture(m *Model) string {
	msg, ok := m.fileAt()
	switch {
	case !ok, m.sheet != nil && m.sheet.kind == sheetPicture:
		return m.t.Files.Why.NoFile
	case msg.File.State == domain.FileHere && !msg.File.Type.Image():
		return m.t.Files.Why.NoImage
	case msg.Kind != domain.KindImage && msg.Kind != domain.KindSticker && msg.File.State != domain.FileHere:
		return m.t.Files.Why.NoImage
	}
	if why := whyFileShow(m); why != "" {
		return why
	}
	if m.theme.name == themeNone {
		return m.t.Files.Why.NoColour // its cells are nothing but colours
	}
	return ""
}

// openPicture shows an image in half blocks. Nothing is decoded before she asks.
func (m *Model) openPicture() tea.Cmd {
	msg, _ := m.fileAt()
	l := m.layout()
	m.sheet = &sheet{kind: sheetPicture, title: m.t.Files.Picture.Title, pic: picture{msg: msg, req: m.nextSeq()}}
	m.toast.text = ""
	desk, ctx, req, cols, rows := m.o.Desk, m.life(), m.sheet.pic.req, m.w, max(l.bodyH-headLines, 1)
	return func() tea.Msg {
		p, err := desk.Picture(ctx, msg.ID, cols, rows)
		return pictureMsg{req, p, err}
	}
}

func (msg pictureMsg) apply(m *Model) tea.Cmd {
	s := m.sheet
	if s == nil || s.kind != sheetPicture || s.pic.req != msg.req {
		return nil
	}
	if msg.err != nil {
		m.sheet = nil
		return m.complain(msg.err)
	}
	s.pic.p, s.pic.loaded = msg.p, true
	return nil
}

// pictureLines draw the image in the middle of the body.
func (m *Model) pictureLines(w, h int) []string {
	s, t := m.sheet, &m.t.Files.Picture
	right := ""
	if s.pic.loaded {
		right = fmt.Sprintf(t.SizeF, s.pic.p.Width, s.pic.p.Height) + " · "
	}
	right = m.theme.dim.Render(right + fmt.Sprintf(t.RoughF, m.key("file_open")) + " ")
	out := []string{ends(" "+m.theme.title.Render(s.title), right, w), rule(&m.theme, "", w)}
	if !s.pic.loaded {
		return pad(append(out, spaces(w), fit("   "+m.theme.dim.Render(t.Drawing), w)), w, h)
	}
	drawn := s.pic.drawn.get(pictureKey{w, h, s.pic.req}, func() []string { return halfBlocks(s.pic.p, w, h-headLines) })
	return pad(append(out, drawn...), w, h)
}

// halfBlocks are the cells as lines of w cells, at most h of them.
func halfBlocks(p domain.Picture, w, h int) []string {
	var out []string
	for _, row := range p.Cells[:min(len(p.Cells), max(h, 0))] {
		row = row[:min(len(row), w)]
		left := (w - len(row)) / 2
		out = append(out, spaces(left)+blockRow(row)+spaces(w-left-len(row)))
	}
	return out
}

// blockRow paints one row, a run of equal cells at a time.
func blockRow(row []domain.Cell) string {
	var b strings.Builder
	for i := 0; i < len(row); {
		n := 1
		for i+n < len(row) && row[i+n] == row[i] {
			n++
		}
		st := lipgloss.NewStyle().Foreground(rgb(row[i].Upper)).Background(rgb(row[i].Lower))
		b.WriteString(st.Render(strings.Repeat("▀", n)))
		i += n
	}
	return b.String()
}

func rgb(c uint32) color.Color {
	return color.RGBA{R: uint8(c >> 16), G: uint8(c >> 8), B: uint8(c), A: 0xff}
}
