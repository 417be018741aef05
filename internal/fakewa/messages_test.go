package fakewa_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
)

func TestAcceptedMessageIsRecordedAndReported(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *fakewa.Options) { o.Plan = fakewa.RisingPlan })
	w.deliver(fakewa.Text(mia, "hallo"))
	r := w.send(`{"messaging_product":"whatsapp","to":"+4915550100071","type":"text","text":{"body":"Hallo Mia"},"context":{"message_id":"wamid.X"},"biz_opaque_callback_data":"u1"}`)
	if r.status != http.StatusOK || !strings.HasPrefix(r.wamid(), "wamid.") {
		t.Fatalf("answered %d %s", r.status, r.raw)
	}
	if !strings.Contains(r.raw, `"wa_id":"4915550100071"`) || !strings.Contains(r.raw, `"user_id":"DE.9000000000000071"`) {
		t.Error("the answer does not name the contact: ", r.raw)
	}
	sent := w.Sent()
	if len(sent) != 1 {
		t.Fatalf("%d messages recorded, want 1", len(sent))
	}
	sent[0].Raw, sent[0].At = nil, time.Time{}
	want := fakewa.SentMessage{UUID: "u1", WAMID: r.wamid(), To: mia.Phone, Type: "text", Body: "Hallo Mia", ReplyTo: "wamid.X"}
	if diff := cmp.Diff(want, sent[0]); diff != "" {
		t.Error("recorded (-want +got):\n" + diff)
	}
	w.settle()
	rising := []domain.Status{domain.StatusSent, domain.StatusDelivered, domain.StatusRead}
	if diff := cmp.Diff(rising, w.hook.reported("u1")); diff != "" {
		t.Error("statuses (-want +got):\n" + diff)
	}
}

func TestStatusCarriesWhatMetaPutsIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *fakewa.Options) { o.Plan = fakewa.FixedPlan(domain.StatusSent) })
	w.deliver(fakewa.Text(mia, "hallo"))
	r := w.send(textTo(mia.Phone, "u1", "Hallo"))
	w.settle()
	updates := w.hook.updates()
	got, isReport := updates[len(updates)-1].(domain.Reported)
	if !isReport {
		t.Fatalf("the last update is %T", updates[len(updates)-1])
	}
	got.Raw = nil
	want := domain.Reported{
		WAMID: r.wamid(), UUID: "u1", Status: domain.StatusSent, At: w.clock.Now(),
		Recipient: domain.Person{Name: mia.Name, Identity: domain.Identity{Phone: mia.Phone, UserID: mia.UserID}},
		Pricing:   &domain.Pricing{Billable: true, Model: "PMP", Type: "regular", Category: "service"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("status (-want +got):\n" + diff)
	}
}

func TestTypedMessagesWereFreeBeforeOctober2026(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *fakewa.Options) { o.Plan = fakewa.FixedPlan(domain.StatusSent) })
	w.clock.now = time.Date(2026, 9, 30, 23, 0, 0, 0, time.UTC)
	w.deliver(fakewa.Text(mia, "hallo"))
	w.send(textTo(mia.Phone, "u1", "Hallo"))
	w.settle()
	if last := w.hook.received()[1]; !strings.Contains(string(last), `"type":"free_customer_service"`) {
		t.Errorf("not free: %s", last)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.deliver(fakewa.Text(mia, "hallo"))
	const head = `{"messaging_product":"whatsapp","to":"+4915550100071",`
	tests := []struct {
		name, body string
		code       int
	}{
		{"no JSON", `hallo`, 100},
		{"two values", head + `"text":{"body":"a"}}{}`, 100},
		{"no product", `{"to":"+4915550100071","text":{"body":"a"}}`, 100},
		{"unknown key", head + `"texd":{"body":"a"}}`, 100},
		{"unknown inner key", head + `"text":{"body":"a","preview":true}}`, 100},
		{"nobody", `{"messaging_product":"whatsapp","text":{"body":"a"}}`, 131008},
		{"no plus", `{"messaging_product":"whatsapp","to":"4915550100071","text":{"body":"a"}}`, 100},
		{"no number", `{"messaging_product":"whatsapp","to":"+abc","text":{"body":"a"}}`, 131009},
		{"number as recipient", `{"messaging_product":"whatsapp","recipient":"+4915550100071","text":{"body":"a"}}`, 131009},
		{"recipient type", head + `"recipient_type":"business_scoped_user_id","text":{"body":"a"}}`, 100},
		{"opaque data too long", head + `"biz_opaque_callback_data":"` + strings.Repeat("x", 513) + `","text":{"body":"a"}}`, 100},
		{"receipt inside", head + `"message_id":"wamid.1","text":{"body":"a"}}`, 100},
		{"empty quote", head + `"context":{},"text":{"body":"a"}}`, 131008},
		{"unknown type", head + `"type":"poll"}`, 100},
		{"missing part", head + `"type":"image","text":{"body":"a"}}`, 131008},
		{"part too many", head + `"type":"text","text":{"body":"a"},"location":{"latitude":1,"longitude":1}}`, 100},
		{"empty text", head + `"type":"text","text":{"body":""}}`, 131008},
		{"text too long", head + `"type":"text","text":{"body":"` + strings.Repeat("ä", 4097) + `"}}`, 100},
		{"half a place", head + `"type":"location","location":{"latitude":1}}`, 131008},
		{"reaction without emoji", head + `"type":"reaction","reaction":{"message_id":"wamid.1"}}`, 131008},
		{"media without id", head + `"type":"image","image":{}}`, 131008},
		{"media by link", head + `"type":"image","image":{"link":"https://a.example/"}}`, 131052},
		{"place beyond the poles", head + `"type":"location","location":{"latitude":91,"longitude":8}}`, 131009},
		{"card without a name", head + `"type":"contacts","contacts":[{"name":{"first_name":"Tom"}}]}`, 131008},
		{"card with one name only", head + `"type":"contacts","contacts":[{"name":{"formatted_name":"Tom"}}]}`, 131009},
		{"card with a foreign key", head + `"type":"contacts","contacts":[{"name":{"formatted_name":"Tom","first_name":"Tom"},"nick":"T"}]}`, 100},
		{"unknown media", head + `"type":"image","image":{"id":"1"}}`, 131009},
		{"caption on audio", head + `"type":"audio","audio":{"id":"1","caption":"a"}}`, 100},
		{"file name on image", head + `"type":"image","image":{"id":"1","filename":"a"}}`, 100},
		{"voice on video", head + `"type":"video","video":{"id":"1","voice":true}}`, 100},
		{"caption too long", head + `"type":"image","image":{"id":"1","caption":"` + strings.Repeat("x", 1025) + `"}}`, 100},
		{"template without name", head + `"type":"template","template":{"language":{"code":"de"}}}`, 131008},
		{"unknown template", head + `"type":"template","template":{"name":"nix","language":{"code":"de"}}}`, 132001},
		{"template in other language", head + `"type":"template","template":{"name":"antwort_liegt_vor","language":{"code":"fr"}}}`, 132001},
		{"template unfilled", head + `"type":"template","template":{"name":"antwort_liegt_vor","language":{"code":"de"}}}`, 132000},
		{"template misfilled", head + `"type":"template","template":{"name":"antwort_liegt_vor","language":{"code":"de"},"components":[{"type":"body","parameters":[{"type":"text","text":"heute"}]}]}}`, 132012},
		{"interactive without body", head + `"type":"interactive","interactive":{"type":"button","action":{}}}`, 131008},
		{"interactive without action", head + `"type":"interactive","interactive":{"type":"button","body":{"text":"a"}}}`, 131008},
		{"interactive of no type", head + `"type":"interactive","interactive":{"type":"wheel","body":{"text":"a"},"action":{}}}`, 131009},
		{"footer too long", head + `"type":"interactive","interactive":{"type":"button","body":{"text":"a"},"footer":{"text":"` + strings.Repeat("x", 61) + `"},"action":{}}}`, 100},
		{"no buttons", head + `"type":"interactive","interactive":{"type":"button","body":{"text":"a"},"action":{"buttons":[]}}}`, 131009},
		{"button of other type", head + `"type":"interactive","interactive":{"type":"button","body":{"text":"a"},"action":{"buttons":[{"type":"url"}]}}}`, 131009},
		{"long button", head + `"type":"interactive","interactive":{"type":"button","body":{"text":"a"},"action":{"buttons":[{"type":"reply","reply":{"id":"1","title":"abcdefghijklmnopqrstu"}}]}}}`, 100},
		{"list without rows", head + `"type":"interactive","interactive":{"type":"list","body":{"text":"a"},"action":{"button":"b","sections":[]}}}`, 131009},
		{"receipt of other kind", `{"messaging_product":"whatsapp","status":"delivered","message_id":"wamid.1"}`, 100},
		{"receipt without message", `{"messaging_product":"whatsapp","status":"read"}`, 131008},
		{"receipt with other typing", `{"messaging_product":"whatsapp","status":"read","message_id":"wamid.1","typing_indicator":{"type":"audio"}}`, 131009},
	}
	for _, tt := range tests {
		if r := w.send(tt.body); r.code() != tt.code || r.status < 400 {
			t.Errorf("%s: answered %d with code %d, want %d: %s", tt.name, r.status, r.code(), tt.code, r.raw)
		}
	}
	if n := len(w.Sent()) + len(w.Receipts()); n != 0 {
		t.Errorf("%d of the refused were recorded as accepted", n)
	}
}

func TestShapesThatAreTaken(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.deliver(fakewa.Text(mia, "hallo"))
	const head = `{"messaging_product":"whatsapp","recipient_type":"individual","to":"+4915550100071",`
	tests := []struct{ name, body, recorded string }{
		{"text without type", head + `"text":{"body":"Hallo"}}`, "Hallo"},
		{"longest text", head + `"type":"text","text":{"body":"` + strings.Repeat("ä", 4096) + `","preview_url":true}}`, strings.Repeat("ä", 4096)},
		{"reaction", head + `"type":"reaction","reaction":{"message_id":"wamid.1","emoji":"👍"}}`, "👍"},
		{"reaction taken back", head + `"type":"reaction","reaction":{"message_id":"wamid.1","emoji":""}}`, ""},
		{"place", head + `"type":"location","location":{"latitude":50.5,"longitude":8,"name":"Kita"}}`, "50.50000, 8.00000"},
		{"contacts", head + `"type":"contacts","contacts":[{"name":{"formatted_name":"Tom Ott","first_name":"Tom"},"phones":[{"phone":"+4930123"}]}]}`, "Tom Ott"},
		{"template", head + `"type":"template","template":{"name":"antwort_liegt_vor","language":{"code":"de"},"components":[{"type":"body","parameters":[{"type":"text","parameter_name":"datum","text":"Freitag"}]},{"type":"button","sub_type":"quick_reply","index":"0","parameters":[{"type":"payload","payload":"p"}]}]}}`, "antwort_liegt_vor"},
		{"buttons", head + `"type":"interactive","interactive":{"type":"button","body":{"text":"Wann?"},"action":{"buttons":[{"type":"reply","reply":{"id":"1","title":"Heute"}}]}}}`, "Wann?"},
		{"list", head + `"type":"interactive","interactive":{"type":"list","body":{"text":"Was?"},"footer":{"text":"f"},"action":{"button":"Thema","sections":[{"title":"t","rows":[{"id":"1","title":"FSJ","description":"d"}]}]}}}`, "Was?"},
		{"request for the number", head + `"type":"interactive","interactive":{"type":"request_contact_info","body":{"text":"Nummer?"},"action":{"name":"request_contact_info"}}}`, "Nummer?"},
	}
	for i, tt := range tests {
		r := w.send(tt.body)
		if r.status != http.StatusOK {
			t.Errorf("%s: answered %d %s", tt.name, r.status, r.raw)
			continue
		}
		if got := w.Sent()[i].Body; got != tt.recorded {
			t.Errorf("%s: recorded %q, want %q", tt.name, got, tt.recorded)
		}
	}
	w.settle()
}

func TestReceipts(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.send(`{"messaging_product":"whatsapp","status":"read","message_id":"wamid.1"}`)
	r := w.send(`{"messaging_product":"whatsapp","status":"read","message_id":"wamid.2","typing_indicator":{"type":"text"}}`)
	if r.raw != `{"success":true}` {
		t.Error("answered", r.raw)
	}
	want := []fakewa.Receipt{{MessageID: "wamid.1", At: w.clock.Now()}, {MessageID: "wamid.2", Typing: true, At: w.clock.Now()}}
	if diff := cmp.Diff(want, w.Receipts()); diff != "" {
		t.Error("receipts (-want +got):\n" + diff)
	}
}

func TestTokenAndAddresses(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *fakewa.Options) { o.Token = "anderes" })
	if r := w.send(textTo(mia.Phone, "u1", "Hallo")); r.status != http.StatusUnauthorized || r.code() != 190 {
		t.Errorf("wrong token answered %d, code %d", r.status, r.code())
	}
	w = newWorld(t, nil)
	for path, code := range map[string]int{
		"/v26.0/123/messages": 33, "/latest/" + fakewa.DefaultPhoneNumberID + "/messages": 2500, "/v26.0/a/b/c": 2500,
	} {
		if r := w.call(http.MethodPost, path, textTo(mia.Phone, "u1", "Hallo")); r.code() != code {
			t.Errorf("%s answered code %d, want %d", path, r.code(), code)
		}
	}
}

func TestUserIDGoesInRecipientOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	p := fakewa.Person{Name: "Grace", UserID: "DE.9000000000000014"}
	w.deliver(fakewa.Text(p, "hello"))
	r := w.send(strings.Replace(textTo(p.UserID, "lost", "Hi"), `"recipient":`, ``, 1))
	if r.status != http.StatusOK || r.wamid() == "" {
		t.Errorf("an id in to answered %d, want acceptance", r.status)
	}
	w.send(strings.Replace(textTo(p.UserID, "found", "Hi"), `"to":`, `"recipient":`, 1))
	w.settle()
	if got := w.hook.reported("lost"); got != nil {
		t.Errorf("an id in to was delivered: %v", got)
	}
	if got := w.hook.reported("found"); len(got) == 0 {
		t.Error("an id in recipient was not delivered")
	}
}

func TestReplyWindow(t *testing.T) {
	t.Parallel()
	for _, sync := range []bool{false, true} {
		w := newWorld(t, func(o *fakewa.Options) { o.SyncWindow = sync })
		w.deliver(fakewa.Text(mia, "hallo").At(w.clock.Now().Add(-24 * time.Hour)))
		r := w.send(textTo(mia.Phone, "u1", "zu spät"))
		w.settle()
		if sync {
			if r.code() != 131047 || w.Count("u1") != 0 || w.Attempts("u1") != 1 {
				t.Errorf("code %d, accepted %d, tried %d", r.code(), w.Count("u1"), w.Attempts("u1"))
			}
			continue
		}
		updates := w.hook.updates()
		rep, _ := updates[len(updates)-1].(domain.Reported)
		if r.status != http.StatusOK || rep.Status != domain.StatusFailed || rep.Failure == nil || rep.Failure.Code != 131047 {
			t.Errorf("answered %d, then %+v", r.status, rep)
		}
	}
}

func TestWhatOpensTheReplyWindow(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		in   fakewa.Inbound
		open bool
	}{
		{"text", fakewa.Text(mia, "hallo"), true},
		{"call", fakewa.MissedCall(mia), true},
		{"button", fakewa.TapTemplate(mia, "p", "Antwort lesen", "wamid.1"), true},
		{"reaction", fakewa.React(mia, "wamid.1", "👍"), false},
		{"system", fakewa.ChangedIdentity(mia, time.Unix(1, 0)), false},
		{"our own echo", fakewa.PhoneEcho(mia, "hallo"), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, func(o *fakewa.Options) { o.SyncWindow = true })
			w.deliver(tt.in)
			if got := w.send(textTo(mia.Phone, "u", "Hallo")).status == http.StatusOK; got != tt.open {
				t.Errorf("free text allowed: %v, want %v", got, tt.open)
			}
			w.settle()
		})
	}
}

func TestTemplateNeedsNoWindow(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *fakewa.Options) { o.SyncWindow = true })
	r := w.send(`{"messaging_product":"whatsapp","to":"+4915550100071","type":"template","template":{"name":"antwort_liegt_vor","language":{"code":"de"},"components":[{"type":"body","parameters":[{"type":"text","parameter_name":"datum","text":"Freitag"}]}]},"biz_opaque_callback_data":"u1"}`)
	if !strings.Contains(r.raw, `"message_status":"accepted"`) {
		t.Error("answered", r.raw)
	}
	w.settle()
	if last := w.hook.received(); !strings.Contains(string(last[0]), `"category":"utility"`) && !strings.Contains(string(last[1]), `"category":"utility"`) {
		t.Error("not charged as utility")
	}
}

func TestPairLimit(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *fakewa.Options) { o.PairBurst, o.Plan, o.NoWindow = 2, fakewa.SilentPlan, true })
	var codes []int
	for range 3 {
		codes = append(codes, w.send(textTo(mia.Phone, "u", "a")).code())
	}
	codes = append(codes, w.send(textTo("+4915550100072", "v", "a")).code())
	if err := w.clock.Wait(t.Context(), 6*time.Second); err != nil {
		t.Fatal(err)
	}
	codes = append(codes, w.send(textTo(mia.Phone, "u", "a")).code(), w.send(textTo(mia.Phone, "u", "a")).code())
	if diff := cmp.Diff([]int{0, 0, 131056, 0, 0, 131056}, codes); diff != "" {
		t.Error("codes (-want +got):\n" + diff)
	}
}

func TestOddOrdersBySeed(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for seed := range uint64(24) {
		w := newWorld(t, func(o *fakewa.Options) { o.Seed = seed })
		w.deliver(fakewa.Text(mia, "hallo"))
		w.send(textTo(mia.Phone, "u", "Hallo"))
		w.settle()
		var words []string
		end := domain.StatusNone
		for _, st := range w.hook.reported("u") {
			words = append(words, string(st))
			end = domain.Combine(end, st)
		}
		seen[strings.Join(words, ",")] = true
		if end != domain.StatusRead {
			t.Errorf("seed %d ends in %q", seed, end)
		}
	}
	for _, order := range []string{"sent,read,delivered", "delivered,sent,read", "sent,delivered,delivered,read", "read,delivered,sent", "sent,read"} {
		if !seen[order] {
			t.Errorf("no seed of 24 brings %q", order)
		}
	}
}

func TestSameSeedSameOrder(t *testing.T) {
	t.Parallel()
	run := func() []domain.Status {
		w := newWorld(t, func(o *fakewa.Options) { o.Seed = 11 })
		w.deliver(fakewa.Text(mia, "hallo"))
		w.send(textTo(mia.Phone, "u", "Hallo"))
		w.settle()
		return w.hook.reported("u")
	}
	if diff := cmp.Diff(run(), run()); diff != "" {
		t.Error("two runs differ:\n" + diff)
	}
}

func TestReportByHand(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *fakewa.Options) { o.Plan = fakewa.SilentPlan })
	w.deliver(fakewa.Text(mia, "hallo"))
	w.send(textTo(mia.Phone, "u", "Hallo"))
	for _, step := range []fakewa.Step{{Status: domain.StatusFailed, Code: 131026}, {Status: domain.StatusDelivered}} {
		if err := w.Report(t.Context(), w.Sent()[0], step); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]domain.Status{domain.StatusFailed, domain.StatusDelivered}, w.hook.reported("u")); diff != "" {
		t.Error("statuses (-want +got):\n" + diff)
	}
}

func TestFailingPlan(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *fakewa.Options) { o.Plan = fakewa.FailingPlan(131026) })
	w.deliver(fakewa.Text(mia, "hallo"))
	w.send(textTo(mia.Phone, "u", "Hallo"))
	w.settle()
	updates := w.hook.updates()
	rep, _ := updates[len(updates)-1].(domain.Reported)
	if rep.Failure == nil || rep.Failure.Code != 131026 {
		t.Errorf("reported %+v", rep)
	}
}

func TestReactionsAreOnlyEverSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *fakewa.Options) { o.Plan = fakewa.RisingPlan })
	w.deliver(fakewa.Text(mia, "hallo"))
	w.send(`{"messaging_product":"whatsapp","to":"+4915550100071","type":"reaction","reaction":{"message_id":"wamid.1","emoji":"👍"},"biz_opaque_callback_data":"u"}`)
	w.settle()
	if diff := cmp.Diff([]domain.Status{domain.StatusSent}, w.hook.reported("u")); diff != "" {
		t.Error("statuses (-want +got):\n" + diff)
	}
}
