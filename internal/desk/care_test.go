package desk_test

import (
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/crisis"
	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
)

// careful is a stage with answers, a crisis card and the nudge.
func careful(t *testing.T) *stage {
	t.Helper()
	lines := crisis.Lines("de", nil)
	return newStageWith(t, nil, desk.Pen{
		Me: "Maja", Team: "Berufsberatung der Diakonie", Starter: shelved, ExportDir: t.TempDir(), Lang: "de",
		Care: desk.Care{
			Hint: crisis.New(crisis.Own{Phrases: []string{"grüne minna"}}).Hint, Card: crisis.Card("de", "", false, lines), Lines: lines,
			Nudge: true, After: 3, Sentences: []string{"eins", "zwei", "drei"}, Please: "Schreib mir bitte.",
		},
	})
}

// TestWhatRestsInACrisis: no prepared answer, no paper of the chat; her own
// words and the card go out.
func TestWhatRestsInACrisis(t *testing.T) {
	t.Parallel()
	s := careful(t)
	c := s.hear("geht das mit hauptschulabschluss?")
	begun := replyWith(c, s.fill(c, "pflege-hauptschule"))
	c = s.hear("ich kann nicht mehr")
	if !c.Crisis {
		t.Fatal("no crisis")
	}
	ctx := t.Context()
	for what, do := range map[string]func() error{
		"suggestions":       func() error { _, err := s.Suggest(ctx, c.ID); return err },
		"the picker":        func() error { _, err := s.SearchAnswers(ctx, c.ID, ""); return err },
		"filling":           func() error { _, err := s.Fill(ctx, c.ID, "infotag"); return err },
		"inserting":         func() error { _, err := s.Insert(ctx, c.ID, "infotag"); return err },
		"the call text":     func() error { _, err := s.PleaseWrite(ctx, c.ID); return err },
		"what was begun":    func() error { _, err := s.Send(ctx, begun); return err },
		"a new answer":      func() error { _, err := s.AnswerFrom(ctx, c.ID, "Ja, das geht."); return err },
		"writing it out":    func() error { _, err := s.Export(ctx, c.ID, "md"); return err },
		"only trying it":    func() error { _, _, err := s.Prepare(ctx, begun); return err },
		"filling in a send": func() error { _, err := s.Refill(ctx, begun); return err },
	} {
		if err := do(); domain.CodeOf(err) != domain.CodeLocked {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := s.Send(ctx, domain.Reply{ChatID: c.ID, To: c.Contact.Address(), Text: "Ich bin da."}); err != nil {
		t.Errorf("her own words: %v", err)
	}
	s.must(s.SetCrisis(ctx, c.ID, false))
	if _, err := s.Suggest(ctx, c.ID); err != nil {
		t.Errorf("after the release: %v", err)
	}
	if _, err := s.Export(ctx, c.ID, "md"); err != nil {
		t.Errorf("writing out after the release: %v", err)
	}
}

// TestCrisisCard goes out like any reply and leaves nothing but a date.
func TestCrisisCard(t *testing.T) {
	t.Parallel()
	s := careful(t)
	c := s.hear("da kam die grüne Minna")
	if !c.Crisis {
		t.Fatal("her own phrase is not found")
	}
	card := func() domain.CrisisCard {
		t.Helper()
		card, err := s.CrisisCard(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		return card
	}
	first := card()
	if len(first.Lines) != 4 || !first.Given.IsZero() || !strings.Contains(first.Text, "116 111") || first.Chat.ID != c.ID {
		t.Fatalf("%+v", first)
	}
	r := domain.Reply{ChatID: c.ID, To: c.Contact.Address(), Text: first.Text}
	v, err := s.Check(t.Context(), r)
	if err != nil || len(v.Reds()) > 0 {
		t.Errorf("the card itself stops: %+v %v", v.Reds(), err)
	}
	for _, l := range v.Lights {
		if l.Level == domain.Amber {
			t.Errorf("a light over the card: %+v", l)
		}
	}
	m, err := s.Send(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	if got := card().Given; !got.Equal(s.now) {
		t.Errorf("given %v, sent %v", got, s.now)
	}
	if how, _, err := s.TakeBack(t.Context(), m.UUID); err != nil || how != domain.TakenBack || !card().Given.IsZero() {
		t.Errorf("taken back: %v %v, given %v", how, err, card().Given)
	}
	s.now = s.now.Add(30 * time.Hour)
	if _, err := s.Send(t.Context(), r); domain.CodeOf(err) != domain.CodeWindowClosed {
		t.Errorf("with the window shut: %v", err)
	}
	r.Park = true
	if _, err := s.Send(t.Context(), r); domain.CodeOf(err) != domain.CodeCrisis {
		t.Errorf("parked: %v", err)
	}
}

func TestNudge(t *testing.T) {
	t.Parallel()
	s := careful(t)
	nudge := func(want domain.NudgeReason) domain.Nudge {
		t.Helper()
		n, err := s.Nudge(t.Context(), s.person().ID)
		if err != nil || n.Reason != want || len(n.Sentences) != 3 {
			t.Errorf("%+v, %v, want %q", n, err, want)
		}
		return n
	}
	c := s.hear("hallo, meine Mail ist lea@web.de")
	if n := nudge(domain.NudgeNone); n.Email != "lea@web.de" {
		t.Errorf("mail %q", n.Email)
	}
	s.hear("wann ist der infotag")
	s.hear("und wo")
	nudge(domain.NudgeMany)
	s.hear("meine iban ist DE89 3704 0044 0532 0130 00")
	s.hear("ich hab diabetes")
	if n := nudge(domain.NudgeNumber); !strings.HasPrefix(n.Words, "DE89") {
		t.Errorf("words %q", n.Words)
	}
	s.must(s.SetNudgeOff(t.Context(), c.ID, true))
	nudge(domain.NudgeNone)
	s.must(s.SetNudgeOff(t.Context(), c.ID, false))
	nudge(domain.NudgeNumber)
	s.must(s.SetCrisis(t.Context(), c.ID, true))
	nudge(domain.NudgeNone)
}

// person is who hear lets write.
func (s *stage) person() domain.Chat {
	s.t.Helper()
	c, err := s.FindChat(s.t.Context(), "+4915550100001")
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

func TestPleaseWrite(t *testing.T) {
	t.Parallel()
	s := careful(t)
	c := s.hear("bitte ruf mich an")
	f, err := s.PleaseWrite(t.Context(), c.ID)
	if err != nil || len(f.Taken.Keys) != 1 || !strings.Contains(f.Text, "Ich rufe dich") {
		t.Errorf("%+v, %v", f, err)
	}
	s.must(s.RemoveAnswer(t.Context(), "anruf"))
	if f, err = s.PleaseWrite(t.Context(), c.ID); err != nil || f.Text != "Schreib mir bitte." || len(f.Taken.Keys) != 0 {
		t.Errorf("without an answer: %+v, %v", f, err)
	}
}

// TestFilesOfAnswersRestInACrisis: the text beside them may be her own by now,
// and each may be sent once more by itself.
func TestFilesOfAnswersRestInACrisis(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	a, b := o.attached("a.pdf", theForm), o.attached("b.jpg", thePhoto)
	a.From, b.From = "x", "x"
	o.relay.spurn = domain.Fail(domain.CodeRefused, "wrong type", nil)
	m := o.sends(o.reply("Beides hier", a, b))
	o.awaits(m.UUID)
	ids, err := o.MessagesOf(t.Context(), m.UUID)
	o.must(err)
	o.must(o.SetCrisis(t.Context(), o.chat.ID, true))
	if _, err := o.Send(t.Context(), o.reply("eigene Worte", b)); domain.CodeOf(err) != domain.CodeLocked {
		t.Errorf("beside her own words: %v", err)
	}
	for i, id := range ids {
		if _, err := o.Resend(t.Context(), id); domain.CodeOf(err) != domain.CodeLocked {
			t.Errorf("message %d once more: %v", i, err)
		}
	}
}
