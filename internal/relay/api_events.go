package relay

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"sprechstunde/internal/domain"
)

// wireEvent is an event as it travels. Bodies of webhooks are base64, because
// JSON could not carry bytes that are no UTF-8; ours are JSON already.
type wireEvent struct {
	Seq  int64            `json:"seq"`
	Kind domain.EventKind `json:"kind"`
	At   time.Time        `json:"at"`
	Body []byte           `json:"body,omitempty"`
	Data json.RawMessage  `json:"data,omitempty"`
}

type wirePull struct {
	Instance string      `json:"instance"`
	LastSeq  int64       `json:"last_seq"`
	Mark     string      `json:"mark"`
	Events   []wireEvent `json:"events"`
}

// eventsQuery is what is asked of the log.
type eventsQuery struct {
	after domain.Cursor // with an instance "" it is a number and no more
	limit int
	wait  time.Duration
	reads bool // by a desk that only reads: what it has is not yet where it stays
}

// parseEventsQuery reads after (required for a reader that has a cursor, 0 by
// default), limit and wait. Too much is cut down; nonsense is refused.
func parseEventsQuery(raw string) (eventsQuery, error) {
	q := eventsQuery{limit: defaultLimit}
	v, err := url.ParseQuery(raw)
	if err != nil {
		return q, fmt.Errorf("reading query: %w", err)
	}
	if s := v.Get("after"); s != "" {
		if q.after.Seq, err = strconv.ParseInt(s, 10, 64); err != nil || q.after.Seq < 0 {
			return q, errors.New("after is not a sequence number")
		}
	}
	if s := v.Get("limit"); s != "" {
		if q.limit, err = strconv.Atoi(s); err != nil || q.limit < 1 {
			return q, errors.New("limit is not a positive number")
		}
	}
	if s := v.Get("wait"); s != "" {
		if q.wait, err = time.ParseDuration(s); err != nil || q.wait < 0 {
			return q, errors.New("wait is not a duration")
		}
	}
	q.after.Instance, q.after.Mark = v.Get("instance"), v.Get("mark")
	q.limit = min(q.limit, maxLimit)
	q.wait = min(q.wait, maxWait)
	return q, nil
}

func (a *api) getEvents(w http.ResponseWriter, r *http.Request) {
	q, err := parseEventsQuery(r.URL.RawQuery)
	if err != nil {
		refuse(w, http.StatusBadRequest, domain.Fail(domain.CodeUsage, err.Error(), nil))
		return
	}
	q.reads = reads(r)
	pull, err := a.relay.pull(r.Context(), q)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	out := wirePull{Instance: pull.Instance, LastSeq: pull.LastSeq, Mark: pull.Mark, Events: make([]wireEvent, len(pull.Events))}
	for i, e := range pull.Events {
		out.Events[i] = toWire(e)
	}
	answer(w, http.StatusOK, out)
}

func toWire(e domain.Event) wireEvent {
	w := wireEvent{Seq: e.Seq, Kind: e.Kind, At: e.At}
	if e.Kind == domain.EventWebhook {
		w.Body = e.Raw
	} else {
		w.Data = e.Raw
	}
	return w
}

func fromWire(w wireEvent) (domain.Event, error) {
	e := domain.Event{Seq: w.Seq, Kind: w.Kind, At: w.At, Raw: w.Data}
	if w.Kind == domain.EventWebhook {
		e.Raw = w.Body
	}
	var err error
	switch w.Kind {
	case domain.EventSend:
		e.Send = new(domain.SendResult)
		err = json.Unmarshal(w.Data, e.Send)
	case domain.EventAuto:
		e.Auto = new(domain.AutoSent)
		err = json.Unmarshal(w.Data, e.Auto)
	case domain.EventMedia:
		e.Media = new(domain.MediaNews)
		err = json.Unmarshal(w.Data, e.Media)
	default: // told by its bytes alone
	}
	if err != nil {
		return e, fmt.Errorf("reading event %d: %w", w.Seq, err)
	}
	return e, nil
}

// pull finds out whether the cursor is one of this log and reads the log. If
// nothing is there it waits for the next event, for q.wait, for the caller to
// leave or for the relay to go down.
func (r *Relay) pull(ctx context.Context, q eventsQuery) (Pull, error) {
	if err := r.recognize(ctx, q.after); err != nil {
		return Pull{}, err
	}
	timer := time.NewTimer(q.wait)
	defer timer.Stop()
	for {
		ring := r.news.next()
		p, err := r.read(ctx, q)
		if err != nil || len(p.Events) > 0 || q.wait == 0 {
			return p, err
		}
		select {
		case <-ring:
		case <-timer.C:
			return p, nil
		case <-r.closing:
			return p, nil
		case <-ctx.Done():
			return p, ctx.Err()
		}
	}
}

func (r *Relay) read(ctx context.Context, q eventsQuery) (Pull, error) {
	p := Pull{Instance: r.name()}
	var err error
	if p.Events, err = r.ledger.events(ctx, q.after.Seq, q.limit, maxAnswer); err != nil {
		return p, err
	}
	if p.LastSeq, err = r.ledger.lastSeq(ctx); err != nil {
		return p, err
	}
	upTo := q.after.Seq
	if len(p.Events) > 0 {
		upTo = p.Events[len(p.Events)-1].Seq
	}
	if p.Mark, err = r.ledger.mark(ctx, upTo); err != nil {
		return p, err
	}
	// A cursor beyond our newest event belongs to another database and
	// confirms nothing here, nor does one of another name. What a deputy has taken
	// in, the desk of the adviser who is away has still to read.
	if ours := q.after.Instance == "" || q.after.Instance == p.Instance; ours && q.after.Seq <= p.LastSeq && !q.reads && !r.writers.away() {
		r.confirm(q.after.Seq)
	}
	return p, nil
}
