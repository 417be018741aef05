package tui_test

import (
	"testing"
	"time"

	"sprechstunde/tui"
)

func TestWhen(t *testing.T) {
	t.Parallel()
	now := monday.In(berlin()) // Monday 23 November 2026, 09:12
	cases := map[string]string{
		"24.11.":             "2026-11-24 09:00",
		"24.11. 9:00":        "2026-11-24 09:00",
		"24.11. 9.30":        "2026-11-24 09:30",
		"24.11.2026, 14:15":  "2026-11-24 14:15",
		"24.11.26":           "2026-11-24 09:00",
		"24.11":              "2026-11-24 09:00",
		"24/11":              "2026-11-24 09:00",
		"Di 24.11.":          "2026-11-24 09:00",
		"Di., 24.11. 10 Uhr": "2026-11-24 10:00",
		"24. November":       "2026-11-24 09:00",
		"24 Nov 2026 2 pm":   "2026-11-24 14:00",
		"Nov 24":             "2026-11-24 09:00",
		"Dec 1st 9am":        "2026-12-01 09:00",
		"1. Dez. um 8":       "2026-12-01 08:00",
		"5. März":            "2027-03-05 09:00",
		"5.1.":               "2027-01-05 09:00",
		"Fr":                 "2026-11-27 09:00",
		"Fr 14":              "2026-11-27 14:00",
		"Freitag 14 Uhr":     "2026-11-27 14:00",
		"freitag 14 uhr 30":  "2026-11-27 14:30",
		"am Freitag um 14h":  "2026-11-27 14:00",
		"nächsten Montag":    "2026-11-30 09:00",
		"Mo":                 "2026-11-30 09:00",
		"Mo 8 Uhr":           "2026-11-30 08:00",
		"Mo 14 Uhr":          "2026-11-23 14:00",
		"14 Uhr Mo":          "2026-11-23 14:00",
		"next Friday 2 pm":   "2026-11-27 14:00",
		"Thursday at 12 am":  "2026-11-26 00:00",
		"Thu 12 pm":          "2026-11-26 12:00",
		"heute 15:30":        "2026-11-23 15:30",
		"15:30":              "2026-11-23 15:30",
		"15 Uhr":             "2026-11-23 15:00",
		"8 Uhr":              "2026-11-24 08:00",
		"morgen":             "2026-11-24 09:00",
		"MORGEN 10:30":       "2026-11-24 10:30",
		"tomorrow 3 pm":      "2026-11-24 15:00",
		"übermorgen":         "2026-11-25 09:00",
		"uebermorgen":        "2026-11-25 09:00",
		"day after tomorrow": "2026-11-25 09:00",
		"in 3 Tagen":         "2026-11-26 09:00",
		"in 3 days 14:00":    "2026-11-26 14:00",
		"in einer Woche":     "2026-11-30 09:00",
		"in 2 weeks":         "2026-12-07 09:00",
		"in einem Monat":     "2026-12-23 09:00",
		"in 2 Stunden":       "2026-11-23 11:12",
		"in 30 min":          "2026-11-23 09:42",
		"in einer Minute":    "2026-11-23 09:13",
		"in 45 minutes":      "2026-11-23 09:57",
		"in an hour":         "2026-11-23 10:12",
		"2026-12-01":         "2026-12-01 09:00",
		"2026-12-01 10:00":   "2026-12-01 10:00",
		" bis 1.12. ":        "2026-12-01 09:00",
		"":                   "empty",
		"   ":                "empty",
		"bis":                "unknown",
		"bald":               "unknown",
		"31.11.":             "unknown",
		"29.2.":              "unknown",
		"32.1.":              "unknown",
		"1.13.":              "unknown",
		"24.11. 25:00":       "unknown",
		"24.11. 9:60":        "unknown",
		"13 pm":              "unknown",
		"9":                  "unknown",
		"morgen übermorgen":  "unknown",
		"morgen 9:00 10:00":  "unknown",
		"in 0 Tagen":         "unknown",
		"in 3 Äpfeln":        "unknown",
		"in 2 Stunden 14:00": "unknown",
		"1.12.2031":          "unknown",
		"heute 8:00":         "past",
		"heute":              "past",
		"23.11. 9:12":        "past",
		"20.11.":             "past",
		"20.11.2026":         "past",
		"2026-11-22 10:00":   "past",
	}
	for in, want := range cases {
		at, how := tui.ParseWhen(in, now)
		got := how
		if how == "good" {
			got = at.Format("2006-01-02 15:04")
		}
		if got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

// TestWhenKeepsTheClockOverTheChangeOfTime: nine o'clock is nine o'clock on
// both sides of the end of summer time.
func TestWhenKeepsTheClockOverTheChangeOfTime(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 10, 24, 9, 12, 0, 0, zone)
	for _, in := range []string{"in 2 Tagen", "Mo", "26.10."} {
		if at, _ := tui.ParseWhen(in, now); at.Format("2006-01-02 15:04") != "2026-10-26 09:00" {
			t.Errorf("%q: %s", in, at)
		}
	}
}

func FuzzWhen(f *testing.F) {
	for _, s := range []string{"24.11. 9:00", "Fr 14 Uhr", "in 3 Tagen", "2026-12-01 10:00", "Nov 24th 2 pm", "in 9999 Wochen", "..", "am", "0/0"} {
		f.Add(s)
	}
	now := monday.In(berlin())
	f.Fuzz(func(t *testing.T, s string) {
		at, how := tui.ParseWhen(s, now)
		if how == "good" && (!at.After(now) || at.After(now.AddDate(0, 0, 367))) {
			t.Fatalf("%q became %s", s, at)
		}
		if how != "good" && !at.IsZero() {
			t.Fatalf("%q is %s and %s", s, how, at)
		}
	})
}
