package fakewa

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
)

// outCard is a contact card with every key Meta knows, no other.
type outCard struct {
	Name *struct {
		Formatted string `json:"formatted_name"`
		First     string `json:"first_name"`
		Last      string `json:"last_name"`
		Middle    string `json:"middle_name"`
		Prefix    string `json:"prefix"`
		Suffix    string `json:"suffix"`
	} `json:"name"`
	Org *struct {
		Company    string `json:"company"`
		Department string `json:"department"`
		Title      string `json:"title"`
	} `json:"org"`
	Phones []struct {
		Phone string `json:"phone"`
		Type  string `json:"type"`
		WaID  string `json:"wa_id"`
	} `json:"phones"`
	Emails []struct {
		Email string `json:"email"`
		Type  string `json:"type"`
	} `json:"emails"`
	URLs      json.RawMessage `json:"urls"`
	Addresses json.RawMessage `json:"addresses"`
	Birthday  string          `json:"birthday"`
}

// check refuses a place that is none.
func (p *outPlace) check() *graphError {
	if p.Latitude == nil || p.Longitude == nil {
		return fail(131008, "latitude and longitude are required")
	}
	if math.Abs(*p.Latitude) > 90 || math.Abs(*p.Longitude) > 180 {
		return fail(131009, "latitude or longitude is out of range")
	}
	return nil
}

// checkCards holds contact cards to Meta's page on contacts messages: each has
// a formatted name and at least one more part of it.
func checkCards(list []json.RawMessage) *graphError {
	for i, raw := range list {
		var c outCard
		d := json.NewDecoder(bytes.NewReader(raw))
		d.DisallowUnknownFields()
		if err := d.Decode(&c); err != nil {
			return failf(100, "contacts[%d]: %v", i, err)
		}
		if c.Name == nil || c.Name.Formatted == "" {
			return failf(131008, "contacts[%d].name.formatted_name is required", i)
		}
		if n := c.Name; n.First+n.Last+n.Middle+n.Prefix+n.Suffix == "" {
			return failf(131009, "contacts[%d].name needs at least one more part of the name", i)
		}
		for _, p := range c.Phones {
			if p.Phone == "" {
				return failf(131008, "contacts[%d].phones.phone is required", i)
			}
		}
	}
	return nil
}

// cardNames is what a person would recognise the cards by.
func cardNames(list []json.RawMessage) string {
	var names []string
	for _, raw := range list {
		var c outCard
		if json.Unmarshal(raw, &c) == nil && c.Name != nil {
			names = append(names, c.Name.Formatted)
		}
	}
	return strings.Join(names, ", ")
}
