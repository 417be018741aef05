package tui_test

import (
	"fmt"
	"regexp"
	"strconv"
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

// TestEveryLightThatSaysSomethingIsNamed: the words of the row are whole, the
// amber ones go before the green ones, and what has no room is counted.
func TestEveryLightThatSaysSomethingIsNamed(t *testing.T) {
	t.Parallel()
	for w := 60; w < 200; w += 3 {
		r := newRig(t, w, 20, prepared)
		r.d.alsoLit = manyLights
		r.press("i")
		r.write("Hallo Mehmet")
		r.advance(time.Second)
		r.checkFrame(w, 20)
		line := lightRow(r)
		said, green := 0, 0
		gap := regexp.MustCompile(` {2,}`)
		if strings.HasPrefix(line, "✗") {
			gap = regexp.MustCompile(` `) // moved together
		}
		for _, part := range gap.Split(line, -1) {
			named := regexp.MustCompile(`^(Name|Schritt|Link|Deutsch|Wartezeit|Smileys|Länge|Vorstellung|du/Sie|Vertrauliches)( \d+)? ([✗!✓])( Mehmet)?$`).FindStringSubmatch(part)
			rest := regexp.MustCompile(`^([!✓])(\d+)$`).FindStringSubmatch(part)
			tight := regexp.MustCompile(`^([✗!✓])(Name|Schritt|Link|Deutsch|Wartezeit|Smileys|Vorstellung|du/Sie|Länge|Vertrauliches)$`).FindStringSubmatch(part)
			n := 1
			switch {
			case named != nil:
				rest = named[2:]
			case tight != nil:
				rest = tight
			case rest != nil:
				n, _ = strconv.Atoi(rest[2])
			default:
				t.Fatalf("%d: %q in %q", w, part, line)
			}
			if rest[1] == "✓" {
				green += n
			} else if said += n; green > 0 {
				t.Errorf("%d: green before amber in %q", w, line)
			}
		}
		if said != 6 || green != 4 && green != 0 {
			t.Errorf("%d: %d lights that say something and %d green ones in %q", w, said, green, line)
		}
	}
}

// lightRow is the row of lights as it stands under the composer.
func lightRow(r *rig) string {
	for l := range strings.SplitSeq(r.screen(), "\n") {
		if row, _, ok := strings.Cut(chatSide(l), "/4096"); ok {
			return strings.TrimSpace(strings.TrimRight(row, "0123456789"))
		}
	}
	return ""
}

// chatSide is what of a line at the composer stands in the chat.
func chatSide(line string) string {
	areas := strings.Split(line, "│")
	return areas[min(1, len(areas)-1)]
}

// TestRemarksOfTheReviewAreWhole: two lines at most, and no colon without its
// words.
func TestRemarksOfTheReviewAreWhole(t *testing.T) {
	t.Parallel()
	for w := 60; w < 200; w += 3 {
		for _, lang := range []string{"de", "en"} {
			r := newRig(t, w, 24, prepared, func(o *tui.Options) { o.Lang = lang })
			r.d.alsoLit = manyLights
			r.press("i")
			r.write("Hallo Samira")
			r.press("enter")
			remarks := remarksOf(r)
			if n := len(remarks); n < 1 || n > 2 {
				t.Fatalf("%d, %s: %d lines of remarks\n%s", w, lang, n, r.screen())
			}
			all := strings.Join(remarks, " ")
			if regexp.MustCompile(`:( ·|…|$)`).MatchString(all) || strings.Count(all, " · ") != 4 && !strings.HasSuffix(all, "…") {
				t.Errorf("%d, %s: %q", w, lang, remarks)
			}
			for _, word := range regexp.MustCompile(`[\pL]+…`).FindAllString(all, -1) {
				t.Errorf("%d, %s: cut at %q", w, lang, word)
			}
		}
	}
}

// remarksOf are the lines from the sign of the remarks to the keys.
func remarksOf(r *rig) (out []string) {
	on := false
	for l := range strings.SplitSeq(r.screen(), "\n") {
		l = chatSide(l)
		on = on && !strings.Contains(l, "Enter") || strings.HasPrefix(l, "  ! ")
		if on {
			out = append(out, strings.TrimSpace(l))
		}
	}
	return out
}
