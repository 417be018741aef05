package cli

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/relay"
	"sprechstunde/whatsapp"
)

// fresh makes the relay ask Meta, and returns what it says of itself.
func (w *whole) fresh() domain.RelayHealth {
	w.t.Helper()
	if _, err := w.relay.Templates(w.t.Context(), true); err != nil {
		w.t.Fatal(err)
	}
	h, err := w.relay.Health(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return h
}

// A template is paused after the answer was written and before its
// announcement leaves: the answer comes back, and the next one is not even
// begun with this template.
func TestATemplateIsPausedBetweenWritingAndSending(t *testing.T) {
	t.Parallel()
	w := newWhole(t, fakewa.Options{SyncWindow: true})
	ctx := t.Context()
	if err := w.meta.Deliver(ctx, fakewa.Text(luca, "hallo").At(time.Now().Add(-48*time.Hour))); err != nil {
		t.Fatal(err)
	}
	w.sync()
	chat, err := w.desk.FindChat(ctx, luca.Phone)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.desk.Announcement(ctx, chat.ID); err != nil {
		t.Fatal(err)
	}
	if err := w.meta.PauseTemplate("antwort_liegt_vor", "de"); err != nil {
		t.Fatal(err)
	}
	park := domain.Reply{ChatID: chat.ID, To: chat.Contact.Address(), Text: "Hallo Luca, ja, das geht.", Park: true, Now: true}
	m, err := w.desk.Send(ctx, park)
	if err != nil {
		t.Fatal(err)
	}
	w.until(m.UUID, domain.StatusReturned)
	thread, err := w.desk.Thread(ctx, chat.ID, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	if thread.Chat.Look != domain.ReturnAnnounce || thread.Draft.Text != park.Text || len(w.meta.Sent()) != 0 {
		t.Errorf("look %q, draft %q, %d sent", thread.Chat.Look, thread.Draft.Text, len(w.meta.Sent()))
	}
	if h := w.fresh(); h.Templates != "antwort_liegt_vor" {
		t.Errorf("the relay says %q of its templates", h.Templates)
	}
	if _, err := w.desk.Announcement(ctx, chat.ID); domain.CodeOf(err) != domain.CodeNoTemplate {
		t.Errorf("another announcement: %v", err)
	}
}

func TestADeadTokenShowsBeforeAnythingIsSent(t *testing.T) {
	t.Parallel()
	w := newWhole(t, fakewa.Options{Token: "another"})
	if h := w.fresh(); h.Paused == nil || h.Paused.Reason != whatsapp.PauseToken || h.Paused.Code != 190 {
		t.Errorf("paused %+v", h.Paused)
	}
}

// Meta has a history of what it could not deliver. Where it does not tell, the
// relay says nothing.
func TestWebhooksThatMetaCannotDeliver(t *testing.T) {
	t.Parallel()
	for name, silent := range map[string]bool{"told": false, "not told": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWhole(t, fakewa.Options{NoWindow: true, NoHistory: silent, Plan: fakewa.FixedPlan(domain.StatusSent)})
			if err := w.meta.SetWebhook("http://127.0.0.1:1/webhook"); err != nil {
				t.Fatal(err)
			}
			s := domain.Send{UUID: uuid.NewString(), To: domain.Address{Phone: luca.Phone}, Kind: domain.SendText, Text: "Hallo"}
			if err := w.relay.PutSend(t.Context(), s); err != nil {
				t.Fatal(err)
			}
			tick := time.NewTicker(5 * time.Millisecond)
			defer tick.Stop()
			for w.meta.Count(s.UUID) == 0 {
				<-tick.C
			}
			if err := w.meta.Drain(t.Context()); err != nil {
				t.Fatal(err)
			}
			if h := w.fresh(); (h.Hooks == "") != silent {
				t.Errorf("the relay says %q", h.Hooks)
			}
		})
	}
}

// The machine's clock is wrong by hours; every answer of Meta says so.
func TestAClockThatIsWrongByHours(t *testing.T) {
	t.Parallel()
	meta := pretendMeta(t, fakewa.Options{})
	a := &App{Clock: func() time.Time { return time.Now().Add(-3 * time.Hour) }, Version: "test"}
	r := openRelay(t, a, soundConfig(meta))
	c, err := relay.NewClient(relay.ClientOptions{Token: bearer, Dial: r.Dial})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	for range 2 {
		if _, err := c.Templates(t.Context(), true); err != nil {
			t.Fatal(err)
		}
	}
	h, err := c.Health(t.Context())
	if err != nil || h.ClockAhead > -10790 || h.ClockAhead < -10810 {
		t.Errorf("%d seconds ahead, %v", h.ClockAhead, err)
	}
}
