package hours

import (
	"strings"
	"time"
)

// Lands lists the codes of the sixteen Länder, as in ISO 3166-2:DE.
func Lands() []string {
	return strings.Fields("BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH")
}

// feast is a public holiday by rule.
type feast struct {
	name  string
	on    func(year int) Day
	lands string // codes, "" for all of Germany
	from  int    // first year, 0 for as long as anybody looks back
	to    int    // last year, 0 for no end
}

// feasts are the days that are a holiday in the whole Land. Days of single
// municipalities (Mariä Himmelfahrt in most of Bavaria, Fronleichnam in parts
// of Saxony and Thuringia, the peace feast of Augsburg) are free days of the
// plan, and so are Easter Sunday and Whit Sunday, which Brandenburg's law
// names although Sundays are free anyway. Sources: the Feiertagsgesetze of the
// Länder; for Berlin's single days GVBl. Berlin of 2019 and 2024.
var feasts = []feast{
	{name: "Neujahr", on: fixed(time.January, 1)},
	{name: "Heilige Drei Könige", on: fixed(time.January, 6), lands: "BW BY ST"},
	{name: "Frauentag", on: fixed(time.March, 8), lands: "BE", from: 2019},
	{name: "Frauentag", on: fixed(time.March, 8), lands: "MV", from: 2023},
	{name: "Karfreitag", on: easter(-2)},
	{name: "Ostermontag", on: easter(1)},
	{name: "Tag der Arbeit", on: fixed(time.May, 1)},
	{name: "Tag der Befreiung", on: fixed(time.May, 8), lands: "BE", from: 2020, to: 2020},
	{name: "Tag der Befreiung", on: fixed(time.May, 8), lands: "BE", from: 2025, to: 2025},
	{name: "Christi Himmelfahrt", on: easter(39)},
	{name: "Pfingstmontag", on: easter(50)},
	{name: "Fronleichnam", on: easter(60), lands: "BW BY HE NW RP SL"},
	{name: "75. Jahrestag des Volksaufstands", on: fixed(time.June, 17), lands: "BE", from: 2028, to: 2028},
	{name: "Mariä Himmelfahrt", on: fixed(time.August, 15), lands: "SL"},
	{name: "Weltkindertag", on: fixed(time.September, 20), lands: "TH", from: 2019},
	{name: "Tag der Deutschen Einheit", on: fixed(time.October, 3), from: 1990},
	{name: "Reformationstag", on: fixed(time.October, 31), lands: "BB MV SN ST TH"},
	{name: "Reformationstag", on: fixed(time.October, 31), from: 2017, to: 2017}, // 500 years
	{name: "Reformationstag", on: fixed(time.October, 31), lands: "HB HH NI SH", from: 2018},
	{name: "Allerheiligen", on: fixed(time.November, 1), lands: "BW BY NW RP SL"},
	{name: "Buß- und Bettag", on: repentance, lands: "SN"},
	{name: "1. Weihnachtstag", on: fixed(time.December, 25)},
	{name: "2. Weihnachtstag", on: fixed(time.December, 26)},
}

// Holiday names the public holiday on a day in a Land (a code of [Lands]). For
// any other land, "" included, it knows the days all Länder have in common.
// Names are German, being names. Where two fall on one day it gives the first.
func Holiday(day Day, land string) (name string, ok bool) {
	for _, f := range feasts {
		if f.holds(day.Year, land) && f.on(day.Year) == day {
			return f.name, true
		}
	}
	return "", false
}

func (f feast) holds(year int, land string) bool {
	if year < f.from || f.to != 0 && year > f.to {
		return false
	}
	return f.lands == "" || len(land) == 2 && strings.Contains(f.lands, land)
}

func fixed(m time.Month, d int) func(int) Day {
	return func(year int) Day { return Day{year, m, d} }
}

// easter counts days from Easter Sunday.
func easter(days int) func(int) Day {
	return func(year int) Day { return easterSunday(year).Add(days) }
}

// easterSunday is the Gregorian computus in the form of New Scientist, 30 March
// 1961, with the letters used there.
func easterSunday(year int) Day {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	return Day{year, time.Month(month), (h + l - 7*m + 33*month + 19) % 32}
}

// repentance is the Wednesday before 23 November.
func repentance(year int) Day {
	d := Day{year, time.November, 22}
	return d.Add(-((int(d.Weekday()) - int(time.Wednesday) + 7) % 7))
}
