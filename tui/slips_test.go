package tui_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
	"sprechstunde/tui"
)

// TestEnterSaysThatItReadsOn: where the review goes on below, Enter shows the rest
// and nothing says that it sends.
func TestEnterSaysThatItReadsOn(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("j", "j", "i")
	for i := range 30 {
		r.write("Zeile ")
		r.write(string(rune('a' + i%26)))
		r.press("ctrl+o")
	}
	r.advance(time.Second)
	r.press("enter")
	r.wants("… weitere Zeilen", "Enter weiterlesen", "Enter liest weiter")
	r.lacks("Enter sendet", "Enter senden")
	r.checkFrame(80, 24)
	for range 6 {
		r.advance(time.Second)
		r.press("enter")
		if !strings.Contains(r.screen(), "… noch") {
			break
		}
	}
	r.wants("Enter senden", "Enter sendet")
	if len(r.d.sent) != 0 {
		t.Fatal("sent before the end was seen")
	}
}

// TestOwnVoiceNoteIsNamedOnce: it has no other name than what it is.
func TestOwnVoiceNoteIsNamedOnce(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, func(d *fakeDesk) {
		withLuca(nil)(d)
		before := *d.chat(2)
		m := d.answered(2, time.Minute, "", domain.StatusSent)
		*d.chat(2) = before
		m.Kind, m.Content = domain.KindVoice, domain.Content{Media: &domain.Media{Filename: "Sprachnachricht", Seconds: 7, Size: 21000}}
	})
	end := recordingNow(r)
	r.press("enter")
	end()
	r.press("enter")
	r.wants("Die Sprachnachricht hängt an.")
	r.press("esc")
	for line := range strings.SplitSeq(r.screen(), "\n") {
		if cells := strings.Split(line, "│"); len(cells) > 3 && strings.TrimSpace(cells[2]+cells[3]) == "Sprachnachricht" {
			t.Errorf("named twice: %q", line)
		}
	}
	r.wants("0:07")
}

// TestAChoiceIsReadWhole: what is under the cursor is never cut.
func TestAChoiceIsReadWhole(t *testing.T) {
	t.Parallel()
	r := newRig(t, 60, 20, distress)
	careScenes["nudge-choose"](r)
	for range 3 {
		line, _, _ := strings.Cut(r.screen()[strings.Index(r.screen(), " ▎ "):], "\n")
		if strings.Contains(line, "…") {
			t.Errorf("cut: %q", line)
		}
		r.press("down")
		r.checkFrame(60, 20)
	}
}

// TestWhatIsTypedIsDrawnAlike: an emoji that is put together moved the lines
// between the areas in terminals that count it otherwise, tmux among them.
func TestWhatIsTypedIsDrawnAlike(t *testing.T) {
	t.Parallel()
	for _, emoji := range []string{"👩‍🏫", "👨‍👩‍👧", "👍🏽", "❤️", "🇩🇪", "🏳️‍🌈"} {
		r := newRig(t, 120, 36, morning)
		r.press("i")
		r.write("Hallo ")
		r.send(tea.PasteMsg{Content: emoji})
		r.write(" schön!")
		r.wants("Hallo ", " schön!")
		for line := range strings.SplitSeq(r.screen(), "\n") {
			if strings.Contains(line, "Hallo") && strings.Contains(line, "schön") && ansi.StringWidth(line) != ansi.StringWidthWc(line) {
				t.Errorf("%s: %d cells or %d: %q", emoji, ansi.StringWidth(line), ansi.StringWidthWc(line), line)
			}
		}
		if got := tui.DraftText(r.m); got != "Hallo "+emoji+" schön!" {
			t.Errorf("written is %q", got)
		}
	}
}

// TestAQuestionIsReadWhole in the smallest window in which it is put, whoever it is
// about.
func TestAQuestionIsReadWhole(t *testing.T) {
	t.Parallel()
	long := func(d *fakeDesk) {
		d.morning()
		d.chat(1).Contact.Name = "Anna-Lena von der Ostsee und den sieben Bergen"
	}
	for name, c := range map[string]struct {
		keys  []string
		wants string
	}{
		"done with a draft": {[]string{"i", "x", "esc", "esc", "d"}, "Trotzdem erledigt?"},
		"quit while held":   {[]string{"i", "x", "enter", "enter", "q"}, "Was soll mit ihr geschehen?"},
	} {
		for _, size := range [][2]int{{60, 15}, {80, 24}} {
			r := newRig(t, size[0], size[1], long)
			r.press(c.keys...)
			r.checkFrame(size[0], size[1])
			if words := strings.Join(strings.Fields(r.screen()), " "); !strings.Contains(words, c.wants) {
				t.Errorf("%s at %v lacks %q:\n%s", name, size, c.wants, r.screen())
			}
		}
	}
}

// TestAFailureIsToldToItsEnd in the narrowest window: the end says what to do.
func TestAFailureIsToldToItsEnd(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{i18n.German, i18n.English} {
		for _, code := range []domain.Code{domain.CodeDamaged, domain.CodeDiskError, domain.CodeRelayDown, domain.CodeInUse} {
			r := newRig(t, 60, 20, morning, func(o *tui.Options) { o.Lang = lang })
			r.d.fail["done"] = domain.Fail(code, "/home/maja/.local/share/sprechstunde/desk.db", nil)
			r.press("d")
			r.checkFrame(60, 20)
			want := strings.Fields(i18n.For(lang).Errors.Sentence(code, "/home/maja/.local/share/sprechstunde/desk.db"))
			if said := strings.Join(strings.Fields(r.screen()), " "); !strings.Contains(said, strings.Join(want[len(want)-4:], " ")) {
				t.Errorf("%s %s is cut:\n%s", lang, code, r.screen())
			}
		}
	}
}

// TestAFailureWaitsUntilItIsSeen: what went wrong while something lay over the screen
// is told when that is gone.
func TestAFailureWaitsUntilItIsSeen(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ over, away func(*rig) }{
		"a sheet":        {func(r *rig) { r.press(":") }, func(r *rig) { r.press("esc") }},
		"the curtain":    {func(r *rig) { r.press("ctrl+r") }, func(r *rig) { r.press("ctrl+r") }},
		"a small window": {func(r *rig) { r.send(tea.WindowSizeMsg{Width: 40, Height: 10}) }, func(r *rig) { r.send(tea.WindowSizeMsg{Width: 80, Height: 24}) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, 80, 24, morning)
			r.d.fail["done"] = domain.Fail(domain.CodeDiskFull, "", nil)
			r.park = true
			r.press("d")
			late := r.parked
			r.park, r.parked = false, nil
			c.over(r)
			for _, cmd := range late {
				r.run(cmd)
			}
			r.advance(30 * time.Second)
			c.away(r)
			r.wants("✗")
			r.advance(3 * time.Second)
			r.wants("✗")
			r.advance(10 * time.Second)
			r.lacks("✗")
		})
	}
}
