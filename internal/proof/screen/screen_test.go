//go:build proof && linux

package screen_test

import (
	"database/sql"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	_ "modernc.org/sqlite"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/glass"
	"sprechstunde/internal/proof/hostile"
	"sprechstunde/internal/proof/rig"
)

func TestMain(m *testing.M) { os.Exit(rig.Main(m)) }

// chatSize is how many messages one person writes.
const chatSize = 50

// TestScreen walks through hostile chats and pages in a large window and in the
// usual small one.
func TestScreen(t *testing.T) {
	t.Parallel()
	n := rig.Times(10_000, 100_000)
	f := &flood{texts: hostile.New(rig.Luck(t)), now: time.Now().Add(-time.Duration(n+60) * time.Second)}
	home := f.home(t)
	relay := home.StartRelay(t)
	chats := f.postAll(t, relay.URL, n, chatSize)
	if out, err := home.Command(t, "sync").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	f.spoil(t, home)
	rig.Tell(t, "hostile messages through the relay", n)

	w := newWalk(t, home)
	w.enter()
	w.chats(chats - chats/2)
	w.pages()
	w.resize(80, 24)
	w.chats(chats / 2)
	w.pages()
	w.leave()
	rig.Tell(t, "of them seen on the screen", len(w.seen))
	if len(w.seen) < n/2 {
		t.Errorf("only %d of %d messages were on the screen", len(w.seen), n)
	}
	if _, drawn, looked := w.frame.found(); looked < drawn/10 {
		t.Errorf("the cells of the frame were compared in %d of %d screens", looked, drawn)
	}
}

// home is one with a hostile Graph API.
func (f *flood) home(t *testing.T) *rig.Home {
	t.Helper()
	base, err := url.Parse(rig.Meta(t, fakewa.Options{}).Base())
	if err != nil {
		t.Fatal(err)
	}
	api := httptest.NewServer(f.graph(httputil.NewSingleHostReverseProxy(base)))
	t.Cleanup(api.Close)
	home := rig.NewHome(t, api.URL)
	home.More = "notify: {way: \"off\"}\ntheme: dark"
	home.Configure(t)
	return home
}

// spoil makes the prepared answers hostile, which the program would not take
// over from a file: it is done behind its back.
func (f *flood) spoil(t *testing.T, home *rig.Home) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+home.Path("desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for id := range 200 {
		_, err := db.ExecContext(t.Context(), `UPDATE answer SET title = ?, topic = ?, audience = ?, link = ?, next_step = ?, body = body || ? WHERE id = ?`,
			f.text("a"), f.text("a"), f.text("a"), f.text("a"), f.text("a"), f.text("a"), id)
		if err != nil {
			t.Fatal(err)
		}
	}
}

// walk is somebody before the window who presses keys.
type walk struct {
	t      *testing.T
	g      *glass.Glass
	stream *stream
	frame  *frame
	seen   map[string]bool
}

func newWalk(t *testing.T, home *rig.Home) *walk {
	t.Helper()
	w := &walk{t: t, stream: &stream{known: map[string]int{}}, frame: &frame{}, seen: map[string]bool{}}
	w.g = glass.Open(t, home.Command(t), glass.Options{Env: home.Env(), CodePoints: true, Tap: w.stream, Draws: func(e *vt.Emulator) {
		if w.stream.whole() {
			w.frame.draws(e)
		}
	}})
	return w
}

// The windows, and where the lines between their areas stand.
var (
	lines  = map[int][]int{120: {36, 89}, 80: {30}}
	others = map[int][]int{120: {36}, 80: {49}} // with the person hidden or shown
)

func (w *walk) enter() {
	w.t.Helper()
	w.g.GoIn()
	// The terminal can show whole frames at once, so the program says where each
	// one ends.
	w.g.Write("\x1b[?2026;2$y")
	w.g.Press("j")
	w.g.Until("the end of a frame", func(string) bool { return w.stream.frames() > 0 })
	w.g.Press("k")
	w.frame.expect(lines[glass.Cols], others[glass.Cols])
	w.areas()
}

// alone is how long nothing may follow Escape, or it is the beginning of another key.
const alone = 120 * time.Millisecond

// areas waits until list and chat stand side by side, and watches them from
// then on. What lies over them is left by Escape.
func (w *walk) areas() {
	w.t.Helper()
	for range 6 {
		w.quiet()
		armed, otherwise := w.frame.arm()
		switch {
		case armed:
			return
		case otherwise: // the person is hidden where it was shown, or the other way round
			w.g.Press("p")
		default:
			w.g.Press(glass.Escape)
			<-time.After(alone)
		}
	}
	w.g.Until("the areas", func(string) bool { armed, _ := w.frame.arm(); return armed })
}

// quiet waits until nothing more is drawn.
func (w *walk) quiet() {
	const still = 30 * time.Millisecond
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	<-time.After(still)
	for range 400 {
		if w.stream.quietFor() >= still {
			return
		}
		<-tick.C
	}
}

// press presses keys one after the other and looks at what they bring.
func (w *walk) press(keys ...string) {
	w.t.Helper()
	for _, key := range keys {
		w.g.Press(key)
		w.quiet()
		w.look()
	}
}

var named = regexp.MustCompile(string(mark) + `([0-9]+)` + string(mark))

// look notes the messages on the screen, stops at the first fault, and says how
// many new messages there are.
func (w *walk) look() (news int) {
	w.t.Helper()
	screen := w.g.Screen()
	for _, m := range named.FindAllStringSubmatch(screen, -1) {
		if !w.seen[m[1]] {
			w.seen[m[1]] = true
			news++
		}
	}
	if faults := w.faults(); len(faults) > 0 {
		w.t.Fatalf("%s\n%s", strings.Join(faults, "\n"), screen)
	}
	return news
}

func (w *walk) faults() []string {
	bad, _, _ := w.frame.found()
	return append(bad, w.stream.found()...)
}

const (
	pageUp, home, end = "\x1b[5~", "\x1b[H", "\x1b[F"
	pageDown          = "\x1b[6~"
	down, tab         = "\x1b[B", "\t"
)

// chats opens the next chats of the list and reads each from its end to its
// beginning.
func (w *walk) chats(n int) {
	w.t.Helper()
	for i := range n {
		if i > 0 {
			w.press("j")
		}
		w.press(glass.Enter)
		for still := 0; still < 2; { // a page may hold only what has no text
			w.g.Press(pageUp)
			w.quiet()
			if still++; w.look() > 0 {
				still = 0
			}
		}
		if i%10 == 0 {
			w.copies()
			w.press(glass.Enter)
		}
		w.press("\x1b[D")
	}
}

// copies lets a message be copied, of which a toast tells.
func (w *walk) copies() {
	w.t.Helper()
	w.frame.loosen(true)
	w.stream.mayCopy()
	w.press("y")
	<-time.After(alone) // some messages have nothing to copy, which a toast says
	w.areas()
	w.frame.loosen(false)
}

// pages opens everything that can lie over the areas, with keys that move and
// type in it.
func (w *walk) pages() {
	w.t.Helper()
	w.frame.loosen(true)
	for _, keys := range [][]string{
		{"?", down, pageUp},
		{":", "a", "b", down},
		{"f", "a", down, down, tab},
		{"V", down, down, glass.Enter, tab},
		{"W", down},
		{"L", down},
		{"n", tab},
		{"z", down},
		{"p"},
		{"p"},
		{"D"},
		{"K"},
		{"1", glass.Enter},
		{"i", "x"},
		{glass.Enter, "r", "x"},
		{"S"},
		{"F"},
		{"/", "a", down, glass.Enter},
		{"i", "g", "u", "t", glass.Enter, glass.Enter},
		{"a"},
		{"a"},
		{"a"},
		{"a"},
		{"\x1b[15~"},
	} {
		w.press(keys...)
		w.areas()
		w.look()
	}
	<-time.After(time.Second) // what became of the last key is told, too
	w.areas()
	w.frame.loosen(false)
}

func (w *walk) resize(cols, rows int) {
	w.t.Helper()
	w.frame.tear(true)
	for _, size := range [][2]int{{60, 15}, {300, 90}, {200, 10}, {20, 5}, {cols, rows}} {
		w.g.Resize(size[0], size[1])
		w.quiet()
	}
	w.frame.expect(lines[cols], others[cols])
	w.areas()
	w.frame.tear(false)
	w.areas()
}

// leave ends the program, counts and compares the last faults.
func (w *walk) leave() {
	w.t.Helper()
	w.frame.disarm()
	w.g.Press("q")
	select {
	case <-w.g.Ended():
	case <-time.After(5 * time.Second):
		w.g.Write("\x03")
	}
	if faults := w.faults(); len(faults) > 0 {
		w.t.Fatal(strings.Join(faults, "\n"))
	}
	_, drawn, looked := w.frame.found()
	rig.Tell(w.t, "bytes read by the parser", w.stream.total)
	rig.Tell(w.t, "frames drawn", w.stream.frames())
	rig.Tell(w.t, "whole screens looked at", drawn)
	rig.Tell(w.t, "of them with the frame's cells compared", looked)
	kinds := make([]string, 0, len(w.stream.known))
	for name := range w.stream.known {
		kinds = append(kinds, name)
	}
	slices.Sort(kinds)
	w.t.Logf("sequences: %s", strings.Join(kinds, ", "))
}
