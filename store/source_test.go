package store_test

import (
	"slices"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/store"
)

// fairs are the sources of tests that have some.
var fairs = []domain.Source{{Code: "K26", Name: "Messe Köln", Label: "m", Audience: "Schule"}, {Code: "M7", Name: "Poster"}}

// openFair is a store that looks for the codes of fairs.
func openFair(t *testing.T) *fixture {
	t.Helper()
	f := open(t)
	f.check(f.Close())
	s, err := store.Open(t.Context(), store.Options{Path: f.path, Clock: func() time.Time { return f.now }, Sources: fairs})
	f.check(err)
	f.Store = s
	t.Cleanup(func() { _ = s.Close() }) // closed by some tests already
	return f
}

func (f *fixture) sourceOf(ref string) (source, audience string, labels []string) {
	f.t.Helper()
	p, err := f.Person(f.t.Context(), f.find(ref).ID)
	f.check(err)
	return p.Facts[domain.FactSource], p.Facts[domain.FactAudience], p.Labels
}

func TestAFirstMessageTellsWhereFrom(t *testing.T) {
	t.Parallel()
	f := openFair(t)
	luca, nele, tom := person("+491", "", "Luca"), person("+492", "", "Nele"), person("+493", "", "Tom")
	f.take(
		says(luca, "w1", "Hallo, ich komme von der Messe Köln · K26", 0), says(luca, "w2", "oder (M7)?", 1),
		says(nele, "w3", "hallo", 2), says(nele, "w4", "K26", 3), // not in the first message: no guess
		says(tom, "w5", "(M7)", 4),
	)
	if source, audience, labels := f.sourceOf("+491"); source != "K26" || audience != "Schule" || !slices.Equal(labels, []string{"m"}) {
		t.Errorf("Luca: %q %q %q", source, audience, labels)
	}
	if source, audience, labels := f.sourceOf("+492"); source+audience != "" || len(labels) > 0 {
		t.Errorf("Nele: %q %q %q", source, audience, labels)
	}
	if source, audience, labels := f.sourceOf("+493"); source != "M7" || audience != "" || len(labels) > 0 {
		t.Errorf("Tom: %q %q %q", source, audience, labels)
	}
	if c := f.find("+491"); c.Labels != "m" {
		t.Errorf("labels on the row: %q", c.Labels)
	}
}

// TestAnEarlierMessageThatComesLate takes the place of the first one.
func TestAnEarlierMessageThatComesLate(t *testing.T) {
	t.Parallel()
	f := openFair(t)
	luca := person("+491", "", "Luca")
	f.take(says(luca, "w2", "K26", 10))
	if source, _, _ := f.sourceOf("+491"); source != "K26" {
		t.Fatalf("source %q", source)
	}
	f.take(says(luca, "w1", "hallo", 5))
	if source, _, labels := f.sourceOf("+491"); source != "" || len(labels) > 0 {
		t.Errorf("it was not the first message: %q %q", source, labels)
	}
}

func TestWhatSheSetsCountsMoreThanACode(t *testing.T) {
	t.Parallel()
	f := openFair(t)
	ctx := t.Context()
	luca := person("+491", "", "Luca")
	f.take(says(luca, "w1", "K26", 0))
	id := f.find("+491").ID
	f.check(f.SetFact(ctx, id, domain.FactAudience, "Eltern"))
	f.check(f.SetLabel(ctx, id, "m", false))
	f.check(f.SetFact(ctx, id, domain.FactSource, ""))
	f.take(says(luca, "w2", "noch eine Frage", 1)) // the row is computed anew
	p, err := f.Person(ctx, id)
	f.check(err)
	if p.Facts[domain.FactAudience] != "Eltern" || p.Facts[domain.FactSource] != "" || len(p.Labels) > 0 || len(p.Outdone) > 0 {
		t.Errorf("facts %v, labels %q, outdone %v", p.Facts, p.Labels, p.Outdone)
	}
	f.check(f.SetLabel(ctx, id, "m", true))
	if _, _, labels := f.sourceOf("+491"); !slices.Equal(labels, []string{"m"}) {
		t.Errorf("labels %q", labels)
	}
}

// TestACodeThatIsTakenOutOfTheConfigurationStays: the fair is over, the person
// came from there nevertheless.
func TestACodeThatIsTakenOutOfTheConfigurationStays(t *testing.T) {
	t.Parallel()
	f := openFair(t)
	luca := person("+491", "", "Luca")
	f.take(says(luca, "w1", "K26", 0))
	f.check(f.Close())
	s, err := store.Open(t.Context(), store.Options{Path: f.path, Clock: func() time.Time { return f.now }})
	f.check(err)
	t.Cleanup(func() { f.check(s.Close()) })
	f.Store = s
	f.take(says(luca, "w2", "und noch etwas", 1))
	if source, _, labels := f.sourceOf("+491"); source != "K26" || !slices.Equal(labels, []string{"m"}) {
		t.Errorf("%q %q", source, labels)
	}
}
