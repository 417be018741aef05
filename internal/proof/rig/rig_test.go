//go:build proof

package rig_test

import (
	"database/sql"
	"net/http"
	"os"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
	"sprechstunde/whatsapp"
)

func TestMain(m *testing.M) { os.Exit(rig.Main(m)) }

// The harness itself: what is posted to the relay is in its file, and a wrong
// signature is not.
func TestRigStands(t *testing.T) {
	meta := rig.Meta(t, fakewa.Options{})
	home := rig.NewHome(t, meta.Base())
	relay := home.StartRelay(t)
	body := rig.Webhook("wamid.1", "+4915550000001", "Grüße", time.Now())
	if code, err := rig.Post(t.Context(), http.DefaultClient, relay.URL, body); err != nil || code != http.StatusOK {
		t.Fatal(code, err)
	}
	if code, err := rig.PostSigned(t.Context(), http.DefaultClient, relay.URL, body, whatsapp.Sign("someone", body)); err != nil || code != http.StatusUnauthorized {
		t.Fatal(code, err)
	}
	relay.Kill()
	db, err := sql.Open("sqlite", "file:"+home.Path("relay.db")+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	n := 0
	if err := db.QueryRowContext(t.Context(), `SELECT count(*) FROM events WHERE kind = 'webhook'`).Scan(&n); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	out, err := home.Command(t, "--version").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}
