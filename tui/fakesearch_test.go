package tui_test

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/words"
)

// Search finds words by reading everything, as the real desk does by its index.
func (d *fakeDesk) Search(ctx context.Context, typed string, limit int) (domain.Found, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.searched = append(d.searched, typed)
	d.searching = ctx
	what := domain.ParseSearch(typed, d.now())
	out := domain.Found{Search: what, Missing: d.missing}
	if err := d.enter("search"); err != nil {
		return out, err
	}
	for _, c := range d.chats {
		if len(what.Words) > 0 && len(found(c.Contact.Name, what)) > 0 {
			out.People = append(out.People, c)
		}
		for _, m := range d.threads[c.ID] {
			if marks := found(m.Words(), what); len(marks) > 0 {
				out.Hits = append(out.Hits, domain.Hit{Message: m, Chat: c, Words: m.Words(), Marks: marks})
			}
		}
	}
	out.Resting = map[int64]bool{}
	for id, who := range d.people {
		out.Resting[id] = who.Restriction.On
	}
	slices.SortStableFunc(out.Hits, func(a, b domain.Hit) int { return cmp.Compare(b.Message.At.UnixMilli(), a.Message.At.UnixMilli()) })
	if len(out.Hits) > limit {
		out.Hits, out.More = out.Hits[:limit], true
	}
	return out, nil
}

// found marks all words; nothing if one is missing.
func found(text string, what domain.Search) [][2]int {
	var marks [][2]int
	for _, w := range what.Words {
		before := len(marks)
		for _, t := range words.Tokens(text) {
			if strings.HasPrefix(t.Folded, words.Fold(w.Text)) {
				marks = append(marks, [2]int{t.Start, t.End})
			}
		}
		if len(marks) == before {
			return nil
		}
	}
	slices.SortFunc(marks, func(a, b [2]int) int { return a[0] - b[0] })
	return slices.Compact(marks)
}
