package law_test

import (
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/law"
)

func TestEveryLawSaysWhereEverythingStands(t *testing.T) {
	t.Parallel()
	for _, name := range law.Names() {
		p := law.Of(name)
		if p.Name != name || p.Short == "" || p.Title == "" || p.Office == "" {
			t.Errorf("%s: %+v", name, p)
		}
		for _, topic := range law.Topics() {
			r := p.Ref(topic)
			if !strings.Contains(r.Text, p.Short) || strings.Contains(r.String(), law.Check) != r.Unsure {
				t.Errorf("%s, %s: %q", name, topic, r)
			}
		}
	}
}

// TestUnsurePlacesAreMarked: those that were not found in the law's own text.
func TestUnsurePlacesAreMarked(t *testing.T) {
	t.Parallel()
	want := map[law.Name][]law.Topic{
		law.DSGVO:  nil,
		law.DSGEKD: {law.Record, law.BreachOffice, law.BreachPeople},
		law.KDG:    {law.Minors, law.Record, law.BreachOffice, law.BreachPeople},
	}
	for name, topics := range want {
		marked := 0
		for _, topic := range law.Topics() {
			if law.Of(name).Ref(topic).Unsure {
				marked++
			}
		}
		for _, topic := range topics {
			if r := law.Of(name).Ref(topic).String(); !strings.HasSuffix(r, "[bitte prüfen]") {
				t.Errorf("%s, %s: %q is not marked", name, topic, r)
			}
		}
		if marked != len(topics) {
			t.Errorf("%s: %d places are marked, want %d", name, marked, len(topics))
		}
	}
}

func TestDue(t *testing.T) {
	t.Parallel()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for came, want := range map[string][3]string{ // due, extended, warn
		"2026-11-22": {"2026-12-22", "2027-02-22", "2026-12-12"},
		"2026-01-31": {"2026-02-28", "2026-04-30", "2026-02-20"},
		"2028-01-30": {"2028-02-29", "2028-04-30", "2028-02-19"},
		"2026-12-31": {"2027-01-31", "2027-03-31", "2027-01-20"},
		"2026-03-28": {"2026-04-28", "2026-06-28", "2026-04-17"}, // the clocks change in between
		"2026-11-30": {"2026-12-30", "2027-02-28", "2026-12-20"},
	} {
		day, err := time.ParseInLocation("2006-01-02", came, berlin)
		if err != nil {
			t.Fatal(err)
		}
		day = day.Add(23 * time.Hour)
		got := [3]string{law.Due(day).Format("2006-01-02"), law.Extended(day).Format("2006-01-02"), law.Warn(day).Format("2006-01-02")}
		if got != want {
			t.Errorf("%s: got %v, want %v", came, got, want)
		}
	}
}
