package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// How much of what is kept about a person stands on the sheet beside the chat;
// the rest is on her page.
const (
	sheetNotes = 4 // lines
	sheetLog   = 2 // entries
)

// cardMarks are the labels, and what keeps a person from being heard.
func (m *Model) cardMarks(p *personPainter) {
	s := m.who()
	if s == nil {
		return
	}
	for _, key := range s.Labels {
		l, ok := m.labelOf(key)
		name := m.clean.line(l.Name)
		if !ok {
			name = "(" + m.t.People.Moved + ")"
		}
		letter := m.clean.line(l.Key)
		p.out = append(p.out, fit(" "+m.theme.label(l.Color).Bold(true).Render(letter)+" "+m.theme.label(l.Color).Render(cut(name, p.w-4)), p.w))
	}
	if s.Muted {
		p.text("ø "+m.t.People.Muted, m.theme.warn)
	}
	if s.Blocked {
		p.text("! "+m.t.People.BlockedLong, m.theme.bad)
	}
	if s.Terms.Log.Stopped() {
		p.text("! "+m.texts.Terms.Stopped, m.theme.warn)
	}
	for _, words := range m.rightsWords(s) {
		p.text("! "+words, m.theme.warn)
	}
}

// cardFields are the short facts, each on a line.
func (m *Model) cardFields(p *personPainter) {
	s := m.who()
	if s == nil {
		return
	}
	t, before := &m.t.People, len(p.out)
	for _, f := range []domain.FactField{domain.FactStage, domain.FactAudience, domain.FactRegion, domain.FactEmail, domain.FactSource} {
		if v := s.Facts[f]; v != "" {
			p.short(t.Fields[f], m.factWords(f, v))
		}
	}
	if s.Files > 0 {
		p.short(t.Files, fmt.Sprintf(t.Page.FilesF, s.Files))
	}
	if s.Terms.Keeping.Reason != "" {
		p.short(m.texts.Terms.Label, m.keepingWords(s))
	}
	if len(p.out) > before {
		p.gap()
	}
}

// cardWords are the promises, the notes and what was spoken last.
func (m *Model) cardWords(p *personPainter) {
	s := m.who()
	if s == nil {
		return
	}
	t, before := &m.t.People, len(p.out)
	p.gap()
	for i := range s.Promises {
		p.fact(t.Promised+" · "+m.promiseDay(s.Promises[i].Due), cutWords(m.clean.line(s.Promises[i].Words), 2*p.w))
	}
	if len(s.Handed) > 0 {
		h := &s.Handed[0]
		p.fact(m.texts.HandOn.Screen.Handed, fmt.Sprintf(m.texts.HandOn.Screen.HandedF, m.recipient(h.To), m.cal.dated(h.At, m.now)))
	}
	if notes := s.Facts[domain.FactNotes]; notes != "" {
		p.some(t.Fields[domain.FactNotes], strings.TrimSpace(m.clean.block(notes)), sheetNotes)
	}
	if len(s.Log) > 0 {
		p.some(t.Log, m.logLine(&s.Log[0]), 2)
		for i := 1; i < min(len(s.Log), sheetLog); i++ {
			p.some("", m.logLine(&s.Log[i]), 1)
		}
	}
	if len(p.out) == before+1 {
		p.out = p.out[:before] // nothing is kept, so no gap either
	}
}

// short puts a label and its value on one line if there is room, else the value
// below.
func (p *personPainter) short(label, value string) {
	if width(label)+width(value)+4 > p.w {
		p.fact(label, value)
		return
	}
	p.out = append(p.out, fit(" "+p.m.theme.dim.Render(label+": ")+value, p.w))
}

// some puts the first lines of a longer text below its label.
func (p *personPainter) some(label, value string, most int) {
	if label != "" {
		p.out = append(p.out, fit(" "+p.m.theme.dim.Render(cut(label, p.w-2)), p.w))
	}
	lines := wrapText(value, p.w-5, lipgloss.NewStyle())
	if len(lines) > most {
		lines = append(lines[:most-1:most-1], cut(lines[most-1], p.w-6)+"…")
	}
	for _, l := range lines {
		p.out = append(p.out, fit("   "+l, p.w))
	}
}
