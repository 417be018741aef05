package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sprechstunde/internal/check"
	"sprechstunde/internal/crisis"
	"sprechstunde/internal/dates"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/prepared"
	"sprechstunde/internal/words"
)

// Check says what all rules think of a reply. It changes nothing.
func (d *Desk) Check(ctx context.Context, r domain.Reply) (domain.Verdict, error) {
	p, err := d.know(ctx, r.ChatID)
	if err != nil {
		return domain.Verdict{}, err
	}
	return d.verdict(ctx, r, p)
}

func (d *Desk) verdict(ctx context.Context, r domain.Reply, p person) (domain.Verdict, error) {
	s, err := d.stocked(ctx)
	if err != nil {
		return domain.Verdict{}, err
	}
	others, err := d.store.OtherNames(ctx, p.chat.ID, check.Candidates(r.Text))
	if err != nil {
		return domain.Verdict{}, fmt.Errorf("looking whose names stand in a reply: %w", err)
	}
	folded := make(map[string]bool, len(others))
	for name, theirs := range others {
		folded[words.Fold(name)] = theirs
	}
	resting, err := d.restrictedLight(ctx, p.chat.ID)
	if err != nil {
		return domain.Verdict{}, err
	}
	if strings.TrimSpace(r.Text) == "" {
		return domain.Verdict{Lights: append(resting, expired(s, r.Taken.Keys)...)}, nil // a file or a place says nothing wrong
	}
	v := check.Text(r.Text, check.About{
		Name: p.name, Source: p.source, Said: p.said, Others: folded, Copied: r.Copied,
		First: p.chat.FirstContact, Dialogue: p.dialogue, Me: d.pen.Me, Team: d.pen.Team, Coach: d.pen.Coach,
		Files: len(r.Files) > 0,
	})
	if crisis.GivesCard(r.Text, d.pen.Care.Lines) { // how it reads is no matter now
		v.Lights = slices.DeleteFunc(v.Lights, func(l domain.Light) bool { return l.Level == domain.Amber })
	}
	over := append(d.expiredLinks(r.Text, s.today), d.overtaken(ctx, r, p)...)
	v.Lights = append(append(append(resting, expired(s, r.Taken.Keys)...), over...), v.Lights...)
	return v, nil
}

// expired are red lights for answers whose last day is over.
func expired(s *stock, keys []string) []domain.Light {
	var lights []domain.Light
	for _, key := range keys {
		if a, ok := s.answer(key); ok && a.Expired(s.today) {
			lights = append(lights, domain.Light{Rule: domain.RuleExpired, Level: domain.Red, Words: a.Title})
		}
	}
	return lights
}

// overtaken are red lights for days in words of her own, which nobody fills in
// anew: those of a draft that has lain over night, and those that were filled in
// before she changed a prepared text by hand.
func (d *Desk) overtaken(ctx context.Context, r domain.Reply, p person) []domain.Light {
	if r.Taken.Text != "" && (reads(r, r.Taken.Text) || len(filledIn(r)) > 0) {
		return nil
	}
	over := d.filledBefore(ctx, r, p)
	if draft := p.thread.Draft; strings.Contains(draft.Text, strings.TrimSpace(r.Text)) {
		over = append(over, d.outdated(r.Text, draft.At)...)
	}
	var lights []domain.Light
	for _, day := range over {
		light := domain.Light{Rule: domain.RuleExpired, Level: domain.Red, Words: r.Text[day.Start:day.End]}
		if !slices.Contains(lights, light) {
			lights = append(lights, light)
		}
	}
	return lights
}

// filledBefore are the days of a text that its prepared words once named and would
// not name any more.
func (d *Desk) filledBefore(ctx context.Context, r domain.Reply, p person) []dates.Named {
	if r.Taken.Text == "" {
		return nil
	}
	anew, err := d.fill(ctx, p, r.Taken.Keys)
	if err != nil {
		return nil // an answer is gone: she has read this text
	}
	now := d.clock().In(d.zone())
	was, is := dates.In(r.Taken.Text, now), dates.In(anew.Text, now)
	return slices.DeleteFunc(dates.In(r.Text, now), func(day dates.Named) bool {
		same := func(other dates.Named) bool { return other.Day.Equal(day.Day) }
		return !slices.ContainsFunc(was, same) || slices.ContainsFunc(is, same)
	})
}

// pass stops a reply that has a red light nobody has seen, and one whose
// prepared text would read differently by now. What was changed by hand is
// never filled in anew. It tells whether nothing but open fields was changed.
func (d *Desk) pass(ctx context.Context, r domain.Reply, p person) (fieldsOnly bool, err error) {
	v, err := d.verdict(ctx, r, p)
	if err != nil {
		return false, err
	}
	if reds := v.Reds(); !domain.Covers(r.Despite, reds) {
		return false, domain.Fail(domain.CodeRedLight, "", &domain.Stopped{Reds: reds})
	}
	if len(r.Taken.Keys) == 0 {
		return false, nil
	}
	values := filledIn(r)
	fieldsOnly = len(values) > 0 && r.Rest == ""
	if len(values) == 0 && !reads(r, r.Taken.Text) {
		return false, nil
	}
	now, err := d.fill(ctx, p, r.Taken.Keys)
	switch {
	case domain.CodeOf(err) == domain.CodeNoAnswer:
		return fieldsOnly, nil // the answer was removed meanwhile: she has read this text
	case err != nil:
		return fieldsOnly, err
	case !reads(r, withValues(now, r.Taken.Text, values).Text):
		return fieldsOnly, domain.Fail(domain.CodeStale, "", nil)
	}
	return fieldsOnly, nil
}

// filledIn are the values that she has put into the fields of the answers of a
// reply; none if she has changed something else as well. Where a text was split,
// some white space is gone.
func filledIn(r domain.Reply) []string {
	texts := []string{r.Text}
	if r.Rest != "" {
		texts = []string{r.Text + r.Rest, r.Text + " " + r.Rest, r.Text + "\n" + r.Rest, r.Text + "\n\n" + r.Rest}
	}
	for _, text := range texts {
		if values, filled := prepared.Values(r.Taken.Text, text); filled {
			return values
		}
	}
	return nil
}

// Refill fills the answers of a reply in anew, as of now, and puts what she has
// filled into their fields there again.
func (d *Desk) Refill(ctx context.Context, r domain.Reply) (domain.Filled, error) {
	now, err := d.Fill(ctx, r.ChatID, r.Taken.Keys...)
	if err != nil {
		return now, err
	}
	return withValues(now, r.Taken.Text, filledIn(r)), nil
}

// withValues puts the values for the open fields of a text into those of another
// one, if it asks for the same: an answer may have been changed meanwhile.
func withValues(f domain.Filled, of string, values []string) domain.Filled {
	alike := slices.EqualFunc(domain.Fields(of), domain.Fields(f.Text), func(a, b domain.Field) bool { return a.Label == b.Label })
	if text, fits := prepared.PutIn(f.Text, values); fits && alike && len(values) > 0 {
		f.Text, f.Open = text, len(domain.Fields(text))
	}
	return f
}

// reads reports whether a reply, with what is left of it, is this text.
func reads(r domain.Reply, text string) bool {
	if r.Rest == "" {
		return same(r.Text, text)
	}
	return domain.Taken{Text: text}.SplitInto(r.Text, r.Rest)
}

// same compares texts without what the composer may have changed at the ends.
func same(a, b string) bool { return strings.TrimSpace(a) == strings.TrimSpace(b) }

// StoppedBy returns the red lights of an error of Send or Prepare, nil if it is
// another error.
func StoppedBy(err error) []domain.Light {
	var s *domain.Stopped
	if errors.As(err, &s) {
		return s.Reds
	}
	return nil
}
