package fakewa_test

import (
	"net/http"
	"reflect"
	"strings"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/whatsapp"
)

// TestOwnPageAsTheClientSeesIt lets the real client read and write everything
// about our own number.
func TestOwnPageAsTheClientSeesIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	c := whatsapp.NewClient(whatsapp.ClientOptions{
		BaseURL: w.Base(), PhoneNumberID: fakewa.DefaultPhoneNumberID, BusinessAccountID: fakewa.DefaultBusinessAccountID,
		Token: func() (string, error) { return fakewa.DefaultToken, nil },
	})
	ctx := t.Context()
	w.Rate("RED")
	if n, err := c.OwnNumber(ctx); err != nil || n.Quality != "RED" || domain.NumberDigits(n.Phone) == "" || n.NameState != "APPROVED" {
		t.Errorf("number %+v: %v", n, err)
	}
	before, err := c.OwnProfile(ctx)
	if err != nil || before.Email == "" {
		t.Fatalf("profile %+v: %v", before, err)
	}
	change := domain.Profile{About: "Neu", Websites: []string{}, Email: "wird@nicht.geschrieben"}
	if err := c.SetProfile(ctx, change, []domain.ProfileField{domain.ProfileAbout, domain.ProfileWebsites}); err != nil {
		t.Fatal(err)
	}
	after, err := c.OwnProfile(ctx)
	want := before
	want.About, want.Websites = "Neu", []string{}
	if err != nil || !reflect.DeepEqual(after, want) {
		t.Errorf("profile %+v, want %+v: %v", after, want, err)
	}
	if got, err := c.Calling(ctx); err != nil || got.Status != "" || !got.Off() {
		t.Errorf("calling before %+v: %v", got, err)
	}
	if err := c.StopCalls(ctx); err != nil {
		t.Error(err)
	}
	if err := c.Decline(ctx, "wacid.1"); err != nil || !reflect.DeepEqual(w.Declined(), []string{"wacid.1"}) {
		t.Errorf("declined %v: %v", w.Declined(), err)
	}
	if err := c.Decline(ctx, "wamid.1"); err == nil {
		t.Error("a message was declined")
	}
	if got, err := c.Calling(ctx); err != nil || got.Status != "DISABLED" {
		t.Errorf("calling %+v: %v", got, err)
	}
	if got, err := c.Openers(ctx); err != nil || len(got.Prompts)+len(got.Commands) > 0 {
		t.Errorf("openers before %+v: %v", got, err)
	}
	openers := domain.Openers{Prompts: []string{"Was gibt es?"}, Commands: []domain.Command{{Name: "termin", Hint: "Beratung"}}}
	if err := c.SetOpeners(ctx, openers); err != nil {
		t.Error(err)
	}
	if got, err := c.Openers(ctx); err != nil || !reflect.DeepEqual(got, openers) {
		t.Errorf("openers %+v: %v", got, err)
	}
}

// TestBlockingNeedsAFreshMessage: Meta blocks only people who wrote within 24
// hours, and says so with 400 and both lists.
func TestBlockingNeedsAFreshMessage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	c := whatsapp.NewClient(whatsapp.ClientOptions{
		BaseURL: w.Base(), PhoneNumberID: fakewa.DefaultPhoneNumberID, Token: func() (string, error) { return fakewa.DefaultToken, nil },
	})
	who := domain.Address{Phone: "+4915550100001"}
	err := c.SetBlocked(t.Context(), who, true)
	if err == nil || !strings.Contains(err.Error(), "139100") || len(w.Blocked()) != 0 {
		t.Fatalf("a stranger: %v, %v", err, w.Blocked())
	}
	raw := w.call(http.MethodPost, numberPath+"/block_users", `{"messaging_product":"whatsapp","block_users":[{"user":"+4915550100001"}]}`).raw
	if !strings.Contains(raw, "failed_users") || !strings.Contains(raw, `"error"`) {
		t.Errorf("answered %s", raw)
	}
	if err := w.Deliver(t.Context(), fakewa.Inbound{From: fakewa.Person{Phone: who.Phone}, Type: "text", Body: map[string]any{"body": "hallo"}}); err != nil {
		t.Fatal(err)
	}
	if err := c.SetBlocked(t.Context(), who, true); err != nil || !reflect.DeepEqual(w.Blocked(), []string{"4915550100001"}) {
		t.Errorf("%v, %v", err, w.Blocked())
	}
	if err := c.SetBlocked(t.Context(), who, false); err != nil || len(w.Blocked()) != 0 {
		t.Errorf("%v, %v", err, w.Blocked())
	}
}
