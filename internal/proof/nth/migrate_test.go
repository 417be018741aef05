//go:build proof && linux && amd64

package nth_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"sprechstunde/internal/proof/rig"
)

// TestMigrating: the program of today finds the databases of its first version.
func TestMigrating(t *testing.T) {
	var texts []string
	for i := range 40 {
		texts = append(texts, fmt.Sprintf("<Text %d>", i))
	}
	t.Run("desk", func(t *testing.T) {
		sweep(t, scene{
			name:    "migrating desk.db",
			prepare: func(c *trial) { oldDesk(c.T, c.home, texts) },
			act:     func(c *trial) { c.traced("inbox") },
			judge: func(c *trial) {
				c.plainly("inbox")
				c.has("desk.db", `SELECT text FROM message`, texts)
				c.migrated("desk.db", "../../../store/migrations")
			},
		})
	})
	t.Run("relay", func(t *testing.T) {
		sweep(t, scene{
			name:    "migrating relay.db",
			prepare: func(c *trial) { oldRelay(c.T, c.home, texts) },
			act:     func(c *trial) { c.relayUnder(func(string) {}) },
			judge: func(c *trial) {
				r := c.relay()
				r.Kill()
				c.has("relay.db", `SELECT '<' || substr(uuid, 3) || '>' FROM outbox`, texts)
				c.migrated("relay.db", "../../relay/migrations")
			},
		})
	})
}

// migrated: the database is of the newest version, and a copy that bears its
// name is whole.
func (c *trial) migrated(name, from string) {
	c.Helper()
	c.sound()
	steps, err := filepath.Glob(from + "/*.sql")
	if err != nil {
		c.Fatal(err)
	}
	have, err := rig.Strings(c.Context(), c.home.Path(name), `PRAGMA user_version`)
	if err != nil || len(have) != 1 || have[0] != fmt.Sprint(len(steps)) {
		c.Errorf("%s: version %q of %d, %v", c.seen().Hit, have, len(steps), err)
	}
	copies, err := filepath.Glob(c.home.Path(name + ".before-v[0-9]"))
	if err != nil {
		c.Fatal(err)
	}
	for _, path := range copies {
		if err := rig.Sound(c.Context(), path); err != nil {
			c.Errorf("%s: %v", c.seen().Hit, err)
		}
	}
}

// firstOf makes a database as the first version of the program did.
func firstOf(t *testing.T, path, migration string, appID int) *sql.DB {
	t.Helper()
	text, err := os.ReadFile(migration)
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	run(t, db, fmt.Sprintf("PRAGMA journal_mode = WAL; PRAGMA application_id = %d; PRAGMA user_version = 1;\n%s", appID, text))
	return db
}

func run(t *testing.T, db *sql.DB, query string, args ...any) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), query, args...); err != nil {
		t.Fatal(err)
	}
}

func oldDesk(t *testing.T, h *rig.Home, texts []string) {
	t.Helper()
	db := firstOf(t, h.Path("desk.db"), "../../../store/migrations/0001_begin.sql", 0x53505245)
	for i, text := range texts {
		id := i + 1
		run(t, db, `INSERT INTO contact (id, phone) VALUES (?, ?)`, id, fmt.Sprintf("+4915550001%03d", i))
		run(t, db, `INSERT INTO chat VALUES (?, 'waiting', ?, ?, 'text', 'in', '', ?, ?, 1, 1, 0, 0)`, id, id, text, id, id)
		run(t, db, `INSERT INTO message (chat_id, wamid, direction, origin, kind, text, content, at, sec, seq, idx, phone, user_id, parent_id,
			username, name, asks, opens, answers, status, failure, reactions, edited, word)
			VALUES (?, ?, 'in', 'person', 'text', ?, '', ?, 0, ?, 0, '', '', '', '', '', 1, 1, 0, '', '', '', '', '')`,
			id, fmt.Sprint("wamid.", i), text, id, id)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func oldRelay(t *testing.T, h *rig.Home, texts []string) {
	t.Helper()
	db := firstOf(t, h.Path("relay.db"), "../../relay/migrations/0001_relay.sql", 0x53705265)
	for i, text := range texts {
		run(t, db, `INSERT INTO outbox (uuid, state, lane, created, not_before, next_try, changed) VALUES (?, 'accepted', '', ?, 0, 0, ?)`,
			"u:"+text[1:len(text)-1], i, i)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
