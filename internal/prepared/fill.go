package prepared

import (
	"bytes"
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
	Deputy      string // who stands in while the adviser is absent
	Back        string // when she is back then, e.g. "Montag, 10. August"
	Link        string // Compose and Insert set it from each answer
	// Links are the addresses of the catalogue by their alias, without those whose
	// time is over.
	Links map[string]string
}

// of looks up a value.
func (f Facts) of(n name) string {
	switch n {
	case nameFirst:
		return f.FirstName
	case nameFull:
		return f.Name
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
	case nameDeputy:
		return f.Deputy
	case nameBack:
		return f.Back
	case nameLink:
		return f.Link
	default:
		alias, _ := n.alias()
		return f.Links[alias]
	}
}

// safe makes the names of the person fit to stand in a text.
func (f Facts) safe() Facts {
	f.FirstName, f.Name = safeName(f.FirstName), safeName(f.Name)
	return f
}

// safeName makes a name that comes from outside one visible line: a line break
// would look like a new paragraph of ours, and what cannot be seen can turn the
// direction of the text. Without braces it can never become an open field, nor
// together with what stands beside it.
func safeName(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	s = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || strings.ContainsRune(noName, r) || unicode.In(r, unicode.C) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// noName are signs no name has: braces, and letters that are blank.
const noName = "{}\u034f\u115f\u1160\u2800\u3164\uffa0"

// Fill puts the facts in. A missing name of the person takes the blanks and
// commas around it along, so that "Hallo {{ vorname }}, …" becomes "Hallo, …".
// Anything else that is missing and has no default stays in the text as an
// open field and is listed in missing, by its English name: an open field is
// never sent. Values are not read as templates themselves, and names are
// stripped of what no name has.
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
	w := filling{facts: f.safe(), used: map[name]bool{}}
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
		w.gap(w.out.Len())
	default:
		w.used[n.name] = true
		w.field(string(n.name))
		if !slices.Contains(w.missing, string(n.name)) {
			w.missing = append(w.missing, string(n.name))
		}
	}
}

// gap notes that a name is missing here. Two in one place are one.
func (w *filling) gap(at int) {
	if n := len(w.gaps); n == 0 || w.gaps[n-1] != at {
		w.gaps = append(w.gaps, at)
	}
}

// tidy closes the gaps from the last to the first, so that the offsets of
// those before stay true.
func (w *filling) tidy() string {
	left := w.out.String()
	if len(w.gaps) == 0 {
		return left
	}
	right := newTail(len(left) + len(w.gaps)*utf8.UTFMax)
	for _, gap := range slices.Backward(w.gaps) {
		gap = min(gap, len(left))
		right.prepend(left[gap:])
		left = right.closeGap(left[:gap])
	}
	right.prepend(left)
	return string(right.text())
}

// tail is the end of a text that grows and shrinks at its front, without
// anything behind being copied.
type tail struct {
	buf   []byte
	start int
}

// newTail makes an empty tail with room for size bytes.
func newTail(size int) *tail { return &tail{buf: make([]byte, size), start: size} }

func (t *tail) text() []byte { return t.buf[t.start:] }

func (t *tail) prepend(s string) {
	t.start -= len(s)
	copy(t.buf[t.start:], s)
}

// drop takes the signs away the tail begins with and reports whether there were
// any.
func (t *tail) drop(signs string) bool {
	before := t.start
	t.start = len(t.buf) - len(bytes.TrimLeft(t.text(), signs))
	return t.start > before
}

// first is the character the tail begins with, utf8.RuneError if it is empty.
func (t *tail) first() rune {
	r, _ := utf8.DecodeRune(t.text())
	return r
}

const (
	blanks = " \t\u00a0"
	// cuts are the signs that may directly follow a word.
	cuts = ",.;:!?…)"
	ends = ".!?…:"
)

// closeGap joins left and the tail, between which a name is missing, and
// returns what is left of left.
func (t *tail) closeGap(left string) string {
	l, before := strings.TrimRight(left, blanks), t.start
	blank := t.drop(blanks)
	for strings.HasSuffix(l, "(") && t.first() == ')' {
		left, before = l[:len(l)-1], t.start+1
		t.start = before
		l = strings.TrimRight(left, blanks)
		blank = t.drop(blanks)
	}
	last, _ := utf8.DecodeLastRuneInString(l)
	first, end := t.first(), len(t.text()) == 0
	cut := end || first == '\n' || strings.ContainsRune(cuts, first)
	switch {
	case l == "" || last == '\n':
		t.beginSentence()
		return l
	case strings.ContainsRune(ends, last) && cut && !end && first != '\n' && first != ')':
		t.beginSentence()
		if len(t.text()) > 0 && t.first() != '\n' {
			t.prepend(" ")
		}
		return l
	case cut:
		return strings.TrimRight(strings.TrimSuffix(l, ","), blanks)
	case len(l) < len(left) && blank:
		t.prepend(" ")
		return l
	default:
		t.start = before
		return left
	}
}

// beginSentence drops the comma a name has left behind and writes the next
// word with a capital letter.
func (t *tail) beginSentence() {
	if !t.drop(cuts + blanks) {
		return
	}
	r, size := utf8.DecodeRune(t.text())
	if size > 0 && r != utf8.RuneError {
		t.start += size
		t.prepend(string(unicode.ToUpper(r)))
	}
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
