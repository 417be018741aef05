package domain_test

import (
	"strings"
	"testing"

	"sprechstunde/internal/domain"
)

// TestWishOf: a stop word counts alone, however it is written, and nowhere else.
func TestWishOf(t *testing.T) {
	t.Parallel()
	for want, texts := range map[domain.Wish][]string{
		domain.WishStop: {
			"Stopp", "STOP", "stop.", " Stopp!!! ", "🛑 Stopp 🛑", "/stop", "\"Stopp\"", "Bitte abmelden", "abmelden bitte!", "Unsubscribe",
			"unsubscribe please", "Abbestellen", "Stop all", "stop-STOP", "Stopp\nSTOPP", "keine Nachrichten mehr", "Keine Werbung!", "opt-out",
			"Opt out", "СТОП", "Arrêt", "Stop promotions", "Stop, bitte. Danke", "Hallo, stop",
		},
		domain.WishStart: {"Start", "START!", "bitte start", "unstop", "Starten"},
		domain.WishNone: {
			"", "🛑", "Stopp?", "Wie kann ich mich abmelden", "abmelden vom Infotag", "Stopp, ich habe noch eine Frage", "nonstop", "Endstopp",
			"Wann ist der Start", "stopp mal", "Ende", "cancel", "Bitte", "danke", "Ich will nicht stoppen", "Bushaltestelle Stop 12",
			"Bitte schick mir keine Nachrichten am Abend", strings.Repeat("Stopp ", 100),
		},
	} {
		for _, text := range texts {
			m := domain.Message{Kind: domain.KindText, Direction: domain.In, Content: domain.Content{Text: text}}
			if got := domain.WishOf(m); got != want {
				t.Errorf("%q: %q, want %q", text, got, want)
			}
		}
	}
}

// TestWishOnlyOfThePerson: what the adviser writes, or a caption, is none; a
// button is.
func TestWishOnlyOfThePerson(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		m    domain.Message
		want domain.Wish
	}{
		"ours":    {domain.Message{Kind: domain.KindText, Direction: domain.Out, Content: domain.Content{Text: "Stopp"}}, ""},
		"caption": {domain.Message{Kind: domain.KindImage, Direction: domain.In, Content: domain.Content{Text: "Stopp"}}, ""},
		"button": {
			domain.Message{Kind: domain.KindButton, Direction: domain.In, Content: domain.Content{Choice: &domain.Choice{ID: "x", Title: "Stop promotions"}}},
			domain.WishStop,
		},
		"other button": {
			domain.Message{Kind: domain.KindButton, Direction: domain.In, Content: domain.Content{Choice: &domain.Choice{ID: "x", Title: "Antwort lesen"}}}, "",
		},
	} {
		if got := domain.WishOf(tc.m); got != tc.want {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
}

func TestWishInNotice(t *testing.T) {
	t.Parallel()
	for event, want := range map[string]domain.Wish{"stop": domain.WishStop, "resume": domain.WishStart, "signup": domain.WishStart, "": "", "later": ""} {
		if got := domain.WishInNotice(domain.Notice{Kind: domain.NoticePreference, Event: event}); got != want {
			t.Errorf("%q: %q, want %q", event, got, want)
		}
	}
	if got := domain.WishInNotice(domain.Notice{Kind: domain.NoticeTemplate, Event: "stop"}); got != "" {
		t.Error("a template is no person:", got)
	}
}
