//go:build proof && linux

package wire_test

import (
	"fmt"
	"maps"
	"net/http"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/safego"
)

const (
	// honestLimit is what an honest webhook may wait at p99 in any crowd.
	honestLimit = 250 * time.Millisecond
	// memoryLimit is for the whole process at its largest.
	memoryLimit = 256 << 20
	// mostFiles is how many descriptors it has at most, if it may have any number.
	mostFiles = 700
	// quietFiles is how many descriptors a relay with nobody inside has at most.
	quietFiles = 48
)

// honest is somebody whose webhooks must come through.
type honest struct {
	t             *testing.T
	addr, control string          // of the relay, and of the bare server, which nobody else knows
	bodies        map[string]bool // that were posted; true: acknowledged
	again         int             // how often one had to be sent again
}

// place is one of those from which honest webhooks come.
type place struct {
	waits, control []time.Duration
	bodies         map[string]bool
	again          int
}

// post posts so many webhooks from four places, each one after the other: every
// second over a connection of its own, the others over one that stays open. In
// between the same goes to the bare server: how long that takes is what the
// machine is to blame for.
func (h *honest) post(tag string, n int) (relay, control turn) {
	h.t.Helper()
	places := make([]place, 4)
	var tasks []<-chan struct{}
	for i := range places {
		tasks = append(tasks, safego.Go("honest", func(err error) { h.t.Error(err) }, func() {
			if err := h.from(&places[i], fmt.Sprint(tag, ".", i), n/len(places)); err != nil {
				h.t.Errorf("%s: honest webhook not taken in: %v", tag, err)
			}
		}))
	}
	for _, done := range tasks {
		<-done
	}
	for _, p := range places {
		maps.Copy(h.bodies, p.bodies)
		h.again += p.again
		relay.waits = append(relay.waits, p.waits...)
		control.waits = append(control.waits, p.control...)
	}
	slices.Sort(relay.waits)
	slices.Sort(control.waits)
	return relay, control
}

func (h *honest) from(p *place, tag string, n int) error {
	p.bodies = map[string]bool{}
	stays, bareStays := &caller{addr: h.addr}, &caller{addr: h.control}
	defer stays.hangUp()
	defer bareStays.hangUp()
	for i := range n {
		c, b := stays, bareStays
		if i%2 == 0 {
			c, b = &caller{addr: h.addr}, &caller{addr: h.control}
		}
		body := rig.Webhook(fmt.Sprintf("wamid.%s.%d", tag, i), "+4915550000001", "Grüße", time.Now())
		p.bodies[string(body)] = false
		wait, tries, err := deliver(c, body)
		if err != nil {
			return err
		}
		p.again += tries - 1
		p.bodies[string(body)] = true
		p.waits = append(p.waits, wait)
		if wait, _, err = deliver(b, body); err != nil {
			return err
		}
		p.control = append(p.control, wait)
		if i%2 == 0 {
			c.hangUp()
			b.hangUp()
		}
	}
	return nil
}

// deliver posts as Meta does: what was not answered with 200 is sent again. The
// wait is that of all tries together.
func deliver(c *caller, body []byte) (wait time.Duration, tries int, err error) {
	began := time.Now()
	var a said
	for tries = 1; tries <= 3; tries++ {
		if a, err = c.ask(letterOf(body)); err == nil && a.code == http.StatusOK {
			return time.Since(began), tries, nil
		}
		c.hangUp()
	}
	return 0, tries, fmt.Errorf("answer %d: %w", a.code, err)
}

// TestCrowds: a thousand slow clients, floods of forgeries, of large bodies and
// of endless headers, one after the other, against the relay as it is shipped.
// Honest webhooks are all taken in meanwhile, and quickly; the process stays
// small, and when all have left it is as before.
func TestCrowds(t *testing.T) {
	for _, files := range []int{0, 256} {
		t.Run(fmt.Sprintf("files %d", files), func(t *testing.T) { crowds(t, files) })
	}
}

// limited is the relay with few descriptors, soft and hard: Go would raise the
// soft limit by itself.
func limited(t *testing.T, home *rig.Home, files int) *rig.Relay {
	t.Helper()
	if files == 0 {
		return home.StartRelay(t)
	}
	cmd := home.Command(t, "relay")
	wrap := exec.CommandContext(t.Context(), "/bin/sh", "-c", fmt.Sprintf(`ulimit -n %d && exec "$0" relay`, files), cmd.Path)
	wrap.Env = cmd.Env
	r, err := home.TryRelay(t, wrap)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// watch is one relay in all its crowds.
type watch struct {
	*honest
	relay *rig.Relay
	pid   int
}

// judge posts n honest webhooks, looks at what came of it, and returns by how
// much they were late: 1 is as late as they may be. The machine may be busy with
// other things, so the bare server's wait counts where it is the longer one.
func (w *watch) judge(what string, n int) (late float64) {
	w.t.Helper()
	r, control := w.post(what, n)
	if rss := memory(w.t, w.pid, "VmHWM"); rss > memoryLimit {
		w.t.Errorf("%s: %d MiB of memory", what, rss>>20)
	}
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	w.t.Logf("proof: honest webhooks p50 %.1f ms p99 %.1f ms (bare server at the same time %.1f, %.1f), relay %d MiB, %d descriptors: %s",
		ms(r.at(0.5)), ms(r.at(0.99)), ms(control.at(0.5)), ms(control.at(0.99)), memory(w.t, w.pid, "VmRSS")>>20, descriptors(w.t, w.pid), what)
	return float64(r.at(0.99)) / float64(max(honestLimit, 4*control.at(0.99)))
}

func crowds(t *testing.T, files int) {
	t.Helper()
	meta := rig.Meta(t, fakewa.Options{})
	home := rig.NewHome(t, meta.Base())
	relay := limited(t, home, files)
	control, _ := startBare(t, home)
	w := &watch{
		honest: &honest{t: t, addr: home.Hook, control: control, bodies: map[string]bool{}},
		relay:  relay, pid: relay.Cmd.Process.Pid,
	}
	n := rig.Times(400, 4000)
	slowOnes := gather(t, "tcp", home.Hook, 1000)
	slowOnes.whenThere(t, 1000)
	var late []float64
	for i := range 3 { // over several seconds, so that time-outs fall into it
		late = append(late, w.judge(fmt.Sprint("1000 slow clients, ", i), n))
		pause(t.Context(), 2*time.Second)
	}
	// With few descriptors a stranger's time is so short that an honest client
	// on a busy machine now and then has to come again; that is no matter of p99.
	if files == 0 && median(late) > 1 {
		t.Errorf("honest webhooks wait %.1f times as long as they may at p99", median(late))
	}
	if have := descriptors(t, w.pid); have > mostFiles {
		t.Errorf("%d descriptors", have)
	}
	slowOnes.leave()
	for _, f := range floods() {
		stop := flood(t, home.Hook, f.conns, f.request)
		w.judge("flood of "+f.name, n/4)
		if sent := stop(); sent == 0 {
			t.Errorf("no flood of %s", f.name)
		}
	}
	until(t, "all to have left", func() bool { return descriptors(t, w.pid) <= quietFiles })
	late = late[:0]
	for i := range 3 {
		late = append(late, w.judge(fmt.Sprint("afterwards, ", i), n/2))
	}
	if median(late) > 1 {
		t.Errorf("when all have left, honest webhooks still wait %.1f times as long as they may at p99", median(late))
	}
	relay.Kill()
	w.mustHaveKept(home)
	rig.Tell(t, fmt.Sprintf("honest webhooks in crowds, all acknowledged and stored, %d sent again, relay at most %d MiB",
		w.again, peak(relay)), len(w.bodies))
}

// mustHaveKept reads relay.db: every webhook that was acknowledged is in it, and
// none that nobody posted. One that was cut off before its 200 may be there too,
// and twice.
func (h *honest) mustHaveKept(home *rig.Home) {
	h.t.Helper()
	have := map[string]bool{}
	for _, body := range stored(h.t, home) {
		have[body] = true
		if _, posted := h.bodies[body]; !posted {
			h.t.Fatalf("stored, but never posted: %q", body)
		}
	}
	for body, acknowledged := range h.bodies {
		if acknowledged && !have[body] {
			h.t.Fatalf("acknowledged, but not stored: %q", body)
		}
	}
}

type abuse struct {
	name    string
	conns   int
	request []byte
}

// floods are what somebody could send as fast as the line allows.
func floods() []abuse {
	body := rig.Webhook("wamid."+canary, "+4915550000001", canary, time.Now())
	forged := newForgery(nil, body, nil)
	forged.says("sha256=" + strings.Repeat("0", 64))
	large := newForgery(nil, []byte(strings.Repeat(" ", 3<<20)), nil)
	large.says("sha256=" + strings.Repeat("0", 64))
	endless := newForgery(nil, []byte("{"), nil)
	endless.lines = []string{"Transfer-Encoding: chunked\r\n\r\n" + strings.Repeat("400\r\n"+strings.Repeat("x", 0x400)+"\r\n", 4<<10)}
	heads := newForgery(nil, body, nil)
	heads.lines = []string{strings.Repeat("X-A: "+canary+"\r\n", 2000)}
	long := newForgery(nil, body, nil)
	long.path = "/" + strings.Repeat(canary, 1000)
	return []abuse{
		{"forgeries", 32, forged.bytes()},
		{"forged bodies of 3 MB", 12, large.bytes()},
		{"endless bodies", 12, endless.bytes()},
		{"header floods", 32, heads.bytes()},
		{"endless addresses", 32, long.bytes()},
	}
}
