package fakewa

import (
	"strconv"
	"time"
)

// Text is a plain message.
func Text(p Person, body string) Inbound {
	return Inbound{From: p, Type: "text", Body: map[string]any{"body": body}}
}

// Voice is a recording made in the chat. Its length stands only in the file,
// as at WhatsApp.
func Voice(p Person, length time.Duration) Inbound {
	f := &File{MIME: "audio/ogg; codecs=opus", Data: SampleVoice(length)}
	return Inbound{From: p, Type: "audio", Body: map[string]any{"voice": true}, File: f}
}

// Audio is a sound file that was not recorded in the chat.
func Audio(p Person, length time.Duration) Inbound {
	f := &File{MIME: "audio/ogg", Data: SampleVoice(length)}
	return Inbound{From: p, Type: "audio", Body: map[string]any{"voice": false}, File: f}
}

// Image is a picture with an optional caption.
func Image(p Person, caption string) Inbound {
	return Inbound{From: p, Type: "image", Body: captioned(caption), File: &File{MIME: "image/jpeg", Data: SampleImage()}}
}

// Video is a film with an optional caption. Its bytes are no real film.
func Video(p Person, caption string) Inbound {
	return Inbound{From: p, Type: "video", Body: captioned(caption), File: &File{MIME: "video/mp4", Data: []byte("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom")}}
}

// Document is a file with a name; pages are the lines of a one-page PDF.
func Document(p Person, filename, caption string, lines ...string) Inbound {
	body := captioned(caption)
	body["filename"] = filename
	return Inbound{From: p, Type: "document", Body: body, File: &File{MIME: "application/pdf", Data: SamplePDF(lines...)}}
}

func captioned(caption string) map[string]any {
	if caption == "" {
		return map[string]any{}
	}
	return map[string]any{"caption": caption}
}

// Sticker is a sticker, animated or not.
func Sticker(p Person, animated bool) Inbound {
	return Inbound{From: p, Type: "sticker", Body: map[string]any{"animated": animated}, File: &File{MIME: "image/webp", Data: SampleSticker()}}
}

// Location is a place; name and address may be empty.
func Location(p Person, lat, lon float64, name, address string) Inbound {
	body := map[string]any{"latitude": lat, "longitude": lon}
	if name != "" {
		body["name"] = name
	}
	if address != "" {
		body["address"] = address
	}
	return Inbound{From: p, Type: "location", Body: body}
}

// ContactCard shares somebody's name and number.
func ContactCard(p Person, name, phone string) Inbound {
	card := map[string]any{
		"name":   map[string]any{"formatted_name": name, "first_name": name},
		"phones": []any{map[string]any{"phone": phone, "type": "CELL"}},
	}
	in := Inbound{From: p, Type: "contacts"}
	return in.with("contacts", []any{card})
}

// NumberShared answers our request for the person's number.
func NumberShared(p Person, phone string) Inbound {
	return ContactCard(p, p.Name, phone).with("origin", "contact_request")
}

// React puts an emoji on a message of ours; the empty emoji takes it back.
func React(p Person, wamid, emoji string) Inbound {
	body := map[string]any{"message_id": wamid}
	if emoji != "" {
		body["emoji"] = emoji
	}
	return Inbound{From: p, Type: "reaction", Body: body, Silent: true}
}

// TapButton is a tap on one of our interactive buttons.
func TapButton(p Person, id, title string) Inbound {
	return interactive(p, "button_reply", map[string]any{"id": id, "title": title})
}

// PickRow is a choice from one of our lists.
func PickRow(p Person, id, title, description string) Inbound {
	return interactive(p, "list_reply", map[string]any{"id": id, "title": title, "description": description})
}

// FillForm is a filled-in flow; response is JSON in a string.
func FillForm(p Person, response string) Inbound {
	return interactive(p, "nfm_reply", map[string]any{"name": "flow", "body": "Sent", "response_json": response})
}

// AllowCalls answers a request for call permission; the zero time is for ever.
func AllowCalls(p Person, until time.Time) Inbound {
	reply := map[string]any{"response": "accept", "response_source": "user_action"}
	if until.IsZero() {
		reply["is_permanent"] = true
	} else {
		reply["expiration_timestamp"] = until.Unix()
	}
	return interactive(p, "call_permission_reply", reply)
}

func interactive(p Person, kind string, reply map[string]any) Inbound {
	return Inbound{From: p, Type: "interactive", Body: map[string]any{"type": kind, kind: reply}}
}

// TapTemplate is a tap on the quick reply of a template message.
func TapTemplate(p Person, payload, text, wamid string) Inbound {
	return Inbound{From: p, Type: "button", Body: map[string]any{"payload": payload, "text": text}}.Quoting(wamid)
}

// Order is a basket; careers advice has no catalogue, but it can come.
func Order(p Person, product string, quantity int) Inbound {
	item := map[string]any{"product_retailer_id": product, "quantity": quantity, "item_price": 1.5, "currency": "EUR"}
	return Inbound{From: p, Type: "order", Body: map[string]any{"catalog_id": "600000000000006", "product_items": []any{item}}}
}

// Welcome says that the person opened the chat for the first time.
func Welcome(p Person) Inbound {
	return Inbound{From: p, Type: "request_welcome"}
}

// ChangedNumber tells that the person has a new number and so a new id.
func ChangedNumber(old, now Person) Inbound {
	body := map[string]any{
		"type": "user_changed_number", "wa_id": now.digits(),
		"body": "\u200eUser " + old.Name + " changed from \u200e" + old.digits() + " to \u200e" + now.digits(),
	}
	if old.UserID != "" && now.UserID != "" {
		body["previous_user_id"], body["user_id"] = old.UserID, now.UserID
	}
	return Inbound{From: old, Type: "system", Body: body, NoContact: true, Silent: true}
}

// ChangedUserID is the same without any phone number.
func ChangedUserID(old, now Person) Inbound {
	body := map[string]any{
		"type": "user_changed_user_id", "body": "User changed their user id",
		"previous_user_id": old.UserID, "user_id": now.UserID,
	}
	old.Phone = ""
	return Inbound{From: old, Type: "system", Body: body, NoContact: true, Silent: true}
}

// ChangedIdentity tells that the person's security code changed.
func ChangedIdentity(p Person, at time.Time) Inbound {
	body := map[string]any{
		"type": "customer_identity_changed", "body": p.Name + " may have changed their device", "wa_id": p.digits(),
		"identity": map[string]any{"acknowledged": false, "created_timestamp": strconv.FormatInt(at.UnixMilli(), 10), "hash": "DF2lS5v2W6x="},
	}
	return Inbound{From: p, Type: "system", Body: body, Silent: true}
}

// EditedUnseen is an edit on a plain Cloud API number: that something was
// changed, not what.
func EditedUnseen(p Person) Inbound { return Unsupported(p, "edit") }

// Edited is an edit on a coexistence number, with the new text.
func Edited(p Person, wamid, text string) Inbound {
	body := map[string]any{"original_message_id": wamid, "message": map[string]any{
		"type": "text", "text": map[string]any{"body": text}, "context": map[string]any{"id": wamid},
	}}
	return Inbound{From: p, Type: "edit", Body: body, Silent: true}
}

// Revoked is a deletion on a coexistence number.
func Revoked(p Person, wamid string) Inbound {
	return Inbound{From: p, Type: "revoke", Body: map[string]any{"original_message_id": wamid}, Silent: true}
}

// Unsupported is something WhatsApp does not pass on, such as "poll_creation".
func Unsupported(p Person, kind string) Inbound {
	in := Inbound{From: p, Type: "unsupported", Body: map[string]any{"type": kind}}
	return in.with("errors", []any{messageError(131051, "Message type unknown", "Message type is currently not supported.")})
}

// TooBig is a file over 100 MB: an error in place of the media.
func TooBig(p Person) Inbound {
	in := Inbound{From: p, Type: "video"}
	return in.with("errors", []any{messageError(131052, "Media download error", "Failed to download the media from the sender.")})
}

// Invented is a message of a type that does not exist (yet).
func Invented(p Person, kind string) Inbound {
	return Inbound{From: p, Type: kind, Body: map[string]any{"novelty": true}}
}

// Hollow is a message that lacks the object of its type, with an error beside
// it in the value; both have been seen in practice.
func Hollow(p Person, kind string) Inbound {
	return Inbound{From: p, Type: kind, ValueErrors: []any{messageError(131000, "Something went wrong", "Something went wrong.")}}
}

func messageError(code int, title, details string) map[string]any {
	return map[string]any{"code": code, "title": title, "message": title, "error_data": map[string]any{"details": details}}
}

// RingingCall is a call that has just begun. Nobody here can answer its offer.
func RingingCall(p Person) Inbound {
	return Inbound{From: p, Field: fieldCalls, Body: map[string]any{
		"event": "connect", "direction": "USER_INITIATED", "session": map[string]any{"sdp_type": "offer", "sdp": "v=0"},
	}}
}

// MissedCall is a call that nobody took: it ended without having begun.
func MissedCall(p Person) Inbound {
	return Inbound{From: p, Field: fieldCalls, Body: map[string]any{
		"event": "terminate", "direction": "USER_INITIATED", "status": "FAILED",
	}}
}

// PhoneEcho is a text the adviser typed in the WhatsApp Business app on her
// phone, to p.
func PhoneEcho(p Person, text string) Inbound {
	in := Text(p, text)
	in.Field = fieldEchoes
	return in
}
