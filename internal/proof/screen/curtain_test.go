//go:build proof && linux

package screen_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/glass"
	"sprechstunde/internal/proof/hostile"
	"sprechstunde/internal/proof/rig"
)

const curtainKey = "\x12" // Ctrl+R

// drawn is every line that may stand on the screen behind the curtain.
var drawn = regexp.MustCompile(`^(Der Vorhang ist zu|(Mo|Di|Mi|Do|Fr|Sa|So) [0-9]+\.[0-9]+\. [0-9]+:[0-9]+|Strg\+R zieht ihn wieder auf\.)?$`)

// veiled counts the cells that are not the curtain's own.
func veiled(screen string) (others int) {
	for line := range strings.SplitSeq(screen, "\n") {
		if line = strings.TrimSpace(line); !drawn.MatchString(line) {
			others += len([]rune(line))
		}
	}
	return others
}

// places are the keys to everything that can be open when somebody comes in: from
// the list, from a chat, from writing and from every sheet and page.
var places = [][]string{
	{},
	{"j"},
	{glass.Enter},
	{glass.Enter, pageUp},
	{"p"},
	{"p"},
	{"?"},
	{"?", down, down},
	{":"},
	{":", "a"},
	{"f"},
	{"f", "a", down},
	{"f", tab},
	{"f", "\x05"},
	{"f", "\x0e"},
	{"V"},
	{"V", down},
	{"V", glass.Enter},
	{"W"},
	{"L"},
	{"n"},
	{"n", "x"},
	{"z"},
	{"D"},
	{"Z"},
	{"F"},
	{"P"},
	{"i"},
	{"i", "g", "u", "t"},
	{"i", "g", "u", "t", glass.Enter},
	{"i", "x", "\x02"},
	{"i", "x", "\x02", "/", "t"},
	{"i", "\x06"},
	{"i", "\x14"},
	{"1"},
	{"1", glass.Enter},
	{glass.Enter, "r"},
	{glass.Enter, "t"},
	{"/"},
	{"/", "a"},
	{"/", "a", down},
	{"/", "a", glass.Enter},
	{"w"},
	{"w", down},
	{"w", "G"},
	{"w", "l"},
	{"w", "H"},
	{"w", "c"},
	{"w", "m"},
	{"w", "n"},
	{"w", "D"},
	{"w", "D", down, down},
	{"w", "D", glass.Enter},
	{"w", "D", pageDown, pageDown, glass.Enter},
	{"w", "D", pageDown, pageDown, glass.Enter, down, glass.Enter, "x"},
	{"l"},
	{"S"},
	{"H", "x", "\x7f"}, // what is changed would not be left by Escape alone
	{"c", "x"},
	{"E", "x"},
	{"\x0b"},
	{"\x0b", "a"},
	{"\x0b", "4", "9"},
	{"!"},
	{"0"},
	{"0", glass.Enter},
	{"h"},
	{"x"},
	{"x", "1"},
	{"x", "1", down, down},
	{"X"},
	{"X", down},
	{"I"},
	{"s"},
	{"s", "d"},
	{"s", "D"},
	{"a"},
	{"a"},
	{"M"},
	{"B"},
	{"O"},
	{"C"},
	{"T"},
}

// TestCurtain draws the curtain from every place there is. What is on the screen
// then is the curtain and nothing else, and stays so whatever is typed.
func TestCurtain(t *testing.T) {
	t.Parallel()
	const desks = 4 // at the same time: most of it is waiting
	for i := range desks {
		var mine [][]string
		for j := i; j < len(places); j += desks {
			mine = append(mine, places[j])
		}
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			t.Parallel()
			newCurtains(t).drawn(mine)
		})
	}
}

// curtains is somebody who draws the curtain again and again.
type curtains struct {
	*walk
	took     []time.Duration
	personal int // places with texts of strangers on the screen
	between  int // frames at most that came after the key and before the curtain
	strain   *rig.Strain
	slow     []string // what took longer than the machine explains
}

func newCurtains(t *testing.T) *curtains {
	t.Helper()
	n := rig.Times(300, 3000)
	f := &flood{texts: hostile.New(rig.Luck(t)), now: time.Now().Add(-time.Duration(n+60) * time.Second)}
	home := f.home(t)
	f.postAll(t, home.StartRelay(t).URL, n, chatSize)
	if out, err := home.Command(t, "sync").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return &curtains{walk: newWalk(t, home), strain: rig.WatchStrain(t)}
}

func (c *curtains) drawn(places [][]string) {
	t := c.t
	t.Helper()
	c.enter()
	c.frame.loosen(true)
	for _, keys := range places {
		c.press(keys...)
		if strings.ContainsRune(c.g.Screen(), mark) {
			c.personal++
		}
		c.draw(keys)
		c.behind(keys)
		c.open(keys)
		c.areas()
	}
	c.frame.loosen(false)
	c.leave()
	slices.Sort(c.took)
	middle := c.took[len(c.took)/2]
	rig.Tell(t, "places left for the curtain", len(places))
	rig.Tell(t, "of them with texts of strangers on the screen", c.personal)
	rig.Tell(t, "frames at most from the key to the curtain", c.between)
	t.Logf("proof: from the key to the last cell: %v in the middle, %v at most", middle, c.took[len(c.took)-1])
	if c.personal < len(places)/2 {
		t.Errorf("only %d of %d places showed anybody", c.personal, len(places))
	}
	if len(c.slow) > 0 {
		t.Errorf("the curtain came late: %s", strings.Join(c.slow, "; "))
	}
	if middle > 50*time.Millisecond {
		t.Errorf("the curtain takes %v", middle)
	}
}

// draw presses the key, and takes the time until nothing else is to be seen.
func (c *curtains) draw(keys []string) {
	c.t.Helper()
	frames, began := c.stream.frames(), time.Now()
	c.g.Write(curtainKey)
	c.g.Until("the curtain over "+strings.Join(keys, " "), func(screen string) bool { return veiled(screen) == 0 })
	took, n := time.Since(began), c.stream.frames()-frames
	c.took, c.between = append(c.took, took), max(c.between, n)
	// One frame may have been on its way, the next one is the curtain. The key and
	// the frame may each come as late as anything on this machine.
	if late := 2 * c.strain.Since(began.Add(-time.Second)); n > 2 && took > 50*time.Millisecond+late {
		c.slow = append(c.slow, fmt.Sprintf("%d frames and %v over %q on a machine that is %v late", n, took, keys, late))
	}
}

// open opens it again, which its key does not do at once.
func (c *curtains) open(keys []string) {
	c.t.Helper()
	c.g.Until("what was there before "+strings.Join(keys, " "), func(screen string) bool {
		if veiled(screen) > 0 {
			return true
		}
		<-time.After(1100 * time.Millisecond)
		c.g.Write(curtainKey)
		<-time.After(alone)
		return false
	})
}

// behind types what would do something anywhere else, lets somebody write, and
// looks at every screen that comes of it.
func (c *curtains) behind(keys []string) {
	c.t.Helper()
	for _, key := range []string{glass.Enter, "i", "d", "1", "x", glass.Escape, "\x1b[200~eingefügt\x1b[201~", "q", "\x03"} {
		c.g.Press(key)
		if n := veiled(c.g.Screen()); n > 0 {
			c.t.Fatalf("%d cells after %q behind the curtain over %q:\n%s", n, key, keys, c.g.Screen())
		}
	}
	<-time.After(alone)
	if n := veiled(c.g.Screen()); n > 0 {
		c.t.Fatalf("%d cells behind the curtain over %q:\n%s", n, keys, c.g.Screen())
	}
}
