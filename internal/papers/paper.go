package papers

import (
	"strings"
	"unicode/utf8"

	"sprechstunde/internal/law"
	"sprechstunde/internal/page"
	"sprechstunde/internal/termtext"
)

// Paper is a text of headings, paragraphs, lists and tables.
type Paper struct {
	Title  string
	blocks []block
	gaps   []string
}

type kind uint8

const (
	heading kind = iota
	paragraph
	lines // an address: line by line
	list
	table // the first row names the columns
)

type block struct {
	kind kind
	rows [][]string
}

func (p *Paper) head(text string) { p.add(heading, []string{text}) }

func (p *Paper) say(texts ...string) {
	for _, t := range texts {
		p.add(paragraph, []string{t})
	}
}

func (p *Paper) lines(texts []string) { p.add(lines, texts) }

func (p *Paper) list(items ...string) { p.add(list, items) }

func (p *Paper) table(rows ...[]string) {
	if len(rows) > 1 {
		p.blocks = append(p.blocks, block{table, cleaned(rows)})
	}
}

func (p *Paper) add(k kind, texts []string) {
	if len(texts) > 0 {
		p.blocks = append(p.blocks, block{k, cleaned([][]string{texts})})
	}
}

// gap is what the adviser has to fill in; the paper says so where it is missing.
func (p *Paper) gap(what string) string {
	p.gaps = append(p.gaps, what)
	return "[bitte ergänzen: " + what + "]"
}

// unsure is a statement that nobody has looked up, marked as such.
func (p *Paper) unsure(text string) string {
	p.gaps = append(p.gaps, text)
	return text + " [" + law.Check + "]"
}

// ref is a place in the law, marked if it is unsure.
func (p *Paper) ref(r law.Ref) string {
	if r.Unsure {
		return p.unsure(r.Text)
	}
	return r.Text
}

// orGap are configured lines, or one that asks for them.
func (p *Paper) orGap(configured []string, what string) []string {
	if len(configured) > 0 {
		return configured
	}
	return []string{p.gap(what)}
}

// Gaps lists what is still to be filled in, each once.
func (p *Paper) Gaps() []string {
	var out []string
	seen := map[string]bool{}
	for _, g := range p.gaps {
		if !seen[g] {
			seen[g] = true
			out = append(out, g)
		}
	}
	return out
}

// cleaned takes out of texts what no eye sees and what could steer a program.
func cleaned(rows [][]string) [][]string {
	out := make([][]string, len(rows))
	for i, row := range rows {
		out[i] = make([]string, len(row))
		for j, text := range row {
			out[i][j] = strings.TrimSpace(termtext.Clean(text).String())
		}
	}
	return out
}

const pageStyle = `@page { size: A4; margin: 22mm 20mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem; max-width: 46rem; font: 11pt/1.45 "Noto Sans", "DejaVu Sans", Arial, sans-serif; color: #1a1a1a; background: #fff; overflow-wrap: anywhere; }
h1 { font-size: 1.35rem; line-height: 1.25; margin: 1.2rem 0 1rem; }
h2 { font-size: 1.05rem; margin: 1.3rem 0 .4rem; break-after: avoid; }
p, li { margin: 0 0 .5rem; white-space: pre-wrap; orphans: 3; widows: 3; }
address { font-style: normal; margin: 0 0 1rem; }
ul { margin: 0 0 .8rem; padding-left: 1.2rem; }
table { border-collapse: collapse; width: 100%; margin: 0 0 1rem; font-size: .88rem; }
th, td { text-align: left; vertical-align: top; padding: .2rem .5rem .2rem 0; border-bottom: 1px solid #bbb; white-space: pre-wrap; }
tr { break-inside: avoid; }
@media print { body { padding: 0; max-width: none; font-size: 10.5pt; } }
`

// HTML is the paper as one page that loads nothing from anywhere.
func (p *Paper) HTML() []byte {
	var b strings.Builder
	title := cleaned([][]string{{p.Title}})[0][0]
	b.WriteString(page.Head{Lang: "de", Title: title, Style: pageStyle}.String() + "<h1>" + page.Text(title) + "</h1>\n")
	for _, x := range p.blocks {
		x.html(&b)
	}
	b.WriteString(page.Foot)
	return []byte(b.String())
}

func (x block) html(b *strings.Builder) {
	escaped := make([][]string, len(x.rows))
	for i, row := range x.rows {
		for _, text := range row {
			escaped[i] = append(escaped[i], page.Text(text))
		}
	}
	switch x.kind {
	case heading:
		b.WriteString("<h2>" + escaped[0][0] + "</h2>\n")
	case paragraph:
		b.WriteString("<p>" + escaped[0][0] + "</p>\n")
	case lines:
		b.WriteString("<address>" + strings.Join(escaped[0], "<br>\n") + "</address>\n")
	case list:
		b.WriteString("<ul>\n<li>" + strings.Join(escaped[0], "</li>\n<li>") + "</li>\n</ul>\n")
	case table:
		b.WriteString("<table>\n<tr><th>" + strings.Join(escaped[0], "</th><th>") + "</th></tr>\n")
		for _, row := range escaped[1:] {
			b.WriteString("<tr><td>" + strings.Join(row, "</td><td>") + "</td></tr>\n")
		}
		b.WriteString("</table>\n")
	}
}

// Markdown is the same paper for whoever wants to go on writing in it.
func (p *Paper) Markdown() []byte {
	var b strings.Builder
	b.WriteString("# " + marked(cleaned([][]string{{p.Title}})[0][0]) + "\n")
	for _, x := range p.blocks {
		b.WriteString("\n")
		x.markdown(&b)
	}
	return []byte(b.String())
}

func (x block) markdown(b *strings.Builder) {
	switch x.kind {
	case heading:
		b.WriteString("## " + marked(x.rows[0][0]) + "\n")
	case paragraph:
		b.WriteString(paragraphs(x.rows[0][0], "") + "\n")
	case lines:
		for i, text := range x.rows[0] {
			if i > 0 {
				b.WriteString("\\\n")
			}
			b.WriteString(marked(text))
		}
		b.WriteString("\n")
	case list:
		for _, text := range x.rows[0] {
			b.WriteString("- " + paragraphs(text, "  ") + "\n")
		}
	case table:
		for i, row := range x.rows {
			cells := make([]string, len(row))
			for j, text := range row {
				cells[j] = marked(text)
			}
			b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
			if i == 0 {
				b.WriteString(strings.Repeat("| --- ", len(row)) + "|\n")
			}
		}
	}
}

// paragraphs keeps the lines of a text, each behind an indent.
func paragraphs(text, indent string) string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		out = append(out, marked(line))
	}
	return strings.Join(out, "\\\n"+indent)
}

// marked is a text in one line of Markdown that stays a text.
func marked(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	var b strings.Builder
	for i, r := range text {
		next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		switch {
		case strings.ContainsRune("\\`*_[]<>|~&", r),
			i == 0 && strings.ContainsRune("#+-=:", r),
			strings.ContainsRune(".)", r) && isNumber(text[:i]) && (next == ' ' || next == utf8.RuneError):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
