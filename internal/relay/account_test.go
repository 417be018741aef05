package relay_test

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/whatsapp"
)

// fakeAccount is an account whose list the test changes.
type fakeAccount struct {
	mu     sync.Mutex
	list   []domain.TemplateInfo
	hooks  []whatsapp.Delivery
	fail   error
	broken bool // breaks down when it is asked
	looked int
}

func (a *fakeAccount) Templates(context.Context) ([]domain.TemplateInfo, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.looked++
	if a.broken {
		panic("an answer that nobody has thought of")
	}
	return a.list, a.fail
}

func (a *fakeAccount) CreateTemplate(_ context.Context, t domain.TemplateInfo) (domain.TemplateInfo, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if err := t.CheckForm(); err != nil {
		return t, err
	}
	if a.fail != nil {
		return t, a.fail
	}
	t.ID, t.Status = "9", "PENDING"
	a.list = append(a.list, t)
	return t, nil
}

func (a *fakeAccount) Deliveries(context.Context, int) ([]whatsapp.Delivery, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.hooks == nil {
		return nil, errors.New("not told")
	}
	return a.hooks, nil
}

func (a *fakeAccount) set(status string, fail error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.list = []domain.TemplateInfo{{ID: "1", Name: "antwort", Language: "de", Status: status, Body: "Hallo"}}
	a.fail = fail
}

func (a *fakeAccount) looks() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.looked
}

func dead(code int) error {
	return &whatsapp.APIError{HTTP: 401, Failure: domain.Failure{Code: code, Title: "no"}}
}

func inAccount(t *testing.T, fn func(d *desk, a *fakeAccount, o relay.Options)) {
	t.Helper()
	a := &fakeAccount{}
	a.set("APPROVED", nil)
	inBubbleOf(t, func(o *relay.Options) { o.Account = a }, func(d *desk, o relay.Options) { fn(d, a, o) })
}

func (d *desk) templates(fresh bool) domain.TemplateList {
	d.t.Helper()
	list, err := d.Templates(context.Background(), fresh)
	if err != nil {
		d.t.Fatal(err)
	}
	return list
}

func (d *desk) wantStatus(when, status string) {
	d.t.Helper()
	if list := d.templates(false); len(list.Templates) != 1 || list.Templates[0].Status != status {
		d.t.Errorf("%s: %+v, want %s", when, list, status)
	}
}

func TestTemplatesAreFetchedAndKept(t *testing.T) {
	t.Parallel()
	inAccount(t, func(d *desk, a *fakeAccount, o relay.Options) {
		d.wantStatus("at the start", "APPROVED")
		a.set("PAUSED", nil)
		pass(50 * time.Minute)
		d.wantStatus("before the hour is over", "APPROVED")
		pass(11 * time.Minute)
		d.wantStatus("after an hour", "PAUSED")
		if h := d.health(); h.Templates != "antwort" {
			t.Errorf("health names %q", h.Templates)
		}
		a.set("APPROVED", nil)
		if list := d.templates(true); list.Templates[0].Status != "APPROVED" || list.At.IsZero() {
			t.Errorf("fresh: %+v", list)
		}
		at := d.templates(false).At
		a.set("", errors.New("no network"))
		d.restart(o)
		if list := d.templates(true); list.Failed != domain.CodeMetaDown || !list.At.Equal(at) || list.Templates[0].Status != "APPROVED" {
			t.Errorf("after a restart without a network: %+v", list)
		}
		a.set("PAUSED", nil)
		pass(61 * time.Second)
		if list := d.templates(false); list.Failed != "" || list.Templates[0].Status != "PAUSED" {
			t.Errorf("with the network back: %+v", list)
		}
	})
}

func TestAnAnswerThatBreaksTheLookEndsNoRelay(t *testing.T) {
	t.Parallel()
	inAccount(t, func(d *desk, a *fakeAccount, _ relay.Options) {
		a.mu.Lock()
		a.broken = true
		a.mu.Unlock()
		pass(61 * time.Minute)
		a.mu.Lock()
		a.broken = false
		a.mu.Unlock()
		a.set("PAUSED", nil)
		pass(61 * time.Minute)
		d.wantStatus("with an answer again", "PAUSED")
	})
}

func TestARefusedTemplateIsLookedUp(t *testing.T) {
	t.Parallel()
	inAccount(t, func(d *desk, a *fakeAccount, _ relay.Options) {
		before := a.looks()
		d.graph.mu.Lock()
		d.graph.send = func(context.Context, domain.Send) whatsapp.SendOutcome { return refused(132015) }
		d.graph.mu.Unlock()
		a.set("PAUSED", nil)
		s := text(1, "")
		s.Kind, s.Template = domain.SendTemplate, &domain.Template{Name: "antwort", Language: "de"}
		d.put(s)
		pass(time.Second)
		d.wantStatus("after the refusal", "PAUSED")
		pass(2 * time.Minute)
		// Once at once, and once more in case Meta's list lags behind.
		if n := a.looks() - before; n != 2 {
			t.Errorf("asked %d times", n)
		}
	})
}

func TestADeadTokenIsToldBeforeAnythingIsSent(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		err    error
		paused bool
	}{
		"dead token":        {dead(190), true},
		"no token":          {domain.Fail(domain.CodeMissingSecret, "access_token", nil), true},
		"no business id":    {domain.Fail(domain.CodeMissingSecret, "whatsapp.business_account_id", nil), false},
		"no permission":     {dead(200), false}, // to see templates; it may well send
		"no network":        {errors.New("no network"), false},
		"trouble at Meta's": {&whatsapp.APIError{HTTP: 503}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inAccount(t, func(d *desk, a *fakeAccount, _ relay.Options) {
				a.set("", c.err)
				d.templates(true)
				h := d.health()
				if c.paused != (h.Paused != nil) || c.paused && h.Paused.Reason != whatsapp.PauseToken {
					t.Errorf("paused: %+v", h.Paused)
				}
				a.set("APPROVED", nil)
				d.templates(true)
				if h := d.health(); h.Paused != nil {
					t.Errorf("still paused: %+v", h.Paused)
				}
			})
		})
	}
}

// Without the id of the business there are no templates, but there is a number: by
// it Meta tells whether the token is any good, and what time it is.
func TestANumberWithoutABusinessIsAskedFor(t *testing.T) {
	t.Parallel()
	a, p := &fakeAccount{}, &ownPage{}
	a.set("", domain.Fail(domain.CodeMissingSecret, "whatsapp.business_account_id", nil))
	inBubbleOf(t, func(o *relay.Options) { o.Account, o.Platform = a, p }, func(d *desk, _ relay.Options) {
		pass(time.Minute)
		p.mu.Lock()
		if p.fails = dead(190); p.asked != 1 {
			t.Errorf("asked %d times at the start", p.asked)
		}
		p.mu.Unlock()
		for _, paused := range []bool{true, false} {
			pass(2 * time.Hour)
			if h := d.health(); (h.Paused != nil) != paused {
				t.Errorf("paused: %+v, want %v", h.Paused, paused)
			}
			p.mu.Lock()
			p.fails = nil
			p.mu.Unlock()
		}
	})
}

// A stop that has nothing to do with the token stays.
func TestAFetchEndsNoOtherPause(t *testing.T) {
	t.Parallel()
	inAccount(t, func(d *desk, _ *fakeAccount, _ relay.Options) {
		d.graph.mu.Lock()
		d.graph.send = func(context.Context, domain.Send) whatsapp.SendOutcome { return refused(131042) }
		d.graph.mu.Unlock()
		d.put(text(1, "Hallo"))
		pass(time.Second)
		d.templates(true)
		if h := d.health(); h.Paused == nil || h.Paused.Reason != whatsapp.PausePayment {
			t.Errorf("paused: %+v", h.Paused)
		}
	})
}

func TestCreateTemplateThroughTheRelay(t *testing.T) {
	t.Parallel()
	inAccount(t, func(d *desk, a *fakeAccount, _ relay.Options) {
		ctx := context.Background()
		good := domain.TemplateInfo{Name: "neu", Language: "de", Category: "UTILITY", Body: "Es gibt etwas Neues."}
		made, err := d.CreateTemplate(ctx, good)
		if err != nil || made.ID != "9" || made.Status != "PENDING" {
			t.Errorf("made %+v, %v", made, err)
		}
		if list := d.templates(false); len(list.Templates) != 2 || list.Templates[1].Name != "neu" {
			t.Errorf("list %+v", list)
		}
		bad := good
		bad.Body = "Hallo {{1}}"
		if _, err := d.CreateTemplate(ctx, bad); domain.CodeOf(err) != domain.CodeTemplateForm || detail(err) != "place_edge 1" {
			t.Errorf("bad form: %v", err)
		}
		a.set("", &whatsapp.APIError{HTTP: 400, Failure: domain.Failure{Code: 100, Title: "t"}, Says: "Zu viele Variablen"})
		if _, err := d.CreateTemplate(ctx, good); domain.CodeOf(err) != domain.CodeRefused || detail(err) != "Zu viele Variablen" {
			t.Errorf("refused: %v", err)
		}
		a.set("", errors.New("no network"))
		if _, err := d.CreateTemplate(ctx, good); domain.CodeOf(err) != domain.CodeMetaDown {
			t.Errorf("no network: %v", err)
		}
		if r := private(t, d.relay, http.MethodPost, "/v1/templates", `{"name":"x","fee":1}`, nil); r.status != http.StatusBadRequest {
			t.Errorf("an unknown field: %d", r.status)
		}
	})
}

func detail(err error) string {
	e, ok := errors.AsType[*domain.Error](err)
	if !ok {
		return ""
	}
	return e.Detail
}

func TestWithoutAnAccountThereAreNoTemplates(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		if list := d.templates(true); len(list.Templates) != 0 || list.Failed != "" {
			t.Errorf("list %+v", list)
		}
		if _, err := d.CreateTemplate(context.Background(), domain.TemplateInfo{}); err == nil {
			t.Error("created")
		}
	})
}

func TestWhyMetaCannotReachUs(t *testing.T) {
	t.Parallel()
	inAccount(t, func(d *desk, a *fakeAccount, _ relay.Options) {
		now := time.Now()
		at := func(ago time.Duration, state, why string) whatsapp.Delivery {
			return whatsapp.Delivery{At: now.Add(-ago), State: state, Problem: why}
		}
		for name, c := range map[string]struct {
			hooks []whatsapp.Delivery
			want  string
		}{
			"not told":          {nil, ""},
			"all well":          {[]whatsapp.Delivery{at(time.Hour, "DELIVERED", "")}, ""},
			"the newest failed": {[]whatsapp.Delivery{at(time.Hour, "DELIVERED", ""), at(time.Minute, "FAILED", "timeout")}, "timeout"},
			"being tried again": {[]whatsapp.Delivery{at(time.Minute, "RETRYING", "")}, "RETRYING"},
			"well since":        {[]whatsapp.Delivery{at(time.Hour, "FAILED", "timeout"), at(time.Minute, "DELIVERED", "")}, ""},
			"under way":         {[]whatsapp.Delivery{at(time.Hour, "DELIVERED", ""), at(time.Minute, "PENDING", "")}, ""},
			"long ago":          {[]whatsapp.Delivery{at(25*time.Hour, "FAILED", "timeout")}, ""},
		} {
			a.mu.Lock()
			a.hooks = c.hooks
			a.mu.Unlock()
			d.templates(true)
			if h := d.health(); h.Hooks != c.want {
				t.Errorf("%s: %q", name, h.Hooks)
			}
		}
	})
}

func TestHealthTellsThePulseAndTheClock(t *testing.T) {
	t.Parallel()
	inBubbleOf(t, func(o *relay.Options) { o.Drift = relay.NewDrift(o.Clock) }, func(d *desk, o relay.Options) {
		hour := time.Now().Unix() / 3600
		for week, n := range []int{3, 4, 6, 8, 10} {
			if err := d.relay.Exec(`INSERT INTO tally (hour, n) VALUES (?, ?)`, hour-int64(week)*168-5, n); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			o.Drift.Heard(time.Now().Add(-time.Hour))
		}
		h := d.health()
		// The fourth week before is known from its fifth hour on only.
		if h.Messages != 3 || h.Usual != 6 || h.Silent || h.ClockAhead != 3600 {
			t.Errorf("health %+v", h)
		}
	})
}

func TestTheListIsReadAnewAfterALeapOfTheClock(t *testing.T) {
	t.Parallel()
	a := &fakeAccount{}
	a.set("APPROVED", nil)
	var leap time.Duration
	var mu sync.Mutex
	clock := func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		return time.Now().Add(leap)
	}
	inBubbleOf(t, func(o *relay.Options) { o.Account, o.Clock = a, clock }, func(*desk, relay.Options) {
		pass(90 * time.Second)
		before := a.looks()
		for _, d := range []time.Duration{-3 * time.Hour, 5 * time.Hour} {
			mu.Lock()
			leap = d
			mu.Unlock()
			pass(2 * time.Minute)
		}
		if n := a.looks() - before; n != 2 {
			t.Errorf("asked %d times after two leaps", n)
		}
	})
}

var _ relay.Account = (*whatsapp.Client)(nil)
