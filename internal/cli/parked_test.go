package cli

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
)

// hearLate lets somebody have said something thirty hours ago.
func (w *whole) hearLate(p fakewa.Person) domain.Chat {
	w.t.Helper()
	if err := w.meta.Deliver(w.t.Context(), fakewa.Text(p, "hallo").At(time.Now().Add(-30*time.Hour))); err != nil {
		w.t.Fatal(err)
	}
	w.sync()
	return w.chatOf(p)
}

func (w *whole) chatOf(p fakewa.Person) domain.Chat {
	w.t.Helper()
	c, err := w.desk.FindChat(w.t.Context(), p.Phone)
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

func (w *whole) park(c domain.Chat, text string) domain.Message {
	w.t.Helper()
	m, err := w.desk.Send(w.t.Context(), domain.Reply{ChatID: c.ID, To: c.Contact.Address(), Text: text, Park: true, Now: true})
	if err != nil {
		w.t.Fatal(err)
	}
	w.until(m.Announce, domain.StatusAccepted)
	return w.message(m.UUID)
}

// steps are what has become of a message, in one line.
func steps(m domain.Message) string {
	var words []string
	for _, s := range m.Steps {
		words = append(words, strings.TrimSuffix(fmt.Sprint(s.State, " ", s.Reason), " "))
	}
	return strings.Join(words, ", ")
}

// A reply is parked, announced and sent when the button is tapped, through
// everything there is.
func TestAParkedReplyLeavesOnTheTap(t *testing.T) {
	t.Parallel()
	w := newWhole(t, fakewa.Options{})
	chat := w.hearLate(luca)
	m := w.park(chat, "Hallo Luca, ja.")
	if c := w.chatOf(luca); m.Status != domain.StatusParked || c.Wait != domain.WaitParked || c.State != domain.ChatOpen {
		t.Fatalf("message %+v, chat %+v", m, c)
	}
	if sent := w.meta.Sent(); len(sent) != 1 {
		t.Fatalf("%d messages left", len(sent))
	}
	for range 2 { // the second tap is an ordinary message
		tap := fakewa.TapTemplate(luca, domain.ParkPayload(m.UUID), "Antwort lesen", w.message(m.Announce).WAMID)
		if err := w.meta.Deliver(t.Context(), tap); err != nil {
			t.Fatal(err)
		}
		w.until(m.UUID, domain.StatusAccepted)
	}
	if sent := w.meta.Sent(); len(sent) != 2 || sent[1].Body != "Hallo Luca, ja." {
		t.Errorf("left: %+v", sent)
	}
	if got := steps(w.message(m.UUID)); got != "parked, held, released, accepted" {
		t.Errorf("steps %s", got)
	}
	c := w.chatOf(luca)
	if c.State != domain.ChatWaiting || c.Unread != 1 || c.Look != "" {
		t.Errorf("one tap is answered by the reply, the other waits: %+v", c)
	}
}

// Somebody writes something else, or hints at distress, before the tap.
func TestAParkedReplyComesBack(t *testing.T) {
	t.Parallel()
	for text, why := range map[string]domain.ReturnReason{"hat sich erledigt": domain.ReturnWrote, "ich will nicht mehr leben": domain.ReturnCrisis} {
		w := newWhole(t, fakewa.Options{})
		m := w.park(w.hearLate(luca), "Hallo Luca, ja.")
		if err := w.meta.Deliver(t.Context(), fakewa.Text(luca, text)); err != nil {
			t.Fatal(err)
		}
		w.until(m.UUID, domain.StatusReturned)
		c := w.chatOf(luca)
		th, err := w.desk.Thread(t.Context(), c.ID, 0, 0)
		if err != nil || c.Look != why || th.Draft.Text != "Hallo Luca, ja." || c.Crisis != (why == domain.ReturnCrisis) {
			t.Errorf("%s: chat %+v, draft %q, %v", text, c, th.Draft.Text, err)
		}
	}
}

// What the adviser says of a person in distress reaches the relay, which then
// takes nothing to park.
func TestTheRelayKnowsOfTheCrisis(t *testing.T) {
	t.Parallel()
	w := newWhole(t, fakewa.Options{})
	chat := w.hearLate(luca)
	m := w.park(chat, "Hallo Luca, ja.")
	if err := w.desk.SetCrisis(t.Context(), chat.ID, true); err != nil {
		t.Fatal(err)
	}
	w.until(m.UUID, domain.StatusReturned)
	if c := w.chatOf(luca); c.Look != domain.ReturnCrisis || !c.Crisis {
		t.Errorf("chat %+v", c)
	}
	if err := w.desk.SetCrisis(t.Context(), chat.ID, false); err != nil {
		t.Fatal(err)
	}
	w.sync()
	if again := w.park(w.chatOf(luca), "Hallo Luca, jetzt aber."); again.Status != domain.StatusParked {
		t.Errorf("%+v", again)
	}
}

// Taken back before the announcement has left, nothing is left of it anywhere.
func TestAParkedReplyIsTakenBack(t *testing.T) {
	t.Parallel()
	w := newWhole(t, fakewa.Options{})
	chat := w.hearLate(luca)
	m, err := w.desk.Send(t.Context(), domain.Reply{ChatID: chat.ID, To: chat.Contact.Address(), Text: "Hallo Luca, ja.", Park: true})
	if err != nil {
		t.Fatal(err)
	}
	w.until(m.UUID, domain.StatusParked)
	how, draft, err := w.desk.TakeBack(t.Context(), m.UUID)
	w.sync()
	th, other := w.desk.Thread(t.Context(), chat.ID, 0, 0)
	if err != nil || other != nil || how != domain.TakenBack || draft.Text != "Hallo Luca, ja." || len(th.Messages) != 1 || th.Chat.Wait != "" {
		t.Errorf("%v, draft %+v, thread %+v, %v", how, draft, th, err)
	}
	if sent := w.meta.Sent(); len(sent) != 0 {
		t.Errorf("left: %+v", sent)
	}
}
