package store

import (
	"context"
	"time"

	"sprechstunde/internal/domain"
)

// Folding is the number of the way in which words are folded.
const Folding = folding

// QueueQuery is how one run of the queue is read.
type QueueQuery struct {
	Text, Index string
	Args        []any
}

// QueueQueries are the runs of a filter's queue.
func QueueQueries(f domain.Filter) []QueueQuery {
	var out []QueueQuery
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	for _, sec := range sections(f, now, now.Add(time.Hour)) {
		out = append(out, QueueQuery{`SELECT id FROM ` + sec.from() + ` ORDER BY ` + sec.order + ` LIMIT 50`, sec.index, sec.args})
	}
	return out
}

// IDOfSend is how Meta's id of a send is found.
var IDOfSend = QueueQuery{Text: idOfSend, Index: "report_uuid", Args: []any{"u1"}}

// VoicesUnheard is how voice notes without a transcript are found.
var VoicesUnheard = QueueQuery{Text: voicesUnheard, Index: "message_voice", Args: []any{0, 1}}

// Guarded reports whether the guard is asked before something is written under
// these words.
func Guarded(doing string) bool {
	asked := false
	s := &Store{guard: func(context.Context) error { asked = true; return nil }}
	return s.mayWrite(context.Background(), doing) == nil && asked
}

// Hers are the words the guard knows.
func Hers() []string { return hers }
