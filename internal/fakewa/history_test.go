package fakewa_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/whatsapp"
)

func graph(w *world, heard func(time.Time)) *whatsapp.Client {
	return whatsapp.NewClient(whatsapp.ClientOptions{
		BaseURL: w.Base(), PhoneNumberID: fakewa.DefaultPhoneNumberID, BusinessAccountID: fakewa.DefaultBusinessAccountID,
		Token: func() (string, error) { return fakewa.DefaultToken, nil }, Heard: heard,
	})
}

func TestHistoryOfWebhooks(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *fakewa.Options) {
		o.NoWindow, o.Plan = true, fakewa.FixedPlan(domain.StatusSent, domain.StatusDelivered)
	})
	c := graph(w, nil)
	w.send(textTo(mia.Phone, "u", "Hallo"))
	w.settle()
	w.hook.mu.Lock()
	for range 12 {
		w.hook.statuses = append(w.hook.statuses, http.StatusBadGateway)
	}
	w.hook.mu.Unlock()
	w.send(textTo(mia.Phone, "u2", "Hallo"))
	if err := w.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	got, err := c.Deliveries(t.Context(), 20)
	if err != nil || len(got) < 3 {
		t.Fatal(got, err)
	}
	first, last := got[len(got)-1], got[0]
	if first.Failing() || first.At.IsZero() || !last.Failing() || !strings.Contains(last.Problem, "200") {
		t.Errorf("first %+v, last %+v", first, last)
	}
}

func TestHistoryCanBeRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *fakewa.Options) { o.NoHistory = true })
	if got, err := graph(w, nil).Deliveries(t.Context(), 20); err == nil {
		t.Error("told", got)
	}
}

// Tests with clocks of their own must see one time everywhere.
func TestDateIsTheClocks(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	var heard time.Time
	if _, err := graph(w, func(at time.Time) { heard = at }).Templates(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !heard.Equal(w.clock.Now()) {
		t.Errorf("heard %v, it is %v", heard, w.clock.Now())
	}
}

func TestWindowStricterThanOurs(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *fakewa.Options) { o.SyncWindow, o.Window = true, 23*time.Hour })
	w.deliver(fakewa.Text(mia, "hallo").At(w.clock.Now().Add(-23*time.Hour - time.Minute)))
	if code := w.send(textTo(mia.Phone, "u", "Hallo")).code(); code != 131047 {
		t.Errorf("code %d", code)
	}
	w.deliver(fakewa.Text(mia, "noch da?"))
	if code := w.send(textTo(mia.Phone, "u", "Hallo")).code(); code != 0 {
		t.Errorf("code %d", code)
	}
	w.Shut(mia)
	if code := w.send(textTo(mia.Phone, "u", "Hallo")).code(); code != 131047 {
		t.Errorf("code %d although shut", code)
	}
	w.settle()
}
