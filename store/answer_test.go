package store_test

import (
	"errors"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/store/storetest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func (f *fixture) put(answers ...domain.Answer) {
	f.t.Helper()
	f.check(f.PutAnswers(f.t.Context(), answers, nil))
}

func (f *fixture) answers() []domain.Answer {
	f.t.Helper()
	list, err := f.Answers(f.t.Context())
	f.check(err)
	return list
}

// answer returns the stored answer of a key.
func (f *fixture) answer(key string) domain.Answer {
	f.t.Helper()
	for _, a := range f.answers() {
		if a.Key == key {
			return a
		}
	}
	f.t.Fatalf("there is no answer %q", key)
	return domain.Answer{}
}

func keysOf(list []domain.Answer) []string {
	var out []string
	for _, a := range list {
		out = append(out, a.Key)
	}
	return out
}

func TestEverythingOfAnAnswerIsKept(t *testing.T) {
	t.Parallel()
	f := open(t)
	want := domain.Answer{
		Key: "fsj", Title: "FSJ", Block: domain.BlockIntro, Topic: "Freiwillig", Audience: "unter 27", Body: "Hallo {{ vorname }}\n\n\x1bZwei",
		Link: "https://example.org/fsj", LinkChecked: "2026-11-01", NextStep: "Ruf an", ValidUntil: "2027-01-31",
		Files: []string{"a.pdf", "b c.pdf"}, Asked: []string{"was ist ein fsj", "freiwilliges jahr?"},
	}
	f.put(want, domain.Answer{Key: "leer"})
	list := f.answers()
	ignoreID := cmpopts.IgnoreFields(domain.Answer{}, "ID")
	if diff := cmp.Diff([]domain.Answer{{Key: "leer"}, want}, list, ignoreID); diff != "" {
		t.Error(diff)
	}
	if list[0].ID == 0 || list[0].ID == list[1].ID {
		t.Errorf("ids %d and %d", list[0].ID, list[1].ID)
	}
}

func TestOrderOfAnswers(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.put(
		domain.Answer{Key: "g", Topic: "Zivil"},
		domain.Answer{Key: "e", Topic: "ärzte", Title: "b"},
		domain.Answer{Key: "f", Topic: "Ärzte", Audience: "Eltern", Title: "a"},
		domain.Answer{Key: "d", Topic: "Ärzte", Title: "Ä"},
		domain.Answer{Key: "h", Topic: "Straße"},
		domain.Answer{Key: "i", Topic: "Strasse"},
		domain.Answer{Key: "a", Topic: ""},
		domain.Answer{Key: "c", Topic: "Aaron"},
		domain.Answer{Key: "b", Topic: "Über uns"},
	)
	want := []string{"a", "c", "d", "e", "f", "h", "i", "b", "g"}
	if diff := cmp.Diff(want, keysOf(f.answers())); diff != "" {
		t.Error(diff)
	}
}

func TestPutAnswers(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		put    func(f *fixture) []domain.Answer
		remove []string
		want   []string // key and title of what is there afterwards
	}{
		{
			"new one",
			func(*fixture) []domain.Answer { return []domain.Answer{{Key: "c", Title: "neu"}} },
			nil,
			[]string{"a:1", "b:2", "c:neu"},
		},
		{
			"in the place of the one with its key",
			func(*fixture) []domain.Answer { return []domain.Answer{{Key: "a", Title: "anders"}} },
			nil,
			[]string{"a:anders", "b:2"},
		},
		{
			"by id, with another key",
			func(f *fixture) []domain.Answer {
				return []domain.Answer{{ID: f.answer("a").ID, Key: "z", Title: "1"}}
			},
			nil,
			[]string{"b:2", "z:1"},
		},
		{
			"swapped keys",
			func(f *fixture) []domain.Answer {
				return []domain.Answer{{ID: f.answer("a").ID, Key: "b", Title: "1"}, {ID: f.answer("b").ID, Key: "a", Title: "2"}}
			},
			nil,
			[]string{"a:2", "b:1"},
		},
		{
			"a new one under a key that has just become free",
			func(f *fixture) []domain.Answer {
				return []domain.Answer{{Key: "a", Title: "neu"}, {ID: f.answer("a").ID, Key: "z", Title: "1"}}
			},
			nil,
			[]string{"a:neu", "b:2", "z:1"},
		},
		{
			"removed, even if named twice",
			func(*fixture) []domain.Answer { return nil },
			[]string{"a", "a"},
			[]string{"b:2"},
		},
		{
			"removed and put anew",
			func(*fixture) []domain.Answer { return []domain.Answer{{Key: "a", Title: "neu"}} },
			[]string{"a", "b"},
			[]string{"a:neu"},
		},
		{
			"block goes over to another one",
			func(f *fixture) []domain.Answer {
				return []domain.Answer{{Key: "b", Title: "2", Block: domain.BlockIntro}, {ID: f.answer("a").ID, Key: "a", Title: "1"}}
			},
			nil,
			[]string{"a:1", "b:2"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := open(t)
			f.put(domain.Answer{Key: "a", Title: "1", Block: domain.BlockIntro}, domain.Answer{Key: "b", Title: "2"})
			f.check(f.PutAnswers(t.Context(), tt.put(f), tt.remove))
			var got []string
			for _, a := range f.answers() {
				got = append(got, a.Key+":"+a.Title)
			}
			sorted := cmpopts.SortSlices(func(a, b string) bool { return a < b })
			if diff := cmp.Diff(tt.want, got, sorted); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRefusedAnswersChangeNothing(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.put(domain.Answer{Key: "a", Block: domain.BlockIntro}, domain.Answer{Key: "b"})
	before := f.export()
	idA, idB := f.answer("a").ID, f.answer("b").ID
	tests := []struct {
		name   string
		put    []domain.Answer
		remove []string
		code   domain.Code
		field  string
		detail string
	}{
		{"one key twice", []domain.Answer{{Key: "x"}, {Key: "x"}}, nil, domain.CodeAnswer, "key", "x"},
		{"one that is there, twice", []domain.Answer{{Key: "a"}, {Key: "a"}}, nil, domain.CodeAnswer, "key", "a"},
		{"one id twice", []domain.Answer{{ID: idA, Key: "x"}, {ID: idA, Key: "y"}}, nil, domain.CodeAnswer, "key", "y"},
		{"another one's key", []domain.Answer{{ID: idA, Key: "b"}}, nil, domain.CodeAnswer, "key", "b"},
		{"second intro", []domain.Answer{{Key: "b", Block: domain.BlockIntro}}, nil, domain.CodeAnswer, "block", "intro"},
		{"two closings", []domain.Answer{{Key: "x", Block: domain.BlockClosing}, {Key: "y", Block: domain.BlockClosing}}, nil, domain.CodeAnswer, "block", "closing"},
		{"no such id", []domain.Answer{{ID: idB + 7, Key: "x"}}, nil, domain.CodeNoAnswer, "", ""},
		{"id of a removed one", []domain.Answer{{ID: idB, Key: "b"}}, []string{"b"}, domain.CodeNoAnswer, "", ""},
		{"removing what is not there", []domain.Answer{{Key: "x"}}, []string{"a", "nichts"}, domain.CodeNoAnswer, "", ""},
	}
	for _, tt := range tests {
		err := f.PutAnswers(t.Context(), tt.put, tt.remove)
		if domain.CodeOf(err) != tt.code {
			t.Errorf("%s: %v", tt.name, err)
		}
		var wrong domain.Mistakes
		if errors.As(err, &wrong) != (tt.code == domain.CodeAnswer) {
			t.Errorf("%s: %v", tt.name, err)
		}
		if wrong != nil && (len(wrong) != 1 || wrong[0].Kind != domain.MistakeTwice || wrong[0].Field != tt.field || wrong[0].Detail != tt.detail) {
			t.Errorf("%s: %+v", tt.name, wrong)
		}
	}
	if diff := cmp.Diff(before, f.export()); diff != "" {
		t.Error(diff)
	}
}

func TestSeedOnlyOnce(t *testing.T) {
	t.Parallel()
	starter := storetest.Answers(5, 1)
	f := open(t)
	f.check(f.Seed(t.Context(), nil)) // nothing to store is no starter set
	for range 2 {
		f.check(f.Seed(t.Context(), starter))
		if n := len(f.answers()); n != 5 {
			t.Errorf("%d answers", n)
		}
	}
	f.check(f.PutAnswers(t.Context(), nil, keysOf(f.answers())))
	f.check(f.Seed(t.Context(), starter))
	if n := len(f.answers()); n != 0 {
		t.Errorf("%d answers came back after they were removed", n)
	}
	imported := open(t)
	imported.put(domain.Answer{Key: "meine"})
	imported.check(imported.Seed(t.Context(), starter))
	if diff := cmp.Diff([]string{"meine"}, keysOf(imported.answers())); diff != "" {
		t.Errorf("seeded beside imported ones: %s", diff)
	}
	if err := open(t).Seed(t.Context(), append(starter, starter[0])); domain.CodeOf(err) != domain.CodeAnswer {
		t.Errorf("a starter set with a double key: %v", err)
	}
}

func TestInventedAnswersAreStorable(t *testing.T) {
	t.Parallel()
	f := open(t)
	list := storetest.Answers(500, 7)
	f.put(list...)
	if diff := cmp.Diff(storetest.Answers(500, 7), list); diff != "" {
		t.Errorf("another time, other answers: %s", diff)
	}
	if n := len(f.answers()); n != 500 {
		t.Errorf("%d answers", n)
	}
}
