package relay

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
	"sprechstunde/whatsapp"
)

const (
	// accountEvery is how often Meta is asked how the account is.
	accountEvery = time.Hour
	// accountAgain is when it is asked again after a failure, or after news of
	// a template: the list may still be the old one while the news is out.
	accountAgain = time.Minute
	// accountLimit bounds all calls of one look.
	accountLimit = time.Minute
	// historyLength is how many of Meta's webhooks to us are looked at.
	historyLength = 25
	// historyAge is how old a webhook may be that still tells how Meta reaches us.
	historyAge = 24 * time.Hour
)

// Account is what the relay asks of the Cloud API besides sending.
// *whatsapp.Client is one.
type Account interface {
	Templates(ctx context.Context) ([]domain.TemplateInfo, error)
	CreateTemplate(ctx context.Context, t domain.TemplateInfo) (domain.TemplateInfo, error)
	// Deliveries tells how Meta's newest webhooks to us fared. Most accounts
	// refuse to.
	Deliveries(ctx context.Context, limit int) ([]whatsapp.Delivery, error)
}

// account keeps what Meta last said about our account: its templates, whether
// it reaches us, and, by asking at all, whether our token is any good.
type account struct {
	l      *ledger
	o      *Options
	outbox *dispatcher
	wake   chan struct{}
	asking sync.Mutex // one look at a time

	mu    sync.Mutex
	list  domain.TemplateList
	hooks []whatsapp.Delivery
}

func newAccount(ctx context.Context, l *ledger, o *Options, outbox *dispatcher) (*account, error) {
	list, err := l.templates(ctx)
	if err != nil {
		return nil, err
	}
	return &account{l: l, o: o, outbox: outbox, list: list, wake: make(chan struct{}, 1)}, nil
}

// changed makes the relay ask anew: something was heard about a template.
func (a *account) changed() {
	select {
	case a.wake <- struct{}{}:
	default: // it will ask anyway
	}
}

// run asks at the start, every hour, and whenever there is reason to.
func (a *account) run(ctx context.Context) {
	if a.o.Account == nil {
		return
	}
	for soon := false; ctx.Err() == nil; {
		next := accountEvery
		if err := a.attempt(ctx); reasonOf(err) == domain.CodeMetaDown || soon || a.o.Drift.Doubtful() {
			next = accountAgain
		}
		soon = a.sleep(ctx, next)
	}
}

// sleep waits, and reports whether it was woken by news. It does so in steps
// by the wall clock: after a leap of that clock the world may have changed, and
// Meta knows what time it is. So it does when one of its answers casts doubt.
func (a *account) sleep(ctx context.Context, d time.Duration) (news bool) {
	now := a.o.now()
	for until := now.Add(d); now.Before(until); {
		step := min(until.Sub(now), longestSleep)
		timer := time.NewTimer(step)
		select {
		case <-timer.C:
		case <-a.wake:
			timer.Stop()
			return true
		case <-ctx.Done():
			timer.Stop()
			return false
		}
		before := now
		now = a.o.now()
		leap := now.Sub(before) - step
		if leap.Abs() > driftLimit || a.o.Drift.Doubtful() && d > accountAgain {
			return false
		}
	}
	return false
}

// attempt is look, after which the relay goes on whatever Meta has answered.
func (a *account) attempt(ctx context.Context) (err error) {
	if broken := safego.Run("asking Meta", func() { err = a.look(ctx) }); broken != nil {
		a.o.Logger.Error("Meta's answer is not understood", "err", broken)
		return broken
	}
	return err
}

// look asks Meta once. What it cannot tell stays as it was.
func (a *account) look(ctx context.Context) error {
	a.asking.Lock()
	defer a.asking.Unlock()
	ctx, cancel := context.WithTimeout(ctx, accountLimit)
	defer cancel()
	found, err := a.o.Account.Templates(ctx)
	if err != nil {
		a.failed(ctx, err)
		a.knock(ctx, err)
		return err
	}
	a.heedToken(nil)
	if err := a.keep(ctx, domain.TemplateList{At: a.o.now(), Templates: found}); err != nil {
		return err
	}
	hooks, err := a.o.Account.Deliveries(ctx, historyLength)
	if err != nil {
		hooks = nil // not told to us; that is no news about the webhooks
	}
	a.mu.Lock()
	a.hooks = hooks
	a.mu.Unlock()
	return nil
}

// knock asks for our number where no business is named whose templates there could
// be: by the answer Meta tells whether the token is any good, and what time it is.
func (a *account) knock(ctx context.Context, why error) {
	if a.o.Platform == nil || domain.CodeOf(why) != domain.CodeMissingSecret {
		return
	}
	_, err := a.o.Platform.OwnNumber(ctx)
	a.heedToken(err)
}

// heedToken notes what an answer of Meta's says of our token: a dead one would stop
// the outbox with the next send; the adviser shall know before she writes one.
func (a *account) heedToken(err error) {
	if p, dead := deadToken(err); dead {
		a.outbox.stop(p)
	} else if err == nil {
		a.outbox.tokenWorks()
	}
}

func (a *account) keep(ctx context.Context, list domain.TemplateList) error {
	if err := a.l.saveTemplates(ctx, list); err != nil {
		a.o.Logger.Error("templates not stored", "code", domain.CodeOf(err), "err", err)
		return err
	}
	a.mu.Lock()
	a.list = list
	a.mu.Unlock()
	return nil
}

// failed notes why Meta could not be asked.
func (a *account) failed(ctx context.Context, err error) {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return // the relay goes down
	}
	reason := reasonOf(err)
	a.o.Logger.Warn("account not asked", "code", reason, "err", err)
	a.heedToken(err)
	a.mu.Lock()
	a.list.Failed = reason
	a.mu.Unlock()
}

// reasonOf sorts why a call to Meta did not succeed.
func reasonOf(err error) domain.Code {
	if err == nil {
		return ""
	}
	if e, ok := errors.AsType[*domain.Error](err); ok {
		return e.Code
	}
	if e, ok := errors.AsType[*whatsapp.APIError](err); ok && e.Failure != (domain.Failure{}) && e.HTTP < 500 {
		return domain.CodeRefused
	}
	return domain.CodeMetaDown
}

// known returns the templates as last seen.
func (a *account) known() domain.TemplateList {
	a.mu.Lock()
	defer a.mu.Unlock()
	list := a.list
	list.Templates = slices.Clone(list.Templates)
	return list
}

// create hands a template to Meta and shows it in the list at once.
func (a *account) create(ctx context.Context, t domain.TemplateInfo) (domain.TemplateInfo, error) {
	made, err := a.o.Account.CreateTemplate(ctx, t)
	if err != nil {
		return t, err
	}
	made.Examples = nil
	a.asking.Lock()
	defer a.asking.Unlock()
	list := a.known()
	list.Templates = slices.DeleteFunc(list.Templates, func(t domain.TemplateInfo) bool { return t.ID == made.ID })
	list.Templates = append(list.Templates, made)
	err = a.keep(ctx, list)
	a.changed()
	return made, err
}

// troubled names the templates that were good and cannot be sent now. One that
// was refused in the first place was told to her by then.
func (a *account) troubled() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	var names []string
	for _, t := range a.list.Templates {
		if (t.Status == "PAUSED" || t.Status == "DISABLED") && !slices.Contains(names, t.Name) {
			names = append(names, t.Name)
		}
	}
	return strings.Join(names, ", ")
}

// unreached is why Meta cannot deliver its webhooks, by its own history. A
// webhook that came in since shows that it can.
func (a *account) unreached(lastWebhook time.Time) string {
	a.mu.Lock()
	defer a.mu.Unlock()
	var newest whatsapp.Delivery
	for _, d := range a.hooks {
		if d.State != "PENDING" && d.At.After(newest.At) {
			newest = d
		}
	}
	if !newest.Failing() || a.o.now().Sub(newest.At) > historyAge || lastWebhook.After(newest.At) {
		return ""
	}
	if newest.Problem == "" {
		return newest.State
	}
	return newest.Problem
}
