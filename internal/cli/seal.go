package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/sealed"
	"sprechstunde/internal/termtext"
)

// passphraseEnv is where a passphrase comes from when nobody can be asked. It
// is no flag: the list of processes would show it to everybody on the machine.
const passphraseEnv = "SPRECHSTUNDE_PASSPHRASE"

// longestKeys is the most that a file of keys can be; a disk given by mistake
// does not end up in memory.
const longestKeys = 1 << 20

// sealing are the flags of a command whose file can be sealed.
type sealing struct {
	to         []string
	passphrase bool
}

// sealFlags gives a command the two flags, of which one at most may be used.
func (a *App) sealFlags(cmd *cobra.Command, s *sealing) {
	t := &a.texts.Guard.Seal
	cmd.Flags().StringArrayVar(&s.to, "encrypt-to", nil, t.FlagTo)
	cmd.Flags().BoolVar(&s.passphrase, "passphrase", false, t.FlagPassphrase)
	cmd.MarkFlagsMutuallyExclusive("encrypt-to", "passphrase")
}

// lock makes what the flags ask for; the zero lock if they ask for none.
func (a *App) lock(ctx context.Context, s sealing) (sealed.Lock, error) {
	if s.passphrase {
		text, err := a.newPassphrase(ctx)
		if err != nil {
			return sealed.Lock{}, err
		}
		return sealed.ForPassphrase(text)
	}
	if len(s.to) == 0 {
		return sealed.Lock{}, nil
	}
	return a.lockFor(s.to)
}

// lockFor makes a lock for public keys and files of such.
func (a *App) lockFor(to []string) (sealed.Lock, error) {
	var keys []string
	for _, given := range to {
		if !strings.HasPrefix(given, "age1") {
			text, err := a.keyFile(given)
			if err != nil {
				return sealed.Lock{}, domain.Fail(domain.CodeSealFor, "", err)
			}
			given = text
		}
		keys = append(keys, given)
	}
	return sealed.For(keys...)
}

func (a *App) keyFile(typed string) (string, error) {
	f, err := a.source(typed)
	if err != nil {
		return "", fmt.Errorf("opening a file of keys: %w", err)
	}
	defer f.Close() //nolint:errcheck // nothing was written
	text, err := io.ReadAll(io.LimitReader(f, longestKeys))
	if err != nil {
		return "", fmt.Errorf("reading a file of keys: %w", err)
	}
	return string(text), nil
}

// newPassphrase asks for a passphrase twice: a slip of the finger would be
// noticed when the file is needed.
func (a *App) newPassphrase(ctx context.Context) (string, error) {
	if text, ok := a.Env(passphraseEnv); ok && text != "" {
		return text, nil
	}
	t := &a.texts.Guard.Seal
	q := newAsker(a.In, a.Err)
	first, err := a.askPassphrase(ctx, q, t.Ask)
	if err != nil {
		return "", err
	}
	second, err := a.askPassphrase(ctx, q, t.Again)
	if err != nil {
		return "", err
	}
	if first != second {
		return "", &saidError{t.Differ}
	}
	return first, nil
}

func (a *App) askPassphrase(ctx context.Context, q *asker, label string) (string, error) {
	text, err := q.ask(ctx, question{label: label, hidden: a.texts.Guard.Seal.Hidden})
	if errors.Is(err, io.EOF) {
		return "", domain.Fail(domain.CodeSealWeak, "", nil)
	}
	return text, err
}

// opener is the key for a sealed file that begins with these bytes: the one in
// the named file, or a passphrase that is asked for.
func (a *App) opener(ctx context.Context, beginning []byte, keyFile string) (sealed.Key, error) {
	if keyFile != "" {
		text, err := a.keyFile(keyFile)
		if err != nil {
			return sealed.Key{}, domain.Fail(domain.CodeSealKey, "", err)
		}
		return sealed.Identity(strings.NewReader(text))
	}
	if !sealed.Sealed(beginning) {
		return sealed.Key{}, domain.Fail(domain.CodeSealBroken, "", nil)
	}
	if !sealed.WantsPassphrase(beginning) {
		return sealed.Key{}, domain.Fail(domain.CodeSealKey, "", errors.New("no key was given"))
	}
	if text, ok := a.Env(passphraseEnv); ok && text != "" {
		return sealed.Passphrase(text)
	}
	text, err := a.askPassphrase(ctx, newAsker(a.In, a.Err), a.texts.Guard.Seal.Ask)
	if err != nil {
		return sealed.Key{}, err
	}
	return sealed.Passphrase(text)
}

// writeNewKey makes a key, keeps its secret half in a new private file and
// prints the half that others may know.
func (a *App) writeNewKey(typed string) error {
	secret, public, err := sealed.NewKey()
	if err != nil {
		return err
	}
	path := a.fullPath(typed)
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, config.FileMode)
	if errors.Is(err, fs.ErrExist) {
		return domain.Fail(domain.CodeExists, path, err)
	}
	if err != nil {
		return domain.Fail(domain.CodeReadOnly, path, err)
	}
	_, err = fmt.Fprintf(f, "# public key: %s\n%s\n", public, secret)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("writing the key: %w", errors.Join(err, os.Remove(path)))
	}
	fmt.Fprintln(a.Out, termtext.Line(public))
	return nil
}
