package store_test

import (
	"database/sql"
	"testing"

	"sprechstunde/internal/domain"
)

// What the disk has changed behind SQLite's back is never shown as what
// somebody wrote, nor sent as what she wrote.
func TestChangedTextIsNotShown(t *testing.T) {
	t.Parallel()
	for _, change := range []string{
		`UPDATE message SET text = 'etwas anderes'`,
		`UPDATE message SET direction = 'out'`,
		`UPDATE message SET at = at + 1`,
		`UPDATE message SET edited = '{"text":"etwas anderes","known":true}'`,
		`UPDATE chat SET last_text = 'etwas anderes'`,
	} {
		f := open(t)
		f.take(says(samira, "w1", "hallo", 1))
		f.disk(change)
		thread := f.thread(samira.Phone)
		m, row := thread.Messages[0], thread.Chat
		if m.Kind != domain.KindDamaged && row.LastKind != domain.KindDamaged {
			t.Errorf("%s: shown as %q and %q", change, m.Content.Text, row.LastText)
		}
		if m.Content.Text == "etwas anderes" || m.Edited != nil || row.LastText == "etwas anderes" {
			t.Errorf("%s: the disk's words are shown", change)
		}
	}
}

func TestChangedSendIsNotHandedOver(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(samira, "w1", "hallo", 1))
	f.send("u1", "Guten Tag")
	if list, err := f.Handovers(t.Context(), 0); err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	f.disk(`UPDATE handover SET send = replace(send, 'Guten', 'Gutes')`)
	if list, err := f.Handovers(t.Context(), 0); domain.CodeOf(err) != domain.CodeDamaged {
		t.Fatal(list, err)
	}
}

// disk changes the file as only a disk may.
func (f *fixture) disk(change string) {
	f.t.Helper()
	db, err := sql.Open("sqlite", "file:"+f.path)
	f.check(err)
	defer db.Close()
	_, err = db.ExecContext(f.t.Context(), change)
	f.check(err)
}
