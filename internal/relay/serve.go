package relay

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
)

func (r *Relay) server(h http.Handler, read, write time.Duration) *http.Server {
	return &http.Server{
		Handler:           r.unbroken(h),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       read,
		WriteTimeout:      write,
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    16 << 10,
		ConnContext:       withVisitor,
		// net/http would answer "OPTIONS *" by itself, before anybody asks for a token.
		DisableGeneralOptionsHandler: true,
		// net/http logs addresses and garbage of strangers; none of it helps.
		ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError),
	}
}

func (r *Relay) serve(name string, broke func(error), s *http.Server, l net.Listener) <-chan struct{} {
	return safego.Go(name, broke, func() {
		if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			broke(fmt.Errorf("serving on %s: %w", name, err))
		}
	})
}

// unbroken turns a panic in a handler into 503. The connection and the relay
// live on, and Meta sends the webhook again.
func (r *Relay) unbroken(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if err := safego.Run("request", func() { h.ServeHTTP(w, req) }); err != nil {
			r.o.Logger.Error("request broke", "err", err)
			bare(w, http.StatusServiceUnavailable)
		}
	})
}

// stop lets requests end, then cuts them off.
func (r *Relay) stop(servers ...*http.Server) {
	ctx, cancel := context.WithTimeout(context.Background(), stopGrace)
	defer cancel()
	for _, s := range servers {
		if err := s.Shutdown(ctx); err != nil {
			_ = s.Close() // cut off, as the grace is over
		}
	}
}

func (r *Relay) webhookHandler() http.Handler {
	return &webhookDesk{
		verifyToken: r.o.VerifyToken,
		secrets:     func() []string { return nonEmpty(r.o.AppSecrets()) },
		submit:      r.commits.submit,
		now:         r.o.now,
		refused:     r.wrongSignature,
		failed:      func(err error) { r.o.Logger.Error("webhook not stored", "code", domain.CodeOf(err), "err", err) },
		small:       make(chan struct{}, smallPlaces),
		large:       make(chan struct{}, largePlaces),
	}
}

// nonEmpty drops secrets that are not set: everybody can sign with "".
func nonEmpty(secrets []string) []string {
	var out []string
	for _, s := range secrets {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// store is the committer's way to disk.
func (r *Relay) store(ctx context.Context, group []*arrival) error {
	if err := r.ledger.addWebhooks(ctx, group); err != nil {
		return err
	}
	r.transacted.Add(1)
	r.lastWebhook.Store(group[len(group)-1].at.UnixMilli())
	return nil
}

func (r *Relay) wrongSignature() {
	n := r.refused.Add(1)
	if r.quiet.allow(r.o.now()) {
		r.o.Logger.Warn("webhook with a wrong signature refused", "count", n)
	}
}

// quietLog lets one line a minute through, so that a flood of forged webhooks
// does not fill the disk with lines about itself.
type quietLog struct {
	mu   sync.Mutex
	last time.Time
}

func (q *quietLog) allow(now time.Time) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.last.IsZero() && now.Sub(q.last) < time.Minute {
		return false
	}
	q.last = now
	return true
}
