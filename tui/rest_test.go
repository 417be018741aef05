package tui_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

func TestEditor(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	edit := func(script string) func(o *tui.Options) {
		return func(o *tui.Options) {
			o.StateDir = dir
			o.EditorCommand = func(path string) (*exec.Cmd, error) { return exec.Command("sh", "-c", script, "sh", path), nil }
		}
	}
	r := newRig(t, 80, 24, morning, edit("true"))
	r.press("e")
	if len(r.seen) == 0 {
		t.Fatalf("no editor was started")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("files %v %v", files, err)
	}
	if st, err := os.Stat(files[0]); err != nil || st.Mode().Perm() != 0o600 {
		t.Fatalf("mode %v %v", st.Mode(), err)
	}
	for name, c := range map[string]struct{ file, want string }{
		"changed":   {"neu\x1b[31m rot\r\nzwei\n", "neu rot\nzwei"},
		"empty":     {"", "alt"},
		"unchanged": {"alt\n", "alt"},
	} {
		r := newRig(t, 80, 24, morning, edit("true"))
		r.press("i")
		r.write("alt")
		path := filepath.Join(t.TempDir(), "antwort.txt")
		if err := os.WriteFile(path, []byte(c.file), 0o600); err != nil {
			t.Fatal(err)
		}
		r.send(tui.ReadBack(path, 1, "alt"))
		if got := tui.DraftText(r.m); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
		if _, err := os.Stat(path); !os.IsNotExist(err) {
			t.Errorf("%s: the file is still there", name)
		}
	}
}

func TestNoEditorSaysSo(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("e")
	r.wants("Kein Editor eingerichtet")
}

func TestEmojiFollowTheTerminal(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.lacks("👨‍👩‍👧")
	r.send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
	r.wants("👨‍👩‍👧")
	never := newRig(t, 80, 24, morning, func(o *tui.Options) { o.Emoji = "simple" })
	never.send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
	never.lacks("👨‍👩‍👧")
}

func TestAbsurdSizesAreIgnored(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	for _, s := range [][2]int{{0, 0}, {-1, 5}, {80, 0}, {5000, 24}, {80, 100000}} {
		r.send(tea.WindowSizeMsg{Width: s[0], Height: s[1]})
		r.checkFrame(80, 24)
	}
	r.send(tea.WindowSizeMsg{Width: 20, Height: 5})
	r.wants("Das Fenster ist zu", "nötig")
	r.press("i")
	r.write("x")
	r.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	if tui.DraftText(r.m) != "" {
		t.Fatal("keys worked in a window that shows nothing")
	}
}

func TestRelayTroubleIsSaidWithItsTime(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	for want, l := range map[string]domain.Link{
		"✗ Relay nicht erreichbar · seit 08:55":                     {Code: domain.CodeRelayDown, Since: monday.Add(-17 * time.Minute)},
		"‖ Senden ruht: Zugang bei Meta abgelaufen · seit So 09:12": {Up: true, Health: domain.RelayHealth{Paused: &domain.Pause{Reason: "token", Since: monday.Add(-24 * time.Hour)}}},
		"holt noch 312 nach":     {Up: true, Behind: 312},
		"2 noch nicht übergeben": {Up: true, Pending: 2},
		"Relay wird gesucht":     {},
	} {
		r.d.link = l
		r.send(tui.News{Changes: domain.Changes{Link: true}})
		r.wants(want)
		r.checkFrame(80, 24)
	}
}

func TestPersonOnDemand(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.lacks("Telefon")
	r.press("p")
	r.wants("Telefon", "+49 151 2345 4711")
	r.checkFrame(80, 24)
	r.press("esc")
	r.lacks("Telefon")
	wide := newRig(t, 120, 30, morning)
	wide.wants("Telefon")
	wide.press("p")
	wide.lacks("Telefon")
	wide.checkFrame(120, 30)
}

func TestDisabledActionSaysWhy(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("u")
	r.wants("Es ist nichts mehr zurückzuholen.")
	r.press("esc")
	r.press("j", "j", "j", "j", "Y")
	r.wants("Die Nummer ist nicht bekannt.")
	r.advance(6 * time.Second)
	r.lacks("Die Nummer ist nicht bekannt.")
}

func TestPaletteRunsActions(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press(":")
	r.write("erledigt oeffnen")
	r.press("enter")
	if r.d.chats[0].State != domain.ChatDone {
		t.Fatal("not done by palette")
	}
}

func TestFrameIsKeptWhenNothingChanged(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.m.View()
	r.send(tea.FocusMsg{}, tea.BlurMsg{}, tea.KeyReleaseMsg{Code: 'x'})
	if !tui.SameFrame(r.m) {
		t.Fatal("messages that change nothing throw the frame away")
	}
}

func TestErrorsDoNotShowTheirChain(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.d.fail["done"] = errors.New("dial tcp 10.0.0.1: secret")
	r.press("d")
	r.lacks("dial tcp", "secret")
	r.wants("✗")
}

func TestComposerShowsWhatFits(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("i")
	r.write("erste Zeile mit so vielen Worten, dass sie umbrechen muss, ja")
	r.press("shift+enter")
	r.write("zweite")
	r.press("shift+enter")
	r.write("dritte")
	r.wants("erste Zeile", "zweite", "dritte")
	for range 10 {
		r.press("ctrl+o")
	}
	r.write("letzte")
	r.wants("letzte")
	r.lacks("erste Zeile")
	r.checkFrame(80, 24)
}

func TestSuspendSavesTheDraftFirst(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("i")
	r.write("halb")
	r.press("ctrl+z")
	if r.d.drafts[1].Text != "halb" || !slices.ContainsFunc(r.seen, func(s string) bool { return strings.Contains(s, "SuspendMsg") }) {
		t.Fatalf("drafts %v, messages %v", r.d.drafts, r.seen)
	}
	queries := len(r.d.calls)
	r.send(tea.ResumeMsg{})
	if len(r.d.calls) == queries {
		t.Fatal("coming back does not look for news")
	}
}

func TestToastLeavesTheCountdown(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("i")
	r.write("a")
	r.press("enter", "enter", "y")
	r.wants("an die Zwischenablage gesandt", "u zurückholen (7 s)")
	r.advance(8 * time.Second)
	r.press("y")
	r.wants("an die Zwischenablage gesandt")
	r.lacks("? Hilfe")
	r.checkFrame(80, 24)
}

func TestFooterIsNeverCut(t *testing.T) {
	t.Parallel()
	for w := 60; w < 200; w++ {
		r := newRig(t, w, 24, morning)
		for _, k := range []string{"j", "enter", "i", "esc", "esc", ":", "esc", "?"} {
			r.press(k)
			lines := strings.Split(r.screen(), "\n")
			if strings.Contains(lines[23], "…") {
				t.Fatalf("width %d: %q", w, lines[23])
			}
		}
	}
}
