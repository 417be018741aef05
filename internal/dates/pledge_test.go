package dates_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"sprechstunde/internal/dates"
)

func TestPledge(t *testing.T) {
	t.Parallel()
	now := friday(t)
	for text, want := range map[string]string{
		"Ich melde mich am Montag.":         "11-23 Ich melde mich am Montag.",
		"ich meld mich am montag bei dir":   "11-23 ich meld mich am montag bei dir",
		"schick ich dir morgen":             "11-21 schick ich dir morgen",
		"Das schicke ich dir am 24.11. zu.": "11-24 Das schicke ich dir am 24.11. zu.",
		"bis Freitag bekommst du Bescheid":  "11-27 bis Freitag bekommst du Bescheid",
		"Du hörst am Dienstag von mir":      "11-24 Du hörst am Dienstag von mir",
		"Melde mich Montag!":                "11-23 Melde mich Montag!",
		"Ok, schicke dir den Link morgen.":  "11-21 Ok, schicke dir den Link morgen.",
		"Hallo Lea, schön! Ich frage nach und melde mich am Montag bei dir. Liebe Grüße": "11-23 Ich frage nach und melde mich am Montag bei dir.",
		"Ich werde dir am 3. Dezember die Unterlagen schicken":                           "12-03 Ich werde dir am 3. Dezember die Unterlagen schicken",
		"Ich kläre das bis Mittwoch.":                                                    "11-25 Ich kläre das bis Mittwoch.",
		"Ich klaere das bis Mittwoch.":                                                   "11-25 Ich klaere das bis Mittwoch.",
		"Morgen rufe ich dort an.":                                                       "11-21 Morgen rufe ich dort an.",
		"Wir melden uns nächste Woche bei dir.":                                          "11-23 Wir melden uns nächste Woche bei dir.",
		"Ich melde mich heute Abend noch mal":                                            "11-20 Ich melde mich heute Abend noch mal",
		"Am Montag, wenn die Kollegin da ist, frage ich sie.":                            "11-23 Am Montag, wenn die Kollegin da ist, frage ich sie.",
		"Sobald ich am Montag im Büro bin, schicke ich dir den Link":                     "11-23 Sobald ich am Montag im Büro bin, schicke ich dir den Link",
		"Morgen bin ich weg, am Montag melde ich mich":                                   "11-23 Morgen bin ich weg, am Montag melde ich mich",
		"Bis Donnerstag hast du eine Antwort":                                            "11-26 Bis Donnerstag hast du eine Antwort",
		"I'll get back to you on Monday":                                                 "11-23 I'll get back to you on Monday",
		"I’ll send it tomorrow.":                                                         "11-21 I’ll send it tomorrow.",
		"We will let you know by Friday":                                                 "11-27 We will let you know by Friday",
		"You'll hear from me on Tuesday":                                                 "11-24 You'll hear from me on Tuesday",
		"ICH MELDE MICH AM MONTAG":                                                       "11-23 ICH MELDE MICH AM MONTAG",
		"Ich gebe dir in drei Tagen Bescheid":                                            "11-23 Ich gebe dir in drei Tagen Bescheid",
		"Ich schau morgen nach.\nLG Maja":                                                "11-21 Ich schau morgen nach.",

		"":                        "",
		"melde dich am Montag":    "",
		"Melde dich bis Freitag!": "",
		"Schick mir das bis Montag, dann schaue ich es an":                          "",
		"Schau nach dem Startdatum und schick deine Bewerbung noch diese Woche ab.": "",
		"Frag morgen mal in der Schule nach":                                        "",
		"Ruf mich morgen an":                                                        "",
		"Kannst du mir das bis Montag schicken?":                                    "",
		"Soll ich mich am Montag melden?":                                           "",
		"Ich melde mich.":                                                           "",
		"Der Infotag ist am Montag.":                                                "",
		"Ich bin am Montag im Urlaub":                                               "",
		"Ich freue mich auf Montag!":                                                "",
		"Ich kann mich am Montag nicht melden":                                      "",
		"Ich melde mich nicht vor Montag":                                           "",
		"Ich habe dir am Montag geschrieben":                                        "",
		"Ich habe mich am 1.11. gemeldet":                                           "",
		"Ich schicke dir den Link zum Infotag, der am Montag stattfindet":           "",
		"Ich schicke dir den Link, weil am Montag Infotag ist":                      "",
		"Wenn du dich am Montag meldest, schaue ich nach":                           "",
		"Bis Freitag hast du Zeit":                                                  "",
		"Du kannst am Montag vorbeikommen":                                          "",
		"Ich hoffe, du meldest dich am Montag":                                      "",
		"Ich schreibe montags":                                                      "",
		"Write me on Monday":                                                        "",
		"You can call on Monday":                                                    "",
		"I won't call on Monday":                                                    "",
		"If you write on Monday, I'll answer":                                       "",
		"I was there on Monday":                                                     "",
		"Guten Morgen, ich schicke dir hier den Link":                               "",
		"Ich melde mich am 24.10.":                                                  "",
	} {
		p, ok := dates.Pledge(text, now)
		got := ""
		if ok {
			got = short(p.Day) + " " + p.Words
		}
		if got != want {
			t.Errorf("%q promises %q, want %q", text, got, want)
		}
	}
}

// TestTakesTimeByLength: a long text must not take much longer than its length
// asks for.
func TestTakesTimeByLength(t *testing.T) {
	now := friday(t)
	for _, piece := range []string{"am Montag ", "1.", "1.1.", "ich melde mich am 24.11. ", "ich ", "a\u0308", "24. ", ", ", "https://", "@", "nächste Woche am ", "wenn du, ", "\xff"} {
		short, long := took(strings.Repeat(piece, 100), now), took(strings.Repeat(piece, 2000), now)
		if long > 100*short+100*time.Millisecond {
			t.Errorf("%q: %v for 100, %v for 2,000", piece, short, long)
		}
	}
}

func took(text string, now time.Time) time.Duration {
	best := time.Hour
	for range 3 {
		begin := time.Now()
		dates.ValidUntil(text, now)
		dates.Pledge(text, now)
		best = min(best, time.Since(begin))
	}
	return best
}

func FuzzDates(f *testing.F) {
	for _, text := range []string{
		"am 24.11.2026", "24. November", "nächsten Dienstag", "Ich melde mich am Montag, den 7.12.!", "2026-11-24", "tomorrow", "29.2.", "von heute auf morgen", "Montag bis Freitag 8.30",
	} {
		f.Add(text, int64(1_795_000_000))
	}
	zone := berlin(f)
	f.Fuzz(func(t *testing.T, text string, at int64) {
		now := time.Unix(at%8_000_000_000, 0).In(zone)
		last := 0
		for _, d := range dates.In(text, now) {
			if d.Start < last || d.End <= d.Start || d.End > len(text) || utf8.ValidString(text) && !utf8.ValidString(text[d.Start:d.End]) {
				t.Fatalf("%q: a day stands at %d to %d", text, d.Start, d.End)
			}
			if h, m, s := d.Day.Clock(); h+m+s != 0 && d.Day.Year() > 1980 {
				t.Fatalf("%q: a day begins at %v", text, d.Day)
			}
			last = d.End
		}
		if until := dates.ValidUntil(text, now); !until.IsZero() && !until.After(now) {
			t.Fatalf("%q read at %v is valid until %v", text, now, until)
		}
		if p, ok := dates.Pledge(text, now); ok && !strings.Contains(text, p.Words) {
			t.Fatalf("%q: the promise %q is not in it", text, p.Words)
		}
	})
}
