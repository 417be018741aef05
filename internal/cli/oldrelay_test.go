package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
)

// copyRelay keeps the relay's database as it is, and returns what puts it back.
func (p *pair) copyRelay() (putBack func()) {
	p.t.Helper()
	p.stop()
	path := filepath.Join(p.dir, "relay.db")
	old, err := os.ReadFile(path)
	if err != nil {
		p.t.Fatal(err)
	}
	p.openRelay()
	return func() {
		p.t.Helper()
		p.stop()
		for _, rest := range []string{"-wal", "-shm"} {
			if err := os.RemoveAll(path + rest); err != nil {
				p.t.Fatal(err)
			}
		}
		if err := os.WriteFile(path, old, 0o600); err != nil {
			p.t.Fatal(err)
		}
		p.openRelay()
	}
}

func (p *pair) deliver(texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		if err := p.meta.Deliver(p.t.Context(), fakewa.Text(luca, text)); err != nil {
			p.t.Fatal(err)
		}
	}
}

// shown are the texts a desk shows of Luca.
func (p *pair) shown(w *whole) []string {
	p.t.Helper()
	chat, err := w.desk.FindChat(p.t.Context(), luca.Phone)
	if err != nil {
		p.t.Fatal(err)
	}
	thread, err := w.desk.Thread(p.t.Context(), chat.ID, 0, 0)
	if err != nil {
		p.t.Fatal(err)
	}
	var texts []string
	for _, m := range thread.Messages {
		texts = append(texts, m.Content.Text)
	}
	slices.Sort(texts)
	return texts
}

// An older copy of relay.db counts on from where it was, with numbers that the
// desk has taken in already and would not ask for again.
func TestAnOlderCopyOfTheRelayLosesNoMessage(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		taken, fresh int
		asks         bool // before the new ones come
	}{
		"as many come":             {taken: 3, fresh: 3},
		"fewer come":               {taken: 3, fresh: 1},
		"more come":                {taken: 3, fresh: 5},
		"asked before they come":   {taken: 3, fresh: 3, asks: true},
		"nothing was taken since":  {taken: 0, fresh: 2},
		"one for one, asked early": {taken: 1, fresh: 1, asks: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPair(t)
			maja, tom := p.desk("Maja"), p.desk("Tom")
			p.deliver("hallo", "noch etwas")
			maja.sync()
			tom.sync()
			putBack := p.copyRelay()
			want := []string{"hallo", "noch etwas"}
			for i := range c.taken {
				want = append(want, fmt.Sprint("vorher ", i))
				p.deliver(want[len(want)-1])
			}
			maja.sync()
			tom.sync()
			putBack()
			if c.asks {
				maja.sync()
			}
			for i := range c.fresh {
				want = append(want, fmt.Sprint("nachher ", i))
				p.deliver(want[len(want)-1])
			}
			for range 2 { // the second time nothing is new
				for _, w := range []*whole{maja, tom} {
					w.sync()
					if got := p.shown(w); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
						t.Errorf("%s shows %q, want %q", w.cfg.Adviser.Name, got, want)
					}
				}
			}
		})
	}
}

// Who starts the relay anew on the same database has the same log: nothing is
// read from the start.
func TestARestartedRelayGoesOnWithItsLog(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	maja := p.desk("Maja")
	p.deliver("hallo")
	maja.sync()
	before := p.instance(maja)
	for range 3 {
		p.stop()
		p.openRelay()
		maja.sync()
		p.deliver("noch etwas")
		maja.sync()
	}
	if after := p.instance(maja); after != before {
		t.Errorf("the log is called %s, and was called %s", after, before)
	}
}

func (p *pair) instance(w *whole) string {
	p.t.Helper()
	var h domain.RelayHealth
	h, err := w.relay.Health(p.t.Context())
	if err != nil {
		p.t.Fatal(err)
	}
	return h.Instance
}
