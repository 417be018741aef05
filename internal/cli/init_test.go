package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sprechstunde/internal/config"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/i18n"
)

// No test of this package may reach the keyring of the machine it runs on.
func init() {
	systemRing = func() config.Keyring { return &ring{broken: errors.New("no keyring here")} }
}

// ring is a keyring in memory.
type ring struct {
	mu       sync.Mutex
	held     map[string]string
	broken   error // of every call
	readOnly error // of Set
}

func (r *ring) Get(_, entry string) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.broken != nil {
		return "", r.broken
	}
	if s, held := r.held[entry]; held {
		return s, nil
	}
	return "", config.ErrNotInKeyring
}

func (r *ring) Set(_, entry, secret string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := errors.Join(r.broken, r.readOnly); err != nil {
		return err
	}
	if r.held == nil {
		r.held = map[string]string{}
	}
	r.held[entry] = secret
	return nil
}

// steady is randomness that is always the same.
type steady struct{}

func (steady) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 0xa5
	}
	return len(b), nil
}

// call is one run of a command in a world of its own.
type call struct {
	app      *App
	out, err bytes.Buffer
	home     string
}

func newCall(t *testing.T, input string, env map[string]string) *call {
	t.Helper()
	c := &call{home: filepath.Join(t.TempDir(), "home")}
	c.app = &App{
		In: strings.NewReader(input), Out: &c.out, Err: &c.err, Clock: time.Now, Version: "test",
		Env:      func(name string) (string, bool) { v, found := env[name]; return v, found },
		Terminal: func() bool { return env["TERM"] != "" },
	}
	return c
}

func (c *call) run(args ...string) int {
	return c.app.Run(context.Background(), append(args, "--home", c.home))
}

func (c *call) file() string { return filepath.Join(c.home, "config.yaml") }

func (c *call) load(t *testing.T, r config.Keyring) *config.Config {
	t.Helper()
	cfg, err := config.Load(config.LoadOptions{Path: c.file(), Keyring: r})
	if err != nil {
		t.Fatalf("the file that was written does not load: %v", err)
	}
	return cfg
}

var germanEnv = map[string]string{"LANG": "de_DE.UTF-8"}

const goodSecret = "0123456789abcdef0123456789abcdef"

// answers of a complete run, in the order of the questions.
func completeRun(change map[int]string) string {
	lines := []string{
		"de", "Maja", "Berufsberatung der Diakonie", "n",
		"106540352242922", "102290129340398", "EAAGtoken123", goodSecret,
		"Hessen", "j", "n", "wa.beispiel.de", "n",
	}
	for i, line := range change {
		lines[i] = line
	}
	return strings.Join(lines, "\n") + "\n"
}

func TestInitWritesWhatWasAnswered(t *testing.T) {
	t.Parallel()
	c := newCall(t, completeRun(nil), germanEnv)
	if got := c.run("init"); got != exitDone {
		t.Fatalf("exit %d: %s", got, c.err.String())
	}
	cfg := c.load(t, nil)
	want := config.Default()
	want.Language = "de"
	want.Adviser = config.Adviser{Name: "Maja", Team: "Berufsberatung der Diakonie"}
	want.WhatsApp.PhoneNumberID, want.WhatsApp.BusinessAccountID = "106540352242922", "102290129340398"
	want.WhatsApp.AccessToken, want.WhatsApp.AppSecret = config.NewSecret("EAAGtoken123"), config.NewSecret(goodSecret)
	want.WhatsApp.VerifyToken, want.Relay.Token = cfg.WhatsApp.VerifyToken, cfg.Relay.Token
	days := []string{"mon", "tue", "wed", "thu", "fri"}
	want.Hours = config.Hours{
		FollowUp: want.Hours.FollowUp,

		Land:   "HE",
		Office: []config.Period{{Days: days, From: "08:00", To: "18:00"}},
		Slots: []config.Slot{
			{Name: "Morgen", Days: days, From: "09:00", To: "09:45"},
			{Name: "Nachmittag", Days: days, From: "15:30", To: "16:00"},
		},
		Rounds: []config.Round{}, Free: []config.Free{}, ICS: []string{}, HalfDays: []config.HalfDay{}, Absences: []config.Absence{},
	}
	want.Notify.Command = []string{}
	want.Keys = []config.Key{}
	want.Coach.Off, want.Coach.Officialese = []string{}, []string{}
	if diff := cmp.Diff(want, cfg, cmp.Comparer(config.Secret.Equal), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("the file says something else (-want +got):\n%s", diff)
	}
	if missing := cfg.MissingFor(config.ForRelay, config.ForSending); len(missing) != 0 {
		t.Errorf("still missing after a complete run: %v", missing)
	}
	if len(cfg.WhatsApp.VerifyToken.Reveal()) != 32 || len(cfg.Relay.Token.Reveal()) != 64 {
		t.Error("the tokens made here have another length")
	}
	info, err := os.Stat(c.file())
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	for _, secret := range []string{"EAAGtoken123", goodSecret, cfg.Relay.Token.Reveal()} {
		if strings.Contains(c.out.String()+c.err.String(), secret) {
			t.Error("a secret was printed")
		}
	}
	for _, paste := range []string{"https://wa.beispiel.de/webhook", cfg.WhatsApp.VerifyToken.Reveal(), "message_template_status_update"} {
		if !strings.Contains(c.out.String(), paste) {
			t.Errorf("%q is to be pasted at Meta and is not printed", paste)
		}
	}
}

func TestInitMakesOtherTokensEachTime(t *testing.T) {
	t.Parallel()
	first, second := newCall(t, completeRun(nil), germanEnv), newCall(t, completeRun(nil), germanEnv)
	first.run("init")
	second.run("init")
	if first.load(t, nil).Relay.Token.Equal(second.load(t, nil).Relay.Token) {
		t.Error("two set-ups share a token")
	}
}

func TestInitSpeaksTheChosenLanguage(t *testing.T) {
	t.Parallel()
	c := newCall(t, completeRun(map[int]string{0: "en", 9: "y"}), germanEnv)
	c.run("init")
	en := i18n.For(i18n.English).Setup.Init
	if !strings.Contains(c.out.String(), en.AskName) || !strings.Contains(c.out.String(), en.Next) {
		t.Errorf("chose English and got:\n%s", c.out.String())
	}
	if got := c.load(t, nil).Hours.Slots[0].Name; got != en.Morning {
		t.Errorf("first slot is called %q", got)
	}
}

func TestInitTakesEmptyAnswersAsLater(t *testing.T) {
	t.Parallel()
	c := newCall(t, strings.Repeat("\n", 12), germanEnv)
	if got := c.run("init"); got != exitDone {
		t.Fatalf("exit %d: %s", got, c.err.String())
	}
	de := i18n.For(i18n.German).Setup.Init
	for _, want := range []string{
		de.CallbackGap, de.HowSubscribe, "127.0.0.1:8787/webhook",
		"whatsapp.app_secret, whatsapp.access_token, whatsapp.phone_number_id, whatsapp.business_account_id",
	} {
		if !strings.Contains(c.out.String(), want) {
			t.Errorf("%q is missing in:\n%s", want, c.out.String())
		}
	}
	if cfg := c.load(t, nil); cfg.Language != "de" || !cfg.Relay.Token.IsSet() || len(cfg.Hours.Office) != 1 {
		t.Error("defaults were not taken")
	}
}

func TestInitAsksAgain(t *testing.T) {
	t.Parallel()
	de := i18n.For(i18n.German).Setup.Init
	cases := map[string]struct {
		question int
		wrong    string
		hint     string
	}{
		"language":              {0, "französisch", de.HintLanguage},
		"control character":     {1, "Ma\x1b[2Jja", de.HintText},
		"name too long":         {1, strings.Repeat("ä", 101), de.HintText},
		"broken UTF-8":          {2, "Team \xff", de.HintText},
		"neither yes nor no":    {3, "vielleicht", de.HintYesNo},
		"number for its id":     {4, "+49 151 2345678", de.HintIsNumber},
		"number with zero":      {4, "0151 2345678", de.HintIsNumber},
		"letters in an id":      {4, "10654x352242922", de.HintDigits},
		"space in an id":        {5, "10229 0129340398", de.HintDigits},
		"same id twice":         {5, "106540352242922", de.HintSameID},
		"space in a token":      {6, "EAAG token", de.HintSpaces},
		"quoted token":          {6, `"EAAGtoken123"`, de.HintSpaces},
		"token cut off":         {6, "EAAG", de.HintShort},
		"token as secret":       {7, "EAAGtoken123", de.HintIsToken},
		"umlaut in a secret":    {7, "0123456789abcdefä", de.HintSpaces},
		"the word keyring":      {7, "keyring", de.HintShort},
		"unknown land":          {8, "Atlantis", "BW BY BE"},
		"address without https": {11, "http://wa.beispiel.de", de.HintHTTPS},
		"address of nothing":    {11, "localhost", de.HintHTTPS},
		"address with password": {11, "https://a:b@wa.beispiel.de", de.HintHTTPS},
		"address with a path":   {11, "https://wa.beispiel.de/hier", de.HintPath},
		"address with a query":  {11, "https://wa.beispiel.de/webhook?x=1", de.HintPath},
	}
	clean := newCall(t, completeRun(nil), germanEnv)
	clean.run("init")
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			right := strings.Split(completeRun(nil), "\n")[tc.question]
			c := newCall(t, completeRun(map[int]string{tc.question: tc.wrong + "\n" + right}), germanEnv)
			if got := c.run("init"); got != exitDone {
				t.Fatalf("exit %d: %s", got, c.err.String())
			}
			if !strings.Contains(c.out.String(), "  "+tc.hint) && !strings.Contains(c.out.String(), tc.hint) {
				t.Errorf("hint %q is missing in:\n%s", tc.hint, c.out.String())
			}
			if strings.Contains(c.out.String(), tc.wrong) && tc.question > 5 && tc.question < 8 && tc.wrong != "keyring" {
				t.Error("what may be a secret was repeated")
			}
			want, got := clean.load(t, nil), c.load(t, nil)
			want.WhatsApp.VerifyToken, want.Relay.Token = got.WhatsApp.VerifyToken, got.Relay.Token
			if diff := cmp.Diff(want, got, cmp.Comparer(config.Secret.Equal)); diff != "" {
				t.Errorf("the wrong answer left a trace (-want +got):\n%s", diff)
			}
		})
	}
}

func TestInitHelpsWithANumberInUse(t *testing.T) {
	t.Parallel()
	c := newCall(t, completeRun(map[int]string{3: "ja"}), germanEnv)
	c.run("init")
	if !strings.Contains(c.out.String(), i18n.For(i18n.German).Setup.Init.InUseAdvice) {
		t.Errorf("no advice in:\n%s", c.out.String())
	}
}

func TestInitTakesAnOddAppSecretWithANote(t *testing.T) {
	t.Parallel()
	c := newCall(t, completeRun(map[int]string{7: "an-odd-secret"}), germanEnv)
	c.run("init")
	if !strings.Contains(c.out.String(), i18n.For(i18n.German).Setup.Init.NoteOdd) {
		t.Errorf("no note in:\n%s", c.out.String())
	}
	if c.load(t, nil).WhatsApp.AppSecret.Reveal() != "an-odd-secret" {
		t.Error("the secret was not taken")
	}
}

func TestInitWithoutHours(t *testing.T) {
	t.Parallel()
	c := newCall(t, completeRun(map[int]string{9: "n"}), germanEnv)
	c.run("init")
	if h := c.load(t, nil).Hours; len(h.Office)+len(h.Slots) != 0 || h.Land != "HE" {
		t.Errorf("got %+v", h)
	}
}

func TestInitSwitchesAutomaticTextsOn(t *testing.T) {
	t.Parallel()
	c := newCall(t, completeRun(map[int]string{10: "j\ndatenschutz\nhttps://a.example/datenschutz"}), germanEnv)
	c.run("init")
	if a := c.load(t, nil).Auto; !a.On || a.PrivacyLink != "https://a.example/datenschutz" {
		t.Errorf("got %+v", a)
	}
	if hint := i18n.For(i18n.German).Setup.Init.HintLink; !strings.Contains(c.out.String(), hint) {
		t.Errorf("%q is missing in:\n%s", hint, c.out.String())
	}
}

// TestInitEndsEarly cuts the input off after every answer: nothing may be
// written before the last one, and everything after it.
func TestInitEndsEarly(t *testing.T) {
	t.Parallel()
	lines := strings.SplitAfter(completeRun(nil), "\n")
	for n := range 12 {
		c := newCall(t, strings.Join(lines[:n], ""), germanEnv)
		if got := c.run("init"); got != exitFailed {
			t.Errorf("after %d answers: exit %d", n, got)
		}
		if got := strings.TrimSpace(c.err.String()); got != i18n.For(i18n.German).Setup.Init.Aborted {
			t.Errorf("after %d answers it says %q", n, got)
		}
		if entries, err := os.ReadDir(c.home); err == nil {
			t.Errorf("after %d answers %v was left behind", n, entries)
		}
	}
	c := newCall(t, strings.Join(lines[:12], ""), germanEnv) // all but the subscription
	if got := c.run("init"); got != exitDone {
		t.Errorf("after the last answer: exit %d, %s", got, c.err.String())
	}
	c.load(t, nil)
}

// endless is an input on which nobody types.
type endless struct{ closed chan struct{} }

func (e endless) Read([]byte) (int, error) { <-e.closed; return 0, io.EOF }

func TestInitStopsAtCtrlC(t *testing.T) {
	t.Parallel()
	c := newCall(t, "", germanEnv)
	in := endless{make(chan struct{})}
	t.Cleanup(func() { close(in.closed) })
	c.app.In = in
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if got := c.app.Run(ctx, []string{"init", "--home", c.home}); got != exitFailed {
		t.Errorf("exit %d", got)
	}
	if got := strings.TrimSpace(c.err.String()); got != i18n.For(i18n.German).Setup.Init.Aborted {
		t.Errorf("it says %q", got)
	}
}

func TestAnAnswerIsNotWaitedForAfterCtrlC(t *testing.T) {
	t.Parallel()
	in := endless{make(chan struct{})}
	t.Cleanup(func() { close(in.closed) })
	ctx, cancel := context.WithCancel(context.Background())
	out := &cancelling{cancel: cancel}
	_, err := newAsker(in, out).ask(ctx, question{label: "?"})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// cancelling ends a context as soon as something is printed.
type cancelling struct{ cancel func() }

func (c *cancelling) Write(b []byte) (int, error) { c.cancel(); return len(b), nil }

func TestInitLeavesExistingSettingsAlone(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{"sound": "language: en\n", "broken": "::::", "empty": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCall(t, completeRun(nil), germanEnv)
			if err := errors.Join(os.Mkdir(c.home, 0o700), os.WriteFile(c.file(), []byte(content), 0o600)); err != nil {
				t.Fatal(err)
			}
			if got := c.run("init"); got != exitFailed {
				t.Errorf("exit %d", got)
			}
			if !strings.Contains(c.err.String(), c.file()) || !strings.Contains(c.err.String(), "--home") {
				t.Errorf("neither place nor way out in %q", c.err.String())
			}
			if c.out.Len() != 0 {
				t.Errorf("it asked before it looked: %q", c.out.String())
			}
			if got, err := os.ReadFile(c.file()); err != nil || string(got) != content {
				t.Errorf("the file is now %q, %v", got, err)
			}
		})
	}
}

func TestInitRefusesAFolderOthersCanWrite(t *testing.T) {
	t.Parallel()
	c := newCall(t, completeRun(nil), germanEnv)
	if err := errors.Join(os.Mkdir(c.home, 0o700), os.Chmod(c.home, 0o777)); err != nil {
		t.Fatal(err)
	}
	if got := c.run("init"); got != exitFailed || !strings.Contains(c.err.String(), "chmod 700") {
		t.Errorf("exit %d, %s", got, c.err.String())
	}
	if c.out.Len() != 0 {
		t.Error("it asked everything first")
	}
}

func newTestWizard(c *call, r config.Keyring, random io.Reader) *wizard {
	c.app.texts = i18n.For(i18n.German)
	return &wizard{
		app: c.app, t: &c.app.texts.Setup.Init, cfg: config.Default(), ring: r, random: random,
		home:  config.Home{Config: c.home, Data: c.home, State: c.home},
		asker: newAsker(c.app.In, c.app.Out),
	}
}

// ringRun is a complete run with the question where secrets shall lie.
func ringRun(place string) string {
	lines := strings.SplitAfter(completeRun(nil), "\n")
	return strings.Join(lines[:12], "") + place + "\nn\n"
}

func TestInitPutsSecretsIntoTheKeyring(t *testing.T) {
	t.Parallel()
	c := newCall(t, ringRun("3\n2"), germanEnv)
	r := &ring{}
	if err := newTestWizard(c, r, steady{}).run(context.Background()); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"relay.token":           strings.Repeat("a5", 32),
		"whatsapp.verify_token": strings.Repeat("a5", 16),
		"whatsapp.access_token": "EAAGtoken123",
		"whatsapp.app_secret":   goodSecret,
	}
	if diff := cmp.Diff(want, r.held); diff != "" {
		t.Errorf("keyring (-want +got):\n%s", diff)
	}
	text, err := os.ReadFile(c.file())
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range want {
		if bytes.Contains(text, []byte(secret)) {
			t.Error("a secret is in the file all the same")
		}
	}
	if cfg := c.load(t, r); cfg.WhatsApp.AccessToken.Reveal() != "EAAGtoken123" {
		t.Error("the file does not lead to the keyring")
	}
	if !strings.Contains(c.out.String(), i18n.For(i18n.German).Setup.Init.HintStore) {
		t.Error("3 was taken as an answer")
	}
}

func TestInitOffersTheKeyringOnlyWhenItIsFree(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		ring *ring
		want bool
	}{
		"empty":          {&ring{}, true},
		"broken":         {&ring{broken: errors.New("no D-Bus")}, false},
		"another set-up": {&ring{held: map[string]string{"whatsapp.app_secret": "theirs"}}, false},
		"somebody else":  {&ring{held: map[string]string{"something.else": "theirs"}}, true},
	} {
		c := newCall(t, "", germanEnv)
		if got := newTestWizard(c, tc.ring, steady{}).ringIsFree(context.Background()); got != tc.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func TestInitSaysWhenTheKeyringRefuses(t *testing.T) {
	t.Parallel()
	c := newCall(t, ringRun("2"), germanEnv)
	err := newTestWizard(c, &ring{readOnly: errors.New("locked")}, steady{}).run(context.Background())
	var said *saidError
	if !errors.As(err, &said) || said.sentence != i18n.For(i18n.German).Setup.Init.KeyringBroken {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(c.file()); !errors.Is(err, os.ErrNotExist) {
		t.Error("a file was written all the same")
	}
}

func TestInitStopsWithoutRandomness(t *testing.T) {
	t.Parallel()
	c := newCall(t, completeRun(nil), germanEnv)
	if err := newTestWizard(c, &ring{broken: io.EOF}, strings.NewReader("short")).run(context.Background()); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(c.file()); !errors.Is(err, os.ErrNotExist) {
		t.Error("a file with a weak token was written")
	}
}

func TestInitSubscribes(t *testing.T) {
	t.Parallel()
	meta, err := fakewa.Start(t.Context(), fakewa.Options{Clock: time.Now, Unsubscribed: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = meta.Close() })
	de := i18n.For(i18n.German).Setup.Init
	run := func(answer, token string) string {
		c := newCall(t, completeRun(map[int]string{
			4: fakewa.DefaultPhoneNumberID, 5: fakewa.DefaultBusinessAccountID, 6: token, 12: answer,
		}), map[string]string{"LANG": "de_DE.UTF-8", config.EnvName("whatsapp.api_url"): meta.Base()})
		if got := c.run("init"); got != exitDone {
			t.Errorf("exit %d: %s", got, c.err.String())
		}
		return c.out.String()
	}
	if out := run("n", fakewa.DefaultToken); !strings.Contains(out, de.HowSubscribe) || meta.Asked()["subscription"] != 0 {
		t.Errorf("asked Meta against the answer, or did not say how to do it later:\n%s", out)
	}
	if out := run("j", "another-token"); !strings.Contains(out, "Zugangsschlüssel") || !strings.Contains(out, de.HowSubscribe) {
		t.Errorf("a refusal is not explained:\n%s", out)
	}
	if out := run("j", fakewa.DefaultToken); !strings.Contains(out, de.Subscribed) {
		t.Errorf("not joined:\n%s", out)
	}
}

func TestInitExplainsASilentMeta(t *testing.T) {
	t.Parallel()
	c := newCall(t, completeRun(map[int]string{12: "j"}), map[string]string{
		"LANG": "de_DE.UTF-8", config.EnvName("whatsapp.api_url"): "http://127.0.0.1:1",
	})
	if got := c.run("init"); got != exitDone {
		t.Errorf("exit %d: %s", got, c.err.String())
	}
	if want := i18n.For(i18n.German).Setup.Doctor.GraphDownDo; !strings.Contains(c.out.String(), want) {
		t.Errorf("%q is missing in:\n%s", want, c.out.String())
	}
}

// What the environment says wrong is not Meta's silence.
func TestInitSaysWhatTheEnvironmentHasWrong(t *testing.T) {
	t.Parallel()
	name := config.EnvName("timezone")
	c := newCall(t, completeRun(map[int]string{12: "j"}), map[string]string{"LANG": "de_DE.UTF-8", name: "Europa/Berlin"})
	if got := c.run("init"); got != exitDone {
		t.Errorf("exit %d: %s", got, c.err.String())
	}
	if out := c.out.String(); !strings.Contains(out, name) || strings.Contains(out, "antwortet nicht") {
		t.Errorf("it says:\n%s", out)
	}
}

func TestEveryLandIsOneOfTheConfiguration(t *testing.T) {
	t.Parallel()
	if len(lands) != 16 {
		t.Errorf("%d Bundesländer", len(lands))
	}
	for _, l := range lands {
		cfg := config.Default()
		cfg.Hours.Land = l.code
		if err := cfg.Validate(); err != nil {
			t.Errorf("%s: %v", l.name, err)
		}
	}
}

func FuzzFormsNeverPanic(f *testing.F) {
	for _, s := range []string{"", "+49", "https://x.y/webhook", "EAA", "de", "Thüringen", "\x00\xff", "https://[::1"} {
		f.Add(s)
	}
	t := &i18n.For(i18n.German).Setup.Init
	checks := []func(string) (string, string){
		checkText(t), checkLanguage(t), checkYes(t), checkID(t, "12345"), checkSecret(t), checkAppSecret(t), checkLand(t), checkAddress(t), checkStore(t), checkLink(t),
	}
	f.Fuzz(func(t *testing.T, s string) {
		for i, check := range checks {
			if value, hint := check(s); value != "" && hint != "" {
				t.Errorf("check %d both takes and refuses %q", i, s)
			}
		}
		if value, _ := checkAddress(&i18n.For(i18n.German).Setup.Init)(s); value != "" && !strings.HasPrefix(value, "https://") {
			t.Errorf("%q became %q", s, value)
		}
	})
}
