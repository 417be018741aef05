//go:build proof && linux && amd64

package nth_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/proof/rig"
)

// TestTakingOver: the relay has fetched a file, and the desk takes it over.
// Afterwards it lies in its folder once, whole, and nothing else does.
func TestTakingOver(t *testing.T) {
	files := map[string][]byte{}
	sweep(t, scene{
		name: "taking a file over",
		prepare: func(c *trial) {
			c.files = files
			r := c.relay()
			defer r.Kill()
			c.sendFile(r.URL, 0)
			if !c.fetched(30*time.Second) || len(files) != 1 {
				c.Fatal("the relay has not fetched the file")
			}
		},
		act: func(c *trial) {
			r := c.relay()
			defer r.Kill()
			c.traced("sync")
		},
		judge: func(c *trial) {
			c.files = files
			r := c.relay()
			defer r.Kill()
			c.plainly("sync")
			c.plainly("sync") // what a fault has put off is asked for again
			c.sound()
			c.inFolder()
		},
	})
}

// inFolder holds the desk's files against what was sent.
func (c *trial) inFolder() {
	c.Helper()
	rows, err := rig.Strings(c.Context(), c.home.Path("desk.db"),
		`SELECT key || ' ' || sum || ' ' || stored FROM file WHERE state = 'here' AND owed = 0`)
	if err != nil || len(rows) != len(c.files) {
		c.Errorf("%s: the desk has %q, %v", c.seen().Hit, rows, err)
	}
	for _, row := range rows {
		part := strings.Fields(row)
		got, err := os.ReadFile(filepath.Join(c.home.Path("media"), part[2]))
		sum := sha256.Sum256(got)
		if err != nil || !bytes.Equal(got, c.files[part[0]]) || hex.EncodeToString(sum[:]) != part[1] {
			c.Errorf("%s: %d bytes of %d, %v", c.seen().Hit, len(got), len(c.files[part[0]]), err)
		}
	}
	names, err := os.ReadDir(c.home.Path("media"))
	if err != nil || len(names) != len(rows) {
		c.Errorf("%s: %d files in the folder, %d are known, %v", c.seen().Hit, len(names), len(rows), err)
	}
	left, err := os.ReadDir(c.home.Path("relay-media"))
	if err != nil || len(left) != 0 {
		c.Errorf("%s: the relay still has %d, %v", c.seen().Hit, len(left), err)
	}
}

// TestSendingAFile: the desk sends a message with a file. What stands in it has
// reached Meta once, with the file.
func TestSendingAFile(t *testing.T) {
	file, form := filepath.Join(t.TempDir(), "Formular.pdf"), []byte("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n"+strings.Repeat("% nichts\n", 1<<13)+"%%EOF\n")
	if err := os.WriteFile(file, form, 0o600); err != nil {
		t.Fatal(err)
	}
	sweep(t, scene{
		name: "sending a file", prepare: withChat,
		act: func(c *trial) {
			r := c.relay()
			defer r.Kill()
			c.traced("send", person, "--file", file, "--text", words, "--now")
		},
		judge: func(c *trial) {
			c.sentOnce()
			c.withFile(form)
		},
	})
}

// withFile: every message that has reached Meta carries the words and the file,
// byte by byte.
func (c *trial) withFile(want []byte) {
	c.Helper()
	up := c.meta.Uploads()
	for _, f := range up {
		if !bytes.Equal(f.Data, want) {
			c.Errorf("%s: %d bytes of %d went up", c.seen().Hit, len(f.Data), len(want))
		}
	}
	for _, m := range c.meta.Sent() {
		if len(up) == 0 || m.Type != "document" || !bytes.Contains(m.Raw, []byte(words)) {
			c.Errorf("%s: Meta got %d files and %s", c.seen().Hit, len(up), m.Raw)
		}
	}
}
