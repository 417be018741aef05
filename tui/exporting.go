package tui

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"sprechstunde/internal/domain"
)

// exportWait is how long the path of a new file is shown: long enough to be
// read and noted.
const exportWait = 12 * time.Second

// exportedMsg brings the path of the new file.
type exportedMsg struct {
	path string
	err  error
}

// dossierMarkdown is no form of its own in line mode, only here.
const dossierMarkdown = "dossier-md"

// exportForms are those the dialog offers, in its order.
var exportForms = []string{
	string(domain.ExportDossier), dossierMarkdown, string(domain.ExportWhatsApp), string(domain.ExportHTML), string(domain.ExportMarkdown),
	string(domain.ExportText), string(domain.ExportJSON), string(domain.ExportCSV),
}

// askExport asks for the form of the file.
func (m *Model) askExport() tea.Cmd {
	var choices []choice
	for _, form := range exportForms {
		choices = append(choices, choice{m.texts.HandOn.Screen.Formats[form], func(m *Model) tea.Cmd { return m.exportAs(form) }})
	}
	cmd := m.ask(fmt.Sprintf(m.texts.HandOn.Screen.Title, m.called(32)), choices...)
	m.sheet.numbered = true
	return cmd
}

// exportAs goes on with a form: a dossier has a dialog of its own, and where there
// are files it is asked whether they go along.
func (m *Model) exportAs(form string) tea.Cmd {
	id, t := m.chat.id, &m.texts.HandOn.Screen
	write := func(media bool) choice {
		text := t.WithoutFiles
		if media {
			text = t.WithFiles
		}
		return choice{text, func(m *Model) tea.Cmd { return m.export(id, form, media) }}
	}
	switch s := m.who(); {
	case form == string(domain.ExportDossier) || form == dossierMarkdown:
		return m.askHandOn(form == dossierMarkdown)
	case form == string(domain.ExportCSV) || s == nil || s.Files == 0:
		return m.export(id, form, false)
	}
	cmd := m.ask(t.Formats[form], write(false), write(true))
	m.sheet.numbered = true
	return cmd
}

func (m *Model) export(id int64, form string, media bool) tea.Cmd {
	desk, ctx := m.o.Desk, m.life()
	o := domain.ExportOrder{Format: domain.ExportFormat(form), Media: media, Expires: desk.KeptUntil()}
	return func() tea.Msg {
		path, err := desk.MakeExport(ctx, id, o)
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
