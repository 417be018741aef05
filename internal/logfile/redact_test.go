package logfile_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"sprechstunde/internal/logfile"

	"github.com/google/go-cmp/cmp"
)

func TestRedact(t *testing.T) {
	t.Parallel()
	cases := map[string]struct{ text, want string }{
		"plain":            {"pulling events after 4711: connection refused", "pulling events after 4711: connection refused"},
		"phone":            {"to 4915123456789 failed", "to [number] failed"},
		"phone with plus":  {"+49 (151) 234-567", "[number]"},
		"phone at home":    {"call 0151/2345678 now", "call [number] now"},
		"number in a word": {"x4915123456789y", "x[number]y"},
		"user id":          {"DE.13491208655302741918 moved", "[id] moved"},
		"message id":       {"wamid.HBgNNDkxNTE= unknown", "wamid:c03e2778 unknown"},
		"access token":     {"EAAGm0PX4ZCpsBAKZAz9ZBt", "[token]"},
		"bearer":           {"Authorization: Bearer abc.def", "Authorization: [token]"},
		"in an address":    {"GET /x?access_token=abc&y=1", "GET /x?[token]&y=1"},
		"our own id":       {"send 550e8400-e29b-41d4-a716-446655440000 kept", "send 550e8400-e29b-41d4-a716-446655440000 kept"},
		"a moment":         {"since 2026-11-22T04:51:32.123456789Z", "since 2026-11-22T04:51:32.123456789Z"},
		"a day":            {"until 2026-11-22", "until 2026-11-22"},
		"an address":       {"listen tcp 127.0.0.1:8788", "listen tcp 127.0.0.1:8788"},
		"broken":           {"a\xffb", "a\uFFFDb"},
		"long":             {strings.Repeat("ä", 5000), strings.Repeat("ä", 1000) + "…"},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := logfile.Redact(tt.text); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestRedact_SameIDSameHash: two lines about one message can be matched.
func TestRedact_SameIDSameHash(t *testing.T) {
	t.Parallel()
	a, b := logfile.Redact("wamid.AAA="), logfile.Redact("got wamid.AAA=")
	if "got "+a != b || a == logfile.Redact("wamid.AAB=") {
		t.Errorf("%q and %q", a, b)
	}
}

func TestNew(t *testing.T) {
	t.Parallel()
	type chat struct{ Name, Text string }
	type code string
	var out bytes.Buffer
	log := logfile.New(&out)
	at := time.Date(2026, 11, 22, 5, 0, 0, 0, time.FixedZone("CET", 3600))
	log.With("phone", "+4915123456789").WithGroup("g").Warn("seen 4915123456789",
		"Name", "Luca", "text", "hallo", "token", "x", "wamid", "wamid.AAA=", "id", int64(42), "at", at,
		"error", errors.New("to +49 151 2345678"), "chat", chat{"Luca", "hallo"}, "took", time.Second,
		"code", code("relay_down"), "ref", code("+49 151 2345678"), "nothing", nil)
	log.Debug("not wanted")
	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatalf("not one line of JSON: %v in %s", err, out.String())
	}
	delete(line, "time")
	want := map[string]any{"level": "WARN", "msg": "seen [number]", "g": map[string]any{
		"wamid": logfile.Redact("wamid.AAA="), "id": 42.0, "at": "2026-11-22T04:00:00Z",
		"error": "to [number]", "chat": "(logfile_test.chat)", "took": float64(time.Second),
		"code": "relay_down", "ref": "[number]", "nothing": "(<nil>)",
	}}
	if diff := cmp.Diff(want, line); diff != "" {
		t.Error(diff)
	}
	if strings.Contains(out.String(), "Luca") || strings.Contains(out.String(), "hallo") {
		t.Errorf("personal data in %s", out.String())
	}
}

// TestNew_TellsLevels keeps the level readable, which slog passes as a value of
// its own type.
func TestNew_TellsLevels(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	log := logfile.New(&out)
	log.Info("a")
	log.Error("b")
	log.Log(t.Context(), slog.LevelWarn+1, "c")
	for _, want := range []string{`"level":"INFO"`, `"level":"ERROR"`, `"level":"WARN+1"`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s is missing in %s", want, out.String())
		}
	}
}

func FuzzRedact(f *testing.F) {
	for _, seed := range []string{"", "+4915123456789", "wamid.x", "2026-11-22", "550e8400-e29b-41d4-a716-446655440000", "-e29b-41d4-a50e8400-e29b-41d4-a716-446655440716", "\xff12345678", "Bearer x", "1234-56-78901234567", "1234234-56-7890123-56-789012"} {
		f.Add(seed)
	}
	dates := regexp.MustCompile(`\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?|\b[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b`)
	number := regexp.MustCompile(`\d{8,}`)
	f.Fuzz(func(t *testing.T, text string) {
		got := logfile.Redact(text)
		if !utf8.ValidString(got) || len(got) > 8*2000+8 {
			t.Fatalf("not text, or too long: %q", got)
		}
		rest := dates.ReplaceAllString(strings.ReplaceAll(got, "wamid:", "wamid: "), " ") // what stood around a date is not one number
		for _, n := range number.FindAllString(rest, -1) {
			// The hash of a message id can be eight digits by chance.
			if !strings.Contains(got, "wamid:"+n) {
				t.Fatalf("%q still has a number: %q", text, got)
			}
		}
		if strings.Contains(got, "wamid.") && regexp.MustCompile(`wamid\.[A-Za-z0-9]`).MatchString(got) {
			t.Fatalf("%q still has a message id: %q", text, got)
		}
	})
}
