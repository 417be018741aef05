package tui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"
	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// prepared is an ordinary morning with prepared answers.
func prepared(d *fakeDesk) {
	d.morning()
	d.shelf()
}

// answerScenes are the screens around prepared answers.
var answerScenes = map[string]func(r *rig){
	"suggested": func(r *rig) { r.press("enter") },
	"review":    func(r *rig) { r.press("1") },
	"red": func(r *rig) {
		r.press("i")
		r.write("Hallo Mehmet, schau mal!")
		r.press("enter")
	},
	"lights": func(r *rig) {
		r.press("i")
		r.write("Hallo Samira, schau mal!")
		r.advance(time.Second)
	},
	"fields":  func(r *rig) { r.press("2") },
	"choose":  func(r *rig) { r.press("2", "tab") },
	"picker":  func(r *rig) { r.press("f") },
	"search":  func(r *rig) { r.press("f"); r.write("info") },
	"form":    func(r *rig) { r.press("f", "ctrl+e") },
	"mistake": func(r *rig) { formWithMistakes(r) },
	"many-lights": func(r *rig) {
		r.d.alsoLit = manyLights
		r.press("i")
		r.write("Hallo Mehmet, schau mal!")
		r.advance(time.Second)
	},
	"many-ambers":  func(r *rig) { r.d.alsoLit = manyLights; r.press("1") },
	"split-offer":  lengthy,
	"split-first":  func(r *rig) { lengthy(r); r.press("t") },
	"split-second": func(r *rig) { lengthy(r); r.press("t", "enter") },
	"split-must": func(r *rig) {
		r.d.answers[0].Body = strings.Repeat("Ein Satz, der etwas sagt. ", 200)
		r.press("1")
	},
}

// manyLights are more than a narrow line has room for.
var manyLights = []domain.Light{
	{Rule: domain.RuleOfficialese, Level: domain.Amber, Words: "Zugangsvoraussetzungen"},
	{Rule: domain.RuleApology, Level: domain.Amber, Words: "Sorry, dass ich mich nicht früher"},
	{Rule: domain.RuleSmileys, Level: domain.Amber, Words: "😊😊", Count: 2},
	{Rule: domain.RulePrivate, Level: domain.Green},
}

func formWithMistakes(r *rig) {
	r.press("f", "ctrl+n", "tab")
	r.write("neu")
	r.press("tab", "tab", "tab")
	r.write("Hallo")
	r.press("enter")
	r.write("das {{ nix }} geht")
	r.press("ctrl+s")
}

// TestATopicThatDoesNotFitIsLeftOut, wholly: a mark that something is cut would stand
// behind a title that is there.
func TestATopicThatDoesNotFitIsLeftOut(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 36, func(d *fakeDesk) {
		prepared(d)
		d.answers[1].Title, d.answers[1].Topic = "BFD: Bundesfreiwilligendienst", "Freiwilligendienst"
	})
	r.press("f")
	for line := range strings.SplitSeq(r.screen(), "\n") {
		if strings.Contains(line, "BFD: Bundesfreiwilligendienst") && strings.Contains(strings.Split(line, "│")[0], "…") {
			t.Errorf("%q", line)
		}
	}
	r.wants("BFD: Bundesfreiwilligendienst  ")
}

func TestAnswerScreens(t *testing.T) {
	t.Parallel()
	drawn(t, drawnSizes, answerScenes, played(prepared))
}

func TestAnswerColours(t *testing.T) {
	t.Parallel()
	for _, theme := range []string{"dark", "light"} {
		for _, name := range []string{"suggested", "red", "lights", "search", "mistake"} {
			t.Run(name+"-"+theme, func(t *testing.T) {
				t.Parallel()
				r := newRig(t, 80, 24, prepared, func(o *tui.Options) { o.Theme = theme })
				answerScenes[name](r)
				golden.RequireEqual(t, []byte(r.m.View().Content+"\n"))
			})
		}
	}
}

func TestTwoKeysAnswer(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("1")
	r.wants("Geht so an Samira", "Hallo Samira, hier ist Maja", "Enter sendet")
	if len(r.d.sent) != 0 {
		t.Fatal("taking a suggestion sent it")
	}
	r.press("enter")
	if len(r.d.sent) != 1 {
		t.Fatalf("sent %d", len(r.d.sent))
	}
	got := r.d.sent[0]
	want := domain.Taken{Keys: []string{"pflege-hauptschule"}, Text: got.Text}
	if diff := cmp.Diff(want, got.Taken); diff != "" {
		t.Fatal(diff)
	}
}

func TestSuggestionsSayWhyAndGoWhileWriting(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.wants("─ Vorschläge ─", "1 Pflege mit Hauptschulabschluss  Hauptschule", "3 Freie Ausbildungsplätze finden", "1-3 Vorschlag")
	newRig(t, 160, 30, prepared).wants("1 Pflege mit Hauptschulabschluss  weil: Hauptschule, Altenpflege · 14-mal benutzt")
	r.press("i")
	r.lacks("Vorschläge")
	small := newRig(t, 60, 15, prepared)
	small.press("enter")
	small.wants("1 Pflege mit Hauptschulabschluss", "+")
	small.lacks("─ Vorschläge")
	small.checkFrame(60, 15)
}

func TestWalkingAsksForSuggestionsWhereItEnds(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	before := r.d.asked("suggest")
	r.lagging = true
	r.press("j", "j", "j")
	if n := r.d.asked("suggest"); n != before {
		t.Fatalf("asked %d times while walking", n-before)
	}
	r.advance(time.Second)
	if n := r.d.asked("suggest"); n != before+1 {
		t.Fatalf("asked %d times", n-before)
	}
	r.lagging = false
	r.press("enter", "f2")
	r.send(tui.News{Changes: domain.Changes{Chats: []int64{4}}})
	if n := r.d.asked("suggest"); n != before+1 {
		t.Fatalf("asked again although nothing has changed: %d", n-before)
	}
	r.d.arrive(4, "und noch was")
	r.send(tui.News{Changes: domain.Changes{Chats: []int64{4}}})
	if n := r.d.asked("suggest"); n != before+2 {
		t.Fatalf("a new message asked %d times", n-before-1)
	}
}

// TestSuggestionsFollowWhatIsPutRight: what a person has edited or deleted is no
// reason any more.
func TestSuggestionsFollowWhatIsPutRight(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("enter")
	last := &r.d.threads[1][len(r.d.threads[1])-1]
	gone := r.now.Add(3 * time.Minute)
	for i, change := range []func(){
		func() { last.Edited = &domain.Edit{Known: true, Text: "ach nein", At: r.now.Add(time.Minute)} },
		func() { last.Edited = &domain.Edit{Known: true, Text: "oder doch", At: r.now.Add(2 * time.Minute)} },
		func() { last.RevokedAt = &gone },
	} {
		before := r.d.asked("suggest")
		change()
		r.send(tui.News{Changes: domain.Changes{Chats: []int64{1}}})
		if n := r.d.asked("suggest"); n != before+1 {
			t.Fatalf("change %d asked %d times", i, n-before)
		}
	}
}

func TestOvertakenSuggestionsAreDropped(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.d.arrive(1, "noch eine")
	r.park = true
	r.send(tui.News{Changes: domain.Changes{Chats: []int64{1}}})
	for n := r.d.asked("thread"); r.d.asked("thread") == n; {
		r.step()
	}
	r.step()         // what follows from the chat
	r.step()         // the cursor rests
	late := r.parked // the request for suggestions is among them
	r.park, r.parked = false, nil
	before := r.d.asked("suggest")
	r.press("j")
	if n := r.d.asked("suggest"); n != before {
		t.Fatalf("asked %d more times while one request was under way", n-before)
	}
	for _, cmd := range late {
		r.run(cmd)
	}
	if n := r.d.asked("suggest"); n != before+2 {
		t.Fatalf("asked %d times in all", n-before)
	}
	r.wants("~Luca", "1 Pflege mit Hauptschulabschluss")
	r.press("1")
	r.wants("Geht so an ~Luca")
}

func TestFillUnderWayHarmsNothing(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("enter")
	r.park = true
	r.press("1", "enter", "enter", "1", "2")
	if len(r.d.sent) != 0 {
		t.Fatal("sent")
	}
	r.park = false
	for _, cmd := range r.parked {
		r.run(cmd)
	}
	r.wants("Geht so an Samira")
	if n := r.d.asked("fill"); n != 1 || len(r.d.sent) != 0 {
		t.Fatalf("filled %d times, sent %d", n, len(r.d.sent))
	}
	moved := newRig(t, 80, 24, prepared)
	moved.park = true
	moved.press("1")
	fill := moved.parked
	moved.park, moved.parked = false, nil
	moved.press("j")
	for _, cmd := range fill {
		moved.run(cmd)
	}
	moved.wants("Der Chat hat gewechselt")
	moved.lacks("Geht so an")
}

// TestTooEarlyForASuggestion: a digit pressed before the suggestions are on the
// screen takes nothing, because nobody has read them.
func TestTooEarlyForASuggestion(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.park = true
	r.press("j", "1")
	r.wants("Die Vorschläge werden noch gesucht.")
	r.park = false
	for _, cmd := range r.parked {
		r.run(cmd)
	}
	r.lacks("Geht so an")
	if n := r.d.asked("fill"); n != 0 {
		t.Fatalf("filled %d times", n)
	}
	none := newRig(t, 80, 24, morning)
	none.press("1")
	none.wants("Für diesen Chat gibt es keinen Vorschlag.")
}

func TestSeveralAnswersInOneMessage(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.d.bye = "\n\nViele Grüße"
	r.press("1", "esc", "esc", "f")
	r.write("freie")
	r.press("enter")
	r.wants("Geht so an Samira")
	got := tui.DraftText(r.m)
	if strings.Count(got, "Viele Grüße") != 1 || !strings.HasSuffix(got, "Viele Grüße") || strings.Count(got, "hier ist Maja") != 1 {
		t.Fatalf("put together:\n%s", got)
	}
	r.press("enter")
	if diff := cmp.Diff([]string{"pflege-hauptschule", "freie-stellen"}, r.d.sent[0].Taken.Keys); diff != "" {
		t.Fatal(diff)
	}
}

// TestAnotherSuggestionTakesThePlace: who presses 3 after 1 wants the third one,
// not both; words of her own are never thrown away by it.
func TestAnotherSuggestionTakesThePlace(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("1", "3")
	r.wants("Geht so an Samira")
	r.press("esc", "esc", "1", "3", "enter")
	if diff := cmp.Diff([]string{"freie-stellen"}, r.d.sent[0].Taken.Keys); diff != "" {
		t.Fatal(diff)
	}
	own := newRig(t, 80, 24, prepared)
	own.press("1", "esc")
	own.write(" Bis bald!")
	own.press("enter", "3")
	own.wants("Der Text ist von dir geändert")
	if got := tui.DraftText(own.m); !strings.HasSuffix(got, "Bis bald!") {
		t.Fatalf("lost her words: %q", got)
	}
}

func TestOwnWordsStayInFront(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("enter", "r")
	r.write("Hallo Samira, na klar!")
	r.press("esc", "1")
	if got := tui.DraftText(r.m); !strings.HasPrefix(got, "Hallo Samira, na klar!\n\nja, das geht") || strings.Contains(got, "hier ist Maja") {
		t.Fatalf("text is %q", got)
	}
	r.press("enter")
	if got := r.d.sent[0]; got.ReplyTo == "" || got.Taken.Keys[0] != "pflege-hauptschule" || got.Taken.Text == got.Text {
		t.Fatalf("sent %+v", got)
	}
}

func TestTakenIsSavedWithTheDraft(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("1", "esc")
	r.write(" Bis bald!")
	r.press("esc")
	d := r.d.drafts[1]
	if len(d.Taken.Keys) != 1 || d.Taken.Text == d.Text || !strings.HasSuffix(d.Text, "Bis bald!") {
		t.Fatalf("draft %+v", d)
	}
	again := newRig(t, 80, 24, prepared, func(o *tui.Options) { o.Desk.(*fakeDesk).drafts[1] = d })
	again.press("i", "enter", "enter")
	if diff := cmp.Diff(d.Taken, again.d.sent[0].Taken); diff != "" {
		t.Fatal(diff)
	}
	r.press("i", "ctrl+home")
	for range 400 {
		r.press("delete")
	}
	r.write("x")
	r.press("esc")
	if n := len(r.d.drafts[1].Taken.Keys); n != 0 {
		t.Fatalf("an emptied text is still made of %d answers", n)
	}
}

func TestBurstNeverSendsAnAnswer(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	for _, k := range []string{"1", "enter", "S", "enter", "tab", "enter", "S", "f", "enter", "enter", "2", "S", "enter"} {
		r.send(keyPress(k))
		r.now = r.now.Add(time.Millisecond)
	}
	if len(r.d.sent) != 0 {
		t.Fatal("a burst of keys sent")
	}
}

func TestStaleAnswerIsFilledAnew(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("1")
	r.d.stale = true
	r.press("enter")
	if len(r.d.sent) != 0 {
		t.Fatal("the old text was sent")
	}
	r.wants("Geht so an Samira", "seit heute noch leichter", "bitte noch einmal lesen")
	r.press("enter")
	if len(r.d.sent) != 0 {
		t.Fatal("a text was sent that nobody had time to read")
	}
	r.advance(time.Second)
	r.press("enter")
	if len(r.d.sent) != 1 || !strings.Contains(r.d.sent[0].Text, "seit heute") || r.d.sent[0].Taken.Text != r.d.sent[0].Text {
		t.Fatalf("sent %+v", r.d.sent)
	}
}

func TestPasteKeepsWhereItCameFrom(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.d.answered(3, time.Minute, "Hallo Aylin, die Schule in Köln nimmt noch Bewerbungen an.", domain.StatusRead)
	r.d.chat(3).State = domain.ChatWaiting
	r.press("j", "j", "enter", "y", "esc", "k", "k", "i")
	r.send(tea.PasteMsg{Content: "Hallo Aylin, die Schule in Köln nimmt noch Bewerbungen an."})
	r.press("enter")
	r.wants("kam mit kopiertem Text")
	if got := r.d.checked[len(r.d.checked)-1].Copied; len(got) != 1 || got[0] != "Aylin Yıldız" {
		t.Fatalf("copied from %q", got)
	}
	r.press("enter")
	if len(r.d.sent) != 0 {
		t.Fatal("sent with the other's name")
	}
	other := newRig(t, 80, 24, prepared)
	other.press("enter", "y", "esc", "j", "i")
	other.send(tea.PasteMsg{Content: "etwas ganz anderes"})
	other.press("enter", "enter")
	if got := other.d.sent[0].Copied; len(got) != 0 {
		t.Fatalf("another text was taken for the copy: %q", got)
	}
}

// TestNothingLeavesThatWasNotShown: a long text is paged through by Enter, and
// only the Enter behind its last line sends.
func TestNothingLeavesThatWasNotShown(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 20, prepared)
	r.press("i")
	var lines []string
	for i := range 40 {
		lines = append(lines, fmt.Sprintf("Zeile %d", i))
	}
	r.send(tea.PasteMsg{Content: strings.Join(lines, "\n")})
	r.advance(time.Second)
	r.press("enter")
	pages := 0
	for ; len(r.d.sent) == 0 && pages < 20; pages++ {
		r.press("enter")
	}
	if pages < 3 || pages == 20 {
		t.Fatalf("sent after %d pages", pages)
	}
}

// TestAMessageDuringTheReviewIsToldAndNotAnswered: the review says that the
// person has written since, and what is sent names how far she had read.
func TestAMessageDuringTheReviewIsToldAndNotAnswered(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.d.threads[1][len(r.d.threads[1])-1].Pos.Seq = 7
	r.send(tui.News{Changes: domain.Changes{Chats: []int64{1}}})
	r.press("1")
	r.lacks("inzwischen geschrieben")
	m := r.d.threads[1][len(r.d.threads[1])-1]
	m.ID, m.WAMID, m.Pos.Seq, m.Content.Text = 777, "wamid.late", 9, "dringend, ruf an"
	r.d.threads[1] = append(r.d.threads[1], m)
	r.send(tui.News{Changes: domain.Changes{Chats: []int64{1}}})
	r.wants("Samira hat inzwischen geschrieben.")
	r.press("enter")
	if len(r.d.sent) != 1 || r.d.sent[0].Seen != 7 {
		t.Fatalf("sent %+v", r.d.sent)
	}
}

// TestADraftThatComesLateIsJoined: writing may begin before the chat is there;
// the draft that was kept and the new words both stay.
func TestADraftThatComesLateIsJoined(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.d.drafts[2] = domain.Draft{ChatID: 2, Text: "von gestern", Revision: 40}
	r.park = true
	r.press("j", "i")
	r.write("neu")
	r.park = false
	for _, cmd := range r.parked {
		r.run(cmd)
	}
	r.advance(time.Second)
	if got := r.d.drafts[2]; got.Text != "von gestern\n\nneu" || got.Revision <= 40 {
		t.Fatalf("kept %+v", got)
	}
}

// TestFilesThatComeLateEndTheReview: a draft of files alone joins what was
// begun before the chat was there, and nothing leaves that was not reviewed.
func TestFilesThatComeLateEndTheReview(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.d.drafts[2] = domain.Draft{ChatID: 2, Files: []domain.Attachment{{Stored: "old.pdf", Name: "Befund.pdf", Kind: domain.KindDocument, Size: 9}}, Revision: 40}
	r.park = true
	r.press("j", "i")
	r.write("neu")
	r.advance(time.Second)
	r.press("enter")
	r.wants("Geht so an")
	r.park = false
	for _, cmd := range r.parked {
		r.run(cmd)
	}
	r.wants("≡ Befund.pdf")
	r.lacks("Geht so an")
}

// TestDoneWithADraftAsks: a chat with an unsent text is not put away unseen.
func TestDoneWithADraftAsks(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("1", "esc", "esc", "d")
	r.wants("liegt ein Entwurf")
	r.press("enter")
	if r.d.asked("done") != 0 {
		t.Fatal("put away")
	}
	r.press("d", "down", "enter")
	if r.d.asked("done") != 1 {
		t.Fatal("not put away")
	}
}

// TestCopyOfAnAnswerKnowsWhoseItIs although she has gone on to another chat before it
// was filled in.
func TestCopyOfAnAnswerKnowsWhoseItIs(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("f")
	r.park = true
	r.press("ctrl+y")
	late := r.parked
	r.park, r.parked = false, nil
	r.press("esc", "j")
	for _, cmd := range late {
		r.run(cmd)
	}
	r.press("i")
	r.send(tea.PasteMsg{Content: "ja, das geht: Die Ausbildung zur Pflegefachassistenz steht dir mit Hauptschulabschluss offen."})
	r.press("enter")
	if got := r.d.checked[len(r.d.checked)-1].Copied; len(got) != 1 || got[0] != "Samira" {
		t.Fatalf("copied from %q", got)
	}
}
