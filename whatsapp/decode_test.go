package whatsapp_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

// inValue wraps the members of a value into a webhook body.
func inValue(field, members string) []byte {
	return []byte(`{"object":"whatsapp_business_account","entry":[{"id":"1","time":1790000000,"changes":[{"field":"` +
		field + `","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"4952100000","phone_number_id":"555"}` +
		`,` + members + `}}]}]}`)
}

// one decodes a body that must yield exactly one update of type T.
func one[T domain.Update](t *testing.T, body []byte) T {
	t.Helper()
	all := whatsapp.Decode(body)
	if len(all) != 1 {
		t.Fatalf("got %d updates, want 1: %#v", len(all), all)
	}
	u, ok := all[0].(T)
	if !ok {
		t.Fatalf("got %T, want %T", all[0], u)
	}
	return u
}

func TestDecodeBrokenBodies(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"nothing":        ``,
		"a word":         `hallo`,
		"half a body":    `{"entry":[{"changes":[`,
		"two bodies":     `{}{}`,
		"no entry":       `{"object":"whatsapp_business_account"}`,
		"entry null":     `{"entry":null}`,
		"entry empty":    `{"entry":[]}`,
		"entry a string": `{"entry":["x"]}`,
		"no changes":     `{"entry":[{}]}`,
		"change null":    `{"entry":[{"changes":[null]}]}`,
		"value a number": `{"entry":[{"changes":[{"field":"messages","value":7}]}]}`,
		"value empty":    `{"entry":[{"changes":[{"field":"messages","value":{}}]}]}`,
		"list a string":  `{"entry":[{"changes":[{"field":"messages","value":{"messages":"x"}}]}]}`,
		"element null":   `{"entry":[{"changes":[{"field":"messages","value":{"messages":[null]}}]}]}`,
		"no id":          `{"entry":[{"changes":[{"field":"messages","value":{"messages":[{"from":"491700000001","type":"text","text":{"body":"x"}}]}}]}]}`,
		"no sender":      `{"entry":[{"changes":[{"field":"messages","value":{"messages":[{"id":"wamid.1","type":"text","text":{"body":"x"}}]}}]}]}`,
		"status no id":   `{"entry":[{"changes":[{"field":"messages","value":{"statuses":[{"status":"sent"}]}}]}]}`,
		"status no word": `{"entry":[{"changes":[{"field":"messages","value":{"statuses":[{"id":"wamid.1"}]}}]}]}`,
		"no target":      `{"entry":[{"changes":[{"field":"messages","value":{"messages":[{"id":"wamid.1","from":"491700000001","type":"reaction","reaction":{"emoji":"x"}}]}}]}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := one[domain.Unreadable](t, []byte(body))
			if got.Reason == "" {
				t.Error("no reason given")
			}
		})
	}
}

func TestUnreadableKeepsBytesAsJSON(t *testing.T) {
	t.Parallel()
	got := one[domain.Unreadable](t, []byte("gr\xfc\xdfe"))
	if diff := cmp.Diff(`"gr�e"`, string(got.Raw)); diff != "" {
		t.Error(diff)
	}
	got = one[domain.Unreadable](t, []byte(" [1, 2] "))
	if diff := cmp.Diff(`[1, 2]`, string(got.Raw)); diff != "" {
		t.Error(diff)
	}
}

func TestOneBadElementCostsNoNeighbour(t *testing.T) {
	t.Parallel()
	body := inValue("messages", `"messages":[
		{"id":"wamid.1","from":"491700000001","timestamp":"1790000001","type":"text","text":{"body":"eins"}},
		"kaputt",
		{"from":"491700000001","timestamp":"1790000001","type":"text","text":{"body":"ohne id"}},
		{"id":"wamid.4","from":"491700000001","timestamp":"1790000001","type":"text","text":{"body":"vier"}}]`)
	var got []string
	for i, u := range whatsapp.Decode(body) {
		switch u := u.(type) {
		case domain.Incoming:
			got = append(got, u.Message.Content.Text)
			if u.Message.Pos.Index != i {
				t.Errorf("index %d, want %d", u.Message.Pos.Index, i)
			}
		case domain.Unreadable:
			got = append(got, "!")
		}
	}
	if diff := cmp.Diff([]string{"eins", "!", "!", "vier"}, got); diff != "" {
		t.Error(diff)
	}
}
