package export_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"
)

func dossierPage(t testing.TB, d export.Dossier) string {
	t.Helper()
	var b bytes.Buffer
	if err := export.DossierHTML(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// handed is a dossier with something in every part of it.
func handed(w export.Words, p export.DossierWords) export.Dossier {
	d := export.Dossier{
		Paper: whole(w), Phrase: p,
		To:    domain.Recipient{Key: "stuttgart", Name: "Tom Weber", Place: "Stuttgart", Region: "Baden-Württemberg", Mail: "tom@haus.example", Note: "nur vormittags"},
		Order: domain.DossierOrder{Depth: domain.DepthRecent, Notes: true},
		Basis: "Einwilligung vom 12.05.2026, im Chat", Stage: "in Beratung", Labels: []string{"Pflege", "FSJ"},
		Wants: "Kann man mit Hauptschulabschluss in die Pflege?", Asked: true,
		Next: "Tom ruft am Montag an.\nLuca schickt das Zeugnis.", Older: 17, Held: 4,
	}
	d.Chat.LastInAt = on(13, 18, 40)
	d.Person = domain.PersonSheet{
		Facts: domain.Facts{
			domain.FactEmail: "luca@post.example", domain.FactAudience: "Hauptschulabschluss", domain.FactRegion: "Essen", domain.FactSource: "K26",
			domain.FactNotes: "Mutter ist dabei.\n- Montag anrufen", domain.FactAge: "16 bis 17", domain.FactGender: "divers", domain.FactBackground: "zugewandert",
		},
		Terms: domain.Terms{Log: domain.ConsentLog{
			{Kind: domain.ConsentGiven, Purpose: domain.PurposePool, At: on(10, 9, 0)}, {Kind: domain.ConsentStop, At: on(11, 9, 0)},
		}},
		Promises: []domain.Promise{{Words: "schicke ich dir die Adresse", Due: on(18, 9, 0)}},
		Log: []domain.LogEntry{
			{Kind: domain.LogCall, Text: "war erreichbar", At: on(14, 10, 0)}, {Kind: domain.LogMerge, Text: "+49 151", At: on(14, 11, 0)},
		},
	}
	for _, m := range d.Messages {
		if m.Content.Media != nil && m.RevokedAt == nil {
			d.Files = append(d.Files, m)
		}
	}
	d.Files[0].File = &domain.File{State: domain.FileHere, Size: 151_000, SHA256: strings.Repeat("0123456789abcdef", 4)}
	return d
}

func TestDossiersAreAsTheyWere(t *testing.T) {
	t.Parallel()
	golden(t, "dossier.de.html.golden", []byte(dossierPage(t, handed(export.German(), export.GermanDossier()))))
	golden(t, "dossier.de.md.golden", export.DossierMarkdown(handed(export.German(), export.GermanDossier())))
	golden(t, "dossier.en.md.golden", export.DossierMarkdown(handed(export.English(), export.EnglishDossier())))
	bare := export.Dossier{Paper: paper(export.German(), ""), Phrase: export.GermanDossier(), Order: domain.DossierOrder{Depth: domain.DepthNone}}
	golden(t, "dossier.bare.md.golden", export.DossierMarkdown(bare))
}

// TestDossierKeepsToItself: what was noted for the evaluation, for herself, or
// about her own doings goes to nobody who has not been given it.
func TestDossierKeepsToItself(t *testing.T) {
	t.Parallel()
	for _, notes := range []bool{false, true} {
		d := handed(export.German(), export.GermanDossier())
		d.Order.Notes = notes
		for form, text := range map[string]string{"html": dossierPage(t, d), "md": string(export.DossierMarkdown(d))} {
			for _, never := range []string{"16 bis 17", "zugewandert", "nur vormittags", "trotz roter Lichter", "+49 151,"} {
				if strings.Contains(text, never) {
					t.Errorf("%s: %q is in it", form, never)
				}
			}
			for _, note := range []string{"Mutter ist dabei.", "war erreichbar"} {
				if strings.Contains(text, note) != notes {
					t.Errorf("%s, notes %v: %q", form, notes, note)
				}
			}
			if strings.Contains(text, "ohne interne Notizen") == notes {
				t.Errorf("%s, notes %v: says the wrong thing about them", form, notes)
			}
		}
	}
}

func TestDossierSaysWhenThereIsNoConsent(t *testing.T) {
	t.Parallel()
	d := handed(export.German(), export.GermanDossier())
	d.Basis = " \n"
	if got := string(export.DossierMarkdown(d)); !strings.Contains(got, "keine Einwilligung vermerkt") {
		t.Error("it does not")
	}
}

func TestEnclosedFilesAreNamed(t *testing.T) {
	t.Parallel()
	d := handed(export.German(), export.GermanDossier())
	d.Enclosed = func(m *domain.Message) string {
		if m.Kind != domain.KindImage {
			return ""
		}
		return "files/02-bild.jpg"
	}
	got := dossierPage(t, d)
	structure(t, got)
	if strings.Count(got, `<a href="files/02-bild.jpg">`) != 2 { // in the list, and where it was said
		t.Error("the picture is not linked twice")
	}
	if !strings.Contains(strings.ReplaceAll(string(export.DossierMarkdown(d)), `\`, ""), `liegt bei: files/02-bild.jpg`) {
		t.Error("Markdown does not name it")
	}
}

func TestNoPhraseIsMissing(t *testing.T) {
	t.Parallel()
	for name, w := range map[string]export.DossierWords{"de": export.GermanDossier(), "en": export.EnglishDossier()} {
		v := reflect.ValueOf(w)
		for i := range v.NumField() {
			if v.Field(i).IsZero() {
				t.Errorf("%s: %s is empty", name, v.Type().Field(i).Name)
			}
		}
		for _, d := range domain.Depths() {
			if w.Depths[d] == "" {
				t.Errorf("%s: no word for %s", name, d)
			}
		}
	}
}

// FuzzDossier: whatever a person is called, writes or sends stays a text, in
// every place of the sheet.
func FuzzDossier(f *testing.F) {
	for _, m := range received() {
		f.Add(m.Content.Text)
	}
	f.Add(`"><script>alert(1)</script>`)
	f.Add("</section></table><h2>Grundlage</h2>")
	f.Add("\n# Übergabe\n\n- Grundlage: Einwilligung")
	f.Fuzz(func(t *testing.T, text string) {
		d := handed(export.German(), export.GermanDossier())
		d.Messages = nil
		d.Chat.Contact.Name, d.Wants, d.Next, d.Basis, d.Labels, d.Stage = text, text, text, text, []string{text}, text
		d.To = domain.Recipient{Name: text, Place: text}
		for f := range d.Person.Facts {
			d.Person.Facts[f] = text
		}
		d.Person.Promises[0].Words, d.Person.Log[0].Text = text, text
		d.Files = []domain.Message{of(on(11, 9, 0), domain.KindDocument, domain.Content{Media: &domain.Media{Filename: text, SHA256: text}})}
		page := dossierPage(t, d)
		said, _ := structure(t, page)
		if want := letters(text); want != "" && !strings.Contains(letters(said), want) {
			t.Errorf("%q is not on the page", text)
		}
		if n := strings.Count(page, "<h2"); n != 8 {
			t.Errorf("%d sections", n)
		}
		heads := 0
		for l := range strings.SplitSeq(string(export.DossierMarkdown(d)), "\n") {
			if strings.HasPrefix(l, "#") {
				heads++
			}
		}
		if heads != 9 {
			t.Errorf("%d headings in Markdown", heads)
		}
	})
}
