package tui_test

import (
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

var parkingScenes = map[string]func(r *rig){
	"outside":       func(r *rig) { toNele(r).press("enter") },
	"outside-write": func(r *rig) { toNele(r).press("i"); r.write("Hallo Nele, ja, ein FSJ geht bei uns.") },
	"park-review":   func(r *rig) { toNele(r).press("1") },
	"park-announce": func(r *rig) { toNele(r).press("1", "enter") },
	"parked":        func(r *rig) { toNele(r).press("1", "enter", "enter") },
	"parked-life": func(r *rig) {
		r.d.parkedLife(domain.StatusDelivered, domain.StatusRead, domain.Step{State: domain.SendHeld, At: monday.Add(-14 * time.Hour)})
		r.told(nele)
		toNele(r).press("enter")
	},
	"came-back": func(r *rig) {
		r.d.parkedLife(domain.StatusReturned, domain.StatusRead, domain.Step{State: domain.SendReturned, At: monday.Add(-13 * time.Hour), Reason: domain.ReturnWrote})
		r.d.chat(nele).Look = domain.ReturnWrote
		r.d.drafts[nele] = domain.Draft{ChatID: nele, Text: "Hallo Nele, ein FSJ geht bei uns überall.", Revision: 1}
		r.d.wrote(nele, 13*time.Hour, domain.KindText, text("hat sich erledigt, mache doch Abi"))
		r.told(nele)
		toNele(r).press("enter")
	},
	"timed-review": func(r *rig) { r.evening(); r.write("Hallo Aylin, ja, das geht."); r.press("enter") },
	"timed-when":   func(r *rig) { r.evening(); r.write("Hallo Aylin, ja, das geht."); r.press("enter", "z") },
	"timed":        func(r *rig) { r.evening(); r.write("Hallo Aylin, ja, das geht."); r.press("enter", "enter") },
	"outbox": func(r *rig) {
		toNele(r).press("1", "enter", "enter", "esc", "k")
		r.now = r.now.Add(time.Second)
		r.evening()
		r.write("Hallo Aylin, ja, das geht.")
		r.press("enter", "enter", "W")
	},
	"templates":       func(r *rig) { toNele(r).press("V", "j", "j") },
	"template-value":  func(r *rig) { toNele(r).press("V", "j", "enter"); r.write("24. November") },
	"template-review": func(r *rig) { toNele(r).press("V", "enter") },
	"template-wizard": func(r *rig) { toNele(r).press("V", "n") },
	"promise": func(r *rig) {
		r.press("j", "j", "i")
		r.write("Hallo Aylin! Ich melde mich am Montag.")
		r.press("enter", "enter")
	},
	"promised": func(r *rig) {
		r.d.promises = []domain.Promise{{ID: 1, ChatID: 3, Words: "Ich schicke dir am Montag die Liste der Träger.", Due: monday.Add(-12 * time.Minute)}}
		r.d.chat(3).Promise = monday.Add(-12 * time.Minute)
		r.told(3)
		r.press("j", "j", "enter")
	},
	"reach":       func(r *rig) { r.leaving() },
	"reach-short": func(r *rig) { r.leaving(); r.press("2") },
	"no-template": func(r *rig) { r.d.tpl.announce = ""; toNele(r).press("1") },
}

// evening is the same day at 20:00, with an answer to the third chat begun.
func (r *rig) evening() {
	r.d.agenda = workdays
	r.d.arrive(3, "und muss ich ein Praktikum haben?")
	r.advance(10*time.Hour + 48*time.Minute)
	r.told(3)
	r.press("g", "j", "j", "i")
}

// leaving is the same day at 17:20, shortly before the office shuts, with a first
// answer to the third chat.
func (r *rig) leaving() {
	r.d.agenda = workdays
	r.d.chat(3).FirstContact = true
	r.d.arrive(3, "und muss ich ein Praktikum haben?")
	r.now = monday.Add(8*time.Hour + 8*time.Minute)
	r.told(3)
	r.press("g", "j", "j", "i")
	r.write("Hallo Aylin, ja, ein Praktikum ist gut, und das geht so.")
	r.press("enter", "enter")
}

func TestParkingScreens(t *testing.T) {
	t.Parallel()
	drawn(t, drawnSizes, parkingScenes, played(weekend, func(o *tui.Options) { o.FollowUp = 90 * time.Minute }))
}

// TestParkingWordsAreNotCut looks for an ellipsis in our own words below the
// messages, at every width.
func TestParkingWordsAreNotCut(t *testing.T) {
	t.Parallel()
	for _, w := range []int{60, 65, 70, 79, 80, 90, 105, 125} {
		for _, lang := range []string{"de", "en"} {
			for name, play := range parkingScenes {
				r := newRig(t, w, 30, weekend, func(o *tui.Options) { o.Lang, o.FollowUp = lang, 90*time.Minute })
				play(r)
				r.checkFrame(w, 30)
				for _, l := range ownLines(r) {
					if _, right, two := strings.Cut(l, "│"); two {
						l = right
					}
					if name == "outbox" && strings.HasPrefix(l, "     ") {
						continue // her own words
					}
					if own, _, _ := strings.Cut(strings.ReplaceAll(l, " …", ""), "✎"); strings.Contains(own, "…") {
						t.Errorf("%s, %s, %d: %q", name, lang, w, l)
					}
				}
			}
		}
	}
}
