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

// TestAReplyDoesNotOutliveItsLink: neither one that waits, nor a draft with the
// address in it.
func TestAReplyDoesNotOutliveItsLink(t *testing.T) {
	t.Parallel()
	const page = "https://beruf.example.org/infotag"
	s := newStageWith(t, nil, desk.Pen{
		Me: "Maja", Lang: "de", Announce: "antwort_liegt_vor", ParkFor: 14 * 24 * time.Hour, Agenda: slotsAtNine,
		Day:   func(_ string, now time.Time) desk.Day { return desk.Day{Today: now.Format("2. January")} },
		Links: []domain.CatalogueLink{{Alias: "infotag", URL: page, Title: "Infotag", Until: "2026-11-25"}},
	})
	s.relay.forms = domain.TemplateList{At: morning, Templates: []domain.TemplateInfo{announcing()}}
	c := s.chat()
	s.shut()
	s.park(c, "Hallo Luca, hier kannst du dich anmelden: "+page)
	if got, want := s.relay.puts[0].NotAfter, time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("it may leave until %v, want %v", got, want)
	}
	s.now = s.now.Add(72 * time.Hour)
	v, err := s.Check(t.Context(), domain.Reply{ChatID: c.ID, To: c.Contact.Address(), Text: "Melde dich gern an: " + page})
	if reds := v.Reds(); err != nil || len(reds) != 1 || reds[0].Rule != domain.RuleExpired {
		t.Errorf("a link whose last day is over gets %v, %v", reds, err)
	}
}
