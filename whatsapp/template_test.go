package whatsapp_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

func TestTemplatesPageByCursor(t *testing.T) {
	t.Parallel()
	page := func(name, after, next string) string {
		return fmt.Sprintf(`{"data":[{"id":"1","name":"%s","language":"de","status":"approved","category":"UTILITY"}],
			"paging":{"cursors":{"before":"x","after":"%s"}%s}}`, name, after, next)
	}
	const next = `,"next":"https://elsewhere.example/?access_token=x"`
	c := answers(t, map[string]string{
		"GET /v26.0/100200300/message_templates":          page("a", "A1", next),
		"GET /v26.0/100200300/message_templates after A1": page("b", "A2", next),
		"GET /v26.0/100200300/message_templates after A2": page("c", "A3", ""),
	})
	got, err := c.Templates(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, tpl := range got {
		names = append(names, tpl.Name+" "+tpl.Status)
	}
	if diff := cmp.Diff([]string{"a APPROVED", "b APPROVED", "c APPROVED"}, names); diff != "" {
		t.Error(diff)
	}
}

// What says nothing about templates or apps must not take all of them away.
func TestNothingIsGoneBecauseNothingIsSaid(t *testing.T) {
	t.Parallel()
	const first = `{"data":[{"name":"a"}],"paging":{"cursors":{"after":"A"},"next":"x"}}`
	for name, tc := range map[string]struct {
		first, second string
		fine          bool
		many          int
	}{
		"none":              {`{"data":[]}`, "", true, 0},
		"an empty object":   {`{}`, "", false, 0},
		"success":           {`{"success":true}`, "", false, 0},
		"null":              {`null`, "", false, 0},
		"on the second one": {first, `{}`, false, 0},
	} {
		c := answers(t, map[string]string{
			"GET /v26.0/100200300/message_templates": tc.first, "GET /v26.0/100200300/message_templates after A": tc.second,
		})
		got, err := c.Templates(t.Context())
		if (err == nil) != tc.fine || len(got) != tc.many {
			t.Errorf("%s: %d templates, %v", name, len(got), err)
		}
		c = answers(t, map[string]string{"GET /v26.0/100200300/subscribed_apps": tc.first})
		if apps, err := c.SubscribedApps(t.Context()); (err == nil) != strings.Contains(tc.first, "data") {
			t.Errorf("%s: %d apps, %v", name, len(apps), err)
		}
	}
}

// A server that names the same cursor for ever must not hold us for ever.
func TestTemplatesPagingEnds(t *testing.T) {
	t.Parallel()
	loop := `{"data":[{"name":"a"}],"paging":{"cursors":{"after":"A"},"next":"x"}}`
	c := answers(t, map[string]string{
		"GET /v26.0/100200300/message_templates": loop, "GET /v26.0/100200300/message_templates after A": loop,
	})
	got, err := c.Templates(t.Context())
	if err != nil || len(got) != 2 {
		t.Errorf("%d templates, %v", len(got), err)
	}
}

func TestTemplateInWords(t *testing.T) {
	t.Parallel()
	c := answers(t, map[string]string{"GET /v26.0/100200300/message_templates": `{"data":[{"id":"1","name":"antwort_liegt_vor","language":"de",
		"status":"PAUSED","category":"utility","quality_score":{"score":"yellow"},"parameter_format":"NAMED","rejected_reason":"NONE","components":[
		{"type":"HEADER","format":"TEXT","text":"Ihre Frage"},{"type":"BODY","text":"Guten Tag {{vorname}}, …"},{"type":"FOOTER","text":"Diakonie"},
		{"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Antwort lesen"},{"type":"URL","text":"Seite","url":"https://x.de"}]}]},
		{"name":"abgelehnt","rejected_reason":"INVALID_FORMAT","components":[{"type":"header","format":"image"}]}]}`})
	got, err := c.Templates(t.Context())
	if err != nil || len(got) != 2 {
		t.Fatal(got, err)
	}
	want := []domain.TemplateInfo{
		{
			ID: "1", Name: "antwort_liegt_vor", Language: "de", Status: "PAUSED", Category: "UTILITY", Quality: "YELLOW", Named: true,
			Header: "Ihre Frage", Body: "Guten Tag {{vorname}}, …", Footer: "Diakonie",
			Buttons: []domain.TemplateButton{{Type: "QUICK_REPLY", Text: "Antwort lesen"}, {Type: "URL", Text: "Seite", URL: "https://x.de"}},
		},
		{Name: "abgelehnt", Rejected: "INVALID_FORMAT", Media: "IMAGE"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// newAnswer is a template with everything in it.
func newAnswer() domain.TemplateInfo {
	return domain.TemplateInfo{
		Name: "antwort_liegt_vor", Language: "de", Category: "UTILITY", Named: true,
		Header: "Für {{vorname}}", Body: "Zu deiner Frage vom {{datum}} liegt eine Antwort bereit.", Footer: "Diakonie",
		Buttons:  []domain.TemplateButton{{Type: domain.ButtonQuickReply, Text: "Antwort lesen"}, {Type: domain.ButtonURL, Text: "Seite", URL: "https://x.example"}},
		Examples: []domain.TemplateValue{{Name: "vorname", Text: "Mia", Header: true}, {Name: "datum", Text: "20. November"}},
	}
}

func TestCreateTemplate(t *testing.T) {
	t.Parallel()
	numbers := newAnswer()
	numbers.Named, numbers.Header, numbers.Body = false, "Für {{1}}", "Zu deiner Frage vom {{1}} liegt eine Antwort bereit."
	numbers.Examples = []domain.TemplateValue{{Text: "Mia", Header: true}, {Text: "20. November"}}
	plainOne := domain.TemplateInfo{Name: "gruss", Language: "de", Category: "MARKETING", Body: "Hallo, wir sind wieder da."}
	for name, c := range map[string]struct {
		info domain.TemplateInfo
		want string
	}{
		"named": {newAnswer(), `{"name":"antwort_liegt_vor","language":"de","category":"UTILITY","parameter_format":"named","components":[
			{"type":"header","format":"text","text":"Für {{vorname}}","example":{"header_text_named_params":[{"param_name":"vorname","example":"Mia"}]}},
			{"type":"body","text":"Zu deiner Frage vom {{datum}} liegt eine Antwort bereit.","example":{"body_text_named_params":[{"param_name":"datum","example":"20. November"}]}},
			{"type":"footer","text":"Diakonie"},
			{"type":"buttons","buttons":[{"type":"quick_reply","text":"Antwort lesen"},{"type":"url","text":"Seite","url":"https://x.example"}]}]}`},
		"numbers": {numbers, `{"name":"antwort_liegt_vor","language":"de","category":"UTILITY","parameter_format":"positional","components":[
			{"type":"header","format":"text","text":"Für {{1}}","example":{"header_text":["Mia"]}},
			{"type":"body","text":"Zu deiner Frage vom {{1}} liegt eine Antwort bereit.","example":{"body_text":[["20. November"]]}},
			{"type":"footer","text":"Diakonie"},
			{"type":"buttons","buttons":[{"type":"quick_reply","text":"Antwort lesen"},{"type":"url","text":"Seite","url":"https://x.example"}]}]}`},
		"plain": {plainOne, `{"name":"gruss","language":"de","category":"MARKETING","parameter_format":"positional","components":[{"type":"body","text":"Hallo, wir sind wieder da."}]}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var asked []byte
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				asked, _ = io.ReadAll(r.Body)
				fmt.Fprint(w, `{"id":"77","status":"pending","category":"MARKETING"}`)
			})
			got, err := client(t, s.URL).CreateTemplate(t.Context(), c.info)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(plain(t, []byte(c.want)), plain(t, asked)); d != "" {
				t.Error(d)
			}
			if got.ID != "77" || got.Status != "PENDING" || got.Category != "MARKETING" {
				t.Errorf("became %+v", got)
			}
		})
	}
}

func TestCreateTemplateRefuses(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, `{"error":{"message":"Invalid parameter","code":100,"error_subcode":2388293,"error_user_title":"Zu viele Variablen","error_user_msg":"Zu wenig Text für so viele Variablen."}}`)
	})
	c := client(t, s.URL)
	_, err := c.CreateTemplate(t.Context(), newAnswer())
	if e, ok := errors.AsType[*whatsapp.APIError](err); !ok || e.Subcode != 2388293 || e.Says != "Zu wenig Text für so viele Variablen." {
		t.Errorf("got %#v", err)
	}
	bad := newAnswer()
	bad.Body += " {{datum}}"
	if _, err := c.CreateTemplate(t.Context(), bad); domain.CodeOf(err) != domain.CodeTemplateForm {
		t.Errorf("a place at the end: %v", err)
	}
}

func TestDeliveries(t *testing.T) {
	t.Parallel()
	c := answers(t, map[string]string{"GET /v26.0/555000111/message_history": `{"data":[
		{"id":"1","message_id":"wamid.A","events":{"data":[
			{"id":"2","delivery_status":"SENT","timestamp":1764000000,"webhook_update_state":"retrying","error_description":"connection refused"},
			{"id":"3","delivery_status":"DELIVERED","timestamp":"1764000060","webhook_update_state":"DELIVERED"}]}},
		{"id":"4"}]}`})
	got, err := c.Deliveries(t.Context(), 20)
	want := []whatsapp.Delivery{
		{At: time.Unix(1764000000, 0).UTC(), State: "RETRYING", Problem: "connection refused"},
		{At: time.Unix(1764000060, 0).UTC(), State: "DELIVERED"},
	}
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Error(d, err)
	}
	if !got[0].Failing() || got[1].Failing() {
		t.Error("which of them fails")
	}
}

// Each answer tells what time it is at Meta, also one that refuses.
func TestAnswersTellTheTime(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 9, 0, 5, 0, time.UTC)
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", at.Format(http.TimeFormat))
		if r.Method == http.MethodGet {
			w.WriteHeader(http.StatusBadRequest)
		}
		fmt.Fprint(w, `{"messages":[{"id":"wamid.X"}]}`)
	})
	var heard []time.Time
	c := whatsapp.NewClient(whatsapp.ClientOptions{
		BaseURL: s.URL, PhoneNumberID: "555000111", Token: func() (string, error) { return secretToken, nil },
		Heard: func(at time.Time) { heard = append(heard, at) },
	})
	if _, err := c.Profile(t.Context()); err == nil {
		t.Error("a refusal is an answer")
	}
	c.Send(t.Context(), domain.Send{To: toPhone, Kind: domain.SendText, Text: "x"})
	if d := cmp.Diff([]time.Time{at, at}, heard); d != "" {
		t.Error(d)
	}
}
