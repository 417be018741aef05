package tui

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

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

// lightLine is the row of lights under the composer: every red and amber one,
// and of the green ones as many as there is room for. No word of it is cut.
func (m *Model) lightLine(w int) string {
	k := &m.comp.check
	if !k.known || w < 8 {
		return ""
	}
	return k.drawn.get(lightsDrawn{w, m.theme.gen, k.ver}, func() string { return m.drawLights(w) })
}

// drawLights shortens the lights that say something, one after the other, to
// word and sign, and moves them together, before it leaves one out.
func (m *Model) drawLights(w int) string {
	say, green := m.weighted()
	parts, tight := make([]string, len(say)), make([]string, len(say))
	for i, l := range say {
		parts[i], tight[i] = m.lightPart(l), m.lightTight(l)
	}
	for i := len(say) - 1; i >= 0 && rowWidth(parts, lightGap) > w; i-- {
		parts[i] = m.lightShort(say[i])
	}
	gap := lightGap
	if rowWidth(parts, gap) > w {
		parts, gap = tight, " "
	}
	if rowWidth(parts, gap) > w {
		return fitLights(nil, parts, gap, w, func(from int) string {
			return m.lightSign(say[from].Level, strconv.Itoa(len(say)-from))
		})
	}
	return fitLights(parts, green, gap, w, func(from int) string {
		return m.lightSign(domain.Green, strconv.Itoa(len(green)-from))
	})
}

// fitLights puts as many parts behind those before as fit together with the
// sign for the rest.
func fitLights(before, parts []string, gap string, w int, rest func(from int) string) string {
	for n := len(parts); n >= 0; n-- {
		row := append(slices.Clone(before), parts[:n]...)
		if n < len(parts) {
			row = append(row, rest(n))
		}
		if rowWidth(row, gap) <= w {
			return strings.Join(row, gap)
		}
	}
	return strings.Join(before, gap)
}

// lightGap stands between two lights where there is room.
const lightGap = "  "

func rowWidth(parts []string, gap string) int { return width(strings.Join(parts, gap)) }

// weighted are the lights that say something, the red ones first, and the
// green ones as they are drawn. The guard has one green light for all its rules.
func (m *Model) weighted() (say []domain.Light, green []string) {
	lights := m.comp.check.verdict.Lights
	for _, level := range []domain.Level{domain.Red, domain.Amber} {
		for _, l := range lights {
			if l.Level == level {
				say = append(say, l)
			}
		}
	}
	if !slices.ContainsFunc(say, func(l domain.Light) bool { return l.Level == domain.Red && slices.Contains(guardRules(), l.Rule) }) {
		green = append(green, m.theme.good.Render(m.t.Answers.Lights.Name+" ✓"))
	}
	for _, l := range lights {
		if l.Level == domain.Green {
			green = append(green, m.lightShort(l))
		}
	}
	return say, green
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

// amberLines are what may be better, in two quiet lines at most. Where there is
// no room for all sentences, the longest become the word of their light.
func (m *Model) amberLines(w int) []string {
	k := &m.comp.check
	if !k.known || k.text != m.comp.text() {
		return nil
	}
	var says, words []string
	for _, l := range mattersFirst(k.verdict.Lights) {
		if l.Level == domain.Amber {
			says, words = append(says, m.lightSays(l)), append(words, m.ruleText(l.Rule).Short)
		}
	}
	if len(says) == 0 {
		return nil
	}
	out := remarks(says, w-4)
	for range says {
		if len(out) > amberRoom {
			shorten(says, words)
			out = remarks(says, w-4)
		}
	}
	if len(out) > amberRoom {
		out[amberRoom-1] = cutWords(out[amberRoom-1]+" "+out[amberRoom], w-4)
		out = out[:amberRoom]
	}
	for i, l := range out {
		out[i] = m.theme.warn.Render(l)
	}
	return indented(out, w)
}

// mattersFirst puts the lights first that are about more than style.
func mattersFirst(lights []domain.Light) []domain.Light {
	list := slices.Clone(lights)
	slices.SortStableFunc(list, func(a, b domain.Light) int { return weight(b.Rule) - weight(a.Rule) })
	return list
}

func weight(r domain.Rule) int {
	switch r {
	case domain.RulePrivate, domain.RuleAttachment:
		return 2
	case domain.RuleProfileName, domain.RuleIntro:
		return 1
	default:
		return 0
	}
}

// shorten puts the word in the place of the sentence where that saves most.
func shorten(says, words []string) {
	most := 0
	for i := range says {
		if width(says[i])-width(words[i]) > width(says[most])-width(words[most]) {
			most = i
		}
	}
	says[most] = words[most]
}

// remarks are lines of at most w cells; none begins with the dot between two
// remarks.
func remarks(says []string, w int) []string {
	const hold = "\u00a0"
	lines := wrapText("! "+strings.Join(says, hold+"· "), w, lipgloss.NewStyle())
	for i, l := range lines {
		lines[i] = strings.ReplaceAll(l, hold, " ")
	}
	return lines
}

// amberRoom is how many lines the quiet remarks of the review take.
const amberRoom = 2

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
	case m.comp.out.shut && !m.comp.out.last:
		return m.withKeys(m.t.Parking.ReadFirst, "send", "change")
	}
	return m.comp.obstacle(m)
}

// sendDespite sends past the red lights that are shown, and no others.
func (m *Model) sendDespite() tea.Cmd {
	if m.comp.burst || m.unread() {
		return nil
	}
	return m.handOver(slices.Clone(m.comp.reds()))
}
