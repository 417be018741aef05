package tui_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

func TestSessionStartThatFailsOrComesTooLate(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.d.fail["queue"] = errors.New("disk")
	r.press("s")
	r.wants("✗")
	r.lacks("0/4")
	delete(r.d.fail, "queue")
	r.park = true
	r.press("s")
	parked := r.parked
	r.park, r.parked = false, nil
	r.press("j", "i")
	r.write("Hallo")
	for _, c := range parked {
		r.run(c)
	}
	r.wants("Antwort an Ben", "Hallo")
	r.lacks("0/4")
}

// The adviser who has gone elsewhere is not taken away from there.
func TestSessionDoesNotFetchBackWhoWentElsewhere(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.press("s")
	r.park = true
	r.press("d") // the desk takes its time
	parked := r.parked
	r.park, r.parked = false, nil
	r.press("esc", "G", "i")
	r.write("Hallo Dana")
	for _, c := range parked {
		r.run(c)
	}
	r.wants("Antwort an Dana", "Hallo Dana", "1/4")

	reads := newRig(t, 100, 30, four)
	reads.press("s")
	reads.park = true
	reads.press("d")
	parked = reads.parked
	reads.park, reads.parked = false, nil
	reads.press("esc", "G", "enter")
	for _, c := range parked {
		reads.run(c)
	}
	reads.wants("Frage von Dana", "Dana (bestätigt)", "1/4")
}

func TestSessionStaleQueueAnswersChangeNoMark(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.press("s")
	r.park = true
	r.told(2) // asks for the queue while Ada still waits
	if len(r.parked) != 1 {
		t.Fatalf("%d commands", len(r.parked))
	}
	stale := r.parked[0]()
	r.park, r.parked = false, nil
	r.press("d")
	r.wants("1/4")
	r.park = true // what follows from the stale answer is not to mend it
	r.take(stale)
	r.wants("1/4", "ohne Antwort")
}

func TestWithoutASessionTheKeysWorkToo(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.press("v")
	r.wants("Es läuft kein Durchgang.")
	r.press("enter", "esc", "j", "j", "enter", "b")
	r.wants("Frage von Ada")
	r.press("b")
	r.wants("Davor war noch kein Chat offen.")
	r.press("z", "enter")
	r.wants("Ada kommt wieder: heute 15:30.", "1/3", "Frage von Ben")
	r.press("a")
	r.wants("Später", "Ada", "bis heute 15:30")
	r.press("z", "enter")
	r.wants("Ada wartet wieder.", "Nichts ist zurückgestellt.")
}

// Without a session, too, what is taken back opens where it belongs.
func TestTakeBackReturnsFromAnotherChat(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.answer("Hallo Bda")
	r.press("esc", "j", "j", "enter", "u")
	r.wants("Antwort an Ada")
	if got := tui.DraftText(r.m); got != "Hallo Bda" {
		t.Fatalf("the composer has %q", got)
	}
}

func TestSessionUnderAnotherFilter(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.press("s", "d", "esc", "a")
	r.wants("Nichts ist zurückgestellt.", "1/4")
	for range 4 {
		r.press("a")
	}
	r.wants("noch 3", "ohne Antwort")
	r.press("A")
	r.wants("Alle")
	r.press("j", "i") // Ben, from the list of all
	r.write("Hallo Ben")
	r.press("enter", "enter")
	r.wants("2/4", "Frage von Cem", "noch 2")
}

// A chat whose moment comes while the session runs is in it again.
func TestSessionTakesUpWhatIsDueAgain(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.press("s", "z", "enter", "d")
	r.wants("2/4", "Frage von Cem")
	c := r.d.chat(1)
	c.State, c.Later = domain.ChatWaiting, time.Time{}
	r.told(1)
	r.wants("1/4")
	r.press("d", "d")
	r.wants("3/4", "Frage von Ada")
}

// Opened by hand, a chat is where the session stands.
func TestSessionGoesOnFromWhereTheAdviserIs(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.press("s", "esc", "j", "j", "enter", "D", "b")
	r.wants("Frage von Cem", "0/4")
	r.press("d")
	r.wants("Frage von Dana", "1/4")
	r.press("d")
	r.wants("Frage von Ada", "2/4")
}

// An answer for another filter that is still on its way means nothing to the
// session.
func TestSessionIgnoresTheAnswerForAnotherFilter(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, func(d *fakeDesk) {
		four(d)
		d.answered(d.person("Olga", domain.NameConfirmed, "+491701"), time.Hour, "Antwort", domain.StatusRead)
	})
	r.press("s", "d", "esc", "a")
	r.park = true
	r.press("a") // asks for the open chats
	late := r.parked
	r.park, r.parked = false, nil
	r.press("b")
	for _, c := range late {
		r.run(c)
	}
	r.wants("1/4", "Durchgang", "noch 3")
	r.lacks("Olga", "─ neu ─")
}

// The next key acts on what was done, even if the chat is not loaded yet.
func TestSessionKnowsWhatWasDone(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.press("s", "d")
	r.park = true
	r.press("b", "d")
	cmds := r.parked
	r.park, r.parked = false, nil
	for _, c := range cmds {
		r.run(c)
	}
	r.wants("0/4", "Ada ist wieder offen")
	if got := r.d.chat(1).State; got != domain.ChatWaiting {
		t.Fatalf("Ada is %s", got)
	}
}

// A taken back reply does not push aside what is being written by now.
func TestTakeBackLeavesTheWriterInPeace(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.press("s")
	r.answer("Hallo Ada")
	r.park = true
	r.press("u") // the relay takes its time
	late := r.parked
	r.park, r.parked = false, nil
	r.press("i")
	r.write("Hallo Ben")
	for _, c := range late {
		r.run(c)
	}
	r.wants("Antwort an Ben", "Hallo Ben", "Zurückgeholt", "0/4")
	r.press("enter", "enter", "d", "d")
	r.wants("Ada (bestätigt)", "✎ Entwurf", "3/4")
	r.press("i")
	if got := tui.DraftText(r.m); got != "Hallo Ada" {
		t.Fatalf("the composer has %q", got)
	}
}

// A long queue is known as a whole as far as it is asked for, and beyond that
// nothing is concluded from what is missing.
func TestSessionOfALongQueue(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, crowd(300))
	r.press("s")
	r.d.chat(250).State = domain.ChatOpen
	r.told(250)
	r.wants("1/300")

	far := newRig(t, 100, 30, crowd(900))
	far.press("s")
	list := far.d.chats
	far.d.chats = append(slices.Clone(list[1:]), list[0]) // behind what is asked for
	far.told(2)
	far.wants("0/500")
	far.d.chat(1).State = domain.ChatOpen
	far.told(1) // it is shown, so its own state is known
	far.wants("1/500")
}

// TestSessionOfNobodyAnyMore: when everybody in it was erased there is no chat to go
// back to, and the session ends.
func TestSessionOfNobodyAnyMore(t *testing.T) {
	t.Parallel()
	for _, page := range []string{"D", "q"} {
		r := newRig(t, 100, 30, func(d *fakeDesk) {
			four(d)
			d.chats = d.chats[:1]
		})
		r.press("s")
		r.wants("0/1")
		r.d.chats = nil
		r.send(tui.News{Changes: domain.Changes{Chats: []int64{1}, Erased: []int64{1}}})
		r.press(page)
		r.wants("Durchgang")
		r.press("b")
		r.lacks("Durchgang", "✗")
		r.press("v")
		r.wants("Es läuft kein Durchgang.")
	}
}
