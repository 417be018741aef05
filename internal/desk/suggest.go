package desk

import (
	"context"
	"slices"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/suggest"
)

const (
	best  = 3
	found = 100 // rows of the picker

	// closely is the longest break between bubbles that are one question.
	closely = 30 * time.Minute
	// enough is how many characters a question has that stands for itself.
	enough = 12
)

// Suggest returns the answers that fit best what waits in a chat, at most
// three. Nothing is sent by it.
func (d *Desk) Suggest(ctx context.Context, chatID int64) ([]domain.Suggestion, error) {
	s, q, err := d.question(ctx, chatID)
	if err != nil {
		return nil, err
	}
	return s.shelf.Best(q, best), nil
}

// SearchAnswers finds answers by what is typed; "" lists all, those first that
// fit the chat.
func (d *Desk) SearchAnswers(ctx context.Context, chatID int64, typed string) ([]domain.Suggestion, error) {
	s, q, err := d.question(ctx, chatID)
	if err != nil {
		return nil, err
	}
	return s.shelf.Search(q, typed, found), nil
}

func (d *Desk) question(ctx context.Context, chatID int64) (*stock, suggest.Question, error) {
	s, err := d.stocked(ctx)
	if err != nil {
		return nil, suggest.Question{}, err
	}
	p, err := d.know(ctx, chatID)
	if err != nil {
		return nil, suggest.Question{}, err
	}
	if err := unlocked(p.chat); err != nil {
		return nil, suggest.Question{}, err
	}
	q := questionOf(p.thread.Messages, p.chat.FirstContact)
	q.Used = s.sent[p.chat.ID]
	return s, q, nil
}

// questionOf is what a person wants to know: the messages since our last one,
// or before it if there are none since. Bubbles that follow each other closely
// are one question; a later "hallo??" does not replace the question before it.
func questionOf(list []domain.Message, first bool) suggest.Question {
	q := suggest.Question{First: first}
	var asked []domain.Message
	for _, m := range slices.Backward(list) {
		if m.Direction == domain.Out && m.Origin != domain.OriginAuto && len(asked) > 0 {
			break
		}
		if _, tap := m.TapsFor(); m.Direction == domain.In && m.RevokedAt == nil && m.Kind.AsksForAnswer() && !tap {
			asked = append(asked, m)
		}
	}
	length := 0
	for i, m := range asked {
		if i > 0 && asked[i-1].At.Sub(m.At) > closely && length >= enough {
			break
		}
		length += len(m.Wording())
		q.Kinds = append(q.Kinds, m.Kind)
		if m.Wording() != "" {
			q.Texts = append(q.Texts, m.Wording())
		}
	}
	slices.Reverse(q.Texts)
	slices.Reverse(q.Kinds)
	return q
}
