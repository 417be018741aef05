package relay

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
	"sprechstunde/internal/sqlite"
)

// stopGrace is how long requests and sends that have begun may take to end when
// the relay goes down.
const stopGrace = 5 * time.Second

// Relay is the always-on half. Open it, Run it, Close it.
type Relay struct {
	o        Options
	lock     *sqlite.Lock
	ledger   *ledger
	instance atomic.Pointer[string]
	renaming sync.Mutex // one log gets one new name
	started  time.Time
	news     *bell // rings when events were committed
	commits  *committer
	memory   *memoryListener
	private  net.Listener // nil if only reachable through Dial
	webhooks net.Listener
	outbox   *dispatcher
	account  *account
	thinker  *thinker
	files    *fetcher
	calls    *decliner
	writers  *writers

	closing  chan struct{} // closes when the relay begins to go down
	closeOne sync.Once
	ended    chan struct{} // closes when Run has returned; nil before Run
	closed   bool          // Close got past the point from which Run may no longer begin
	running  sync.Mutex    // guards ended and closed

	confirmed   atomic.Int64 // highest cursor the desk has shown
	lastWebhook atomic.Int64 // UTC milliseconds, 0 for never
	refused     atomic.Int64
	transacted  atomic.Int64 // webhook transactions
	quiet       quietLog
}

// Open takes the lock, opens the database and the listeners, but does not
// serve yet. Errors carry the codes of package sqlite, missing_secret, config
// or port_taken.
func Open(ctx context.Context, o Options) (*Relay, error) {
	if err := o.check(); err != nil {
		return nil, fmt.Errorf("checking relay options: %w", err)
	}
	r := &Relay{
		o: o, news: newBell(), memory: newMemoryListener(), closing: make(chan struct{}), started: o.now(),
		private: o.Listener, webhooks: o.WebhookListener,
	}
	r.commits = newCommitter(r.store)
	if err := r.open(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("opening relay: %w", err), r.Close())
	}
	return r, nil
}

func (r *Relay) open(ctx context.Context) (err error) {
	if r.lock, err = sqlite.AcquireLock(r.o.DBPath, r.o.now()); err != nil {
		return err
	}
	if r.ledger, err = openLedger(ctx, r.o.DBPath, r.o.Clock, r.news.ring, r.damaged); err != nil {
		return err
	}
	if err := r.recall(ctx); err != nil {
		return err
	}
	if r.outbox, err = newDispatcher(ctx, r.ledger, &r.o); err != nil {
		return err
	}
	if r.account, err = newAccount(ctx, r.ledger, &r.o, r.outbox); err != nil {
		return err
	}
	r.outbox.badTemplate = r.account.changed
	if r.files, err = newFetcher(r.ledger, &r.o, r.outbox); err != nil {
		return err
	}
	r.calls = newDecliner(&r.o)
	if r.thinker, err = r.newThinker(ctx); err != nil {
		return err
	}
	return r.openListeners(ctx)
}

// recall loads what the last run left.
func (r *Relay) recall(ctx context.Context) (err error) {
	name, err := r.ledger.instance(ctx, r.o.NewID())
	if err != nil {
		return err
	}
	r.instance.Store(&name)
	if err := r.ledger.beginRun(ctx); err != nil { // a full disk; what is here can still be told
		r.o.Logger.Warn("the run is marked together with its first webhook", "code", domain.CodeOf(err), "err", err)
	}
	if r.writers, err = newWriters(ctx, r.ledger, r.o.now); err != nil {
		return err
	}
	passed, err := r.ledger.passed(ctx)
	if err != nil {
		return err
	}
	r.confirmed.Store(passed)
	last, err := r.ledger.lastWebhook(ctx)
	if err == nil && !last.IsZero() {
		r.lastWebhook.Store(last.UnixMilli())
	}
	return err
}

func (r *Relay) openListeners(ctx context.Context) (err error) {
	if r.private == nil && r.o.Listen != "" {
		if r.private, err = listen(ctx, r.o.Listen); err != nil {
			return err
		}
	}
	if r.webhooks == nil {
		r.webhooks, err = listen(ctx, r.o.WebhookListen)
	}
	return err
}

// Run serves, commits and sends until ctx ends or something breaks for good,
// then lets what has begun come to its end. It is called once; after Close it
// does nothing.
func (r *Relay) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	ended := make(chan struct{})
	defer close(ended)
	if !r.enter(ended) {
		return nil
	}

	committing := safego.Go("webhook commits", cancel, r.commits.run)
	public := r.server(r.webhookHandler(), 10*time.Second, 10*time.Second)
	private := r.server(newAPI(r), 30*time.Second, maxWait+30*time.Second)
	tasks := []<-chan struct{}{
		r.serve("webhook listener", cancel, public, newGate(r.webhooks, bounded(webhookStrangers, webhookPart))),
		r.serve("memory listener", cancel, private, r.memory),
		safego.Go("thinking", cancel, func() { r.thinker.run(ctx) }),
		safego.Go("outbox", cancel, func() { r.outbox.run(ctx) }),
		safego.Go("account", cancel, func() { r.account.run(ctx) }),
		safego.Go("files", cancel, func() { r.files.run(ctx) }),
		safego.Go("calls", cancel, func() { r.calls.run(ctx) }),
		safego.Go("housekeeping", cancel, func() { r.housekeep(ctx) }),
	}
	if r.private != nil {
		tasks = append(tasks, r.serve("private listener", cancel, private, newGate(r.private, bounded(privateStrangers, privatePart))))
	}
	select {
	case <-ctx.Done():
	case <-r.closing:
		cancel(nil)
	}
	r.begin()
	r.stop(public, private) //nolint:contextcheck // ctx has ended; what it stops gets a time of its own
	for _, t := range tasks {
		<-t
	}
	r.commits.close()
	<-committing
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("running relay: %w", err)
	}
	return nil
}

// enter says that Run goes on until ended closes; false if Close was faster and
// there is nothing left to run.
func (r *Relay) enter(ended chan struct{}) bool {
	r.running.Lock()
	defer r.running.Unlock()
	if r.closed {
		return false
	}
	r.ended = ended
	return true
}

func (r *Relay) begin() { r.closeOne.Do(func() { close(r.closing) }) }

// Close ends Run, waits for it and releases everything. It may be called more
// than once.
func (r *Relay) Close() error {
	r.begin()
	r.running.Lock()
	defer r.running.Unlock()
	r.closed = true
	if r.ended != nil {
		<-r.ended
	}
	r.commits.close()
	errs := []error{r.memory.Close()}
	for _, l := range []net.Listener{r.private, r.webhooks} {
		if l != nil {
			errs = append(errs, ignoreClosed(l.Close()))
		}
	}
	if r.ledger != nil {
		ctx, cancel := context.WithTimeout(context.Background(), stopGrace)
		defer cancel()
		errs = append(errs, r.saveConfirmed(ctx), r.ledger.db.Close())
		r.ledger = nil
	}
	if r.files != nil {
		errs = append(errs, r.files.depot.close())
		r.files = nil
	}
	if r.lock != nil {
		errs = append(errs, r.lock.Release())
		r.lock = nil
	}
	return errors.Join(errs...)
}

func ignoreClosed(err error) error {
	if errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}

// Dial reaches the private API of a running relay inside this process. It has
// the shape of a dialer; network and address do not matter.
func (r *Relay) Dial(ctx context.Context, _, _ string) (net.Conn, error) { return r.memory.dial(ctx) }

// Addr returns the address of the private API, "" if it is only reachable
// through Dial.
func (r *Relay) Addr() string { return addrOf(r.private) }

// WebhookAddr returns the address of the webhook listener.
func (r *Relay) WebhookAddr() string { return addrOf(r.webhooks) }

func addrOf(l net.Listener) string {
	if l == nil {
		return ""
	}
	if l.Addr().Network() == "unix" {
		return unixPrefix + l.Addr().String()
	}
	return l.Addr().String()
}
