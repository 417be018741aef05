package relay_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/whatsapp"
)

// outcomes are what an attempt can lead to.
var outcomes = []whatsapp.SendOutcome{
	accepted("wamid"), accepted("wamid"), offline, vanished, refused(130429), refused(131056), refused(131026), refused(190), refused(132001),
	{Class: whatsapp.NotSent, Err: domain.Fail(domain.CodeTooLong, "", nil)},
}

// outboxGame is a relay with a player who does what he likes to it.
type outboxGame struct {
	*desk
	options  relay.Options
	next     []byte              // outcomes of the attempts to come, and then accepted
	attempts map[string][]string // classes of the outcomes, by uuid
	put      map[int]bool        // sends handed over
	back     map[string]bool     // the relay has said: taken back
	late     map[string]int      // attempts there were when it said so
}

// answer is the Graph's. Number 255 never answers; the relay's end cuts it off.
func (g *outboxGame) answer(ctx context.Context, s domain.Send) whatsapp.SendOutcome {
	g.graph.mu.Lock()
	n := byte(0)
	if len(g.next) > 0 {
		n, g.next = g.next[0], g.next[1:]
	}
	out := outcomes[int(n)%len(outcomes)]
	if n == 255 {
		out = vanished
	}
	if out.Class == whatsapp.Accepted {
		out.WAMID += "." + s.UUID
	}
	g.attempts[s.UUID] = append(g.attempts[s.UUID], string(out.Class))
	g.graph.mu.Unlock()
	if n == 255 {
		<-ctx.Done()
	}
	return out
}

// beginning is what time it is when a bubble begins.
var beginning = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// send is the nth send; there are four kinds and two persons.
func (g *outboxGame) send(n int) domain.Send {
	switch n % 4 {
	case 0:
		return to(n%2, text(n, fmt.Sprint("Text ", n)))
	case 1:
		return to(n%2, held(n, beginning.Add(90*time.Second)))
	case 2:
		s := to(n%2, held(n, beginning.Add(20*time.Minute)))
		s.Alone, s.NotAfter = true, beginning.Add(40*time.Minute)
		return s
	}
	s := parked(n%2, n)
	s.Expires = beginning.Add(time.Hour)
	return s
}

// move is one thing the player does.
func (g *outboxGame) move(i int, what, how byte) {
	n := int(how) % 8
	switch what % 8 {
	case 0, 1:
		_ = g.PutSend(context.Background(), g.send(n)) // a second parked one is refused
		g.put[n] = true
	case 2:
		if got, err := g.TakeBack(context.Background(), uuidOf(n)); err != nil {
			g.t.Fatal(err)
		} else if got == domain.TakenBack {
			g.back[uuidOf(n)], g.late[uuidOf(n)] = true, len(g.attempts[uuidOf(n)])
		}
	case 3:
		pass(time.Duration(how) * time.Duration(how) * time.Second / 32)
	case 4:
		g.gets(says(n%2, fmt.Sprint("wamid.says", i), "und?"))
	case 5:
		g.gets(taps(n%2, fmt.Sprint("wamid.tap", i), n))
	case 6:
		g.restart(g.options)
	default:
		if err := g.Resume(context.Background()); err != nil {
			g.t.Fatal(err)
		}
	}
}

// judge waits for good weather and looks at every send.
func (g *outboxGame) judge() {
	g.graph.mu.Lock()
	g.next = nil
	g.graph.mu.Unlock()
	for range 3 {
		if err := g.Resume(context.Background()); err != nil {
			g.t.Fatal(err)
		}
		pass(70 * time.Minute) // the longest of all waits, and a parked reply's
	}
	last, ends := map[string]domain.SendState{}, map[string]int{}
	for _, e := range events(g.t, g.Client) {
		if e.Send == nil {
			continue
		}
		last[e.Send.UUID] = e.Send.State
		if slices.Contains(finished, e.Send.State) {
			ends[e.Send.UUID]++
		}
	}
	for uuid, state := range last {
		g.judgeOne(uuid, state, ends[uuid])
	}
	if h := g.health(); h.Queued != 0 || h.Parked != 0 {
		g.t.Errorf("something waits on: %+v", h)
	}
}

var finished = []domain.SendState{domain.SendAccepted, domain.SendFailed, domain.SendUnknown, domain.SendTakenBack, domain.SendReturned}

func (g *outboxGame) judgeOne(uuid string, state domain.SendState, ends int) {
	tries := g.attempts[uuid]
	left := func(class string) bool {
		return class == string(whatsapp.Accepted) || class == string(whatsapp.Unknown)
	}
	wrong := ""
	first := slices.IndexFunc(tries, left)
	switch {
	case ends != 1 || !slices.Contains(finished, state):
		wrong = fmt.Sprintf("ended %d times", ends)
	case first >= 0 && first != len(tries)-1:
		wrong = "attempted again after it may have left"
	case first >= 0 && string(state) != strings.ToLower(tries[first]):
		wrong = "another end than its last attempt"
	case first < 0 && (state == domain.SendAccepted || state == domain.SendUnknown):
		wrong = "an end that no attempt had"
	case g.back[uuid] && (len(tries) > g.late[uuid] || state != domain.SendTakenBack && state != domain.SendReturned):
		wrong = "left after it was taken back"
	}
	if wrong != "" {
		g.t.Errorf("%s is %s after %v: %s", uuid, state, tries, wrong)
	}
}

// FuzzOutbox lets chance hand over, take back, wait, write, tap, restart and
// resume, with outcomes of its own for the attempts. The first byte says how
// many outcomes follow, then come the moves, two bytes each.
func FuzzOutbox(f *testing.F) {
	for _, seed := range []string{
		"\x02\x02\x00" + "\x00\x00\x03\x20\x06\x00",             // offline, then accepted; a restart
		"\x01\xff" + "\x00\x00\x03\x01\x06\x00\x02\x00",         // cut off in the middle
		"\x03\x04\x05\x07" + "\x00\x00\x00\x02\x03\xff\x07\x00", // every kind of waiting
		"\x00" + "\x00\x03\x03\x10\x05\x03\x03\x10\x05\x03",     // parked and tapped twice
		"\x01\x02" + "\x00\x03\x03\x01\x04\x01\x02\x03",         // announced in vain, and then they write
		"\x00" + "\x02\x00\x00\x00\x00\x02\x04\x00\x03\xff",     // taken back before it came
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) == 0 {
			return
		}
		n := min(int(data[0])%16, len(data)-1)
		next, moves := data[1:1+n], data[1+n:]
		g := &outboxGame{
			next: next, attempts: map[string][]string{}, put: map[int]bool{}, back: map[string]bool{}, late: map[string]int{},
		}
		graph := &fakeGraph{send: g.answer}
		inBubbleOf(t, func(o *relay.Options) { o.Graph, g.options = graph, *o; g.options.Graph = graph }, func(d *desk, _ relay.Options) {
			d.graph = graph
			g.desk = d
			for i := 0; i+1 < min(len(moves), 60); i += 2 {
				g.move(i, moves[i], moves[i+1])
			}
			g.judge()
		})
	})
}
