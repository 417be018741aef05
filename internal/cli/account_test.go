package cli

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
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
