//go:build proof && linux

package screen_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/hostile"
	"sprechstunde/internal/proof/rig"
)

// lone stands in a text for half of a surrogate pair, which only JSON can spell.
const lone = "LONESURROGATE"

// flood makes people who write nothing but hostile texts.
type flood struct {
	texts *hostile.Mutator
	now   time.Time
	n     int // messages so far
}

// text is a hostile text. What comes first in it names it.
func (f *flood) text(name string) string {
	t := f.texts.Next()
	if f.texts.Below(4) == 0 {
		t += " " + f.texts.Next() + "\n" + f.texts.Next()
	}
	if f.texts.Below(50) == 0 {
		t += lone
	}
	return string(mark) + name + string(mark) + " " + t + string(mark)
}

// person is the body of a webhook with so many messages of one person, and that
// of one with an answer to them and what became of it.
func (f *flood) person(id, messages int) [][]byte {
	phone := fmt.Sprintf("4915559%06d", id)
	var list []any
	for range messages {
		list = append(list, f.message(phone))
	}
	contact := map[string]any{"wa_id": phone, "profile": map[string]any{"name": f.text("p" + strconv.Itoa(id))}}
	in := f.value()
	in["contacts"], in["messages"] = []any{contact}, list
	echo := "wamid.echo" + strconv.Itoa(id)
	out, status := f.value(), f.value()
	out["message_echoes"] = []any{map[string]any{
		"from": fakewa.DefaultDisplayNumber[1:], "to": phone, "id": echo, "timestamp": f.stamp(), "type": "text", "text": map[string]any{"body": f.text("echo")},
	}}
	status["statuses"] = []any{map[string]any{
		"id": echo, "status": "failed", "timestamp": f.stamp(), "recipient_id": phone, "errors": f.errors(),
	}}
	return [][]byte{f.envelope("messages", in), f.envelope("smb_message_echoes", out), f.envelope("messages", status)}
}

func (f *flood) envelope(field string, value any) []byte {
	return bytes.ReplaceAll(rig.Envelope(field, value), []byte(lone), []byte(`\ud83d`))
}

func (f *flood) value() map[string]any {
	return map[string]any{
		"messaging_product": "whatsapp",
		"metadata":          map[string]any{"display_phone_number": fakewa.DefaultDisplayNumber[1:], "phone_number_id": fakewa.DefaultPhoneNumberID},
	}
}

func (f *flood) stamp() string { return strconv.FormatInt(f.now.Unix(), 10) }

func (f *flood) errors() []any {
	return []any{map[string]any{
		"code": 131051, "title": f.text("title"), "message": f.text("error"),
		"error_data": map[string]any{"details": f.text("details")}, "href": f.text("href"),
	}}
}

// message is one of every kind in turn.
func (f *flood) message(from string) map[string]any {
	f.n++
	f.now = f.now.Add(time.Second)
	name := strconv.Itoa(f.n)
	m := map[string]any{"from": from, "id": "wamid.flood" + name, "timestamp": f.stamp()}
	kinds := f.kinds(name, from)
	kind := kinds[f.n%len(kinds)]
	for key, value := range kind {
		m[key] = value
	}
	return m
}

type object = map[string]any

// kinds are messages of all types, with hostile texts wherever Meta puts what
// somebody else has written.
func (f *flood) kinds(name, from string) []object {
	before := "wamid.flood" + strconv.Itoa(max(1, f.n-1))
	t := func() string { return f.text(name) }
	media := func(more object) object {
		all := object{"id": "70000" + name, "mime_type": "application/x" + f.texts.Next(), "sha256": "AA==", "caption": t()}
		for k, v := range more {
			all[k] = v
		}
		return all
	}
	return []object{
		{"type": "text", "text": object{"body": t()}},
		{"type": "text", "text": object{"body": t()}, "context": object{"id": before, "from": t()}},
		{"type": "text", "text": object{"body": t()}, "referral": object{"headline": t(), "body": t(), "source_url": t(), "source_type": "post"}},
		{"type": "text", "text": object{"body": t()}, "context": object{"forwarded": true}},
		{"type": "image", "image": media(nil)},
		{"type": "video", "video": media(nil)},
		{"type": "document", "document": media(object{"filename": t()})},
		{"type": "audio", "audio": media(object{"voice": true})},
		{"type": "sticker", "sticker": media(nil)},
		{"type": "location", "location": object{"latitude": 51.2, "longitude": 6.8, "name": t(), "address": t(), "url": t()}},
		{"type": "contacts", "contacts": []any{object{
			"name": object{"formatted_name": t(), "first_name": t(), "last_name": t()}, "org": object{"company": t(), "title": t()},
			"phones": []any{object{"phone": t(), "type": t(), "wa_id": "1"}}, "emails": []any{object{"email": t(), "type": t()}}, "urls": []any{object{"url": t(), "type": t()}},
		}}},
		{"type": "reaction", "reaction": object{"message_id": before, "emoji": f.texts.Next()}},
		{"type": "button", "button": object{"payload": t(), "text": t()}},
		{"type": "interactive", "interactive": object{"type": "button_reply", "button_reply": object{"id": t(), "title": t()}}},
		{"type": "interactive", "interactive": object{"type": "list_reply", "list_reply": object{"id": t(), "title": t(), "description": t()}}},
		{"type": "interactive", "interactive": object{"type": "nfm_reply", "nfm_reply": object{"name": t(), "body": t(), "response_json": t()}}},
		{"type": "system", "system": object{"body": t(), "type": "user_changed_number", "new_wa_id": from}},
		{"type": "system", "system": object{"body": t(), "type": t()}},
		{"type": "unsupported", "errors": f.errors()},
		{"type": "unknown", "errors": f.errors(), "unknown": object{"type": t()}},
		{"type": t(), "text": object{"body": t()}},
		{"type": "order", "order": object{"catalog_id": t(), "text": t(), "product_items": []any{object{"product_retailer_id": t(), "quantity": 1, "currency": t()}}}},
		{"type": "edit", "edit": object{"original_message_id": before, "message": object{"type": "text", "text": object{"body": t()}}}},
	}
}

// postAll posts n messages in chats of at most size, and returns when all are
// taken.
func (f *flood) postAll(t *testing.T, url string, n, size int) (chats int) {
	t.Helper()
	for left := n; left > 0; left -= size {
		for _, body := range f.person(chats, min(left, size)) {
			if code, err := rig.Post(t.Context(), http.DefaultClient, url, body); err != nil || code != http.StatusOK {
				t.Fatal(code, err)
			}
		}
		chats++
	}
	return chats
}

// graph is Meta's Graph API, hostile where it passes on what others wrote: its
// templates, and its reasons for refusing a message. The rest is next's.
func (f *flood) graph(next http.Handler) http.Handler {
	var templates []any
	for i := range 8 {
		templates = append(templates, object{
			"id": "30" + strconv.Itoa(i), "name": "vorlage_" + strconv.Itoa(i), "language": "de", "status": "APPROVED", "category": "UTILITY", "parameter_format": "NAMED",
			"rejected_reason": f.text("t"), "quality_score": object{"score": "GREEN"},
			"components": []any{
				object{"type": "HEADER", "format": "TEXT", "text": f.text("t")},
				object{"type": "BODY", "text": f.text("t") + " {{datum}}"},
				object{"type": "FOOTER", "text": f.text("t")},
				object{"type": "BUTTONS", "buttons": []any{object{"type": "QUICK_REPLY", "text": f.text("t")}}},
			},
		})
	}
	refusal := object{"error": object{
		"message": f.text("api"), "type": f.text("api"), "code": 131026, "error_data": object{"details": f.text("api")},
		"error_user_title": f.text("api"), "error_user_msg": f.text("api"), "fbtrace_id": f.text("api"),
	}}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/message_templates"):
			answer(w, http.StatusOK, object{"data": templates})
		case r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/messages"):
			answer(w, http.StatusBadRequest, refusal)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
