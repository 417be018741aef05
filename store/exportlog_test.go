package store_test

import (
	"testing"
	"time"

	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
)

func (f *fixture) exported(ref, path string, expires time.Time) domain.Exported {
	f.t.Helper()
	var chat int64
	if ref != "" {
		chat = f.find(ref).ID
	}
	e, err := f.AddExport(f.t.Context(), domain.Exported{Chat: chat, By: "Maja", Format: domain.ExportHTML, Path: path, What: "media", Expires: expires})
	f.check(err)
	return e
}

func paths(list []domain.Exported, err error) []string {
	if err != nil {
		return []string{err.Error()}
	}
	out := []string{}
	for _, e := range list {
		out = append(out, e.Path)
	}
	return out
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(append([]string{}, want...), got); diff != "" {
		t.Errorf("%s: %s", what, diff)
	}
}

func TestExportsAreListedUntilTheyAreGone(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	ctx := t.Context()
	f.now = at(20)
	one := f.exported("Samira", "/e/one", at(30))
	f.now = at(21)
	all := f.exported("", "/e/all", time.Time{})
	id := f.find("Samira").ID
	same(t, "all", paths(f.Exports(ctx, 0)), "/e/all", "/e/one")
	same(t, "of one", paths(f.Exports(ctx, id)), "/e/one")
	same(t, "holding", paths(f.ExportsHolding(ctx, id)), "/e/all", "/e/one")
	same(t, "due too early", paths(f.ExportsDue(ctx, at(29))))
	same(t, "due", paths(f.ExportsDue(ctx, at(30))), "/e/one")
	f.check(f.NameExport(ctx, one.ID, "/e/one-2"))
	f.now = at(31)
	f.check(f.ExportRemoved(ctx, one.ID))
	f.now = at(32)
	f.check(f.ExportRemoved(ctx, one.ID))
	same(t, "due after", paths(f.ExportsDue(ctx, at(40))))
	list, err := f.Exports(ctx, id)
	f.check(err)
	want := []domain.Exported{{ID: one.ID, Chat: id, At: at(20), By: "Maja", Format: domain.ExportHTML, Path: "/e/one-2", What: "media", Expires: at(30), Removed: at(31)}}
	if diff := cmp.Diff(want, list); diff != "" {
		t.Error(diff)
	}
	f.check(f.ForgetExport(ctx, all.ID))
	same(t, "after forgetting", paths(f.ExportsHolding(ctx, id)))
	if err := f.ExportRemoved(ctx, all.ID); domain.CodeOf(err) != domain.CodeNotFound {
		t.Error(err)
	}
	if _, err := f.AddExport(ctx, domain.Exported{Chat: 99}); domain.CodeOf(err) != domain.CodeNotFound {
		t.Error(err)
	}
}

// TestExportsBeforeSomebodyWroteDoNotHoldThem.
func TestExportsBeforeSomebodyWroteDoNotHoldThem(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	f.now = at(-20)
	f.exported("", "/e/early", time.Time{})
	same(t, "holding", paths(f.ExportsHolding(t.Context(), f.find("Samira").ID)))
}

// TestExportsGoWhereTheMessagesGo when two chats turn out to be of one person.
func TestExportsGoWhereTheMessagesGo(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(person("+4915111110001", "DE.1", "Jana"), "w1", "hallo", 0), says(person("+4915111110007", "DE.7", "Samira"), "w2", "ich bin's", 10))
	f.exported("Samira", "/e/s", time.Time{})
	f.merge("Samira", "Jana")
	same(t, "after merging", paths(f.Exports(t.Context(), f.find("Jana").ID)), "/e/s")
	f.split("Jana", domain.AliasUserID, "DE.7")
	same(t, "left", paths(f.Exports(t.Context(), f.find("DE.1").ID)))
	same(t, "went", paths(f.Exports(t.Context(), f.find("DE.7").ID)), "/e/s")
}
