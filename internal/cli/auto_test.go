package cli

import (
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/auto"
	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
)

// TestAutomaticWords: the texts of the demo's configuration name the next slot
// as people speak, also over weekends, holidays and both changes of the clock.
func TestAutomaticWords(t *testing.T) {
	t.Parallel()
	cfg := config.Default()
	cfg.Adviser = config.Adviser{Name: "Maja", Team: "Berufsberatung der Diakonie"}
	cfg.Hours = demoHours()
	cfg.Hours.Absences = []config.Absence{{From: "2026-12-21", To: "2027-01-01", Deputy: "Tom"}}
	cfg.Auto.On = true
	zone := cfg.Location()
	cal, err := calendarOf(cfg)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ lang, at, want string }{
		{"de", "2026-11-23 20:15", "Maja ist morgen ab 9 Uhr wieder im Chat"},
		{"de", "2026-11-23 00:15", "Maja liest sie heute ab 9 Uhr"},
		{"de", "2026-11-23 12:00", "Maja liest sie heute ab 15:30 Uhr"},
		{"de", "2026-11-20 19:00", "Maja antwortet dir am Montag ab 9 Uhr."},
		{"de", "2026-11-22 23:00", "Maja antwortet dir morgen ab 9 Uhr."},
		{"de", "2026-05-13 19:00", "Über die freien Tage ruht der Chat; Maja antwortet dir am Freitag ab 9 Uhr."},
		{"de", "2026-10-24 23:30", "Maja antwortet dir am Montag ab 9 Uhr."},
		{"de", "2026-10-25 02:30", "Maja antwortet dir morgen ab 9 Uhr."},
		{"de", "2026-03-28 23:30", "Maja antwortet dir am Montag ab 9 Uhr."},
		{"de", "2026-03-29 03:00", "Maja antwortet dir morgen ab 9 Uhr."},
		{"de", "2026-12-24 10:00", "ab Montag, 4. Januar wieder für dich da. Die Vertretung bis dahin hat Tom."},
		{"de", "2026-12-18 10:00", "ab Montag, 4. Januar wieder für dich da. Die Vertretung bis dahin hat Tom."},
		{"en", "2026-11-23 20:15", "Maja is back in the chat tomorrow from 09:00"},
		{"en", "2026-11-20 19:00", "Maja will answer you on Monday from 09:00."},
		{"en", "2026-12-24 10:00", "will be back on Monday, 4 January. Until then Tom stands in."},
	} {
		a := &App{texts: i18n.For(c.lang)}
		rules := a.automatic(cfg, cal)
		now, err := time.ParseInLocation("2006-01-02 15:04", c.at, zone)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := rules.Decide(auto.Case{
			Now: now.UTC(), Message: domain.Message{Kind: domain.KindText, Content: domain.Content{Text: "Hallo?"}, At: now},
			LastOut: now.AddDate(0, -1, 0), Sent: func(string) bool { return false },
		})
		if !ok || !strings.Contains(got.Text, c.want) {
			t.Errorf("%s %s: %q, want %q in it", c.lang, c.at, got.Text, c.want)
		}
	}
}

func TestAutomaticIsOffByDefault(t *testing.T) {
	t.Parallel()
	if rules := (&App{texts: i18n.For("de")}).automatic(config.Default(), nil); rules != nil {
		t.Errorf("got %v", rules)
	}
}
