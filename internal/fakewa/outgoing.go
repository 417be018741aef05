package fakewa

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

// outgoing is the body of POST messages: every key Meta knows, no other.
type outgoing struct {
	Product       string            `json:"messaging_product"`
	RecipientType string            `json:"recipient_type"`
	To            string            `json:"to"`
	Recipient     string            `json:"recipient"`
	Type          string            `json:"type"`
	Text          *outText          `json:"text"`
	Image         *outMedia         `json:"image"`
	Video         *outMedia         `json:"video"`
	Audio         *outMedia         `json:"audio"`
	Document      *outMedia         `json:"document"`
	Sticker       *outMedia         `json:"sticker"`
	Location      *outPlace         `json:"location"`
	Contacts      []json.RawMessage `json:"contacts"`
	Reaction      *outReaction      `json:"reaction"`
	Interactive   *outInteractive   `json:"interactive"`
	Template      *outTemplate      `json:"template"`
	Context       *outContext       `json:"context"`
	Opaque        string            `json:"biz_opaque_callback_data"`
	IdentityHash  string            `json:"recipient_identity_key_hash"`

	Status    string     `json:"status"`
	MessageID string     `json:"message_id"`
	Typing    *outTyping `json:"typing_indicator"`
}

type outText struct {
	Body    string `json:"body"`
	Preview bool   `json:"preview_url"`
}

type outMedia struct {
	ID       string `json:"id"`
	Link     string `json:"link"`
	Caption  string `json:"caption"`
	Filename string `json:"filename"`
	Voice    bool   `json:"voice"`
}

type outPlace struct {
	Latitude  *float64 `json:"latitude"`
	Longitude *float64 `json:"longitude"`
	Name      string   `json:"name"`
	Address   string   `json:"address"`
}

type outReaction struct {
	MessageID string  `json:"message_id"`
	Emoji     *string `json:"emoji"`
}

type outContext struct {
	MessageID string `json:"message_id"`
}

type outTyping struct {
	Type string `json:"type"`
}

type outTemplate struct {
	Name       string         `json:"name"`
	Language   outLanguage    `json:"language"`
	Components []outComponent `json:"components"`
}

type outLanguage struct {
	Code   string `json:"code"`
	Policy string `json:"policy"`
}

type outComponent struct {
	Type       string         `json:"type"`
	SubType    string         `json:"sub_type"`
	Index      any            `json:"index"` // documented as string, seen as number
	Parameters []outParameter `json:"parameters"`
}

type outParameter struct {
	Type     string          `json:"type"`
	Name     string          `json:"parameter_name"`
	Text     string          `json:"text"`
	Payload  string          `json:"payload"`
	Currency json.RawMessage `json:"currency"`
	DateTime json.RawMessage `json:"date_time"`
	Image    *outMedia       `json:"image"`
	Video    *outMedia       `json:"video"`
	Document *outMedia       `json:"document"`
	Location *outPlace       `json:"location"`
}

type outInteractive struct {
	Type   string          `json:"type"`
	Header json.RawMessage `json:"header"`
	Body   *struct {
		Text string `json:"text"`
	} `json:"body"`
	Footer *struct {
		Text string `json:"text"`
	} `json:"footer"`
	Action json.RawMessage `json:"action"`
}

// readOutgoing decodes strictly: a misspelt key must not pass here if it
// would not pass at Meta.
func readOutgoing(body []byte) (outgoing, *graphError) {
	var m outgoing
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return m, failf(100, "body: %v", err)
	}
	if err := d.Decode(&struct{}{}); !errors.Is(err, io.EOF) {
		return m, fail(100, "body: more than one JSON value")
	}
	if m.Product != "whatsapp" {
		return m, fail(100, "The parameter messaging_product is required.")
	}
	return m, nil
}

// check refuses what Meta refuses before it looks at the recipient's window.
func (m *outgoing) check() *graphError {
	if m.RecipientType != "" && m.RecipientType != "individual" {
		return fail(100, "recipient_type must be individual")
	}
	if utf8.RuneCountInString(m.Opaque) > 512 {
		return fail(100, "biz_opaque_callback_data must have at most 512 characters")
	}
	if m.Status != "" || m.MessageID != "" || m.Typing != nil {
		return fail(100, "a message and a read receipt in one body")
	}
	if m.Context != nil && m.Context.MessageID == "" {
		return fail(131008, "context.message_id is required")
	}
	if e := m.checkAddress(); e != nil {
		return e
	}
	return m.checkType()
}

func (m *outgoing) checkAddress() *graphError {
	switch {
	case m.To == "" && m.Recipient == "":
		return fail(131008, "The parameter to is required.")
	case m.To == "":
		if !domain.LooksLikeUserID(m.Recipient) {
			return fail(131009, "recipient is not a business-scoped user id")
		}
		return nil
	case domain.LooksLikeUserID(m.To):
		return nil // taken with 200 and never delivered, as in reality
	case !strings.HasPrefix(m.To, "+"):
		return fail(100, "to must start with + and the country code")
	case domain.NormalizePhone(m.To) == "":
		return fail(131009, "to is not a phone number")
	}
	return nil
}

// parts names the type objects that are present.
func (m *outgoing) parts() map[string]bool {
	all := map[string]bool{
		"text": m.Text != nil, "image": m.Image != nil, "video": m.Video != nil, "audio": m.Audio != nil,
		"document": m.Document != nil, "sticker": m.Sticker != nil, "location": m.Location != nil,
		"contacts": len(m.Contacts) > 0, "reaction": m.Reaction != nil,
		"interactive": m.Interactive != nil, "template": m.Template != nil,
	}
	return all
}

func (m *outgoing) checkType() *graphError {
	if m.Type == "" {
		m.Type = "text" // documented default
	}
	have := m.parts()
	present, known := have[m.Type]
	if !known {
		return failf(100, "type %q is unknown", m.Type)
	}
	if !present {
		return failf(131008, "The parameter %s is required.", m.Type)
	}
	for name, there := range have {
		if there && name != m.Type {
			return failf(100, "Unexpected key %q for type %s", name, m.Type)
		}
	}
	return m.checkPart()
}

func (m *outgoing) checkPart() *graphError {
	switch m.Type {
	case "text":
		return length("text.body", m.Text.Body, 1, domain.MaxTextLen)
	case "location":
		return m.Location.check()
	case "reaction":
		if m.Reaction.MessageID == "" || m.Reaction.Emoji == nil {
			return fail(131008, "reaction.message_id and reaction.emoji are required")
		}
	case "interactive":
		return m.Interactive.check()
	case "template":
		if m.Template.Name == "" || m.Template.Language.Code == "" {
			return fail(131008, "template.name and template.language.code are required")
		}
	case "contacts":
		return checkCards(m.Contacts)
	default:
		return m.media().check(m.Type)
	}
	return nil
}

func (m *outgoing) media() *outMedia {
	for _, part := range []*outMedia{m.Image, m.Video, m.Audio, m.Document, m.Sticker} {
		if part != nil {
			return part
		}
	}
	return nil
}

func (o *outMedia) check(kind string) *graphError {
	if (o.ID == "") == (o.Link == "") {
		return failf(131008, "%s needs either id or link", kind)
	}
	if o.Link != "" {
		return fail(131052, "this pretend server fetches nothing from anywhere")
	}
	if o.Caption != "" && (kind == "audio" || kind == "sticker") {
		return failf(100, "Unexpected key \"caption\" on %s", kind)
	}
	if o.Filename != "" && kind != "document" {
		return failf(100, "Unexpected key \"filename\" on %s", kind)
	}
	if o.Voice && kind != "audio" {
		return failf(100, "Unexpected key \"voice\" on %s", kind)
	}
	return length("caption", o.Caption, 0, domain.MaxCaptionLen)
}

func length(name, text string, least, most int) *graphError {
	n := utf8.RuneCountInString(text)
	if n < least {
		return failf(131008, "%s is required", name)
	}
	if n > most {
		return failf(100, "%s must have at most %d characters", name, most)
	}
	return nil
}

// summary is the text a test or a person would recognise the message by.
func (m *outgoing) summary() string {
	switch {
	case m.Text != nil:
		return m.Text.Body
	case m.Reaction != nil && m.Reaction.Emoji != nil:
		return *m.Reaction.Emoji
	case m.Template != nil:
		return m.Template.Name
	case m.Interactive != nil && m.Interactive.Body != nil:
		return m.Interactive.Body.Text
	case m.Location != nil:
		return fmt.Sprintf("%.5f, %.5f", *m.Location.Latitude, *m.Location.Longitude)
	case len(m.Contacts) > 0:
		return cardNames(m.Contacts)
	case m.media() != nil:
		return m.media().Caption
	}
	return ""
}

// quoted is the message that is replied or reacted to.
func (m *outgoing) quoted() string {
	switch {
	case m.Context != nil:
		return m.Context.MessageID
	case m.Reaction != nil:
		return m.Reaction.MessageID
	}
	return ""
}
