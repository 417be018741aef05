//go:build proof && linux && amd64

package nth_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
)

// errnos are what a call may be answered with; 0 kills the program instead.
var errnos = []int{int(unix.EIO), 0, int(unix.ENOSPC), int(unix.EDQUOT)}

// abreast is how many cases run at a time.
const abreast = 3

// scene is one operation of the program, from the same beginning each time.
type scene struct {
	name string
	// prepare makes the home from which every case begins, once.
	prepare func(c *trial)
	// act runs the operation once with the fault, and judge looks at what it
	// left, without one.
	act   func(c *trial)
	judge func(c *trial)
}

// trial is one case: one operation with one fault, or the home before all.
type trial struct {
	*testing.T
	home  *rig.Home
	meta  *fakewa.Server
	fault fault
	acked []string          // webhooks that got their 200
	files map[string][]byte // … and the files of such, by Meta's id
	out   []byte            // what the traced program said
	err   error             // how it ended
}

// traced lets a command run under the tracer to its end.
func (c *trial) traced(args ...string) {
	c.Helper()
	c.out, c.err = c.wrapped(args...).CombinedOutput()
	c.spoke()
}

func (c *trial) wrapped(args ...string) *exec.Cmd {
	return wrap(c.home.Command(c.T, args...), c.fault)
}

// notice is what is said before a migration begins; it is no complaint.
var notice = regexp.MustCompile(`(?m)^Deine Datenbank wird kopiert .*\n`)

// spoke looks at the words of a command that failed by itself.
func (c *trial) spoke() {
	c.Helper()
	var exit *exec.ExitError
	if errors.As(c.err, &exit) && exit.ExitCode() < 128 {
		if err := rig.Plain(notice.ReplaceAll(c.out, nil)); err != nil {
			c.Errorf("%s: exit %d: %v", c.seen().Hit, exit.ExitCode(), err)
		}
	}
	if strings.Contains(string(c.out), "goroutine ") {
		c.Errorf("%s: it broke down:\n%s", c.seen().Hit, c.out)
	}
}

// dry reports that nothing is to fail: then the operation has to do its work, or
// the faults would meet something else.
func (c *trial) dry() bool { return c.fault.Class == "" }

// plainly runs a command without a fault, which must do.
func (c *trial) plainly(args ...string) {
	c.Helper()
	out, err := c.home.Command(c.T, args...).CombinedOutput()
	if err != nil {
		c.Errorf("%s: afterwards %q fails: %v\n%s", c.seen().Hit, strings.Join(args, " "), err, out)
	}
}

// seen is the tracer's report, empty if it was killed.
func (c *trial) seen() (r report) {
	c.Helper()
	text, err := os.ReadFile(c.fault.Report)
	if errors.Is(err, os.ErrNotExist) || len(text) == 0 {
		return r // killed before the first call, or while it wrote
	}
	if err == nil {
		err = json.Unmarshal(text, &r)
	}
	if err != nil {
		c.Error(err)
	}
	return r
}

// relay starts the relay without a fault.
func (c *trial) relay() *rig.Relay {
	c.Helper()
	r, err := c.home.TryRelay(c.T, c.home.Command(c.T, "relay"))
	if err != nil {
		c.Fatalf("%s: %v", c.seen().Hit, err)
	}
	return r
}

// deliver posts webhooks as Meta does: again, if they are not taken. It returns
// when nobody listens any more.
func (c *trial) deliver(url string, n int) {
	c.Helper()
	client := &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	for i := range n {
		id := fmt.Sprintf("wamid.new.%d", i)
		body := rig.Webhook(id, fmt.Sprintf("+4915550001%03d", i), "Ich habe eine Frage "+id, time.Now())
		for range 4 {
			code, err := rig.Post(c.Context(), client, url, body)
			if err != nil {
				return
			}
			if code == http.StatusOK {
				c.acked = append(c.acked, id)
				break
			}
			if code != http.StatusServiceUnavailable {
				c.Errorf("%s: status %d", c.seen().Hit, code)
			}
		}
	}
}

// has reports whether desk.db or relay.db has each of these texts, with a query
// for the texts that are there.
func (c *trial) has(db, query string, want []string) {
	c.Helper()
	have, err := rig.Strings(c.Context(), c.home.Path(db), query)
	if err != nil {
		c.Errorf("%s: %v", c.seen().Hit, err)
	}
	all := strings.Join(have, "\n")
	for _, w := range want {
		if n := strings.Count(all, w); n != 1 {
			c.Errorf("%s: %s is in %s %d times", c.seen().Hit, w, db, n)
		}
	}
}

func (c *trial) sound() {
	c.Helper()
	for _, name := range []string{"desk.db", "relay.db"} {
		if _, err := os.Stat(c.home.Path(name)); err != nil {
			continue
		}
		if err := rig.Sound(c.Context(), c.home.Path(name)); err != nil {
			c.Errorf("%s: %v", c.seen().Hit, err)
		}
	}
}

// sweep lets every call of every class of a scene fail once; with -long with
// every error.
func sweep(t *testing.T, s scene) {
	t.Helper()
	begin := func(t *testing.T) *trial {
		t.Helper()
		meta := rig.Meta(t, fakewa.Options{Plan: fakewa.SilentPlan})
		return &trial{T: t, meta: meta, home: rig.HomeIn(t, rig.Fast(t), meta.Base())}
	}
	before := begin(t)
	first := before.home
	if s.prepare != nil {
		s.prepare(before)
	}
	run := func(t *testing.T, f fault) report {
		t.Helper()
		c := begin(t)
		rig.CopyDir(t, c.home.Dir, first.Dir)
		c.home.Configure(t)
		f.Home, f.Report = c.home.Dir, t.TempDir()+"/report"
		c.fault = f
		s.act(c)
		if c.dry() && c.err != nil {
			t.Fatalf("it does not work without a fault: %v\n%s", c.err, c.out)
		}
		s.judge(c)
		if t.Failed() {
			t.Logf("the fault: %+v\n%s", c.fault, c.out)
		}
		return c.seen()
	}
	dry := run(t, fault{})
	list := schedule(dry)
	if rig.Asked() && rig.Times(0, 0) < len(list) {
		rig.Luck(t).Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		list = list[:rig.Times(0, 0)]
	}
	var hits atomic.Int64
	for _, f := range list {
		queue(t, f, func(t *testing.T, f fault) {
			t.Helper()
			for range 3 { // a call or two at the end of a life are made or not, as it comes
				if run(t, f).Hit != "" {
					hits.Add(1)
					return
				}
			}
		})
	}
	t.Cleanup(func() {
		// The dry run may have made a call or two more than most.
		if n := int(hits.Load()); n < len(list)*9/10 || n == 0 {
			t.Errorf("only %d of %d calls came to be made", n, len(list))
		}
		rig.Tell(t, fmt.Sprintf("calls of %d that failed in %s", len(list), s.name), int(hits.Load()))
	})
}

var places = make(chan struct{}, abreast)

func queue(t *testing.T, f fault, run func(*testing.T, fault)) {
	t.Helper()
	t.Run(fmt.Sprintf("%s-%d-%d", f.Class, f.N, f.Errno), func(t *testing.T) {
		t.Parallel()
		places <- struct{}{}
		defer func() { <-places }()
		run(t, f)
	})
}

// schedule is the list of faults: the calls that the dry run made.
func schedule(dry report) (list []fault) {
	for i, kind := range classes {
		for n := range dry.Calls[kind] {
			for j, e := range errnos {
				if rig.Long() || (n+i)%len(errnos) == j {
					list = append(list, fault{Class: kind, N: n + 1, Errno: e})
				}
			}
		}
	}
	return list
}
