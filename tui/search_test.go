package tui_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"sprechstunde/internal/domain"
)

// seek types a search and lets the moment pass after which it is asked.
func (r *rig) seek(typed string) {
	r.t.Helper()
	r.press("/")
	r.write(typed)
	r.advance(50 * time.Millisecond)
}

func TestSearchAsYouType(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("/")
	r.wants("Suche in allen Nachrichten", "Tipp Wörter", "von:luca")
	r.write("ausb")
	r.advance(50 * time.Millisecond)
	r.wants("6 Treffer", "Aylin Yıldız", "ich suche eine Ausbildung als Erzieherin")
	r.lacks("Tipp Wörter")
	r.write("xyz")
	r.advance(50 * time.Millisecond)
	r.wants("0 Treffer", "Nichts gefunden.")
	r.press("enter")
	r.wants("Es ist nichts gefunden", "Suche in allen")
	r.press("esc")
	r.lacks("Suche in allen Nachrichten")
	r.wants("Wartend")
}

// TestSearchMarksTheRestricted: who looks for something in all chats shall not use
// theirs unawares. A long name leaves room for it.
func TestSearchMarksTheRestricted(t *testing.T) {
	t.Parallel()
	r := newRig(t, 60, 20, func(d *fakeDesk) {
		d.morning()
		d.chat(luca).Contact.Name = strings.Repeat("Lucaluca ", 12)
		d.sheet(luca).Restriction = domain.Restriction{On: true, Since: monday}
	})
	r.seek("lucaluca")
	r.wants("… · eingeschränkt ")
	r.checkFrame(60, 20)
	r.press("esc")
	r.seek("ausb")
	r.lacks("eingeschränkt")
}

// TestSearchAsksWhenTypingRests: fast typing asks once, and what was asked
// before is given up.
func TestSearchAsksWhenTypingRests(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("/")
	for _, c := range "ausbildung" {
		r.send(keyPress(string(c)))
		r.advance(10 * time.Millisecond)
	}
	if n := len(r.d.searched); n != 0 {
		t.Fatalf("asked %d times while typing", n)
	}
	r.advance(50 * time.Millisecond)
	if !slices.Equal(r.d.searched, []string{"ausbildung"}) {
		t.Fatalf("asked for %q", r.d.searched)
	}
}

// TestSearchDropsLateAnswers lets the newer answer come first.
func TestSearchDropsLateAnswers(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.seek("ausbildung")
	asked := func(key string) []tea.Cmd {
		r.press(key)
		r.park = true
		r.advance(50 * time.Millisecond)
		list := r.parked
		r.park, r.parked = false, nil
		if len(list) != 1 {
			t.Fatalf("%d questions after %s", len(list), key)
		}
		return list
	}
	late, now := asked("x"), asked("backspace")
	r.run(now[0])
	r.run(late[0])
	r.wants(" / ausbildung ", "6 Treffer")
}

// TestSearchOpensWhatWasTyped: hits that are about something else than what stands in
// the line are not opened, whether typing has just gone on or the desk takes its time.
func TestSearchOpensWhatWasTyped(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.seek("a")
	r.write("ylin")
	r.press("enter")
	r.wants("lädt …", "Suche in allen Nachrichten")
	r.advance(50 * time.Millisecond)
	r.press("enter")
	r.wants("Aylin Yıldız (bestätigt)")
	if n := r.d.asked("seen"); n != 1 {
		t.Errorf("%d chats were opened", n)
	}
}

// TestSearchAsksAgainAfterAFailure, with Enter and without another letter.
func TestSearchAsksAgainAfterAFailure(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.d.fail["search"] = errors.New("broken")
	r.seek("aylin")
	r.press("enter")
	r.advance(50 * time.Millisecond)
	r.wants("Suche in allen Nachrichten")
	r.lacks("lädt …")
	delete(r.d.fail, "search")
	r.press("enter")
	r.wants("Suche in allen Nachrichten", "Aylin Yıldız")
	r.press("enter")
	r.wants("Aylin Yıldız (bestätigt)")
	if n := r.d.asked("seen"); n != 1 {
		t.Errorf("%d chats were opened", n)
	}
}

// TestSearchAsksAgainForWhatItOnceFound: the line was emptied in between.
func TestSearchAsksAgainForWhatItOnceFound(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.seek("x")
	r.press("backspace")
	r.d.fail["search"] = errors.New("broken")
	r.write("x")
	r.advance(50 * time.Millisecond)
	n := len(r.d.searched)
	r.press("enter")
	if got := len(r.d.searched); got != n+1 {
		t.Errorf("asked %d times more with Enter", got-n)
	}
}

// TestSearchOpensAHitAlthoughMoreFailed: what is shown is what was asked for.
func TestSearchOpensAHitAlthoughMoreFailed(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, long)
	r.seek("nachricht")
	r.d.fail["search"] = errors.New("broken")
	for range 50 {
		r.press("down")
	}
	delete(r.d.fail, "search")
	n := len(r.d.searched)
	r.press("down")
	if got := len(r.d.searched); got != n+1 {
		t.Errorf("asked for more %d times after a failure", got-n)
	}
	r.d.fail["search"] = errors.New("broken")
	r.press("pgdown", "pgdown", "pgdown", "pgdown", "pgdown", "pgdown", "enter")
	r.wants("Zora (bestätigt)")
}

func TestSearchIsGivenUp(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.seek("aus")
	ctx := r.d.searching
	r.write("b")
	if ctx.Err() == nil {
		t.Error("the first question goes on")
	}
	r.d.fail["search"] = errors.New("broken")
	r.advance(50 * time.Millisecond)
	r.wants("Suche in allen Nachrichten")
	delete(r.d.fail, "search")
	r.press("backspace")
	r.advance(50 * time.Millisecond)
	ctx = r.d.searching
	r.press("esc")
	if ctx.Err() == nil {
		t.Error("the question outlives the search")
	}
}

// long has a chat whose words lie far back.
func long(d *fakeDesk) {
	d.morning()
	id := d.person("Zora", domain.NameConfirmed, "+4915100000000")
	for i := range 900 {
		d.wrote(id, time.Duration(900-i)*time.Hour, domain.KindText, text(fmt.Sprintf("Nachricht Nr%d", i)))
	}
}

func TestSearchJumpsAndComesBack(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, long)
	r.seek("nr45")
	r.wants("11 Treffer", "Zora")
	r.press("down", "down")
	r.press("enter")
	r.wants("Zora", "Nachricht Nr457")
	r.lacks("Suche in allen", "Nr898")
	if n := r.d.asked("thread"); n < 2 {
		t.Errorf("%d pages were loaded", n)
	}
	r.press("y")
	if !slices.ContainsFunc(r.seen, func(s string) bool { return strings.Contains(s, "Nachricht Nr457") }) {
		t.Errorf("the hit is not selected: %v", r.seen)
	}
	r.press("esc")
	r.wants("Suche in allen Nachrichten", " / nr45")
	r.press("up", "enter")
	r.wants("Nachricht Nr458")
	r.press("esc", "esc")
	r.lacks("Suche in allen")
	r.press("esc")
	r.wants("Wartend")
}

func TestSearchGoesToAPerson(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.seek("nele")
	r.wants("☺ ~Nele")
	r.press("enter")
	r.wants("machen so viel Druck")
	r.press("esc", "esc", "esc")
	r.wants("Wartend")
}

func TestSearchAsksForMore(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, long)
	r.seek("nachricht")
	r.wants("über 50 Treffer")
	for range 6 {
		r.press("pgdown")
	}
	r.advance(50 * time.Millisecond)
	r.wants("über 100 Treffer")
	r.press("pgup")
	r.wants("über 100 Treffer")
}

// TestSearchedMessageMayBeGone: it was deleted between the search and the key.
func TestSearchedMessageMayBeGone(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.seek("erzieherin")
	for i := range r.d.threads[3] {
		r.d.threads[3][i].ID += 50_000
	}
	r.press("enter")
	r.wants("Die Nachricht ist nicht mehr da")
}

func TestSearchTakesAPasteAsOneLine(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("/")
	r.send(tea.PasteMsg{Content: "erzieherin\nab \x1b[31mSommer"})
	r.advance(50 * time.Millisecond)
	if len(r.d.searched) != 1 || strings.ContainsAny(r.d.searched[0], "\n\x1b") {
		t.Fatalf("searched for %q", r.d.searched)
	}
}

var searchScenes = map[string]filledScene{
	"empty":  {morning, func(r *rig) { r.press("/") }},
	"hits":   {morning, func(r *rig) { r.seek("ich"); r.press("down") }},
	"people": {morning, func(r *rig) { r.seek("luca") }},
	"none":   {morning, func(r *rig) { r.seek("xyz vor:unsinn") }},
	"partly": {func(d *fakeDesk) { d.morning(); d.missing = 123456 }, func(r *rig) { r.seek("messe") }},
	"jump":   {long, func(r *rig) { r.seek("nr450"); r.press("enter") }},
}

func TestSearchScreens(t *testing.T) {
	t.Parallel()
	drawn(t, drawnSizes, searchScenes, filled)
}

func TestSearchMarksTheHit(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.seek("messe")
	golden.RequireEqual(t, []byte(r.m.View().Content+"\n"))
}

// TestSearchStaysInItsFrame shows hits in nasty texts, with marks wherever
// words may be.
func TestSearchStaysInItsFrame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		s := hostileText().Draw(rt, "text") + " wort" + hostileText().Draw(rt, "behind")
		w, h := rapid.IntRange(60, 140).Draw(rt, "w"), rapid.IntRange(15, 40).Draw(rt, "h")
		r := newRig(rt, w, h, func(d *fakeDesk) {
			id := d.person(s, domain.NameProfile, "+491510000000")
			d.wrote(id, time.Hour, domain.KindText, text(s))
		})
		r.seek("wort")
		r.checkFrame(w, h)
		if strings.ContainsAny(strings.ReplaceAll(r.screen(), "\n", ""), "\x1b\x07\u009b") {
			rt.Fatalf("raw text on the screen: %q", r.screen())
		}
		r.press("enter")
		r.checkFrame(w, h)
	})
}
