package prepared_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/prepared"
)

const team = "Berufsberatung der Diakonie"

func TestTemplateOfTurnsNamesBack(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, first, full, want string }{
		{"Viel Erfolg, Luca!", "Luca", "Luca Berg", "Viel Erfolg, {{ contact.first_name }}!"},
		{"Luca Berg, Lucas Weg, Luca's Weg", "Luca", "Luca Berg", "{{ contact.name }}, {{ contact.first_name }}s Weg, {{ contact.first_name }}'s Weg"},
		{"Lucast und Anna-Luca und Luca-Marie und O’Luca", "Luca", "", "Lucast und Anna-Luca und Luca-Marie und O’Luca"},
		{"Das will Will wissen", "Will", "", "Das will {{ contact.first_name }} wissen"},
		{"Ja, Zoe! Ja, Jürgen, Juergen!", "Zoë", "Jürgen", "Ja, {{ contact.first_name }}! Ja, {{ contact.name }}, {{ contact.name }}!"},
		{"Ja İpek, ja Ipek", "İpek", "", "Ja {{ contact.first_name }}, ja {{ contact.first_name }}"},
		{"أهلا محمد!", "محمد", "", "أهلا {{ contact.first_name }}!"},
		{"Ja, Anna-Lena Öz", "Anna-Lena", "Anna-Lena Öz", "Ja, {{ contact.name }}"},
		{"Ja, Luca", "Luca", "Luca", "Ja, {{ contact.first_name }}"},
		{"https://example.org/Luca für Luca", "Luca", "", "https://example.org/Luca für {{ contact.first_name }}"},
		{"Frag Maja von der Berufsberatung der Diakonie, sie hilft.", "Luca", "", "Frag {{ me.name }} von der {{ me.team }}, sie hilft."},
		{"An {{E-Mail}} bis {{slot.next}}: {{a|b}} {{}} {{Luca}}", "Luca", "", `An {{ ask "E-Mail" }} bis {{ slot.next }}: {{ choose "a|b" }} {{}} {{ ask "Luca" }}`},
		{"X wie X", "X", "", "X wie X"},
		{"", "Luca", "", ""},
	} {
		if got := prepared.TemplateOf(c.text, c.first, c.full, "Maja", team); got != c.want {
			t.Errorf("%q became %q, not %q", c.text, got, c.want)
		}
	}
}

// TestTemplateOfKeepsNoLastName: the next person must not be called by it, nor the
// adviser find it in her library.
func TestTemplateOfKeepsNoLastName(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Ja, Frau Öz, das geht. Das klären wir, Herr Öz!":      `Ja, Frau {{ ask "Name" }}, das geht. Das klären wir, Herr {{ ask "Name" }}!`,
		"Grüßen Sie Herrn Oez, das ist Frau Öz' Mappe":         `Grüßen Sie Herrn {{ ask "Name" }}, das ist Frau {{ ask "Name" }}' Mappe`,
		"Frau Özdemir hilft, und die Öz heißt ein Fluss":       "Frau Özdemir hilft, und die Öz heißt ein Fluss",
		"Bauherr Öz und Frau Mehmet Öz":                        "Bauherr Öz und Frau {{ contact.name }}",
		"Fragen Sie Frau Schmidt: https://example.org/Frau Öz": `Fragen Sie Frau Schmidt: https://example.org/Frau Öz`,
	} {
		if got := prepared.TemplateOf(text, "Mehmet", "Mehmet Öz", "Maja", team); got != want {
			t.Errorf("%q became %q, not %q", text, got, want)
		}
	}
	if got := prepared.TemplateOf("Ja, Frau Öz.", "Öz", "Öz", "Maja", team); got != "Ja, Frau {{ contact.first_name }}." {
		t.Errorf("a name of one word became %q", got)
	}
}

func TestTemplateOfTakesGreetingAndClosingOff(t *testing.T) {
	t.Parallel()
	const body = "Ja, das geht auch so."
	for _, text := range []string{
		"Hallo Luca,\n\n" + body + "\n\nViele Grüße\nMaja",
		"Hallo Luca, hier ist Maja von der Berufsberatung der Diakonie.\n\n" + body,
		"Hi Luca 😊\nhier ist Maja vom Team, " + body,
		"Guten Morgen! Ich bin Maja von der " + team + ". " + body,
		"Hallo, ja, das geht auch so.",
		"Liebe Luca,\n" + body + " Liebe Grüße, Maja",
		"Hallo Luca Berg!\n\n" + body + "\n\nEinen schönen Tag wünscht Maja vom Diakonie-WhatsApp-Team",
		body + "\nLG Maja",
		body + " Alles Gute!\nMaja",
		"Hello Luca, this is Maja from the team. " + body + "\n\nBest wishes\nMaja",
	} {
		if got := prepared.TemplateOf(text, "Luca", "Luca Berg", "Maja", team); got != body {
			t.Errorf("%q became %q", text, got)
		}
	}
	for _, text := range []string{
		"Hallo Luca,",
		"Hallo zusammen und herzlich willkommen bei uns im Haus, schön!",
		"Erster Punkt.\nBis morgen um zehn brauche ich die Zeugnisse.",
		"Ja.\nAlles Gute daran ist, dass man es ausprobieren kann.",
		"Maja",
		"Haltestelle: Hiller Weg.",
	} {
		if got := prepared.TemplateOf(text, "Emil", "", "Maja", ""); strings.ReplaceAll(got, "{{ me.name }}", "Maja") != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

// TestTemplateOfUndoesCompose: what the starter set makes for one person can be
// saved again and says the same to another.
func TestTemplateOfUndoesCompose(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"de", "en"} {
		var list []domain.Answer
		var p prepared.Parts
		for _, a := range prepared.Starter(lang) {
			switch a.Block {
			case domain.BlockIntro:
				p.Intro = &a
			case domain.BlockHello:
				p.Hello = &a
			case domain.BlockClosing:
				p.Closing = &a
			default:
				list = append(list, a)
			}
		}
		other := facts()
		other.FirstName, other.Name = "Mehmet", "Mehmet Öz"
		for _, a := range list {
			for _, s := range []prepared.Situation{{First: true}, {}, {Dialogue: true}} {
				sent, _ := prepared.Compose([]domain.Answer{a}, p, s, facts())
				body := prepared.TemplateOf(sent.Text, "Luca", "Luca Berg", "Maja", team)
				got, mistakes := prepared.Insert(domain.Answer{Body: body}, other)
				want, _ := prepared.Insert(a, other)
				if mistakes != nil || !strings.Contains(want.Text, got.Text) || 2*len(got.Text) < len(want.Text) {
					t.Errorf("%s %+v: %v\n%s\n--- instead of\n%s", a.Key, s, mistakes, got.Text, want.Text)
				}
				if got.Text != want.Text && !strings.Contains(a.Body+a.NextStep, "me.name") {
					t.Errorf("%s %+v: not the same:\n%s\n--- instead of\n%s", a.Key, s, got.Text, want.Text)
				}
			}
		}
	}
}

func TestKeyFrom(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]string{
		"Ausbildung mit Hauptschulabschluss?": "ausbildung-mit-hauptschulabschluss",
		"  Größe & Übung – 2 ":                "groesse-uebung-2",
		"":                                    "antwort",
		"?!":                                  "antwort",
		"X":                                   "antwort-x",
		"مرحبا":                               "antwort",
		"Anerkennung von Zeugnissen aus anderen Ländern": "anerkennung-von-zeugnissen-aus-anderen",
		strings.Repeat("a", 60):                          strings.Repeat("a", 40),
	} {
		got := prepared.KeyFrom(title)
		if got != want {
			t.Errorf("%q became %q, not %q", title, got, want)
		}
		if m := prepared.Check(domain.Answer{Key: got, Title: "T", Body: "x"}); m != nil {
			t.Errorf("%q: %v", got, m)
		}
	}
}

func TestTitleFrom(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Ja, das geht. Schreib mir.":                                                "Ja, das geht",
		"{{ vorname }}, ja!\nZweite Zeile":                                          "Ja",
		"Bis {{ slot.next }} schaffe ich das":                                       "Bis schaffe ich das",
		"Am Infotag kannst du alle Bereiche anschauen und viele Leute kennenlernen": "Am Infotag kannst du alle Bereiche anschauen und …",
		strings.Repeat("ä", 80):                                                     strings.Repeat("ä", 50) + "…",
		"https://example.org/ausbildung":                                            "",
		"Alle Infos: https://example.org/a?b=c.":                                    "Alle Infos",
		"https://example.org\n\nSo geht das.":                                       "So geht das",
		"(www.example.org) Schau mal rein":                                          "Schau mal rein",
		"Schreib an luca.berg+x@example.org, dann geht das":                         "Schreib an dann geht das",
		"Schau auf example.de/jobs oder example.org.":                               "Schau auf oder",
		"Am 24.12. um 9.30 Uhr, z.B. im Büro":                                       "Am 24.12. um 9.30 Uhr, z.B. im Büro",
		"→ {{ link }}\nMehr hier":                                                   "Mehr hier",
		"HTTPS://EXAMPLE.ORG mailto:a@example.org":                                  "",
		"👍 – !":           "",
		"":                "",
		"{{ ask \"x\" }}": "",
	} {
		if got := prepared.TitleFrom(body); got != want {
			t.Errorf("%q became %q, not %q", body, got, want)
		}
	}
}

func TestLinkFrom(t *testing.T) {
	t.Parallel()
	const link = "https://example.org/a"
	for _, c := range []struct{ body, link, rest string }{
		{"So geht das.\nhttps://example.org/a", link, "So geht das."},
		{"So geht das: https://example.org/a.", link, "So geht das:"},
		{"So geht das (https://example.org/a)!\n", link, "So geht das"},
		{"So geht das „https://example.org/a“", link, "So geht das"},
		{"Eins\nhttps://example.org/a\nZwei", link, "Eins\nZwei"},
		{"Eins\n\n👉 https://example.org/a\n\nZwei", link, "Eins\n\nZwei"},
		{"Eins\r\nhttps://example.org/a\r\nZwei", link, "Eins\r\nZwei"},
		{"https://example.org/a\n\nZwei", link, "Zwei"},
		{"Unter https://example.org/a, da steht es.", link, "Unter {{ link }}, da steht es."},
		{"Hier: https://example.org/a\nViel Erfolg!", link, "Hier: {{ link }}\nViel Erfolg!"},
		{"https://example.org/a", link, ""},
		{"https://example.org/a_(b) ja", "https://example.org/a_(b)", "{{ link }} ja"},
		{"https://example.org/a oder https://example.org/a", "", ""},
		{"https://example.org/a\nhttps://example.org/b", "", ""},
		{"http://example.org/a", "", ""},
		{"https://localhost ja", "", ""},
		{"https://me@example.org ja", "", ""},
		{`Hier: https://example.org/{{ ask "id" }}`, "", ""},
		{"keiner", "", ""},
		{"", "", ""},
	} {
		if c.link == "" {
			c.rest = c.body
		}
		if got, rest := prepared.LinkFrom(c.body); got != c.link || rest != c.rest {
			t.Errorf("%q: %q and %q", c.body, got, rest)
		}
	}
}

func FuzzLinkFrom(f *testing.F) {
	f.Add("Ja: https://example.org/a_(b). Und\n\nhttps://")
	f.Add("«https://a.b»\r\n\n\u2028")
	f.Fuzz(func(t *testing.T, body string) {
		link, rest := prepared.LinkFrom(body)
		if link == "" {
			if rest != body {
				t.Fatalf("%q became %q", body, rest)
			}
			return
		}
		if !strings.Contains(body, link) || strings.Contains(rest, link) || len(rest) > len(body)+len("{{ link }}") {
			t.Fatalf("%q: %q and %q", body, link, rest)
		}
		for _, m := range prepared.Check(domain.Answer{Key: "ab", Title: "T", Body: "x", Link: link}) {
			if m.Kind == domain.MistakeLink {
				t.Fatalf("%q is no link", link)
			}
		}
		if title := prepared.TitleFrom(body); strings.Contains(title, "://") {
			t.Fatalf("title %q", title)
		}
	})
}

func FuzzTemplateOf(f *testing.F) {
	f.Add("Hallo Luca, hier ist Maja. Ja {{x}}!\nLG Maja", "Luca", "Luca Berg", "Maja", "Team")
	f.Add("{{{x}}} İİ \xff", "İ\u0307", "\ufffd\ufffd", "", "''")
	f.Fuzz(func(t *testing.T, text, first, full, me, team string) {
		got := prepared.TemplateOf(text, first, full, me, team)
		if !utf8.ValidString(got) {
			t.Fatalf("%q became broken: %q", text, got)
		}
		if title := prepared.TitleFrom(got); strings.Contains(title, "\n") || utf8.RuneCountInString(title) > 60 {
			t.Fatalf("title %q", title)
		}
		if m := prepared.Check(domain.Answer{Key: prepared.KeyFrom(text), Title: "T", Body: "x"}); m != nil {
			t.Fatalf("key of %q: %v", text, m)
		}
	})
}
