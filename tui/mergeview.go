package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// mergeLines draw the preview over the whole body.
func (m *Model) mergeLines(s *sheet, w, h int) []string {
	p := previewPainter{m: m, w: w}
	p.out = []string{rule(&m.theme, m.theme.title.Render(cut(s.title, w-6)), w), spaces(w)}
	if s.join.split != nil {
		m.splitPreview(&p, s.join)
	} else {
		m.mergePreview(&p, s.join)
	}
	return pad(p.out, w, h)
}

func (m *Model) mergePreview(p *previewPainter, j *joining) {
	t := &m.t.People.Merge
	p.pair(t.Stays, m.whoWords(j.into), m.theme.strong)
	p.pair(t.Comes, m.whoWords(j.from), m.theme.strong)
	if j.loaded {
		m.mergedNames(p, j.prev.One)
	}
	p.gap()
	if !j.loaded {
		p.say(t.Loading, m.theme.dim)
		return
	}
	m.mergedStates(p, j.prev)
	switch n := j.prev.Messages; n {
	case 0:
		p.say(t.NoMsgs, m.theme.plain)
	case 1:
		p.say(t.OneMsg, m.theme.plain)
	default:
		p.say(fmt.Sprintf(t.MsgsF, n), m.theme.plain)
	}
	if len(j.prev.Same) > 0 {
		p.say(fmt.Sprintf(t.SameF, m.fieldNames(j.prev.Same)), m.theme.plain)
	}
	if len(j.prev.Differ) > 0 {
		p.say("! "+fmt.Sprintf(t.DifferF, m.fieldNames(j.prev.Differ)), m.theme.warn)
		p.say(t.Replies, m.theme.plain)
	} else {
		p.say(t.NoFacts, m.theme.plain)
	}
	if j.prev.Drafts > 1 {
		p.say(t.Drafts, m.theme.plain)
	}
	p.say(t.Names, m.theme.dim)
	if j.busy {
		p.say(t.Busy, m.theme.warn)
	}
}

// mergedNames say what the person is called from then on, and where replies go.
func (m *Model) mergedNames(p *previewPainter, one domain.Contact) {
	t := &m.t.People.Merge
	p.pair(t.Called, m.name(one), m.theme.strong)
	if to := m.tells(one); to != "" {
		p.pair(t.To, to, m.theme.strong)
	}
}

// mergedStates warn of what is said of one and holds for both from then on.
func (m *Model) mergedStates(p *previewPainter, prev domain.MergePreview) {
	t := &m.t.People.Merge
	if prev.Blocked {
		p.say("! "+t.Blocked, m.theme.warn)
	}
	if prev.Muted {
		p.say("! "+t.Muted, m.theme.warn)
	}
}

func (m *Model) splitPreview(p *previewPainter, j *joining) {
	t := &m.t.People.Merge
	p.pair(t.SplitOff, m.t.People.Kinds[j.split.Kind]+" "+m.aliasWords(*j.split), m.theme.strong)
	if seen := m.seenWords(*j.split); seen != "" {
		p.pair("", seen, m.theme.dim)
	}
	p.pair(t.SplitWho, m.whoWords(j.into), m.theme.strong)
	p.gap()
	p.say(t.SplitHow, m.theme.plain)
	p.say(t.SplitFew, m.theme.plain)
	if j.busy {
		p.say(t.Busy, m.theme.warn)
	}
}

// whoWords are a name with what tells it from another one of the same name.
func (m *Model) whoWords(c domain.Chat) string {
	name, address := m.name(c.Contact), m.tells(c.Contact)
	if address == "" || address == name {
		return name
	}
	return name + " · " + address
}

func (m *Model) fieldNames(list []domain.FactField) string {
	names := make([]string, len(list))
	for i, f := range list {
		names[i] = orElse(m.t.People.Fields[f], m.clean.line(string(f)))
	}
	return strings.Join(names, ", ")
}

// previewPainter collects lines of one width.
type previewPainter struct {
	m   *Model
	w   int
	out []string
}

func (p *previewPainter) gap() { p.out = append(p.out, spaces(p.w)) }

func (p *previewPainter) say(words string, st lipgloss.Style) {
	for _, l := range wrapText(words, p.w-5, st) {
		p.out = append(p.out, fit("   "+l, p.w))
	}
}

// pair puts a value beside its name.
func (p *previewPainter) pair(label, value string, st lipgloss.Style) {
	for i, l := range wrapText(value, p.w-pageLabel-5, st) {
		if i > 0 {
			label = ""
		}
		p.out = append(p.out, fit("   "+p.m.theme.dim.Render(fit(label, pageLabel))+l, p.w))
	}
}
