package relay

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
)

const (
	// fetchAtOnce is how many files are fetched at a time.
	fetchAtOnce = 3
	// fetchLimit bounds one attempt: 100 MB over a line that is just alive.
	fetchLimit = time.Hour
	// fetchStall is how long nothing may come before an attempt is given up.
	fetchStall = time.Minute
	// fetchFirst and fetchLast bound the wait after an attempt that failed.
	fetchFirst = time.Second
	fetchLast  = 30 * time.Minute
	// wrongFirst and wrongTries: what is wrong with a file mostly stays wrong. It
	// is looked at again after up to 1, 4, 16 and 64 minutes, and then lost.
	wrongFirst = time.Minute
	wrongTries = 5
	// wrongInARow: when so many files were wrong one after another, nothing is to
	// be had at present, and looking again at each of thousands would cost a core.
	// The rest is looked at again at a walk; what is new is fetched at once.
	wrongInARow = 20
	walk        = 250 * time.Millisecond
	// longestWait is longer than any wait between two attempts.
	longestWait = 6 * time.Hour
	// restLast bounds the rest of all after a fault that concerns all.
	restLast = 5 * time.Minute
	// reserve is what is left free on the disk for webhooks, whatever files come.
	reserve = 32 << 20
)

// fetcher fetches the files of messages as soon as their webhook is stored: Meta
// knows their ids for 7 days, and the desk may be closed for longer. What has to
// survive is in the ledger; a kill in the middle costs an attempt.
type fetcher struct {
	l      *ledger
	o      *Options
	depot  *depot
	outbox *dispatcher // a dead token is dead for sends as well
	wake   chan struct{}
	slots  chan struct{}
	again  *rate.Limiter // second looks, while nothing is to be had
	tasks  sync.WaitGroup

	mu    sync.Mutex
	busy  map[string]*errand // by the ids that are being fetched
	owed  int64              // bytes that they may still bring
	until time.Time          // all rest until then
	rests int                // rests in a row, for their length
	why   domain.Code        // of the rest
	wrong int                // files in a row that were wrong
}

func newFetcher(l *ledger, o *Options, outbox *dispatcher) (*fetcher, error) {
	d, err := openDepot(o.DBPath)
	if err != nil {
		return nil, err
	}
	return &fetcher{
		l: l, o: o, depot: d, outbox: outbox, busy: map[string]*errand{},
		wake: make(chan struct{}, 1), slots: make(chan struct{}, fetchAtOnce), again: rate.NewLimiter(rate.Every(walk), 1),
	}, nil
}

// kick makes the fetcher look again.
func (f *fetcher) kick() {
	select {
	case f.wake <- struct{}{}:
	default: // it will look anyway
	}
}

// run fetches until ctx ends, which also ends what is under way.
func (f *fetcher) run(ctx context.Context) {
	for f.tidyUp(ctx) != nil && ctx.Err() == nil {
		sleep(ctx, storeAgain)
	}
	for ctx.Err() == nil {
		next, err := f.round(ctx)
		if err != nil && ctx.Err() == nil {
			f.o.Logger.Error("files", "code", domain.CodeOf(err), "err", err)
			next = f.o.now().Add(storeAgain)
		}
		f.sleep(ctx, next)
	}
	f.tasks.Wait()
}

// tidyUp removes what a kill has left, and looks for files that have gone.
func (f *fetcher) tidyUp(ctx context.Context) error {
	err := f.inventory(ctx)
	if err == nil {
		err = f.l.recallFiles(ctx, f.o.PhoneNumberID, f.o.now())
	}
	if err != nil && ctx.Err() == nil {
		f.o.Logger.Error("files not looked through", "code", domain.CodeOf(err), "err", err)
	}
	return err
}

func (f *fetcher) inventory(ctx context.Context) error {
	all, err := f.l.keptFiles(ctx)
	if err != nil {
		return err
	}
	byName := make(map[string]kept, len(all))
	names := make([]string, 0, len(all))
	for _, k := range all {
		byName[k.name] = k
		names = append(names, k.name)
	}
	missing, err := f.depot.sweep(names)
	if err != nil {
		return err
	}
	for _, name := range missing {
		if err := f.l.spoilt(ctx, byName[name]); err != nil {
			return err
		}
	}
	return nil
}

// sleep waits for a kick, for the moment next (zero: none), or for the end.
func (f *fetcher) sleep(ctx context.Context, next time.Time) {
	var at <-chan time.Time
	if !next.IsZero() {
		timer := time.NewTimer(min(max(next.Sub(f.o.Clock()), 0), longestSleep))
		defer timer.Stop()
		at = timer.C
	}
	select {
	case <-f.wake:
	case <-at:
	case <-ctx.Done():
	}
}

// round starts every file whose turn it is, and returns when to look again.
func (f *fetcher) round(ctx context.Context) (time.Time, error) {
	if f.o.Files == nil {
		return time.Time{}, nil
	}
	now := f.o.now()
	if until := f.restsUntil(); until.After(now) && until.Sub(now) <= restLast { // a longer one comes from a clock that was ahead
		return until, nil
	}
	due, err := f.l.dueFiles(ctx, now)
	if err != nil {
		return time.Time{}, err
	}
	for _, j := range due {
		if j.attempts > 0 && f.walks() && !f.again.Allow() {
			return now.Add(walk), nil // new ones stand in front of these
		}
		if !f.start(ctx, j) {
			return time.Time{}, nil // the one that ends will kick
		}
	}
	return f.l.nextFile(ctx, now)
}

// start lets an attempt run; false: as many as may run already do.
func (f *fetcher) start(ctx context.Context, j job) bool {
	ctx, ours := f.take(ctx, j.id)
	if !ours {
		return true // it runs already
	}
	select {
	case f.slots <- struct{}{}:
	default:
		f.give(j.id)
		return false
	}
	f.tasks.Add(1)
	broke := func(err error) { f.o.Logger.Error("fetching a file broke down", "err", err) }
	safego.Go("file", broke, func() {
		defer f.tasks.Done()
		defer f.kick()
		defer func() { <-f.slots }()
		defer f.give(j.id)
		f.attempt(ctx, j)
	})
	return true
}

// errand is an attempt that runs.
type errand struct {
	stop  context.CancelFunc
	ended chan struct{} // closes when nothing of it is left but what it has noted
}

func (f *fetcher) take(ctx context.Context, id string) (context.Context, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.busy[id] != nil {
		return ctx, false
	}
	ctx, stop := context.WithCancel(ctx) //nolint:gosec // give calls it
	f.busy[id] = &errand{stop, make(chan struct{})}
	return ctx, true
}

func (f *fetcher) give(id string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.busy[id].stop()
	close(f.busy[id].ended)
	delete(f.busy, id)
}

// abandon ends the attempts for some files of which nobody may have anything any
// more, and returns when what had come in is gone.
func (f *fetcher) abandon(ctx context.Context, ids []string) error {
	for _, id := range ids {
		f.mu.Lock()
		e := f.busy[id]
		f.mu.Unlock()
		if e == nil {
			continue
		}
		e.stop()
		select {
		case <-e.ended:
		case <-ctx.Done():
			return fmt.Errorf("waiting for a file that is being fetched: %w", ctx.Err())
		}
	}
	return nil
}

// attempt makes one attempt and writes down what became of it. One that the end
// of the relay cuts off was none.
func (f *fetcher) attempt(ctx context.Context, j job) {
	var got haul
	var err error
	if broken := safego.Run("file", func() { got, err = f.fetch(ctx, j) }); broken != nil {
		f.o.Logger.Error("fetching a file broke down", "err", broken)
		err = broken
	}
	if ctx.Err() != nil && err != nil {
		return
	}
	if err == nil {
		err = f.keep(ctx, j, got)
	}
	if err == nil {
		f.worked()
		return
	}
	if err := f.failed(ctx, j, err); err != nil && ctx.Err() == nil {
		f.o.Logger.Error("file not noted", "code", domain.CodeOf(err), "err", err)
		f.rest(domain.CodeOf(err), storeAgain)
	}
}

// keep notes a file that lies in the depot. If nobody waits for it any more, or
// that cannot be written down, the file goes.
func (f *fetcher) keep(ctx context.Context, j job, got haul) error {
	n := domain.MediaNews{ID: j.id, State: domain.FileFetched, MIME: got.mime, SHA256: got.sum, Size: got.size}
	settled, err := f.l.settleFile(ctx, n, got.name)
	if settled {
		return nil
	}
	if gone := f.depot.remove(got.name); err == nil {
		return gone
	}
	return &diskError{err}
}

// failed writes down what follows from an attempt that did not succeed.
func (f *fetcher) failed(ctx context.Context, j job, err error) error {
	f.noticed(err)
	r := rule(err)
	if r.all != "" {
		f.rest(r.all, 0)
	}
	now := f.o.now()
	wrong := j.wrong
	f.count(r.wrong)
	if r.wrong {
		wrong++
	}
	dead := !now.Add(-f.o.Drift.Ahead()).Before(j.dies()) // by Meta's clock: it is Meta that forgets
	if r.final || wrong >= wrongTries || dead && !outOfDate(err) {
		f.o.Logger.Warn("file lost", "reason", r.reason, "attempts", j.attempts+1, "err", err)
		_, err := f.l.settleFile(ctx, domain.MediaNews{ID: j.id, State: domain.FileLost, Reason: r.reason}, "")
		return err
	}
	wait := backoff(fetchFirst, fetchLast, j.attempts, f.o.Random())
	if r.wrong {
		wait = backoff(wrongFirst, longestWait, 2*(wrong-1), f.o.Random())
	}
	next := now.Add(max(wait, fetchFirst))
	if j.dies().Before(next) && j.dies().After(now) {
		next = j.dies() // the last attempt is made when nobody knows better
	}
	return f.l.putOff(ctx, j.id, next, r.wrong)
}

// noticed passes on that the token is dead: sends would find it so too.
func (f *fetcher) noticed(err error) {
	if p, dead := deadToken(err); dead {
		f.outbox.stop(p)
	}
}

// restsUntil is when the rest of all ends.
func (f *fetcher) restsUntil() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.until
}

// trouble is why nothing is fetched at present, if that is so.
func (f *fetcher) trouble() domain.Code {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.why
}

// rest lets all wait: what has stopped one would stop the others too.
func (f *fetcher) rest(why domain.Code, least time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.o.now()
	if f.until.After(now) {
		return // attempts that ran side by side met the same fault
	}
	wait := max(backoff(fetchFirst, restLast, f.rests, f.o.Random()), least, fetchFirst)
	f.until, f.why = now.Add(wait.Truncate(time.Millisecond)), why
	f.rests++
}

func (f *fetcher) worked() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.rests, f.why, f.until, f.wrong = 0, "", time.Time{}, 0
}

func (f *fetcher) count(wrong bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if wrong {
		f.wrong++
	}
}

// walks reports that nothing was to be had for a while.
func (f *fetcher) walks() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.wrong >= wrongInARow
}

// open opens a fetched file for the desk. errNotYet: it is being fetched, maybe
// again because the disk has lost or changed it, or news of its loss is on its way.
func (f *fetcher) open(ctx context.Context, id string) (io.ReadCloser, int64, error) {
	k, state, err := f.l.fileOf(ctx, id)
	switch {
	case err != nil:
		return nil, 0, err
	case state == "" || state == "gone":
		return nil, 0, errNoFile
	case state != string(domain.FileFetched):
		return nil, 0, errNotYet
	}
	body, size, err := f.depot.open(k.name, k.sum)
	if !errors.Is(err, errNoFile) {
		return body, size, err
	}
	f.o.Logger.Error("file damaged or gone on disk")
	if err := f.l.spoilt(ctx, k); err != nil {
		return nil, 0, err
	}
	f.kick()
	return nil, 0, errNotYet
}

// forget lets go of a file for ever. Its row is changed first: a file without a
// row is removed at the next start, a row without a file would be a loss.
func (f *fetcher) forget(ctx context.Context, id string) error {
	name, err := f.l.letGo(ctx, id)
	if err != nil || name == "" {
		return err
	}
	return f.depot.remove(name)
}

// room promises so many bytes of the disk, until done is called.
func (f *fetcher) room(size int64) (done func(), err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.o.Free != nil {
		free, err := f.o.Free(f.depot.path)
		if err != nil {
			return nil, &diskError{err}
		}
		if int64(min(free, 1<<62)) < size+f.owed+reserve {
			return nil, &diskError{domain.Fail(domain.CodeDiskFull, "", nil)}
		}
	}
	f.owed += size
	return func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.owed -= size
	}, nil
}
