package links

import (
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"sprechstunde/internal/domain"
)

const (
	maxURL  = 8 << 10 // no page needs more, and some openers cut off what is longer
	longURL = 300     // more is not read by anybody
)

// Read says where an address leads that somebody has written.
func Read(written string, known []string) domain.WebLink {
	r := reader{link: domain.WebLink{Written: written}}
	r.read(known)
	slices.SortFunc(r.link.Warnings, func(a, b domain.LinkWarning) int { return slices.Index(gravity, a) - slices.Index(gravity, b) })
	r.link.Warnings = slices.Compact(r.link.Warnings)
	return r.link
}

var gravity = []domain.LinkWarning{
	domain.LinkBroken, domain.LinkNotWeb, domain.LinkUser, domain.LinkLookalike, domain.LinkMixed, domain.LinkForeign,
	domain.LinkNumber, domain.LinkHidden, domain.LinkLong,
}

// Opens reports whether an address is one of those that Read hands out: http or
// https, ASCII, with a host and without a name before it.
func Opens(address string) bool {
	l := Read(address, nil)
	return l.URL != "" && l.URL == address
}

type reader struct{ link domain.WebLink }

func (r *reader) warn(w domain.LinkWarning) { r.link.Warnings = append(r.link.Warnings, w) }

func (r *reader) read(known []string) {
	plain := strings.Map(seen, r.link.Written)
	if plain != r.link.Written {
		r.warn(domain.LinkHidden)
	}
	if len(plain) > longURL {
		r.warn(domain.LinkLong)
	}
	scheme, rest := cutScheme(plain)
	web := scheme == "http" || scheme == "https"
	if !web {
		r.warn(domain.LinkNotWeb)
	} else {
		rest = strings.TrimLeft(rest, `/\`) // browsers do not mind how many slashes there are
	}
	if rest == "" {
		return // not even a host: mailto:, javascript:
	}
	authority, tail := cutAuthority(rest)
	if i := strings.LastIndexByte(authority, '@'); i >= 0 {
		r.warn(domain.LinkUser)
		authority = authority[i+1:]
	}
	host, port, ok := r.host(authority)
	r.link.Host = host
	if !ok || len(plain) > maxURL {
		r.warn(domain.LinkBroken)
		return
	}
	r.judge(known)
	address := scheme + "://" + host + port + escaped(tail)
	if _, err := url.Parse(address); err != nil || len(address) > maxURL {
		r.warn(domain.LinkBroken)
		return
	}
	if web {
		r.link.URL = address
	}
}

// seen drops what nobody can see. Browsers do the same to some of it.
func seen(r rune) rune {
	if unicode.Is(unicode.Cf, r) || unicode.IsControl(r) || r == '\u034f' || r == '\u115f' || r == '\u1160' || r == '\u3164' || r == '\uffa0' ||
		unicode.Is(unicode.Variation_Selector, r) {
		return -1
	}
	return r
}

// cutScheme takes the scheme off; rest is what follows "//", "" if there is no
// host. Without a scheme it is https, as browsers have it by now.
func cutScheme(s string) (scheme, rest string) {
	colon := strings.IndexByte(s, ':')
	if opaque(s) && !strings.HasPrefix(s[colon+1:], "//") {
		return strings.ToLower(s[:colon]), ""
	}
	if i := strings.Index(s, "://"); i > 0 && schemeBefore(s, i) == 0 {
		return strings.ToLower(s[:i]), s[i+3:]
	}
	return "https", s
}

func cutAuthority(s string) (authority, tail string) {
	if i := strings.IndexAny(s, `/\?#`); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

// host reads the host and the port (with its colon) of an authority.
func (r *reader) host(authority string) (host, port string, ok bool) {
	if i := strings.LastIndexByte(authority, ':'); i > strings.LastIndexByte(authority, ']') {
		number := authority[i+1:]
		authority = authority[:i]
		if number != "" {
			n, err := strconv.ParseUint(number, 10, 16)
			if err != nil {
				return "", "", false
			}
			port = ":" + strconv.FormatUint(n, 10)
		}
	}
	if inner, isSix := strings.CutPrefix(authority, "["); isSix {
		addr, err := netip.ParseAddr(strings.TrimSuffix(inner, "]"))
		if err != nil || !addr.Is6() || addr.Zone() != "" {
			return "", "", false
		}
		r.warn(domain.LinkNumber)
		return "[" + addr.String() + "]", port, true
	}
	name, err := url.PathUnescape(authority) // browsers decode it before they look
	if err != nil {
		return "", "", false
	}
	host, ok = asciiHost(name)
	if !ok {
		return host, "", false
	}
	if number, isNumber, sound := ipv4(host); isNumber {
		r.warn(domain.LinkNumber)
		return number, port, sound
	}
	return host, port, true
}

// escaped percent-encodes what may not stand in an address, and nothing twice.
// Before the query a backslash is a slash.
func escaped(tail string) string {
	var b strings.Builder
	path := true
	for i := 0; i < len(tail); i++ {
		c := tail[i]
		switch {
		case c == '?' || c == '#':
			path = false
			b.WriteByte(c)
		case c == '\\' && path:
			b.WriteByte('/')
		case c == '%' && (i+2 >= len(tail) || !isHex(tail[i+1]) || !isHex(tail[i+2])):
			b.WriteString("%25")
		case c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}'", c) >= 0:
			b.WriteByte('%')
			b.WriteByte(hexDigits[c>>4])
			b.WriteByte(hexDigits[c&15])
		default:
			b.WriteByte(c)
		}
	}
	s := b.String()
	if s != "" && s[0] != '/' {
		s = "/" + s
	}
	return s
}

const hexDigits = "0123456789ABCDEF"

func isHex(b byte) bool { return b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'f' }
