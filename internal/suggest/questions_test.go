package suggest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/suggest"
)

// labelled is a question with the keys of the answers that are right.
type labelled struct {
	Text    string   `yaml:"text"`
	Bubbles []string `yaml:"bubbles"`
	Kind    string   `yaml:"kind"`
	First   bool     `yaml:"first"`
	Key     string   `yaml:"key"`
	Keys    []string `yaml:"keys"`
}

func (l labelled) question() suggest.Question {
	q := suggest.Question{Texts: l.Bubbles, First: l.First}
	if l.Text != "" {
		q.Texts = append(q.Texts, l.Text)
	}
	if l.Kind != "" {
		q.Kinds = []domain.Kind{domain.Kind(l.Kind)}
	}
	return q
}

func (l labelled) right() []string {
	if l.Key != "" {
		return append(slices.Clone(l.Keys), l.Key)
	}
	return l.Keys
}

// starterAnswer is an answer of the starter set as its file writes it.
type starterAnswer struct {
	Key, Title, Block, Topic, Audience, Body, Link string
	NextStep                                       string `yaml:"next_step"`
	Asked                                          []string
}

func starter(t testing.TB) []domain.Answer {
	t.Helper()
	var list []starterAnswer
	readYAML(t, filepath.Join("..", "prepared", "starter", "de.yaml"), &list)
	var out []domain.Answer
	for _, a := range list {
		out = append(out, domain.Answer{
			Key: a.Key, Title: a.Title, Block: domain.Block(a.Block), Topic: a.Topic, Audience: a.Audience,
			Body: a.Body, Link: a.Link, NextStep: a.NextStep, Asked: a.Asked,
		})
	}
	return out
}

func readYAML(t testing.TB, path string, into any) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(raw, into); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// TestQuestions asks what applicants ask, in their language. The two files were
// written before any weight was set; only the first was looked at while setting
// them.
func TestQuestions(t *testing.T) {
	t.Parallel()
	shelf := suggest.New(starter(t), nil, "2026-01-01")
	for _, name := range []string{"questions_tuning.yaml", "questions_held_out.yaml"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var questions []labelled
			readYAML(t, filepath.Join("testdata", name), &questions)
			if len(questions) < 50 {
				t.Fatalf("only %d questions", len(questions))
			}
			checkShare(t, shelf, questions, os.Getenv("SUGGEST_MISSES") != "" && strings.Contains(name, "tuning"))
		})
	}
}

// checkShare counts the questions whose first suggestion is right.
func checkShare(t *testing.T, shelf *suggest.Shelf, questions []labelled, show bool) {
	t.Helper()
	first, among := 0, 0
	for _, l := range questions {
		got := keys(shelf.Best(l.question(), 3))
		switch i := slices.IndexFunc(got, func(key string) bool { return slices.Contains(l.right(), key) }); {
		case i == 0:
			first++
			among++
		case i > 0:
			among++
		}
		if show && (len(got) == 0 || !slices.Contains(l.right(), got[0])) {
			t.Logf("%q %v wants %v, gets %s", l.Text, l.Bubbles, l.right(), explain(shelf.Best(l.question(), 3)))
		}
	}
	share := 100 * float64(first) / float64(len(questions))
	t.Logf("first suggestion right: %.1f %% of %d; among the first three: %.1f %%", share, len(questions), 100*float64(among)/float64(len(questions)))
	if share < 80 {
		t.Errorf("the first suggestion is right for %.1f %%, less than 80 %%", share)
	}
}

func keys(list []domain.Suggestion) []string {
	var out []string
	for _, s := range list {
		out = append(out, s.Answer.Key)
	}
	return out
}

func explain(list []domain.Suggestion) string {
	var out []string
	for _, s := range list {
		out = append(out, fmt.Sprintf("%s %.1f %v", s.Answer.Key, s.Score, s.Because))
	}
	return strings.Join(out, " | ")
}
