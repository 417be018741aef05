//go:build proof

package order_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/proof/rig"
	"sprechstunde/store"

	"github.com/google/go-cmp/cmp"
)

// perBase is how many messages share a database.
const perBase = 500

// sequence is an order of events, each by its number; one may stand twice.
type sequence []int

// set is what a sequence says, whatever its order.
func (q sequence) set() sequence {
	s := slices.Sorted(slices.Values(q))
	return slices.Compact(s)
}

// every returns all sequences of at most n of seven events, without or with
// repetitions, the empty one included.
func every(n int, repeated bool) []sequence {
	list := []sequence{{}}
	for last := list; n > 0; n-- {
		var longer []sequence
		for _, q := range last {
			for e := range sevens {
				if repeated || !slices.Contains(q, e) {
					longer = append(longer, append(slices.Clone(q), e))
				}
			}
		}
		list, last = append(list, longer...), longer
	}
	return list
}

// TestEveryOrder plays every order of up to seven events of one message, and
// orders in which they repeat, for each kind of message.
func TestEveryOrder(t *testing.T) {
	list := every(sevens, false)
	if len(list) != 13_700 {
		t.Fatalf("%d orders, want all 13,700", len(list))
	}
	longest := 4
	if rig.Long() {
		longest = sevens // 960,800
	}
	doubled := slices.DeleteFunc(every(longest, true), func(q sequence) bool { return len(q.set()) == len(q) })
	if rig.Asked() {
		luck := rig.Luck(t)
		luck.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		list = list[:min(len(list), rig.Times(0, 0))]
		doubled = nil
	}
	for _, c := range casts {
		t.Run(c.name, func(t *testing.T) {
			c.before = c.begun(t)
			want := c.sorted(t)
			for _, some := range [][]sequence{list, doubled} {
				for part := range slices.Chunk(some, perBase) {
					c.compare(t, part, want)
				}
			}
			rig.Tell(t, "orders of up to seven events of "+c.name, len(list))
			rig.Tell(t, "orders with repetitions of "+c.name, len(doubled))
		})
	}
}

// sorted plays every set of events in its sorted order and returns what is then
// to be seen, by the set.
func (c cast) sorted(t *testing.T) map[string]string {
	t.Helper()
	var sets []sequence
	for bits := range 1 << sevens {
		var q sequence
		for e := range sevens {
			if bits>>e&1 == 1 {
				q = append(q, e)
			}
		}
		sets = append(sets, q)
	}
	want := map[string]string{}
	for i, seen := range c.play(t, sets) {
		want[fmt.Sprint(sets[i])] = seen
		if c.status == nil {
			continue
		}
		if must, line := c.status(sets[i]), lineOf(seen); !strings.Contains(line, fmt.Sprintf(`"Status":%q`, must)) {
			t.Errorf("after %v it has to be %s: %s", sets[i], must, line)
		}
	}
	c.differ(t, sets, want)
	return want
}

// differ: each event shows, or its place in an order would be compared with
// nothing.
func (c cast) differ(t *testing.T, sets []sequence, want map[string]string) {
	t.Helper()
	for e := range sevens {
		shows := slices.ContainsFunc(sets, func(q sequence) bool {
			i := slices.Index(q, e)
			return i >= 0 && want[fmt.Sprint(q)] != want[fmt.Sprint(slices.Delete(slices.Clone(q), i, i+1))]
		})
		if !shows {
			t.Errorf("event %d of %s is never to be seen", e, c.name)
		}
	}
}

// lineOf is that of the message itself.
func lineOf(seen string) string {
	for line := range strings.Lines(seen) {
		if strings.HasPrefix(line, `{"message"`) && strings.Contains(line, `"UUID":"u#"`) {
			return line
		}
	}
	return ""
}

func (c cast) compare(t *testing.T, list []sequence, want map[string]string) {
	t.Helper()
	wrong := 0
	for i, got := range c.play(t, list) {
		if must := want[fmt.Sprint(list[i].set())]; got != must && wrong < 3 {
			wrong++
			t.Errorf("another state than when sorted after the order %v (-sorted +got):\n%s", list[i],
				cmp.Diff(strings.Split(must, "\n"), strings.Split(got, "\n")))
		}
	}
}

// play lets a message of its own go through each sequence, all in one
// database, and returns what is then to be seen of each. Half of them get their
// events one by one, in transactions of their own, the others all at once.
func (c cast) play(t *testing.T, list []sequence) []string {
	t.Helper()
	b := openBase(t, c.before)
	defer b.close()
	for step := range 2 * sevens {
		for i, q := range list {
			switch {
			case i%2 == 0 && step < len(q):
				b.add(int64(q[step]+2), c.events(subject(i))[q[step]])
			case i%2 == 1 && step == 0:
				for _, e := range q {
					b.add(int64(e+2), c.events(subject(i))[e])
				}
			}
		}
		b.take()
	}
	return b.seen()[:len(list)]
}

// begun is a desk.db in which everybody has said hello, and got what a cast
// sends; as bytes, because it is the same for all orders.
func (c cast) begun(t *testing.T) []byte {
	t.Helper()
	b := openBase(t, nil)
	defer b.close()
	for i := range perBase {
		s := subject(i)
		b.add(1, s.says(s.name("w1"), "Hallo", 0))
	}
	b.take()
	if c.send != nil {
		for i := range perBase {
			b.queue(c, subject(i))
		}
	}
	copied := filepath.Join(rig.InMemory(t), "copy.db")
	b.check(b.BackupTo(context.Background(), copied))
	body, err := os.ReadFile(copied)
	b.check(err)
	return body
}

// base is a desk.db.
type base struct {
	*store.Store
	dir   string
	t     *testing.T
	batch domain.Batch
}

func openBase(t *testing.T, before []byte) *base {
	t.Helper()
	dir := rig.InMemory(t)
	path := filepath.Join(dir, "desk.db")
	if before != nil {
		if err := os.WriteFile(path, before, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := store.Open(t.Context(), store.Options{Path: path, Clock: func() time.Time { return minute(30 * fullDay) }})
	if err != nil {
		t.Fatal(err)
	}
	return &base{Store: s, dir: dir, t: t}
}

func (b *base) check(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *base) close() {
	b.t.Helper()
	b.check(b.Close())
	b.check(os.RemoveAll(b.dir)) // a night has thousands of them
}

// add puts one event into the batch. Its place in the relay's log is its own
// and not the order in which it is told here.
func (b *base) add(seq int64, what any) {
	d := domain.Decoded{Event: domain.Event{Seq: seq, Kind: domain.EventWebhook, At: minute(29 * fullDay)}}
	switch v := what.(type) {
	case domain.SendResult:
		d.Event.Kind, d.Event.Send = domain.EventSend, &v
	case domain.AutoSent:
		d.Event.Kind, d.Event.Auto = domain.EventAuto, &v
	case domain.Update:
		d.Updates = []domain.Update{v}
	}
	b.batch.Events = append(b.batch.Events, d)
	b.batch.To = max(b.batch.To, seq)
}

func (b *base) take() {
	b.t.Helper()
	if len(b.batch.Events) == 0 {
		return
	}
	b.batch.Instance = "relay"
	_, err := b.TakeIn(context.Background(), b.batch)
	b.check(err)
	b.batch.Events = b.batch.Events[:0]
}

func (b *base) queue(c cast, s subject) {
	b.t.Helper()
	chat, err := b.FindChat(context.Background(), s.phone())
	b.check(err)
	send, with := c.send(s)
	_, err = b.AddSend(context.Background(), chat.ID, send, with)
	b.check(err)
}

var (
	numbered = regexp.MustCompile(mark + `(\d{7})`)
	// ownPlace is that of a send of ours among all of them.
	ownPlace = regexp.MustCompile(`"Index":10737\d{5}`)
)

// seen cuts an export into what it tells of each message, without their numbers.
func (b *base) seen() []string {
	b.t.Helper()
	var out bytes.Buffer
	b.check(b.Export(context.Background(), &out))
	parts := make([][]string, perBase)
	lines := bufio.NewScanner(&out)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		found := numbered.FindStringSubmatch(line)
		if found == nil {
			continue
		}
		i, err := strconv.Atoi(found[1])
		b.check(err)
		line = numbered.ReplaceAllString(line, "#")
		parts[i] = append(parts[i], ownPlace.ReplaceAllString(line, `"Index":"own"`))
	}
	b.check(lines.Err())
	seen := make([]string, perBase)
	for i, p := range parts {
		slices.Sort(p)
		seen[i] = strings.Join(p, "\n")
	}
	return seen
}
