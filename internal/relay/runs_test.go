package relay_test

import (
	"context"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
)

// A cursor with a mark that we have not given for its number makes the log take
// another name, once; every other cursor leaves it as it is.
func TestACursorOfAnotherLog(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change  func(c *domain.Cursor)
		renamed bool
	}{
		"ours":                   {func(*domain.Cursor) {}, false},
		"ours, further back":     {func(c *domain.Cursor) { c.Seq = 1 }, false},
		"no mark":                {func(c *domain.Cursor) { c.Mark = "" }, false},
		"no mark, far ahead":     {func(c *domain.Cursor) { c.Seq, c.Mark = 99, "" }, true},
		"of another relay":       {func(c *domain.Cursor) { c.Instance, c.Seq, c.Mark = "other", 99, "x" }, false},
		"another mark":           {func(c *domain.Cursor) { c.Mark = "x" }, true},
		"a number we never gave": {func(c *domain.Cursor) { c.Seq = 99 }, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := options(t)
			names := 0
			o.NewID = func() string { names++; return "log-" + string(rune('0'+names)) }
			r := start(t, o)
			for _, body := range []string{"{}", "{ }"} {
				if status := deliverSigned(t, r, body); status != 200 {
					t.Fatal(status)
				}
			}
			api := client(t, r)
			pull := func(c domain.Cursor) relay.Pull {
				t.Helper()
				p, err := api.Events(context.Background(), c, 10, 0)
				if err != nil {
					t.Fatal(err)
				}
				return p
			}
			all := pull(domain.Cursor{})
			from := domain.Cursor{Instance: all.Instance, Seq: 2, Mark: all.Mark}
			if len(all.Events) != 2 || all.Mark == "" {
				t.Fatalf("%d events, mark %q", len(all.Events), all.Mark)
			}
			c.change(&from)
			got := pull(from)
			if (got.Instance != all.Instance) != c.renamed {
				t.Errorf("the log was %s and is %s", all.Instance, got.Instance)
			}
			if again := pull(from); again.Instance != got.Instance {
				t.Errorf("the log was renamed twice: %s, %s", got.Instance, again.Instance)
			}
			fresh := pull(domain.Cursor{Instance: got.Instance})
			if len(fresh.Events) != 2 || fresh.Instance != got.Instance {
				t.Errorf("from the start there are %d events of %s", len(fresh.Events), fresh.Instance)
			}
		})
	}
}
