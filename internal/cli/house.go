package cli

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"

	"sprechstunde/internal/backup"
	"sprechstunde/internal/config"
	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/files"
	"sprechstunde/internal/hours"
	"sprechstunde/internal/i18n"
	"sprechstunde/internal/logfile"
	"sprechstunde/internal/sqlite"
	"sprechstunde/store"
	"sprechstunde/whatsapp"
)

// The rooms fit the ports the desk declares.
var (
	_ desk.Store = (*store.Store)(nil)
	_ desk.Relay = (*lateRelay)(nil)
)

// house is everything a command of the desk's half works with.
type house struct {
	app     *App
	cfg     *config.Config
	home    config.Home
	zone    *time.Location
	cal     *hours.Calendar
	log     *slog.Logger
	logFile *logfile.File
	store   *store.Store
	files   *files.Folder
	relay   *lateRelay
	desk    *desk.Desk

	closers []func() error
	beside  bool      // another process has it open; only looked at
	asked   sync.Once // the relay, whether this desk may write
}

// settle finds the home and reads the configuration; from here on the
// language is the configured one.
func (a *App) settle() (*config.Config, config.Home, error) {
	home, err := config.ResolveHome(a.home, a.Env)
	if err != nil {
		return nil, home, domain.Fail(domain.CodeConfig, err.Error(), err)
	}
	cfg, err := config.Load(config.LoadOptions{Path: home.ConfigFile(), Env: a.Env, Keyring: config.SystemKeyring{}})
	if err != nil {
		return nil, home, err
	}
	a.texts = i18n.For(i18n.Detect(cfg.Language, a.env))
	return cfg, home, nil
}

// openHouse reads the configuration and opens the desk's database. The relay
// is reached, or started inside this process, when it is first asked.
func (a *App) openHouse(ctx context.Context) (*house, error) {
	cfg, home, err := a.settle()
	if err != nil {
		return nil, err
	}
	return a.furnish(ctx, cfg, home, embed{})
}

// withHouse opens the house for one piece of work and closes it again.
func (a *App) withHouse(ctx context.Context, work func(*house) error) error {
	h, err := a.openHouse(ctx)
	if err != nil {
		return err
	}
	defer h.close()
	return work(h)
}

// furnish opens everything a configuration names.
func (a *App) furnish(ctx context.Context, cfg *config.Config, home config.Home, e embed) (*house, error) {
	cal, err := calendarOf(cfg)
	if err != nil {
		return nil, err
	}
	if err := home.Make(); err != nil {
		return nil, err
	}
	h := &house{app: a, cfg: cfg, home: home, zone: cfg.Location(), cal: cal}
	if err := h.open(ctx, e); err != nil {
		h.close()
		return nil, err
	}
	return h, nil
}

func (h *house) open(ctx context.Context, e embed) error {
	a := h.app
	log, err := logfile.Open(h.home.LogFile())
	if err != nil {
		return fmt.Errorf("opening the log: %w", err)
	}
	h.closers = append(h.closers, log.Close)
	h.log, h.logFile = logfile.New(log), log
	lock, err := sqlite.AcquireLock(h.home.DeskDB(), a.Clock())
	switch {
	case err != nil && e.beside && domain.CodeOf(err) == domain.CodeInUse:
		return h.openBeside(ctx, err)
	case err != nil:
		return fmt.Errorf("taking the desk's lock: %w", err)
	}
	h.closers = append(h.closers, lock.Release)
	if err := h.home.Sweep(); err != nil {
		return fmt.Errorf("removing what a killed start has left: %w", err)
	}
	if h.store, err = store.Open(ctx, store.Options{Path: h.home.DeskDB(), Clock: a.Clock, Upgrading: a.upgrading, Sources: h.cfg.SourceList(), Guard: h.guard}); err != nil {
		return fmt.Errorf("opening the desk's database: %w", err)
	}
	h.closers = append(h.closers, h.store.Close)
	if h.files, err = files.Open(files.Options{Dir: h.home.Media(), Random: rand.Reader, Free: freeSpace}); err != nil {
		return fmt.Errorf("opening the folder of files: %w", err)
	}
	h.closers = append(h.closers, h.files.Close)
	h.relay = &lateRelay{open: func(ctx context.Context) (*livingRelay, error) { return h.reachRelay(ctx, e) }}
	h.closers = append(h.closers, h.relay.close)
	h.furnishDesk()
	return nil
}

// furnishDesk makes the desk of what the house has.
func (h *house) furnishDesk() {
	h.desk = desk.New(desk.Options{
		Store: h.store, Relay: h.relay, Decode: decoder(h.cfg.WhatsApp.PhoneNumberID), Clock: h.app.Clock,
		NewID: uuid.NewString, Hold: h.cfg.Send.Hold, Receipt: h.cfg.Send.Receipt, Typing: h.cfg.Send.Typing, Log: h.log,
		OnPanic: func(error) {}, // the desk has logged it and the status line says so
		Pen:     h.pen(), Writer: h.relay.writer,
	})
}

// sweepCopies removes the copies of the database that a killed backup has left:
// they hold whoever was erased since. While a backup is made it is refused.
func (h *house) sweepCopies() error {
	lock, err := h.app.lockBackups(h.home)
	if err != nil {
		return err
	}
	return errors.Join(backup.Sweep(h.home.Data), lock.Release())
}

// upgrading says why the first start of a new version takes a while. It is said
// before there is a screen, and beside what a command prints.
func (a *App) upgrading() { fmt.Fprintln(a.Err, a.texts.Line.Upgrading) }

// decoder reads webhooks meant for our own number; an app at Meta can serve
// several, the test number included.
func decoder(phoneNumberID string) desk.Decoder {
	return func(body []byte) []domain.Update { return whatsapp.DecodeFor(phoneNumberID, body) }
}

// close releases everything in the opposite order. What goes wrong then is
// for the log: nothing unsaved is left by now.
func (h *house) close() {
	var errs []error
	for i := len(h.closers) - 1; i >= 0; i-- {
		errs = append(errs, h.closers[i]())
	}
	h.closers = nil
	if err := errors.Join(errs...); err != nil && h.log != nil {
		h.log.Warn("closing", "error", err)
	}
}

// canSend refuses early, and with the name of the missing key, what the relay
// could only keep waiting.
func (h *house) canSend() error {
	if h.cfg.Relay.URL != "" {
		return nil
	}
	return h.cfg.Require(config.ForSending)
}

// shortTime is a moment as a list shows it: the time today, else with the day, and with
// the year if that is another one.
func (h *house) shortTime(t time.Time) string {
	t, now := t.In(h.zone), h.app.Clock().In(h.zone)
	switch {
	case t.Year() != now.Year():
		return t.Format(h.app.texts.Line.DateTime)
	case t.YearDay() != now.YearDay():
		return t.Format(h.app.texts.Line.DayTime)
	}
	return t.Format("15:04")
}

func (h *house) longTime(t time.Time) string { return t.In(h.zone).Format("2006-01-02 15:04:05") }
