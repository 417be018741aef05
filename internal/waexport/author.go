package waexport

import "strings"

const (
	// maxName is how many bytes a name has at most; WhatsApp takes 25 characters,
	// an address book more.
	maxName = 200
	// maxColons is how many colons a name has at most.
	maxColons = 6
	// often is how often a name with a colon must come before it is believed.
	often = 3
)

// authorsOf finds who has written which message, by the line it begins in. A
// name may have colons in it: what always follows the first part belongs to it,
// or one of the names that are expected.
func authorsOf(list []piece, names []string) map[int]string {
	count := map[string]int{}
	for i := range list {
		for _, name := range beginnings(list[i].lines[0]) {
			count[name]++
		}
	}
	out := map[int]string{}
	for i := range list {
		first := list[i].lines[0]
		if name := expected(first, names); name != "" {
			out[list[i].line] = name
			continue
		}
		if ownLine(list[i].text()) {
			continue
		}
		out[list[i].line] = mostLikely(beginnings(first), count)
	}
	for i := range list { // on iOS, WhatsApp speaks under the name of the chat
		if name := out[list[i].line]; name != "" && list[i].boxed && ownNotice(afterAuthor(list[i].lines[0], name)) {
			delete(out, list[i].line)
		}
	}
	return out
}

// plainName is a name without what cannot be seen around it.
func plainName(s string) string { return strings.Trim(s, marks+" \u00a0\u202f") }

// beginnings lists what may be the name in a line, the shortest first.
func beginnings(line string) []string {
	var out []string
	for at := 0; len(out) < maxColons; {
		i := strings.IndexByte(line[at:], ':')
		if i < 0 || at+i > maxName {
			return out
		}
		at += i + 1
		if rest := line[at:]; rest == "" || strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "\u200e") {
			name := plainName(line[:at-1])
			if len(out) > 0 && notInName(name) {
				return out
			}
			if name != "" {
				out = append(out, name)
			}
		}
	}
	return out
}

// notInName reports whether the colon behind a longer name is surely that of a
// mark of WhatsApp's.
func notInName(name string) bool {
	for _, end := range []string{": <Anhang", ": <attached", ": Standort", ": location", ": Location"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return strings.Contains(name, "\u200e")
}

// mostLikely is the first of them, and longer only if it is always.
func mostLikely(names []string, count map[string]int) string {
	if len(names) == 0 {
		return ""
	}
	best := names[0]
	for _, longer := range names[1:] {
		if count[best] < often || count[longer] < count[best] {
			break
		}
		best = longer
	}
	return best
}

// expected finds the longest of some names at the beginning of a line.
func expected(line string, names []string) string {
	best := ""
	for _, name := range names {
		name = plainName(name)
		if _, ok := cutName(line, name); ok && name != "" && len(name) > len(best) {
			best = name
		}
	}
	return best
}

// cutName returns what stands behind a name and its colon.
func cutName(line, name string) (string, bool) {
	line = strings.TrimLeft(line, marks+" \u00a0\u202f")
	rest, ok := strings.CutPrefix(line, name)
	if !ok {
		return "", false
	}
	rest, ok = strings.CutPrefix(strings.TrimLeft(rest, marks), ":")
	if !ok {
		return "", false
	}
	if text, blank := strings.CutPrefix(rest, " "); blank {
		return text, true
	}
	return rest, rest == "" || rest[0] == '\n' || strings.HasPrefix(rest, "\u200e")
}

func afterAuthor(text, name string) string {
	if rest, ok := cutName(text, name); ok {
		return rest
	}
	return text
}
