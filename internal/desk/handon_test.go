package desk_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/crisis"
	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
)

var tom = domain.Recipient{Key: "ulm", Name: "Tom Weber", Place: "Ulm", Mail: "tom@haus.example", Note: "nur vormittags"}

// handing is a stage with somebody to hand people on to.
func handing(t *testing.T) *stage {
	t.Helper()
	lines := crisis.Lines("de", nil)
	return newStageWith(t, nil, desk.Pen{
		Me: "Maja", Team: "Berufsberatung", ExportDir: t.TempDir(), Lang: "de", Recipients: []domain.Recipient{tom},
		Care: desk.Care{Card: crisis.Card("de", "", false, lines), Lines: lines},
		People: domain.People{
			Labels: []domain.Label{{Key: "p", Name: "Pflege"}}, Stages: []domain.Stage{{ID: "a", Name: "Erstkontakt"}, {ID: "b", Name: "Infotag"}},
		},
	})
}

// handOn makes a dossier and returns what is in it.
func (s *stage) handOn(c domain.Chat, o domain.DossierOrder) (domain.HandedOn, string) {
	s.t.Helper()
	h, path, err := s.HandOn(s.t.Context(), c.ID, domain.ExportOrder{Dossier: o, Since: o.Since})
	if err != nil {
		s.t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		s.t.Fatal(err)
	}
	return h, string(b)
}

func holds(t *testing.T, text string, in bool, words ...string) {
	t.Helper()
	for _, w := range words {
		if strings.Contains(strings.ReplaceAll(text, `\`, ""), w) != in {
			t.Errorf("%q in it: %v\n%s", w, !in, text)
		}
	}
}

func TestHandingOn(t *testing.T) {
	t.Parallel()
	s := handing(t)
	ctx := t.Context()
	s.hear(belated)
	c := s.hear("Kann ich FSJ machen?")
	s.must(s.SetLabel(ctx, c.ID, "p", true))
	s.must(s.SetFact(ctx, c.ID, domain.FactStage, "b"))
	s.must(s.SetFact(ctx, c.ID, domain.FactConsent, "nur eine Notiz"))
	s.must(s.AddConsent(ctx, c.ID, domain.Consent{
		Kind: domain.ConsentGiven, Purpose: domain.PurposeHandOn, Wording: "Darf Tom dich anrufen?", Channel: domain.ChannelPhone, At: s.now,
	}))
	s.must(s.SetFact(ctx, c.ID, domain.FactNotes, "spricht leise"))
	if _, err := s.Promise(ctx, c.ID, domain.Pledge{Words: "ich frage im Haus nach", Day: s.now.AddDate(0, 0, 2)}); err != nil {
		t.Fatal(err)
	}
	agreed := "Einwilligung vom Montag, 23. November 2026 (Telefon): „Darf Tom dich anrufen?“"
	h, text := s.handOn(c, domain.DossierOrder{Markdown: true, To: "Weber", Next: "Tom ruft an."})
	holds(t, text, true, "Tom Weber, Ulm", "tom@haus.example", agreed, "Infotag", "Pflege", "Tom ruft an.",
		"ich frage im Haus nach", belated, "Kann ich FSJ machen?", "+4915550100001")
	holds(t, text, false, "spricht leise", "nur vormittags", "nur eine Notiz")
	want := domain.HandedOn{
		ID: h.ID, ChatID: c.ID, To: tom, At: s.now, Basis: agreed, Depth: domain.DepthRecent,
	}
	want.To.Note = ""
	if h != want {
		t.Errorf("noted %+v", h)
	}
	if p, err := s.Person(ctx, c.ID); err != nil || len(p.Handed) != 1 || p.Handed[0] != want {
		t.Errorf("on the sheet: %+v, %v", p.Handed, err)
	}
	_, page := s.handOn(c, domain.DossierOrder{To: "ulm", Depth: domain.DepthNone, Notes: true, Basis: "Mutter hat angerufen", Wants: "FSJ ab Mai"})
	holds(t, page, true, "<!DOCTYPE html>", "spricht leise", "Mutter hat angerufen", "FSJ ab Mai", "nicht enthalten")
	holds(t, page, false, "Kann ich FSJ machen?", "Darf Tom")
	s.must(s.RemoveHandedOn(ctx, h.ID))
	if list, err := s.HandedOn(ctx, c.ID); err != nil || len(list) != 1 || list[0].Depth != domain.DepthNone {
		t.Errorf("after taking one back: %+v, %v", list, err)
	}
}

// TestADossierReadsTheConsentLog: a consent that was withdrawn, or that a child
// has given, is none; what a person wants and is goes along.
func TestADossierReadsTheConsentLog(t *testing.T) {
	t.Parallel()
	given := domain.Consent{Kind: domain.ConsentGiven, Purpose: domain.PurposeHandOn, Wording: "Ja, an Ulm"}
	const none = "keine Einwilligung vermerkt"
	for name, c := range map[string]struct {
		log   []domain.Consent
		holds []string
		lacks []string
	}{
		"nothing":   {nil, []string{none}, []string{"unter 14", "Abgemeldet", "Einverstanden"}},
		"given":     {[]domain.Consent{given}, []string{"Ja, an Ulm"}, []string{none}},
		"withdrawn": {[]domain.Consent{given, {Kind: domain.ConsentWithdrawn, Purpose: domain.PurposeHandOn}}, []string{none}, []string{"Ja, an Ulm"}},
		"something else": {
			[]domain.Consent{{Kind: domain.ConsentGiven, Purpose: domain.PurposePool}}, []string{none, "vorgemerkt zu bleiben"}, nil,
		},
		"of a child": {[]domain.Consent{given, {Kind: domain.ConsentChild}}, []string{none, "unter 14"}, []string{"Ja, an Ulm"}},
		"grown":      {[]domain.Consent{given, {Kind: domain.ConsentChild}, {Kind: domain.ConsentGrown}}, []string{"Ja, an Ulm"}, []string{"unter 14"}},
		"stopped":    {[]domain.Consent{given, {Kind: domain.ConsentStop}}, []string{"Ja, an Ulm", "nichts ungefragt"}, nil},
	} {
		s := handing(t)
		chat := s.hear("Kann ich FSJ machen?")
		for i, line := range c.log {
			line.At = s.now.Add(time.Duration(i-len(c.log)) * time.Minute)
			s.must(s.AddConsent(t.Context(), chat.ID, line))
		}
		for _, markdown := range []bool{true, false} {
			_, text := s.handOn(chat, domain.DossierOrder{Markdown: markdown, To: "ulm"})
			text = name + "\n" + text
			holds(t, text, true, c.holds...)
			holds(t, text, false, c.lacks...)
		}
	}
}

func TestOnlyAsMuchOfTheChatAsIsAskedFor(t *testing.T) {
	t.Parallel()
	s := handing(t)
	c := s.hear("erste Frage")
	for i := range domain.RecentMessages {
		s.now = s.now.Add(time.Minute)
		s.send(c, "Antwort "+string(rune('A'+i)))
	}
	for depth, n := range map[domain.Depth]int{"": 20, domain.DepthNone: 0, domain.DepthRecent: 20, domain.DepthAll: 21} {
		_, text := s.handOn(c, domain.DossierOrder{Markdown: true, To: "ulm", Depth: depth})
		if got := strings.Count(text, "\n**0") + strings.Count(text, "\n**1"); got != n {
			t.Errorf("%q: %d messages\n%s", depth, got, text)
		}
		holds(t, text, depth != domain.DepthNone, "Antwort T")
		holds(t, text, true, "> erste Frage") // what it is about, at least
	}
	_, text := s.handOn(c, domain.DossierOrder{Markdown: true, To: "ulm", Depth: domain.DepthAll, Since: s.now.Add(-2 * time.Minute)})
	holds(t, text, true, "Antwort R", "Antwort T")
	holds(t, text, false, "Antwort Q")
}

// TestNothingFromBeforeTheDayGoesAlong: not as what the person wants, and not as what
// is answered either.
func TestNothingFromBeforeTheDayGoesAlong(t *testing.T) {
	t.Parallel()
	s := handing(t)
	c := s.hear("Mein Vater ist krank")
	s.now = s.now.Add(time.Minute)
	_, err := s.Send(t.Context(), domain.Reply{ChatID: c.ID, To: c.Contact.Address(), Text: "Gute Besserung!", ReplyTo: "wamid.Mein Vater ist krank"})
	s.must(err)
	for _, markdown := range []bool{true, false} {
		_, text := s.handOn(c, domain.DossierOrder{Markdown: markdown, To: "ulm", Depth: domain.DepthAll, Since: s.now.Add(-time.Second)})
		holds(t, text, true, "Gute Besserung!")
		holds(t, text, false, "Mein Vater")
	}
}

// TestWhatWasSaidInDistressStaysHere: with what was promised and quoted in those
// hours, also after the release; unless somebody means to hand it on.
func TestWhatWasSaidInDistressStaysHere(t *testing.T) {
	t.Parallel()
	s := handing(t)
	ctx := t.Context()
	s.hear(belated)
	c := s.hear("ich kann nicht mehr")
	order := domain.DossierOrder{Markdown: true, To: "ulm", Depth: domain.DepthAll, Notes: true}
	if _, _, err := s.HandOn(ctx, c.ID, domain.ExportOrder{Dossier: order}); domain.CodeOf(err) != domain.CodeLocked {
		t.Errorf("while it is one: %v", err)
	}
	if list, err := s.HandedOn(ctx, c.ID); err != nil || len(list) != 0 {
		t.Errorf("noted all the same: %+v, %v", list, err)
	}
	s.send(c, "Ich bin da für dich.")
	if _, err := s.Promise(ctx, c.ID, domain.Pledge{Words: "ich rufe die Ambulanz", Day: s.now.AddDate(0, 0, 2)}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.AddLog(ctx, c.ID, domain.LogEntry{Kind: domain.LogCall, Text: "weint am Telefon"}); err != nil {
		t.Fatal(err)
	}
	secret := []string{"ich kann nicht mehr", "Ich bin da für dich.", "ich rufe die Ambulanz", "weint am Telefon"}
	with := order
	with.Crisis = true
	_, text := s.handOn(c, with)
	holds(t, text, true, append(secret, belated)...)

	s.must(s.SetCrisis(ctx, c.ID, false))
	s.now = s.now.Add(30 * time.Hour)
	c = s.hear(muchLater + " geht es besser")
	if _, err := s.Send(ctx, domain.Reply{
		ChatID: c.ID, To: c.Contact.Address(), Text: "Und nun zur Ausbildung.", ReplyTo: "wamid.ich kann nicht mehr",
	}); err != nil {
		t.Fatal(err)
	}
	_, text = s.handOn(c, order)
	holds(t, text, false, secret...)
	holds(t, text, true, belated, muchLater, "Und nun zur Ausbildung.", "einzelne Nachrichten werden nicht weitergegeben (2)", "die hier nicht vorliegt")
	holds(t, text, false, "Krise", "krise") // not even that there is something of that kind
	_, text = s.handOn(c, with)
	holds(t, text, true, secret...)
}

func TestNobodyToHandOnTo(t *testing.T) {
	t.Parallel()
	s := handing(t)
	c := s.hear("hallo")
	for _, to := range []string{"", "köln", "haus"} {
		if _, _, err := s.HandOn(t.Context(), c.ID, domain.ExportOrder{Dossier: domain.DossierOrder{To: to}}); domain.CodeOf(err) != domain.CodeNoRecipient {
			t.Errorf("%q: %v", to, err)
		}
	}
}

// TestWithoutFileNoNote: what could not be written was handed to nobody.
func TestWithoutFileNoNote(t *testing.T) {
	t.Parallel()
	s := handing(t)
	c := s.hear("hallo")
	wall := filepath.Join(t.TempDir(), "wall")
	s.must(os.WriteFile(wall, nil, 0o600))
	_, _, err := s.HandOn(t.Context(), c.ID, domain.ExportOrder{Dir: wall, Dossier: domain.DossierOrder{To: "ulm"}})
	var e *domain.Error
	if !errors.As(err, &e) || e.Code != domain.CodeReadOnly {
		t.Errorf("got %v", err)
	}
	if list, err := s.HandedOn(t.Context(), c.ID); err != nil || len(list) != 0 {
		t.Errorf("noted: %+v, %v", list, err)
	}
}

// TestTellingThePerson: it is a draft, never in the place of another one, and
// nothing leaves.
func TestTellingThePerson(t *testing.T) {
	t.Parallel()
	s := newStageWith(t, nil, desk.Pen{Tell: "Jetzt ist %s da."})
	c := s.chat()
	h := domain.HandedOn{ChatID: c.ID, To: tom}
	text, drafted, err := s.TellHandedOn(t.Context(), h)
	if err != nil || !drafted || text != "Jetzt ist Tom Weber (Ulm) da." {
		t.Errorf("%q, %v, %v", text, drafted, err)
	}
	th, err := s.Thread(t.Context(), c.ID, 0, 0)
	if err != nil || th.Draft.Text != text || len(th.Messages) != 1 {
		t.Errorf("%+v, %v", th.Draft, err)
	}
	s.must(s.SaveDraft(t.Context(), domain.Draft{ChatID: c.ID, Text: "eigenes", Revision: th.Draft.Revision + 1}))
	if _, drafted, err = s.TellHandedOn(t.Context(), h); err != nil || drafted {
		t.Errorf("over another draft: %v, %v", drafted, err)
	}
	if th, err = s.Thread(t.Context(), c.ID, 0, 0); err != nil || th.Draft.Text != "eigenes" {
		t.Errorf("%+v, %v", th.Draft, err)
	}
}

// TestFilesOfADossier lie beside it under names of ours, with their sums; the log
// says how it was made, and none of what stands in it.
func TestFilesOfADossier(t *testing.T) {
	t.Parallel()
	c, id := shared(t)
	h, path, err := c.HandOn(t.Context(), id, domain.ExportOrder{Media: true, Dossier: domain.DossierOrder{To: "ulm"}})
	if err != nil {
		t.Fatal(err)
	}
	in := unzipped(t, path)
	page := ""
	for name, text := range in {
		if strings.HasSuffix(name, ".html") {
			page = text
		}
	}
	if len(in) != 3 || h.Files != 2 {
		t.Errorf("%d things, %d files noted", len(in), h.Files)
	}
	for name := range in {
		if strings.HasPrefix(name, "media/") && strings.Count(page, `href="`+name+`"`) != 2 {
			t.Errorf("%s is not named twice in\n%s", name, page)
		}
	}
	for _, m := range c.carried() {
		holds(t, page, true, m.File.SHA256)
	}
	log, err := c.Exports(t.Context(), id)
	if err != nil || len(log) != 1 || log[0].Path != path || log[0].Format != domain.ExportDossier || log[0].What != "to=ulm depth=recent media" {
		t.Errorf("log %+v, %v", log, err)
	}
}

// TestOfDataThatRestThereIsNoDossier: they asked that nobody uses them.
func TestOfDataThatRestThereIsNoDossier(t *testing.T) {
	t.Parallel()
	s := handing(t)
	c := s.hear("hallo")
	s.must(s.SetRestricted(t.Context(), c.ID, true, "bestreitet ihre Angaben"))
	order := domain.ExportOrder{Dossier: domain.DossierOrder{To: "ulm", Crisis: true}}
	if _, _, err := s.HandOn(t.Context(), c.ID, order); domain.CodeOf(err) != domain.CodeRestricted {
		t.Errorf("got %v", err)
	}
	if list, err := s.HandedOn(t.Context(), c.ID); err != nil || len(list) != 0 {
		t.Errorf("noted: %+v, %v", list, err)
	}
	s.must(s.SetRestricted(t.Context(), c.ID, false, "hat sich geklärt"))
	if _, _, err := s.HandOn(t.Context(), c.ID, order); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}
