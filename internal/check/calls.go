package check

import "unicode/utf8"

// Calls returns the name somebody surely goes by in these messages, oldest
// first, as names are written; "" if that is not sure. It is for greeting her
// without asking: all names that Said finds have to be one person's, none the
// adviser's (me), and one of them has to be a well-known first name, agree with
// a usable profile name, or be said so that nothing else can be meant ("mein
// Name ist …", a closing line of its own). Nicknames count as other names.
func Calls(texts []string, profile, me string) string {
	var all []saying
	for _, text := range texts {
		all = append(all, sayings(text)...)
	}
	adviser, sure, best := newPerson(me), false, ""
	for i, s := range all {
		for _, other := range all[:i] {
			if !together(s.name, other.name) {
				return ""
			}
		}
		if adviser.is(s.name) {
			return ""
		}
		sure = sure || s.strong || surely(nameParts(s.name)[0]) || Usable(profile) && together(s.name, profile)
		if utf8.RuneCountInString(s.name) >= utf8.RuneCountInString(best) {
			best = s.name
		}
	}
	if !sure {
		return ""
	}
	return best
}

// together reports that two names can be one person's.
func together(a, b string) bool { return Belongs(a, b) || Belongs(b, a) }
