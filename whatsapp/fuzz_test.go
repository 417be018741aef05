package whatsapp_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

// elements counts the elements of chats in a body with an ordinary decoder; it
// is 0 for bodies of an odd shape.
func elements(body []byte) int {
	n := 0
	for _, entry := range parts(body, "entry") {
		for _, change := range parts(entry, "changes") {
			var field string
			if json.Unmarshal(part(change, "field"), &field) != nil || field != "messages" && field != "calls" {
				continue
			}
			for _, key := range []string{"messages", "statuses", "calls"} {
				n += len(parts(part(change, "value"), key))
			}
		}
	}
	return n
}

func part(body []byte, key string) json.RawMessage {
	var m map[string]json.RawMessage
	if json.Unmarshal(body, &m) != nil {
		return nil
	}
	return m[key]
}

func parts(body []byte, key string) []json.RawMessage {
	var l []json.RawMessage
	if json.Unmarshal(part(body, key), &l) != nil {
		return nil
	}
	return l
}

// FuzzDecode holds Decode to its promises: it never panics, always says
// something, keeps only valid JSON, counts its updates, lets every element of a
// list become at least one of them, and never reads an instant that no database
// can hold.
func FuzzDecode(f *testing.F) {
	for _, body := range fixtures(f) {
		f.Add(body)
	}
	f.Add([]byte(`{"entry":[{"changes":[{"field":"messages","value":{"m\u0065ssages":[{"id":"\ud800","from":"1"}]}}]}]}`))
	f.Add([]byte(strings.Repeat("[", 20000)))
	f.Fuzz(func(t *testing.T, body []byte) {
		updates := whatsapp.Decode(body)
		if len(updates) == 0 {
			t.Fatal("nothing was said about the body")
		}
		for i, u := range updates {
			check(t, i, u)
		}
		if n := elements(body); len(updates) < n {
			t.Errorf("%d elements became %d updates", n, len(updates))
		}
		if len(whatsapp.DecodeFor("1", body)) == 0 {
			t.Error("nothing was said about the body when asked for one number")
		}
	})
}

func check(t *testing.T, i int, u domain.Update) {
	t.Helper()
	if raw := rawOf(u); raw != nil && !json.Valid(raw) {
		t.Errorf("update %d keeps bytes that are no JSON", i)
	}
	switch u := u.(type) {
	case domain.Incoming:
		if u.Message.Pos.Index != i || u.Message.WAMID == "" || u.From.Empty() || u.Message.Kind == "" {
			t.Errorf("update %d is not complete: %+v", i, u)
		}
		if !u.Message.At.IsZero() && (u.Message.At.Year() > 9999 || u.Message.At.Location() != time.UTC) {
			t.Errorf("update %d is from %v", i, u.Message.At)
		}
	case domain.IdentityChanged:
		if u.Previous.Empty() || u.Current.Empty() || u.Previous == u.Current {
			t.Errorf("update %d changes nothing: %+v", i, u)
		}
	case domain.Reported:
		if u.WAMID == "" && u.UUID == "" {
			t.Errorf("update %d is about no message", i)
		}
	}
}

// batch is a POST of n messages with texts of size bytes, as Meta may send it.
func batch(n, size int) []byte {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"from":"4917604069%02d","id":"wamid.%d","timestamp":"1795425600","type":"text","text":{"body":"%s"}}`,
			i%100, i, strings.Repeat("Grüße/", size/7))
	}
	return whatsapp.EscapeASCII(inValue("messages", `"messages":[`+b.String()+`]`))
}

// The oracle of the fuzz test must see what is there, or it proves nothing.
func TestElementsCounts(t *testing.T) {
	t.Parallel()
	if got := elements(fixtures(t)["several_entries"]); got != 4 {
		t.Errorf("got %d elements, want 4", got)
	}
}

func TestDecodeFullBatch(t *testing.T) {
	t.Parallel()
	updates := whatsapp.Decode(batch(1000, 1400))
	seen := map[string]bool{}
	for _, u := range updates {
		m, ok := u.(domain.Incoming)
		if !ok {
			t.Fatalf("got %T", u)
		}
		seen[m.Message.WAMID] = true
	}
	if len(updates) != 1000 || len(seen) != 1000 {
		t.Errorf("got %d updates about %d messages", len(updates), len(seen))
	}
}

func TestDecodeDepth(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat(`{"a":[`, 4000) + strings.Repeat(`]}`, 4000)
	body := inValue("messages", `"messages":[{"from":"491760406901","id":"wamid.1","type":"tief","tief":`+deep+`}]`)
	if got := one[domain.Incoming](t, body); got.Message.Kind != domain.KindUnknown {
		t.Errorf("got %q", got.Message.Kind)
	}
	one[domain.Unreadable](t, []byte(strings.Repeat("[", 1<<20)))
}

func BenchmarkDecodeText(b *testing.B) {
	body := batch(1, 140)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		whatsapp.Decode(body)
	}
}

func BenchmarkDecodeBatch(b *testing.B) {
	body := batch(1000, 1190) // just under the 3 MB that Meta sends at most
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		whatsapp.Decode(body)
	}
}
