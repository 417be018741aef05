//go:build unix

package cli

import (
	"os"
	"path/filepath"
	"testing"

	"sprechstunde/internal/glass"
)

// TestTakeInInTheWindow takes an exported chat into an open one in the real
// program, by keys alone: it asks how the days stand and who she is, shows what is
// new, takes it in, and takes it out again.
func TestTakeInInTheWindow(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "chat.txt")
	text := "01.02.24, 09:10 - Wer anders: Altes von der Messe\n02.02.24, 09:12 - Noch wer: Schön, dass du schreibst\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	g, _ := openLea(t)
	g.Press("J")
	g.Await("welche Datei?", "noch kommt nichts dazu")
	g.Type(file)
	g.Press(keyEnter)
	g.Await("Wer davon bist du?", "▎ Noch wer", "Wer anders")
	g.Press(keyDown)
	g.Await("▎ Wer anders")
	g.Press(keyEnter)
	g.Await("In den Chat mit ~Lea", "Nachrichten: 2, Do 01.02.2024 bis Fr 02.02.2024", "▎ hineinholen, was neu ist: 2")
	g.Press(keyEnter)
	g.Await("Nachrichten hereingeholt: 2", "▎ fertig")
	g.Press(keyDown)
	g.Await("▎ doch nicht")
	g.Press(keyEnter)
	g.Await("Wieder herausgenommen.")
	g.Press(glass.Escape)
}
