package store_test

import (
	"fmt"
	"testing"
	"time"

	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
)

var toSamira = domain.Address{Phone: samira.Phone}

// sendTo queues a text to Samira, who has written before.
func (f *fixture) send(uuid, text string) domain.Message {
	f.t.Helper()
	m, err := f.AddSend(f.t.Context(), f.find(samira.Phone).ID, domain.Send{
		UUID: uuid, To: toSamira, Kind: domain.SendText, Text: text, NotBefore: f.now.Add(7 * time.Second),
	}, domain.SentWith{})
	f.check(err)
	return m
}

func (f *fixture) sent() domain.Message {
	f.t.Helper()
	_, m, err := f.SendByUUID(f.t.Context(), "u1")
	f.check(err)
	return m
}

func waiting(t testing.TB) *fixture {
	t.Helper()
	f := open(t)
	f.take(says(samira, "w1", "hallo", 0))
	return f
}

func TestAddSend(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	chat := f.find("Samira")
	f.check(f.SaveDraft(t.Context(), domain.Draft{ChatID: chat.ID, Text: "Hallo Sam", Revision: 4}))
	m := f.send("u1", "Hallo Samira")
	want := domain.Message{
		ID: m.ID, ChatID: chat.ID, UUID: "u1", Direction: domain.Out, Origin: domain.OriginDesk, Kind: domain.KindText,
		Content: domain.Content{Text: "Hallo Samira"}, At: f.now, Pos: m.Pos, Status: domain.StatusQueued,
	}
	until := f.now.Add(7 * time.Second)
	want.NotBefore = &until
	if diff := cmp.Diff(want, m); diff != "" {
		t.Error(diff)
	}
	again := f.send("u1", "Hallo Samira")
	if diff := cmp.Diff(m, again); diff != "" {
		t.Errorf("the second time: %s", diff)
	}
	th := f.thread("Samira")
	if len(th.Messages) != 2 || th.Draft.Text != "" || th.Chat.Draft || th.Chat.State != domain.ChatOpen || th.Chat.FirstContact {
		t.Errorf("thread = %+v", th)
	}
	f.check(f.SaveDraft(t.Context(), domain.Draft{ChatID: chat.ID, Text: "Hallo Samira", Revision: 5}))
	if d := f.thread("Samira").Draft; d.Text != "" {
		t.Errorf("a save that was under way brought the sent text back: %+v", d)
	}
	list, err := f.Handovers(t.Context(), 10)
	f.check(err)
	if len(list) != 1 || list[0].Send.UUID != "u1" || list[0].Send.To != toSamira || list[0].TakeBack {
		t.Errorf("handovers = %+v", list)
	}
	f.check(f.HandedOver(t.Context(), "u1"))
	f.check(f.HandedOver(t.Context(), "u1"))
	if list, err = f.Handovers(t.Context(), 0); err != nil || len(list) != 0 {
		t.Errorf("after handing over: %v %v", list, err)
	}
}

func TestAllOrdersOfOneSend(t *testing.T) {
	t.Parallel()
	news := []any{
		domain.SendResult{UUID: "u1", State: domain.SendAccepted, WAMID: "w9", At: at(10)},
		domain.Reported{WAMID: "w9", Status: domain.StatusSent, At: at(11)},
		domain.Reported{WAMID: "w9", UUID: "u1", Status: domain.StatusDelivered, At: at(12)},
		domain.Reported{WAMID: "w9", Status: domain.StatusRead, At: at(13)},
		domain.Reported{WAMID: "w9", Status: domain.StatusFailed, At: at(14), Failure: &domain.Failure{Code: 131026}},
	}
	var want string
	orders(len(news), func(order []int) {
		f := waiting(t)
		f.send("u1", "Hallo Samira")
		f.seq = 0
		for _, i := range order {
			_, err := f.TakeIn(t.Context(), domain.Batch{Instance: "one", To: 10, Events: []domain.Decoded{event(int64(i+2), news[i])}})
			f.check(err)
		}
		m := f.sent()
		if m.Status != domain.StatusRead || m.WAMID != "w9" || m.Failure == nil || m.Failure.Code != 131026 {
			t.Errorf("order %v: %+v", order, m)
		}
		got := f.export()
		if want == "" {
			want = got
		}
		if got != want {
			t.Errorf("order %v ends otherwise", order)
		}
	})
}

// orders calls fn with every permutation of 0 to n-1.
func orders(n int, fn func([]int)) {
	var next func(order []int, left []int)
	next = func(order, left []int) {
		if len(left) == 0 {
			fn(order)
		}
		for i := range left {
			rest := append(append([]int{}, left[:i]...), left[i+1:]...)
			next(append(append([]int{}, order...), left[i]), rest)
		}
	}
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	next(nil, all)
}

func TestUnknownIsSettledByOurID(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	f.send("u1", "Hallo")
	f.result(domain.SendResult{UUID: "u1", State: domain.SendUnknown, At: at(1)})
	c := f.find("Samira")
	if m := f.sent(); m.Status != domain.StatusUnknown || !c.Failed || c.State != domain.ChatWaiting {
		t.Errorf("unknown: %q, chat %+v", m.Status, c)
	}
	f.take(domain.Reported{WAMID: "w9", UUID: "u1", Status: domain.StatusSent, At: at(2)})
	c = f.find("Samira")
	if m := f.sent(); m.Status != domain.StatusSent || m.WAMID != "w9" || c.Failed || c.State != domain.ChatOpen {
		t.Errorf("settled: %+v, chat %+v", m, c)
	}
}

func TestSettleByWord(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		news    []domain.SendState
		arrived bool
		want    domain.Status
	}{
		{"arrived", []domain.SendState{domain.SendUnknown}, true, domain.StatusAccepted},
		{"not arrived", []domain.SendState{domain.SendUnknown}, false, domain.StatusFailed},
		{"refused by the relay", nil, false, domain.StatusFailed},
		{"accepted counts more", []domain.SendState{domain.SendAccepted}, false, domain.StatusAccepted},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := waiting(t)
			f.send("u1", "Hallo")
			for _, state := range tt.news {
				f.result(domain.SendResult{UUID: "u1", State: state, At: at(1)})
			}
			for range 2 {
				f.check(f.Settle(t.Context(), "u1", tt.arrived))
			}
			m := f.sent()
			if m.Status != tt.want || (m.Failure != nil) != (tt.want == domain.StatusFailed) {
				t.Errorf("status %q, failure %v", m.Status, m.Failure)
			}
			f.take(domain.Reported{WAMID: "w9", UUID: "u1", Status: domain.StatusDelivered, At: at(9)})
			if m := f.sent(); m.Status != domain.StatusDelivered {
				t.Errorf("proof of arrival does not count: %q", m.Status)
			}
		})
	}
}

func TestTakeBack(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	f.send("u1", "Hallo Samira")
	f.check(f.HandedOver(t.Context(), "u1"))
	f.check(f.WantBack(t.Context(), "u1"))
	list, err := f.Handovers(t.Context(), 10)
	f.check(err)
	if len(list) != 1 || !list[0].TakeBack {
		t.Errorf("handovers = %+v", list)
	}
	for range 2 {
		d, err := f.Withdrawn(t.Context(), "u1")
		f.check(err)
		if d.Text != "Hallo Samira" || d.ChatID != f.find("Samira").ID {
			t.Errorf("draft = %+v", d)
		}
	}
	th := f.thread("Samira")
	if len(th.Messages) != 1 || th.Chat.State != domain.ChatWaiting || !th.Chat.Draft || !th.Chat.FirstContact {
		t.Errorf("thread = %+v", th)
	}
	if list, err = f.Handovers(t.Context(), 10); err != nil || len(list) != 0 {
		t.Errorf("afterwards: %v %v", list, err)
	}
	if _, _, err := f.SendByUUID(t.Context(), "u1"); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("the send is still there: %v", err)
	}
}

func TestTakeBackKeepsBothTexts(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	f.send("u1", "alt")
	f.check(f.SaveDraft(t.Context(), domain.Draft{ChatID: f.find("Samira").ID, Text: "neu", Revision: 7}))
	d, err := f.Withdrawn(t.Context(), "u1")
	f.check(err)
	if d.Text != "alt\n\nneu" || d.Revision != 8 {
		t.Errorf("draft = %+v", d)
	}
}

// A message that came while the answer was written, and that the adviser had
// not before her, still waits.
func TestAnAnswerSettlesOnlyWhatWasSeen(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	list := f.thread("Samira").Messages
	seen := list[len(list)-1].Pos.Seq
	f.take(says(samira, "w2", "dringend, ruf an", 60))
	f.now = f.now.Add(2 * time.Minute)
	_, err := f.AddSend(t.Context(), f.find(samira.Phone).ID, domain.Send{UUID: "u1", To: toSamira, Kind: domain.SendText, Text: "Hallo"}, domain.SentWith{Seen: seen})
	f.check(err)
	if c := f.find(samira.Phone); c.State != domain.ChatWaiting || c.Unread != 1 {
		t.Errorf("state %s, %d unread", c.State, c.Unread)
	}
	_, err = f.AddSend(t.Context(), f.find(samira.Phone).ID, domain.Send{UUID: "u2", To: toSamira, Kind: domain.SendText, Text: "Ja?"}, domain.SentWith{})
	f.check(err)
	if c := f.find(samira.Phone); c.State != domain.ChatOpen {
		t.Errorf("state %s after an answer to everything", c.State)
	}
}

func TestTakeBackToldByTheRelayFirst(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	f.send("u1", "Hallo Samira")
	f.result(domain.SendResult{UUID: "u1", State: domain.SendTakenBack, At: at(1)})
	f.result(domain.SendResult{UUID: "nobody's", State: domain.SendTakenBack, At: at(1)})
	if th := f.thread("Samira"); len(th.Messages) != 1 || th.Draft.Text != "Hallo Samira" {
		t.Errorf("thread = %+v", th)
	}
	if d, err := f.Withdrawn(t.Context(), "u1"); err != nil || d.Text != "Hallo Samira" {
		t.Errorf("withdrawing again: %+v %v", d, err)
	}
}

func TestTakeBackTooLate(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	f.send("u1", "Hallo")
	f.check(f.WantBack(t.Context(), "u1"))
	f.result(domain.SendResult{UUID: "u1", State: domain.SendAccepted, WAMID: "w9", At: at(1)})
	if _, err := f.Withdrawn(t.Context(), "u1"); domain.CodeOf(err) != domain.CodeTooLate {
		t.Errorf("withdrawing: %v", err)
	}
	f.check(f.KeepSend(t.Context(), "u1"))
	if m := f.sent(); m.Status != domain.StatusAccepted {
		t.Errorf("message = %+v", m)
	}
}

func TestUnknownSends(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	ctx := t.Context()
	for name, err := range map[string]error{
		"HandedOver": f.HandedOver(ctx, "x"), "WantBack": f.WantBack(ctx, "x"), "KeepSend": f.KeepSend(ctx, "x"),
		"Settle": f.Settle(ctx, "x", true),
	} {
		if domain.CodeOf(err) != domain.CodeNotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := f.Withdrawn(ctx, "x"); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("Withdrawn: %v", err)
	}
	if _, err := f.AddSend(ctx, 99, domain.Send{UUID: "u", To: toSamira}, domain.SentWith{}); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("AddSend: %v", err)
	}
	// A result that nobody waits for is kept: perhaps this store is a new one.
	f.result(domain.SendResult{UUID: "u7", State: domain.SendAccepted, WAMID: "w7", At: at(1)})
	f.take(domain.Reported{WAMID: "w7", Status: domain.StatusRead, At: at(2)})
	if m := f.send("u7", "doch da"); m.Status != domain.StatusRead || m.WAMID != "w7" {
		t.Errorf("message = %+v", m)
	}
}

func TestEchoOfOurOwnSend(t *testing.T) {
	t.Parallel()
	for _, echoFirst := range []bool{true, false} {
		f := waiting(t)
		f.send("u1", "Hallo")
		accepted := domain.SendResult{UUID: "u1", State: domain.SendAccepted, WAMID: "w9", At: at(1)}
		if echoFirst {
			f.take(typed(samira, "w9", "Hallo", 1))
			f.result(accepted)
		} else {
			f.result(accepted)
			f.take(typed(samira, "w9", "Hallo", 1))
		}
		if list := f.thread("Samira").Messages; len(list) != 2 || list[1].UUID != "u1" || list[1].WAMID != "w9" {
			t.Errorf("echo first %v: %+v", echoFirst, list)
		}
	}
}

func TestReactionsAndReceiptsAreNoMessages(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	id := f.find("Samira").ID
	for i, snd := range []domain.Send{
		{Kind: domain.SendReceipt, Read: "w1"},
		{Kind: domain.SendReaction, ReplyTo: "w1", Text: "👍"},
	} {
		snd.UUID, snd.To = fmt.Sprint("u", i), toSamira
		m, err := f.AddSend(t.Context(), id, snd, domain.SentWith{})
		f.check(err)
		if m.ID != 0 || m.UUID != snd.UUID {
			t.Errorf("message = %+v", m)
		}
	}
	list, err := f.Handovers(t.Context(), 0)
	f.check(err)
	th := f.thread("Samira")
	if len(list) != 2 || len(th.Messages) != 1 || th.Chat.State != domain.ChatWaiting {
		t.Errorf("%d handovers, thread %+v", len(list), th)
	}
	if r := th.Messages[0].Reactions; len(r) != 1 || r[0].Emoji != "👍" || r[0].By != domain.Out {
		t.Errorf("reactions = %+v", r)
	}
	_, err = f.Withdrawn(t.Context(), "u0")
	f.check(err)
	f.check(f.Settle(t.Context(), "u1", false))
}

func TestSendWithoutID(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	if _, err := f.AddSend(t.Context(), f.find("Samira").ID, domain.Send{To: toSamira}, domain.SentWith{}); err == nil {
		t.Error("a send without an id was taken")
	}
}

func TestKindsOfSends(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	id := f.find("Samira").ID
	tests := []struct {
		send domain.Send
		kind domain.Kind
	}{
		{domain.Send{UUID: "a", Kind: domain.SendTemplate, Template: &domain.Template{Name: "n", Language: "de"}}, domain.KindTemplate},
		{domain.Send{UUID: "b", Kind: domain.SendMedia, Media: &domain.SendFile{ID: "1", Kind: domain.KindDocument, Filename: "x.pdf"}}, domain.KindDocument},
		{domain.Send{UUID: "c", Kind: domain.SendText, Text: "ja", ReplyTo: "w1", Preview: true}, domain.KindText},
	}
	for _, tt := range tests {
		tt.send.To = toSamira
		_, err := f.AddSend(t.Context(), id, tt.send, domain.SentWith{})
		f.check(err)
		snd, m, err := f.SendByUUID(t.Context(), tt.send.UUID)
		f.check(err)
		if diff := cmp.Diff(tt.send, snd); diff != "" || m.Kind != tt.kind {
			t.Errorf("kind %q: %s", m.Kind, diff)
		}
	}
	list := f.thread("Samira").Messages
	if q := list[3].Content.Quote; len(list) != 4 || q == nil || q.WAMID != "w1" {
		t.Errorf("messages = %+v", list)
	}
}

// TestAMergeDropsNoLaterSave: the older chat has been written in for long, the
// newer one is written in now.
func TestAMergeDropsNoLaterSave(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(person("+491", "", "Lena"), "w1", "von der Nummer", 0), says(person("", "DE.1", "Lena"), "w2", "ohne Nummer", 10))
	old, young := f.find("+491").ID, f.find("DE.1").ID
	f.check(f.SaveDraft(t.Context(), domain.Draft{ChatID: old, Text: "lang geschrieben", Revision: 300}))
	_, err := f.AddSend(t.Context(), old, domain.Send{UUID: "u1", To: domain.Address{Phone: "+491"}, Kind: domain.SendText, Text: "lang geschrieben"}, domain.SentWith{})
	f.check(err)
	f.check(f.SaveDraft(t.Context(), domain.Draft{ChatID: young, Text: "Hallo", Revision: 5}))
	f.take(says(person("+491", "DE.1", "Lena"), "w3", "beides", 20)) // now they are one
	f.check(f.SaveDraft(t.Context(), domain.Draft{ChatID: young, Text: "Hallo Lena, das geht so", Revision: 23}))
	if got := f.thread("+491").Draft; got.Text != "Hallo Lena, das geht so" {
		t.Errorf("on the disk there is %q under revision %d", got.Text, got.Revision)
	}
}

// TestWhatIsNotHandedOverGoesToNoStranger: it was queued for the old number when
// WhatsApp told the new one, whether somebody else has the old one by now or not.
// What goes to others goes.
func TestWhatIsNotHandedOverGoesToNoStranger(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(person("+491", "", "Lena"), "w1", "hallo", 0), says(person("+495", "", "Eva"), "w0", "hallo", 1))
	for phone, uuid := range map[string]string{"+491": "u1", "+495": "u5"} {
		_, err := f.AddSend(t.Context(), f.find(phone).ID, domain.Send{UUID: uuid, To: domain.Address{Phone: phone}, Kind: domain.SendText, Text: "Moin"}, domain.SentWith{})
		f.check(err)
	}
	f.take(domain.IdentityChanged{WAMID: "w2", Previous: domain.Identity{Phone: "+491"}, Current: domain.Identity{Phone: "+492"}, At: at(5)})
	for _, stranger := range []bool{false, true} {
		if stranger {
			f.take(says(person("+491", "", "Fremd"), "w3", "wer ist da?", 10))
		}
		f.check(f.RecallMoved(t.Context()))
		list, err := f.Handovers(t.Context(), 0)
		f.check(err)
		for _, h := range list {
			if want := h.Send.UUID == "u1"; h.TakeBack != want {
				t.Errorf("a stranger has the number: %v; to %s it is taken back: %v", stranger, h.Send.To.Phone, h.TakeBack)
			}
		}
	}
}

// TestWhatIsNotHandedOverGoesToNoNumberThatWasLeft: the same when WhatsApp tells
// only of a new id.
func TestWhatIsNotHandedOverGoesToNoNumberThatWasLeft(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(person("+491", "DE.1", "Lena"), "w1", "hallo", 0), says(person("+495", "DE.5", "Eva"), "w0", "hallo", 1))
	lena := f.find("+491").ID
	for phone, uuid := range map[string]string{"+491": "u1", "+495": "u5"} {
		_, err := f.AddSend(t.Context(), f.find(phone).ID, domain.Send{UUID: uuid, To: domain.Address{Phone: phone}, Kind: domain.SendText, Text: "Moin"}, domain.SentWith{})
		f.check(err)
	}
	f.take(domain.IdentityChanged{WAMID: "w2", Previous: domain.Identity{UserID: "DE.1"}, Current: domain.Identity{UserID: "DE.2"}, At: at(5)})
	f.check(f.RecallMoved(t.Context()))
	list, err := f.Handovers(t.Context(), 0)
	f.check(err)
	for _, h := range list {
		if want := h.Send.UUID == "u1"; h.TakeBack != want {
			t.Errorf("to %s it is taken back: %v", h.Send.To.Phone, h.TakeBack)
		}
	}
	for to, want := range map[domain.Address]domain.Code{{Phone: "+491"}: domain.CodeChatMoved, {UserID: "DE.2"}: ""} {
		_, err = f.AddSend(t.Context(), lena, domain.Send{UUID: "to " + to.Phone, To: to, Kind: domain.SendText, Text: "Moin"}, domain.SentWith{})
		if err == nil != (want == "") || err != nil && domain.CodeOf(err) != want {
			t.Errorf("to %+v: %v, want %q", to, err, want)
		}
	}
}

// TestWhatIsRecalledIsADraftWhereItWasWritten: she queued it after the person had
// moved, and heard of that later. It is nobody's who has the number now.
func TestWhatIsRecalledIsADraftWhereItWasWritten(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(person("+491", "", "Lena"), "w1", "hallo", 0))
	lena := f.find("+491").ID
	_, err := f.AddSend(t.Context(), lena, domain.Send{UUID: "u1", To: domain.Address{Phone: "+491"}, Kind: domain.SendText, Text: "Moin Lena"}, domain.SentWith{})
	f.check(err)
	f.take(domain.IdentityChanged{WAMID: "w2", Previous: domain.Identity{Phone: "+491"}, Current: domain.Identity{Phone: "+492"}, At: at(5)})
	f.check(f.RecallMoved(t.Context()))
	_, err = f.Withdrawn(t.Context(), "u1")
	f.check(err)
	hers, err := f.Thread(t.Context(), lena, 0, 0)
	f.check(err)
	if hers.Draft.Text != "Moin Lena" {
		t.Errorf("in Lena's chat the draft is %q", hers.Draft.Text)
	}
	f.take(says(person("+491", "", "Fremd"), "w3", "wer ist da?", 10))
	if got := f.thread("+491").Draft.Text; got != "" {
		t.Errorf("in the chat of a stranger there is a draft: %q", got)
	}
}

// TestACopyDoubtsWhatItHadQueued: nothing of it is handed over once more, and what
// a relay still knows counts more than the doubt.
func TestACopyDoubtsWhatItHadQueued(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(samira, "w1", "hallo", 0))
	c := f.find("Samira")
	for _, uuid := range []string{"told", "open", "back", "gone"} {
		_, err := f.AddSend(t.Context(), c.ID, domain.Send{UUID: uuid, To: c.Contact.Address(), Kind: domain.SendText, Text: uuid}, domain.SentWith{})
		f.check(err)
	}
	f.check(f.HandedOver(t.Context(), "told"))
	f.check(f.HandedOver(t.Context(), "back"))
	f.check(f.WantBack(t.Context(), "back"))
	_, err := f.Withdrawn(t.Context(), "gone")
	f.check(err)
	for range 2 {
		f.check(f.Doubt(t.Context()))
	}
	if list, err := f.Handovers(t.Context(), 0); err != nil || len(list) != 0 {
		t.Errorf("still to be handed over: %+v, %v", list, err)
	}
	for uuid, want := range map[string]domain.Status{"told": domain.StatusQueued, "open": domain.StatusUnknown, "back": domain.StatusUnknown} {
		if _, m, err := f.SendByUUID(t.Context(), uuid); err != nil || m.Status != want {
			t.Errorf("%s: %q %v", uuid, m.Status, err)
		}
	}
	if c := f.find("Samira"); !c.Failed {
		t.Errorf("nobody is asked: %+v", c)
	}
	f.step("open", domain.SendAccepted, 10)
	if _, m, err := f.SendByUUID(t.Context(), "open"); err != nil || m.Status != domain.StatusAccepted {
		t.Errorf("a relay that tells of it: %q %v", m.Status, err)
	}
}
