//go:build unix

package cli

import (
	"strings"
	"testing"

	"sprechstunde/internal/glass"
)

const (
	keyCtrlK = "\x0b"
	keyDown  = "\x1b[B"
)

// TestPersonInTheWindow does everything about a person in the real program by
// keys alone: jumps to her, labels her, puts her one stage on, notes a call,
// makes her one with another chat and takes them apart again.
func TestPersonInTheWindow(t *testing.T) {
	t.Parallel()
	g, _ := openLea(t)

	g.Press("l")
	g.Await("Labels von ~Lea", "○ p Pflege")
	g.Press("p")
	g.Await("● p Pflege")
	g.Press(glass.Escape)
	g.Until("the labels are closed", func(screen string) bool { return !strings.Contains(screen, "Labels von") })
	g.Press("S")
	g.Await("Stufe: in Beratung")
	g.Press("c")
	g.Await("Anruf mit ~Lea")
	g.Type("ruft Montag wieder an")
	g.Press(keyEnter)
	g.Await("Anruf notiert.")

	g.Press("w")
	g.Await("Person: ~Lea", "p Pflege", "in Beratung", "ruft Montag wieder an", "+49 155 5010 0207")
	g.Press("m")
	g.Await("Mit wem soll ~Lea")
	g.onlyFinds("jana", "▎ ~Jana")
	g.Press(keyEnter)
	g.Await("Zwei Chats zu einem machen", "Kommt dazu", "~Jana · +49 155 5010 0205", "2 Nachrichten")
	g.Press(keyEnter)
	g.Await("wirklich zu ~Lea")
	g.Press(keyDown)
	g.Await("▎ zusammenlegen")
	g.Press(keyEnter)
	g.Await("Zusammengelegt", "Wartend 11", "Danke!!", "Lebenslauf_Lea.pdf")

	g.Press("w")
	g.Await("Person: ~", "Jana", "Lea", "zusammengelegt")
	g.walkTo("▎ Nummer            +49 155 5010 0205")
	g.Press(keyEnter)
	g.Await("Eine Adresse abtrennen", "+49 155 5010 0205")
	g.Press(keyEnter)
	g.Await("wirklich abtrennen?")
	g.Press(keyDown)
	g.Await("▎ abtrennen")
	g.Press(keyEnter)
	g.Await("Abgetrennt.", "Wartend 12", "p Pflege", "in Beratung")
}

// walkTo goes down a page until a row is under the cursor, and from its last row
// to the first again. Other things may change on the screen meanwhile, so only
// the row under the cursor says that a key has been heard.
func (g *seat) walkTo(row string) {
	g.tb.Helper()
	for range 120 {
		before, _ := underCursor(g.Screen())
		switch {
		case strings.Contains(before, row):
			return
		case strings.Contains(before, "Hintergrund"):
			g.Press("g")
		default:
			g.Press("j")
		}
		g.Until("another row", func(screen string) bool {
			now, one := underCursor(screen)
			return one && now != before
		})
	}
	g.tb.Fatalf("no row %q:\n%s", row, g.Screen())
}

// underCursor is the row with the sign of the cursor, if there is just one: half
// a frame may have two.
func underCursor(screen string) (row string, one bool) {
	n := 0
	for line := range strings.SplitSeq(screen, "\n") {
		if strings.HasPrefix(line, " ▎ ") {
			row = line
			n++
		}
	}
	return row, n == 1
}
