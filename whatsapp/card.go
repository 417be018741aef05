package whatsapp

import (
	"strings"

	"sprechstunde/internal/domain"
)

// contactRequest is the origin of a contact card that answers our request for
// contact data; Meta puts it on the message, seen also inside the first card.
const contactRequest = "contact_request"

func cards(m inbound) (domain.Kind, domain.Content) {
	list := m.o.get("contacts").list()
	requested := m.o.word("origin") == contactRequest
	var c domain.Content
	for i, v := range list {
		o := v.object()
		if o == nil {
			continue
		}
		if i == 0 && o.word("origin") == contactRequest {
			requested = true
		}
		c.Cards = append(c.Cards, card(o, requested))
	}
	return domain.KindContacts, c
}

func card(o object, requested bool) domain.Card {
	return domain.Card{
		Name:      cardName(o.child("name")),
		Company:   o.child("org").text("company"),
		Title:     o.child("org").text("title"),
		Phones:    each(o.get("phones"), "phone", "wa_id"),
		Emails:    each(o.get("emails"), "email"),
		URLs:      each(o.get("urls"), "url"),
		Addresses: addresses(o.get("addresses")),
		Birthday:  o.word("birthday"),
		Requested: requested,
	}
}

func cardName(o object) string {
	if s := o.text("formatted_name"); s != "" {
		return s
	}
	return words(" ", o, "prefix", "first_name", "middle_name", "last_name", "suffix")
}

// each collects the first of the keys from every element.
func each(v value, keys ...string) []string {
	var all []string
	for _, e := range v.list() {
		if s := e.object().word(keys...); s != "" {
			all = append(all, s)
		}
	}
	return all
}

// addresses writes each address in one line, street first, in German order.
func addresses(v value) []string {
	var all []string
	for _, e := range v.list() {
		o := e.object()
		parts := []string{o.word("street"), words(" ", o, "zip", "city"), o.word("state"), o.word("country", "country_code")}
		if s := join(", ", parts); s != "" {
			all = append(all, s)
		}
	}
	return all
}

func words(sep string, o object, keys ...string) string {
	parts := make([]string, len(keys))
	for i, k := range keys {
		parts[i] = o.word(k)
	}
	return join(sep, parts)
}

// join leaves out what is empty.
func join(sep string, parts []string) string {
	var full []string
	for _, p := range parts {
		if p != "" {
			full = append(full, p)
		}
	}
	return strings.Join(full, sep)
}
