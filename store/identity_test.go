package store_test

import (
	"testing"

	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
)

const day = 24 * 60

func chats(f *fixture) int {
	f.t.Helper()
	n, err := f.Counts(f.t.Context())
	f.check(err)
	return n[domain.FilterAll]
}

func TestPhoneThenUserIDIsOnePerson(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(person("+491", "", "Lena"), "w1", "alt", 0))
	first := f.find("+491").ID
	f.take(says(person("+491", "DE.1", "Lena"), "w2", "neu", day))
	if f.find("DE.1").ID != first || chats(f) != 1 {
		t.Errorf("chat %d became %d; %d chats", first, f.find("DE.1").ID, chats(f))
	}
	if diff := cmp.Diff([]string{"alt", "neu"}, texts(f.thread("+491").Messages)); diff != "" {
		t.Error(diff)
	}
}

func TestUsernameOnlyPersonLaterShowsNumber(t *testing.T) {
	t.Parallel()
	f := open(t)
	hidden := person("", "DE.1", "🌸")
	hidden.Username = "blume"
	f.take(says(hidden, "w1", "hallo", 0))
	if c := f.find("@blume").Contact; c.Address() != (domain.Address{UserID: "DE.1"}) {
		t.Errorf("address = %+v", c.Address())
	}
	f.take(says(person("+491", "DE.1", ""), "w2", "meine Nummer", 5))
	c := f.find("blume").Contact
	if c.Address() != (domain.Address{Phone: "+491"}) || c.Name != "🌸" || c.Username != "blume" || chats(f) != 1 {
		t.Errorf("contact = %+v, %d chats", c, chats(f))
	}
}

// Whoever changes their number without sharing the new one is reported by their new
// id alone. The old number is no address of theirs any more: it can be a stranger's
// before anybody hears of it.
func TestANumberThatWasLeftIsNoAddress(t *testing.T) {
	t.Parallel()
	moved := func(phone string) domain.Update {
		return domain.IdentityChanged{
			Previous: domain.Identity{Phone: phone, UserID: "DE.1"}, Current: domain.Identity{UserID: "DE.2"}, At: at(10),
		}
	}
	for name, tc := range map[string]struct {
		events []domain.Update
		want   domain.Address
	}{
		"only ids":       {[]domain.Update{says(person("+491", "DE.1", "Lena"), "w1", "alt", 0), moved("")}, domain.Address{UserID: "DE.2"}},
		"the old number": {[]domain.Update{says(person("+491", "DE.1", "Lena"), "w1", "alt", 0), moved("+491")}, domain.Address{UserID: "DE.2"}},
		"then a number": {
			[]domain.Update{says(person("+491", "DE.1", "Lena"), "w1", "alt", 0), moved(""), says(person("+492", "DE.2", "Lena"), "w2", "neu", 20)},
			domain.Address{Phone: "+492"},
		},
		"the same number after all": {
			[]domain.Update{says(person("+491", "DE.1", "Lena"), "w1", "alt", 0), moved("+491"), says(person("+491", "DE.2", "Lena"), "w2", "neu", 20)},
			domain.Address{Phone: "+491"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			permutations(len(tc.events), func(order []int) {
				f := open(t)
				for _, i := range order {
					f.take(tc.events[i])
				}
				if got := f.find("Lena").Contact.Address(); got != tc.want || chats(f) != 1 {
					t.Errorf("order %v: address %+v, want %+v; %d chats", order, got, tc.want, chats(f))
				}
			})
		})
	}
}

func TestTwoChatsBecomeOne(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(person("+491", "", "Lena"), "w1", "von der Nummer", 0))
	f.take(says(person("", "DE.1", "Lena"), "w2", "ohne Nummer", 10))
	byPhone, byUser := f.find("+491").ID, f.find("DE.1").ID
	if byPhone == byUser {
		t.Fatal("joined without a reason")
	}
	f.check(f.SaveDraft(t.Context(), domain.Draft{ChatID: byUser, Text: "Hallo Lena", Revision: 3}))
	send, err := f.AddSend(t.Context(), byUser, domain.Send{UUID: "u1", To: domain.Address{UserID: "DE.1"}, Kind: domain.SendText, Text: "Moin"}, domain.SentWith{})
	f.check(err)
	f.check(f.SaveDraft(t.Context(), domain.Draft{ChatID: byUser, Text: "noch etwas", Revision: 9}))

	c := f.take(says(person("+491", "DE.1", "Lena"), "w3", "beides", 20))
	if len(c.Chats) != 2 {
		t.Errorf("changed chats = %v, want both", c.Chats)
	}
	for _, old := range []int64{byPhone, byUser} {
		th, err := f.Thread(t.Context(), old, 0, 0)
		f.check(err)
		if diff := cmp.Diff([]string{"von der Nummer", "ohne Nummer", "beides", "Moin"}, texts(th.Messages)); diff != "" {
			t.Errorf("thread of chat %d: %s", old, diff)
		}
		if th.Draft.Text != "noch etwas" || !th.Chat.Draft {
			t.Errorf("draft = %+v", th.Draft)
		}
	}
	_, m, err := f.SendByUUID(t.Context(), send.UUID)
	f.check(err)
	if m.ChatID != f.find("Lena").ID || chats(f) != 1 {
		t.Errorf("the send is in chat %d, %d chats", m.ChatID, chats(f))
	}
}

func TestRecycledNumberIsAStranger(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(
		says(person("+491", "DE.1", "Lena"), "w1", "ich bin Lena", 0),
		says(person("+491", "", "Lena"), "w2", "noch Lena", 10),
		says(person("+491", "DE.2", "Tom"), "w3", "ich bin Tom", 200*day),
		says(person("+491", "", "Tom"), "w4", "noch Tom", 200*day+10),
	)
	for ref, want := range map[string][]string{"DE.1": {"ich bin Lena", "noch Lena"}, "DE.2": {"ich bin Tom", "noch Tom"}} {
		if diff := cmp.Diff(want, texts(f.thread(ref).Messages)); diff != "" {
			t.Errorf("%s: %s", ref, diff)
		}
	}
	if a := f.find("Tom").Contact.Address(); a.Phone != "+491" {
		t.Errorf("Tom's address = %+v", a)
	}
	if a := f.find("Lena").Contact.Address(); a != (domain.Address{UserID: "DE.1"}) {
		t.Errorf("Lena's address = %+v; a reply would reach Tom", a)
	}
	f.now = at(300 * day)
	_, err := f.AddSend(t.Context(), f.find("Lena").ID, domain.Send{
		UUID: "u1", To: domain.Address{Phone: "+491"}, Kind: domain.SendText, Text: "Hallo Lena",
	}, domain.SentWith{})
	if domain.CodeOf(err) != domain.CodeChatMoved {
		t.Errorf("sending to the old number: %v", err)
	}
}

func TestChangedNumber(t *testing.T) {
	t.Parallel()
	f := open(t)
	before, after := domain.Identity{Phone: "+491", UserID: "DE.1"}, domain.Identity{Phone: "+492", UserID: "DE.2"}
	f.take(says(person("+491", "DE.1", "Lena"), "w1", "alte Nummer", 0))
	id := f.find("Lena").ID
	// The first message from the new number comes before WhatsApp's word.
	f.take(says(person("+492", "DE.2", "Lena"), "w2", "neue Nummer", 61))
	f.take(domain.IdentityChanged{Previous: before, Current: after, At: at(60)})
	c := f.find("+492")
	if c.ID != id || chats(f) != 1 {
		t.Errorf("chat %d, want %d; %d chats", c.ID, id, chats(f))
	}
	if diff := cmp.Diff([]string{"alte Nummer", "neue Nummer"}, texts(f.thread("Lena").Messages)); diff != "" {
		t.Error(diff)
	}
	if c.Contact.Phone != "+492" || c.Contact.UserID != "DE.2" {
		t.Errorf("contact = %+v", c.Contact)
	}
	// Half a year later somebody else has the old number, with or without an id.
	f.take(says(person("+491", "", "Tom"), "w3", "wer ist Lena?", 180*day))
	f.take(says(person("+491", "DE.7", "Tom"), "w4", "ich nicht", 180*day+1))
	if diff := cmp.Diff([]string{"wer ist Lena?", "ich nicht"}, texts(f.thread("Tom").Messages)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"alte Nummer", "neue Nummer"}, texts(f.thread("Lena").Messages)); diff != "" {
		t.Error(diff)
	}
}

func TestEvidenceBeforeTheFirstMessage(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(domain.IdentityChanged{Previous: domain.Identity{UserID: "DE.1"}, Current: domain.Identity{UserID: "DE.2"}, At: at(0)})
	f.take(says(person("", "DE.2", "Lena"), "w2", "neu", 20), says(person("", "DE.1", "Lena"), "w1", "alt", -20))
	if diff := cmp.Diff([]string{"alt", "neu"}, texts(f.thread("Lena").Messages)); diff != "" {
		t.Error(diff)
	}
}

func TestReportTellsWhoANumberIs(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(person("+491", "", "Lena"), "w1", "hallo", 0))
	f.take(domain.Reported{WAMID: "x", Status: domain.StatusSent, Recipient: person("+491", "DE.1", ""), At: at(1)})
	f.take(says(person("", "DE.1", "Lena"), "w2", "ohne Nummer", 2))
	if got := len(f.thread("+491").Messages); got != 2 {
		t.Errorf("%d messages in the chat, want 2", got)
	}
}

func TestNobodyIsNotDropped(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(domain.Person{Name: "Geist"}, "w1", "wer bin ich", 0))
	c := f.find("Geist")
	if !c.Contact.Address().Empty() || c.State != domain.ChatWaiting {
		t.Errorf("chat = %+v", c)
	}
	_, err := f.AddSend(t.Context(), c.ID, domain.Send{UUID: "u", Kind: domain.SendText, Text: "hallo"}, domain.SentWith{})
	if domain.CodeOf(err) != domain.CodeNoAddress {
		t.Errorf("sending to nobody: %v", err)
	}
}

func TestChatThatTurnsOutToBeSomebodyElses(t *testing.T) {
	t.Parallel()
	f := open(t)
	// Known so far: DE.2 had the number on day 10, so these words are theirs.
	f.take(domain.Reported{WAMID: "x", Status: domain.StatusSent, Recipient: person("+491", "DE.2", ""), At: at(10 * day)})
	f.take(says(person("+491", "", "Lena"), "w1", "hallo", 5*day))
	was := f.find("DE.2").ID
	f.check(f.SaveDraft(t.Context(), domain.Draft{ChatID: was, Text: "Hallo Lena", Revision: 1}))
	// But DE.1 had it before.
	f.take(domain.Reported{WAMID: "y", Status: domain.StatusSent, Recipient: person("+491", "DE.1", ""), At: at(1 * day)})
	th := f.thread("DE.1")
	if len(th.Messages) != 1 || th.Draft.Text != "Hallo Lena" || chats(f) != 1 {
		t.Errorf("thread = %+v", th)
	}
	if c, err := f.Chat(t.Context(), was); err != nil || c.ID != th.Chat.ID {
		t.Errorf("the old chat leads to %d, %v", c.ID, err)
	}
	f.take(says(person("", "DE.2", "Tom"), "w2", "jetzt ich", 20*day))
	if c, err := f.Chat(t.Context(), was); err != nil || c.Contact.UserID != "DE.2" {
		t.Errorf("its own chat is there again: %+v, %v", c, err)
	}
}
