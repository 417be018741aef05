package tui_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// offices are known people, and two to hand them on to.
func offices(d *fakeDesk) {
	known(d)
	d.recipients = []domain.Recipient{
		{Key: "stuttgart", Name: "Tom Weber", Place: "Stuttgart", Region: "Baden-Württemberg", Mail: "tom@haus.example", Note: "vormittags"},
		{Key: "essen", Name: "Haus \x1b[31mNord", Place: "Essen"},
	}
}

func (r *rig) ordered() domain.ExportOrder {
	r.t.Helper()
	r.d.mu.Lock()
	defer r.d.mu.Unlock()
	if len(r.d.made) != 1 {
		r.t.Fatalf("%d files", len(r.d.made))
	}
	return r.d.made[0]
}

// TestHandingOnInFourKeys: the dossier, the recipient, written.
func TestHandingOnInFourKeys(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 100, 30, offices))
	r.press("x", "1")
	r.wants("noch niemand gewählt", "1 Stuttgart · 2 Essen", "die letzten 20 Nachrichten", "keine Einwilligung festgehalten")
	r.press("1", "enter")
	want := domain.ExportOrder{
		Format: domain.ExportDossier, Expires: monday.AddDate(0, 0, 30), Dossier: domain.DossierOrder{To: "stuttgart", Depth: domain.DepthRecent},
	}
	if diff := cmp.Diff(want, r.ordered()); diff != "" {
		t.Error(diff)
	}
	r.wants("Übergeben an Tom Weber · Stuttgart", "chat-luca-2026-11-23-1.html")
	if len(r.d.told) != 0 {
		t.Error("somebody was told unasked")
	}
}

func TestNobodyIsChosenByItself(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 80, 24, offices))
	r.press("x", "1", "enter", "enter")
	r.wants("noch niemand gewählt")
	r.press("9", "enter") // there is no ninth
	if len(r.d.made) != 0 {
		t.Fatal("handed on to nobody")
	}
	r.press("right", "right", "enter")
	if to := r.ordered().Dossier.To; to != "essen" {
		t.Errorf("to %q", to)
	}
	one := toLuca(newRig(t, 80, 24, func(d *fakeDesk) { offices(d); d.recipients = d.recipients[:1] }))
	one.press("x", "1", "enter")
	if to := one.ordered().Dossier.To; to != "stuttgart" {
		t.Errorf("the only one: %q", to)
	}
	none := toLuca(newRig(t, 80, 24, known))
	none.press("x", "1", "right", "enter")
	none.wants("niemand unter recipients")
	if len(none.d.made) != 0 {
		t.Error("handed on to nobody")
	}
}

func TestWhatGoesAlongIsChosenRowByRow(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 100, 30, offices))
	r.press("x", "2", "2", "down", "right", "down", "space", "down", "space", "down", "left", "down", "enter")
	r.wants("Anliegen in deinen Worten")
	r.write("Pflege ab August")
	r.press("enter")
	r.wants("Pflege ab August")
	r.press("down", "enter")
	r.write("Tom ruft an")
	r.press("enter", "down", "enter")
	r.write("das geht niemanden etwas an")
	r.press("esc") // back, with nothing taken
	r.wants("keine Einwilligung festgehalten")
	r.press("enter")
	r.write("am Telefon zugestimmt")
	r.press("enter", "down", "space", "enter")
	want := domain.ExportOrder{
		Format: domain.ExportDossier, Media: true, Expires: monday.AddDate(0, 0, 30), Dossier: domain.DossierOrder{
			Markdown: true, To: "essen", Depth: domain.DepthAll, Notes: true, Crisis: true, Wants: "Pflege ab August", Next: "Tom ruft an", Basis: "am Telefon zugestimmt",
		},
	}
	if diff := cmp.Diff(want, r.ordered()); diff != "" {
		t.Error(diff)
	}
	if len(r.d.told) != 1 || r.d.told[0].To.Key != "essen" {
		t.Errorf("told %+v", r.d.told)
	}
	r.wants("liegt als Entwurf im Chat")
}

func TestACrisisIsHandedOnOnPurposeOnly(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 100, 30, func(d *fakeDesk) { offices(d); d.chat(luca).Crisis = true }))
	r.press("x", "1", "1", "enter")
	r.wants("Dieser Chat gilt als Krise")
	if len(r.d.made) != 0 {
		t.Fatal("handed on all the same")
	}
	r.press("right", "enter")
	if !r.ordered().Dossier.Crisis {
		t.Error("without it")
	}
}

func TestHandedOnShowsAndCanBeTakenBack(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 120, 60, offices))
	r.press("x", "1", "1", "enter")
	r.wants("Übergeben", "Tom Weber · Stuttgart")
	r.press("w")
	for range 40 {
		if r.press("j"); slices.ContainsFunc(strings.Split(r.screen(), "\n"), func(l string) bool {
			return strings.Contains(l, "▎ Übergeben")
		}) {
			break
		}
	}
	r.press("enter")
	r.wants("„übergeben an Tom Weber · Stuttgart“ zurücknehmen?")
	r.press("down", "enter")
	if n := len(r.d.sheet(luca).Handed); n != 0 {
		t.Errorf("%d notes are left", n)
	}
}

// TestHandedOnStandsBetweenTheMessages: where it belongs by its time, and nowhere
// else; taken back it is gone.
func TestHandedOnStandsBetweenTheMessages(t *testing.T) {
	t.Parallel()
	lines := func(r *rig, words ...string) (at []int) {
		all := strings.Split(r.screen(), "\n")
		for _, w := range words {
			at = append(at, slices.IndexFunc(all, func(l string) bool { return strings.Contains(l, w) }))
		}
		return at
	}
	r := newRig(t, 100, 40, func(d *fakeDesk) {
		offices(d)
		to := d.recipients
		mid := monday.Add(-14*time.Hour + 90*time.Second)
		d.sheet(luca).Handed = []domain.HandedOn{
			{ID: 3, To: to[0], At: monday}, {ID: 2, To: to[1], At: mid}, {ID: 1, To: to[0], At: monday.AddDate(0, 0, -9)},
		}
	})
	toLuca(r)
	first, last := "Guten Abend!", "mein lebenslauf"
	old, mid, now := "Übergeben an Tom Weber · Stuttgart am Sa 14.11.2026", "Übergeben an Haus Nord · Essen am So 22.11.2026", "Übergeben an Tom Weber · Stuttgart am Mo 23.11.2026"
	at := lines(r, old, first, mid, last, now)
	if !slices.IsSorted(at) || at[0] < 0 {
		t.Errorf("lines %v:\n%s", at, r.screen())
	}
	r.d.sheet(luca).Handed = nil
	r.send(tui.News{Changes: domain.Changes{Chats: []int64{luca}}})
	r.lacks("Übergeben an")

	paged := newRig(t, 100, 24, func(d *fakeDesk) {
		offices(d)
		for range 100 {
			d.arrive(luca, "noch eine Frage")
		}
		d.sheet(luca).Handed = []domain.HandedOn{{ID: 1, To: d.recipients[0], At: monday.AddDate(0, 0, -9)}}
	})
	toLuca(paged).press("enter", "home")
	for range 20 {
		paged.press("pgup")
	}
	paged.wants(old, first)
	paged.checkFrame(100, 24)
	up := lines(paged, old, first)
	if !slices.IsSorted(up) {
		t.Errorf("lines %v:\n%s", up, paged.screen())
	}
}

func TestAFailedDossierIsSaid(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 80, 24, offices))
	r.d.fail["handon"] = errors.New("disk")
	r.press("x", "1", "1", "enter")
	r.wants("✗")
	r.lacks("Übergeben an")
	draft := toLuca(newRig(t, 80, 24, offices))
	draft.d.fail["tell"] = errors.New("disk")
	draft.press("x", "1", "1", "up", "down", "down", "down", "down", "down", "down", "down", "down", "space", "enter")
	draft.wants("✗")
	if n := len(draft.d.sheet(luca).Handed); n != 1 {
		t.Errorf("%d notes", n)
	}
}

// TestOtherFormsAskForFilesOnly where there are some, and a table has none.
func TestOtherFormsAskForFilesOnly(t *testing.T) {
	t.Parallel()
	for key, format := range map[string]domain.ExportFormat{
		"3": domain.ExportWhatsApp, "4": domain.ExportHTML, "5": domain.ExportMarkdown, "6": domain.ExportText, "7": domain.ExportJSON, "8": domain.ExportCSV,
	} {
		for _, media := range []bool{false, true} {
			r := toLuca(newRig(t, 80, 24, offices))
			r.press("x", key)
			if format != domain.ExportCSV {
				r.wants("mit den Dateien, in einer Zip-Datei")
				r.press(map[bool]string{false: "1", true: "2"}[media])
			}
			want := domain.ExportOrder{Format: format, Media: media && format != domain.ExportCSV, Expires: monday.AddDate(0, 0, 30)}
			if diff := cmp.Diff(want, r.ordered()); diff != "" {
				t.Error(diff)
			}
			r.wants("Geschrieben:")
		}
	}
	bare := newRig(t, 80, 24, four)
	bare.press("x", "4")
	bare.wants("Geschrieben:")
}

var handOnScenes = map[string]func(r *rig){
	"forms":  func(r *rig) { toLuca(r).press("x") },
	"form":   func(r *rig) { toLuca(r).press("x", "1") },
	"chosen": func(r *rig) { toLuca(r).press("x", "1", "1", "down", "down", "right", "down", "down", "down") },
	"words": func(r *rig) {
		toLuca(r).press("x", "1", "1", "down", "down", "down", "down", "down", "enter")
		r.write("Pflege")
	},
	"sheet": func(r *rig) { toLuca(r).press("x", "1", "1", "enter", "w") },
}

func TestHandOnScreens(t *testing.T) {
	t.Parallel()
	drawn(t, drawnSizes, handOnScenes, played(offices))
}
