package waexport

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// header is the beginning of a line that begins a message.
type header struct {
	nums   [3]int // of the date, as they stand
	digits [3]int // how many each has
	sep    byte   // between them
	hour   int
	minute int
	second int
	exact  bool   // it has seconds
	boxed  bool   // as on iOS
	rest   string // what follows
}

const blank = `[ \x{00a0}\x{202f}]`

// headerForm is a line of either system: "[date, time] rest" or "date, time -
// rest".
var headerForm = regexp.MustCompile(`^(\[)?(\d{1,4})([./-])` + blank + `?(\d{1,2})[./-]` + blank + `?(\d{1,4})` +
	`(?:,` + blank + `?|` + blank + `um` + blank + `|` + blank + `at` + blank + `|` + blank + `)` +
	`(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?` +
	`(?:` + blank + `?(?i:(a|p)\.?` + blank + `?m\.?|(vorm|nachm)\.?))?` +
	`(?:(\])` + blank + `?|` + blank + `-(?:` + blank + `|$))`)

// marks are characters that say only in which direction to write; WhatsApp puts
// them before lines, markers and numbers.
const marks = "\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

// joiner is a character that can be neither seen nor said (U+2060), which
// WhatsApp never writes. Exports of ours put it before a line, or behind a text,
// that would otherwise be read as something else, and behind a colon in a name.
const joiner = "\u2060"

// readHeader looks whether a line begins a message.
func readHeader(line string) (header, bool) {
	line = strings.TrimLeft(line, marks)
	if line == "" || line[0] != '[' && (line[0] < '0' || line[0] > '9') {
		return header{}, false
	}
	m := headerForm.FindStringSubmatch(line)
	if m == nil || (m[1] != "") != (m[11] != "") {
		return header{}, false
	}
	h := header{sep: m[3][0], exact: m[8] != "", boxed: m[1] != "", rest: line[len(m[0]):]}
	for i, s := range []string{m[2], m[4], m[5]} {
		h.nums[i], h.digits[i] = number(s), len(s)
	}
	h.hour, h.minute, h.second = number(m[6]), number(m[7]), number(m[8])
	return h, h.halfDay(strings.ToLower(m[9]+m[10])) && h.minute < 60 && h.second < 60 && len(h.orders()) > 0
}

// number is for digits that a pattern has counted.
func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// halfDay turns twelve hours into twenty-four.
func (h *header) halfDay(half string) bool {
	if half == "" {
		return h.hour < 24
	}
	if h.hour < 1 || h.hour > 12 {
		return h.hour == 0 && half[0] != 'p' && half != "nachm" || h.hour > 12 && h.hour < 24 && half[0] == 'p' // "0:05 AM" and "13:05 PM" are written by some
	}
	h.hour %= 12
	if half[0] == 'p' || half == "nachm" {
		h.hour += 12
	}
	return true
}

// orders lists in which orders the date is one.
func (h *header) orders() []Dates {
	var out []Dates
	for _, o := range []Dates{DatesDMY, DatesMDY, DatesYMD} {
		if _, ok := h.moment(o, time.UTC); ok {
			out = append(out, o)
		}
	}
	return out
}

// moment is when a message was written, if the date is one in that order.
func (h *header) moment(o Dates, zone *time.Location) (time.Time, bool) {
	at := map[Dates][3]int{DatesDMY: {2, 1, 0}, DatesMDY: {2, 0, 1}, DatesYMD: {0, 1, 2}}
	i, ok := at[o]
	if !ok {
		return time.Time{}, false
	}
	year, month, day := h.nums[i[0]], h.nums[i[1]], h.nums[i[2]]
	switch h.digits[i[0]] {
	case 4:
	case 2:
		if o == DatesYMD {
			return time.Time{}, false
		}
		year += 2000
	default:
		return time.Time{}, false
	}
	if h.digits[i[1]] > 2 || h.digits[i[2]] > 2 || h.sep == '.' && o == DatesMDY {
		return time.Time{}, false
	}
	t := time.Date(year, time.Month(month), day, h.hour, h.minute, h.second, 0, zone)
	if first := t.Add(-time.Hour); first.Format(time.DateTime) == t.Format(time.DateTime) {
		t = first // of the hour that comes twice
	}
	// A day that is none comes out as another one. The hour may move where the
	// clock is put forward.
	return t, year >= 2009 && t.Day() == day && int(t.Month()) == month
}
