package cli

import (
	"context"
	"errors"
	"slices"
	"time"

	"sprechstunde/internal/config"
	"sprechstunde/internal/i18n"
	"sprechstunde/internal/safego"
)

// askLanguage is first, because all other questions come in that language.
func (w *wizard) askLanguage(ctx context.Context) error {
	lang, err := w.asker.ask(ctx, question{
		apart: true, label: w.t.AskLanguage, preset: w.app.texts.Lang, check: checkLanguage(w.t),
	})
	if err != nil {
		return err
	}
	w.cfg.Language = lang
	w.app.texts = i18n.For(lang)
	w.t = &w.app.texts.Setup.Init
	return nil
}

func (w *wizard) askAdviser(ctx context.Context) (err error) {
	if w.cfg.Adviser.Name, err = w.asker.ask(ctx, question{label: w.t.AskName, check: checkText(w.t)}); err != nil {
		return err
	}
	w.cfg.Adviser.Team, err = w.asker.ask(ctx, question{label: w.t.AskTeam, check: checkText(w.t)})
	return err
}

// askInUse comes before Meta's values, because a number that is in use in the
// app makes all of them worthless.
func (w *wizard) askInUse(ctx context.Context) error {
	inUse, err := w.agree(ctx, w.t.AskInUse, w.t.No)
	if err == nil && inUse {
		w.say("%s", w.t.InUseAdvice)
	}
	return err
}

// agree asks a question with the answers yes and no.
func (w *wizard) agree(ctx context.Context, label, preset string) (bool, error) {
	answer, err := w.asker.ask(ctx, question{label: label, preset: preset, check: checkYes(w.t)})
	return answer == yes, err
}

func (w *wizard) askMeta(ctx context.Context) (err error) {
	m := &w.cfg.WhatsApp
	if m.PhoneNumberID, err = w.asker.ask(ctx, question{why: w.t.WhereIDs, label: w.t.AskPhoneID, check: checkID(w.t, "")}); err != nil {
		return err
	}
	if m.BusinessAccountID, err = w.asker.ask(ctx, question{label: w.t.AskAccount, check: checkID(w.t, m.PhoneNumberID)}); err != nil {
		return err
	}
	token, err := w.asker.ask(ctx, question{why: w.t.WhereToken, label: w.t.AskToken, hidden: w.t.Hidden, check: checkSecret(w.t)})
	if err != nil {
		return err
	}
	secret, err := w.asker.ask(ctx, question{why: w.t.WhereSecret, label: w.t.AskSecret, hidden: w.t.Hidden, check: checkAppSecret(w.t)})
	if err != nil {
		return err
	}
	if secret != "" && !secretShape.MatchString(secret) {
		w.say("  %s", w.t.NoteOdd)
	}
	m.AccessToken, m.AppSecret = config.NewSecret(token), config.NewSecret(secret)
	return nil
}

func (w *wizard) askHours(ctx context.Context) (err error) {
	if w.cfg.Hours.Land, err = w.asker.ask(ctx, question{apart: true, label: w.t.AskLand, check: checkLand(w.t)}); err != nil {
		return err
	}
	w.say("%s", w.t.HoursAre)
	usual, err := w.agree(ctx, w.t.AskHours, w.t.Yes)
	if err != nil {
		return err
	}
	if !usual {
		w.say("%s", w.t.HoursNone)
		return nil
	}
	w.cfg.Hours.Office, w.cfg.Hours.Slots = w.usualHours()
	return nil
}

func (w *wizard) usualHours() ([]config.Period, []config.Slot) {
	days := []string{"mon", "tue", "wed", "thu", "fri"}
	office := []config.Period{{Days: days, From: "08:00", To: "18:00"}}
	return office, []config.Slot{
		{Name: w.t.Morning, Days: slices.Clone(days), From: "09:00", To: "09:45"},
		{Name: w.t.Afternoon, Days: slices.Clone(days), From: "15:30", To: "16:00"},
	}
}

// askAuto asks whether the program may write by itself. It does not unless
// somebody has said so.
func (w *wizard) askAuto(ctx context.Context) (err error) {
	if w.cfg.Auto.On, err = w.agree(ctx, w.t.AskAuto, w.t.No); err != nil || !w.cfg.Auto.On {
		return err
	}
	w.cfg.Auto.PrivacyLink, err = w.asker.ask(ctx, question{label: w.t.AskPrivacy, check: checkLink(w.t)})
	return err
}

func (w *wizard) askAddress(ctx context.Context) (err error) {
	w.callback, err = w.asker.ask(ctx, question{apart: true, label: w.t.AskAddress, check: checkAddress(w.t)})
	if err == nil && w.callback == "" {
		w.say(w.t.ThreeWays, w.cfg.Relay.WebhookListen+webhookPath)
	}
	return err
}

// askStore asks only where there is a choice.
func (w *wizard) askStore(ctx context.Context) error {
	if !w.ringIsFree(ctx) {
		return nil
	}
	place, err := w.asker.ask(ctx, question{apart: true, label: w.t.AskStore, preset: inFile, check: checkStore(w.t)})
	w.inKeyring = place == inRing
	return err
}

// ringPatience is how long a keyring may take to answer. On a machine without
// a desktop it may never do.
const ringPatience = 3 * time.Second

// ringIsFree reports that the keyring works and holds none of our entries.
// Entries of another set-up must not be overwritten by this one.
func (w *wizard) ringIsFree(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, ringPatience)
	defer cancel()
	free := make(chan bool, 1)
	safego.Go("asking the keyring", func(error) { free <- false }, func() {
		free <- !slices.ContainsFunc(secretsOf(w.cfg), func(s namedSecret) bool {
			_, err := w.ring.Get(config.KeyringService, s.key)
			return !errors.Is(err, config.ErrNotInKeyring)
		})
	})
	select {
	case ok := <-free:
		return ok
	case <-ctx.Done():
		return false
	}
}
