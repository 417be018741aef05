package tui

import (
	"context"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"sprechstunde/internal/domain"
)

// ringGap is how far apart notifications are at least.
const ringGap = 30 * time.Second

// Bell says how a notification reaches the adviser. It never carries anything
// personal: others may see the corner of her screen.
type Bell struct {
	Way     string                      // osc9, osc99, osc777, bell, command, or off
	Tmux    bool                        // tmux stands in between, which lets only the bell through for sure
	Command func(context.Context) error // for command; learns nothing
}

// BellFor resolves the configured way, asking the environment which terminal
// this is where that is left open.
func BellFor(way string, env func(string) string, command func(context.Context) error) Bell {
	if way == "auto" || way == "" {
		way = terminalBell(env)
	}
	return Bell{Way: way, Tmux: env("TMUX") != "", Command: command}
}

// terminalBell knows what each terminal understands.
func terminalBell(env func(string) string) string {
	term, program := env("TERM"), strings.ToLower(env("TERM_PROGRAM")+" "+env("LC_TERMINAL"))
	switch {
	case env("KITTY_WINDOW_ID") != "", strings.Contains(term, "kitty"):
		return "osc99"
	case env("WT_SESSION") != "", strings.Contains(program, "iterm"), strings.Contains(program, "wezterm"), strings.Contains(program, "ghostty"),
		strings.Contains(term, "ghostty"), strings.Contains(term, "wezterm"):
		return "osc9"
	case strings.HasPrefix(term, "foot"), strings.HasPrefix(term, "rxvt"):
		return "osc777"
	default:
		return "bell"
	}
}

// sequence is what is written to the terminal; title and text are ours.
func (b Bell) sequence(title, text string) string {
	seq := ""
	switch b.Way {
	case "osc9":
		seq = ansi.Notify(title + ": " + text)
	case "osc99":
		seq = ansi.DesktopNotification(title + ": " + text)
	case "osc777":
		seq = "\x1b]777;notify;" + title + ";" + text + "\x1b\\"
	case "bell":
		return "\a"
	default:
		return ""
	}
	if b.Tmux {
		return ansi.TmuxPassthrough(seq) + "\a"
	}
	return seq
}

// ringing remembers when it rang last, and how much came since.
type ringing struct {
	last    time.Time
	waiting int  // chats that began to wait since
	inSlot  bool // … in a slot, and not only of people who were answered today
	timer   bool
}

type (
	ringAgainMsg struct{}
	rangMsg      struct{ err error }
)

// rings reports whether a chat may make itself heard now.
func (m *Model) rings(c domain.Chat) bool {
	a := m.agenda
	a.At = m.now.In(m.o.Zone)
	return domain.Rings(a, m.followUp, c)
}

// heard is news of chats that began to wait. In a slot everybody rings; in the
// follow-up it first has to be known who they are.
func (m *Model) heard(ids []int64) tea.Cmd {
	switch {
	case len(ids) == 0:
		return nil
	case m.rings(domain.Chat{State: domain.ChatWaiting}):
		m.ringing.inSlot = true
		return m.ringOnce(len(ids))
	case m.following():
		m.waits.began = append(m.waits.began, ids...)
	}
	return nil
}

// ringFor rings for those of the chats that may.
func (m *Model) ringFor(chats []domain.Chat) tea.Cmd {
	m.afterSlot()
	n := 0
	for _, c := range chats {
		if m.rings(c) {
			n++
		}
	}
	return m.ringOnce(n)
}

// ringOnce rings for n chats, at most every half a minute: what comes sooner is
// counted and rings when the time has passed.
func (m *Model) ringOnce(n int) tea.Cmd {
	r := &m.ringing
	r.waiting += n
	if r.waiting == 0 || m.o.Bell.Way == "off" {
		r.waiting = 0
		return nil
	}
	if wait := r.last.Add(ringGap).Sub(m.now); wait > 0 && wait <= ringGap {
		if r.timer {
			return nil
		}
		r.timer = true
		return m.after(wait, ringAgainMsg{})
	}
	text := counted(r.waiting, "", m.t.Hours.Ring.One, m.t.Hours.Ring.ManyF)
	r.last, r.waiting, r.inSlot = m.now, 0, false
	if m.o.Bell.Way == "command" {
		return m.callOut()
	}
	return tea.Raw(m.o.Bell.sequence(m.t.Product, text))
}

// apply rings for what came meanwhile, if that still may.
func (ringAgainMsg) apply(m *Model) tea.Cmd {
	m.ringing.timer = false
	m.afterSlot()
	if m.agenda.Slot.IsZero() && !m.following() {
		m.ringing.waiting = 0
	}
	return m.ringOnce(0)
}

// afterSlot drops what was counted in a slot that is over: it was not asked
// whether those people were answered today.
func (m *Model) afterSlot() {
	if r := &m.ringing; r.inSlot && m.agenda.Slot.IsZero() {
		r.waiting, r.inSlot = 0, false
	}
}

func (m *Model) callOut() tea.Cmd {
	call, ctx := m.o.Bell.Command, m.life()
	if call == nil {
		return nil
	}
	return func() tea.Msg { return rangMsg{call(ctx)} }
}

func (msg rangMsg) apply(m *Model) tea.Cmd {
	if msg.err == nil || m.life().Err() != nil {
		return nil
	}
	return m.say(toastWarn, m.t.Hours.Ring.Failed)
}

// wellWords say how the relay is, "" if it is not well: then the status line
// and a banner say more.
func (m *Model) wellWords() string {
	t, l := &m.t.Hours.Ring, &m.link
	h := &l.Health
	switch {
	case !l.Up || len(m.banners()) > 0:
		return ""
	case h.LastWebhook.IsZero():
		return t.WellNone
	case h.Usual < 0:
		return fmt.Sprintf(t.WellF, m.cal.short(h.LastWebhook, m.now), h.Messages)
	default:
		return fmt.Sprintf(t.WellUsualF, m.cal.short(h.LastWebhook, m.now), h.Messages, int(h.Usual+0.5))
	}
}
