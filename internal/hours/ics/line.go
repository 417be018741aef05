package ics

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// Error is what cannot be understood in a file.
type Error struct {
	Line int
	What string
}

// Error says where and what.
func (e *Error) Error() string { return fmt.Sprintf("line %d of the calendar: %s", e.Line, e.What) }

// maxFile bounds a file; the largest of real people have some hundred kilobytes.
const maxFile = 8 << 20

// property is one line of the file, unfolded.
type property struct {
	line   int
	name   string // upper case
	params map[string]string
	value  string
}

func (p property) wrong(what string) error { return &Error{p.line, p.name + " " + what} }

// properties reads a whole file.
func properties(r io.Reader) ([]property, error) {
	limited := &io.LimitedReader{R: r, N: maxFile + 1}
	scan := bufio.NewScanner(limited)
	scan.Buffer(nil, maxFile+2)
	var list []property
	var text strings.Builder
	number, first := 0, 0
	flush := func() {
		if p, ok := split(text.String()); ok {
			p.line = first
			list = append(list, p)
		}
		text.Reset()
	}
	for scan.Scan() {
		number++
		line := strings.TrimSuffix(scan.Text(), "\r")
		if folded := line != "" && (line[0] == ' ' || line[0] == '\t'); folded {
			text.WriteString(line[1:])
			continue
		}
		flush()
		first = number
		text.WriteString(strings.TrimPrefix(line, "\ufeff"))
	}
	flush()
	if err := scan.Err(); err != nil {
		return nil, fmt.Errorf("reading the calendar: %w", err)
	}
	if limited.N == 0 {
		return nil, &Error{number, "too large"}
	}
	return list, nil
}

// split takes a line apart: NAME;PARAM=a;PARAM="b:c":VALUE.
func split(line string) (p property, ok bool) {
	head, value, ok := cut(line, ':')
	if !ok {
		return property{}, false
	}
	name, rest, more := cut(head, ';')
	p = property{name: strings.ToUpper(strings.TrimSpace(name)), params: map[string]string{}, value: strings.TrimSpace(value)}
	for more {
		var param string
		param, rest, more = cut(rest, ';')
		key, text, _ := strings.Cut(param, "=")
		p.params[strings.ToUpper(key)] = strings.Trim(text, `"`)
	}
	return p, true
}

// cut is strings.Cut at a sign outside quotation marks.
func cut(s string, sep byte) (before, after string, found bool) {
	quoted := false
	for i := range len(s) {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == sep && !quoted:
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

var unescaper = strings.NewReplacer(`\n`, " ", `\N`, " ", `\,`, ",", `\;`, ";", `\\`, `\`)

// plainText is a text of the file as one line.
func plainText(value string) string {
	text := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(unescaper.Replace(value), ""))
	return strings.TrimSpace(text)
}
