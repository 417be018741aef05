package tui_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// named is one person with a name and a source who says a name.
func named(name string, src domain.NameSource, said string) func(*fakeDesk) {
	return func(d *fakeDesk) {
		id := d.person(name, src, "+4917000000001")
		d.wrote(id, time.Hour, domain.KindText, text("hallo"))
		d.said[id] = said
	}
}

func TestNameSources(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		have   string
		src    domain.NameSource
		said   string
		type_  string // typed behind what stands there; "-" empties the line first
		name   string
		source domain.NameSource
		toast  string
	}{
		"taken as offered":              {"🌸", domain.NameProfile, "Luca", "", "Luca", domain.NameSaid, "Name: Luca (sagt selbst)"},
		"the profile says the same":     {"Luca", domain.NameProfile, "Luca", "", "Luca", domain.NameSaid, "Name: Luca (sagt selbst)"},
		"changed by hand":               {"🌸", domain.NameProfile, "Luca", " Rossi", "Luca Rossi", domain.NameConfirmed, "Name: Luca Rossi (bestätigt)"},
		"the profile is right":          {"Nele", domain.NameProfile, "", "", "Nele", domain.NameConfirmed, "Name: Nele (bestätigt)"},
		"what was said is right":        {"Luca", domain.NameSaid, "Luca", "", "Luca", domain.NameConfirmed, "Name: Luca (bestätigt)"},
		"confirmed beats what is said":  {"Aylin Yıldız", domain.NameConfirmed, "Aylin", "", "Aylin Yıldız", domain.NameConfirmed, "bestätigt"},
		"typed where nothing was known": {"", domain.NameUnknown, "", "Tom", "Tom", domain.NameConfirmed, "Name: Tom (bestätigt)"},
		"emptied":                       {"Luca", domain.NameConfirmed, "", "-", "Profilname", domain.NameProfile, "Es gilt wieder der Name aus dem Profil."},
		"cleaned":                       {"x", domain.NameProfile, "Lu\x1b[31mca\u202e\n", "", "Luca", domain.NameSaid, "Name: Luca (sagt selbst)"},
	}
	for title, c := range cases {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, 100, 30, named(c.have, c.src, c.said))
			r.press("n")
			if c.type_ == "-" {
				for range 20 {
					r.press("backspace")
				}
				r.wants("Leer: Es gilt wieder der Name aus dem Profil.")
			} else {
				r.write(c.type_)
			}
			r.press("enter")
			if got := r.d.chats[0].Contact; strings.TrimSpace(got.Name) != c.name || got.NameSource != c.source {
				t.Fatalf("%q from %q", got.Name, got.NameSource)
			}
			r.wants(c.toast)
		})
	}
}

func TestNameIsOfferedQuietly(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, named("🌸", domain.NameProfile, "Luca"))
	r.wants("─ sagt: Luca · n übernimmt ─", "~🌸 · ")
	r.press("n")
	r.wants("Wie heißt die Person?", "› Luca", "So nennt sich die Person selbst.")
	r.write("!")
	r.press("enter")
	r.wants("Das sieht nicht nach einem Namen aus.")
	r.press("backspace")
	r.write("s")
	r.wants("Gilt als von dir bestätigt.")
	r.press("backspace", "enter")
	r.wants("Luca (sagt selbst) · ")
	r.lacks("n übernimmt")
	r.press("n")
	r.press("esc")
	if n := r.d.asked("name"); n != 1 {
		t.Fatalf("named %d times", n)
	}
	for title, fill := range map[string]func(*fakeDesk){
		"confirmed": named("Aylin", domain.NameConfirmed, "Ay"), "said already": named("Luca", domain.NameSaid, "Luca"), "nothing said": named("Luca", domain.NameProfile, ""),
	} {
		if s := newRig(t, 100, 30, fill).screen(); strings.Contains(s, "übernimmt") {
			t.Errorf("%s:\n%s", title, s)
		}
	}
}

func TestNameThatCannotBeKept(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, named("🌸", domain.NameProfile, "Luca"))
	r.d.fail["name"] = errors.New("disk")
	r.press("n", "enter")
	r.wants("✗", "n übernimmt")
}

func TestExportSaysThePath(t *testing.T) {
	t.Parallel()
	for key, end := range map[string]string{"5": ".md", "3": ".txt"} {
		r := newRig(t, 60, 20, four)
		r.press("x")
		r.wants("Weitergeben: ", "1  Übergabe", "3  WhatsApp-Export (txt)")
		r.press(key)
		r.wants("Geschrieben:", "/home/maja/", "…", "chat-1-uebergabe-an-den-kollegen"+end)
		r.advance(10 * time.Second)
		r.wants("chat-1-uebergabe")
		r.advance(3 * time.Second)
		r.lacks("chat-1-uebergabe")
	}
	wide := newRig(t, 160, 40, four)
	wide.press("x", "5")
	wide.wants("/home/maja/Dokumente/Sprechstunde/Ausgaben/2026/November/chat-1-uebergabe-an-den-kollegen.md")
	broken := newRig(t, 80, 24, four)
	broken.d.fail["export"] = errors.New("disk")
	broken.press("x", "5")
	broken.wants("✗")
	broken.lacks("Geschrieben")
}

func TestCutMiddle(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"/home/maja/chat.md", "/home/jürgen/Übergaben/日本語/chat-👨‍👩‍👧.md", "x", ""} {
		for w := range 60 {
			got := tui.CutMiddle(s, w)
			if n := ansi.StringWidth(got); n > w {
				t.Errorf("%q in %d cells is %d wide: %q", s, w, n, got)
			}
			if w >= ansi.StringWidth(s) && got != s {
				t.Errorf("%q was cut to %q", s, got)
			}
			if w > 12 && !strings.HasSuffix(got, s[max(len(s)-3, 0):]) {
				t.Errorf("%q lost its end: %q", s, got)
			}
		}
	}
}
