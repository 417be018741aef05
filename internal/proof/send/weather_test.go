//go:build proof

package send_test

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"net/http"
	"regexp"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
)

// weather decides what happens to every call. What befalls an attempt follows
// from the seed, the message and the number of the attempt.
type weather struct {
	seed uint64
	calm atomic.Bool

	mu       sync.Mutex
	tries    map[string]int
	loose    *rand.Rand // for what belongs to no message
	graph    float64    // how much of what goes to Meta suffers
	calls    float64    // … of what the desk asks the relay
	hooks    float64    // … of what Meta tells the relay
	met      map[string]int
	failing  map[string]int             // code by which Meta gives up a message it has taken, by uuid
	reported map[string][]domain.Status // statuses the relay has answered 200 to, by uuid
	stopped  atomic.Bool                // an answer has stopped the outbox
}

func newWeather(seed uint64) *weather {
	return &weather{
		seed: seed, tries: map[string]int{}, loose: rand.New(rand.NewPCG(seed, 4)), met: map[string]int{},
		failing: map[string]int{}, reported: map[string][]domain.Status{},
	}
}

// turn chooses the weather of the next wave.
func (w *weather) turn() {
	w.mu.Lock()
	defer w.mu.Unlock()
	pick := func(rates ...float64) float64 { return rates[w.loose.IntN(len(rates))] }
	w.graph, w.calls, w.hooks = pick(0.2, 0.5, 0.8), pick(0.05, 0.2, 0.4), pick(0.02, 0.1, 0.3)
}

// lot is the luck of one attempt.
func (w *weather) lot(of string) *rand.Rand {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tries[of]++
	h := fnv.New64a()
	fmt.Fprint(h, of, w.tries[of])
	return rand.New(rand.NewPCG(w.seed, h.Sum64()))
}

// chance is luck that belongs to no message.
func (w *weather) chance(rate *float64, part float64) bool {
	if w.calm.Load() {
		return false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.loose.Float64() < *rate*part
}

func (w *weather) meet(what string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.met[what]++
}

// blow lets the weather into a world.
func (w *weather) blow(world *rig.World) {
	for _, l := range []struct {
		line *rig.Line
		rate *float64
		harm func(*http.Request, []byte) rig.Harm
	}{
		{world.Graph, &w.graph, w.toMeta}, {world.Calls, &w.calls, w.toRelay}, {world.Hooks, &w.hooks, w.fromMeta},
	} {
		l.line.Refuse = func() bool { return w.chance(l.rate, 0.2) }
		l.line.Early = func() bool { return w.chance(l.rate, 0.05) }
		l.line.Harm = func(r *http.Request, body []byte) rig.Harm {
			if w.calm.Load() {
				return rig.Harm{}
			}
			return l.harm(r, body)
		}
	}
	world.Hooks.Passed = w.told
}

var (
	ourID = regexp.MustCompile(`"biz_opaque_callback_data":"([^"]+)"`)
	page  = []byte("<!DOCTYPE html><html><body>Bitte anmelden</body></html>")
)

func nothing([]byte) []byte { return nil }

func halfOf(answer []byte) []byte { return answer[:len(answer)/2] }

// instead is an answer of somebody in between.
func instead(status int, kind string, body []byte) func([]byte) []byte {
	return func([]byte) []byte { return rig.Answer(status, http.Header{"Content-Type": {kind}}, body) }
}

func graphSays(status, code int, header http.Header) func([]byte) []byte {
	body, err := json.Marshal(map[string]any{"error": map[string]any{"code": code, "message": fmt.Sprintf("(#%d)", code), "error_data": map[string]any{"details": "injected"}}})
	if err != nil {
		panic(err)
	}
	header.Set("Content-Type", "application/json")
	return func([]byte) []byte { return rig.Answer(status, header, body) }
}

// cuts are the harms that any call can suffer; give is how long its caller waits.
func cuts(luck *rand.Rand, give time.Duration) (string, rig.Harm) {
	some := func(least, most time.Duration) time.Duration {
		return least + time.Duration(luck.Int64N(int64(most-least)))
	}
	broken := []rig.End{rig.Reset, rig.Close}[luck.IntN(2)]
	switch luck.IntN(9) {
	case 0:
		return "answer lost", rig.Harm{Say: nothing, End: broken}
	case 1:
		return "call lost", rig.Harm{Drop: true, Say: nothing, End: broken}
	case 2:
		return "no answer", rig.Harm{Say: nothing, End: rig.Hang}
	case 3:
		return "swallowed", rig.Harm{Drop: true, Say: nothing, End: rig.Hang}
	case 4:
		return "late", rig.Harm{Before: some(give+time.Second, 4*give), Say: nothing, End: rig.Close}
	case 5:
		return "half an answer", rig.Harm{Say: halfOf, End: broken}
	case 6:
		return "login page", rig.Harm{Drop: luck.IntN(2) == 0, Say: instead(http.StatusOK, "text/html", page)}
	case 7:
		status := []int{http.StatusBadGateway, http.StatusGatewayTimeout, http.StatusServiceUnavailable, http.StatusTooManyRequests, http.StatusForbidden}[luck.IntN(5)]
		return "gateway", rig.Harm{Drop: luck.IntN(2) == 0, Say: instead(status, "text/plain", nil)}
	default:
		return "slow", rig.Harm{Before: some(0, give*4/10), After: some(0, give*4/10)}
	}
}

// toMeta is what befalls a call to the Cloud API.
func (w *weather) toMeta(r *http.Request, body []byte) rig.Harm {
	of := r.URL.Path
	if id := ourID.FindSubmatch(body); id != nil {
		of = string(id[1])
	}
	luck := w.lot(of)
	w.mu.Lock()
	rate := w.graph
	w.mu.Unlock()
	if luck.Float64() >= rate {
		return rig.Harm{}
	}
	what, harm := cuts(luck, 30*time.Second)
	switch luck.IntN(4) {
	case 0:
		what, harm = w.refusal(luck)
	case 1:
		what, harm = oddity(luck)
	}
	w.meet("to Meta: " + what)
	return harm
}

// refusal is a no of Meta with its reason. Nothing was sent.
func (w *weather) refusal(luck *rand.Rand) (string, rig.Harm) {
	codes := []struct{ status, code int }{
		{400, 130429},
		{429, 130429},
		{400, 80007},
		{400, 131056},
		{400, 131056},
		{400, 4},
		{500, 131016},
		{503, 133004},
		{400, 131026},
		{400, 100},
		{400, 131047},
		{404, 132001},
		{500, 131026},
	}
	c := codes[luck.IntN(len(codes))]
	if luck.IntN(20) == 0 {
		c.status, c.code = 401, 190
		w.stopped.Store(true)
	}
	header := http.Header{}
	if luck.IntN(3) == 0 {
		header.Set("Retry-After", fmt.Sprint(luck.IntN(100)))
	}
	return fmt.Sprint("refused with ", c.code), rig.Harm{Drop: true, Say: graphSays(c.status, c.code, header)}
}

// oddity is an answer from which nobody can tell what became of the message.
func oddity(luck *rand.Rand) (string, rig.Harm) {
	h := rig.Harm{Drop: luck.IntN(2) == 0}
	if luck.IntN(3) == 0 {
		h.Say = graphSays(500, []int{131000, 1, 135000, 999}[luck.IntN(4)], http.Header{})
		return "vague error", h
	}
	odd := []string{``, `null`, `{}`, `{"ok":true}`, `{"messages":[]}`, `{"messages":[{"id":""}]}`, `[1,2]`, `{"messages":[{"id":`, "\x00\x01"}
	h.Say = instead(http.StatusOK, "application/json", []byte(odd[luck.IntN(len(odd))]))
	return "odd answer", h
}

// toRelay is what befalls a call of the desk.
func (w *weather) toRelay(r *http.Request, _ []byte) rig.Harm {
	luck := w.lot(r.Method + r.URL.Path)
	w.mu.Lock()
	rate := w.calls
	w.mu.Unlock()
	if luck.Float64() >= rate {
		return rig.Harm{}
	}
	what, harm := cuts(luck, 10*time.Second)
	if r.Method == http.MethodPut && luck.IntN(3) == 0 { // it may overtake its own withdrawal
		what, harm = "late", rig.Harm{Before: time.Duration(11+luck.IntN(60)) * time.Second, Say: nothing, End: rig.Close}
	}
	w.meet("to the relay: " + what)
	return harm
}

// fromMeta is what befalls a webhook. The relay answers for what it has got,
// so nobody answers in its place.
func (w *weather) fromMeta(r *http.Request, _ []byte) rig.Harm {
	luck := w.lot(r.URL.Path)
	w.mu.Lock()
	rate := w.hooks
	w.mu.Unlock()
	if luck.Float64() >= rate {
		return rig.Harm{}
	}
	var harm rig.Harm
	what := "webhook late"
	switch luck.IntN(3) {
	case 0:
		what, harm = "webhook lost", rig.Harm{Drop: true, Say: nothing, End: rig.Reset}
	case 1:
		what, harm = "webhook not confirmed", rig.Harm{Say: nothing, End: rig.Reset}
	default:
		harm.Before = time.Duration(luck.Int64N(int64(time.Minute)))
	}
	w.meet(what)
	return harm
}

// proves reports whether b tells more of a message than a: this suite's own
// word on it, so that a mistake of the program's is not shared.
func proves(a, b domain.Status) bool {
	order := []domain.Status{
		domain.StatusQueued, domain.StatusParked, domain.StatusSending, domain.StatusReturned, domain.StatusUnknown, domain.StatusAccepted,
		domain.StatusSent, domain.StatusFailed, domain.StatusDelivered, domain.StatusRead,
	}
	return slices.Index(order, b) > slices.Index(order, a)
}

var statusOf = regexp.MustCompile(`"status":"([a-z]+)"`)

// told remembers statuses that the relay has confirmed.
func (w *weather) told(_ *http.Request, body []byte, status int) {
	id, says := ourID.FindSubmatch(body), statusOf.FindSubmatch(body)
	if status != http.StatusOK || id == nil || says == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.reported[string(id[1])] = append(w.reported[string(id[1])], domain.Status(says[1]))
}

// plan is what Meta does with a message that it has taken: most arrive and are
// reported in some order; some are never heard of, some given up.
func (w *weather) plan(m fakewa.SentMessage, luck *rand.Rand) []fakewa.Step {
	after := time.Duration(luck.IntN(20)) * time.Second
	if luck.IntN(8) == 0 {
		after = time.Duration(luck.IntN(40)) * time.Minute
	}
	switch luck.IntN(10) {
	case 0, 1:
		return nil
	case 2:
		code := []int{131026, 131047, 131049, 130472}[luck.IntN(4)]
		w.mu.Lock()
		w.failing[m.UUID] = code
		w.mu.Unlock()
		return []fakewa.Step{{Status: domain.StatusFailed, After: after, Code: code}}
	}
	steps := fakewa.OddPlan(m, luck)
	steps[0].After += after
	return steps
}

// faults lets a status come before the answer to its send.
func (w *weather) faults(r fakewa.Request) fakewa.Fault {
	return fakewa.Fault{StatusFirst: !w.calm.Load() && r.Endpoint == "messages" && r.N%4 == 1}
}
