//go:build proof && linux

package power_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/safego"
)

const (
	posters = 6
	people  = 200
	// epoch is after how many cuts the relay gets a new database, so that a
	// night does not spend itself on comparing what was compared before.
	epoch = 50
	// longestRun is how long the relay takes webhooks before a cut, at most.
	longestRun = 60 * time.Millisecond
)

// acks is which webhooks got their 200. Once frozen it changes no more: a 200
// that races the cut is none, because nobody can say which came first.
type acks struct {
	mu     sync.Mutex
	frozen bool
	ids    map[string]bool
	first  chan struct{}
	once   *sync.Once
}

func newAcks(before map[string]bool) *acks {
	return &acks{ids: maps.Clone(before), first: make(chan struct{}), once: new(sync.Once)}
}

func (a *acks) add(id string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.frozen {
		a.ids[id] = true
		a.once.Do(func() { close(a.first) })
	}
}

func (a *acks) freeze() map[string]bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.frozen = true
	return a.ids
}

// plant is a relay on a disk, and what it has acknowledged so far.
type plant struct {
	t       *testing.T
	disk    *disk
	home    *rig.Home
	program string
	pretend *fakewa.Server
	pause   time.Duration // between two webhooks of one poster
	luck    *rand.Rand
	acked   map[string]bool
	total   int
	seq     int
}

func newPlant(t *testing.T, program string) *plant {
	t.Helper()
	d := newDisk(t)
	meta := rig.Meta(t, fakewa.Options{})
	p := &plant{
		t: t, disk: d, home: rig.HomeIn(t, d.dir, meta.Base()), program: program, pretend: meta,
		luck: rig.Luck(t), acked: map[string]bool{},
	}
	d.settle(t) // the configuration is not what this is about
	return p
}

func (p *plant) relay() *rig.Relay {
	p.t.Helper()
	cmd := exec.CommandContext(p.t.Context(), p.program, "relay")
	cmd.Env = append(os.Environ(), p.home.Env()...)
	r, err := p.home.TryRelay(p.t, cmd)
	if err != nil {
		p.t.Fatal(err)
	}
	return r
}

// post posts webhooks until ctx ends.
func (p *plant) post(ctx context.Context, url string, a *acks) (wait func()) {
	var all sync.WaitGroup
	for i := range posters {
		p.seq++
		name := fmt.Sprintf("%d.%d", p.seq, i)
		all.Add(1)
		safego.Go("posting webhooks", func(err error) { p.t.Error(err) }, func() {
			defer all.Done()
			c := &http.Client{Transport: &http.Transport{}}
			defer c.CloseIdleConnections()
			for n := 0; ctx.Err() == nil; n++ {
				id := fmt.Sprintf("wamid.%s.%d", name, n)
				body := rig.Webhook(id, fmt.Sprintf("+49155500%05d", n%people), "Ich suche etwas, ä ö ü "+id, time.Now())
				if code, err := rig.Post(ctx, c, url, body); err == nil && code == http.StatusOK {
					a.add(id)
				}
				<-time.After(p.pause)
			}
		})
	}
	return all.Wait
}

// round lets the relay take webhooks, cuts the power at some moment, and
// returns how many acknowledged ones are gone.
func (p *plant) round() (lost int) {
	p.t.Helper()
	r := p.relay()
	before := len(p.acked)
	a := newAcks(p.acked)
	ctx, stop := context.WithCancel(p.t.Context())
	wait := p.post(ctx, r.URL, a)
	select {
	case <-a.first:
	case <-time.After(time.Minute):
		p.t.Errorf("the relay takes nothing:\n%s", r.Said())
	}
	<-time.After(time.Duration(p.luck.Int64N(int64(longestRun))))
	p.acked = a.freeze()
	p.disk.cut(p.t)
	r.Kill()
	stop()
	wait()
	p.disk.comeBack(p.t)
	p.total += len(p.acked) - before
	return p.compare()
}

// compare counts what was acknowledged and is not in the database.
func (p *plant) compare() (lost int) {
	p.t.Helper()
	path := p.home.Path("relay.db")
	if err := rig.Sound(p.t.Context(), path); err != nil {
		p.t.Error(err)
	}
	bodies, err := rig.Strings(p.t.Context(), path, `SELECT CAST(body AS TEXT) FROM events WHERE kind = 'webhook'`)
	if err != nil {
		p.t.Error(err)
	}
	there := map[string]bool{}
	for _, b := range bodies {
		if _, rest, ok := strings.Cut(b, `"id":"wamid.`); ok {
			id, _, _ := strings.Cut(rest, `"`)
			there["wamid."+id] = true
		}
	}
	for id := range p.acked {
		if !there[id] {
			lost++
			delete(p.acked, id) // counted once
		}
	}
	return lost
}

// renew takes the databases away, so that new ones are begun.
func (p *plant) renew() {
	p.t.Helper()
	old, err := filepath.Glob(p.home.Path("*.db*"))
	if err != nil {
		p.t.Fatal(err)
	}
	for _, path := range old {
		if err := os.Remove(path); err != nil {
			p.t.Fatal(err)
		}
	}
	p.acked = map[string]bool{}
}

// TestAcknowledgedWebhooksSurvivePowerCuts cuts the power while webhooks come
// in.
func TestAcknowledgedWebhooksSurvivePowerCuts(t *testing.T) {
	p := newPlant(t, rig.Program(t))
	cuts := rig.Times(100, 10_000)
	for i := range cuts {
		if i > 0 && i%epoch == 0 {
			p.renew()
		}
		if lost := p.round(); lost > 0 {
			t.Errorf("cut %d: %d acknowledged webhooks are gone", i, lost)
		}
		if t.Failed() {
			t.FailNow()
		}
	}
	p.relay().Kill() // it starts on what the last cut has left
	rig.Tell(t, "power cuts of the relay", cuts)
	rig.Tell(t, "acknowledged webhooks before them, 0 lost", p.total)
}

// TestLazyFlushingLosesWebhooks runs the same against a relay that flushes as
// lazily as SQLite does by default. It must lose something, or the test above
// proves nothing.
func TestLazyFlushingLosesWebhooks(t *testing.T) {
	p := newPlant(t, lazyProgram(t))
	const most = 60
	for i := range most {
		if lost := p.round(); lost > 0 {
			rig.Tell(t, "cuts until synchronous=NORMAL lost something", i+1)
			return
		}
	}
	t.Errorf("%d cuts and nothing lost: this disk does not forget, the proof is worth nothing here", most)
}

// lazyProgram is the program with synchronous=NORMAL.
func lazyProgram(t *testing.T) string {
	t.Helper()
	const file = "../../sqlite/pragma.go"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lazy := string(text)
	for from, to := range map[string]string{`"synchronous(FULL)"`: `"synchronous(NORMAL)"`, `{"synchronous", "2"}`: `{"synchronous", "1"}`} {
		if strings.Count(lazy, from) != 1 {
			t.Fatalf("%s does not stand once in %s", from, file)
		}
		lazy = strings.Replace(lazy, from, to, 1)
	}
	program := filepath.Join(t.TempDir(), "sprechstunde")
	if err := rig.Build(program, rig.WriteOverlay(t, file, lazy)); err != nil {
		t.Fatal(err)
	}
	return program
}
