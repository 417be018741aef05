//go:build proof && unix

package kill_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
)

// observer reads the two databases from outside and compares them with what was
// promised to the crowd.
type observer struct {
	t     *testing.T
	home  *rig.Home
	crowd *crowd

	seq         int64            // how far relay.db was read
	kept        map[string]int   // wamid → rows in relay.db
	at          map[string]int64 // wamid → the first event that brought it
	acked, sent int

	message int64          // how far the messages of desk.db were read
	shown   map[string]int // wamid → rows in desk.db
	cursor  int64          // of the desk
	upTo    []string       // wamids by the event that brought them first
}

func newObserver(t *testing.T, h *rig.Home, c *crowd) *observer {
	t.Helper()
	return &observer{t: t, home: h, crowd: c, kept: map[string]int{}, at: map[string]int64{}, shown: map[string]int{}}
}

// read takes in what has come into relay.db since the last time.
func (o *observer) read() {
	o.t.Helper()
	db := rig.LookAt(o.t, o.home.Path("relay.db"))
	defer db.Close()
	rows, err := db.QueryContext(o.t.Context(), `SELECT seq, CAST(body AS TEXT) FROM events WHERE kind = 'webhook' AND seq > ? ORDER BY seq`, o.seq)
	if err != nil {
		o.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var body string
		if err := rows.Scan(&o.seq, &body); err != nil {
			o.t.Fatal(err)
		}
		wamid := wamidIn(body)
		if wamid == "" {
			continue // of Meta's own
		}
		if o.kept[wamid]++; o.kept[wamid] == 1 {
			o.at[wamid] = o.seq
			o.upTo = append(o.upTo, wamid)
		}
	}
	if err := rows.Err(); err != nil {
		o.t.Fatal(err)
	}
}

// relay: every 200 has its row, and no post more than one.
func (o *observer) relay() {
	o.t.Helper()
	posted, taken, handed := o.crowd.promised()
	o.read()
	o.acked = 0
	for wamid, n := range taken {
		o.acked += n
		if o.kept[wamid] < n {
			o.t.Errorf("%s was acknowledged %d times and is in relay.db %d times", wamid, n, o.kept[wamid])
		}
	}
	now, _, _ := o.crowd.promised() // posts that began while the file was read
	for wamid, n := range o.kept {
		if n > max(now[wamid], posted[wamid]) {
			o.t.Errorf("%s was posted %d times and is in relay.db %d times", wamid, now[wamid], n)
		}
	}
	o.outbox(handed)
}

// outbox: every send that was acknowledged has its row.
func (o *observer) outbox(handed map[string]bool) {
	o.t.Helper()
	there := map[string]bool{}
	for _, uuid := range rig.List[string](o.t, o.home.Path("relay.db"), `SELECT uuid FROM outbox`) {
		there[uuid] = true
	}
	o.sent = 0
	for uuid, acknowledged := range handed {
		if acknowledged {
			o.sent++
		}
		if acknowledged && !there[uuid] {
			o.t.Errorf("the send %s was acknowledged and is not in relay.db", uuid)
		}
	}
}

// rest waits until nothing in the outbox is on its way.
func (o *observer) rest() {
	o.t.Helper()
	late := time.After(10 * patience)
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		n := rig.List[int](o.t, o.home.Path("relay.db"), `SELECT count(*) FROM outbox WHERE state IN ('held', 'sending')`)[0]
		if n == 0 {
			return
		}
		select {
		case <-tick.C:
		case <-late:
			o.t.Fatalf("%d sends are still on their way", n)
		}
	}
}

// desk: what the relay has up to the desk's cursor is in desk.db once, and
// nothing else is.
func (o *observer) desk() {
	o.t.Helper()
	path := o.home.Path("desk.db")
	if _, err := os.Stat(path); err != nil {
		return // it was killed before it had one
	}
	cursor := rig.List[int64](o.t, path, `SELECT coalesce(max(seq), 0) FROM relay`)[0]
	if cursor < o.cursor {
		o.t.Errorf("the desk's cursor went back from %d to %d", o.cursor, cursor)
	}
	o.cursor = cursor
	db := rig.LookAt(o.t, path)
	defer db.Close()
	rows, err := db.QueryContext(o.t.Context(), `SELECT m.id, m.wamid, c.phone FROM message m JOIN contact c ON c.id = m.chat_id
		WHERE m.id > ? AND m.wamid LIKE 'wamid.proof.%' ORDER BY m.id`, o.message)
	if err != nil {
		o.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var wamid, phone string
		if err := rows.Scan(&o.message, &wamid, &phone); err != nil {
			o.t.Fatal(err)
		}
		var n int
		if _, err := fmt.Sscanf(wamid, "wamid.proof.%d.", &n); err != nil || phone != phoneOf(n) {
			o.t.Errorf("%s is in the chat of %s", wamid, phone)
		}
		if o.shown[wamid]++; o.shown[wamid] > 1 {
			o.t.Errorf("%s is in desk.db %d times", wamid, o.shown[wamid])
		}
		if at, ok := o.at[wamid]; !ok || at > cursor {
			o.t.Errorf("%s of event %d is in desk.db, whose cursor is at %d", wamid, at, cursor)
		}
	}
	if err := rows.Err(); err != nil {
		o.t.Fatal(err)
	}
	for len(o.upTo) > 0 && o.at[o.upTo[0]] <= cursor {
		if wamid := o.upTo[0]; o.shown[wamid] == 0 {
			o.t.Errorf("%s of event %d was skipped: it is not in desk.db, whose cursor is at %d", wamid, o.at[wamid], cursor)
		}
		o.upTo = o.upTo[1:]
	}
}

// complete: the desk has everything that was ever acknowledged, and the program
// shows it: asked for some of the people by chance.
func (o *observer) complete(people int) {
	o.t.Helper()
	_, taken, _ := o.crowd.promised()
	for wamid := range taken {
		if o.shown[wamid] != 1 {
			o.t.Errorf("%s was acknowledged and is in desk.db %d times", wamid, o.shown[wamid])
		}
	}
	for range people {
		o.person(o.crowd.chance(max(1, len(taken))))
	}
}

// person asks the program for the chat of whoever wrote message n.
func (o *observer) person(n int) {
	o.t.Helper()
	phone, want, got := phoneOf(n), map[string]int{}, map[string]int{}
	for i := n - n%perPerson; i < n-n%perPerson+perPerson; i++ {
		if o.shown[wamidOf(i)] > 0 {
			want[wamidOf(i)] = 1
		}
	}
	if len(want) == 0 {
		return // their numbers were all for replies
	}
	for _, m := range show(o.t, o.home, phone) {
		if m.Direction == "in" {
			got[m.WAMID]++
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		o.t.Errorf("the program shows %v of %s, and should %v", got, phone, want)
	}
}

type shownMessage struct{ WAMID, UUID, Direction, Text, Status string }

func show(t *testing.T, h *rig.Home, phone string) []shownMessage {
	t.Helper()
	out, err := h.Command(t, "show", phone, "--json").Output()
	if err != nil {
		t.Fatalf("show: %v\n%s", err, out)
	}
	var got struct{ Messages []shownMessage }
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	return got.Messages
}

// synced lets a desk pull everything there is.
func synced(t *testing.T, h *rig.Home) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*patience)
	defer cancel()
	if out, err := h.CommandContext(ctx, t, "sync").CombinedOutput(); err != nil {
		t.Fatalf("sync: %v\n%s", err, out)
	}
}

// sends: nothing reached Meta twice, and what is told of each is true. Only an
// attempt that was cut off may be unknown. The relay tells of those that the
// crowd handed over, the desk of its own.
func (o *observer) sends(meta *fakewa.Server) (unknown int) {
	o.t.Helper()
	left := map[string]int{}
	for _, s := range meta.Sent() {
		left[s.UUID]++
	}
	told := o.states("relay.db", `SELECT uuid || ' ' || state FROM outbox`)
	for uuid := range left {
		if _, ok := told[uuid]; !ok {
			o.t.Errorf("the send %q reached Meta, and the relay knows nothing of it", uuid)
		}
	}
	_, _, handed := o.crowd.promised()
	for uuid, acknowledged := range handed {
		if state, ok := told[uuid]; ok || acknowledged {
			unknown += o.judge(uuid, state, left[uuid])
		}
		delete(told, uuid)
	}
	for uuid, state := range o.states("desk.db", `SELECT uuid || ' ' || status FROM message WHERE direction = 'out'`) {
		unknown += o.judge(uuid, state, left[uuid])
		delete(told, uuid)
	}
	for uuid, state := range told {
		o.t.Errorf("nobody handed over %s, which is %s", uuid, state)
	}
	return unknown
}

func (o *observer) states(file, query string) map[string]string {
	o.t.Helper()
	out := map[string]string{}
	for _, pair := range rig.List[string](o.t, o.home.Path(file), query) {
		uuid, state, _ := strings.Cut(pair, " ")
		out[uuid] = state
	}
	return out
}

func (o *observer) judge(uuid, state string, left int) (unknown int) {
	o.t.Helper()
	ok := false
	switch state {
	case "accepted", "sent", "delivered":
		ok = left == 1
	case "failed":
		ok = left == 0
	case "unknown":
		ok, unknown = left <= 1, 1
	}
	if !ok {
		o.t.Errorf("the send %s reached Meta %d times and is told to be %q", uuid, left, state)
	}
	return unknown
}
