package domain

import (
	"cmp"
	"slices"
	"time"
)

// arrivalGrace is how long before WhatsApp's word about a changed number the
// new number is already taken to be the person's: the word may come after the
// first message from there. Numbers lie idle far longer than this before
// somebody else gets them.
const arrivalGrace = 7 * 24 * time.Hour

// Together is the evidence that one payload named a phone number and a user
// id as the same person.
type Together struct {
	Phone, UserID string
	At            time.Time
}

// Move is WhatsApp's word that two identities are one person.
type Move struct {
	Previous, Current Identity
	At                time.Time
}

// Node is one name somebody writes under. Exactly one of the strings is set.
// A phone number is a Node only for a stretch of time in which no user id is
// known for it; Since, in Unix milliseconds, says where that stretch begins (0:
// always). Other stands for payloads that carry neither phone nor user id.
type Node struct {
	UserID string
	Phone  string
	Since  int64
	Other  string
}

func compareNodes(a, b Node) int {
	return cmp.Or(
		cmp.Compare(a.UserID, b.UserID),
		cmp.Compare(a.Phone, b.Phone),
		cmp.Compare(a.Since, b.Since),
		cmp.Compare(a.Other, b.Other),
	)
}

// Line is the history of one phone number: who had it when. Numbers are
// handed on to strangers, so a number alone never says who somebody is.
type Line struct {
	phone  string
	starts []int64 // of the stretches between two moves; the first begins always
	users  []Together
}

// NewLine collects what is known about phone. It may be given evidence about
// other numbers as well.
func NewLine(phone string, together []Together, moves []Move) Line {
	l := Line{phone: phone, starts: []int64{0}}
	for _, t := range together {
		l.add(t)
	}
	for _, m := range moves {
		l.add(Together{Phone: m.Previous.Phone, UserID: m.Previous.UserID, At: m.At})
		l.add(Together{Phone: m.Current.Phone, UserID: m.Current.UserID, At: m.At})
	}
	slices.SortFunc(l.users, func(a, b Together) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.UserID, b.UserID))
	})
	left, came := turns(phone, moves)
	l.starts = append(l.starts, left...)
	for _, at := range came {
		from := at - arrivalGrace.Milliseconds()
		// If somebody left the number shortly before, it is theirs to come
		// back to, and that moment is the border.
		if !slices.ContainsFunc(left, func(d int64) bool { return d >= from && d <= at }) {
			l.starts = append(l.starts, from)
		}
	}
	slices.Sort(l.starts)
	l.starts = slices.Compact(l.starts)
	return l
}

func (l *Line) add(t Together) {
	if t.Phone == l.phone && t.UserID != "" {
		l.users = append(l.users, t)
	}
}

// turns returns when persons left a number (the first moment after) and when
// they came to it.
func turns(phone string, moves []Move) (left, came []int64) {
	for _, m := range moves {
		if m.Previous.Phone == "" || m.Current.Phone == "" || m.Previous.Phone == m.Current.Phone {
			continue
		}
		if m.Previous.Phone == phone {
			left = append(left, m.At.UnixMilli()+1)
		}
		if m.Current.Phone == phone {
			came = append(came, m.At.UnixMilli())
		}
	}
	return left, came
}

// Owner says whose the number is at a moment: the user id that was first seen
// with it last before then, else the next one to be seen with it, else nobody
// but the number itself. Moves are borders that neither of these crosses.
func (l Line) Owner(at time.Time) Node { return l.owner(at.UnixMilli()) }

func (l Line) owner(at int64) Node {
	i := len(l.starts) - 1
	for i > 0 && l.starts[i] > at {
		i--
	}
	found := Node{Phone: l.phone, Since: l.starts[i]}
	for _, u := range l.users {
		t := u.At.UnixMilli()
		outside := (i > 0 && t < l.starts[i]) || (i+1 < len(l.starts) && t >= l.starts[i+1])
		if outside {
			continue
		}
		if found.UserID != "" && t > at {
			break
		}
		found = Node{UserID: u.UserID}
	}
	return found
}

// Settled reports whether the number has had one user at most and nobody has
// moved, so that the time does not matter.
func (l Line) Settled() bool {
	for _, u := range l.users {
		if u.UserID != l.users[0].UserID {
			return false
		}
	}
	return len(l.starts) == 1
}

// End is somebody who wrote at a moment, by an identity.
type End struct {
	Identity
	At time.Time
}

// Word is what the adviser has said about two ends: that they are one person,
// or that they are two.
type Word struct {
	A, B End
	Same bool
	At   time.Time
}

// Evidence is everything known about a circle of identities. Nodes are those
// in use already; ones that the evidence has overtaken are left out.
type Evidence struct {
	Together []Together
	Moves    []Move
	Words    []Word
	Nodes    []Node
}

// Partition says which nodes are one person. It depends on the evidence and
// not on the order in which it came.
type Partition struct {
	lines  map[string]Line
	ev     Evidence
	parent map[Node]Node
	apart  [][2]Node // are two persons, whatever older evidence says
}

// Divide finds the persons. User ids become one person only by WhatsApp's word
// or the adviser's; that both once used the same number is no reason. Where the
// two contradict each other, what was said last holds.
func Divide(e Evidence) *Partition {
	p := &Partition{lines: map[string]Line{}, ev: e, parent: map[Node]Node{}}
	p.joinAll()
	for _, t := range e.Together {
		p.root(Node{UserID: t.UserID})
	}
	for _, m := range e.Moves {
		for _, id := range []Identity{m.Previous, m.Current} {
			if !id.Empty() {
				p.root(p.Owner(id, m.At))
			}
		}
	}
	for _, n := range e.Nodes {
		if p.Current(n) == n {
			p.root(n)
		}
	}
	return p
}

// Owner returns the node an identity stands for at a moment.
func (p *Partition) Owner(id Identity, at time.Time) Node {
	if id.UserID == "" && id.Phone != "" {
		return p.Line(id.Phone).Owner(at)
	}
	return NodeOf(id)
}

// NodeOf returns the node of an identity whose phone number does not matter:
// one with a user id, or one with neither.
func NodeOf(id Identity) Node {
	if id.UserID != "" {
		return Node{UserID: id.UserID}
	}
	return Node{Other: id.ParentID + "/" + id.Username}
}

// Current returns what has become of a node: itself, or, if the evidence has
// overtaken it, the one that now stands where it began.
func (p *Partition) Current(n Node) Node {
	if n.Phone == "" {
		return n
	}
	return p.Line(n.Phone).owner(n.Since)
}

// Line returns the history of a number.
func (p *Partition) Line(phone string) Line {
	l, ok := p.lines[phone]
	if !ok {
		l = NewLine(phone, p.ev.Together, p.ev.Moves)
		p.lines[phone] = l
	}
	return l
}

// Person returns the node that stands for the whole person n belongs to.
func (p *Partition) Person(n Node) Node { return p.root(n) }

// Groups returns the persons, each as its sorted nodes.
func (p *Partition) Groups() [][]Node {
	byRoot := map[Node][]Node{}
	for n := range p.parent {
		r := p.root(n)
		byRoot[r] = append(byRoot[r], n)
	}
	groups := make([][]Node, 0, len(byRoot))
	for _, g := range byRoot {
		slices.SortFunc(g, compareNodes)
		groups = append(groups, g)
	}
	slices.SortFunc(groups, func(a, b []Node) int { return compareNodes(a[0], b[0]) })
	return groups
}

func (p *Partition) root(n Node) Node {
	up, ok := p.parent[n]
	if !ok {
		p.parent[n] = n
		return n
	}
	if up == n {
		return n
	}
	r := p.root(up)
	p.parent[n] = r
	return r
}

// verdict is one thing that was said about two nodes.
type verdict struct {
	a, b Node // a is the smaller one
	at   int64
	same bool
	hers bool
}

// joinAll goes through what was said from the last word to the first. A word
// that contradicts a later one does not count; of the same moment hers does, and
// that two are one before that two are not.
func (p *Partition) joinAll() {
	var list []verdict
	say := func(a, b Node, at time.Time, same, hers bool) {
		if compareNodes(b, a) < 0 {
			a, b = b, a
		}
		list = append(list, verdict{a: a, b: b, at: at.UnixMilli(), same: same, hers: hers})
	}
	for _, m := range p.ev.Moves {
		if !m.Previous.Empty() && !m.Current.Empty() {
			say(p.Owner(m.Previous, m.At), p.Owner(m.Current, m.At), m.At, true, false)
		}
	}
	for _, w := range p.ev.Words {
		say(p.Owner(w.A.Identity, w.A.At), p.Owner(w.B.Identity, w.B.At), w.At, w.Same, true)
	}
	slices.SortFunc(list, func(x, y verdict) int {
		return cmp.Or(cmp.Compare(y.at, x.at), first(x.hers, y.hers), first(x.same, y.same), compareNodes(x.a, y.a), compareNodes(x.b, y.b))
	})
	for _, v := range list {
		switch {
		case !v.same:
			p.part(v.a, v.b)
		case !p.barred(v.a, v.b):
			p.join(v.a, v.b)
		}
	}
}

// first puts the one that is before the one that is not.
func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	default:
		return 1
	}
}

// part keeps two nodes apart from now on, unless they are one already.
func (p *Partition) part(a, b Node) {
	if p.root(a) != p.root(b) {
		p.apart = append(p.apart, [2]Node{a, b})
	}
}

// barred reports whether to make two nodes one person would make one of two
// that are to be kept apart.
func (p *Partition) barred(a, b Node) bool {
	if len(p.apart) == 0 {
		return false
	}
	a, b = p.root(a), p.root(b)
	for _, pair := range p.apart {
		x, y := p.root(pair[0]), p.root(pair[1])
		if x == a && y == b || x == b && y == a {
			return true
		}
	}
	return false
}

func (p *Partition) join(a, b Node) {
	a, b = p.root(a), p.root(b)
	if compareNodes(b, a) < 0 {
		a, b = b, a
	}
	p.parent[b] = a // the smaller node stands for both, whatever the order
}
