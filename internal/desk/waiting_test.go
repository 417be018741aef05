package desk_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
)

func announcing() domain.TemplateInfo {
	return domain.TemplateInfo{
		Name: "antwort_liegt_vor", Language: "de", Status: "APPROVED", Category: "UTILITY", Named: true,
		Body:    "Hallo {{vorname}}, zu deiner Frage vom {{datum}} liegt eine Antwort vor.",
		Buttons: []domain.TemplateButton{{Type: domain.ButtonQuickReply, Text: "Antwort lesen"}},
	}
}

// patient is a stage with a calendar (slots from 9:00 to 9:45 UTC), an
// announcing template, and Luca, who wrote "hallo" an hour before the morning.
func patient(t *testing.T) (*stage, domain.Chat) {
	t.Helper()
	s := newStageWith(t, nil, desk.Pen{
		Me: "Maja", Lang: "de", Announce: "antwort_liegt_vor", ParkFor: 48 * time.Hour,
		Day: func(lang string, now time.Time) desk.Day {
			form := map[string]string{"de": "2. January", "en": "January 2"}[lang]
			return desk.Day{Today: now.Format(form)}
		},
		Agenda: slotsAtNine,
		Cost:   func(string) domain.Cost { return domain.Cost{Known: true, Amount: 0.05, Currency: "EUR"} },
	})
	s.relay.forms = domain.TemplateList{At: morning, Templates: []domain.TemplateInfo{announcing()}}
	return s, s.chat()
}

// slotsAtNine is a calendar with one slot on every day but Sundays.
func slotsAtNine(now time.Time) domain.Agenda {
	y, m, n := now.UTC().Date()
	begin := time.Date(y, m, n, 9, 0, 0, 0, time.UTC)
	for !begin.After(now) || begin.Weekday() == time.Sunday {
		begin = begin.AddDate(0, 0, 1)
	}
	return domain.Agenda{At: now, Next: domain.SlotTime{Name: "Morgen", Begin: begin, End: begin.Add(45 * time.Minute)}}
}

// shut lets Luca's window shut.
func (s *stage) shut() { s.now = morning.Add(30 * time.Hour) }

func (s *stage) luca() domain.Chat {
	s.t.Helper()
	c, err := s.FindChat(s.t.Context(), "+491")
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

// result lets the relay say something of a send.
func (s *stage) result(r domain.SendResult) {
	s.t.Helper()
	s.relay.set(func(p *pretendRelay) { p.tell(r) })
	s.sync()
}

func TestWhatAReplyMayWaitFor(t *testing.T) {
	t.Parallel()
	tomorrow := morning.Add(25 * time.Hour) // behind the end of the window
	tests := []struct {
		name   string
		before func(s *stage, c domain.Chat)
		reply  domain.Reply
		want   domain.Code
	}{
		{"now", nil, domain.Reply{Text: "Hallo"}, ""},
		{"now, the window being shut", func(s *stage, _ domain.Chat) { s.shut() }, domain.Reply{Text: "Hallo"}, domain.CodeWindowClosed},
		{"at a time", nil, domain.Reply{Text: "Hallo", At: morning.Add(time.Hour)}, ""},
		{"at a time when the window is shut", nil, domain.Reply{Text: "Hallo", At: tomorrow}, domain.CodeWindowClosed},
		{"at a time that has passed", nil, domain.Reply{Text: "Hallo", At: morning.Add(-time.Hour)}, ""},
		{"parked", func(s *stage, _ domain.Chat) { s.shut() }, domain.Reply{Text: "Hallo", Park: true}, ""},
		{"parked for a time when the window is shut", nil, domain.Reply{Text: "Hallo", Park: true, At: tomorrow}, ""},
		{"parked with the window open", nil, domain.Reply{Text: "Hallo", Park: true}, domain.CodeWindowOpen},
		{"parked for a time when it is open", nil, domain.Reply{Text: "Hallo", Park: true, At: morning.Add(time.Hour)}, domain.CodeWindowOpen},
		{"parked in a crisis", func(s *stage, c domain.Chat) { s.shut(); s.must(s.SetCrisis(s.t.Context(), c.ID, true)) }, domain.Reply{Text: "Hallo", Park: true}, domain.CodeCrisis},
		{"at a time in a crisis", func(s *stage, c domain.Chat) { s.must(s.SetCrisis(s.t.Context(), c.ID, true)) }, domain.Reply{Text: "Hallo", At: morning.Add(time.Hour)}, domain.CodeCrisis},
		{"now in a crisis", func(s *stage, c domain.Chat) { s.must(s.SetCrisis(s.t.Context(), c.ID, true)) }, domain.Reply{Text: "Hallo"}, ""},
		{"parked twice", func(s *stage, c domain.Chat) { s.shut(); s.park(c, "eins") }, domain.Reply{Text: "zwei", Park: true}, domain.CodeParked},
		{"no template", func(s *stage, _ domain.Chat) { s.shut(); s.relay.forms.Templates = nil }, domain.Reply{Text: "Hallo", Park: true}, domain.CodeNoTemplate},
		{"template paused", func(s *stage, _ domain.Chat) { s.shut(); s.relay.forms.Templates[0].Status = "PAUSED" }, domain.Reply{Text: "Hallo", Park: true}, domain.CodeNoTemplate},
		{"template without a button", func(s *stage, _ domain.Chat) { s.shut(); s.relay.forms.Templates[0].Buttons = nil }, domain.Reply{Text: "Hallo", Park: true}, domain.CodeNoTemplate},
		{"template that asks what nobody knows", func(s *stage, _ domain.Chat) {
			s.shut()
			s.relay.forms.Templates[0].Body = "Hallo {{vorname}}, um {{uhrzeit}} Uhr?"
		}, domain.Reply{Text: "Hallo", Park: true}, domain.CodeNoTemplate},
		{"a day that is over by then", nil, domain.Reply{Text: "Komm heute vorbei.", At: morning.Add(20 * time.Hour)}, domain.CodeDayOver},
		{"a red light", nil, domain.Reply{Text: "Hallo Mehmet, wie geht es dir?", At: morning.Add(time.Hour)}, domain.CodeRedLight},
		{"nothing", func(s *stage, _ domain.Chat) { s.shut() }, domain.Reply{Park: true}, domain.CodeEmpty},
		{"a template, the window being shut", func(s *stage, _ domain.Chat) { s.shut() }, domain.Reply{Template: filled("Luca")}, ""},
		{"a template with an empty value", nil, domain.Reply{Template: filled("")}, domain.CodeTemplateForm},
		{"a template nobody knows", nil, domain.Reply{Template: &domain.Template{Name: "x", Language: "de"}}, domain.CodeNoTemplate},
		{"a template for somebody else", nil, domain.Reply{Template: filled("Mehmet")}, domain.CodeRedLight},
		{"a template, parked", func(s *stage, _ domain.Chat) { s.shut() }, domain.Reply{Template: filled("Luca"), Park: true}, domain.CodeUsage},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, c := patient(t)
			if tt.before != nil {
				tt.before(s, c)
			}
			r := tt.reply
			r.ChatID, r.To = c.ID, c.Contact.Address()
			if _, err := s.Send(t.Context(), r); domain.CodeOf(err) != tt.want {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func filled(name string) *domain.Template {
	return &domain.Template{
		Name: "antwort_liegt_vor", Language: "de",
		Values: []domain.TemplateValue{{Name: "vorname", Text: name}, {Name: "datum", Text: "23. November"}},
	}
}

func (s *stage) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *stage) park(c domain.Chat, text string) domain.Message {
	s.t.Helper()
	m, err := s.Send(s.t.Context(), domain.Reply{ChatID: c.ID, To: c.Contact.Address(), Text: text, Park: true})
	s.must(err)
	s.sync()
	return m
}

func TestWhatIsHandedOverOfAParkedReply(t *testing.T) {
	t.Parallel()
	s, c := patient(t)
	s.shut()
	m := s.park(c, "Hallo Luca, ja. Das geht bis 30. November.")
	want := domain.Send{
		UUID: m.UUID, To: c.Contact.Address(), Kind: domain.SendText, Text: "Hallo Luca, ja. Das geht bis 30. November.",
		Read: "wamid.hallo", Seen: "wamid.hallo", Alone: true,
		NotBefore: s.now.Add(7 * time.Second), Expires: s.now.Add(48*time.Hour + 7*time.Second),
		NotAfter: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC),
		Announce: &domain.Announce{UUID: m.Announce, Template: *filled("Luca")},
	}
	if diff := cmp.Diff([]domain.Send{want}, s.relay.puts); diff != "" {
		t.Error(diff)
	}
	list := s.messages(c.ID)
	if len(list) != 3 || list[1].Content.Text != "Hallo Luca, zu deiner Frage vom 23. November liegt eine Antwort vor." || list[2].UUID != m.UUID {
		t.Errorf("thread %+v", list)
	}
	waits, err := s.Waiting(t.Context())
	s.must(err)
	if len(waits) != 1 || waits[0].Kind != domain.WaitParked || waits[0].Chat.ID != c.ID {
		t.Errorf("waiting %+v", waits)
	}
	how, draft, err := s.TakeBack(t.Context(), m.Announce) // the announcement, which belongs to it
	if err != nil || how != domain.TakenBack || draft.Text != m.Content.Text || len(s.messages(c.ID)) != 1 || s.relay.backs[0] != m.UUID {
		t.Errorf("taken back: %v %+v %v", how, draft, err)
	}
}

// The relay counts in the order of delivery: of two messages she has before her,
// the one that came last counts, even if it was written first. Else every reply
// that waits would come straight back.
func TestABelatedMessageIsTheNewestSeen(t *testing.T) {
	t.Parallel()
	s, c := patient(t)
	s.relay.webhooks("+491: " + belated)
	s.sync()
	s.shut()
	s.park(c, "Hallo Luca, ja.")
	if got := s.relay.puts[0].Seen; got != "wamid."+belated {
		t.Errorf("seen up to %q", got)
	}
}

func TestTheRelayWillNotPark(t *testing.T) {
	t.Parallel()
	for code, look := range map[domain.Code]domain.ReturnReason{domain.CodeParked: domain.ReturnParked, domain.CodeCrisis: domain.ReturnCrisis} {
		s, c := patient(t)
		s.shut()
		s.relay.refuse = domain.Fail(code, "", nil)
		m := s.park(c, "Hallo Luca")
		c = s.luca()
		th, err := s.Thread(t.Context(), c.ID, 0, 0)
		s.must(err)
		if c.Look != look || th.Draft.Text != "Hallo Luca" || len(th.Messages) != 2 || th.Messages[1].UUID != m.UUID || th.Messages[1].Status != domain.StatusReturned {
			t.Errorf("%s: chat %+v, thread %+v", code, c, th)
		}
	}
}

func TestAnnouncementAndTemplates(t *testing.T) {
	t.Parallel()
	s, c := patient(t)
	a, err := s.Announcement(t.Context(), c.ID)
	s.must(err)
	if a.Text != "Hallo Luca, zu deiner Frage vom 23. November liegt eine Antwort vor." || a.Cost.Amount != 0.05 || a.Expires.Before(morning.Add(48*time.Hour)) {
		t.Errorf("%+v", a)
	}
	s.relay.set(func(r *pretendRelay) { r.fail = domain.Fail(domain.CodeRelayDown, "", nil) })
	if a, err = s.Announcement(t.Context(), c.ID); err != nil || a.Info.Name != "antwort_liegt_vor" {
		t.Errorf("with the relay away: %+v %v", a, err)
	}
	if list, err := s.Templates(t.Context(), true); domain.CodeOf(err) != domain.CodeRelayDown || len(list.Templates) != 1 {
		t.Errorf("fresh ones with the relay away: %+v %v", list, err)
	}
	s.relay.set(func(r *pretendRelay) {
		r.fail, r.forms = nil, domain.TemplateList{At: morning.Add(time.Minute)}
	})
	if _, err = s.Announcement(t.Context(), c.ID); domain.CodeOf(err) != domain.CodeNoTemplate {
		t.Errorf("there is none any more: %v", err)
	}
	if _, err = s.CreateTemplate(t.Context(), domain.TemplateInfo{Name: "Ä"}); domain.CodeOf(err) != domain.CodeTemplateForm {
		t.Errorf("a wrong form: %v", err)
	}
}

// What the relay says last counts, unless it is a new one that knows nothing.
func TestTemplatesAreThoseTheRelayKnows(t *testing.T) {
	t.Parallel()
	s, _ := patient(t)
	list := func(forms domain.TemplateList) domain.TemplateList {
		t.Helper()
		s.relay.set(func(r *pretendRelay) { r.forms = forms })
		got, err := s.Templates(t.Context(), false)
		s.must(err)
		return got
	}
	made := domain.TemplateInfo{Name: "neu", Language: "de", Status: "PENDING"}
	list(domain.TemplateList{At: morning, Templates: []domain.TemplateInfo{announcing()}})
	if got := list(domain.TemplateList{At: morning, Templates: []domain.TemplateInfo{announcing(), made}}); len(got.Templates) != 2 {
		t.Errorf("one that was just created: %+v", got)
	}
	if got := list(domain.TemplateList{At: morning, Failed: domain.CodeRefused, Templates: []domain.TemplateInfo{announcing(), made}}); got.Failed != domain.CodeRefused {
		t.Errorf("a fetch that failed: %+v", got)
	}
	if got := list(domain.TemplateList{Failed: domain.CodeMetaDown}); len(got.Templates) != 2 || got.Failed != domain.CodeMetaDown {
		t.Errorf("a relay that never fetched any: %+v", got)
	}
}

func TestSetCrisisIsToldToTheRelay(t *testing.T) {
	t.Parallel()
	s, c := patient(t)
	s.relay.set(func(r *pretendRelay) { r.fail = domain.Fail(domain.CodeRelayDown, "", nil) })
	s.must(s.SetCrisis(t.Context(), c.ID, true))
	if _, err := s.Sync(t.Context()); domain.CodeOf(err) != domain.CodeRelayDown {
		t.Fatal(err)
	}
	s.relay.set(func(r *pretendRelay) { r.fail = nil })
	s.sync()
	s.sync()
	want := []domain.CrisisWord{{To: c.Contact.Address(), On: true}}
	if diff := cmp.Diff(want, s.relay.crises); diff != "" || !s.luca().Crisis {
		t.Error(diff)
	}
}

func TestHintsAndThanksAreFound(t *testing.T) {
	t.Parallel()
	s, c := patient(t)
	s.must(s.SetLater(t.Context(), c.ID, morning.Add(time.Hour)))
	s.relay.webhooks("+491: danke Maja!")
	s.sync()
	if c = s.luca(); c.State != domain.ChatLater || c.Crisis {
		t.Errorf("a thanks: %+v", c)
	}
	s.relay.webhooks("+491: ich will nicht mehr leben")
	s.sync()
	if c = s.luca(); c.State != domain.ChatWaiting || !c.Crisis {
		t.Errorf("a hint: %+v", c)
	}
}

func TestPromises(t *testing.T) {
	t.Parallel()
	day := func(n int) time.Time { return time.Date(2026, 11, n, 0, 0, 0, 0, time.UTC) }
	for _, tt := range []struct {
		name string
		now  time.Time
		day  time.Time
		want time.Time
	}{
		{"a day with a slot", morning, day(27), day(27).Add(9 * time.Hour)},
		{"a Sunday", morning, day(29), day(29).Add(9 * time.Hour)},
		{"today, before the slot", morning, day(23), day(23).Add(9 * time.Hour)},
		{"today, after the slot", morning.Add(4 * time.Hour), day(23), morning.Add(5 * time.Hour)},
	} {
		s, c := patient(t)
		s.now = tt.now
		p, err := s.Promise(t.Context(), c.ID, domain.Pledge{Words: "Ich melde mich", Day: tt.day})
		s.must(err)
		if !p.Due.Equal(tt.want) || !s.luca().Promise.Equal(tt.want) {
			t.Errorf("%s: due %v", tt.name, p.Due)
		}
		s.must(s.Keep(t.Context(), c.ID))
		if c = s.luca(); !c.Promise.IsZero() {
			t.Errorf("%s: kept, and still %v", tt.name, c.Promise)
		}
	}
	s, _ := patient(t)
	if p, ok := s.FindPledge("Ich melde mich am Freitag bei dir."); !ok || !p.Day.Equal(day(27)) {
		t.Errorf("%+v %v", p, ok)
	}
}

func TestFollowUp(t *testing.T) {
	t.Parallel()
	s, _ := patient(t)
	s.must(s.SetFollowUp(t.Context(), morning.Add(time.Hour)))
	for minutes, runs := range map[int]bool{0: true, 59: true, 60: false} {
		s.now = morning.Add(time.Duration(minutes) * time.Minute)
		if until, err := s.FollowUp(t.Context()); err != nil || until.IsZero() == runs {
			t.Errorf("after %d minutes: %v %v", minutes, until, err)
		}
	}
}

func TestTypingDuringTheHold(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		receipt, typing bool
		want            int
	}{{true, true, 2}, {true, false, 1}, {false, true, 1}} {
		s := newStageOf(t, desk.Options{Receipt: tt.receipt, Typing: tt.typing})
		c := s.chat()
		s.send(c, "Ja")
		s.sync()
		if len(s.relay.puts) != tt.want {
			t.Fatalf("%+v: %d sends", tt, len(s.relay.puts))
		}
		if tt.want == 2 {
			p := s.relay.puts[1]
			if p.Kind != domain.SendReceipt || !p.Typing || p.Read != "wamid.hallo" || !p.NotBefore.IsZero() {
				t.Errorf("%+v", p)
			}
		}
		if n := len(s.messages(c.ID)); n != 2 {
			t.Errorf("%d messages", n)
		}
	}
}

// TestRefusedTextsWaitOrComeBack: WhatsApp says that the window is shut although
// our clock did not.
func TestRefusedTextsWaitOrComeBack(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		before func(s *stage, c domain.Chat)
		parked bool
	}{
		{"parked anew", func(*stage, domain.Chat) {}, true},
		{"no template", func(s *stage, _ domain.Chat) { s.relay.forms.Templates = nil }, false},
		{"in a crisis", func(s *stage, c domain.Chat) { s.must(s.SetCrisis(s.t.Context(), c.ID, true)) }, false},
		{"written since", func(s *stage, _ domain.Chat) {
			s.now = s.now.Add(-2 * time.Hour) // the message of the pretend webhook is then younger
		}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, c := patient(t)
			tt.before(s, c)
			m := s.send(c, "Hallo Luca, ja.")
			s.sync()
			failed := domain.SendResult{UUID: m.UUID, State: domain.SendFailed, At: s.now, Failure: &domain.Failure{Code: 131047}}
			s.result(failed)
			s.result(failed)
			th, err := s.Thread(t.Context(), c.ID, 0, 0)
			s.must(err)
			var kinds []string
			for _, m := range th.Messages {
				if m.Direction == domain.Out {
					kinds = append(kinds, fmt.Sprint(m.Kind, " ", m.Status, " ", m.Wait))
				}
			}
			want, look, draft := []string{"text failed "}, domain.ReturnShut, "Hallo Luca, ja."
			if tt.parked {
				want, look, draft = append(want, "template queued ", "text queued parked"), "", ""
			}
			if diff := cmp.Diff(want, kinds); diff != "" || th.Chat.Look != look || th.Draft.Text != draft {
				t.Errorf("%s, look %q, draft %q", diff, th.Chat.Look, th.Draft.Text)
			}
		})
	}
}

// TestARefusalIsDecidedOnceOverRestarts: the desk is killed after every step it
// takes, and another one goes on.
func TestARefusalIsDecidedOnceOverRestarts(t *testing.T) {
	t.Parallel()
	s, c := patient(t)
	m := s.send(c, "Hallo Luca, ja.")
	s.sync()
	s.relay.set(func(r *pretendRelay) {
		r.tell(domain.SendResult{UUID: m.UUID, State: domain.SendFailed, At: s.now, Failure: &domain.Failure{Code: 131047}})
	})
	for range 3 {
		s.Desk = s.again()
		s.sync()
	}
	parked := 0
	for _, p := range s.relay.puts {
		if p.Announce != nil {
			parked++
		}
	}
	if parked != 1 {
		t.Errorf("parked %d times", parked)
	}
}

// The person reads the template, not the screen.
func TestATemplateNamesDaysInItsOwnLanguage(t *testing.T) {
	t.Parallel()
	s, c := patient(t)
	for locale, want := range map[string]string{"de": "23. November", "de_AT": "23. November", "en_US": "November 23"} {
		form := announcing()
		form.Language = locale
		got, err := s.FillTemplate(t.Context(), c.ID, form)
		s.must(err)
		if day := got.Values[1]; day.Name != "datum" || day.Text != want {
			t.Errorf("%s: %+v, want %q", locale, got.Values, want)
		}
	}
}

// TestTheDayOfAQuestionFillsAnnouncementsOnly: another template may mean the day
// of an appointment, which nobody but the adviser knows.
func TestTheDayOfAQuestionFillsAnnouncementsOnly(t *testing.T) {
	t.Parallel()
	s, c := patient(t)
	form := announcing()
	for name, want := range map[string]string{"antwort_liegt_vor": "23. November", "termin_bestaetigung": ""} {
		form.Name = name
		use, err := s.FillTemplate(t.Context(), c.ID, form)
		s.must(err)
		if use.Values[0].Text != "Luca" || use.Values[1].Text != want {
			t.Errorf("%s: %+v, want %q", name, use.Values, want)
		}
	}
}

// TestASplitReplyWithFilledFieldsGoesStaleToo like the whole one.
func TestASplitReplyWithFilledFieldsGoesStaleToo(t *testing.T) {
	t.Parallel()
	for _, split := range []bool{false, true} {
		s, c := patient(t)
		s.must(s.PutAnswer(t.Context(), domain.Answer{
			Key: "termin", Title: "Termin",
			Body: "Das gilt seit {{ heute }}. Bring bitte {{ frage \"Unterlage\" }} zu uns.",
		}))
		f := s.fill(c, "termin")
		field := domain.Fields(f.Text)[0]
		r := domain.Reply{ChatID: c.ID, To: c.Contact.Address(), Taken: f.Taken}
		r.Text = f.Text[:field.Start] + "den Lebenslauf" + f.Text[field.End:]
		if split {
			at := strings.Index(r.Text, " Bring")
			r.Text, r.Rest = r.Text[:at], r.Text[at+1:]
		}
		s.now = morning.Add(20 * time.Hour) // the next day, and the window is open
		if _, err := s.Send(t.Context(), r); domain.CodeOf(err) != domain.CodeStale {
			t.Errorf("split %v: %v, want stale", split, err)
		}
	}
}
