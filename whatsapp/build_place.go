package whatsapp

import (
	"fmt"
	"math"
	"strings"

	"sprechstunde/internal/domain"
)

type outPlace struct {
	Latitude  float64 `json:"latitude"` // 0 is a place too, so both are always there
	Longitude float64 `json:"longitude"`
	Name      string  `json:"name,omitempty"`
	Address   string  `json:"address,omitempty"`
}

// outCard has the form of the cards that come in.
type outCard struct {
	Name   outCardName    `json:"name"`
	Org    *outCardOrg    `json:"org,omitempty"`
	Phones []outCardPhone `json:"phones,omitempty"`
	Emails []outCardMail  `json:"emails,omitempty"`
}

type outCardName struct {
	Formatted string `json:"formatted_name"`
	First     string `json:"first_name"` // Meta wants one more part of the name than the whole
	Last      string `json:"last_name,omitempty"`
}

type outCardOrg struct {
	Company string `json:"company,omitempty"`
	Title   string `json:"title,omitempty"`
}

type outCardPhone struct {
	Phone string `json:"phone"`
	Type  string `json:"type,omitempty"`
}

type outCardMail struct {
	Email string `json:"email"`
	Type  string `json:"type,omitempty"`
}

func (o *outgoing) place(p *domain.Place) error {
	if p == nil {
		return domain.Fail(domain.CodeEmpty, "place", nil)
	}
	if !OnEarth(p.Latitude, p.Longitude) {
		return domain.Fail(domain.CodeInternal, "", fmt.Errorf("no such place on earth"))
	}
	o.Kind, o.Location = "location", &outPlace{Latitude: p.Latitude, Longitude: p.Longitude, Name: p.Name, Address: p.Address}
	return nil
}

// OnEarth reports whether two numbers are degrees of a place.
func OnEarth(latitude, longitude float64) bool {
	return math.Abs(latitude) <= 90 && math.Abs(longitude) <= 180 // false for NaN
}

func (o *outgoing) cards(list []domain.Card) error {
	for _, c := range list {
		name := strings.TrimSpace(c.Name)
		if name == "" {
			return domain.Fail(domain.CodeEmpty, "card", nil)
		}
		first, last, _ := strings.Cut(name, " ")
		card := outCard{Name: outCardName{Formatted: name, First: first, Last: strings.TrimSpace(last)}}
		if c.Company != "" || c.Title != "" {
			card.Org = &outCardOrg{c.Company, c.Title}
		}
		for _, phone := range c.Phones {
			card.Phones = append(card.Phones, outCardPhone{phone, "WORK"})
		}
		for _, mail := range c.Emails {
			card.Emails = append(card.Emails, outCardMail{mail, "WORK"})
		}
		o.Contacts = append(o.Contacts, card)
	}
	if len(o.Contacts) == 0 {
		return domain.Fail(domain.CodeEmpty, "cards", nil)
	}
	o.Kind = "contacts"
	return nil
}
