package fakewa_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"sprechstunde/internal/fakewa"
)

const (
	numberPath    = "/v26.0/" + fakewa.DefaultPhoneNumberID
	accountPath   = "/v26.0/" + fakewa.DefaultBusinessAccountID
	templatesPath = accountPath + "/message_templates"
	profilePath   = numberPath + "/whatsapp_business_profile"
)

func TestNumberInfo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	all := w.call(http.MethodGet, numberPath+"?fields=display_phone_number,quality_rating,health_status", "").body
	health, _ := all["health_status"].(map[string]any)
	if all["quality_rating"] != "GREEN" || health["can_send_message"] != "AVAILABLE" || all["id"] != fakewa.DefaultPhoneNumberID {
		t.Errorf("number is %v", all)
	}
	if _, there := w.call(http.MethodGet, numberPath, "").body["health_status"]; there {
		t.Error("health_status came without being asked for")
	}
	if r := w.call(http.MethodGet, "/v26.0/12345", ""); r.code() != 100 {
		t.Error("unknown object answered", r.raw)
	}
	if name := w.call(http.MethodGet, accountPath+"?fields=name", "").body["name"]; name == nil {
		t.Error("the account has no name")
	}
	if r := w.call(http.MethodGet, accountPath+"/phone_numbers", ""); !strings.Contains(r.raw, fakewa.DefaultDisplayNumber) {
		t.Error("numbers are", r.raw)
	}
}

func TestProfile(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	if r := w.call(http.MethodPost, profilePath, `{"messaging_product":"whatsapp","about":"Neu","websites":["https://a.example/"]}`); r.raw != `{"success":true}` {
		t.Error("answered", r.raw)
	}
	r := w.call(http.MethodGet, profilePath+"?fields=about,websites", "")
	if r.raw != `{"data":[{"about":"Neu","messaging_product":"whatsapp","websites":["https://a.example/"]}]}` {
		t.Error("profile is", r.raw)
	}
	for _, body := range []string{
		`hallo`, `{"about":"x"}`, `{"messaging_product":"whatsapp","motto":"x"}`,
		`{"messaging_product":"whatsapp","about":"` + strings.Repeat("x", 140) + `"}`,
		`{"messaging_product":"whatsapp","websites":["a","b","c"]}`, `{"messaging_product":"whatsapp","about":7}`,
	} {
		if r := w.call(http.MethodPost, profilePath, body); r.code() != 100 {
			t.Errorf("%.60s answered %s", body, r.raw)
		}
	}
}

func TestUnsubscribing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.call(http.MethodDelete, accountPath+"/subscribed_apps", "")
	if err := w.Deliver(t.Context(), fakewa.Text(mia, "a")); !errors.Is(err, fakewa.ErrNotSubscribed) {
		t.Errorf("got %v, want ErrNotSubscribed", err)
	}
}

func TestWithoutWebhook(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *fakewa.Options) { o.WebhookURL = "" })
	if err := w.Deliver(t.Context(), fakewa.Text(mia, "a")); !errors.Is(err, fakewa.ErrNoWebhook) {
		t.Errorf("got %v, want ErrNoWebhook", err)
	}
	if err := w.SetWebhook(w.hook.URL); err != nil {
		t.Fatal(err)
	}
	w.deliver(fakewa.Text(mia, "a"))
}
