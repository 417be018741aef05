package desk_test

import (
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
)

// late is half past midnight after the morning: the person may still be written
// to, and "tomorrow" is today.
var late = morning.Add(16*time.Hour + 30*time.Minute)

// TestWhatNamesADayDoesNotLeaveAfterIt: a reply that leaves at once may still wait
// for the network over night.
func TestWhatNamesADayDoesNotLeaveAfterIt(t *testing.T) {
	t.Parallel()
	day := func(n int) time.Time { return time.Date(2026, 11, n, 0, 0, 0, 0, time.UTC) }
	for _, tt := range []struct {
		text string
		now  time.Time
		code domain.Code
		want time.Time
	}{
		{"Ich melde mich morgen bei dir.", morning, "", day(24)},
		{"Der Infotag ist am 25.11. um 15 Uhr.", morning, "", day(26)},
		{"Das geht.", morning, "", time.Time{}},
		{"Der Infotag war am 1.11., schade.", morning, "", time.Time{}},
		{"Ich melde mich heute noch.", day(24).Add(-3 * time.Second), domain.CodeDayOver, time.Time{}}, // the hold ends tomorrow
		{"Ich melde mich heute noch.", day(24).Add(-8 * time.Second), "", day(24)},
	} {
		s, c := patient(t)
		s.now = tt.now
		_, err := s.Send(t.Context(), domain.Reply{ChatID: c.ID, To: c.Contact.Address(), Text: tt.text})
		if domain.CodeOf(err) != tt.code {
			t.Fatalf("%q at %v: %v", tt.text, tt.now, err)
		}
		s.sync()
		if tt.code == "" && !s.relay.puts[0].NotAfter.Equal(tt.want) {
			t.Errorf("%q may leave until %v, want %v", tt.text, s.relay.puts[0].NotAfter, tt.want)
		}
	}
}

// TestACrisisCardNeverComesTooLate, whatever day it names.
func TestACrisisCardNeverComesTooLate(t *testing.T) {
	t.Parallel()
	s := careful(t)
	c := s.hear("ich kann nicht mehr")
	card, err := s.CrisisCard(t.Context(), c.ID)
	s.must(err)
	for i, text := range []string{card.Text + "\n\nRuf dort bitte heute noch an.", "Ich bin heute da."} {
		s.send(c, text)
		s.sync()
		if got := s.relay.puts[i].NotAfter; !got.IsZero() {
			t.Errorf("%q may leave until %v", text, got)
		}
	}
}

// TestAnAnswerThatIsOverLeavesOnPurpose: the light was seen.
func TestAnAnswerThatIsOverLeavesOnPurpose(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	c := s.hear("wann war der infotag?")
	r := replyWith(c, s.fill(c, "infotag"))
	a, err := s.Answer(t.Context(), "infotag")
	s.must(err)
	a.ValidUntil = "2026-11-20"
	s.must(s.PutAnswer(t.Context(), a))
	_, err = s.Send(t.Context(), r)
	r.Despite = desk.StoppedBy(err)
	if _, err = s.Send(t.Context(), r); err != nil || len(r.Despite) != 1 {
		t.Fatalf("%v, %v", r.Despite, err)
	}
	s.sync()
	if got, want := s.relay.puts[0].NotAfter, time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC); !got.Equal(want) { // "am Dienstag"
		t.Errorf("it may leave until %v, want %v", got, want)
	}
}

// TestNothingIsSentAgainPastItsDay: what failed names the days of then.
func TestNothingIsSentAgainPastItsDay(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text string
		now  time.Time
		want domain.Code
	}{
		{"Ich melde mich morgen bei dir.", late, domain.CodeDayOver},
		{"Ich melde mich heute noch.", late, domain.CodeDayOver},
		{"Ich melde mich morgen bei dir.", morning.Add(time.Hour), ""},
		{"Ich melde mich am Mittwoch bei dir.", late, ""},
		{"Das geht.", late, ""},
	} {
		s, c := patient(t)
		m := s.send(c, tt.text)
		s.sync()
		s.result(domain.SendResult{UUID: m.UUID, State: domain.SendFailed, At: s.now, Failure: &domain.Failure{Code: 131000}})
		s.now = tt.now
		if _, err := s.Resend(t.Context(), m.UUID); domain.CodeOf(err) != tt.want {
			t.Errorf("%q at %v: %v, want %q", tt.text, tt.now, err, tt.want)
		}
	}
}

// TestARefusedTextIsNotParkedPastItsDay: the desk was shut when WhatsApp refused
// it, and reads the news the day after.
func TestARefusedTextIsNotParkedPastItsDay(t *testing.T) {
	t.Parallel()
	for text, parked := range map[string]bool{"Ich melde mich morgen bei dir.": false, "Ich melde mich am Mittwoch bei dir.": true} {
		s, c := patient(t)
		m := s.send(c, text)
		s.sync()
		s.now = late
		s.result(domain.SendResult{UUID: m.UUID, State: domain.SendFailed, At: s.now, Failure: &domain.Failure{Code: 131047}})
		th, err := s.Thread(t.Context(), c.ID, 0, 0)
		s.must(err)
		draft := text
		if parked {
			draft = ""
		}
		if got := th.Chat.Wait == domain.WaitParked; got != parked || th.Draft.Text != draft {
			t.Errorf("%q is parked: %v, draft %q", text, got, th.Draft.Text)
		}
	}
}

// nextAtNine is a stage whose answers name the next slot, at nine every day.
func nextAtNine(t *testing.T) *stage {
	t.Helper()
	return newStageWith(t, nil, desk.Pen{
		Me: "Maja", Team: "Berufsberatung der Diakonie", Starter: shelved, Lang: "de",
		Day: func(_ string, now time.Time) desk.Day {
			if now.Hour() < 9 {
				return desk.Day{NextSlot: "heute um 9 Uhr", Today: now.Format("2.1.2006")}
			}
			return desk.Day{NextSlot: "morgen um 9 Uhr", Today: now.Format("2.1.2006")}
		},
	})
}

// TestAChangedTextDoesNotKeepAnOldDay: a text that she has changed is hers, but
// the day in it was put there by the program, and is another one by now.
func TestAChangedTextDoesNotKeepAnOldDay(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		now  time.Time
		edit func(string) string
		want string
	}{
		{"the day after", late, func(s string) string { return s + " Bis dann!" }, "morgen"},
		{"the same evening", morning.Add(14 * time.Hour), func(s string) string { return s + " Bis dann!" }, ""},
		{"put right by hand", late, func(string) string { return "Hallo Luca, ich bin heute um 9 Uhr wieder da. Bis dann!" }, ""},
		{"the day left out", late, func(string) string { return "Hallo Luca, ich bin bald wieder da!" }, ""},
	} {
		s := nextAtNine(t)
		c := s.hear("wann bist du da")
		s.now = morning.Add(12 * time.Hour)
		r := replyWith(c, s.fill(c, "fenster"))
		r.Text = tt.edit(r.Text)
		s.now = tt.now
		_, err := s.Send(t.Context(), r)
		reds := desk.StoppedBy(err)
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("%s: %v %v", tt.name, err, reds)
		case tt.want == "":
		case len(reds) != 1 || reds[0].Rule != domain.RuleExpired || reds[0].Words != tt.want:
			t.Errorf("%s: %q gets %v, %v", tt.name, r.Text, reds, err)
		default:
			r.Despite = reds
			if _, err := s.Send(t.Context(), r); err != nil {
				t.Errorf("%s: on purpose: %v", tt.name, err)
			}
		}
	}
}

// TestValuesStayInTheirFields: the answer was changed while she was writing, and
// what she had put in for one thing must not stand there for another.
func TestValuesStayInTheirFields(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	c := s.hear("bitte anrufen")
	s.must(s.PutAnswer(t.Context(), domain.Answer{Key: "termin", Title: "Termin", Body: `Komm am {{ frage "Tag" }} zu {{ frage "Person" }}.`}))
	f := s.fill(c, "termin")
	r := replyWith(c, f)
	fields := domain.Fields(r.Text)
	r.Text = r.Text[:fields[0].Start] + "Dienstag" + r.Text[fields[0].End:fields[1].Start] + "Frau Schmidt" + r.Text[fields[1].End:]
	a, err := s.Answer(t.Context(), "termin")
	s.must(err)
	a.Body = `Frag nach {{ frage "Person" }}, sie ist am {{ frage "Tag" }} da.`
	s.must(s.PutAnswer(t.Context(), a))
	if _, err := s.Send(t.Context(), r); domain.CodeOf(err) != domain.CodeStale {
		t.Errorf("the old words: %v", err)
	}
	got, err := s.Refill(t.Context(), r)
	if err != nil || got.Open != 2 || len(domain.Fields(got.Text)) != 2 {
		t.Errorf("filled in anew: %q, %d open, %v", got.Text, got.Open, err)
	}
}

// TestASplitReplyKeepsItsValues: what she has put into the fields is there again
// when the text is filled in anew, also if it was to leave in two parts.
func TestASplitReplyKeepsItsValues(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	c := s.hear("bitte anrufen")
	r := replyWith(c, s.fill(c, "anruf"))
	first, rest, _ := strings.Cut(strings.Replace(r.Text, "{{Uhrzeit}}", "15:00", 1), "\n\n")
	r.Text, r.Rest = first, rest
	s.now = s.now.Add(time.Hour)
	if _, err := s.Send(t.Context(), r); domain.CodeOf(err) != domain.CodeStale {
		t.Fatalf("an old time went out: %v", err)
	}
	if again, err := s.Refill(t.Context(), r); err != nil || again.Open != 0 || !strings.Contains(again.Text, "heute um 10 Uhr um 15:00") {
		t.Errorf("filled in anew: %q, %v", again.Text, err)
	}
}

// TestADraftOfYesterdayDoesNotKeepItsDays: what she wrote in the evening and sends
// in the morning was true in the evening.
func TestADraftOfYesterdayDoesNotKeepItsDays(t *testing.T) {
	t.Parallel()
	const text = "Ich melde mich morgen bei dir."
	for _, tt := range []struct {
		name     string
		draft    string
		rest     string
		now      time.Time
		mended   bool
		stopping string
	}{
		{"of the evening before", text, "", late, false, "morgen"},
		{"the first part of it", text + " Bis dann!", "Bis dann!", late, false, "morgen"},
		{"of the same evening", text, "", morning.Add(14 * time.Hour), false, ""},
		{"changed since", text, "", late, true, ""},
		{"another text", "Ja.", "", late, false, ""},
	} {
		s, c := patient(t)
		s.now = morning.Add(12 * time.Hour)
		s.must(s.SaveDraft(t.Context(), domain.Draft{ChatID: c.ID, Text: tt.draft, Revision: 1}))
		s.now = tt.now
		if tt.mended {
			s.must(s.SaveDraft(t.Context(), domain.Draft{ChatID: c.ID, Text: tt.draft, Revision: 2}))
		}
		r := domain.Reply{ChatID: c.ID, To: c.Contact.Address(), Text: text, Rest: tt.rest}
		_, err := s.Send(t.Context(), r)
		reds := desk.StoppedBy(err)
		if tt.stopping == "" && err != nil || tt.stopping != "" && (len(reds) != 1 || reds[0].Rule != domain.RuleExpired || reds[0].Words != tt.stopping) {
			t.Errorf("%s: %v, %v", tt.name, reds, err)
		}
	}
}
