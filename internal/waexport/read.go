package waexport

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

// piece is a header with the lines that follow it.
type piece struct {
	header
	line  int
	at    time.Time
	lines []string
}

// Read takes a file apart. It returns false if there is no line in it that
// begins a message.
func Read(raw []byte, o Options) (Chat, bool) {
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	all := cutLines(raw)
	heads := headersIn(all)
	list := make([]header, 0, len(heads))
	for i := range all {
		if h := heads[i]; h != nil {
			list = append(list, *h)
		}
	}
	dates := cmp.Or(o.Dates, orderOf(list))
	chat := Chat{Dates: dates}
	pieces, odd := cutPieces(all, heads, cmp.Or(dates, DatesDMY), o.Zone)
	chat.Odd = odd
	authors := authorsOf(pieces, o.Names)
	if len(o.Only) > 0 {
		pieces, odd = foldOthers(pieces, authors, all, o.Only)
		chat.Odd += odd
	}
	for i := range pieces {
		p := &pieces[i]
		chat.Seconds = chat.Seconds || p.exact
		chat.Messages = append(chat.Messages, p.message(authors))
	}
	chat.Authors = countAuthors(chat.Messages)
	return chat, len(pieces) > 0
}

// cutLines cuts at line ends of either system. What is no UTF-8 is made so.
func cutLines(raw []byte) []string {
	text := strings.TrimPrefix(string(raw), "\ufeff")
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\ufffd")
	}
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimSuffix(l, "\r")
	}
	if n := len(lines); n > 0 && lines[n-1] == "" {
		lines = lines[:n-1]
	}
	return lines
}

// headersIn finds which lines may begin a message, by their place.
func headersIn(lines []string) map[int]*header {
	out := map[int]*header{}
	for i, l := range lines {
		if h, ok := readHeader(l); ok {
			out[i] = &h
		}
	}
	return out
}

// cutPieces cuts a file into messages. A header that is no date in this order,
// or that stands out of its time, is somebody's text.
func cutPieces(lines []string, heads map[int]*header, o Dates, zone *time.Location) (list []piece, odd int) {
	at := make([]time.Time, len(lines))
	var places []int
	for i := range lines {
		if h := heads[i]; h != nil {
			if t, ok := h.moment(o, zone); ok {
				at[i] = t
				places = append(places, i)
			}
		}
	}
	begins := inTime(places, at)
	for i, l := range lines {
		switch {
		case begins[i]:
			list = append(list, piece{header: *heads[i], line: i + 1, at: later(at[i], list), lines: []string{heads[i].rest}})
		case len(list) > 0:
			if heads[i] != nil {
				odd++
			}
			p := &list[len(list)-1]
			p.lines = append(p.lines, l)
		}
	}
	return list, odd
}

// later is the moment of a message after those in list. In the hour that comes
// twice when the clock is put back, it is the second one if the first would be
// before the message above.
func later(at time.Time, list []piece) time.Time {
	if len(list) == 0 {
		return at
	}
	before := list[len(list)-1].at
	second := at.Add(time.Hour)
	if at.Before(before) && !second.Before(before) && second.Format(time.DateTime) == at.Format(time.DateTime) {
		return second
	}
	return at
}

// manyQuoted is how many lines of another chat somebody may have pasted into a
// text at most.
const manyQuoted = 20

// inTime says which of the lines that could begin a message do: not those by
// which time jumps, if it jumps back soon after.
func inTime(places []int, at []time.Time) map[int]bool {
	out := map[int]bool{}
	var last time.Time
	for n := 0; n < len(places); n++ {
		i := places[n]
		if skip := outOfTime(places[n:], at, last); n > 0 && skip > 0 {
			n += skip - 1
			continue
		}
		out[i] = true
		last = at[i]
	}
	return out
}

// outOfTime returns how many lines from here stand out of their time.
func outOfTime(places []int, at []time.Time, last time.Time) int {
	first := at[places[0]]
	back := first.Before(last.Add(-slack))
	for k := 1; k <= manyQuoted; k++ {
		if k == len(places) {
			if back && k <= 3 {
				return k // the end of the file, with some old lines in the last message
			}
			return 0
		}
		next := at[places[k]]
		switch {
		case back && !next.Before(last.Add(-slack)):
			return k
		case !back && next.Before(first.Add(-slack)) && !next.Before(last.Add(-slack)):
			return k
		}
	}
	return 0
}

// foldOthers makes text of what looks like a message of anybody but those who
// write in the file.
func foldOthers(list []piece, authors map[int]string, lines []string, only []string) (out []piece, odd int) {
	for _, p := range list {
		name := strings.ReplaceAll(authors[p.line], joiner, "")
		known := name == "" || slices.ContainsFunc(only, func(s string) bool { return plainName(s) == name })
		if known || len(out) == 0 {
			out = append(out, p)
			continue
		}
		odd++
		last := &out[len(out)-1]
		last.lines = append(append(last.lines, lines[p.line-1]), p.lines[1:]...)
	}
	return out, odd
}

func (p *piece) text() string { return strings.Join(p.lines, "\n") }

// message makes a piece a message.
func (p *piece) message(authors map[int]string) Message {
	m := Message{Line: p.line, At: p.at, Kind: domain.KindText}
	text, name := p.text(), authors[p.line]
	if name != "" {
		text, m.Author = afterAuthor(text, name), strings.ReplaceAll(name, joiner, "")
	}
	m.read(text)
	return m
}

func countAuthors(list []Message) []Author {
	n := map[string]int{}
	for i := range list {
		if list[i].Author != "" {
			n[list[i].Author]++
		}
	}
	out := make([]Author, 0, len(n))
	for name, count := range n {
		out = append(out, Author{name, count})
	}
	slices.SortFunc(out, func(a, b Author) int {
		return cmp.Or(cmp.Compare(b.Messages, a.Messages), strings.Compare(a.Name, b.Name))
	})
	return out
}
