package tui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

const noticeSentence = "So gehen wir mit deinen Daten um: https://diakonie.example/datenschutz"

// owing are people of whom nobody was given the notice but Aylin.
func owing(d *fakeDesk) {
	prepared(d)
	d.notice = "2"
	d.sheet(3).Terms.Log = domain.ConsentLog{{Kind: domain.ConsentNotice, Version: "2", At: monday}}
	d.sheet(luca).Terms.Log = domain.ConsentLog{{Kind: domain.ConsentNotice, Version: "1", At: monday}}
}

func withNotice(first bool) option {
	return func(o *tui.Options) { o.Notice, o.NoticeFirst = noticeSentence, first }
}

// TestTheNoticeIsOfferedWhileWriting: one key puts it below, and then nobody
// offers it any more.
func TestTheNoticeIsOfferedWhileWriting(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, owing, withNotice(false))
	toLuca(r).press("i")
	r.wants("Datenschutzhinweis fehlt · Strg+G")
	r.write("Hallo")
	r.press("ctrl+g")
	if got := tui.DraftText(r.m); got != "Hallo\n\n"+noticeSentence {
		t.Fatalf("the text is %q", got)
	}
	r.wants("steht jetzt darunter")
	r.press("ctrl+g")
	r.wants("hat den Hinweis schon, oder er steht im Text")
	if strings.Count(tui.DraftText(r.m), noticeSentence) != 1 {
		t.Errorf("twice: %q", tui.DraftText(r.m))
	}
	r.press("enter")
	r.wants("So gehen wir mit deinen Daten um:", "https://diakonie.example/datenschutz", "Enter sendet")
	r.press("enter")
	if len(r.d.sent) != 1 || r.d.sent[0].Text != "Hallo\n\n"+noticeSentence {
		t.Fatalf("sent %+v", r.d.sent)
	}
	given := newRig(t, 120, 40, owing, withNotice(true))
	given.press("j", "j", "i")
	given.write("Hallo")
	given.lacks("Datenschutzhinweis")
	given.press("ctrl+g", "enter", "enter")
	if len(given.d.sent) != 1 || given.d.sent[0].Text != "Hallo" {
		t.Errorf("sent %+v", given.d.sent)
	}
}

// TestTheNoticeByItself: on the review before it leaves, and she can take it out.
func TestTheNoticeByItself(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, owing, withNotice(true))
	toLuca(r).press("i")
	r.write("Hallo")
	r.press("enter")
	r.wants("So gehen wir mit deinen Daten um:", "https://diakonie.example/datenschutz", "Enter sendet")
	if len(r.d.sent) != 0 {
		t.Fatal("nobody has seen it")
	}
	r.press("esc")
	for range len(noticeSentence) + 2 {
		r.press("backspace")
	}
	r.press("enter", "enter")
	if len(r.d.sent) != 1 || r.d.sent[0].Text != "Hallo" {
		t.Fatalf("sent %+v", r.d.sent)
	}

	taken := newRig(t, 120, 40, owing, withNotice(true))
	toLuca(taken).press("1")
	first := tui.DraftText(taken.m)
	if !strings.HasSuffix(first, "\n\n"+noticeSentence) {
		t.Fatalf("below a prepared answer: %q", first)
	}
	taken.press("esc", "esc", "3") // a digit replaces, with the sentence below as well
	second := tui.DraftText(taken.m)
	if second == first || strings.Count(second, noticeSentence) != 1 || !strings.HasSuffix(second, "\n\n"+noticeSentence) {
		t.Errorf("after the other digit: %q", second)
	}
	if body := strings.TrimSuffix(first, noticeSentence); strings.Contains(second, strings.TrimSpace(body)) {
		t.Errorf("both answers: %q", second)
	}
}

func TestNoNoticeWhereItDoesNotBelong(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		fill func(*fakeDesk)
		opts option
		text string
	}{
		"a crisis":            {func(d *fakeDesk) { owing(d); d.chat(luca).Crisis = true }, withNotice(true), "Hallo"},
		"none is configured":  {func(d *fakeDesk) { owing(d); d.notice = "" }, func(*tui.Options) {}, "Hallo"},
		"it is there already": {owing, withNotice(true), "Hier: https://diakonie.example/datenschutz"},
		"there is no room":    {owing, withNotice(true), strings.Repeat("a", domain.MaxTextLen-20)},
	} {
		r := newRig(t, 120, 40, tc.fill, tc.opts)
		for range 12 {
			if tui.ShownChat(r.m) == luca {
				break
			}
			r.press("j")
		}
		r.press("i")
		r.paste(tc.text)
		r.press("ctrl+g")
		if got := tui.DraftText(r.m); got != tc.text {
			t.Errorf("%s: by the key: %.80q", name, got)
		}
		r.press("enter")
		if got := tui.DraftText(r.m); got != tc.text {
			t.Errorf("%s: by itself: %.80q", name, got)
		}
	}
}

func TestNoticeScreens(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{60, 20}, {80, 24}, {120, 40}} {
		for _, lang := range []string{"de", "en"} {
			for _, put := range []bool{false, true} {
				t.Run(fmt.Sprintf("%v-%s-%dx%d", put, lang, size[0], size[1]), func(t *testing.T) {
					t.Parallel()
					r := newRig(t, size[0], size[1], owing, withNotice(put), func(o *tui.Options) { o.Lang = lang })
					toLuca(r).press("i")
					r.write("Hallo Luca, gern!")
					if put {
						r.press("enter")
					}
					r.checkFrame(size[0], size[1])
					golden.RequireEqual(t, []byte(r.screen()+"\n"))
				})
			}
		}
	}
}

// paste puts a text in as a terminal does.
func (r *rig) paste(text string) {
	r.t.Helper()
	r.send(tea.PasteMsg{Content: text})
	r.now = r.now.Add(time.Second)
}
