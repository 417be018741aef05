package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/words"
	"sprechstunde/store"
)

// asked is how many different searches of each kind are made, each once: a word
// that was just looked up is quick in any program.
const asked = 300

// found are the times of searches in milliseconds, by what was looked for.
type found struct {
	words, phrases, beginnings []float64
	shell                      []float64 // the same words in an ordinary table of the sqlite3 shell
	spellings, differ          int       // words with an umlaut that were looked up both ways; with other hits
}

// search looks up words that occur, in the store itself: no terminal, no keys.
func (b *bench) search(ctx context.Context, s *size) error {
	file := filepath.Join(s.home, "desk.db")
	texts, err := sample(ctx, file)
	if err != nil {
		return err
	}
	desk, err := store.Open(ctx, store.Options{Path: file, Clock: b.clock})
	if err != nil {
		return fmt.Errorf("opening the desk's store: %w", err)
	}
	defer desk.Close()
	q := questionsFrom(texts)
	for _, kind := range []struct {
		typed []string
		times *[]float64
	}{{q.words, &s.find.words}, {q.phrases, &s.find.phrases}, {q.beginnings, &s.find.beginnings}} {
		for _, typed := range kind.typed {
			begin := b.clock()
			got, err := desk.Search(ctx, domain.ParseSearch(typed, begin), 50)
			if err != nil || len(got.Hits) == 0 {
				return errors.Join(fmt.Errorf("%d hits for %q", len(got.Hits), typed), err)
			}
			*kind.times = append(*kind.times, float64(b.clock().Sub(begin))/float64(time.Millisecond))
		}
	}
	if err := spellings(ctx, desk, texts, &s.find); err != nil {
		return err
	}
	return b.askShell(ctx, s, q.words)
}

// sample reads texts from all over the database.
func sample(ctx context.Context, file string) (texts []string, err error) {
	db, err := sql.Open("sqlite", "file:"+file+"?mode=ro")
	if err != nil {
		return nil, fmt.Errorf("opening the desk's database: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var last int64
	if err := db.QueryRowContext(ctx, `SELECT max(id) FROM message`).Scan(&last); err != nil {
		return nil, fmt.Errorf("counting messages: %w", err)
	}
	luck := rand.New(rand.NewPCG(7, uint64(last))) // the same texts each time
	for len(texts) < 4*asked {
		var text string
		err := db.QueryRowContext(ctx, `SELECT text FROM message WHERE id >= ? AND kind = 'text' LIMIT 1`, 1+luck.Int64N(last)).Scan(&text)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return nil, fmt.Errorf("reading a text: %w", err)
		}
		texts = append(texts, text)
	}
	return texts, nil
}

// questions are what is typed into the search.
type questions struct{ words, phrases, beginnings []string }

func questionsFrom(texts []string) questions {
	var q questions
	seen := map[string]bool{}
	add := func(list *[]string, typed string) {
		if len(*list) < asked && !seen[typed] {
			seen[typed] = true
			*list = append(*list, typed)
		}
	}
	for i, text := range texts {
		tokens := words.Tokens(text)
		for k, t := range tokens {
			if (k+i)%3 != 0 || utf8.RuneCountInString(t.Folded) < 3 {
				continue
			}
			add(&q.words, `"`+t.Folded+`"`)
			if k > 0 {
				add(&q.phrases, `"`+tokens[k-1].Folded+" "+t.Folded+`"`)
			}
			letters := []rune(t.Folded)
			add(&q.beginnings, string(letters[:min(len(letters), 3+i%4)]))
		}
	}
	return q
}

// spellings looks words up as they are written, and with ae for ä and ss for ß.
func spellings(ctx context.Context, desk *store.Store, texts []string, f *found) error {
	seen := map[string]bool{}
	for _, text := range texts {
		for word := range strings.FieldsSeq(strings.ToLower(text)) {
			word = strings.Trim(word, `.,;:!?()"'„“-…`)
			if !strings.ContainsAny(word, "äöüß") || seen[word] {
				continue
			}
			seen[word] = true
			same, err := sameHits(ctx, desk, word, strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss").Replace(word))
			if err != nil {
				return err
			}
			f.spellings++
			if !same {
				f.differ++
			}
		}
	}
	return nil
}

func sameHits(ctx context.Context, desk *store.Store, one, other string) (bool, error) {
	a, err := desk.Search(ctx, domain.ParseSearch(`"`+one+`"`, time.Time{}), 500)
	if err != nil {
		return false, err
	}
	b, err := desk.Search(ctx, domain.ParseSearch(`"`+other+`"`, time.Time{}), 500)
	if err != nil || len(a.Hits) != len(b.Hits) || len(a.Hits) == 0 {
		return false, err
	}
	for i := range a.Hits {
		if a.Hits[i].Message.ID != b.Hits[i].Message.ID {
			return false, nil
		}
	}
	return true, nil
}

// askShell looks the same words up with the sqlite3 shell, in an ordinary
// full-text table over the same texts, if there is one on this machine.
func (b *bench) askShell(ctx context.Context, s *size, list []string) error {
	shell, err := exec.LookPath("sqlite3")
	if err != nil {
		return nil //nolint:nilerr // no shell, no figure
	}
	file := filepath.Join(b.folder, "shell-"+s.name+".db")
	if err := os.RemoveAll(file); err != nil {
		return fmt.Errorf("clearing the shell's database: %w", err)
	}
	var script strings.Builder
	fmt.Fprintf(&script, "ATTACH '%s' AS desk;\nCREATE TABLE m (id INTEGER PRIMARY KEY, text);\nINSERT INTO m SELECT id, text FROM desk.message;\n"+
		"CREATE VIRTUAL TABLE t USING fts5 (text, content='m', content_rowid='id', tokenize='unicode61 remove_diacritics 2');\nINSERT INTO t (t) VALUES ('rebuild');\n.timer on\n", filepath.Join(s.home, "desk.db"))
	for _, typed := range list {
		fmt.Fprintf(&script, "SELECT rowid, snippet(t, 0, '', '', '', 12) FROM t WHERE t MATCH '%s' ORDER BY rowid DESC LIMIT 50;\n", typed)
	}
	cmd := exec.CommandContext(ctx, shell, file)
	cmd.Stdin = strings.NewReader(script.String())
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("asking the shell: %w", err)
	}
	s.find.shell, err = shellTimes(out)
	return errors.Join(err, os.Remove(file))
}

// shellTimes reads "Run Time: real 0.003 user 0.001 sys 0.001".
func shellTimes(out []byte) ([]float64, error) {
	var list []float64
	for line := range bytes.Lines(out) {
		after, ok := strings.CutPrefix(string(line), "Run Time: real ")
		if !ok {
			continue
		}
		text, _, _ := strings.Cut(after, " ")
		sec, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return nil, fmt.Errorf("reading the shell's clock: %w", err)
		}
		list = append(list, sec*1000)
	}
	return list, nil
}
