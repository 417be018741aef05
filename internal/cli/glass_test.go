//go:build unix

package cli

import (
	"os/exec"
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
