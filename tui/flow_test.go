package tui_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

func TestReplyLeavesOnlyAfterReview(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("i")
	r.write("Hallo Samira")
	r.press("shift+enter")
	r.write("ja, das geht!")
	if len(r.d.sent) != 0 {
		t.Fatal("sent while writing")
	}
	r.press("enter")
	r.wants("Geht so an Samira · +49 151 2345 4711", "Enter sendet")
	if len(r.d.sent) != 0 {
		t.Fatal("the first Enter sent")
	}
	r.press("enter")
	want := []domain.Reply{{ChatID: 1, To: domain.Address{Phone: "+4915123454711"}, Text: "Hallo Samira\nja, das geht!"}}
	if diff := cmp.Diff(want, r.d.sent); diff != "" {
		t.Fatal(diff)
	}
	r.wants("geht in 7 s", "u zurückholen (7 s)")
	r.advance(3 * time.Second)
	r.wants("geht in 4 s")
	r.advance(5 * time.Second)
	r.lacks("zurückholen (")
	r.press("enter")
	if len(r.d.sent) != 1 {
		t.Fatal("Enter after sending sent again")
	}
}

func TestTakeBackBringsTheTextBack(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("i")
	r.write("zu früh")
	r.press("enter", "enter", "u")
	if len(r.d.tookBack) != 1 {
		t.Fatal("nothing taken back")
	}
	if got := tui.DraftText(r.m); got != "zu früh" {
		t.Fatalf("draft is %q", got)
	}
	r.wants("Zurückgeholt", "Antwort an Samira")
	if s := r.screen(); strings.Contains(s, "geht in") {
		t.Fatalf("the countdown still runs:\n%s", s)
	}
}

func TestTakeBackTooLateOrUnreachable(t *testing.T) {
	t.Parallel()
	for how, words := range map[domain.TakeBack]string{domain.TooLate: "Zu spät", domain.TakeBackOpen: "Das Relay ist nicht erreichbar"} {
		r := newRig(t, 80, 24, morning)
		r.d.backs = how
		r.press("i")
		r.write("a")
		r.press("enter", "enter", "u")
		r.wants(words)
	}
}

func TestMessageWhileComposingChangesNothing(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("j", "j", "i")
	r.write("Hallo Aylin")
	r.d.arrive(5, "dringend!")
	r.d.chats[0], r.d.chats[4] = r.d.chats[4], r.d.chats[0] // the desk would sort anew
	r.send(tui.News{Changes: domain.Changes{Chats: []int64{5}, Messages: 1, Waiting: []int64{5}}})
	r.wants("Antwort an Aylin", "dringend!")
	s := r.screen()
	if strings.Index(s, "Samira") > strings.Index(s, "@tom.k") {
		t.Fatalf("the order changed under the cursor:\n%s", s)
	}
	r.press("enter", "enter")
	if got := r.d.sent[0]; got.ChatID != 3 || got.To.Phone != "+4915799887766" || got.Text != "Hallo Aylin" {
		t.Fatalf("went to %+v", got)
	}
}

func TestRecipientIsFixedWhenWritingStarts(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("i")
	r.write("Hallo")
	r.d.chats[0].Contact.Phone = "+4900000000000"
	r.send(tui.News{Changes: domain.Changes{Chats: []int64{1}}})
	r.press("enter", "enter")
	if got := r.d.sent[0].To.Phone; got != "+4915123454711" {
		t.Fatalf("went to %s", got)
	}
}

func TestSelectionSticksToTheChat(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("j", "j")
	id := r.d.person("Neu", domain.NameProfile, "+4911111111111")
	r.d.wrote(id, time.Minute, domain.KindText, text("ganz neu"))
	last := len(r.d.chats) - 1
	r.d.chats = append([]domain.Chat{r.d.chats[last]}, r.d.chats[:last]...)
	r.send(tui.News{Changes: domain.Changes{Chats: []int64{id}, Messages: 1}})
	r.wants("Aylin Yıldız (bestätigt) · ", "4/13")
	r.press("f5")
	r.wants("Aylin Yıldız (bestätigt) · ", "Neu sortiert")
}

func TestPasteNeverSends(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.send(tea.PasteMsg{Content: "d\rq\r"})
	if r.quit || len(r.d.calls) == 0 || strings.Contains(strings.Join(r.d.calls, " "), "done") {
		t.Fatal("a paste while reading did something")
	}
	r.press("i")
	r.send(tea.PasteMsg{Content: "eins\r\nzwei\rdrei\n\x1b]52;c;AAAA\x07vier\r"})
	if got := tui.DraftText(r.m); got != "eins\nzwei\ndrei\nvier" {
		t.Fatalf("pasted %q", got)
	}
	r.press("enter")
	r.send(tea.PasteMsg{Content: "\r\r\r"})
	if len(r.d.sent) != 0 {
		t.Fatal("a paste in the review sent")
	}
}

func TestKeyBurstIsAPaste(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("i")
	for _, k := range []string{"a", "enter", "b", "enter", "enter", "c"} {
		r.send(keyPress(k)) // the clock stands still: faster than anybody types
		r.now = r.now.Add(time.Millisecond)
	}
	if got := tui.DraftText(r.m); got != "a\nb\n\nc" || len(r.d.sent) != 0 {
		t.Fatalf("burst gave %q, sent %d", got, len(r.d.sent))
	}
	r.press("enter")
	for range 5 {
		r.send(keyPress("enter"))
	}
	if len(r.d.sent) != 0 {
		t.Fatal("a burst of Enter sent from the review")
	}
	r.now = r.now.Add(time.Second)
	r.send(tea.KeyPressMsg{Code: tea.KeyEnter, IsRepeat: true})
	if len(r.d.sent) != 0 {
		t.Fatal("Enter held down sent")
	}
	r.press("enter")
	if len(r.d.sent) != 1 {
		t.Fatal("a typed Enter did not send")
	}
}

func TestLongPasteAsks(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ä", 4095) + "👨‍👩‍👧"
	r := newRig(t, 80, 24, morning)
	r.press("i")
	r.send(tea.PasteMsg{Content: long})
	r.wants("Eingefügt würden es 4100 Zeichen, erlaubt sind 4096.")
	r.press("enter")
	if got := tui.DraftText(r.m); got != "" {
		t.Fatalf("cancelling pasted %d bytes", len(got))
	}
	r.send(tea.PasteMsg{Content: long})
	r.press("down", "enter")
	if got := tui.DraftText(r.m); got != strings.Repeat("ä", 4095) {
		t.Fatalf("cut to %d runes", len([]rune(got)))
	}
	r.wants("4095/4096")
	r.write("xy")
	if got := len([]rune(tui.DraftText(r.m))); got != 4096 {
		t.Fatalf("typed on to %d", got)
	}
}

func TestBackspaceTakesWholeClusters(t *testing.T) {
	t.Parallel()
	for _, cluster := range []string{"👨‍👩‍👧", "👍🏽", "❤️", "🇩🇪", "ä", "é", "x"} {
		r := newRig(t, 80, 24, morning)
		r.press("i")
		r.send(tea.PasteMsg{Content: "a" + cluster + cluster})
		r.press("backspace")
		if got := tui.DraftText(r.m); len([]rune(got)) != 1+len([]rune(normal(cluster))) {
			t.Errorf("%q: left %q", cluster, got)
		}
		r.press("left", "delete")
		if got := tui.DraftText(r.m); got != "a" {
			t.Errorf("%q: left %q after delete", cluster, got)
		}
	}
}

// normal is what NFC makes of the few clusters above.
func normal(s string) string {
	if s == "é" {
		return "é"
	}
	return s
}

func TestDraftIsSavedWithinASecond(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("i")
	r.write("Hal")
	r.advance(time.Second)
	if n := len(r.d.saved); n == 0 || r.d.saved[n-1].Text != "Hal" {
		t.Fatalf("saved %+v", r.d.saved)
	}
	// Typing without a pause must not put the saving off.
	for range 40 {
		r.press("x")
		r.advance(60 * time.Millisecond)
	}
	if n := len(r.d.saved); n < 4 {
		t.Fatalf("only %d saves in four seconds of typing", n)
	}
	for i := 1; i < len(r.d.saved); i++ {
		if r.d.saved[i].Revision <= r.d.saved[i-1].Revision {
			t.Fatal("revisions do not rise")
		}
	}
}

func TestDraftsAreKeptPerChat(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("i")
	r.write("für Samira")
	r.press("esc", "esc", "j", "i")
	r.write("für Luca")
	r.press("esc", "esc", "k")
	r.wants("Entwurf: für Samira")
	r.press("i")
	if got := tui.DraftText(r.m); got != "für Samira" {
		t.Fatalf("draft of Samira is %q", got)
	}
	r.press("esc", "esc")
	r.press("q")
	if !r.quit || r.d.drafts[1].Text != "für Samira" || r.d.drafts[2].Text != "für Luca" {
		t.Fatalf("quit %v, drafts %+v", r.quit, r.d.drafts)
	}
}

func TestKeptDraftComesBackAfterARestart(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, func(d *fakeDesk) {
		d.morning()
		d.drafts[1] = domain.Draft{ChatID: 1, Text: "von gestern", Revision: 7}
	})
	r.wants("✎ Entwurf")
	r.press("i")
	r.write("!")
	r.advance(time.Second)
	if got := r.d.drafts[1]; got.Text != "von gestern!" || got.Revision <= 7 {
		t.Fatalf("%+v", got)
	}
}

func TestFailedDraftSaveIsTriedAgain(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.d.fail["save"] = errors.New("disk")
	r.press("i")
	r.write("wichtig")
	r.advance(time.Second)
	r.wants("✗")
	delete(r.d.fail, "save")
	r.press("esc")
	if r.d.drafts[1].Text != "wichtig" {
		t.Fatalf("drafts %+v", r.d.drafts)
	}
}

// A single failure of the disk does not cost the draft of somebody who stopped
// typing right then.
func TestFailedDraftSaveIsTriedAgainWithoutAKey(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.d.fail["save"] = errors.New("disk")
	r.press("i")
	r.write("wichtig")
	r.advance(time.Second)
	r.wants("✗")
	delete(r.d.fail, "save")
	r.advance(3 * time.Second)
	if r.d.drafts[1].Text != "wichtig" {
		t.Fatalf("drafts %+v", r.d.drafts)
	}
}

func TestClosedWindowStopsEnter(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, morning)
	r.press("j", "j", "j", "i") // Nele wrote 60 hours ago
	r.write("Hallo")
	r.press("enter", "enter", "enter")
	if len(r.d.sent) != 0 {
		t.Fatal("sent into a closed window")
	}
	r.wants("keine freigegebene Vorlage")
	r.press("esc", "esc")
	if r.d.drafts[4].Text != "Hallo" {
		t.Fatal("the draft is gone")
	}
}

func TestServerSaysTheWindowIsClosed(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.d.fail["send"] = domain.Fail(domain.CodeWindowClosed, "", nil)
	r.press("i")
	r.write("Hallo")
	r.press("enter", "enter")
	delete(r.d.fail, "send")
	r.press("enter")
	if len(r.d.sent) != 0 {
		t.Fatal("sent although the server had refused")
	}
	r.press("esc")
	if got := tui.DraftText(r.m); got != "Hallo" {
		t.Fatalf("text is %q", got)
	}
}

func TestUnknownIsAskedAndSettled(t *testing.T) {
	t.Parallel()
	for key, arrived := range map[string]bool{"y": true, "n": false} {
		r := newRig(t, 100, 30, morning)
		r.press("a", "a", "enter")
		r.wants("Ist die Nachricht angekommen? y ja, angekommen · n nein")
		r.press(key)
		if got, ok := r.d.settled[lastUUID(r.d, 8)]; !ok || got != arrived {
			t.Fatalf("%s settled %v", key, r.d.settled)
		}
		r.lacks("Ist die Nachricht angekommen?")
	}
}

func lastUUID(d *fakeDesk, id int64) string {
	list := d.threads[id]
	return list[len(list)-1].UUID
}

// TestUnknownIsNotCalledFailed: once the person has written again the list does not
// know which of the two it was, and says no more than is true.
func TestUnknownIsNotCalledFailed(t *testing.T) {
	t.Parallel()
	const emre = 8
	r := newRig(t, 120, 40, morning)
	r.wants("nicht gesendet") // Jonas
	r.d.chats = slices.DeleteFunc(r.d.chats, func(c domain.Chat) bool { return c.ID == 7 })
	r.d.arrive(emre, "bist du noch da?")
	r.d.chat(emre).LastStatus = domain.StatusNone // that of the newest message
	r.press("f5")
	r.wants("Emre", "nicht sicher gesendet")
	r.lacks("nicht gesendet")
}

func TestResendWantsASecondKey(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, morning)
	r.press("a", "a", "enter", "n", "R")
	r.wants("Diese Nachricht noch einmal senden?")
	r.press("enter")
	if len(r.d.resent) != 0 {
		t.Fatal("the safe answer sent")
	}
	r.press("R", "down", "enter")
	if diff := cmp.Diff([]string{lastUUID(r.d, 8)}, r.d.resent); diff != "" {
		t.Fatal(diff)
	}
}

func TestDoneMovesOn(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("j", "d")
	r.wants("~Luca 👨 ist erledigt.", "Aylin Yıldız (bestätigt) · seit")
	r.lacks("~Luca 👨  Erstk")
	if r.d.chats[1].State != domain.ChatDone {
		t.Fatal("not done")
	}
}

func TestQuoteGoesWithTheReply(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("enter", "k", "r")
	r.wants("↳ Samira: hallo ich bin samira")
	r.write("Ja!")
	r.press("enter", "enter")
	if got, want := r.d.sent[0].ReplyTo, r.d.threads[1][0].WAMID; got != want {
		t.Fatalf("quotes %q, not %q", got, want)
	}
}

func TestCopyUsesBothWays(t *testing.T) {
	t.Parallel()
	clip := &fakeClipboard{}
	r := newRig(t, 80, 24, morning, func(o *tui.Options) { o.Clipboard = clip })
	r.press("enter", "y")
	r.wants("an die Zwischenablage gesandt")
	r.press("Y")
	if diff := cmp.Diff([]string{"und muss ich dafür *schon 18* sein? 🌸", "+4915123454711"}, clip.got); diff != "" {
		t.Fatal(diff)
	}
	if len(r.seen) < 2 {
		t.Fatalf("no OSC 52: %v", r.seen)
	}
	clip.err = errors.New("no display")
	r.press("y")
	r.wants("antwortete nicht")
}

// TestWhatWasTakenBackIsNotHandedOn: the screen does not show it, so it goes neither
// to the clipboard nor into a prepared answer.
func TestWhatWasTakenBackIsNotHandedOn(t *testing.T) {
	t.Parallel()
	clip := &fakeClipboard{}
	r := newRig(t, 80, 24, morning, func(o *tui.Options) { o.Clipboard = clip })
	r.press("j", "j", "j", "j", "j", "enter", "up", "down")
	r.wants("~Mia", "Von der Person gelöscht")
	before := len(r.seen)
	r.press("y")
	r.wants("Diese Nachricht hat keinen Text.")
	if len(clip.got) != 0 || len(r.seen) != before {
		t.Errorf("copied %q, %v", clip.got, r.seen[before:])
	}
	r.press("g")
	if n := r.d.asked("answer from"); n != 0 {
		t.Error("made an answer of it")
	}
}

func TestStaleAnswersAreDropped(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.park = true
	r.press("j")
	r.step() // asks for Luca
	first := r.parked
	r.parked = nil
	r.press("j")
	r.step() // and walks on to Aylin before the answer is there
	r.parked = append(first, r.parked...)
	r.unpark(0)
	r.wants("Aylin Yıldız (bestätigt) · ", "Realschule, Note 2,4")
	r.lacks("Guten Abend! Wir haben")
}

// A key only moves the cursor; the chat, its head included, follows when the
// cursor rests, and at once when something is to be done with it.
func TestTheChatFollowsTheCursor(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 36, morning)
	r.lagging = true
	asked := r.d.asked("thread")
	r.press("j", "j")
	r.wants("Samira (sagt selbst) · ", "und muss ich dafür")
	r.advance(time.Second)
	r.wants("Aylin Yıldız (bestätigt) · ", "Realschule, Note 2,4")
	if n := r.d.asked("thread") - asked; n != 1 {
		t.Errorf("%d chats were loaded for a walk past one", n)
	}
	r.press("j", "i")
	r.write("Hallo Nele")
	r.wants("Antwort an ~Nele")
	r.lacks("Realschule, Note 2,4")
	r.advance(time.Second)
	r.wants("Antwort an ~Nele", "Hallo Nele")
}

func TestStaleFilterAnswerIsDropped(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.park = true
	r.press("a", "a", "a") // later, open, then done
	r.unpark(2, 0, 1)      // the answer for "open" comes last
	r.wants("Ole")
	r.lacks("Sofia")
}

func TestQuitDuringTheHoldAsks(t *testing.T) {
	t.Parallel()
	begin := func() *rig {
		r := newRig(t, 80, 24, morning)
		r.press("i")
		r.write("Hallo")
		r.press("enter", "enter", "q")
		r.wants("Eine Antwort geht erst in")
		if r.quit {
			t.Fatal("quit at once")
		}
		return r
	}
	wait := begin()
	wait.press("enter")
	if wait.quit {
		t.Fatal("did not wait")
	}
	wait.advance(10 * time.Second)
	if !wait.quit {
		t.Fatal("did not quit after the hold")
	}
	back := begin()
	back.press("down", "enter")
	if back.quit || len(back.d.tookBack) != 1 {
		t.Fatal("not taken back")
	}
	stay := begin()
	stay.press("esc")
	stay.advance(10 * time.Second)
	if stay.quit {
		t.Fatal("quit although asked to stay")
	}
}

func TestOpeningMarksSeenAndSendsNothing(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("j", "k")
	if strings.Contains(strings.Join(r.d.calls, " "), "seen") {
		t.Fatal("walking past marked as seen")
	}
	r.press("enter")
	if r.d.chats[0].Unread != 0 || len(r.d.sent) != 0 {
		t.Fatal("not seen, or something left")
	}
}

func TestOlderMessagesLoadWhenScrollingUp(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, func(d *fakeDesk) {
		id := d.person("Viel", domain.NameConfirmed, "+491234567890")
		for i := range 200 {
			d.wrote(id, time.Duration(200-i)*time.Minute, domain.KindText, text("Nummer "+string(rune('A'+i%26))+strings.Repeat("x", i%7)))
		}
	})
	r.press("enter")
	for range 40 {
		r.press("pgup")
	}
	r.press("home")
	r.wants("05:52") // the oldest: 200 minutes before 09:12
	r.press("G")
	r.wants("09:11")
	r.checkFrame(80, 24)
}
