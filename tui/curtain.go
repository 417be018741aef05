package tui

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/i18n"
)

// curtainAction is the one action that is looked for before all others: it works
// wherever the adviser is.
const curtainAction = "curtain"

const (
	// curtainFirm is how long the key that drew the curtain does not open it
	// again: somebody in a hurry holds it down, and terminals repeat it.
	curtainFirm = time.Second
	// curtainDeaf is how long nothing is tried after a wrong passphrase.
	curtainDeaf = 2 * time.Second
	// curtainDots is how many letters of it are counted on the screen.
	curtainDots = 24
)

// curtain hides everything at once. What goes on behind it goes on: a message
// that comes in is there afterwards, a reply that was on its way leaves. Keys do
// not get through.
type curtain struct {
	drawn   bool
	touched time.Time // when she was last seen to be there, by the wall clock
	pressed time.Time // when its key last came
	typed   []rune    // of the passphrase
	wrong   bool
	deaf    time.Time
}

type idleMsg struct{}

func curtainActions() []action {
	return []action{
		{id: curtainAction, ctx: ctxAlways, keys: []string{"ctrl+r"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Curtain }, do: (*Model).drawCurtain},
	}
}

// watchIdle draws the curtain when nobody has been seen for long enough. It runs
// before every message, so that also a machine that slept shows nothing more than
// the frame it slept with, and the key that woke it does nothing.
func (m *Model) watchIdle(msg tea.Msg) tea.Cmd {
	c, now := &m.curtain, m.now.Round(0) // the monotonic clock stands still while a machine sleeps
	_, resumed := msg.(tea.ResumeMsg)
	if resumed || m.occupied() || now.Before(c.touched) {
		c.touched = now
	}
	if m.o.CurtainAfter <= 0 || c.drawn || now.Sub(c.touched) < m.o.CurtainAfter {
		return nil
	}
	return m.drawCurtain()
}

// occupied reports that she is there without a key: writing in her editor,
// listening, or speaking.
func (m *Model) occupied() bool {
	r := m.voice()
	return m.inEditor || m.plays != nil || r != nil && r.state == recordRunning
}

// nextIdle wakes us when the curtain may be due.
func (m *Model) nextIdle() tea.Cmd {
	if m.o.CurtainAfter <= 0 {
		return nil
	}
	left := m.o.CurtainAfter
	if !m.curtain.drawn {
		left -= m.now.Round(0).Sub(m.curtain.touched)
	}
	return m.after(max(left, time.Millisecond), idleMsg{})
}

func (idleMsg) apply(m *Model) tea.Cmd { return m.nextIdle() }

// drawCurtain hides everything with the next frame. What plays stops, and what is
// being written is kept: nobody knows how long the curtain stays.
func (m *Model) drawCurtain() tea.Cmd {
	m.curtain.drawn, m.curtain.pressed = true, m.now.Round(0)
	m.frame.dirty = true
	var kept tea.Cmd
	if m.comp.mode != composeOff {
		kept = m.saveDraft()
	}
	return tea.Batch(kept, m.stopPlaying())
}

// veiled takes what is typed while the curtain is drawn, and the key that draws
// it. Nothing else sees that key then.
func (m *Model) veiled(msg tea.Msg) (tea.Cmd, bool) {
	c := &m.curtain
	switch msg := msg.(type) {
	case tea.PasteMsg:
		if c.drawn {
			c.typeIn(strings.TrimRight(msg.Content, "\r\n"))
			return nil, true
		}
	case tea.KeyPressMsg:
		a := m.keys.find([]keyContext{ctxAlways}, msg.String())
		own := a != nil && a.id == curtainAction
		switch {
		case c.drawn:
			m.curtainKey(msg, own)
			return nil, true
		case own:
			return m.drawCurtain(), true
		}
	default:
		return nil, false
	}
	c.touched = m.now.Round(0)
	return nil, false
}

// curtainKey is a key while the curtain is drawn.
func (m *Model) curtainKey(k tea.KeyPressMsg, own bool) {
	c, now := &m.curtain, m.now.Round(0)
	if m.o.Unlock == nil {
		if held := now.Sub(c.pressed) < curtainFirm; own && !held {
			m.openCurtain()
		}
		if own {
			c.pressed = now
		}
		return
	}
	switch k.String() {
	case "enter":
		m.tryPassphrase()
	case "esc", "ctrl+u":
		c.typed, c.wrong = nil, false
	case "backspace":
		c.typed = c.typed[:max(len(c.typed)-1, 0)]
	default:
		c.typeIn(k.Text)
	}
}

// typeIn takes letters of the passphrase.
func (c *curtain) typeIn(text string) {
	if text == "" || len(c.typed)+utf8.RuneCountInString(text) > 1024 {
		return
	}
	c.typed, c.wrong = append(slices.Clip(c.typed), []rune(text)...), false
}

func (m *Model) tryPassphrase() {
	c, now := &m.curtain, m.now.Round(0)
	if len(c.typed) == 0 || now.Before(c.deaf) && now.Add(curtainDeaf).After(c.deaf) {
		return
	}
	typed := string(c.typed)
	clear(c.typed)
	c.typed = nil
	if m.o.Unlock(typed) {
		m.openCurtain()
		return
	}
	c.wrong, c.deaf = true, now.Add(curtainDeaf)
}

func (m *Model) openCurtain() {
	m.curtain = curtain{touched: m.now.Round(0)}
}

// curtainPage is all that is seen then: words of our own and the time.
func (m *Model) curtainPage() string {
	t, th := &m.t.Curtain, &m.theme
	words := []string{th.strong.Render(t.Title), "", th.dim.Render(m.cal.stamp(m.now)), ""}
	if m.o.Unlock == nil {
		words = append(words, th.plain.Render(strings.ReplaceAll(t.OpenF, "%s", m.key(curtainAction))))
	} else {
		words = append(words, th.plain.Render(t.Passphrase), th.plain.Render(strings.Repeat("•", min(len(m.curtain.typed), curtainDots))))
	}
	if m.curtain.wrong {
		words = append(words, th.warn.Render(t.Wrong))
	}
	lines := pad(nil, m.w, max((m.h-len(words))/2, 0))
	for _, l := range words {
		lines = append(lines, fit(centred(l, m.w), m.w))
	}
	return strings.Join(pad(lines, m.w, m.h), "\n")
}
