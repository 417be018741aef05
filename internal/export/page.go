package export

import (
	"bufio"
	"io"
	"strings"

	frame "sprechstunde/internal/page"
)

// page writes one page of HTML that needs nothing beside itself. Every text goes through its methods, so that a text of a stranger is a text.
type page struct {
	w   *bufio.Writer
	err error
}

const pageStyle = `@page { size: A4; margin: 18mm 16mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Arial, sans-serif; color: #555; } }
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem; max-width: 46rem; font: 11pt/1.45 "Noto Sans", "DejaVu Sans", Arial, sans-serif; color: #1a1a1a; background: #fff; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.05rem; margin: 1.6rem 0 .6rem; padding-bottom: .2rem; border-bottom: 1px solid #bbb; break-after: avoid; }
h3 { font-size: 1rem; margin: 1.1rem 0 .5rem; break-after: avoid; }
dl { display: grid; grid-template-columns: minmax(7rem, 11rem) 1fr; gap: .15rem .8rem; margin: 0 0 1rem; }
dt { color: #555; } dd { margin: 0; }
p { margin: 0 0 .6rem; orphans: 3; widows: 3; }
ul { margin: 0 0 1rem; padding-left: 1.2rem; }
.m { margin: 0 0 .7rem; padding: .35rem .7rem; border-left: 3px solid #999; }
.m.us { border-left-color: #2b6777; background: #f2f7f8; }
.m .h { margin: 0; font-weight: 600; font-size: .9rem; break-after: avoid; }
.m .h time { font-weight: 400; color: #555; margin-right: .4rem; }
.said { margin: .1rem 0; white-space: pre-wrap; orphans: 3; widows: 3; }
.fact { margin: .1rem 0; font-size: .85rem; color: #555; }
.m img { display: block; max-width: 100%; max-height: 12cm; margin: .3rem 0; break-inside: avoid; }
table { border-collapse: collapse; width: 100%; margin: 0 0 1rem; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .2rem .5rem .2rem 0; border-bottom: 1px solid #ccc; }
tr { break-inside: avoid; }
code { font-size: .8rem; word-break: break-all; }
.end { margin-top: 1.5rem; color: #555; font-size: .85rem; }
@media print { body { padding: 0; max-width: none; font-size: 10pt; } .m.us { background: none; } a { color: inherit; text-decoration: none; } }
`

// newPage begins a page in a language ("de", "en").
func newPage(w io.Writer, lang, title string) *page {
	g := &page{w: bufio.NewWriter(w)}
	g.raw(frame.Head{Lang: lang, Title: visible(title), Style: pageStyle, Pictures: true}.String())
	return g
}

// raw writes markup of ours.
func (g *page) raw(parts ...string) {
	for _, p := range parts {
		if g.err == nil {
			_, g.err = g.w.WriteString(p)
		}
	}
}

// safe is a text as it can stand in markup and in an attribute.
func safe(text string) string { return frame.Text(visible(text)) }

// block writes a text as an element of its own.
func (g *page) block(element, text string) {
	g.raw("<", element, ` dir="auto">`, safe(text), "</", element, ">\n")
}

// facts writes statements as a list of labels and values.
func (g *page) facts(lines []line) {
	if len(lines) == 0 {
		return
	}
	g.raw("<dl>\n")
	for _, l := range lines {
		g.raw("<dt>", safe(flat(l.label)), `</dt><dd dir="auto">`, safe(flat(l.text)), "</dd>\n")
	}
	g.raw("</dl>\n")
}

// lines writes what is known and said in a message.
func (g *page) lines(lines []line) {
	for _, l := range lines {
		if l.said {
			g.raw(`<p class="said" dir="auto">`, safe(strings.Trim(visible(l.text), "\n")), "</p>\n")
		} else {
			g.raw(`<p class="fact" dir="auto">`, safe(statement(l)), "</p>\n")
		}
	}
}

// close writes the last words and what the signs mean, and finishes the page.
func (g *page) close(t *teller, words string) error {
	g.raw(`<div class="end">`)
	g.block("p", words)
	if t.hasSigns() {
		g.block("p", t.w.Signs)
	}
	g.raw("</div>\n")
	return g.end()
}

// end finishes the page.
func (g *page) end() error {
	g.raw(frame.Foot)
	if g.err != nil {
		return g.err
	}
	return g.w.Flush()
}
