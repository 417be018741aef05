package dates_test

import (
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/dates"
)

func berlin(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// friday is the moment at which the texts of the tests are read: a Friday
// evening.
func friday(t testing.TB) time.Time {
	t.Helper()
	return time.Date(2026, 11, 20, 17, 30, 0, 0, berlin(t))
}

// TestIn: what a text names, as "day until", where until is the last day on
// which the text reads right.
func TestIn(t *testing.T) {
	t.Parallel()
	now := friday(t)
	for text, want := range map[string]string{
		// dates
		"24.11.": "11-24", "am 24.11. um 9": "11-24", "am 24.11": "11-24", "bis 24.11 um 9:00": "11-24", "24.11.2026": "11-24", "am 24.11.26": "11-24",
		"24. 11. 2026": "11-24", "24.11. 2026": "11-24", "(24.11.)": "11-24", "Infotag: 24.11., 15 Uhr": "11-24", "24.11.!": "11-24", "1.2.2027": "2027-02-01",
		"01.02.27": "2027-02-01", "am 1.2.": "2027-02-01", "vom 24. bis 26. November": "11-26", "24. November": "11-24", "24 November": "11-24",
		"24. november 2027": "2027-11-24", "am 3. Dez.": "12-03", "3. Dez. 2026": "12-03", "1. März": "2027-03-01", "1. Ma\u0308rz": "2027-03-01", "1. Maerz": "2027-03-01",
		"2026-11-24": "11-24", "24/11/2026": "11-24", "11/24/2026": "11-24", "05/06/2027": "2027-06-05", "November 24": "11-24", "November 24th, 2026": "11-24",
		"Nov. 24": "11-24", "24th of November": "11-24", "the 1st of May": "2027-05-01", "May 5": "2027-05-05", "December 3rd": "12-03", "29.2.": "2028-02-29",
		"am 20.11.": "11-20", "seit 1.10.": "10-01", "geboren am 24.11.2005": "2005-11-24", "am 24.11. und am 1.12.": "11-24 12-01",
		"Montag, den 7. Dezember": "12-07", "am Montag, 7.12., um 9 Uhr": "12-07", "Montag 7.12.": "12-07", "Monday, December 7": "12-07", "Montag, 23. November": "11-23",
		// no dates
		"31.2.": "", "32.11.": "", "24.13.": "", "0.1.": "", "12.10 €": "", "kostet 12.10": "", "Version 2.5.": "", "v2.5.": "", "1.2.3": "", "1.2.3.4": "", "192.168.1.1": "",
		"um 10.11 Uhr": "", "am 10.11 Uhr": "", "um 9.30 Uhr": "", "von 8.30 bis 9.15 Uhr": "", "0151 24.11. 99": "", "Tel. 0211/24.11.88": "", "+49 24.11.": "", "3.4 Prozent": "",
		"bis 3.4 Prozent": "", "ab 2.5 GB": "", "24/7": "", "3/4": "", "10-12 Uhr": "", "1.200 Euro": "", "im Mai 10.000 Euro": "", "im November": "", "im Jahr 2026": "",
		"you may 5 times": "", "march 4 it": "", "https://a.example/2026-12-01/x": "", "www.a.example/24.11.": "", "a24.11.@b.example": "", "20.26": "", "Note 1.3": "",
		"Nr. 5": "", "5. Klasse": "", "10. Klasse": "", "1. Lehrjahr": "", "123.11.": "", "24.11.20266": "", "2026-11-244": "",
		// days of the week
		"am Montag": "11-23", "Montag": "11-23", "montag": "11-23", "MONTAG": "11-23", "nächsten Dienstag": "11-24", "kommenden Mittwoch": "11-25", "bis Donnerstag": "11-26",
		"Montagabend": "11-23", "Montag früh": "11-23", "Samstag": "11-21", "Sonnabend": "11-21", "am Freitag": "11-27", "übernächsten Montag": "11-30",
		"nächste Woche Montag": "11-23", "nächste Woche am Freitag": "11-27", "Freitag nächster Woche": "11-27", "on Monday": "11-23", "next Tuesday": "11-24",
		"by Friday": "11-27", "Monday morning": "11-23", "Montag oder Dienstag": "11-23 11-24",
		"montags": "", "jeden Montag": "", "immer am Montag": "", "jeden ersten Montag": "", "Montag bis Freitag": "", "Montag-Freitag": "", "Mo-Fr": "", "Monday to Friday": "",
		"on Mondays": "", "every Monday": "", "letzten Montag": "", "am vergangenen Freitag": "", "last Monday": "", "seit Montag": "", "schönen Sonntag": "", "Rosenmontag": "",
		// words for days: they hold today, or this week
		"heute": "11-20", "heute Abend": "11-20", "heute morgen": "11-20", "today": "11-20", "tonight": "11-20", "morgen": "11-21>11-20", "Morgen habe ich Zeit": "11-21>11-20",
		"morgen früh": "11-21>11-20", "Ich melde mich morgen.": "11-21>11-20", "übermorgen": "11-22>11-20", "tomorrow": "11-21>11-20", "the day after tomorrow": "11-22>11-20",
		"in drei Tagen": "11-23>11-20", "in 2 Tagen": "11-22>11-20", "in einer Woche": "11-27>11-22", "in two weeks": "12-04>11-22",
		"nächste Woche": "11-23>11-22", "next week": "11-23>11-22", "diese Woche": "11-20>11-22", "am Wochenende": "11-21>11-22", "this weekend": "11-21>11-22",
		"Guten Morgen": "", "guten morgen lea": "", "am Morgen": "", "jeden Morgen": "", "Morgen!": "", "Morgen Lea, schön": "", "morgens": "", "von heute auf morgen": "",
		"heutzutage": "", "schönes Wochenende": "", "in der Woche": "", "in der Nacht": "",
	} {
		if got := named(dates.In(text, now)); got != want {
			t.Errorf("%q names %q, want %q", text, got, want)
		}
	}
}

// named writes days as the tests do.
func named(days []dates.Named) string {
	var all []string
	for _, d := range days {
		day, last := short(d.Day), short(d.Until.Add(-time.Second))
		if day != last {
			day += ">" + last
		}
		all = append(all, day)
	}
	return strings.Join(all, " ")
}

func short(day time.Time) string {
	return strings.TrimPrefix(day.Format(time.DateOnly), "2026-")
}

func TestInSaysWhere(t *testing.T) {
	t.Parallel()
	text := "Größe: Komm am Dienstag, den 24. November, vorbei 😀 oder am 1.12.!"
	var got []string
	for _, d := range dates.In(text, friday(t)) {
		got = append(got, text[d.Start:d.End])
	}
	if want := "24. November|1.12."; strings.Join(got, "|") != want {
		t.Errorf("named by %q, want %q", got, want)
	}
}

func TestValidUntil(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                                "",
		"Hallo Lea!":                      "",
		"Infotag am 24.11.":               "11-25",
		"Infotag am 24.11., Fest am 1.12": "11-25",
		"Infotag war am 1.11.":            "",
		"Infotag war am 1.11., der nächste ist am 24.11.": "11-25",
		"heute ist Infotag":                       "11-21",
		"Ich melde mich morgen":                   "11-21",
		"Ich melde mich am Montag":                "11-24",
		"Der Infotag ist heute in einer Woche":    "11-21",
		"Frist: 31.12.2026":                       "2027-01-01",
		"Montag, 23. November":                    "11-24",
		"Nächste Woche gern":                      "11-23",
		"Die Ausbildung beginnt am 1. September.": "2027-09-02",
		"Servicezeit ist Montag bis Freitag":      "",
		"25.10.2026 war die Umstellung":           "",
	} {
		got := dates.ValidUntil(text, friday(t))
		at := ""
		if !got.IsZero() {
			at = short(got)
			if h, m, s := got.Clock(); h+m+s != 0 {
				t.Errorf("%q: not a midnight: %v", text, got)
			}
		}
		if at != want {
			t.Errorf("%q reads right until %q, want %q", text, at, want)
		}
	}
}

// TestDaysAreThoseOfTheZone: near midnight, and where the clock changes.
func TestDaysAreThoseOfTheZone(t *testing.T) {
	t.Parallel()
	zone := berlin(t)
	for _, c := range []struct {
		text       string
		now, until time.Time
	}{
		{"heute", time.Date(2026, 11, 20, 0, 5, 0, 0, zone), time.Date(2026, 11, 21, 0, 0, 0, 0, zone)},
		{"heute", time.Date(2026, 11, 20, 23, 59, 0, 0, zone), time.Date(2026, 11, 21, 0, 0, 0, 0, zone)},
		{"heute", time.Date(2026, 10, 25, 1, 0, 0, 0, zone), time.Date(2026, 10, 26, 0, 0, 0, 0, zone)},
		{"am Sonntag", time.Date(2026, 3, 27, 12, 0, 0, 0, zone), time.Date(2026, 3, 30, 0, 0, 0, 0, zone)},
		{"am Montag", time.Date(2026, 11, 23, 9, 0, 0, 0, zone), time.Date(2026, 12, 1, 0, 0, 0, 0, zone)},
		{"am 29.2.", time.Date(2028, 2, 28, 9, 0, 0, 0, zone), time.Date(2028, 3, 1, 0, 0, 0, 0, zone)},
		{"am 31.12.", time.Date(2026, 12, 31, 9, 0, 0, 0, zone), time.Date(2027, 1, 1, 0, 0, 0, 0, zone)},
		{"am 2.1.", time.Date(2026, 12, 31, 9, 0, 0, 0, zone), time.Date(2027, 1, 3, 0, 0, 0, 0, zone)},
	} {
		if got := dates.ValidUntil(c.text, c.now); !got.Equal(c.until) {
			t.Errorf("%q at %v: until %v, want %v", c.text, c.now, got, c.until)
		}
	}
}
