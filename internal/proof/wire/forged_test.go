//go:build proof && linux

package wire_test

import (
	"bufio"
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/safego"
)

// caller posts over a connection that it opens anew when the relay has closed
// it.
type caller struct {
	addr    string
	network string
	conn    net.Conn
}

// said is an answer whole, as it came over the wire.
type said struct {
	code int
	raw  []byte
}

// ask sends a request and reads the answer. The relay may hang up before it has
// read everything.
func (c *caller) ask(request []byte) (said, error) {
	for try := 0; ; try++ {
		fresh := c.conn == nil
		if fresh {
			if err := c.open(); err != nil {
				return said{}, err
			}
		}
		a, err := c.exchange(request)
		if err == nil {
			return a, nil
		}
		c.hangUp()
		if fresh || try > 1 {
			return said{}, err
		}
	}
}

func (c *caller) open() (err error) {
	network := c.network
	if network == "" {
		network = "tcp"
	}
	c.conn, err = net.DialTimeout(network, c.addr, 30*time.Second)
	return err
}

func (c *caller) hangUp() {
	if c.conn != nil {
		_ = c.conn.Close()
	}
	c.conn = nil
}

func (c *caller) exchange(request []byte) (said, error) {
	if err := c.conn.SetDeadline(time.Now().Add(30 * time.Second)); err != nil {
		return said{}, err
	}
	_, written := c.conn.Write(request)
	var raw bytes.Buffer
	method, _, _ := bytes.Cut(request, []byte(" "))
	in := bufio.NewReader(io.TeeReader(c.conn, &raw))
	resp, err := http.ReadResponse(in, &http.Request{Method: string(method)})
	if err != nil {
		return said{}, errors.Join(err, written)
	}
	defer resp.Body.Close()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		return said{}, err
	}
	if resp.Close || in.Buffered() > 0 {
		c.hangUp() // what follows is no answer to the next request
	}
	return said{resp.StatusCode, raw.Bytes()}, nil
}

// forge posts n forgeries of all kinds, one honest webhook between any twenty,
// and returns the honest bodies and what became of the others.
func forge(t *testing.T, luck *rand.Rand, tag string, addr string, n int) (honest [][]byte, codes map[int]int) {
	t.Helper()
	c := &caller{addr: addr}
	defer c.hangUp()
	codes = map[int]int{}
	fresh := 0
	body := func() []byte {
		fresh++
		return rig.Webhook(fmt.Sprintf("wamid.%s.%d.%s", tag, fresh, canary), fmt.Sprintf("+49155%08d", luck.IntN(5000)), questions[fresh%2]+" ß", time.Now())
	}
	for i := range n {
		if i%20 == 0 {
			b := body()
			a, err := c.ask(letterOf(b))
			if err != nil || a.code != http.StatusOK {
				t.Errorf("honest webhook: %d, %v", a.code, err)
				return honest, codes
			}
			honest = append(honest, b)
		}
		how := forgers[(i+luck.IntN(2)*len(forgers)/2)%len(forgers)]
		f := newForgery(luck, body(), body())
		how.do(f)
		request := f.bytes()
		a, err := c.ask(request)
		switch {
		case err != nil:
			t.Errorf("%s: no answer: %v\n%q", how.name, err, request)
		case a.code < 400 || a.code == http.StatusServiceUnavailable:
			t.Errorf("%s: answer %d\n%q", how.name, a.code, request)
		case bytes.Contains(a.raw, []byte(canary)):
			t.Errorf("%s: the answer repeats what was sent\n%q", how.name, a.raw)
		}
		if t.Failed() {
			return honest, codes
		}
		codes[a.code]++
		if f.odd() {
			c.hangUp()
		}
	}
	return honest, codes
}

// TestForgeries: none is accepted, none is stored, and every honest webhook
// among them is, byte for byte.
func TestForgeries(t *testing.T) {
	meta := rig.Meta(t, fakewa.Options{})
	home := rig.NewHome(t, meta.Base())
	relay := home.StartRelay(t)
	const posters = 8
	n := rig.Times(100_000, 100_000)
	var honest [posters][][]byte
	var codes [posters]map[int]int
	var tasks []<-chan struct{}
	var count atomic.Int64
	seed := rig.Seed(t)
	for i := range posters {
		luck := rand.New(rand.NewPCG(seed, uint64(i)))
		tasks = append(tasks, safego.Go("forger", func(err error) { t.Error(err) }, func() {
			share := max(n/posters, len(forgers)*3)
			honest[i], codes[i] = forge(t, luck, fmt.Sprint(i), home.Hook, share)
			count.Add(int64(share))
		}))
	}
	for _, done := range tasks {
		<-done
	}
	relay.Kill()
	want := map[string]bool{}
	all := map[int]int{}
	for i := range posters {
		for _, b := range honest[i] {
			want[string(b)] = true
		}
		for code, n := range codes[i] {
			all[code] += n
		}
	}
	mustHold(t, home, want)
	if t.Failed() {
		return
	}
	rig.Tell(t, fmt.Sprintf("forged webhooks in %d ways, 0 accepted, 0 stored (answers %v)", len(forgers), all), int(count.Load()))
	rig.Tell(t, "honest webhooks between them, all stored byte for byte", len(want))
}

// mustHold reads relay.db behind the relay's back: it holds these webhooks, once
// each, and no other.
func mustHold(t *testing.T, home *rig.Home, want map[string]bool) {
	t.Helper()
	missing := len(want)
	for _, body := range stored(t, home) {
		if !want[body] {
			t.Errorf("stored, but never posted honestly, or twice: %q", body)
			return
		}
		want[body] = false
		missing--
	}
	if missing != 0 {
		t.Errorf("%d honest webhooks are not stored", missing)
	}
}

// stored are the webhooks in the file of a relay.
func stored(t *testing.T, home *rig.Home) (bodies []string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+home.Path("relay.db")+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.QueryContext(t.Context(), `SELECT body FROM events WHERE kind = 'webhook'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			t.Fatal(err)
		}
		bodies = append(bodies, string(b))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return bodies
}
