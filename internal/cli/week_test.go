//go:build !race

package cli

import (
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/i18n"
	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/relay"
	"sprechstunde/internal/safego"
	"sprechstunde/whatsapp"
)

const (
	weekPeople = 300
	followUp   = 90 * time.Minute
	// After the relay was away on Wednesday evening, what was written meanwhile
	// comes in at once.
	awayFrom = 2*24*time.Hour + 20*time.Hour
	awayTo   = 2*24*time.Hour + 22*time.Hour + 30*time.Minute
)

var weeks = flag.Int("weeks", 2, "how many weeks to simulate, each with another seed")

// TestSimulatedWeek plays a week with 300 people and one adviser against the
// real relay, the real desk and the pretend Cloud API, in a time of its own. It
// prints what became of everybody.
func TestSimulatedWeek(t *testing.T) {
	for seed := range uint64(*weeks) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			begin := time.Now()
			synctest.Test(t, func(t *testing.T) {
				w := newWeek(t, seed, weekPeople)
				w.play(t)
				w.settle(t)
			})
			t.Logf("took %v", time.Since(begin).Round(time.Millisecond))
		})
	}
}

// week is the world of one simulation.
type week struct {
	ctx    context.Context
	seed   uint64
	app    *App
	cfg    *config.Config
	home   config.Home
	zone   *time.Location
	monday time.Time    // 16 November 2026, midnight in the adviser's zone
	world  domain.Clock // what time it is
	now    domain.Clock // what time it is by our clock
	slept  atomic.Int64 // how long timers have stood still while time went on
	wrong  atomic.Int64 // by how much our clock is ahead
	wire   rig.Wire     // the network: everything is inside this process
	meta   *fakewa.Server
	relay  *relay.Relay
	crowd  *crowd

	mu      sync.Mutex
	answers int
	rings   []rung
}

func newWeek(t *testing.T, seed uint64, people int) *week {
	t.Helper()
	dir := t.TempDir()
	w := &week{
		ctx: t.Context(), seed: seed, zone: config.Default().Location(),
		home: config.Home{Config: dir, Data: dir, State: dir},
	}
	w.monday = time.Date(2026, 11, 16, 0, 0, 0, 0, w.zone)
	begin, start := w.monday.Add(6*time.Hour), time.Now() // of the bubble
	w.world = func() time.Time { return begin.Add(time.Since(start) + time.Duration(w.slept.Load())) }
	w.now = func() time.Time { return w.world().Add(time.Duration(w.wrong.Load())) }
	w.crowd = newCrowd(seed, w.monday, people)
	w.app = &App{Out: io.Discard, Err: io.Discard, Env: func(string) (string, bool) { return "", false }, Clock: w.now, Version: "test", texts: i18n.For(i18n.German)}

	var err error
	w.meta, err = fakewa.Start(w.ctx, fakewa.Options{
		Clock: w.world, Seed: seed, Listener: w.wire.Listen(1), Dial: w.wire.Dial, WebhookURL: "http://127.0.0.1:2/webhook",
		Plan: func(m fakewa.SentMessage, luck *rand.Rand) []fakewa.Step {
			w.crowd.hear(m)
			if luck.IntN(4) > 0 { // a status costs the desk as much as a message does
				return []fakewa.Step{{Status: domain.StatusDelivered, After: time.Second}}
			}
			return fakewa.OddPlan(m, luck)
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	w.cfg = w.app.demoConfig(w.meta)
	w.openRelay(t)
	return w
}

// openRelay starts the always-on half as a process of its own would.
func (w *week) openRelay(t *testing.T) {
	t.Helper()
	o := w.app.relayOptions(w.cfg, w.home, nil)
	client := whatsapp.NewClient(whatsapp.ClientOptions{
		BaseURL: w.cfg.WhatsApp.APIURL, Version: w.cfg.WhatsApp.APIVersion, PhoneNumberID: w.cfg.WhatsApp.PhoneNumberID,
		BusinessAccountID: w.cfg.WhatsApp.BusinessAccountID, Token: func() (string, error) { return fakewa.DefaultToken, nil },
		HTTP: &http.Client{Transport: &http.Transport{DialContext: w.wire.Dial}}, Heard: o.Drift.Heard,
	})
	luck := rand.New(rand.NewPCG(w.seed, 2))
	o.Graph, o.Account, o.Random, o.APIToken, o.WebhookListener = client, client, luck.Float64, "week", w.wire.Listen(2)
	cal, err := calendarOf(w.cfg)
	if err != nil {
		t.Fatal(err)
	}
	o.Auto = w.app.automatic(w.cfg, cal)
	if w.relay, err = relay.Open(w.ctx, o); err != nil {
		t.Fatal(err)
	}
	safego.Go("relay", func(err error) { t.Errorf("the relay: %v", err) }, func() {
		if err := w.relay.Run(w.ctx); err != nil {
			t.Errorf("the relay: %v", err)
		}
	})
}

// openDesk opens the half that the adviser sees, as she does twice a day.
func (w *week) openDesk(t *testing.T) *house {
	t.Helper()
	h, err := w.app.furnish(w.ctx, w.cfg, w.home, embed{})
	if err != nil {
		t.Fatal(err)
	}
	h.relay.open = func(context.Context) (*livingRelay, error) {
		c, err := relay.NewClient(relay.ClientOptions{Token: "week", Dial: w.relay.Dial})
		if err != nil {
			return nil, err
		}
		return &livingRelay{client: c, close: func() error { c.Close(); return nil }}, nil
	}
	return h
}

// play lets the week happen.
func (w *week) play(t *testing.T) {
	t.Helper()
	a := &adviser{w: w, luck: rand.New(rand.NewPCG(w.seed, 3)), rang: make(chan int64, 100)}
	sitting := safego.Go("adviser", func(err error) { t.Errorf("the adviser: %v", err) }, func() {
		for _, slot := range w.slots() {
			w.sleepUntil(slot.Begin)
			closes := slot.End.Add(followUp + 5*time.Minute)
			if slot.Begin.Weekday() == time.Tuesday && slot.Begin.Hour() == 15 {
				closes = slot.End.Add(6 * time.Hour) // she forgets to close it
			}
			a.session(t, slot, closes)
		}
	})
	for end := w.monday.Add(8*24*time.Hour + 20*time.Hour); w.now().Before(end); w.sleep(15 * time.Second) {
		if since := w.now().Sub(w.monday); since >= awayFrom && since < awayTo {
			continue
		}
		for _, s := range w.crowd.due(w.now()) {
			if err := w.meta.Deliver(w.ctx, s.in.At(s.at)); err != nil {
				t.Fatalf("delivering: %v", err)
			}
		}
	}
	<-sitting
}

// slots are those of two weeks, written down without the calendar.
func (w *week) slots() []domain.SlotTime {
	var list []domain.SlotTime
	add := func(day time.Time, from, to time.Duration) {
		list = append(list, domain.SlotTime{Begin: day.Add(from), End: day.Add(to)})
	}
	for n := range 9 {
		day := w.monday.AddDate(0, 0, n)
		if weekday := day.Weekday(); weekday == time.Saturday || weekday == time.Sunday {
			continue
		}
		add(day, 9*time.Hour, 9*time.Hour+45*time.Minute)
		if day.Weekday() != time.Friday {
			add(day, 15*time.Hour+30*time.Minute, 16*time.Hour)
		}
	}
	return list
}

// settle ends the week and says what became of it.
func (w *week) settle(t *testing.T) {
	t.Helper()
	messages := w.messages(t)
	w.end(t)
	w.judge(t, messages)
}

// end closes what is open.
func (w *week) end(t *testing.T) {
	t.Helper()
	if err := w.relay.Close(); err != nil {
		t.Error(err)
	}
	if err := w.meta.Close(); err != nil {
		t.Error(err)
	}
	for _, err := range w.meta.Problems() {
		t.Error(err)
	}
}

// messages are all that the desk's database holds, by chat.
func (w *week) messages(t *testing.T) [][]domain.Message {
	t.Helper()
	h := w.openDesk(t)
	defer h.close()
	if _, err := h.desk.Sync(w.ctx); err != nil {
		t.Fatal(err)
	}
	q, err := h.desk.Queue(w.ctx, domain.FilterAll, domain.Window{Limit: 10 * weekPeople})
	if err != nil {
		t.Fatal(err)
	}
	var all [][]domain.Message
	for _, c := range q.Chats {
		thread, err := h.desk.Thread(w.ctx, c.ID, 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, thread.Messages)
	}
	return all
}

func (w *week) ring(c domain.Chat) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.rings = append(w.rings, rung{at: w.now(), chat: c.Contact.Phone})
}

// sleep lets time pass; here nothing takes longer than that.
func (w *week) sleep(d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	<-timer.C
}

func (w *week) sleepUntil(at time.Time) { w.sleep(at.Sub(w.now())) }
