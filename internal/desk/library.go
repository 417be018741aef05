package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/prepared"
	"sprechstunde/internal/suggest"
)

// learnFrom is how many of the newest uses the suggestions learn from.
const learnFrom = 2000

// stock is the prepared answers as of one moment, ready to be looked through.
// It never changes; a newer one takes its place.
type stock struct {
	answers []domain.Answer
	parts   prepared.Parts
	shelf   *suggest.Shelf
	sent    map[int64][]string // keys by chat, newest first
	today   string
}

// library keeps the newest stock. What was sent since then is learned beside
// the work: a suggestion need not know of the answer sent a second ago, and
// must not wait for it.
type library struct {
	mu    sync.Mutex // one loading at a time
	have  atomic.Pointer[stock]
	stale atomic.Bool
	learn chan struct{}
}

// stocked returns the prepared answers, loading them when there is need.
func (d *Desk) stocked(ctx context.Context) (*stock, error) {
	s := d.library.have.Load()
	if s == nil || s.today != d.today() {
		return d.restock(ctx)
	}
	if d.library.stale.CompareAndSwap(true, false) {
		select {
		case d.library.learn <- struct{}{}:
		default:
		}
	}
	return s, nil
}

// learnLoop loads the answers anew when something was sent that was made of
// them. Without it, as in line mode, the next start learns.
func (d *Desk) learnLoop(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-d.library.learn:
		}
		if _, err := d.restock(ctx); err != nil && ctx.Err() == nil {
			d.log.Warn("learning from what was sent", "error", err)
		}
	}
}

// restock loads everything anew. The first time ever it puts the starter set
// in.
func (d *Desk) restock(ctx context.Context) (*stock, error) {
	d.library.mu.Lock()
	defer d.library.mu.Unlock()
	answers, err := d.seeded(ctx)
	if err != nil {
		return nil, err
	}
	uses, err := d.store.Uses(ctx, learnFrom)
	if err != nil {
		return nil, fmt.Errorf("reading what was answered with them: %w", err)
	}
	s := &stock{answers: answers, parts: partsOf(answers), sent: map[int64][]string{}, today: d.today()}
	for _, u := range uses {
		s.sent[u.ChatID] = append(s.sent[u.ChatID], u.Key)
	}
	s.shelf = suggest.New(answers, uses, s.today)
	d.library.have.Store(s)
	return s, nil
}

// seeded reads the answers; where there are none it tries the starter set, which
// the store takes once.
func (d *Desk) seeded(ctx context.Context) ([]domain.Answer, error) {
	answers, err := d.store.Answers(ctx)
	if err == nil && len(answers) == 0 && d.pen.Starter != nil {
		if err := d.store.Seed(ctx, d.pen.Starter()); err != nil {
			return nil, fmt.Errorf("putting in the starter set: %w", err)
		}
		answers, err = d.store.Answers(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("reading prepared answers: %w", err)
	}
	return answers, nil
}

func partsOf(answers []domain.Answer) prepared.Parts {
	var p prepared.Parts
	for i := range answers {
		switch a := &answers[i]; a.Block {
		case domain.BlockIntro:
			p.Intro = a
		case domain.BlockHello:
			p.Hello = a
		case domain.BlockClosing:
			p.Closing = a
		case domain.BlockAnswer:
		}
	}
	return p
}

// find returns the answers of these keys, in their order.
func (s *stock) find(keys []string) ([]domain.Answer, error) {
	list := make([]domain.Answer, 0, len(keys))
	for _, key := range keys {
		a, ok := s.answer(key)
		if !ok {
			return nil, domain.Fail(domain.CodeNoAnswer, key, nil)
		}
		list = append(list, a)
	}
	return list, nil
}

func (s *stock) answer(key string) (domain.Answer, bool) {
	for _, a := range s.answers {
		if a.Key == key {
			return a, true
		}
	}
	return domain.Answer{}, false
}

// Answers returns all prepared answers, by topic, audience and title.
func (d *Desk) Answers(ctx context.Context) ([]domain.Answer, error) {
	s, err := d.restock(ctx)
	if err != nil {
		return nil, err
	}
	return s.answers, nil
}

// Answer returns one prepared answer; no_answer if there is none of that key.
func (d *Desk) Answer(ctx context.Context, key string) (domain.Answer, error) {
	s, err := d.stocked(ctx)
	if err != nil {
		return domain.Answer{}, err
	}
	list, err := s.find([]string{key})
	if err != nil {
		return domain.Answer{}, err
	}
	return list[0], nil
}

// PutAnswer keeps one answer, new if it has no id. What everybody writes without
// a second thought (a day as 24.12.2026, www. without https, no key) is put right.
// A mistake in it changes nothing; the error then has code answer and holds
// domain.Mistakes.
func (d *Desk) PutAnswer(ctx context.Context, a domain.Answer) error {
	a = tidied(a)
	if a.ID == 0 {
		if s, err := d.stocked(ctx); err != nil {
			return err
		} else if _, taken := s.answer(a.Key); taken {
			return domain.Fail(domain.CodeAnswer, "", domain.Mistakes{{Key: a.Key, Field: "key", Kind: domain.MistakeTwice, Detail: a.Key}})
		}
	}
	return d.PutAnswers(ctx, []domain.Answer{a}, nil)
}

func tidied(a domain.Answer) domain.Answer {
	if a.Key == "" {
		a.Key = prepared.KeyFrom(a.Title)
	}
	if strings.HasPrefix(a.Link, "www.") {
		a.Link = "https://" + a.Link
	}
	for _, day := range []*string{&a.LinkChecked, &a.ValidUntil} {
		if t, err := time.Parse("2.1.2006", strings.TrimSpace(*day)); err == nil {
			*day = t.Format(domain.DateForm)
		}
	}
	return a
}

// PutAnswers keeps and removes answers in one step, as an import does. An
// answer without an id takes the place of the one that has its key.
func (d *Desk) PutAnswers(ctx context.Context, put []domain.Answer, remove []string) error {
	if err := mistakes(d.wrongIn(put)); err != nil {
		return err
	}
	if err := d.store.PutAnswers(ctx, put, remove); err != nil {
		return fmt.Errorf("keeping prepared answers: %w", err)
	}
	_, err := d.restock(ctx)
	return err
}

// wrongIn is what nobody needs to look at other answers for.
func (d *Desk) wrongIn(put []domain.Answer) []domain.Mistake {
	return append(prepared.CheckAll(put), prepared.CheckLinks(put, d.hasLink)...)
}

// CheckAnswers says what PutAnswers would refuse, and changes nothing.
func (d *Desk) CheckAnswers(ctx context.Context, put []domain.Answer, remove []string) error {
	have, err := d.Answers(ctx)
	if err != nil {
		return err
	}
	wrong := d.wrongIn(put)
	for _, old := range have {
		stays := !slices.Contains(remove, old.Key) && !slices.ContainsFunc(put, func(a domain.Answer) bool { return a.Key == old.Key })
		for _, a := range put {
			if stays && a.Block != domain.BlockAnswer && a.Block == old.Block {
				wrong = append(wrong, domain.Mistake{Key: a.Key, Field: "block", Kind: domain.MistakeTwice, Detail: string(a.Block)})
			}
		}
	}
	return mistakes(wrong)
}

// RemoveAnswer removes one answer; no_answer if there is none of that key.
func (d *Desk) RemoveAnswer(ctx context.Context, key string) error {
	return d.PutAnswers(ctx, nil, []string{key})
}

// WriteAnswer turns one answer into text for an editor.
func (d *Desk) WriteAnswer(a domain.Answer) string {
	return string(prepared.WriteYAML([]domain.Answer{a}))
}

// ReadAnswer reads what came back from the editor. The error is one of code
// answer with the lines of the text.
func (d *Desk) ReadAnswer(text string) (domain.Answer, error) {
	list, wrong := prepared.ReadYAML([]byte(text))
	if len(wrong) == 0 && len(list) != 1 {
		wrong = []domain.Mistake{{Kind: domain.MistakeRequired, Field: "key", Line: 1, Column: 1}}
	}
	if len(wrong) > 0 {
		return domain.Answer{}, domain.Fail(domain.CodeAnswer, "", domain.Mistakes(wrong))
	}
	return list[0], nil
}
