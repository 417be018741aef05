package tui_test

import (
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// TestPersonSheetSaysWhatIsOwed: that data rest, and what was asked for; what was
// answered no more.
func TestPersonSheetSaysWhatIsOwed(t *testing.T) {
	t.Parallel()
	day := func(n int) time.Time { return time.Date(2026, 11, n, 0, 0, 0, 0, time.UTC) }
	owed := func(d *fakeDesk) {
		known(d)
		s := d.sheet(2)
		s.Restriction = domain.Restriction{On: true, Since: day(20)}
		s.Requests = []domain.Request{
			{ID: 1, Kind: domain.RequestAccess, Due: day(1)},
			{ID: 2, Kind: domain.RequestErasure, Due: day(30).AddDate(0, 0, 20)},
			{ID: 3, Kind: domain.RequestObjection, Due: day(1), Done: day(2)},
		}
	}
	for _, size := range [][2]int{{120, 60}, {80, 24}} {
		r := toLuca(newRig(t, size[0], size[1], owed))
		if size[0] < 110 {
			r.press("w")
			r.wants("eingeschränkt seit Fr 20.11.2026", "Frist war So 01.11.2026", "Frist So 20.12.2026")
		}
		r.wants("eingeschränkt seit", "Auskunft überfällig", "Löschung erbeten")
		r.lacks("Widerspruch")
	}
}

// TestDaysAreWrittenInOneWay: a day with its year reads like one without, whatever it
// is about.
func TestDaysAreWrittenInOneWay(t *testing.T) {
	t.Parallel()
	for lang, want := range map[string]struct{ expired, today string }{
		"de": {"31.10.2026", "Mo 23.11.2026"}, "en": {"31/10/2026", "Mon 23/11/2026"},
	} {
		english := func(o *tui.Options) { o.Lang = lang }
		answers := newRig(t, 120, 40, prepared, english)
		answers.press("f", "down", "down", "down")
		answers.wants(want.expired)
		rests := newRig(t, 120, 40, func(d *fakeDesk) {
			d.morning()
			d.sheet(1).Restriction = domain.Restriction{On: true, Since: monday}
		}, english)
		rests.press("w", "D")
		rests.wants(want.today)
		old := newRig(t, 120, 40, func(d *fakeDesk) {
			d.morning()
			d.threads[1][0].At = monday.AddDate(-2, 0, 0)
		}, english)
		old.seek("altenpflege")
		old.wants(map[string]string{"de": "23.11.2024", "en": "23/11/2024"}[lang])
	}
}
