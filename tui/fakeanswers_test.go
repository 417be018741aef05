package tui_test

import (
	"context"

	"sprechstunde/internal/domain"
)

func (d *fakeDesk) Suggest(context.Context, int64) ([]domain.Suggestion, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return nil, d.enter("suggest")
}

func (d *fakeDesk) SearchAnswers(context.Context, int64, string) ([]domain.Suggestion, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return nil, d.enter("search answers")
}

func (d *fakeDesk) Fill(_ context.Context, _ int64, keys ...string) (domain.Filled, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return domain.Filled{Taken: domain.Taken{Keys: keys}}, d.enter("fill")
}

func (d *fakeDesk) Insert(ctx context.Context, chatID int64, key string) (domain.Filled, error) {
	return d.Fill(ctx, chatID, key)
}

func (d *fakeDesk) Check(context.Context, domain.Reply) (domain.Verdict, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return domain.Verdict{}, d.enter("check")
}

func (d *fakeDesk) AnswerFrom(_ context.Context, _ int64, text string) (domain.Answer, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return domain.Answer{Body: text}, d.enter("answer from")
}

func (d *fakeDesk) PutAnswer(context.Context, domain.Answer) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.enter("put answer")
}

func (d *fakeDesk) RemoveAnswer(context.Context, string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.enter("remove answer")
}

func (d *fakeDesk) WriteAnswer(a domain.Answer) string { return a.Body }

func (d *fakeDesk) ReadAnswer(text string) (domain.Answer, error) {
	return domain.Answer{Body: text}, nil
}
