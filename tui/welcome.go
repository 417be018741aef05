package tui

import (
	"context"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/i18n"
)

// Choice is what the adviser wants on the first page.
type Choice string

// The choices of the first page.
const (
	ChoiceQuit  Choice = "quit"
	ChoiceDemo  Choice = "demo"
	ChoiceSetup Choice = "setup"
)

// Welcome shows the page of a program that is not set up yet and returns what
// the adviser chose. theme is a name of the configuration, "" for auto. Bringing
// over old chats is explained on the page and is no choice of its own, because
// it needs a number first.
func Welcome(ctx context.Context, lang, theme string, extra ...tea.ProgramOption) (Choice, error) {
	p := tea.NewProgram(newWelcome(lang, theme), append([]tea.ProgramOption{tea.WithContext(ctx), tea.WithFPS(framesPerSecond)}, extra...)...)
	m, err := p.Run()
	if err != nil && !errors.Is(err, tea.ErrInterrupted) && ctx.Err() == nil {
		return ChoiceQuit, fmt.Errorf("showing the first page: %w", err)
	}
	if w, ok := m.(*welcome); ok {
		return w.choice, nil
	}
	return ChoiceQuit, nil
}

// welcome is the model of the first page.
type welcome struct {
	t      *i18n.ScreenTexts
	theme  theme
	w, h   int
	at     int
	note   bool // the line about bringing over is shown
	choice Choice
}

func newWelcome(lang, name string) *welcome {
	if name == "" {
		name = themeAuto
	}
	return &welcome{t: &i18n.For(lang).Screen, theme: newTheme(name, true, 1), choice: ChoiceQuit}
}

// Init asks for the colour of the background.
func (m *welcome) Init() tea.Cmd { return tea.RequestBackgroundColor }

// Update walks through the choices.
func (m *welcome) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		if msg.Width > 0 && msg.Height > 0 && msg.Width <= maxSide && msg.Height <= maxSide {
			m.w, m.h = msg.Width, msg.Height
		}
	case tea.BackgroundColorMsg:
		m.theme = newTheme(m.theme.name, msg.IsDark(), m.theme.gen+1)
	case tea.KeyPressMsg:
		return m, m.press(msg.String())
	}
	return m, nil
}

func (m *welcome) press(key string) tea.Cmd {
	last := len(m.entries()) - 1
	switch key {
	case "down", "j", "tab":
		m.at = min(m.at+1, last)
	case "up", "k", "shift+tab":
		m.at = max(m.at-1, 0)
	case "1", "2", "3", "4":
		m.at = int(key[0] - '1')
		return m.pick()
	case "enter":
		return m.pick()
	case "q", "esc", "ctrl+c":
		return tea.Quit
	case "ctrl+z":
		return tea.Suspend
	}
	return nil
}

func (m *welcome) pick() tea.Cmd {
	e := m.entries()[m.at]
	if e.choice == "" {
		m.note = true
		return nil
	}
	m.choice = e.choice
	return tea.Quit
}

type welcomeEntry struct {
	name, sub string
	choice    Choice
}

func (m *welcome) entries() []welcomeEntry {
	t := &m.t.Welcome
	return []welcomeEntry{
		{t.Demo, t.DemoSub, ChoiceDemo}, {t.Setup, t.SetupSub, ChoiceSetup}, {t.Import, t.ImportSub, ""}, {t.Quit, "", ChoiceQuit},
	}
}

// View draws the page in the middle of the window, or without margins where
// there is little room.
func (m *welcome) View() tea.View {
	v := tea.NewView(m.draw())
	v.AltScreen = true
	v.WindowTitle = m.t.Title
	return v
}

func (m *welcome) draw() string {
	if m.w == 0 {
		return m.t.Welcome.Hello
	}
	w := min(m.w-2, 72)
	lines := m.page(w)
	margin := spaces((m.w - w) / 2)
	var out string
	for range max((m.h-len(lines))/3, 0) {
		out += "\n"
	}
	for i, l := range lines[:min(len(lines), m.h)] {
		if i > 0 {
			out += "\n"
		}
		out += margin + l
	}
	return out
}

func (m *welcome) page(w int) []string {
	t := &m.t.Welcome
	out := []string{m.theme.title.Render(cut(t.Hello, w)), ""}
	out = append(out, wrapText(t.What, w, m.theme.plain)...)
	out = append(append(out, ""), wrapText(t.Nothing, w, m.theme.plain)...)
	out = append(out, "")
	for i, e := range m.entries() {
		sign, st := "  ", m.theme.plain
		if i == m.at {
			sign, st = "▎ ", m.theme.accent.Bold(true)
		}
		if i > 0 && m.h >= 24 {
			out = append(out, "")
		}
		out = append(out, m.theme.mark.Render(sign)+st.Render(cut(fmt.Sprintf("%d  %s", i+1, e.name), w-2)))
		if e.sub != "" && m.h >= minRows+5 {
			for _, l := range wrapText(e.sub, w-5, m.theme.dim) {
				out = append(out, m.theme.mark.Render(sign)+"   "+l)
			}
		}
	}
	if m.note {
		out = append(append(out, ""), wrapText(t.ImportNote, w, m.theme.warn)...)
	}
	return append(out, "", m.theme.dim.Render(cut(t.Keys, w)))
}
