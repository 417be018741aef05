//go:build proof && linux

package disk_test

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"sprechstunde/internal/proof/rig"
)

// verdict is what became of a flip.
type verdict string

const (
	refused   verdict = "refused in one sentence"
	marked    verdict = "shown as damaged"
	invisible verdict = "without an effect on anything shown"
	byDoctor  verdict = "seen by integrity_check alone"
)

// said is what the desk shows of one message.
type said struct {
	WAMID *string `json:"wamid"`
	UUID  *string `json:"uuid"`
	Kind  string  `json:"kind"`
	Text  string  `json:"text"`
}

// told is everything a home tells: what each chat says, in order.
func told(t *testing.T, h *rig.Home) (texts []string, ok bool) {
	t.Helper()
	for _, who := range people {
		out, ok := try(t, h, "show", who, "--json")
		if !ok {
			return nil, false
		}
		var thread struct {
			Chat struct {
				Kind string `json:"last_kind"`
				Text string `json:"last_text"`
			} `json:"chat"`
			Messages []said `json:"messages"`
		}
		if err := json.Unmarshal(out, &thread); err != nil {
			t.Errorf("no JSON: %v\n%s", err, out)
			return nil, false
		}
		texts = append(texts, thread.Chat.Kind+" | "+thread.Chat.Text)
		for _, m := range thread.Messages {
			texts = append(texts, m.Kind+" | "+m.Text)
		}
	}
	return texts, true
}

// people are some of those who wrote.
var people = []string{person, "+4915550001001"}

// TestFlippedBits flips bits in closed databases. What the desk shows after it
// is what it showed before, or nothing, or a message marked as damaged.
func TestFlippedBits(t *testing.T) {
	from := lived(t)
	good, err := os.ReadFile(from.Path("desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	want, ok := told(t, from)
	if !ok || !strings.Contains(strings.Join(want, "\n"), words) {
		t.Fatalf("nothing to damage: %q", want)
	}
	genuine := map[string]bool{}
	for _, w := range want {
		genuine[w] = true
	}
	luck, counts := rig.Luck(t), map[verdict]int{}
	h := rig.HomeIn(t, rig.Fast(t), from.API)
	n := rig.Times(1_600, 16_000)
	for range n {
		bad := flip(luck, good)
		if err := os.WriteFile(h.Path("desk.db"), bad, 0o600); err != nil {
			t.Fatal(err)
		}
		counts[judge(t, h, want, genuine)]++
		if t.Failed() {
			t.FailNow()
		}
		for _, side := range []string{"desk.db-wal", "desk.db-shm"} {
			_ = os.Remove(h.Path(side))
		}
	}
	for _, v := range slices.Sorted(maps.Keys(counts)) {
		rig.Tell(t, "flips in desk.db "+string(v), counts[v])
	}
	if counts[marked] == 0 && n > 100 {
		t.Error("no flip ever met a text: this proves nothing")
	}
}

// flip changes one bit, one byte, or 64 bytes in a row, mostly where there is
// something.
func flip(luck *rand.Rand, good []byte) []byte {
	bad := slices.Clone(good)
	at := luck.IntN(len(bad))
	for try := 0; try < 20 && bad[at] == 0; try++ {
		at = luck.IntN(len(bad))
	}
	switch luck.IntN(4) {
	case 0:
		bad[at] = byte(luck.Uint32())
	case 1:
		for i := at; i < min(at+64, len(bad)); i++ {
			bad[i] ^= byte(luck.Uint32())
		}
	default:
		bad[at] ^= 1 << luck.IntN(8)
	}
	return bad
}

func judge(t *testing.T, h *rig.Home, want []string, genuine map[string]bool) verdict {
	t.Helper()
	have, ok := told(t, h)
	if !ok {
		return refused
	}
	if slices.Equal(have, want) {
		return invisible
	}
	v := byDoctor
	for _, line := range have {
		if strings.HasPrefix(line, "damaged | ") {
			v = marked
		} else if !genuine[line] {
			t.Errorf("shown as genuine: %q", line)
		}
	}
	if v == byDoctor && rig.Sound(t.Context(), h.Path("desk.db")) == nil {
		t.Errorf("nobody notices: %q instead of %q", have, want)
	}
	return v
}

// TestFlippedBitsInTheRelay flips bits in a relay.db that the desk has not
// pulled yet. What it pulls is what was signed, or it is told that something is
// missing.
func TestFlippedBitsInTheRelay(t *testing.T) {
	from := lived(t)
	good, err := os.ReadFile(from.Path("relay.db"))
	if err != nil {
		t.Fatal(err)
	}
	h := rig.HomeIn(t, rig.Fast(t), from.API)
	h.Embedded = true // one process less in each case
	h.Configure(t)
	pull := func(file []byte) (said string, texts []string, ok bool) {
		for _, name := range []string{"desk.db", "desk.db-wal", "desk.db-shm", "relay.db-wal", "relay.db-shm"} {
			_ = os.Remove(h.Path(name))
		}
		if err := os.WriteFile(h.Path("relay.db"), file, 0o600); err != nil {
			t.Fatal(err)
		}
		out, ok := try(t, h, "sync")
		if ok {
			texts, ok = told(t, h)
		}
		return string(out), texts, ok
	}
	usual, want, ok := pull(good)
	if !ok || len(want) < 4 {
		t.Fatalf("nothing to damage: %s %q", usual, want)
	}
	luck, counts := rig.Luck(t), map[verdict]int{}
	for range rig.Times(400, 4_000) {
		bad := flip(luck, good)
		said, have, ok := pull(bad)
		switch {
		case slices.Equal(have, want):
			counts[invisible]++
		case !ok && said != usual:
			counts[refused]++
		case said != usual:
			counts[marked]++
		case rig.Sound(t.Context(), h.Path("relay.db")) != nil:
			counts[byDoctor]++
		default:
			t.Errorf("nobody notices: %q instead of %q", have, want)
		}
		for _, line := range have {
			if !slices.Contains(want, line) {
				t.Errorf("shown as genuine: %q", line)
			}
		}
		if t.Failed() {
			t.FailNow()
		}
	}
	for _, v := range slices.Sorted(maps.Keys(counts)) {
		rig.Tell(t, "flips in relay.db "+string(v), counts[v])
	}
}
