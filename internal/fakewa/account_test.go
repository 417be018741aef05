package fakewa_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"sprechstunde/internal/domain"
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

const newTemplate = `{"name":"termin","language":"de","category":"UTILITY","parameter_format":"positional","components":[{"type":"body","text":"Dein Termin ist am {{1}} um {{2}} Uhr."}]}`

func TestTemplateFromBirthToPause(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	fill := func(values string) int {
		return w.send(`{"messaging_product":"whatsapp","to":"+4915550100071","type":"template","template":{"name":"termin","language":{"code":"de"},"components":[{"type":"body","parameters":[` + values + `]}]}}`).code()
	}
	const two = `{"type":"text","text":"Montag"},{"type":"text","text":"9"}`
	if r := w.call(http.MethodPost, templatesPath, newTemplate); r.body["status"] != "PENDING" {
		t.Fatal("created as", r.raw)
	}
	w.settle()
	if code := fill(two); code != 0 {
		t.Errorf("after the review: code %d", code)
	}
	if code := fill(`{"type":"text","text":"Montag"}`); code != 132000 {
		t.Errorf("one value for two places: code %d", code)
	}
	for status, want := range map[string]int{"PAUSED": 132015, "DISABLED": 132016, "REJECTED": 132001} {
		if err := w.SetTemplate(t.Context(), "termin", "de", status); err != nil {
			t.Fatal(err)
		}
		if code := fill(two); code != want {
			t.Errorf("%s: code %d, want %d", status, code, want)
		}
	}
	w.settle()
	var events []string
	for _, u := range w.hook.updates() {
		if n, isNotice := u.(domain.Notice); isNotice && n.Kind == domain.NoticeTemplate && n.Subject == "termin" {
			events = append(events, n.Event)
		}
	}
	if len(events) != 4 || events[0] != "APPROVED" {
		t.Errorf("the webhook was told %v", events)
	}
	if err := w.SetTemplate(t.Context(), "nix", "de", "PAUSED"); err == nil {
		t.Error("an unknown template was changed")
	}
}

func TestListOfTemplates(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.call(http.MethodPost, templatesPath, newTemplate)
	w.settle()
	if err := w.SetTemplate(t.Context(), "termin", "de", "PAUSED"); err != nil {
		t.Fatal(err)
	}
	for query, names := range map[string][]string{
		"":                  {"antwort_liegt_vor", "termin"},
		"?status=approved":  {"antwort_liegt_vor"},
		"?name=term":        {"termin"},
		"?limit=1":          {"antwort_liegt_vor"},
		"?limit=1&after=1":  {"termin"},
		"?limit=no&after=9": {},
	} {
		r := w.call(http.MethodGet, templatesPath+query, "")
		list, _ := r.body["data"].([]any)
		if len(list) != len(names) {
			t.Errorf("%q: %s", query, r.raw)
			continue
		}
		for i, item := range list {
			if got := item.(map[string]any)["name"]; got != names[i] {
				t.Errorf("%q: %v, want %s", query, got, names[i])
			}
		}
	}
	paging, _ := w.call(http.MethodGet, templatesPath+"?limit=1", "").body["paging"].(map[string]any)
	next, _ := paging["next"].(string)
	if r := w.call(http.MethodGet, w.path(next), ""); !strings.Contains(r.raw, `"name":"termin"`) {
		t.Errorf("next page %q has %s", next, r.raw)
	}
}

func TestRefusedTemplates(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	for body, code := range map[string]int{
		`hallo`: 100,
		`{"name":"Große Namen","language":"de","category":"UTILITY","components":[{"type":"body","text":"a"}]}`:              100,
		`{"name":"leer","language":"de","category":"UTILITY","components":[{"type":"footer","text":"a"}]}`:                   100,
		`{"name":"ende","language":"de","category":"UTILITY","components":[{"type":"body","text":"Hallo {{1}}"}]}`:           2388293,
		`{"name":"antwort_liegt_vor","language":"de","category":"UTILITY","components":[{"type":"body","text":"noch mal"}]}`: 2388024,
	} {
		if r := w.call(http.MethodPost, templatesPath, body); r.code() != code {
			t.Errorf("%s answered %s", body, r.raw)
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
