package tui_test

import (
	"slices"
	"strings"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// TestThePageSaysHowLong somebody is kept, and what they want and have agreed to.
func TestThePageSaysHowLong(t *testing.T) {
	t.Parallel()
	stop := domain.Consent{Kind: domain.ConsentStop, At: monday}
	pool := domain.Consent{Kind: domain.ConsentGiven, Purpose: domain.PurposePool, At: monday, Until: monday.AddDate(0, 2, 0)}
	noticed := domain.Consent{Kind: domain.ConsentNotice, Version: "2", At: monday}
	in := func(days int) domain.Terms {
		day := monday.AddDate(0, 0, days)
		return domain.Terms{Keeping: domain.Keeping{Reason: domain.KeepPeriod, Due: day}, On: day}
	}
	for name, tc := range map[string]struct {
		terms        domain.Terms
		wants, lacks []string
	}{
		"a period": {in(41), []string{"löscht in 41 Tagen", "Datenschutzhinweis noch nicht gegeben"}, []string{"Stopp"}},
		"today":    {in(0), []string{"löscht heute"}, nil},
		"tomorrow": {in(1), []string{"löscht morgen"}, nil},
		"held":     {domain.Terms{Keeping: domain.Keeping{Reason: domain.KeepHeld}}, []string{"gesperrt, wird nicht gelöscht"}, []string{"löscht in"}},
		"stopped": {
			domain.Terms{Keeping: domain.Keeping{Reason: domain.KeepForever}, Log: domain.ConsentLog{noticed, stop}},
			[]string{"ohne Löschfrist", "hat Stopp geschrieben"},
			[]string{"noch nicht gegeben"},
		},
		"in the pool": {
			domain.Terms{Keeping: domain.Keeping{Reason: domain.KeepPool, Due: pool.Until}, On: pool.Until, Log: domain.ConsentLog{pool}},
			[]string{"(Einwilligung)", "eingewilligt: vorgemerkt bleiben, bis"},
			nil,
		},
		"nobody has looked": {domain.Terms{}, nil, []string{"Frist", "löscht"}},
	} {
		r := newRig(t, 120, 40, known, func(o *tui.Options) { o.Lang = "de" })
		r.d.notice = "2"
		r.d.sheet(luca).Terms = tc.terms
		toLuca(r).press("w")
		for _, w := range tc.wants {
			if !strings.Contains(r.screen(), w) {
				t.Errorf("%s: lacks %q:\n%s", name, w, r.screen())
			}
		}
		for _, w := range tc.lacks {
			if strings.Contains(r.screen(), w) {
				t.Errorf("%s: says %q", name, w)
			}
		}
	}
}

// TestTheDeskKnowsOfASession, so that nothing goes meanwhile, and tells at its
// beginning who goes within a week.
func TestTheDeskKnowsOfASession(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	for _, days := range []int{0, 7, 8} {
		r.d.leavings = append(r.d.leavings, domain.Leaving{On: monday.AddDate(0, 0, days)})
	}
	r.press("s")
	r.wants("In den nächsten 7 Tagen werden 2 Chats gelöscht: sprechstunde retention")
	if !slices.Equal(r.d.sitting, []bool{true}) {
		t.Fatalf("at its beginning: %v", r.d.sitting)
	}
	r.press("s", "enter")
	if !slices.Equal(r.d.sitting, []bool{true, false}) {
		t.Fatalf("at its end: %v\n%s", r.d.sitting, r.screen())
	}
}
