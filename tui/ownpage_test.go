package tui_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sprechstunde/internal/domain"
)

// ownPageOf is a number as WhatsApp tells of it.
func ownPageOf(d *fakeDesk) domain.OwnPage {
	return domain.OwnPage{
		Number: domain.Number{
			Phone: "+49 155 50100000", Name: "Berufsberatung", NameState: "APPROVED", State: "CONNECTED", Quality: "GREEN", Limit: "TIER_250", CanSend: "AVAILABLE",
		},
		Profile: domain.Profile{
			About: "Fragen zu Ausbildung, FSJ und Praktikum? Schreib uns.", Description: "Wir beraten.\nSprechzeiten: Montag bis Freitag 8–18 Uhr",
			Email: "beratung@diakonie.example", Websites: []string{"https://beratung.example/"},
		},
		At: d.now().Add(-26 * time.Hour),
	}
}

func ownKnown(d *fakeDesk) {
	morning(d)
	d.own.known = ownPageOf(d)
	d.own.asked = d.own.known
	d.own.asked.At = d.now()
	d.own.asked.Number.Quality, d.own.asked.Number.NameState, d.own.asked.Calling.Status = "RED", "DECLINED", "ENABLED"
	d.own.asked.Number.Problems = []domain.NumberProblem{{Part: "WABA", Code: 141006, Says: "There is an issue with the payment method", Solution: "Add a payment method"}}
}

// TestOwnPage shows what was last heard at once, without asking anybody, and asks
// on a key; what cannot be heard leaves what is shown.
func TestOwnPage(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, ownKnown)
	r.press("f3")
	r.wants("Eigene Nummer und Profil", "Stand: ", "genehmigt", "250 Personen am Tag", "Anrufe sind aus", "beratung@diakonie.example")
	if r.d.own.fresh != 0 {
		t.Fatal("opening the page asked WhatsApp")
	}
	r.d.fail["own_fresh"] = domain.Fail(domain.CodeMetaDown, "", nil)
	r.press("f")
	r.wants("genehmigt")
	delete(r.d.fail, "own_fresh")
	r.press("f")
	r.wants("abgelehnt", "schlecht", "Anrufe sind an", "141006", "Add a payment method")
	if r.d.own.fresh != 2 {
		t.Errorf("asked %d times", r.d.own.fresh)
	}
	r.press("esc")
	r.lacks("Eigene Nummer und Profil")
}

// TestOwnPageFromThePalette, and before anything was ever heard.
func TestOwnPageFromThePalette(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press(":")
	r.write("eigene nummer")
	r.press("enter")
	r.wants("WhatsApp wurde noch nicht gefragt")
	r.press("esc")
	r.lacks("noch nicht gefragt")
}

var ownScenes = map[string]filledScene{
	"known": {ownKnown, func(r *rig) { r.press("f3") }},
	"bad":   {ownKnown, func(r *rig) { r.press("f3", "f") }},
	"never": {morning, func(r *rig) { r.press("f3") }},
	"down":  {ownKnown, func(r *rig) { r.press("f3", "f", "pgdown") }},
}

func TestOwnPageScreens(t *testing.T) {
	t.Parallel()
	drawn(t, drawnSizes, ownScenes, filled)
}

// TestOwnPageStaysInItsFrame whatever WhatsApp says.
func TestOwnPageStaysInItsFrame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		s := hostileText().Draw(rt, "s")
		w, h := rapid.IntRange(60, 140).Draw(rt, "w"), rapid.IntRange(15, 40).Draw(rt, "h")
		r := newRig(rt, w, h, func(d *fakeDesk) {
			morning(d)
			p := ownPageOf(d)
			p.Number = domain.Number{
				Phone: s, Name: s, NameState: s, State: s, Quality: s, Limit: s, CanSend: s, Problems: []domain.NumberProblem{{Part: s, Says: s, Solution: s}},
			}
			p.Profile = domain.Profile{About: s, Address: s, Description: s, Email: s, Websites: []string{s}}
			d.own.known = p
		})
		r.press("f3")
		for range 3 {
			r.checkFrame(w, h)
			r.press("pgdown")
		}
		if strings.ContainsAny(strings.ReplaceAll(r.screen(), "\n", ""), "\x1b\x07\u009b") {
			rt.Fatalf("raw text on the screen: %q", r.screen())
		}
	})
}
