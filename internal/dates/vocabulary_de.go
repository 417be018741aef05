package dates

import (
	"strings"
	"time"
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, word := range strings.Fields(words) {
		m[word] = true
	}
	return m
}

var (
	weekdays = map[string]time.Weekday{
		"montag": time.Monday, "dienstag": time.Tuesday, "mittwoch": time.Wednesday, "donnerstag": time.Thursday,
		"freitag": time.Friday, "samstag": time.Saturday, "sonnabend": time.Saturday, "sonntag": time.Sunday,
		"monday": time.Monday, "tuesday": time.Tuesday, "wednesday": time.Wednesday, "thursday": time.Thursday,
		"friday": time.Friday, "saturday": time.Saturday, "sunday": time.Sunday,
	}
	partsOfDay = []string{"abend", "morgen", "frueh", "vormittag", "nachmittag", "mittag", "nacht"}

	months = map[string]int{
		"januar": 1, "jaenner": 1, "jan": 1, "january": 1, "februar": 2, "feb": 2, "february": 2, "maerz": 3, "mrz": 3, "march": 3, "mar": 3,
		"april": 4, "apr": 4, "mai": 5, "may": 5, "juni": 6, "jun": 6, "june": 6, "juli": 7, "jul": 7, "july": 7, "august": 8, "aug": 8,
		"september": 9, "sept": 9, "sep": 9, "oktober": 10, "okt": 10, "october": 10, "oct": 10, "november": 11, "nov": 11,
		"dezember": 12, "dez": 12, "december": 12, "dec": 12,
	}
	ordinals = set("st nd rd th")

	// dateAfter makes a date of "24.11", noDateAfter a time or a version of
	// "10.11.".
	dateAfter   = set("am vom bis den dem zum ab seit on by until from")
	noDateAfter = set("um version v ver android ios windows nr kapitel abschnitt punkt at § ca circa tel telefon")
	// units behind a number say that it is no day.
	units = set("uhr h euro eur € $ % prozent km m cm kg mb gb stunden std minuten min am pm oclock personen leute plaetze people places mal grad")

	articles  = set("den dem der the")
	until     = set("bis - – to till through")
	habits    = set("jeden jede jedem jeder immer every each always")
	gone      = set("letzten letzter letztem letzte vergangenen vergangenem vorigen vorletzten last previous seit since")
	wishes    = set("schoenen schoenes schoene guten frohen happy nice great erholsames")
	afterNext = set("uebernaechsten uebernaechster uebernaechstem")

	nextWords     = set("naechste naechsten naechster kommende kommenden kommender next coming")
	thisWords     = set("diese dieser this")
	week          = set("woche week")
	weekend       = set("wochenende weekend")
	weekendBefore = set("am das dieses diesem kommenden naechsten uebers this the next coming")
	onWords       = set("am on")

	dayUnits  = set("tag tagen tage day days")
	weekUnits = set("woche wochen week weeks")
	counts    = map[string]int{
		"einem": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "fuenf": 5, "sechs": 6, "sieben": 7, "acht": 8, "zehn": 10, "vierzehn": 14,
		"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10,
	}
	mornings      = set("morgen")
	beforeMorning = set("guten gute gutn schoenen am jeden jedem heute gestern der den dem einen ein zum diesen frueh n")
)
