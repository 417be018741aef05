package prepared

import (
	"regexp"
	"strings"

	"sprechstunde/internal/domain"
)

// WriteCSV writes answers as a table (RFC 4180, but with semicolons, and UTF-8
// with its mark: so a German Excel opens it by a double click) with the names of
// the fields in the first line. Entries of a list are joined with " | "; a bar
// or backslash in an entry gets a backslash before it.
//
// A spreadsheet takes a cell that begins with = + - @ or a tab for a formula,
// and what it would do then is up to whoever wrote the text. Such a cell gets
// an apostrophe in front, which ReadCSV takes off again.
//
// ReadCSV gives back what stands here with two exceptions that no table keeps:
// line breaks are single line feeds, and entries of lists have no blanks around
// them and are not empty.
func WriteCSV(list []domain.Answer) []byte {
	var b strings.Builder
	b.WriteString("\ufeff")
	for i, c := range columns {
		writeCell(&b, i, c.name)
	}
	b.WriteString("\r\n")
	for _, a := range list {
		cells, empty := cellsOf(a)
		if empty {
			continue
		}
		for i, cell := range cells {
			writeCell(&b, i, cell)
		}
		b.WriteString("\r\n")
	}
	return []byte(b.String())
}

func cellsOf(a domain.Answer) (cells []string, empty bool) {
	empty = true
	for _, c := range columns {
		cell := ""
		if c.list != nil {
			cell = joinEntries(*c.list(&a))
		} else {
			cell = *c.text(&a)
		}
		empty = empty && cell == ""
		cells = append(cells, guarded(oneBreak(cell)))
	}
	return cells, empty
}

func writeCell(b *strings.Builder, i int, cell string) {
	if i > 0 {
		b.WriteByte(';')
	}
	if strings.ContainsAny(cell, ",;\"\n\t") || strings.TrimSpace(cell) != cell {
		cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
	}
	b.WriteString(cell)
}

// oneBreak writes every line break as a line feed and broken UTF-8 as a sign.
func oneBreak(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

var (
	formula = regexp.MustCompile(`^'*[=+@\t-]`)
	disarm  = regexp.MustCompile(`^'+[=+@\t-]`)
)

func guarded(cell string) string {
	if formula.MatchString(cell) {
		return "'" + cell
	}
	return cell
}

func unguarded(cell string) string {
	if disarm.MatchString(cell) {
		return cell[1:]
	}
	return cell
}

const entrySign = " | "

func joinEntries(list []string) string {
	var kept []string
	for _, s := range list {
		if s = strings.TrimSpace(oneBreak(s)); s != "" {
			kept = append(kept, strings.NewReplacer(`\`, `\\`, `|`, `\|`).Replace(s))
		}
	}
	return strings.Join(kept, entrySign)
}

func splitEntries(s string) []string {
	var list []string
	var entry strings.Builder
	end := func() {
		if text := strings.TrimSpace(entry.String()); text != "" {
			list = append(list, text)
		}
		entry.Reset()
	}
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '|':
			end()
		case s[i] == '\\' && i+1 < len(s) && (s[i+1] == '\\' || s[i+1] == '|'):
			i++
			entry.WriteByte(s[i])
		default:
			entry.WriteByte(s[i])
		}
	}
	end()
	return list
}
