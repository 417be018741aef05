package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// sayHints says at the start what the desk has to tell, in one line: several
// toasts would hide each other.
func (m *Model) sayHints() tea.Cmd {
	if len(m.o.Hints) == 0 {
		return nil
	}
	return m.sayFor(longToast, toastWarn, strings.Join(m.o.Hints, " "))
}
