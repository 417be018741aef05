package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"sprechstunde/internal/crisis"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"
)

// maxWants is how much of a first message stands for what a person wants.
const maxWants = 400

// dossier reads what a dossier shall tell. What was said in distress is not in
// it unless it was asked for; of a chat that is marked as such there is none
// otherwise.
func (d *Desk) dossier(ctx context.Context, chatID int64, o domain.DossierOrder) (export.Dossier, error) {
	to, ok := domain.RecipientOf(d.pen.Recipients, o.To)
	if !ok {
		return export.Dossier{}, domain.Fail(domain.CodeNoRecipient, o.To, nil)
	}
	t, err := d.store.Thread(ctx, chatID, 0, 0)
	if err != nil {
		return export.Dossier{}, fmt.Errorf("reading the chat of a dossier: %w", err)
	}
	switch r, err := d.Restricted(ctx, t.Chat.ID); {
	case err != nil:
		return export.Dossier{}, err
	case r.On:
		return export.Dossier{}, domain.Fail(domain.CodeRestricted, "", nil)
	}
	if !o.Crisis {
		if err := unlocked(t.Chat); err != nil {
			return export.Dossier{}, err
		}
	}
	person, err := d.Person(ctx, t.Chat.ID)
	if err != nil {
		return export.Dossier{}, err
	}
	files, err := d.Files(ctx, t.Chat.ID)
	if err != nil {
		return export.Dossier{}, fmt.Errorf("reading the files of a dossier: %w", err)
	}
	o.To = to.Key
	if o.Depth == "" {
		o.Depth = domain.DepthRecent
	}
	out := export.Dossier{
		Paper: d.paperOf(t), Person: person, To: to, Order: o, Next: o.Next, Wants: o.Wants, Phrase: d.phrases(),
		Basis: strings.TrimSpace(o.Basis), Stage: d.stageName(person), Labels: d.labelNames(person.Labels),
	}
	if out.Basis == "" {
		out.Basis = export.BasisOf(out.Paper, out.Phrase, person.Terms.Log)
	}
	d.choose(&out, t, files)
	return out, nil
}

// choose keeps what goes along: of messages, files, promises and notes.
func (d *Desk) choose(out *export.Dossier, t domain.Thread, files []domain.Message) {
	kept := keptOf(t, d.hints, out.Order)
	all := out.Messages
	out.Messages, out.Quotes = nil, map[string]domain.Message{}
	for i, m := range all {
		if !kept.here[i] {
			out.Held++
			continue
		}
		if m.WAMID != "" && !m.At.Before(out.Order.Since) {
			out.Quotes[m.WAMID] = m
		}
		out.Messages = append(out.Messages, m)
	}
	if out.Wants == "" {
		out.Wants = firstWords(since(out.Messages, out.Order.Since))
		out.Asked = true
	}
	said := len(out.Messages)
	out.Messages = deep(out.Messages, out.Order)
	out.Older = said - len(out.Messages)
	slices.Reverse(files)
	out.Files = slices.DeleteFunc(files, func(m domain.Message) bool { return !kept.message(m.ID) || m.At.Before(out.Order.Since) })
	out.Person.Promises = slices.DeleteFunc(out.Person.Promises, func(p domain.Promise) bool { return !kept.moment(p.Made) })
	out.Person.Log = slices.DeleteFunc(out.Person.Log, func(e domain.LogEntry) bool { return !kept.moment(e.At) })
}

// kept says what of a chat may go along.
type kept struct {
	list []domain.Message
	here []bool
}

func keptOf(t domain.Thread, hints func(domain.Message) bool, o domain.DossierOrder) kept {
	k := kept{list: t.Messages, here: make([]bool, len(t.Messages))}
	distress := domain.InDistress(t.Messages, t.Chat.Crisis, hints)
	for i := range k.here {
		k.here[i] = o.Crisis || !distress[i]
	}
	return k
}

func (k kept) message(id int64) bool {
	i := slices.IndexFunc(k.list, func(m domain.Message) bool { return m.ID == id })
	return i < 0 || k.here[i]
}

// moment reports whether what was noted at a moment may go along: it belongs to
// what was said last before it, for a day at most.
func (k kept) moment(at time.Time) bool {
	for i := len(k.list) - 1; i >= 0; i-- {
		if m := &k.list[i]; !m.At.After(at) {
			return k.here[i] || at.Sub(m.At) > domain.DistressLasts
		}
	}
	return true
}

// deep leaves as many of the messages as the depth asks for.
func deep(list []domain.Message, o domain.DossierOrder) []domain.Message {
	list = slices.DeleteFunc(slices.Clone(list), func(m domain.Message) bool { return m.At.Before(o.Since) })
	switch o.Depth {
	case domain.DepthNone:
		return nil
	case domain.DepthRecent:
		return list[max(len(list)-domain.RecentMessages, 0):]
	case domain.DepthAll:
	}
	return list
}

// firstWords are what a person said first and has not taken back.
func firstWords(list []domain.Message) string {
	for _, m := range list {
		text := strings.TrimSpace(m.Content.Text)
		if m.Direction != domain.In || m.RevokedAt != nil || text == "" || m.Kind == domain.KindSystem || m.Kind == domain.KindError {
			continue
		}
		if m.Edited != nil && m.Edited.Known {
			text = strings.TrimSpace(m.Edited.Text)
		}
		if r := []rune(text); len(r) > maxWants {
			text = strings.TrimSpace(string(r[:maxWants])) + "…"
		}
		return text
	}
	return ""
}

// hints reports whether a message tells of distress, whatever was said of it
// since: a person's words, what they were changed to or were heard as, and the
// card of ours.
func (d *Desk) hints(m domain.Message) bool {
	c := &m.Content
	if m.Direction == domain.Out {
		return crisis.GivesCard(c.Text, d.pen.Care.Lines)
	}
	texts := []string{c.Text}
	if m.Edited != nil {
		texts = append(texts, m.Edited.Text)
	}
	if m.File != nil && m.File.Transcript != nil {
		texts = append(texts, m.File.Transcript.Text)
	}
	if c.Choice != nil {
		texts = append(texts, c.Choice.Title, c.Choice.Description)
	}
	if c.Form != nil {
		texts = append(texts, c.Form.Response)
	}
	return slices.ContainsFunc(texts, d.hint)
}

// phrases are the words of a dossier in the language of exports.
func (d *Desk) phrases() export.DossierWords {
	if d.pen.Lang == "de" {
		return export.GermanDossier()
	}
	return export.EnglishDossier()
}

func (d *Desk) stageName(p domain.PersonSheet) string {
	stage := p.Facts[domain.FactStage]
	if stage == "" && len(d.pen.People.Stages) > 0 {
		stage = d.pen.People.Stages[0].ID
	}
	return d.valueName(domain.FactStage, stage)
}

func (d *Desk) labelNames(keys []string) []string {
	names := make([]string, 0, len(keys))
	for _, key := range keys {
		name := key
		for _, l := range d.pen.People.Labels {
			if l.Key == key {
				name = l.Name
			}
		}
		names = append(names, name)
	}
	return names
}
