package hours_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/hours"

	"github.com/google/go-cmp/cmp"
)

// everywhere are the days all Länder share, by year, as printed in calendars.
var everywhere = map[int]string{
	2026: "01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26",
	2027: "01-01 03-26 03-29 05-01 05-06 05-17 10-03 12-25 12-26",
}

// besides are the days each Land has on top, by year.
var besides = map[int]map[string]string{
	2026: {
		"BW": "01-06 06-04 11-01", "BY": "01-06 06-04 11-01", "BE": "03-08", "BB": "10-31", "HB": "10-31", "HH": "10-31",
		"HE": "06-04", "MV": "03-08 10-31", "NI": "10-31", "NW": "06-04 11-01", "RP": "06-04 11-01", "SL": "06-04 08-15 11-01",
		"SN": "10-31 11-18", "ST": "01-06 10-31", "SH": "10-31", "TH": "09-20 10-31",
	},
	2027: {
		"BW": "01-06 05-27 11-01", "BY": "01-06 05-27 11-01", "BE": "03-08", "BB": "10-31", "HB": "10-31", "HH": "10-31",
		"HE": "05-27", "MV": "03-08 10-31", "NI": "10-31", "NW": "05-27 11-01", "RP": "05-27 11-01", "SL": "05-27 08-15 11-01",
		"SN": "10-31 11-17", "ST": "01-06 10-31", "SH": "10-31", "TH": "09-20 10-31",
	},
}

var counts = map[string]int{
	"BB": 10, "BE": 10, "BW": 12, "BY": 12, "HB": 10, "HE": 10, "HH": 10, "MV": 11, "NI": 10, "NW": 11, "RP": 11, "SH": 10,
	"SL": 12, "SN": 11, "ST": 11, "TH": 11,
}

func holidaysOf(year int, land string) []string {
	var out []string
	for d := (hours.Day{Year: year, Month: time.January, Day: 1}); d.Year == year; d = d.Add(1) {
		if _, ok := hours.Holiday(d, land); ok {
			out = append(out, d.String()[len("2026-"):])
		}
	}
	return out
}

func TestHolidaysOfAllLands(t *testing.T) {
	t.Parallel()
	if len(hours.Lands()) != 16 {
		t.Fatalf("%d Länder", len(hours.Lands()))
	}
	for year, common := range everywhere {
		for _, land := range hours.Lands() {
			want := strings.Fields(common + " " + besides[year][land])
			slices.Sort(want)
			got := holidaysOf(year, land)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s %d:\n%s", land, year, diff)
			}
			if len(got) != counts[land] {
				t.Errorf("%s %d has %d holidays, want %d", land, year, len(got), counts[land])
			}
		}
	}
}

func TestLandNobodyKnowsHasWhatAllHave(t *testing.T) {
	t.Parallel()
	for _, land := range []string{"", "XX", "B", "BW BY", " "} {
		if diff := cmp.Diff(strings.Fields(everywhere[2026]), holidaysOf(2026, land)); diff != "" {
			t.Errorf("%q:\n%s", land, diff)
		}
	}
}

func TestHolidayNames(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		day  hours.Day
		land string
		want string
	}{
		{hours.Day{2026, 1, 1}, "HH", "Neujahr"},
		{hours.Day{2026, 1, 6}, "ST", "Heilige Drei Könige"},
		{hours.Day{2026, 1, 6}, "SN", ""},
		{hours.Day{2019, 3, 8}, "BE", "Frauentag"},
		{hours.Day{2018, 3, 8}, "BE", ""},
		{hours.Day{2022, 3, 8}, "MV", ""},
		{hours.Day{2023, 3, 8}, "MV", "Frauentag"},
		{hours.Day{2027, 3, 26}, "BY", "Karfreitag"},
		{hours.Day{2026, 4, 5}, "BB", ""}, // a Sunday all the same
		{hours.Day{2026, 5, 1}, "BE", "Tag der Arbeit"},
		{hours.Day{2020, 5, 8}, "BE", "Tag der Befreiung"},
		{hours.Day{2025, 5, 8}, "BE", "Tag der Befreiung"},
		{hours.Day{2025, 5, 8}, "BB", ""},
		{hours.Day{2026, 5, 8}, "BE", ""},
		{hours.Day{2028, 6, 17}, "BE", "75. Jahrestag des Volksaufstands"},
		{hours.Day{2029, 6, 17}, "BE", ""},
		{hours.Day{2026, 6, 4}, "HE", "Fronleichnam"},
		{hours.Day{2026, 8, 15}, "SL", "Mariä Himmelfahrt"},
		{hours.Day{2026, 8, 15}, "BY", ""},
		{hours.Day{2018, 9, 20}, "TH", ""},
		{hours.Day{2019, 9, 20}, "TH", "Weltkindertag"},
		{hours.Day{2017, 10, 31}, "BY", "Reformationstag"},
		{hours.Day{2016, 10, 31}, "NI", ""},
		{hours.Day{2018, 10, 31}, "NI", "Reformationstag"},
		{hours.Day{2016, 10, 31}, "SN", "Reformationstag"},
		{hours.Day{2026, 10, 31}, "NW", ""},
		{hours.Day{2026, 11, 1}, "NW", "Allerheiligen"},
		{hours.Day{2026, 11, 18}, "SN", "Buß- und Bettag"},
		{hours.Day{2022, 11, 16}, "SN", "Buß- und Bettag"},
		{hours.Day{2028, 11, 22}, "SN", "Buß- und Bettag"},
		{hours.Day{2026, 11, 18}, "TH", ""},
		{hours.Day{1989, 10, 3}, "BE", ""},
		{hours.Day{2008, 5, 1}, "NW", "Tag der Arbeit"}, // and Christi Himmelfahrt
		{hours.Day{2026, 12, 24}, "BY", ""},
		{hours.Day{2026, 12, 26}, "BY", "2. Weihnachtstag"},
	} {
		got, ok := hours.Holiday(c.day, c.land)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%s in %s: %q, %t, want %q", c.day, c.land, got, ok, c.want)
		}
	}
}

// The dates are from the tables of the astronomers, among them the earliest
// and latest possible ones.
func TestEasterMonday(t *testing.T) {
	t.Parallel()
	for _, sunday := range []string{
		"1818-03-22", "1943-04-25", "1961-04-02", "2000-04-23", "2008-03-23", "2016-03-27", "2019-04-21", "2024-03-31",
		"2025-04-20", "2028-04-16", "2030-04-21", "2033-04-17", "2035-03-25", "2038-04-25", "2049-04-18", "2076-04-19", "2285-03-22",
	} {
		at, err := time.Parse(time.DateOnly, sunday)
		if err != nil {
			t.Fatal(err)
		}
		if name, _ := hours.Holiday(hours.DayOf(at).Add(1), "HH"); name != "Ostermontag" {
			t.Errorf("day after %s is %q", sunday, name)
		}
	}
}
