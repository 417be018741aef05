package desk_test

import (
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
)

// inParts cuts a filled text behind its first paragraph.
func inParts(c domain.Chat, f domain.Filled) (first, second domain.Reply) {
	head, tail, _ := strings.Cut(f.Text, "\n\n")
	first = replyWith(c, f)
	first.Text, first.Rest = head, tail
	return first, domain.Reply{ChatID: c.ID, To: first.To, Text: tail}
}

func TestTheRestOfASplitReplyIsKeptAndCheckedByItself(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	c := s.hear("hallo ich bin samira, geht das?")
	first, second := inParts(c, s.fill(c, "pflege-hauptschule"))
	if l := introLight(t, s, second); l != domain.Amber {
		t.Errorf("the second part alone, before the first: %v", l)
	}
	m, err := s.Send(t.Context(), first)
	if err != nil {
		t.Fatal(err)
	}
	th, err := s.Thread(t.Context(), c.ID, 0, 0)
	if err != nil || th.Draft.Text != second.Text || !th.Draft.Taken.Part || len(th.Draft.Taken.Keys) != 1 {
		t.Fatalf("draft %+v, %v", th.Draft, err)
	}
	second.Taken = th.Draft.Taken
	if l := introLight(t, s, second); l != domain.Green {
		t.Errorf("the first part has introduced her, and the light is %v", l)
	}
	s.now = s.now.Add(2 * time.Second)
	m2, err := s.Send(t.Context(), second)
	if err != nil {
		t.Fatal(err)
	}
	if list, err := s.Answers(t.Context()); err != nil || uses(list) != 1 {
		t.Errorf("%d uses, %v", uses(list), err)
	}
	for _, uuid := range []string{m2.UUID, m.UUID} {
		if how, _, err := s.TakeBack(t.Context(), uuid); err != nil || how != domain.TakenBack {
			t.Fatal(how, err)
		}
	}
	if th, err = s.Thread(t.Context(), c.ID, 0, 0); err != nil || th.Draft.Text != first.Text+"\n\n"+second.Text {
		t.Errorf("draft %q, %v", th.Draft.Text, err)
	}
}

func introLight(t *testing.T, s *stage, r domain.Reply) domain.Level {
	t.Helper()
	v, err := s.Check(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range v.Lights {
		if l.Rule == domain.RuleIntro {
			return l.Level
		}
	}
	t.Fatal("no light for the introduction")
	return domain.Red
}

// TestASplitAnswerIsStillThatOfTheMoment: to cut a text is not to change it.
func TestASplitAnswerIsStillThatOfTheMoment(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	c := s.hear("wann bist du da")
	first, _ := inParts(c, s.fill(c, "fenster"))
	s.now = s.now.Add(time.Hour)
	if _, err := s.Send(t.Context(), first); domain.CodeOf(err) != domain.CodeStale {
		t.Fatalf("an old time would have gone out in the second part: %v", err)
	}
	changed := first
	changed.Rest += " Bis dann!"
	if _, err := s.Send(t.Context(), changed); err != nil {
		t.Errorf("a changed text was held back: %v", err)
	}
}

// TestRedLightsOfAPartAreItsOwn: what stands in the rest stops the rest.
func TestRedLightsOfAPartAreItsOwn(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	c := s.hear("ich bin Luca")
	r := domain.Reply{ChatID: c.ID, To: c.Contact.Address(), Text: "Hallo Luca, schau mal hier.", Rest: "Hallo Mehmet, schau mal dort."}
	if _, err := s.Send(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	r.Text, r.Rest = r.Rest, ""
	if _, err := s.Send(t.Context(), r); domain.CodeOf(err) != domain.CodeRedLight {
		t.Fatalf("got %v", err)
	}
}
