package store_test

import (
	"fmt"
	"testing"

	"sprechstunde/internal/domain"
)

// more takes in updates while others are to follow.
func (f *fixture) more(updates ...domain.Update) domain.Changes {
	f.t.Helper()
	b := domain.Batch{Instance: "one", More: true}
	for _, u := range updates {
		f.seq++
		b.Events = append(b.Events, event(f.seq, u))
	}
	b.To = f.seq
	c, err := f.TakeIn(f.t.Context(), b)
	f.check(err)
	return c
}

func TestCatchingUpComputesRowsOnce(t *testing.T) {
	t.Parallel()
	for name, next := range map[string]func(f *fixture) *fixture{
		"catching up": func(f *fixture) *fixture { _, err := f.CatchUp(t.Context()); f.check(err); return f },
		"a last batch": func(f *fixture) *fixture {
			c := f.take(says(luca, "x1", "ich auch", 5))
			if len(c.Waiting) != 2 {
				f.t.Errorf("chats that began to wait: %v", c.Waiting)
			}
			return f
		},
		"an action": func(f *fixture) *fixture { f.check(f.SetSeen(t.Context(), f.find("Luca").ID)); return f },
		"a start after a crash": func(f *fixture) *fixture {
			f.check(f.Close())
			return openAt(f.t, f.path)
		},
		"another relay": func(f *fixture) *fixture {
			_, err := f.TakeIn(t.Context(), domain.Batch{Instance: "two", To: 1, More: true, Events: []domain.Decoded{event(1, says(luca, "x2", "und?", 6))}})
			f.check(err)
			return f
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := open(t)
			f.take(says(samira, "w0", "eins", 0), says(luca, "x0", "hallo", 0))
			f.check(f.SetDone(t.Context(), f.find("Samira").ID, true))
			f.check(f.SetDone(t.Context(), f.find("Luca").ID, true))
			c := f.more(says(samira, "w1", "zwei", 1))
			if row := f.find("Samira"); row.LastText != "eins" || row.State != domain.ChatDone {
				t.Errorf("a row was computed though more follows: %+v", row)
			}
			if len(c.Chats) != 1 || c.Messages != 1 {
				t.Errorf("changes of a batch with more: %+v", c)
			}
			f = next(f)
			if row := f.find("Samira"); row.LastText != "zwei" || row.State != domain.ChatWaiting {
				t.Errorf("row afterwards: %+v", row)
			}
		})
	}
}

// A chat has a row as soon as it has a message, whatever follows.
func TestCatchingUpShowsNewChatsAtOnce(t *testing.T) {
	t.Parallel()
	f := open(t)
	for i := range 3 {
		f.more(says(samira, fmt.Sprint("w", i), fmt.Sprint(i), i))
	}
	if row := f.find("Samira"); row.LastText != "0" {
		t.Errorf("row: %+v", row)
	}
	f.take()
	if row := f.find("Samira"); row.LastText != "2" || row.Unread != 3 {
		t.Errorf("row afterwards: %+v", row)
	}
}

// TestCatchingUpLocksAtOnce: the chat shows a message before its row is computed,
// and nothing prepared may answer it.
func TestCatchingUpLocksAtOnce(t *testing.T) {
	t.Parallel()
	hint := says(samira, "w1", "ich will nicht mehr leben", 1)
	hint.Message.Crisis = true
	for name, u := range map[string]domain.Update{
		"a message": hint,
		"an edit": domain.Changed{
			From: samira, By: domain.In, WAMID: "e1", On: "w0", At: at(1),
			Edit: domain.Edit{Known: true, Text: "ich will nicht mehr leben", At: at(1), Crisis: true},
		},
	} {
		f := open(t)
		f.take(says(samira, "w0", "eins", 0), says(luca, "x0", "eins", 0))
		f.more(u, says(luca, "x1", "zwei", 1))
		if !f.find("Samira").Crisis {
			t.Errorf("%s: the lock does not know what the chat shows", name)
		}
		if f.find("Luca").LastText != "eins" {
			t.Errorf("%s: the rows of other chats were computed too", name)
		}
	}
}
