package relay_test

import (
	"context"
	"os"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/internal/sqlite"
)

// firstVersion makes a database as the first release of the relay left it.
func firstVersion(t *testing.T, o relay.Options, statements ...string) {
	t.Helper()
	step, err := os.ReadFile("migrations/0001_relay.sql")
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	db, err := sqlite.Open(ctx, sqlite.Options{
		Path: o.DBPath, Clock: o.Clock, AppID: relay.AppID,
		Migrations: fstest.MapFS{"0001_relay.sql": {Data: step}},
	})
	if err != nil {
		t.Fatal(err)
	}
	err = db.WithTx(ctx, func(tx *sqlite.Tx) error {
		for _, q := range statements {
			if _, err := tx.ExecContext(ctx, q); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// What the first version had taken in is sent by this one, what it had finished
// stays finished, and no number is given twice.
func TestOutboxOfTheFirstVersion(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := bubble(t)
		g := &fakeGraph{}
		o.Graph = g
		const insert = `INSERT INTO outbox (uuid, state, lane, body, sha256, created, not_before, next_try, changed, wamid, failure) VALUES `
		firstVersion(t, o,
			insert+`('`+uuidOf(1)+`', 'held', '+49151000001', CAST('`+encode(t, to(1, text(1, "hallo")))+`' AS BLOB), x'00', 1, 1, 0, 1, '', NULL)`,
			insert+`('`+uuidOf(2)+`', 'sending', '+49151000002', CAST('`+encode(t, to(2, text(2, "offen")))+`' AS BLOB), x'00', 1, 1, 0, 1, '', NULL)`,
			insert+`('`+uuidOf(3)+`', 'accepted', '', NULL, x'00', 1, 1, 0, 1, 'wamid.3', NULL)`,
			insert+`('`+uuidOf(4)+`', 'failed', '', NULL, x'00', 1, 1, 0, 1, '', '{"code":131026}')`,
			insert+`('`+uuidOf(5)+`', 'taken_back', '', CAST(NULL AS BLOB), NULL, 1, 0, 0, 1, '', NULL)`,
			`UPDATE sqlite_sequence SET seq = 4711 WHERE name = 'outbox'`,
			`INSERT INTO passed (day, seq) VALUES (20000, 17)`,
		)
		d := &desk{t: t, graph: g}
		d.open(o)
		pass(time.Minute)
		if got := d.texts(); got != "hallo" {
			t.Errorf("sent %q", got)
		}
		if got := d.news(2); got != "unknown" {
			t.Errorf("the attempt that was under way is %q", got)
		}
		if got := d.takeBack(3); got != domain.TooLate {
			t.Error("a finished one:", got)
		}
		d.put(text(6, "neu"))
		var pos, known int64
		if err := d.relay.One(`SELECT pos FROM outbox WHERE uuid = ?`, &pos, uuidOf(6)); err != nil || pos != 4712 {
			t.Errorf("number %d, %v; want 4712", pos, err)
		}
		if err := d.relay.One(`SELECT value FROM meta WHERE key = 'known'`, &known); err != nil || known != 17 {
			t.Errorf("known up to %d, %v; want 17", known, err)
		}
		d.stop()
	})
}

func TestOutboxOfAnEmptyFirstVersion(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := bubble(t)
		o.Graph = &fakeGraph{}
		firstVersion(t, o)
		d := &desk{t: t, graph: &fakeGraph{}}
		d.open(o)
		d.put(text(1, "hallo"))
		pass(time.Second)
		if got := d.news(1); got != "held released accepted" {
			t.Error("news:", got)
		}
		d.stop()
	})
}
