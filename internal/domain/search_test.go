package domain_test

import (
	"testing"
	"time"

	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
)

func TestParseSearch(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("MEZ", 3600)
	now := time.Date(2026, 11, 22, 9, 30, 0, 0, zone)
	on := func(year, month, day int) time.Time { return time.Date(year, time.Month(month), day, 0, 0, 0, 0, zone) }
	word := func(text string) domain.SearchWord { return domain.SearchWord{Text: text} }
	words := func(list ...domain.SearchWord) domain.Search { return domain.Search{Words: list} }
	for typed, want := range map[string]domain.Search{
		"":                       {},
		" \t ":                   {},
		"pflege kita":            words(word("pflege"), word("kita")),
		`"ich suche" was`:        words(domain.SearchWord{Text: "ich suche", Whole: true}, word("was")),
		`„ich suche“was`:         words(domain.SearchWord{Text: "ich suche", Whole: true}, word("was")),
		`"ich su`:                words(word("ich su")),
		`""`:                     {},
		"von:luca von:\"Ann M\"": {From: []string{"luca", "Ann M"}},
		"FROM:luca An:kim":       {From: []string{"luca"}, To: []string{"kim"}},
		"von: vor:":              {},
		"hat:datei pflege":       {Files: true, Words: []domain.SearchWord{word("pflege")}},
		"HAS:file hat:hunger":    {Files: true, Unread: []string{"hat:hunger"}},
		"vor:2026-10":            {Before: on(2026, 10, 1)},
		"vor:2026":               {Before: on(2026, 1, 1)},
		"before:2026-10-05":      {Before: on(2026, 10, 5)},
		"nach:2026-10-05":        {Since: on(2026, 10, 6)},
		"after:2026-10":          {Since: on(2026, 11, 1)},
		"seit:2026-10-05":        {Since: on(2026, 10, 5)},
		"since:5.10.2026":        {Since: on(2026, 10, 5)},
		"seit:5.10.26":           {Since: on(2026, 10, 5)},
		"seit:5.10.":             {Since: on(2026, 10, 5)},
		"seit:24.12.":            {Since: on(2025, 12, 24)},
		"seit:10.2026":           {Since: on(2026, 10, 1)},
		"seit:heute":             {Since: on(2026, 11, 22)},
		"vor:gestern":            {Before: on(2026, 11, 21)},
		"nach:today":             {Since: on(2026, 11, 23)},
		"seit:2026 seit:2026-03": {Since: on(2026, 3, 1)},
		"vor:2026 vor:2026-03":   {Before: on(2026, 1, 1)},
		"vor:202 x":              {Words: []domain.SearchWord{word("x")}, Unread: []string{"vor:202"}},
		"vor:31.2.2026":          {Unread: []string{"vor:31.2.2026"}},
		"vor:2026-13":            {Unread: []string{"vor:2026-13"}},
		"vor:0.10.2026":          {Unread: []string{"vor:0.10.2026"}},
		"vor:-":                  {Unread: []string{"vor:-"}},
		"label:pflege etikett:p": {Labels: []string{"pflege", "p"}},
		`stufe:"in Beratung" x`:  {Stages: []string{"in Beratung"}, Words: []domain.SearchWord{word("x")}},
		"https://x.example/?a=1": words(word("https://x.example/?a=1")),
	} {
		if diff := cmp.Diff(want, domain.ParseSearch(typed, now)); diff != "" {
			t.Errorf("%q: %s", typed, diff)
		}
	}
}

// FuzzParseSearch holds the parser to its promise: whatever is typed means
// something, and never more than was typed.
func FuzzParseSearch(f *testing.F) {
	for _, seed := range []string{"", `von:"`, `„“"`, "vor:9999-12-31 nach:31.12.", "a:b:c", "\xff:\xff", "von:\u2028x", "seit:..", "vor:--"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		s := domain.ParseSearch(typed, time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC))
		n := 0
		for _, w := range s.Words {
			n += len(w.Text)
			if w.Text == "" {
				t.Errorf("%q: an empty word", typed)
			}
		}
		if n > 3*len(typed) || s.Empty() && len(s.Words) > 0 {
			t.Errorf("%q: %+v", typed, s)
		}
	})
}
