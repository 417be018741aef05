package tui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// checkWait is how long after the last key a text is checked.
const checkWait = 80 * time.Millisecond

// checking is what the rules think of the text at hand.
type checking struct {
	text    string // the verdict is about this
	verdict domain.Verdict
	known   bool
	ver     int
	req     int
	busy    bool
	asked   string    // what the request under way is about
	typed   time.Time // when the text changed last
	timer   bool      // a timer for it is running
	drawn   memo[lightsDrawn, string]
}

type lightsDrawn struct{ w, gen, ver int }

type (
	checkTimerMsg struct{}
	checkMsg      struct {
		req     int
		text    string
		verdict domain.Verdict
		err     error
	}
)

// checkSoon checks the text a moment after the last key. One timer runs at a
// time; when it rings too early it is wound up again.
func (m *Model) checkSoon() tea.Cmd {
	k := &m.comp.check
	k.typed = m.now
	if k.timer {
		return nil
	}
	k.timer = true
	return m.after(checkWait, checkTimerMsg{})
}

func (checkTimerMsg) apply(m *Model) tea.Cmd {
	k := &m.comp.check
	m.frame.dirty = m.frame.was // nothing to be seen yet
	if left := checkWait - m.now.Sub(k.typed); left > 0 && m.comp.mode == composeWrite {
		return m.after(left, checkTimerMsg{})
	}
	k.timer = false
	return m.checkNow()
}

// checkNow asks what the rules think of the text. One request at a time; an
// answer about a text that has changed is asked for anew.
func (m *Model) checkNow() tea.Cmd {
	c := &m.comp
	k := &c.check
	if c.mode == composeOff || c.mode == composeSending {
		return nil
	}
	text := c.text()
	if strings.TrimSpace(text) == "" {
		k.clear()
		return nil
	}
	if k.busy || k.known && k.text == text {
		return nil
	}
	k.busy, k.asked, k.req = true, text, m.nextSeq()
	desk, ctx, r, req := m.o.Desk, m.life(), c.reply, k.req
	r.Text = text
	return func() tea.Msg { return checked(ctx, desk, r, req) }
}

func checked(ctx context.Context, desk Desk, r domain.Reply, req int) tea.Msg {
	v, err := desk.Check(ctx, r)
	return checkMsg{req, r.Text, v, err}
}

func (msg checkMsg) apply(m *Model) tea.Cmd {
	k := &m.comp.check
	if msg.req != k.req {
		return nil
	}
	k.busy = false
	if m.comp.mode == composeOff {
		return nil
	}
	if msg.err != nil {
		return m.complain(msg.err)
	}
	k.set(msg.text, msg.verdict)
	if m.comp.text() != msg.text {
		return m.checkNow()
	}
	return nil
}

func (k *checking) set(text string, v domain.Verdict) {
	k.text, k.verdict, k.known, k.ver = text, v, true, k.ver+1
}

// clear drops the verdict; a request under way is overtaken by it.
func (k *checking) clear() {
	k.text, k.verdict, k.known, k.busy, k.req, k.ver = "", domain.Verdict{}, false, false, 0, k.ver+1
}

// reds are the red lights of exactly the text at hand.
func (c *composer) reds() []domain.Light {
	if !c.check.known || len(c.check.verdict.Lights) == 0 || c.check.text != c.text() {
		return nil
	}
	return c.check.verdict.Reds()
}

// stopped takes over the red lights the desk has stopped a reply with.
func (m *Model) stopped(r domain.Reply, err error) bool {
	var s *domain.Stopped
	if !errors.As(err, &s) || len(s.Reds) == 0 {
		return false
	}
	lights := slices.Clone(s.Reds)
	if k := &m.comp.check; k.known && k.text == r.Text {
		for _, l := range k.verdict.Lights {
			if l.Level != domain.Red {
				lights = append(lights, l)
			}
		}
	}
	m.comp.check.set(r.Text, domain.Verdict{Lights: lights})
	return true
}

// lightLine is the row of lights under the composer: what is not green first,
// and of the green ones as many as there is room for.
func (m *Model) lightLine(w int) string {
	k := &m.comp.check
	if !k.known || w < 8 {
		return ""
	}
	return k.drawn.get(lightsDrawn{w, m.theme.gen, k.ver}, func() string {
		line, left := "", 0
		for _, part := range m.lightParts() {
			switch room := w - width(line) - 2; {
			case line == "":
				line = cut(part, w)
			case width(part) <= room:
				line += "  " + part
			default:
				left++
			}
		}
		if more := m.theme.dim.Render(" …"); left > 0 && width(line)+2 <= w {
			line += more
		}
		return line
	})
}

// lightParts are the lights in the order of their weight.
func (m *Model) lightParts() []string {
	lights := m.comp.check.verdict.Lights
	var parts []string
	for _, level := range []domain.Level{domain.Red, domain.Amber} {
		for _, l := range lights {
			if l.Level == level {
				parts = append(parts, m.lightPart(l))
			}
		}
	}
	if !slices.ContainsFunc(lights, func(l domain.Light) bool { return l.Level == domain.Red && slices.Contains(guardRules(), l.Rule) }) {
		parts = append(parts, m.theme.good.Render(m.t.Answers.Lights.Name+" ✓"))
	}
	for _, l := range lights {
		if l.Level == domain.Green {
			parts = append(parts, m.lightPart(l))
		}
	}
	return parts
}

// redLines say in full sentences what stops the reply. Where there is no room
// for sentences, they name the lights: what is sent past must have been shown.
func (m *Model) redLines(reds []domain.Light, w, room int) []string {
	var out, names []string
	for _, l := range reds {
		out = append(out, wrapText("✗ "+m.lightSays(l), w-4, m.theme.bad)...)
		names = append(names, m.ruleText(l.Rule).Short)
	}
	if len(out) > room {
		out = wrapText("✗ "+strings.Join(names, " · "), w-4, m.theme.bad)
	}
	return indented(out, w)
}

// amberLines are what may be better, in one quiet line, two at most.
func (m *Model) amberLines(w int) []string {
	k := &m.comp.check
	if !k.known {
		return nil
	}
	var says []string
	for _, l := range k.verdict.Lights {
		if l.Level == domain.Amber {
			says = append(says, m.lightSays(l))
		}
	}
	if len(says) == 0 {
		return nil
	}
	out := wrapText("! "+strings.Join(says, " · "), w-4, m.theme.warn)
	return indented(out[:min(len(out), 2)], w)
}

func indented(lines []string, w int) []string {
	for i, l := range lines {
		lines[i] = fit("  "+l, w)
	}
	return lines
}

// whyDespite says why the deliberate key does nothing: it needs a red light,
// and nothing but red lights in the way.
func whyDespite(m *Model) string {
	switch {
	case m.comp.mode == composeSending:
		return m.t.Why.Busy
	case len(m.comp.reds()) == 0:
		return m.t.Answers.NoRed
	}
	return m.comp.obstacle(m)
}

// sendDespite sends past the red lights that are shown, and no others.
func (m *Model) sendDespite() tea.Cmd {
	if m.comp.burst {
		return nil
	}
	return m.handOver(slices.Clone(m.comp.reds()))
}
