package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
	"sprechstunde/whatsapp"
)

// lookNumber proves the access token by asking Meta about our own number, and
// tells what Meta says about it.
func (d *doctor) lookNumber(ctx context.Context) verdict {
	w := d.cfg.WhatsApp
	switch {
	case !w.AccessToken.IsSet() && d.cfg.Relay.URL != "":
		return fine("%s", d.t.NumberElsewhere)
	case !w.AccessToken.IsSet():
		return d.gone([]string{"whatsapp.access_token"})
	case w.PhoneNumberID == "":
		return d.gone([]string{"whatsapp.phone_number_id"})
	}
	ctx, cancel := context.WithTimeout(ctx, netPatience)
	defer cancel()
	n, err := graph(d.cfg, nil).Number(ctx)
	if err != nil {
		d.noMeta = d.blameMeta(err)
		return d.noMeta
	}
	return d.judgeNumber(n)
}

// judgeNumber names the worst there is. Meta's own words pass the gate for
// foreign text like everybody's.
func (d *doctor) judgeNumber(n whatsapp.Number) verdict {
	plain := func(s string) string { return termtext.Line(s).String() }
	told := func(s string) string { return cmp.Or(plain(s), "–") }
	about := fmt.Sprintf(d.t.Number, plain(n.DisplayPhone), plain(n.VerifiedName), told(n.Quality), told(n.MessagingLimit), told(n.NameStatus))
	said, help := metaSays(n)
	for i := range help {
		help[i] = fmt.Sprintf(d.t.MetaSays, help[i])
	}
	switch {
	case n.CanSend == "BLOCKED":
		return verdict{stateFail, join(about, fmt.Sprintf(d.t.NumberBlocked, plain(n.CanSend)), said), lines(help, d.t.NumberDo)}
	case n.Status != "" && n.Status != "CONNECTED":
		return verdict{stateFail, join(about, fmt.Sprintf(d.t.NumberOffline, plain(n.Status))), d.t.NumberOfflineDo}
	case n.CanSend != "" && n.CanSend != "AVAILABLE":
		return verdict{stateWarn, join(about, fmt.Sprintf(d.t.NumberLimited, plain(n.CanSend)), said), lines(help, d.t.NumberDo)}
	case n.Quality == "RED":
		return verdict{stateWarn, join(about, d.t.NumberRed), d.t.NumberRedDo}
	case n.NameStatus == "DECLINED" || n.NameStatus == "EXPIRED":
		return verdict{stateWarn, join(about, fmt.Sprintf(d.t.NameState, n.NameStatus)), d.t.NameStateDo}
	}
	return verdict{state: stateOK, what: about}
}

func join(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "; ")
}

func lines(list []string, last string) string { return strings.Join(append(list, last), "\n") }

// metaSays collects what Meta says about the parts of the account that do not
// work, and its own advice.
func metaSays(n whatsapp.Number) (said string, help []string) {
	var problems []string
	for _, e := range n.Entities {
		for _, p := range e.Problems {
			problems = append(problems, termtext.Line(fmt.Sprintf("%s: %s (%d)", e.Type, p.Description, p.Code)).String())
			if p.Solution != "" {
				help = append(help, termtext.Line(p.Solution).String())
			}
		}
	}
	return strings.Join(problems, "; "), help
}

// blameMeta makes a failure of a call to the Graph API.
func (d *doctor) blameMeta(err error) verdict {
	var refused *whatsapp.APIError
	var ours *domain.Error
	switch {
	case errors.As(err, &refused) && refused.Failure != (domain.Failure{}):
		reason, action := d.app.explain(refused.Failure)
		return verdict{stateFail, fmt.Sprintf("%s (%d)", strings.TrimSuffix(reason, "."), refused.Failure.Code), action}
	case errors.As(err, &ours):
		return d.blame(err)
	}
	return verdict{stateFail, fmt.Sprintf(d.t.GraphDown, hostOf(d.cfg.WhatsApp.APIURL)), d.t.GraphDownDo}
}

// lookSubscription finds the classical reason why nothing arrives: the app was
// never joined to the account. Told to, it joins them.
func (d *doctor) lookSubscription(ctx context.Context) verdict {
	w := d.cfg.WhatsApp
	switch {
	case !w.AccessToken.IsSet():
		return verdict{} // the check of the number has said it
	case w.BusinessAccountID == "":
		return verdict{stateWarn, d.t.AccountGone, fmt.Sprintf(d.t.SecretsDo, d.home.ConfigFile())}
	}
	ctx, cancel := context.WithTimeout(ctx, 2*netPatience)
	defer cancel()
	client := graph(d.cfg, nil)
	apps, err := client.SubscribedApps(ctx)
	if err != nil {
		v := d.blameMeta(err)
		if v == d.noMeta {
			return verdict{} // said already; once is enough
		}
		d.noMeta = v
		return v
	}
	switch {
	case len(apps) == 1:
		return fine(d.t.SubFine, termtext.Line(apps[0].Name))
	case len(apps) > 1:
		return verdict{stateWarn, fmt.Sprintf(d.t.SubTwo, len(apps)), d.t.SubTwoDo}
	case !d.subscribe:
		return verdict{stateFail, d.t.SubNone, d.t.SubNoneDo}
	}
	if err := client.Subscribe(ctx); err != nil {
		return d.blameMeta(err)
	}
	return fine("%s", d.t.SubDone)
}

// maxDrift is how wrong a clock may be. Beyond it deadlines are shown wrong.
const maxDrift = 2 * time.Minute

// lookClock compares our clock with the relay's and with Meta's.
func (d *doctor) lookClock(ctx context.Context) verdict {
	others := []struct {
		who   string
		ahead *time.Duration
	}{{d.t.ClockRelay, d.relayAhead}, {d.t.ClockMeta, d.metaAhead(ctx)}}
	worst := time.Duration(-1)
	for _, o := range others {
		if o.ahead == nil {
			continue
		}
		off := o.ahead.Abs()
		if off > maxDrift {
			return verdict{stateWarn, fmt.Sprintf(d.t.ClockOff, int(off.Minutes()), o.who), d.t.ClockDo}
		}
		worst = max(worst, off)
	}
	if worst < 0 {
		return fine("%s", d.t.ClockAlone)
	}
	return fine(d.t.ClockFine, int(worst.Seconds())+1)
}

// metaAhead asks Meta for nothing but the time, without a token; nil if there
// is no answer. An HTTP date has no fractions, hence the half second.
func (d *doctor) metaAhead(ctx context.Context) *time.Duration {
	ctx, cancel := context.WithTimeout(ctx, netPatience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodHead, d.cfg.WhatsApp.APIURL, nil)
	if err != nil {
		return nil
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if err != nil {
		return nil
	}
	defer resp.Body.Close()
	theirs, err := http.ParseTime(resp.Header.Get("Date"))
	if err != nil {
		return nil
	}
	ahead := theirs.Add(500 * time.Millisecond).Sub(d.app.Clock())
	return &ahead
}
