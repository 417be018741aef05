package desk_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
)

// withCatalogue is a stage whose adviser has a list of links.
func withCatalogue(t *testing.T, browsed *[]string) *stage {
	t.Helper()
	return newStageWith(t, nil, desk.Pen{
		Me: "Maja", Lang: "de", Links: []domain.CatalogueLink{
			{Alias: "pflege", URL: "https://beruf.example.org/pflege", Title: "Pflege"},
			{Alias: "alt", URL: "https://beruf.example.org/alt", Title: "Infotag", Until: "2000-01-01"},
		},
		Browse: func(_ context.Context, address string) error {
			*browsed = append(*browsed, address)
			return nil
		},
		Day: func(string, time.Time) desk.Day { return desk.Day{} },
	})
}

func TestAnswersNamePagesByTheirAlias(t *testing.T) {
	t.Parallel()
	s := withCatalogue(t, new([]string))
	c := s.hear("hallo")
	put := func(key, body string) error {
		return s.PutAnswer(t.Context(), domain.Answer{Key: key, Title: key, Body: body})
	}
	err := put("falsch", "Schau: {{ link.pflgee }}")
	if domain.CodeOf(err) != domain.CodeAnswer || !strings.Contains(err.Error(), "alias at 1:11") {
		t.Fatalf("a link nobody knows: %v", err)
	}
	if err := put("gut", "Schau: {{ link.pflege }}"); err != nil {
		t.Fatal(err)
	}
	if err := put("alt", "Komm: {{ link.alt }}"); err != nil {
		t.Fatal(err) // it is known, so it may stay where it is
	}
	if f := s.fill(c, "gut"); f.Text != "Schau: https://beruf.example.org/pflege" || f.Open != 0 {
		t.Errorf("filled in as %q", f.Text)
	}
	f := s.fill(c, "alt")
	if f.Open != 1 || strings.Contains(f.Text, "https") {
		t.Errorf("an expired link was put in: %q", f.Text)
	}
	_, err = s.Send(t.Context(), replyWith(c, f))
	reds := map[domain.Rule]string{}
	for _, l := range desk.StoppedBy(err) {
		reds[l.Rule] = l.Words
	}
	if reds[domain.RuleExpired] != "Infotag" || reds[domain.RulePlaceholder] == "" {
		t.Errorf("an expired link stops with %v (%v)", reds, err)
	}
}

func TestLinksOfAChatAreListedAndOpened(t *testing.T) {
	t.Parallel()
	var browsed []string
	s := withCatalogue(t, &browsed)
	c := s.hear("https://beruf.exarnple.org/x und javascript:alert(1) und https://beruf.exarnple.org/x")
	list, err := s.Links(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	got := make([]domain.WebLink, len(list))
	for i, l := range list {
		got[i] = l.WebLink
		if l.From != domain.In || l.MessageID == 0 || l.At.IsZero() {
			t.Errorf("%+v", l)
		}
	}
	want := []domain.WebLink{
		{Written: "javascript:alert(1)", Warnings: []domain.LinkWarning{domain.LinkNotWeb}},
		{
			Written: "https://beruf.exarnple.org/x", URL: "https://beruf.exarnple.org/x", Host: "beruf.exarnple.org",
			Warnings: []domain.LinkWarning{domain.LinkLookalike},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, address := range []string{"javascript:alert(1)", "/etc/passwd", "--version", "https://a@b.example/"} {
		if err := s.OpenLink(t.Context(), address); domain.CodeOf(err) != domain.CodeNotWeb {
			t.Errorf("%s: %v", address, err)
		}
	}
	if err := s.OpenLink(t.Context(), list[1].URL); err != nil || len(browsed) != 1 || browsed[0] != list[1].URL {
		t.Errorf("opened %q: %v", browsed, err)
	}
}
