package store_test

import (
	"database/sql"
	"strings"
	"testing"

	"sprechstunde/store"
)

// TestIDOfSendIsReadFromIndexes: it is looked up at each step of each send, and
// there are three reports for every message that ever was.
func TestIDOfSendIsReadFromIndexes(t *testing.T) {
	t.Parallel()
	f := open(t)
	db, err := sql.Open("sqlite", "file:"+f.path)
	f.check(err)
	defer db.Close()
	if plan := planOf(t, db, store.IDOfSend); !strings.Contains(plan, store.IDOfSend.Index) || strings.Contains(plan, "SCAN report") {
		t.Errorf("planned as\n%s", plan)
	}
}
