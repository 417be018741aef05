package prepared_test

import (
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/prepared"
)

func TestStarterFilesHaveNoMistakes(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"de.yaml", "en.yaml"} {
		text, err := os.ReadFile(filepath.Join("starter", name))
		if err != nil {
			t.Fatal(err)
		}
		answers, mistakes := prepared.ReadYAML(text)
		for _, m := range append(mistakes, prepared.CheckAll(answers)...) {
			t.Errorf("%s: %+v", name, m)
		}
		again, mistakes := prepared.ReadYAML(prepared.WriteYAML(answers))
		if diff := cmp.Diff(answers, again); diff != "" || mistakes != nil {
			t.Errorf("%s: %s %v", name, diff, mistakes)
		}
	}
}

func TestStarterIsEnoughToBeginWith(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"de", "en"} {
		blocks := map[domain.Block]int{}
		for _, a := range prepared.Starter(lang) {
			blocks[a.Block]++
			filled, _ := prepared.Insert(a, prepared.Facts{})
			if n := utf8.RuneCountInString(filled.Text); n > 600 {
				t.Errorf("%s: %s has %d characters", lang, a.Key, n)
			}
		}
		if blocks[domain.BlockIntro] != 1 || blocks[domain.BlockHello] != 1 || blocks[domain.BlockClosing] != 1 {
			t.Errorf("%s: blocks %v", lang, blocks)
		}
		if blocks[domain.BlockAnswer] < 25 {
			t.Errorf("%s: only %d answers", lang, blocks[domain.BlockAnswer])
		}
	}
}

func TestStarterHasTheSameKeysInBothLanguages(t *testing.T) {
	t.Parallel()
	type frame struct {
		Key   string
		Block domain.Block
		Link  bool
	}
	of := func(list []domain.Answer) map[string]frame {
		set := map[string]frame{}
		for _, a := range list {
			set[a.Key] = frame{a.Key, a.Block, a.Link != ""}
		}
		return set
	}
	if diff := cmp.Diff(of(prepared.Starter("de")), of(prepared.Starter("en-GB"))); diff != "" {
		t.Error(diff)
	}
}
