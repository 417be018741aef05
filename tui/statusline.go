package tui

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// statusLine says who I am, what time it is for me, how many wait, and how the
// relay is. Trouble stays longest when there is little room.
func (m *Model) statusLine(w int) string {
	return m.memos.status.get(m.statusKey(w), func() string { return m.drawStatus(w) })
}

func (m *Model) drawStatus(w int) string {
	relay, trouble := m.relayWords()
	demo := ""
	if m.o.Demo {
		demo = m.theme.warn.Render(" " + m.t.Demo)
	}
	product, me := m.theme.strong.Render(m.t.Product), m.theme.dim.Render(cut(m.clean.line(m.o.Adviser), 24))
	who, short := product+demo, product+demo
	if width(me) > 0 {
		who, short = who+m.theme.dim.Render(" · ")+me, me+demo
	}
	full := who
	if team := m.clean.line(m.o.Team); team != "" && width(me) > 0 {
		full += m.theme.dim.Render(", " + cut(team, 40))
	}
	when, clock := m.theme.dim.Render(m.cal.stamp(m.now)), m.theme.dim.Render(m.cal.clock(m.now))
	if m.session != nil {
		return m.sessionStatus(m.passLefts(full, who, short, when, clock), relay, trouble, w)
	}
	for _, left := range m.statusLefts(full, who, short, when, clock) {
		if width(left)+width(relay)+3 <= w {
			return ends(" "+left, relay+" ", w)
		}
	}
	if trouble {
		return fit(" "+relay, w)
	}
	return ends(" "+short, clock+" ", w)
}

// countWords is the number of chats behind every filter; the chosen one is
// marked by brackets as well as by colour.
func (m *Model) countWords() string {
	var parts []string
	for _, f := range domain.Filters() {
		if f == domain.FilterLater && m.queue.counts[f] == 0 && f != m.queue.filter {
			continue // mostly nothing is put off, and room is short
		}
		parts = append(parts, m.countWord(f))
	}
	return strings.Join(parts, "")
}

// countWord is the number of chats behind one filter, "" while it is unknown.
func (m *Model) countWord(f domain.Filter) string {
	n, ok := m.queue.counts[f]
	word := fmt.Sprintf("%s %d", m.filterName(f), n)
	switch {
	case !ok:
		return ""
	case f == m.queue.filter:
		return m.theme.accent.Render("[" + word + "]")
	default:
		return m.theme.dim.Render(" " + word + " ")
	}
}

// relayWords says how the relay is, and whether that is trouble.
func (m *Model) relayWords() (string, bool) {
	t, l := &m.t.Link, &m.link
	switch {
	case !l.Up && l.Code == "" && l.Since.IsZero():
		return m.theme.dim.Render("◌ " + t.Connecting), false
	case !l.Up:
		return m.theme.bad.Render("✗ " + m.since(m.linkTrouble(l.Code), l.Since)), true
	case l.Writer != "":
		return m.theme.warn.Render("◌ " + fmt.Sprintf(t.ReaderF, m.clean.line(l.Writer))), true
	case l.Health.Paused != nil:
		p := l.Health.Paused
		return m.theme.bad.Render("‖ " + fmt.Sprintf(t.PausedF, m.pauseReason(p.Reason), m.cal.short(p.Since, m.now))), true
	case l.Files != "" || l.Health.FilesTrouble != "": // files that people have sent do not get here
		return m.theme.bad.Render("✗ " + m.linkTrouble(cmp.Or(l.Files, l.Health.FilesTrouble))), true
	}
	words := []string{}
	st := m.theme.good
	add := func(n int, format string, s lipgloss.Style) {
		if n > 0 {
			words = append(words, fmt.Sprintf(format, n))
			st = s
		}
	}
	add(l.Behind, t.BehindF, m.theme.dim)
	add(l.Pending, t.PendingF, m.theme.warn)
	add(l.Health.Unknown, t.UnknownF, m.theme.warn)
	if len(words) == 0 {
		words = append(words, m.cal.short(l.LastOK, m.now))
	}
	return st.Render("● ") + m.theme.dim.Render(strings.TrimSpace(t.Name+" "+strings.Join(words, " · "))), false
}

func (m *Model) since(what string, at time.Time) string {
	if at.IsZero() {
		return what
	}
	return fmt.Sprintf(m.t.Link.SinceF, what, m.cal.short(at, m.now))
}

func (m *Model) linkTrouble(c domain.Code) string {
	t := &m.t.Link
	switch c {
	case domain.CodeRelayDown:
		return t.Down
	case domain.CodeRelaySlow:
		return t.Slow
	case domain.CodeRelayNonsense:
		return t.Nonsense
	case domain.CodeRelayToken:
		return t.Token
	case domain.CodeRelayOther:
		return t.Other
	default:
		return m.homeTrouble(c)
	}
}

// homeTrouble is what keeps a relay on this machine, or our own database, from
// working.
func (m *Model) homeTrouble(c domain.Code) string {
	t := &m.t.Link
	switch c {
	case domain.CodePortTaken:
		return t.Port
	case domain.CodeDiskFull:
		return t.Disk
	case domain.CodeReadOnly:
		return t.ReadOnly
	case domain.CodeMissingSecret:
		return t.Secret
	case domain.CodeBusy, domain.CodeInUse:
		return t.Locked
	case domain.CodeDamaged, domain.CodeEmptyFile, domain.CodeNewer:
		return t.Damaged
	default:
		return t.Broken
	}
}

func (m *Model) pauseReason(reason string) string {
	t := &m.t.Link
	words := map[string]string{
		"token": t.PauseToken, "permission": t.PausePerm, "account": t.PauseAcct,
		"payment": t.PausePay, "throughput": t.PauseFast, "service": t.PauseMeta,
	}
	if w, ok := words[reason]; ok {
		return w
	}
	return t.PauseOther
}
