package tui

import (
	"errors"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// toastKind is how serious a toast is; its sign says it without colour.
type toastKind uint8

const (
	toastHint toastKind = iota
	toastGood
	toastWarn
	toastBad
)

// toast is a short answer that goes away by itself.
type toast struct {
	text   string
	kind   toastKind
	gen    int
	unseen bool // its time was up while something lay over it
}

// say shows a toast. The text is ours, or has passed the gate.
func (m *Model) say(kind toastKind, text string) tea.Cmd { return m.sayFor(toastWait, kind, text) }

// sayFor shows one for longer.
func (m *Model) sayFor(wait time.Duration, kind toastKind, text string) tea.Cmd {
	m.toast = toast{text: text, kind: kind, gen: m.toast.gen + 1}
	return m.after(wait, toastEndMsg{m.toast.gen})
}

func (m *Model) sayF(kind toastKind, format string, args ...any) tea.Cmd {
	return m.say(kind, fmt.Sprintf(format, args...))
}

// apply takes the toast away, unless it is a warning that nobody can have read: that
// one waits until what lies over it is gone, and then for its time.
func (msg toastEndMsg) apply(m *Model) tea.Cmd {
	t := &m.toast
	switch {
	case msg.gen != t.gen || t.text == "":
	case t.kind >= toastWarn && m.toastHidden():
		t.unseen = true
		return m.after(toastWait, msg)
	case t.unseen:
		t.unseen = false
		return m.after(toastWait, msg)
	default:
		t.text = ""
	}
	return nil
}

// toastHidden reports that toasts are not drawn just now.
func (m *Model) toastHidden() bool {
	return m.curtain.drawn || m.tooSmall() || m.sheet != nil && !m.toastOver()
}

// complain shows what went wrong in the words the adviser can act on. The
// chain of the error is for the log and never shown.
func (m *Model) complain(err error) tea.Cmd {
	if m.life().Err() != nil {
		return nil // we are leaving; what was cut short is no news
	}
	return m.say(toastBad, m.sentence(err))
}

// sentence is what a failure means to the adviser, never its chain.
func (m *Model) sentence(err error) string {
	detail := ""
	var e *domain.Error
	if errors.As(err, &e) {
		detail = e.Detail
	}
	return orElse(m.clean.line(m.texts.Errors.Sentence(domain.CodeOf(err), detail)), m.t.Toast.Trouble)
}

// longToast is how long a toast stays that says more than a few words.
const longToast = 12 * time.Second

// toastIndent is what a toast leaves free of the width.
const toastIndent = 6

// toastRows is how many lines a toast takes at most: the longest sentence about a
// failure has room in the narrowest window, and its end says what to do.
const toastRows = 6

// toastLines are the words of the toast.
func (m *Model) toastLines(w int) []string {
	if m.toast.text == "" {
		return nil
	}
	sign := [...]string{"· ", "✓ ", "! ", "✗ "}[m.toast.kind]
	st := [...]func(...string) string{m.theme.plain.Render, m.theme.good.Render, m.theme.warn.Render, m.theme.bad.Render}[m.toast.kind]
	var out []string
	for i, l := range wrapText(m.toast.text, w-toastIndent, m.theme.plain) {
		if i == toastRows {
			break
		}
		lead := "   "
		if i == 0 {
			lead = " " + st(sign)
		}
		out = append(out, fit(lead+l, w))
	}
	return out
}
