package cli

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/relay"
)

// whole is the whole program in one process, from the pretend Cloud API to
// the desk, with the real clock and no waiting in between.
type whole struct {
	*house
	t    *testing.T
	meta *fakewa.Server
}

var luca = fakewa.Person{Name: "Luca", Phone: "+4915550109999"}

func newWhole(t *testing.T, o fakewa.Options) *whole {
	t.Helper()
	o.Clock, o.Seed = time.Now, 1
	o.Wait = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	if o.Plan == nil {
		o.Plan = fakewa.SilentPlan
	}
	meta, err := fakewa.Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	app := &App{In: strings.NewReader(""), Out: &bytes.Buffer{}, Err: &bytes.Buffer{}, Clock: time.Now, texts: german()}
	dir := t.TempDir()
	cfg := app.demoConfig(meta)
	cfg.Auto.On = false // these tests count what leaves
	h, err := app.furnish(t.Context(), cfg, config.Home{Config: dir, Data: dir, State: dir}, embed{opened: func(r *relay.Relay) {
		if err := meta.SetWebhook("http://" + r.WebhookAddr() + "/webhook"); err != nil {
			t.Error(err)
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := meta.Close(); err != nil {
			t.Error(err)
		}
		h.close()
	})
	if _, err := h.relay.Health(t.Context()); err != nil {
		t.Fatal(err)
	}
	return &whole{house: h, t: t, meta: meta}
}

// hear lets somebody say hello and returns the chat.
func (w *whole) hear(p fakewa.Person) domain.Chat {
	w.t.Helper()
	if err := w.meta.Deliver(w.t.Context(), fakewa.Text(p, "hallo")); err != nil {
		w.t.Fatal(err)
	}
	w.sync()
	chat, err := w.desk.FindChat(w.t.Context(), p.Phone)
	if err != nil {
		w.t.Fatal(err)
	}
	return chat
}

func (w *whole) sync() {
	w.t.Helper()
	if _, err := w.desk.Sync(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

func (w *whole) say(chat domain.Chat, text string) domain.Message {
	w.t.Helper()
	m, err := w.desk.Send(w.t.Context(), domain.Reply{ChatID: chat.ID, To: chat.Contact.Address(), Text: text, Now: true})
	if err != nil {
		w.t.Fatal(err)
	}
	m, err = w.desk.Await(w.t.Context(), m.UUID, time.Now().Add(time.Minute))
	if err != nil {
		w.t.Fatal(err)
	}
	return m
}

func (w *whole) message(uuid string) domain.Message {
	w.t.Helper()
	_, m, err := w.store.SendByUUID(w.t.Context(), uuid)
	if err != nil {
		w.t.Fatal(err)
	}
	return m
}

// until pulls until a message has reached a status, or for 20 seconds, and then
// until Meta has nothing more to say.
func (w *whole) until(uuid string, want domain.Status) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), time.Minute)
	defer cancel()
	for w.message(uuid).Status != want && ctx.Err() == nil {
		w.sync()
	}
	if err := w.meta.Drain(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
	w.sync()
}

// A send that breaks after the message was taken is unknown, is not repeated
// by the machine, and is settled by a status that carries our id.
func TestABrokenSendIsUnknownUntilAStatusSettlesIt(t *testing.T) {
	t.Parallel()
	for _, trouble := range []fakewa.Trouble{fakewa.CutOff, fakewa.HalfAnswer, fakewa.HTMLAnswer, fakewa.EmptyError} {
		t.Run(string(trouble), func(t *testing.T) {
			t.Parallel()
			w := newWhole(t, fakewa.Options{Faults: func(r fakewa.Request) fakewa.Fault {
				if r.Endpoint == "messages" && r.N == 1 {
					return fakewa.Fault{Trouble: trouble}
				}
				return fakewa.Fault{}
			}})
			chat := w.hear(luca)
			m := w.say(chat, "Hallo Luca")
			if m.Status != domain.StatusUnknown {
				t.Fatalf("status %s", m.Status)
			}
			w.sync()
			if got := w.meta.Attempts(m.UUID); got != 1 {
				t.Fatalf("%d attempts", got)
			}
			sent := w.meta.Sent()[0]
			if err := w.meta.Report(t.Context(), sent, fakewa.Step{Status: domain.StatusDelivered}); err != nil {
				t.Fatal(err)
			}
			w.sync()
			got := w.message(m.UUID)
			if got.Status != domain.StatusDelivered || got.WAMID != sent.WAMID {
				t.Errorf("status %s, wamid %q, want delivered and %q", got.Status, got.WAMID, sent.WAMID)
			}
			if w.meta.Count(m.UUID) != 1 {
				t.Errorf("it left %d times", w.meta.Count(m.UUID))
			}
		})
	}
}

// All orders of the answer to a send and its statuses end alike.
func TestEveryOrderOfStatusesEndsAlike(t *testing.T) {
	t.Parallel()
	reports := []domain.Status{domain.StatusSent, domain.StatusDelivered, domain.StatusRead, domain.StatusFailed}
	for _, first := range []bool{false, true} {
		var order []domain.Status
		w := newWhole(t, fakewa.Options{
			Plan: func(m fakewa.SentMessage, r *rand.Rand) []fakewa.Step { return fakewa.FixedPlan(order...)(m, r) },
			Faults: func(r fakewa.Request) fakewa.Fault {
				return fakewa.Fault{StatusFirst: first && r.Endpoint == "messages"}
			},
		})
		n := 0
		permute(reports, func(p []domain.Status) {
			order = slices.Clone(p)
			n++ // somebody else each time: one person may not get many messages at once
			person := fakewa.Person{Name: "Luca", Phone: fmt.Sprintf("+49155501099%02d", n)}
			m := w.say(w.hear(person), "Hallo")
			w.until(m.UUID, domain.StatusRead)
			if got := w.message(m.UUID).Status; got != domain.StatusRead {
				t.Errorf("answer last: %v, order %v: %s", first, p, got)
			}
		})
		if n := len(w.meta.Sent()); n != 24 {
			t.Errorf("%d messages left, want 24", n)
		}
	}
}

func permute(list []domain.Status, visit func([]domain.Status)) {
	if len(list) == 0 {
		visit(nil)
		return
	}
	for i, head := range list {
		rest := append(slices.Clone(list[:i]), list[i+1:]...)
		permute(rest, func(tail []domain.Status) { visit(append([]domain.Status{head}, tail...)) })
	}
}

// A refusal for the reply window is a failure in words, whether it comes in
// the answer or later as a status; the text waits for the person or is back.
func TestALateRefusalFailsTheMessage(t *testing.T) {
	t.Parallel()
	w := newWhole(t, fakewa.Options{Plan: fakewa.FailingPlan(131047)})
	chat := w.hear(luca)
	m := w.say(chat, "Hallo Luca")
	w.until(m.UUID, domain.StatusFailed)
	got := w.message(m.UUID)
	if got.Status != domain.StatusFailed || got.Failure == nil || got.Failure.Code != 131047 {
		t.Fatalf("status %s, failure %+v", got.Status, got.Failure)
	}
	if reason, action := w.app.explain(*got.Failure); reason == "" || action == "" {
		t.Error("no words for the reason or for what to do")
	}
	chat, err := w.desk.FindChat(t.Context(), luca.Phone)
	if err != nil || !chat.Shut || chat.Wait != domain.WaitParked && chat.Look == "" {
		t.Errorf("what was refused waits or is back: %+v, %v", chat, err)
	}
}

// A dead token stops everything, loses nothing, and says so.
func TestADeadTokenStopsTheOutboxAndIsSaid(t *testing.T) {
	t.Parallel()
	w := newWhole(t, fakewa.Options{Faults: func(r fakewa.Request) fakewa.Fault {
		if r.Endpoint == "messages" {
			return fakewa.Fault{Trouble: fakewa.GraphError, Code: 190, Before: true}
		}
		return fakewa.Fault{}
	}})
	chat := w.hear(luca)
	m, err := w.desk.Send(t.Context(), domain.Reply{ChatID: chat.ID, To: chat.Contact.Address(), Text: "eins", Now: true})
	if err != nil {
		t.Fatal(err)
	}
	w.sync()
	var health domain.RelayHealth
	for health.Paused == nil {
		if health, err = w.relay.Health(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if health.Paused.Reason != "token" || health.Queued != 1 {
		t.Errorf("paused %+v, %d queued", health.Paused, health.Queued)
	}
	words := w.app.stillQueued(t.Context(), w.house)
	if reason, action := w.app.explain(domain.Failure{Code: 190}); !strings.Contains(words, reason) || !strings.Contains(words, action) {
		t.Errorf("line mode does not say why it waits: %s", words)
	}
	w.sync()
	if got := w.message(m.UUID).Status; got != domain.StatusQueued && got != domain.StatusSending {
		t.Errorf("the message is %s", got)
	}
	if n := len(w.meta.Sent()); n != 0 {
		t.Errorf("%d left", n)
	}
}

// Nothing leaves by opening and reading: no receipt, no typing sign.
func TestReadingSendsNothing(t *testing.T) {
	t.Parallel()
	w := newWhole(t, fakewa.Options{})
	chat := w.hear(luca)
	if _, err := w.desk.Thread(t.Context(), chat.ID, 0, 0); err != nil {
		t.Fatal(err)
	}
	if err := w.desk.SetSeen(t.Context(), chat.ID); err != nil {
		t.Fatal(err)
	}
	w.sync()
	if n := len(w.meta.Receipts()); n != 0 {
		t.Errorf("%d receipts left by reading", n)
	}
	w.say(chat, "Hallo Luca")
	for len(w.meta.Receipts()) == 0 && t.Context().Err() == nil {
		w.sync()
	}
	if got := w.meta.Receipts(); len(got) != 1 || got[0].Typing {
		t.Errorf("with the answer: %+v", got)
	}
}
