//go:build proof && linux

package wire_test

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/safego"
	"sprechstunde/whatsapp"
)

// letter is a whole request, ready to be written.
type letter []byte

// letterOf is a signed webhook as Meta sends it.
func letterOf(body []byte) letter {
	return fmt.Appendf(nil, "POST /webhook HTTP/1.1\r\nHost: relay\r\nUser-Agent: facebookexternalua\r\nAccept: */*\r\n"+
		"Content-Type: application/json\r\n%s: %s\r\nContent-Length: %d\r\n\r\n%s",
		whatsapp.SignatureHeader, whatsapp.Sign(rig.AppSecret, body), len(body), body)
}

// questions are texts as applicants write them; the load carries them in turn.
var questions = []string{
	"Guten Tag, ich interessiere mich für die Ausbildung zur Pflegefachkraft. Welche Unterlagen brauche ich für die Bewerbung?",
	"Hallo, bis wann kann ich mich bewerben? Ich bin noch bis Ende Juni in der Schule 🙂",
	"ok danke!",
	"Ich habe vor zwei Wochen meine Bewerbung geschickt und noch nichts gehört. Können Sie bitte einmal nachschauen, ob alles da ist? Es ging um die Stelle im " +
		"Kindergarten, ich hatte auch das Zeugnis und das Führungszeugnis mitgeschickt. Viele Grüße",
}

// letters are n webhooks, each with one message that never came before. The
// people are a few thousand, as in a busy year.
func letters(tag string, n int, now time.Time) []letter {
	out := make([]letter, n)
	for i := range out {
		phone := fmt.Sprintf("+49155%08d", i*7919%5000)
		out[i] = letterOf(rig.Webhook(fmt.Sprintf("wamid.%s.%d", tag, i), phone, questions[i%len(questions)], now))
	}
	return out
}

// turn is what one round of load came to.
type turn struct {
	done  int
	took  time.Duration
	waits []time.Duration // of each request, sorted
}

func (r turn) rate() float64 { return float64(r.done) / r.took.Seconds() }

// at is the wait that the given part of all requests did not exceed.
func (r turn) at(part float64) time.Duration {
	if len(r.waits) == 0 {
		return 0
	}
	return r.waits[min(int(part*float64(len(r.waits))), len(r.waits)-1)]
}

// load lets clients post all letters, each client its next one as soon as the
// last is answered, over a connection that stays open. Everything must be
// answered with 200.
func load(t *testing.T, addr string, clients int, mail []letter) turn {
	t.Helper()
	var next atomic.Int64
	var mu sync.Mutex
	var r turn
	conns := make([]net.Conn, clients)
	for i := range conns {
		conns[i] = dial(t, addr)
		defer conns[i].Close()
	}
	var tasks []<-chan struct{}
	began := time.Now()
	for _, c := range conns {
		tasks = append(tasks, safego.Go("client", func(err error) { t.Error(err) }, func() {
			waits, err := post(c, mail, &next)
			mu.Lock()
			defer mu.Unlock()
			r.waits = append(r.waits, waits...)
			if err != nil {
				t.Error(err)
			}
		}))
	}
	for _, done := range tasks {
		<-done
	}
	r.took, r.done = time.Since(began), len(r.waits)
	slices.Sort(r.waits)
	return r
}

// post sends what is next until nothing is left.
func post(c net.Conn, mail []letter, next *atomic.Int64) (waits []time.Duration, err error) {
	in := bufio.NewReaderSize(c, 1<<10)
	for {
		i := next.Add(1) - 1
		if i >= int64(len(mail)) {
			return waits, nil
		}
		began := time.Now()
		if _, err := c.Write(mail[i]); err != nil {
			return waits, err
		}
		code, err := answer(in)
		if err != nil || code != http.StatusOK {
			return waits, fmt.Errorf("answer %d: %w", code, err)
		}
		waits = append(waits, time.Since(began))
	}
}

// answer reads the head of an answer that has no body; net/http's own reader
// would cost the load more than the server spends.
func answer(in *bufio.Reader) (code int, err error) {
	line, err := in.ReadSlice('\n')
	if err != nil {
		return 0, err
	}
	if _, err := fmt.Sscanf(string(line), "HTTP/1.1 %d", &code); err != nil {
		return 0, err
	}
	for len(line) > 2 {
		if line, err = in.ReadSlice('\n'); err != nil {
			return 0, err
		}
	}
	return code, nil
}

func dial(t *testing.T, addr string) net.Conn {
	t.Helper()
	var d net.Dialer
	c, err := d.DialContext(t.Context(), "tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
