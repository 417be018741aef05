package desk_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
)

// shelved are answers enough to tell them apart.
func shelved() []domain.Answer {
	return []domain.Answer{
		{Key: "vorstellung", Title: "Vorstellung", Block: domain.BlockIntro, Body: "Hallo{% if contact.first_name %} {{ contact.first_name }}{% endif %}, hier ist {{ me.name }} von der {{ me.team }}."},
		{Key: "anrede", Title: "Anrede", Block: domain.BlockHello, Body: "Hallo{% if contact.first_name %} {{ contact.first_name }}{% endif %},"},
		{Key: "gruss", Title: "Gruß", Block: domain.BlockClosing, Body: "Liebe Grüße, {{ me.name }}"},
		{
			Key: "pflege-hauptschule", Title: "Pflege mit Hauptschulabschluss", Topic: "Pflege", Audience: "Hauptschulabschluss",
			Body: "Ja, das geht!", Link: "https://ausbildung.example/pflege/hauptschule", NextStep: "Schick mir deine Postleitzahl.",
			Asked: []string{"kann ich mit hauptschulabschluss in die pflege"},
		},
		{
			Key: "infotag", Title: "Infotag", Topic: "Termine", Body: "Komm zum Infotag am Dienstag.", Link: "https://ausbildung.example/infotag/anmelden",
			NextStep: "Melde dich dort an.", ValidUntil: "2026-11-24", Asked: []string{"wann ist der nächste infotag"},
		},
		{Key: "anruf", Title: "Anruf", Topic: "Zeiten", Body: "Ich rufe dich {{ slot.next }} um {{ ask \"Uhrzeit\" }} an.", Asked: []string{"bitte anrufen"}},
		{Key: "fenster", Title: "Nächstes Fenster", Topic: "Zeiten", Body: "Ich bin {{ slot.next }} wieder da.", Asked: []string{"wann bist du da"}},
	}
}

// withAnswers is a stage whose desk has an adviser and prepared answers.
func withAnswers(t *testing.T) *stage {
	t.Helper()
	return newStageWith(t, nil, desk.Pen{
		Me: "Maja", Team: "Berufsberatung der Diakonie", Starter: shelved, ExportDir: t.TempDir(), Lang: "de",
		Day: func(_ string, now time.Time) desk.Day {
			return desk.Day{NextSlot: fmt.Sprintf("heute um %d Uhr", now.Hour()+1)}
		},
	})
}

func (s *stage) hear(text string) domain.Chat {
	const phone = "+4915550100001"
	s.t.Helper()
	s.relay.webhooks(phone + ": " + text)
	s.sync()
	c, err := s.FindChat(s.t.Context(), phone)
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

func (s *stage) fill(c domain.Chat, keys ...string) domain.Filled {
	s.t.Helper()
	f, err := s.Fill(s.t.Context(), c.ID, keys...)
	if err != nil {
		s.t.Fatal(err)
	}
	return f
}

func replyWith(c domain.Chat, f domain.Filled) domain.Reply {
	return domain.Reply{ChatID: c.ID, To: c.Contact.Address(), Text: f.Text, Taken: f.Taken}
}

func TestFillIntroducesOnceAndGreetsByTheNameThatWasSaid(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	c := s.hear("hallo ich bin samira, geht das?")
	f := s.fill(c, "pflege-hauptschule")
	want := "Hallo Samira, hier ist Maja von der Berufsberatung der Diakonie.\n\nJa, das geht!\nhttps://ausbildung.example/pflege/hauptschule\n\nSchick mir deine Postleitzahl."
	if diff := cmp.Diff(want, f.Text); diff != "" {
		t.Error(diff)
	}
	if _, err := s.Send(t.Context(), replyWith(c, f)); err != nil {
		t.Fatal(err)
	}
	if again := s.fill(c, "fenster"); strings.Contains(again.Text, "Hallo") || strings.Contains(again.Text, "Maja") {
		t.Errorf("greets again in the middle of a dialogue: %q", again.Text)
	}
	s.now = s.now.Add(20 * time.Hour)
	if later := s.fill(c, "fenster"); !strings.HasPrefix(later.Text, "Hallo Samira,") || strings.Count(later.Text, "Maja") != 1 {
		t.Errorf("the next day: %q", later.Text)
	}
}

func TestARedLightStopsUntilItWasSeen(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	c := s.hear("ich bin Luca")
	r := domain.Reply{ChatID: c.ID, To: c.Contact.Address(), Text: "Hallo Mehmet, schau mal hier."}
	_, err := s.Send(t.Context(), r)
	reds := desk.StoppedBy(err)
	if domain.CodeOf(err) != domain.CodeRedLight || len(reds) == 0 {
		t.Fatalf("got %v", err)
	}
	r.Despite = reds
	r.Text = "Hallo Sandra, schau mal hier." // another name than the one that was seen
	if _, err := s.Send(t.Context(), r); domain.CodeOf(err) != domain.CodeRedLight {
		t.Fatalf("a light nobody has seen did not stop it: %v", err)
	}
	r.Text = "Hallo Mehmet, schau mal hier."
	m, err := s.Send(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(reds, m.Despite); diff != "" {
		t.Errorf("what was seen is not kept on the message: %s", diff)
	}
}

func TestValuesAreThoseOfTheMomentOfSending(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	c := s.hear("wann bist du da")
	f := s.fill(c, "fenster")
	s.now = s.now.Add(time.Hour)
	if _, err := s.Send(t.Context(), replyWith(c, f)); domain.CodeOf(err) != domain.CodeStale {
		t.Fatalf("an old time went out: %v", err)
	}
	if _, err := s.Send(t.Context(), replyWith(c, s.fill(c, "fenster"))); err != nil {
		t.Fatal(err)
	}
	r := replyWith(c, f)
	r.Text += " Bis dann!" // changed by hand: it is her text now
	if _, err := s.Send(t.Context(), r); err != nil {
		t.Errorf("a changed text was held back: %v", err)
	}
}

func TestAnExpiredAnswerIsNeitherSuggestedNorSent(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	c := s.hear("wann ist der nächste infotag?")
	if got := s.first(c); got != "infotag" {
		t.Fatalf("suggests %s", got)
	}
	f := s.fill(c, "infotag")
	s.now = s.now.Add(2 * 24 * time.Hour)
	c = s.hear("wann ist denn jetzt der infotag??")
	if got := s.first(c); got == "infotag" {
		t.Error("suggests what is over")
	}
	v, err := s.Check(t.Context(), replyWith(c, f))
	if reds := v.Reds(); err != nil || len(reds) != 1 || reds[0].Rule != domain.RuleExpired {
		t.Errorf("an invitation to a day that is over gets %v, %v", reds, err)
	}
}

// TestATapIsNoQuestion: whoever taps "read the answer" wants what they asked
// before.
func TestATapIsNoQuestion(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	s.hear("geht pflege mit hauptschule?")
	c := s.hear("tap on uuid-that-is-gone")
	if got := s.first(c); got != "pflege-hauptschule" {
		t.Errorf("suggests %q", got)
	}
	if _, err := s.Send(t.Context(), replyWith(c, s.fill(c, "pflege-hauptschule"))); err != nil {
		t.Fatal(err)
	}
	c = s.hear("tap on another")
	if got := s.first(c); got != "pflege-hauptschule" {
		t.Errorf("after an answer it suggests %q", got)
	}
}

func (s *stage) first(c domain.Chat) string {
	s.t.Helper()
	list, err := s.Suggest(s.t.Context(), c.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	if len(list) == 0 {
		return ""
	}
	return list[0].Answer.Key
}

func TestTakingBackGivesTheTextAndWhatItWasMadeFrom(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	c := s.hear("ich bin Luca, geht pflege mit hauptschule?")
	f := s.fill(c, "pflege-hauptschule")
	m, err := s.Send(t.Context(), replyWith(c, f))
	if err != nil {
		t.Fatal(err)
	}
	how, draft, err := s.TakeBack(t.Context(), m.UUID)
	if err != nil || how != domain.TakenBack {
		t.Fatal(how, err)
	}
	if draft.Text != f.Text || !cmp.Equal(draft.Taken, f.Taken) {
		t.Errorf("the draft is %+v", draft)
	}
	if list, err := s.Answers(t.Context()); err != nil || uses(list) != 0 {
		t.Errorf("a send that never left counts as a use: %d, %v", uses(list), err)
	}
}

func uses(list []domain.Answer) int {
	n := 0
	for _, a := range list {
		n += a.Uses
	}
	return n
}

func TestMistakesChangeNothing(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	before, err := s.Answers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	put := []domain.Answer{
		{Key: "gut", Title: "Gut", Body: "In Ordnung"},
		{Key: "schlecht", Title: "Schlecht", Body: "Hallo {{ contakt.name }}"},
	}
	err = s.PutAnswers(t.Context(), put, []string{"infotag"})
	var wrong domain.Mistakes
	if !errors.As(err, &wrong) || len(wrong) != 1 || wrong[0].Kind != domain.MistakeUnknown {
		t.Fatalf("got %v", err)
	}
	after, err := s.Answers(t.Context())
	if diff := cmp.Diff(before, after); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if err := s.PutAnswer(t.Context(), domain.Answer{Key: "infotag", Title: "Noch einer", Body: "x"}); domain.CodeOf(err) != domain.CodeAnswer {
		t.Errorf("a new answer took the place of another one: %v", err)
	}
}

func TestAnAnswerSurvivesTheEditor(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	for _, a := range shelved() {
		got, err := s.ReadAnswer(s.WriteAnswer(a))
		if diff := cmp.Diff(a, got); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", a.Key, err, diff)
		}
	}
	if _, err := s.ReadAnswer("nonsense: ["); domain.CodeOf(err) != domain.CodeAnswer {
		t.Errorf("got %v", err)
	}
}

func TestAMessageBecomesAnAnswerWithoutItsPerson(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	c := s.hear("ich bin Luca")
	a, err := s.AnswerFrom(t.Context(), c.ID, "Hallo Luca, hier ist Maja von der Berufsberatung der Diakonie.\n\nLuca, das geht auch in Teilzeit.\n\nLiebe Grüße, Maja")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(a.Body, "Luca") || strings.Contains(a.Body, "Maja") || !strings.Contains(a.Body, "{{ contact.first_name }}") {
		t.Errorf("body: %q", a.Body)
	}
	if a.Key == "" || a.Title == "" || strings.Contains(strings.ToLower(a.Key), "luca") {
		t.Errorf("key %q, title %q", a.Key, a.Title)
	}
}

func TestPuttingOff(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	c := s.hear("hallo")
	if err := s.SetLater(t.Context(), c.ID, s.now.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	state := func() domain.ChatState {
		t.Helper()
		if err := s.Wake(t.Context()); err != nil {
			t.Fatal(err)
		}
		got, err := s.store.Chat(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		return got.State
	}
	if got := state(); got != domain.ChatLater {
		t.Errorf("put off: %s", got)
	}
	s.now = s.now.Add(61 * time.Minute)
	if got := state(); got != domain.ChatWaiting {
		t.Errorf("when its moment has come: %s", got)
	}
}

func TestSettingANameIsSeenInTheNextAnswer(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	c := s.hear("ich bin Luca")
	if err := s.SetName(t.Context(), c.ID, "Lucia", domain.NameConfirmed); err != nil {
		t.Fatal(err)
	}
	if f := s.fill(c, "fenster"); !strings.HasPrefix(f.Text, "Hallo Lucia,") {
		t.Errorf("got %q", f.Text)
	}
	th, err := s.Thread(t.Context(), c.ID, 0, 10)
	if err != nil || th.Said != "Luca" || th.Chat.Contact.Name != "Lucia" {
		t.Errorf("said %q, name %q, %v", th.Said, th.Chat.Contact.Name, err)
	}
}

func TestExportNeverReplacesAFile(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	c := s.hear("ich bin Luca")
	seen := map[string]bool{}
	for _, format := range []string{"md", "txt", "md"} {
		path, err := s.Export(t.Context(), c.ID, format)
		if err != nil || seen[path] {
			t.Fatal(path, err)
		}
		seen[path] = true
	}
	if _, err := s.Export(t.Context(), c.ID, "pdf"); domain.CodeOf(err) != domain.CodeUsage {
		t.Errorf("got %v", err)
	}
}

// What she has put into a field is hers; the rest of the text is as fresh as
// that of any other answer.
func TestAnswersWithFieldsAreFilledInAnewToo(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	c := s.hear("bitte anrufen")
	f := s.fill(c, "anruf")
	r := replyWith(c, f)
	r.Text = strings.Replace(r.Text, "{{Uhrzeit}}", "15:00", 1)
	s.now = s.now.Add(time.Hour)
	if _, err := s.Send(t.Context(), r); domain.CodeOf(err) != domain.CodeStale {
		t.Fatalf("an old time went out: %v", err)
	}
	again, err := s.Refill(t.Context(), r)
	if err != nil || !strings.Contains(again.Text, "heute um 10 Uhr um 15:00") {
		t.Fatalf("filled in anew: %q, %v", again.Text, err)
	}
	r.Text, r.Taken = again.Text, again.Taken
	if _, err := s.Send(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	if list, err := s.store.Uses(t.Context(), 10); err != nil || len(list) != 1 || list[0].Edited {
		t.Errorf("filling in a field counts as a change: %+v, %v", list, err)
	}
}

// A message that failed is not sent again past a day that is over.
func TestResendingLooksAtTheAnswersDay(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	c := s.hear("wann ist der nächste infotag?")
	m, err := s.Send(t.Context(), replyWith(c, s.fill(c, "infotag")))
	if err != nil {
		t.Fatal(err)
	}
	s.relay.tell(domain.SendResult{UUID: m.UUID, State: domain.SendFailed, At: s.now, Failure: &domain.Failure{Code: 131000}})
	s.sync()
	a, err := s.Answer(t.Context(), "infotag")
	if err != nil {
		t.Fatal(err)
	}
	a.ValidUntil = "2026-11-20"
	if err := s.PutAnswer(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Resend(t.Context(), m.UUID); domain.CodeOf(err) != domain.CodeRedLight {
		t.Errorf("got %v", err)
	}
}

// A name that somebody only may have said is offered, never used unasked.
func TestOnlySureNamesAreUsedUnasked(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"du hast geschrieben: hier ist Maja von der Berufsberatung": "Hallo Luca,",
		"mein name ist egal, habt ihr plätze?":                      "Hallo Luca,",
		"meine chefin schrieb: ich bin Sabine und suche leute":      "Hallo Luca,",
		"ich heiße Luca und wollte was fragen":                      "Hallo Luca,",
		"ich bin übrigens Sabine":                                   "Hallo Luca,",
	} {
		s := withAnswers(t)
		s.hear("hallo ich bin luca")
		c := s.hear(text)
		if f := s.fill(c, "fenster"); !strings.HasPrefix(f.Text, want) {
			t.Errorf("%q is greeted %q", text, f.Text[:20])
		}
	}
}

// What the person has put right is what they say: their name, and their question.
func TestAnEditedMessageIsReadAsItStands(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	s.hear("hallo ich bin Lena, wann ist der nächste infotag?")
	c := s.hear("hallo ich bin Lena, wann ist der nächste infotag? => hallo ich bin Lea, kann ich mit hauptschulabschluss in die pflege?")
	if f := s.fill(c, "fenster"); !strings.HasPrefix(f.Text, "Hallo Lea,") {
		t.Errorf("greets %q", f.Text)
	}
	if got := s.first(c); got != "pflege-hauptschule" {
		t.Errorf("suggests %q", got)
	}
	v, err := s.Check(t.Context(), domain.Reply{ChatID: c.ID, To: c.Contact.Address(), Text: "Hallo Lena, das geht."})
	if reds := v.Reds(); err != nil || len(reds) != 1 || reds[0].Rule != domain.RuleWrongName {
		t.Errorf("the name of before: %v, %v", reds, err)
	}
}

func TestWhatEverybodyWritesIsPutRight(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	put := domain.Answer{Title: "Tag der offenen Tür", Body: "Komm vorbei!", Link: "www.tuer.example/tag", ValidUntil: "1.12.2026", LinkChecked: "22.11.2026"}
	if err := s.PutAnswer(t.Context(), put); err != nil {
		t.Fatal(err)
	}
	a, err := s.Answer(t.Context(), "tag-der-offenen-tuer")
	if err != nil || a.Link != "https://www.tuer.example/tag" || a.ValidUntil != "2026-12-01" || a.LinkChecked != "2026-11-22" {
		t.Errorf("kept %+v, %v", a, err)
	}
}
