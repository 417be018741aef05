package export

import (
	"io"
	"path"
	"strings"
	"time"

	"sprechstunde/internal/domain"
)

// HTML writes a chat as one page that any browser shows and prints on A4. It
// loads nothing from anywhere. Files that lie beside it are linked, and pictures
// among them shown; enclosed may be nil.
func HTML(w io.Writer, p Paper, enclosed Enclosed) error {
	t := newTeller(&p)
	g := newPage(w, t.w.Lang, t.title())
	g.block("h1", t.title())
	g.facts(t.head())
	g.messages("h2", t, enclosed)
	if len(p.Messages) == 0 {
		g.block("p", t.w.NoMessages)
	}
	return g.close(t, t.w.End)
}

// messages writes the transcript, with a heading for each day.
func (g *page) messages(heading string, t *teller, enclosed Enclosed) {
	day := ""
	for i := range t.Messages {
		m := &t.Messages[i]
		if d := t.day(m.At); d != day {
			day = d
			g.block(heading, d)
		}
		g.message(t, m, enclosed)
		if g.err != nil {
			return
		}
	}
}

func (g *page) message(t *teller, m *domain.Message, enclosed Enclosed) {
	e := t.entry(m)
	class := "m"
	if m.Direction == domain.Out {
		class = "m us"
	}
	g.raw(`<article class="`, class, `"><p class="h" dir="auto"><time datetime="`, e.at.In(t.Zone).Format(time.RFC3339), `">`, t.clock(e.at), "</time>", safe(e.who), "</p>\n")
	g.lines(e.lines)
	if enclosed != nil && m.RevokedAt == nil {
		g.file(t, enclosed(m))
	}
	g.raw("</article>\n")
}

// file links a file beside the page. Names are ours: letters, digits, hyphens.
func (g *page) file(t *teller, name string) {
	if name == "" {
		return
	}
	if isPicture(name) {
		g.raw(`<img src="`, safe(name), `" alt="">`, "\n")
	}
	g.raw(`<p class="fact">`, safe(t.w.File), `: <a href="`, safe(name), `">`, safe(path.Base(name)), "</a></p>\n")
}

func isPicture(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp":
		return true
	default:
		return false
	}
}

// hasSigns reports whether a sign for an unseen character stands in the chat.
func (t *teller) hasSigns() bool {
	signed := func(text string) bool { return strings.Contains(visible(text), opening) }
	if signed(t.Chat.Contact.Name) {
		return true
	}
	for i := range t.Messages {
		for _, l := range t.entry(&t.Messages[i]).lines {
			if signed(l.label) || signed(l.text) {
				return true
			}
		}
	}
	return false
}
