package export

import "strings"

// DossierMarkdown writes a dossier as Markdown, in the order of the page.
func DossierMarkdown(d Dossier) []byte {
	t := d.prepared()
	var w markWriter
	w.block("# " + escape(d.title()))
	w.block("**" + escape(d.secret()) + "**")
	for _, s := range d.sections(t) {
		w.section(s)
	}
	w.files(&d, t)
	w.block("## " + escape(d.Phrase.Talk))
	w.talk(&d, t)
	w.block("---")
	w.block(escape(d.Phrase.End))
	if strings.Contains(w.b.String(), opening) {
		w.block(escape(t.w.Signs))
	}
	return []byte(w.b.String())
}

func (w *markWriter) section(s section) {
	w.block("## " + escape(s.title))
	if strings.TrimSpace(s.said) != "" {
		w.quotation(s.said)
	}
	w.facts(s.facts)
	if s.said == "" && len(s.facts) == 0 {
		w.block(escape(s.none))
	}
}

func (w *markWriter) files(d *Dossier, t *teller) {
	p := &d.Phrase
	w.block("## " + escape(p.Files))
	var lines []line
	for _, r := range d.files(t) {
		beside := ""
		if r.beside != "" {
			beside = p.Beside + ": " + r.beside
		}
		lines = append(lines, fact(r.name, joined("; ", r.from, r.size, beside, p.Sum+": "+r.sum)))
	}
	if len(lines) == 0 {
		w.block(escape(p.NoFiles))
	}
	w.facts(lines)
}

func (w *markWriter) talk(d *Dossier, t *teller) {
	if len(d.Messages) == 0 {
		w.block(escape(d.Phrase.NoTalk))
		return
	}
	w.messages("### ", t)
}
