package waexport_test

import (
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/waexport"

	"github.com/google/go-cmp/cmp"
)

func berlin(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func read(t testing.TB, text string, o waexport.Options) waexport.Chat {
	t.Helper()
	if o.Zone == nil {
		o.Zone = berlin(t)
	}
	chat, ok := waexport.Read([]byte(text), o)
	if !ok {
		t.Fatalf("nothing found in %q", text)
	}
	return chat
}

// told is a message in one line.
func told(m waexport.Message) string {
	parts := []string{m.At.Format("2006-01-02 15:04:05"), m.Author, string(m.Kind), strings.ReplaceAll(m.Content.Text, "\n", "⏎")}
	if c := m.Content.Media; c != nil {
		parts = append(parts, "file="+c.Filename)
	}
	if p := m.Content.Place; p != nil {
		parts = append(parts, "place="+p.Name)
	}
	if c := m.Content.Call; c != nil && c.Answered {
		parts = append(parts, "answered")
	}
	for _, c := range m.Content.Cards {
		parts = append(parts, "card="+c.Name)
	}
	for word, is := range map[string]bool{"left": m.Left, "edited": m.Edited} {
		if is {
			parts = append(parts, word)
		}
	}
	if m.Deleted {
		parts = append(parts, "deleted")
	}
	return strings.Join(parts, "|")
}

func tell(c waexport.Chat) []string {
	var out []string
	for _, m := range c.Messages {
		out = append(out, told(m))
	}
	return out
}

func TestHeadersOfAllForms(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"24.12.26, 18:05 - Luca: hi":                        "2026-12-24 18:05:00|Luca|text|hi",
		"24.12.2026, 18:05 - Luca: hi":                      "2026-12-24 18:05:00|Luca|text|hi",
		"24.12.26 um 18:05 - Luca: hi":                      "2026-12-24 18:05:00|Luca|text|hi",
		"24.12.26 18:05 - Luca: hi":                         "2026-12-24 18:05:00|Luca|text|hi",
		"24.12.26, 6:05 nachm. - Luca: hi":                  "2026-12-24 18:05:00|Luca|text|hi",
		"24.12.26, 12:05 vorm. - Luca: hi":                  "2026-12-24 00:05:00|Luca|text|hi",
		"[24.12.26, 18:05:09] Luca: hi":                     "2026-12-24 18:05:09|Luca|text|hi",
		"\u200e[24.12.26, 18:05:09] Luca: hi":               "2026-12-24 18:05:09|Luca|text|hi",
		"\ufeff[24.12.26, 18:05:09] Luca: hi\r":             "2026-12-24 18:05:09|Luca|text|hi",
		"12/24/26, 6:05 PM - Luca: hi":                      "2026-12-24 18:05:00|Luca|text|hi",
		"12/24/26, 6:05\u202fPM - Luca: hi":                 "2026-12-24 18:05:00|Luca|text|hi",
		"12/24/26, 12:05 AM - Luca: hi":                     "2026-12-24 00:05:00|Luca|text|hi",
		"12/24/2026, 6:05 p. m. - Luca: hi":                 "2026-12-24 18:05:00|Luca|text|hi",
		"[12/24/26, 6:05:09\u202fPM] Luca: hi":              "2026-12-24 18:05:09|Luca|text|hi",
		"24/12/2026, 18:05 - Luca: hi":                      "2026-12-24 18:05:00|Luca|text|hi",
		"[24/12/2026, 18:05:09] Luca: hi":                   "2026-12-24 18:05:09|Luca|text|hi",
		"12/24/2026, 00:05 a. m. - Luca: hi":                "2026-12-24 00:05:00|Luca|text|hi",
		"[2026/12/24, 18:05:09] Luca: hi":                   "2026-12-24 18:05:09|Luca|text|hi",
		"24-12-2026, 06.05 PM - Luca: hi":                   "2026-12-24 18:05:00|Luca|text|hi",
		"2026-12-24, 18:05 - Luca: hi":                      "2026-12-24 18:05:00|Luca|text|hi",
		"24/12/2026 at 18:05 - Luca: hi":                    "2026-12-24 18:05:00|Luca|text|hi",
		"24.12.26, 18:05 - \u202a+49 151 1234567\u202c: hi": "2026-12-24 18:05:00|+49 151 1234567|text|hi",
		"[24.12.26, 18:05:09] ~\u202fLuca: hi":              "2026-12-24 18:05:09|~\u202fLuca|text|hi",
		"24.12.26, 18:05 - Nachrichten sind verschlüsselt.": "2026-12-24 18:05:00||system|Nachrichten sind verschlüsselt.",
		"[24.12.26, 18:05:09] Luca: \u200eNachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.": "2026-12-24 18:05:09||system|Luca: \u200eNachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.",
	} {
		if got := tell(read(t, line+"\n", waexport.Options{})); len(got) != 1 || got[0] != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

func TestWhatBeginsNoMessage(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		"", "hallo", "32.12.26, 18:05 - Luca: hi", "24.13.26, 18:05 - x: hi", "24.12.26, 25:05 - x: hi", "24.12.26, 18:65 - x: hi", "24.12.26 Luca: hi",
		"[24.12.26, 18:05:09 Luca: hi", "24.12.26, 18:05:09] Luca: hi", "24.12.2, 18:05 - x: hi", "24.12.226, 18:05 - x: hi", "13/13/2026, 18:05 - x: y",
		"\u206024.12.26, 18:05 - Luca: hi", "24.12.1999, 18:05 - x: y", "am 24.12.26, 18:05 - x: y", "24.12.26, 0:05 PM - x: y",
	} {
		if chat, ok := waexport.Read([]byte(line+"\n"), waexport.Options{}); ok {
			t.Errorf("%q: %q", line, tell(chat))
		}
	}
}

func TestMarkers(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"<Medien ausgeschlossen>":                                  "document||file=|left",
		"<Media omitted>":                                          "document||file=|left",
		"<Medien ausgeschlossen>\nmein Zeugnis":                    "document|mein Zeugnis|file=|left",
		"\u200eBild weggelassen":                                   "image||file=|left",
		"\u200eimage omitted":                                      "image||file=|left",
		"\u200eBild weggelassen\nmein Zeugnis":                     "image|mein Zeugnis|file=|left",
		"mein Zeugnis \u200eBild weggelassen":                      "image|mein Zeugnis|file=|left",
		"\u200eVideo weggelassen":                                  "video||file=|left",
		"\u200eAudio weggelassen":                                  "voice||file=|left",
		"\u200eGIF omitted":                                        "video||file=|left",
		"\u200eSticker weggelassen":                                "sticker||file=|left",
		"\u200eKontaktkarte ausgelassen":                           "contacts||card=|left",
		"\u200eContact card omitted":                               "contacts||card=|left",
		"\u200eVideonachricht weggelassen":                         "video||file=|left",
		"CV.pdf • \u200e3 Seiten \u200eDokument weggelassen":       "document||file=CV.pdf|left",
		"CV.pdf • \u200e1 page \u200edocument omitted":             "document||file=CV.pdf|left",
		"CV.pdf \u200eDokument weggelassen\nbitte":                 "document|bitte|file=CV.pdf|left",
		"IMG-20261224-WA0001.jpg (Datei angehängt)":                "image||file=IMG-20261224-WA0001.jpg",
		"\u200eIMG-20261224-WA0001.jpg (file attached)\nmein Foto": "image|mein Foto|file=IMG-20261224-WA0001.jpg",
		"PTT-20261224-WA0001.opus (Datei angehängt)":               "voice||file=PTT-20261224-WA0001.opus",
		"Mein Lebenslauf (neu).pdf (Datei angehängt)":              "document||file=Mein Lebenslauf (neu).pdf",
		"Oma.vcf (Datei angehängt)":                                "contacts||card=Oma",
		"\u200e<Anhang: 00000012-PHOTO-2026-12-24-18-05-09.jpg>":   "image||file=00000012-PHOTO-2026-12-24-18-05-09.jpg",
		"\u200e<attached: 00000012-STICKER-2026.webp>":             "sticker||file=00000012-STICKER-2026.webp",
		"<\u200eattached: 1-PHOTO.jpg>":                            "image||file=1-PHOTO.jpg",
		"< attached: 1-PHOTO.jpg >":                                "image||file=1-PHOTO.jpg",
		"mein Foto \u200e<attached: 1-PHOTO.jpg>":                  "image|mein Foto|file=1-PHOTO.jpg",
		"\u200e<Anhang: 1-AUDIO.opus>\nhör mal":                    "voice|hör mal|file=1-AUDIO.opus",
		"doch <Diese Nachricht wurde bearbeitet.>":                 "text|doch|edited",
		"doch \u200e<This message was edited>":                     "text|doch|edited",
		"Diese Nachricht wurde gelöscht.":                          "text||deleted",
		"Du hast diese Nachricht gelöscht.":                        "text||deleted",
		"\u200eThis message was deleted.":                          "text||deleted",
		"You deleted this message":                                 "text||deleted",
		"Standort: https://maps.google.com/?q=51.45,7.01":          "location||place=",
		"\u200elocation: https://maps.google.com/?q=51.45,-7.01":   "location||place=",
		"Standort: https://maps.google.com/?q=1,2\nBahnhof":        "location||place=Bahnhof",
		"Standort: https://maps.google.com/?q=123,2":               "text|Standort: https://maps.google.com/?q=123,2",
		"Standort: https://boese.example/?x=1":                     "text|Standort: https://boese.example/?x=1",
		"Live-Standort wird geteilt.":                              "unsupported|",
		"Verpasster Sprachanruf":                                   "call|",
		"\u200eMissed voice call, \u200eTap to call back":          "call|",
		"Verpasster Videoanruf um 18:05 Uhr":                       "call|",
		"Sprachanruf, 5 Min.":                                      "call||answered",
		"Voice call":                                               "call||answered",
		"Verpasster Sprachanruf, ruf mich an":                      "text|Verpasster Sprachanruf, ruf mich an",
		"":                                                         "unsupported|",
		"null":                                                     "text|null",
		"\u2060<Medien ausgeschlossen>":                            "text|<Medien ausgeschlossen>",
		"\u2060x\u2060":                                            "text|x",
		"zwei\n\u206024.12.26, 18:05 - Luca: hi\n\u2060\u2060drei": "text|zwei⏎24.12.26, 18:05 - Luca: hi⏎\u2060drei",
		"gut <Diese Nachricht wurde bearbeitet.>\u2060":            "text|gut <Diese Nachricht wurde bearbeitet.>",
		"Luca: hi": "text|Luca: hi",
	} {
		chat := read(t, "23.12.26, 18:05 - Luca: eins\n24.12.26, 18:05 - Luca: "+text+"\n", waexport.Options{Names: []string{"Luca"}})
		got := tell(chat)
		if want := "2026-12-24 18:05:00|Luca|" + want; len(got) != 2 || got[1] != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestTheOrderOfDatesIsToldByTheWholeFile(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]waexport.Dates{
		"3/4/26, 9:00 - a: x\n13/4/26, 9:00 - a: y\n":                       waexport.DatesDMY,
		"3/4/26, 9:00 - a: x\n3/14/26, 9:00 - a: y\n":                       waexport.DatesMDY,
		"3/4/26, 9:00 - a: x\n3/5/26, 9:00 - a: y\n":                        waexport.DatesUnknown,
		"3/4/26, 9:00 - a: x\n":                                             waexport.DatesUnknown,
		"1/12/26, 9:00 - a: x\n2/1/26, 9:00 - a: y\n":                       waexport.DatesMDY, // time would go back eleven months
		"12/1/26, 9:00 - a: x\n1/2/26, 9:00 - a: y\n":                       waexport.DatesDMY,
		"3.4.26, 9:00 - a: x\n":                                             waexport.DatesDMY,
		"2026-04-03, 9:00 - a: x\n":                                         waexport.DatesYMD,
		"3/4/26, 9:00 - a: x\n3/14/26, 9:00 - b: y\n3/15/26, 9:00 - b: z\n": waexport.DatesMDY,
	} {
		chat := read(t, file, waexport.Options{})
		if chat.Dates != want {
			t.Errorf("%q: %q, want %q", file, chat.Dates, want)
		}
	}
	chat := read(t, "3/4/26, 9:00 - a: x\n", waexport.Options{Dates: waexport.DatesMDY})
	if got := chat.Messages[0].At.Format(time.DateOnly); got != "2026-03-04" {
		t.Error(got)
	}
}

func TestNamesWithColons(t *testing.T) {
	t.Parallel()
	file := "1.5.26, 9:00 - Dr. Meier: Praxis: guten Tag\n1.5.26, 9:01 - Maja: Frage: wann?\n1.5.26, 9:02 - Dr. Meier: Praxis: morgen: früh\n1.5.26, 9:03 - Dr. Meier: Praxis:\n"
	want := []waexport.Author{{Name: "Dr. Meier: Praxis", Messages: 3}, {Name: "Maja", Messages: 1}}
	for _, names := range [][]string{nil, {"Dr. Meier: Praxis", "Maja"}} {
		chat := read(t, file, waexport.Options{Names: names})
		if diff := cmp.Diff(want, chat.Authors); diff != "" {
			t.Error(diff)
		}
		if got := chat.Messages[2].Content.Text; got != "morgen: früh" {
			t.Error(got)
		}
	}
	chat := read(t, "1.5.26, 9:00 - Anna:\u2060 die Erste: hallo\n", waexport.Options{})
	if got := tell(chat)[0]; got != "2026-05-01 09:00:00|Anna: die Erste|text|hallo" {
		t.Error(got)
	}
}

func TestQuotedLinesOutOfTimeAreText(t *testing.T) {
	t.Parallel()
	file := "1.5.26, 9:00 - Luca: schau mal\n1.4.26, 8:00 - Maja: du hast den Platz\n2.4.26, 8:00 - Luca: danke\n1.5.26, 9:05 - Maja: wer sagt das?\n" +
		"1.5.26, 9:06 - Luca: hier\n1.5.27, 8:00 - Maja: aus der Zukunft\n1.5.26, 9:07 - Maja: nein\n1.5.26, 9:08 - Luca: und\n1.5.20, 8:00 - X: alt\n"
	chat := read(t, file, waexport.Options{})
	want := []string{
		"2026-05-01 09:00:00|Luca|text|schau mal⏎1.4.26, 8:00 - Maja: du hast den Platz⏎2.4.26, 8:00 - Luca: danke",
		"2026-05-01 09:05:00|Maja|text|wer sagt das?", "2026-05-01 09:06:00|Luca|text|hier⏎1.5.27, 8:00 - Maja: aus der Zukunft",
		"2026-05-01 09:07:00|Maja|text|nein", "2026-05-01 09:08:00|Luca|text|und⏎1.5.20, 8:00 - X: alt",
	}
	if diff := cmp.Diff(want, tell(chat)); diff != "" {
		t.Error(diff)
	}
	if chat.Odd != 4 {
		t.Error(chat.Odd)
	}
}

func TestOnlyWhoWritesInTheFile(t *testing.T) {
	t.Parallel()
	file := "1.5.26, 9:00 - Luca: schau\n1.5.26, 8:00 - Tom: nein\nzwei\n1.5.26, 9:05 - Maja: wer?\n1.5.26, 9:06 - Nachricht von WhatsApp\n"
	chat := read(t, file, waexport.Options{Only: []string{"Luca", "Maja"}})
	want := []string{
		"2026-05-01 09:00:00|Luca|text|schau⏎1.5.26, 8:00 - Tom: nein⏎zwei", "2026-05-01 09:05:00|Maja|text|wer?",
		"2026-05-01 09:06:00||system|Nachricht von WhatsApp",
	}
	if diff := cmp.Diff(want, tell(chat)); diff != "" || chat.Odd != 1 {
		t.Error(diff, chat.Odd)
	}
}

func TestTimeThatReallyJumpsBackStays(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("1.5.26, 9:00 - Luca: neu\n")
	for range 30 {
		b.WriteString("1.4.26, 9:00 - Luca: alt\n")
	}
	if chat := read(t, b.String(), waexport.Options{}); len(chat.Messages) != 31 || chat.Odd != 0 {
		t.Error(len(chat.Messages), chat.Odd)
	}
}

func TestTheHourThatComesTwice(t *testing.T) {
	t.Parallel()
	chat := read(t, "25.10.26, 02:30 - Luca: a\n25.10.26, 02:10 - Luca: b\n25.10.26, 02:40 - Luca: c\n25.10.26, 03:00 - Luca: d\n", waexport.Options{})
	var got []string
	for _, m := range chat.Messages {
		got = append(got, m.At.UTC().Format("15:04"))
	}
	if diff := cmp.Diff([]string{"00:30", "01:10", "01:40", "02:00"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestLinesOfAnySystem(t *testing.T) {
	t.Parallel()
	chat := read(t, "\ufeff[1.5.26, 09:00:00] Luca: eins\r\nzwei\n\r\n[1.5.26, 09:00:01] Luca: \xff\r\n", waexport.Options{})
	if diff := cmp.Diff([]string{"2026-05-01 09:00:00|Luca|text|eins⏎zwei⏎", "2026-05-01 09:00:01|Luca|text|\ufffd"}, tell(chat)); diff != "" {
		t.Error(diff)
	}
	if !chat.Seconds {
		t.Error("no seconds")
	}
}

func FuzzRead(f *testing.F) {
	f.Add("24.12.26, 18:05 - Luca: hi\nzwei\n[24.12.26, 18:05:09] Luca: \u200e<Anhang: x.jpg>\r\n", "Luca")
	f.Add("3/4/26, 9:00 PM - a: b: c\n3/4/26, 9:00 PM - a:\n", "a: b")
	f.Add("1.1.20, 1:01 - \u2060: \u2060\n\u2060", "")
	f.Add("1.1.20, 1:01 - a: CV.pdf • \u200e3 Seiten \u200eDokument weggelassen\n", ":")
	f.Fuzz(func(t *testing.T, text, name string) {
		chat, ok := waexport.Read([]byte(text), waexport.Options{Names: []string{name}})
		if ok != (len(chat.Messages) > 0) {
			t.Fatal(ok, len(chat.Messages))
		}
		n, line := 0, 0
		for _, m := range chat.Messages {
			if m.Line <= line || m.At.IsZero() || m.At.Year() < 2009 {
				t.Fatalf("line %d after %d at %v", m.Line, line, m.At)
			}
			line = m.Line
			if m.Author != "" {
				n++
			}
			if m.File != "" && m.Left || m.Left && m.Content.Media == nil && m.Kind != domain.KindContacts {
				t.Fatalf("%+v", m)
			}
		}
		for _, a := range chat.Authors {
			n -= a.Messages
		}
		if n != 0 {
			t.Fatal("authors do not add up")
		}
	})
}
