//go:build unix

package cli

import (
	"os/exec"
	"strings"
	"testing"

	"sprechstunde/internal/glass"
)

// seat is the place before the program's window.
type seat struct {
	*glass.Glass
	tb testing.TB
}

// openGlass starts the program with the screen; the binary is this test's own
// under another name, see TestMain.
func openGlass(tb testing.TB, home string) *seat {
	tb.Helper()
	cmd := exec.CommandContext(tb.Context(), "sprechstunde")
	return &seat{glass.Open(tb, cmd, glass.Options{Env: []string{"SPRECHSTUNDE_HOME=" + home}}), tb}
}

// openLea opens the program on the staged morning and goes to Lea, who has sent
// her CV.
func openLea(t *testing.T) (g *seat, home string) {
	t.Helper()
	meta, home := stageMorning(t)
	g = openGlass(t, home)
	g.GoIn()
	play(t, meta)
	g.Await("samira", "Wartend 12")
	g.Press(keyCtrlK)
	g.Await("Zu einer Person springen", "samira")
	g.onlyFinds("lea", "▎ ~Lea")
	g.Press(keyEnter)
	g.Await("Lebenslauf_Lea.pdf")
	return g, home
}

// onlyFinds types a name and waits until nobody else is offered.
func (g *seat) onlyFinds(name, shows string) {
	g.tb.Helper()
	g.Type(name)
	g.Until("only "+name, func(screen string) bool {
		return strings.Contains(screen, "› "+name) && strings.Contains(screen, shows) && !strings.Contains(screen, "samira")
	})
}
