//go:build proof && linux && amd64

package nth_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/relay"
)

// TestFetching: the relay starts on an empty home, takes messages with files,
// fetches these and stops. Afterwards all of them are there, each once.
func TestFetching(t *testing.T) {
	sweep(t, scene{
		name: "fetching files",
		act: func(c *trial) {
			c.relayUnder(func(url string) {
				c.files = map[string][]byte{}
				for i := range 2 {
					c.sendFile(url, i)
				}
				c.fetched(2 * time.Second)
			})
		},
		judge: func(c *trial) {
			if c.dry() && len(c.files) != 2 {
				c.Fatalf("%d files of 2 are taken without a fault", len(c.files))
			}
			r := c.relay()
			if !c.fetched(30 * time.Second) {
				c.Errorf("%s: files still wait", c.seen().Hit)
			}
			c.allFiles()
			r.Kill()
			c.sound()
		},
	})
}

// sendFile posts a message with a file until it is taken, or nobody listens.
func (c *trial) sendFile(url string, i int) {
	c.Helper()
	data := bytes.Repeat([]byte{byte('a' + i)}, 40<<10)
	id := c.meta.Keep(&fakewa.File{MIME: "application/pdf", Data: data})
	body := rig.Envelope("messages", map[string]any{
		"messaging_product": "whatsapp",
		"metadata":          map[string]any{"phone_number_id": fakewa.DefaultPhoneNumberID},
		"messages": []any{map[string]any{
			"id": fmt.Sprintf("wamid.file.%d", i), "from": "4915550001000", "timestamp": fmt.Sprint(time.Now().Unix()), "type": "document",
			"document": map[string]any{"id": id, "mime_type": "application/pdf", "filename": "../Lebenslauf.pdf"},
		}},
	})
	client := &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	for range 4 {
		code, err := rig.Post(c.Context(), client, url, body)
		if err != nil {
			return
		}
		if code == http.StatusOK {
			c.files[id] = data
			return
		}
	}
}

func (c *trial) api() *relay.Client {
	c.Helper()
	api, err := relay.NewClient(relay.ClientOptions{URL: "unix:" + c.home.Path("s"), Token: rig.RelayToken})
	if err != nil {
		c.Fatal(err)
	}
	return api
}

// fetched waits until no file waits; false: that took too long, or nobody is
// there to ask.
func (c *trial) fetched(most time.Duration) bool {
	c.Helper()
	api := c.api()
	defer api.Close()
	late := time.After(most)
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	for {
		// This answers once everything stored was thought about.
		err := api.SetCrisis(c.Context(), domain.Address{Phone: "+4930"}, false)
		if h, herr := api.Health(c.Context()); err == nil && herr == nil && h.FilesWaiting == 0 {
			return true
		} else if domain.CodeOf(herr) == domain.CodeRelayDown {
			return false
		}
		select {
		case <-look.C:
		case <-late:
			return false
		}
	}
}

// allFiles holds every file whose message was taken against what was sent, and
// the folder against the log.
func (c *trial) allFiles() {
	c.Helper()
	api := c.api()
	defer api.Close()
	p, err := api.Events(c.Context(), domain.Cursor{}, 1000, 0)
	if err != nil {
		c.Fatalf("%s: %v", c.seen().Hit, err)
	}
	told := map[string]bool{}
	for _, e := range p.Events {
		if e.Kind == domain.EventMedia {
			told[e.Media.ID] = e.Media.State == domain.FileFetched
		}
	}
	for id, want := range c.files {
		r, err := api.Media(c.Context(), id)
		if err != nil || !told[id] {
			c.Errorf("%s: a file is told of: %v, %v", c.seen().Hit, told[id], err)
			continue
		}
		got, err := io.ReadAll(r)
		r.Close()
		if err != nil || !bytes.Equal(got, want) {
			c.Errorf("%s: %d bytes of %d, %v", c.seen().Hit, len(got), len(want), err)
		}
	}
	names, err := os.ReadDir(c.home.Path("relay-media"))
	if err != nil || len(names) != len(told) {
		c.Errorf("%s: %d files in the folder, %d are told of, %v", c.seen().Hit, len(names), len(told), err)
	}
}
