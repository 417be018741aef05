package tui_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// held takes what a key has begun and has it end later.
func (r *rig) held(key string) (end func()) {
	r.park = true
	r.press(key)
	begun := r.parked
	r.park, r.parked = false, nil
	return func() {
		for _, cmd := range begun {
			r.run(cmd)
		}
	}
}

// TestALateAnswerOpensNoReviewBehindTheJump: Enter would send it to somebody else
// than the one who is shown.
func TestALateAnswerOpensNoReviewBehindTheJump(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"ctrl+k", "/"} {
		r := newRig(t, 80, 24, prepared)
		filled := r.held("1")
		r.press(key)
		r.write("nele")
		r.advance(50 * time.Millisecond)
		filled()
		r.press("enter", "enter") // into Nele's chat, and once too often
		if len(r.d.sent) != 0 {
			t.Fatalf("sent to chat %d while another is shown:\n%s", r.d.sent[0].ChatID, r.screen())
		}
		r.lacks("Geht so an Samira")
	}
}

// TestTheReachQuestionParksNothingUnread: the window shuts under the question.
func TestTheReachQuestionParksNothingUnread(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, func(d *fakeDesk) {
		four(d)
		d.templates()
		d.agenda = workdays
		d.chats[0].LastInAt = monday.Add(8*time.Hour + 9*time.Minute - 24*time.Hour)
	}, func(o *tui.Options) { o.FollowUp = 90 * time.Minute })
	r.now = monday.Add(8*time.Hour + 8*time.Minute)
	r.press("g")
	r.answer("Hallo Ada, ja.")
	r.wants("Nur noch bis 18:00 da")
	r.now = r.now.Add(2 * time.Minute)
	r.told(1)
	r.press("1")
	if len(r.d.sent) != 0 {
		t.Fatalf("handed over without its announcement on the screen: %+v", r.d.sent[0])
	}
}

// TestNoOtherChatComesUnderAQuestion: the chat of the title is the one it is about.
func TestNoOtherChatComesUnderAQuestion(t *testing.T) {
	t.Parallel()
	r := newRig(t, 160, 40, four)
	done := r.held("d") // the desk takes its time
	r.press("x")
	r.wants("Ada")
	done()
	r.press("8") // as a table
	r.lacks("chat-2-")
	r.wants("chat-1-")
	if got := tui.ShownChat(r.m); got != 2 {
		t.Errorf("afterwards chat %d is shown", got)
	}
}

// TestTheEditorOverwritesNoDraftThatCameMeanwhile: the chat was not there yet when
// it was opened.
func TestTheEditorOverwritesNoDraftThatCameMeanwhile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	r := newRig(t, 80, 24, func(d *fakeDesk) {
		d.morning()
		d.drafts[luca] = domain.Draft{ChatID: luca, Text: "Halber Brief", Revision: 3}
	}, func(o *tui.Options) {
		o.StateDir = dir
		o.EditorCommand = func(path string) (*exec.Cmd, error) { return exec.Command("true", path), nil }
	})
	r.lagging = true
	r.press("j", "e")
	path := filepath.Join(t.TempDir(), "antwort.txt")
	if err := os.WriteFile(path, []byte("Neuer Text\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.send(tui.ReadBack(path, luca, "")) // it had begun with an empty file
	got := tui.DraftText(r.m)
	if !strings.Contains(got, "Halber Brief") || !strings.Contains(got, "Neuer Text") {
		t.Fatalf("%q", got)
	}
}

// TestAccessOfOnePersonIsNotShownAsThatOfAnother: its folder comes late, when the
// data of another person are on the screen.
func TestAccessOfOnePersonIsNotShownAsThatOfAnother(t *testing.T) {
	t.Parallel()
	r := toData(newRig(t, 100, 30, owed))
	r.toRow("Auskunft")
	made := r.held("enter")
	r.press("esc", "esc", "j", "w", "D")
	r.wants("Daten & Rechte: Aylin")
	made()
	r.wants("~Luca", "auskunft-luca-2026-11-23")
	r.wants("Daten & Rechte: Aylin")
}
