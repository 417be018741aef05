package config

import (
	"math"
	"strconv"
	"strings"

	"sprechstunde/internal/domain"
)

// validatePlaces wants a name for each place, each name once, and degrees. The
// North Pole is no place to meet; 0/0 is what a missing number reads like.
func validatePlaces(list []Place, r *reader) {
	seen := map[string]int{}
	for i, p := range list {
		entry := item("places", i)
		r.namedOnce(entry, "places", p.Name, i, seen)
		if !(math.Abs(p.Latitude) < 90) || p.Latitude == 0 && p.Longitude == 0 {
			r.at(entry+".latitude", Mistake{Kind: KindFormat, Value: degrees(p.Latitude), Want: "52.5200"})
		}
		if !(math.Abs(p.Longitude) <= 180) {
			r.at(entry+".longitude", Mistake{Kind: KindFormat, Value: degrees(p.Longitude), Want: "13.4050"})
		}
	}
}

func degrees(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// validateCards wants a name and a way to reach somebody.
func validateCards(list []Card, r *reader) {
	seen := map[string]int{}
	for i, c := range list {
		entry := item("cards", i)
		r.namedOnce(entry, "cards", c.Name, i, seen)
		switch {
		case c.Phone == "" && c.Email == "":
			r.at(entry+".phone", Mistake{Kind: KindRequired})
		case c.Phone != "" && domain.NormalizePhone(c.Phone) == "":
			r.at(entry+".phone", Mistake{Kind: KindFormat, Want: "+49 30 1234567"})
		}
		if c.Email != "" && !strings.Contains(strings.Trim(c.Email, "@"), "@") {
			r.at(entry+".email", Mistake{Kind: KindFormat, Want: "sam@example.org"})
		}
	}
}

// namedOnce wants a name that nothing else of the list has.
func (r *reader) namedOnce(entry, list, name string, i int, seen map[string]int) {
	key := strings.ToLower(strings.TrimSpace(name))
	if key == "" {
		r.at(entry+".name", Mistake{Kind: KindRequired})
		return
	}
	if first, twice := seen[key]; twice {
		r.at(entry+".name", Mistake{Kind: KindSame, Want: item(list, first) + ".name"})
		return
	}
	seen[key] = i
}
