//go:build proof && linux

package secrets_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/glass"
	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/safego"
)

// TestMain takes all care of files away from those who start the program.
func TestMain(m *testing.M) {
	syscall.Umask(0)
	os.Exit(rig.Main(m))
}

// The people of this life: names, numbers and words as nobody else has them.
var (
	samira = fakewa.Person{Name: "Samira Kanarienzweig", Phone: "+4915559871234", UserID: "DE.7000000000987123", Username: "kanarienzweig"}
	lukas  = fakewa.Person{Name: "Lukas Wellensittich", Phone: "+4915559876789", UserID: "DE.7000000000987678", Username: "wellensittich"}
)

const (
	question = "Darf ich als Papageienpflegerin ohne Abitur anfangen?"
	reply    = "Hallo Samira, ja, im Kakaduhaus geht das auch ohne Abitur."
	// passphrase seals backups; it comes by the environment.
	passphrase = "kanarienvogel-sicherung-2342-wort"
)

// secrets is what may stand in the configuration and nowhere else.
var secrets = []string{rig.RelayToken, rig.AccessToken, rig.AppSecret, rig.VerifyToken, passphrase}

// personal may stand in databases, exports and on the screen, but in no log.
var personal = []string{
	"Kanarienzweig", "Wellensittich", "kanarienzweig", "wellensittich", "Papageien", "Kakaduhaus",
	"15559871234", "15559876789", "5559871234", "5559876789", "7000000000987123", "7000000000987678",
}

// life is one home, and everything the program said in it.
type life struct {
	t     *testing.T
	home  *rig.Home
	meta  *fakewa.Server
	mu    sync.Mutex
	said  map[string]*bytes.Buffer // by what was run
	runs  int
	ran   map[string]bool // commands, by their first word
	procs map[string]bool // command lines
}

func newLife(t *testing.T, o fakewa.Options) *life {
	t.Helper()
	o.DuplicateEvery = -1
	meta := rig.Meta(t, o)
	l := &life{t: t, meta: meta, home: rig.NewHome(t, meta.Base()), said: map[string]*bytes.Buffer{}, ran: map[string]bool{}, procs: map[string]bool{}}
	// What it lays down for a while is looked through as well.
	l.home.Vars = []string{"TMPDIR=" + l.home.Path("tmp"), "SPRECHSTUNDE_PASSPHRASE=" + passphrase}
	if err := errors.Join(os.Chmod(l.home.Dir, 0o700), os.Mkdir(l.home.Path("tmp"), 0o700)); err != nil {
		t.Fatal(err)
	}
	if err := meta.SetWebhook("http://" + l.home.Hook + "/webhook"); err != nil {
		t.Fatal(err)
	}
	return l
}

// listen keeps what a run says under its name.
func (l *life) listen(name string) *bytes.Buffer {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.runs++
	b := new(bytes.Buffer)
	l.said[fmt.Sprintf("%d %s", l.runs, name)] = b
	return b
}

// run is a command; whether it is content does not matter here.
func (l *life) run(args ...string) {
	l.t.Helper()
	cmd, out := l.home.Command(l.t, args...), l.listen(strings.Join(args, " "))
	cmd.Stdout, cmd.Stderr = out, out
	l.ran[args[0]] = true
	if err := cmd.Start(); err != nil {
		l.t.Fatal(err)
	}
	over := make(chan struct{})
	watched := safego.Go("reading command lines", func(err error) { l.t.Error(err) }, func() {
		for l.watch(cmd.Process.Pid) {
			select {
			case <-time.After(5 * time.Millisecond):
			case <-over:
				return
			}
		}
	})
	_ = cmd.Wait()
	close(over)
	<-watched
}

// watch notes the command line of a process, which everybody on the machine can
// read.
func (l *life) watch(pid int) bool {
	line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	if err != nil {
		return false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.procs[string(line)] = true
	return true
}

// screen opens the desk, goes through it, and leaves it as end says.
func (l *life) screen(do func(*glass.Glass)) {
	l.t.Helper()
	cmd := l.home.Command(l.t)
	g := glass.Open(l.t, cmd, glass.Options{Env: l.home.Env(), Tap: l.listen("the screen")})
	l.watch(cmd.Process.Pid)
	do(g)
	g.Kill()
}

func (l *life) people() {
	l.t.Helper()
	for _, p := range []fakewa.Person{samira, lukas} {
		err := l.meta.Deliver(l.t.Context(), fakewa.Text(p, question), fakewa.Document(p, "Papageien.pdf", "Kakaduhaus", "Kakaduhaus"), fakewa.Invented(p, "hologram"))
		if err != nil {
			l.t.Fatal(err)
		}
	}
}

// TestNothingLeaks leads the lives and then looks everywhere.
func TestNothingLeaks(t *testing.T) {
	t.Parallel()
	files, outputs := 0, 0
	for name, lead := range map[string]func(*testing.T) *life{
		"good": goodLife, "embedded": embeddedLife, "bad": badLife, "dead token": deadToken,
		"panic before Meta": panicsBeforeMeta, "panic over a webhook": panicsOverWebhook,
	} {
		l := lead(t)
		if len(l.procs) == 0 {
			t.Errorf("%s life: no command line was read", name)
		}
		files += l.files(name)
		outputs += l.outputs(name)
	}
	rig.Tell(t, "files looked through, 0 with a secret, all 0600 in folders 0700", files)
	rig.Tell(t, "outputs and screens looked through, 0 with a secret", outputs)
}

// goodLife: everything works.
func goodLife(t *testing.T) *life {
	t.Helper()
	l := newLife(t, fakewa.Options{})
	r := l.home.StartRelay(t)
	l.watch(r.Cmd.Process.Pid)
	if err := l.meta.Handshake(t.Context(), rig.VerifyToken); err != nil {
		t.Fatal(err)
	}
	l.people()
	l.everyCommand()
	l.people() // whoever was answered waits again
	l.screen(func(g *glass.Glass) {
		g.GoIn()
		g.Await("Samira")
		g.Press("i")
		g.Await("Antwort an")
		g.Press("Das Kakaduhaus schreibt dir.")
		g.Await("Kakaduhaus schreibt")
		g.Press(glass.Escape)
		g.Until("the draft on the disk", func(string) bool {
			return rig.List[int](t, l.home.Path("desk.db"), `SELECT count(*) FROM draft WHERE text <> ''`)[0] > 0
		})
	})
	l.end(r, syscall.SIGTERM)
	return l
}

func (l *life) everyCommand() {
	l.t.Helper()
	out := filepath.Join(l.home.Dir, "exports")
	for _, args := range [][]string{
		{"sync"},
		{"sync", "--json"},
		{"send", samira.Phone, "--text", reply, "--now"},
		{"send", lukas.Phone, "--text", reply, "--now", "--anyway", "--json"},
		{"send", lukas.Phone, "--text", reply, "--dry-run", "--json"},
		{"inbox", "--all"},
		{"inbox", "--json"},
		{"show", samira.Phone},
		{"show", lukas.Phone, "--json"},
		{"export", samira.Phone, "--out", out},
		{"export", lukas.Phone, "--out", out, "--format", "txt"},
		{"answers", "list"},
		{"answers", "export"},
		{"templates"},
		{"templates", "--json"},
		{"hours"},
		{"doctor"},
		{"doctor", "--json"},
		{"keys"},
		{"--help"},
		{"show", "nobody"},
		{"send", samira.Phone},
		{"nonsense"},
		{"search", "Papageienpflegerin"},
		{"files", samira.Phone},
		{"files", "save", "--all", samira.Phone, "--out", out},
		{"waiting"},
		{"answer", lukas.Phone, "fsj", "--now", "--anyway"},
		{"exports"},
		{"recipients"},
		{"person", "show", samira.Phone},
		{"person", "set", samira.Phone, "region", "Kakaduhaus"},
		{"person", "note", samira.Phone, "Kakaduhaus"},
		{"person", "log", samira.Phone, "call", "Kakaduhaus"},
		{"person", "consent", samira.Phone, "--json"},
		{"person", "export", samira.Phone, "--out", out},
		{"people", "export", l.home.Path("people.csv")},
		{"people", "import", l.home.Path("people.csv"), "--write"},
		{"crisis", lukas.Phone, "on"},
		{"crisis", "numbers"},
		{"privacy", samira.Phone},
		{"links"},
		{"link", "--text", "Hallo", "--qr", "svg", "--out", l.home.Path("link.svg")},
		{"requests", "add", samira.Phone, "access", "--note", "Kakaduhaus"},
		{"requests"},
		{"report"},
		{"report", "privacy", "--out", out},
		{"incident", "start", "--what", "Kakaduhaus"},
		{"incident", "show", "1", "--out", out},
		{"retention"},
		{"backup", "--new-key", l.home.Path("key")},
		{"backup", "--passphrase", "--to", out},
		{"restore", l.home.Path("config.yaml")},
		{"deputy"},
		{"deputy", "start", "Kim", "--passphrase", "--to", out},
		{"deputy", "end", "--without-bundle"},
		{"number"},
		{"profile", "show"},
		{"calls", "status"},
		{"icebreakers", "show"},
		{"import", "--to", samira.Phone, l.home.Path("people.csv")},
		{"init"},
		{"demo"},
		{"relay"}, // the second one
		{"person", "erase", lukas.Phone, "--yes", lukas.Name},
	} {
		l.run(args...)
	}
	for _, m := range commands.FindAllStringSubmatch(l.output("--help"), -1) {
		if !l.ran[m[1]] && m[1] != "sprechstunde" { // itself, on a screen
			l.t.Errorf("%q was never run", m[1])
		}
	}
	if exports, err := os.ReadDir(out); err != nil || len(exports) < 2 {
		l.t.Errorf("%d exports, %v: there is less to look through than there should be", len(exports), err)
	}
}

// commands are the lines of --help that name one.
var commands = regexp.MustCompile(`(?m)^  ([a-z]+) `)

// output is what a run has said, by how it was called.
func (l *life) output(name string) string {
	l.t.Helper()
	for what, out := range l.said {
		if strings.HasSuffix(what, " "+name) {
			return out.String()
		}
	}
	l.t.Errorf("nobody has run %s", name)
	return ""
}

// panicsBeforeMeta: every call to Meta breaks down with the token in the hand.
func panicsBeforeMeta(t *testing.T) *life {
	t.Helper()
	return brokenLife(t, "whatsapp/client.go", "\treq.Header.Set(\"User-Agent\", userAgent)\n", "\tpanic(fmt.Sprint(token, req))\n")
}

// panicsOverWebhook: whoever reads a webhook breaks down over it.
func panicsOverWebhook(t *testing.T) *life {
	t.Helper()
	return brokenLife(t, "whatsapp/decode.go", "\td.body(body)\n", "\tpanic(\"not understood: \" + string(body))\n")
}

// brokenLife is that of a program with a line that panics and quotes what it has.
// The notes of it name the place and nothing else.
func brokenLife(t *testing.T, file, old, broken string) *life {
	t.Helper()
	file = filepath.Join("../../..", file)
	text, err := os.ReadFile(file)
	if err != nil || strings.Count(string(text), old) != 1 {
		t.Fatalf("%q does not stand once in %s: %v", old, file, err)
	}
	l := newLife(t, fakewa.Options{})
	l.home.Program = filepath.Join(t.TempDir(), "sprechstunde")
	if err := rig.Build(l.home.Program, rig.WriteOverlay(t, file, strings.Replace(string(text), old, broken, 1))); err != nil {
		t.Fatal(err)
	}
	r, err := l.home.TryRelay(t, l.home.Command(t, "relay"))
	if r == nil {
		t.Fatal(err)
	}
	_ = l.meta.Deliver(t.Context(), fakewa.Text(samira, question)) // the relay may be gone by now
	for _, args := range [][]string{{"sync"}, {"templates"}, {"doctor"}, {"number"}} {
		l.run(args...)
	}
	l.screen(func(*glass.Glass) { <-time.After(time.Second) })
	_ = r.Stop()
	l.listen("the relay").WriteString(r.Said())
	for what, out := range l.said {
		words := []string{"goroutine "}
		if !strings.HasSuffix(what, " the screen") { // which may show what could not be understood
			words = append(words, personal...)
		}
		if w := search(out.Bytes(), words); w != "" {
			t.Errorf("a program that panics says %q: %s", w, what)
		}
	}
	if !l.noted("panic in ") {
		t.Errorf("nothing broke down over %q", broken)
	}
	return l
}

// noted reports whether a log of the home says something.
func (l *life) noted(what string) bool {
	l.t.Helper()
	logs, err := filepath.Glob(l.home.Path("log/*"))
	if err != nil {
		l.t.Fatal(err)
	}
	for _, path := range logs {
		if text, err := os.ReadFile(path); err == nil && bytes.Contains(text, []byte(what)) {
			return true
		}
	}
	return false
}

// embeddedLife: the relay runs inside the desk, which is asked for its
// goroutines in the end.
func embeddedLife(t *testing.T) *life {
	t.Helper()
	l := newLife(t, fakewa.Options{})
	l.home.Embedded = true
	l.home.Configure(t)
	cmd := l.home.Command(t)
	g := glass.Open(t, cmd, glass.Options{Env: l.home.Env(), Tap: l.listen("the screen")})
	g.GoIn()
	l.people()
	g.Await("Samira")
	l.watch(cmd.Process.Pid)
	if err := cmd.Process.Signal(syscall.SIGQUIT); err != nil {
		t.Fatal(err)
	}
	<-g.Ended()
	l.run("sync")
	l.run("doctor")
	return l
}

// badLife: the wrong configuration, the wrong relay, a Meta that is not there, a
// desk that is not alone, and a relay that is asked for its goroutines.
func badLife(t *testing.T) *life {
	t.Helper()
	l := newLife(t, fakewa.Options{Faults: func(r fakewa.Request) fakewa.Fault {
		return []fakewa.Fault{{Trouble: fakewa.HTMLAnswer}, {Trouble: fakewa.EmptyError}, {Trouble: fakewa.CutOff}, {Trouble: fakewa.HalfAnswer}}[r.N%4]
	}})
	r := l.home.StartRelay(t)
	l.people()
	l.run("sync")
	if code, err := rig.PostSigned(t.Context(), http.DefaultClient, r.URL, []byte(question), "sha256="+rig.AppSecret); err != nil || code != http.StatusUnauthorized {
		t.Error(code, err)
	}
	l.run("relay") // the second one
	l.send("unknown", `SELECT count(*) FROM outbox WHERE state <> 'held'`)
	l.run("templates")
	l.run("doctor")
	l.end(r, syscall.SIGQUIT)
	l.run("sync") // nobody is there
	for _, more := range []string{
		"relay: {token: " + rig.RelayToken + "}",                     // a key twice
		"access_token: " + rig.AccessToken,                           // a key that is none
		"whatsapp2: {app_secret: " + rig.AppSecret + "}",             // likewise
		"hours2: [" + rig.VerifyToken,                                // no YAML
		"send2: *" + rig.AppSecret,                                   // no anchor
		"theme: " + rig.AccessToken,                                  // a value of the wrong key
		"notify: {way: " + rig.RelayToken + "}",                      // likewise
		"language: [" + rig.AppSecret + ", " + rig.AccessToken + "]", // of the wrong kind
	} {
		l.home.More = more
		l.home.Configure(t)
		l.run("doctor")
		l.run("sync")
		l.run("relay")
	}
	l.home.More = ""
	l.home.Configure(t)
	return l
}

// deadToken: Meta does not take the token any more.
func deadToken(t *testing.T) *life {
	t.Helper()
	l := newLife(t, fakewa.Options{Faults: func(fakewa.Request) fakewa.Fault {
		return fakewa.Fault{Trouble: fakewa.GraphError, Before: true, Code: 190}
	}})
	r := l.home.StartRelay(t)
	l.people()
	l.run("sync")
	l.send("the pause", `SELECT count(*) FROM outbox WHERE state = 'held'`)
	l.run("doctor")
	l.run("templates")
	l.screen(func(g *glass.Glass) { g.Await("Samira") })
	l.end(r, syscall.SIGTERM)
	return l
}

// send sends a reply that does not get through, and does not wait for its end.
func (l *life) send(what, query string) {
	l.t.Helper()
	cmd, out := l.home.Command(l.t, "send", samira.Phone, "--text", reply, "--now", "--anyway"), l.listen("a send that fails")
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Start(); err != nil {
		l.t.Fatal(err)
	}
	l.until(what, query)
	l.watch(cmd.Process.Pid)
	_ = cmd.Process.Signal(os.Interrupt)
	_ = cmd.Wait()
}

func (l *life) until(what, query string) {
	l.t.Helper()
	late := time.After(time.Minute)
	for rig.List[int](l.t, l.home.Path("relay.db"), query)[0] == 0 {
		select {
		case <-time.After(10 * time.Millisecond):
		case <-late:
			l.t.Fatalf("never came to %s", what)
		}
	}
}

// end ends a relay with a signal and keeps what it said.
func (l *life) end(r *rig.Relay, how syscall.Signal) {
	l.t.Helper()
	if err := r.Cmd.Process.Signal(how); err != nil {
		l.t.Fatal(err)
	}
	<-r.Ended()
	l.listen("the relay").WriteString(r.Said())
}

// spellings are the ways in which a secret might be written.
func spellings(secret string) []string {
	raw := []byte(secret)
	double := hex.EncodeToString([]byte(hex.EncodeToString(raw)))
	out := []string{secret, hex.EncodeToString(raw), strings.ToUpper(hex.EncodeToString(raw)), double, url.QueryEscape(secret), url.PathEscape(secret)}
	// What base64 makes of something depends on where in a text it stands.
	for shift := range 3 {
		long := base64.StdEncoding.EncodeToString(append(make([]byte, shift), raw...))
		out = append(out, long[4:len(long)-4], strings.NewReplacer("+", "-", "/", "_").Replace(long[4:len(long)-4]))
	}
	return out
}

func search(text []byte, words []string) string {
	for _, w := range words {
		if bytes.Contains(text, []byte(w)) {
			return w
		}
	}
	return ""
}

func allSpellings() (out []string) {
	for _, s := range secrets {
		out = append(out, spellings(s)...)
	}
	return out
}

// files looks through every file of the home, and at its mode.
func (l *life) files(name string) (n int) {
	l.t.Helper()
	words := allSpellings()
	err := filepath.WalkDir(l.home.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		short := name + " life: " + strings.TrimPrefix(path, l.home.Dir)
		want := fs.FileMode(0o600)
		if d.IsDir() {
			want = 0o700
		}
		if info.Mode().Perm() != want {
			l.t.Errorf("%s has mode %v", short, info.Mode())
		}
		if !info.Mode().IsRegular() || d.Name() == "config.yaml" {
			return nil
		}
		n++
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if w := search(text, words); w != "" {
			l.t.Errorf("%s holds the secret %q", short, w)
		}
		if w := search(text, personal); w != "" && strings.Contains(path, "/log/") {
			l.t.Errorf("%s holds %q, which is somebody's", short, w)
		}
		return nil
	})
	if err != nil {
		l.t.Error(err)
	}
	return n
}

// outputs looks through everything the program said, and how it was called.
func (l *life) outputs(name string) int {
	l.t.Helper()
	words := allSpellings()
	for what, out := range l.said {
		if w := search(out.Bytes(), words); w != "" {
			l.t.Errorf("%s life: %s said the secret %q", name, what, w)
		}
	}
	for line := range l.procs {
		if w := search([]byte(line), words); w != "" {
			l.t.Errorf("%s life: a command line holds the secret %q", name, w)
		}
	}
	return len(l.said) + len(l.procs)
}

// The search itself finds what is there, in every spelling.
func TestSearchFinds(t *testing.T) {
	t.Parallel()
	words := allSpellings()
	for _, s := range secrets {
		for shift := range 3 {
			long := strings.Repeat("x", shift) + "Bearer " + s + " and more"
			for _, text := range []string{
				long, hex.EncodeToString([]byte(long)), base64.StdEncoding.EncodeToString([]byte(long)),
				base64.URLEncoding.EncodeToString([]byte(long)), url.QueryEscape(long),
			} {
				if search([]byte(text), words) == "" {
					t.Errorf("not found in %q", text)
				}
			}
		}
	}
}
