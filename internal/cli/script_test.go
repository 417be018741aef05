package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/freeport"
	"sprechstunde/internal/sqlite"
	"sprechstunde/whatsapp"
)

// The scripts run the real program in processes of its own: "sprechstunde" is
// this test binary under another name.
func TestMain(m *testing.M) {
	programs := map[string]func(){
		"sprechstunde": func() { os.Exit(Main()) },
		"deskhand":     func() { os.Exit(beDeskHand()) },
	}
	maps.Copy(programs, outsiders)
	testscript.Main(m, programs)
}

func TestScripts(t *testing.T) {
	t.Parallel()
	p := scripts()
	if testing.Short() {
		p.Files, p.Dir = busyScripts(p.Dir), ""
	}
	testscript.Run(t, p)
}

// busyScripts are those in which a desk and a relay have most to do at the same
// time. Of the others a short run would see one goroutine after the other.
func busyScripts(dir string) (out []string) {
	for _, name := range []string{"attach", "beside", "files", "relay", "send", "waiting"} {
		out = append(out, filepath.Join(dir, name+".txtar"))
	}
	return out
}

func scripts() testscript.Params {
	return testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("SPRECHSTUNDE_HOME", filepath.Join(env.WorkDir, "home"))
			env.Setenv("LC_ALL", "en_US.UTF-8")
			env.Setenv("TERM", "dumb")
			env.Setenv("NOW", fmt.Sprint(time.Now().Add(-time.Minute).Unix()))
			zone, err := time.LoadLocation("Europe/Berlin")
			if err != nil {
				return err
			}
			today := time.Now().In(zone)
			env.Setenv("TODAY", today.Format(time.DateOnly))
			env.Setenv("TOMORROW", today.AddDate(0, 0, 1).Format(time.DateOnly))
			return os.MkdirAll(filepath.Join(env.WorkDir, "home"), 0o700)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"freeport": freePort,
			"waitport": waitPort,
			"post":     postSigned,
			"subst":    substitute,
			"sample":   writeSample,
			"fill":     fillFile,
			"meta":     startMeta,
			"metagot":  metaGot,
			"metato":   metaTo,
			"declined": metaDeclined,

			"sendfile":  sendFile,
			"waitmedia": waitMedia,
			"relink":    relink,
			"onlyin":    onlyIn,
			"opened":    opened,
			"fileid":    fileID,

			"site":     startSite,
			"zipped":   zipFiles,
			"reimport": reimport,
			"cut":      cutFile,

			"onebackup":  oneBackup,
			"onlyfolder": onlyFolder,

			"pausetemplate": pauseTemplate,
			"hold":          holdLock,
			"firstid":       firstID,
		},
	}
}

// freePort NAME... sets each name to a port nobody uses.
func freePort(ts *testscript.TestScript, _ bool, names []string) {
	for _, name := range names {
		addr, err := freeport.Address()
		ts.Check(err)
		_, port, err := net.SplitHostPort(addr)
		ts.Check(err)
		ts.Setenv(name, port)
	}
}

// waitPort PORT... waits until somebody listens on each.
func waitPort(ts *testscript.TestScript, _ bool, ports []string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for _, port := range ports {
		ts.Check(untilAccepted(ctx, "127.0.0.1:"+port))
	}
}

func untilAccepted(ctx context.Context, addr string) error {
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		c, err := (&net.Dialer{}).DialContext(ctx, "tcp", addr)
		if err == nil {
			return c.Close()
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return fmt.Errorf("nobody listens on %s: %w", addr, err)
		}
	}
}

// postSigned FILE PORT SECRET WANT posts a file as Meta would: escaped to
// ASCII and signed. A fifth argument "raw" leaves the bytes alone; "broken"
// changes one after signing.
func postSigned(ts *testscript.TestScript, _ bool, args []string) {
	body := bytes.TrimSpace([]byte(ts.ReadFile(args[0])))
	if len(args) < 5 || args[4] != "raw" {
		body = whatsapp.EscapeASCII(body)
	}
	signature := whatsapp.Sign(args[2], body)
	if len(args) > 4 && args[4] == "broken" {
		body = bytes.Replace(body, []byte("hallo"), []byte("hullo"), 1)
	}
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, "http://127.0.0.1:"+args[1]+"/webhook", bytes.NewReader(body))
	ts.Check(err)
	req.Header.Set("X-Hub-Signature-256", signature)
	resp, err := http.DefaultClient.Do(req)
	ts.Check(err)
	ts.Check(resp.Body.Close())
	if got := fmt.Sprint(resp.StatusCode); got != args[3] {
		ts.Fatalf("posting %s: status %s, want %s", args[0], got, args[3])
	}
}

// substitute FILE replaces $NAME in a file by variables of the script, and $JUST by
// this very moment.
func substitute(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		path := ts.MkAbs(name)
		text := os.Expand(ts.ReadFile(name), func(key string) string {
			if key == "JUST" {
				return fmt.Sprint(time.Now().Unix())
			}
			return ts.Getenv(key)
		})
		ts.Check(errors.Join(os.WriteFile(path, []byte(text), 0o600), os.Chmod(path, 0o600)))
	}
}

// fillFile FILE BYTES TEXT writes a file of that many bytes.
func fillFile(ts *testscript.TestScript, _ bool, args []string) {
	var n int
	_, err := fmt.Sscan(args[1], &n)
	ts.Check(err)
	text := strings.Repeat(args[2], n/max(len(args[2]), 1)+1)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text[:n]), 0o600))
}

// startMeta PORT WEBHOOKPORT runs the pretend Cloud API until the script ends.
func startMeta(ts *testscript.TestScript, _ bool, args []string) {
	l, err := net.Listen("tcp", "127.0.0.1:"+args[0])
	ts.Check(err)
	s, err := fakewa.Start(context.Background(), fakewa.Options{
		Clock: time.Now, Listener: l, NoWindow: true, Seed: 1,
		WebhookURL: "http://127.0.0.1:" + args[1] + "/webhook",
		Wait:       func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	})
	ts.Check(err)
	metas.Store(ts.Getenv("WORK"), s)
	ts.Defer(func() {
		metas.Delete(ts.Getenv("WORK"))
		ts.Check(s.Close())
	})
}

// metas are the pretend APIs of the running scripts.
var metas sync.Map

// untilSo waits some seconds for something to become true.
func untilSo(is func() bool) {
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for i := 0; i < 2000 && !is(); i++ {
		<-tick.C
	}
}

// metaGot COUNT [TEXT] waits until so many messages have left, and checks what the
// last said.
func metaGot(ts *testscript.TestScript, neg bool, args []string) {
	s, _ := metas.Load(ts.Getenv("WORK"))
	var sent []fakewa.SentMessage
	untilSo(func() bool {
		sent = s.(*fakewa.Server).Sent()
		return fmt.Sprint(len(sent)) == args[0]
	})
	if got := fmt.Sprint(len(sent)); got != args[0] {
		ts.Fatalf("%s messages left, want %s", got, args[0])
	}
	if len(args) > 1 && sent[len(sent)-1].Body != args[1] != neg {
		ts.Fatalf("the last message said %q, want %q", sent[len(sent)-1].Body, args[1])
	}
}

// metaDeclined ID... waits until the pretend API was asked to decline these calls,
// and no others, in this order.
func metaDeclined(ts *testscript.TestScript, _ bool, args []string) {
	s, _ := metas.Load(ts.Getenv("WORK"))
	var got []string
	untilSo(func() bool {
		got = s.(*fakewa.Server).Declined()
		return slices.Equal(got, args)
	})
	if !slices.Equal(got, args) {
		ts.Fatalf("declined %q, want %q", got, args)
	}
}

// startSite PORT answers for a page that is there, one that has moved and none
// else, until the script ends.
func startSite(ts *testscript.TestScript, _ bool, args []string) {
	l, err := net.Listen("tcp", "127.0.0.1:"+args[0])
	ts.Check(err)
	mux := http.NewServeMux()
	mux.HandleFunc("/fine", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, strings.Repeat("x", 1500)) })
	mux.Handle("/moved", http.RedirectHandler("/fine", http.StatusMovedPermanently))
	s := &httptest.Server{Listener: l, Config: &http.Server{Handler: mux, ReadHeaderTimeout: time.Minute}}
	s.Start()
	ts.Defer(s.Close)
}

// metaTo TO RECIPIENT says whom the last message was addressed to, "" for neither
// way: a number in "to", a user id in "recipient".
func metaTo(ts *testscript.TestScript, _ bool, args []string) {
	s, _ := metas.Load(ts.Getenv("WORK"))
	sent := s.(*fakewa.Server).Sent()
	if len(sent) == 0 {
		ts.Fatalf("nothing has left")
	}
	if last := sent[len(sent)-1]; last.To != args[0] || last.Recipient != args[1] {
		ts.Fatalf("to %q, recipient %q; want %q and %q", last.To, last.Recipient, args[0], args[1])
	}
}

// pauseTemplate NAME pauses a German template without telling anybody.
func pauseTemplate(ts *testscript.TestScript, _ bool, args []string) {
	s, _ := metas.Load(ts.Getenv("WORK"))
	ts.Check(s.(*fakewa.Server).PauseTemplate(args[0], "de"))
}

// firstID NAME FILE sets a name to the uuid of the first entry of a JSON list.
func firstID(ts *testscript.TestScript, _ bool, args []string) {
	var list []struct {
		UUID string `json:"uuid"`
	}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[1])), &list))
	if len(list) == 0 {
		ts.Fatalf("%s is empty", args[1])
	}
	ts.Setenv(args[0], list[0].UUID)
}

// hold FILE takes the lock of a database, as another desk would.
func holdLock(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(filepath.Dir(path), 0o700))
	lock, err := sqlite.AcquireLock(path, time.Now())
	ts.Check(err)
	ts.Defer(func() { ts.Check(lock.Release()) })
}

// writeSample writes a small picture or recording, which a script cannot hold.
func writeSample(ts *testscript.TestScript, neg bool, args []string) {
	samples := map[string]string{
		"photo": "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9",
		"voice": "OggS\x00\x02" + strings.Repeat("\x00", 20) + "\x01\x13OpusHead\x01\x01\x38\x01\x80\xbb\x00\x00\x00\x00\x00",
	}
	if neg || len(args) != 2 || samples[args[0]] == "" {
		ts.Fatalf("usage: sample photo|voice FILE")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(samples[args[0]]), 0o600))
}
