package whatsapp

import (
	"bytes"
	"encoding/json"

	"sprechstunde/internal/domain"
)

// interactive reads the answer to one of our interactive messages. Its own type
// names the object with the answer.
func interactive(m inbound) (domain.Kind, domain.Content) {
	typ := m.body.word("type")
	o := m.body.child(typ)
	if o == nil {
		typ, o = onlyObject(m.body, typ)
	}
	switch typ {
	case "button_reply":
		return domain.KindButton, choice(o)
	case "list_reply":
		return domain.KindList, choice(o)
	case "nfm_reply":
		return domain.KindForm, form(o)
	case "call_permission_reply":
		return domain.KindPermission, permission(o)
	default:
		return domain.KindUnknown, domain.Content{TypeName: joined("interactive", typ)}
	}
}

// onlyObject finds the answer when the inner type is missing or names nothing.
func onlyObject(body object, typ string) (string, object) {
	for _, m := range body {
		if o := m.val.object(); o != nil {
			return string(m.key), o
		}
	}
	return typ, nil
}

func joined(outer, inner string) string {
	if inner == "" {
		return outer
	}
	return outer + "." + inner
}

func choice(o object) domain.Content {
	title := o.text("title")
	return domain.Content{Text: title, Choice: &domain.Choice{
		ID:          o.text("id"),
		Title:       title,
		Description: o.text("description"),
	}}
}

// form reads a filled-in flow or address form. The answers are a string that
// holds JSON; anything else in its place is kept as compact JSON.
func form(o object) domain.Content {
	f := &domain.Form{Name: o.word("name")}
	response := o.get("response_json")
	var compact bytes.Buffer
	switch {
	case response.is('"'):
		f.Response = response.text()
	case response != nil && json.Compact(&compact, response) == nil:
		f.Response = compact.String()
	}
	return domain.Content{Text: o.text("body"), Form: f}
}

func permission(o object) domain.Content {
	c := &domain.Choice{ID: o.word("response"), Permanent: o.get("is_permanent").truth()}
	if until := o.get("expiration_timestamp").instant(); !until.IsZero() {
		c.Until = &until
	}
	return domain.Content{Choice: c}
}
