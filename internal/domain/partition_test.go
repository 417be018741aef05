package domain_test

import (
	"fmt"
	"testing"
	"time"

	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func dayOf(n int) time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n) }

func together(phone, user string, n int) domain.Together {
	return domain.Together{Phone: phone, UserID: user, At: dayOf(n)}
}

func moved(fromPhone, fromUser, toPhone, toUser string, n int) domain.Move {
	return domain.Move{
		Previous: domain.Identity{Phone: fromPhone, UserID: fromUser},
		Current:  domain.Identity{Phone: toPhone, UserID: toUser}, At: dayOf(n),
	}
}

func said(a, b string, same bool, n int) domain.Word {
	end := func(user string) domain.End { return domain.End{Identity: domain.Identity{UserID: user}, At: dayOf(0)} }
	return domain.Word{A: end(a), B: end(b), Same: same, At: dayOf(n)}
}

func TestOwnerOfANumber(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		together []domain.Together
		moves    []domain.Move
		on       map[int]string // day: user id, "" for the number alone
	}{
		{"nobody known", nil, nil, map[int]string{0: "", 99: ""}},
		{"one user, before and after", []domain.Together{together("+1", "DE.1", 50)}, nil, map[int]string{0: "DE.1", 99: "DE.1"}},
		{
			"handed on",
			[]domain.Together{together("+1", "DE.1", 10), together("+1", "DE.2", 200)},
			nil,
			map[int]string{0: "DE.1", 10: "DE.1", 199: "DE.1", 200: "DE.2", 300: "DE.2"},
		},
		{"another number", []domain.Together{together("+2", "DE.1", 10)}, nil, map[int]string{10: ""}},
		{
			"left without a word about ids, then a stranger",
			[]domain.Together{together("+1", "DE.2", 200)},
			[]domain.Move{moved("+1", "", "+2", "", 100)},
			map[int]string{0: "", 100: "", 101: "DE.2", 300: "DE.2"},
		},
		{
			"came to a number that was a stranger's",
			[]domain.Together{together("+1", "DE.9", 1)},
			[]domain.Move{moved("+2", "DE.1", "+1", "DE.2", 100)},
			map[int]string{0: "DE.9", 50: "DE.9", 99: "DE.2", 100: "DE.2"},
		},
		{
			"only the id changed",
			[]domain.Together{together("+1", "DE.1", 1)},
			[]domain.Move{moved("+1", "DE.1", "+1", "DE.2", 100)},
			map[int]string{0: "DE.1", 99: "DE.1", 101: "DE.2"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			l := domain.NewLine("+1", tt.together, tt.moves)
			for n, want := range tt.on {
				if got := l.Owner(dayOf(n)); got.UserID != want || (want == "") != (got.Phone == "+1") {
					t.Errorf("day %d: %+v, want %q", n, got, want)
				}
			}
		})
	}
}

func TestSettled(t *testing.T) {
	t.Parallel()
	if !domain.NewLine("+1", []domain.Together{together("+1", "DE.1", 1)}, nil).Settled() {
		t.Error("one user is settled")
	}
	if domain.NewLine("+1", []domain.Together{together("+1", "DE.1", 1), together("+1", "DE.2", 2)}, nil).Settled() {
		t.Error("two users are not settled")
	}
	if domain.NewLine("+1", nil, []domain.Move{moved("+1", "", "+2", "", 1)}).Settled() {
		t.Error("a number somebody left is not settled")
	}
}

// groups are the user ids and numbers of each person.
func groups(e domain.Evidence) [][]string {
	var out [][]string
	for _, g := range domain.Divide(e).Groups() {
		var names []string
		for _, n := range g {
			names = append(names, n.UserID+n.Phone+n.Other)
		}
		out = append(out, names)
	}
	return out
}

func TestDivide(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		ev   domain.Evidence
		want [][]string
	}{
		{"nothing", domain.Evidence{}, nil},
		{
			"the same number is no reason",
			domain.Evidence{Together: []domain.Together{together("+1", "DE.1", 1), together("+1", "DE.2", 200)}},
			[][]string{{"DE.1"}, {"DE.2"}},
		},
		{
			"WhatsApp's word is",
			domain.Evidence{Moves: []domain.Move{moved("+1", "DE.1", "+2", "DE.2", 5)}},
			[][]string{{"DE.1", "DE.2"}},
		},
		{
			"by numbers alone, to the ids they stand for",
			domain.Evidence{
				Together: []domain.Together{together("+1", "DE.1", 1), together("+2", "DE.2", 101)},
				Moves:    []domain.Move{moved("+1", "", "+2", "", 100)},
			},
			[][]string{{"DE.1", "DE.2"}},
		},
		{
			"there and back",
			domain.Evidence{Moves: []domain.Move{moved("+1", "", "+2", "", 100), moved("+2", "", "+1", "", 300)}},
			[][]string{{"+1", "+1", "+2"}},
		},
		{
			"her word joins",
			domain.Evidence{Words: []domain.Word{said("DE.1", "DE.2", true, 5)}},
			[][]string{{"DE.1", "DE.2"}},
		},
		{
			"her later word parts, and who belongs to one goes along",
			domain.Evidence{
				Moves: []domain.Move{moved("", "DE.2", "", "DE.3", 1)},
				Words: []domain.Word{said("DE.1", "DE.2", true, 5), said("DE.1", "DE.3", false, 6)},
			},
			[][]string{{"DE.1", "DE.2"}, {"DE.3"}},
		},
		{
			"of one moment, that two are one goes before that two are not",
			domain.Evidence{Words: []domain.Word{said("DE.1", "DE.2", true, 5), said("DE.1", "DE.2", false, 5)}},
			[][]string{{"DE.1", "DE.2"}},
		},
		{
			"WhatsApp's later word outdoes hers, its earlier one does not",
			domain.Evidence{
				Moves: []domain.Move{moved("", "DE.1", "", "DE.2", 7), moved("", "DE.3", "", "DE.4", 3)},
				Words: []domain.Word{said("DE.1", "DE.2", false, 5), said("DE.3", "DE.4", false, 5)},
			},
			[][]string{{"DE.1", "DE.2"}, {"DE.3"}, {"DE.4"}},
		},
		{
			"kept apart round a corner",
			domain.Evidence{
				Moves: []domain.Move{moved("", "DE.1", "", "DE.2", 1), moved("", "DE.2", "", "DE.3", 2)},
				Words: []domain.Word{said("DE.1", "DE.3", false, 5)},
			},
			[][]string{{"DE.1"}, {"DE.2", "DE.3"}},
		},
		{
			"a number in use that an id has taken over",
			domain.Evidence{
				Together: []domain.Together{together("+1", "DE.1", 1)},
				Nodes:    []domain.Node{{Phone: "+1"}, {Phone: "+3"}, {UserID: "DE.1"}},
			},
			[][]string{{"+3"}, {"DE.1"}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, groups(tt.ev)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestNobodyHasANode(t *testing.T) {
	t.Parallel()
	p := domain.Divide(domain.Evidence{})
	if n := p.Owner(domain.Identity{Username: "a", ParentID: "P"}, dayOf(0)); n != (domain.Node{Other: "P/a"}) {
		t.Errorf("node = %+v", n)
	}
}

// TestPersonsWithoutAWordStayApart: however numbers go round, two user ids are
// one person only if moves connect them, and the order of evidence is all one.
func TestPersonsWithoutAWordStayApart(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		pick := func(label string, n int) int { return rapid.IntRange(0, n-1).Draw(t, label) }
		var e domain.Evidence
		for range pick("together", 10) {
			e.Together = append(e.Together, together(fmt.Sprint("+", pick("phone", 3)), fmt.Sprint("DE.", pick("user", 4)), pick("day", 400)))
		}
		for i, g := range groups(e) {
			if len(g) != 1 {
				t.Errorf("group %d without any word: %v", i, g)
			}
		}
		for range pick("moves", 4) {
			e.Moves = append(e.Moves, moved(
				fmt.Sprint("+", pick("phone", 3)), "", fmt.Sprint("+", pick("phone", 3)), fmt.Sprint("DE.", pick("user", 4)), pick("day", 400)))
		}
		end := func(label string) domain.End {
			id := domain.Identity{UserID: fmt.Sprint("DE.", pick(label, 4))}
			if pick(label+" by number", 2) == 1 {
				id = domain.Identity{Phone: fmt.Sprint("+", pick(label+" number", 3))}
			}
			return domain.End{Identity: id, At: dayOf(pick(label+" day", 400))}
		}
		for range pick("words", 5) {
			e.Words = append(e.Words, domain.Word{A: end("a"), B: end("b"), Same: pick("same", 2) == 1, At: dayOf(pick("said on", 400))})
		}
		other := domain.Evidence{
			Together: rapid.Permutation(e.Together).Draw(t, "order of together"),
			Moves:    rapid.Permutation(e.Moves).Draw(t, "order of moves"),
			Words:    rapid.Permutation(e.Words).Draw(t, "order of words"),
		}
		if n := len(other.Words); n > 0 { // read twice, as from both ends, and the other way round
			again := other.Words[n-1]
			again.A, again.B = again.B, again.A
			other.Words = append(other.Words, again)
		}
		if diff := cmp.Diff(groups(e), groups(other)); diff != "" {
			t.Errorf("the order matters:\n%s", diff)
		}
	})
}
