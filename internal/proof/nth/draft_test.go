//go:build proof && linux && amd64

package nth_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/glass"
	"sprechstunde/internal/proof/rig"
)

// shows waits until the screen shows a text; false if the program has ended.
func shows(c *trial, g *glass.Glass, what string, ok func(screen string) bool) bool {
	c.Helper()
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	late := time.After(time.Minute)
	for !ok(g.Screen()) {
		select {
		case <-look.C:
		case <-g.Ended():
			return false
		case <-late:
			c.Errorf("%s: never saw %s:\n%s", c.seen().Hit, what, g.Screen())
			return false
		}
	}
	return true
}

// TestDrafting: the desk opens, and somebody writes. One call that fails must
// not cost the draft as long as the desk lives.
func TestDrafting(t *testing.T) {
	saved := map[*trial]bool{}
	done := make(chan struct{}, 1)
	done <- struct{}{}
	sweep(t, scene{
		name:    "saving a draft",
		prepare: withChat,
		act: func(c *trial) {
			r := c.relay()
			defer r.Kill()
			cmd := c.wrapped()
			g := glass.Open(c.T, cmd, glass.Options{Env: cmd.Env})
			ok := c.write(g)
			<-done
			saved[c] = ok
			done <- struct{}{}
			if strings.Contains(g.Screen(), "goroutine ") {
				c.Errorf("%s: it broke down:\n%s", c.seen().Hit, g.Screen())
			}
			g.Kill()
		},
		judge: func(c *trial) {
			c.plainly("inbox")
			c.sound()
			<-done
			defer func() { done <- struct{}{} }()
			if c.dry() && !saved[c] {
				c.Fatal("nothing is saved without a fault")
			}
			if saved[c] {
				c.has("desk.db", `SELECT text FROM draft`, []string{words})
			}
		},
	})
}

// write writes a draft and reports whether it was saved; a desk that ended
// before has saved nothing.
func (c *trial) write(g *glass.Glass) bool {
	c.Helper()
	says := func(text string) func(string) bool {
		return func(screen string) bool { return strings.Contains(screen, text) }
	}
	if !shows(c, g, "the chat", says("Ich habe eine Frage")) {
		return false
	}
	g.Press("i")
	if !shows(c, g, "the composer", says("Antwort an")) {
		return false
	}
	g.Press(words)
	return shows(c, g, "the saved draft", func(string) bool {
		have, err := rig.Strings(c.Context(), c.home.Path("desk.db"), `SELECT text FROM draft`)
		return err == nil && slices.Contains(have, words)
	})
}
