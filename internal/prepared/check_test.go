package prepared_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/prepared"
)

func TestCheckNamesEveryField(t *testing.T) {
	t.Parallel()
	type at = domain.Mistake
	for _, c := range []struct {
		name   string
		change func(*domain.Answer)
		want   []at
	}{
		{"nothing wrong", func(*domain.Answer) {}, nil},
		{"all of it", func(a *domain.Answer) {
			a.Block, a.Link, a.LinkChecked, a.ValidUntil = domain.BlockHello, "https://a.b/c?d=ä#e", "2026-02-28", "2028-02-29"
			a.Files, a.Asked = []string{"info/tag.pdf", "..a"}, []string{"wann?"}
			a.Body = "{{ link }}\n\tمرحبا\u200f 👩‍👧"
		}, nil},
		{"required", func(a *domain.Answer) { a.Key, a.Title, a.Body = "", " ", "\n" }, []at{
			{Field: "key", Kind: domain.MistakeRequired, Detail: "key"},
			{Field: "title", Kind: domain.MistakeRequired, Detail: "title"},
			{Field: "body", Kind: domain.MistakeRequired, Detail: "body"},
		}},
		{"block", func(a *domain.Answer) { a.Block = "answer" }, []at{{Key: "ab", Field: "block", Kind: domain.MistakeBlock, Detail: "answer"}}},
		{"templates", func(a *domain.Answer) { a.Body, a.NextStep = "a\n{{ b }}", "{{" }, []at{
			{Key: "ab", Field: "body", Line: 2, Column: 4, Kind: domain.MistakeUnknown, Detail: "b"},
			{Key: "ab", Field: "next_step", Line: 1, Column: 1, Kind: domain.MistakeUnclosed, Detail: "{{"},
		}},
		{"link named but missing", func(a *domain.Answer) { a.Body = "Siehe {{ link }}" }, []at{
			{Key: "ab", Field: "link", Kind: domain.MistakeRequired, Detail: "link"},
		}},
		{"link named if there", func(a *domain.Answer) { a.Body = "x{% if link %} {{ link }}{% endif %}" }, nil},
		{"dates", func(a *domain.Answer) { a.LinkChecked, a.ValidUntil = "2026-2-1", "2026-02-29" }, []at{
			{Key: "ab", Field: "link_checked", Kind: domain.MistakeDate, Detail: "2026-2-1"},
			{Key: "ab", Field: "valid_until", Kind: domain.MistakeDate, Detail: "2026-02-29"},
		}},
		{"files", func(a *domain.Answer) {
			a.Files = []string{"ok", "/etc/passwd", `c:\x`, `a\..\..\b`, "a/../b", ".", ""}
		}, []at{
			{Key: "ab", Field: "files", Line: 2, Column: 1, Kind: domain.MistakeFile, Detail: "/etc/passwd"},
			{Key: "ab", Field: "files", Line: 3, Column: 1, Kind: domain.MistakeFile, Detail: `c:\x`},
			{Key: "ab", Field: "files", Line: 4, Column: 1, Kind: domain.MistakeFile, Detail: `a\..\..\b`},
			{Key: "ab", Field: "files", Line: 5, Column: 1, Kind: domain.MistakeFile, Detail: "a/../b"},
			{Key: "ab", Field: "files", Line: 6, Column: 1, Kind: domain.MistakeFile, Detail: "."},
			{Key: "ab", Field: "files", Line: 7, Column: 1, Kind: domain.MistakeFile},
		}},
		{"invisible", func(a *domain.Answer) {
			a.Title, a.Body, a.Asked = "a\nb", "ä\n\u202eb\x1b\r", []string{"x", "y\u200bz"}
		}, []at{
			{Key: "ab", Field: "title", Line: 1, Column: 2, Kind: domain.MistakeControl, Detail: "U+000A"},
			{Key: "ab", Field: "body", Line: 2, Column: 1, Kind: domain.MistakeControl, Detail: "U+202E"},
			{Key: "ab", Field: "body", Line: 2, Column: 3, Kind: domain.MistakeControl, Detail: "U+001B"},
			{Key: "ab", Field: "body", Line: 2, Column: 4, Kind: domain.MistakeControl, Detail: "U+000D"},
			{Key: "ab", Field: "asked", Line: 2, Column: 2, Kind: domain.MistakeControl, Detail: "U+200B"},
		}},
		{"as long as can be", func(a *domain.Answer) { a.Body = strings.Repeat("ä", domain.MaxTextLen) }, nil},
		{"too long", func(a *domain.Answer) { a.Body, a.NextStep = strings.Repeat("ä", domain.MaxTextLen-2), "x" }, []at{
			{Key: "ab", Field: "body", Kind: domain.MistakeTooLong, Detail: "4097"},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			a := domain.Answer{Key: "ab", Title: "T", Body: "x"}
			c.change(&a)
			if diff := cmp.Diff(c.want, prepared.Check(a)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCheckKnowsKeys(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]bool{
		"ab": true, "a-b": true, "12": true, strings.Repeat("a", 40): true,
		"a": false, strings.Repeat("a", 41): false, "AB": false, "ä-b": false, "a b": false, "-ab": false, "ab-": false, "a_b": false, "ab\n": false,
	} {
		got := true
		for _, m := range prepared.Check(domain.Answer{Key: key, Title: "T", Body: "x"}) {
			got = got && m.Kind != domain.MistakeKey
		}
		if got != want {
			t.Errorf("%q: %v", key, got)
		}
	}
}

func TestCheckKnowsLinks(t *testing.T) {
	t.Parallel()
	for link, want := range map[string]bool{
		"https://example.org": true, "https://example.org:8443/a/b?c=d#e": true, "https://bücher.example/ü": true,
		"http://example.org": false, "example.org": false, "https://": false, "https://user:pw@example.org": false, "https://me@example.org": false,
		"https://example.org/a b": false, "https://example.org/\n": false, "javascript:alert(1)": false, "https://localhost": false, "https://%zz.org": false,
	} {
		got := true
		for _, m := range prepared.Check(domain.Answer{Key: "ab", Title: "T", Body: "x", Link: link}) {
			got = got && m.Kind != domain.MistakeLink
		}
		if got != want {
			t.Errorf("%q: %v", link, got)
		}
	}
}

func TestCheckAllFindsWhatCollides(t *testing.T) {
	t.Parallel()
	list := []domain.Answer{
		{Key: "ab", Title: "T", Body: "x"},
		{Key: "in", Title: "T", Body: "x", Block: domain.BlockIntro},
		{Key: "ab", Title: "T", Body: "y"},
		{Key: "in-2", Title: "T", Body: "x", Block: domain.BlockIntro},
		{Key: "", Title: "T", Body: "x"},
		{Key: "", Title: "T", Body: "x"},
	}
	want := []domain.Mistake{
		{Key: "ab", Field: "key", Kind: domain.MistakeTwice, Detail: "ab"},
		{Key: "in-2", Field: "block", Kind: domain.MistakeTwice, Detail: "intro"},
		{Field: "key", Kind: domain.MistakeRequired, Detail: "key"},
		{Field: "key", Kind: domain.MistakeRequired, Detail: "key"},
	}
	if diff := cmp.Diff(want, prepared.CheckAll(list)); diff != "" {
		t.Error(diff)
	}
}
