package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"sprechstunde/internal/check"
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
	v := check.Text(r.Text, check.About{
		Name: p.name, Source: p.source, Said: p.said, Others: folded, Copied: r.Copied,
		First: p.chat.FirstContact, Dialogue: p.dialogue, Me: d.pen.Me, Team: d.pen.Team, Coach: d.pen.Coach,
	})
	v.Lights = append(expired(s, r.Taken.Keys), v.Lights...)
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

// pass stops a reply that has a red light nobody has seen, and one whose
// prepared text would read differently by now. What was changed by hand is
// never filled in anew.
func (d *Desk) pass(ctx context.Context, r domain.Reply, p person) error {
	v, err := d.verdict(ctx, r, p)
	if err != nil {
		return err
	}
	if reds := v.Reds(); !domain.Covers(r.Despite, reds) {
		return domain.Fail(domain.CodeRedLight, "", &domain.Stopped{Reds: reds})
	}
	if len(r.Taken.Keys) == 0 || !reads(r, r.Taken.Text) && !onlyFields(r) {
		return nil
	}
	now, err := d.Refill(ctx, r)
	if err == nil && reads(r, now.Text) || domain.CodeOf(err) == domain.CodeNoAnswer {
		return nil // also when the answer was removed meanwhile: she has read this text
	}
	if err != nil {
		return err
	}
	return domain.Fail(domain.CodeStale, "", nil)
}

// onlyFields reports that a reply is its prepared answers with nothing changed
// but the fields that were to be filled in.
func onlyFields(r domain.Reply) bool {
	if len(r.Taken.Keys) == 0 || r.Rest != "" {
		return false
	}
	values, ok := prepared.Values(r.Taken.Text, r.Text)
	return ok && len(values) > 0
}

// Refill fills the answers of a reply in anew, as of now, and puts what she has
// filled into their fields there again.
func (d *Desk) Refill(ctx context.Context, r domain.Reply) (domain.Filled, error) {
	now, err := d.Fill(ctx, r.ChatID, r.Taken.Keys...)
	if err != nil {
		return now, err
	}
	if values, ok := prepared.Values(r.Taken.Text, r.Text); ok {
		if text, fits := prepared.PutIn(now.Text, values); fits {
			now.Text, now.Open = text, len(prepared.Fields(text))
		}
	}
	return now, nil
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
