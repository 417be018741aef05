package domain

import "slices"

// Joined returns the names of those who came to somebody else when the adviser
// said that both are one person. Whoever is one person by WhatsApp's word goes
// together, and a merge that does not hold any more counts for nothing.
func Joined(e Evidence) map[Node]bool {
	whole := Divide(e)
	said := slices.Clone(e.Words)
	slices.SortFunc(said, func(a, b Word) int { return a.At.Compare(b.At) })
	e.Words = nil
	j := joined{plain: Divide(e), came: map[Node]bool{}, with: map[Node]Node{}}
	for _, w := range mergesOf(said) {
		a, b := j.plain.Owner(w.A.Identity, w.A.At), j.plain.Owner(w.B.Identity, w.B.At)
		if whole.Person(a) == whole.Person(b) {
			j.merge(j.plain.Person(a), j.plain.Person(b))
		}
	}
	out := map[Node]bool{}
	for _, group := range j.plain.Groups() {
		for _, n := range group {
			if j.came[j.plain.Person(n)] {
				out[n] = true
			}
		}
	}
	return out
}

// mergesOf leaves out what was said in a split of the names on each of its sides:
// of these nobody came to the other.
func mergesOf(said []Word) []Word {
	split := map[int64]bool{}
	for _, w := range said {
		if !w.Same {
			split[w.At.UnixMilli()] = true
		}
	}
	return slices.DeleteFunc(said, func(w Word) bool { return split[w.At.UnixMilli()] })
}

// joined follows merge after merge who came to whom.
type joined struct {
	plain *Partition // by WhatsApp's word alone
	came  map[Node]bool
	with  map[Node]Node // the person of the merges so far
}

func (j *joined) merge(a, b Node) {
	from, into := j.of(a), j.of(b)
	if from == into { // once more, after a split
		if a != b {
			j.came[a], j.came[b] = true, false
		}
		return
	}
	j.with[a], j.with[b] = from, into
	for n, p := range j.with {
		if p == from {
			j.came[n], j.with[n] = true, into
		}
	}
}

func (j *joined) of(n Node) Node {
	p, ok := j.with[n]
	if !ok {
		return n
	}
	return p
}
