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
	g.goIn()
	play(t, meta)
	g.await("samira", "Wartend 12")
	g.press("s")
	g.await("🖤", "0/12")
	g.press("v")
	g.await("Samira", "0/12")
	g.press(g.digit("Pflege mit Hauptschul"))
	g.await(review)
	g.press("\x1b")
	g.await("Antwort an")
	g.press(" Tschüss!")
	g.await("Tschüss!")
	g.until("the draft on the disk", func(string) bool { return strings.HasSuffix(draftOnDisk(t, home), "Tschüss!") })
	g.shut()

	g = openGlass(t, home)
	g.goIn()
	g.await("Wartend 12")
	g.press("s")
	g.await("🖤", "0/12")
	g.press("v")
	g.await("Samira", "0/12", "Entwurf liegt bereit")
	g.press("i")
	g.await("Antwort an", "Tschüss!")
	g.press(keyEnter)
	g.await(review, "Tschüss!")
	g.press(keyEnter)
	g.await("Durchgang", "1/12", "beantwortet")
	g.shut()

	g = openGlass(t, home)
	g.until("the reply on its way", func(string) bool { return len(meta.Sent()) > 0 })
	g.await("● Relay")
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
