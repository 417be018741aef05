package prepared

import (
	"regexp"
	"strconv"

	"sprechstunde/internal/domain"
)

// pieces reads a broken file answer by answer: one broken answer shall not hide
// the mistakes in all others. If each is fine by itself, the file as a whole is
// not, and whole says why.
func (r *yamlReader) pieces(whole error) {
	start, broken := 0, 0
	for i := 1; i <= r.lines.count() && !r.full(); i++ {
		if i < r.lines.count() && !startsEntry(r.lines.cut(i, i+1)) {
			continue
		}
		root, err := parseYAML([]byte(r.lines.cut(start, i)))
		if err != nil {
			broken++
			r.broken(start, i, err)
		} else {
			r.document(root, start)
		}
		start = i
	}
	if broken == 0 {
		line, detail := yamlError(whole)
		r.put(domain.Mistake{Line: line, Column: 1, Kind: domain.MistakeSyntax, Detail: detail})
	}
}

// Searching for the line of a mistake parses a piece again and again; these
// limits keep a hostile file from making that long.
const (
	searchedLines = 32
	searchedBytes = 256 << 10 // of all pieces of a file together
)

// broken reports the line at which a piece stops being YAML. The parser names
// where the thing began that it was reading, which is often far above; the
// longest beginning of the piece that is fine tells more.
func (r *yamlReader) broken(from, to int, err error) {
	line, detail := yamlError(err)
	if found, ok := r.search(from, to); ok {
		line = found
	}
	r.put(domain.Mistake{Line: from + max(line, 1), Column: 1, Kind: domain.MistakeSyntax, Detail: detail})
}

// search finds the line after the longest beginning that is fine. What is
// longer than a few lines is halved first: that may miss a beginning that is
// fine again further down, but needs only a handful of tries. It is false when
// no more tries are left.
func (r *yamlReader) search(from, to int) (line int, ok bool) {
	low, high := 0, to-from
	for high-low > searchedLines {
		middle := (low + high) / 2
		if r.fine(from, from+middle) {
			low = middle
		} else {
			high = middle
		}
	}
	for line = high; line > low+1 && !r.fine(from, from+line-1); line-- {
		if r.budget <= 0 {
			return 0, false
		}
	}
	return line, r.budget > 0
}

// fine reports whether lines are YAML by themselves, as long as that may still
// be tried.
func (r *yamlReader) fine(from, to int) bool {
	text := r.lines.cut(from, to)
	if r.budget -= len(text); r.budget <= 0 {
		return false
	}
	_, err := parseYAML([]byte(text))
	return err == nil
}

var yamlPlace = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// yamlError takes the line out of what the parser says; 1 if it says none.
func yamlError(err error) (line int, detail string) {
	text := err.Error()
	line = 1
	if m := yamlPlace.FindStringSubmatch(text); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil {
			line = n
		}
		text = text[len(m[0]):]
	}
	return line, text
}
