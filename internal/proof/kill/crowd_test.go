//go:build proof && unix

package kill_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/relay"
	"sprechstunde/internal/safego"
)

// TestMain lets more homes live at the same time than there are processors:
// most of a life is waiting.
func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", "4"); err != nil {
		panic(err)
	}
	os.Exit(rig.Main(m))
}

const (
	posters   = 4  // clients that post webhooks
	handers   = 1  // clients that hand over sends
	perPerson = 20 // messages of one person, so that one page of the desk shows them
)

// again is the pause before somebody tries again what was not acknowledged.
const again = 2 * time.Millisecond

// crowd is everybody who wants something of a relay: Meta, which posts again
// what got no 200 and sometimes what did, and a desk that hands over sends. It
// goes on over the deaths of the relay and knows what was promised to it.
type crowd struct {
	t    *testing.T
	home *rig.Home
	http *http.Client
	api  *relay.Client
	stop context.CancelFunc
	ctx  context.Context
	all  []<-chan struct{}
	turn chan struct{} // one for each thing that may still be begun

	mu     sync.Mutex
	luck   *rand.Rand
	serial int
	posted map[string]int  // wamid → posts begun
	taken  map[string]int  // wamid → posts that got 200
	handed map[string]bool // uuid → acknowledged
	acks   int             // of this life
	fatal  int             // the acknowledgement that kills; 0: none
	kill   func()
}

func newCrowd(t *testing.T, h *rig.Home, luck *rand.Rand) *crowd {
	t.Helper()
	c := &crowd{
		t: t, home: h, luck: luck, turn: make(chan struct{}, 1024),
		posted: map[string]int{}, taken: map[string]int{}, handed: map[string]bool{},
		http: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: posters}},
	}
	var err error
	if c.api, err = relay.NewClient(relay.ClientOptions{URL: "unix:" + h.Path("s"), Token: rig.RelayToken, Desk: deskOf(t, h)}); err != nil {
		t.Fatal(err)
	}
	c.ctx, c.stop = context.WithCancel(t.Context())
	for i := range posters + handers {
		work := c.webhook
		if i >= posters {
			work = c.send
		}
		c.all = append(c.all, safego.Go("crowd", func(err error) { t.Error(err) }, func() {
			for range c.turn {
				work()
			}
		}))
	}
	t.Cleanup(c.leave)
	return c
}

// deskOf is the id of the desk of a home, given to it if it has none yet: what
// the crowd hands over comes from the same desk, or it would have to wait until
// the relay has missed a killed one for a minute.
func deskOf(t *testing.T, h *rig.Home) string {
	t.Helper()
	id, err := os.ReadFile(h.Path("desk.id"))
	if errors.Is(err, fs.ErrNotExist) {
		id = []byte(uuid.NewString() + "\n")
		err = os.WriteFile(h.Path("desk.id"), id, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(id))
}

// begin lets the crowd begin with n more things.
func (c *crowd) begin(n int) {
	for range n {
		select {
		case c.turn <- struct{}{}:
		default:
			return // it has enough to do
		}
	}
}

// settle waits until everything that was begun is acknowledged, and sends
// everybody home. The relay must be alive.
func (c *crowd) settle() {
	close(c.turn)
	for _, done := range c.all {
		<-done
	}
	c.all = nil
}

// leave sends everybody home at once.
func (c *crowd) leave() {
	c.stop()
	if c.all != nil {
		c.settle()
	}
	c.http.CloseIdleConnections()
	c.api.Close()
}

// chance is below n.
func (c *crowd) chance(n int) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.luck.IntN(n)
}

func (c *crowd) next() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.serial++
	return c.serial
}

// phoneOf is who writes message n.
func phoneOf(n int) string { return fmt.Sprintf("+4915550%06d", 100000+n/perPerson) }

func wamidOf(n int) string { return fmt.Sprintf("wamid.proof.%d.", n) }

// webhook is one message of a person, posted until it got a 200, and by chance
// posted again although it did, now or by a second worker of Meta's.
func (c *crowd) webhook() {
	n := c.next()
	wamid, body := wamidOf(n), rig.Webhook(wamidOf(n), phoneOf(n), fmt.Sprintf("Grüße, die Nummer %d!", n), time.Now())
	var twin <-chan struct{}
	if c.chance(8) == 0 {
		twin = safego.Go("twin", func(err error) { c.t.Error(err) }, func() { c.insist(func() bool { return c.post(wamid, body) }) })
	}
	c.insist(func() bool { return c.post(wamid, body) })
	if c.chance(6) == 0 {
		c.insist(func() bool { return c.post(wamid, body) })
	}
	if twin != nil {
		<-twin
	}
}

func (c *crowd) post(wamid string, body []byte) bool {
	c.mu.Lock()
	c.posted[wamid]++
	c.mu.Unlock()
	code, err := rig.Post(c.ctx, c.http, "http://"+c.home.Hook+"/webhook", body)
	if err != nil || code != http.StatusOK {
		return false
	}
	c.acknowledged(func() { c.taken[wamid]++ })
	return true
}

// send hands over one reply until the relay says that it has it.
func (c *crowd) send() {
	n := c.next()
	s := domain.Send{UUID: uuid.NewString(), Kind: domain.SendText, To: domain.Address{Phone: phoneOf(n * perPerson)}, Text: fmt.Sprintf("Antwort %d", n)}
	c.mu.Lock()
	c.handed[s.UUID] = false
	c.mu.Unlock()
	c.insist(func() bool { return c.api.PutSend(c.ctx, s) == nil })
	c.acknowledged(func() { c.handed[s.UUID] = c.ctx.Err() == nil })
	if c.chance(4) == 0 {
		c.insist(func() bool { return c.api.PutSend(c.ctx, s) == nil })
	}
}

func (c *crowd) insist(try func() bool) {
	for !try() && c.ctx.Err() == nil {
		select {
		case <-time.After(again):
		case <-c.ctx.Done():
		}
	}
}

func (c *crowd) acknowledged(note func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	note()
	if c.acks++; c.acks == c.fatal {
		c.kill()
	}
}

// arm lets the n-th acknowledgement from now on kill; 0 disarms.
func (c *crowd) arm(n int, kill func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.acks, c.fatal, c.kill = 0, n, kill
}

// promised is a copy of what was promised so far: posts, 200s and sends.
func (c *crowd) promised() (posted, taken map[string]int, handed map[string]bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.posted), maps.Clone(c.taken), maps.Clone(c.handed)
}

// wamidIn is the id of the message in a webhook of this crowd; "" if it is of
// somebody else.
func wamidIn(body string) string {
	_, rest, ok := strings.Cut(body, `"wamid.proof.`)
	n, _, closed := strings.Cut(rest, `.`)
	if !ok || !closed {
		return ""
	}
	return "wamid.proof." + n + "."
}
