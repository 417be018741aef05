//go:build proof

package text_test

import (
	"fmt"
	"strconv"
	"testing"
	"unicode"

	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/termtext"
)

// places are where a code point can do harm; % is the code point.
var places = [8][3]string{
	{"", "", ""},   // alone
	{"a", "", "b"}, // between letters
	{"e", "%", ""}, // twice behind a letter
	{"👩", "\u200d👩", "\ufe0f\u200d🏽"},           // in an emoji
	{"ä\u0323\u0308\u0301", "", "\u0308\u20e3"}, // among marks
	{"x\n", "", "\ny"},                          // the whole of a line
	{"ल\u094d", "\u200cك", "\u200dक"},           // between letters that join
	{"1", "\u20e3", "\x1b]0;\x1b["},             // in a keycap, before what is no sequence
}

// TestEveryCodePoint sends each of the 1,114,112 code points, which are also
// those that Unicode has not assigned, through both gates in eight places.
// Surrogates cannot be spelled in UTF-8; they come as the three bytes a careless
// encoder makes of them.
func TestEveryCodePoint(t *testing.T) {
	t.Parallel()
	for i, place := range places {
		t.Run("place"+strconv.Itoa(i+1), func(t *testing.T) {
			t.Parallel()
			frame := termtext.Clean("Grüße")
			for r := range rune(unicode.MaxRune + 1) {
				c := spell(r)
				twice := place[1]
				if twice == "%" {
					twice = c
				}
				raw := place[0] + c + twice + place[2]
				if why := everywhere(raw, frame); why != "" {
					t.Fatal(why)
				}
			}
			rig.Tell(t, "code points in one place", unicode.MaxRune+1)
		})
	}
}

// everywhere is everything that is promised of a text, side by side with another.
func everywhere(raw string, beside termtext.Safe) string {
	s, why := inward(raw)
	if why == "" {
		why = cells(s, beside)
	}
	if why == "" {
		why = outward(raw)
	}
	return why
}

func spell(r rune) string {
	if r >= 0xD800 && r <= 0xDFFF {
		return string([]byte{0xE0 | byte(r>>12), 0x80 | byte(r>>6)&0x3F, 0x80 | byte(r)&0x3F})
	}
	return string(r)
}

// TestEveryShortString sends all 16,843,008 strings of one to three bytes
// through both gates.
func TestEveryShortString(t *testing.T) {
	t.Parallel()
	for i := range 1 << 8 {
		if why := short(string([]byte{byte(i)})); why != "" {
			t.Fatal(why)
		}
	}
	for i := range 1 << 16 {
		if why := short(string([]byte{byte(i >> 8), byte(i)})); why != "" {
			t.Fatal(why)
		}
	}
	rig.Tell(t, "strings of one and two bytes", 1<<8+1<<16)
	for half := range 2 {
		t.Run("half"+strconv.Itoa(half+1), func(t *testing.T) {
			t.Parallel()
			n := 0
			for i := half; i < 1<<24; i += 2 {
				if why := short(string([]byte{byte(i >> 16), byte(i >> 8), byte(i)})); why != "" {
					t.Fatal(why)
				}
				n++
			}
			rig.Tell(t, "strings of three bytes", n)
		})
	}
}

func short(raw string) string {
	s, why := inward(raw)
	switch {
	case why != "":
		return why
	case s.Width() > 4*len(raw): // a tab is four
		return fmt.Sprintf("%+q is %d cells wide", raw, s.Width())
	}
	return outward(raw)
}
