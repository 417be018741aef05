package fakewa

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"sync"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
)

// What stands in for the values an adviser copies out of Meta's pages, used
// wherever Options leaves a field empty. None of them is real.
const (
	DefaultPhoneNumberID     = "100000000000001"
	DefaultBusinessAccountID = "200000000000002"
	DefaultToken             = "pretend-access-token"
	DefaultAppSecret         = "pretend-app-secret"
	DefaultDisplayNumber     = "+4915550100000"
	// DefaultDuplicateEvery is how often a webhook is posted twice.
	DefaultDuplicateEvery = 5
)

// Options says what the pretend API is like. Only Clock is required.
type Options struct {
	Clock domain.Clock
	// Wait lets time pass between retries, statuses and answers. It returns the
	// error of ctx when that ends first. Nil waits in real time.
	Wait func(ctx context.Context, d time.Duration) error
	// Seed decides everything that is left to chance.
	Seed uint64
	// WebhookURL is our callback address; it must be on this machine. It may be
	// given later with SetWebhook.
	WebhookURL        string
	AppSecret         string
	PhoneNumberID     string
	BusinessAccountID string
	Token             string
	DisplayNumber     string
	// Listener must be bound to a loopback address; nil takes a free port.
	Listener net.Listener
	// Dial reaches the webhook without a socket, for tests that keep everything
	// in one process; nil dials loopback addresses.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)
	// Faults is asked once for every request; nil means none.
	Faults func(Request) Fault
	// Plan chooses the statuses of an accepted message; nil is OddPlan.
	Plan func(SentMessage, *rand.Rand) []Step
	// SyncWindow refuses a send outside the reply window in the answer itself.
	// Otherwise it is accepted and fails by status, which Meta does more often.
	SyncWindow bool
	// Window is how long free text is allowed after a person's last message; 0
	// is the real time. A shorter one makes the server stricter than our clock.
	Window time.Duration
	// NoWindow never refuses for the reply window: for tests that have no
	// person who wrote first.
	NoWindow bool
	// PairBurst is how many messages one person takes at once before error
	// 131056; one more is allowed every 6 seconds. 0 sets no limit.
	PairBurst int
	// DuplicateEvery posts every n-th webhook twice; 0 is
	// DefaultDuplicateEvery, a negative number never does.
	DuplicateEvery int
	// NoHistory refuses to tell how webhooks fared, as Meta does to most.
	NoHistory bool
	// Unsubscribed starts with no app joined to the account, so that nothing
	// is ever delivered until POST subscribed_apps.
	Unsubscribed bool
}

// Server is a running pretend API. Its methods may be called from anywhere.
type Server struct {
	opt    Options
	base   string
	http   *http.Server
	client *http.Client
	ctx    context.Context
	cancel context.CancelFunc
	served <-chan struct{}

	mu         sync.Mutex
	webhook    string
	subscribed bool
	live       bool // people answer
	serial     uint64
	posts      int
	asked      map[string]int
	sent       []SentMessage
	attempts   map[string]int
	receipts   []Receipt
	people     map[string]*resident
	files      map[string]*storedFile
	uploads    []File
	templates  []template
	profile    map[string]any
	platform   platform
	deliveries []delivery
	problems   []error
	pending    int
	idle       chan struct{}
}

// Start listens and answers until ctx ends or Close is called.
func Start(ctx context.Context, opt Options) (*Server, error) {
	if opt.Clock == nil {
		return nil, errors.New("starting the pretend API: no clock given")
	}
	fillIn(&opt)
	if err := checkLoopbackURL(opt.WebhookURL); err != nil {
		return nil, fmt.Errorf("starting the pretend API: %w", err)
	}
	l, err := listen(ctx, opt.Listener)
	if err != nil {
		return nil, fmt.Errorf("starting the pretend API: %w", err)
	}
	ctx, cancel := context.WithCancel(ctx)
	s := newServer(ctx, opt, "http://"+l.Addr().String())
	s.cancel = cancel
	s.served = safego.Go("fakewa server", s.problem, func() {
		if err := s.http.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			s.problem(fmt.Errorf("serving the pretend API: %w", err))
		}
	})
	context.AfterFunc(ctx, s.stop)
	return s, nil
}

func fillIn(opt *Options) {
	if opt.Wait == nil {
		opt.Wait = waitReal
	}
	if opt.Plan == nil {
		opt.Plan = OddPlan
	}
	if opt.Faults == nil {
		opt.Faults = func(Request) Fault { return Fault{} }
	}
	if opt.Window == 0 {
		opt.Window = windowLife
	}
	if opt.DuplicateEvery == 0 {
		opt.DuplicateEvery = DefaultDuplicateEvery
	}
	for p, def := range map[*string]string{
		&opt.AppSecret:         DefaultAppSecret,
		&opt.PhoneNumberID:     DefaultPhoneNumberID,
		&opt.BusinessAccountID: DefaultBusinessAccountID,
		&opt.Token:             DefaultToken,
		&opt.DisplayNumber:     DefaultDisplayNumber,
	} {
		if *p == "" {
			*p = def
		}
	}
}

func waitReal(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func listen(ctx context.Context, given net.Listener) (net.Listener, error) {
	if given == nil {
		var lc net.ListenConfig
		return lc.Listen(ctx, "tcp", "127.0.0.1:0")
	}
	if a, ok := given.Addr().(*net.TCPAddr); !ok || !a.IP.IsLoopback() {
		return nil, fmt.Errorf("listener on %s: %w", given.Addr(), ErrNotLoopback)
	}
	return given, nil
}

func newServer(ctx context.Context, opt Options, base string) *Server {
	s := &Server{
		ctx: ctx, opt: opt, base: base, webhook: opt.WebhookURL, subscribed: !opt.Unsubscribed,
		client: loopbackClient(opt.Dial), asked: map[string]int{}, attempts: map[string]int{},
		people: map[string]*resident{}, files: map[string]*storedFile{},
		templates: firstTemplates(), profile: firstProfile(),
	}
	s.http = &http.Server{
		Handler: s.routes(), ReadHeaderTimeout: 10 * time.Second,
		ErrorLog:    slog.NewLogLogger(slog.NewTextHandler(problemWriter{s}, nil), slog.LevelError),
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	return s
}

// Base is the address to use as api_url, without a slash at the end.
func (s *Server) Base() string { return s.base }

// SetWebhook changes the callback address, which must be on this machine.
func (s *Server) SetWebhook(address string) error {
	if err := checkLoopbackURL(address); err != nil {
		return fmt.Errorf("setting the webhook: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.webhook = address
	return nil
}

// Close stops answering and waits until everything under way has ended.
func (s *Server) Close() error {
	s.cancel()
	s.stop()
	<-s.served
	return s.Drain(context.WithoutCancel(s.ctx))
}

// stop cuts all connections. Errors of closing sockets help nobody here.
func (s *Server) stop() {
	_ = s.http.Close()
	s.client.CloseIdleConnections()
}

// Drain waits until no status, retry or answer of a person is under way.
func (s *Server) Drain(ctx context.Context) error {
	for {
		s.mu.Lock()
		idle, pending := s.idle, s.pending
		s.mu.Unlock()
		if pending == 0 {
			return nil
		}
		select {
		case <-idle:
		case <-ctx.Done():
			return fmt.Errorf("waiting for the pretend API: %w", ctx.Err())
		}
	}
}

// Problems lists what went wrong in the background: webhooks that nobody
// took, panics. A test with a healthy receiver expects none.
func (s *Server) Problems() []error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]error(nil), s.problems...)
}

func (s *Server) problem(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.problems = append(s.problems, err)
}

// problemWriter catches what net/http would print to the terminal, where a
// demo has its screen.
type problemWriter struct{ s *Server }

// Write takes one line of the log.
func (w problemWriter) Write(line []byte) (int, error) {
	w.s.problem(fmt.Errorf("serving the pretend API: %s", bytes.TrimSpace(line)))
	return len(line), nil
}

// spawn runs fn in the background; Drain and Close wait for it.
func (s *Server) spawn(where string, fn func(ctx context.Context) error) {
	s.mu.Lock()
	if s.pending == 0 {
		s.idle = make(chan struct{})
	}
	s.pending++
	s.mu.Unlock()
	safego.Go(where, s.problem, func() {
		defer s.ended()
		if err := fn(s.ctx); err != nil && s.ctx.Err() == nil {
			s.problem(fmt.Errorf("%s: %w", where, err))
		}
	})
}

func (s *Server) ended() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pending--
	if s.pending == 0 {
		close(s.idle)
	}
}

// nextSerial numbers everything that needs an id or luck of its own.
func (s *Server) nextSerial() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.serial++
	return s.serial
}

// luck is a source of chance that depends only on the seed and n.
func (s *Server) luck(n uint64) *rand.Rand {
	return rand.New(rand.NewPCG(s.opt.Seed, n))
}

func (s *Server) now() time.Time { return s.opt.Clock() }
