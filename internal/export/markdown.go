package export

import (
	"strings"
	"unicode"
)

// Markdown writes a chat as Markdown (CommonMark): a heading for each day, a
// line in bold with time and name for each message, what it says as a
// quotation, what is known about it as a list.
func Markdown(p Paper) []byte {
	t := newTeller(&p)
	var w markWriter
	w.block("# " + escape(t.title()))
	w.facts(t.head())
	w.messages("## ", t)
	if len(p.Messages) == 0 {
		w.block(escape(t.w.NoMessages))
	}
	w.block("---")
	w.block(escape(t.w.End))
	if strings.Contains(w.b.String(), opening) {
		w.block(escape(t.w.Signs))
	}
	return []byte(w.b.String())
}

type markWriter struct{ b strings.Builder }

// block writes a paragraph of its own.
func (w *markWriter) block(text string) {
	if w.b.Len() > 0 {
		w.b.WriteByte('\n')
	}
	w.b.WriteString(text + "\n")
}

// messages writes the transcript, with a heading for each day.
func (w *markWriter) messages(heading string, t *teller) {
	day := ""
	for i := range t.Messages {
		e := t.entry(&t.Messages[i])
		if d := t.day(e.at); d != day {
			day = d
			w.block(heading + escape(d))
		}
		w.block("**" + t.clock(e.at) + " " + escape(e.who) + "**")
		w.lines(e.lines)
	}
}

func (w *markWriter) lines(lines []line) {
	for len(lines) > 0 {
		n := 0
		for n < len(lines) && !lines[n].said {
			n++
		}
		w.facts(lines[:n])
		if n < len(lines) {
			w.quotation(lines[n].text)
			n++
		}
		lines = lines[n:]
	}
}

func (w *markWriter) facts(lines []line) {
	if len(lines) == 0 {
		return
	}
	items := make([]string, len(lines))
	for i, l := range lines {
		items[i] = "- " + escapeLine(statement(l))
	}
	w.block(strings.Join(items, "\n"))
}

// quotation writes what somebody said. A backslash at the end of a line keeps
// it a line; an empty line parts paragraphs.
func (w *markWriter) quotation(text string) {
	text = strings.TrimFunc(visible(text), unicode.IsSpace)
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = escapeLine(l)
	}
	for i, l := range lines {
		switch {
		case l == "":
			lines[i] = ">"
		case i+1 < len(lines) && lines[i+1] != "":
			lines[i] = "> " + l + `\`
		default:
			lines[i] = "> " + l
		}
	}
	w.block(strings.Join(lines, "\n"))
}

// escapeLine escapes one whole line of what visible gave. Spaces before it
// become ones that do not make it code, and what could make it a heading, a
// list, a rule or a table is escaped. A backslash that ends it is written by
// its number: not every reader can count several of them before a newline.
func escapeLine(text string) string {
	line := escapeStart(strings.TrimRightFunc(text, unicode.IsSpace))
	if before, ok := strings.CutSuffix(line, `\\`); ok {
		return before + "&#92;"
	}
	return line
}

func escapeStart(text string) string {
	rest := strings.TrimLeft(text, " ")
	lead := strings.Repeat("\u00a0", min(len(text)-len(rest), maxSpace))
	digits := strings.TrimLeft(rest, "0123456789")
	switch {
	case rest == "":
		return ""
	case len(digits) < len(rest) && numbers(digits):
		n := len(rest) - len(digits)
		return lead + rest[:n] + `\` + digits[:1] + escape(digits[1:])
	case strings.ContainsRune("+-=:", rune(rest[0])): // the others are escaped anywhere
		return lead + `\` + rest[:1] + escape(rest[1:])
	default:
		return lead + escape(rest)
	}
}

// numbers reports that what follows digits makes them the number of an item.
func numbers(rest string) bool {
	return rest == "." || rest == ")" || strings.HasPrefix(rest, ". ") || strings.HasPrefix(rest, ") ")
}

// escape takes the power from everything inside a line that a reader of
// Markdown or of one of its common dialects acts on, addresses included: what
// a stranger sent must not become something to click. As few signs as possible
// are escaped, because many will read the file as it is.
func escape(text string) string {
	var b strings.Builder
	runes := []rune(text)
	for i, r := range runes {
		if special(runes, i) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func special(text []rune, i int) bool {
	at := func(j int) rune {
		if j < 0 || j >= len(text) {
			return ' '
		}
		return text[j]
	}
	switch text[i] {
	case '\\', '`', '*', '_', '[', ']', '<', '>', '&', '~', '|', '$', '{', '}', '^', '@', '#':
		return true
	case '=', '+', '-':
		return at(i-1) == text[i] || at(i+1) == text[i]
	case ':':
		return at(i+1) == '/' || at(i+1) == ':' || at(i-1) == ':'
	case '.':
		www := lower(at(i-3)) == 'w' && lower(at(i-2)) == 'w' && lower(at(i-1)) == 'w'
		word := unicode.IsLetter(at(i-1)) || unicode.IsDigit(at(i-1))
		return www || word && unicode.IsLetter(at(i+1)) && unicode.IsLetter(at(i+2))
	default:
		return false
	}
}

func lower(r rune) rune { return unicode.ToLower(r) }
