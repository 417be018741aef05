package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/words"
)

const (
	// The index knows beginnings of this many letters by themselves; shorter ones
	// count as whole words, longer ones are looked up among the words there are.
	indexedBeginning = 3
	// How many words a beginning is replaced by. Reading the newest hits of each
	// word is fast, while for a beginning the engine first gathers all of them.
	manyWords = 400
	// … and the last word of a phrase: each costs reading all the words before it.
	manyEndings = 16
	// How many chats a name may stand for and still be looked up in the index;
	// of more than these, the hits are sifted.
	manyChats = 64
	// How many persons of a name are looked at, and how many are shown.
	manyPeople, shownPeople = 500, 5
)

// Search finds messages and people, the newest limit hits first. A search that
// is not wanted any more ends with ctx.
func (s *Store) Search(ctx context.Context, what domain.Search, limit int) (domain.Found, error) {
	found := domain.Found{Search: what}
	tx, err := s.db.Read().BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return found, fmt.Errorf("searching: %w", err)
	}
	defer tx.Rollback()
	f := finder{ctx: ctx, q: tx, what: what, limit: limit}
	if err := f.find(&found); err != nil {
		return found, fmt.Errorf("searching: %w", err)
	}
	return found, nil
}

// finder is one search. It lives no longer than its transaction.
type finder struct {
	ctx   context.Context
	q     querier
	what  domain.Search
	limit int
}

func (f *finder) find(found *domain.Found) (err error) {
	if found.Missing, err = indexMissing(f.ctx, f.q); err != nil {
		return err
	}
	terms := termsOf(f.what.Words)
	if len(terms) == 0 && (f.what.Empty() || len(f.what.Words) > 0) {
		return nil // nothing but signs was typed
	}
	if len(f.what.From)+len(f.what.To) == 0 && !f.what.Files {
		if found.People, err = f.people(terms); err != nil {
			return err
		}
	}
	where, ok, err := f.where(terms)
	if err != nil || !ok {
		return err
	}
	if found.Hits, err = f.hits(where); err != nil {
		return err
	}
	if f.limit > 0 && len(found.Hits) > f.limit {
		found.Hits, found.More = found.Hits[:f.limit], true
	}
	for i := range found.Hits {
		found.Hits[i].Marks = marks(found.Hits[i].Words, terms)
	}
	return nil
}

// term is one word or phrase of a search, folded.
type term struct {
	words []string
	begin bool // the last one may be a beginning
}

func termsOf(list []domain.SearchWord) []term {
	var out []term
	for _, w := range list {
		t := term{begin: !w.Whole}
		for _, token := range words.Tokens(w.Text) {
			t.words = append(t.words, token.Folded)
		}
		if len(t.words) > 0 {
			out = append(out, t)
		}
	}
	return out
}

func (t term) last() string { return t.words[len(t.words)-1] }

// with is the term as the index wants it, with another last word.
func (t term) with(last string) string {
	return quote(strings.Join(append(t.words[:len(t.words)-1:len(t.words)-1], last), " "))
}

func quote(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// condition is what hits have to meet.
type condition struct {
	match string // "" for all
	sift  string // SQL behind AND, with its arguments
	args  []any
}

// where puts the conditions together; ok is false if nothing can meet them.
func (f *finder) where(terms []term) (c condition, ok bool, err error) {
	var parts []string
	for _, t := range terms {
		part, err := f.matchOf(t)
		if err != nil || part == "" {
			return c, false, err
		}
		parts = append(parts, part)
	}
	if f.what.Files {
		parts = append(parts, quote(fileWord))
	}
	if parts, ok, err = f.marked(&c, parts); err != nil || !ok {
		return c, false, err
	}
	for _, p := range f.parties() {
		chats, err := f.chatsOf(p.name)
		switch {
		case err != nil || len(chats) == 0:
			return c, false, err
		case len(chats) <= manyChats:
			parts = append(parts, anyOf(chats, p.wrote))
		default:
			list, err := json.Marshal(chats)
			if err != nil {
				return c, false, err
			}
			c.sift += ` AND m.direction = ? AND m.chat_id IN (SELECT value FROM json_each(?))`
			c.args = append(c.args, string(p.wrote), string(list))
		}
	}
	c.match = strings.Join(parts, " AND ")
	return c, true, nil
}

// matchOf is the expression for a term, "" if there is no such word.
func (f *finder) matchOf(t term) (string, error) {
	letters := utf8.RuneCountInString(t.last())
	if !t.begin || letters < indexedBeginning {
		return t.with(t.last()), nil
	}
	if letters == indexedBeginning {
		return t.with(t.last()) + " *", nil
	}
	list, err := f.wordsFrom(t.last())
	if err != nil || len(list) == 0 {
		return "", err
	}
	if len(list) > manyWords || len(t.words) > 1 && len(list) > manyEndings {
		return t.with(t.last()) + " *", nil
	}
	for i := range list {
		list[i] = t.with(list[i])
	}
	return "(" + strings.Join(list, " OR ") + ")", nil
}

// wordsFrom lists the words in the index that begin like this, at most one more
// than manyWords. It leaps from word to word: reading what the index knows about
// each would cost as much as reading all that are meant.
func (f *finder) wordsFrom(begin string) ([]string, error) {
	list, err := all(f.ctx, f.q, one[string], `WITH RECURSIVE w (term) AS (
			SELECT (SELECT term FROM search_word WHERE term >= ?1 AND term < ?2 LIMIT 1)
			UNION ALL
			SELECT (SELECT term FROM search_word WHERE term >= w.term || char(1) AND term < ?2 LIMIT 1) FROM w WHERE w.term IS NOT NULL)
		SELECT term FROM w WHERE term IS NOT NULL LIMIT ?3`, begin, begin+string(utf8.MaxRune), manyWords+1)
	return list, wrap("looking up words", err)
}

// party is one side of the messages that are looked for.
type party struct {
	name  string
	wrote domain.Direction
}

func (f *finder) parties() []party {
	var out []party
	for _, name := range f.what.From {
		out = append(out, party{name, domain.In})
	}
	for _, name := range f.what.To {
		out = append(out, party{name, domain.Out})
	}
	return out
}

func (f *finder) chatsOf(name string) ([]int64, error) {
	match := namesLike(termsOf([]domain.SearchWord{{Text: name}}))
	if match == "" {
		return nil, nil
	}
	list, err := all(f.ctx, f.q, one[int64], `SELECT rowid FROM search_name WHERE search_name MATCH ?`, match)
	return list, wrap("looking up names", err)
}

// namesLike is the expression for names in which all these words occur; each
// may be a beginning.
func namesLike(terms []term) string {
	var parts []string
	for _, t := range terms {
		for i, w := range t.words {
			part := quote(w)
			if t.begin || i < len(t.words)-1 {
				part += " *"
			}
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " AND ")
}

func anyOf(chats []int64, wrote domain.Direction) string {
	list := make([]string, len(chats))
	for i, id := range chats {
		list[i] = quote(chatWord(wrote, id))
	}
	return "(" + strings.Join(list, " OR ") + ")"
}

// hits reads the newest hits, one more than wanted.
func (f *finder) hits(c condition) ([]domain.Hit, error) {
	from, to := int64(0), int64(1)<<62
	if t := f.what.Since; !t.IsZero() {
		from = rowOf(ceilSec(t), 0)
	}
	if t := f.what.Before; !t.IsZero() {
		to = rowOf(ceilSec(t), 0)
	}
	query, args := `SELECT `+messageColumns+`, `+chatColumns+` FROM search s CROSS JOIN message m ON m.id = s.rowid & ?
		JOIN chat k ON k.id = m.chat_id JOIN contact c ON c.id = k.id WHERE s.rowid >= ? AND s.rowid < ?`, []any{int64(1)<<idBits - 1, from, to}
	if c.match != "" {
		query, args = query+` AND search MATCH ?`, append(args, c.match)
	}
	query, args = query+c.sift+` ORDER BY s.rowid DESC`, append(args, c.args...)
	if f.limit > 0 {
		query, args = query+` LIMIT ?`, append(args, f.limit+1)
	}
	list, err := all(f.ctx, f.q, scanHit, query, args...)
	return list, wrap("reading hits", err)
}

// ceilSec is the first whole second that is not before t.
func ceilSec(t time.Time) int64 {
	sec := t.Unix()
	if t.Nanosecond() > 0 {
		sec++
	}
	return sec
}

func scanHit(rows *sql.Rows, h *domain.Hit) error {
	var s stored
	err := scanChat(func(dest ...any) error { return rows.Scan(append(s.fields(), dest...)...) }, &h.Chat)
	if err != nil {
		return err
	}
	if h.Message, err = s.message(); err != nil {
		return err
	}
	h.Words = h.Message.Words()
	return nil
}

// marks are the places where terms stand in a text.
func marks(text string, terms []term) [][2]int {
	tokens := words.Tokens(text)
	var out [][2]int
	for i := range tokens {
		for _, t := range terms {
			if t.standsAt(tokens[i:]) {
				last := tokens[i+len(t.words)-1]
				out = append(out, [2]int{tokens[i].Start, last.End})
			}
		}
	}
	return merged(out)
}

func (t term) standsAt(tokens []words.Token) bool {
	if len(tokens) < len(t.words) {
		return false
	}
	for i, w := range t.words {
		open := i == len(t.words)-1 && t.begin && utf8.RuneCountInString(w) >= indexedBeginning
		if have := tokens[i].Folded; have != w && (!open || !strings.HasPrefix(have, w)) {
			return false
		}
	}
	return true
}

// merged makes one of marks that overlap; they are sorted by where they begin.
func merged(list [][2]int) [][2]int {
	slices.SortFunc(list, func(a, b [2]int) int { return a[0] - b[0] })
	var out [][2]int
	for _, m := range list {
		if n := len(out); n > 0 && m[0] < out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], m[1])
			continue
		}
		out = append(out, m)
	}
	return out
}
