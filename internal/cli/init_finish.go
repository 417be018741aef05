package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
	"sprechstunde/whatsapp"
)

// webhookFields are the kinds of news that Meta shall send. Their names are
// those of the list below the callback address.
var webhookFields = []string{
	"messages", "message_template_status_update", "message_template_quality_update", "template_category_update", "account_update",
	"account_alerts", "phone_number_quality_update", "user_preferences", "calls",
}

// finish says what was written, what to paste where, and what is still open.
// The file is there by now: whatever goes wrong here is told, not fatal.
func (w *wizard) finish(ctx context.Context) error {
	w.say("\n"+w.t.Written, w.home.ConfigFile())
	if w.inKeyring {
		w.say("%s", w.t.InKeyring)
	}
	w.say("\n%s", w.t.PasteHead)
	w.say(w.t.PasteCallback, cmp.Or(w.callback, w.t.CallbackGap))
	w.say(w.t.PasteVerify, w.cfg.WhatsApp.VerifyToken.Reveal())
	w.say(w.t.PasteFields, strings.Join(webhookFields, ", "))
	w.say("%s\n", w.t.RelayFirst)
	w.offerSubscription(ctx)
	if missing := w.missing(); len(missing) > 0 {
		w.say(w.t.Missing, strings.Join(missing, ", "))
	}
	w.say("%s", w.t.Next)
	return nil
}

// offerSubscription joins the app to the account if the answer is yes. Without
// an answer, or without the values for it, it says how to do so later.
func (w *wizard) offerSubscription(ctx context.Context) {
	m := w.cfg.WhatsApp
	if !m.AccessToken.IsSet() || m.BusinessAccountID == "" {
		w.say("%s", w.t.HowSubscribe)
		return
	}
	ok, err := w.agree(ctx, w.t.AskSubscribe, w.t.Yes)
	if err != nil || !ok {
		w.say("%s", w.t.HowSubscribe)
		return
	}
	if err := w.subscribe(ctx); err != nil {
		reason, action := w.whyNot(err)
		w.say(w.t.NotSubscribed, reason, action)
		w.say("%s", w.t.HowSubscribe)
		return
	}
	w.say("%s", w.t.Subscribed)
}

// subscribe reads the configuration back first, so that what the environment
// overrides holds here too.
func (w *wizard) subscribe(ctx context.Context) error {
	cfg, err := config.Load(config.LoadOptions{Path: w.home.ConfigFile(), Env: w.app.Env, Keyring: w.ring})
	if err != nil {
		return fmt.Errorf("reading the configuration back: %w", err)
	}
	w.cfg = cfg
	ctx, cancel := context.WithTimeout(ctx, netPatience)
	defer cancel()
	return graph(cfg, nil).Subscribe(ctx)
}

func (w *wizard) whyNot(err error) (reason, action string) {
	var refused *whatsapp.APIError
	var ours *domain.Error
	switch {
	case errors.As(err, &refused) && refused.Failure.Title != "":
		return w.app.explain(refused.Failure)
	case errors.As(err, &ours): // Meta was not even asked
		return w.app.texts.Errors.Sentence(ours.Code, termtext.Clean(w.app.detailOf(err)).String()), ""
	}
	return fmt.Sprintf(w.t.NoAnswer, hostOf(w.cfg.WhatsApp.APIURL)), w.app.texts.Setup.Doctor.GraphDownDo
}

func hostOf(address string) string {
	if u, err := url.Parse(address); err == nil && u.Hostname() != "" {
		return u.Hostname()
	}
	return address
}

// missing names the keys that were left for later.
func (w *wizard) missing() []string {
	missing := w.cfg.MissingFor(config.ForRelay, config.ForSending)
	if w.cfg.WhatsApp.BusinessAccountID == "" {
		missing = append(missing, accountKey)
	}
	return missing
}

// accountKey is needed for the subscription only, not for messages.
const accountKey = "whatsapp.business_account_id"
