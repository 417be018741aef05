package sealed

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"

	"sprechstunde/internal/domain"
)

// head is how every sealed file begins.
const head = "age-encryption.org/v1\n"

// dearest is the most steps a file may ask for, as a power of two: a minute or
// so. Without a bound, a file could keep the machine busy for days.
const dearest = 22

// Key opens what a lock has sealed.
type Key struct {
	with []age.Identity
}

// Passphrase is the key of ForPassphrase.
func Passphrase(passphrase string) (Key, error) {
	id, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return Key{}, domain.Fail(domain.CodeSealKey, "", nil)
	}
	id.SetMaxWorkFactor(dearest)
	return Key{with: []age.Identity{id}}, nil
}

// Identity reads the secret half of a key ("AGE-SECRET-KEY-1…"), as a file of
// age holds it.
func Identity(r io.Reader) (Key, error) {
	ids, err := age.ParseIdentities(r)
	if err != nil {
		return Key{}, domain.Fail(domain.CodeSealKey, "", fmt.Errorf("reading the key: %w", hideText(err)))
	}
	return Key{with: ids}, nil
}

// NewKey makes a key: the secret half that opens, to be kept in a private file,
// and the public one that others seal for.
func NewKey() (secret, public string, err error) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return "", "", fmt.Errorf("making a key: %w", err)
	}
	return id.String(), id.Recipient().String(), nil
}

// Sealed reports whether a file that begins with these bytes is sealed.
func Sealed(beginning []byte) bool { return bytes.HasPrefix(beginning, []byte(head)) }

// WantsPassphrase reports whether a sealed file that begins like this is opened
// by a passphrase and not by a key. The kind of the lock stands in its second
// line.
func WantsPassphrase(beginning []byte) bool {
	rest, ok := strings.CutPrefix(string(beginning), head)
	return ok && strings.HasPrefix(rest, "-> scrypt ")
}

// Open returns what is inside. The error has code seal_key if the key does not
// fit, and seal_broken if the file is damaged or none of ours; the latter may
// come from the reader as well, so that everything before its io.EOF counts as
// not yet read.
func (k Key) Open(r io.Reader) (io.Reader, error) {
	if len(k.with) == 0 {
		return nil, domain.Fail(domain.CodeSealKey, "", nil)
	}
	src := &source{r: r}
	inside, err := age.Decrypt(src, k.with...)
	if err != nil {
		var none *age.NoIdentityMatchError
		if errors.As(err, &none) {
			return nil, domain.Fail(domain.CodeSealKey, "", err)
		}
		return nil, src.blame(err)
	}
	return &opened{r: inside, src: src}, nil
}

// source remembers what reading the sealed bytes themselves ran into: a disk
// that fails is something else than a file that is damaged.
type source struct {
	r   io.Reader
	err error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		s.err = err
	}
	return n, err
}

func (s *source) blame(err error) error {
	if s.err != nil {
		return fmt.Errorf("reading what is sealed: %w", s.err)
	}
	return domain.Fail(domain.CodeSealBroken, "", err)
}

type opened struct {
	r   io.Reader
	src *source
}

func (o *opened) Read(p []byte) (int, error) {
	n, err := o.r.Read(p)
	if err == nil || errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return n, err
	}
	return n, o.src.blame(err)
}
