package relay_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/internal/safego"
	"sprechstunde/whatsapp"
)

var (
	kills = flag.Int("kills", 20, "how often the relay is killed under load")
	seed  = flag.Uint64("seed", 1, "of the moments at which it is killed")
)

const childFolder = "RELAY_TEST_CHILD" // set: be the relay that gets killed

func TestMain(m *testing.M) {
	if dir := os.Getenv(childFolder); dir != "" {
		if err := beRelay(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// diary is a Graph that writes down what it sends before it answers, in a file
// that outlives the process.
type diary struct{ f *os.File }

func (d diary) Send(_ context.Context, s domain.Send) whatsapp.SendOutcome {
	if _, err := fmt.Fprintln(d.f, s.UUID); err != nil {
		return whatsapp.SendOutcome{Class: whatsapp.NotSent, Err: err}
	}
	return accepted("wamid." + s.UUID)
}

func (d diary) MarkRead(context.Context, string, bool) error { return nil }

func beRelay(dir string) error {
	f, err := os.OpenFile(filepath.Join(dir, "sent"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	r, err := relay.Open(context.Background(), relay.Options{
		DBPath: filepath.Join(dir, "relay.db"), Clock: time.Now, NewID: func() string { return "child" },
		Random: rand.Float64, Graph: diary{f}, APIToken: apiToken,
		AppSecrets: func() []string { return []string{secret} },
		Listen:     "unix:" + filepath.Join(dir, "s"), WebhookListen: "127.0.0.1:0",
		Auto: &decider{decide: always},
	})
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(os.Stdout, r.WebhookAddr()); err != nil {
		return err
	}
	return r.Run(context.Background())
}

// victim is a relay process.
type victim struct {
	cmd *exec.Cmd
	out io.ReadCloser
	url string
	api *relay.Client
}

func bear(t *testing.T, dir string) *victim {
	t.Helper()
	var stderr bytes.Buffer
	v := &victim{cmd: exec.Command(os.Args[0]), api: clientOf(t, "unix:"+filepath.Join(dir, "s"))}
	v.cmd.Env = append(os.Environ(), childFolder+"="+dir)
	v.cmd.Stderr = &stderr
	out, err := v.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := v.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	v.out = out
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("relay did not start: %v, %s", err, &stderr)
	}
	v.url = "http://" + strings.TrimSpace(line) + "/webhook"
	return v
}

// kill is kill -9; its error is the expected "signal: killed".
func (v *victim) kill() {
	_ = v.cmd.Process.Kill()
	_ = v.cmd.Wait()
	v.api.Close()
}

// toll is what was acknowledged so far.
type toll struct {
	mu    sync.Mutex
	hooks []string
	sends []string
	next  int
}

func (l *toll) number() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.next++
	return l.next
}

func (l *toll) acked(list *[]string, what string) (total int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	*list = append(*list, what)
	return len(l.hooks) + len(l.sends)
}

// load works on a relay until it dies, which happens once enough was
// acknowledged: the moment depends on the work, not on a clock.
func (l *toll) load(v *victim, enough int) {
	c := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 16}}
	defer c.CloseIdleConnections()
	var once sync.Once
	die := func(total int) {
		if total >= enough {
			once.Do(func() { _ = v.cmd.Process.Kill() })
		}
	}
	var tasks []<-chan struct{}
	for i := range 8 {
		work := func() bool { return l.hook(c, v, die) }
		if i%4 == 0 {
			work = func() bool { return l.send(v, die) }
		}
		tasks = append(tasks, safego.Go("load", func(error) {}, func() {
			for work() {
			}
		}))
	}
	for _, done := range tasks {
		<-done
	}
}

func (l *toll) hook(c *http.Client, v *victim, die func(int)) bool {
	n := l.number()
	body := fmt.Sprintf(`{"entry":[{"changes":[{"field":"messages","value":{"messages":[{"id":"wamid.%d","from":"49152%06d","timestamp":"%d",
		"type":"text","text":{"body":"Gr\u00fc\u00dfe"}}]}}]}]}`, n, n%greeted, time.Now().Unix())
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, v.url, strings.NewReader(body))
	if err != nil {
		return false
	}
	req.Header.Set(whatsapp.SignatureHeader, whatsapp.Sign(secret, []byte(body)))
	resp, err := c.Do(req)
	if err != nil {
		return false
	}
	_, err = io.Copy(io.Discard, resp.Body)
	if err = errors.Join(err, resp.Body.Close()); resp.StatusCode == http.StatusOK {
		die(l.acked(&l.hooks, body))
	}
	return err == nil
}

func (l *toll) send(v *victim, die func(int)) bool {
	n := l.number()
	if err := v.api.PutSend(context.Background(), to(n, text(n, "hallo"))); err != nil {
		return false
	}
	die(l.acked(&l.sends, uuidOf(n)))
	return true
}

// greeted is how many people write under load: each often enough to be told
// something by itself several times, if the relay forgot that it has.
const greeted = 97

// account compares what was acknowledged with what is there.
type account struct {
	after int64
	hooks map[string]int
	last  map[string]domain.SendState
	autos map[string]int // by phone
}

func (a *account) read(t *testing.T, api *relay.Client, wait time.Duration) (more bool) {
	t.Helper()
	p, err := api.Events(context.Background(), domain.Cursor{Seq: a.after}, relay.MaxLimit, wait)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range p.Events {
		if e.Seq <= a.after {
			t.Fatalf("event %d comes after %d", e.Seq, a.after)
		}
		a.after = e.Seq
		switch e.Kind {
		case domain.EventSend:
			a.last[e.Send.UUID] = e.Send.State
		case domain.EventAuto:
			a.autos[e.Auto.To.Phone]++
		default:
			a.hooks[string(e.Raw)]++
		}
	}
	return a.after < p.LastSeq
}

func (a *account) missing(l *toll) (out []string) {
	for _, h := range l.hooks {
		if a.hooks[h] != 1 {
			out = append(out, fmt.Sprintf("%s is there %d times", h, a.hooks[h]))
		}
	}
	for _, s := range l.sends {
		if a.last[s] == "" {
			out = append(out, s+" is not in the log")
		}
	}
	return out
}

// open reports sends that have come to no end yet.
func (a *account) open() bool {
	for _, s := range a.last {
		if s == domain.SendHeld || s == domain.SendReleased {
			return true
		}
	}
	return false
}

func TestKillUnderLoad(t *testing.T) {
	t.Parallel()
	// A folder with a short name: the path of a socket has a limit.
	dir, err := os.MkdirTemp("", "kill")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	random := rand.New(rand.NewPCG(*seed, 0))
	l := &toll{}
	a := &account{hooks: map[string]int{}, last: map[string]domain.SendState{}, autos: map[string]int{}}
	v := bear(t, dir)
	for round := range *kills {
		l.load(v, len(l.hooks)+len(l.sends)+1+random.IntN(100))
		v.kill()
		v = bear(t, dir)
		for a.read(t, v.api, 0) {
		}
		if lost := a.missing(l); len(lost) > 0 {
			v.kill()
			t.Fatalf("round %d (-seed %d): %d lost or doubled: %v", round, *seed, len(lost), lost[:min(len(lost), 5)])
		}
	}
	// The answer comes when everything has been thought about.
	if err := v.api.SetCrisis(context.Background(), domain.Address{Phone: "+4930"}, false); err != nil {
		t.Fatal(err)
	}
	for a.read(t, v.api, 0) || a.open() {
		a.read(t, v.api, time.Second)
	}
	v.kill()
	checkDiary(t, dir, a)
	checkAutos(t, a)
	t.Logf("%d kills, %d webhooks and %d sends acknowledged, %d automatic texts", *kills, len(l.hooks), len(l.sends), len(a.autos))
}

// checkAutos: everybody whose message was acknowledged got exactly one automatic
// text.
func checkAutos(t *testing.T, a *account) {
	t.Helper()
	people := map[string]bool{}
	for h := range a.hooks {
		_, rest, _ := strings.Cut(h, `"from":"`)
		people["+"+rest[:11]] = true
	}
	for p := range people {
		if a.autos[p] != 1 {
			t.Errorf("%s got %d automatic texts", p, a.autos[p])
		}
	}
	if len(a.autos) != len(people) {
		t.Errorf("automatic texts for %d people, %d wrote", len(a.autos), len(people))
	}
}

// checkDiary holds what really left against what is told about it.
func checkDiary(t *testing.T, dir string, a *account) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, "sent"))
	if err != nil {
		t.Fatal(err)
	}
	left := strings.Fields(string(raw))
	slices.Sort(left)
	if once := slices.Compact(slices.Clone(left)); len(once) != len(left) {
		t.Errorf("%d messages were sent twice", len(left)-len(once))
	}
	for uuid, state := range a.last {
		_, sent := slices.BinarySearch(left, uuid)
		if state == domain.SendAccepted && !sent || state != domain.SendAccepted && state != domain.SendUnknown {
			t.Errorf("%s is %s; really sent: %v", uuid, state, sent)
		}
	}
	for _, uuid := range left {
		if a.last[uuid] == "" {
			t.Errorf("%s was sent and never mentioned", uuid)
		}
	}
}
