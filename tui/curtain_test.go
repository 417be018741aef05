package tui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"sprechstunde/tui"
)

const curtainKey = "ctrl+r"

// everyScene is every screen that any test of this package looks at, by name.
func everyScene() map[string]func(t *testing.T, w, h int, opts ...option) *rig {
	all := map[string]func(t *testing.T, w, h int, opts ...option) *rig{}
	add := func(name string, now time.Time, fill func(*fakeDesk), play func(*rig), more ...option) {
		all[name] = func(t *testing.T, w, h int, opts ...option) *rig {
			t.Helper()
			r := newRigAt(t, now, w, h, fill, append(more, opts...)...)
			play(r)
			return r
		}
	}
	alike := func(group string, fill func(*fakeDesk), scenes map[string]func(*rig), more ...option) {
		for name, play := range scenes {
			add(group+"/"+name, monday, fill, play, more...)
		}
	}
	alike("", morning, scenes)
	alike("session", monday12, sessionScenes)
	alike("people", known, peopleScenes)
	alike("care", distress, careScenes)
	alike("data", owed, dataScenes)
	alike("handon", offices, handOnScenes)
	alike("takein", lookedAt(), takeInScenes)
	alike("voice", withLuca(nil), voiceScenes)
	alike("files", everyFile, fileScenes)
	alike("answers", prepared, answerScenes)
	alike("parking", weekend, parkingScenes, func(o *tui.Options) { o.FollowUp = 90 * time.Minute })
	for name, s := range hoursScenes {
		add("hours/"+name, s.now, s.fill, s.play)
	}
	for name, s := range linkScenes {
		add("links/"+name, monday, s.fill, s.play)
	}
	for name, s := range searchScenes {
		add("search/"+name, monday, s.fill, s.play)
	}
	return all
}

// TestCurtainHidesEveryScreen: whatever is open, after the key the frame is that
// of a desk with nobody in it, to the last byte. No key and no paste gets through,
// and opening it shows what was there before.
func TestCurtainHidesEveryScreen(t *testing.T) {
	t.Parallel()
	for name, open := range everyScene() {
		for _, size := range [][2]int{{60, 20}, {120, 40}} {
			t.Run(fmt.Sprintf("%s-%dx%d", name, size[0], size[1]), func(t *testing.T) {
				t.Parallel()
				r := open(t, size[0], size[1])
				r.press("esc") // whatever ends a hint
				before := r.screen()
				r.press(curtainKey)
				r.nobodyIsSeen()
				r.checkFrame(size[0], size[1])

				r.park, r.parked = false, nil
				calls := len(r.d.calls)
				r.press("enter", "esc", "i", "x", "d", "1", "j", "down", "!", "ctrl+c", "q", "ctrl+z", "ctrl+s", "tab", "enter", "enter")
				r.write("Hallo")
				r.send(tea.PasteMsg{Content: "eingefügt"})
				r.nobodyIsSeen()
				if r.quit || len(r.d.calls) != calls {
					t.Fatalf("a key went through: %q", r.d.calls[calls:])
				}
				r.now = r.now.Add(2 * time.Second)
				r.press(curtainKey)
				if after := r.screen(); after == before || !strings.Contains(after, "Vorhang") {
					return
				}
				t.Fatalf("it does not open:\n%s", r.screen())
			})
		}
	}
}

// nobodyIsSeen holds the frame to that of a desk that knows nobody.
func (r *rig) nobodyIsSeen() {
	r.t.Helper()
	v := r.m.View()
	lines := strings.Split(v.Content, "\n")
	empty := newRigAt(r.t, r.now, ansi.StringWidth(lines[0]), len(lines), func(d *fakeDesk) { d.changes = nil })
	empty.press(curtainKey)
	empty.now = r.now
	if want := empty.m.View().Content; v.Content != want {
		r.t.Fatalf("behind the curtain:\n%s\ninstead of\n%s", ansi.Strip(v.Content), ansi.Strip(want))
	}
	if v.WindowTitle != "Sprechstunde" || v.Cursor != nil {
		r.t.Errorf("title %q, cursor %v", v.WindowTitle, v.Cursor)
	}
}

func TestCurtainKeepsTheDraftAndStopsTheSound(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, morning)
	r.press("j", "j", "i")
	r.write("Hallo Aylin")
	r.press(curtainKey)
	if n := len(r.d.saved); n == 0 || r.d.saved[n-1].Text != "Hallo Aylin" {
		t.Errorf("saved: %v", r.d.saved)
	}
	r.now = r.now.Add(2 * time.Second)
	r.press(curtainKey)
	r.write("!")
	r.wants("Hallo Aylin!")

	r = newRig(t, 120, 40, everyFile)
	fileScenes["files-playing"](r)
	r.wants("Es läuft")
	r.park = false
	r.press(curtainKey)
	r.now = r.now.Add(2 * time.Second)
	r.press(curtainKey)
	r.lacks("Es läuft")
}

// TestCurtainStaysWhileItsKeyIsHeld: terminals repeat a key that is held down.
func TestCurtainStaysWhileItsKeyIsHeld(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press(curtainKey)
	for range 60 {
		r.press(curtainKey)
		r.nobodyIsSeen()
	}
	r.now = r.now.Add(500 * time.Millisecond)
	r.press(curtainKey)
	r.nobodyIsSeen()
	r.now = r.now.Add(time.Second)
	r.press(curtainKey)
	r.wants("Luca")
}

func idle(after time.Duration) option { return func(o *tui.Options) { o.CurtainAfter = after } }

func TestCurtainFallsByItself(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning, idle(5*time.Minute))
	r.advance(4 * time.Minute)
	r.press("j")
	r.advance(4*time.Minute + 59*time.Second)
	r.wants("Luca")
	r.knock(2) // somebody who writes is not her
	r.advance(time.Second)
	r.nobodyIsSeen()
	r.knock(3)
	r.advance(time.Hour)
	r.nobodyIsSeen()
	r.press(curtainKey)
	r.wants("Luca")
	r.advance(5 * time.Minute)
	r.nobodyIsSeen()

	never := newRig(t, 80, 24, morning, idle(0))
	never.advance(24 * time.Hour)
	never.lacks("Vorhang")
}

// TestCurtainAfterSleep: no timer rings while a machine sleeps. The key that wakes
// it draws the curtain and does nothing else.
func TestCurtainAfterSleep(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning, idle(5*time.Minute))
	r.press("enter", "i")
	r.write("Ja")
	r.now = r.now.Add(8 * time.Hour)
	r.press("enter")
	r.nobodyIsSeen()
	r.now = r.now.Add(2 * time.Second)
	r.press(curtainKey)
	r.wants("Ja", "Antwort an")
	r.now = r.now.Add(-3 * time.Hour) // a clock that is set back is no reason to wait for three hours
	r.press("x")
	r.advance(5 * time.Minute)
	r.nobodyIsSeen()
}

// TestCurtainWaitsForWhoListens: somebody who hears or records a voice note, or
// writes in her editor, touches no key and is there.
func TestCurtainWaitsForWhoListens(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, everyFile, idle(5*time.Minute))
	fileScenes["files-playing"](r)
	playing := r.parked
	r.park, r.parked = false, nil
	r.timers = append(r.timers, timer{r.now.Add(5 * time.Minute), tui.IdleMsg()})
	r.advance(20 * time.Minute)
	r.wants("Es läuft")
	for _, cmd := range playing {
		r.run(cmd)
	}
	r.advance(4 * time.Minute)
	r.lacks("Vorhang")
	r.advance(time.Minute)
	r.nobodyIsSeen()

	r = newRig(t, 120, 40, withLuca(nil), idle(5*time.Minute))
	recordingNow(r)
	r.advance(10 * time.Minute)
	r.lacks("Vorhang")
}

func TestCurtainPassphrase(t *testing.T) {
	t.Parallel()
	tries := 0
	opts := func(o *tui.Options) { o.Unlock = func(s string) bool { tries++; return s == "Drei Äpfel" } }
	r := newRig(t, 80, 24, morning, opts)
	r.press(curtainKey)
	r.wants("Passphrase")
	r.now = r.now.Add(time.Hour)
	r.press(curtainKey, "enter")
	r.wants("Passphrase")
	r.write("Drei")
	r.wants("••••")
	r.lacks("•••••", "Drei", "Luca")
	r.press("enter")
	r.wants("Das war sie nicht")
	r.lacks("•", "Luca")
	r.write("Drei Äpfel")
	r.press("enter") // too soon
	r.lacks("Luca")
	if tries != 1 {
		t.Errorf("tried %d times", tries)
	}
	r.now = r.now.Add(3 * time.Second)
	r.press("backspace")
	r.write("l")
	r.press("enter")
	r.wants("Luca")

	r.press(curtainKey)
	r.write("Unsinn")
	r.press("esc")
	r.lacks("•")
	r.send(tea.PasteMsg{Content: "Drei Äpfel\n"})
	r.press("enter")
	r.wants("Luca")
}

func TestCurtainInATinyWindow(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{1, 1}, {2, 3}, {20, 4}, {59, 14}} {
		r := newRig(t, size[0], size[1], morning)
		r.press(curtainKey)
		r.checkFrame(size[0], size[1])
		r.send(tea.WindowSizeMsg{Width: 120, Height: 40})
		r.nobodyIsSeen()
	}
}

func TestCurtainScreens(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{60, 20}, {80, 24}, {120, 40}} {
		for _, lang := range []string{"de", "en"} {
			for _, locked := range []bool{false, true} {
				t.Run(fmt.Sprintf("%v-%s-%dx%d", locked, lang, size[0], size[1]), func(t *testing.T) {
					t.Parallel()
					r := newRig(t, size[0], size[1], morning, func(o *tui.Options) {
						o.Lang = lang
						if locked {
							o.Unlock = func(string) bool { return false }
						}
					})
					r.press(curtainKey)
					if locked {
						r.write("falsch")
						r.press("enter")
						r.write("nun?")
					}
					golden.RequireEqual(t, []byte(r.screen()+"\n"))
				})
			}
		}
	}
}

// TestMaskedNumbers: with it on, no whole number of anybody is on any screen.
func TestMaskedNumbers(t *testing.T) {
	t.Parallel()
	for name, open := range everyScene() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := open(t, 120, 40, func(o *tui.Options) { o.MaskNumbers = true })
			for _, c := range r.d.chats {
				words := tui.PhoneWords(c.Contact.Phone)
				if len(words) > 8 && strings.Contains(r.screen(), words) {
					t.Errorf("%s is on the screen:\n%s", words, r.screen())
				}
			}
		})
	}
	for number, want := range map[string]string{
		"+4915155501234": "+49 ••• •••• 1234", "+33612345678": "+33 ••• ••5 678", "": "", "+123": "+123", "12345678901": "•••••••8901", "4711": "4711",
	} {
		if got := tui.MaskPhone(number); got != want {
			t.Errorf("%s: %q instead of %q", number, got, want)
		}
	}
}
