//go:build unix

package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/freeport"
)

// visit is one chat of the morning: the keys that deal with it, what the screen
// shows after each, and what the person must and must not read then.
type visit struct {
	who   string // as the head of the chat shows it
	n     int    // of the person, as someone numbers them
	keys  []stroke
	reads []string // pieces of the one message that leaves; none: nothing leaves
	never []string
	// parked says that the answer waits and what leaves is its announcement.
	parked bool
	// card says that it is the crisis card, which introduces nobody.
	card bool
}

// stroke is one key and what the screen shows after it. Text that is typed by
// hand is one stroke too, but counted apart. With pick the key is the digit of
// the suggestion of that title, which must be there: reading is not counted.
type stroke struct {
	key   string
	pick  string
	shows string
	typed bool
}

const (
	keyEnter = "\r"
	keyTab   = "\t"
	keyCtrlS = "\x13"
	review   = "Geht so an"
	intro    = "hier ist Maja von der Berufsberatung der Diakonie"
)

func someone(n int, name string) fakewa.Person {
	return fakewa.Person{Name: name, Phone: fmt.Sprintf("+49155501002%02d", n), UserID: fmt.Sprintf("DE.91000000000000%02d", n)}
}

// monday is the hardest morning: twelve people wrote since Friday evening. The
// times are counted back from now as if it were Monday, nine o'clock.
func monday(now time.Time) []fakewa.Inbound {
	ago := func(hours, minutes int) time.Time {
		return now.Add(-time.Duration(hours)*time.Hour - time.Duration(minutes)*time.Minute)
	}
	samira, sofia, luca, flower := someone(1, "samira"), someone(2, "Sofia M."), someone(3, "Luca 🏀"), someone(4, "✨🌸✨")
	jana, mehmet, lea, aylin := someone(5, "Jana"), someone(6, "Mehmet K."), someone(7, "Lea 🌻"), someone(8, "aylin ✨")
	nobody, kevin, nele, tom := someone(9, "🖤"), someone(10, "Kevin"), someone(11, "Nele"), someone(12, "Tom Lindner")
	return []fakewa.Inbound{
		fakewa.Text(nele, "Hallöchen, ich bin Nele! Was kann ich mit Abi bei euch studieren?").At(ago(60, 0)),
		fakewa.Text(tom, "Guten Abend, wann ist denn der nächste Infotag? Gruß Tom").At(ago(34, 58)),
		fakewa.Text(samira, "hallo ich bin samira, kann ich mit hauptschulabschluss in die altenpflege?").At(ago(23, 40)),
		fakewa.Text(sofia, "Hi, ich bin Sofia. Ich ziehe nach Stuttgart und möchte in die Pflege, habt ihr da auch jemanden vor Ort?").At(ago(15, 0)),
		fakewa.Text(luca, "hallo ich bin Luca 👋 war auf der messe, was kann man bei euch so alles werden?").At(ago(13, 55)),
		fakewa.Text(flower, "hey wie viel verdient man in der ausbildung?").At(ago(12, 29)),
		fakewa.PhoneEcho(jana, "Hallo Jana, hier ist der Link: https://bewerben.example/portal. Liebe Grüße, Maja").At(ago(40, 0)),
		fakewa.Text(jana, "Danke!!").At(ago(12, 20)),
		fakewa.Voice(mehmet, 38*time.Second).At(ago(11, 45)),
		fakewa.Document(lea, "Lebenslauf_Lea.pdf", "Hier mein Lebenslauf, könnt ihr mal drüber gucken? LG Lea", "Lebenslauf").At(ago(11, 10)),
		fakewa.Text(aylin, "Heyy ich bin Aylin").At(ago(10, 15)),
		fakewa.Text(aylin, "darf ich in der Ausbildung eigentlich Kopftuch tragen?").At(ago(10, 13)),
		fakewa.Text(nobody, "ich kann nicht mehr, ich werde jeden tag fertig gemacht und weiß nicht weiter").At(ago(9, 50)),
		fakewa.MissedCall(kevin).At(ago(0, 54)),
		fakewa.Text(kevin, "bitte Rückruf").At(ago(0, 50)),
	}
}

// distressed is no part of the session: it stands on top of the list, and three
// keys show the crisis card, show it as it goes out, and send it.
func distressed() visit {
	keys := []stroke{{key: "0", shows: "Tag und Nacht · geprüft "}, {key: keyEnter, shows: review}, {key: keyEnter}}
	return visit{who: "🖤", n: 9, keys: keys, reads: []string{"0800 111 0 111", "116 111", "112"}, never: []string{"🖤", "Bewerbung"}, card: true}
}

// visits are in the order of the session. She is there all day, so that every window that is open would shut before the
// end of her next slot, the oldest first; those whose window has shut follow, and
// what they get is parked.
func visits() []visit {
	take := func(title string) []stroke { return []stroke{{pick: title, shows: review}, {key: keyEnter}} }
	park := func(title string) []stroke {
		return []stroke{{pick: title, shows: "Enter zeigt die Ankündigung"}, {key: keyEnter, shows: "[ Antwort lesen ]"}, {key: keyEnter}}
	}
	ownWords := "Hallo Aylin, " + intro + ". Ja klar, das ist bei uns kein Problem! Hier steht mehr dazu: https://ausbildung.example/vielfalt/kopftuch Schreib mir gern, wohin du möchtest."
	return []visit{
		{who: "Samira", n: 1, keys: take("Pflege mit Hauptschul"), reads: []string{"Hallo Samira, " + intro, "/pflege/hauptschule"}},
		{
			who: "Sofia", n: 2, keys: []stroke{
				{key: "x", shows: "5  ganzer Chat als Markdown"},
				{key: "5", shows: "Geschrieben"},
				{key: "x", shows: "1  Übergabe · Blatt zum Ausdrucken"},
				{key: "1", shows: "1 Stuttgart · 2 Essen"},
				{key: "1", shows: "‹ Tom Weber · Stuttgart"},
				{key: keyEnter, shows: "Übergeben an Tom Weber · Stuttgart"},
				{pick: "Kollegin vor Ort", shows: "{{Ort}}"},
				{key: "Stuttgart", shows: "Stuttgart habe ich", typed: true},
				{key: keyTab, shows: "Was passt?"},
				{key: "1", shows: "kennt und zu Pflege"},
				{key: keyEnter, shows: review},
				{key: keyEnter},
			},
			reads: []string{"Hallo Sofia, " + intro, "Für Stuttgart habe ich", "zu Pflege richtig gut"}, never: []string{"{{", "|"},
		},
		{who: "Luca", n: 3, keys: take("Welche Berufe"), reads: []string{"Hallo Luca, " + intro, "/berufe/"}},
		{who: "✨🌸✨", n: 4, keys: take("Was du verdienst"), reads: []string{"Hallo, " + intro}, never: []string{"🌸"}},
		{who: "Jana", n: 5, keys: []stroke{{key: "d"}}},
		{who: "Mehmet", n: 6, keys: take("Sprachnachricht bekommen"), reads: []string{"Hallo Mehmet, " + intro}},
		{who: "Lea", n: 7, keys: take("Lebenslauf-Check"), reads: []string{"Hallo Lea, " + intro}},
		{
			who: "Aylin", n: 8, keys: []stroke{
				{key: "i", shows: "Antwort an"},
				{key: ownWords, shows: "wohin du möchtest", typed: true},
				{key: keyEnter, shows: review},
				{key: keyEnter, shows: "8/11"},
				{key: "g", shows: "Neue Antwort"},
				{key: keyCtrlS, shows: "ist gespeichert"},
			},
			reads: []string{ownWords},
		},
		{who: "Kevin", n: 10, keys: take("Anruf abgelehnt"), reads: []string{"Hallo Kevin, " + intro}},
		{who: "Nele", n: 11, keys: park("Studium und duales"), reads: []string{"antwort_liegt_vor"}, parked: true},
		{who: "Tom", n: 12, keys: park("Infotag"), reads: []string{"antwort_liegt_vor"}, parked: true},
	}
}

// A morning with twelve chats, worked through in the real program by keys
// alone.
func TestTheMorning(t *testing.T) {
	t.Parallel()
	meta, home := stageMorning(t)
	g := openGlass(t, home)
	g.GoIn()
	play(t, meta)
	g.Await("samira", "Wartend 12")
	g.Press("g") // whoever came first is under the cursor
	g.Await("0 Krisenkarte")
	first := distressed()
	counts := []int{g.visit(first)}
	g.Await("zurückholen")
	g.Press("s")
	list := visits()
	for i, v := range list {
		g.Await(v.who, fmt.Sprintf("%d/%d", i, len(list)))
		counts = append(counts, g.visit(v))
	}
	g.Await("11/11")
	list = append([]visit{first}, list...)
	countKeys(t, list, counts)
	checkSent(t, g, meta, list)
	checkExported(t, filepath.Join(home, "exports"))
}

// visit deals with one chat and returns how many keys that took.
func (g *seat) visit(v visit) int {
	g.tb.Helper()
	n := 0
	for _, k := range v.keys {
		if k.pick != "" {
			k.key = g.digit(k.pick)
		}
		g.Press(k.key)
		if k.shows != "" {
			g.Await(k.shows)
		}
		if !k.typed {
			n++
		}
	}
	return n
}

// digit waits until a suggestion is on the screen and returns its key.
func (g *seat) digit(title string) string {
	g.tb.Helper()
	found := ""
	g.Until("the suggestion "+title, func(screen string) bool {
		for _, digit := range []string{"1", "2", "3"} {
			if strings.Contains(screen, "│ "+digit+" "+title) {
				found = digit
			}
		}
		return found != ""
	})
	return found
}

func stageMorning(t *testing.T) (meta *fakewa.Server, home string) {
	t.Helper()
	hook, err := freeport.Address()
	if err != nil {
		t.Fatal(err)
	}
	meta, err = fakewa.Start(t.Context(), fakewa.Options{
		Clock: time.Now, Seed: 1, WebhookURL: "http://" + hook + "/webhook", Plan: fakewa.SilentPlan,
		Wait: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := meta.Close(); err != nil {
			t.Error(err)
		}
	})
	home = t.TempDir()
	settings := fmt.Sprintf(`adviser: {name: Maja, team: Berufsberatung der Diakonie}
language: de
send: {hold: 1s}
relay: {webhook_listen: %q}
recipients: [{key: stuttgart, name: Tom Weber, place: Stuttgart}, {key: essen, name: Haus Nord, place: Essen}]
hours: {slots: [{name: Immer, days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00"}]}
whatsapp:
  phone_number_id: %q
  business_account_id: %q
  access_token: %s
  app_secret: %s
  verify_token: wort
  api_url: %s
`, hook, fakewa.DefaultPhoneNumberID, fakewa.DefaultBusinessAccountID, fakewa.DefaultToken, fakewa.DefaultAppSecret, meta.Base())
	if err := os.WriteFile(filepath.Join(home, "config.yaml"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	return meta, home
}

func play(t *testing.T, meta *fakewa.Server) {
	t.Helper()
	for _, in := range monday(time.Now()) {
		if err := meta.Deliver(t.Context(), in); err != nil {
			t.Fatal(err)
		}
	}
}

// countKeys prints the counts and holds them to what was promised: a median of
// three keys or fewer, and nine chats of ten with six or fewer.
func countKeys(t *testing.T, list []visit, counts []int) {
	t.Helper()
	few := 0
	for i, v := range list {
		t.Logf("%-10s %d keys", v.who, counts[i])
		if counts[i] <= 6 {
			few++
		}
	}
	sorted := slices.Sorted(slices.Values(counts))
	median := sorted[len(sorted)/2]
	t.Logf("median %d, %d of %d with six or fewer", median, few, len(list))
	if median > 3 || 10*few < 9*len(list) {
		t.Errorf("too many keys: %v", counts)
	}
}

// checkSent waits until the last held reply has left and compares what everybody
// reads.
func checkSent(t *testing.T, g *seat, meta *fakewa.Server, list []visit) {
	t.Helper()
	answered := 0
	for _, v := range list {
		if len(v.reads) > 0 {
			answered++
		}
	}
	g.Until("every reply on its way", func(string) bool { return len(meta.Sent()) >= answered })
	sent := meta.Sent()
	if len(sent) != answered {
		t.Fatalf("%d messages left, want %d", len(sent), answered)
	}
	for _, v := range list {
		if len(v.reads) > 0 {
			checkReads(t, v, sentTo(sent, v.n))
		}
	}
}

// sentTo are the messages to one person. Two that were held for the same second
// may leave in either order.
func sentTo(sent []fakewa.SentMessage, n int) []string {
	var bodies []string
	for _, m := range sent {
		if strings.TrimPrefix(m.To, "+") == strings.TrimPrefix(someone(n, "").Phone, "+") {
			bodies = append(bodies, m.Body)
		}
	}
	return bodies
}

func checkReads(t *testing.T, v visit, bodies []string) {
	t.Helper()
	if len(bodies) != 1 {
		t.Errorf("%s gets %d messages", v.who, len(bodies))
		return
	}
	for _, piece := range v.reads {
		if !strings.Contains(bodies[0], piece) {
			t.Errorf("%s does not read %q but:\n%s", v.who, piece, bodies[0])
		}
	}
	for _, piece := range v.never {
		if strings.Contains(bodies[0], piece) {
			t.Errorf("%s reads %q:\n%s", v.who, piece, bodies[0])
		}
	}
	if !v.parked && !v.card && strings.Count(bodies[0], "Maja") != 1 {
		t.Errorf("%s is not introduced to Maja exactly once:\n%s", v.who, bodies[0])
	}
}

// checkExported looks at what Sofia's chat left in the folder: two files, whole,
// about nobody else, and for nobody else to read.
func checkExported(t *testing.T, dir string) {
	t.Helper()
	checkPrivate(t, dir, 0o700)
	const asked = "Ich ziehe nach Stuttgart und möchte in die Pflege, habt ihr da auch jemanden vor Ort?"
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 2 {
		t.Fatalf("exported: %v, %v", files, err)
	}
	for ending, pieces := range map[string][]string{
		".md":   {"Sofia M.", someone(2, "").Phone, asked},
		".html": {"Sofia M.", "Nur für Tom Weber, Stuttgart", someone(2, "").Phone, asked, "Gespräch", asked, "Ende der Übergabe", "</html>"},
	} {
		i := slices.IndexFunc(files, func(f os.DirEntry) bool { return filepath.Ext(f.Name()) == ending })
		if i < 0 {
			t.Errorf("no %s among %v", ending, files)
			continue
		}
		path := filepath.Join(dir, files[i].Name())
		checkPrivate(t, path, 0o600)
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		checkHolds(t, string(raw), pieces)
	}
}

func checkPrivate(t *testing.T, path string, want os.FileMode) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); mode != want {
		t.Errorf("%s has mode %o", path, mode)
	}
}

// checkHolds wants the pieces in their order, and nobody but Sofia.
func checkHolds(t *testing.T, text string, pieces []string) {
	t.Helper()
	rest := text
	for _, piece := range pieces {
		_, after, found := strings.Cut(rest, piece)
		if !found {
			t.Errorf("no %q in\n%s", piece, text)
		}
		rest = after
	}
	for n := 1; n <= 12; n++ {
		if n != 2 && strings.Contains(text, someone(n, "").Phone) {
			t.Errorf("person %d is in\n%s", n, text)
		}
	}
	if strings.Contains(text, "Haus Nord") {
		t.Errorf("whom it does not go to is in\n%s", text)
	}
}
