package config_test

import (
	"strings"
	"testing"

	"sprechstunde/internal/config"
)

func TestWithoutSecrets(t *testing.T) {
	t.Parallel()
	text := `# my notes: the old one was EAAGm0PX4ZCpsBAKZCZA
adviser: {name: Maja} # and pretend-app-secret too
relay: {token: keyring} # was fedcba98fedcba98fedcba98fedcba98fedcba98fedcba98fedcba98fedcba98
whatsapp:
  app_secret: &s pretend-app-secret
  access_token: "EAAJtoken12345678"
  verify_token: *s
  phone_number_id: "123456"
`
	got, err := config.WithoutSecrets([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"EAAG", "EAAJ", "pretend", "fedcba98"} {
		if strings.Contains(string(got), secret) {
			t.Errorf("%s is still in\n%s", secret, got)
		}
	}
	for _, kept := range []string{"Maja", "keyring", "123456", "my notes"} {
		if !strings.Contains(string(got), kept) {
			t.Errorf("%s is gone from\n%s", kept, got)
		}
	}
	if _, err := config.WithoutSecrets([]byte("a: [")); err == nil {
		t.Error("half a file was taken")
	}
	if got, err := config.WithoutSecrets(nil); err != nil || len(got) != 0 {
		t.Errorf("an empty file: %q, %v", got, err)
	}
}

// TestWithoutSecretsWhateverTheCaseOfTheirKeys: the file is read so.
func TestWithoutSecretsWhateverTheCaseOfTheirKeys(t *testing.T) {
	t.Parallel()
	text := `Relay:
  Token: pretend-relay-token
WhatsApp: {App_Secret: pretend-app-secret}
privacy:
  Curtain_Passphrase: pretend words of mine
`
	got, err := config.WithoutSecrets([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(got), "pretend") {
		t.Errorf("a secret is still in\n%s", got)
	}
}
