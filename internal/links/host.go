package links

import (
	"net/netip"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// asBrowsers reads names as browsers do: capital and wide letters are folded,
// what cannot be in a name is an error.
var asBrowsers = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.BidiRule(), idna.CheckJoiners(true), idna.StrictDomainName(false))

// maxHost is the longest name there can be.
const maxHost = 253

// asciiHost turns a host into what is really asked. ok is false if no browser
// would ask it; then the host is what can be shown of it.
func asciiHost(name string) (string, bool) {
	if len(name) > 4*maxHost {
		return "", false
	}
	host, err := asBrowsers.ToASCII(name)
	if err != nil {
		if host, err = idna.Punycode.ToASCII(strings.ToLower(name)); err != nil {
			return "", false
		}
		return printable(host), false
	}
	host = strings.TrimSuffix(host, ".")
	sound := host != "" && len(host) <= maxHost && !strings.Contains(host, "..") && host[0] != '.' && printable(host) == host
	return printable(host), sound
}

// printable keeps the characters that names are made of.
func printable(host string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '.' || r == '_' {
			return r
		}
		return -1
	}, host)
}

// ipv4 reads a host the way browsers do: one whose last part is a number is an
// address, and the parts may be octal, hexadecimal, or several bytes at once.
func ipv4(host string) (address string, isNumber, sound bool) {
	parts := strings.Split(host, ".")
	last := parts[len(parts)-1]
	if _, ok := ipPart(last); !ok && strings.Trim(last, "0123456789") != "" {
		return "", false, false
	}
	if len(parts) > 4 {
		return host, true, false
	}
	var sum uint64
	for i, p := range parts {
		n, ok := ipPart(p)
		bytes := 1 // of this part; the last one fills what is left
		if i == len(parts)-1 {
			bytes = 5 - len(parts)
		}
		if !ok || n >= 1<<(8*bytes) {
			return host, true, false
		}
		sum = sum<<(8*bytes) | n
	}
	return netip.AddrFrom4([4]byte{byte(sum >> 24), byte(sum >> 16), byte(sum >> 8), byte(sum)}).String(), true, true
}

func ipPart(s string) (uint64, bool) {
	base := 10
	switch {
	case strings.HasPrefix(s, "0x"):
		s, base = s[2:], 16
		if s == "" {
			return 0, true
		}
	case len(s) > 1 && s[0] == '0':
		s, base = s[1:], 8
	}
	n, err := strconv.ParseUint(s, base, 64)
	return n, err == nil
}
