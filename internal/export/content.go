package export

import (
	"fmt"
	"strconv"
	"strings"

	"sprechstunde/internal/domain"
)

// content tells what a message is and says. Whatever parts a message has are
// told, whether they belong to its kind or not, so that nothing is lost when
// Meta mixes kinds anew.
func (t *teller) content(m *domain.Message) []line {
	c := &m.Content
	var lines []line
	text := c.Text
	if m.Kind != domain.KindText {
		word, details := t.kind(m), t.details(m)
		if c.Media != nil && text != "" {
			details = joined(", ", details, t.w.Beside)
		}
		lines = append(lines, fact(word, details))
	}
	if text == "" && c.Choice != nil {
		text = c.Choice.Title
	}
	lines = append(lines, said(text)...)
	lines = append(lines, t.place(c.Place)...)
	for _, card := range c.Cards {
		lines = append(lines, t.card(card)...)
	}
	lines = append(lines, t.rest(c, text)...)
	if len(lines) == 0 {
		lines = append(lines, fact(t.w.Empty))
	}
	return lines
}

// kind names what a message is, "" for a plain text.
func (t *teller) kind(m *domain.Message) string {
	if m.Kind == domain.KindText {
		return ""
	}
	if s := m.Content.System; s != nil && s.Type == domain.SystemListed {
		return t.w.Listed
	}
	if word, ok := t.w.Kinds[m.Kind]; ok {
		return word
	}
	word := t.w.Kinds[domain.KindUnknown]
	if name := flat(string(m.Kind)); name != "" {
		word += " " + t.quoted(name)
	}
	return word
}

// details is what belongs on the same line as the kind.
func (t *teller) details(m *domain.Message) string {
	c, w := &m.Content, t.w
	parts := []string{c.TypeName}
	if md := c.Media; md != nil {
		parts = append(parts, md.Filename, length(md.Seconds), t.size(md.Size))
		if m.Kind == domain.KindDocument && flat(md.Filename) == "" {
			parts = append(parts, md.MIME)
		}
		if md.Animated {
			parts = append(parts, w.Moving)
		}
	}
	if m.Kind == domain.KindPermission && c.Choice != nil {
		parts = append(parts, t.permission(c.Choice))
	}
	if c.Template != nil {
		parts = append(parts, c.Template.Name, c.Template.Language)
	}
	if m.Kind == domain.KindCall || c.Call != nil {
		parts = append(parts, t.call(c.Call)...)
	}
	if c.System != nil {
		parts = append(parts, t.system(c.System))
	}
	return joined(", ", parts...)
}

func (t *teller) permission(c *domain.Choice) string {
	switch {
	case c.Until != nil && !c.Permanent:
		return fmt.Sprintf(t.w.AllowedTilF, t.moment(*c.Until))
	case c.Permanent || strings.EqualFold(c.ID, "accept"):
		return t.w.Allowed
	default:
		return t.w.Refused
	}
}

func (t *teller) call(c *domain.Call) []string {
	if c == nil || !c.Answered {
		return []string{t.w.Missed}
	}
	parts := []string{t.w.Answered, length(c.Seconds)}
	if c.Direction == "BUSINESS_INITIATED" {
		parts = append(parts, t.w.FromUs)
	}
	return parts
}

func (t *teller) system(s *domain.SystemNote) string {
	switch {
	case s.Type == domain.SystemListed:
		return ""
	case s.Previous.Phone != s.Current.Phone && s.Current.Phone != "":
		return fmt.Sprintf(t.w.NumberF, or(flat(s.Previous.Phone), "?"), flat(s.Current.Phone))
	case s.Previous.UserID != s.Current.UserID && s.Current.UserID != "":
		return t.w.NewID
	default:
		return s.Type
	}
}

func (t *teller) place(p *domain.Place) []line {
	if p == nil {
		return nil
	}
	lines := some(t.w.Place, joined(", ", p.Name, p.Address))
	lines = append(lines, fact(t.w.Position, degrees(p.Latitude), ", ", degrees(p.Longitude)))
	return append(lines, some(t.w.Link, p.URL)...)
}

func degrees(x float64) string { return strconv.FormatFloat(x, 'f', 5, 64) }

func (t *teller) card(c domain.Card) []line {
	w := t.w
	name := or(flat(c.Name), w.NoName)
	if c.Requested {
		name += " (" + w.Asked + ")"
	}
	lines := []line{fact(w.Name, name)}
	lines = append(lines, some(w.Company, joined(", ", c.Title, c.Company))...)
	lines = append(lines, some(w.Phone, joined(", ", c.Phones...))...)
	lines = append(lines, some(w.Mail, joined(", ", c.Emails...))...)
	lines = append(lines, some(w.Link, joined(", ", c.URLs...))...)
	lines = append(lines, some(w.Address, joined(" · ", c.Addresses...))...)
	return append(lines, some(w.Birthday, c.Birthday)...)
}

// rest tells the parts that stand below a text.
func (t *teller) rest(c *domain.Content, text string) []line {
	w := t.w
	var lines []line
	if ch := c.Choice; ch != nil {
		if ch.Title != text {
			lines = append(lines, some(w.Choice, ch.Title)...)
		}
		lines = append(lines, some(w.Choice, ch.Description)...)
	}
	if c.Form != nil {
		lines = append(lines, some(w.Form, c.Form.Name)...)
		lines = append(lines, some(w.Answers, c.Form.Response)...)
	}
	if c.Order != nil {
		for _, item := range c.Order.Items {
			lines = append(lines, fact(w.Item, t.item(item)))
		}
	}
	if c.Template != nil {
		for _, v := range c.Template.Values {
			lines = append(lines, some(w.Value, joined(" = ", v.Name, v.Text))...)
		}
	}
	if c.Media != nil {
		lines = append(lines, some(w.Lost, c.Media.Lost)...)
	}
	for _, f := range c.Failures {
		lines = append(lines, some(w.Reason, t.failure(f))...)
	}
	return lines
}

func (t *teller) item(i domain.OrderItem) string {
	price := strings.Replace(strconv.FormatFloat(i.Price, 'f', 2, 64), ".", t.w.Decimal, 1)
	return joined(" ", strconv.FormatFloat(i.Quantity, 'f', -1, 64), "×", i.Product, "·", price, i.Currency)
}

// length is a number of seconds as minutes and seconds, "" for none.
func length(seconds int) string {
	if seconds <= 0 {
		return ""
	}
	return fmt.Sprintf("%d:%02d", seconds/60, seconds%60)
}

// size is a number of bytes in words, "" for none.
func (t *teller) size(n int64) string {
	switch {
	case n <= 0:
		return ""
	case n < 1_000_000:
		return fmt.Sprintf("%d kB", (n+999)/1000)
	default:
		return strings.Replace(fmt.Sprintf("%.1f MB", float64(n)/1e6), ".", t.w.Decimal, 1)
	}
}
