package config_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
)

// ring is a keyring of a test; a nil map is one that does not answer.
type ring map[string]string

func (r ring) Get(service, entry string) (string, error) {
	if r == nil {
		return "", errors.New("no bus")
	}
	text, ok := r[service+"/"+entry]
	if !ok {
		return "", config.ErrNotInKeyring
	}
	return text, nil
}

func (r ring) Set(service, entry, secret string) error {
	r[service+"/"+entry] = secret
	return nil
}

func env(pairs map[string]string) config.LookupEnv {
	return func(name string) (string, bool) {
		v, ok := pairs[name]
		return v, ok
	}
}

func file(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func load(t *testing.T, text string, vars map[string]string) (*config.Config, error) {
	t.Helper()
	return config.Load(config.LoadOptions{Path: file(t, text), Env: env(vars), Keyring: ring{}})
}

func mustLoad(t *testing.T, text string, vars map[string]string) *config.Config {
	t.Helper()
	c, err := load(t, text, vars)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestLoad_EmptyFileMeansDefaults(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{"no byte": "", "comment": "# nothing\n", "nulls": "adviser:\nlanguage: ~\nrelay: {url: }\n"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(config.Default(), mustLoad(t, text, nil)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDefaultsAreValid(t *testing.T) {
	t.Parallel()
	if err := config.Default().Validate(); err != nil {
		t.Error(err)
	}
}

// TestLoad_KeepsWhatWasTyped holds the reader to taking text letter for
// letter: YAML would make a date, a number or an octal number of it.
func TestLoad_KeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	c := mustLoad(t, `
Adviser: {NAME: Maja, team: yes}
send: {hold: 90s, receipt: FALSE}
whatsapp:
  phone_number_id: 00106540352242922012345
  verify_token: 12e4
keys: [{action: Chat.Done, keys: [X, 1]}]
hours:
  land: NW
  office: [{days: [mon, tue], from: 08:00, to: 24:00}]
  free: [{date: 2026-12-28, note: Betriebsruhe}]
  half_days: [{date: 02-29, to: 12:00}, {date: 2026-12-31, to: 12:00}]
`, nil)
	if c.Adviser.Name != "Maja" || c.Adviser.Team != "yes" {
		t.Errorf("adviser: %+v", c.Adviser)
	}
	if c.Send.Hold != 90*time.Second || c.Send.Receipt {
		t.Errorf("send: %+v", c.Send)
	}
	if c.WhatsApp.PhoneNumberID != "00106540352242922012345" || c.WhatsApp.VerifyToken.Reveal() != "12e4" {
		t.Errorf("ids: %q %q", c.WhatsApp.PhoneNumberID, c.WhatsApp.VerifyToken.Reveal())
	}
	if diff := cmp.Diff([]config.Key{{Action: "Chat.Done", Keys: []string{"X", "1"}}}, c.Keys); diff != "" {
		t.Error(diff)
	}
	want := config.Hours{
		Land:     "NW",
		Office:   []config.Period{{Days: []string{"mon", "tue"}, From: "08:00", To: "24:00"}},
		Free:     []config.Free{{Date: "2026-12-28", Note: "Betriebsruhe"}},
		HalfDays: []config.HalfDay{{Date: "02-29", To: "12:00"}, {Date: "2026-12-31", To: "12:00"}},
		FollowUp: 90 * time.Minute,
	}
	if diff := cmp.Diff(want, c.Hours); diff != "" {
		t.Error(diff)
	}
}

func TestLoad_NoFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "config.yaml")
	_, err := config.Load(config.LoadOptions{Path: path})
	var e *domain.Error
	if !errors.As(err, &e) || e.Code != domain.CodeNoConfig || e.Detail != path {
		t.Errorf("got %v", err)
	}
}

// TestLoad_EveryKeyFromTheEnvironment sets each key in turn and finds exactly
// that one changed.
func TestLoad_EveryKeyFromTheEnvironment(t *testing.T) {
	t.Parallel()
	calendar, err := filepath.Abs(filepath.Join("testdata", "frei.ics"))
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]string{
		"adviser.name": "Ada", "adviser.team": "T", "language": "en", "timezone": "Europe/Vienna", "theme": "none",
		"emoji": "text", "keys": "[{action: a, keys: [b]}]", "send.hold": "3s", "send.receipt": "false",
		"relay.url": "https://relay.example", "relay.token": "t", "relay.listen": "unix:/run/x.sock",
		"relay.webhook_listen": "0.0.0.0:80", "whatsapp.phone_number_id": "1", "whatsapp.business_account_id": "2",
		"whatsapp.access_token": "a", "whatsapp.app_secret": "b", "whatsapp.app_secret_previous": "c",
		"whatsapp.verify_token": "d", "whatsapp.api_url": "http://127.0.0.1:9", "whatsapp.api_version": "v27.1",
		"hours.land": "BY", "hours.office": `[{days: [sat], from: "10:00", to: "12:00"}]`,
		"hours.slots": `[{name: S, days: [sat], from: "10:00", to: "11:00"}]`, "hours.free": "[{date: 2027-01-04}]",
		"hours.half_days": "[{date: 12-31, to: 12:00}]", "hours.absences": "[{from: 2027-01-04, to: 2027-01-04}]",
		"places": "[{name: Haus, latitude: 52.52, longitude: 13.4, address: Weg 1}]", "cards": "[{name: Sam Weber, phone: +49 30 1234567}]",
		"coach.address": "sie", "coach.length": "300", "coach.off": "[smileys]", "coach.officialese": "[Beratungssetting]",
		"export.dir": "/srv/exports", "export.keep_days": "30", "backup.dir": "/srv/backups", "backup.encrypt_to": "[age1x]", "backup.keep": "3", "backup.max_age": "24h", "backup.remind": "0s", "send.typing": "true", "send.outside": "now", "hours.ics": "[" + calendar + "]",
		"hours.rounds": `[{date: 2026-09-16, from: "18:00", to: "19:30", topic: Pflege}]`, "hours.follow_up": "0s",
		"whatsapp.number": "+49 155 50100000",
		"links":           `[{alias: a, url: "https://example.org"}]`, "sources": "[{code: K26, name: Messe}]",
		"notify.way": "off", "notify.command": "[notify-send, Sprechstunde]", "auto.on": "true", "auto.privacy_link": "https://a.example/b?c",
		"auto.greeting": "Guten Tag!\n\nBis {{ slot.next }}.", "auto.today": "a", "auto.evening": "b", "auto.weekend": "c", "auto.holiday": "d",
		"auto.absence": "e", "auto.call": "f", "calls.incoming": "write", "auto.quiet": "1h", "parking.template": "deine_antwort", "parking.expires": "48h",
		"files.open": `[xdg-open, "{file}"]`, "files.play": `[mpv, "--volume=70", "{file}"]`, "voice.record": `[rec, "{file}"]`, "voice.transcribe": `[whisper-cli, "{file}"]`,
		"crisis.phrases": "[gruene minna]", "crisis.calm": "[totlachen]", "crisis.card": "Hallo,\n\ndas klingt schwer.",
		"crisis.numbers": `[{number: "116 016", name: Hilfetelefon, checked: 2026-11-22}]`,
		"privacy.on":     "false", "privacy.after": "0", "privacy.sentences": "[Schreib mir eine Mail.]",
		"privacy.curtain_after": "90s", "privacy.curtain_passphrase": "drei äpfel", "privacy.mask_numbers": "true",
		"privacy.retention_days": "30", "privacy.retention": "[{stage: beratung, days: 20}]",
		"privacy.law": "kdg", "privacy.controller": "[Caritasverband, Weg 1]", "privacy.officer": "[Sam Weber]", "privacy.authority": "[Aufsicht]",
		"privacy.notice_url": "https://a.example/d", "privacy.notice_version": "2026-11", "privacy.notice_first": "true",
		"rates.currency": "CHF", "rates.marketing": "0.1131", "rates.utility": "0.0456", "rates.service": "1",
		"people.labels": "[{key: x, name: X, color: red}]", "people.stages": "[{id: a, name: A}]", "people.audiences": "[Abitur]",
		"recipients":  "[{key: ulm, name: Tom}]",
		"people.ages": "[jung]", "people.genders": "[divers]", "people.backgrounds": "[zugewandert]",
	}
	base := cmp.Options{cmp.Comparer(func(a, b config.Secret) bool { return a.Equal(b) })}
	for _, key := range config.Keys() {
		t.Run(key, func(t *testing.T) {
			t.Parallel()
			value, ok := values[key]
			if !ok {
				t.Fatal("this key has no value to test with")
			}
			got := mustLoad(t, "", map[string]string{config.EnvName(key): value})
			if diff := cmp.Diff(config.Default(), got, base); diff == "" {
				t.Errorf("%s=%s changes nothing", config.EnvName(key), value)
			}
		})
	}
}

// TestLoad_CalendarFilesLieBesideTheFile, wherever the program was started.
func TestLoad_CalendarFilesLieBesideTheFile(t *testing.T) {
	t.Parallel()
	path := file(t, "hours: {ics: [frei.ics]}")
	text, err := os.ReadFile(filepath.Join("testdata", "frei.ics"))
	if err != nil {
		t.Fatal(err)
	}
	calendar := filepath.Join(filepath.Dir(path), "frei.ics")
	if err := os.WriteFile(calendar, text, 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(config.LoadOptions{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{calendar}, c.Hours.ICS); diff != "" {
		t.Error(diff)
	}
}

// TestLoad_FoldersAreTheSameEverywhere: files about persons are found again, and are
// erased, wherever the program was started.
func TestLoad_FoldersAreTheSameEverywhere(t *testing.T) {
	t.Parallel()
	for named, want := range map[string]string{"": "", "raus": "DIR/raus", "../raus": "DIR/../raus", "~/raus": "/home/maja/raus", "~": "/home/maja", "~x": "DIR/~x", "/srv/raus": "/srv/raus"} {
		text := fmt.Sprintf("export: {dir: %[1]q}\nbackup: {dir: %[1]q, encrypt_to: [age1x, %[1]q]}", named)
		path := file(t, text)
		c, err := config.Load(config.LoadOptions{Path: path, Env: env(map[string]string{"HOME": "/home/maja"})})
		if err != nil {
			t.Fatal(err)
		}
		want = strings.Replace(want, "DIR", filepath.Dir(path), 1)
		if want != "" {
			want = filepath.Clean(want)
		}
		if c.Export.Dir != want || c.Backup.Dir != want || c.Backup.EncryptTo[0] != "age1x" || c.Backup.EncryptTo[1] != want {
			t.Errorf("%q: %q, %q, %q", named, c.Export.Dir, c.Backup.Dir, c.Backup.EncryptTo)
		}
	}
}

func TestLoad_EnvironmentBeatsFile(t *testing.T) {
	t.Parallel()
	vars := map[string]string{"SPRECHSTUNDE_WHATSAPP_APP_SECRET": "fresh", "SPRECHSTUNDE_LANGUAGE": ""}
	c := mustLoad(t, "language: en\nwhatsapp: {app_secret: old, access_token: kept}\n", vars)
	if c.WhatsApp.AppSecret.Reveal() != "fresh" || c.WhatsApp.AccessToken.Reveal() != "kept" {
		t.Error("the environment did not override, or overrode too much")
	}
	if c.Language != "en" {
		t.Errorf("an empty variable counts as not set; language is %q", c.Language)
	}
}

func TestLoad_Keyring(t *testing.T) {
	t.Parallel()
	text := "whatsapp:\n  access_token: keyring\n"
	for _, end := range []string{"", "\n", "\r\n"} { // what secret-tool was given by echo has one
		entry := ring{"sprechstunde/whatsapp.access_token": "from the ring" + end}
		c, err := config.Load(config.LoadOptions{Path: file(t, text), Keyring: entry})
		if err != nil || c.WhatsApp.AccessToken.Reveal() != "from the ring" {
			t.Errorf("%q: got %v", end, err)
		}
	}
	for name, tt := range map[string]struct {
		ring config.Keyring
		want config.Kind
	}{
		"no entry":         {ring{}, config.KindNotInRing},
		"empty entry":      {ring{"sprechstunde/whatsapp.access_token": ""}, config.KindNotInRing},
		"an empty line":    {ring{"sprechstunde/whatsapp.access_token": "\n"}, config.KindNotInRing},
		"does not answer":  {ring(nil), config.KindNoKeyring},
		"none in this run": {nil, config.KindNoKeyring},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := config.Load(config.LoadOptions{Path: file(t, text), Keyring: tt.ring})
			want := []config.Mistake{{
				Key: "whatsapp.access_token", Line: 2, Kind: tt.want, Want: "sprechstunde/whatsapp.access_token",
			}}
			if diff := cmp.Diff(want, config.MistakesOf(err)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLoad_Permissions(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		return // no such modes there; the profile folder is private
	}
	cases := map[string]struct {
		text string
		mode os.FileMode
		open bool
	}{
		"secret, private":         {"relay: {token: x}", 0o600, false},
		"secret, group reads":     {"relay: {token: x}", 0o640, true},
		"secret, others read":     {"relay: {token: x}", 0o604, true},
		"no secret, others read":  {"language: de", 0o644, false},
		"keyring, others read":    {"relay: {token: keyring}", 0o644, false},
		"no secret, group writes": {"language: de", 0o660, true},
		"mistake beside a secret": {"relay: {token: x}\nlanguag: de", 0o644, true},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := file(t, tt.text)
			if err := os.Chmod(path, tt.mode); err != nil {
				t.Fatal(err)
			}
			vault := ring{"sprechstunde/relay.token": "x"}
			_, err := config.Load(config.LoadOptions{Path: path, Keyring: vault})
			var e *domain.Error
			if open := errors.As(err, &e) && e.Code == domain.CodeOpenPermission; open != tt.open {
				t.Fatalf("refused: %t, want %t (%v)", open, tt.open, err)
			}
			if tt.open && e.Detail != "chmod 600 "+path {
				t.Errorf("the way out is missing: %q", e.Detail)
			}
		})
	}
}

func TestLoad_TooLarge(t *testing.T) {
	t.Parallel()
	if _, err := load(t, strings.Repeat("# filler\n", 200_000), nil); domain.CodeOf(err) != domain.CodeConfig {
		t.Errorf("got %v", err)
	}
}

// TestLoad_NeverShowsASecret makes mistakes in every place a token can stand
// and looks for it in everything that an error can print.
func TestLoad_NeverShowsASecret(t *testing.T) {
	t.Parallel()
	const token = "EAAGsecretsecret"
	for name, text := range map[string]string{
		"unclosed quote": "whatsapp:\n  access_token: \"" + token + "\n",
		"alias":          "whatsapp:\n  access_token: *" + token + "\n",
		"anchor":         "whatsapp:\n  access_token: &" + token + " x\n",
		"list":           "whatsapp:\n  access_token: [" + token + "]\n",
		"control":        "whatsapp:\n  access_token: \"" + token + "\\n" + token + "\"\n",
		"tab":            "whatsapp:\n\taccess_token: " + token + "\n",
		"in the address": "whatsapp:\n  api_url: https://x:" + token + "@example.org\n",
		"as query":       "relay:\n  url: https://example.org/?token=" + token + "\n",
		"wrong beside":   "languag: de\nwhatsapp:\n  access_token: " + token + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := load(t, text, nil)
			if err == nil {
				t.Fatal("no mistake found")
			}
			if strings.Contains(err.Error(), token) {
				t.Errorf("the token stands in %q", err)
			}
			for _, m := range config.MistakesOf(err) {
				if strings.Contains(m.String()+m.Value+m.Want+m.Key, token) {
					t.Errorf("the token stands in %+v", m)
				}
			}
		})
	}
}

func FuzzLoad(f *testing.F) {
	example, err := config.ExampleFile()
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{
		string(example), "", "a: &a [*a]", "? [x]: y", "hours: {office: [[]]}", "keys: [{action: [x]}]", "---\n---\n",
		"adviser: !!binary aGk=", "<<: {language: de}", "\xff\xfe", "hours:\n  slots: [{from: 99:99, to: x, days: {}}]", "0: 0",
	} {
		f.Add(seed)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text string) {
		path := filepath.Join(dir, "config.yaml")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := config.Load(config.LoadOptions{Path: path, Keyring: ring{}})
		if (c == nil) == (err == nil) {
			t.Fatalf("both or neither: %v, %v", c, err)
		}
		if err != nil && domain.CodeOf(err) == domain.CodeInternal {
			t.Fatalf("a mistake in a file is not an inner error: %v", err)
		}
		if err == nil && c.Validate() != nil {
			t.Fatalf("loaded, but not valid: %v", c.Validate())
		}
	})
}
