package domain_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
)

func TestRecipientOf(t *testing.T) {
	t.Parallel()
	list := []domain.Recipient{
		{Key: "stuttgart", Name: "Tom Weber", Place: "Stuttgart", Region: "Baden-Württemberg"},
		{Key: "ulm", Name: "Tomke Ahrens", Place: "Ulm", Region: "Baden-Württemberg"},
		{Key: "tom", Name: "Haus Tom", Place: "Essen", Region: "NRW"},
	}
	for typed, want := range map[string]string{
		"stuttgart": "stuttgart", " ULM ": "ulm", "tom": "tom", "weber": "stuttgart", "nrw": "tom", // a key wins over names
		"baden": "", "": "", " ": "", "nobody": "",
	} {
		r, ok := domain.RecipientOf(list, typed)
		if r.Key != want || ok != (want != "") {
			t.Errorf("%q: %q, %v", typed, r.Key, ok)
		}
	}
}

func TestInDistress(t *testing.T) {
	t.Parallel()
	begin := time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)
	at := func(hours float64, text string) domain.Message {
		return domain.Message{At: begin.Add(time.Duration(hours * float64(time.Hour))), Crisis: text == "mark", Content: domain.Content{Text: text}}
	}
	hints := func(m domain.Message) bool { return strings.HasPrefix(m.Content.Text, "hint") }
	for name, tt := range map[string]struct {
		list   []domain.Message
		marked bool
		want   []bool
	}{
		"nothing":                           {[]domain.Message{at(0, "a"), at(1, "b")}, false, []bool{false, false}},
		"the words before it stay":          {[]domain.Message{at(0, "a"), at(1, "hint"), at(2, "b")}, false, []bool{false, true, true}},
		"a day after it":                    {[]domain.Message{at(0, "hint"), at(24, "a"), at(24.01, "b")}, false, []bool{true, true, false}},
		"the last hint counts":              {[]domain.Message{at(0, "hint"), at(20, "hint"), at(40, "a"), at(45, "b")}, false, []bool{true, true, true, false}},
		"twice":                             {[]domain.Message{at(0, "hint"), at(50, "a"), at(100, "hint")}, false, []bool{true, false, true}},
		"her own mark, taken back since":    {[]domain.Message{at(0, "mark"), at(50, "a")}, false, []bool{true, false}},
		"her own mark, and all that follow": {[]domain.Message{at(0, "a"), at(1, "mark"), at(500, "b")}, true, []bool{false, true, true}},
		"released hint, a new mark":         {[]domain.Message{at(0, "hint"), at(50, "a"), at(60, "mark"), at(500, "b")}, true, []bool{true, false, true, true}},
	} {
		if got := domain.InDistress(tt.list, tt.marked, hints); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}
