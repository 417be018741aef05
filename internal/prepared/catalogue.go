package prepared

import (
	"slices"

	"sprechstunde/internal/domain"
)

// CheckLinks reports the links in answers that the catalogue does not have.
// What else is wrong with them Check tells.
func CheckLinks(list []domain.Answer, known func(alias string) bool) []domain.Mistake {
	var found []domain.Mistake
	for _, a := range list {
		for _, f := range []struct{ name, text string }{{fieldBody, a.Body}, {fieldNextStep, a.NextStep}} {
			_, mistakes := parse(f.text, known)
			for _, m := range mistakes {
				if m.Kind == domain.MistakeAlias && len(found) < maxFound {
					m.Key, m.Field = a.Key, f.name
					found = append(found, m)
				}
			}
		}
	}
	return found
}

// LinksIn lists the links of the catalogue that a filled text still has open,
// by their alias, each once.
func LinksIn(text string) []string {
	var list []string
	for _, f := range domain.Fields(text) {
		if alias, ok := name(f.Label).alias(); ok && domain.IsAlias(alias) && !slices.Contains(list, alias) {
			list = append(list, alias)
		}
	}
	return list
}
