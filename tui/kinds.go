package tui

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// runeCount counts runes, but skips the work when the bytes already say that
// the limit is not reached.
func runeCount(s string, limit int) int {
	if len(s) <= limit {
		return len(s)
	}
	return utf8.RuneCountInString(s)
}

// kindLines shows a message as what it is. A kind nobody has heard of is one
// neutral line, never nothing.
func (m *Model) kindLines(msg *domain.Message, w int, base lipgloss.Style) []string {
	c, t := &msg.Content, &m.t.Kinds
	text := func() []string { return m.paragraph(m.wording(msg), w, base) }
	switch msg.Kind {
	case domain.KindText:
		return text()
	case domain.KindImage, domain.KindVideo, domain.KindAudio, domain.KindVoice, domain.KindDocument, domain.KindSticker:
		return append(m.mediaLines(msg, w), text()...)
	case domain.KindLocation:
		return append(m.placeLines(c.Place, w), text()...)
	case domain.KindContacts:
		return m.cardLines(c.Cards, w)
	case domain.KindButton:
		return append(m.label(t.Button, w), text()...)
	case domain.KindList:
		return append(append(m.label(t.List, w), text()...), m.choiceLines(c.Choice, w)...)
	case domain.KindForm:
		return append(append(m.label(t.Form, w), text()...), m.formLines(c.Form, w)...)
	case domain.KindPermission:
		return m.label(t.Permission+" "+m.permission(c.Choice), w)
	case domain.KindOrder:
		return append(append(m.label(t.Order, w), m.orderLines(c.Order, w)...), text()...)
	case domain.KindCall:
		return wrapText(m.call(c.Call), w, m.theme.dim)
	case domain.KindTemplate:
		return append(m.templateLines(c.Template, w), text()...)
	case domain.KindUnsupported:
		return append(m.label(m.unsupported(c), w), text()...)
	case domain.KindError:
		return m.label(m.errorWords(c), w)
	case domain.KindDamaged:
		return m.label(t.Damaged, w)
	default:
		name := m.clean.line(c.TypeName)
		if name == "" {
			name = m.clean.line(string(msg.Kind))
		}
		return append(m.label(fmt.Sprintf(t.UnknownF, name), w), text()...)
	}
}

// wording is the newest text known of a message.
func (m *Model) wording(msg *domain.Message) string {
	if msg.RevokedAt != nil {
		return "" // what was taken back is not handed on
	}
	return msg.Wording()
}

// label is a line of ours about a message. Whatever foreign words are in it
// have been cleaned before.
func (m *Model) label(s string, w int) []string { return wrapText("◦ "+s, w, m.theme.dim) }

func (m *Model) placeLines(p *domain.Place, w int) []string {
	if p == nil {
		return m.label(m.t.Kinds.Location, w)
	}
	head := m.t.Kinds.Location
	if name := m.clean.line(p.Name); name != "" {
		head += " · " + name
	}
	out := wrapText("◉ "+head, w, m.theme.accent)
	if a := m.clean.line(p.Address); a != "" {
		out = append(out, wrapText(a, w, m.theme.plain)...)
	}
	at := strconv.FormatFloat(p.Latitude, 'f', 5, 64) + ", " + strconv.FormatFloat(p.Longitude, 'f', 5, 64)
	out = append(out, m.theme.dim.Render(cut(at, w)))
	if u := m.clean.line(p.URL); u != "" {
		out = append(out, wrapText(u, w, m.theme.dim)...)
	}
	return out
}

// maxCards is how many shared contacts are written out.
const maxCards = 10

func (m *Model) cardLines(cards []domain.Card, w int) []string {
	if len(cards) == 0 {
		return m.label(m.t.Kinds.Contact, w)
	}
	var out []string
	if len(cards) > 1 {
		out = m.label(fmt.Sprintf(m.t.Kinds.ContactsF, len(cards)), w)
	}
	for _, c := range cards[:min(len(cards), maxCards)] {
		head := m.t.Kinds.Contact + " · " + m.clean.line(c.Name)
		if c.Requested {
			head += " (" + m.t.Kinds.Asked + ")"
		}
		out = append(out, wrapText("◎ "+head, w, m.theme.accent)...)
		for _, list := range [][]string{{c.Title, c.Company}, c.Phones, c.Emails, c.URLs, c.Addresses, {c.Birthday}} {
			if l := m.joined(list); l != "" {
				out = append(out, wrapText(l, w, m.theme.plain)...)
			}
		}
	}
	if len(cards) > maxCards {
		out = append(out, m.theme.dim.Render("…"))
	}
	return out
}

// joined cleans parts and puts those that are not empty on one line.
func (m *Model) joined(parts []string) string {
	var keep []string
	for _, p := range parts[:min(len(parts), 10)] {
		if p = m.clean.line(p); p != "" {
			keep = append(keep, p)
		}
	}
	return strings.Join(keep, " · ")
}

func (m *Model) choiceLines(c *domain.Choice, w int) []string {
	if c == nil || c.Description == "" {
		return nil
	}
	return wrapText(m.clean.line(c.Description), w, m.theme.dim)
}

func (m *Model) formLines(f *domain.Form, w int) []string {
	if f == nil {
		return nil
	}
	var out []string
	if name := m.clean.line(f.Name); name != "" {
		out = append(out, m.theme.dim.Render(cut(name, w)))
	}
	return append(out, m.paragraph(f.Response, w, m.theme.plain)...)
}

func (m *Model) permission(c *domain.Choice) string {
	t := &m.t.Kinds
	switch {
	case c == nil:
		return ""
	case c.Permanent:
		return t.PermissionYes
	case c.Until != nil:
		return fmt.Sprintf(t.PermissionTil, m.cal.short(*c.Until, m.now))
	case strings.EqualFold(c.ID, "accept"):
		return t.PermissionYes
	default:
		return t.PermissionNo
	}
}

func (m *Model) orderLines(o *domain.Order, w int) []string {
	if o == nil {
		return nil
	}
	var out []string
	for _, it := range o.Items[:min(len(o.Items), 20)] {
		line := fmt.Sprintf(m.t.Kinds.OrderItemF, strconv.FormatFloat(it.Quantity, 'f', -1, 64), m.clean.line(it.Product),
			m.cal.number(it.Price, 2), m.clean.line(it.Currency))
		out = append(out, wrapText(line, w, m.theme.plain)...)
	}
	return out
}

func (m *Model) call(c *domain.Call) string {
	if c == nil || !c.Answered {
		return "✆ " + m.t.Kinds.CallMissed
	}
	return "✆ " + m.t.Kinds.CallTaken + " · " + length(c.Seconds)
}

func (m *Model) templateLines(t *domain.Template, w int) []string {
	if t == nil {
		return nil
	}
	return m.label(fmt.Sprintf(m.t.Kinds.TemplateF, m.clean.line(t.Name)), w)
}

// unsupported gives WhatsApp's reason for not passing a message on.
func (m *Model) unsupported(c *domain.Content) string {
	if c.TypeName == "edit" { // says more than the reason, which only calls the kind unknown
		return m.t.Kinds.EditedUnknown
	}
	if why := m.failureWords(c.Failures); why != "" {
		return fmt.Sprintf(m.t.Kinds.UnsupportedF, why)
	}
	if c.TypeName != "" {
		return fmt.Sprintf(m.t.Kinds.UnsupportedF, m.clean.line(c.TypeName))
	}
	return m.t.Kinds.Unsupported
}

func (m *Model) errorWords(c *domain.Content) string {
	if why := m.failureWords(c.Failures); why != "" {
		return fmt.Sprintf(m.t.Kinds.ErrorF, why)
	}
	return m.t.Kinds.ErrorPlain
}

func (m *Model) failureWords(list []domain.Failure) string {
	if len(list) == 0 {
		return ""
	}
	reason, _ := m.o.Explain(list[0])
	for _, s := range []string{reason, list[0].Details, list[0].Title} {
		if s = m.clean.line(s); s != "" {
			return s
		}
	}
	return ""
}

// systemNote is what stands centred between the messages: words of WhatsApp
// about the person, not of the person.
func (m *Model) systemNote(msg *domain.Message) (string, bool) {
	t := &m.t.Kinds
	switch msg.Kind {
	case domain.KindWelcome:
		return m.name(m.chat.chat.Contact) + " " + t.Welcome, true
	case domain.KindSystem:
		return m.systemWords(msg) + " · " + m.cal.clock(msg.At), true
	default:
		return "", false
	}
}

func (m *Model) systemWords(msg *domain.Message) string {
	t, s := &m.t.Kinds, msg.Content.System
	switch {
	case s == nil:
		return t.System + ": " + m.clean.line(msg.Content.Text)
	case s.Type == domain.SystemListed:
		return t.Listed
	case s.Previous.Phone != "" && s.Current.Phone != "" && s.Previous.Phone != s.Current.Phone:
		return fmt.Sprintf(t.NumberChanged, m.phone(s.Previous.Phone), m.phone(s.Current.Phone))
	case strings.Contains(s.Type, "identity"):
		return t.IdentityNew
	case s.Current.UserID != "":
		return t.IDChanged
	default:
		return t.System + ": " + m.clean.line(msg.Content.Text)
	}
}
