package fakewa_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
)

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
		"":                  {"antwort_liegt_vor", "termin_bestaetigung", "termin"},
		"?status=approved":  {"antwort_liegt_vor", "termin_bestaetigung"},
		"?name=term":        {"termin_bestaetigung", "termin"},
		"?limit=1":          {"antwort_liegt_vor"},
		"?limit=1&after=2":  {"termin"},
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
	paging, _ := w.call(http.MethodGet, templatesPath+"?limit=2", "").body["paging"].(map[string]any)
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
		`{"name":"Große Namen","language":"de","category":"UTILITY","components":[{"type":"body","text":"a"}]}`:                                 100,
		`{"name":"leer","language":"de","category":"UTILITY","components":[{"type":"footer","text":"a"}]}`:                                      100,
		`{"name":"ende","language":"de","category":"UTILITY","components":[{"type":"body","text":"Hallo {{1}}"}]}`:                              2388293,
		`{"name":"nachbarn","language":"de","category":"UTILITY","components":[{"type":"body","text":"Am {{1}} {{2}} da"}]}`:                    2388299,
		`{"name":"ohne","language":"de","category":"UTILITY","parameter_format":"named","components":[{"type":"body","text":"Am {{tag}} da"}]}`: 2388043,
		`{"name":"antwort_liegt_vor","language":"de","category":"UTILITY","components":[{"type":"body","text":"noch mal"}]}`:                    2388024,
	} {
		if r := w.call(http.MethodPost, templatesPath, body); r.code() != code {
			t.Errorf("%s answered %s", body, r.raw)
		}
	}
}

const sendAnnouncement = `{"messaging_product":"whatsapp","to":"+4915550100071","type":"template","template":{"name":"antwort_liegt_vor","language":{"code":"de"},"components":[` +
	`{"type":"body","parameters":[{"type":"text","parameter_name":"datum","text":"Freitag"}]},` +
	`{"type":"button","sub_type":"quick_reply","index":"0","parameters":[{"type":"payload","payload":"parked:u-1"}]}]}}`

func TestTheTapCarriesOurPayload(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	if err := w.Play(t.Context(), fakewa.Scenario{}); err != nil {
		t.Fatal(err)
	}
	w.send(sendAnnouncement)
	w.settle()
	all := w.hook.messages()
	if len(all) != 1 || all[0].Message.Content.Choice == nil || all[0].Message.Content.Choice.ID != "parked:u-1" || all[0].Message.Content.Text != "Antwort lesen" {
		t.Errorf("came %+v", all)
	}
}

func TestSomeWriteInsteadAndSomeNothing(t *testing.T) {
	t.Parallel()
	for instead, want := range map[string][]string{"Keine Zeit": {"hallo", "Keine Zeit"}, "": {"hallo"}} {
		w := newWorld(t, nil)
		p := mia
		p.Instead, p.Ignores = instead, instead == ""
		if err := w.Play(t.Context(), fakewa.Scenario{History: []fakewa.Inbound{fakewa.Text(p, "hallo")}}); err != nil {
			t.Fatal(err)
		}
		w.send(sendAnnouncement)
		w.settle()
		if d := cmp.Diff(want, said(w, p)); d != "" {
			t.Error(d)
		}
	}
}

func TestTemplateIsCheckedAsItIsSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	for from, to := range map[string]string{
		`"index":"0"`: `"index":"1"`, `"quick_reply"`: `"url"`,
	} {
		if r := w.send(strings.Replace(sendAnnouncement, from, to, 1)); r.code() != 131009 {
			t.Errorf("%s answered %s", to, r.raw)
		}
	}
	for text, code := range map[string]int{`a\nb`: 132018, strings.Repeat("x", 1000): 132005} {
		if r := w.send(strings.Replace(sendAnnouncement, "Freitag", text, 1)); r.code() != code {
			t.Errorf("%.10q answered %s", text, r.raw)
		}
	}
}

// A template can be paused before anybody hears of it.
func TestPausedInSilence(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	if err := w.PauseTemplate("antwort_liegt_vor", "de"); err != nil {
		t.Fatal(err)
	}
	if r := w.send(sendAnnouncement); r.code() != 132015 {
		t.Error("answered", r.raw)
	}
	if len(w.hook.updates()) != 0 {
		t.Error("the webhook was told")
	}
	if err := w.SetTemplateQuality(t.Context(), "antwort_liegt_vor", "de", "RED"); err != nil {
		t.Fatal(err)
	}
	n, isNotice := w.hook.updates()[0].(domain.Notice)
	if !isNotice || n.Event != "RED" || !n.Urgent || !strings.Contains(w.call(http.MethodGet, templatesPath, "").raw, `"score":"RED"`) {
		t.Errorf("told %+v", n)
	}
}
