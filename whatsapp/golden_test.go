package whatsapp_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// fixtures returns the hand-made bodies by name.
func fixtures(tb testing.TB) map[string][]byte {
	tb.Helper()
	paths, err := filepath.Glob("testdata/*.json")
	if err != nil || len(paths) == 0 {
		tb.Fatalf("no fixtures: %v", err)
	}
	all := map[string][]byte{}
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			tb.Fatal(err)
		}
		all[strings.TrimSuffix(filepath.Base(p), ".json")] = b
	}
	return all
}

func TestGolden(t *testing.T) {
	t.Parallel()
	for name, body := range fixtures(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := dump(whatsapp.Decode(body))
			path := filepath.Join("testdata", name+".golden")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Meta escapes what it sends; the fixtures are readable. Both must mean the
// same, and blanks must mean nothing.
func TestEscapedAndCompactBodiesMeanTheSame(t *testing.T) {
	t.Parallel()
	for name, body := range fixtures(t) {
		want := dump(whatsapp.Decode(body))
		var compact bytes.Buffer
		if err := json.Compact(&compact, body); err != nil {
			t.Fatal(err)
		}
		for how, other := range map[string][]byte{
			"escaped": whatsapp.EscapeASCII(body),
			"compact": compact.Bytes(),
			"mark":    append([]byte("\xef\xbb\xbf \n"), body...),
		} {
			if diff := cmp.Diff(want, dump(whatsapp.Decode(other))); diff != "" {
				t.Errorf("%s, %s: %s", name, how, diff)
			}
		}
	}
}

// What is kept raw are the element's own bytes, and they are ours: changing the
// body afterwards changes nothing.
func TestRawIsTheElementsOwnBytes(t *testing.T) {
	t.Parallel()
	for name, body := range fixtures(t) {
		updates := whatsapp.Decode(body)
		kept := bytes.Clone(body)
		for i := range body {
			body[i] = 'x'
		}
		for i, u := range updates {
			raw := rawOf(u)
			if raw == nil {
				if _, ok := u.(domain.IdentityChanged); !ok {
					t.Errorf("%s: update %d has no raw bytes", name, i)
				}
				continue
			}
			if !json.Valid(raw) || !bytes.Contains(kept, raw) {
				t.Errorf("%s: raw bytes of update %d are not from the body", name, i)
			}
		}
	}
}

func rawOf(u domain.Update) json.RawMessage {
	switch u := u.(type) {
	case domain.Incoming:
		return u.Message.Raw
	case domain.Reacted:
		return u.Raw
	case domain.Changed:
		return u.Raw
	case domain.Reported:
		return u.Raw
	case domain.Notice:
		return u.Raw
	case domain.Unreadable:
		return u.Raw
	default:
		return nil
	}
}

// dump writes updates as lines "path = value", leaving out what is empty and
// the raw bytes.
func dump(updates []domain.Update) string {
	var b strings.Builder
	for i, u := range updates {
		fmt.Fprintf(&b, "%d %s\n", i, reflect.TypeOf(u).Name())
		dumpValue(&b, "", reflect.ValueOf(u))
	}
	return b.String()
}

func dumpValue(b *strings.Builder, path string, v reflect.Value) {
	if v.IsZero() || v.Type() == reflect.TypeFor[json.RawMessage]() {
		return
	}
	if at, ok := v.Interface().(time.Time); ok {
		fmt.Fprintf(b, "  %s = %s\n", path, at.Format(time.RFC3339))
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		dumpValue(b, path, v.Elem())
		if v.Elem().IsZero() {
			fmt.Fprintf(b, "  %s = {}\n", path)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			dumpValue(b, strings.TrimPrefix(path+"."+v.Type().Field(i).Name, "."), v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			at := fmt.Sprintf("%s[%d]", path, i)
			dumpValue(b, at, v.Index(i))
			if v.Index(i).IsZero() {
				fmt.Fprintf(b, "  %s = {}\n", at)
			}
		}
	default:
		fmt.Fprintf(b, "  %s = %#v\n", path, v.Interface())
	}
}
