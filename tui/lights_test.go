package tui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

func TestRedLightStopsEnter(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("i")
	r.write("Hallo Mehmet, schreib mir!")
	r.press("enter")
	r.wants("✗ Die Anrede „Mehmet“ passt nicht", "S sendet trotzdem")
	r.press("enter", "enter")
	r.wants("Ein rotes Licht ist an.")
	if len(r.d.sent) != 0 {
		t.Fatal("Enter sent past a red light")
	}
	r.press("S")
	want := []domain.Light{{Rule: domain.RuleWrongName, Level: domain.Red, Words: "Mehmet"}}
	if len(r.d.sent) != 1 || !cmp.Equal(want, r.d.sent[0].Despite) {
		t.Fatalf("sent %+v", r.d.sent)
	}
}

func TestTheDeliberateKeyNeedsARedLight(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("i")
	r.write("Hallo Samira, schreib mir: https://example.org/a")
	r.press("enter", "S")
	r.wants("Dafür muss ein rotes Licht an sein.")
	if len(r.d.sent) != 0 {
		t.Fatal("the key sends what Enter should")
	}
	closed := newRig(t, 80, 24, prepared)
	closed.press("j", "j", "j", "i") // Nele's window is shut
	closed.write("Hallo Mehmet")
	closed.press("enter", "S")
	if len(closed.d.sent) != 0 {
		t.Fatal("sent past a closed window")
	}
}

// TestRedLightOfTheDesk: what only the desk sees, because it came up after the
// review, is shown and has not been sent past.
func TestRedLightOfTheDesk(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("i")
	r.write("Hallo Mehmet, schreib mir!")
	r.d.alsoRed = []domain.Light{{Rule: domain.RuleExpired, Level: domain.Red, Words: "Infotag"}}
	r.press("enter", "S")
	if len(r.d.sent) != 0 {
		t.Fatal("sent past a light that was not shown")
	}
	r.wants("Nicht gesendet", "Geht so an Samira")
	r.press("esc", "enter")
	r.send(tea.WindowSizeMsg{Width: 120, Height: 40})
	r.wants("Das gilt nicht mehr: Infotag")
	r.press("S")
	if len(r.d.sent) != 1 || len(r.d.sent[0].Despite) != 2 {
		t.Fatalf("sent %+v", r.d.sent)
	}
}

func TestEnterBeforeTheVerdictDoesNotSlipThrough(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("i")
	r.write("Hallo Mehmet, schreib mir!")
	r.park = true
	r.press("enter", "enter")
	r.park = false
	for _, cmd := range r.parked {
		r.run(cmd)
	}
	if len(r.d.sent) != 0 {
		t.Fatal("sent before the check was there")
	}
	r.wants("✗ Die Anrede „Mehmet“", "Geht so an")
}

func TestOpenFieldOfTheDeskLeadsToTheField(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("i")
	r.write("Hallo Samira")
	r.d.open = true
	r.press("enter", "enter")
	if len(r.d.sent) != 0 {
		t.Fatal("sent with an open field")
	}
	r.wants("Antwort an Samira")
}

func TestChecksFollowTheTyping(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("i")
	for range 6 {
		r.press("x")
		r.advance(50 * time.Millisecond)
	}
	if n := r.d.asked("check"); n != 0 {
		t.Fatalf("checked %d times between keys", n)
	}
	r.advance(100 * time.Millisecond)
	if n := r.d.asked("check"); n != 1 {
		t.Fatalf("checked %d times after the last key", n)
	}
	r.wants("Schritt !", "Name ✓")
	r.press("left", "right")
	r.advance(time.Second)
	if n := r.d.asked("check"); n != 1 {
		t.Fatal("moving the cursor is checked")
	}
	r.send(tea.PasteMsg{Content: " https://example.org/a"})
	r.advance(time.Second)
	r.wants("Link ✓")
	for range 60 {
		r.press("backspace")
	}
	r.advance(time.Second)
	r.lacks("Name ✓", "Link")
}

func TestTimerThatChangesNothingKeepsTheFrame(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("i", "x")
	r.advance(30 * time.Millisecond)
	r.press("y")
	r.m.View()
	r.d.fail["check"] = nil
	r.advance(45 * time.Millisecond) // the timer of the first key rings and is wound up again
	if !tui.SameFrame(r.m) {
		t.Fatal("a timer threw the frame away")
	}
}

// TestAllRedLightsAreShown: what is sent past on purpose must have been seen,
// in the smallest window too.
func TestAllRedLightsAreShown(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{60, 15}, {80, 24}, {120, 40}} {
		r := newRig(t, size[0], size[1], prepared)
		for _, rule := range []domain.Rule{domain.RuleOtherName, domain.RuleLeftover, domain.RuleNoName, domain.RulePlaceholder, domain.RuleOwnName, domain.RuleOwnTwice, domain.RuleExpired} {
			r.d.alsoRed = append(r.d.alsoRed, domain.Light{Rule: rule, Level: domain.Red, Words: strings.Repeat("Wort ", 12)})
		}
		r.press("i")
		r.write("Hallo Samira\nviele Zeilen")
		r.press("enter", "enter")
		r.advance(6 * time.Second)
		s := r.screen()
		short := strings.Contains(s, "fremder Name · Name kopiert · kein Name")
		for _, word := range []string{"gilt nicht mehr", "zweimal da"} {
			if !short && !strings.Contains(s, word) {
				t.Errorf("%v lacks %q:\n%s", size, word, s)
			}
		}
		r.wants("S sendet trotzdem")
		r.checkFrame(size[0], size[1])
	}
}

func TestDespiteIsMarkedInTheChat(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, func(d *fakeDesk) {
		d.morning()
		d.answered(1, time.Minute, "Hallo Mehmet", domain.StatusRead).Despite = []domain.Light{{Rule: domain.RuleWrongName, Level: domain.Red, Words: "Meh\x1b[31mmet"}}
		d.chat(1).State = domain.ChatWaiting
	})
	r.wants("! trotz rotem Licht gesendet: Name", "„Mehmet“")
}

func TestLightsFitEveryWidth(t *testing.T) {
	t.Parallel()
	for w := 60; w < 140; w += 7 {
		r := newRig(t, w, 20, prepared)
		r.press("i")
		r.write("Hallo Mehmet")
		r.advance(time.Second)
		r.checkFrame(w, 20)
		r.wants("Name ✗ Mehmet", fmt.Sprintf("12/%d", domain.MaxTextLen))
	}
}
