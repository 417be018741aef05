package tui_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sprechstunde/internal/domain"
)

// linked is a chat with addresses of every kind.
func linked(d *fakeDesk) {
	id := d.person("Luca", domain.NameConfirmed, "+4915100000000")
	d.wrote(id, 5*time.Hour, domain.KindText, text("erst nur Text"))
	d.answered(id, 4*time.Hour, "Schau hier: https://example.org/pflege", domain.StatusRead)
	d.wrote(id, 3*time.Hour, domain.KindText, text("ist das echt? https://diakonie.de@аррӏе.com/login und ftp://example.org/x"))
	d.wrote(id, 2*time.Hour, domain.KindText, text("und www.example.org/"+strings.Repeat("lang-", 80)))
}

func TestLinksOfAChat(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, linked)
	r.press("enter", "L")
	r.wants("Links im Chat mit Luca", "www.example.org", "xn--80ak6aa92e.com", "! Die Adresse ist zu lang")
	r.press("o")
	r.wants("Trotz der Warnung öffnen? www.example.org")
	r.press("enter") // the safe answer stands first
	if len(r.d.browsed) != 0 {
		t.Fatalf("opened %q without asking", r.d.browsed)
	}
	r.press("down", "o")
	r.wants("weder http noch https") // a hint only: it cannot be opened
	r.press("y")
	r.press("down")
	r.wants("führt zu https://xn--80ak6aa92e.com/login", "Was vor dem @ steht")
	r.press("o")
	r.press("down", "enter")
	r.wants("An den Browser gegeben: xn--80ak6aa92e.com", "Links im Chat mit Luca")
	r.press("down", "o")
	want := []string{"https://xn--80ak6aa92e.com/login", "https://example.org/pflege"}
	if !slices.Equal(r.d.browsed, want) {
		t.Errorf("opened %q, want %q", r.d.browsed, want)
	}
	if !slices.ContainsFunc(r.seen, func(s string) bool { return strings.Contains(s, "ftp://example.org/x") }) {
		t.Errorf("not copied: %q", r.seen)
	}
	r.press("enter")
	r.lacks("Links im Chat")
	r.press("y")
	if !slices.ContainsFunc(r.seen, func(s string) bool { return strings.Contains(s, "Schau hier: https://example.org/pflege") }) {
		t.Errorf("the message of the link is not selected: %q", r.seen)
	}
}

func TestLinksThatCannotBeOpenedSayWhy(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, linked)
	r.press("enter", "L", "down", "down", "down")
	r.d.fail["open_link"] = domain.Fail(domain.CodeNoBrowser, "", nil)
	r.press("o")
	r.wants("kein Programm zu finden")
	r.press("esc")
	r.d.fail["links"] = domain.Fail(domain.CodeBusy, "", nil)
	r.press("L")
	r.lacks("Links im Chat")
}

var linkScenes = map[string]filledScene{
	"list":  {linked, func(r *rig) { r.press("enter", "L", "down", "down") }},
	"long":  {linked, func(r *rig) { r.press("enter", "L") }},
	"ask":   {linked, func(r *rig) { r.press("enter", "L", "down", "down", "o") }},
	"empty": {morning, func(r *rig) { r.press("enter", "L") }},
}

func TestLinkScreens(t *testing.T) {
	t.Parallel()
	drawn(t, drawnSizes, linkScenes, filled)
}

// TestLinksStayInTheirFrame shows addresses out of nasty texts.
func TestLinksStayInTheirFrame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		s := "https://" + hostileText().Draw(rt, "host") + "/" + hostileText().Draw(rt, "path") + " www.x.de/" + hostileText().Draw(rt, "more")
		w, h := rapid.IntRange(60, 140).Draw(rt, "w"), rapid.IntRange(15, 40).Draw(rt, "h")
		r := newRig(rt, w, h, func(d *fakeDesk) {
			id := d.person(s, domain.NameProfile, "+491510000000")
			d.wrote(id, time.Hour, domain.KindText, text(s))
		})
		r.press("enter", "L")
		for range 4 {
			r.checkFrame(w, h)
			r.press("down")
		}
		r.press("o")
		r.checkFrame(w, h)
		if strings.ContainsAny(strings.ReplaceAll(r.screen(), "\n", ""), "\x1b\x07\u009b") {
			rt.Fatalf("raw text on the screen: %q", r.screen())
		}
	})
}
