package prepared

import (
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

// ReadCSV reads a table as WriteCSV writes it or a spreadsheet saves it: with
// commas, semicolons or tabs, columns in any order, in UTF-8 or the Windows
// character set. It reports everything wrong with the table and with the
// answers in it, up to two hundred mistakes, with the line in the file; a table
// without answers is no mistake. After a quotation mark in the wrong
// place nobody can tell cells apart any more, so that one is the last.
func ReadCSV(b []byte) ([]domain.Answer, []domain.Mistake) {
	if len(b) > maxFile {
		return nil, []domain.Mistake{{Kind: domain.MistakeTooLong, Detail: strconv.Itoa(len(b))}}
	}
	text := strings.TrimPrefix(decoded(b), byteOrder)
	r := csvReader{lines: newLines(text), csv: csv.NewReader(strings.NewReader(text))}
	r.csv.Comma = separator(r.lines.cut(0, 1))
	r.csv.FieldsPerRecord = -1
	r.csv.ReuseRecord = true
	if line := wideLine(text, byte(r.csv.Comma)); line > 0 {
		return nil, []domain.Mistake{{Line: line, Column: 1, Kind: domain.MistakeColumns, Detail: strconv.Itoa(maxCells)}}
	}
	if r.header() {
		for r.row() {
		}
	}
	r.check()
	return r.answers, reported(r.mistakes)
}

// maxCells is how many cells a line may have. Even a text of full length has
// fewer commas.
const maxCells = maxField

// wideLine returns the line with too many cells, 0 if there is none.
func wideLine(text string, comma byte) int {
	cells, line := 0, 1
	for i := range len(text) {
		switch text[i] {
		case '\n':
			cells, line = 0, line+1
		case comma:
			if cells++; cells > maxCells {
				return line
			}
		}
	}
	return 0
}

// windows holds the characters that stand for 0x80 to 0x9f in the Windows
// character set. Its five gaps are the control characters of those numbers.
var windows = []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ")

// decoded reads bytes that are no UTF-8 as the Windows character set, which
// spreadsheets still save in.
func decoded(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	var s strings.Builder
	for _, c := range b {
		if c >= 0x80 && c < 0xa0 {
			s.WriteRune(windows[c-0x80])
		} else {
			s.WriteRune(rune(c))
		}
	}
	return s.String()
}

// separator is the sign that occurs most often between the names of the fields.
func separator(header string) rune {
	best, most := ',', 0
	for _, sign := range ",;\t" {
		if n := strings.Count(header, string(sign)); n > most {
			best, most = sign, n
		}
	}
	return best
}

type csvReader struct {
	csv      *csv.Reader
	lines    lines
	columns  []column // of the table; zero for an unknown one
	answers  []domain.Answer
	places   []map[string]place
	mistakes []domain.Mistake
}

// place is where a cell begins.
type place struct{ line, column int }

// at finds where the cell i of the last record begins, in characters unless
// that is very far into its line.
func (r *csvReader) at(i int) place {
	line, column := r.csv.FieldPos(i)
	if line <= r.lines.count() && column <= maxColumn {
		if raw := r.lines.cut(line-1, line); column <= len(raw) {
			column = utf8.RuneCountInString(raw[:column-1]) + 1
		}
	}
	return place{line, column}
}

func (r *csvReader) add(p place, field string, kind domain.MistakeKind, detail string) {
	if len(r.mistakes) < maxFound {
		r.mistakes = append(r.mistakes, domain.Mistake{Field: field, Line: p.line, Column: p.column, Kind: kind, Detail: detail})
	}
}

// read returns the next record, nil at the end or after a mistake.
func (r *csvReader) read() []string {
	record, err := r.csv.Read()
	var wrong *csv.ParseError
	switch {
	case err == nil:
		return record
	case errors.As(err, &wrong):
		r.add(place{wrong.StartLine, 1}, "", domain.MistakeQuote, strconv.Itoa(wrong.Line))
	case !errors.Is(err, io.EOF):
		r.add(place{1, 1}, "", domain.MistakeSyntax, err.Error())
	}
	return nil
}

// header reads the names of the fields. Without the columns every answer needs
// the rest is not worth reading: it is some other table.
func (r *csvReader) header() bool {
	record := r.read()
	if record == nil {
		return false
	}
	known := map[string]bool{}
	for i, cell := range record {
		c, ok := columnOf(strings.ToLower(strings.TrimSpace(cell)))
		switch {
		case !ok:
			r.add(r.at(i), cell, domain.MistakeField, cell)
		case known[c.name]:
			r.add(r.at(i), c.name, domain.MistakeTwice, c.name)
			c = column{}
		}
		known[c.name] = true
		r.columns = append(r.columns, c)
	}
	complete := true
	for _, c := range columns {
		if c.always && !known[c.name] {
			r.add(r.at(0), c.name, domain.MistakeRequired, c.name)
			complete = false
		}
	}
	return complete
}

// row reads one answer and reports whether there may be another. A row without
// any text is what spreadsheets leave below a table.
func (r *csvReader) row() bool {
	record := r.read()
	if record == nil || len(r.mistakes) >= maxFound {
		return false
	}
	if strings.Join(record, "") == "" {
		return true
	}
	if len(r.answers) == maxAnswers {
		r.add(r.at(0), "", domain.MistakeSyntax, tooMany)
		return false
	}
	if len(record) != len(r.columns) {
		r.add(r.at(0), "", domain.MistakeColumns, strconv.Itoa(len(record)))
		return true
	}
	var a domain.Answer
	places := map[string]place{"": r.at(0)}
	for i, cell := range record {
		c := r.columns[i]
		cell = unguarded(oneBreak(cell))
		places[c.name] = r.at(i)
		switch {
		case c.list != nil:
			*c.list(&a) = splitEntries(cell)
		case c.text != nil:
			*c.text(&a) = cell
		}
	}
	r.answers = append(r.answers, a)
	r.places = append(r.places, places)
	return true
}

// check runs the checks of answers and moves what they find to its place in
// the file.
func (r *csvReader) check() {
	for _, m := range checkAll(r.answers) {
		cell, ok := r.places[m.answer][m.Field]
		if !ok {
			cell = r.places[m.answer][""]
		}
		c, _ := columnOf(m.Field)
		r.mistakes = append(r.mistakes, r.locate(m.Mistake, cell, r.answers[m.answer], c))
	}
}

// locate turns a place in a cell into one in the file. Where doubled quotation
// marks, an apostrophe or a list have changed the cell, its beginning must do.
func (r *csvReader) locate(m domain.Mistake, cell place, a domain.Answer, c column) domain.Mistake {
	line, column := m.Line, m.Column
	m.Line, m.Column = cell.line, cell.column
	if line < 1 || c.text == nil {
		return m
	}
	at, start := cell.line+line-1, 0
	values := strings.Split(*c.text(&a), "\n")
	if line > len(values) || at > r.lines.count() {
		return m
	}
	raw := r.lines.cut(at-1, at)
	if line == 1 {
		start = cell.column - 1
		if standsAt(raw, start, `"`) {
			start++
		}
	}
	if standsAt(raw, start, values[line-1]) {
		m.Line, m.Column = at, start+column
	} else if line > 1 {
		m.Line, m.Column = at, 1
	}
	return m
}
