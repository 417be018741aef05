package store_test

import (
	"testing"
	"time"

	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
)

var tom = domain.Recipient{Key: "stuttgart", Name: "Tom Weber", Place: "Stuttgart", Region: "BW", Mail: "tom@haus.example"}

func (f *fixture) handOn(ref string, to domain.Recipient) domain.HandedOn {
	f.t.Helper()
	h, err := f.AddHandedOn(f.t.Context(), domain.HandedOn{
		ChatID: f.find(ref).ID, To: to, Basis: "Einwilligung", Depth: domain.DepthRecent, Notes: true, Files: 2,
	})
	f.check(err)
	return h
}

func TestHandedOnIsKeptAndTakenBack(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(samira, "w1", "hallo", 0))
	first := f.handOn("DE.1", tom)
	f.now = f.now.Add(time.Hour)
	second := f.handOn("DE.1", domain.Recipient{Key: "ulm", Name: "Tomke"})
	if diff := cmp.Diff([]domain.HandedOn{second, first}, f.sheet("DE.1").Handed); diff != "" {
		t.Error(diff)
	}
	if first.At.IsZero() || first.To != tom || !first.Notes || first.Crisis || first.Files != 2 {
		t.Errorf("%+v", first)
	}
	id, err := f.RemoveHandedOn(t.Context(), first.ID)
	if err != nil || id != first.ChatID {
		t.Errorf("taken back: %d, %v", id, err)
	}
	if _, err := f.RemoveHandedOn(t.Context(), first.ID); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("twice: %v", err)
	}
	if _, err := f.AddHandedOn(t.Context(), domain.HandedOn{ChatID: 999, To: tom}); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("nobody: %v", err)
	}
	list, err := f.HandedOn(t.Context(), first.ChatID)
	if err != nil || len(list) != 1 || list[0].ID != second.ID {
		t.Errorf("%+v, %v", list, err)
	}
}

// TestHandedOnGoesWithThePerson: through a merge and the split that undoes it.
func TestHandedOnGoesWithThePerson(t *testing.T) {
	t.Parallel()
	f := two(t)
	f.handOn("DE.2", tom)
	f.merge("DE.2", "+491")
	if list := f.sheet("+491").Handed; len(list) != 1 || list[0].To != tom {
		t.Fatalf("after the merge: %+v", list)
	}
	chat := f.find("+491")
	_, err := f.Split(t.Context(), chat.ID, domain.Alias{Kind: domain.AliasUserID, Value: "DE.2"})
	f.check(err)
	if here, there := f.sheet("+491").Handed, f.sheet("DE.2").Handed; len(here) != 0 || len(there) != 1 {
		t.Errorf("after the split: %+v and %+v", here, there)
	}
}
