package export

import (
	"strings"
	"unicode"
)

// The shape of a plain text: only heads of messages and of the file begin at
// the edge. What is known about a message begins with a dot, what was written
// in it stands behind a bar, and lines are short enough that no window breaks
// them, so that no text can look like another message or like a word of ours.
const (
	width    = 80
	dotted   = "  · "
	barred   = "  | "
	inset    = "    "
	maxSpace = 16 // spaces at the beginning of a line that are kept
)

// Text writes a chat as plain text in UTF-8. A message begins with day, time
// and name ("12.05. 09:00 Maja: …"); what it says goes on below, behind a bar.
func Text(p Paper) []byte {
	t := newTeller(&p)
	var w textWriter
	w.titled(t.title(), '=')
	for _, l := range t.head() {
		w.wrapped("", inset, statement(l))
	}
	day := ""
	for i := range p.Messages {
		e := t.entry(&p.Messages[i])
		if d := t.day(e.at); d != day {
			day = d
			w.line("")
			w.titled(d, '-')
		}
		w.entry(t.stamp(e.at)+" "+e.who+":", e.lines)
	}
	w.line("")
	if len(p.Messages) == 0 {
		w.line(t.w.NoMessages)
	}
	w.line(t.w.End)
	if strings.Contains(w.b.String(), opening) {
		w.wrapped("", "", t.w.Signs)
	}
	return []byte(w.b.String())
}

type textWriter struct{ b strings.Builder }

func (w *textWriter) line(s string) { w.b.WriteString(s + "\n") }

func (w *textWriter) titled(title string, under rune) {
	w.line(title)
	w.line(strings.Repeat(string(under), len([]rune(title))))
	w.line("")
}

// entry writes one message. Where its text comes first, it begins on the line
// of the head, unless it begins with a digit as heads do.
func (w *textWriter) entry(head string, lines []line) {
	if len(lines) > 0 && lines[0].said {
		first, more, _ := strings.Cut(strings.TrimFunc(visible(lines[0].text), unicode.IsSpace), "\n")
		if first == "" || !unicode.IsDigit([]rune(first)[0]) {
			w.wrapped("", barred, strings.TrimRight(head+" "+first, " "))
			w.said(more)
			lines = lines[1:]
			head = ""
		}
	}
	if head != "" {
		w.line(head)
	}
	for _, l := range lines {
		if l.said {
			w.said(strings.TrimLeft(visible(l.text), "\n"))
		} else {
			w.wrapped(dotted, inset, statement(l))
		}
	}
}

func (w *textWriter) said(text string) {
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	if text == "" {
		return
	}
	for l := range strings.SplitSeq(text, "\n") {
		w.wrapped(barred, barred, l)
	}
}

// wrapped writes one line of text in as many lines as it needs.
func (w *textWriter) wrapped(first, next, text string) {
	for _, l := range wrap(text, width-len(inset)) {
		w.line(strings.TrimRightFunc(first+l, unicode.IsSpace))
		first = next
	}
}

// statement is a fact in one line.
func statement(l line) string {
	label, text := flat(l.label), flat(l.text)
	switch {
	case text == "":
		return label
	case strings.HasSuffix(label, "?"):
		return label + " " + text
	default:
		return label + ": " + text
	}
}

// wrap breaks a line at spaces so that no piece is longer than n characters,
// except for words that are: an address must stay whole to be of use.
func wrap(text string, n int) []string {
	rest := []rune(strings.TrimRightFunc(text, unicode.IsSpace))
	rest = rest[max(leading(rest)-maxSpace, 0):]
	var out []string
	for len(rest) > n {
		at := breakAt(rest, n)
		if at == len(rest) {
			break
		}
		out = append(out, strings.TrimRightFunc(string(rest[:at]), unicode.IsSpace))
		rest = rest[at:]
		rest = rest[leading(rest):]
	}
	return append(out, string(rest))
}

func leading(text []rune) int {
	n := 0
	for n < len(text) && unicode.IsSpace(text[n]) {
		n++
	}
	return n
}

// breakAt is the last space within n characters, or else the first one after
// them, or the end.
func breakAt(text []rune, n int) int {
	start := leading(text)
	for i := n; i > start; i-- {
		if unicode.IsSpace(text[i]) {
			return i
		}
	}
	for i := max(n, start); i < len(text); i++ {
		if unicode.IsSpace(text[i]) {
			return i
		}
	}
	return len(text)
}
