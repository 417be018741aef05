//go:build !race

package cli

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/safego"
)

// stage is a small world for one trouble: it begins on a Monday
// at seven with the desk open and one person who has just written.
type stage struct {
	*week
	t    *testing.T
	desk *house
	lea  fakewa.Person
	stop func()
}

func onStage(t *testing.T, play func(s *stage)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := &stage{week: newWeek(t, 1, 0), t: t, lea: someone(1, "Lea")}
		s.crowd.people = []fakewa.Person{s.lea}
		s.sleepUntil(s.at(7, 0))
		s.write(s.lea, "Hallo, wann ist der nächste Infotag?", s.world())
		s.sit()
		play(s)
		s.stop()
		s.end(t)
	})
}

// sit opens the desk.
func (s *stage) sit() {
	s.t.Helper()
	h := s.openDesk(s.t)
	ctx, cancel := context.WithCancel(s.ctx)
	run := safego.Go("desk", func(err error) { s.t.Errorf("the desk: %v", err) }, func() { h.desk.Run(ctx) })
	heard := safego.Go("bells", func(err error) { s.t.Errorf("the bells: %v", err) }, func() {
		for range h.desk.Changes() {
		}
	})
	s.desk, s.stop = h, func() { cancel(); <-run; <-heard; h.close() }
	s.pass(5 * time.Second)
}

// at is a moment of the Monday.
func (s *stage) at(hour, minute int) time.Time {
	return s.monday.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
}

func (s *stage) pass(d time.Duration) { s.sleep(d) }

func (s *stage) write(p fakewa.Person, text string, at time.Time) {
	s.t.Helper()
	if err := s.meta.Deliver(s.ctx, fakewa.Text(p, text).At(at)); err != nil {
		s.t.Fatal(err)
	}
}

// tap lets Lea tap the button of an announcement.
func (s *stage) tap(m fakewa.SentMessage) {
	s.t.Helper()
	if err := s.meta.Deliver(s.ctx, fakewa.TapTemplate(s.lea, payloadOf(m), "Antwort lesen", m.WAMID)); err != nil {
		s.t.Fatal(err)
	}
	s.pass(time.Minute)
}

func (s *stage) chat(p fakewa.Person) domain.Chat {
	s.t.Helper()
	c, err := s.desk.desk.FindChat(s.ctx, p.Phone)
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

func (s *stage) send(r domain.Reply) domain.Message {
	s.t.Helper()
	c := s.chat(s.lea)
	r.ChatID, r.To = c.ID, c.Contact.Address()
	if r.Text == "" {
		r.Text = s.answer()
	}
	m, err := s.desk.desk.Send(s.ctx, r)
	if err != nil {
		s.t.Fatal(err)
	}
	s.pass(3 * time.Second)
	return m
}

// reached lists what a person got, with the time by the world's clock.
func (s *stage) reached(p fakewa.Person) []string {
	var list []string
	for _, m := range s.meta.Sent() {
		if "+"+strings.TrimPrefix(m.To, "+") == p.Phone {
			kind := m.Type
			if strings.Contains(m.Body, "utomati") {
				kind = "auto"
			}
			list = append(list, m.At.In(s.zone).Format("15:04 ")+kind)
		}
	}
	return list
}

func (s *stage) wants(p fakewa.Person, want ...string) {
	s.t.Helper()
	if got := s.reached(p); !slices.Equal(got, want) {
		s.t.Errorf("%s got %q, want %q", p.Name, got, want)
	}
}

// TestAsleepOverTheSlot: the laptop, with relay and desk on it, sleeps from
// 8:40 to 10:00. A reply that was to leave at nine leaves once when it wakes;
// who wrote meanwhile is told about the next slot, unless that was long ago;
// and nothing rings for a slot that is over.
func TestAsleepOverTheSlot(t *testing.T) {
	onStage(t, func(s *stage) {
		mia, tom := someone(2, "Mia"), someone(3, "Tom")
		s.wants(s.lea, "07:00 auto")
		m := s.send(domain.Reply{At: s.at(9, 0)})
		s.sleepUntil(s.at(8, 40))
		s.slept.Add(int64(80 * time.Minute))
		s.write(mia, "Kann ich ein Praktikum machen?", s.at(8, 50))
		s.write(tom, "Kann ich ein Praktikum machen?", s.at(9, 30))
		s.pass(2 * time.Minute)
		s.wants(mia)
		s.wants(tom, "10:00 auto")
		if got := s.reached(s.lea); len(got) != 2 || got[1] != "10:00 text" && got[1] != "10:01 text" || s.meta.Count(m.UUID) != 1 {
			t.Errorf("Lea got %q", got)
		}
		if sent := s.meta.Sent(); !slices.ContainsFunc(sent, func(m fakewa.SentMessage) bool { return strings.Contains(m.Body, "heute ab 15:30 Uhr") }) {
			t.Error("nobody was told when the next slot is")
		}
		agenda := s.desk.desk.Agenda()
		if domain.Rings(agenda, time.Time{}, s.chat(tom)) || s.chat(tom).State != domain.ChatWaiting || !agenda.Next.Begin.Equal(s.at(15, 30)) {
			t.Errorf("after the slot: %+v, next %v", s.chat(tom).State, agenda.Next)
		}
	})
}

// TestAsleepOverTheWindow: the machine sleeps until the reply window of a chat
// has shut. WhatsApp refuses what was to leave in it, late and by a status; the
// reply is parked instead, and leaves once the person taps.
func TestAsleepOverTheWindow(t *testing.T) {
	onStage(t, func(s *stage) {
		s.send(domain.Reply{At: s.at(9, 0)})
		s.slept.Add(int64(30 * time.Hour))
		s.pass(3 * time.Minute)
		c := s.chat(s.lea)
		got := s.meta.Sent()
		if c.Wait != domain.WaitParked || got[len(got)-1].Type != "template" {
			t.Fatalf("the chat after thirty hours: %+v", c)
		}
		s.tap(got[len(got)-1])
		s.tap(got[len(got)-1])
		texts := slices.DeleteFunc(s.meta.Sent(), func(m fakewa.SentMessage) bool { return m.Type != "text" })
		if c := s.chat(s.lea); c.Wait != domain.WaitNone || len(texts) != 3 || texts[2].Body != texts[1].Body {
			t.Errorf("after the tap: %+v, %d texts", c, len(texts))
		}
	})
}

// TestClockThatIsWrong: our clock leaps ahead by six hours, and back. While it
// differs from Meta's the relay says so and tells nobody by itself when
// somebody is there; what was sent before is neither lost nor sent twice.
func TestClockThatIsWrong(t *testing.T) {
	onStage(t, func(s *stage) {
		mia, tom, eva := someone(2, "Mia"), someone(3, "Tom"), someone(4, "Eva")
		for _, wrong := range []time.Duration{6 * time.Hour, -6 * time.Hour} {
			s.wrong.Store(int64(wrong))
			first, second := s.send(domain.Reply{}), s.send(domain.Reply{})
			s.pass(2 * time.Minute)
			if s.meta.Count(first.UUID) != 1 || s.meta.Count(second.UUID) != 1 {
				t.Errorf("by %v: sent %d and %d times", wrong, s.meta.Count(first.UUID), s.meta.Count(second.UUID))
			}
			s.write(map[bool]fakewa.Person{true: mia, false: tom}[wrong > 0], "Hallo? Wer ist da?", s.world())
			s.pass(time.Minute)
			health, err := s.desk.relay.Health(s.ctx)
			if err != nil || health.ClockAhead != int(wrong.Seconds()) {
				t.Errorf("by %v: the relay says its clock is ahead by %d s, %v", wrong, health.ClockAhead, err)
			}
		}
		s.wants(mia)
		s.wants(tom)
		s.wrong.Store(0)
		s.send(domain.Reply{})
		s.send(domain.Reply{})
		s.pass(time.Minute)
		s.write(eva, "Hallo? Wer ist da?", s.world())
		s.pass(time.Minute)
		if got := s.reached(eva); len(got) != 1 || !strings.HasSuffix(got[0], "auto") {
			t.Errorf("with the clock put right Eva got %q", got)
		}
	})
}

// TestAnotherZone: the adviser moves to Lisbon and says so in her
// configuration. Moments that were chosen stay the moments they were; slots and
// days are those of the new zone.
func TestAnotherZone(t *testing.T) {
	onStage(t, func(s *stage) {
		m := s.send(domain.Reply{At: s.at(11, 0)})
		if err := s.desk.desk.SetLater(s.ctx, s.chat(s.lea).ID, s.at(12, 0)); err != nil {
			t.Fatal(err)
		}
		s.stop()
		s.cfg.Timezone = "Europe/Lisbon"
		s.sit()
		if begin := s.desk.desk.Agenda().Next.Begin; !begin.Equal(s.at(10, 0)) { // nine o'clock in Lisbon
			t.Errorf("the next slot begins at %v", begin.In(s.zone))
		}
		waits, err := s.desk.desk.Waiting(s.ctx)
		if err != nil || len(waits) != 1 || !waits[0].At.Equal(s.at(11, 0)) {
			t.Errorf("what waits: %+v, %v", waits, err)
		}
		s.sleepUntil(s.at(12, 1))
		if s.meta.Count(m.UUID) != 1 || s.chat(s.lea).State == domain.ChatLater {
			t.Errorf("sent %d times, chat %s", s.meta.Count(m.UUID), s.chat(s.lea).State)
		}
		s.wants(s.lea, "07:00 auto", "11:00 text")
	})
}

// TestServersWord: WhatsApp says late, by a status, that the window is shut that
// was open by our clock. The reply is announced and leaves after the tap; until
// then the chat counts as shut.
func TestServersWord(t *testing.T) {
	onStage(t, func(s *stage) {
		s.meta.Shut(s.lea)
		s.send(domain.Reply{})
		s.pass(time.Minute)
		c, sent := s.chat(s.lea), s.meta.Sent()
		if !c.Shut || c.CanReply(s.now()) || c.Wait != domain.WaitParked {
			t.Fatalf("after the refusal: %+v", c)
		}
		s.tap(sent[len(sent)-1])
		if c = s.chat(s.lea); c.Shut || c.Wait != domain.WaitNone || c.State != domain.ChatOpen {
			t.Errorf("after the tap: %+v", c)
		}
		s.wants(s.lea, "07:00 auto", "07:00 text", "07:00 template", "07:01 text")
	})
}

// TestTemplatePausedMeanwhile: the template was approved when the answer was
// written, and is paused when it is to be announced. The answer is back with its
// reason, on top of those who wait, and the relay names the template.
func TestTemplatePausedMeanwhile(t *testing.T) {
	onStage(t, func(s *stage) {
		s.sleepUntil(s.at(24+7, 30)) // the window has shut
		if err := s.meta.PauseTemplate("antwort_liegt_vor", "de"); err != nil {
			t.Fatal(err)
		}
		m := s.send(domain.Reply{Park: true})
		s.pass(time.Minute)
		c := s.chat(s.lea)
		if c.State != domain.ChatWaiting || c.Look != domain.ReturnAnnounce || c.Wait != domain.WaitNone || !c.Draft {
			t.Errorf("the chat: %+v", c)
		}
		thread, err := s.desk.desk.Thread(s.ctx, c.ID, 0, 0)
		if err != nil || thread.Draft.Text != m.Content.Text {
			t.Errorf("the draft: %q, %v", thread.Draft.Text, err)
		}
		health, err := s.desk.relay.Health(s.ctx)
		if err != nil || health.Templates != "antwort_liegt_vor" {
			t.Errorf("the relay says of templates %q, %v", health.Templates, err)
		}
		s.wants(s.lea, "07:00 auto")
	})
}
