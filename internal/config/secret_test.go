package config_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"sprechstunde/internal/config"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

const hidden = "EAAG-very-secret"

// outside holds a secret the way a foreign struct would, where fmt may not call
// methods.
type outside struct {
	inner config.Secret
	also  *config.Secret
}

func TestSecret_IsNeverPrinted(t *testing.T) {
	t.Parallel()
	s := config.NewSecret(hidden)
	c := config.Default()
	c.WhatsApp.AccessToken = s
	values := []any{s, &s, c, *c, outside{inner: s, also: &s}, []config.Secret{s}, map[string]any{"x": s}, fmt.Errorf("with %v: %w", s, errors.New("x"))}
	for _, v := range values {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%10v", "%t", "%T"} {
			checkHidden(t, verb, fmt.Sprintf(verb, v))
		}
	}
	for name, marshal := range map[string]func(any) ([]byte, error){"json": json.Marshal, "yaml": yaml.Marshal} {
		out, err := marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		checkHidden(t, name, string(out))
		if !strings.Contains(string(out), "***") {
			t.Errorf("%s does not show that a secret is set: %s", name, out)
		}
	}
	var log bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&log, nil))
	logger.Info("x", "secret", s, "config", c, "error", fmt.Errorf("%v", s))
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "secret", s, "config", c)
	checkHidden(t, "slog", log.String())
}

func checkHidden(t *testing.T, how, out string) {
	t.Helper()
	hex := fmt.Sprintf("%x", hidden)
	if strings.Contains(out, hidden) || strings.Contains(strings.ToLower(out), hex) {
		t.Errorf("%s shows the secret: %s", how, out)
	}
}

// A colon without its blank makes one key of a key and a secret. What is said of it
// names the key alone.
func TestSecret_IsNotNamedAsAKey(t *testing.T) {
	t.Parallel()
	const app, access = "0123456789abcdef0123456789abcdef", "EAAGm0PX4ZCpsBAKZAZCnotReal"
	for name, text := range map[string]string{
		"no blank, one line":     "whatsapp: {app_secret:" + app + "}",
		"no blank, with another": "whatsapp: {app_secret:" + app + ", access_token:" + access + "}",
		"no blank, own line":     "whatsapp:\n  verify_token: x\n  access_token:" + access + ": \n",
		"a short one":            "relay: {token:drei-aepfel}",
		"pasted as the key":      "whatsapp: {" + access + ": x}",
		"pasted on its own line": app + ": x\n",
	} {
		_, err := load(t, text, nil)
		if err == nil {
			t.Errorf("%s: nothing is said", name)
			continue
		}
		said := err.Error()
		for _, m := range config.MistakesOf(err) {
			said += "\n" + m.String()
		}
		for _, secret := range []string{app, access, "drei-aepfel"} {
			if strings.Contains(said, secret[:8]) {
				t.Errorf("%s: %s", name, said)
			}
		}
	}
	_, err := load(t, "whatsapp: {app_secret:"+app+"}", nil)
	want := []config.Mistake{{Key: "whatsapp.app_secret:", Line: 1, Kind: config.KindUnknownKey, Want: "whatsapp.app_secret"}}
	if diff := cmp.Diff(want, config.MistakesOf(err)); diff != "" {
		t.Error(diff)
	}
}

func TestSecret_Values(t *testing.T) {
	t.Parallel()
	unset, set := config.NewSecret(""), config.NewSecret(hidden)
	if unset.IsSet() || unset.Reveal() != "" || unset.String() != "" || unset != (config.Secret{}) {
		t.Error("the empty secret is not the zero value")
	}
	if !set.IsSet() || set.Reveal() != hidden || set.String() != "***" {
		t.Error("a set secret does not reveal itself, or shows itself")
	}
	if !set.Equal(config.NewSecret(hidden)) || set.Equal(unset) || set.Equal(config.NewSecret(hidden+"x")) {
		t.Error("comparing goes wrong")
	}
}
