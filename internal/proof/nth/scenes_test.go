//go:build proof && linux && amd64

package nth_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"sprechstunde/internal/proof/rig"
)

const bodies = `SELECT CAST(body AS TEXT) FROM events WHERE kind = 'webhook'`

func quoted(ids []string) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = `"id":"` + id + `"`
	}
	return out
}

// TestTakingIn: the relay starts on an empty home, takes webhooks and stops.
func TestTakingIn(t *testing.T) {
	sweep(t, scene{
		name: "taking webhooks in",
		act: func(c *trial) {
			c.relayUnder(func(url string) { c.deliver(url, 4) })
		},
		judge: func(c *trial) {
			r := c.relay()
			r.Kill()
			c.sound()
			if c.dry() && len(c.acked) != 4 {
				c.Fatalf("%d webhooks of 4 are taken without a fault", len(c.acked))
			}
			c.has("relay.db", bodies, quoted(c.acked))
		},
	})
}

// relayUnder runs the relay under the tracer while something happens.
func (c *trial) relayUnder(during func(url string)) {
	c.Helper()
	r, err := c.home.TryRelay(c.T, c.wrapped("relay"))
	if err == nil {
		during(r.URL)
		err = r.Stop()
	} else {
		c.out, c.err = []byte(r.Said()), r.Stop()
		c.spoke()
		return
	}
	c.out, c.err = []byte(r.Said()), err
	if strings.Contains(r.Said(), "goroutine ") {
		c.Errorf("%s: it broke down:\n%s", c.seen().Hit, c.out)
	}
}

// TestPulling: the desk takes in what the relay has, on an empty home.
func TestPulling(t *testing.T) {
	var all []string
	sweep(t, scene{
		name: "pulling",
		prepare: func(c *trial) {
			r := c.relay()
			c.deliver(r.URL, 4)
			r.Kill()
			if all = c.acked; len(all) != 4 {
				c.Fatalf("%d webhooks of 4 are taken", len(all))
			}
		},
		act: func(c *trial) {
			r := c.relay()
			defer r.Kill()
			c.traced("sync")
		},
		judge: func(c *trial) {
			r := c.relay()
			defer r.Kill()
			c.plainly("sync")
			c.sound()
			c.has("desk.db", `SELECT '<' || wamid || '>' FROM message`, wrapped(all))
		},
	})
}

func wrapped(ids []string) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = "<" + id + ">"
	}
	return out
}

// withChat is a home in whose desk somebody has written.
func withChat(c *trial) {
	c.Helper()
	r := c.relay()
	defer r.Kill()
	c.deliver(r.URL, 1)
	c.plainly("sync")
}

const (
	person = "+4915550001000"
	words  = "Guten Tag, hier ist Maja."
)

// TestSending: desk and relay send one message, with the fault first in the
// desk and then in the relay.
func TestSending(t *testing.T) {
	t.Run("desk", func(t *testing.T) {
		sweep(t, scene{name: "sending, in the desk", prepare: withChat, judge: (*trial).sentOnce, act: func(c *trial) {
			r := c.relay()
			defer r.Kill()
			c.traced("send", person, "--text", words, "--now")
		}})
	})
	t.Run("relay", func(t *testing.T) {
		sweep(t, scene{name: "sending, in the relay", prepare: withChat, judge: (*trial).sentOnce, act: func(c *trial) {
			c.relayUnder(func(string) {
				out, err := c.home.Command(c.T, "send", person, "--text", words, "--now").CombinedOutput()
				if err != nil {
					if err := rig.Plain(out); err != nil {
						c.Errorf("%s: %v", c.seen().Hit, err)
					}
				}
			})
		}})
	})
}

// sentOnce: what stands in the desk has reached Meta once, or may have; what
// does not stand there has not.
func (c *trial) sentOnce() {
	c.Helper()
	r := c.relay()
	defer r.Kill()
	const open = `SELECT uuid FROM message WHERE uuid IS NOT NULL AND status IN ('queued', 'sending')`
	for {
		c.plainly("sync")
		left, err := rig.Strings(c.Context(), c.home.Path("desk.db"), open)
		if err != nil {
			c.Error(err)
		}
		if len(left) == 0 || c.Failed() {
			break
		}
	}
	c.sound()
	have, err := rig.Strings(c.Context(), c.home.Path("desk.db"), `SELECT uuid || ' ' || status FROM message WHERE uuid IS NOT NULL`)
	if err != nil {
		c.Error(err)
	}
	if len(have) > 1 || c.err == nil && len(have) == 0 {
		c.Errorf("%s: the desk has %q", c.seen().Hit, have)
	}
	for _, m := range c.meta.Sent() {
		if !strings.HasPrefix(strings.Join(have, ""), m.UUID+" ") {
			c.Errorf("%s: Meta got %s, which the desk does not have: %q", c.seen().Hit, m.UUID, have)
		}
	}
	for _, row := range have {
		id, status, _ := strings.Cut(row, " ")
		switch n := c.meta.Count(id); {
		case n > 1, n == 1 && status != "accepted" && status != "unknown", n == 0 && status != "unknown":
			c.Errorf("%s: Meta got it %d times, the desk calls it %s", c.seen().Hit, n, status)
		}
	}
}

// stamp is when an export was made, which may be another day than the one before.
var stamp = regexp.MustCompile(`(?m)^.*Exportiert.*$`)

// exported are the contents of the files of the folder that have a name.
func exported(c *trial) (out []string) {
	c.Helper()
	files, err := filepath.Glob(c.home.Path("out/*"))
	if err != nil {
		c.Fatal(err)
	}
	for _, f := range files {
		if strings.HasPrefix(filepath.Base(f), ".") {
			continue // left over from a kill, and of no name yet
		}
		text, err := os.ReadFile(f)
		if err != nil {
			c.Error(err)
		}
		out = append(out, string(text))
	}
	return out
}

// TestExporting: one chat is written into a file.
func TestExporting(t *testing.T) {
	want := ""
	sweep(t, scene{
		name: "exporting",
		prepare: func(c *trial) {
			withChat(c)
			out, err := c.home.Command(c.T, "export", person, "--out", c.TempDir()).Output()
			if err != nil {
				c.Fatal(err)
			}
			text, err := os.ReadFile(strings.TrimSpace(string(out)))
			if err != nil {
				c.Fatal(err)
			}
			want = string(text)
		},
		act: func(c *trial) { c.traced("export", person, "--out", c.home.Path("out")) },
		judge: func(c *trial) {
			files := exported(c)
			if c.err == nil && len(files) != 1 {
				c.Errorf("%s: it says that it is done and left %d files", c.seen().Hit, len(files))
			}
			c.plainly("export", person, "--out", c.home.Path("out"))
			c.sound()
			if len(exported(c)) != len(files)+1 {
				c.Errorf("%s: no new file", c.seen().Hit)
			}
			for _, text := range exported(c) {
				if stamp.ReplaceAllString(text, "") != stamp.ReplaceAllString(want, "") {
					c.Errorf("%s: half a file:\n%s", c.seen().Hit, text)
				}
			}
		},
	})
}
