package tui

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

const (
	searchHead = 3 // title, input, rule
	// How much of a text around its first mark is looked at, in bytes.
	contextBefore, contextAfter = 400, 1200
)

func (m *Model) searchRoom() int {
	return max((m.layout().bodyH-searchHead-len(m.searchNotes(m.w)))/rowLines, 1)
}

// searchLines draw the search over the whole area.
func (m *Model) searchLines(w, h int) []string {
	s, t := m.search, &m.t.Search
	count := ""
	if s.loaded {
		count = m.theme.dim.Render(s.count(t.OneHit, t.HitsF, t.MoreF)) + " "
	}
	s.input.SetWidth(max(w-width(count)-8, 10))
	sign := m.theme.key.Render("/")
	out := []string{
		rule(&m.theme, m.theme.title.Render(cut(t.Title, w*2/3)), w),
		ends(" "+sign+" "+s.input.View(), count, w), rule(&m.theme, "", w),
	}
	out = append(out, m.searchNotes(w)...)
	if s.rows() == 0 {
		return pad(append(out, m.emptySearch(w)...), w, h)
	}
	room := m.searchRoom()
	s.top = min(max(s.top, s.at-room+1), s.at, max(s.rows()-room, 0))
	for i := s.top; i < min(s.top+room, s.rows()); i++ {
		out = append(out, m.searchRow(i, w)...)
	}
	return pad(out, w, h)
}

func (s *search) count(one, some, more string) string {
	switch n := len(s.found.Hits); {
	case s.found.More:
		return fmt.Sprintf(more, n)
	case n == 1:
		return one
	default:
		return fmt.Sprintf(some, n)
	}
}

// searchNotes say what limits the hits.
func (m *Model) searchNotes(w int) []string {
	s, t := m.search, &m.t.Search
	var out []string
	note := func(words string) {
		for _, l := range wrapText("! "+words, w-4, m.theme.warn) {
			out = append(out, fit(" "+l, w))
		}
	}
	if list := s.found.Search.Unread; len(list) > 0 {
		note(fmt.Sprintf(t.UnreadF, m.clean.line(strings.Join(list, ", "))))
	}
	if n := s.found.Missing; n > 0 {
		note(fmt.Sprintf(t.FillingF, n))
	}
	return out
}

// emptySearch says how to search, or that nothing was found.
func (m *Model) emptySearch(w int) []string {
	lines := m.t.Search.Hints
	if s := m.search; s.loaded {
		lines = []string{m.t.Search.Nothing}
	} else if strings.TrimSpace(s.input.Value()) != "" {
		return nil // it comes in a moment
	}
	out := []string{spaces(w)}
	for _, words := range lines {
		for _, l := range wrapText(words, w-6, m.theme.dim) {
			out = append(out, fit("   "+l, w))
		}
	}
	return out
}

// searchRow is a person or a hit on two lines.
func (m *Model) searchRow(i, w int) []string {
	s := m.search
	base, dim, bar := m.theme.strong, m.theme.dim, "   "
	if i == s.at {
		base, dim = base.Inherit(m.theme.cursor), dim.Inherit(m.theme.cursor)
		bar = m.theme.mark.Inherit(m.theme.cursor).Render(" ▎ ")
	}
	var name, about, when, words, rests string
	chat := int64(0)
	if hit, ok := s.hit(i); ok {
		chat, name, when = hit.Chat.ID, m.name(hit.Chat.Contact), m.cal.dated(hit.Message.At, m.now)
		if hit.Message.Direction == domain.Out {
			about = m.t.Search.Me + " → "
		}
		words = m.hitWords(hit, w-6, dim)
		if hit.Words == "" { // a file that came without a word
			words = dim.Render(cutWords(m.kindWord(hit.Message.Kind), w-6))
		}
	} else {
		c := s.found.People[i]
		chat, name, about, when = c.ID, m.name(c.Contact), "☺ ", m.cal.dated(c.LastAt, m.now)
		words = dim.Render(cutWords(m.phone(c.Contact.Phone)+" · "+m.clean.line(unmarked(c.LastText)), w-6))
	}
	if s.found.Resting[chat] {
		rests = " · " + m.texts.Line.Search.Rests
	}
	room := max(w-width(when)-width(about)-width(rests)-8, 4)
	head := dim.Render(about) + base.Render(cut(name, room))
	gap := dim.Render(rests + spaces(max(w-3-width(head)-width(rests)-width(when)-2, 1)))
	return []string{
		fit(bar+head+gap+dim.Render(when+"  "), w),
		fit(bar+dim.Render("  ")+words+dim.Render(spaces(max(w-5-width(words), 0))), w),
	}
}

// dated is the day of a hit: the time today, else the date, with its year if it
// is another one.
func (c calendar) dated(at, now time.Time) string {
	l := at.In(c.zone)
	if l.Year() != now.In(c.zone).Year() {
		return c.full(l)
	}
	return c.short(at, now)
}

// hitWords are the words around the first mark, the marks in a style of their
// own, within w cells.
func (m *Model) hitWords(h *domain.Hit, w int, base lipgloss.Style) string {
	line := m.hitCells(h)
	first := 0
	for first < len(line) && line[first].on == 0 {
		first++
	}
	total, before := 0, 0
	for i, c := range line {
		total += c.w
		if i < first {
			before += c.w
		}
	}
	start := 0
	if total > w && before > w/3 {
		for room := before - w/3; room > 0 && start < first; start++ {
			room -= line[start].w
		}
		for at := start; at < first; at++ { // rather begin with a whole word
			if line[at].text == " " {
				start = at + 1
				break
			}
		}
		line = append([]cell{{"…", 1, 0}}, line[start:]...)
	}
	used := 0
	for i, c := range line {
		if used+c.w > w-1 && (i < len(line)-1 || used+c.w > w) {
			line = append(line[:i:i], cell{"…", 1, 0})
			break
		}
		used += c.w
	}
	return paintMarks(line, base, base.Inherit(m.theme.key).Bold(true).Underline(true))
}

// hitCells clean the words around the first mark piece by piece, so that it is
// known which cells are marked whatever cleaning changes. A mark ends where a
// word does, so no character is torn apart.
func (m *Model) hitCells(h *domain.Hit) []cell {
	from, to := 0, len(h.Words)
	if len(h.Marks) > 0 {
		from, to = max(h.Marks[0][0]-contextBefore, 0), min(h.Marks[0][1]+contextAfter, to)
	} else {
		to = min(contextAfter, to)
	}
	for from > 0 && !utf8.RuneStart(h.Words[from]) {
		from++
	}
	for to < len(h.Words) && !utf8.RuneStart(h.Words[to]) {
		to--
	}
	var line []cell
	at := from
	for _, mark := range h.Marks {
		if mark[1] > to {
			break
		}
		line = m.addCells(line, h.Words[at:mark[0]], 0)
		line = m.addCells(line, h.Words[mark[0]:mark[1]], markBold)
		at = mark[1]
	}
	return m.addCells(line, h.Words[at:to], 0)
}

// addCells cleans a piece of a text and adds it as one line; white space of any
// kind and length is one blank.
func (m *Model) addCells(line []cell, raw string, on markKind) []cell {
	text := termtext.CleanN(raw, maxTextRunes).Emoji(m.clean.mode).String()
	for text != "" {
		c, cw := firstCluster(text)
		text = text[len(c):]
		if strings.TrimSpace(c) == "" {
			if n := len(line); n > 0 && line[n-1].text == " " {
				continue
			}
			c, cw = " ", 1
		}
		line = append(line, cell{c, cw, on})
	}
	return line
}
