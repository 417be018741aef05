package store_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/store"

	"github.com/google/go-cmp/cmp"
)

// lattice is what the states of messages are tried out in: one store for all
// tries of a process, because a message of its own is enough for each.
var lattice struct {
	sync.Mutex
	f    *fixture
	next int
}

// saidOf is what can be said of a message; how tells when.
func saidOf(what, how byte, uuid, wamid string) any {
	at := at(int(how % 16))
	reports := []domain.Status{
		domain.StatusSent, domain.StatusDelivered, domain.StatusRead, domain.StatusPlayed, domain.StatusFailed, "warning", domain.StatusAccepted,
	}
	states := []domain.SendState{
		domain.SendHeld, domain.SendReleased, domain.SendAccepted, domain.SendFailed, domain.SendUnknown, domain.SendParked,
	}
	n := int(what) % (len(reports) + len(states))
	if n >= len(reports) {
		r := domain.SendResult{UUID: uuid, State: states[n-len(reports)], At: at}
		if r.State == domain.SendAccepted {
			r.WAMID = wamid
		}
		return r
	}
	r := domain.Reported{WAMID: wamid, Status: reports[n], Recipient: samira, At: at}
	if how&16 != 0 {
		r.UUID = uuid
	}
	if r.Status == domain.StatusFailed {
		r.Failure = &domain.Failure{Code: 131000 + int(how>>6)}
	}
	return r
}

// FuzzStatusLattice says things of a message in one order and in another, some
// of them twice: what is shown is the same, no step on the way is lower than
// the one before, and nothing that was proof of arrival is taken back.
func FuzzStatusLattice(f *testing.F) {
	for _, seed := range []string{"\x00\x10\x01\x02\x02\x03", "\x08\x01\x0b\x02\x04\x13\x02\x12", "\x09\x05\x0c\x06\x07\x07", "\x02\x00\x04\x10\x01\x11\x09\x02\x0a\x03"} {
		f.Add([]byte(seed), uint64(7))
	}
	f.Fuzz(func(t *testing.T, said []byte, order uint64) {
		said = said[:min(len(said), 24)&^1]
		lattice.Lock()
		defer lattice.Unlock()
		begin(t)
		one, other := lattice.f.say(t, said, order, false), lattice.f.say(t, said, order, true)
		if diff := cmp.Diff(one, other); diff != "" {
			t.Errorf("in another order it ends otherwise (-told +otherwise):\n%s", diff)
		}
	})
}

// begin opens the store of the process, and another one when it has grown.
func begin(t *testing.T) {
	t.Helper()
	if lattice.f != nil && lattice.next < 20_000 {
		return
	}
	dir := t.TempDir() // goes when this try ends; the open file does not
	s, err := store.Open(context.Background(), store.Options{Path: dir + "/desk.db", Clock: func() time.Time { return start.Add(48 * time.Hour) }})
	if err != nil {
		t.Fatal(err)
	}
	lattice.f, lattice.next = &fixture{Store: s, t: t, now: start.Add(48 * time.Hour)}, 0
	lattice.f.take(says(samira, "w1", "hallo", 0))
}

// say queues a message and takes in what is said of it, and returns what is
// shown in the end.
func (f *fixture) say(t *testing.T, said []byte, order uint64, shuffled bool) domain.Message {
	t.Helper()
	f.t = t
	lattice.next++
	uuid, wamid := fmt.Sprint("u", lattice.next), fmt.Sprint("w-u", lattice.next)
	sent := f.send(uuid, "Hallo")
	var list []any
	for i := 0; i < len(said); i += 2 {
		list = append(list, saidOf(said[i], said[i+1], uuid, wamid))
	}
	if shuffled {
		for i := range list {
			j := int(order>>(i%32)) % (i + 1)
			list[i], list[j] = list[j], list[i]
		}
		list = append(list, slices.Clone(list[:len(list)/2])...)
	}
	was := domain.StatusQueued
	for i, what := range list {
		f.seq++
		_, err := f.TakeIn(context.Background(), domain.Batch{Instance: "one", To: f.seq, Events: []domain.Decoded{event(int64(i+2), what)}})
		f.check(err)
		_, m, err := f.SendByUUID(context.Background(), uuid)
		f.check(err)
		if m.Status != was && domain.Combine(was, m.Status) != m.Status {
			t.Fatalf("fell from %s to %s", was, m.Status)
		}
		was = m.Status
	}
	_, m, err := f.SendByUUID(context.Background(), uuid)
	f.check(err)
	if m.WAMID == wamid {
		m.WAMID = "its own"
	}
	m.ID, m.UUID, m.Pos = 0, "", sent.Pos
	m.Pos = domain.Position{}
	return m
}
