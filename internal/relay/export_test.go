package relay

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net"
	"net/http"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
	"sprechstunde/internal/sqlite"
)

// Limits that tests measure against.
const (
	AppID       = appID
	MaxWebhook  = maxWebhook
	MaxSend     = maxSend
	MaxAnswer   = maxAnswer
	MaxLimit    = maxLimit
	KeepPassed  = domain.EventsKept
	PairBurst   = pairBurst
	PairEvery   = pairEvery
	OrderWithin = orderWithin
	PurgeStep   = purgeStep

	WebhookStrangers = webhookStrangers
	Lull             = lull
	Lulls            = lulls
	ThinkStep        = thinkStep
	FloodStep        = floodStep
)

// Transactions returns how many transactions stored webhooks.
func (r *Relay) Transactions() int64 { return r.transacted.Load() }

// Tidy runs the housekeeping once.
func (r *Relay) Tidy(ctx context.Context) error { return r.tidy(ctx) }

// Confirm passes a cursor as a pull would.
func (r *Relay) Confirm(seq int64) { r.confirm(seq) }

// HoldWriter keeps the only writing connection busy until the returned func is
// called.
func (r *Relay) HoldWriter() (release func()) {
	began, end, ended := make(chan struct{}), make(chan struct{}), make(chan struct{})
	_ = safego.Go("holding the writer", func(error) {}, func() {
		defer close(ended)
		_ = r.ledger.db.WithTx(context.Background(), func(*sqlite.Tx) error {
			close(began)
			<-end
			return nil
		})
	})
	<-began
	return func() { close(end); <-ended }
}

// Exec changes the database behind the relay's back.
func (r *Relay) Exec(query string, args ...any) error {
	return r.ledger.db.WithTx(context.Background(), func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(context.Background(), query, args...)
		return err
	})
}

// One returns the first column of a query's only row.
func (r *Relay) One(query string, into any, args ...any) error {
	return r.ledger.db.Read().QueryRowContext(context.Background(), query, args...).Scan(into)
}

// Committer is the group commit by itself.
type Committer struct{ c *committer }

// NewCommitter commits through store, which gets the bodies of each group.
func NewCommitter(store func(bodies [][]byte) error) Committer {
	return Committer{newCommitter(func(_ context.Context, group []*arrival) error {
		bodies := make([][]byte, len(group))
		for i, a := range group {
			bodies[i] = a.body
		}
		return store(bodies)
	})}
}

// Run, Submit and Close are those of the committer.
func (c Committer) Run()                     { c.c.run() }
func (c Committer) Submit(body []byte) error { return c.c.submit(body, time.Time{}) }
func (c Committer) Close()                   { c.c.close() }

// Feel is the pulse of a relay.
func Feel(tally map[int64]int, now, lastWebhook, up time.Time) (messages int, usual float64, silent bool) {
	p := feel(tally, now, lastWebhook, up)
	return p.messages, p.usual, p.silent
}

// Route is one call of the private API.
type Route struct{ Method, Path string }

// Routes lists the private API.
func Routes() []Route {
	out := make([]Route, len(routes))
	for i, r := range routes {
		out[i] = Route{r.method, r.path}
	}
	return out
}

// ParseEventsQuery and CheckBody are the parsers of the private API.
func ParseEventsQuery(raw string) (after int64, limit int, wait time.Duration, err error) {
	q, err := parseEventsQuery(raw)
	return q.after.Seq, q.limit, q.wait, err
}

// CheckBody reads a handover and returns its canonical form.
func CheckBody(body []byte) (domain.Send, []byte, error) {
	s, err := decodeSend(body)
	if err != nil {
		return s, nil, err
	}
	o, err := newOrder(s)
	return o.send, o.body, err
}

// NewMemoryListener makes a listener without a network, so that nothing in a
// synctest bubble waits for the outside.
func NewMemoryListener() net.Listener { return newMemoryListener() }

// Arrive stores a webhook as its listener does once the signature was right.
func (r *Relay) Arrive(body string) error { return r.commits.submit([]byte(body), r.o.now()) }

// Plan is how SQLite would run a query.
func (r *Relay) Plan(query string) (plan string, err error) {
	rows, err := r.ledger.db.Read().QueryContext(context.Background(), "EXPLAIN QUERY PLAN "+query)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	for rows.Next() {
		var a, b, c int
		var detail string
		if err := rows.Scan(&a, &b, &c, &detail); err != nil {
			return "", err
		}
		plan += detail + "\n"
	}
	return plan, rows.Err()
}

// Unfinished is the condition that finds the few rows that matter.
const Unfinished = unfinished

// BodyAndSum is a body and its checksum as two values in SQL.
func BodyAndSum(body []byte) string { return fmt.Sprintf("x'%x', x'%x'", body, sha256.Sum256(body)) }

// CaughtUp waits until everything stored by now has been thought about.
func (r *Relay) CaughtUp(ctx context.Context) error { return r.caughtUp(ctx) }

// UntilArrived waits until so many webhooks were found to be honest.
func (r *Relay) UntilArrived(ctx context.Context, n int64) error {
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for r.commits.came.Load() < n {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// GiveWay is the thinker waiting for the end of a flood, of which arrived tells.
// want calls for it.
func GiveWay(ctx context.Context, arrived func() int64) (step func() int, want func()) {
	t := &thinker{arrived: arrived, hurry: make(chan struct{}, 1)}
	return func() int { return t.giveWay(ctx, 0) }, func() { t.want(1) }
}

// DialMemory calls a listener made by NewMemoryListener.
func DialMemory(ctx context.Context, l net.Listener) (net.Conn, error) {
	return l.(*memoryListener).dial(ctx)
}

// Handlers are what the private listener and the public one serve, without the
// net under them that turns a panic into an answer.
func (r *Relay) Handlers() (private, public http.Handler) {
	return newAPI(r), r.webhookHandler()
}

// Spoil changes the database as a failing disk does.
func (r *Relay) Spoil(ctx context.Context, query string) error {
	return r.ledger.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, query)
		return err
	})
}

// ListenError is what a listener that could not be opened is called.
var ListenError = listenError

// StandsIn is whom automatic texts name in place of the adviser.
func (r *Relay) StandsIn() string { return r.thinker.deputy() }

// Strings are the only column of a query.
func (r *Relay) Strings(tb testing.TB, query string) (out []string) {
	tb.Helper()
	err := r.ledger.db.WithTx(tb.Context(), func(tx *sqlite.Tx) (err error) {
		out, err = column[string](tb.Context(), tx, query)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return out
}
