package desk_test

import (
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
)

// TestTheRestrictedGetNothingButOnPurpose: a red light stands before every send,
// and only who names it gets past.
func TestTheRestrictedGetNothingButOnPurpose(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	chat := s.chat()
	s.check(s.SetRestricted(t.Context(), chat.ID, true, "bestreitet die Richtigkeit"))
	r := domain.Reply{ChatID: chat.ID, To: chat.Contact.Address(), Text: "Ruf bitte an: 030 12345."}
	_, err := s.Send(t.Context(), r)
	reds := desk.StoppedBy(err)
	if len(reds) != 1 || reds[0].Rule != domain.RuleRestricted {
		t.Fatalf("got %v, reds %v", err, reds)
	}
	r.Despite = reds
	if _, err := s.Send(t.Context(), r); err != nil {
		t.Errorf("on purpose: %v", err)
	}
	s.check(s.SetRestricted(t.Context(), chat.ID, false, ""))
	r.Despite = nil
	if _, err := s.Send(t.Context(), r); err != nil {
		t.Errorf("free again: %v", err)
	}
	p, err := s.Person(t.Context(), chat.ID)
	if err != nil || len(p.Log) != 2 || p.Log[1].Kind != domain.LogRestricted || p.Log[0].Kind != domain.LogReleased {
		t.Errorf("log %+v %v", p.Log, err)
	}
}

func (s *stage) check(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *stage) duties() string {
	s.t.Helper()
	list, err := s.Duties(s.t.Context())
	s.check(err)
	var out []string
	for _, d := range list {
		out = append(out, string(d.Kind)+" "+d.Until.Format("02.01. 15:04"))
	}
	return strings.Join(out, "; ")
}

// TestTheClockOfARequest: silent for 20 days, then pointed at until it is
// answered, and overdue after its last day.
func TestTheClockOfARequest(t *testing.T) {
	t.Parallel()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	s := newStageWith(t, nil, desk.Pen{Zone: berlin})
	chat := s.chat()
	r, err := s.AddRequest(t.Context(), chat.ID, domain.RequestAccess, time.Time{}, " will alles wissen ")
	s.check(err)
	if day := r.Due.Format(domain.DateForm); day != "2026-12-23" || r.Note != "will alles wissen" {
		t.Fatalf("due %s, note %q", day, r.Note)
	}
	came := s.now.In(berlin)
	day := func(month time.Month, day, hour, minute int) time.Time {
		return time.Date(2026, month, day, hour, minute, 0, 0, berlin)
	}
	for _, c := range []struct {
		now  time.Time
		want string
	}{
		{came, ""},
		{day(12, 12, 23, 59), ""},
		{day(12, 13, 0, 0), "due 23.12. 00:00"},
		{day(12, 23, 23, 59), "due 23.12. 00:00"},
		{day(12, 24, 0, 0), "overdue 23.12. 00:00"},
	} {
		s.now = c.now
		if got := s.duties(); got != c.want {
			t.Errorf("%s: %q, want %q", c.now, got, c.want)
		}
	}
	if err := s.ExtendRequest(t.Context(), r.ID, "zu spät"); domain.CodeOf(err) != domain.CodeTooLate {
		t.Errorf("extended after the last day: %v", err)
	}
	s.now = day(12, 23, 12, 0)
	if err := s.ExtendRequest(t.Context(), r.ID, " "); domain.CodeOf(err) != domain.CodeTooLate {
		t.Errorf("extended without a reason: %v", err)
	}
	s.check(s.ExtendRequest(t.Context(), r.ID, "600 Dateien"))
	if got := s.duties(); got != "due 23.02. 00:00" {
		t.Errorf("extended: %q", got)
	}
	s.check(s.EndRequest(t.Context(), r.ID, "mit Post"))
	if got := s.duties(); got != "" {
		t.Errorf("answered: %q", got)
	}
	if _, err := s.AddRequest(t.Context(), chat.ID, domain.RequestAccess, s.now.Add(time.Hour), ""); domain.CodeOf(err) != domain.CodeUsage {
		t.Errorf("a request of tomorrow: %v", err)
	}
	if _, err := s.AddRequest(t.Context(), chat.ID, "money", time.Time{}, ""); domain.CodeOf(err) != domain.CodeUsage {
		t.Errorf("a request of no kind: %v", err)
	}
}

// TestWhatIsDoneAnswersItsRequest and no other one.
func TestWhatIsDoneAnswersItsRequest(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	chat := s.chat()
	for _, k := range domain.RequestKinds() {
		_, err := s.AddRequest(t.Context(), chat.ID, k, time.Time{}, "")
		s.check(err)
	}
	s.check(s.Correct(t.Context(), chat.ID, domain.FactRegion, "Köln"))
	s.check(s.SetRestricted(t.Context(), chat.ID, true, ""))
	list, err := s.RequestsOf(t.Context(), chat.ID)
	s.check(err)
	for _, r := range list {
		done := r.Kind == domain.RequestCorrection || r.Kind == domain.RequestRestriction
		if done == r.Done.IsZero() {
			t.Errorf("%s: done %v", r.Kind, r.Done)
		}
	}
	s.check(s.CorrectName(t.Context(), chat.ID, "Luka", "Name"))
	p, err := s.Person(t.Context(), chat.ID)
	s.check(err)
	if p.Facts[domain.FactRegion] != "Köln" || p.Chat.Contact.Name != "Luka" || len(p.Log) != 3 || p.Log[2].Kind != domain.LogCorrected {
		t.Errorf("%+v, %q, %+v", p.Facts, p.Chat.Contact.Name, p.Log)
	}
}

// TestTheClockOfAnIncident runs for 72 hours, until the office was told or a
// reason is kept why not.
func TestTheClockOfAnIncident(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	chat := s.chat()
	id, err := s.StartIncident(t.Context(), "Laptop weg", morning.Add(-time.Hour))
	s.check(err)
	if got := s.duties(); got != "incident 26.11. 07:00" {
		t.Errorf("%q", got)
	}
	s.check(s.Concern(t.Context(), id, nil, time.Time{}))
	s.check(s.StepIncident(t.Context(), id, desk.IncidentNoted, "Passwort geändert"))
	i, err := s.Incident(t.Context(), id)
	s.check(err)
	if len(i.Chats) != 1 || i.Chats[0] != chat.ID || len(i.Notes) != 1 {
		t.Errorf("%+v", i)
	}
	s.check(s.StepIncident(t.Context(), id, desk.IncidentOffice, ""))
	if got := s.duties(); got != "" {
		t.Errorf("told: %q", got)
	}
	second, err := s.StartIncident(t.Context(), "Zettel verloren", time.Time{})
	s.check(err)
	if err := s.StepIncident(t.Context(), second, desk.IncidentHarmless, " "); domain.CodeOf(err) != domain.CodeEmpty {
		t.Errorf("no reason: %v", err)
	}
	s.check(s.StepIncident(t.Context(), second, desk.IncidentHarmless, "gleich gefunden"))
	if got := s.duties(); got != "" {
		t.Errorf("harmless: %q", got)
	}
	if _, err := s.StartIncident(t.Context(), "", time.Time{}); domain.CodeOf(err) != domain.CodeEmpty {
		t.Errorf("nothing happened: %v", err)
	}
	if err := s.StepIncident(t.Context(), 99, desk.IncidentClose, ""); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("no such incident: %v", err)
	}
}
