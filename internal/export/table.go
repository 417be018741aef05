package export

import (
	"bufio"
	"io"
	"regexp"
	"strings"
)

// Table writes rows that a spreadsheet of a German desk opens by a double click:
// UTF-8 with a mark at its beginning, semicolons, line ends of Windows. No cell is
// a formula: one that would be has an apostrophe in front, and [Uncell] takes it
// off again.
type Table struct {
	w     *bufio.Writer
	begun bool
}

// NewTable begins a table.
func NewTable(w io.Writer) *Table { return &Table{w: bufio.NewWriter(w)} }

var (
	formula   = regexp.MustCompile(`^'*[\s\p{Cf}]*[=+@＝＋＠－|%-]`)
	disarmed  = regexp.MustCompile(`^'+[\s\p{Cf}]*[=+@＝＋＠－|%-]`)
	mustQuote = regexp.MustCompile(`[;,"\s]`)
)

// Cell is a text as it stands in a table.
func Cell(text string) string {
	text = newlines.Replace(strings.ToValidUTF8(text, "\uFFFD"))
	text = strings.ReplaceAll(text, "\x00", "\u2400")
	if formula.MatchString(text) {
		return "'" + text
	}
	return text
}

// Uncell is the text of a cell.
func Uncell(cell string) string {
	if disarmed.MatchString(cell) {
		return cell[1:]
	}
	return cell
}

// Row writes one row.
func (t *Table) Row(cells ...string) error {
	var b strings.Builder
	if !t.begun {
		b.WriteString("\uFEFF")
		t.begun = true
	}
	for i, text := range cells {
		if i > 0 {
			b.WriteByte(';')
		}
		cell := Cell(text)
		if mustQuote.MatchString(cell) {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		b.WriteString(cell)
	}
	b.WriteString("\r\n")
	_, err := t.w.WriteString(b.String())
	return err
}

// End finishes the table.
func (t *Table) End() error { return t.w.Flush() }
