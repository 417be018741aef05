//go:build proof && unix

package migrate_test

import (
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/glass"
	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/relay"
)

var fill = flag.String("fill", "", "folder for the databases that the program named by PROOF_PROGRAM makes")

func TestMain(m *testing.M) { os.Exit(rig.Main(m)) }

// TestFill makes the fixtures: a few days of a small advice service, led by the
// real program of the version that is to be kept. See testdata/README.md.
func TestFill(t *testing.T) {
	if *fill == "" {
		t.Skip("needs -fill, and an older program")
	}
	meta := rig.Meta(t, fakewa.Options{NoWindow: true, Plan: mixed, Faults: cutSome})
	home := rig.NewHome(t, meta.Base())
	if err := meta.SetWebhook("http://" + home.Hook + "/webhook"); err != nil {
		t.Fatal(err)
	}
	r := home.StartRelay(t)
	write(t, meta)
	run(t, home, "sync")
	for i := range 12 {
		tryRun(t, home, "send", people(i).Phone, "--text", fmt.Sprintf("Hallo %s, ja, das geht auch ohne Abitur. Fall %d.", people(i).Name, i), "--now")
	}
	if out := tryRun(t, home, "answers", "list"); out != "" {
		for i, line := range strings.Split(out, "\n")[:3] {
			if words := strings.Fields(line); len(words) > 0 {
				tryRun(t, home, "answer", people(20+i).Phone, words[0], "--now", "--anyway")
			}
		}
	}
	if err := meta.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	run(t, home, "sync")
	draft(t, home)
	park(t, home)
	keep(t, home, "desk.db")
	r.Kill() // it does not note any more how far the desk came, so nothing of this is ever purged
	keep(t, home, "relay.db")
	if code, err := rig.Post(t.Context(), http.DefaultClient, r.URL, nil); err == nil {
		t.Fatal("the relay still answers", code)
	}
}

func people(i int) fakewa.Person {
	names := []string{"Samira", "Lukas", "Zoë", "Mehmet", "Anna-Lena", "Jörg"}
	return fakewa.Person{Name: names[i%len(names)], Phone: fmt.Sprintf("+4915550%06d", 200+i), UserID: fmt.Sprintf("DE.7000000000%06d", i)}
}

func write(t *testing.T, meta *fakewa.Server) {
	t.Helper()
	now := time.Now()
	for i := range 30 {
		p := people(i)
		id := func(n int) string { return fmt.Sprintf("wamid.fixture.%d.%d", i, n) }
		in := []fakewa.Inbound{
			fakewa.Text(p, fmt.Sprintf("Guten Tag, ich interessiere mich für Ausbildung %d. Geht das auch ohne Abitur? 🙂", i)).WithID(id(0)).At(now.Add(-20 * time.Hour)),
			fakewa.Text(p, "Und wie lange dauert sie?\nDanke schon mal!").WithID(id(1)).At(now.Add(-19 * time.Hour)),
		}
		switch i % 6 {
		case 0:
			in = append(in, fakewa.Document(p, "Lebenslauf.pdf", "Mein Lebenslauf", "Lebenslauf").WithID(id(2)))
		case 1:
			in = append(in, fakewa.React(p, id(0), "👍").WithID(id(2)))
		case 2:
			in = append(in, fakewa.Edited(p, id(1), "Und wie lange dauert das?").WithID(id(2)))
		case 3:
			in = append(in, fakewa.Revoked(p, id(1)).WithID(id(2)))
		case 4:
			in = append(in, fakewa.Invented(p, "hologram").WithID(id(2)), fakewa.Voice(p, 4*time.Second).WithID(id(3)))
		}
		if err := meta.Deliver(t.Context(), in...); err != nil {
			t.Fatal(err)
		}
	}
	if err := meta.DeliverChange(t.Context(), "account_update", map[string]any{"event": "VERIFIED_ACCOUNT"}); err != nil {
		t.Fatal(err)
	}
}

// mixed: some replies are read, some only delivered, some fail.
func mixed(_ fakewa.SentMessage, luck *rand.Rand) []fakewa.Step {
	switch luck.IntN(4) {
	case 0:
		return []fakewa.Step{{Status: domain.StatusSent}, {Status: domain.StatusDelivered}, {Status: domain.StatusRead}}
	case 1:
		return []fakewa.Step{{Status: domain.StatusFailed, Code: 131026}}
	default:
		return []fakewa.Step{{Status: domain.StatusSent}, {Status: domain.StatusDelivered}}
	}
}

// cutSome leaves some replies unknown and refuses some.
func cutSome(r fakewa.Request) fakewa.Fault {
	switch {
	case r.Endpoint != "messages":
	case r.N%5 == 4:
		return fakewa.Fault{Trouble: fakewa.CutOff}
	case r.N%7 == 6:
		return fakewa.Fault{Trouble: fakewa.GraphError, Before: true, Code: 131026}
	}
	return fakewa.Fault{}
}

// run is a command that must do what it says.
func run(t *testing.T, h *rig.Home, args ...string) {
	t.Helper()
	if out, err := h.Command(t, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", args, err, out)
	}
}

// tryRun is a command that an older program may not know, or refuse.
func tryRun(t *testing.T, h *rig.Home, args ...string) string {
	t.Helper()
	out, err := h.Command(t, args...).Output()
	if err != nil {
		t.Logf("%v: %v", args, err)
	}
	return string(out)
}

// draft leaves a text in the composer.
func draft(t *testing.T, h *rig.Home) {
	t.Helper()
	g := glass.Open(t, h.Command(t), glass.Options{Env: h.Env()})
	g.GoIn()
	g.Press("i")
	g.Await("Antwort an")
	g.Press("Das kläre ich noch und schreibe dir morgen.")
	g.Await("schreibe dir")
	g.Press(glass.Escape)
	g.Until("the draft on the disk", func(string) bool {
		return rig.List[int](t, h.Path("desk.db"), `SELECT count(*) FROM draft WHERE text <> ''`)[0] > 0
	})
	g.Kill()
}

// park leaves sends in the outbox whose time has not come.
func park(t *testing.T, h *rig.Home) {
	t.Helper()
	c, err := relay.NewClient(relay.ClientOptions{URL: "unix:" + h.Path("s"), Token: rig.RelayToken})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for i := range 3 {
		s := domain.Send{
			UUID: fmt.Sprintf("6f2c1c9e-2a61-4c55-9a53-0d5f3c1f7a%02d", i), To: domain.Address{Phone: people(i).Phone}, Kind: domain.SendText,
			Text: "Später", NotBefore: time.Now().AddDate(20, 0, 0),
		}
		if err := c.PutSend(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
}

// keep packs a copy of a database, complete in one file, under the name of its
// version.
func keep(t *testing.T, h *rig.Home, name string) {
	t.Helper()
	version := rig.List[int](t, h.Path(name), `PRAGMA user_version`)[0]
	whole := filepath.Join(t.TempDir(), name)
	db := rig.LookAt(t, h.Path(name))
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), `VACUUM INTO ?`, whole); err != nil {
		t.Fatal(err)
	}
	in, err := os.Open(whole)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(filepath.Join(*fill, fmt.Sprintf("%s-v%d.db.gz", strings.TrimSuffix(name, ".db"), version)))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	z := gzip.NewWriter(out)
	if _, err := io.Copy(z, in); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}
