package cli

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
)

func (a *App) initCommand() *cobra.Command {
	return a.command("init", a.texts.Line.CmdInit, 0, func(ctx context.Context, _ []string) error {
		return a.runInit(ctx)
	})
}

// runInit asks what is needed, one line at a time, and writes the
// configuration when everything has been asked. It never touches one that is
// there already.
func (a *App) runInit(ctx context.Context) error {
	home, err := config.ResolveHome(a.home, a.Env)
	if err != nil {
		return domain.Fail(domain.CodeConfig, err.Error(), err)
	}
	w := &wizard{
		app: a, t: &a.texts.Setup.Init, home: home, cfg: config.Default(),
		asker: newAsker(a.In, a.Out), random: rand.Reader, ring: systemRing(),
	}
	return w.run(ctx)
}

// systemRing is a variable so that tests never reach the keyring of the
// machine they run on.
var systemRing = func() config.Keyring { return config.SystemKeyring{} }

// wizard is one run of "sprechstunde init".
type wizard struct {
	app    *App
	t      *i18n.InitTexts
	home   config.Home
	cfg    *config.Config
	asker  *asker
	random io.Reader
	ring   config.Keyring

	callback  string // address of the webhook, "" if not known yet
	inKeyring bool   // the secrets go there instead of into the file
}

func (w *wizard) run(ctx context.Context) error {
	path := w.home.ConfigFile()
	if _, err := os.Lstat(path); err == nil {
		return w.exists()
	}
	if err := w.canWrite(); err != nil {
		return err
	}
	w.say("%s", w.t.Hello)
	for _, step := range []func(context.Context) error{
		w.askLanguage, w.askAdviser, w.askInUse, w.askMeta, w.askHours, w.askAuto, w.askAddress, w.askStore,
	} {
		if err := step(ctx); err != nil {
			return w.stopped(err)
		}
	}
	if err := w.makeTokens(); err != nil {
		return err
	}
	if err := w.save(); err != nil {
		return err
	}
	return w.finish(ctx)
}

// canWrite finds out before the first question what would otherwise come to
// light after the last one.
func (w *wizard) canWrite() error {
	dir := existing(w.home.Config)
	if dir == w.home.Config {
		if err := config.MakeFolder(dir); err != nil { // is there: only checked
			return fmt.Errorf("checking the folder of the configuration: %w", err)
		}
	}
	return tryWriting(dir)
}

func (w *wizard) exists() error {
	return &saidError{fmt.Sprintf(w.t.Exists, w.home.ConfigFile())}
}

// stopped says that nothing was written when the answers end early, by Ctrl+C
// or because the input is at its end.
func (w *wizard) stopped(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, context.Canceled) {
		w.say("")
		return &saidError{w.t.Aborted}
	}
	return err
}

func (w *wizard) say(format string, values ...any) {
	fmt.Fprintf(w.app.Out, format+"\n", values...)
}

// makeTokens makes what nobody needs to choose: the word Meta shows when it
// checks the address, and the key between relay and desk.
func (w *wizard) makeTokens() error {
	verify, err := randomWord(w.random, 16)
	if err != nil {
		return err
	}
	bearer, err := randomWord(w.random, 32)
	if err != nil {
		return err
	}
	w.cfg.WhatsApp.VerifyToken, w.cfg.Relay.Token = config.NewSecret(verify), config.NewSecret(bearer)
	return nil
}

func randomWord(random io.Reader, n int) (string, error) {
	b := make([]byte, n)
	if _, err := io.ReadFull(random, b); err != nil {
		return "", fmt.Errorf("making a random token: %w", err)
	}
	return hex.EncodeToString(b), nil
}

// save writes the secrets to the keyring, if that was chosen, and then the
// file. w.cfg keeps the real values.
func (w *wizard) save() error {
	written := *w.cfg
	if w.inKeyring {
		for _, s := range secretsOf(&written) {
			if !s.value.IsSet() {
				continue
			}
			if err := w.ring.Set(config.KeyringService, s.key, s.value.Reveal()); err != nil {
				return errors.Join(&saidError{w.t.KeyringBroken}, err)
			}
			*s.value = config.NewSecret(keyringWord)
		}
	}
	err := config.Write(w.home.ConfigFile(), &written)
	if errors.Is(err, fs.ErrExist) { // somebody else was faster
		return w.exists()
	}
	if err != nil {
		return fmt.Errorf("writing the configuration: %w", err)
	}
	return nil
}

// keyringWord as value of a secret says that the keyring has it.
const keyringWord = "keyring"

type namedSecret struct {
	key   string
	value *config.Secret
}

// secretsOf lists the secrets that the wizard fills in.
func secretsOf(c *config.Config) []namedSecret {
	return []namedSecret{
		{"relay.token", &c.Relay.Token},
		{"whatsapp.access_token", &c.WhatsApp.AccessToken},
		{"whatsapp.app_secret", &c.WhatsApp.AppSecret},
		{"whatsapp.verify_token", &c.WhatsApp.VerifyToken},
	}
}
