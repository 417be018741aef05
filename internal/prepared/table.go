package prepared

import (
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"

	"sprechstunde/internal/domain"
)

// Record is one line of a table with where it begins in the file.
type Record struct {
	Line  int
	Cells []string
}

// ReadTable reads any table the way ReadCSV reads one of answers: whatever the
// separator and the character set, and with apostrophes taken off cells that
// would be formulas. The mistake is nil if there is none.
func ReadTable(b []byte) ([]Record, *domain.Mistake) {
	if len(b) > maxFile {
		return nil, &domain.Mistake{Kind: domain.MistakeTooLong, Detail: strconv.Itoa(len(b))}
	}
	text := strings.TrimPrefix(decoded(b), byteOrder)
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = separator(newLines(text).cut(0, 1))
	r.FieldsPerRecord = -1
	if line := wideLine(text, byte(r.Comma)); line > 0 {
		return nil, &domain.Mistake{Line: line, Column: 1, Kind: domain.MistakeColumns, Detail: strconv.Itoa(maxCells)}
	}
	var out []Record
	for {
		cells, err := r.Read()
		var wrong *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return out, nil
		case errors.As(err, &wrong):
			return nil, &domain.Mistake{Line: wrong.StartLine, Column: 1, Kind: domain.MistakeQuote, Detail: strconv.Itoa(wrong.Line)}
		case err != nil:
			return nil, &domain.Mistake{Line: 1, Column: 1, Kind: domain.MistakeSyntax, Detail: err.Error()}
		}
		line, _ := r.FieldPos(0)
		for i := range cells {
			cells[i] = unguarded(cells[i])
		}
		out = append(out, Record{line, cells})
	}
}

// WriteTable writes a table as WriteCSV does: a German Excel opens it by a
// double click, and no cell is a formula.
func WriteTable(rows [][]string) []byte {
	var b strings.Builder
	b.WriteString(byteOrder)
	for _, row := range rows {
		for i, cell := range row {
			writeCell(&b, i, guarded(oneBreak(cell)))
		}
		b.WriteString("\r\n")
	}
	return []byte(b.String())
}
