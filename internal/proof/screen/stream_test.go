//go:build proof && linux

package screen_test

import (
	"encoding/base64"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"sprechstunde/internal/proof/hostile"
)

// stream reads what the program writes to its terminal, byte by byte.
type stream struct {
	mu     sync.Mutex
	rest   []byte
	faults []string
	known  map[string]int // how often each kind of sequence came
	runes  int
	total  int
	last   time.Time
	copies int  // how many times the clipboard may still be written
	inside bool // a frame has begun and not ended
	ends   int  // frames so far
}

// allowed is every sequence that the program or Bubble Tea has a use for.
var allowed = []struct {
	name string
	re   *regexp.Regexp
}{
	{"cursor", regexp.MustCompile(`^\x1b\[[0-9]*(;[0-9]+)?[ABCDEFGHIZd` + "`" + `fa]$`)},
	{"erasing and moving cells", regexp.MustCompile(`^\x1b\[[0-9]*[JKXLMPST@b]$`)},
	{"one line up", regexp.MustCompile(`^\x1bM$`)},
	{"scroll region", regexp.MustCompile(`^\x1b\[([0-9]+;[0-9]+)?r$`)},
	{"colours", regexp.MustCompile(`^\x1b\[[0-9;:]*m$`)},
	{"modes", regexp.MustCompile(`^\x1b\[\?(7|25|1049|2004|2026|2027)[hl]$`)},
	{"questions about modes", regexp.MustCompile(`^\x1b\[\?(2026|2027)\$p$`)},
	{"keys of the keyboard", regexp.MustCompile(`^\x1b\[([>=][0-9;]*[um]|<[0-9]*u|\?u)$`)},
	{"cursor shape", regexp.MustCompile(`^\x1b\[[0-9]? q$`)},
	{"tab stops", regexp.MustCompile(`^\x1b\[\?5W$`)},
	{"version", regexp.MustCompile(`^\x1b\[>0?q$`)},
	{"colours asked for", regexp.MustCompile(`^\x1b\]1[01];\?(\x07|\x1b\\)$`)},
	{"colour of the cursor", regexp.MustCompile(`^\x1b\]12;#[0-9a-f]{6}(\x07|\x1b\\)$`)},
	{"colours reset", regexp.MustCompile(`^\x1b\]11[012](;)?(\x07|\x1b\\)$`)},
	{"capabilities asked for", regexp.MustCompile(`^\x1bP\+q(524742|5463)(;5463)?\x1b\\$`)},
}

var (
	titled  = regexp.MustCompile(`^\x1b\]2;(.*?)(\x07|\x1b\\)$`)
	clipped = regexp.MustCompile(`^\x1b\]52;c;([A-Za-z0-9+/=]*)(\x07|\x1b\\)$`)
)

func (s *stream) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = time.Now()
	s.total += len(p)
	raw := append(s.rest, p...)
	for len(raw) > 0 {
		n := s.take(raw)
		if n == 0 { // the end has not come yet
			break
		}
		raw = raw[n:]
	}
	s.rest = append([]byte(nil), raw...)
	return len(p), nil
}

// take reads one sequence or one code point and returns its length.
func (s *stream) take(raw []byte) int {
	switch b := raw[0]; {
	case b == 0x1B:
		return s.sequence(raw)
	case b == '\r', b == '\n', b == '\b', b == '\t':
		return 1
	case b < ' ', b == 0x7F:
		s.fault("control %#02x", b)
		return 1
	case !utf8.FullRune(raw):
		return 0
	}
	r, n := utf8.DecodeRune(raw)
	switch {
	case r == utf8.RuneError && n == 1:
		s.fault("byte %#02x that is not UTF-8", raw[0])
	case hostile.KindOf(r) == hostile.Forbidden:
		s.fault("%U", r)
	}
	s.runes++
	return n
}

func (s *stream) sequence(raw []byte) int {
	n := length(raw)
	if n == 0 {
		if len(raw) > 1<<16 {
			s.fault("a sequence without end: %.60q", raw)
			return 1
		}
		return 0
	}
	s.judge(string(raw[:n]))
	return n
}

// length is that of the sequence at the beginning of raw, 0 while its end is
// missing.
func length(raw []byte) int {
	if len(raw) < 2 {
		return 0
	}
	switch raw[1] {
	case '[':
		for i := 2; i < len(raw); i++ {
			if raw[i] < 0x20 || raw[i] >= 0x40 {
				return i + 1
			}
		}
		return 0
	case ']', 'P', '_', '^', 'X':
		for i := 2; i < len(raw); i++ {
			if raw[i] == 0x07 {
				return i + 1
			}
			if raw[i] == 0x1B {
				if i+1 == len(raw) {
					return 0
				}
				return i + 2
			}
		}
		return 0
	}
	return 2
}

func (s *stream) judge(seq string) {
	if m := titled.FindStringSubmatch(seq); m != nil {
		s.known["title"]++
		if m[1] != "" && m[1] != "Sprechstunde" {
			s.fault("the title is %q", m[1])
		}
		return
	}
	if m := clipped.FindStringSubmatch(seq); m != nil {
		s.clip(m[1])
		return
	}
	for _, a := range allowed {
		if a.re.MatchString(seq) {
			s.known[a.name]++
			switch {
			case a.name == "colours" && conceals(seq):
				s.fault("hidden text: %q", seq)
			case seq == "\x1b[?2026h":
				s.inside = true
			case seq == "\x1b[?2026l":
				s.inside = false
				s.ends++
			}
			return
		}
	}
	s.fault("sequence %.80q", seq)
}

// conceals finds "conceal" and "blink" among the attributes of a sequence.
func conceals(seq string) bool {
	list := strings.Split(strings.TrimSuffix(strings.TrimPrefix(seq, "\x1b["), "m"), ";")
	for i := 0; i < len(list); i++ {
		switch list[i] {
		case "38", "48", "58":
			if i+1 < len(list) && list[i+1] == "5" {
				i += 2
			} else {
				i += 4
			}
		case "5", "6", "8":
			return true
		}
	}
	return false
}

// clip lets the clipboard be written as often as the key for it was pressed,
// with text that has passed the outgoing gate.
func (s *stream) clip(encoded string) {
	s.known["clipboard"]++
	text, err := base64.StdEncoding.DecodeString(encoded)
	if s.copies--; s.copies < 0 || err != nil {
		s.fault("clipboard written unasked (%v): %.60q", err, text)
	}
	for _, r := range string(text) {
		if hostile.KindOf(r) == hostile.Forbidden {
			s.fault("%U goes to the clipboard", r)
		}
	}
}

func (s *stream) fault(format string, args ...any) {
	if len(s.faults) < 20 {
		s.faults = append(s.faults, fmt.Sprintf(format, args...))
	}
}

// mayCopy permits one more writing of the clipboard.
func (s *stream) mayCopy() {
	s.mu.Lock()
	s.copies++
	s.mu.Unlock()
}

// whole reports that nothing is half drawn.
func (s *stream) whole() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.inside && len(s.rest) == 0
}

// frames is how many have ended.
func (s *stream) frames() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ends
}

// quietFor is how long nothing has been written.
func (s *stream) quietFor() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return time.Since(s.last)
}

func (s *stream) found() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.faults...)
}
