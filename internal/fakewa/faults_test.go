package fakewa_test

import (
	"context"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
)

// misbehaving is a world whose first send meets the fault.
func misbehaving(t *testing.T, f fakewa.Fault) *world {
	t.Helper()
	w := newWorld(t, func(o *fakewa.Options) {
		o.Faults = func(r fakewa.Request) fakewa.Fault {
			if r.Endpoint == "messages" && r.N == 1 {
				return f
			}
			return fakewa.Fault{}
		}
	})
	w.deliver(fakewa.Text(mia, "hallo"))
	return w
}

func TestAcceptedAlthoughTheAnswerIsLost(t *testing.T) {
	t.Parallel()
	for _, trouble := range []fakewa.Trouble{fakewa.CutOff, fakewa.HalfAnswer, fakewa.HTMLAnswer, fakewa.EmptyError, fakewa.GraphError} {
		t.Run(string(trouble), func(t *testing.T) {
			t.Parallel()
			w := misbehaving(t, fakewa.Fault{Trouble: trouble, Code: 131000})
			r, err := w.try(http.MethodPost, messagesPath, []byte(textTo(mia.Phone, "u", "Hallo")), "application/json")
			if err == nil && r.wamid() != "" {
				t.Error("the answer came through:", r.raw)
			}
			if w.Count("u") != 1 || w.Attempts("u") != 1 {
				t.Errorf("accepted %d of %d, want 1 of 1", w.Count("u"), w.Attempts("u"))
			}
			w.settle()
			if len(w.hook.reported("u")) == 0 {
				t.Error("no status carries our uuid")
			}
		})
	}
}

func TestTroubleBeforeTheBodyCarriesNothingOut(t *testing.T) {
	t.Parallel()
	for _, trouble := range []fakewa.Trouble{fakewa.CutOff, fakewa.HTMLAnswer, fakewa.EmptyError, fakewa.GraphError} {
		t.Run(string(trouble), func(t *testing.T) {
			t.Parallel()
			w := misbehaving(t, fakewa.Fault{Trouble: trouble, Code: 130429, Before: true})
			if r, err := w.try(http.MethodPost, messagesPath, []byte(textTo(mia.Phone, "u", "Hallo")), "application/json"); err == nil && r.wamid() != "" {
				t.Error("accepted:", r.raw)
			}
			if w.Attempts("u") != 0 || len(w.Sent()) != 0 {
				t.Error("the message was looked at")
			}
			if r := w.send(textTo(mia.Phone, "u", "Hallo")); r.status != http.StatusOK {
				t.Errorf("the second attempt answered %d", r.status)
			}
			w.settle()
		})
	}
}

func TestWhatEachTroubleLooksLike(t *testing.T) {
	t.Parallel()
	tests := []struct {
		fault  fakewa.Fault
		status int
		part   string // of the body
		broken bool
	}{
		{fakewa.Fault{Trouble: fakewa.CutOff}, 0, "", true},
		{fakewa.Fault{Trouble: fakewa.HalfAnswer}, 200, `{"contacts":[`, true},
		{fakewa.Fault{Trouble: fakewa.HTMLAnswer}, 200, "<!DOCTYPE html>", false},
		{fakewa.Fault{Trouble: fakewa.EmptyError}, 500, "", false},
		{fakewa.Fault{Trouble: fakewa.GraphError, Code: 131016}, 500, `"code":131016`, false},
		{fakewa.Fault{Trouble: fakewa.GraphError, Code: 190}, 401, `"code":190`, false},
		{fakewa.Fault{Trouble: fakewa.GraphError, Code: 131031}, 403, `"code":131031`, false},
		{fakewa.Fault{Trouble: fakewa.GraphError, Code: 4711}, 400, `"code":4711`, false},
	}
	for _, tt := range tests {
		w := misbehaving(t, tt.fault)
		r, err := w.try(http.MethodPost, messagesPath, []byte(textTo(mia.Phone, "u", "Hallo")), "application/json")
		if (err != nil) != tt.broken || r.status != tt.status || !strings.Contains(r.raw, tt.part) {
			t.Errorf("%+v: status %d, body %q, error %v", tt.fault, r.status, r.raw, err)
		}
		w.settle()
	}
}

func TestDelaysPassThroughWait(t *testing.T) {
	t.Parallel()
	w := misbehaving(t, fakewa.Fault{Delay: 3 * time.Second, DelayAnswer: 40 * time.Second})
	w.send(textTo(mia.Phone, "u", "Hallo"))
	w.settle()
	all := w.clock.waits()
	if all[0] != 3*time.Second || !contains(all, 40*time.Second) {
		t.Errorf("waited %v", all)
	}
}

func contains(all []time.Duration, d time.Duration) bool {
	for _, have := range all {
		if have == d {
			return true
		}
	}
	return false
}

func TestStatusBeforeTheAnswer(t *testing.T) {
	t.Parallel()
	answered := make(chan struct{})
	w := newWorld(t, func(o *fakewa.Options) {
		o.Plan = func(fakewa.SentMessage, *rand.Rand) []fakewa.Step {
			return []fakewa.Step{{Status: domain.StatusSent, After: time.Hour}, {Status: domain.StatusRead, After: time.Hour}}
		}
		o.Wait = func(ctx context.Context, _ time.Duration) error {
			select {
			case <-answered:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		o.Faults = func(fakewa.Request) fakewa.Fault { return fakewa.Fault{StatusFirst: true} }
	})
	w.deliver(fakewa.Text(mia, "hallo"))
	w.send(textTo(mia.Phone, "u", "Hallo"))
	if got := w.hook.reported("u"); len(got) != 1 || got[0] != domain.StatusSent {
		t.Errorf("statuses by the time of the answer: %v", got)
	}
	close(answered)
	w.settle()
	if got := w.hook.reported("u"); len(got) != 2 {
		t.Errorf("statuses in the end: %v", got)
	}
}

func TestAskedCountsByEndpoint(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.call(http.MethodGet, "/v26.0/"+fakewa.DefaultPhoneNumberID, "")
	w.call(http.MethodGet, "/v26.0/"+fakewa.DefaultPhoneNumberID, "")
	w.send("{}")
	if a := w.Asked(); a["number"] != 2 || a["messages"] != 1 {
		t.Errorf("counted %v", a)
	}
}

func TestPanicsAreToldAndNotPrinted(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *fakewa.Options) {
		o.Faults = func(fakewa.Request) fakewa.Fault { panic("on purpose") }
	})
	if r, err := w.try(http.MethodPost, messagesPath, nil, "application/json"); err == nil {
		t.Error("answered", r.raw)
	}
	if p := w.Problems(); len(p) == 0 || !strings.Contains(p[0].Error(), "on purpose") {
		t.Errorf("problems: %v", p)
	}
}
