package fakewa_test

import (
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
)

// decodeOne delivers one thing and returns what our decoder makes of it.
func decodeOne(t *testing.T, in fakewa.Inbound) []domain.Update {
	t.Helper()
	w := newWorld(t, nil)
	w.deliver(in)
	return w.hook.updates()
}

func TestEveryKindDecodesToWhatIsMeant(t *testing.T) {
	t.Parallel()
	later := time.Unix(1_800_000_000, 0).UTC()
	tests := []struct {
		name string
		in   fakewa.Inbound
		kind domain.Kind
		good func(domain.Content) bool
	}{
		{"text", fakewa.Text(mia, "Größe 🙂"), domain.KindText, func(c domain.Content) bool { return c.Text == "Größe 🙂" }},
		{"reply", fakewa.Text(mia, "ja").Quoting("wamid.9"), domain.KindText, func(c domain.Content) bool { return c.Quote != nil && c.Quote.WAMID == "wamid.9" }},
		{"forwarded", fakewa.Text(mia, "ja").Forwarded(false), domain.KindText, func(c domain.Content) bool { return c.Quote != nil && c.Quote.Forwarded }},
		{"often forwarded", fakewa.Text(mia, "ja").Forwarded(true), domain.KindText, func(c domain.Content) bool { return c.Quote != nil && c.Quote.OftenFwded }},
		{"from a post", fakewa.Text(mia, "ja").FromPost("Messe", "Stand", "https://messe.example/"), domain.KindText, func(c domain.Content) bool { return c.Referral != nil && c.Referral.Headline == "Messe" }},
		{"voice", fakewa.Voice(mia, 38*time.Second), domain.KindVoice, hasMedia},
		{"audio", fakewa.Audio(mia, time.Second), domain.KindAudio, hasMedia},
		{"image", fakewa.Image(mia, "mein Zeugnis"), domain.KindImage, func(c domain.Content) bool { return hasMedia(c) && c.Text == "mein Zeugnis" && c.Media.Caption }},
		{"image without caption", fakewa.Image(mia, ""), domain.KindImage, func(c domain.Content) bool { return hasMedia(c) && !c.Media.Caption }},
		{"video", fakewa.Video(mia, "schau"), domain.KindVideo, hasMedia},
		{"document", fakewa.Document(mia, "a.pdf", "", "x"), domain.KindDocument, func(c domain.Content) bool { return hasMedia(c) && c.Media.Filename == "a.pdf" }},
		{"sticker", fakewa.Sticker(mia, true), domain.KindSticker, func(c domain.Content) bool { return hasMedia(c) && c.Media.Animated }},
		{"place", fakewa.Location(mia, 50.5, 8.25, "Kita", "Weg 1"), domain.KindLocation, func(c domain.Content) bool {
			return c.Place != nil && *c.Place == domain.Place{Latitude: 50.5, Longitude: 8.25, Name: "Kita", Address: "Weg 1"}
		}},
		{"card", fakewa.ContactCard(mia, "Mama", "+49 15550 1"), domain.KindContacts, func(c domain.Content) bool {
			return len(c.Cards) == 1 && c.Cards[0].Name == "Mama" && len(c.Cards[0].Phones) == 1 && !c.Cards[0].Requested
		}},
		{"own number", fakewa.NumberShared(mia, "+49 15550 1"), domain.KindContacts, func(c domain.Content) bool { return len(c.Cards) == 1 && c.Cards[0].Requested }},
		{"button", fakewa.TapButton(mia, "b1", "Heute"), domain.KindButton, func(c domain.Content) bool {
			return c.Choice != nil && c.Choice.ID == "b1" && c.Choice.Title == "Heute"
		}},
		{"template button", fakewa.TapTemplate(mia, "p1", "Antwort lesen", "wamid.9"), domain.KindButton, func(c domain.Content) bool {
			return c.Choice != nil && c.Choice.ID == "p1" && c.Quote != nil && c.Quote.WAMID == "wamid.9"
		}},
		{"list", fakewa.PickRow(mia, "r1", "FSJ", "ein Jahr"), domain.KindList, func(c domain.Content) bool { return c.Choice != nil && c.Choice.Description == "ein Jahr" }},
		{"form", fakewa.FillForm(mia, `{"a":1}`), domain.KindForm, func(c domain.Content) bool { return c.Form != nil && c.Form.Response == `{"a":1}` }},
		{"calls allowed", fakewa.AllowCalls(mia, later), domain.KindPermission, func(c domain.Content) bool {
			return c.Choice != nil && c.Choice.Until != nil && c.Choice.Until.Equal(later)
		}},
		{"calls always allowed", fakewa.AllowCalls(mia, time.Time{}), domain.KindPermission, func(c domain.Content) bool { return c.Choice != nil && c.Choice.Permanent }},
		{"order", fakewa.Order(mia, "p", 2), domain.KindOrder, func(c domain.Content) bool {
			return c.Order != nil && len(c.Order.Items) == 1 && c.Order.Items[0].Quantity == 2
		}},
		{"welcome", fakewa.Welcome(mia), domain.KindWelcome, anything},
		{"identity", fakewa.ChangedIdentity(mia, later), domain.KindSystem, func(c domain.Content) bool { return c.System != nil }},
		{"poll", fakewa.Unsupported(mia, "poll_creation"), domain.KindUnsupported, func(c domain.Content) bool { return c.TypeName == "poll_creation" && len(c.Failures) == 1 }},
		{"too big", fakewa.TooBig(mia), domain.KindVideo, func(c domain.Content) bool { return len(c.Failures) == 1 && c.Failures[0].Code == 131052 }},
		{"type of tomorrow", fakewa.Invented(mia, "hologram"), domain.KindUnknown, func(c domain.Content) bool { return c.TypeName == "hologram" }},
		{"missed call", fakewa.MissedCall(mia), domain.KindCall, func(c domain.Content) bool { return c.Call != nil && !c.Call.Answered }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			updates := decodeOne(t, tt.in)
			in, isMessage := updates[0].(domain.Incoming)
			if !isMessage || len(updates) != 1 {
				t.Fatalf("decoded to %d updates, first %#v", len(updates), updates[0])
			}
			if in.Message.Kind != tt.kind || !tt.good(in.Message.Content) {
				t.Errorf("decoded to %s, %+v", in.Message.Kind, in.Message.Content)
			}
			if in.From.Phone != mia.Phone || in.From.UserID != mia.UserID || in.From.Name != mia.Name {
				t.Errorf("from %+v", in.From)
			}
			if in.Message.Direction != domain.In || in.Message.WAMID == "" || !in.Message.At.Equal(newClock().now) {
				t.Errorf("frame is %+v", in.Message)
			}
		})
	}
}

func anything(domain.Content) bool { return true }

func hasMedia(c domain.Content) bool {
	return c.Media != nil && c.Media.ID != "" && len(c.Media.SHA256) == 64 && c.Media.URL != ""
}

func TestReactionsDecode(t *testing.T) {
	t.Parallel()
	for _, emoji := range []string{"👍", ""} {
		r, isReaction := decodeOne(t, fakewa.React(mia, "wamid.9", emoji))[0].(domain.Reacted)
		if !isReaction || r.On != "wamid.9" || r.Emoji != emoji || r.By != domain.In {
			t.Errorf("%q decoded to %+v", emoji, r)
		}
	}
}

func TestChangesOfMessagesDecode(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in      fakewa.Inbound
		on      string
		revoked bool
		edit    domain.Edit
	}{
		{fakewa.Edited(mia, "wamid.9", "neu"), "wamid.9", false, domain.Edit{Known: true, Text: "neu"}},
		{fakewa.EditedUnseen(mia), "", false, domain.Edit{}},
		{fakewa.Revoked(mia, "wamid.9"), "wamid.9", true, domain.Edit{}},
	}
	for _, tt := range tests {
		c, isChange := decodeOne(t, tt.in)[0].(domain.Changed)
		if !isChange || c.On != tt.on || c.Revoked != tt.revoked || c.Edit.Known != tt.edit.Known || c.Edit.Text != tt.edit.Text {
			t.Errorf("%s decoded to %+v", tt.in.Type, c)
		}
	}
}

func TestChangesOfPeopleDecode(t *testing.T) {
	t.Parallel()
	moved := fakewa.Person{Name: mia.Name, Phone: "+4915550100072", UserID: "DE.9000000000000072"}
	tests := []struct {
		in                fakewa.Inbound
		previous, current domain.Identity
	}{
		{
			fakewa.ChangedNumber(mia, moved),
			domain.Identity{Phone: mia.Phone, UserID: mia.UserID},
			domain.Identity{Phone: moved.Phone, UserID: moved.UserID},
		},
		{fakewa.ChangedUserID(mia, moved), domain.Identity{UserID: mia.UserID}, domain.Identity{UserID: moved.UserID}},
	}
	for _, tt := range tests {
		var found bool
		for _, u := range decodeOne(t, tt.in) {
			if c, isChange := u.(domain.IdentityChanged); isChange {
				found = c.Previous == tt.previous && c.Current == tt.current
			}
		}
		if !found {
			t.Errorf("%v not told by %+v", tt.current, decodeOne(t, tt.in))
		}
	}
}

func TestEchoesDecode(t *testing.T) {
	t.Parallel()
	in, isMessage := decodeOne(t, fakewa.PhoneEcho(mia, "Hallo Mia"))[0].(domain.Incoming)
	m := in.Message
	if !isMessage || m.Direction != domain.Out || m.Origin != domain.OriginPhone || m.Content.Text != "Hallo Mia" || in.From.Phone != mia.Phone {
		t.Errorf("decoded to %+v", in)
	}
}

func TestHollowMessageCostsNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.deliver(fakewa.Hollow(mia, "interactive"), fakewa.Text(mia, "hallo"))
	var text, other int
	for _, u := range w.hook.updates() {
		if in, isMessage := u.(domain.Incoming); isMessage && in.Message.Kind == domain.KindText {
			text++
		} else {
			other++
		}
	}
	if text != 1 || other == 0 {
		t.Errorf("%d texts and %d others", text, other)
	}
}

func TestPersonWithoutNumber(t *testing.T) {
	t.Parallel()
	p := fakewa.Person{Name: "Grace", UserID: "DE.9000000000000014", Username: "grace.writes"}
	in, isMessage := decodeOne(t, fakewa.Text(p, "hello"))[0].(domain.Incoming)
	want := domain.Person{Name: "Grace", Identity: domain.Identity{UserID: p.UserID, Username: p.Username}}
	if !isMessage || in.From != want {
		t.Errorf("from %+v, want %+v", in.From, want)
	}
}

func TestTimeAndIDAreKept(t *testing.T) {
	t.Parallel()
	at := time.Unix(1_750_000_000, 0)
	in, _ := decodeOne(t, fakewa.Text(mia, "a").At(at).WithID("wamid.own"))[0].(domain.Incoming)
	if in.Message.WAMID != "wamid.own" || !in.Message.At.Equal(at) {
		t.Errorf("decoded to %s at %v", in.Message.WAMID, in.Message.At)
	}
}
