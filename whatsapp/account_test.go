package whatsapp_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

// answers serves bodies by method, path and query; anything else is an error of
// Graph's.
func answers(t *testing.T, bodies map[string]string) *whatsapp.Client {
	t.Helper()
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+secretToken || r.UserAgent() != "sprechstunde/1" {
			t.Errorf("%s without token or agent", r.URL.Path)
		}
		key := r.Method + " " + r.URL.Path
		if after := r.URL.Query().Get("after"); after != "" {
			key += " after " + after
		}
		body, ok := bodies[key]
		if !ok {
			w.WriteHeader(http.StatusBadRequest)
			body = `{"error":{"message":"(#100) Unknown path","code":100,"error_subcode":33,"fbtrace_id":"T"}}`
		}
		fmt.Fprint(w, body)
	})
	return client(t, s.URL)
}

func TestNumber(t *testing.T) {
	t.Parallel()
	c := answers(t, map[string]string{"GET /v26.0/555000111": `{"id":"555000111","display_phone_number":"+49 521 14480",
		"verified_name":"Berufsberatung","name_status":"APPROVED","status":"CONNECTED","quality_rating":"GREEN",
		"code_verification_status":"VERIFIED","throughput":{"level":"STANDARD"},"whatsapp_business_manager_messaging_limit":"TIER_250",
		"health_status":{"can_send_message":"LIMITED","entities":[
			{"entity_type":"WABA","id":"100200300","can_send_message":"BLOCKED","errors":[{"error_code":141006,"error_description":"Payment","possible_solution":"Add one"}]},
			{"entity_type":"PHONE_NUMBER","id":"555000111","can_send_message":"AVAILABLE","additional_info":["Display name pending"]}]}}`})
	got, err := c.Number(t.Context())
	want := whatsapp.Number{
		ID: "555000111", DisplayPhone: "+49 521 14480", VerifiedName: "Berufsberatung", NameStatus: "APPROVED", Status: "CONNECTED",
		Quality: "GREEN", Verification: "VERIFIED", Throughput: "STANDARD", MessagingLimit: "TIER_250", CanSend: "LIMITED",
		Entities: []whatsapp.HealthEntity{
			{
				Type: "WABA", ID: "100200300", CanSend: "BLOCKED",
				Problems: []whatsapp.HealthProblem{{Code: 141006, Description: "Payment", Solution: "Add one"}},
			},
			{Type: "PHONE_NUMBER", ID: "555000111", CanSend: "AVAILABLE", Notes: []string{"Display name pending"}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestSubscriptions(t *testing.T) {
	t.Parallel()
	c := answers(t, map[string]string{
		"GET /v26.0/100200300/subscribed_apps":  `{"data":[{"whatsapp_business_api_data":{"id":"77","name":"Sprechstunde","link":"x"},"override_callback_uri":"https://b.example/webhook"}]}`,
		"POST /v26.0/100200300/subscribed_apps": `{"success":true}`,
	})
	got, err := c.SubscribedApps(t.Context())
	want := []whatsapp.SubscribedApp{{ID: "77", Name: "Sprechstunde", Callback: "https://b.example/webhook"}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if err := c.Subscribe(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestProfile(t *testing.T) {
	t.Parallel()
	c := answers(t, map[string]string{"GET /v26.0/555000111/whatsapp_business_profile": `{"data":[{"about":"Wir beraten","address":"Königsweg 1",
		"description":"d","email":"b@example.org","vertical":"NONPROFIT","websites":["https://a.de","https://b.de"],"profile_picture_url":"https://p"}]}`})
	got, err := c.Profile(t.Context())
	want := whatsapp.Profile{
		About: "Wir beraten", Address: "Königsweg 1", Description: "d", Email: "b@example.org", Vertical: "NONPROFIT",
		Websites: []string{"https://a.de", "https://b.de"}, PictureURL: "https://p",
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestMarkRead(t *testing.T) {
	t.Parallel()
	c := answers(t, map[string]string{"POST /v26.0/555000111/messages": `{"success":true}`})
	if err := c.MarkRead(t.Context(), "wamid.X", true); err != nil {
		t.Error(err)
	}
	c = answers(t, map[string]string{"POST /v26.0/555000111/messages": `{"success":false}`})
	if err := c.MarkRead(t.Context(), "wamid.X", true); err == nil {
		t.Error("no success is taken for success")
	}
}

// Every call passes on what Graph gave as the reason.
func TestCallsCarryGraphsReason(t *testing.T) {
	t.Parallel()
	c := answers(t, nil)
	for name, call := range calls(t, c) {
		e, ok := errors.AsType[*whatsapp.APIError](call())
		if !ok {
			t.Errorf("%s: no APIError", name)
			continue
		}
		want := &whatsapp.APIError{HTTP: 400, Failure: domain.Failure{Code: 100, Title: "(#100) Unknown path"}, Subcode: 33, TraceID: "T"}
		if diff := cmp.Diff(want, e); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// A login page in between answers everything with 200 and HTML.
func TestALoginPageIsNoSuccess(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, "<html>Willkommen im Hotel</html>")
	})
	for name, call := range calls(t, client(t, s.URL)) {
		if call() == nil {
			t.Errorf("%s takes a login page for an answer", name)
		}
	}
}

func TestAServerErrorWithoutWords(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	for name, call := range calls(t, client(t, s.URL)) {
		e, ok := errors.AsType[*whatsapp.APIError](call())
		if !ok || e.HTTP != http.StatusBadGateway || e.Failure != (domain.Failure{}) {
			t.Errorf("%s: %v", name, e)
		}
	}
}

func TestAnEndlessAnswerIsCutOff(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		chunk := bytes.Repeat([]byte(" "), 1<<20)
		for range 10 {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
		fmt.Fprint(w, `{"success":true}`)
	})
	if err := client(t, s.URL).Subscribe(t.Context()); err == nil {
		t.Error("ten megabytes were read to the end")
	}
}

// calls are all calls but Send, each ready to be made.
func calls(t *testing.T, c *whatsapp.Client) map[string]func() error {
	t.Helper()
	ctx := t.Context()
	return map[string]func() error{
		"Number":         func() error { _, err := c.Number(ctx); return err },
		"SubscribedApps": func() error { _, err := c.SubscribedApps(ctx); return err },
		"Subscribe":      func() error { return c.Subscribe(ctx) },
		"Templates":      func() error { _, err := c.Templates(ctx); return err },
		"CreateTemplate": func() error { _, err := c.CreateTemplate(ctx, newAnswer()); return err },
		"Deliveries":     func() error { _, err := c.Deliveries(ctx, 20); return err },
		"Profile":        func() error { _, err := c.Profile(ctx); return err },
		"MarkRead":       func() error { return c.MarkRead(ctx, "wamid.X", false) },
		"MediaInfo":      func() error { _, err := c.MediaInfo(ctx, "9001"); return err },
		"Upload": func() error {
			_, err := c.Upload(ctx, "a.pdf", "application/pdf", io.LimitReader(strings.NewReader("x"), 1))
			return err
		},
	}
}
