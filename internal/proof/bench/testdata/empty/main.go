// The program that the delay of a key is compared with: Bubble Tea, and
// nothing else but a number that changes with every key.
package main

import (
	"os"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
)

type empty int

func (e empty) Init() tea.Cmd { return nil }

func (e empty) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		if k.String() == "q" {
			return e, tea.Quit
		}
		return e + 1, nil
	}
	return e, nil
}

func (e empty) View() tea.View {
	v := tea.NewView("Wartend " + strconv.Itoa(int(e)) + strings.Repeat("\nline", 38))
	v.AltScreen = true
	return v
}

func main() {
	if _, err := tea.NewProgram(empty(0), tea.WithFPS(120)).Run(); err != nil {
		os.Exit(1)
	}
}
