package tui

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// exportWait is how long the path of a new file is shown: long enough to be
// read and noted.
const exportWait = 12 * time.Second

// exportedMsg brings the path of the new file.
type exportedMsg struct {
	path string
	err  error
}

// askExport asks for the form of the file.
func (m *Model) askExport() tea.Cmd {
	t := &m.t.Session.Export
	id := m.chat.id
	cmd := m.ask(t.Title,
		choice{t.Markdown, func(m *Model) tea.Cmd { return m.export(id, "md") }},
		choice{t.Text, func(m *Model) tea.Cmd { return m.export(id, "txt") }})
	m.sheet.numbered = true
	return cmd
}

func (m *Model) export(id int64, format string) tea.Cmd {
	desk, ctx := m.o.Desk, m.life()
	return func() tea.Msg {
		path, err := desk.Export(ctx, id, format)
		return exportedMsg{path, err}
	}
}

func (msg exportedMsg) apply(m *Model) tea.Cmd {
	if msg.err != nil {
		return m.complain(msg.err)
	}
	path := cutMiddle(m.clean.line(msg.path), max(m.w-toastIndent, minCols-toastIndent))
	return m.sayFor(exportWait, toastGood, fmt.Sprintf(m.t.Session.Export.DoneF, path))
}

// cutMiddle shortens s to at most w cells in its middle: of a path the
// beginning and the file's name say most.
func cutMiddle(s string, w int) string {
	n := width(s)
	if n <= w {
		return s
	}
	head := ansi.Truncate(s, max((w-1)/3, 0), "") + "…"
	short := cut(head, w)
	for drop := n - w; drop < n; drop++ { // a wide letter on the border counts twice
		if tail := ansi.TruncateLeft(s, drop, ""); width(head)+width(tail) <= w {
			short = head + tail
			break
		}
	}
	return short
}
