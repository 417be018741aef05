package prepared

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Facts are the values placeholders stand for, taken at the moment of filling
// and written as they shall be read. "" says that there is none.
type Facts struct {
	FirstName   string // of the person, untrusted
	Name        string // of the person, untrusted
	Me          string // the adviser, as she introduces herself
	Team        string
	NextSlot    string // e.g. "heute um 15:30 Uhr"
	OfficeToday string // e.g. "8 bis 18 Uhr"
	Today       string
	Tomorrow    string
	Link        string // Compose and Insert set it from each answer
}

// of looks up a value. A person's name is made one line, because it comes from
// outside and a line break in it would look like a new paragraph of ours.
func (f Facts) of(n name) string {
	switch n {
	case nameFirst:
		return strings.Join(strings.Fields(f.FirstName), " ")
	case nameFull:
		return strings.Join(strings.Fields(f.Name), " ")
	case nameMe:
		return f.Me
	case nameTeam:
		return f.Team
	case nameSlot:
		return f.NextSlot
	case nameOffice:
		return f.OfficeToday
	case nameToday:
		return f.Today
	case nameTomorrow:
		return f.Tomorrow
	case nameLink:
		return f.Link
	default:
		return ""
	}
}

// Fill puts the facts in. A missing name of the person takes the blanks and
// commas around it along, so that "Hallo {{ vorname }}, …" becomes "Hallo, …".
// Anything else that is missing and has no default stays in the text as an
// open field and is listed in missing, by its English name: an open field is
// never sent. Values are not read as templates themselves.
func (t *Template) Fill(f Facts) (text string, missing []string) {
	r := t.fill(f)
	return r.text, r.missing
}

// filled is a text with what went into it.
type filled struct {
	text    string
	missing []string
	used    map[name]bool // values that stand in the text, open ones included
}

func (t *Template) fill(f Facts) filled {
	w := filling{facts: f, used: map[name]bool{}}
	w.all(t.nodes)
	return filled{text: w.tidy(), missing: w.missing, used: w.used}
}

type filling struct {
	facts   Facts
	out     strings.Builder
	gaps    []int // where in out a name is missing
	missing []string
	used    map[name]bool
}

func (w *filling) all(nodes []node) {
	for _, n := range nodes {
		switch n.kind {
		case nodeText:
			w.out.WriteString(n.text)
		case nodeField:
			w.field(n.text)
		case nodeValue:
			w.value(n)
		case nodeIf:
			if has := w.facts.of(n.name) != ""; has != n.negated {
				w.all(n.then)
			} else {
				w.all(n.otherwise)
			}
		}
	}
}

func (w *filling) field(inner string) {
	w.out.WriteString(openValue + inner + closeValue)
}

func (w *filling) value(n node) {
	value := w.facts.of(n.name)
	switch {
	case value != "":
		w.used[n.name] = true
		w.out.WriteString(value)
	case n.hasElse && n.fallback != "":
		w.out.WriteString(n.fallback)
	case n.hasElse || n.name.ofPerson():
		w.gaps = append(w.gaps, w.out.Len())
	default:
		w.used[n.name] = true
		w.field(string(n.name))
		if !slices.Contains(w.missing, string(n.name)) {
			w.missing = append(w.missing, string(n.name))
		}
	}
}

// tidy closes the gaps from the last to the first, so that the offsets of
// those before stay true.
func (w *filling) tidy() string {
	left, done := w.out.String(), ""
	for _, gap := range slices.Backward(w.gaps) {
		gap = min(gap, len(left))
		left, done = closeGap(left[:gap], left[gap:]+done)
	}
	return left + done
}

const (
	blanks = " \t\u00a0"
	// cuts are the signs that may directly follow a word.
	cuts = ",.;:!?…)"
	ends = ".!?…:"
)

// closeGap joins what stood left and right of a missing name.
func closeGap(left, right string) (l, r string) {
	l, r = strings.TrimRight(left, blanks), strings.TrimLeft(right, blanks)
	if strings.HasSuffix(l, "(") && strings.HasPrefix(r, ")") {
		return closeGap(l[:len(l)-1], r[1:])
	}
	last, _ := utf8.DecodeLastRuneInString(l)
	first, _ := utf8.DecodeRuneInString(r)
	cut := r == "" || first == '\n' || strings.ContainsRune(cuts, first)
	switch {
	case l == "" || last == '\n':
		return l, beginSentence(r)
	case strings.ContainsRune(ends, last) && cut && r != "" && first != '\n' && first != ')':
		if r = beginSentence(r); r != "" && r[0] != '\n' {
			r = " " + r
		}
		return l, r
	case cut:
		return strings.TrimRight(strings.TrimSuffix(l, ","), blanks), r
	case len(l) < len(left) && len(r) < len(right):
		return l, " " + r
	default:
		return left, right
	}
}

// beginSentence drops the comma a name has left behind and writes the next
// word with a capital letter.
func beginSentence(s string) string {
	rest := strings.TrimLeft(s, cuts+blanks)
	if len(rest) == len(s) {
		return s
	}
	return capital(rest)
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
