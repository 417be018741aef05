package config_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/config"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/zalando/go-keyring"
	"pgregory.net/rapid"
)

// TestWrite_AnythingComesBack writes configurations with every kind of text
// that YAML could misread and expects them back letter for letter.
func TestWrite_AnythingComesBack(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "config.yaml")
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.Custom(func(t *rapid.T) string {
			odd := rapid.SampledFrom([]string{"yes", "~", "null", "0x1F", "012", "1e3", "2026-12-24", "08:00", "- a", "a: b", "#x", "*a", "&a", "!!int 1", "{", "'", `"`, "\u00a0", "ß", "🌸", "%", "@", "`"})
			return strings.TrimSpace(strings.Join(rapid.SliceOfN(odd, 0, 4).Draw(t, "parts"), rapid.SampledFrom([]string{"", " "}).Draw(t, "glue")))
		})
		secret := rapid.Custom(func(t *rapid.T) config.Secret { return config.NewSecret(text.Draw(t, "secret")) })
		c := config.Default()
		c.Adviser = config.Adviser{Name: text.Draw(t, "name"), Team: text.Draw(t, "team")}
		c.Relay.Token, c.WhatsApp.AccessToken, c.WhatsApp.AppSecret = secret.Draw(t, "token"), secret.Draw(t, "access"), secret.Draw(t, "app")
		c.Send.Hold = time.Duration(rapid.IntRange(0, 600_000).Draw(t, "hold")) * time.Millisecond
		c.Send.Receipt = rapid.Bool().Draw(t, "receipt")
		lines := strings.Join(rapid.SliceOfN(text, 0, 3).Draw(t, "lines"), "\n")
		c.Auto.Greeting = strings.TrimSpace(strings.ReplaceAll(lines, "{", "(")) // "{{" would begin a placeholder
		c.Rates.Utility = float64(rapid.IntRange(0, 1_000_000).Draw(t, "rate")) / 10_000
		for range rapid.IntRange(0, 2).Draw(t, "absences") {
			c.Hours.Absences = append(c.Hours.Absences, config.Absence{From: "2026-01-02", To: "2026-01-03", Deputy: text.Draw(t, "deputy")})
		}
		if err := os.RemoveAll(path); err != nil {
			t.Fatal(err)
		}
		if err := config.Write(path, c); err != nil {
			t.Fatal(err)
		}
		got, err := config.Load(config.LoadOptions{Path: path})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestLoad_SuggestsTheKeyThatWasMeant makes the two commonest slips in the name
// of every key.
func TestLoad_SuggestsTheKeyThatWasMeant(t *testing.T) {
	t.Parallel()
	for _, key := range config.Keys() {
		group, word := "", key
		if i := strings.LastIndexByte(key, '.'); i >= 0 {
			group, word = key[:i], key[i+1:]
		}
		middle := len(word) / 2
		slips := map[string]string{
			"a letter dropped":    word[:middle] + word[middle+1:],
			"two letters swapped": word[:middle-1] + word[middle:middle+1] + word[middle-1:middle] + word[middle+1:],
		}
		for name, slip := range slips {
			if slip == word {
				continue // two equal letters next to each other
			}
			t.Run(key+" "+name, func(t *testing.T) {
				t.Parallel()
				text := fmt.Sprintf("%s: x\n", slip)
				if group != "" {
					text = fmt.Sprintf("%s:\n  %s: x\n", group, slip)
				}
				_, err := load(t, text, nil)
				ms := config.MistakesOf(err)
				if len(ms) != 1 || ms[0].Kind != config.KindUnknownKey || ms[0].Want != key {
					t.Errorf("%s: %v", slip, ms)
				}
			})
		}
	}
}

// TestSystemKeyring runs against the library's own stand-in, because the
// machine of a test has no keyring.
func TestSystemKeyring(t *testing.T) { // not parallel: MockInit changes the whole process
	keyring.MockInit()
	system := config.SystemKeyring{}
	if _, err := system.Get(config.KeyringService, "relay.token"); !errors.Is(err, config.ErrNotInKeyring) {
		t.Errorf("an empty keyring says %v", err)
	}
	if err := system.Set(config.KeyringService, "relay.token", "t"); err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(config.LoadOptions{Path: file(t, "relay: {token: keyring}"), Keyring: system})
	if err != nil || c.Relay.Token.Reveal() != "t" {
		t.Errorf("got %v", err)
	}
}

func TestLocation(t *testing.T) {
	t.Parallel()
	c := config.Default()
	summer := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	if got := summer.In(c.Location()).Format("15:04"); got != "14:00" {
		t.Errorf("12:00 UTC in July is %s in Berlin", got)
	}
	c.Timezone = "Mars/Olympus"
	if c.Location() != time.UTC {
		t.Error("an unknown zone is not UTC")
	}
}
