//go:build unix

package cli

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sprechstunde/internal/glass"
)

// TestDataAndRightsInTheWindow does in the real program, by keys alone, what is
// owed to a person about her data: puts a hold on and lifts it, postpones,
// restricts, notes a consent and a request, writes the folder for her, and in the
// end erases her. A wrong name erases nothing; the right one leaves no byte of
// her number in any file of the home.
func TestDataAndRightsInTheWindow(t *testing.T) {
	t.Parallel()
	g, home := openLea(t)
	g.Press("w")
	g.Await("Person: ~Lea", "löscht in")
	g.Press("D")
	g.Await("Daten & Rechte: ~Lea", "▎ Löschfrist")

	g.dataRow("Sperre")
	g.Press(keyEnter)
	g.Await("Warum darf ~Lea")
	g.Type("Streit um eine Absage")
	g.Press(keyEnter)
	g.Await("! darf nicht gelöscht werden: Streit um eine Absage", "gesperrt, wird nicht gelöscht")
	g.dataRow("Löschen")
	g.Press(keyEnter)
	g.Await("Heb erst die Sperre auf")
	g.dataRow("Sperre")
	g.Press(keyEnter)
	g.Await("Sperre von ~Lea")
	g.Press(keyDown)
	g.Await("▎ aufheben")
	g.Press(keyEnter)
	g.Await("Sperre            keine", "löscht in")

	g.dataRow("Löschfrist")
	g.Press(keyEnter)
	g.Await("später löschen", "um 90 Tage")
	g.Press("2")
	g.Await("Warum bis")
	g.Type("Bewerbung offen")
	g.Press(keyEnter)
	g.Await("aufgeschoben: Bewerbung offen")

	g.dataRow("Einschränkung")
	g.Press(keyEnter)
	g.Await("Warum sollen die Daten von ~Lea")
	g.Press(keyEnter)
	g.Await("! ruht seit")
	g.dataRow("Einwilligung      vorgemerkt")
	g.Press(keyEnter)
	g.Await("auf welchem Weg zugestimmt?")
	g.Press("1")
	g.Await("bis wann?")
	g.Press("1")
	g.Await("in welchen Worten wurde gefragt?")
	g.Type("Darf ich dich vormerken?")
	g.Press(keyEnter)
	g.Await("Fassung der Worte")
	g.Press(keyEnter)
	g.Await("In welcher Nachricht steht es?", "Hier mein Lebenslauf")
	g.Press("2")
	g.Await("vorgemerkt bleiben: seit", "mit Beleg")
	g.dataRow("Neue Anfrage")
	g.Press(keyEnter)
	g.Await("Was verlangt ~Lea")
	g.Press("1")
	g.Await("wann kam die Anfrage?")
	g.Press(keyEnter)
	g.Await("Anfrage           Auskunft, zu beantworten bis")
	g.dataRow("Auskunft")
	g.Press(keyEnter)
	g.Await("Die Auskunft liegt in", "▎ fertig")
	made, err := globAll(home, "auskunft-")
	if err != nil || len(made) == 0 {
		t.Fatalf("no folder: %v %v", made, err)
	}
	g.Press(keyEnter)
	g.Until("the folder is told", func(screen string) bool { return !strings.Contains(screen, "Die Auskunft liegt in") })

	g.dataRow("Löschen")
	g.Press(keyEnter)
	g.Await("löschen?", "nein, nichts löschen")
	g.Press(keyDown)
	g.Await("▎ löschen: die Person will es")
	g.Press(keyEnter)
	g.Await("den Namen eintippen", "Tippe „Lea“")
	g.Type("Leo")
	g.Await("› Leo ")
	g.Press(keyEnter)
	g.Await("Das ist nicht der Name der Person; nichts wurde gelöscht.")
	g.Press("\x7f")
	g.Await("› Le ")
	g.Press("a")
	g.Await("› Lea ")
	g.Press(keyEnter)
	g.Await("Gelöscht", "Der Beleg:", "Wartend 11", "▎ fertig")
	g.Press(keyEnter)
	g.Until("the receipt is closed", func(screen string) bool { return !strings.Contains(screen, "Der Beleg") })
	if strings.Contains(g.Screen(), "Lea") {
		t.Errorf("still on the screen:\n%s", g.Screen())
	}
	g.Press("/")
	g.Await("Suche in allen Nachrichten")
	g.Type("lebenslauf_lea")
	g.Await("Nichts gefunden.")
	g.Press(glass.Escape)
	if where := holders(t, home, "4915550100207", "Lebenslauf_Lea"); len(where) != 0 {
		t.Errorf("still in %v", where)
	}
}

// dataRow goes to a row of the sheet, down or from its end up again.
func (g *seat) dataRow(row string) {
	g.tb.Helper()
	key := keyDown
	for range 60 {
		now, _ := underCursor(g.Screen())
		if strings.Contains(now, "▎ "+row) {
			return
		}
		if strings.Contains(now, "▎ Löschen ") {
			key = "\x1b[A"
		} else if strings.Contains(now, "▎ Löschfrist ") {
			key = keyDown
		}
		g.Press(key)
		g.Until("another row", func(screen string) bool {
			then, one := underCursor(screen)
			return one && then != now
		})
	}
	g.tb.Fatalf("no row %q:\n%s", row, g.Screen())
}

// globAll lists what is called so anywhere below a folder.
func globAll(dir, prefix string) (found []string, err error) {
	err = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && strings.HasPrefix(e.Name(), prefix) {
			found = append(found, path)
		}
		return err
	})
	return found, err
}

// holders are the files below a folder that have one of some words in them.
func holders(t *testing.T, dir string, words ...string) (found []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		raw, err := os.ReadFile(path)
		for _, w := range words {
			if bytes.Contains(raw, []byte(w)) {
				found = append(found, path)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
