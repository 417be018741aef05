//go:build unix

package cli

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
)

// The plug is pulled while an answer is being changed, and again while it is
// held: the text is there afterwards, and it leaves once.
func TestThePlugIsPulled(t *testing.T) {
	t.Parallel()
	meta, home := stageMorning(t)
	g := openGlass(t, home)
	g.GoIn()
	play(t, meta)
	g.Await("samira", "Wartend 12")
	g.Press("s")
	g.Await("Samira", "0/11")
	g.Press(g.digit("Pflege mit Hauptschul"))
	g.Await(review)
	g.Press("\x1b")
	g.Await("Antwort an")
	g.Press(" Tschüss!")
	g.Await("Tschüss!")
	g.Until("the draft on the disk", func(string) bool { return strings.HasSuffix(draftOnDisk(t, home), "Tschüss!") })
	g.Kill()

	g = openGlass(t, home)
	g.GoIn()
	g.Await("Wartend 12")
	g.Press("s")
	g.Await("Samira", "0/11", "Entwurf liegt bereit")
	g.Press("i")
	g.Await("Antwort an", "Tschüss!")
	g.Press(keyEnter)
	g.Await(review, "Tschüss!")
	g.Press(keyEnter)
	g.Await("Durchgang", "1/11", "beantwortet")
	g.Kill()

	g = openGlass(t, home)
	g.Until("the reply on its way", func(string) bool { return len(meta.Sent()) > 0 })
	g.Await("● Relay")
	if sent := meta.Sent(); len(sent) != 1 || !strings.Contains(sent[0].Body, "Hallo Samira") || !strings.HasSuffix(sent[0].Body, "Tschüss!") {
		t.Errorf("left: %+v", sent)
	}
}

// draftOnDisk reads over the program's shoulder what a pulled plug would leave.
func draftOnDisk(t *testing.T, home string) string {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(home, "desk.db")+"?mode=ro&_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var text string
	if err := db.QueryRowContext(t.Context(), `SELECT coalesce(max(text), '') FROM draft`).Scan(&text); err != nil {
		t.Fatal(err)
	}
	return text
}
