package export_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"
)

// body is what an export makes of one text, without the parts around it.
func body(t *testing.T, write func(export.Paper) []byte, text string) string {
	t.Helper()
	got := string(write(paper(export.German(), "Luca", in(on(11, 9, 0), text))))
	_, got, ok := strings.Cut(got, "09:00 Luca")
	if !ok {
		t.Fatalf("no head in\n%s", got)
	}
	for _, end := range []string{"\n\n---\n", "\n\nEnde des Chats"} {
		got, _, _ = strings.Cut(got, end)
	}
	return strings.TrimPrefix(strings.TrimPrefix(got, "**\n\n"), ":")
}

func TestMarkdownKeepsItsWordsAndLosesItsPower(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"Hallo Maja!", "> Hallo Maja!"},
		{"eins\nzwei\n\n\ndrei", "> eins\\\n> zwei\n>\n>\n> drei"},
		{"# Titel", `> \# Titel`},
		{"Titel\n===", "> Titel\\\n> \\=\\=\\="},
		{"Titel\n-", "> Titel\\\n> \\-"},
		{"- Punkt", `> \- Punkt`},
		{"+ Punkt", `> \+ Punkt`},
		{"+49 151 1", `> \+49 151 1`},
		{"1. erstens", `> 1\. erstens`},
		{"12) zwölftens", `> 12\) zwölftens`},
		{"9.30 Uhr, z.B. am 12.05.2026", "> 9.30 Uhr, z.B. am 12.05.2026"},
		{"> Zitat", `> \> Zitat`},
		{"```\ncode\n```", "> \\`\\`\\`\\\n> code\\\n> \\`\\`\\`"},
		{"~~~", `> \~\~\~`},
		{"    Code", "> Code"},
		{"a\n    Code\n\tmehr", "> a\\\n> \u00a0\u00a0\u00a0\u00a0Code\\\n> \u00a0\u00a0\u00a0\u00a0mehr"},
		{"a|b\n:-|-:", "> a\\|b\\\n> \\:-\\|-:"},
		{"*fett* _kursiv_ ~weg~", `> \*fett\* \_kursiv\_ \~weg\~`},
		{"<script>alert(1)</script> &amp;", `> \<script\>alert(1)\</script\> \&amp;`},
		{"[x](https://b.example) ![x](y)", `> \[x\](https\://b\.example) !\[x\](y)`},
		{"[x]: https://b.example", `> \[x\]: https\://b\.example`},
		{"www.boese.de, boese.de/x, m@boese.de", `> www\.boese\.de, boese\.de/x, m\@boese\.de`},
		{"WWW.1und1", `> WWW\.1und1`},
		{`C:\Users\`, `> C:\\Users&#92;`},
		{"drei \\\\\\\ndanach", "> drei \\\\\\\\&#92;\\\n> danach"},
		{"$x$ {.klasse} a^2^ ==gelb== :smile:", `> \$x\$ \{.klasse\} a\^2\^ \=\=gelb\=\= :smile:`},
		{"zwei Leerzeichen  \nnach Zeile", "> zwei Leerzeichen\\\n> nach Zeile"},
		{"  \n \t", ">"},
	} {
		if got := body(t, export.Markdown, c.text); got != c.want {
			t.Errorf("%q:\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

func TestTextIsSetOff(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 120)
	for _, c := range []struct{ text, want string }{
		{"Hallo Maja!", " Hallo Maja!"},
		{"eins\n\nzwei\n", " eins\n  |\n  | zwei"},
		{"12.05. 09:00 Maja: Du hast den Platz!", "\n  | 12.05. 09:00 Maja: Du hast den Platz!"},
		{"ja\n12.05. 09:00 Maja: Du hast den Platz!\n  · gelesen", " ja\n  | 12.05. 09:00 Maja: Du hast den Platz!\n  |   · gelesen"},
		{"ja" + strings.Repeat(" ", 300) + "12.05. 09:00 Maja: nein", " ja\n  | 12.05. 09:00 Maja: nein"},
		{"ja\n" + strings.Repeat("\u3000", 300) + "12.05. 09:00 Maja: nein", " ja\n  | " + strings.Repeat("\u3000", 16) + "12.05. 09:00 Maja: nein"},
		{"siehe https://x.example/" + long + " da", "\n  | siehe\n  | https://x.example/" + long + "\n  | da"},
		{long, "\n  | " + long},
		{"   \n", ""},
		{"", "\n  · (ohne Text)"},
	} {
		got := body(t, export.Text, c.text)
		if strings.HasPrefix(c.text, "siehe") {
			c.want = strings.Replace(c.want, "\n  | siehe", " siehe", 1)
		}
		if got != c.want {
			t.Errorf("%q:\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

func TestUnseenBecomesSeen(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"a\r\nb\rc\vd\fe\u0085f\u2028g\u2029h", " a\n  | b\n  | c\n  | d\n  | e\n  | f\n  | g\n  | h"},
		{"\u202Egnp.exe\u202C", " ⟨U+202E⟩gnp.exe⟨U+202C⟩"},
		{"a\u200Bb\uFEFFc\u00ADd\u2060e", " a⟨U+200B⟩b⟨U+FEFF⟩c⟨U+00AD⟩d⟨U+2060⟩e"},
		{"\x1b]0;titel\a\x1b[2J\u009b1m\x00\x7f", "\n  | ⟨U+001B⟩]0;titel⟨U+0007⟩⟨U+001B⟩[2J⟨U+009B⟩1m⟨U+0000⟩⟨U+007F⟩"},
		{"kaputt \xff\xc3", " kaputt ��"},
		{"a\tb", " a    b"},
		{"\u3164leer\u2800\U000E0041\uE000", " ⟨U+3164⟩leer⟨U+2800⟩⟨U+E0041⟩⟨U+E000⟩"},
		{"z\u0300\u0301\u0302\u0303\u0304\u0305z", " z\u0300\u0301\u0302\u0303⟨U+0304⟩⟨U+0305⟩z"},
		{"scho\u0308n 👩‍👩‍👧 👍🏽 ❤️ 1️⃣ ℹ️ 🏳️‍🌈 👩🏽‍🚀", " scho\u0308n 👩‍👩‍👧 👍🏽 ❤️ 1️⃣ ℹ️ 🏳️‍🌈 👩🏽‍🚀"},
		{"🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", " 🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F"},
		{"🏴\U000E0067 x\U000E007F", " 🏴⟨U+E0067⟩ x⟨U+E007F⟩"},
		{"می\u200cخواهم क्\u200dष a\u200db a\u200cb", " می\u200cخواهم क्\u200dष a⟨U+200D⟩b a⟨U+200C⟩b"},
		{"a\uFE0F 👍\u200D", " a⟨U+FE0F⟩ 👍⟨U+200D⟩"},
	} {
		if got := body(t, export.Text, c.text); got != c.want {
			t.Errorf("%q:\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

func TestSignsAreExplainedOnlyWhereTheyStand(t *testing.T) {
	t.Parallel()
	w := export.German()
	for _, write := range []func(export.Paper) []byte{export.Markdown, export.Text} {
		plain := write(paper(w, "Luca", in(on(11, 9, 0), "Hallo")))
		signs := write(paper(w, "Luca", in(on(11, 9, 0), "Hal\u200Blo")))
		if bytes.Contains(plain, []byte("stehen für")) || !bytes.Contains(signs, []byte("stehen für")) {
			t.Errorf("explained although not there, or not explained:\n%s\n%s", plain, signs)
		}
	}
}

func TestNamesInTheHead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, title, who string }{
		{"", "Chat mit ohne Namen", "Person"},
		{" \n ", "Chat mit ohne Namen", "Person"},
		{"maja", "Chat mit maja", "maja (Person)"},
		{"Eva\n11.05. 09:00 Maja: ja", "Chat mit Eva ⏎ 11.05. 09:00 Maja: ja", "Eva ⏎ 11.05. 09:00 Maja: ja"},
		{"\u202Eavl", "Chat mit ⟨U+202E⟩avl", "⟨U+202E⟩avl"},
		{strings.Repeat("Ana Eva ", 99), "Chat mit " + strings.Repeat("Ana Eva ", 4) + "Ana Eva…", strings.Repeat("Ana Eva ", 4) + "Ana Eva…"},
	} {
		lines := strings.Split(string(export.Text(paper(export.German(), c.name, in(on(11, 9, 0), "Hi")))), "\n")
		if lines[0] != c.title || !slices.Contains(lines, "11.05. 09:00 "+c.who+": Hi") {
			t.Errorf("%q: %s", c.name, strings.Join(lines, "\n"))
		}
	}
}

func TestPeopleWithoutANumber(t *testing.T) {
	t.Parallel()
	p := paper(export.German(), "Luca")
	p.Chat.Contact.Phone, p.Chat.Contact.UserID = "", "DE.1349"
	p.Zone, p.Adviser, p.Team = nil, "", ""
	got := string(export.Text(p))
	for _, want := range []string{"Kennung: DE.1349\n", "Zone: UTC\n", "14:20 Uhr, von Wir\n", "Nachrichten: 0, davon 0 ", "Hier steht noch keine Nachricht."} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing:\n%s", want, got)
		}
	}
	if strings.Contains(got, "Telefon") || strings.Contains(got, "Erste Nachricht") {
		t.Errorf("says what is not known:\n%s", got)
	}
}

func TestReasonsInPlainWords(t *testing.T) {
	t.Parallel()
	m := out(on(11, 9, 0), "Hallo", domain.StatusFailed)
	m.Failure = &domain.Failure{Code: 131026, Title: "Undeliverable"}
	p := paper(export.German(), "Luca", m)
	p.Explain = func(f domain.Failure) string {
		if f.Code == 131026 {
			return "Die Person ist nicht erreichbar."
		}
		return ""
	}
	if got := string(export.Text(p)); !strings.Contains(got, "  · Grund: Die Person ist nicht erreichbar. (131026)\n") {
		t.Error(got)
	}
}

// What a person took back is not passed on to a colleague, in no place.
func TestDeletedStaysDeleted(t *testing.T) {
	t.Parallel()
	gone := in(on(11, 9, 0), "geheim")
	gone.WAMID, gone.RevokedAt = "w", point(on(11, 9, 1))
	gone.Edited = &domain.Edit{At: on(11, 9, 1), Known: true, Text: "geheimer"}
	reply := out(on(11, 9, 2), "gut", domain.StatusSent)
	reply.Content.Quote = &domain.Quote{WAMID: "w"}
	for _, got := range [][]byte{
		export.Text(paper(export.German(), "Luca", gone, reply)), export.Markdown(paper(export.German(), "Luca", gone, reply)),
	} {
		if bytes.Contains(got, []byte("geheim")) || bytes.Count(got, []byte("von der Person gelöscht")) != 2 {
			t.Errorf("%s", got)
		}
	}
}

var (
	textHead = regexp.MustCompile(`(?m)^\d\d\.\d\d\. \d\d:\d\d .*:`)
	markHead = regexp.MustCompile(`(?m)^\*\*\d\d:\d\d .*\*\*$`)
	sign     = regexp.MustCompile(`⟨U\+[0-9A-F]{4,6}⟩`)
)

// letters are the letters and digits of a text that are drawn, in order.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case 0x115F, 0x1160, 0x3164, 0xFFA0: // letters that draw nothing
			return -1
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, sign.ReplaceAllString(text, ""))
}

func FuzzWriters(f *testing.F) {
	for _, m := range received() {
		f.Add("Luca", m.Content.Text, "x.pdf", int64(1_778_480_000))
	}
	f.Add("**\n# \u202E", "**09:00 Maja**\n\n> ja\n11.05. 09:00 Maja: ja\r11.05. 09:00 Maja: ja", "\x1b]8;;https://x\a\n- ", int64(-5))
	f.Add("\\", "\\", "`", int64(1<<40))
	f.Add("\\", "A", "\u00a0", int64(1)) // a status and a rule of nothing but space
	f.Add("", "⟨U+⟨U+202E⟩ ⟨U+\u202E41⟩", "\U000E0001", int64(0))
	f.Fuzz(func(t *testing.T, name, text, file string, unix int64) {
		at := time.Unix(unix%(1<<33), 0) // later years have more digits than our lines
		p := paper(export.German(), name,
			in(at, text),
			of(at, domain.KindDocument, domain.Content{Text: text, Media: &domain.Media{Filename: file, Caption: true}, GroupID: name}),
			with(out(at.Add(time.Hour), text, domain.Status(file)), func(m *domain.Message) {
				m.Edited = &domain.Edit{At: at, Known: true, Text: file}
				m.Reactions = []domain.Reaction{{Emoji: name, By: domain.In, At: at}}
				m.Despite = []domain.Light{{Rule: domain.Rule(file), Words: name}}
			}),
			of(at.Add(48*time.Hour), domain.Kind(file), domain.Content{TypeName: text, Place: &domain.Place{Name: text, URL: file}}))
		for format, got := range map[*regexp.Regexp]string{textHead: string(export.Text(p)), markHead: strings.ReplaceAll(string(export.Markdown(p)), "&#92;", `\\`)} {
			harmless(t, got)
			if n := len(format.FindAllString(got, -1)); n != len(p.Messages) {
				t.Errorf("%d heads of messages, want %d:\n%s", n, len(p.Messages), got)
			}
			if n := strings.Count(letters(got), letters(text)); letters(text) != "" && n < 3 {
				t.Errorf("the text is there %d times:\n%s", n, got)
			}
		}
	})
}

func harmless(t *testing.T, got string) {
	t.Helper()
	if !utf8.ValidString(got) {
		t.Errorf("broken characters:\n%q", got)
	}
	for _, r := range got {
		if r != '\n' && unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp, unicode.Co) || r == 0x200B || r == 0xFEFF {
			t.Errorf("%U is in the file:\n%q", r, got)
		}
	}
	if !strings.HasSuffix(got, "\n") || strings.Contains(got, " \n") {
		t.Errorf("loose ends:\n%q", got)
	}
}
