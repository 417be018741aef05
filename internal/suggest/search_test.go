package suggest_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/suggest"
)

func TestSearchRanks(t *testing.T) {
	t.Parallel()
	uses := []domain.Use{{Key: "fsj", Question: "kann ich im tierheim helfen?"}, {Key: "gone", Question: "tierheim"}}
	shelf := suggest.New(small(), uses, today)
	for typed, want := range map[string][]string{
		"pflege":         {"pflege-hauptschule", "pflege", "vorstellung", "messe"}, // a whole word comes first; a block, and what has expired, last
		"pfle haupt":     {"pflege-hauptschule"},
		"haupt pfle":     {"pflege-hauptschule"},
		"schulabschluss": {"pflege-hauptschule"}, // inside a word
		"verdienst":      {"gehalt"},
		"gehalt":         {"gehalt"},          // key
		"kanal":          {"anruf", "stimme"}, // topic
		"FREIWILLIGEN":   {"fsj"},
		"Begrüssung":     {"hallo"},
		"begruess":       {"hallo"},
		"begruss":        {"hallo"},
		"euro":           {"gehalt"},                       // body
		"freiwillig.exa": {"fsj"},                          // link
		"krankenschwes":  {"pflege"},                       // how people ask
		"tierheim":       {"fsj"},                          // an earlier question
		"soziaels":       {"fsj"},                          // mistyped in the title
		"altenhiem":      {"pflege"},                       // mistyped elsewhere
		"pflgausb":       {"pflege", "pflege-hauptschule"}, // letters with gaps
		"pflege euro":    nil,                              // not in one answer
		"team":           nil,                              // the name of a placeholder
		"xyzzy":          nil,
	} {
		if diff := cmp.Diff(want, keys(shelf.Search(suggest.Question{}, typed, 0))); diff != "" {
			t.Errorf("%q: %s", typed, diff)
		}
	}
}

func TestSearchTakesTheBeginningOfAWordBeforeEverything(t *testing.T) {
	t.Parallel()
	shelf := shelfOf(
		domain.Answer{Key: "a", Title: "Ganz anderes", Body: "wohnen und wieder wohnen", Topic: "Leben"},
		domain.Answer{Key: "b", Title: "Ganz anderes", Topic: "Wohnen"},
		domain.Answer{Key: "bewohnen", Title: "Ganz anderes"},
		domain.Answer{Key: "c", Title: "Bewohner"},
		domain.Answer{Key: "d", Title: "Wie du wohnst"},
		domain.Answer{Key: "e", Title: "Wohnheim"},
		domain.Answer{Key: "f", Title: "Wohn dich frei"},
	)
	got := keys(shelf.Search(suggest.Question{}, "wohn", 0))
	if diff := cmp.Diff([]string{"f", "e", "d", "c", "bewohnen", "b", "a"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestSearchMarksWhatMatchedInTheTitle(t *testing.T) {
	t.Parallel()
	shelf := suggest.New(small(), nil, today)
	for typed, want := range map[string]string{
		"pflegeaus": "Pflegeaus",
		"gru":       "grü",
		"gruess":    "grüß", // ss is marked as the one letter it is
		"jahr frei": "FreiJahr",
		"soziaels":  "Soziales",
		"fsjfs":     "",
	} {
		got := shelf.Search(suggest.Question{}, typed, 1)
		if want == "" {
			continue
		}
		if len(got) != 1 {
			t.Errorf("%q is not found", typed)
			continue
		}
		if marked := lettersAt(got[0].Answer.Title, got[0].Marks); marked != want {
			t.Errorf("%q marks %q, want %q", typed, marked, want)
		}
		if got[0].Because[0].Kind != domain.BecauseSearched {
			t.Errorf("%q: because %v", typed, got[0].Because)
		}
	}
}

func lettersAt(title string, marks []int) string {
	var out strings.Builder
	for i, r := range title {
		if slices.Contains(marks, i) {
			out.WriteRune(r)
		}
	}
	return out.String()
}

func TestSearchForNothingListsEverything(t *testing.T) {
	t.Parallel()
	shelf := suggest.New(small(), nil, today)
	got := keys(shelf.Search(asks("was verdient man?"), "  ", 0))
	want := []string{"gehalt", "fsj", "pflege", "pflege-hauptschule", "hallo", "danke", "anruf", "stimme", "vorstellung", "messe"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := keys(shelf.Search(suggest.Question{}, "", 2)); len(got) != 2 {
		t.Errorf("asked for two, got %v", got)
	}
}

func TestSearchPrefersWhatFitsTheQuestion(t *testing.T) {
	t.Parallel()
	shelf := shelfOf(
		domain.Answer{Key: "a", Title: "Praktikum", Body: "In der Küche."},
		domain.Answer{Key: "b", Title: "Praktikum", Body: "In der Kita."},
	)
	if got := keys(shelf.Search(asks("praktikum in der kita"), "prak", 1)); got[0] != "b" {
		t.Errorf("got %v", got)
	}
}

func FuzzSearch(f *testing.F) {
	shelf := suggest.New(small(), nil, today)
	for _, s := range []string{"", "pflege", "grü\u0308", "\xff", "a'b", "ß", "ue", "-", "haupt pfl"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		for _, s := range shelf.Search(asks(typed), typed, 0) {
			if !slices.IsSorted(s.Marks) {
				t.Errorf("%q: marks %v", typed, s.Marks)
			}
			for _, m := range s.Marks {
				if m < 0 || m >= len(s.Answer.Title) {
					t.Errorf("%q: mark %d in %q", typed, m, s.Answer.Title)
				}
			}
		}
	})
}
