package tui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// Two paragraphs that are too long for the fake coach together.
var (
	partOne = "Hallo Samira, " + strings.Repeat("das erste Wort. ", 11) + "Ende eins."
	partTwo = "Schreib mir, " + strings.Repeat("das zweite Wort. ", 10) + "Ende zwei."
)

// lengthy has a text in the review that the coach finds long.
func lengthy(r *rig) {
	r.press("i")
	r.send(tea.PasteMsg{Content: partOne + "\n\n" + partTwo})
	r.press("enter")
}

func TestSplitIsSentInTwoParts(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 30, prepared)
	r.press("enter", "r")
	r.send(tea.PasteMsg{Content: partOne + "\n\n" + partTwo})
	r.press("enter")
	r.wants("Eine Nachricht kostet weniger · t teilt sie", "Geht so an Samira")
	r.lacks("von 2")
	r.press("t")
	r.wants("1 von 2 · danach: Schreib mir", "Geht so an Samira · +49 151 2345 4711", "Ende eins.")
	r.lacks("Ende zwei.")
	if d := r.d.drafts[1]; !strings.Contains(d.Text, "Ende zwei.") || !strings.Contains(d.Text, "Ende eins.") {
		t.Fatalf("the draft lost words before anything left: %q", d.Text)
	}
	r.press("enter")
	r.wants("2 von 2", "Geht so an Samira", "Ende zwei.", "Enter sendet")
	if d := r.d.drafts[1]; d.Text != partTwo {
		t.Fatalf("draft %q", d.Text)
	}
	r.press("enter")
	r.lacks("Geht so an")
	var got []domain.Reply
	for _, s := range r.d.sent {
		got = append(got, domain.Reply{Text: s.Text, Rest: s.Rest, ReplyTo: s.ReplyTo})
	}
	want := []domain.Reply{{Text: partOne, Rest: partTwo, ReplyTo: r.d.threads[1][0].WAMID}, {Text: partTwo}}
	if len(got) == 2 {
		want[0].ReplyTo = got[0].ReplyTo
	}
	if diff := cmp.Diff(want, got); diff != "" || got[0].ReplyTo == "" {
		t.Fatal(diff)
	}
}

func TestSplitCountsTheAnswerOnce(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 30, prepared)
	r.d.answers[0].Body = partOne + "\n\n" + partTwo
	r.press("1", "t", "enter", "enter")
	if len(r.d.sent) != 2 || len(r.d.sent[0].Taken.Keys) != 1 || !r.d.sent[1].Prepared() || r.d.sent[1].Taken.Text != "" {
		t.Fatalf("sent %+v", r.d.sent)
	}
	for _, c := range r.d.checked[len(r.d.checked)-1:] {
		if c.Text != r.d.sent[1].Text {
			t.Fatalf("the second part was not checked by itself: %q", c.Text)
		}
	}
}

func TestSplitOfWhatWhatsAppWouldRefuse(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.d.answers[0].Body = strings.Repeat("Ein Satz, der etwas sagt. ", 200) // 5200 characters
	r.press("1")
	r.wants("zu lang", "t teilt ihn in zwei Nachrichten")
	r.lacks("kostet")
	r.press("enter")
	if len(r.d.sent) != 0 {
		t.Fatal("sent what is too long")
	}
	r.press("t")
	r.wants("1 von 2")
	r.press("enter")
	if len(r.d.sent) != 0 {
		t.Fatal("sent what was not on the screen to its end")
	}
	for range 30 {
		r.press("enter")
	}
	if len(r.d.sent) != 2 {
		t.Fatalf("sent %d", len(r.d.sent))
	}
	for _, s := range r.d.sent {
		if n := len([]rune(s.Text)); n > domain.MaxTextLen || n < 1000 {
			t.Errorf("a part of %d characters", n)
		}
	}
}

func TestSplitNeedsAReason(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("i")
	r.write("Hallo Samira")
	r.press("enter", "t")
	r.wants("kurz genug für eine Nachricht")
	r.lacks("1 von 2", "t zwei Nachrichten")
	huge := newRig(t, 80, 24, prepared)
	huge.d.answers[0].Body = strings.Repeat("Ein Satz, der etwas sagt. ", 400)
	huge.press("1", "t")
	huge.wants("Auch zwei Nachrichten fassen diesen Text nicht.")
}

func TestSplitIsUndoneByItsKeyAndByChanging(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 30, prepared)
	lengthy(r)
	r.press("t", "t")
	r.lacks("1 von 2")
	r.wants("Ende eins.", "Ende zwei.")
	r.press("t", "esc")
	if got := tui.DraftText(r.m); got != partOne+"\n\n"+partTwo {
		t.Fatalf("back in writing: %q", got)
	}
	r.press("enter", "enter")
	if len(r.d.sent) != 1 || r.d.sent[0].Rest != "" {
		t.Fatalf("sent %+v", r.d.sent)
	}
}

func TestRedLightOfAPartStopsThatPart(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 30, prepared)
	r.press("i")
	r.send(tea.PasteMsg{Content: partOne + "\n\nHallo Mehmet, " + strings.Repeat("das zweite Wort. ", 10)})
	r.press("enter", "t", "enter")
	if len(r.d.sent) != 1 {
		t.Fatalf("sent %d", len(r.d.sent))
	}
	r.wants("2 von 2", "✗ Die Anrede „Mehmet“")
	r.press("enter")
	if len(r.d.sent) != 1 {
		t.Fatal("the second part passed its red light")
	}
	r.press("S")
	if len(r.d.sent) != 2 || len(r.d.sent[1].Despite) != 1 {
		t.Fatalf("sent %+v", r.d.sent)
	}
}

func TestSessionWaitsForTheLastPart(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, prepared)
	r.press("s")
	lengthy(r)
	r.press("t", "enter")
	r.wants("2 von 2", "Geht so an Samira")
	r.told(1)
	r.wants("2 von 2", "Geht so an Samira")
	r.press("enter")
	r.lacks("Geht so an")
	r.wants("1/12")
	r.press("i")
	r.lacks("Antwort an Samira")
}

// TestTakenBackPartsAreOneTextAgain: in whatever order they come back, no word
// is missing.
func TestTakenBackPartsAreOneTextAgain(t *testing.T) {
	t.Parallel()
	both := partOne + "\n\n" + partTwo
	for name, play := range map[string]func(r *rig){
		"first, the rest a draft": func(r *rig) { r.press("t", "enter", "esc", "esc", "u") },
		"second, then first":      func(r *rig) { r.press("t", "enter", "enter", "u", "esc", "u") },
		"first, then second": func(r *rig) {
			r.press("t", "enter", "enter")
			first := r.d.threads[1][len(r.d.threads[1])-2].UUID
			r.press("enter", "up", "u", "esc")
			if len(r.d.tookBack) != 1 || r.d.tookBack[0] != first {
				r.t.Fatalf("took back %v, not %s", r.d.tookBack, first)
			}
			r.press("u")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, 80, 30, prepared)
			lengthy(r)
			play(r)
			if got := tui.DraftText(r.m); got != both {
				t.Errorf("in the composer: %q", got)
			}
			r.press("esc")
			r.advance(time.Second)
			if got := r.d.drafts[1].Text; got != both {
				t.Errorf("kept: %q", got)
			}
		})
	}
}

// TestPartTakenBackWhileTheRestIsWritten: what was typed meanwhile stays, and
// the part comes before it.
func TestPartTakenBackWhileTheRestIsWritten(t *testing.T) {
	t.Parallel()
	for _, saved := range []bool{false, true} {
		t.Run(fmt.Sprint(saved), func(t *testing.T) {
			t.Parallel()
			r := newRig(t, 80, 30, prepared)
			lengthy(r)
			r.press("t", "enter", "esc", "esc")
			r.park = true
			r.press("u") // the relay takes its time
			late := r.parked
			r.park, r.parked = false, nil
			r.press("i")
			r.write(" Bis dann!")
			if saved {
				r.advance(time.Second)
			}
			for _, cmd := range late {
				r.run(cmd)
			}
			want := partOne + "\n\n" + partTwo + " Bis dann!"
			if got := tui.DraftText(r.m); got != want {
				t.Errorf("in the composer: %q", got)
			}
			r.advance(time.Second)
			if got := r.d.drafts[1].Text; got != want {
				t.Errorf("kept: %q", got)
			}
		})
	}
}

// TestPartTakenBackInTheBackground: the relay could not be asked at first; what
// comes back later joins the text in the composer, and is not sent unseen.
func TestPartTakenBackInTheBackground(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 30, prepared)
	lengthy(r)
	r.press("t", "enter", "esc", "esc")
	r.d.backs = domain.TakeBackOpen
	r.press("u", "i", "enter")
	r.wants("Geht so an")
	r.d.backs = domain.TakenBack
	uuid := r.d.threads[1][len(r.d.threads[1])-1].UUID
	if _, _, err := r.d.TakeBack(t.Context(), uuid); err != nil {
		t.Fatal(err)
	}
	r.told(1)
	r.lacks("Geht so an")
	if got := tui.DraftText(r.m); got != partOne+"\n\n"+partTwo {
		t.Fatalf("in the composer: %q", got)
	}
}

// TestAnotherSuggestionTakesThePlaceOfBothParts: a split that has not left yet
// is still the untouched answer.
func TestAnotherSuggestionTakesThePlaceOfBothParts(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 30, prepared)
	r.d.answers[0].Body = partOne + "\n\n" + partTwo
	r.press("1", "t", "3")
	r.wants("Geht so an Samira", "alle freien Plätze stehen hier.")
	r.lacks("1 von 2", "Ende")
	r.press("enter")
	if len(r.d.sent) != 1 || r.d.sent[0].Rest != "" || strings.Contains(r.d.sent[0].Text, "Ende") {
		t.Fatalf("sent %+v", r.d.sent)
	}
}
