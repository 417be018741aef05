package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
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
	"sprechstunde/internal/sqlite"
	"sprechstunde/store"
	"sprechstunde/whatsapp"
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
	{regexp.MustCompile(`\d\d\.\d\d\.\d{4} \d\d:\d\d`), "DAY TIME"},
	{regexp.MustCompile(`pid \d+, [0-9T:Z-]+`), "pid N, TIME"},
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
	want := []string{"config", "secrets", "files", "disk", "sqlite", "desk_db", "relay_db", "relay", "number", "subscription", "clock", "terminal", "clipboard"}
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

func TestDoctorOfFiles(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		return // no modes there
	}
	meta := pretendMeta(t, fakewa.Options{})
	for name, tc := range map[string]struct {
		file string
		mode os.FileMode
	}{
		"database":          {"desk.db-wal", 0o640},
		"copy":              {"relay.db.before-2", 0o604},
		"log":               {"log/relay.log.1", 0o644},
		"the folder itself": {"", 0o755},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCall(t, "", terminalEnv)
			writeConfig(t, c, soundConfig(meta))
			path := filepath.Join(c.home, tc.file)
			if tc.file != "" {
				if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, nil, 0o600)); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Chmod(path, tc.mode); err != nil {
				t.Fatal(err)
			}
			_, found := examine(t, c)
			expect(t, found["files"], stateFail, path, "chmod")
		})
	}
}

func TestCommandsToPasteAreQuoted(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/home/maja/x": "/home/maja/x",
		"/a b/x":       "'/a b/x'",
		"/it's/$HOME":  `'/it'\''s/$HOME'`,
	} {
		if got := quoted(path); got != want {
			t.Errorf("%s became %s", path, got)
		}
	}
}

func TestDoctorOfDiskSpace(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		free  uint64
		err   error
		state string
	}{
		"plenty":  {20 << 30, nil, stateOK},
		"little":  {200 << 20, nil, stateWarn},
		"none":    {3 << 20, nil, stateFail},
		"unknown": {0, errors.New("no"), stateWarn},
	} {
		c := newCall(t, "", terminalEnv)
		d := doctorOf(c, nil)
		asked := ""
		d.free = func(folder string) (uint64, error) { asked = folder; return tc.free, tc.err }
		if v := d.lookDisk(t.Context()); v.state != tc.state || (v.state != stateOK && v.action == "") {
			t.Errorf("%s: %+v", name, v)
		}
		if asked != filepath.Dir(c.home) {
			t.Errorf("asked for %s, which is not the nearest folder there is", asked)
		}
	}
	if free, err := freeSpace(t.TempDir()); err != nil || free == 0 {
		t.Errorf("this disk has %d bytes free, %v", free, err)
	}
	if _, err := freeSpace(filepath.Join(t.TempDir(), "gone")); err == nil {
		t.Error("a folder that is not there has free space")
	}
}

func doctorOf(c *call, cfg *config.Config) *doctor {
	c.app.texts = i18n.For(i18n.German)
	return &doctor{
		app: c.app, t: &c.app.texts.Setup.Doctor, cfg: cfg, free: freeSpace, tmux: tmuxOption,
		home: config.Home{Config: c.home, Data: c.home, State: c.home},
	}
}

func makeDeskDB(t *testing.T, path string) {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{Path: path, Clock: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// patch overwrites bytes of a file.
func patch(t *testing.T, path string, at int64, bytes ...byte) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.WriteAt(bytes, at)
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestDoctorOfDatabases(t *testing.T) {
	t.Parallel()
	de := i18n.For(i18n.German).Setup.Doctor
	cases := map[string]struct {
		prepare func(t *testing.T, path string)
		state   string
		words   []string
	}{
		"none":        {func(*testing.T, string) {}, stateOK, []string{de.DBNone}},
		"sound":       {makeDeskDB, stateOK, []string{"unbeschädigt, Stand"}},
		"empty":       {func(t *testing.T, p string) { put(t, p, "") }, stateFail, []string{"leer", "Sicherung"}},
		"only a log":  {func(t *testing.T, p string) { put(t, p+"-wal", "something") }, stateFail, []string{"leer", "Sicherung"}},
		"no database": {func(t *testing.T, p string) { put(t, p, strings.Repeat("hello ", 1000)) }, stateFail, []string{"beschädigt"}},
		"newer": {func(t *testing.T, p string) {
			makeDeskDB(t, p)
			patch(t, p, 60, 0, 0, 0x27, 0x0f) // user_version in the header
		}, stateFail, []string{"neueren Version"}},
		"older": {func(t *testing.T, p string) {
			makeDeskDB(t, p)
			patch(t, p, 60, 0, 0, 0, 0)
		}, stateOK, []string{"Stand 0"}},
		"of another program": {func(t *testing.T, p string) {
			makeDeskDB(t, p)
			patch(t, p, 68, 1, 2, 3, 4) // application_id in the header
		}, stateFail, []string{"anderen Programm"}},
		"damaged inside": {func(t *testing.T, p string) {
			makeDeskDB(t, p)
			patch(t, p, 4096, bytes.Repeat([]byte{0xff}, 8192)...)
		}, stateFail, []string{"beschädigt"}},
		"in use": {func(t *testing.T, p string) {
			makeDeskDB(t, p)
			l, err := sqlite.AcquireLock(p, time.Now())
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = l.Release() })
		}, stateOK, []string{fmt.Sprintf("in Benutzung (pid %d,", os.Getpid())}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCall(t, "", terminalEnv)
			if err := os.Mkdir(c.home, 0o700); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(c.home, "desk.db")
			tc.prepare(t, path)
			before := contentOf(t, c.home)
			_, found := examine(t, c)
			expect(t, found["desk_db"], tc.state, tc.words...)
			if diff := cmp.Diff(before, contentOf(t, c.home)); diff != "" {
				t.Errorf("looking changed a file (-before +after):\n%s", diff)
			}
		})
	}
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// contentOf reads all files of a folder but the locks.
func contentOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".lock") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(text)
	}
	return all
}

func TestDoctorLooksThroughDamageAfterAKill(t *testing.T) {
	t.Parallel()
	c := newCall(t, "", terminalEnv)
	if err := os.Mkdir(c.home, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(c.home, "desk.db")
	open, err := store.Open(t.Context(), store.Options{Path: path, Clock: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	// What a killed process leaves: the log with what is not yet in the file.
	left := contentOf(t, c.home)
	if err := open.Close(); err != nil {
		t.Fatal(err)
	}
	for name, text := range left {
		if !strings.HasSuffix(name, "-shm") {
			put(t, filepath.Join(c.home, name), text)
		}
	}
	_, found := examine(t, c)
	expect(t, found["desk_db"], stateOK, "unbeschädigt")
}

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

func TestDoctorOfTheTerminal(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		return // other systems need no locale for UTF-8
	}
	for name, tc := range map[string]struct {
		env   map[string]string
		state string
		words []string
	}{
		"all colours": {map[string]string{"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "de_DE.UTF-8"}, stateOK, []string{"alle Farben", "emoji: auto"}},
		"256":         {map[string]string{"TERM": "xterm-256color", "LC_ALL": "de_DE.utf8"}, stateOK, []string{"256 Farben"}},
		"no colour":   {map[string]string{"TERM": "xterm-256color", "NO_COLOR": "1", "LANG": "de_DE.UTF-8"}, stateOK, []string{"NO_COLOR"}},
		"dumb":        {map[string]string{"TERM": "dumb", "LANG": "de_DE.UTF-8"}, stateWarn, []string{"TERM=dumb", "sprechstunde inbox"}},
		"none":        {map[string]string{"LANG": "de_DE.UTF-8"}, stateOK, []string{"nicht in ein Terminal"}},
		"Latin-1":     {map[string]string{"TERM": "xterm", "LANG": "de_DE"}, stateWarn, []string{"UTF-8"}},
		"no locale":   {map[string]string{"TERM": "xterm"}, stateWarn, []string{"UTF-8"}},
	} {
		v := doctorOf(newCall(t, "", tc.env), nil).lookTerminal(t.Context())
		expect(t, finding{ID: name, State: v.state, What: v.what, Action: optional(v.action)}, tc.state, tc.words...)
	}
}

func TestDoctorOfTmux(t *testing.T) {
	t.Parallel()
	gone := errors.New("no such option")
	for name, tc := range map[string]struct {
		clipboard, pass string
		err, passErr    error
		state           string
	}{
		"on":                {clipboard: "on", pass: "off", state: stateOK},
		"passed through":    {clipboard: "external", pass: "all", state: stateOK},
		"the usual":         {clipboard: "external", pass: "off", state: stateWarn},
		"before the option": {clipboard: "external", passErr: gone, state: stateOK},
		"silent":            {err: gone, state: stateWarn},
	} {
		d := doctorOf(newCall(t, "", map[string]string{"TMUX": "/tmp/tmux-1/default,1,0"}), nil)
		d.tmux = func(_ context.Context, option string) (string, error) {
			if option == "set-clipboard" {
				return tc.clipboard, tc.err
			}
			return tc.pass, tc.passErr
		}
		if v := d.lookTmux(t.Context()); v.state != tc.state || (v.state == stateWarn) != (v.action != "") {
			t.Errorf("%s: %+v", name, v)
		}
	}
	if v := doctorOf(newCall(t, "", nil), nil).lookTmux(t.Context()); v != (verdict{}) {
		t.Errorf("outside tmux: %+v", v)
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
