package domain_test

import (
	"testing"
	"time"

	"sprechstunde/internal/domain"
)

// TestKeeping: when what is kept of a person goes, and why.
func TestKeeping(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	on := func(day string) time.Time {
		at, err := time.ParseInLocation("2006-01-02 15:04", day, zone)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	now := on("2026-03-01 09:00")
	given := domain.Consent{Kind: domain.ConsentGiven, Purpose: domain.PurposePool, At: on("2026-01-01 10:00")}
	until := given
	until.Until = on("2027-01-01 10:00")
	withdrawn := domain.Consent{Kind: domain.ConsentWithdrawn, Purpose: domain.PurposePool, At: on("2026-02-01 10:00")}
	stop := domain.Consent{Kind: domain.ConsentStop, At: on("2026-02-01 10:00")}
	periods := domain.Periods{Days: 90, Stages: map[string]int{"bewerbung": 180, "pool": 0}}
	for name, tc := range map[string]struct {
		l      domain.Lasting
		reason domain.KeepReason
		due    string
	}{
		"advice":               {domain.Lasting{Contact: on("2026-02-01 23:59")}, domain.KeepPeriod, "2026-05-02"},
		"over the clock":       {domain.Lasting{Contact: on("2026-03-01 00:00")}, domain.KeepPeriod, "2026-05-30"},
		"an applicant":         {domain.Lasting{Stage: "bewerbung", Contact: on("2026-02-01 10:00")}, domain.KeepPeriod, "2026-07-31"},
		"from the end on":      {domain.Lasting{Stage: "bewerbung", Contact: on("2026-01-01 10:00"), Staged: on("2026-02-01 10:00")}, domain.KeepPeriod, "2026-07-31"},
		"a stage without end":  {domain.Lasting{Stage: "pool", Contact: on("2020-02-01 10:00")}, domain.KeepForever, ""},
		"held":                 {domain.Lasting{Contact: on("2020-02-01 10:00"), Held: true}, domain.KeepHeld, ""},
		"held beats the pool":  {domain.Lasting{Contact: on("2020-02-01 10:00"), Held: true, Log: domain.ConsentLog{until}}, domain.KeepHeld, ""},
		"pool":                 {domain.Lasting{Contact: on("2020-02-01 10:00"), Log: domain.ConsentLog{given}}, domain.KeepPool, ""},
		"pool until":           {domain.Lasting{Contact: on("2026-02-01 10:00"), Log: domain.ConsentLog{until}}, domain.KeepPool, "2027-01-01"},
		"pool after a stop":    {domain.Lasting{Contact: on("2026-02-01 10:00"), Log: domain.ConsentLog{until, stop}}, domain.KeepPool, "2027-01-01"},
		"pool withdrawn":       {domain.Lasting{Contact: on("2026-02-01 10:00"), Log: domain.ConsentLog{until, withdrawn}}, domain.KeepPeriod, "2026-05-02"},
		"postponed":            {domain.Lasting{Contact: on("2026-02-01 10:00"), Later: on("2026-06-01 10:00"), Why: "Klage"}, domain.KeepPostponed, "2026-06-01"},
		"postponed too little": {domain.Lasting{Contact: on("2026-02-01 10:00"), Later: on("2026-03-10 10:00")}, domain.KeepPeriod, "2026-05-02"},
		"long gone":            {domain.Lasting{Contact: on("2019-02-01 10:00")}, domain.KeepPeriod, "2019-05-02"},
	} {
		k := periods.Keeping(tc.l, now)
		due := ""
		if !k.Due.IsZero() {
			due = k.Due.Format("2006-01-02")
		}
		if k.Reason != tc.reason || due != tc.due || k.Reason == domain.KeepPostponed && k.Why != tc.l.Why {
			t.Errorf("%s: %+v", name, k)
		}
	}
}

// TestLeaves: on its day if it was foretold for a week, else a week after; and
// anew when the day moves.
// TestQuietLeavesNobodyOut: whoever had contact since is not due soon, in any
// stage, at any hour, over both changes of the clock.
func TestQuietLeavesNobodyOut(t *testing.T) {
	t.Parallel()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []domain.Periods{{Days: 90}, {Days: 30, Stages: map[string]int{"a": 90, "b": 0}}, {Stages: map[string]int{"a": 1, "b": 40}}, {Days: 15, Stages: map[string]int{"a": 14}}, {}} {
		for hour := range 365 * 24 {
			now := time.Date(2026, 1, 1, hour, 59, 0, 0, berlin)
			quiet := p.Quiet(now)
			for _, stage := range []string{"", "a", "b"} {
				k := p.Keeping(domain.Lasting{Stage: stage, Contact: quiet}, now)
				if !k.Due.IsZero() && k.Due.Before(now.Add(domain.ForeseenFor)) {
					t.Fatalf("%+v at %s: quiet since %s, but stage %q is due on %s", p, now, quiet, stage, k.Due)
				}
			}
		}
	}
}

func TestLeaves(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 5, 2, 0, 0, 0, 0, time.UTC)
	told := func(days int) domain.Lasting {
		return domain.Lasting{Due: day, Told: day.AddDate(0, 0, -days).Add(20 * time.Hour)}
	}
	for name, tc := range map[string]struct {
		l        domain.Lasting
		due, now time.Time
		want     time.Time
	}{
		"told a week before": {told(7), day, day.Add(-time.Hour), day},
		"told long before":   {told(14), day, day, day},
		"told too late":      {told(5), day, day, day.AddDate(0, 0, 2)},
		"moved":              {told(14), day.AddDate(0, 0, 1), day, day.AddDate(0, 0, 7)},
		"overdue, not told":  {domain.Lasting{}, day.AddDate(-1, 0, 0), day.Add(9 * time.Hour), day.AddDate(0, 0, 7)},
		"far away":           {domain.Lasting{}, day.AddDate(0, 0, 80), day, day.AddDate(0, 0, 80)},
		"never":              {domain.Lasting{}, time.Time{}, day, time.Time{}},
	} {
		if got := tc.l.Leaves(tc.due, tc.now); !got.Equal(tc.want) {
			t.Errorf("%s: %s, want %s", name, got, tc.want)
		}
	}
}

// TestConsentLog: of two lines of one moment the one that asks for less counts.
func TestConsentLog(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 5, 2, 0, 0, 0, 0, time.UTC)
	log := domain.ConsentLog{
		{Kind: domain.ConsentStop, At: at.Add(time.Hour)},
		{Kind: domain.ConsentStart, At: at.Add(time.Hour)},
		{Kind: domain.ConsentGiven, Purpose: domain.PurposeNews, At: at, Until: at.AddDate(0, 0, 2)},
	}
	log.Sort()
	if !log.Stopped() {
		t.Error("not stopped")
	}
	if _, live := log.Live(domain.PurposeNews, at.Add(2*time.Hour)); live {
		t.Error("news after a stop")
	}
	if _, live := log[:1].Live(domain.PurposeNews, at.Add(2*time.Hour)); !live {
		t.Error("no consent while it holds")
	}
	if _, live := log[:1].Live(domain.PurposeNews, at.AddDate(0, 0, 2)); live {
		t.Error("consent after its end")
	}
	if log[:1].Stopped() || log.Noticed("1") {
		t.Error("said what was not")
	}
}

// TestNoConsentOfAChildHolds until the adviser knows better.
func TestNoConsentOfAChildHolds(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	given := domain.Consent{Kind: domain.ConsentGiven, Purpose: domain.PurposePool, At: day}
	child := domain.Consent{Kind: domain.ConsentChild, At: day.Add(time.Hour)}
	grown := domain.Consent{Kind: domain.ConsentGrown, At: day.Add(2 * time.Hour)}
	for _, tc := range []struct {
		log         domain.ConsentLog
		child, live bool
	}{
		{domain.ConsentLog{given}, false, true},
		{domain.ConsentLog{given, child}, true, false},
		{domain.ConsentLog{child, given}, true, false},
		{domain.ConsentLog{given, child, grown}, false, true},
		{domain.ConsentLog{grown, child, given}, false, true}, // in the order in which they were said
	} {
		tc.log.Sort()
		_, live := tc.log.Live(domain.PurposePool, day.Add(24*time.Hour))
		if got := tc.log.Child(); got != tc.child || live != tc.live {
			t.Errorf("%+v: child %v, holds %v", tc.log, got, live)
		}
	}
}
