package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"sprechstunde/internal/domain"
)

// factAnswers says that answers were stored here once, so that an adviser who
// has removed all of them does not get the starter set again.
const factAnswers = "answers"

const answerColumns = `a.id, a.key, a.title, a.block, a.topic, a.audience, a.body, a.link, a.link_checked, a.next_step,
	a.valid_until, a.files, a.asked`

// Answers returns all prepared answers with their use, by topic, audience,
// title and key as a German reader expects them: case and accents do not matter.
func (s *Store) Answers(ctx context.Context) ([]domain.Answer, error) {
	list, err := all(ctx, s.db.Read(), scanAnswer, `SELECT `+answerColumns+`, ifnull(u.uses, 0) - ifnull(x.uses, 0),
			ifnull(u.followed, 0) - ifnull(x.followed, 0), u.last
		FROM answer a LEFT JOIN (SELECT key, count(*) AS uses, sum(followed) AS followed, max(at) AS last
			FROM answer_use INDEXED BY answer_use_key GROUP BY key) u ON u.key = a.key
		LEFT JOIN (SELECT key, count(*) AS uses, sum(followed) AS followed
			FROM answer_use INDEXED BY answer_use_chat WHERE chat_id IN `+leftOut+` GROUP BY key) x ON x.key = a.key`)
	if err != nil {
		return nil, fmt.Errorf("reading answers: %w", err)
	}
	slices.SortFunc(list, func(a, b sortedAnswer) int { return slices.Compare(a.order[:], b.order[:]) })
	out := make([]domain.Answer, len(list))
	for i, a := range list {
		out[i] = a.Answer
	}
	return out, nil
}

// sortedAnswer is an answer with what it is sorted by.
type sortedAnswer struct {
	domain.Answer
	order [4]string
}

func scanAnswer(rows *sql.Rows, a *sortedAnswer) error {
	var files, asked string
	var last *int64
	err := rows.Scan(&a.ID, &a.Key, &a.Title, &a.Block, &a.Topic, &a.Audience, &a.Body, &a.Link, &a.LinkChecked, &a.NextStep,
		&a.ValidUntil, &files, &asked, &a.Uses, &a.Followed, &last)
	if err != nil {
		return err
	}
	a.LastUsed = fromNullMS(last)
	a.order = [4]string{foldCase(a.Topic), foldCase(a.Audience), foldCase(a.Title), a.Key}
	return errors.Join(fromJSON(files, &a.Files), fromJSON(asked, &a.Asked))
}

// PutAnswers writes and removes answers in one transaction. An answer with an
// id changes that one, and what was counted under its old key follows the new
// one; an answer without takes the place of the one that has its key, or is
// new. Keys to be removed are looked up first, so that a removed answer may
// come anew.
//
// It is refused with no_answer if an id or a key to be removed is not there,
// and with answer, whose chain holds domain.Mistakes, if two answers would have
// the same key or the same block.
func (s *Store) PutAnswers(ctx context.Context, put []domain.Answer, remove []string) error {
	_, err := s.write(ctx, "writing answers", func(w *work) error { return w.putAnswers(put, remove) })
	return err
}

// Seed stores the starter set if no answer was ever stored here.
func (s *Store) Seed(ctx context.Context, starter []domain.Answer) error {
	seeded, err := hasFact(ctx, s.db.Read(), factAnswers)
	if err != nil || seeded {
		return wrap("looking for answers", err)
	}
	_, err = s.write(ctx, "storing the first answers", func(w *work) error {
		seeded, err := hasFact(w.ctx, w.tx, factAnswers) // another process may have been quicker
		if err != nil || seeded {
			return err
		}
		return w.putAnswers(starter, nil)
	})
	return err
}

func hasFact(ctx context.Context, q querier, name string) (bool, error) {
	return found(q.QueryRowContext(ctx, `SELECT 1 FROM fact WHERE name = ?`, name).Scan(new(int)))
}

func (w *work) putAnswers(put []domain.Answer, remove []string) error {
	plan, err := w.planAnswers(put, remove)
	if err != nil {
		return err
	}
	for _, step := range []func() error{plan.remove, plan.free, plan.write} {
		if err := step(); err != nil {
			return err
		}
	}
	if len(put) == 0 {
		return nil
	}
	_, err = w.exec(`INSERT INTO fact (name, at) VALUES (?, ?) ON CONFLICT DO NOTHING`, factAnswers, toMS(w.tx.Now))
	return wrap("noting that there are answers", err)
}

// kept is what of a stored answer must be the only one of its kind.
type kept struct {
	id         int64
	key, block string
}

// answerPlan is a checked change of the answers. Its steps first free all keys
// and blocks it changes, so that two answers can swap theirs.
type answerPlan struct {
	w    *work
	gone []kept
	put  []domain.Answer // with the id of the one each changes, 0 for a new one
	was  map[int64]kept  // before the change, by id
}

func (w *work) planAnswers(put []domain.Answer, remove []string) (answerPlan, error) {
	p := answerPlan{w: w, put: slices.Clone(put), was: map[int64]kept{}}
	list, err := all(w.ctx, w.tx, func(rows *sql.Rows, k *kept) error { return rows.Scan(&k.id, &k.key, &k.block) },
		`SELECT id, key, block FROM answer ORDER BY id`)
	if err != nil {
		return p, fmt.Errorf("reading the keys of answers: %w", err)
	}
	byKey := map[string]int64{}
	for _, k := range list {
		p.was[k.id] = k
		byKey[k.key] = k.id
	}
	for _, key := range remove {
		id, ok := byKey[key]
		if !ok {
			return p, domain.Fail(domain.CodeNoAnswer, key, nil)
		}
		if k, ok := p.was[id]; ok { // named once, not twice
			p.gone = append(p.gone, k)
			delete(p.was, id)
		}
	}
	if err := p.resolve(byKey); err != nil {
		return p, err
	}
	return p, p.check()
}

// resolve finds out which stored answer each of the new ones changes.
func (p *answerPlan) resolve(byKey map[string]int64) error {
	changed := map[int64]bool{}
	for _, a := range p.put {
		if _, ok := p.was[a.ID]; !ok && a.ID != 0 {
			return domain.Fail(domain.CodeNoAnswer, a.Key, nil)
		}
		changed[a.ID] = true
	}
	for i, a := range p.put {
		id := byKey[a.Key]
		if _, ok := p.was[id]; ok && a.ID == 0 && !changed[id] {
			p.put[i].ID = id
		}
	}
	return nil
}

// check looks for keys and blocks that two answers would have afterwards.
func (p *answerPlan) check() error {
	keys, blocks, ids := map[string]bool{}, map[domain.Block]bool{}, map[int64]bool{}
	for _, a := range p.put {
		ids[a.ID] = true
	}
	for id, k := range p.was {
		if !ids[id] {
			keys[k.key], blocks[domain.Block(k.block)] = true, true
		}
	}
	var wrong domain.Mistakes
	clear(ids)
	for _, a := range p.put {
		if keys[a.Key] || ids[a.ID] && a.ID != 0 {
			wrong = append(wrong, domain.Mistake{Key: a.Key, Field: "key", Kind: domain.MistakeTwice, Detail: a.Key})
		}
		if a.Block != domain.BlockAnswer && blocks[a.Block] {
			wrong = append(wrong, domain.Mistake{Key: a.Key, Field: "block", Kind: domain.MistakeTwice, Detail: string(a.Block)})
		}
		keys[a.Key], blocks[a.Block], ids[a.ID] = true, true, true
	}
	if len(wrong) > 0 {
		return domain.Fail(domain.CodeAnswer, "", wrong)
	}
	return nil
}

func (p *answerPlan) remove() error {
	for _, k := range p.gone {
		if _, err := p.w.exec(`DELETE FROM answer WHERE id = ?`, k.id); err != nil {
			return fmt.Errorf("removing answer %d: %w", k.id, err)
		}
	}
	return nil
}

// inBetween is a key that nobody can have.
func inBetween(id int64) string { return "\x01" + strconv.FormatInt(id, 10) }

func (p *answerPlan) free() error {
	for _, a := range p.put {
		was, ok := p.was[a.ID]
		if !ok || was.key == a.Key && was.block == string(a.Block) {
			continue
		}
		if _, err := p.w.exec(`UPDATE answer SET key = ?, block = '' WHERE id = ?`, inBetween(a.ID), a.ID); err != nil {
			return fmt.Errorf("freeing the key of answer %d: %w", a.ID, err)
		}
		if err := p.w.moveUses(was.key, inBetween(a.ID)); err != nil {
			return err
		}
	}
	return nil
}

func (p *answerPlan) write() error {
	for _, a := range p.put {
		if err := p.w.writeAnswer(a); err != nil {
			return err
		}
		if err := p.w.moveUses(inBetween(a.ID), a.Key); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) writeAnswer(a domain.Answer) error {
	files, err := toJSON(a.Files)
	if err != nil {
		return err
	}
	asked, err := toJSON(a.Asked)
	if err != nil {
		return err
	}
	var id any // NULL lets SQLite count on
	if a.ID != 0 {
		id = a.ID
	}
	_, err = w.exec(`INSERT INTO answer (id, key, title, block, topic, audience, body, link, link_checked, next_step, valid_until,
			files, asked) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET key = excluded.key, title = excluded.title, block = excluded.block,
			topic = excluded.topic, audience = excluded.audience, body = excluded.body, link = excluded.link,
			link_checked = excluded.link_checked, next_step = excluded.next_step, valid_until = excluded.valid_until,
			files = excluded.files, asked = excluded.asked`,
		id, a.Key, a.Title, string(a.Block), a.Topic, a.Audience, a.Body, a.Link, a.LinkChecked, a.NextStep, a.ValidUntil,
		files, asked)
	if err != nil {
		return fmt.Errorf("writing an answer: %w", err)
	}
	return nil
}

// moveUses counts what was counted under one key under another. A send that
// was made from both is counted once then.
func (w *work) moveUses(from, to string) error {
	if _, err := w.exec(`UPDATE OR REPLACE answer_use SET key = ? WHERE key = ?`, to, from); err != nil {
		return fmt.Errorf("moving the uses of an answer: %w", err)
	}
	return nil
}
