package cli

import (
	"slices"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
)

// A parked reply does not wait for its time once it is held: the person has
// asked for it.
func TestStepsSayWhatAskedForAReply(t *testing.T) {
	t.Parallel()
	app := &App{texts: german(), Clock: func() time.Time { return time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC) }}
	h := &house{app: app, zone: time.UTC}
	at := time.Date(2026, 11, 23, 9, 1, 0, 0, time.UTC)
	steps := func(states ...domain.SendState) []string {
		var m domain.Message
		for _, s := range states {
			m.Steps = append(m.Steps, domain.Step{State: s, At: at})
		}
		var words []string
		for _, line := range app.stepLines(m, h) {
			words = append(words, line.String())
		}
		return words
	}
	for _, c := range []struct{ got, want []string }{
		{steps(domain.SendParked, domain.SendHeld, domain.SendReleased), []string{"23.11. 09:01 geparkt", "23.11. 09:01 abgerufen", "23.11. 09:01 geht hinaus"}},
		{steps(domain.SendHeld, domain.SendReleased), []string{"23.11. 09:01 wartet auf seine Zeit", "23.11. 09:01 geht hinaus"}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// TestShowDoesNotRepeatWhatWasTakenBack: neither where it stood nor where it is quoted,
// as on the screen and in what is handed on.
func TestShowDoesNotRepeatWhatWasTakenBack(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 9, 1, 0, 0, time.UTC)
	thread := domain.Thread{Messages: []domain.Message{
		{WAMID: "1", Kind: domain.KindText, Content: domain.Content{Text: "Geheimnis"}, RevokedAt: &at},
		{WAMID: "2", Kind: domain.KindDocument, Content: domain.Content{Text: "Geheimnis", Media: &domain.Media{Filename: "Geheimnis.pdf"}}, File: &domain.File{}, RevokedAt: &at},
		{WAMID: "3", Kind: domain.KindText, Content: domain.Content{Text: "Ja.", Quote: &domain.Quote{WAMID: "1"}}},
	}}
	var out strings.Builder
	app := &App{texts: german(), Out: &out}
	h := &house{app: app, zone: time.UTC}
	for _, m := range thread.Messages {
		app.printMessage(m, thread, h)
	}
	if s := out.String(); strings.Contains(s, "Geheimnis") || strings.Count(s, "Von der Person gelöscht") != 3 || !strings.Contains(s, "Ja.") {
		t.Errorf("it prints\n%s", s)
	}
}

// TestInboxSaysWhatDidNotLeave: a reply that failed, or may have, is told of in the
// list, as it is on the screen.
func TestInboxSaysWhatDidNotLeave(t *testing.T) {
	t.Parallel()
	app := &App{texts: german(), Clock: func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }}
	h := &house{app: app, zone: time.UTC, desk: desk.New(desk.Options{Clock: app.Clock})}
	for status, want := range map[domain.Status]string{domain.StatusFailed: " | nicht gesendet | ", domain.StatusUnknown: " | unklar, ob gesendet | "} {
		c := domain.Chat{ID: 7, State: domain.ChatOpen, Failed: true, LastStatus: status, LastFrom: domain.Out, LastKind: domain.KindText, LastText: "Hallo"}
		if got := app.chatLine(c, h); !strings.Contains(got, want) {
			t.Errorf("%s: %q", status, got)
		}
		c.Failed = false
		if got := app.chatLine(c, h); strings.Contains(got, want) {
			t.Errorf("%s: it says so of all: %q", status, got)
		}
	}
}
