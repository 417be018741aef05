package tui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// jumpLines draw the people over the whole area.
func (m *Model) jumpLines(w, h int) []string {
	j, t := m.jump, &m.t.People.Jump
	count := ""
	if j.loaded {
		form := t.CountF
		if j.more {
			form = t.MoreF
		}
		count = m.theme.dim.Render(fmt.Sprintf(form, len(j.list))) + " "
	}
	j.input.SetWidth(max(w-width(count)-8, 10))
	out := []string{
		rule(&m.theme, m.theme.title.Render(cut(j.title, w-6)), w),
		ends(" "+m.theme.key.Render("›")+" "+j.input.View(), count, w), rule(&m.theme, "", w),
	}
	if len(j.list) == 0 {
		return pad(append(out, m.emptyJump(w)...), w, h)
	}
	room := max(h-len(out), 1)
	j.top = min(max(j.top, j.at-room+1), j.at, max(len(j.list)-room, 0))
	for i := j.top; i < min(j.top+room, len(j.list)); i++ {
		out = append(out, m.jumpRow(j.list[i], i == j.at, w))
	}
	return pad(out, w, h)
}

// jumpRoom is how many people are seen at a time.
func (m *Model) jumpRoom() int { return max(m.layout().bodyH-searchHead, 1) }

func (m *Model) emptyJump(w int) []string {
	j, lines := m.jump, m.t.People.Jump.Hints
	switch {
	case j.loaded && strings.TrimSpace(j.typed) != "":
		lines = []string{m.t.People.Jump.Nothing}
	case strings.TrimSpace(j.input.Value()) != "":
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

// jumpRow is one person: the name with what was found in it, the address, the
// letters of her labels, and when somebody wrote last. Where room is short the
// address stays, because it tells two of one name apart.
func (m *Model) jumpRow(c domain.Chat, here bool, w int) string {
	on := func(s lipgloss.Style) lipgloss.Style { return s }
	bar := "   "
	if here {
		on = func(s lipgloss.Style) lipgloss.Style { return s.Inherit(m.theme.cursor) }
		bar = m.theme.mark.Inherit(m.theme.cursor).Render(" ▎ ")
	}
	when := m.cal.dated(c.LastAt, m.now)
	right := on(m.theme.dim).Render(" " + when + " ")
	if c.Labels != "" {
		right = on(m.theme.plain).Render(" ") + m.letters(c.Labels, 6, on) + right
	}
	name, address := m.name(c.Contact), m.tells(c.Contact)
	if address == name {
		address = ""
	}
	room := max(w-width(bar)-width(right), 8)
	nameW := min(width(name), max(room-width(address)-2, room/2))
	left := m.markTyped(cutWords(name, nameW), m.jump.typed, on(m.theme.strong))
	if rest := room - width(left) - 2; address != "" && rest > 3 {
		left += on(m.theme.plain).Render("  ") + m.markTyped(cut(address, rest), m.jump.typed, on(m.theme.dim))
	}
	return fit(bar+left+on(m.theme.plain).Render(spaces(room-width(left)))+right, w)
}

// markTyped paints clean text with what was typed marked in it: each word where
// it stands, or else letter by letter. Blanks do not count, so that a number is
// found however it is grouped.
func (m *Model) markTyped(text, typed string, base lipgloss.Style) string {
	return paintMarks(typedCells(text, typed), base, base.Inherit(m.theme.key).Bold(true).Underline(true))
}

func typedCells(text, typed string) []cell {
	var line []cell
	var flat []rune
	var of []int // the cell of each letter
	for rest := text; rest != ""; {
		c, cw := firstCluster(rest)
		rest = rest[len(c):]
		if c != " " && c != "…" {
			for _, r := range fold(c) {
				flat, of = append(flat, r), append(of, len(line))
			}
		}
		line = append(line, cell{c, cw, 0})
	}
	for _, word := range wantedWords(typed) {
		for _, at := range placesOf(flat, []rune(word)) {
			line[of[at]].on = markBold
		}
	}
	return line
}

// wantedWords are the words that are looked for. A number is one, however it is
// grouped; the zero in front of it stands for its country.
func wantedWords(typed string) []string {
	digits := strings.NewReplacer(" ", "", "-", "", "/", "").Replace(typed)
	if n := strings.TrimLeft(digits, "+0"); n != "" && strings.Trim(n, "0123456789") == "" {
		return []string{n}
	}
	return strings.Fields(fold(typed))
}

// placesOf are the places of a word in a text: together, or else one letter
// after the other; none if a letter is missing.
func placesOf(text, word []rune) []int {
	for i := 0; i+len(word) <= len(text); i++ {
		if slices.Equal(text[i:i+len(word)], word) {
			out := make([]int, len(word))
			for k := range word {
				out[k] = i + k
			}
			return out
		}
	}
	var out []int
	at := 0
	for _, r := range word {
		i := slices.Index(text[at:], r)
		if i < 0 {
			return nil
		}
		out = append(out, at+i)
		at += i + 1
	}
	return out
}
