package sealed

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"filippo.io/age"

	"sprechstunde/internal/domain"
)

// ShortestPassphrase is how many characters a passphrase has at least: whoever
// finds the file can try as often as they like.
const ShortestPassphrase = 12

// Lock says for whom something is sealed. The zero value is for nobody and
// seals nothing.
type Lock struct {
	to []age.Recipient
}

// For makes a lock that each of the given people can open. A line is the public
// key of one of them ("age1…"); more than one may stand in a text, as in a file
// of recipients, with # before remarks.
func For(recipients ...string) (Lock, error) {
	var l Lock
	for _, text := range recipients {
		list, err := age.ParseRecipients(strings.NewReader(text))
		if err != nil {
			// What was typed by mistake may be the secret half, so it is not repeated.
			return Lock{}, domain.Fail(domain.CodeSealFor, "", fmt.Errorf("reading the keys of recipients: %w", hideText(err)))
		}
		l.to = append(l.to, list...)
	}
	if len(l.to) == 0 {
		return Lock{}, domain.Fail(domain.CodeSealFor, "", nil)
	}
	return l, nil
}

// hideText keeps the kind of an error, which may quote what was typed.
func hideText(err error) error { return fmt.Errorf("%T", err) }

// ForPassphrase makes a lock that whoever knows the passphrase can open. age
// allows no other recipients beside it.
func ForPassphrase(passphrase string) (Lock, error) { return forPassphrase(passphrase, 0) }

// ForPassphraseAt is ForPassphrase with another price for each try: 2 to the
// power of cost steps. age takes 18, about a second; tests take less.
func ForPassphraseAt(passphrase string, cost int) (Lock, error) {
	return forPassphrase(passphrase, cost)
}

func forPassphrase(passphrase string, cost int) (Lock, error) {
	if utf8.RuneCountInString(passphrase) < ShortestPassphrase {
		return Lock{}, domain.Fail(domain.CodeSealWeak, "", nil)
	}
	r, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return Lock{}, domain.Fail(domain.CodeSealWeak, "", nil)
	}
	if cost > 0 {
		r.SetWorkFactor(cost)
	}
	return Lock{to: []age.Recipient{r}}, nil
}

// IsZero reports a lock for nobody.
func (l Lock) IsZero() bool { return len(l.to) == 0 }

// Seal returns a writer whose bytes reach w sealed. Nothing is complete before
// its Close has returned; w is not closed.
func (l Lock) Seal(w io.Writer) (io.WriteCloser, error) {
	if l.IsZero() {
		return nil, domain.Fail(domain.CodeSealFor, "", nil)
	}
	sealing, err := age.Encrypt(w, l.to...)
	if err != nil {
		return nil, fmt.Errorf("beginning to seal: %w", err)
	}
	return sealing, nil
}
