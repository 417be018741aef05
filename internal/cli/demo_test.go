package cli

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"
	"time"
)

// TestDemoWithoutTerminal runs the whole way in one process: pretend Meta,
// webhooks, relay, desk, a reply, its ticks, the person's answer.
func TestDemoWithoutTerminal(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	var out, errs bytes.Buffer
	app := &App{
		In: strings.NewReader(""), Out: &out, Err: &errs, Clock: time.Now, Version: "test",
		Env:      func(name string) (string, bool) { return "de_DE.UTF-8", name == "LANG" },
		Terminal: func() bool { return false },
		Wait:     func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	if status := app.Run(ctx, []string{"demo"}); status != exitDone {
		t.Fatalf("status %d: %s", status, errs.String())
	}
	text := out.String()
	if n := strings.Count(text, "wartet seit"); n < 14 {
		t.Errorf("%d waiting chats, want at least 14", n)
	}
	for _, want := range []string{"~Samira", "hier ist Maja", "[Sprachnachricht]", "[Kontaktkarte]"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in:\n%s", want, text)
		}
	}
	_, story, _ := strings.Cut(text, "hier ist Maja")
	if !strings.Contains(story, " | ~") {
		t.Errorf("the person does not answer:\n%s", text)
	}
	left, err := os.ReadDir(temp)
	if err != nil || len(left) > 0 {
		t.Errorf("the throw-away folder is still there: %v, %v", left, err)
	}
}
