package fakewa_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
)

// said lists the texts of a person after the first n messages of all.
func said(w *world, p fakewa.Person) []string {
	var texts []string
	for _, u := range w.hook.updates() {
		switch u := u.(type) {
		case domain.Incoming:
			if u.From.UserID == p.UserID {
				texts = append(texts, u.Message.Content.Text)
			}
		case domain.Reacted:
			texts = append(texts, u.Emoji)
		}
	}
	return texts
}

func TestPeopleAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	p := mia
	p.Replies = []string{"wie lange dauert das?", "und wo?"}
	if err := w.Play(t.Context(), fakewa.Scenario{History: []fakewa.Inbound{fakewa.Text(p, "hallo")}}); err != nil {
		t.Fatal(err)
	}
	for range 4 {
		w.send(textTo(p.Phone, "u", "Hallo Mia"))
		w.settle()
	}
	want := []string{"hallo", "wie lange dauert das?", "und wo?", fakewa.DefaultThanks, "👍"}
	if diff := cmp.Diff(want, said(w, p)); diff != "" {
		t.Error("said (-want +got):\n" + diff)
	}
	typing := w.clock.waits()
	if d := typing[len(typing)-1]; d < 4*time.Second || d > 12*time.Second {
		t.Errorf("the last answer took %v", d)
	}
}

func TestNobodyAnswersAMachine(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	if err := w.Play(t.Context(), fakewa.Scenario{History: []fakewa.Inbound{fakewa.Text(mia, "hallo")}}); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{uuid.NewSHA1(uuid.NameSpaceOID, []byte("x")).String(), uuid.NewString()} {
		w.send(textTo(mia.Phone, id, "Hallo Mia"))
		w.settle()
	}
	if diff := cmp.Diff([]string{"hallo", fakewa.DefaultThanks}, said(w, mia)); diff != "" {
		t.Error("said (-want +got):\n" + diff)
	}
}

func TestPersonWithoutNumberAnswersToo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	p := fakewa.Person{Name: "Grace", UserID: "DE.9000000000000014", Thanks: "Thank you!"}
	if err := w.Play(t.Context(), fakewa.Scenario{History: []fakewa.Inbound{fakewa.Text(p, "hello")}}); err != nil {
		t.Fatal(err)
	}
	w.send(strings.Replace(textTo(p.UserID, "u", "Hi"), `"to":`, `"recipient":`, 1))
	w.settle()
	if diff := cmp.Diff([]string{"hello", "Thank you!"}, said(w, p)); diff != "" {
		t.Error("said (-want +got):\n" + diff)
	}
}

func TestTemplateIsAnsweredByATap(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *fakewa.Options) { o.SyncWindow = true })
	old := fakewa.Text(mia, "hallo").At(w.clock.Now().Add(-50 * time.Hour))
	if err := w.Play(t.Context(), fakewa.Scenario{History: []fakewa.Inbound{old}}); err != nil {
		t.Fatal(err)
	}
	if code := w.send(textTo(mia.Phone, "u", "Hallo")).code(); code != 131047 {
		t.Errorf("code %d before the template", code)
	}
	w.send(`{"messaging_product":"whatsapp","to":"+4915550100071","type":"template","template":{"name":"antwort_liegt_vor","language":{"code":"de"},"components":[{"type":"body","parameters":[{"type":"text","parameter_name":"datum","text":"Freitag"}]}]}}`)
	w.settle()
	all := w.hook.messages()
	tap := all[len(all)-1].Message
	if tap.Kind != domain.KindButton || tap.Content.Quote == nil || tap.Content.Quote.WAMID != w.Sent()[0].WAMID {
		t.Errorf("answered by %+v", tap)
	}
	if code := w.send(textTo(mia.Phone, "u", "Hallo")).code(); code != 0 {
		t.Errorf("code %d after the tap", code)
	}
	w.settle()
}

func TestNobodyAnswersWhatDidNotArrive(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*fakewa.Options){
		"failed": func(o *fakewa.Options) { o.Plan = fakewa.FailingPlan(131026) },
		"sent":   func(o *fakewa.Options) { o.Plan = fakewa.FixedPlan(domain.StatusSent) },
	} {
		w := newWorld(t, change)
		if err := w.Play(t.Context(), fakewa.Scenario{History: []fakewa.Inbound{fakewa.Text(mia, "hallo")}}); err != nil {
			t.Fatal(err)
		}
		w.send(textTo(mia.Phone, "u", "Hallo"))
		w.settle()
		if got := said(w, mia); len(got) != 1 {
			t.Errorf("%s: said %v", name, got)
		}
	}
}

func TestNobodyAnswersBeforeThePlay(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.deliver(fakewa.Text(mia, "hallo"))
	w.send(textTo(mia.Phone, "u", "Hallo"))
	w.settle()
	if got := said(w, mia); len(got) != 1 {
		t.Errorf("said %v", got)
	}
}

func TestLaterPeopleJoin(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	start := w.clock.Now()
	sc := fakewa.Demo(start)
	sc.History = nil
	if err := w.Play(t.Context(), sc); err != nil {
		t.Fatal(err)
	}
	w.settle()
	waits := w.clock.waits()
	if len(waits) != len(sc.Later) || len(waits) < 2 {
		t.Fatalf("waited %v for %d people", waits, len(sc.Later))
	}
	for _, d := range waits {
		if d < time.Minute || d > 90*time.Second {
			t.Errorf("somebody joined after %v", d)
		}
	}
	for _, in := range w.hook.messages() {
		if !in.Message.At.After(start) {
			t.Errorf("%s wrote in the past", in.From.UserID)
		}
	}
}

func TestPlayNeedsAWebhook(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *fakewa.Options) { o.WebhookURL = "" })
	if err := w.Play(t.Context(), fakewa.Demo(w.clock.Now())); !errors.Is(err, fakewa.ErrNoWebhook) {
		t.Errorf("got %v, want ErrNoWebhook", err)
	}
}

// TestCloseEndsEverything closes while people are still waiting to write.
func TestCloseEndsEverything(t *testing.T) {
	t.Parallel()
	hook := newHook(t)
	s, err := fakewa.Start(t.Context(), fakewa.Options{
		Clock: newClock().Now, WebhookURL: hook.URL,
		Wait: func(ctx context.Context, _ time.Duration) error {
			<-ctx.Done()
			return ctx.Err()
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Play(t.Context(), fakewa.Demo(time.Unix(1_790_000_000, 0))); err != nil {
		t.Fatal(err)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Drain(cancelled); !errors.Is(err, context.Canceled) {
		t.Errorf("draining with people left: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if p := s.Problems(); len(p) != 0 {
		t.Errorf("problems: %v", p)
	}
}

func TestProblemsAreTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *fakewa.Options) { o.Plan = fakewa.FixedPlan(domain.StatusSent) })
	w.deliver(fakewa.Text(mia, "hallo"))
	w.hook.mu.Lock()
	w.hook.statuses = []int{500, 500, 500, 500, 500, 500}
	w.hook.mu.Unlock()
	w.send(textTo(mia.Phone, "u", "Hallo"))
	if err := w.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if p := w.Problems(); len(p) != 1 || !errors.Is(p[0], fakewa.ErrNotTaken) {
		t.Errorf("problems: %v", p)
	}
}
