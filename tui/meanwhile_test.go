package tui_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// TestWhatIsOpenOverTheChatStays when the desk erases somebody else meanwhile: what
// is being typed there is not lost, and its keys do not act on the chats below it.
func TestWhatIsOpenOverTheChatStays(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		keys  []string
		typed string
		shows string
	}{
		"a call":         {[]string{"c"}, "ruft an", "Anruf mit Samira"},
		"a name":         {[]string{"n", "ctrl+u"}, "Sam", "Wie heißt die Person?"},
		"a person":       {[]string{"ctrl+k"}, "sam", "Zu einer Person springen"},
		"a command":      {[]string{":"}, "hilf", "Befehl"},
		"her page":       {[]string{"w"}, "", "Person: "},
		"her data":       {[]string{"w", "D"}, "", "Daten & Rechte"},
		"a day":          {[]string{"z", "down"}, "", "Später: Samira"},
		"a file to send": {[]string{"ctrl+b"}, "/tmp/x", "Datei anhängen"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, 120, 40, marked)
			r.press(c.keys...)
			r.write(c.typed)
			r.wants(c.shows, c.typed)
			r.timeIsUp()
			r.wants(c.shows, c.typed)
			r.lacks(canary)
			if where := tui.Holds(r.m, canary); len(where) != 0 {
				t.Errorf("still in %v", where)
			}
		})
	}
}

// TestWhoIsErasedLeavesTheOpenLists: a person who is no more is in no list that
// stays open.
func TestWhoIsErasedLeavesTheOpenLists(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, marked)
	r.press("ctrl+k")
	r.wants(canary, "Samira")
	r.timeIsUp()
	r.wants("Zu einer Person springen", "Samira")
	r.lacks(canary)

	late := newRig(t, 120, 40, marked)
	late.press("ctrl+k")
	late.write("zyzz")
	late.park = true
	late.advance(50 * time.Millisecond)
	asked := late.parked
	late.park, late.parked = false, nil
	if len(asked) != 1 {
		t.Fatalf("%d questions", len(asked))
	}
	answer := asked[0]()
	late.timeIsUp()
	late.take(answer)
	late.wants("Niemand gefunden.")
	late.lacks(canary)
}

// TestThePersonOnTheScreenStaysKnown: what is known of somebody and what is
// suggested for them has nothing to do with who is erased meanwhile.
func TestThePersonOnTheScreenStaysKnown(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, func(d *fakeDesk) { prepared(d); marked(d) })
	r.press("enter")
	r.wants("Vorschläge")
	r.timeIsUp()
	r.wants("Vorschläge")
	r.press("H")
	r.wants("Notizen zu")
	r.lacks("lädt")
}

// TestEnterDoesNotFallThroughToTheReview: who chooses a time for a reply does not
// send it at once because somebody else was erased in that moment.
func TestEnterDoesNotFallThroughToTheReview(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, func(d *fakeDesk) { marked(d); d.slots() })
	r.press("i")
	r.write("Hallo Samira")
	r.press("enter", "z", "down")
	r.timeIsUp()
	r.press("enter")
	if len(r.d.sent) != 0 {
		t.Fatalf("sent %+v", r.d.sent)
	}
}

// TestNothingIsRecordedUnseen: what is being recorded for somebody goes on in sight
// when others are erased, and ends when they are.
func TestNothingIsRecordedUnseen(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, withLuca(nil))
	end := recordingNow(r)
	if _, err := r.d.Erase(context.Background(), 1, domain.Erasure{Reason: domain.ErasureExpired}); err != nil {
		t.Fatal(err)
	}
	r.send(tui.News{Changes: domain.Changes{Chats: []int64{1}, Erased: []int64{1}}})
	r.advance(2 * time.Second)
	r.wants("Aufnahme läuft · 0:02")
	r.press("enter")
	end()
	r.wants("Aufgenommen: 0:07")

	own := newRig(t, 80, 24, withLuca(nil))
	end = recordingNow(own)
	own.d.during = func() {
		own.wants("Aufnahme läuft")
		own.timeIsUp()
		own.lacks("Aufnahme läuft")
		if own.d.recording.Err() == nil {
			t.Error("the microphone stays open behind a closed sheet")
		}
	}
	end()
}

// TestASearchUnderWayIsAnswered although somebody is erased before its answer comes.
func TestASearchUnderWayIsAnswered(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, marked)
	r.press("/")
	r.write("ausbildung")
	r.park = true
	r.advance(50 * time.Millisecond)
	asked := r.parked
	r.park, r.parked = false, nil
	if len(asked) != 1 {
		t.Fatalf("%d questions", len(asked))
	}
	answer := asked[0]()
	r.timeIsUp()
	r.take(answer)
	r.wants("Treffer", "Aylin")
	if s := r.screen(); strings.Contains(s, canary) {
		t.Errorf("the answer still has them:\n%s", s)
	}
}
