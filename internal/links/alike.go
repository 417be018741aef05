package links

import (
	"strings"
	"unicode"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"

	"sprechstunde/internal/domain"
)

// imitated are hosts that are often imitated where young people look for work
// and where an adviser works.
var imitated = []string{
	"google.com", "microsoft.com", "apple.com", "amazon.de", "paypal.com", "whatsapp.com", "instagram.com", "facebook.com", "tiktok.com", "dhl.de",
	"sparkasse.de", "diakonie.de", "arbeitsagentur.de", "indeed.com", "linkedin.com", "wa.me",
}

// judge warns of a host that is not what it seems.
func (r *reader) judge(known []string) {
	host := r.link.Host
	name, err := idna.Punycode.ToUnicode(host)
	if err != nil {
		name = host
	}
	if name != host {
		r.warn(domain.LinkForeign)
	}
	labels := strings.Split(name, ".")
	for i, label := range labels {
		switch {
		case mixed(label):
			r.warn(domain.LinkMixed)
		case i < len(labels)-1 && disguised(label): // endings are given out with care
			r.warn(domain.LinkLookalike)
		}
	}
	for _, list := range [][]string{known, imitated} {
		for _, k := range list {
			if imitates(host, name, strings.ToLower(k)) {
				r.warn(domain.LinkLookalike)
				return
			}
		}
	}
}

// imitates reports whether a host reads like a known one without being it or
// one of its own: "diak0nie.de", "diakonie.de.example.org".
func imitates(host, name, known string) bool {
	if known == "" || host == known || strings.HasSuffix(host, "."+known) {
		return false
	}
	if strings.HasPrefix(host, known+".") || strings.HasPrefix(host, known+"-") || strings.Contains(host, "."+known+".") || strings.Contains(host, "."+known+"-") {
		return true
	}
	theirs, ours := lastTwo(name), lastTwo(known)
	return theirs != ours && skeleton(theirs) == skeleton(ours)
}

// lastTwo are the last two words of a host, mostly the part that is bought.
func lastTwo(host string) string {
	i := strings.LastIndexByte(host, '.')
	if i < 0 {
		return host
	}
	return host[strings.LastIndexByte(host[:i], '.')+1:]
}

// skeleton is what the eye takes from a name: hosts that are read the same have
// the same one.
func skeleton(name string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(name) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case alike[r] != 0:
			b.WriteRune(alike[r])
		default:
			b.WriteRune(r)
		}
	}
	return pairs.Replace(b.String())
}

// pairs are two letters that look like one.
var pairs = strings.NewReplacer("rn", "m", "vv", "w", "cl", "d")

// alike are letters that look like one of a–z.
var alike = map[rune]rune{
	'0': 'o', '1': 'l', 'ı': 'l', 'i': 'l', 'ɩ': 'l', 'ł': 'l', 'ø': 'o', 'đ': 'd', 'ħ': 'h', 'ŧ': 't', 'ɑ': 'a', 'ɡ': 'g', 'ʏ': 'y',
	'а': 'a', 'в': 'b', 'с': 'c', 'ԁ': 'd', 'е': 'e', 'һ': 'h', 'і': 'l', 'ј': 'j', 'к': 'k', 'ӏ': 'l', 'м': 'm', 'о': 'o', 'р': 'p', 'ԛ': 'q',
	'г': 'r', 'ѕ': 's', 'т': 't', 'ѵ': 'v', 'ԝ': 'w', 'х': 'x', 'у': 'y', 'ү': 'y', 'п': 'n', 'и': 'u', 'н': 'h',
	'α': 'a', 'β': 'b', 'ε': 'e', 'η': 'n', 'ι': 'l', 'κ': 'k', 'ν': 'v', 'ο': 'o', 'ρ': 'p', 'σ': 'o', 'τ': 't', 'υ': 'u', 'χ': 'x', 'γ': 'y', 'ω': 'w', 'ϲ': 'c', 'ϳ': 'j',
	'օ': 'o', 'ո': 'n', 'ս': 'u', 'հ': 'h', 'ց': 'g', 'զ': 'q', 'ԍ': 'g',
}

// twins are the foreign letters that nobody tells from one of a–z.
const twins = "асԁеһіјӏорԛѕѵԝхуүοναιρυօոսհցզ"

// disguised reports whether a word of a host is written in another script, but
// nobody can tell any of its letters from one of a–z.
func disguised(label string) bool {
	foreign := false
	for _, r := range label {
		switch {
		case r < unicode.MaxASCII && !unicode.IsLetter(r):
		case strings.ContainsRune(twins, r):
			foreign = true
		default:
			return false
		}
	}
	return foreign
}

// scripts are those names are written in. Japanese, Korean and Chinese names
// mix some of them, and count as one.
var scripts = []*unicode.RangeTable{
	unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Hebrew, unicode.Arabic, unicode.Devanagari, unicode.Thai,
	unicode.Georgian, unicode.Cherokee, unicode.Ethiopic, unicode.Lisu, unicode.Coptic,
}

// mixed reports whether a word of a host has letters of several scripts.
func mixed(label string) bool {
	first := -1
	for _, r := range label {
		if !unicode.IsLetter(r) {
			continue
		}
		of := scriptOf(r)
		if of < 0 {
			continue
		}
		if first >= 0 && of != first {
			return true
		}
		first = of
	}
	return false
}

func scriptOf(r rune) int {
	for i, table := range scripts {
		if unicode.Is(table, r) {
			return i
		}
	}
	return -1
}
