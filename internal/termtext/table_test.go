package termtext_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/termtext"
)

func TestClean(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, in, want string
		altered        bool
	}{
		{"plain", "Hallo, ich bin Samira 😊\nund du?", "Hallo, ich bin Samira 😊\nund du?", false},
		{"empty", "", "", false},
		{"colour", "\x1b[31mrot\x1b[0m", "rot", true},
		{"title", "a\x1b]0;Titel\x07b", "ab", true},
		{"clipboard write", "x\x1b]52;c;ZXZpbA==\x1b\\y", "xy", true},
		{"disguised link", "\x1b]8;;http://evil\x1b\\bank.de\x1b]8;;\x1b\\", "bank.de", true},
		{"device string", "a\x1bP1$qm\x1b\\b", "ab", true},
		{"application command", "a\x1b_Gi=1\x1b\\b", "ab", true},
		{"BEL ends only an OSC", "a\x1bPx\x07b", "a\uFFFDPx\uFFFDb", true},
		{"link that never ends", "vor \x1b]8;;http://x nach\nmehr", "vor \uFFFD]8;;http://x nach\nmehr", true},
		{"string across lines", "a\x1b]0;eins\nzwei\x07b", "a\uFFFD]0;eins\nzwei\uFFFDb", true},
		{"string hides too much", "\x1b]0;" + strings.Repeat("x", 5000) + "\x07", "\uFFFD]0;" + strings.Repeat("x", 5000) + "\uFFFD", true},
		{"restart in a string", "\x1b]0;a\x1b[31mb", "\uFFFD]0;ab", true},
		{"CSI that never ends", "a\x1b[31", "a\uFFFD[31", true},
		{"CSI cut by an umlaut", "a\x1b[3ä", "a\uFFFD[3ä", true},
		{"bare ESC", "a\x1b", "a\uFFFD", true},
		{"ESC before an umlaut", "\x1bäh", "\uFFFDäh", true},
		{"reset", "a\x1bcb", "ab", true},
		{"character set", "a\x1b(0b", "ab", true},
		{"character set cut", "a\x1b(", "a\uFFFD(", true},
		{"C1 CSI", "a\u009b31mb", "ab", true},
		{"C1 OSC with C1 end", "a\u009d0;t\u009cb", "ab", true},
		{"C1 OSC without end", "a\u009d0;t", "a\uFFFD0;t", true},
		{"C1 other", "a\u0084b", "a\uFFFDb", true},
		{"C1 as a raw byte", "a\x9b31mb", "a\uFFFD31mb", true},
		{"overwrite by CR", "AAAA\rBB", "AAAA\nBB", false},
		{"line ends", "a\r\nb\rc\vd\fe\u0085f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh", false},
		{"tab", "a\tb", "a    b", false},
		{"controls", "a\x00b\x07c\x08d\x7f", "a\uFFFDb\uFFFDc\uFFFDd\uFFFD", true},
		{"broken bytes", "a\xff\xfe\xc3b\xe2\x82", "a\uFFFDb\uFFFD", true},
		{"bidi", "abc\u202ecba\u2066x\u2069\u200e\u200f\u061c", "abccbax", true},
		{"invisible", "a\u200bb\u2060c\u00add\u180ee\ufefff\u034fg\u3164h", "abcdefgh", true},
		{"hidden tags", "a\U000E0068\U000E0069b", "ab", true},
		{"variation selectors", "a\U000E0100b\ufe00c\u180b", "abc", true},
		{"private, nonchar", "a\ue000b\ufdd0c\U0001FFFEd\U0010FFFFe\U000F0000", "abcde", true},
		{"unassigned", "a\u0378b", "a\uFFFDb", true},
		{"text selector is no loss", "☎\ufe0e", "☎", false},
		{"blank braille", "\u2800", " ", true},
		{"Apple file name", "Ma\u0308dchen scho\u0308n U\u0308ber", "Mädchen schön Über", false},
		{"mark without a composed form", "n\u0308x\u0301\u0302\u0303", "n¨x´", true},
		{"underlined", "h\u0332i\u0332", "h_i_", true},
		{"mark on nothing", "\u0308\u0301a\n\u0301 \u0301", "¨a\n´ ´", true},
		{"zalgo", "Ä" + strings.Repeat("\u0321", 500) + "b", "Ä" + strings.Repeat("\u0321", 4) + "b", true},
		{"accent behind too many marks", "e" + strings.Repeat("\u0316", 20) + "\u0301", "e·", true},
		{"zalgo on ASCII", "b" + strings.Repeat("\u0335\u0301", 500) + "c", "b-c", true},
		{"Kelvin sign", "\u212A\u0301", "Ḱ", false},
		{"half-width voice mark", "ｶﾞ", "ｶ\u309B", true},
		{"letter that swallows", "a\u0D4E", "a\uFFFD", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := termtext.Clean(c.in)
			if got.String() != c.want || got.Altered() != c.altered {
				t.Errorf("Clean(%+q) = %+q, %v; want %+q, %v", c.in, got.String(), got.Altered(), c.want, c.altered)
			}
			checkSafe(t, c.in, got)
		})
	}
}

// TestScriptsIntact has people's languages, each in the form its users type.
func TestScriptsIntact(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"German":     "Mädchen über Größe, „Straße“ – 5 €…",
		"Turkish":    "İstanbul’da ığdır şöför çağrı",
		"Polish":     "Zażółć gęślą jaźń",
		"Vietnamese": "Tiếng Việt rất đẹp, nghề nghiệp",
		"Yoruba":     "ẹ̀kọ́ ọmọ",
		"Russian":    "Здравствуйте, ищу работу",
		"Ukrainian":  "Доброго дня, шукаю їжу й ґанок",
		"Greek":      "Καλημέρα, ψάχνω δουλειά",
		"Hindi":      "नमस्ते, मुझे नौकरी चाहिए। क्षत्रिय",
		"Marathi":    "र\u094d\u200dय",
		"Bengali":    "আমার নাম রহিম",
		"Tamil":      "வணக்கம், எனக்கு வேலை வேண்டும்",
		"Sinhala":    "ශ්\u200dරී ලංකාව",
		"Tigrinya":   "ሰላም ከመይ ኣለኻ",
		"Arabic":     "السَّلَامُ عَلَيْكُمْ، أبحث عن عمل؟",
		"Persian":    "می\u200cخواهم کار کنم",
		"Pashto":     "زه کار لټوم",
		"Sorani":     "سڵاو، من کار دەکەم",
		"Hebrew":     "שָׁלוֹם, מְחַפֵּשׂ עֲבוֹדָה",
		"Thai":       "สวัสดี ฉันกำลังหางานทำ น้ำ",
		"Khmer":      "សួស្តី ខ្ញុំរកការងារ",
		"Burmese":    "မင်္ဂလာပါ မြန်မာ",
		"Tibetan":    "བསྒྲུབས་ ཧཱུྃ",
		"Korean":     "안녕하세요 ㅋㅋㅋ",
		"Japanese":   "こんにちは、仕事を探しています。パン",
		"Chinese":    "你好,我在找工作",
		"Georgian":   "გამარჯობა",
		"Armenian":   "Բարեւ Ձեզ",
		"emoji":      "🇩🇪 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ 👍🏽 👨‍👩‍👧 1️⃣ #️⃣ 🏳️‍🌈 👩🏻‍❤️‍💋‍👨🏿 ☝🏿 ✌️ 🧑🏽‍🚀 🫠 ™ ©",
		"no emoji":   "a + b = c ≠ d → ✓ ☎ ½ x² № ─│┌ ▓░ ●",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := termtext.Clean(text)
			if d := cmp.Diff(text, got.String()); d != "" || got.Altered() {
				t.Errorf("altered %v (-want +got):\n%s", got.Altered(), d)
			}
			if out := termtext.Outgoing(text); out != text {
				t.Errorf("Outgoing = %+q", out)
			}
			if again := got.Emoji(termtext.EmojiSimple); name != "emoji" && again != got {
				t.Errorf("EmojiSimple changed it to %+q", again)
			}
			checkSafe(t, text, got)
			for limit := -1; limit < 40; limit++ {
				checkLayout(t, got, limit)
			}
		})
	}
}

func TestHelpersOutOfPlace(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"a\u200db\u200cc":       "abc",
		"👩\u200d":               "👩",
		"\u200d👩":               "👩",
		"👩\u200d\u200d👩":        "👩\u200d👩",
		"❤\ufe0f\ufe0f":         "❤\ufe0f",
		"a\ufe0f1\ufe0f":        "a1",
		"☎\ufe0e":               "☎",
		"a🏽":                    "a\uFFFD",
		"👍🏽🏽":                   "👍🏽\uFFFD",
		"🇩 🇩🇪🇫":                 "D 🇩🇪F",
		"🏴\U000E0067\U000E0062": "🏴",
		"👩\u200d🏴󠁧󠁢󠁥󠁮󠁧󠁿":        "👩\u200d🏴",
		"خ\u200c":               "خ",
		"ᄀ\u200dᅡ":              "가",
		"خ\u200c\u200cخ":        "خ\u200cخ",
		"1\u20e3\u20e3 a\u20e3": "1\u20e3 a·",
		"n\u064e\u200cخ":        "n·خ",
		"ب\u064e\u064e\u064e\u064e\u200c\u064e x": "ب\u064e\u064e\u064e\u064e x",
	} {
		got := termtext.Clean(in)
		if got.String() != want {
			t.Errorf("Clean(%+q) = %+q, want %+q", in, got.String(), want)
		}
		checkSafe(t, in, got)
	}
}

// The normaliser puts the marks behind the joiner in order, which brings one to
// the front that does not join; without the joiner all of them are one run.
func TestJoinerBetweenMarksOfTwoKinds(t *testing.T) {
	t.Parallel()
	const raw, want = "ب\u0654\u200c\u0654\ua9c0", "ب\ua9c0\u0654\u0654"
	if got := termtext.Clean(raw).String(); got != want {
		t.Errorf("Clean gives %+q, want %+q", got, want)
	}
	if got := termtext.Outgoing(raw); got != want {
		t.Errorf("Outgoing gives %+q, want %+q", got, want)
	}
}

func TestAbsurdClusters(t *testing.T) {
	t.Parallel()
	for name, in := range map[string]string{
		"joined": "👩" + strings.Repeat("\u200d👩", 2000),
		"Hangul": strings.Repeat("ᄀ", 2000),
		"Indic":  strings.Repeat("क्", 2000) + "क",
	} {
		got := termtext.Clean(in + "ende")
		if n := len([]rune(got.String())); n > 24+5 || !strings.HasSuffix(got.String(), "…ende") || !got.Altered() {
			t.Errorf("%s: %d runes, altered %v: %+q", name, n, got.Altered(), got)
		}
		checkSafe(t, in, got)
		checkFrame(t, got)
	}
}

func TestCleanN(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"hallo", 5, "hallo"},
		{"hallo", 4, "hal…"},
		{"äöü", 3, "äöü"},
		{"äöüß", 3, "äö…"},
		{"hallo", 1, "…"},
		{"hallo", 0, ""},
		{"hallo", -3, ""},
		{"", 5, ""},
		{"ab👨‍👩‍👧", 5, "ab…"},
		{"خ\u200cخab", 3, "خ…"},
		{strings.Repeat("x", 1<<20), 3, "xx…"},
	} {
		got := termtext.CleanN(c.in, c.n)
		if got.String() != c.want || got.Altered() {
			t.Errorf("CleanN(%.20q, %d) = %q, %v; want %q", c.in, c.n, got, got.Altered(), c.want)
		}
	}
	if !termtext.CleanN("\x1b[31mrot und lang", 8).Altered() {
		t.Error("a removed colour in the prefix must show")
	}
	if termtext.CleanN("lang genug \x1b[31mrot", 8).Altered() {
		t.Error("what is behind the cut was not looked at")
	}
}

func TestLine(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"a\nb":                      "a⏎b",
		"  a \r\n\r\n  b\n":         "a⏎b",
		"a  b\tc":                   "a b c",
		"\u00a0\u3000":              "",
		"\n\n":                      "",
		"Samira\x1b]0;x\x07\n(neu)": "Samira⏎(neu)",
		"a\u00a0b":                  "a\u00a0b",
		"a \n":                      "a",
		"\u200b\u200b":              "",
		"x\u2028y":                  "x⏎y",
	} {
		got := termtext.Line(in)
		if got.String() != want {
			t.Errorf("Line(%+q) = %+q, want %+q", in, got, want)
		}
		if again := termtext.Line(got.String()); again.String() != want {
			t.Errorf("Line(%+q) is not idempotent: %+q", in, again)
		}
	}
	if termtext.Line("a\nb").Altered() || !termtext.Line("a\x00\nb").Altered() {
		t.Error("only more than a newline counts as altered")
	}
}

func TestEmoji(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, simple, text string }{
		{"🇩🇪", "🇩🇪", "[DE]"},
		{"🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "[GBENG]"},
		{"❤️", "❤", "<3"},
		{"👍🏽", "👍", "(+1)"},
		{"👨‍👩‍👧", "👨", "□"},
		{"1️⃣", "1", "1"},
		{"1⃣", "1⃣", "1"},
		{"🏳️‍🌈", "🏳", "🏳"},
		{"⚠️ Achtung", "⚠ Achtung", "⚠ Achtung"},
		{"😊😂", "😊😂", ":)XD"},
		{"ok ✓ ☎ ©", "ok ✓ ☎ ©", "ok ✓ ☎ ©"},
		{"a👩‍🚀b👩‍🚀", "a👩b👩", "a□b□"},
		{"nur Text äöü", "nur Text äöü", "nur Text äöü"},
		{"नमस्ते سلام", "नमस्ते سلام", "नमस्ते سلام"},
	} {
		s := termtext.Clean(c.in)
		got := []string{
			s.Emoji(termtext.EmojiSimple).String(), s.Emoji(termtext.EmojiText).String(),
			s.Emoji(termtext.EmojiFull).String(), s.Emoji(termtext.EmojiMode(99)).String(),
		}
		if d := cmp.Diff([]string{c.simple, c.text, c.in, c.simple}, got); d != "" {
			t.Errorf("%q (-want +got):\n%s", c.in, d)
		}
	}
	if !termtext.Clean("👍🏽\x00").Emoji(termtext.EmojiSimple).Altered() {
		t.Error("Emoji must keep the flag")
	}
}

// TestPictographs compares the table with what the cluster library joins.
func TestPictographs(t *testing.T) {
	t.Parallel()
	for r := rune(0x80); r < 0x30000; r++ {
		if r >= 0xD800 && r < 0xE000 {
			continue
		}
		cluster, _ := ansi.FirstGraphemeCluster(string(r)+"\u200d😀", ansi.GraphemeWidth)
		if want := strings.HasSuffix(cluster, "😀"); termtext.Pictograph(r) != want {
			t.Errorf("%U: the library says %v", r, want)
		}
	}
}

func TestOutgoing(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"a\U000113d1\u0d4e":      "a\u0d4e", // a letter newer than our tables, and one that is not
		"hallo\r\nund\rmehr\n\n": "hallo\nund\nmehr",
		"plain\n":                "plain",
		"Ma\u0308dchen":          "Mädchen",
		"a\x1b[31mb\x00c\u202ed": "abcd",
		"👨‍👩‍👧 ❤️":               "👨‍👩‍👧 ❤️",
		"m\u0300":                "m\u0300",
		"\u0308":                 "\u0308",
		"a\xffb\u0378":           "ab",
		"a\tb":                   "a    b",
		"🇩":                      "🇩",
		"🏽":                      "🏽",
		"\x1b]0;x":               "]0;x",
		"\u0600":                 "",
		"ൎa":                     "ൎa",
		"\n":                     "",
		" x ":                    " x ",
		"a\u0085":                "a",
	} {
		got := termtext.Outgoing(in)
		if got != want {
			t.Errorf("Outgoing(%+q) = %+q, want %+q", in, got, want)
		}
		if clip := termtext.Clipboard(in); clip != want {
			t.Errorf("Clipboard(%+q) = %+q, want %+q", in, clip, want)
		}
	}
}

func TestPaste(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"a\x1b[201\U000E0062~b":   "ab", // a hidden tag inside the marker
		"[2\u200d00~x[20\ufe0f1~": "x",
		"a\x1b[201~b\r\n":         "ab",
		"\x1b[200~a\u009b201~":    "a",
		"a[201~b":                 "ab",
		"[20[201~1~x":             "x",
		"a\x1b[20\x1b[201~1~b":    "ab",
		"[20":                     "[20",
		"a\x00[201~\u0308":        "ä",
		"eins\r\nzwei\rdrei":      "eins\nzwei\ndrei",
		"[202~":                   "[202~",
		strings.Repeat("[20", 50000) + strings.Repeat("1~", 50000): "",
	} {
		if got := termtext.Paste(in); got != want {
			t.Errorf("Paste(%.40q) = %.40q, want %q", in, got, want)
		}
	}
}
