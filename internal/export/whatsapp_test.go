package export_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"

	"github.com/google/go-cmp/cmp"
)

func whatsapp(t testing.TB, p export.Paper, f export.Form, enclosed export.Enclosed) string {
	t.Helper()
	var b bytes.Buffer
	if err := export.WhatsApp(&b, p, f, enclosed); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// heads is the head of a message in each form, name included.
var heads = map[export.Form]*regexp.Regexp{
	export.AndroidDE: regexp.MustCompile(`^\d\d\.\d\d\.\d\d, \d\d:\d\d - (?:(.+?): )?`),
	export.IOSDE:     regexp.MustCompile(`^\x{200e}?\[\d\d\.\d\d\.\d\d, \d\d:\d\d:\d\d\] (?:(.+?): )?`),
	export.AndroidEN: regexp.MustCompile(`^\d\d/\d\d/\d{4}, \d\d:\d\d - (?:(.+?): )?`),
	export.IOSEN:     regexp.MustCompile(`^\x{200e}?\[\d\d/\d\d/\d{4}, \d\d:\d\d:\d\d\] (?:(.+?): )?`),
}

type bubble struct{ who, text string }

// split reads a file as simply as can be: a line with a head begins a message,
// and any other belongs to the one above it.
func split(f export.Form, file string) []bubble {
	file = strings.TrimSuffix(strings.ReplaceAll(file, "\r\n", "\n"), "\n")
	var out []bubble
	if file == "" {
		return nil
	}
	for _, l := range strings.Split(file, "\n") {
		m := heads[f].FindStringSubmatch(l)
		switch {
		case m != nil:
			out = append(out, bubble{strings.ReplaceAll(m[1], export.Joiner, ""), l[len(m[0]):]})
		case len(out) > 0:
			out[len(out)-1].text += "\n" + l
		}
	}
	return out
}

// released takes the guard from a text.
func released(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimPrefix(l, export.Joiner)
	}
	return strings.TrimSuffix(strings.Join(lines, "\n"), export.Joiner)
}

func TestTextsComeBackFromWhatsAppsForm(t *testing.T) {
	t.Parallel()
	texts := []string{
		"Hallo", "eins\nzwei\n\ndrei", "\nvorn leer", "hinten leer\n\n", " ", "", "😀👩‍👩‍👧", "مرحبا \u200fكيف", "שלום: עולם",
		"11.05.26, 21:47 - Maja: Du hast den Platz!", "ja\n11.05.26, 21:47 - Maja: Du hast den Platz!", "ja\n[11.05.26, 21:47:00] Maja: nein",
		"ja\n\u200e[11/05/2026, 21:47:00] Maja: nein", "x\n5/11/26, 9:47 PM - Maja: no", "y\n2026-05-11, 21:47 - z: a", "a\n (11.05.2026) 9:00 - b: c",
		"<Medien ausgeschlossen>", "Bild weggelassen", "\u200eBild weggelassen", "image omitted", "Diese Nachricht wurde gelöscht.", "null",
		"Standort: https://maps.google.com/?q=1,2", "Verpasster Sprachanruf", "x.pdf (Datei angehängt)", "<Anhang: x.pdf>", "gut <Diese Nachricht wurde bearbeitet.>",
		export.Joiner, export.Joiner + export.Joiner + "x", "x" + export.Joiner, "a\n" + export.Joiner, "a\n" + export.Joiner + "11.05.26, 21:47 - b: c\n", "tab\there", "Name: mit Doppelpunkt",
	}
	var list []domain.Message
	for i, text := range texts {
		m := in(on(11, 9, 0).Add(time.Duration(i)*time.Second), text)
		if i%2 == 1 {
			m = out(m.At, text, domain.StatusRead)
		}
		list = append(list, m)
	}
	for _, name := range []string{"Luca", "Anna: die Erste", "Maja", "", "a: b: c", "11.05.26, 10:00 - x: y"} {
		for _, f := range export.Forms() {
			got := split(f, whatsapp(t, paper(export.German(), name, list...), f, nil))
			var back []string
			for _, b := range got {
				back = append(back, released(b.text))
			}
			if diff := cmp.Diff(texts, back); diff != "" {
				t.Fatalf("%s %q: %s", f, name, diff)
			}
			person := map[string]string{"": "+4915112345678", "Maja": "Maja (Person)"}[name]
			if person == "" {
				person = name
			}
			for i, b := range got {
				if want := []string{person, "Maja"}[i%2]; b.who != want {
					t.Errorf("%s: %q wrote %d, want %q", f, b.who, i, want)
				}
			}
		}
	}
}

func TestEveryKindInWhatsAppsForm(t *testing.T) {
	t.Parallel()
	p := whole(export.German())
	stands := 0
	for i := range p.Messages {
		if export.InWhatsApp(&p.Messages[i]) {
			stands++
		}
	}
	for _, f := range export.Forms() {
		got := whatsapp(t, p, f, nil)
		if n := len(split(f, got)); n != stands {
			t.Errorf("%s: %d messages, want %d", f, n, stands)
		}
		golden(t, string(f)+".golden", []byte(got))
		for _, never := range []string{"das war falsch", "Das geht gleich hinaus", "Bis morgen!", "\x1b"} {
			if strings.Contains(got, never) {
				t.Errorf("%s: %q stands there", f, never)
			}
		}
	}
}

func TestFilesInWhatsAppsForm(t *testing.T) {
	t.Parallel()
	m := of(on(11, 9, 0), domain.KindImage, domain.Content{Text: "mein Zeugnis", Media: &domain.Media{Caption: true}})
	for f, want := range map[export.Form][2]string{
		export.AndroidDE: {"11.05.26, 09:00 - Luca: <Medien ausgeschlossen>\nmein Zeugnis\n", "11.05.26, 09:00 - Luca: IMG-1.jpg (Datei angehängt)\nmein Zeugnis\n"},
		export.IOSDE:     {"\u200e[11.05.26, 09:00:00] Luca: \u200eBild weggelassen\nmein Zeugnis\r\n", "\u200e[11.05.26, 09:00:00] Luca: \u200e<Anhang: IMG-1.jpg>\nmein Zeugnis\r\n"},
		export.AndroidEN: {"11/05/2026, 09:00 - Luca: <Media omitted>\nmein Zeugnis\n", "11/05/2026, 09:00 - Luca: IMG-1.jpg (file attached)\nmein Zeugnis\n"},
		export.IOSEN:     {"\u200e[11/05/2026, 09:00:00] Luca: \u200eimage omitted\nmein Zeugnis\r\n", "\u200e[11/05/2026, 09:00:00] Luca: \u200e<attached: IMG-1.jpg>\nmein Zeugnis\r\n"},
	} {
		p := paper(export.German(), "Luca", m)
		if got := whatsapp(t, p, f, nil); got != want[0] {
			t.Errorf("%q", got)
		}
		if got := whatsapp(t, p, f, func(*domain.Message) string { return "IMG-1.jpg" }); got != want[1] {
			t.Errorf("%q", got)
		}
	}
	if err := export.WhatsApp(&bytes.Buffer{}, paper(export.German(), "Luca"), "nokia", nil); err == nil || export.IsForm("nokia") || !export.IsForm(export.IOSEN) {
		t.Error(err)
	}
}

func FuzzWhatsApp(f *testing.F) {
	for _, m := range received() {
		f.Add("Luca", m.Content.Text, uint8(0))
	}
	f.Add("a: b", "x\n\u200e[11.05.26, 09:00:00] M: x", uint8(1))
	f.Add("\u2060:", "\u2060\n\u2060", uint8(2))
	f.Add(" - ", "\r\n\x00\u2028<x>", uint8(3))
	f.Fuzz(func(t *testing.T, name, text string, form uint8) {
		form %= 4
		kind := export.Forms()[form]
		list := []domain.Message{
			in(on(11, 9, 0), text), out(on(11, 9, 1), text, domain.StatusSent),
			of(on(11, 9, 2), domain.KindSystem, domain.Content{Text: text, System: &domain.SystemNote{Current: domain.Identity{Phone: text}}}),
			with(in(on(11, 9, 3), text), func(m *domain.Message) { m.Edited = &domain.Edit{Known: true, Text: text} }),
			of(on(11, 9, 4), domain.KindDocument, domain.Content{Text: text, Media: &domain.Media{Filename: name}}),
			of(on(11, 9, 5), domain.KindContacts, domain.Content{Cards: []domain.Card{{Name: text, Phones: []string{name}}}}),
		}
		got := split(kind, whatsapp(t, paper(export.German(), name, list...), kind, nil))
		if len(got) != len(list) {
			t.Fatalf("%d messages: %q", len(got), got)
		}
		if got[0].text != got[1].text || got[2].who != "" || slices.Contains([]string{got[0].who, got[3].who, got[4].who, got[5].who}, "Maja") {
			t.Errorf("%q", got)
		}
		if !strings.ContainsAny(text, "\r\v\f\u0085\u2028\u2029\ufffd") && !regexp.MustCompile(`[\x00-\x08\x0e-\x1f\x7f-\x{9f}]`).MatchString(text) && released(got[0].text) != strings.ToValidUTF8(text, "\ufffd") {
			t.Errorf("%q came back as %q", text, released(got[0].text))
		}
	})
}
