//go:build proof && unix

package media_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/relay"
	"sprechstunde/internal/safego"
	"sprechstunde/whatsapp"
)

const (
	away  = "https://evil.example/steal"
	days  = 10
	token = "closed"
)

// passing are troubles that end by themselves; wrong are those that the relay
// takes for a fault of the file if they come five times.
var (
	passing = []fakewa.Trouble{fakewa.NotFound, fakewa.CutOff, fakewa.HalfAnswer, fakewa.HTMLAnswer, fakewa.EmptyError, fakewa.SlowBody}
	wrong   = []fakewa.Trouble{fakewa.WrongBytes, fakewa.NoBytes, fakewa.Redirect, fakewa.EndlessBody}
)

// doomed are troubles that stay, and what has to be told of the file.
var doomed = []struct {
	trouble fakewa.Trouble
	of      string // the endpoint
	reason  domain.LossReason
}{
	{fakewa.WrongBytes, "file", domain.LossSum},
	{fakewa.EndlessBody, "file", domain.LossSum},
	{fakewa.NoBytes, "file", domain.LossEmpty},
	{fakewa.Redirect, "file", domain.LossHost},
	{fakewa.ForeignURL, "number", domain.LossHost},
	{fakewa.HugeSize, "number", domain.LossTooLarge},
	{fakewa.NotFound, "file", domain.LossExpired},
	{fakewa.HTMLAnswer, "file", domain.LossRefused},
}

// scene is a relay and a pretend Meta in a time of their own.
type scene struct {
	t     *testing.T
	luck  *rand.Rand
	wire  rig.Wire
	meta  *fakewa.Server
	dir   string
	relay *relay.Relay
	over  <-chan struct{}
	serve int // ports of the relay so far

	mu     sync.Mutex
	faulty *rand.Rand
	struck map[string]int // path → wrong answers
	fate   map[string]int // id → index in doomed
	counts map[fakewa.Trouble]int
}

// TestDeskClosedForTenDays: 500 files come in over ten days in which nobody asks
// the relay for anything; it is closed and opened now and then, and about a
// third of its calls meet a trouble.
func TestDeskClosedForTenDays(t *testing.T) {
	t.Parallel()
	n := rig.Times(500, 5000)
	luck := rig.Luck(t)
	dir := rig.InMemory(t)
	synctest.Test(t, func(t *testing.T) {
		s := newScene(t, luck, dir)
		all := map[string]sent{} // by Meta's id
		lost := 0
		for i := range n {
			in, f := message(luck, i, 64<<10)
			id := s.deliver(in, &f, i%25 == 24, lost)
			if i%25 == 24 {
				lost++
			}
			all[id] = f
			s.pass(time.Duration(luck.Int64N(int64(2 * days * 24 * time.Hour / time.Duration(n)))))
			if luck.IntN(40) == 0 {
				s.restart()
			}
		}
		s.pass(8 * 24 * time.Hour)
		s.opened(all)
		s.close()
		s.told(n, lost)
	})
}

func newScene(t *testing.T, luck *rand.Rand, dir string) *scene {
	t.Helper()
	s := &scene{
		t: t, luck: luck, dir: dir, serve: 1, struck: map[string]int{}, fate: map[string]int{}, counts: map[fakewa.Trouble]int{},
		faulty: rand.New(rand.NewPCG(luck.Uint64(), 1)),
	}
	var err error
	s.meta, err = fakewa.Start(context.Background(), fakewa.Options{
		Clock: time.Now, Seed: luck.Uint64(), Listener: s.wire.Listen(1), Dial: s.wire.Dial, Faults: s.fault, DuplicateEvery: 3,
	})
	if err != nil {
		t.Fatal(err)
	}
	s.open()
	return s
}

func (s *scene) open() {
	s.t.Helper()
	s.serve++ // a port that nobody has closed yet
	meta := whatsapp.NewClient(whatsapp.ClientOptions{
		BaseURL: s.meta.Base(), PhoneNumberID: fakewa.DefaultPhoneNumberID, BusinessAccountID: fakewa.DefaultBusinessAccountID,
		Token: func() (string, error) { return fakewa.DefaultToken, nil },
		HTTP:  &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{DialContext: s.wire.Dial}},
	})
	luck := rand.New(rand.NewPCG(s.luck.Uint64(), 2))
	var mu sync.Mutex
	r, err := relay.Open(context.Background(), relay.Options{
		DBPath: filepath.Join(s.dir, "relay.db"), Clock: time.Now, NewID: func() string { return "one" },
		Random: func() float64 { mu.Lock(); defer mu.Unlock(); return luck.Float64() },
		Graph:  meta, Files: meta, PhoneNumberID: fakewa.DefaultPhoneNumberID, VerifyToken: "verify", APIToken: token, Version: "proof",
		AppSecrets: func() []string { return []string{fakewa.DefaultAppSecret} }, WebhookListener: s.wire.Listen(s.serve),
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.relay = r
	s.over = safego.Go("relay", func(err error) { s.t.Error(err) }, func() {
		if err := r.Run(context.Background()); err != nil {
			s.t.Error(err)
		}
	})
	if err := s.meta.SetWebhook(fmt.Sprintf("http://127.0.0.1:%d/webhook", s.serve)); err != nil {
		s.t.Fatal(err)
	}
}

func (s *scene) restart() {
	s.t.Helper()
	if err := s.relay.Close(); err != nil {
		s.t.Error(err)
	}
	<-s.over
	s.open()
}

func (s *scene) close() {
	s.t.Helper()
	if err := s.relay.Close(); err != nil {
		s.t.Error(err)
	}
	<-s.over
	if err := s.meta.Close(); err != nil {
		s.t.Error(err)
	}
}

func (s *scene) pass(d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	<-timer.C
}

// deliver delivers a message and returns the id of its file. A doomed one gets
// the next of the troubles that stay.
func (s *scene) deliver(in fakewa.Inbound, f *sent, isDoomed bool, n int) string {
	s.t.Helper()
	// Where Meta tells something wrong, the message must not tell it right.
	if s.luck.IntN(4) == 0 || isDoomed && doomed[n%len(doomed)].of == "number" {
		in = in.Saying("url", away)
	}
	id := s.meta.Keep(in.File)
	in = in.Saying("id", id)
	if isDoomed {
		d := doomed[n%len(doomed)]
		f.want = d.reason
		s.mu.Lock()
		s.fate[id] = n % len(doomed)
		s.mu.Unlock()
	}
	if err := s.meta.Deliver(context.Background(), in); err != nil {
		s.t.Fatal(err)
	}
	return id
}

// fault is chance, but never so bad that a file would rightly be given up.
func (s *scene) fault(r fakewa.Request) fakewa.Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.Endpoint != "file" && r.Endpoint != "number" {
		return fakewa.Fault{}
	}
	id := r.Path[strings.LastIndex(r.Path, "/")+1:]
	f := fakewa.Fault{URL: away, Delay: 20 * time.Second}
	if i, ok := s.fate[id]; ok {
		if doomed[i].of == r.Endpoint {
			f.Trouble = doomed[i].trouble
			s.counts[f.Trouble]++
		}
		f.Delay = 0
		return f
	}
	switch s.faulty.IntN(6) {
	case 0:
		f.Trouble = passing[s.faulty.IntN(len(passing))]
		if r.Endpoint == "number" && (f.Trouble == fakewa.NotFound || f.Trouble == fakewa.SlowBody) {
			f.Trouble = fakewa.SizeInText
		}
	case 1:
		if s.struck[id] >= 3 {
			return fakewa.Fault{}
		}
		s.struck[id]++
		f.Trouble = wrong[s.faulty.IntN(len(wrong))]
		if r.Endpoint == "number" {
			f.Trouble = fakewa.ForeignURL
		}
	default:
		return fakewa.Fault{}
	}
	if f.Trouble != fakewa.SlowBody {
		f.Delay = 0
	}
	s.counts[f.Trouble]++
	return f
}

// opened is the desk on the first day after the holiday: everything is there or
// told to be lost, with the right reason; and when it has everything, the relay
// has nothing any more.
func (s *scene) opened(all map[string]sent) {
	s.t.Helper()
	c, err := relay.NewClient(relay.ClientOptions{Token: token, Dial: s.relay.Dial})
	if err != nil {
		s.t.Fatal(err)
	}
	defer c.Close()
	if h, err := c.Health(context.Background()); err != nil || h.FilesWaiting != 0 {
		s.t.Errorf("%d files still wait, %v", h.FilesWaiting, err)
	}
	news := map[string]domain.MediaNews{}
	for _, e := range log(s.t, c) {
		if e.Kind != domain.EventMedia {
			continue
		}
		if _, twice := news[e.Media.ID]; twice {
			s.t.Errorf("%s is told twice", e.Media.ID)
		}
		news[e.Media.ID] = *e.Media
	}
	if len(news) != len(all) {
		s.t.Errorf("%d files told of, %d sent", len(news), len(all))
	}
	if names := here(s.t, s.dir); len(names) != len(all)-s.doomed(all) {
		s.t.Errorf("%d files in the folder, %d should be", len(names), len(all)-s.doomed(all))
	}
	for id, f := range all {
		s.one(c, id, f, news[id])
	}
	if names := here(s.t, s.dir); len(names) != 0 {
		s.t.Errorf("left in the folder: %q", names)
	}
	if names := others(s.t, s.dir); len(names) != 0 {
		s.t.Errorf("written elsewhere: %q", names)
	}
	if foreign := s.wire.Foreign(); len(foreign) != 0 {
		s.t.Errorf("somebody called %q", foreign)
	}
}

func (s *scene) doomed(all map[string]sent) (n int) {
	for _, f := range all {
		if f.want != "" {
			n++
		}
	}
	return n
}

func (s *scene) one(c *relay.Client, id string, f sent, n domain.MediaNews) {
	s.t.Helper()
	if f.want != "" {
		if n.State != domain.FileLost || n.Reason != f.want {
			s.t.Errorf("%s is told to be %s %s, not lost for %s", id, n.State, n.Reason, f.want)
		}
		return
	}
	sum, err := fetched(s.t, c, id)
	if err != nil || sum != f.sum || n.State != domain.FileFetched || n.SHA256 != f.sum {
		s.t.Errorf("%s: %s %s, %v, the sum fits: %v", id, n.State, n.Reason, err, sum == f.sum)
	}
	if err := c.ForgetMedia(context.Background(), id); err != nil {
		s.t.Error(err)
	}
}

func (s *scene) told(n, lost int) {
	struck := 0
	for _, c := range s.counts {
		struck += c
	}
	for _, d := range doomed {
		if s.counts[d.trouble] == 0 && lost >= len(doomed) {
			s.t.Errorf("trouble %q never struck", d.trouble)
		}
	}
	rig.Tell(s.t, "files while the desk was closed for 10 days, none missing, every sum right", n-lost)
	rig.Tell(s.t, "files that could not be had, each told with its reason", lost)
	rig.Tell(s.t, "troubles met on the way, 0 calls to a foreign host", struck)
}
