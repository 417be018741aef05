//go:build unix

package cli

import (
	"testing"

	"sprechstunde/internal/glass"
)

// TestSearchInTheWindow finds a message in the real program by keys alone, goes
// to it and comes back.
func TestSearchInTheWindow(t *testing.T) {
	t.Parallel()
	meta, home := stageMorning(t)
	g := openGlass(t, home)
	g.GoIn()
	play(t, meta)
	g.Await("samira", "Wartend 12")
	g.Press("/")
	g.Await("Suche in allen Nachrichten", "Tipp Wörter")
	g.Type("hauptschul")
	g.Await("Treffer", "samira", "hauptschulabschluss")
	g.Press(keyEnter)
	g.Await("~samira", "›┃")
	g.Press(glass.Escape)
	g.Await("Suche in allen Nachrichten", "/ hauptschul")
	g.Press(glass.Escape)
	g.Await("Wartend 12")
}
