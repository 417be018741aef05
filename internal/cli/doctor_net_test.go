package cli

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/i18n"
	"sprechstunde/internal/sqlite"
	"sprechstunde/whatsapp"
)

func TestDoctorOfTheRelay(t *testing.T) {
	t.Parallel()
	meta := pretendMeta(t, fakewa.Options{})
	r := runningRelay(t, meta)
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "<html>") }))
	t.Cleanup(page.Close)
	cases := map[string]struct {
		change func(*config.Config)
		state  string
		words  []string
	}{
		"elsewhere": {func(c *config.Config) { c.Relay.URL = "http://" + r.Addr() }, stateWarn, []string{"noch nie", "Callback-URL"}},
		"port closed": {func(c *config.Config) {
			c.Relay.URL = "http://127.0.0.1:1"
		}, stateFail, []string{"antwortet nicht", "sprechstunde relay"}},
		"wrong bearer": {func(c *config.Config) {
			c.Relay.URL, c.Relay.Token = "http://"+r.Addr(), config.NewSecret("another-bearer")
		}, stateFail, []string{"relay.token"}},
		"something else": {func(c *config.Config) { c.Relay.URL = page.URL }, stateFail, []string{"etwas anderes"}},
		"idle":           {func(*config.Config) {}, stateWarn, []string{"sprechstunde relay"}},
		"port taken":     {func(c *config.Config) { c.Relay.WebhookListen = r.WebhookAddr() }, stateFail, []string{"belegt", r.WebhookAddr()}},
		"not ours":       {func(c *config.Config) { c.Relay.WebhookListen = "192.0.2.1:8787" }, stateFail, []string{"Einstellungen stimmt etwas nicht", "192.0.2.1:8787"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCall(t, "", terminalEnv)
			cfg := soundConfig(meta)
			tc.change(cfg)
			writeConfig(t, c, cfg)
			_, found := examine(t, c)
			expect(t, found["relay"], tc.state, tc.words...)
		})
	}
}

// TestDoctorFindsTheRelayOnThisMachine is about who holds relay.db: a process
// of its own, which can be asked, or a desk, which cannot.
func TestDoctorFindsTheRelayOnThisMachine(t *testing.T) {
	t.Parallel()
	meta := pretendMeta(t, fakewa.Options{})
	r := runningRelay(t, meta)
	for name, tc := range map[string]struct {
		listen string
		words  string
	}{
		"own process": {r.Addr(), "läuft unter http://" + r.Addr()},
		"in a desk":   {"127.0.0.1:1", "läuft im Posteingang (pid"},
	} {
		c := newCall(t, "", terminalEnv)
		cfg := soundConfig(meta)
		cfg.Relay.Listen = tc.listen
		writeConfig(t, c, cfg)
		l, err := sqlite.AcquireLock(filepath.Join(c.home, "relay.db"), time.Now())
		if err != nil {
			t.Fatal(err)
		}
		d := doctorOf(c, cfg)
		if v := d.lookRelay(t.Context()); !strings.Contains(v.what, tc.words) {
			t.Errorf("%s: %+v", name, v)
		}
		if err := l.Release(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDoctorJudgesHealth(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	well := domain.RelayHealth{Instance: "i", Version: "test", Now: now, LastWebhook: now.Add(-time.Hour)}
	cases := map[string]struct {
		change func(*domain.RelayHealth)
		state  string
		words  []string
	}{
		"well":    {func(*domain.RelayHealth) {}, stateOK, []string{"23.11.2026 08:00", "noch zu senden: 0"}},
		"unknown": {func(h *domain.RelayHealth) { h.Unknown = 2 }, stateOK, []string{"unklar, ob gesendet: 2"}},
		"files":   {func(h *domain.RelayHealth) { h.FilesWaiting, h.FilesLost = 3, 1 }, stateOK, []string{"noch geholt werden: 3", "nicht mehr zu haben sind: 1"}},
		"no room": {func(h *domain.RelayHealth) {
			h.FilesWaiting, h.FilesTrouble = 3, domain.CodeDiskFull
		}, stateWarn, []string{"noch geholt werden: 3", "holt gerade keine Dateien", "Platz"}},
		"refused": {func(h *domain.RelayHealth) { h.Refused = 7 }, stateWarn, []string{"abgewiesen: 7", "app_secret"}},
		"version": {func(h *domain.RelayHealth) { h.Version = "old" }, stateWarn, []string{"Version old, dieses Programm test"}},
		"paused":  {func(h *domain.RelayHealth) { h.Paused = &domain.Pause{Reason: "token", Code: 190} }, stateFail, []string{"gilt nicht mehr", "Zugangsschlüssel"}},
		"resting": {func(h *domain.RelayHealth) {
			h.Paused = &domain.Pause{Reason: "throughput", Until: now.Add(time.Minute)}
		}, stateWarn, []string{"09:01"}},
		"odd pause": {func(h *domain.RelayHealth) { h.Paused = &domain.Pause{Reason: "moon", Code: 4711} }, stateFail, []string{"4711"}},
		"worst wins": {func(h *domain.RelayHealth) {
			h.Paused, h.Refused = &domain.Pause{Reason: "payment", Code: 131042}, 3
		}, stateFail, []string{"Zahlungsart", "app_secret"}},
	}
	for name, tc := range cases {
		c := newCall(t, "", terminalEnv)
		h := well
		tc.change(&h)
		v := doctorOf(c, config.Default()).judge(h, "http://127.0.0.1:8788")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			expect(t, finding{ID: "relay", State: v.state, What: v.what, Action: optional(v.action)}, tc.state, tc.words...)
		})
	}
}

func TestDoctorOfMeta(t *testing.T) {
	t.Parallel()
	graphError := func(code int) func(fakewa.Request) fakewa.Fault {
		return func(fakewa.Request) fakewa.Fault { return fakewa.Fault{Trouble: fakewa.GraphError, Code: code} }
	}
	cases := map[string]struct {
		meta   fakewa.Options
		change func(*config.Config)
		id     string
		state  string
		words  []string
	}{
		"number":         {fakewa.Options{}, nil, "number", stateOK, []string{fakewa.DefaultDisplayNumber, "GREEN"}},
		"token expired":  {fakewa.Options{Token: "another"}, nil, "number", stateFail, []string{"(190)", "Zugangsschlüssel"}},
		"no permission":  {fakewa.Options{Faults: graphError(200)}, nil, "number", stateFail, []string{"(200)"}},
		"unknown number": {fakewa.Options{}, func(c *config.Config) { c.WhatsApp.PhoneNumberID = "123456" }, "number", stateFail, []string{"(100)"}},
		"a web page":     {fakewa.Options{Faults: func(fakewa.Request) fakewa.Fault { return fakewa.Fault{Trouble: fakewa.HTMLAnswer} }}, nil, "number", stateFail, []string{"127.0.0.1 antwortet nicht"}},
		"nobody":         {fakewa.Options{}, func(c *config.Config) { c.WhatsApp.APIURL = "http://127.0.0.1:1" }, "number", stateFail, []string{"Internet"}},
		"joined":         {fakewa.Options{}, nil, "subscription", stateOK, []string{"Sprechstunde (Demo)"}},
		"not joined":     {fakewa.Options{Unsubscribed: true}, nil, "subscription", stateFail, []string{"kommt nichts an", "--subscribe"}},
		"template":       {fakewa.Options{}, nil, "templates", stateOK, []string{"antwort_liegt_vor"}},
		"no template":    {fakewa.Options{}, func(c *config.Config) { c.Parking.Template = "nix" }, "templates", stateWarn, []string{"„nix“", "--create"}},
		"account gone":   {fakewa.Options{}, func(c *config.Config) { c.WhatsApp.BusinessAccountID = "123456" }, "subscription", stateFail, []string{"(33)"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCall(t, "", terminalEnv)
			cfg := soundConfig(pretendMeta(t, tc.meta))
			if tc.change != nil {
				tc.change(cfg)
			}
			writeConfig(t, c, cfg)
			_, found := examine(t, c)
			expect(t, found[tc.id], tc.state, tc.words...)
		})
	}
}

func TestDoctorJoinsTheAppWhenTold(t *testing.T) {
	t.Parallel()
	meta := pretendMeta(t, fakewa.Options{Unsubscribed: true})
	c := newCall(t, "", terminalEnv)
	writeConfig(t, c, soundConfig(meta))
	_, found := examine(t, c, "--subscribe")
	expect(t, found["subscription"], stateOK, i18n.For(i18n.German).Setup.Doctor.SubDone)
	_, found = examine(t, c)
	expect(t, found["subscription"], stateOK, "bekommt die Nachrichten")
}

func TestDoctorJudgesNumbers(t *testing.T) {
	t.Parallel()
	sick := []whatsapp.HealthEntity{{Type: "WABA", CanSend: "BLOCKED", Problems: []whatsapp.HealthProblem{
		{Code: 141006, Description: "Payment\x1b[31m is missing", Solution: "Add a payment method"},
	}}}
	for name, tc := range map[string]struct {
		number whatsapp.Number
		state  string
		words  []string
	}{
		"well":    {whatsapp.Number{DisplayPhone: "+49 1", Status: "CONNECTED", CanSend: "AVAILABLE", Quality: "GREEN"}, stateOK, nil},
		"sparse":  {whatsapp.Number{DisplayPhone: "+49 1"}, stateOK, nil},
		"blocked": {whatsapp.Number{CanSend: "BLOCKED", Entities: sick}, stateFail, []string{"WABA", "141006", "Add a payment method"}},
		"limited": {whatsapp.Number{CanSend: "LIMITED", Entities: sick}, stateWarn, []string{"Add a payment method"}},
		"offline": {whatsapp.Number{Status: "DISCONNECTED", CanSend: "AVAILABLE"}, stateFail, []string{"DISCONNECTED"}},
		"poor":    {whatsapp.Number{Status: "CONNECTED", Quality: "RED"}, stateWarn, []string{"RED"}},
		"unnamed": {whatsapp.Number{Status: "CONNECTED", CanSend: "AVAILABLE", NameStatus: "DECLINED"}, stateWarn, []string{"DECLINED"}},
	} {
		v := doctorOf(newCall(t, "", terminalEnv), config.Default()).judgeNumber(tc.number)
		expect(t, finding{ID: name, State: v.state, What: v.what, Action: optional(v.action)}, tc.state, tc.words...)
		if strings.Contains(v.what, "\x1b") {
			t.Errorf("%s: foreign text came through raw", name)
		}
	}
}

func TestDoctorOfTheClock(t *testing.T) {
	t.Parallel()
	meta := pretendMeta(t, fakewa.Options{})
	r := runningRelay(t, meta)
	for name, tc := range map[string]struct {
		skew   time.Duration
		change func(*config.Config)
		state  string
		words  []string
	}{
		"right":     {0, nil, stateOK, []string{"geht richtig"}},
		"slow":      {-10*time.Minute - 20*time.Second, nil, stateWarn, []string{"10 Minuten", "Meta"}},
		"fast":      {10*time.Minute + 20*time.Second, nil, stateWarn, []string{"10 Minuten", "Meta"}},
		"by relay":  {time.Hour, func(c *config.Config) { c.Relay.URL = "http://" + r.Addr() }, stateWarn, []string{"Relay"}},
		"all alone": {0, func(c *config.Config) { c.WhatsApp.APIURL = "http://127.0.0.1:1" }, stateOK, []string{"mit keiner anderen"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCall(t, "", terminalEnv)
			c.app.Clock = func() time.Time { return time.Now().Add(tc.skew) }
			cfg := soundConfig(meta)
			if tc.change != nil {
				tc.change(cfg)
			}
			writeConfig(t, c, cfg)
			_, found := examine(t, c)
			expect(t, found["clock"], tc.state, tc.words...)
		})
	}
}

func TestPortsOfTheIdleRelayAreGivenBack(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	l.Close()
	c := newCall(t, "", terminalEnv)
	cfg := config.Default()
	cfg.Relay.WebhookListen = addr
	if v := doctorOf(c, cfg).lookRelay(t.Context()); v.state != stateWarn {
		t.Errorf("got %+v", v)
	}
	again, err := net.Listen("tcp", addr)
	if err != nil {
		t.Fatalf("the port was kept: %v", err)
	}
	again.Close()
}
