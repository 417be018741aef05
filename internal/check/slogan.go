package check

import (
	"strings"
	"unicode"

	"sprechstunde/internal/words"
)

// slogan reports that a name is a saying, a club or a device.
func slogan(parts []string) bool {
	for i, p := range parts {
		f := words.Fold(p)
		if slogans.has(f) && !wordNames.has(f) || i == 0 && startSlogans.has(f) {
			return true
		}
		if possessive(f) && i+1 < len(parts) {
			return true // "Luca's iPhone"
		}
	}
	return false
}

func possessive(f string) bool { return strings.HasSuffix(f, "'s") || strings.HasSuffix(f, "s'") }

// unspeakable reports Latin letters without a vowel: BVB, JP.
func unspeakable(part string) bool {
	n := 0
	for _, r := range part {
		if !unicode.Is(unicode.Latin, r) || strings.ContainsRune("aeiouy", unicode.ToLower(r)) || r > unicode.MaxASCII {
			return false
		}
		n++
	}
	return n > 1 && !listed(words.Fold(part))
}

// spoken takes offices and ornaments off a name. What is left of a name with an
// ornament has to begin with a first name.
func spoken(parts []string) []string {
	ornament := false
	for len(parts) > 1 {
		f := words.Fold(parts[0])
		if listed(f) || !offices.has(f) && !ornaments.has(f) {
			break
		}
		ornament = ornament || ornaments.has(f)
		parts = parts[1:]
	}
	if ornament && !surely(parts[0]) || unspeakable(parts[0]) {
		return nil
	}
	return parts
}

// surely reports a first name that is nothing else.
func surely(part string) bool {
	f := words.Fold(part)
	return firstNames.has(f) && !wordNames.has(f)
}

// onlyLast reports that a name tells the last name only: "Frau Sommer",
// "Pfarrer Klein", "van der Berg".
func onlyLast(parts []string, name string) bool {
	first := words.Fold(parts[0])
	if particles.has(first) && !listed(first) && !bound.has(first) {
		return true
	}
	if len(parts) > 1 {
		return false
	}
	before := strings.FieldsFunc(name, notInName)[0]
	switch w := words.Fold(before); {
	case academic.has(w), offices.has(w):
		return !surely(parts[0])
	default:
		return titles.has(w)
	}
}
