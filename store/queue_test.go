package store_test

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/store"
)

// Persons in distress, what came back, what lapses before the border, and then
// first come first served; every window is a piece of the whole list.
func TestQueueOrderAndWindows(t *testing.T) {
	t.Parallel()
	f := open(t)
	for i, minutes := range []int{-3 * day, -10, -2 * day, -day - 1, -day + 1, -5, -20 * day, -day + 30, -40, -6 * day, -7 * day} {
		p := person(fmt.Sprintf("+4917%d", i), "", fmt.Sprintf("p%d", i))
		f.take(says(p, fmt.Sprintf("w%d", i), "hallo", minutes))
	}
	f.now = at(0)
	f.check(f.SetCrisis(t.Context(), f.find("p5").ID, true))
	f.check(f.SetCrisis(t.Context(), f.find("p1").ID, true))
	f.park("p9", "u9")
	f.result(domain.SendResult{UUID: "u9", State: domain.SendReturned, At: at(0), Reason: domain.ReturnExpired})
	border := at(60)
	want := []string{"p1", "p5", "p9", "p4", "p7", "p6", "p10", "p0", "p2", "p3", "p8"}
	for offset := range len(want) + 2 {
		for limit := range len(want) + 2 {
			q, err := f.Queue(t.Context(), domain.FilterWaiting, domain.Window{Offset: offset, Limit: limit}, border)
			f.check(err)
			piece := want[min(offset, len(want)):]
			if limit > 0 {
				piece = piece[:min(limit, len(piece))]
			}
			if got := namesOf(q.Chats); !slices.Equal(got, piece) {
				t.Errorf("offset %d, limit %d: %v, want %v", offset, limit, got, piece)
			}
			if q.Total != len(want) {
				t.Errorf("total %d", q.Total)
			}
		}
	}
	queueIs(t, f, time.Time{}, "p1", "p5", "p9", "p6", "p10", "p0", "p2", "p3", "p4", "p7", "p8")
	f.now = at(10) // the window of p4 has shut
	queueIs(t, f, border, "p1", "p5", "p9", "p7", "p6", "p10", "p0", "p2", "p3", "p4", "p8")
	f.reply("p7", domain.Send{UUID: "u7", Text: "Ja"})
	f.result(domain.SendResult{UUID: "u7", State: domain.SendFailed, At: at(11), Failure: &domain.Failure{Code: 131047}})
	if c := f.find("p7"); !c.Shut || c.CanReply(f.now) {
		t.Errorf("WhatsApp has said that it is shut: %+v", c)
	}
	queueIs(t, f, border, "p1", "p5", "p9", "p6", "p10", "p0", "p2", "p3", "p4", "p7", "p8")
	f.take(says(person("+49177", "", "p7"), "again", "und?", 12))
	if c := f.find("p7"); c.Shut {
		t.Errorf("they have written again: %+v", c)
	}
}

func queueIs(t *testing.T, f *fixture, border time.Time, want ...string) {
	t.Helper()
	q, err := f.Queue(t.Context(), domain.FilterWaiting, domain.Window{}, border)
	f.check(err)
	if got := namesOf(q.Chats); !slices.Equal(got, want) {
		t.Errorf("queue %v, want %v", got, want)
	}
}

func namesOf(chats []domain.Chat) []string {
	out := make([]string, len(chats))
	for i, c := range chats {
		out[i] = c.Contact.Name
	}
	return out
}

// Every run of the queue is read in the order of its index, without sorting.
func TestQueueIsReadFromIndexes(t *testing.T) {
	t.Parallel()
	f := open(t)
	db, err := sql.Open("sqlite", "file:"+f.path)
	f.check(err)
	defer db.Close()
	for _, filter := range domain.Filters() {
		for _, query := range store.QueueQueries(filter) {
			all := planOf(t, db, query)
			if !strings.Contains(all, query.Index) || strings.Contains(all, "TEMP B-TREE") {
				t.Errorf("%s\nis planned as\n%s", query.Text, all)
			}
		}
	}
}

func planOf(t *testing.T, db *sql.DB, query store.QueueQuery) string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query.Text, query.Args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var plan []string
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		plan = append(plan, detail)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(plan, "\n")
}
