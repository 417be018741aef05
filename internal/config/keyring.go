package config

import (
	"errors"
	"iter"
	"reflect"
	"strings"

	"github.com/zalando/go-keyring"
)

// KeyringService is the name our entries have in the system keyring; the entry
// of a secret is called like its key, e.g. whatsapp.access_token.
const KeyringService = "sprechstunde"

// inKeyring as value of a secret means: it is in the keyring.
const inKeyring = "keyring"

// ErrNotInKeyring is what a Keyring returns when it works and has no such entry.
var ErrNotInKeyring = errors.New("no such entry in the keyring")

// Keyring keeps secrets outside the file.
type Keyring interface {
	Get(service, entry string) (string, error)
	Set(service, entry, secret string) error
}

// SystemKeyring is the keyring of the desktop: Secret Service, macOS Keychain
// or Windows Credential Manager. Slim desktops and servers have none.
type SystemKeyring struct{}

var _ Keyring = SystemKeyring{}

// Get returns an entry, or ErrNotInKeyring.
func (SystemKeyring) Get(service, entry string) (string, error) {
	text, err := keyring.Get(service, entry)
	if errors.Is(err, keyring.ErrNotFound) {
		return "", ErrNotInKeyring
	}
	return text, err
}

// Set makes or replaces an entry.
func (SystemKeyring) Set(service, entry, secret string) error {
	return keyring.Set(service, entry, secret)
}

// fetchSecrets replaces the word keyring by what the keyring has.
func fetchSecrets(cfg *Config, r *reader, ring Keyring) {
	for _, key := range secretKeys() {
		f := at(reflect.ValueOf(cfg).Elem(), key)
		if s, ok := f.Interface().(Secret); !ok || s.Reveal() != inKeyring {
			continue
		}
		secret, problem := fetch(ring, key)
		if problem != "" {
			r.at(key, Mistake{Kind: problem, Want: KeyringService + "/" + key})
		}
		f.Set(reflect.ValueOf(secret))
	}
}

func fetch(ring Keyring, key string) (Secret, Kind) {
	if ring == nil {
		return Secret{}, KindNoKeyring
	}
	text, err := ring.Get(KeyringService, key)
	text = strings.TrimSpace(text) // as in the file: a tool may have stored the end of the line too
	switch {
	case errors.Is(err, ErrNotInKeyring), err == nil && text == "":
		return Secret{}, KindNotInRing
	case err != nil:
		return Secret{}, KindNoKeyring
	default:
		return NewSecret(text), ""
	}
}

// at complains about a key where it was set.
func (r *reader) at(key string, m Mistake) {
	if len(r.mistakes) >= maxMistakes {
		return
	}
	p := r.place(key)
	m.Key, m.Line, m.Env = key, p.line, p.env
	r.mistakes = append(r.mistakes, m)
}

func splitKey(key string) iter.Seq[string] { return strings.SplitSeq(key, ".") }
