//go:build proof

package rig

import (
	"encoding/json"
	"fmt"
	"time"

	"sprechstunde/internal/fakewa"
	"sprechstunde/whatsapp"
)

// Webhook is the body of a webhook that brings one text message of somebody
// called Luca.
func Webhook(wamid, phone, text string, at time.Time) []byte {
	return WebhookOf("Luca", wamid, phone, text, at)
}

// WebhookOf is Webhook of somebody with another name.
func WebhookOf(name, wamid, phone, text string, at time.Time) []byte {
	message := map[string]any{
		"id": wamid, "from": phone[1:], "timestamp": fmt.Sprint(at.Unix()), "type": "text",
		"text": map[string]any{"body": text},
	}
	value := map[string]any{
		"messaging_product": "whatsapp",
		"metadata":          map[string]any{"display_phone_number": fakewa.DefaultDisplayNumber[1:], "phone_number_id": fakewa.DefaultPhoneNumberID},
		"contacts":          []any{map[string]any{"wa_id": phone[1:], "profile": map[string]any{"name": name}}},
		"messages":          []any{message},
	}
	return Envelope("messages", value)
}

// Envelope is the body of a webhook with one change, spelled as Meta does it,
// in pure ASCII.
func Envelope(field string, value any) []byte {
	body, err := json.Marshal(map[string]any{
		"object": "whatsapp_business_account",
		"entry": []any{map[string]any{
			"id":      fakewa.DefaultBusinessAccountID,
			"changes": []any{map[string]any{"field": field, "value": value}},
		}},
	})
	if err != nil {
		panic(fmt.Sprintf("a webhook that is no JSON: %v", err)) // only what a test passed in
	}
	return whatsapp.EscapeASCII(body)
}
