package desk_test

import (
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
	"sprechstunde/store"
	"sprechstunde/store/storetest"
)

// benched is a desk over 5,000 chats with 100,000 messages and 500 prepared
// answers, and the chats that wait.
func benched(b *testing.B) (*desk.Desk, []domain.Chat) {
	b.Helper()
	st, err := store.Open(b.Context(), store.Options{Path: filepath.Join(b.TempDir(), "desk.db"), Clock: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := st.Close(); err != nil {
			b.Error(err)
		}
	})
	if err := storetest.Fill(b.Context(), st, 5_000, 100_000, 1); err != nil {
		b.Fatal(err)
	}
	d := desk.New(desk.Options{
		Store: st, Relay: newPretendRelay(), Decode: decode, Clock: time.Now, NewID: uuid.NewString,
		Log: slog.New(slog.DiscardHandler), OnPanic: func(error) {},
		Pen: desk.Pen{Me: "Maja", Team: "Berufsberatung der Diakonie", Starter: func() []domain.Answer { return storetest.Answers(500, 1) }},
	})
	q, err := d.Queue(b.Context(), domain.FilterWaiting, domain.Window{Limit: 200})
	if err != nil || len(q.Chats) == 0 {
		b.Fatal(len(q.Chats), err)
	}
	if _, err := d.Suggest(b.Context(), q.Chats[0].ID); err != nil { // loads the answers
		b.Fatal(err)
	}
	return d, q.Chats
}

// A suggestion shall be there within 10 ms, the database included.
func BenchmarkSuggest(b *testing.B) {
	d, chats := benched(b)
	for i := 0; b.Loop(); i++ {
		if _, err := d.Suggest(b.Context(), chats[i%len(chats)].ID); err != nil {
			b.Fatal(err)
		}
	}
}

// The picker shall answer every key within 16 ms.
func BenchmarkSearchAnswers(b *testing.B) {
	d, chats := benched(b)
	typed := []string{"p", "pf", "pfl", "pfleg", "pflege", "pflege h", "pflege haupt", "geld", "wohnn", "xyz"}
	for i := 0; b.Loop(); i++ {
		if _, err := d.SearchAnswers(b.Context(), chats[0].ID, typed[i%len(typed)]); err != nil {
			b.Fatal(err)
		}
	}
}

// The lights follow 80 ms after the last key; the check itself, the names of
// 5,000 contacts included, is what this measures.
func BenchmarkCheck(b *testing.B) {
	d, chats := benched(b)
	for i := 0; b.Loop(); i++ {
		c := chats[i%len(chats)]
		r := domain.Reply{ChatID: c.ID, To: c.Contact.Address(), Text: "Hallo Luca, schau mal hier: https://ausbildung.example/pflege/start\n\nLiebe Grüße, Maja"}
		if _, err := d.Check(b.Context(), r); err != nil {
			b.Fatal(err)
		}
	}
}

// Loading everything anew happens once at the start and beside the work.
func BenchmarkRestock(b *testing.B) {
	d, _ := benched(b)
	for b.Loop() {
		if _, err := d.Answers(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
