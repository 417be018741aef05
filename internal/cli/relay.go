package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"sprechstunde/internal/auto"
	"sprechstunde/internal/config"
	"sprechstunde/internal/crisis"
	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/logfile"
	"sprechstunde/internal/relay"
	"sprechstunde/internal/safego"
	"sprechstunde/whatsapp"
)

// oneShot is where an embedded relay of a short command listens for webhooks:
// nowhere anybody knows. Only the desk and "sprechstunde relay" stay long
// enough to use the configured address.
const oneShot = "127.0.0.1:0"

// embed says how a relay inside this process differs from the configuration.
type embed struct {
	beside        bool               // a desk that is open elsewhere may be looked at
	webhookListen string             // "": oneShot
	opened        func(*relay.Relay) // told once it is open; may be nil
}

func (a *App) relayCommand() *cobra.Command {
	return a.command("relay", a.texts.Line.CmdRelay, 0, func(ctx context.Context, _ []string) error {
		return a.runRelay(ctx)
	})
}

// runRelay is the always-on half as a process of its own.
func (a *App) runRelay(ctx context.Context) error {
	cfg, home, err := a.settle()
	if err != nil {
		return err
	}
	if err := cfg.Require(config.ForRelay); err != nil {
		return err
	}
	cal, err := calendarOf(cfg)
	if err != nil {
		return err
	}
	if err := home.Make(); err != nil {
		return err
	}
	log, err := logfile.Open(home.RelayLogFile())
	if err != nil {
		return fmt.Errorf("opening the log: %w", err)
	}
	defer log.Close() //nolint:errcheck // nothing can be done about it at the end
	o := a.relayOptions(cfg, home, logfile.New(log))
	o.ForgetLog = log.Forget
	o.Auto, o.StopText = a.automatic(cfg, cal), auto.StopText(a.texts.Lang)
	o.APIToken, o.Listen, o.WebhookListen = cfg.Relay.Token.Reveal(), cfg.Relay.Listen, cfg.Relay.WebhookListen
	r, err := relay.Open(ctx, o)
	if err != nil {
		return err
	}
	t := &a.texts.Line
	fmt.Fprintf(a.Out, "%s\n"+t.PrivateAt+"\n"+t.WebhookAt+"\n", t.Says, r.Addr(), "http://"+r.WebhookAddr())
	if err = errors.Join(r.Run(ctx), r.Close()); err != nil {
		// Nobody looks at the screen of a service.
		o.Logger.Error("the relay ended", "code", domain.CodeOf(err), "error", err)
	}
	fmt.Fprintln(a.Out, t.Stopped)
	return err
}

func (a *App) relayOptions(cfg *config.Config, home config.Home, log *slog.Logger) relay.Options {
	w := cfg.WhatsApp
	drift := relay.NewDrift(a.Clock)
	meta := graph(cfg, drift.Heard)
	o := relay.Options{
		DBPath: home.RelayDB(), Clock: a.Clock, NewID: uuid.NewString, Random: rand.Float64,
		Graph: meta, Account: meta, Platform: meta, Files: meta, Free: freeSpace, Drift: drift, VerifyToken: w.VerifyToken.Reveal(),
		AppSecrets:    func() []string { return []string{w.AppSecret.Reveal(), w.AppSecretPrevious.Reveal()} },
		PhoneNumberID: w.PhoneNumberID, Version: a.Version, Logger: log, Hint: crisis.New(cfg.Crisis.Own()).Hint,
	}
	if cfg.Calls.Declines() {
		o.Caller = meta
	}
	return o
}

// graph is the client of Meta's API for a configuration.
func graph(cfg *config.Config, heard func(time.Time)) *whatsapp.Client {
	w := cfg.WhatsApp
	return whatsapp.NewClient(whatsapp.ClientOptions{
		Heard: heard, BaseURL: w.APIURL, Version: w.APIVersion, PhoneNumberID: w.PhoneNumberID, BusinessAccountID: w.BusinessAccountID,
		Token: func() (string, error) {
			if !w.AccessToken.IsSet() {
				return "", domain.Fail(domain.CodeMissingSecret, "whatsapp.access_token", nil)
			}
			return w.AccessToken.Reveal(), nil
		},
	})
}

// livingRelay is a relay that can be asked, and how to let go of it.
type livingRelay struct {
	client *relay.Client
	gone   <-chan struct{} // closes when it has ended by itself; nil for one elsewhere
	close  func() error
}

func (l *livingRelay) ended() bool {
	select {
	case <-l.gone:
		return true
	default:
		return false
	}
}

// reachRelay connects to the configured relay. Without one it starts the relay
// inside this process, unless another process already runs it on this home:
// then that one is asked.
func (h *house) reachRelay(ctx context.Context, e embed) (*livingRelay, error) {
	if h.cfg.Relay.URL != "" {
		return h.remote(h.cfg.Relay.URL)
	}
	living, err := h.embedded(ctx, e)
	if domain.CodeOf(err) == domain.CodeInUse {
		return h.remote(dialable(h.cfg.Relay.Listen))
	}
	return living, err
}

// dialable makes an address to call out of one to listen on.
func dialable(listen string) string {
	if strings.HasPrefix(listen, "unix:") {
		return listen
	}
	return "http://" + listen
}

func (h *house) remote(address string) (*livingRelay, error) {
	if !h.cfg.Relay.Token.IsSet() {
		return nil, domain.Fail(domain.CodeMissingSecret, "relay.token", nil)
	}
	id, err := h.deskID()
	if err != nil {
		return nil, err
	}
	c, err := relay.NewClient(relay.ClientOptions{URL: address, Token: h.cfg.Relay.Token.Reveal(), Desk: id, Name: h.deskName()})
	if err != nil {
		return nil, fmt.Errorf("preparing the way to the relay: %w", err)
	}
	return &livingRelay{client: c, close: func() error { return leaveOnClose(c) }}, nil
}

// embedded runs the relay here, over the same HTTP code as a remote one but
// without a port for its private API. Its token is made for this start only.
func (h *house) embedded(ctx context.Context, e embed) (*livingRelay, error) {
	o := h.app.relayOptions(h.cfg, h.home, h.log)
	o.ForgetLog = h.logFile.Forget
	o.Auto, o.StopText = h.app.automatic(h.cfg, h.cal), auto.StopText(h.app.texts.Lang)
	o.APIToken, o.WebhookListen = uuid.NewString(), e.webhookListen
	if o.WebhookListen == "" {
		o.WebhookListen = oneShot
	}
	r, err := relay.Open(ctx, o)
	if err != nil {
		return nil, err
	}
	// The relay outlives the request that started it, and ends with the house.
	done := safego.Go("embedded relay", h.relayBroke, func() {
		if err := r.Run(context.WithoutCancel(ctx)); err != nil {
			h.relayBroke(err)
		}
	})
	if e.opened != nil {
		e.opened(r)
	}
	c, err := relay.NewClient(relay.ClientOptions{Token: o.APIToken, Dial: r.Dial})
	if err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return &livingRelay{client: c, gone: done, close: func() error { err := r.Close(); <-done; return err }}, nil
}

func (h *house) relayBroke(err error) {
	h.log.Error("the relay inside this program ended", "error", err)
}

// lateRelay opens the way to the relay when it is first needed, so that the
// screen never waits for it, and tries again when that failed or when the relay
// inside this process has ended.
type lateRelay struct {
	open func(context.Context) (*livingRelay, error)

	mu     sync.Mutex
	living *livingRelay
	closed bool
}

func (l *lateRelay) reach(ctx context.Context) (*relay.Client, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return nil, domain.Fail(domain.CodeRelayDown, "", net.ErrClosed)
	}
	if l.living != nil && !l.living.ended() {
		return l.living.client, nil
	}
	if err := l.drop(); err != nil {
		return nil, fmt.Errorf("letting go of a relay that has ended: %w", err)
	}
	living, err := l.open(ctx)
	if err != nil {
		return nil, err
	}
	l.living = living
	return living.client, nil
}

func (l *lateRelay) close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	return l.drop()
}

// drop lets go of the relay, if there is one; l.mu is held.
func (l *lateRelay) drop() error {
	living := l.living
	l.living = nil
	if living == nil {
		return nil
	}
	return living.close()
}

// Events implements desk.Relay.
func (l *lateRelay) Events(ctx context.Context, after domain.Cursor, limit int, wait time.Duration) (desk.Pull, error) {
	c, err := l.reach(ctx)
	if err != nil {
		return desk.Pull{}, err
	}
	p, err := c.Events(ctx, after, limit, wait)
	return desk.Pull(p), err
}

// PutSend implements desk.Relay.
func (l *lateRelay) PutSend(ctx context.Context, s domain.Send) error {
	c, err := l.reach(ctx)
	if err != nil {
		return err
	}
	return c.PutSend(ctx, s)
}

// TakeBack implements desk.Relay.
func (l *lateRelay) TakeBack(ctx context.Context, id string) (domain.TakeBack, error) {
	c, err := l.reach(ctx)
	if err != nil {
		return "", err
	}
	return c.TakeBack(ctx, id)
}

// Health implements desk.Relay.
func (l *lateRelay) Health(ctx context.Context) (domain.RelayHealth, error) {
	c, err := l.reach(ctx)
	if err != nil {
		return domain.RelayHealth{}, err
	}
	return c.Health(ctx)
}

// Templates implements desk.Relay.
func (l *lateRelay) Templates(ctx context.Context, fresh bool) (domain.TemplateList, error) {
	c, err := l.reach(ctx)
	if err != nil {
		return domain.TemplateList{}, err
	}
	return c.Templates(ctx, fresh)
}

// CreateTemplate implements desk.Relay.
func (l *lateRelay) CreateTemplate(ctx context.Context, t domain.TemplateInfo) (domain.TemplateInfo, error) {
	c, err := l.reach(ctx)
	if err != nil {
		return t, err
	}
	return c.CreateTemplate(ctx, t)
}

// SetCrisis implements desk.Relay.
func (l *lateRelay) SetCrisis(ctx context.Context, to domain.Address, on bool) error {
	c, err := l.reach(ctx)
	if err != nil {
		return err
	}
	return c.SetCrisis(ctx, to, on)
}

// SetResting implements desk.Relay.
func (l *lateRelay) SetResting(ctx context.Context, people []domain.Address) error {
	c, err := l.reach(ctx)
	if err != nil {
		return err
	}
	return c.SetResting(ctx, people)
}

// Media implements desk.Relay.
func (l *lateRelay) Media(ctx context.Context, id string) (io.ReadCloser, error) {
	c, err := l.reach(ctx)
	if err != nil {
		return nil, err
	}
	return c.Media(ctx, id)
}

// Forget implements desk.Relay.
func (l *lateRelay) Forget(ctx context.Context, f domain.Forget) (domain.Forgotten, error) {
	c, err := l.reach(ctx)
	if err != nil {
		return domain.Forgotten{}, err
	}
	return c.Forget(ctx, f)
}

// Forgotten implements desk.Relay.
func (l *lateRelay) Forgotten(ctx context.Context) ([]domain.Erased, error) {
	c, err := l.reach(ctx)
	if err != nil {
		return nil, err
	}
	return c.Forgotten(ctx)
}

// ForgetMedia implements desk.Relay.
func (l *lateRelay) ForgetMedia(ctx context.Context, id string) error {
	c, err := l.reach(ctx)
	if err != nil {
		return err
	}
	return c.ForgetMedia(ctx, id)
}

// Upload implements desk.Relay.
func (l *lateRelay) Upload(ctx context.Context, name, mime string, r io.Reader) (string, error) {
	c, err := l.reach(ctx)
	if err != nil {
		return "", err
	}
	return c.Upload(ctx, name, mime, r)
}
