package whatsapp_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

// TestPlacesAndCards holds the bodies against Meta's pages on location and
// contacts messages.
func TestPlacesAndCards(t *testing.T) {
	t.Parallel()
	to := domain.Address{Phone: "+4915112345678"}
	const head = `"messaging_product":"whatsapp","recipient_type":"individual","to":"+4915112345678",`
	for _, c := range []struct {
		name string
		send domain.Send
		want string
		code domain.Code
	}{
		{
			"place",
			domain.Send{Kind: domain.SendPlace, Place: &domain.Place{Latitude: 52.52, Longitude: 0, Name: "Haus", Address: "Weg 1"}},
			`"type":"location","location":{"latitude":52.52,"longitude":0,"name":"Haus","address":"Weg 1"}`, "",
		},
		{
			"quoting",
			domain.Send{Kind: domain.SendPlace, ReplyTo: "wamid.A", Place: &domain.Place{Latitude: -1, Longitude: -2}},
			`"context":{"message_id":"wamid.A"},"type":"location","location":{"latitude":-1,"longitude":-2}`, "",
		},
		{
			"card",
			domain.Send{Kind: domain.SendCards, Cards: []domain.Card{{Name: "Sam van Berg", Company: "Diakonie", Title: "Beratung", Phones: []string{"+49301"}, Emails: []string{"s@a.de"}}}},
			`"type":"contacts","contacts":[{"name":{"formatted_name":"Sam van Berg","first_name":"Sam","last_name":"van Berg"},"org":{"company":"Diakonie","title":"Beratung"},"phones":[{"phone":"+49301","type":"WORK"}],"emails":[{"email":"s@a.de","type":"WORK"}]}]`, "",
		},
		{"one name", domain.Send{Kind: domain.SendCards, Cards: []domain.Card{{Name: "Sam"}}}, `"type":"contacts","contacts":[{"name":{"formatted_name":"Sam","first_name":"Sam"}}]`, ""},
		{"no place", domain.Send{Kind: domain.SendPlace}, "", domain.CodeEmpty},
		{"nowhere", domain.Send{Kind: domain.SendPlace, Place: &domain.Place{Latitude: math.NaN()}}, "", domain.CodeInternal},
		{"no card", domain.Send{Kind: domain.SendCards}, "", domain.CodeEmpty},
		{"nameless", domain.Send{Kind: domain.SendCards, Cards: []domain.Card{{Name: " "}}}, "", domain.CodeEmpty},
	} {
		c.send.To = to
		body, err := whatsapp.Build(c.send)
		if domain.CodeOf(err) != c.code {
			t.Errorf("%s: %v", c.name, err)
		}
		if c.code != "" {
			continue
		}
		var got, want any
		if err := json.Unmarshal(body, &got); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte("{"+head+c.want+"}"), &want); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}
