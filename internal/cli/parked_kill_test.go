//go:build unix

package cli

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/freeport"
	"sprechstunde/internal/safego"
)

// parkedRuns sets how many parked replies live through TestParkedLives;
// parkedSeed sets the moments of the kills. Without them it is a short run:
//
//	SPRECHSTUNDE_PARKED_RUNS=1000 go test -run TestParkedLives -v -timeout 3h ./internal/cli
const (
	parkedRuns = "SPRECHSTUNDE_PARKED_RUNS"
	parkedSeed = "SPRECHSTUNDE_PARKED_SEED"
)

// together is how many lives share the kills of relay and desk. They are those
// of different people and only meet in the two processes.
const together = 12

// story is what a person does after the announcement, and what must come of it.
type story struct {
	name string
	// acts are delivered one after the other, each in one webhook and, by
	// chance, several times.
	acts     [][]act
	released bool
	// regrets: she takes the reply back meanwhile. Whichever comes first counts.
	regrets bool
}

type act string

const (
	tap    act = "tap"
	writes act = "writes"
	fails  act = "the announcement fails late"
)

var stories = []story{
	{name: "taps", acts: [][]act{{tap}}, released: true},
	{name: "taps twice", acts: [][]act{{tap}, {tap}}, released: true},
	{name: "taps, then writes", acts: [][]act{{tap}, {writes}}, released: true},
	{name: "taps and writes at once", acts: [][]act{{tap, writes}}, released: true},
	{name: "writes, then taps", acts: [][]act{{writes}, {tap}}},
	{name: "writes and taps at once", acts: [][]act{{writes, tap}}},
	{name: "never got the announcement", acts: [][]act{{fails}, {tap}}},
	{name: "writes", acts: [][]act{{writes}}},
	{name: "taps while it is taken back", acts: [][]act{{tap}, {writes}}, released: true, regrets: true},
	{name: "writes while it is taken back", acts: [][]act{{writes}, {tap}}, regrets: true},
}

// untold is the story of somebody whose announcement was cut off by a kill
// before it left.
var untold = story{name: "writes, not knowing of it", acts: [][]act{{writes}}}

// life is one parked reply.
type life struct {
	story
	n        int
	who      fakewa.Person
	text     string
	uuid     string
	announce fakewa.SentMessage
}

// mill is where lives are led: a pretend Meta, and a home with a relay and a
// desk in processes of their own that get killed.
type mill struct {
	t      *testing.T
	meta   *fakewa.Server
	home   string
	hook   string     // address of the relay's webhook listener
	mu     sync.Mutex // guards luck and kills
	luck   *rand.Rand
	relay  *exec.Cmd
	ledger *sql.DB // the relay's database, only read
	kills  map[string]int
	counts map[string]int
}

// A parked reply is released exactly once or visibly returned, never both,
// whenever relay and desk are killed and however often Meta delivers. It is
// counted from outside: by what Meta got, by the relay's log, and by what the
// program shows.
func TestParkedLives(t *testing.T) {
	t.Parallel()
	runs, err := strconv.Atoi(os.Getenv(parkedRuns))
	if err != nil {
		runs = 2 * together
	}
	seed, _ := strconv.ParseUint(os.Getenv(parkedSeed), 10, 64)
	m := newMill(t, seed)
	for n := 0; n < runs; n += together {
		lives := make([]*life, min(together, runs-n))
		for i := range lives {
			lives[i] = m.newLife(n + i)
		}
		m.lead(lives)
		if t.Failed() {
			t.Fatalf("after %d lives; repeat with %s=%d", n, parkedSeed, seed)
		}
	}
	t.Logf("%d parked replies, %v, kills %v", runs, m.counts, m.kills)
}

func (m *mill) newLife(n int) *life {
	return &life{
		story: stories[m.luck.IntN(len(stories))], n: n,
		who:  fakewa.Person{Name: "Luca", Phone: fmt.Sprintf("+4915550%06d", 100000+n), UserID: fmt.Sprintf("DE.7000000000%06d", n)},
		text: fmt.Sprintf("Hallo Luca, ja, das geht auch ohne Abitur. Fall %d.", n),
	}
}

// lead leads lives from the first message to what has become of the reply, with
// kills at every step.
func (m *mill) lead(lives []*life) {
	m.each(lives, func(l *life) {
		m.deliver(fakewa.Text(l.who, "Geht das auch ohne Abitur?").At(time.Now().Add(-30 * time.Hour)).WithID(l.id("first")))
	})
	m.whileKilling(2, func() { m.park(lives) })
	m.whileKilling(1, func() { m.settle(lives, `announces`) })
	m.read(lives)
	m.whileKilling(2, func() {
		regretting := safego.Go("taking back", func(err error) { m.t.Error(err) }, func() { m.regret(lives) })
		m.each(lives, m.act)
		<-regretting
	})
	m.whileKilling(1, func() { m.settle(lives, `uuid`) })
	if err := m.meta.Drain(m.t.Context()); err != nil {
		m.t.Fatal(err)
	}
	m.whileKilling(1, func() { m.withDesk(1, []string{"pull"}, func(string) {}) })
	for _, l := range lives {
		m.judge(l)
	}
}

func (l *life) id(what string) string { return fmt.Sprintf("wamid.%d.%s", l.n, what) }

// deliver insists, as Meta does, until the relay has taken it. By chance it is
// delivered again although it was taken.
func (m *mill) deliver(in ...fakewa.Inbound) {
	for m.meta.Deliver(m.t.Context(), in...) != nil && m.t.Context().Err() == nil {
	}
}

// each does something for all lives at the same time.
func (m *mill) each(lives []*life, do func(*life)) {
	var all []<-chan struct{}
	for _, l := range lives {
		all = append(all, safego.Go("life", func(err error) { m.t.Error(err) }, func() { do(l) }))
	}
	for _, done := range all {
		<-done
	}
}

// park lets the desk park all replies. It is killed twice while it does.
func (m *mill) park(lives []*life) {
	byPhone := make(map[string]*life)
	var orders []string
	for _, l := range lives {
		byPhone[l.who.Phone] = l
		orders = append(orders, "park "+l.who.Phone+" "+l.text)
	}
	m.withDesk(2, orders, func(done string) {
		words := strings.Fields(done)
		byPhone[words[1]].uuid = words[2]
	})
}

// regret lets the desk take some replies back. It is killed once while it does.
func (m *mill) regret(lives []*life) {
	var orders []string
	for _, l := range lives {
		if l.regrets {
			orders = append(orders, "back "+l.uuid)
		}
	}
	m.withDesk(1, orders, func(string) {})
}

// settle waits until the relay has thought about everything and nothing of these
// lives is on its way; column is where their uuid stands.
func (m *mill) settle(lives []*life, column string) {
	marks := make([]string, len(lives))
	for i, l := range lives {
		marks[i] = "'" + l.uuid + "'"
	}
	m.until("the outbox to come to rest", `SELECT count(*) FROM outbox WHERE state IN ('held', 'sending') AND `+column+` IN (`+strings.Join(marks, ",")+`)`)
	m.until("the relay to think", `SELECT count(*) FROM events WHERE kind = 'webhook' AND seq > (SELECT value + 0 FROM meta WHERE key = 'thought')`)
}

// until waits for a count in the relay's database to be nought.
func (m *mill) until(what, query string) {
	deadline := time.After(time.Minute)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		var n int
		err := m.ledger.QueryRowContext(m.t.Context(), query).Scan(&n)
		if err == nil && n == 0 {
			return
		}
		select {
		case <-tick.C:
		case <-deadline:
			m.t.Errorf("waiting for %s: %d left, %v", what, n, err)
			return
		}
	}
}

// read lets everybody read the announcement that has reached them.
func (m *mill) read(lives []*life) {
	payloads := make(map[string]fakewa.SentMessage)
	for _, s := range m.meta.Sent() {
		if s.Type == "template" {
			payloads[buttonOf(s)] = s
		}
	}
	for _, l := range lives {
		l.announce = payloads[domain.ParkPayload(l.uuid)]
		if l.announce.WAMID == "" {
			l.story = untold
		}
	}
}

// buttonOf is what the first button of a template carries.
func buttonOf(s fakewa.SentMessage) string {
	var body struct {
		Template struct {
			Components []struct {
				Type       string
				Parameters []struct{ Payload string }
			}
		}
	}
	if err := json.Unmarshal(s.Raw, &body); err != nil {
		return ""
	}
	for _, c := range body.Template.Components {
		if c.Type == "button" && len(c.Parameters) > 0 {
			return c.Parameters[0].Payload
		}
	}
	return ""
}

// act does what the person does, and what Meta tells meanwhile.
func (m *mill) act(l *life) {
	for i, acts := range l.acts {
		var hook []fakewa.Inbound
		for _, a := range acts {
			id := l.id(fmt.Sprint(i, a))
			switch a {
			case tap:
				hook = append(hook, fakewa.TapTemplate(l.who, domain.ParkPayload(l.uuid), "Antwort lesen", l.announce.WAMID).WithID(id))
			case writes:
				hook = append(hook, fakewa.Text(l.who, "Ich habe noch eine Frage.").WithID(id))
			case fails:
				for m.meta.Report(m.t.Context(), l.announce, fakewa.Step{Status: domain.StatusFailed, Code: 131026}) != nil && m.t.Context().Err() == nil {
				}
			}
		}
		for range 1 + (l.n+i)%3 {
			if len(hook) > 0 {
				m.deliver(hook...)
			}
		}
	}
}

// whileKilling kills the relay some times at moments of chance while a step is
// being made.
func (m *mill) whileKilling(times int, step func()) {
	done := safego.Go("step", func(err error) { m.t.Error(err) }, step)
	for range times {
		select {
		case <-time.After(m.moment()):
		case <-done:
		}
		m.stopRelay()
		m.startRelay()
		m.killed("relay")
	}
	<-done
}

// moment is within what a step takes.
func (m *mill) moment() time.Duration {
	m.mu.Lock()
	defer m.mu.Unlock()
	return time.Duration(m.luck.IntN(120)) * time.Millisecond
}

func (m *mill) killed(what string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.kills[what]++
}

// withDesk gives orders to a desk until all are done. The desk is killed some
// times at moments of chance; the next one gets the orders that are left.
func (m *mill) withDesk(kills int, orders []string, done func(string)) {
	for len(orders) > 0 && m.t.Context().Err() == nil {
		limit := time.Minute
		if kills > 0 {
			limit = 50*time.Millisecond + 2*m.moment()
		}
		orders = m.oneDesk(limit, orders, done)
		if kills--; kills >= 0 {
			m.killed("desk")
		} else if len(orders) > 0 {
			m.t.Errorf("the desk did not come to an end; left: %d orders", len(orders))
			return
		}
	}
}

// oneDesk returns the orders that one process has left undone.
func (m *mill) oneDesk(life time.Duration, orders []string, done func(string)) (left []string) {
	var stderr bytes.Buffer
	c := m.program("deskhand")
	c.Stderr = &stderr
	in, err := c.StdinPipe()
	out, err2 := c.StdoutPipe()
	if err := errors.Join(err, err2, c.Start()); err != nil {
		m.t.Error(err)
		return nil
	}
	timer := time.AfterFunc(life, func() { _ = c.Process.Kill() })
	defer timer.Stop()
	_, _ = io.WriteString(in, strings.Join(orders, "\n")+"\n") // it may be dead already
	lines := bufio.NewScanner(out)
	for len(orders) > 0 && lines.Scan() {
		done(lines.Text())
		orders = orders[1:]
	}
	_ = c.Process.Kill() // never in an orderly way
	_ = c.Wait()
	if life == time.Minute && len(orders) > 0 {
		m.t.Logf("desk: %s", &stderr)
	}
	return orders
}

// judge compares what Meta got with what the relay tells and the desk shows.
func (m *mill) judge(l *life) {
	left := m.meta.Count(l.uuid)
	told := m.told(l.uuid)
	state := told[len(told)-1]
	shown, draft := m.shows(l)
	news := strings.Join(told, " ")
	held, returned, taken := strings.Count(news, "held"), strings.Count(news, "returned"), strings.Count(news, "taken_back")
	if taken == 1 && held == 1 {
		held = 0 // she was faster than the reply, though not than the tap
	}
	fail := func(what string) {
		m.t.Errorf("%s: life %d (%s): reached Meta %d times, told %q, shown as %q, draft %q", what, l.n, l.name, left, news, shown, draft)
	}
	switch {
	case left > 1 || returned+taken > 0 && left > 0:
		fail("left twice, or although it came back")
	case held+returned+taken != 1:
		fail("not exactly one of released, returned and taken back")
	case taken == 1 && !l.regrets || taken == 0 && (held == 1) != l.released:
		fail("the wrong one")
	case returned == 1 && !l.regrets && (shown != "returned" || draft != l.text):
		fail("not visibly returned")
	case taken == 1 && (shown != "" || draft != l.text):
		fail("not visibly taken back")
	case returned == 1 && l.regrets && (shown != "returned" && shown != "" || draft != l.text):
		fail("not visibly returned and taken back")
	case held == 1 && (shown == "" || shown == "returned" || shown == "parked" || shown == "queued" || draft != ""):
		fail("not visibly released")
	case held == 1 && left == 0 && (state != "unknown" || shown != "unknown"):
		fail("released, and lost")
	case left == 1 && state != "accepted" && state != "unknown":
		fail("reached Meta, and told otherwise")
	}
	m.tally(held == 1, left, state)
}

// tally sorts the outcomes: an attempt that was killed may or may not have
// reached Meta, and says so.
func (m *mill) tally(released bool, left int, state string) {
	switch {
	case !released:
		m.counts[state]++
	case state == "unknown" && left == 0:
		m.counts["released, killed before it reached Meta, shown as unknown"]++
	case state == "unknown":
		m.counts["released, killed before Meta's answer"]++
	default:
		m.counts["released"]++
	}
}

// told are the states in the relay's log, oldest first.
func (m *mill) told(uuid string) (out []string) {
	rows, err := m.ledger.QueryContext(m.t.Context(),
		`SELECT body ->> 'state' FROM (SELECT seq, CAST(body AS TEXT) AS body FROM events WHERE kind = 'send') WHERE body ->> 'uuid' = ? ORDER BY seq`, uuid)
	if err != nil {
		m.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			m.t.Fatal(err)
		}
		out = append(out, s)
	}
	if err := rows.Err(); err != nil || len(out) == 0 {
		m.t.Fatalf("the relay never heard of %s, %v", uuid, err)
	}
	return out
}

// shows is what the program says of a reply: its status, and the draft.
func (m *mill) shows(l *life) (status, draft string) {
	out, err := m.program("sprechstunde", "show", l.who.Phone, "--json").Output()
	if err != nil {
		m.t.Fatal(err)
	}
	var got struct {
		Messages []struct{ UUID, Status string }
		Draft    string
	}
	if err := json.Unmarshal(out, &got); err != nil {
		m.t.Fatal(err)
	}
	for _, s := range got.Messages {
		if s.UUID == l.uuid {
			status = s.Status
		}
	}
	return status, got.Draft
}

func (m *mill) program(name string, args ...string) *exec.Cmd {
	c := exec.CommandContext(m.t.Context(), name, args...)
	c.Env = append(os.Environ(), "SPRECHSTUNDE_HOME="+m.home, "LC_ALL=de_DE.UTF-8")
	return c
}

func (m *mill) startRelay() {
	c := m.program("sprechstunde", "relay")
	if err := c.Start(); err != nil {
		m.t.Error(err)
		return
	}
	m.relay = c
	ctx, cancel := context.WithTimeout(m.t.Context(), time.Minute)
	defer cancel()
	if err := untilAccepted(ctx, m.hook); err != nil {
		m.t.Error(err)
	}
}

// stopRelay is kill -9; its error is the expected "signal: killed".
func (m *mill) stopRelay() {
	_ = m.relay.Process.Kill()
	_ = m.relay.Wait()
}

func newMill(t *testing.T, seed uint64) *mill {
	t.Helper()
	m := &mill{
		t: t, luck: rand.New(rand.NewPCG(seed, 0)),
		kills: map[string]int{}, counts: map[string]int{},
	}
	// A folder with a short name: the path of a socket has a limit.
	var err error
	if m.home, err = os.MkdirTemp("", "mill"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(m.home) })
	if m.hook, err = freeport.Address(); err != nil {
		t.Fatal(err)
	}
	m.meta, err = fakewa.Start(t.Context(), fakewa.Options{
		Clock: time.Now, Seed: seed, WebhookURL: "http://" + m.hook + "/webhook", DuplicateEvery: 4,
		Plan: fakewa.FixedPlan(domain.StatusSent, domain.StatusDelivered),
		Wait: func(ctx context.Context, d time.Duration) error {
			select {
			case <-time.After(min(d, 100*time.Millisecond)):
			case <-ctx.Done():
			}
			return ctx.Err()
		},
		// An answer that takes a while gives the kills something to cut off.
		Faults: func(r fakewa.Request) fakewa.Fault {
			if r.Endpoint != "messages" {
				return fakewa.Fault{}
			}
			return fakewa.Fault{Delay: time.Duration(r.N%4) * 5 * time.Millisecond, DelayAnswer: time.Duration(r.N%3) * 5 * time.Millisecond}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	private := "unix:" + filepath.Join(m.home, "s")
	settings := fmt.Sprintf(`adviser: {name: Maja, team: Berufsberatung der Diakonie}
language: de
send: {hold: 0s}
relay: {url: %q, listen: %q, webhook_listen: %q, token: geheimes-wort-fuer-die-tests}
whatsapp: {phone_number_id: %q, business_account_id: %q, access_token: %s, app_secret: %s, verify_token: wort, api_url: %s}
`, private, private, m.hook, fakewa.DefaultPhoneNumberID, fakewa.DefaultBusinessAccountID, fakewa.DefaultToken, fakewa.DefaultAppSecret, m.meta.Base())
	if err := os.WriteFile(filepath.Join(m.home, "config.yaml"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	m.startRelay()
	m.ledger, err = sql.Open("sqlite", "file:"+filepath.Join(m.home, "relay.db")+"?mode=ro&_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		m.stopRelay()
		if err := errors.Join(m.ledger.Close(), m.meta.Close()); err != nil {
			t.Error(err)
		}
	})
	return m
}
