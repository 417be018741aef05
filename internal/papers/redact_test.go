package papers_test

import (
	"encoding/json"
	"strings"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/papers"
)

func known() domain.AccessData {
	return domain.AccessData{
		Sheet: domain.PersonSheet{
			Chat:    domain.Chat{Contact: domain.Contact{Name: "Samira Yıldız", Phone: "+4915550100001"}},
			Aliases: []domain.Alias{{Kind: domain.AliasPhone, Value: "+4915550100001"}, {Kind: domain.AliasPhone, Value: "+4915550100009"}, {Kind: domain.AliasName, Value: "Sam"}},
			Facts:   domain.Facts{domain.FactEmail: "Samira@Example.org"}, Emails: []string{"sam@web.de"},
		},
		Names: []string{"Luca Berger", "Anna", "Annalena", "Sam Wolf", "Der Boss", "ö", "jo"}, Phones: []string{"+4915550100002", "+4915550100009"},
	}
}

func TestNotesLoseWhatIsAboutOthers(t *testing.T) {
	t.Parallel()
	b := papers.Black
	for text, want := range map[string]string{
		"ruft Montag an, 0155 50100001":                 "ruft Montag an, 0155 50100001",
		"alte Nummer +49 155 50100009":                  "alte Nummer +49 155 50100009",
		"Freundin von Luca Berger, 0155 5010 0002":      "Freundin von " + b + ", " + b,
		"Mutter +49\u00a0155\u00a05010\u00a00002":       "Mutter " + b,
		"Mutter +49\u202f155\u20115010\u20110002":       "Mutter " + b,
		"alte Nummer +49\u00a0155\u00a05010\u20110009":  "alte Nummer +49\u00a0155\u00a05010\u20110009",
		"Lucas Schwester":                               b + "s Schwester",
		"Mail an samira@example.org und chef@firma.de.": "Mail an samira@example.org und " + b + ".",
		"Annalena sagt, Anna kommt; Annas Auto":         b + " sagt, " + b + " kommt; " + b + "s Auto",
		"Sam war da, Samira auch":                       "Sam war da, Samira auch", // her own name, though another one has it too
		"Der Zug kam um 10-12 Uhr, 2026":                "Der Zug kam um 10-12 Uhr, 2026",
		"":                                              "",
	} {
		r := papers.NewRedactor(known())
		if got := r.Note(text); got != want || r.N != strings.Count(want, b) {
			t.Errorf("%q:\n got %q (%d)\nwant %q", text, got, r.N, want)
		}
	}
}

func TestMessagesLoseCardsAndOthersNumbersOnly(t *testing.T) {
	t.Parallel()
	r := papers.NewRedactor(known())
	m := r.Message(domain.Message{
		Raw:    []byte(`{"secret":1}`),
		Edited: &domain.Edit{Known: true, Text: "0155 50100002"},
		Content: domain.Content{
			Text:  "Luca hat die 0155 50100002, ich die +49 155 5010 0001, Mama die 030 1234567",
			Cards: []domain.Card{{Name: "Mama", Phones: []string{"+49301234567"}, Birthday: "1970-01-01"}},
		},
	})
	if want := "Luca hat die " + papers.Black + ", ich die +49 155 5010 0001, Mama die 030 1234567"; m.Content.Text != want {
		t.Errorf("got %q", m.Content.Text)
	}
	if c := m.Content.Cards[0]; c.Name != papers.Black || len(c.Phones) > 0 || c.Birthday != "" || m.Raw != nil || m.Edited.Text != papers.Black || r.N != 3 {
		t.Errorf("%+v, %d", m, r.N)
	}
}

// TestMessagesLoseOthersNumbersAsTelephonesWriteThem: that of another person who is
// kept here, copied from WhatsApp.
func TestMessagesLoseOthersNumbersAsTelephonesWriteThem(t *testing.T) {
	t.Parallel()
	r := papers.NewRedactor(known())
	m := r.Message(domain.Message{Content: domain.Content{Text: "frag Luca: +49\u00a0155\u00a050100002"}})
	if want := "frag Luca: " + papers.Black; m.Content.Text != want || r.N != 1 {
		t.Errorf("got %q", m.Content.Text)
	}
}

// TestNothingAboutOthersStandsInAnotherPlace: why somebody is held, on which basis
// they were handed on, who has agreed for them, what their chat ends with, and what
// was heard in a recording.
func TestNothingAboutOthersStandsInAnotherPlace(t *testing.T) {
	t.Parallel()
	d := known()
	d.Sheet.Hold = "Streit mit Luca Berger"
	d.Sheet.Handed = []domain.HandedOn{{To: domain.Recipient{Name: "Tom Weber"}, Basis: "Anna hat zugestimmt, 0155 50100002"}}
	d.Sheet.Chat.LastText = "Luca hat die 0155 50100002"
	d.Sheet.Facts[domain.FactConsent] = "hat Anna unterschrieben"
	d.Thread.Messages = []domain.Message{{
		Kind: domain.KindVoice, File: &domain.File{Transcript: &domain.Transcript{Text: "Lucas Nummer ist 0155 50100002"}},
	}}
	r := papers.NewRedactor(d)
	got := r.Data(d)
	text, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	for _, never := range []string{"Luca Berger", "Anna", "50100002"} {
		if strings.Contains(string(text), never) {
			t.Errorf("%q stands there", never)
		}
	}
	if r.N != 5 || got.Sheet.Handed[0].To.Name != "Tom Weber" || d.Sheet.Handed[0].Basis == got.Sheet.Handed[0].Basis {
		t.Errorf("%d, %+v", r.N, got.Sheet.Handed)
	}
	if d.Thread.Messages[0].File.Transcript.Text != "Lucas Nummer ist 0155 50100002" {
		t.Error("what is kept was changed")
	}
}

// FuzzRedact: whatever surrounds them, the number of another one who is kept here
// and a whole name that stands by itself are gone.
func FuzzRedact(f *testing.F) {
	f.Add("ruf an:", "bis dann")
	f.Add("0", "1")
	f.Fuzz(func(t *testing.T, before, after string) {
		got := papers.NewRedactor(known()).Note(before + " . Luca Berger . " + after)
		if strings.Contains(got, " . Luca Berger . ") {
			t.Errorf("%q %q: %q", before, after, got)
		}
		got = papers.NewRedactor(known()).Note(before + "\n. +4915550100002 .\n" + after)
		if strings.Contains(got, "\n. +4915550100002 .\n") {
			t.Errorf("%q %q: %q", before, after, got)
		}
	})
}
