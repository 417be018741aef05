package fakewa_test

import (
	"encoding/json"
	"testing"

	"sprechstunde/internal/fakewa"
)

func FuzzReadOutgoing(f *testing.F) {
	const head = `{"messaging_product":"whatsapp","to":"+4915550100071",`
	for _, body := range []string{
		textTo(mia.Phone, "u", "Grüße 🌸"), `{`, `null`, `[]`, head + `"type":"image","image":null}`,
		head + `"type":"contacts","contacts":[null]}`, head + `"type":"interactive","interactive":{"type":"list","body":{"text":"a"},"action":{"sections":null}}}`,
		head + `"type":"template","template":{"name":"a","language":{"code":"de"},"components":[{"index":0}]}}`,
		head + `"type":"reaction","reaction":{"message_id":"w","emoji":""}}`, head + `"type":"location","location":{"latitude":1,"longitude":1e9}}`,
		`{"messaging_product":"whatsapp","status":"read","message_id":"wamid.1"}`,
	} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		code, _ := fakewa.ReadOutgoing(body)
		var probe map[string]any
		if json.Unmarshal(body, &probe) != nil && code == 0 {
			t.Errorf("taken although it is no JSON object: %q", body)
		}
	})
}
