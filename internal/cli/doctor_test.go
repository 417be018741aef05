package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/i18n"
	"sprechstunde/internal/relay"
	"sprechstunde/internal/safego"
)

const bearer = "bearer-of-the-test"

var terminalEnv = map[string]string{"LANG": "de_DE.UTF-8", "TERM": "xterm-256color"}

func pretendMeta(t *testing.T, o fakewa.Options) *fakewa.Server {
	t.Helper()
	o.Clock = time.Now
	meta, err := fakewa.Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = meta.Close() })
	return meta
}

// soundConfig is a configuration with nothing to complain about.
func soundConfig(meta *fakewa.Server) *config.Config {
	cfg := config.Default()
	cfg.Language = "de"
	cfg.Adviser = config.Adviser{Name: "Maja", Team: "Berufsberatung"}
	cfg.Relay = config.Relay{Token: config.NewSecret(bearer), Listen: "127.0.0.1:0", WebhookListen: "127.0.0.1:0"}
	cfg.WhatsApp.APIURL = meta.Base()
	cfg.WhatsApp.PhoneNumberID = fakewa.DefaultPhoneNumberID
	cfg.WhatsApp.BusinessAccountID = fakewa.DefaultBusinessAccountID
	cfg.WhatsApp.AccessToken = config.NewSecret(fakewa.DefaultToken)
	cfg.WhatsApp.AppSecret = config.NewSecret(fakewa.DefaultAppSecret)
	cfg.WhatsApp.VerifyToken = config.NewSecret("verify-word")
	cfg.Hours.Land = "NW"
	cfg.Hours.Office, cfg.Hours.Slots = (&wizard{t: &i18n.For(i18n.German).Setup.Init}).usualHours()
	return cfg
}

// runningRelay is a relay in a process of its own, as far as doctor can tell.
func runningRelay(t *testing.T, meta *fakewa.Server) *relay.Relay {
	t.Helper()
	cfg := soundConfig(meta)
	a := &App{Clock: time.Now, Version: "test"}
	o := a.relayOptions(cfg, config.Home{Data: t.TempDir()}, nil)
	o.APIToken, o.Listen, o.WebhookListen = bearer, "127.0.0.1:0", "127.0.0.1:0"
	r, err := relay.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	done := safego.Go("relay of the test", func(err error) { t.Error(err) }, func() {
		if err := r.Run(context.Background()); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
		<-done
	})
	return r
}

func writeConfig(t *testing.T, c *call, cfg *config.Config) {
	t.Helper()
	if err := config.Write(c.file(), cfg); err != nil {
		t.Fatal(err)
	}
}

// examine runs "doctor --json" and returns the findings by id.
func examine(t *testing.T, c *call, args ...string) (exit int, found map[string]finding) {
	t.Helper()
	c.out.Reset()
	c.err.Reset()
	exit = c.run(append([]string{"doctor", "--json"}, args...)...)
	var list []finding
	if err := json.Unmarshal(c.out.Bytes(), &list); err != nil {
		t.Fatalf("no JSON: %v\n%s%s", err, c.out.String(), c.err.String())
	}
	found = map[string]finding{}
	for _, f := range list {
		found[f.ID] = f
	}
	return exit, found
}

func expect(t *testing.T, f finding, state string, words ...string) {
	t.Helper()
	if f.State != state {
		t.Errorf("%s is %q, want %q: %s", f.ID, f.State, state, f.What)
	}
	all := f.What
	if f.Action != nil {
		all += "\n" + *f.Action
	}
	for _, w := range words {
		if !strings.Contains(all, w) {
			t.Errorf("%s says nothing of %q: %s", f.ID, w, all)
		}
	}
	if state == stateFail && f.Action == nil {
		t.Errorf("%s fails and says not what to do", f.ID)
	}
}

var unsteady = []struct {
	find *regexp.Regexp
	put  string
}{
	{regexp.MustCompile(`127\.0\.0\.1:\d+`), "127.0.0.1:PORT"},
	{regexp.MustCompile(`\d+\.\d [GM]B`), "N MB"},
	{regexp.MustCompile(`\b3\.\d+\.\d+\b`), "3.Y.Z"},
	{regexp.MustCompile(`\d\d[./]\d\d[./]\d{4} \d\d:\d\d`), "DAY TIME"},
	{regexp.MustCompile(`pid \d+, [0-9: -]+`), "pid N, TIME"},
	{regexp.MustCompile(`(auf|within) \d+ s`), "$1 N s"},
	{regexp.MustCompile(`chmod [^\n]*`), "chmod …"},
}

// golden compares what was printed with a file; UPDATE_GOLDEN=1 writes it.
func golden(t *testing.T, name string, c *call) {
	t.Helper()
	got := strings.ReplaceAll(c.out.String()+"--- stderr\n"+c.err.String(), c.home, "HOME")
	for _, u := range unsteady {
		got = u.find.ReplaceAllString(got, u.put)
	}
	path := filepath.Join("testdata", name+".golden")
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

var bothLanguages = map[string]map[string]string{
	"de": {"LANG": "de_DE.UTF-8", "TERM": "xterm-256color"},
	"en": {"LANG": "en_GB.UTF-8", "TERM": "xterm-256color"},
}

func TestDoctorOfASoundSetUp(t *testing.T) {
	t.Parallel()
	for lang, env := range bothLanguages {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			meta := pretendMeta(t, fakewa.Options{})
			r := runningRelay(t, meta)
			if err := meta.SetWebhook("http://" + r.WebhookAddr() + "/webhook"); err != nil {
				t.Fatal(err)
			}
			if err := meta.Deliver(t.Context(), fakewa.Text(fakewa.Person{Name: "Samira", Phone: "+4915550100001"}, "geheim")); err != nil {
				t.Fatal(err)
			}
			c := newCall(t, "", env)
			cfg := soundConfig(meta)
			cfg.Language = lang
			cfg.Relay.URL = "http://" + r.Addr()
			writeConfig(t, c, cfg)
			if exit := c.run("doctor"); exit != exitDone {
				t.Errorf("exit %d", exit)
			}
			golden(t, "doctor_sound_"+lang, c)
			for _, private := range []string{fakewa.DefaultToken, fakewa.DefaultAppSecret, bearer, "verify-word", "Samira", "geheim", "4915550100001"} {
				if strings.Contains(c.out.String(), private) {
					t.Errorf("%q was printed", private)
				}
			}
		})
	}
}

func TestDoctorOfASickSetUp(t *testing.T) {
	t.Parallel()
	for lang, env := range bothLanguages {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			meta := pretendMeta(t, fakewa.Options{Unsubscribed: true})
			c := newCall(t, "", env)
			cfg := soundConfig(meta)
			cfg.Language = lang
			cfg.Adviser.Name, cfg.Hours.Land = "", ""
			cfg.WhatsApp.AppSecret = config.Secret{}
			cfg.WhatsApp.AccessToken = config.NewSecret("another-token")
			writeConfig(t, c, cfg)
			if err := errors.Join(
				os.WriteFile(filepath.Join(c.home, "desk.db"), nil, 0o600),
				os.WriteFile(filepath.Join(c.home, "relay.db"), bytes.Repeat([]byte("no database "), 100), 0o600),
			); err != nil {
				t.Fatal(err)
			}
			if exit := c.run("doctor"); exit != exitFailed {
				t.Errorf("exit %d", exit)
			}
			golden(t, "doctor_sick_"+lang, c)
		})
	}
}

func TestDoctorJSON(t *testing.T) {
	t.Parallel()
	c := newCall(t, "", terminalEnv)
	writeConfig(t, c, soundConfig(pretendMeta(t, fakewa.Options{})))
	c.run("doctor", "--json")
	var list []map[string]any
	if err := json.Unmarshal(c.out.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, f := range list {
		ids = append(ids, fmt.Sprint(f["id"]))
		keys := make([]string, 0, len(f))
		for k := range f {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		if diff := cmp.Diff([]string{"action", "id", "state", "what"}, keys); diff != "" {
			t.Errorf("%v (-want +got):\n%s", f["id"], diff)
		}
		if !slices.Contains([]any{stateOK, stateWarn, stateFail}, f["state"]) {
			t.Errorf("%v is in state %v", f["id"], f["state"])
		}
	}
	want := []string{"config", "secrets", "files", "disk", "sqlite", "desk_db", "relay_db", "relay", "number", "subscription", "templates", "clock", "terminal", "clipboard"}
	if diff := cmp.Diff(want, ids); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
}

func TestEveryCheckHasAName(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{i18n.German, i18n.English} {
		names := i18n.For(lang).Setup.Doctor.Names
		for _, c := range checks {
			if names[c.id] == "" {
				t.Errorf("%s has no name for %s", lang, c.id)
			}
		}
		if len(names) != len(checks) {
			t.Errorf("%s has %d names for %d checks", lang, len(names), len(checks))
		}
	}
}

func TestDoctorWithoutSettings(t *testing.T) {
	t.Parallel()
	c := newCall(t, "", terminalEnv)
	exit, found := examine(t, c)
	if exit != exitFailed {
		t.Errorf("exit %d", exit)
	}
	expect(t, found["config"], stateFail, "config.yaml", "sprechstunde init")
	expect(t, found["files"], stateOK)
	expect(t, found["desk_db"], stateOK)
	if _, asked := found["number"]; asked {
		t.Error("something was asked on the net without settings")
	}
	if _, err := os.Stat(c.home); !errors.Is(err, os.ErrNotExist) {
		t.Error("looking made a folder")
	}
}

func TestDoctorOfTheSettings(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		text  string
		mode  os.FileMode
		words []string
	}{
		"misspelt key":    {"language: de\nhors:\n  land: NW\n", 0o600, []string{"Zeile 2", "hors", "hours", "config.yaml"}},
		"two mistakes":    {"langage: de\ntheme: pink\n", 0o600, []string{"langage", "Zeile 2", "pink"}},
		"not YAML":        {"a: [", 0o600, []string{"YAML"}},
		"others can read": {"whatsapp: {app_secret: geheimnis}\n", 0o644, []string{"chmod 600"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCall(t, "", terminalEnv)
			if err := errors.Join(os.Mkdir(c.home, 0o700), os.WriteFile(c.file(), []byte(tc.text), 0o600), os.Chmod(c.file(), tc.mode)); err != nil {
				t.Fatal(err)
			}
			_, found := examine(t, c)
			expect(t, found["config"], stateFail, tc.words...)
			if strings.Contains(c.out.String(), "geheimnis") {
				t.Error("a secret was printed")
			}
		})
	}
}

func TestDoctorNamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	birthdays, err := filepath.Abs(filepath.Join("testdata", "geburtstage.ics"))
	if err != nil {
		t.Fatal(err)
	}
	meta := pretendMeta(t, fakewa.Options{})
	cases := map[string]struct {
		change func(*config.Config)
		id     string
		state  string
		words  []string
	}{
		"app secret":   {func(c *config.Config) { c.WhatsApp.AppSecret = config.Secret{} }, "secrets", stateFail, []string{"whatsapp.app_secret", "Geheimcode"}},
		"token":        {func(c *config.Config) { c.WhatsApp.AccessToken = config.Secret{} }, "number", stateFail, []string{"whatsapp.access_token"}},
		"number":       {func(c *config.Config) { c.WhatsApp.PhoneNumberID = "" }, "number", stateFail, []string{"whatsapp.phone_number_id"}},
		"account":      {func(c *config.Config) { c.WhatsApp.BusinessAccountID = "" }, "subscription", stateWarn, []string{"business_account_id"}},
		"name":         {func(c *config.Config) { c.Adviser.Name = "" }, "adviser", stateWarn, []string{"adviser.name"}},
		"land":         {func(c *config.Config) { c.Hours.Land = "" }, "hours", stateWarn, []string{"hours.land"}},
		"hours":        {func(c *config.Config) { c.Hours.Slots = nil }, "hours", stateWarn, []string{"hours.slots"}},
		"birthdays":    {func(c *config.Config) { c.Hours.ICS = []string{birthdays} }, "hours", stateWarn, []string{"geburtstage.ics", "hours.ics"}},
		"bearer":       {func(c *config.Config) { c.Relay.URL, c.Relay.Token = "http://127.0.0.1:1", config.Secret{} }, "secrets", stateFail, []string{"relay.token"}},
		"remote needs": {func(c *config.Config) { c.Relay.URL, c.WhatsApp.AppSecret = "http://127.0.0.1:1", config.Secret{} }, "secrets", stateOK, nil},
		"remote token": {func(c *config.Config) { c.Relay.URL, c.WhatsApp.AccessToken = "http://127.0.0.1:1", config.Secret{} }, "number", stateOK, nil},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCall(t, "", terminalEnv)
			cfg := soundConfig(meta)
			tc.change(cfg)
			writeConfig(t, c, cfg)
			_, found := examine(t, c)
			expect(t, found[tc.id], tc.state, tc.words...)
		})
	}
}

func TestDoctorSurvivesItsOwnMistakes(t *testing.T) {
	t.Parallel()
	d := doctorOf(newCall(t, "", nil), nil)
	v := d.run(t.Context(), check{id: "clock", look: func(*doctor, context.Context) verdict { panic("mistake") }})
	if v.state != stateFail || !strings.Contains(v.what, d.t.Names["clock"]) || v.action == "" {
		t.Errorf("got %+v", v)
	}
}

func TestDoctorCanBeInterrupted(t *testing.T) {
	t.Parallel()
	c := newCall(t, "", terminalEnv)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if exit := c.app.Run(ctx, []string{"doctor", "--home", c.home}); exit != exitFailed || c.out.Len() != 0 {
		t.Errorf("exit %d, %s", exit, c.out.String())
	}
}

// TestConditionsHaveTwoHalves holds the sentences that doctor parts to a form
// that can be parted.
func TestConditionsHaveTwoHalves(t *testing.T) {
	t.Parallel()
	codes := []domain.Code{
		domain.CodeNoConfig, domain.CodeOpenPermission, domain.CodePortTaken, domain.CodeNewer, domain.CodeDamaged,
		domain.CodeEmptyFile, domain.CodeReadOnly, domain.CodeDiskFull, domain.CodeBusy, domain.CodeRelayDown,
		domain.CodeRelaySlow, domain.CodeRelayNonsense, domain.CodeRelayToken, domain.CodeMissingSecret, domain.CodeInternal,
	}
	for _, lang := range []string{i18n.German, i18n.English} {
		for _, code := range codes {
			what, action := halves(i18n.For(lang).Errors.Sentence(code, "/a/path"))
			if what == action || len(action) < 10 {
				t.Errorf("%s, %s: %q and %q", lang, code, what, action)
			}
		}
	}
	if what, action := halves("One sentence."); what != action || what == "" {
		t.Errorf("a single sentence became %q and %q", what, action)
	}
}
