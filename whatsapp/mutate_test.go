package whatsapp_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

// gone stands for a key that is missing altogether.
type gone struct{}

// oddValues are what any value of a payload may turn into.
var oddValues = []any{gone{}, nil, 7.0, -1.5, "x", "", true, []any{}, []any{nil, 1.0, "x", []any{}}, map[string]any{}, map[string]any{"a": nil}}

// neighbour stands beside each message that is tampered with.
const neighbour = `{"from":"491760406999","id":"wamid.neighbour","timestamp":"1795425600","type":"text","text":{"body":"nebenan"}}`

// TestAnyFieldMayBeAnything replaces every single value of every fixture by
// something odd. Nothing may panic, no element may vanish, and a message must
// not suffer from what stands beside it.
func TestAnyFieldMayBeAnything(t *testing.T) {
	t.Parallel()
	for name, body := range fixtures(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tried := 0
			for i, root := range single(t, body) {
				eachMutation(t, root, i == 0, func(where string, mutated []byte) {
					tried++
					survives(t, where, mutated)
				})
			}
			if tried < 100 {
				t.Errorf("only %d mutations were tried", tried)
			}
		})
	}
}

func survives(t *testing.T, where string, mutated []byte) {
	t.Helper()
	updates := whatsapp.Decode(mutated)
	if n := elements(mutated); len(updates) < max(n, 1) {
		t.Errorf("%s: %d elements became %d updates", where, n, len(updates))
	}
	unharmed := false
	for i, u := range updates {
		check(t, i, u)
		if m, ok := u.(domain.Incoming); ok && m.Message.WAMID == "wamid.neighbour" {
			unharmed = m.From.Phone == "+491760406999" && m.Message.Content.Text == "nebenan" && !m.Message.At.IsZero()
		}
	}
	beside := strings.Contains(where, ".messages[0]") && bytes.Contains(mutated, []byte("wamid.neighbour"))
	if beside && !unharmed && bytes.Contains(mutated, []byte(`"field":"messages"`)) {
		t.Errorf("%s: the message beside it was harmed", where)
	}
}

// single takes a fixture apart: one small body for each element of a list, with
// the neighbour behind it, and one for each change without a list.
func single(t *testing.T, body []byte) []any {
	t.Helper()
	var roots []any
	for _, entry := range parts(body, "entry") {
		for _, c := range parts(entry, "changes") {
			var change, value map[string]json.RawMessage
			if json.Unmarshal(c, &change) != nil || json.Unmarshal(change["value"], &value) != nil {
				t.Fatal("a fixture has an odd shape")
			}
			for _, v := range singleValues(t, value) {
				change["value"] = encoded(t, v)
				entry := map[string]any{"id": "1", "time": 1795425600, "changes": []any{change}}
				roots = append(roots, decoded(t, encoded(t, map[string]any{"entry": []any{entry}})))
			}
		}
	}
	if len(roots) == 0 {
		// The fixture whose very lists are no lists.
		roots = append(roots, decoded(t, body))
	}
	return roots
}

func singleValues(t *testing.T, value map[string]json.RawMessage) []map[string]json.RawMessage {
	t.Helper()
	var all []map[string]json.RawMessage
	for _, key := range []string{"messages", "message_echoes", "calls", "statuses"} {
		for _, element := range parts(encoded(t, value), key) {
			one := maps.Clone(value)
			delete(one, "messages")
			delete(one, "statuses")
			one[key] = encoded(t, []json.RawMessage{element})
			if key == "messages" {
				one[key] = encoded(t, []json.RawMessage{element, json.RawMessage(neighbour)})
			}
			all = append(all, one)
		}
	}
	if len(all) == 0 {
		all = append(all, value)
	}
	return all
}

func encoded(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func decoded(t *testing.T, b []byte) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// sameEverywhere are keys of the envelope that all bodies of a fixture share,
// as they do the contacts; tampering with them in one body is enough.
var sameEverywhere = []string{"time", "field", "metadata", "messaging_product"}

const contactsPath = ".entry[0].changes[0].value.contacts"

// eachMutation calls try with every body that differs from this one in one
// value. The body comes back unchanged.
func eachMutation(t *testing.T, root any, envelope bool, try func(where string, mutated []byte)) {
	t.Helper()
	tamper := func(where string, set func(any), old any) {
		for i, odd := range oddValues {
			set(odd)
			try(fmt.Sprintf("%s: value %d", where, i), encoded(t, root))
		}
		set(old)
	}
	var walk func(v any, where string)
	walk = func(v any, where string) {
		switch v := v.(type) {
		case map[string]any:
			for _, k := range slices.Sorted(maps.Keys(v)) {
				if !envelope && (slices.Contains(sameEverywhere, k) || where+"."+k == contactsPath) {
					continue
				}
				old := v[k]
				tamper(where+"."+k, func(n any) {
					if v[k] = n; n == (gone{}) {
						delete(v, k)
					}
				}, old)
				walk(old, where+"."+k)
			}
		case []any:
			for i, old := range v {
				if m, ok := old.(map[string]any); ok && m["id"] == "wamid.neighbour" {
					continue
				}
				at := fmt.Sprintf("%s[%d]", where, i)
				tamper(at, func(n any) { v[i] = n }, old)
				walk(old, at)
			}
		}
	}
	walk(root, "")
}
