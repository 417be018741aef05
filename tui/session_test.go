package tui_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// four is a small morning: four people wait.
func four(d *fakeDesk) {
	d.slots()
	for i, n := range []string{"Ada", "Ben", "Cem", "Dana"} {
		id := d.person(n, domain.NameConfirmed, fmt.Sprintf("+4917000000%03d", i))
		d.wrote(id, time.Duration(10-i)*time.Hour, domain.KindText, text("Frage von "+n))
	}
}

// answer writes, reviews and sends.
func (r *rig) answer(s string) {
	r.t.Helper()
	r.press("i")
	r.write(s)
	r.press("enter", "enter")
}

// told brings the screen the news that chats have changed.
func (r *rig) told(ids ...int64) {
	r.t.Helper()
	r.send(tui.News{Changes: domain.Changes{Chats: ids, Messages: len(ids), Waiting: ids}})
}

// joins lets somebody new write, first in the desk's order.
func (r *rig) joins(name string) {
	r.t.Helper()
	id := r.d.person(name, domain.NameConfirmed, "+4917111111111")
	r.d.arrive(id, "Ich bin neu: "+name)
	c := *r.d.chat(id)
	c.WaitingSince = r.now
	r.d.chats = append([]domain.Chat{c}, r.d.chats[:len(r.d.chats)-1]...)
	r.told(id)
}

// order lists the names in the queue from top to bottom.
func (r *rig) order(names ...string) []string {
	var seen []string
	for l := range strings.SplitSeq(r.screen(), "\n") {
		words := strings.Fields(strings.TrimLeft(string([]rune(l)[:30]), " ▎│"))
		if len(words) > 1 && slices.Contains(names, words[1]) && !slices.Contains(words, "von") {
			seen = append(seen, words[1])
		}
	}
	return seen
}

func TestSessionWorksThroughTheQueue(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.press("s")
	r.wants("Durchgang", "0/4", "noch 4", "Ada (bestätigt) · ", "Frage von Ada")
	r.answer("Hallo Ada")
	r.wants("1/4", "Frage von Ben", "u zurückholen (7 s)")
	r.press("d")
	r.wants("2/4", "Frage von Cem", "Ben ist erledigt")
	r.press("z", "enter")
	r.wants("3/4", "Frage von Dana", "Cem kommt wieder: heute 15:30.")
	r.answer("Hallo Dana")
	r.wants("Ende des Durchgangs", "4 von 4", "Alle sind versorgt.", "✓   2  beantwortet", "Ada · Dana", "↷   1  später", "Cem  bis heute 15:30", "–   1  nichts zu antworten")
	r.lacks("noch offen", "neu dazugekommen")
	states := []domain.ChatState{}
	for _, c := range r.d.chats {
		states = append(states, c.State)
	}
	if diff := cmp.Diff([]domain.ChatState{domain.ChatOpen, domain.ChatDone, domain.ChatLater, domain.ChatOpen}, states); diff != "" {
		t.Fatal(diff)
	}
	if got := []string{r.d.sent[0].Text, r.d.sent[1].Text}; got[0] != "Hallo Ada" || got[1] != "Hallo Dana" || r.d.sent[1].ChatID != 4 {
		t.Fatalf("sent %+v", r.d.sent)
	}
	r.press("enter")
	r.wants("Niemand wartet.")
	r.lacks("Ende des Durchgangs", "4/4")
}

func TestSessionOrderIsFrozenWhileNewsComeIn(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.press("s")
	r.joins("Eva")
	r.d.chats[1], r.d.chats[4] = r.d.chats[4], r.d.chats[1] // the desk sorts anew
	r.told(1, 4)
	names := []string{"Ada", "Ben", "Cem", "Dana", "Eva"}
	if diff := cmp.Diff(names, r.order(names...)); diff != "" {
		t.Fatal(diff)
	}
	r.wants("─ neu ─", "0/4", "Frage von Ada")
	r.checkFrame(100, 30)
	r.answer("Hallo Ada")
	r.wants("Frage von Ben")
	if diff := cmp.Diff(names, r.order(names...)); diff != "" {
		t.Fatal(diff)
	}
	r.press("esc", "f5")
	r.wants("bleibt die Reihenfolge")
	if diff := cmp.Diff(names, r.order(names...)); diff != "" {
		t.Fatalf("F5 sorts a frozen order: %s", diff)
	}
	r.press("enter", "d", "d", "d")
	r.wants("Ende des Durchgangs", "4 von 4", "+   1  neu dazugekommen", "Eva  seit 09:12", "s beginnt einen neuen Durchgang")
	r.press("esc")
	r.wants("Wartend", "1/1", "Eva")
	r.press("s")
	r.wants("0/1", "Ich bin neu: Eva")
}

func TestSessionKeepsTheCursorWhileNewsComeIn(t *testing.T) {
	t.Parallel()
	r := newRig(t, 60, 15, four) // one column, little room
	r.press("s")
	for i := range 9 {
		r.joins(fmt.Sprintf("Neu%d", i))
		r.wants("Frage von Ada")
		r.checkFrame(60, 15)
	}
	r.press("esc")
	for range 13 {
		r.checkFrame(60, 15)
		r.press("j")
	}
	r.wants("Neu8")
	r.press("enter")
	r.wants("Ich bin neu: Neu8")
}

func TestSessionUndoReturnsAndOnlyTheCorrectedTextIsSent(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.press("s")
	r.answer("Hallo Bda")
	r.wants("1/4", "Frage von Ben")
	first := r.d.threads[1][1].UUID
	r.press("u")
	r.wants("0/4", "Antwort an Ada", "Zurückgeholt")
	if got := tui.DraftText(r.m); got != "Hallo Bda" {
		t.Fatalf("the composer has %q", got)
	}
	for range 3 {
		r.press("backspace")
	}
	r.write("Ada")
	r.press("enter", "enter")
	r.wants("1/4", "Frage von Ben")
	r.advance(10 * time.Second)
	if !slices.Equal(r.d.tookBack, []string{first}) {
		t.Fatalf("took back %v", r.d.tookBack)
	}
	if got := r.d.threads[1]; len(got) != 2 || got[1].Content.Text != "Hallo Ada" {
		t.Fatalf("left are %+v", got)
	}
}

func TestSessionUndoFromTheEndPage(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.press("s", "d", "d", "d")
	r.answer("Hallo Dana")
	r.wants("Ende des Durchgangs", "4 von 4", "Die Antwort an Dana geht in 7 s hinaus.", "u zurückholen (7 s)")
	r.advance(3 * time.Second)
	r.wants("geht in 4 s hinaus")
	r.press("u")
	r.lacks("Ende des Durchgangs")
	r.wants("Antwort an Dana", "3/4")
	r.press("enter", "enter")
	r.wants("Ende des Durchgangs", "4 von 4")
	r.advance(8 * time.Second)
	r.lacks("geht in", "zurückholen")
}

func TestSessionUndoTooLateOrUnreachableStays(t *testing.T) {
	t.Parallel()
	for _, how := range []domain.TakeBack{domain.TooLate, domain.TakeBackOpen} {
		r := newRig(t, 100, 30, four)
		r.press("s")
		r.answer("Hallo")
		r.d.backs = how
		r.press("u")
		r.wants("1/4", "Frage von Ben")
	}
}

// A withdrawal that comes through later, or a reply that fails, brings the chat
// back into the pass.
func TestSessionOpensAChatAgainThatWaitsAgain(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.press("s")
	r.answer("Hallo")
	r.wants("1/4")
	c := r.d.chat(1)
	c.State, c.Failed, c.LastStatus = domain.ChatWaiting, true, domain.StatusFailed
	r.told(1)
	r.wants("0/4", "nicht gesendet")
	r.press("d", "d", "d")
	r.wants("Hallo", "3/4", "Ada (bestätigt) · nicht gesendet")
}

func TestSessionMarksWhoWritesAgain(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.press("s")
	r.answer("Hallo")
	r.now = r.now.Add(time.Minute)
	r.d.arrive(1, "und noch was")
	r.told(1)
	r.wants("1/4", "schreibt wieder")
	r.press("d", "d", "d")
	r.wants("4 von 4", "+   1  neu dazugekommen", "Ada  schreibt wieder")
}

func TestSessionMessageWhileComposingChangesNothing(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.press("s", "i")
	r.write("Hallo Ada, schön")
	r.d.arrive(1, "noch eine Frage")
	r.joins("Eva")
	r.told(1)
	r.wants("Antwort an Ada", "Hallo Ada, schön", "noch eine Frage")
	r.press("enter", "enter")
	if got := r.d.sent[0]; got.ChatID != 1 || got.Text != "Hallo Ada, schön" {
		t.Fatalf("sent %+v", got)
	}
	r.wants("Frage von Ben")
}

func TestSessionWithdrawnChatsCountAsFinished(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.press("s")
	r.d.chat(2).State = domain.ChatOpen // answered on the phone
	r.told(2)
	r.wants("1/4", "wartet nicht mehr")
	r.press("d")
	r.wants("Frage von Cem", "2/4")
	r.d.arrive(2, "doch wieder")
	r.told(2)
	r.wants("1/4")
	r.press("d", "d")
	r.wants("doch wieder")
}

func TestSessionChains(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	at := func(name, progress string) {
		t.Helper()
		r.wants("Frage von "+name, progress)
	}
	r.press("s")
	at("Ada", "0/4")
	r.press("d")
	at("Ben", "1/4")
	r.press("b")
	at("Ada", "1/4")
	r.wants("ohne Antwort")
	r.press("d") // takes it back
	at("Ada", "0/4")
	r.press("d")
	at("Ben", "1/4")
	r.press("z", "2")
	at("Cem", "2/4")
	r.press("b")
	at("Ben", "2/4")
	r.press("b")
	at("Ada", "2/4")
	r.press("b")
	r.wants("Davor war noch kein Chat offen.")
	r.press("v")
	at("Cem", "2/4")
	r.press("v")
	at("Dana", "2/4")
	r.press("v")
	at("Cem", "2/4")
	r.press("b")
	at("Dana", "2/4")
	r.press("d")
	at("Cem", "3/4")
	r.press("v")
	r.wants("Das ist der letzte offene Chat des Durchgangs.")
	r.press("b", "b", "b") // Dana, Cem, Ada … in the order they were open
	at("Ada", "3/4")
	r.press("v", "z", "down", "down", "enter")
	r.wants("Ende des Durchgangs", "4 von 4", "Ben  bis morgen 09:00", "Cem  bis Mo 30.11. 09:00")
}

func TestSessionLaterCanBeBroughtBack(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.press("s", "z", "enter", "b")
	r.wants("Ada (bestätigt) · bis heute 15:30", "1/4")
	r.press("z")
	r.wants("Ada ist zurückgestellt bis heute 15:30", "1  jetzt wieder vorlegen")
	r.press("enter")
	r.wants("Ada wartet wieder.", "0/4", "Frage von Ada")
	if c := r.d.chat(1); c.State != domain.ChatWaiting || !c.Later.IsZero() {
		t.Fatalf("%+v", c)
	}
}

func TestSessionPageWhileRunning(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, func(d *fakeDesk) {
		four(d)
		nele := d.person("Nele", domain.NameProfile, "+4917099999999")
		d.wrote(nele, 60*time.Hour, domain.KindText, text("FSJ?"))
	})
	r.press("D")
	r.wants("Es läuft kein Durchgang.")
	r.press("s", "d", "D")
	r.wants("Stand des Durchgangs", "1 von 5", "●   4  noch offen", "Ben    Frist endet Di 00:12", "~Nele  Frist zu · Fr 21:12")
	r.press("enter")
	r.wants("Frage von Ben", "1/5")
	r.press("D", "b")
	r.wants("Frage von Ben", "1/5")
	r.press("esc", "j", "D", "esc")
	r.wants("1/5")
}

func TestSessionEndsEarly(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.press("s", "d", "esc")
	r.wants("1/4", "noch 3")
	r.press("s")
	r.wants("Stand des Durchgangs", "1 von 4", "●   3  noch offen", "Cem   Frist endet Di 01:12")
	r.press("b")
	r.wants("Frage von Ben", "1/4")
	r.press("s", "esc")
	r.wants("Frage von Ben", "1/4")
	r.press("s", "enter")
	r.wants("Wartend", "1/3", "Ben")
	r.lacks("1/4")
	r.press("s")
	r.wants("0/3")
}

func TestQuittingShowsTheSessionFirst(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.press("s", "d", "q")
	r.wants("Stand des Durchgangs", "1 von 4")
	if r.quit {
		t.Fatal("quit at once")
	}
	r.press("q")
	if !r.quit {
		t.Fatal("the second q does not leave")
	}
	stays := newRig(t, 100, 30, four)
	stays.press("s", "d", "q", "esc")
	stays.wants("1/4", "Frage von Ben")
	ends := newRig(t, 100, 30, four)
	ends.press("s", "d", "q", "enter")
	ends.wants("Wartend", "1/3")
	held := newRig(t, 100, 30, four)
	held.press("s")
	held.answer("Hallo")
	held.press("q", "q")
	held.wants("Eine Antwort geht erst in")
	if held.quit {
		t.Fatal("quit while a reply is held")
	}
	held.press("esc")
	held.wants("1/4", "Frage von Ben")
	held.press("q", "q", "enter")
	held.advance(8 * time.Second)
	if !held.quit {
		t.Fatal("did not leave after the hold")
	}
}

func TestSessionOfNobodyAndOfTooMany(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, nil)
	r.press("s")
	r.wants("Niemand wartet. Ein Durchgang ist nicht nötig.")
	big := newRig(t, 100, 30, crowd(620))
	big.press("s")
	big.wants("Es warten 620. In diesem Durchgang sind die ersten 500.", "0/500")
	big.told(1)
	big.lacks("─ neu ─")
	big.press("d")
	big.wants("1/500")
	big.joins("Eva")
	big.press("esc", "G")
	big.wants("Eva", "─ neu ─")
	big.d.fail["queue"] = errors.New("disk")
	big.told(1)
	big.wants("1/500")
}

// The ordinary answer in a session: a digit and Enter, chat after chat.
func TestSessionInTwoKeysAChat(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, func(d *fakeDesk) { four(d); d.shelf() })
	r.press("s")
	for i, name := range []string{"Ada", "Ben", "Cem", "Dana"} {
		r.press("1", "enter")
		if got := r.d.sent[i]; got.ChatID != int64(i+1) || !strings.HasPrefix(got.Text, "Hallo "+name) || len(got.Taken.Keys) != 1 {
			t.Fatalf("to %d: %+v", got.ChatID, got)
		}
	}
	r.wants("4 von 4")
}

// What was taken back knows what it was made of, also when it is sent anew.
func TestSessionUndoKeepsWhatItWasMadeOf(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, func(d *fakeDesk) { four(d); d.shelf() })
	r.press("s", "1", "enter", "u")
	r.wants("Antwort an Ada", "0/4")
	r.write(" Bis bald!")
	r.press("enter", "enter")
	first, second := r.d.sent[0], r.d.sent[1]
	if second.ChatID != 1 || second.Text != first.Text+" Bis bald!" {
		t.Fatalf("sent %q", second.Text)
	}
	if diff := cmp.Diff(first.Taken, second.Taken); diff != "" {
		t.Fatal(diff)
	}
	if got := r.d.threads[1]; len(got) != 2 {
		t.Fatalf("%d messages are left", len(got))
	}
}

// The reply that was just sent can be saved as an answer although the next
// chat is open by then.
func TestSessionSavesTheReplyJustSent(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.press("s")
	r.answer("Hallo Ada, so geht das.")
	r.wants("Frage von Ben")
	r.press("g")
	r.wants("so geht das.", "1/4")
}
