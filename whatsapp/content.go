package whatsapp

import (
	"encoding/base64"
	"encoding/hex"
	"strings"

	"sprechstunde/internal/domain"
)

// LostNotPassedOn is domain.Media.Lost of a file that Meta did not pass on, as
// it does with files over 100 MB (error 131052).
const LostNotPassedOn = "not_passed_on"

// reader turns the object named like its type into a kind and content.
type reader func(m inbound) (domain.Kind, domain.Content)

// knownTypes holds the message types of Meta's pages "webhooks/reference/
// messages", those with updates of their own included, so that a message whose
// type is missing can be recognised by its object.
var knownTypes map[string]reader

func init() {
	knownTypes = map[string]reader{
		"text":            text,
		"image":           file(domain.KindImage),
		"video":           file(domain.KindVideo),
		"audio":           audio,
		"voice":           file(domain.KindVoice),
		"document":        file(domain.KindDocument),
		"sticker":         file(domain.KindSticker),
		"location":        location,
		"contacts":        cards,
		"interactive":     interactive,
		"button":          button,
		"order":           order,
		"request_welcome": welcome,
		"unsupported":     unsupported,
		"system":          unknown,
		"reaction":        unknown,
		"edit":            unknown,
		"revoke":          unknown,
	}
}

// content reads what a message says, with what every type may carry.
func (m inbound) content() (domain.Kind, domain.Content) {
	errs := failures(m.o.get("errors"))
	kind, c := m.typed(&errs)
	c.Failures = errs
	c.Quote = quote(m.o.child("context"))
	c.Referral = referral(m.o.child("referral"))
	c.GroupID = m.o.word("group_id")
	return kind, c
}

// typed reads the type's own object. Where it is missing, errs receives the
// errors of the value as well: they are the only trace of what was there.
func (m inbound) typed(errs *[]domain.Failure) (domain.Kind, domain.Content) {
	read := knownTypes[m.typ]
	if read != nil && (m.body != nil || m.bodyless()) {
		return read(m)
	}
	if m.body != nil {
		return unknown(m)
	}
	m.takeErrors(errs)
	if kind, ok := mediaKinds[m.typ]; ok {
		return kind, domain.Content{Media: &domain.Media{Lost: LostNotPassedOn}}
	}
	if len(*errs) == 0 || read == nil && m.typ != "" {
		return unknown(m)
	}
	return domain.KindError, domain.Content{TypeName: m.typ}
}

func (m inbound) takeErrors(errs *[]domain.Failure) {
	*errs = append(*errs, m.c.errors...)
	m.c.spent = true
}

// bodyless reports types that come with no object, or with something else in
// its place that can be read as well.
func (m inbound) bodyless() bool {
	switch m.typ {
	case "request_welcome", "unsupported":
		return true
	case "contacts":
		return m.o.get("contacts").is('[')
	case "text":
		return m.o.get("text").is('"')
	default:
		return false
	}
}

var mediaKinds = map[string]domain.Kind{
	"image": domain.KindImage, "video": domain.KindVideo, "audio": domain.KindAudio,
	"voice": domain.KindVoice, "document": domain.KindDocument, "sticker": domain.KindSticker,
}

func text(m inbound) (domain.Kind, domain.Content) {
	if m.body == nil {
		return domain.KindText, domain.Content{Text: m.o.text("text")}
	}
	return domain.KindText, domain.Content{Text: m.body.text("body")}
}

func unknown(m inbound) (domain.Kind, domain.Content) {
	return domain.KindUnknown, domain.Content{TypeName: m.typ}
}

func welcome(inbound) (domain.Kind, domain.Content) {
	return domain.KindWelcome, domain.Content{}
}

func unsupported(m inbound) (domain.Kind, domain.Content) {
	return domain.KindUnsupported, domain.Content{TypeName: m.body.word("type")}
}

func file(kind domain.Kind) reader {
	return func(m inbound) (domain.Kind, domain.Content) {
		caption := m.body.text("caption")
		return kind, domain.Content{Text: caption, Media: m.media(caption)}
	}
}

func audio(m inbound) (domain.Kind, domain.Content) {
	kind := domain.KindAudio
	if m.body.get("voice").truth() {
		kind = domain.KindVoice
	}
	return file(kind)(m)
}

func (m inbound) media(caption string) *domain.Media {
	f := &domain.Media{
		ID:       m.body.word("id"),
		MIME:     m.body.word("mime_type"),
		SHA256:   hexSum(m.body.word("sha256")),
		Filename: m.body.text("filename"),
		Size:     max(m.body.get("file_size").integer(), 0),
		Seconds:  int(max(m.body.get("duration").integer(), 0)),
		Animated: m.body.get("animated").truth(),
		URL:      m.body.word("url"),
		Caption:  caption != "",
	}
	if f.ID == "" { // an address alone lives 5 minutes, and nothing could be told of it later
		f.Lost = LostNotPassedOn
	}
	return f
}

// hexSum returns a SHA-256 sum as lower-case hex. Webhooks carry it as base64,
// the media endpoint as hex; what is neither is dropped, since it could never
// match a file.
func hexSum(s string) string {
	if b, err := hex.DecodeString(s); err == nil && len(b) == 32 {
		return strings.ToLower(s)
	}
	bare := strings.TrimRight(s, "=")
	for _, enc := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		if b, err := enc.DecodeString(bare); err == nil && len(b) == 32 {
			return hex.EncodeToString(b)
		}
	}
	return ""
}

func location(m inbound) (domain.Kind, domain.Content) {
	lat, _ := m.body.get("latitude").number()
	lon, _ := m.body.get("longitude").number()
	return domain.KindLocation, domain.Content{Place: &domain.Place{
		Latitude:  lat,
		Longitude: lon,
		Name:      m.body.text("name"),
		Address:   m.body.text("address"),
		URL:       m.body.word("url"),
	}}
}

func button(m inbound) (domain.Kind, domain.Content) {
	title := m.body.text("text")
	return domain.KindButton, domain.Content{
		Text:   title,
		Choice: &domain.Choice{ID: m.body.text("payload"), Title: title},
	}
}

func order(m inbound) (domain.Kind, domain.Content) {
	o := &domain.Order{Catalog: m.body.word("catalog_id")}
	for _, v := range m.body.get("product_items").list() {
		item := v.object()
		quantity, _ := item.get("quantity").number()
		price, _ := item.get("item_price").number()
		o.Items = append(o.Items, domain.OrderItem{
			Product:  item.word("product_retailer_id"),
			Quantity: quantity,
			Price:    price,
			Currency: item.word("currency"),
		})
	}
	return domain.KindOrder, domain.Content{Text: m.body.text("text"), Order: o}
}

// quote reads context: what is replied to, and whether it was forwarded.
func quote(o object) *domain.Quote {
	product := o.child("referred_product")
	q := domain.Quote{
		WAMID:      o.word("id", "message_id"),
		From:       o.word("from", "from_user_id", "user_id"),
		Catalog:    product.word("catalog_id"),
		Product:    product.word("product_retailer_id"),
		Forwarded:  o.get("forwarded").truth(),
		OftenFwded: o.get("frequently_forwarded").truth(),
	}
	if phone := domain.NormalizePhone(q.From); phone != "" {
		q.From = phone
	}
	if q == (domain.Quote{}) {
		return nil
	}
	return &q
}

func referral(o object) *domain.Referral {
	r := domain.Referral{
		URL:      o.word("source_url"),
		ID:       o.word("source_id"),
		Type:     o.word("source_type"),
		Headline: o.text("headline"),
		Body:     o.text("body"),
		Media:    o.word("image_url", "video_url", "media_url", "thumbnail_url"),
		ClickID:  o.word("ctwa_clid"),
		Welcome:  o.child("welcome_message").text("text"),
	}
	if r == (domain.Referral{}) {
		return nil
	}
	return &r
}
