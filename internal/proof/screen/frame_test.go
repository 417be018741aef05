//go:build proof && linux

package screen_test

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/charmbracelet/x/vt"
)

// mark begins and ends every hostile text. The program has no word with it.
const mark = 'ж'

// status is the status line: who, when, until when, how many, and how the relay
// is, in words of the program from its first cell to its last.
var status = regexp.MustCompile(`^ (Sprechstunde|(Sprechstunde · )?Maja(, Berufsberatung der Diakonie)?) +((Mo|Di|Mi|Do|Fr|Sa|So) [0-9]+\.[0-9]+\. )?[0-9]+:[0-9]+` +
	`( +[\p{Latin}0-9 .:/▓░]+?)?( +\[?(Wartend|Später|Offen|Erledigt|Alle) [0-9]+\]?)* +● Relay [\p{Latin}0-9 ·:]+$`)

// frame watches the cells that are ours.
type frame struct {
	mu               sync.Mutex
	armed            bool // the areas stand and nothing lies over them
	loose            bool // something may lie over them at any moment
	torn             bool // the window changes its size: what was drawn for another one does not count
	stand, otherwise int  // where the areas began in the last whole screen, see expect
	other            []int
	cols             []int // of the lines between the areas
	top              int   // the row of the areas' titles
	drawn            int   // looks at the frame, and of them at the areas' own cells
	looked           int
	faults           []string
}

// draws looks at the screen after each piece of output.
func (f *frame) draws(e *vt.Emulator) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.stand, f.otherwise = stands(e, f.cols), stands(e, f.other)
	if f.torn {
		return
	}
	f.drawn++
	for _, y := range []int{0, e.Height() - 1} {
		if strings.ContainsRune(row(e, y), mark) && (y == 0 || f.armed && !f.loose) {
			f.fault("foreign text in row %d: %q", y, row(e, y))
		}
	}
	if !f.armed || f.loose {
		return
	}
	f.looked++
	if got := row(e, 0); !status.MatchString(got) {
		f.fault("status line: %q", got)
	}
	if why := f.broken(e); why != "" {
		f.fault("%s", why)
	}
}

// broken compares the lines between the areas with what they have to be.
func (f *frame) broken(e *vt.Emulator) string {
	for _, x := range f.cols {
		for y := f.top; y < e.Height()-1; y++ {
			want := "│"
			if y == f.top+1 {
				want = "┼"
			}
			if got := cell(e, x, y); got != want {
				return fmt.Sprintf("column %d, row %d: %q instead of %q: %q", x, y, got, want, row(e, y))
			}
		}
	}
	return ""
}

func (f *frame) fault(format string, args ...any) {
	if len(f.faults) < 20 {
		f.faults = append(f.faults, fmt.Sprintf(format, args...))
	}
}

func (f *frame) disarm() {
	f.mu.Lock()
	f.armed = false
	f.mu.Unlock()
}

// loosen says whether something may lie over the areas at any moment, because a
// key asked for it.
func (f *frame) loosen(now bool) {
	f.mu.Lock()
	f.loose = now
	f.mu.Unlock()
}

// tear says that the window begins or ends to change its size.
func (f *frame) tear(now bool) {
	f.mu.Lock()
	f.torn, f.armed = now, false
	f.mu.Unlock()
}

// expect says where the lines between the areas are, and where they are with the
// person hidden or shown.
func (f *frame) expect(cols, other []int) {
	f.mu.Lock()
	f.cols, f.other, f.armed, f.stand, f.otherwise = cols, other, false, 0, 0
	f.mu.Unlock()
}

// arm watches the areas from now on, if they stand.
func (f *frame) arm() (armed, otherwise bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.armed = f.stand > 0
	if f.armed {
		f.top = f.stand
	}
	return f.armed, f.otherwise > 0
}

// stands is the row where the areas begin on a screen with lines at cols, 0 if
// there are none, or something lies over them.
func stands(e *vt.Emulator, cols []int) int {
	if len(cols) == 0 || !status.MatchString(row(e, 0)) {
		return 0
	}
	top := 0
	for y := range min(5, e.Height()) {
		if cell(e, cols[0], y) == "┼" {
			top = y - 1
		}
	}
	if top == 0 || (&frame{cols: cols, top: top}).broken(e) != "" {
		return 0
	}
	return top
}

func (f *frame) found() (faults []string, drawn, looked int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string(nil), f.faults...), f.drawn, f.looked
}

func row(e *vt.Emulator, y int) string {
	var b strings.Builder
	for x := 0; x < e.Width(); {
		c := e.CellAt(x, y)
		if c == nil {
			break
		}
		if c.Content == "" {
			b.WriteByte(' ')
		}
		b.WriteString(c.Content)
		x += max(c.Width, 1)
	}
	return strings.TrimRight(b.String(), " ")
}

func cell(e *vt.Emulator, x, y int) string {
	if c := e.CellAt(x, y); c != nil {
		return c.Content
	}
	return ""
}
