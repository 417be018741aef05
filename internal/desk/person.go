package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"sprechstunde/internal/domain"
)

// Labels are the adviser's labels. Like Stages and Audiences it does no input or
// output.
func (d *Desk) Labels() []domain.Label { return slices.Clone(d.pen.People.Labels) }

// Stages are the steps on the way of a person; a new one stands on the first.
func (d *Desk) Stages() []domain.Stage { return slices.Clone(d.pen.People.Stages) }

// Audiences are offered for a person.
func (d *Desk) Audiences() []string { return slices.Clone(d.pen.People.Audiences) }

// Choices are the values a field can have, nil if any.
func (d *Desk) Choices(f domain.FactField) []string { return slices.Clone(d.pen.People.Choices(f)) }

// Person returns everything kept about the person of a chat. Values that another
// one has taken the place of stand as lines at the end of the notes.
func (d *Desk) Person(ctx context.Context, chatID int64) (domain.PersonSheet, error) {
	p, err := d.store.Person(ctx, chatID)
	if err != nil {
		return p, fmt.Errorf("reading a person: %w", err)
	}
	if p.Terms, err = d.termsOf(ctx, p.Chat.ID); err != nil {
		return p, err
	}
	if p.Restriction, err = d.Restricted(ctx, p.Chat.ID); err != nil {
		return p, err
	}
	if p.Requests, err = d.RequestsOf(ctx, p.Chat.ID); err != nil {
		return p, err
	}
	p.Labels = d.inOrder(p.Labels)
	lines := []string{}
	if notes := p.Facts[domain.FactNotes]; notes != "" {
		lines = append(lines, notes)
	}
	for _, o := range p.Outdone {
		lines = append(lines, d.fieldName(o.Field)+": "+d.valueName(o.Field, o.Value))
	}
	if len(lines) > 0 {
		p.Facts[domain.FactNotes] = strings.Join(lines, "\n")
	}
	return p, nil
}

// inOrder puts labels in the order of the configuration; what it knows no more
// comes last.
func (d *Desk) inOrder(keys []string) []string {
	place := func(key string) int {
		i := slices.IndexFunc(d.pen.People.Labels, func(l domain.Label) bool { return l.Key == key })
		if i < 0 {
			return len(d.pen.People.Labels)
		}
		return i
	}
	slices.SortStableFunc(keys, func(a, b string) int { return place(a) - place(b) })
	return keys
}

func (d *Desk) fieldName(f domain.FactField) string {
	if d.pen.FieldName == nil {
		return string(f)
	}
	return d.pen.FieldName(f)
}

// valueName is a value in words: of a stage its name.
func (d *Desk) valueName(f domain.FactField, value string) string {
	if f == domain.FactStage {
		for _, s := range d.pen.People.Stages {
			if s.ID == value {
				return s.Name
			}
		}
	}
	return value
}

// SetFact keeps something about the person of a chat; "" forgets it.
func (d *Desk) SetFact(ctx context.Context, chatID int64, f domain.FactField, value string) error {
	value = strings.TrimSpace(value)
	if err := d.pen.People.CheckFact(f, value); err != nil {
		return err
	}
	return d.changePerson(chatID, d.store.SetFact(ctx, chatID, f, value))
}

// SetLabel puts a label on a person or takes it off; one that the configuration
// knows no more can only be taken off.
func (d *Desk) SetLabel(ctx context.Context, chatID int64, key string, on bool) error {
	if on && !d.pen.People.HasLabel(key) {
		return domain.Fail(domain.CodeBadFact, key, nil)
	}
	return d.changePerson(chatID, d.store.SetLabel(ctx, chatID, key, on))
}

// SetMuted lets a person wait behind all others, without a sound, or no more.
func (d *Desk) SetMuted(ctx context.Context, chatID int64, on bool) error {
	return d.changePerson(chatID, d.store.SetMuted(ctx, chatID, on))
}

func (d *Desk) changePerson(chatID int64, err error) error {
	if err != nil {
		return fmt.Errorf("changing what is kept about a person: %w", err)
	}
	d.changed(chatID)
	return nil
}

// AddLog keeps a note on a call or a mail; a moment that is not given is now.
func (d *Desk) AddLog(ctx context.Context, chatID int64, e domain.LogEntry) (domain.LogEntry, error) {
	e.Text = strings.TrimSpace(e.Text)
	if err := e.Check(); err != nil {
		return e, err
	}
	e, err := d.store.AddLog(ctx, chatID, e)
	return e, d.changePerson(chatID, err)
}

// RemoveLog takes a note back.
func (d *Desk) RemoveLog(ctx context.Context, id int64) error {
	chatID, err := d.store.RemoveLog(ctx, id)
	return d.changePerson(chatID, err)
}

// Suspects lists chats that may be of the same person.
func (d *Desk) Suspects(ctx context.Context, chatID int64) ([]domain.Suspect, error) {
	return d.store.Suspects(ctx, chatID)
}

// AllSuspects lists pairs of chats that may be of one person.
func (d *Desk) AllSuspects(ctx context.Context, limit int) ([]domain.SuspectPair, error) {
	return d.store.AllSuspects(ctx, limit)
}

// PreviewMerge says what would become of two chats that are made one.
func (d *Desk) PreviewMerge(ctx context.Context, from, into int64) (domain.MergePreview, error) {
	return d.store.PreviewMerge(ctx, from, into)
}

// Merge makes two chats one: they are of the same person. Split undoes it.
func (d *Desk) Merge(ctx context.Context, from, into int64) error {
	if err := d.store.Merge(ctx, from, into); err != nil {
		return fmt.Errorf("merging: %w", err)
	}
	d.wake() // the relay may have to be told of a crisis
	d.changed(from, into)
	return nil
}

// Split gives what came under an alias (a number, a user id, a username) a chat
// of its own and returns it: it is somebody else's.
func (d *Desk) Split(ctx context.Context, chatID int64, alias domain.Alias) (newChat int64, err error) {
	if newChat, err = d.store.Split(ctx, chatID, alias); err != nil {
		return 0, fmt.Errorf("splitting: %w", err)
	}
	d.changed(chatID, newChat)
	return newChat, nil
}

// FindPeople finds persons by pieces of a name, a username or a number.
func (d *Desk) FindPeople(ctx context.Context, typed string, limit int) ([]domain.Chat, error) {
	return d.store.FindPeople(ctx, typed, limit)
}

// AllFacts returns what is kept about everybody, by chat.
func (d *Desk) AllFacts(ctx context.Context) (map[int64]domain.Facts, error) {
	return d.store.AllFacts(ctx)
}
