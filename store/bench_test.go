package store_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/store"
	"sprechstunde/store/storetest"
)

// master is a filled database that is made once and copied for each benchmark;
// TestMain removes it.
var master struct {
	sync.Once
	dir, path       string
	chats, messages int
	err             error
}

// filled opens a database of 5,000 chats and 100,000 messages, or of as many as
// SPRECHSTUNDE_BENCH_SIZE=chats/messages says, to look at growth.
func filled(b *testing.B) *fixture {
	b.Helper()
	master.Do(func() { makeMaster(b) })
	if master.err != nil {
		b.Fatal(master.err)
	}
	body, err := os.ReadFile(master.path)
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "desk.db")
	if err := os.WriteFile(path, body, 0o600); err != nil {
		b.Fatal(err)
	}
	return openAt(b, path)
}

func makeMaster(b *testing.B) {
	b.Helper()
	master.chats, master.messages = 5000, 100000
	if c, m, ok := strings.Cut(os.Getenv("SPRECHSTUNDE_BENCH_SIZE"), "/"); ok {
		master.chats, _ = strconv.Atoi(c)
		master.messages, _ = strconv.Atoi(m)
	}
	if master.dir, master.err = os.MkdirTemp("", "sprechstunde-bench"); master.err != nil {
		return
	}
	master.path = filepath.Join(master.dir, "desk.db")
	s, err := store.Open(b.Context(), store.Options{Path: master.path, Clock: func() time.Time { return storetest.End }})
	if err != nil {
		master.err = err
		return
	}
	master.err = storetest.Fill(b.Context(), s, master.chats, master.messages, 1)
	if err := s.Close(); master.err == nil {
		master.err = err
	}
}

func BenchmarkQueue(b *testing.B) {
	f := filled(b)
	for _, filter := range domain.Filters() {
		for _, offset := range []int{0, master.chats / 4} {
			b.Run(string(filter)+"/offset="+strconv.Itoa(offset), func(b *testing.B) {
				for b.Loop() {
					if _, err := f.Queue(b.Context(), filter, domain.Window{Offset: offset, Limit: 50}, time.Time{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// withAnswers adds 500 answers that have been sent 2,000 times.
func withAnswers(b *testing.B) *fixture {
	b.Helper()
	f := filled(b)
	f.now = storetest.End
	answers := storetest.Answers(500, 1)
	f.put(answers...)
	q, err := f.Queue(b.Context(), domain.FilterAll, domain.Window{Limit: 1000}, time.Time{})
	f.check(err)
	for i := range 1000 {
		c := q.Chats[i%len(q.Chats)]
		_, err := f.AddSend(b.Context(), c.ID, domain.Send{
			UUID: strconv.Itoa(i), To: c.Contact.Address(), Kind: domain.SendText, Text: "x",
		}, domain.SentWith{Taken: domain.Taken{Keys: []string{answers[0].Key, answers[i*i%500].Key}}})
		f.check(err)
	}
	return f
}

func BenchmarkAnswers500(b *testing.B) {
	f := withAnswers(b)
	for b.Loop() {
		if list := f.answers(); len(list) != 500 {
			b.Fatal(len(list))
		}
	}
}

func BenchmarkUses(b *testing.B) {
	f := withAnswers(b)
	for b.Loop() {
		if list, err := f.Uses(b.Context(), 1000); err != nil || len(list) != 1000 {
			b.Fatal(len(list), err)
		}
	}
}

func BenchmarkOtherNames5(b *testing.B) {
	f := filled(b)
	id := f.find(storetest.Person(0).UserID).ID
	names := []string{"Samira", "Büşra", "Nobody", "Oleksandr", "Jörg 12"}
	for b.Loop() {
		if got, err := f.OtherNames(b.Context(), id, names); err != nil || len(got) != 4 {
			b.Fatal(got, err)
		}
	}
}

// BenchmarkWakeDue is what is asked every few seconds while nothing is due.
func BenchmarkWakeDue(b *testing.B) {
	f := filled(b)
	for b.Loop() {
		if _, err := f.WakeDue(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkThread(b *testing.B) {
	f := filled(b)
	chat := f.find(storetest.Person(0).UserID) // who writes most
	for name, before := range map[string]bool{"end": false, "before": true} {
		b.Run(name, func(b *testing.B) {
			var key int64
			if before {
				t, err := f.Thread(b.Context(), chat.ID, 0, 100)
				if err != nil || len(t.Messages) != 100 {
					b.Fatal(len(t.Messages), err)
				}
				key = t.Messages[0].ID
			}
			for b.Loop() {
				if _, err := f.Thread(b.Context(), chat.ID, key, 100); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkTakeIn500(b *testing.B) {
	f := filled(b)
	g := storetest.New(master.chats, 1)
	g.Batch(master.messages, master.messages)
	for b.Loop() {
		b.StopTimer()
		batch := g.Batch(500, master.messages)
		b.StartTimer()
		c, err := f.TakeIn(b.Context(), batch)
		if err != nil || c.Messages != 500 {
			b.Fatal(c.Messages, err)
		}
	}
}

// BenchmarkOpen is opening a database that is there and reading the first
// window, which is what the start of the desk waits for.
func BenchmarkOpen(b *testing.B) {
	path := filled(b).path
	for b.Loop() {
		s, err := store.Open(b.Context(), store.Options{Path: path, Clock: func() time.Time { return storetest.End }})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Queue(b.Context(), domain.FilterWaiting, domain.Window{Limit: 50}, time.Time{}); err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSearch tells the 95th of a hundred times as well, because what is
// promised is about slow ones.
func BenchmarkSearch(b *testing.B) {
	f := filled(b)
	for name, typed := range map[string]string{
		"word": "bewerbung", "rare": "altenpflege fsj", "quoted": `"bewerbung"`, "phrase": `"ich möchte ein"`, "typing": `"kann ich ein prak`,
		"prefix3": "bew", "prefix4": "bewe", "prefix7": "ausbild", "from": "von:samira bewerbung", "day": "danke vor:2026-07", "none": "nirgendwo",
	} {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				begin := time.Now()
				got, err := f.Search(b.Context(), domain.ParseSearch(typed, storetest.End), 50)
				if err != nil || len(got.Hits) == 0 && name != "none" && name != "rare" {
					b.Fatal(len(got.Hits), err)
				}
				took = append(took, time.Since(begin))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds()), "p95-us")
		})
	}
}

// BenchmarkFindPeople is one key typed into the jump to a person; run it with
// SPRECHSTUNDE_BENCH_SIZE=50000/100000.
func BenchmarkFindPeople(b *testing.B) {
	f := filled(b)
	for name, typed := range map[string]string{
		"nothing": "", "letter": "s", "begin": "sam", "whole": "samira", "letters": "smr", "no such": "qxqx", "digits": "4444", "two words": "s mü",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := f.FindPeople(b.Context(), typed, 20); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkSuspects looks for the same person of one chat, and of all.
func BenchmarkSuspects(b *testing.B) {
	f := filled(b)
	q, err := f.Queue(b.Context(), domain.FilterAll, domain.Window{Limit: 50}, time.Time{})
	f.check(err)
	b.Run("one", func(b *testing.B) {
		n := 0
		for b.Loop() {
			n++
			if _, err := f.Suspects(b.Context(), q.Chats[n%len(q.Chats)].ID); err != nil {
				b.Fatal(err)
			}
		}
	})
}
