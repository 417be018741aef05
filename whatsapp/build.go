package whatsapp

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

// maxOpaque is how long biz_opaque_callback_data may be.
const maxOpaque = 512

// outgoing is the body of POST /{phone number id}/messages.
type outgoing struct {
	Product   string         `json:"messaging_product"`
	Type      string         `json:"recipient_type"`
	To        string         `json:"to,omitempty"`
	Recipient string         `json:"recipient,omitempty"`
	Context   *quoted        `json:"context,omitempty"`
	Kind      string         `json:"type"`
	Text      *outText       `json:"text,omitempty"`
	Image     *outFile       `json:"image,omitempty"`
	Video     *outFile       `json:"video,omitempty"`
	Audio     *outFile       `json:"audio,omitempty"`
	Document  *outFile       `json:"document,omitempty"`
	Sticker   *outFile       `json:"sticker,omitempty"`
	Location  *outPlace      `json:"location,omitempty"`
	Contacts  []outCard      `json:"contacts,omitempty"`
	Reaction  *outReaction   `json:"reaction,omitempty"`
	Template  *templateOrder `json:"template,omitempty"`
	Opaque    string         `json:"biz_opaque_callback_data,omitempty"`
}

type quoted struct {
	ID string `json:"message_id"`
}

type outText struct {
	Body    string `json:"body"`
	Preview bool   `json:"preview_url"`
}

type outFile struct {
	ID       string `json:"id"`
	Caption  string `json:"caption,omitempty"`
	Filename string `json:"filename,omitempty"`
	Voice    bool   `json:"voice,omitempty"`
}

type outReaction struct {
	ID    string `json:"message_id"`
	Emoji string `json:"emoji"` // "" takes the reaction back, so it is never left out
}

type templateOrder struct {
	Name       string       `json:"name"`
	Language   languageCode `json:"language"`
	Components []component  `json:"components,omitempty"`
}

type languageCode struct {
	Code string `json:"code"`
}

type component struct {
	Type       string      `json:"type"`
	SubType    string      `json:"sub_type,omitempty"`
	Index      string      `json:"index,omitempty"`
	Parameters []parameter `json:"parameters"`
}

type parameter struct {
	Type    string `json:"type"`
	Name    string `json:"parameter_name,omitempty"`
	Text    string `json:"text,omitempty"`
	Payload string `json:"payload,omitempty"`
}

// Build makes the JSON body that carries out a send. It fails with
// CodeNoAddress, CodeEmpty or CodeTooLong (lengths count characters, not
// bytes); a caption on a file that takes none is CodeTooLong, because leaving
// it out would send less than the adviser wrote. NotBefore and the wamid in
// Read (but for receipts) are the relay's business and not part of the body.
func Build(s domain.Send) ([]byte, error) {
	if s.Kind == domain.SendReceipt {
		return buildReceipt(s)
	}
	o := outgoing{Product: "whatsapp", Type: "individual", Opaque: s.UUID}
	if err := o.address(s.To); err != nil {
		return nil, err
	}
	if len(s.UUID) > maxOpaque {
		return nil, domain.Fail(domain.CodeTooLong, "uuid", nil)
	}
	if err := o.fill(s); err != nil {
		return nil, err
	}
	if s.ReplyTo != "" && s.Kind != domain.SendReaction {
		o.Context = &quoted{s.ReplyTo}
	}
	body, err := json.Marshal(o)
	if err != nil {
		return nil, fmt.Errorf("writing the body of a send: %w", err)
	}
	return body, nil
}

// address sets exactly one of to and recipient. Meta takes a business-scoped id
// in "to" with a friendly answer and never delivers, so an id that strayed into
// the phone goes to "recipient", and digits never do.
func (o *outgoing) address(a domain.Address) error {
	id := strings.TrimSpace(a.UserID)
	if phone := domain.NormalizePhone(a.Phone); phone != "" {
		o.To = phone
		return nil
	}
	if id == "" && domain.LooksLikeUserID(strings.TrimSpace(a.Phone)) {
		id = strings.TrimSpace(a.Phone)
	}
	if id == "" || domain.NormalizePhone(id) != "" {
		return domain.Fail(domain.CodeNoAddress, "", nil)
	}
	o.Recipient = id
	return nil
}

func (o *outgoing) fill(s domain.Send) error {
	switch s.Kind {
	case domain.SendText:
		return o.text(s)
	case domain.SendMedia:
		return o.file(s)
	case domain.SendPlace:
		return o.place(s.Place)
	case domain.SendCards:
		return o.cards(s.Cards)
	case domain.SendReaction:
		return o.reaction(s)
	case domain.SendTemplate:
		return o.template(s.Template)
	default:
		return domain.Fail(domain.CodeInternal, "", fmt.Errorf("no such kind of send: %q", s.Kind))
	}
}

func (o *outgoing) text(s domain.Send) error {
	if strings.TrimSpace(s.Text) == "" {
		return domain.Fail(domain.CodeEmpty, "text", nil)
	}
	if err := fits("text", s.Text, domain.MaxTextLen); err != nil {
		return err
	}
	o.Kind, o.Text = "text", &outText{Body: s.Text, Preview: s.Preview}
	return nil
}

func fits(what, s string, limit int) error {
	if n := utf8.RuneCountInString(s); n > limit {
		return domain.Fail(domain.CodeTooLong, fmt.Sprintf("%s: %d/%d", what, n, limit), nil)
	}
	return nil
}

func (o *outgoing) file(s domain.Send) error {
	if s.Media == nil || s.Media.ID == "" {
		return domain.Fail(domain.CodeEmpty, "media", nil)
	}
	f := &outFile{ID: s.Media.ID, Caption: s.Text}
	limit := domain.MaxCaptionLen
	switch s.Media.Kind {
	case domain.KindImage:
		o.Kind, o.Image = "image", f
	case domain.KindVideo:
		o.Kind, o.Video = "video", f
	case domain.KindDocument:
		f.Filename = s.Media.Filename
		o.Kind, o.Document = "document", f
	case domain.KindAudio, domain.KindVoice:
		f.Voice, limit = s.Media.Kind == domain.KindVoice, 0
		o.Kind, o.Audio = "audio", f
	case domain.KindSticker:
		limit = 0
		o.Kind, o.Sticker = "sticker", f
	default:
		return domain.Fail(domain.CodeInternal, "", fmt.Errorf("a file cannot be sent as %q", s.Media.Kind))
	}
	return fits("caption", f.Caption, limit)
}

func (o *outgoing) reaction(s domain.Send) error {
	if s.ReplyTo == "" {
		return domain.Fail(domain.CodeEmpty, "reaction", nil)
	}
	o.Kind, o.Reaction = "reaction", &outReaction{ID: s.ReplyTo, Emoji: s.Text}
	return nil
}

var errMixedValues = errors.New("a template's values are either all named or all positional")

func (o *outgoing) template(t *domain.Template) error {
	if t == nil || t.Name == "" || t.Language == "" {
		return domain.Fail(domain.CodeEmpty, "template", nil)
	}
	order := &templateOrder{Name: t.Name, Language: languageCode{t.Language}}
	header, body := component{Type: "header"}, component{Type: "body"}
	for i, v := range t.Values {
		if strings.TrimSpace(v.Text) == "" {
			return domain.Fail(domain.CodeEmpty, "template value "+strconv.Itoa(i+1), nil)
		}
		if (v.Name == "") != (t.Values[0].Name == "") {
			return domain.Fail(domain.CodeInternal, "", errMixedValues)
		}
		part := &body
		if v.Header {
			part = &header
		}
		part.Parameters = append(part.Parameters, parameter{Type: "text", Name: v.Name, Text: v.Text})
	}
	for _, part := range []component{header, body} {
		if len(part.Parameters) > 0 {
			order.Components = append(order.Components, part)
		}
	}
	order.Components = append(order.Components, quickReplies(t.Payloads)...)
	o.Kind, o.Template = "template", order
	return nil
}

// quickReplies sets what comes back when a button is tapped. An empty payload
// leaves that button with the template's own, and keeps the place of one that
// is no quick reply.
func quickReplies(payloads []string) []component {
	var all []component
	for i, p := range payloads {
		if p == "" {
			continue
		}
		all = append(all, component{
			Type: "button", SubType: "quick_reply", Index: strconv.Itoa(i),
			Parameters: []parameter{{Type: "payload", Payload: p}},
		})
	}
	return all
}

func buildReceipt(s domain.Send) ([]byte, error) {
	if s.Read == "" {
		return nil, domain.Fail(domain.CodeEmpty, "receipt", nil)
	}
	return Receipt(s.Read, s.Typing), nil
}

// Receipt is the body that marks a message, and everything before it in the
// chat, as read. With typing the person also sees us typing, for 25 seconds or
// until we send; Meta has no typing sign without the blue ticks.
func Receipt(wamid string, typing bool) []byte {
	type sign struct {
		Type string `json:"type"`
	}
	r := struct {
		Product string `json:"messaging_product"`
		Status  string `json:"status"`
		ID      string `json:"message_id"`
		Typing  *sign  `json:"typing_indicator,omitempty"`
	}{Product: "whatsapp", Status: "read", ID: wamid}
	if typing {
		r.Typing = &sign{"text"}
	}
	body, err := json.Marshal(r)
	if err != nil {
		// Strings and a pointer to a string always become JSON.
		return nil
	}
	return body
}
