package export

import (
	"fmt"
	"strings"

	"sprechstunde/internal/domain"
)

// Dossier is what a colleague gets who takes a person over: the sheet, and the
// chat as far as she needs it. What shall stay behind is not in it any more.
type Dossier struct {
	Paper                      // Messages are those of the transcript
	Person domain.PersonSheet  // facts, promises and log; of the log only what goes along
	To     domain.Recipient    //
	Order  domain.DossierOrder // how it was asked for
	Basis  string              // "": there is none, and the dossier says so
	Stage  string              // its name
	Labels []string            // their names
	Wants  string              // in the adviser's words, or what the person asked first
	Asked  bool                // Wants is what the person asked
	Next   string              //
	Files  []domain.Message    // oldest first
	Older  int                 // messages before the transcript
	Held   int                 // messages that are not handed on
	Phrase DossierWords

	// Enclosed gives the name under which a file lies beside the dossier.
	Enclosed Enclosed
}

// section is a part of the sheet: what is known, what somebody said, or a word
// in place of both.
type section struct {
	title string
	facts []line
	said  string
	none  string
}

// sections are the sheet, in its order.
func (d *Dossier) sections(t *teller) []section {
	p := &d.Phrase
	list := []section{
		{title: p.Handing, facts: d.handing(t)},
		{title: p.Person, facts: d.person(t)},
		d.wants(),
		{title: p.Next, said: d.Next, none: p.NoNext},
		{title: p.Promises, facts: d.promises(t), none: p.NoPromises},
	}
	if d.Order.Notes {
		list = append(list, section{title: p.Notes, said: d.Person.Facts[domain.FactNotes], facts: d.log(t), none: p.NoNotes})
	}
	return list
}

// handing says to whom, by whom and on which basis the person is handed on.
func (d *Dossier) handing(t *teller) []line {
	p := &d.Phrase
	lines := []line{fact(p.To, joined(", ", d.To.Name, d.To.Place, d.To.Region))}
	lines = append(lines, some(t.w.Mail, d.To.Mail)...)
	lines = append(lines, fact(p.From, t.exporter()), fact(p.On, t.moment(d.Now)))
	lines = append(lines, fact(p.Basis, or(flat(d.Basis), p.NoBasis)))
	lines = append(lines, d.agreed(t)...)
	return append(lines, fact(p.Contains, d.contains()), fact(t.w.Zone, t.Zone.String()))
}

// contains says what goes along, so that nobody takes a part for the whole.
func (d *Dossier) contains() string {
	p := &d.Phrase
	parts := []string{p.Depths[d.Order.Depth]}
	if d.Older > 0 && d.Order.Depth != domain.DepthNone {
		parts = append(parts, fmt.Sprintf(p.OlderF, d.Older))
	}
	if d.Held > 0 {
		parts = append(parts, fmt.Sprintf(p.HeldF, d.Held))
	}
	if !d.Order.Notes {
		parts = append(parts, p.WithoutNotes)
	}
	return strings.Join(parts, "; ")
}

// person says who it is. Age, gender and background were noted for the
// evaluation only and are handed to nobody.
func (d *Dossier) person(t *teller) []line {
	p, c, f := &d.Phrase, t.Chat.Contact, d.Person.Facts
	name := or(flat(c.Name), t.w.NoName)
	if word := t.w.NameSource[c.NameSource]; word != "" && flat(c.Name) != "" {
		name += " (" + word + ")"
	}
	lines := []line{fact(t.w.Name, name)}
	lines = append(lines, some(t.w.Phone, c.Phone)...)
	lines = append(lines, some(t.w.Username, c.Username)...)
	lines = append(lines, some(t.w.Mail, f[domain.FactEmail])...)
	lines = append(lines, some(p.Stage, d.Stage)...)
	lines = append(lines, some(p.Labels, joined(", ", d.Labels...))...)
	lines = append(lines, some(p.Audience, f[domain.FactAudience])...)
	lines = append(lines, some(p.Region, f[domain.FactRegion])...)
	lines = append(lines, some(p.Source, f[domain.FactSource])...)
	if !d.Chat.LastInAt.IsZero() {
		lines = append(lines, fact(p.LastIn, t.moment(d.Chat.LastInAt)))
	}
	return lines
}

func (d *Dossier) wants() section {
	s := section{title: d.Phrase.Wants, said: d.Wants, none: d.Phrase.NoWants}
	if d.Asked && d.Wants != "" {
		s.title = d.Phrase.Asked
	}
	return s
}

func (d *Dossier) promises(t *teller) []line {
	lines := make([]line, len(d.Person.Promises))
	for i, p := range d.Person.Promises {
		lines[i] = fact(fmt.Sprintf(d.Phrase.UntilF, t.day(p.Due)), p.Words)
	}
	return lines
}

func (d *Dossier) log(t *teller) []line {
	var lines []line
	for _, e := range d.Person.Log {
		if word, ok := d.Phrase.Logs[e.Kind]; ok {
			lines = append(lines, fact(fmt.Sprintf("%s, %s", word, t.stamp(e.At)), e.Text))
		}
	}
	return lines
}

// fileRow is one file of the list.
type fileRow struct{ name, from, size, sum, beside string }

func (d *Dossier) files(t *teller) []fileRow {
	rows := make([]fileRow, len(d.Files))
	for i := range d.Files {
		m := &d.Files[i]
		r := fileRow{name: t.kind(m), from: t.stamp(m.At) + ", " + t.who(m), sum: d.Phrase.NoSum}
		if md := m.Content.Media; md != nil {
			r.name, r.size = or(flat(md.Filename), or(t.kind(m), t.w.Empty)), t.size(md.Size)
			r.sum = or(flat(md.SHA256), r.sum)
		}
		if f := m.File; f != nil {
			if f.Size > 0 {
				r.size = t.size(f.Size)
			}
			r.sum = or(f.SHA256, r.sum)
			if f.State == domain.FileLost {
				r.sum = t.w.Lost
			}
		}
		if d.Enclosed != nil {
			r.beside = d.Enclosed(m)
		}
		rows[i] = r
	}
	return rows
}

// DossierName is the name of a dossier's file, made like that of any export.
func DossierName(d Dossier) string {
	ending := "html"
	if d.Order.Markdown {
		ending = "md"
	}
	return d.Phrase.Stem + strings.TrimPrefix(Name(d.Paper, ending), "chat")
}

// title is what stands above the dossier.
func (d *Dossier) title() string {
	return fmt.Sprintf(d.Phrase.TitleF, or(clip(flat(d.Chat.Contact.Name), maxName), d.Words.NoName))
}

func (d *Dossier) secret() string {
	return fmt.Sprintf(d.Phrase.SecretF, joined(", ", d.To.Name, d.To.Place))
}

// prepared takes out of the messages what is the adviser's business only: which
// warnings she has gone past.
func (d *Dossier) prepared() *teller {
	list := make([]domain.Message, len(d.Messages))
	for i, m := range d.Messages {
		m.Despite = nil
		list[i] = m
	}
	d.Messages = list
	return newTeller(&d.Paper)
}
