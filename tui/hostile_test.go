package tui_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// nasty are the texts that have broken terminals before.
var nasty = []string{
	"\x1b[2J\x1b[H", "\x1b]52;c;QUFBQQ==\x07", "\x1b]0;title\x07", "\x1b]8;;http://evil\x1b\\link", "\x1b]unterminated", "\x1bP1;1|", "\x1bc",
	"\u009b31m", "\u0085", "\u2028", "\r\rüber", "\x00\x07\x08\x0b\x0c\x7f", "\u202eedoc", "\u2066\u2067\u061c", "\u200b\u2060\ufeff\u00ad",
	"Z" + strings.Repeat("\u0351\u0489", 60), strings.Repeat("👩\u200d", 2000), "👨‍👩‍👧‍👦🏴‍☠️❤️1️⃣👍🏽", "\xff\xfe\xc0", strings.Repeat("W", 3000), "नमस्ते مرحبا 日本語",
	"\t\ttab", "*_~```", "e\u0301\u0323", "🏳️‍🌈", "\u3164", "ﷺ",
}

func hostileText() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for range rapid.IntRange(1, 5).Draw(t, "parts") {
			if rapid.Bool().Draw(t, "nasty") {
				b.WriteString(rapid.SampledFrom(nasty).Draw(t, "piece"))
			} else {
				b.WriteString(rapid.String().Draw(t, "any"))
			}
		}
		return b.String()
	})
}

var allKinds = []domain.Kind{
	domain.KindText, domain.KindImage, domain.KindVideo, domain.KindAudio, domain.KindVoice, domain.KindDocument, domain.KindSticker, domain.KindLocation,
	domain.KindContacts, domain.KindButton, domain.KindList, domain.KindForm, domain.KindPermission, domain.KindOrder, domain.KindSystem, domain.KindWelcome,
	domain.KindCall, domain.KindTemplate, domain.KindUnsupported, domain.KindUnknown, domain.KindError, "hologram",
}

// hostileContent fills every field a stranger decides about.
func hostileContent(s string) domain.Content {
	return domain.Content{
		Text: s, TypeName: s, GroupID: s,
		Media:  &domain.Media{Filename: s, MIME: s, Lost: s, Size: 5, Seconds: 5},
		Place:  &domain.Place{Name: s, Address: s, URL: s},
		Cards:  []domain.Card{{Name: s, Company: s, Title: s, Phones: []string{s, s}, Emails: []string{s}, URLs: []string{s}, Addresses: []string{s}, Birthday: s}},
		Choice: &domain.Choice{ID: s, Title: s, Description: s}, Form: &domain.Form{Name: s, Response: s},
		Order:    &domain.Order{Catalog: s, Items: []domain.OrderItem{{Product: s, Quantity: 2, Price: 1.5, Currency: s}}},
		System:   &domain.SystemNote{Type: s, Previous: domain.Identity{Phone: s}, Current: domain.Identity{Phone: "+" + s}},
		Referral: &domain.Referral{Headline: s, Body: s}, Template: &domain.Template{Name: s},
		Quote: &domain.Quote{WAMID: s, Product: s, Forwarded: true}, Failures: []domain.Failure{{Code: 1, Title: s, Details: s}},
	}
}

// hostileDesk has one chat per kind, with the text everywhere.
func hostileDesk(s string) func(*fakeDesk) {
	return func(d *fakeDesk) {
		id := d.person(s, domain.NameProfile, "+"+s)
		d.chat(id).Contact.Username, d.chat(id).Contact.UserID = s, s
		for i, k := range allKinds {
			m := d.wrote(id, time.Duration(len(allKinds)-i)*time.Minute, k, hostileContent(s))
			m.Reactions = []domain.Reaction{{Emoji: s, By: domain.In, At: monday}}
			m.Edited = &domain.Edit{At: monday, Known: i%2 == 0, Text: s}
		}
		f := d.answered(id, 0, s, domain.StatusFailed)
		f.Failure = &domain.Failure{Code: 5, Title: s, Details: s}
		d.drafts[id] = domain.Draft{ChatID: id, Text: s, Revision: 1}
		d.said[id] = s
		d.moments = []domain.Moment{{Kind: domain.MomentSlot, Name: s, At: monday.Add(time.Hour)}}
		d.chats[0].State, d.chats[0].LastText = domain.ChatWaiting, s
	}
}

// assertClean holds a frame to its rectangle and to colours as its only
// escape sequences; the status line and the frame stay where they are.
func assertClean(t *rapid.T, r *rig, w, h int) {
	content := r.m.View().Content
	lines := strings.Split(content, "\n")
	if len(lines) != h {
		t.Fatalf("%d lines instead of %d", len(lines), h)
	}
	for i, l := range lines {
		if n := ansi.StringWidth(l); n != w && ansi.StringWidthWc(l) != w { // see level
			t.Fatalf("line %d is %d cells wide instead of %d: %q", i, n, w, l)
		}
	}
	for i, r := range content {
		if r == '\x1b' {
			rest := content[i:]
			end := strings.IndexFunc(rest[2:], func(r rune) bool { return r >= '@' && r <= '~' })
			if !strings.HasPrefix(rest, "\x1b[") || end < 0 || rest[2+end] != 'm' {
				t.Fatalf("sequence %q reached the screen", rest[:min(len(rest), 20)])
			}
			continue
		}
		if r != '\n' && (r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x2028 || r == 0x2029 || r == 0xfeff) {
			t.Fatalf("rune %U reached the screen", r)
		}
	}
	if w >= 60 && h >= 15 && !strings.Contains(lines[0], "09:1") {
		t.Fatalf("the status line is broken: %q", lines[0])
	}
}

func TestHostileTextsKeepTheFrame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		s := hostileText().Draw(rt, "text")
		w, h := rapid.IntRange(1, 200).Draw(rt, "w"), rapid.IntRange(1, 60).Draw(rt, "h")
		r := newRig(rt, w, h, hostileDesk(s), func(o *tui.Options) {
			o.Adviser = s
			o.Emoji = rapid.SampledFrom([]string{"auto", "full", "simple", "text"}).Draw(rt, "emoji")
		})
		assertClean(rt, r, w, h)
		for _, k := range rapid.SliceOfN(rapid.SampledFrom([]string{
			"enter", "esc", "pgup", "pgdown", "k", "j", "g", "G", "i", "?", ":", "p", "a", "d", "y", "r", "s", "x", "down", "tab", "f2", "s", "S", "D", "z", "n", "b", "v", "u", "1", "4",
		}), 0, 12).Draw(rt, "keys") {
			r.press(k)
			assertClean(rt, r, w, h)
		}
		r.send(tea.PasteMsg{Content: s})
		assertClean(rt, r, w, h)
		if r.m.View().WindowTitle != "Sprechstunde" {
			rt.Fatalf("title is %q", r.m.View().WindowTitle)
		}
	})
}

func TestAMegabyteIsCutAndSaysSo(t *testing.T) {
	t.Parallel()
	for _, s := range []string{strings.Repeat("lang ", 210_000), strings.Repeat("*", 1<<20), strings.Repeat("👩\u200d", 1<<17), strings.Repeat("\n", 1<<20)} {
		r := newRig(t, 80, 24, hostileDesk(s))
		start := time.Now()
		r.press("enter", "pgup", "pgup", "g", "G", "esc")
		r.checkFrame(80, 24)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("took %s", took)
		}
	}
	r := newRig(t, 80, 24, func(d *fakeDesk) {
		d.wrote(d.person("A", domain.NameSaid, "+4912345678"), time.Minute, domain.KindText, text(strings.Repeat("lang ", 210_000)))
	})
	r.wants("… gekürzt, insgesamt 1050000 Zeichen")
}

// TestEmojiCountsAgree draws emoji of every sort for a terminal that does not
// count clusters: then both ways of counting must come to the same width, or
// everything to the right of them shifts.
func TestEmojiCountsAgree(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, hostileDesk("👨‍👩‍👧‍👦 🏴‍☠️ ❤️ 1️⃣ 👍🏽 🏳️‍🌈 ⚠️ 🇩🇪 ☺️ ✌🏿"))
	r.press("enter")
	for i, l := range strings.Split(r.m.View().Content, "\n") {
		if a, b := ansi.StringWidth(l), ansi.StringWidthWc(l); a != b {
			t.Errorf("line %d: %d cells by clusters, %d by code points: %q", i, a, b, ansi.Strip(l))
		}
	}
}

func TestEveryKindIsShown(t *testing.T) {
	t.Parallel()
	want := map[domain.Kind]string{
		domain.KindText: "Worte", domain.KindImage: "▣ Bild · 0:05 · 5 B", domain.KindVideo: "▷ Video", domain.KindAudio: "♪ Audio · 0:05", domain.KindVoice: "♪ Sprachnachricht · 0:05",
		domain.KindDocument: "≡ Dokument", domain.KindSticker: "▣ Sticker", domain.KindLocation: "◉ Ort · Worte", domain.KindContacts: "◎ Kontakt · Worte",
		domain.KindButton: "Knopf gedrückt", domain.KindList: "Auswahl", domain.KindForm: "Formular", domain.KindPermission: "Darf angerufen werden? Anrufe abgelehnt",
		domain.KindOrder: "2 × Worte · 1,50 Worte", domain.KindSystem: "Neue Nummer: Worte → +Worte", domain.KindWelcome: "~Ada hat den Chat geöffnet", domain.KindCall: "✆ Verpasster Anruf",
		domain.KindTemplate: "Vorlage „Worte“", domain.KindUnsupported: "WhatsApp gibt diese Nachricht nicht weiter: Worte", domain.KindUnknown: "die wir noch nicht kennen (Worte)",
		domain.KindError: "Statt einer Nachricht kam ein Fehler: Worte", "hologram": "die wir noch nicht kennen (Worte)",
	}
	for _, k := range allKinds {
		c := hostileContent("Worte")
		c.Quote, c.Media.Lost = &domain.Quote{WAMID: "wamid.gone", OftenFwded: true}, "abgelaufen"
		r := newRig(t, 200, 45, func(d *fakeDesk) {
			m := d.wrote(d.person("Ada", domain.NameProfile, "+4912345678"), time.Minute, k, c)
			m.Reactions = []domain.Reaction{{Emoji: "🌸", By: domain.In}}
			m.Edited = &domain.Edit{At: monday}
		})
		r.wants(want[k])
		if k != domain.KindSystem && k != domain.KindWelcome {
			r.wants("reagiert mit 🌸", "den neuen Text gibt WhatsApp nicht weiter", "oft weitergeleitet", "Antwort auf eine Nachricht, die hier nicht vorliegt", "kam über eine Anzeige: Worte")
		}
		r.checkFrame(200, 45)
	}
}

func TestStatusesAreWords(t *testing.T) {
	t.Parallel()
	for st, want := range map[domain.Status]string{
		domain.StatusQueued: "◷ wartet auf das Relay", domain.StatusSending: "◷ wird gesendet", domain.StatusUnknown: "? unklar, ob gesendet", domain.StatusAccepted: "✓ angenommen",
		domain.StatusSent: "✓ gesendet", domain.StatusDelivered: "✓✓ zugestellt", domain.StatusRead: "✓✓ gelesen", domain.StatusPlayed: "✓✓ angehört", domain.StatusFailed: "✗ nicht gesendet",
	} {
		r := newRig(t, 120, 40, func(d *fakeDesk) {
			id := d.person("Ada", domain.NameProfile, "+4912345678")
			d.answered(id, time.Minute, "Hallo", st)
			d.chat(id).State = domain.ChatWaiting
		})
		r.wants(want)
	}
}

// TestUnseenEditIsSaidInWords: what WhatsApp calls "edit" would tell nobody
// that a message above has changed.
func TestUnseenEditIsSaidInWords(t *testing.T) {
	t.Parallel()
	r := newRig(t, 160, 40, func(d *fakeDesk) {
		d.wrote(d.person("Ada", domain.NameProfile, "+4912345678"), time.Minute, domain.KindUnsupported, domain.Content{TypeName: "edit"})
	})
	r.wants("den neuen Text gibt WhatsApp nicht weiter")
	r.lacks("weiter: edit")
}

// TestComposerGrowsWithTheText: in a small window, too, an ordinary answer is
// seen as a whole while it is written.
func TestComposerGrowsWithTheText(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("i")
	for _, line := range []string{"eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht"} {
		r.write(line)
		if line != "acht" {
			r.press("ctrl+o")
		}
	}
	r.wants("eins", "vier", "acht")
	r.checkFrame(80, 24)
}

// A terminal that counts code points gives a syllable of Hindi or Thai more
// cells than we do; the lines between the areas stay where they are.
func TestSyllablesDoNotPushTheFrame(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"हिन्दी की", "กำลังทำ", "கொடு", "ကြောင်း", "뗀\u103c", strings.Repeat("की", 60), "hal\u1161 b\u1175", "ā\u0903 " + strings.Repeat("ka", 40)} {
		for _, w := range []int{80, 120} {
			r := newRig(t, w, 30, hostileDesk(s))
			for _, key := range []string{"enter", "pgup", "esc", "p"} {
				r.press(key)
				want := map[int]bool{}
				for y, line := range strings.Split(r.screen(), "\n") {
					if n := ansi.StringWidthWc(line); n > w && strings.Contains(line, "┼") {
						t.Errorf("row %d is %d cells wide", y, n)
					}
					if strings.Contains(line, "┼") {
						want = at(line, "┼")
						continue
					}
					for x := range want {
						if len(want) > 0 && y < 29 && !at(line, "│")[x] {
							t.Errorf("%q at %d: no frame in column %d of row %d: %q", s, w, x, y, ansi.Strip(line))
						}
					}
				}
			}
		}
	}
}

// at lists the cells in which a sign stands, counted by code points.
func at(line, sign string) map[int]bool {
	found := map[int]bool{}
	line = ansi.Strip(line)
	for i := range line {
		if strings.HasPrefix(line[i:], sign) {
			found[ansi.StringWidthWc(line[:i])] = true
		}
	}
	return found
}
