package export

import "io"

// DossierHTML writes a dossier as one page that prints on A4 and loads nothing.
func DossierHTML(w io.Writer, d Dossier) error {
	t := d.prepared()
	g := newPage(w, t.w.Lang, d.title())
	g.block("h1", d.title())
	g.raw(`<p style="font-weight:600" dir="auto">`, safe(d.secret()), "</p>\n")
	for _, s := range d.sections(t) {
		g.section(s)
	}
	g.files(&d, t)
	g.block("h2", d.Phrase.Talk)
	g.talk(t, &d)
	return g.close(t, d.Phrase.End)
}

// section writes a part of the sheet. It stays on one sheet of paper if it can.
func (g *page) section(s section) {
	g.raw("<section>\n")
	g.block("h2", s.title)
	if s.said != "" {
		g.raw(`<p class="said" dir="auto">`, safe(s.said), "</p>\n")
	}
	g.facts(s.facts)
	if s.said == "" && len(s.facts) == 0 {
		g.block("p", s.none)
	}
	g.raw("</section>\n")
}

func (g *page) files(d *Dossier, t *teller) {
	g.block("h2", d.Phrase.Files)
	rows := d.files(t)
	if len(rows) == 0 {
		g.block("p", d.Phrase.NoFiles)
		return
	}
	p := &d.Phrase
	g.raw("<table>\n<thead><tr><th>", safe(p.File), "</th><th>", safe(p.Came), `</th><th style="white-space:nowrap">`, safe(p.Size), "</th><th>", safe(p.Sum), "</th></tr></thead>\n<tbody>\n")
	for _, r := range rows {
		g.raw(`<tr><td dir="auto">`, safe(r.name))
		if r.beside != "" {
			g.raw(`<br>`, safe(p.Beside), `: <a href="`, safe(r.beside), `">`, safe(r.beside), "</a>")
		}
		g.raw(`</td><td dir="auto">`, safe(r.from), `</td><td style="white-space:nowrap">`, safe(r.size), "</td><td><code>", safe(r.sum), "</code></td></tr>\n")
	}
	g.raw("</tbody>\n</table>\n")
}

// talk writes the transcript below the sheet.
func (g *page) talk(t *teller, d *Dossier) {
	if len(d.Messages) == 0 {
		g.block("p", d.Phrase.NoTalk)
		return
	}
	g.messages("h3", t, d.Enclosed)
}
