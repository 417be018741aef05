package config

import (
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
)

const masked = "***"

// Secret is a token or password that no printing shows: not %v, %+v or %#v, not
// JSON, YAML or slog. The zero value is "not set".
//
// The text sits behind a pointer because fmt prints unexported fields of
// foreign structs without asking their methods; there it finds an address.
type Secret struct{ text *string }

// NewSecret wraps text; "" gives the zero value.
func NewSecret(text string) Secret {
	if text == "" {
		return Secret{}
	}
	return Secret{text: &text}
}

// Reveal returns the text. Call it only where the secret leaves for the place
// it is meant for.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

// IsSet reports that there is a text.
func (s Secret) IsSet() bool { return s.text != nil }

// Equal compares in constant time.
func (s Secret) Equal(o Secret) bool {
	return subtle.ConstantTimeCompare([]byte(s.Reveal()), []byte(o.Reveal())) == 1
}

// String masks the secret; the empty string stays empty so that "not set" can
// be seen.
func (s Secret) String() string {
	if !s.IsSet() {
		return ""
	}
	return masked
}

// Format masks the secret for every verb of fmt.
func (s Secret) Format(f fmt.State, verb rune) {
	if verb == 'q' || f.Flag('#') {
		_, _ = io.WriteString(f, `"`+s.String()+`"`)
		return
	}
	_, _ = io.WriteString(f, s.String())
}

// MarshalJSON masks the secret.
func (s Secret) MarshalJSON() ([]byte, error) { return json.Marshal(s.String()) }

// MarshalText masks the secret.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// MarshalYAML masks the secret; only Write puts the text into a file.
func (s Secret) MarshalYAML() (any, error) { return s.String(), nil }

// LogValue masks the secret for slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }
