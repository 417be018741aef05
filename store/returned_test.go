package store_test

import (
	"fmt"
	"testing"
	"time"

	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
)

// reply queues a text to somebody.
func (f *fixture) reply(ref string, snd domain.Send) {
	f.t.Helper()
	c := f.find(ref)
	snd.To, snd.Kind = c.Contact.Address(), domain.SendText
	_, err := f.AddSend(f.t.Context(), c.ID, snd, domain.SentWith{Reads: "Deine Antwort liegt vor."})
	f.check(err)
	f.check(f.HandedOver(f.t.Context(), snd.UUID))
}

// park queues a reply that waits for somebody, announced under the uuid "a-…".
func (f *fixture) park(ref, uuid string) {
	f.t.Helper()
	f.reply(ref, domain.Send{
		UUID: uuid, Text: "Text " + uuid, Alone: true, NotBefore: f.now.Add(7 * time.Second), Expires: f.now.Add(14 * 24 * time.Hour),
		Announce: &domain.Announce{UUID: "a-" + uuid, Template: domain.Template{Name: "antwort_liegt_vor", Language: "de"}},
	})
}

// schedule queues a reply for a minute.
func (f *fixture) schedule(ref, uuid string, minute int) {
	f.t.Helper()
	f.reply(ref, domain.Send{UUID: uuid, Text: "Text " + uuid, Alone: true, NotBefore: at(minute)})
}

// step takes in what the relay says of a send.
func (f *fixture) step(uuid string, state domain.SendState, minute int) {
	f.t.Helper()
	f.result(stepOf(uuid, state, minute))
}

func stepOf(uuid string, state domain.SendState, minute int) domain.SendResult {
	r := domain.SendResult{UUID: uuid, State: state, At: at(minute)}
	switch state {
	case domain.SendAccepted:
		r.WAMID = "w-" + uuid
	case domain.SendReturned:
		r.Reason = domain.ReturnWrote
	default:
	}
	return r
}

func (f *fixture) back(uuid string, why domain.ReturnReason, minute int) {
	f.t.Helper()
	f.result(domain.SendResult{UUID: uuid, State: domain.SendReturned, At: at(minute), Reason: why})
}

// taps is Samira tapping the button of the announcement of u1.
func taps(wamid string, minute int) domain.Incoming {
	u := kind(says(samira, wamid, "Antwort lesen", minute), domain.KindButton)
	u.Message.Content.Choice = &domain.Choice{ID: domain.ParkPayload("u1"), Title: "Antwort lesen"}
	return u
}

// TestFilesThatCameBackKeepTheirOrder: in whatever order the relay tells it, and
// beside what was attached since. What is taken back afterwards stands among them.
func TestFilesThatCameBackKeepTheirOrder(t *testing.T) {
	t.Parallel()
	for _, order := range [][]string{{"a", "b", "c"}, {"c", "b", "a"}, {"b", "c", "a"}, {"c", "a", "b"}} {
		for withdrawn := range 2 {
			f := open(t)
			f.take(says(samira, "w1", "hallo", 0))
			chat := f.find("Samira")
			var list []domain.Send
			for _, name := range []string{"a", "b", "c"} {
				list = append(list, domain.Send{
					UUID: name, To: chat.Contact.Address(), Kind: domain.SendMedia, Alone: true, NotBefore: at(60),
					Media: &domain.SendFile{Kind: domain.KindDocument, Stored: name + ".pdf"},
				})
			}
			_, err := f.AddSends(t.Context(), chat.ID, list, domain.SentWith{})
			f.check(err)
			f.check(f.SaveDraft(t.Context(), domain.Draft{ChatID: chat.ID, Text: "neu", Files: []domain.Attachment{{Stored: "new.pdf"}}, Revision: 9}))
			for _, uuid := range order[:len(order)-withdrawn] {
				f.back(uuid, domain.ReturnWrote, 30)
			}
			for _, uuid := range order[len(order)-withdrawn:] {
				_, err := f.Withdrawn(t.Context(), uuid)
				f.check(err)
			}
			th, err := f.Thread(t.Context(), chat.ID, 0, 0)
			f.check(err)
			var got []string
			for _, file := range th.Draft.Files {
				got = append(got, file.Stored)
			}
			if diff := cmp.Diff([]string{"a.pdf", "b.pdf", "c.pdf", "new.pdf"}, got); diff != "" {
				t.Errorf("%v, %d of them taken back: %s", order, withdrawn, diff)
			}
		}
	}
}

// TestLifeOfASendThatWaits plays lives of a reply to Samira, who wrote at minute
// 0; it is written at minute 2 days, her window being shut.
func TestLifeOfASendThatWaits(t *testing.T) {
	t.Parallel()
	const now = 2 * day
	refuse := func(f *fixture, why domain.ReturnReason) { f.check(f.Refused(f.t.Context(), "u1", why)) }
	done := func(f *fixture, done bool) { f.check(f.SetDone(f.t.Context(), f.find("Samira").ID, done)) }
	tests := []struct {
		name  string
		play  func(f *fixture)
		state domain.ChatState
		look  domain.ReturnReason
		wait  domain.WaitKind
		draft string
	}{
		{"parked", func(f *fixture) { f.park("Samira", "u1"); f.step("u1", domain.SendParked, now) }, "open", "", "parked", ""},
		{"parked, the relay away", func(f *fixture) { f.park("Samira", "u1") }, "open", "", "parked", ""},
		{"tapped", func(f *fixture) {
			f.park("Samira", "u1")
			f.step("u1", domain.SendParked, now)
			f.take(taps("t1", now+60))
		}, "open", "", "parked", ""},
		{"tapped and sent", func(f *fixture) { tapped(f) }, "open", "", "", ""},
		{"tapped twice", func(f *fixture) { tapped(f); f.take(taps("t2", now+70)) }, "waiting", "", "", ""},
		{"tapped, sent, and asked again", func(f *fixture) { tapped(f); f.take(says(samira, "w2", "und?", now+70)) }, "waiting", "", "", ""},
		{"wrote", func(f *fixture) {
			f.park("Samira", "u1")
			f.take(says(samira, "w2", "hat sich erledigt", now+60))
			f.back("u1", domain.ReturnWrote, now+60)
		}, "waiting", "wrote", "", "Text u1"},
		{"expired", func(f *fixture) { f.park("Samira", "u1"); f.back("u1", domain.ReturnExpired, now+60) }, "waiting", "expired", "", "Text u1"},
		{"expired in a chat that was put away", func(f *fixture) {
			f.park("Samira", "u1")
			done(f, true)
			f.back("u1", domain.ReturnExpired, now+60)
		}, "waiting", "expired", "", "Text u1"},
		{"expired in a chat that was put off", func(f *fixture) {
			f.park("Samira", "u1")
			f.putOff(now + 5000)
			f.back("u1", domain.ReturnExpired, now+60)
		}, "waiting", "expired", "", "Text u1"},
		{"expired, and then tapped", func(f *fixture) {
			f.park("Samira", "u1")
			f.back("u1", domain.ReturnExpired, now+60)
			f.reply("Samira", domain.Send{UUID: "u2", Text: "anders"})
			f.take(taps("t1", now+70))
		}, "waiting", "", "", ""},
		{"came back, answered", func(f *fixture) {
			f.park("Samira", "u1")
			f.back("u1", domain.ReturnExpired, now+60)
			f.reply("Samira", domain.Send{UUID: "u2", Text: "anders"})
		}, "open", "", "", ""},
		{"came back, answered in vain", func(f *fixture) {
			f.park("Samira", "u1")
			f.back("u1", domain.ReturnExpired, now+60)
			f.reply("Samira", domain.Send{UUID: "u2", Text: "anders"})
			f.step("u2", domain.SendFailed, now+61)
		}, "waiting", "expired", "", ""},
		{"came back after an attempt in vain", func(f *fixture) {
			f.schedule("Samira", "u1", now+600)
			f.step("u1", domain.SendReleased, now+600)
			f.step("u1", domain.SendHeld, now+601)
			f.back("u1", domain.ReturnDate, now+700)
		}, "waiting", "date", "", "Text u1"},
		{"came back after another answer", func(f *fixture) {
			f.schedule("Samira", "u1", now+600)
			f.reply("Samira", domain.Send{UUID: "u2", Text: "gleich"})
			f.back("u1", domain.ReturnDate, now+60)
		}, "waiting", "date", "", "Text u1"},
		{"came back, done", func(f *fixture) {
			f.park("Samira", "u1")
			f.back("u1", domain.ReturnExpired, now+60)
			done(f, true)
		}, "done", "", "", "Text u1"},
		{"came back, done and not done", func(f *fixture) {
			f.park("Samira", "u1")
			f.back("u1", domain.ReturnExpired, now+60)
			done(f, true)
			done(f, false)
		}, "waiting", "expired", "", "Text u1"},
		{"came back, later", func(f *fixture) {
			f.park("Samira", "u1")
			f.back("u1", domain.ReturnExpired, now+60)
			f.putOff(now + 500)
		}, "later", "", "", "Text u1"},
		{"came back, later, and back", func(f *fixture) {
			f.park("Samira", "u1")
			f.back("u1", domain.ReturnExpired, now+60)
			f.putOff(now + 500)
			f.check(f.SetLater(f.t.Context(), f.find("Samira").ID, time.Time{}))
		}, "waiting", "expired", "", "Text u1"},
		{"came back, answered on the phone", func(f *fixture) {
			f.park("Samira", "u1")
			f.back("u1", domain.ReturnExpired, now+60)
			f.take(typed(samira, "o1", "Ruf mich an", now+90))
		}, "open", "", "", "Text u1"},
		{"the relay will not", func(f *fixture) { f.park("Samira", "u1"); refuse(f, domain.ReturnParked) }, "waiting", "parked", "", "Text u1"},
		{"the relay will not in a crisis", func(f *fixture) { f.park("Samira", "u1"); done(f, true); refuse(f, domain.ReturnCrisis) }, "waiting", "crisis", "", "Text u1"},
		{"scheduled", func(f *fixture) { f.schedule("Samira", "u1", now+60); f.step("u1", domain.SendHeld, now) }, "open", "", "scheduled", ""},
		{"left at its time", func(f *fixture) {
			f.schedule("Samira", "u1", now+60)
			f.step("u1", domain.SendHeld, now)
			f.step("u1", domain.SendReleased, now+60)
		}, "open", "", "", ""},
		{"taken back", func(f *fixture) {
			f.park("Samira", "u1")
			_, err := f.Withdrawn(f.t.Context(), "u1")
			f.check(err)
		}, "waiting", "", "", "Text u1"},
		{"taken back when it had come back", func(f *fixture) {
			f.park("Samira", "u1")
			f.back("u1", domain.ReturnExpired, now+60)
			_, err := f.Withdrawn(f.t.Context(), "u1")
			f.check(err)
		}, "waiting", "expired", "", "Text u1"},
		{"there was a draft", func(f *fixture) {
			f.park("Samira", "u1")
			f.check(f.SaveDraft(f.t.Context(), domain.Draft{ChatID: f.find("Samira").ID, Text: "Noch was", Revision: 9}))
			f.back("u1", domain.ReturnExpired, now+60)
		}, "waiting", "expired", "", "Text u1\n\nNoch was"},
		{"two came back", func(f *fixture) {
			f.schedule("Samira", "u1", now+60)
			f.schedule("Samira", "u2", now+60)
			f.back("u2", domain.ReturnWrote, now+30)
			f.back("u1", domain.ReturnWrote, now+30)
		}, "waiting", "wrote", "", "Text u1\n\nText u2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := waiting(t)
			f.now = at(now)
			tt.play(f)
			th := f.thread("Samira")
			got := []string{string(th.Chat.State), string(th.Chat.Look), string(th.Chat.Wait), th.Draft.Text}
			if diff := cmp.Diff([]string{string(tt.state), string(tt.look), string(tt.wait), tt.draft}, got); diff != "" {
				t.Error(diff)
			}
			f.check(f.Integrity(t.Context()))
		})
	}
}

func tapped(f *fixture) {
	f.park("Samira", "u1")
	f.step("u1", domain.SendParked, 2*day)
	f.take(taps("t1", 2*day+60))
	f.step("u1", domain.SendHeld, 2*day+60)
	f.step("u1", domain.SendReleased, 2*day+61)
	f.step("u1", domain.SendAccepted, 2*day+62)
}

func TestStepsOfAParkedReply(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	f.now = at(2 * day)
	tapped(f)
	th := f.thread("Samira")
	var reply, announced domain.Message
	for _, m := range th.Messages {
		switch m.UUID {
		case "u1":
			reply = m
		case "a-u1":
			announced = m
		}
	}
	want := []domain.Step{
		{State: domain.SendParked, At: at(2 * day)},
		{State: domain.SendHeld, At: at(2*day + 60)},
		{State: domain.SendReleased, At: at(2*day + 61)},
		{State: domain.SendAccepted, At: at(2*day + 62)},
	}
	if diff := cmp.Diff(want, reply.Steps); diff != "" {
		t.Error(diff)
	}
	if reply.Wait != domain.WaitParked || reply.Announce != "a-u1" || reply.Expires == nil || reply.NotBefore != nil {
		t.Errorf("reply %+v", reply)
	}
	if announced.Kind != domain.KindTemplate || announced.Content.Text != "Deine Antwort liegt vor." || announced.Content.Template.Name != "antwort_liegt_vor" {
		t.Errorf("announcement %+v", announced)
	}
	if !th.Chat.AnsweredAt.Equal(at(2*day+62)) || th.Chat.FirstContact {
		t.Errorf("chat %+v", th.Chat)
	}
	_, m, err := f.SendByUUID(t.Context(), "u1")
	if err != nil || len(m.Steps) != 4 {
		t.Errorf("%+v %v", m, err)
	}
}

func TestWaitingSends(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	f.take(says(luca, "w2", "und ich?", 1))
	f.now = at(2 * day)
	f.park("Samira", "u1")
	f.schedule("Luca", "u2", 3*day)
	f.schedule("Luca", "u3", 2*day+10)
	list, err := f.WaitingSends(t.Context())
	f.check(err)
	var got []string
	for _, s := range list {
		got = append(got, fmt.Sprint(s.UUID, " ", s.Chat.Contact.Name, " ", s.Kind, " ", s.At.Sub(start), " ", s.Expires.IsZero()))
	}
	want := []string{"u3 Luca scheduled 48h10m0s true", "u2 Luca scheduled 72h0m0s true", "u1 Samira parked " + fmt.Sprint(time.Time{}.Sub(start)) + " false"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if c := f.find("Luca"); c.Wait != domain.WaitScheduled || !c.WaitUntil.Equal(at(2*day+10)) {
		t.Errorf("chat %+v", c)
	}
	_, err = f.Withdrawn(t.Context(), "u1")
	f.check(err)
	if th := f.thread("Samira"); len(th.Messages) != 1 || th.Chat.Wait != "" {
		t.Errorf("the announcement has not left: %q", texts(th.Messages))
	}
	f.park("Samira", "u4")
	f.check(f.Settle(t.Context(), "u4", false)) // the relay will never take it
	if th := f.thread("Samira"); len(th.Messages) != 2 || th.Messages[1].UUID != "u4" || th.Messages[1].Status != domain.StatusFailed {
		t.Errorf("nothing is announced: %q", texts(th.Messages))
	}
}

// TestAnnouncementTriedInVain: the relay has tried to announce a reply and could
// not, and then the reply comes back. It would be on its way for ever.
func TestAnnouncementTriedInVain(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	f.now = at(2 * day)
	f.park("Samira", "u1")
	f.step("u1", domain.SendParked, 2*day)
	for i, state := range []domain.SendState{domain.SendHeld, domain.SendReleased, domain.SendHeld, domain.SendTakenBack} {
		if state == domain.SendTakenBack {
			f.back("u1", domain.ReturnWrote, 2*day+i)
		}
		f.step("a-u1", state, 2*day+i)
	}
	if th := f.thread("Samira"); len(th.Messages) != 2 || th.Messages[1].Status != domain.StatusReturned {
		t.Errorf("the chat: %+v", th.Messages)
	}
}

func TestAutomaticTexts(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	auto := domain.AutoSent{UUID: "auto", To: toSamira, Rule: domain.AutoEvening, Text: "Ich antworte morgen ab 9.", WAMID: "w1"}
	f.seq += 2
	said := domain.Decoded{Event: domain.Event{Seq: f.seq, Kind: domain.EventAuto, At: at(1), Auto: &auto}}
	_, err := f.TakeIn(t.Context(), domain.Batch{Instance: "one", To: f.seq, Events: []domain.Decoded{said, said}})
	f.check(err)
	f.step("auto", domain.SendAccepted, 2)
	c := f.find("Samira")
	if c.State != domain.ChatWaiting || !c.WaitingSince.Equal(at(0)) || !c.FirstContact || !c.AnsweredAt.IsZero() || c.LastText != "hallo" {
		t.Errorf("chat %+v", c)
	}
	th := f.thread("Samira")
	if len(th.Messages) != 2 {
		t.Fatalf("%q", texts(th.Messages))
	}
	if m := th.Messages[1]; m.Origin != domain.OriginAuto || m.Rule != domain.AutoEvening || m.Status != domain.StatusAccepted || m.WAMID != "w-auto" {
		t.Errorf("message %+v", m)
	}
}

// An automatic text that came too late is nothing the adviser has to do about.
func TestAutomaticTextThatCameBack(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	f.seq += 2
	said := domain.Decoded{Event: domain.Event{
		Seq: f.seq, Kind: domain.EventAuto, At: at(1),
		Auto: &domain.AutoSent{UUID: "auto", To: toSamira, Rule: domain.AutoEvening, Text: "Ich antworte morgen ab 9.", WAMID: "w1"},
	}}
	_, err := f.TakeIn(t.Context(), domain.Batch{Instance: "one", To: f.seq, Events: []domain.Decoded{said}})
	f.check(err)
	f.back("auto", domain.ReturnDate, 2)
	th := f.thread("Samira")
	if c := th.Chat; c.Look != "" || c.State != domain.ChatWaiting || c.Draft || th.Draft.Text != "" {
		t.Errorf("chat %+v, draft %q", c, th.Draft.Text)
	}
	if m := th.Messages[1]; m.Status != domain.StatusReturned {
		t.Errorf("message %+v", m)
	}
}

// What only a relay knew that is gone may have left, or never will.
func TestAnotherRelayKnowsNothing(t *testing.T) {
	t.Parallel()
	f := open(t)
	hint := says(domain.Person{Identity: domain.Identity{Phone: "+493333"}}, "w3", "ich kann nicht mehr", 0)
	hint.Message.Crisis = true
	f.take(says(samira, "w1", "hallo", 0), says(luca, "w2", "hallo", 0), hint)
	f.check(f.SetCrisis(t.Context(), f.find("Luca").ID, true))
	f.check(f.CrisisTold(t.Context(), domain.CrisisWord{ChatID: f.find("Luca").ID, On: true}))
	f.now = at(2 * day)
	f.schedule("Samira", "later", 2*day+60)
	f.park("Samira", "parked")
	f.step("parked", domain.SendParked, 2*day)
	f.reply("Samira", domain.Send{UUID: "sent", Text: "gleich"})
	f.step("sent", domain.SendAccepted, 2*day)
	f.schedule("Luca", "luca", 2*day+60)
	c := f.find("Samira")
	_, err := f.AddSend(t.Context(), c.ID, domain.Send{UUID: "new", To: c.Contact.Address(), Kind: domain.SendText, Text: "neu"}, domain.SentWith{})
	f.check(err)
	_, err = f.TakeIn(t.Context(), domain.Batch{Instance: "two", To: 1})
	f.check(err)
	for uuid, want := range map[string]domain.Status{
		"later": domain.StatusUnknown, "parked": domain.StatusUnknown, "sent": domain.StatusAccepted, "new": domain.StatusQueued,
	} {
		if _, m, err := f.SendByUUID(t.Context(), uuid); err != nil || m.Status != want {
			t.Errorf("%s: %q %v", uuid, m.Status, err)
		}
	}
	if c := f.find("Samira"); c.Wait != domain.WaitNone {
		t.Errorf("waits for what nobody knows: %+v", c)
	}
	if c := f.find("Luca"); c.State != domain.ChatWaiting || !c.Failed {
		t.Errorf("nobody sees that something may have been lost: %+v", c)
	}
	if words, err := f.CrisisWords(t.Context()); err != nil || len(words) != 2 || !words[0].On || !words[1].On { // by her word, and by a hint
		t.Errorf("told anew: %+v %v", words, err)
	}
}

func TestPromises(t *testing.T) {
	t.Parallel()
	promise := func(f *fixture, minute int) {
		_, err := f.AddPromise(f.t.Context(), domain.Promise{ChatID: f.find("Samira").ID, Words: "Ich melde mich am Montag", Due: at(minute)})
		f.check(err)
	}
	tests := []struct {
		name    string
		play    func(f *fixture)
		state   domain.ChatState
		waiting int // minute
		next    int // minute of the next promise, 0: none
	}{
		{"not due", func(f *fixture) { promise(f, 60); f.wake(59) }, "open", 0, 60},
		{"due", func(f *fixture) { promise(f, 60); f.wake(60) }, "waiting", 60, 60},
		{"due in a chat that is done", func(f *fixture) {
			promise(f, 60)
			f.check(f.SetDone(f.t.Context(), f.find("Samira").ID, true))
			f.wake(60)
		}, "waiting", 60, 60},
		{"due while put off", func(f *fixture) { promise(f, 60); f.putOff(90); f.wake(60) }, "waiting", 60, 60},
		{"kept by key", func(f *fixture) {
			promise(f, 60)
			f.wake(60)
			f.check(f.KeepPromises(f.t.Context(), f.find("Samira").ID))
		}, "open", 0, 0},
		{"kept by an answer", func(f *fixture) { promise(f, 60); f.wake(60); f.send("u2", "Hier bin ich") }, "open", 0, 0},
		{"the answer failed", func(f *fixture) {
			promise(f, 60)
			f.wake(60)
			f.send("u2", "Hier bin ich")
			f.step("u2", domain.SendFailed, 61)
		}, "waiting", 60, 60},
		{"an answer before it is due", func(f *fixture) { promise(f, 60); f.send("u2", "Noch was"); f.wake(60) }, "waiting", 60, 60},
		{"done when it was due", func(f *fixture) {
			promise(f, 60)
			f.wake(60)
			f.check(f.SetDone(f.t.Context(), f.find("Samira").ID, true))
		}, "done", 0, 0},
		{"put off when it was due", func(f *fixture) { promise(f, 60); f.wake(60); f.putOff(90) }, "later", 0, 90},
		{"put off, and due again", func(f *fixture) { promise(f, 60); f.wake(60); f.putOff(90); f.wake(90) }, "waiting", 90, 90},
		{"two", func(f *fixture) { promise(f, 90); promise(f, 60); f.wake(60); f.send("u2", "Die erste") }, "open", 0, 90},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := waiting(t)
			f.now = at(10)
			f.send("u1", "Ich melde mich am Montag")
			tt.play(f)
			c := f.find("Samira")
			next := time.Time{}
			if tt.next > 0 {
				next = at(tt.next)
			}
			if c.State != tt.state || !c.Promise.Equal(next) || tt.state == "waiting" && !c.WaitingSince.Equal(at(tt.waiting)) {
				t.Errorf("chat %+v", c)
			}
			list, err := f.Promises(t.Context(), 0)
			if f.check(err); len(list) > 0 && !list[0].Due.Equal(next) || len(list) == 0 && tt.next > 0 {
				t.Errorf("promises %+v", list)
			}
		})
	}
}

func TestAThanksDoesNotWake(t *testing.T) {
	t.Parallel()
	thanks := says(samira, "w2", "danke!", 20)
	thanks.Message.Thanks = true
	f := waiting(t)
	f.now = at(10)
	f.putOff(60)
	f.take(thanks)
	if c := f.find("Samira"); c.State != domain.ChatLater || c.Unread != 2 {
		t.Errorf("chat %+v", c)
	}
	f.wake(60)
	if c := f.find("Samira"); c.State != domain.ChatWaiting {
		t.Errorf("chat %+v", c)
	}
	f = waiting(t)
	f.now = at(10)
	f.send("u1", "Bitte")
	f.take(thanks)
	if c := f.find("Samira"); c.State != domain.ChatWaiting {
		t.Errorf("outside of a snooze: %+v", c)
	}
}

func TestRefusedTextsAreDecidedOnce(t *testing.T) {
	t.Parallel()
	refused := domain.Reported{WAMID: "w9", UUID: "u1", Status: domain.StatusFailed, At: at(31), Failure: &domain.Failure{Code: 131047, Title: "Re-engagement message"}}
	f := waiting(t)
	f.now = at(30)
	f.send("u1", "Hallo Samira")
	f.take(refused)
	chat := f.find("Samira")
	f.check(f.SaveDraft(t.Context(), domain.Draft{ChatID: chat.ID, Text: "noch was", Revision: 5}))
	list, err := f.Refusals(t.Context())
	if f.check(err); len(list) != 1 || list[0].UUID != "u1" || !chat.Shut {
		t.Fatalf("refusals %+v, chat %+v", list, chat)
	}
	again := domain.Send{
		UUID: "u2", To: toSamira, Kind: domain.SendText, Text: "Hallo Samira", Alone: true, Expires: at(9999),
		Announce: &domain.Announce{UUID: "a-u2"},
	}
	_, err = f.AddSend(t.Context(), chat.ID, again, domain.SentWith{Instead: "u1"})
	f.check(err)
	again.UUID = "u3"
	if _, err = f.AddSend(t.Context(), chat.ID, again, domain.SentWith{Instead: "u1"}); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("a second time: %v", err)
	}
	f.check(f.GiveBack(t.Context(), "u1"))
	f.take(refused)
	if list, err = f.Refusals(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("refusals %+v %v", list, err)
	}
	th := f.thread("Samira")
	if diff := cmp.Diff([]string{"hallo", "Hallo Samira", "", "Hallo Samira"}, texts(th.Messages)); diff != "" || th.Draft.Text != "noch was" {
		t.Error(diff, th.Draft)
	}
	if c := th.Chat; c.Look != "" || c.Wait != domain.WaitParked || !c.Shut {
		t.Errorf("chat %+v", c)
	}
}

func TestARefusedTextComesBack(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	f.now = at(30)
	f.send("u1", "Hallo Samira")
	f.result(domain.SendResult{UUID: "u1", State: domain.SendFailed, At: at(31), Failure: &domain.Failure{Code: 131047}})
	f.check(f.GiveBack(t.Context(), "u1"))
	f.check(f.GiveBack(t.Context(), "u1"))
	th := f.thread("Samira")
	if th.Draft.Text != "Hallo Samira" || th.Chat.Look != domain.ReturnShut || th.Messages[1].Status != domain.StatusFailed {
		t.Errorf("%+v", th)
	}
}

func TestTemplatesAndFollowUpAreKept(t *testing.T) {
	t.Parallel()
	f := open(t)
	if list, err := f.Templates(t.Context()); err != nil || len(list.Templates) != 0 || !list.At.IsZero() {
		t.Errorf("%+v %v", list, err)
	}
	want := domain.TemplateList{At: at(1), Templates: []domain.TemplateInfo{{Name: "a", Language: "de", Body: "{{vorname}}"}}}
	f.check(f.SetTemplates(t.Context(), domain.TemplateList{At: at(0)}))
	f.check(f.SetTemplates(t.Context(), want))
	got, err := f.Templates(t.Context())
	f.check(err)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, until := range []time.Time{{}, at(90), at(95), {}} {
		f.check(f.SetFollowUp(t.Context(), until))
		if at, err := f.FollowUp(t.Context()); err != nil || !at.Equal(until) {
			t.Errorf("follow-up until %v, want %v (%v)", at, until, err)
		}
	}
}
