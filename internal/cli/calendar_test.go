package cli

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/hours"
	"sprechstunde/internal/i18n"
)

// maja has two slots a day, a question round, and is away in summer.
func majasHours() config.Hours {
	h := demoHours()
	h.Rounds = []config.Round{{Date: "2026-09-19", From: "10:00", To: "11:30", Topic: "Pflege"}} // a Saturday
	h.Free = []config.Free{{Date: "2026-12-28", Note: "Betriebsruhe"}}
	h.Absences = []config.Absence{{From: "2026-07-20", To: "2026-08-07", Deputy: "Tom"}}
	return h
}

func TestAgendaOf(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	at := func(text string) time.Time {
		x, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	slot := func(name, day, from, to string) domain.SlotTime {
		return domain.SlotTime{Name: name, Begin: at(day + " " + from), End: at(day + " " + to)}
	}
	round := slot("Pflege", "2026-09-19", "10:00", "11:30")
	round.Topic = "Pflege"
	cal := hours.New(planOf(majasHours(), zone))
	for _, want := range []domain.Agenda{
		{
			At: at("2026-09-17 15:45"), Open: true, OpenUntil: at("2026-09-17 18:00"), Overdue: at("2026-09-16 00:00"),
			Slot: slot("Nachmittag", "2026-09-17", "15:30", "16:00"), Next: slot("Morgen", "2026-09-18", "09:00", "09:45"),
		},
		{At: at("2026-09-18 18:01"), Overdue: at("2026-09-18 00:00"), Next: round}, // no whole day off until the round
		{At: at("2026-09-19 11:00"), Overdue: at("2026-09-18 00:00"), Slot: round, Next: slot("Morgen", "2026-09-21", "09:00", "09:45"), Gap: true},
		{
			At: at("2026-07-20 09:10"), Absent: true, Deputy: "Tom", BackOn: at("2026-08-08 00:00"), Gap: true,
			Overdue: at("2026-07-17 00:00"), Next: slot("Morgen", "2026-08-10", "09:00", "09:45"),
		},
		{
			At: at("2026-12-25 12:00"), Holiday: "1. Weihnachtstag", Gap: true, Overdue: at("2026-12-24 00:00"),
			Next: slot("Morgen", "2026-12-29", "09:00", "09:45"),
		},
		{
			At: at("2026-12-28 12:00"), Free: true, Note: "Betriebsruhe", Gap: true, Overdue: at("2026-12-24 00:00"),
			Next: slot("Morgen", "2026-12-29", "09:00", "09:45"),
		},
	} {
		if diff := cmp.Diff(want, agendaOf(cal, want.At)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", want.At, diff)
		}
	}
}

// TestNobodyIsPutOffToAFarQuestionRound: without other slots the next working
// day is what tomorrow means.
func TestNobodyIsPutOffToAFarQuestionRound(t *testing.T) {
	t.Parallel()
	h := majasHours()
	h.Slots = nil
	cal := hours.New(planOf(h, time.UTC))
	now := time.Date(2026, 5, 11, 12, 0, 0, 0, time.UTC) // four months before the round
	want := []domain.Moment{
		{Kind: domain.MomentSlot, Name: "Pflege", At: time.Date(2026, 9, 19, 10, 0, 0, 0, time.UTC)},
		{Kind: domain.MomentTomorrow, At: time.Date(2026, 5, 12, 9, 0, 0, 0, time.UTC)},
		{Kind: domain.MomentMonday, At: time.Date(2026, 5, 18, 9, 0, 0, 0, time.UTC)},
	}
	if diff := cmp.Diff(want, momentsOf(cal, now)); diff != "" {
		t.Error(diff)
	}
}

// TestWithoutSlotsSheIsBackOnAWorkingDay: an absence ends on a Friday, and nobody
// is there on the Saturday behind it, nor on a holiday.
func TestWithoutSlotsSheIsBackOnAWorkingDay(t *testing.T) {
	t.Parallel()
	h := majasHours()
	h.Slots, h.Rounds = nil, nil
	h.Absences = append(h.Absences, config.Absence{From: "2026-03-30", To: "2026-04-02"}, config.Absence{From: "2026-05-11", To: "2026-05-12"})
	cal := hours.New(planOf(h, time.UTC))
	for at, want := range map[time.Time]string{
		time.Date(2026, 7, 21, 10, 0, 0, 0, time.UTC): "Montag, 10. August",
		time.Date(2026, 4, 1, 10, 0, 0, 0, time.UTC):  "Dienstag, 7. April", // over Easter
		time.Date(2026, 5, 11, 10, 0, 0, 0, time.UTC): "Mittwoch, 13. Mai",
	} {
		if got := dayOf(i18n.For("de"), cal, at).Back; got != want {
			t.Errorf("absent at %s: back on %q, want %q", at, got, want)
		}
	}
}
