package links_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/links"
)

func TestFind(t *testing.T) {
	t.Parallel()
	cases := map[string][]string{
		"":                                               nil,
		"Hallo, z.B. heute um 9.30?":                     nil,
		"schau: https://example.org.":                    {"https://example.org"},
		"(siehe https://example.org/a_(b))":              {"https://example.org/a_(b)"},
		"*https://example.org/x*":                        {"https://example.org/x"},
		"www.example.org/a, und example.de!":             {"www.example.org/a", "example.de"},
		"mail an a.b@example.de bitte":                   {},
		"https://a.example/?u=https://b.example":         {"https://a.example/?u=https://b.example"},
		"<https://example.org>\nhttp://zweite.example":   {"https://example.org", "http://zweite.example"},
		"Link:https://example.org":                       {"https://example.org"},
		"javascript:alert(1)":                            {"javascript:alert(1)"},
		"ftp://example.org/x und tel:+49123":             {"ftp://example.org/x", "tel:+49123"},
		"gut.Ich komme. Klar...Danke":                    nil,
		"ort.stadt/pfad":                                 {"ort.stadt/pfad"},
		"„https://example.org“ und «http://example.com»": {"https://example.org", "http://example.com"},
		"://x http:// https://":                          {},
		"1.2.3/4 oder 24.12./25.12.":                     nil,
		"https://müller.example/ä?ö":                     {"https://müller.example/ä?ö"},
		"\u200ehttps://example.org\u200e":                {"https://example.org"},
		"HTTPS://EXAMPLE.ORG/Pfad":                       {"HTTPS://EXAMPLE.ORG/Pfad"},
		"Und/oder, er/sie, km/h, 1.000/Monat, Dr./Prof.": nil,
		"bewerbung.pdf lebenslauf.docx":                  nil,
	}
	for text, want := range cases {
		var got []string
		for _, f := range links.Find(text, nil) {
			got = append(got, f.Written)
			if text[f.Start:f.End] != f.Written {
				t.Errorf("%q: %q does not stand at %d:%d", text, f.Written, f.Start, f.End)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: found %q, want %q", text, got, want)
		}
	}
}

func TestRead(t *testing.T) {
	t.Parallel()
	type w = []domain.LinkWarning
	known := []string{"beruf.diakonie-musterstadt.de"}
	cases := []struct {
		written, url, host string
		warn               w
	}{
		{"https://example.org/a?b=c#d", "https://example.org/a?b=c#d", "example.org", nil},
		{"example.org", "https://example.org", "example.org", nil},
		{"www.Example.ORG/Ä b", "https://www.example.org/%C3%84%20b", "www.example.org", nil},
		{"http://example.org:8080", "http://example.org:8080", "example.org", nil},
		{"https://example.org?x=%zz&y=%41", "https://example.org/?x=%25zz&y=%41", "example.org", nil},
		// What stands before the @ is not where it leads.
		{"https://diakonie.de@böse.example/", "https://xn--bse-sna.example/", "xn--bse-sna.example", w{domain.LinkUser, domain.LinkForeign}},
		{"https://evil.example\\@diakonie.de/", "https://evil.example/@diakonie.de/", "evil.example", nil},
		{"https://a:b@c@evil.example", "https://evil.example", "evil.example", w{domain.LinkUser}},
		{"https:///evil.example/x", "https://evil.example/x", "evil.example", nil},
		// Look-alikes.
		{"https://аррӏе.com", "https://xn--80ak6aa92e.com", "xn--80ak6aa92e.com", w{domain.LinkLookalike, domain.LinkForeign}},
		{"https://pаypal.com", "https://xn--pypal-4ve.com", "xn--pypal-4ve.com", w{domain.LinkLookalike, domain.LinkMixed, domain.LinkForeign}},
		{"https://paypa1.com/x", "https://paypa1.com/x", "paypa1.com", w{domain.LinkLookalike}},
		{"https://arnazon.de", "https://arnazon.de", "arnazon.de", w{domain.LinkLookalike}},
		{"https://diakonie.de.evil.example", "https://diakonie.de.evil.example", "diakonie.de.evil.example", w{domain.LinkLookalike}},
		{"https://login.diakonie.de-hilfe.example", "https://login.diakonie.de-hilfe.example", "login.diakonie.de-hilfe.example", w{domain.LinkLookalike}},
		{"https://www.diakonie.de/x", "https://www.diakonie.de/x", "www.diakonie.de", nil},
		{"https://beruf.diakonie-rnusterstadt.de", "https://beruf.diakonie-rnusterstadt.de", "beruf.diakonie-rnusterstadt.de", w{domain.LinkLookalike}},
		{"https://beruf.diakonie-musterstadt.de", "https://beruf.diakonie-musterstadt.de", "beruf.diakonie-musterstadt.de", nil},
		{"https://xn--80ak6aa92e.com", "https://xn--80ak6aa92e.com", "xn--80ak6aa92e.com", w{domain.LinkLookalike, domain.LinkForeign}},
		{"https://пример.рф/", "https://xn--e1afmkfd.xn--p1ai/", "xn--e1afmkfd.xn--p1ai", w{domain.LinkForeign}},
		{"https://例え.jp", "https://xn--r8jz45g.jp", "xn--r8jz45g.jp", w{domain.LinkForeign}},
		// Numbers in every dress.
		{"http://127.0.0.1/", "http://127.0.0.1/", "127.0.0.1", w{domain.LinkNumber}},
		{"http://2130706433", "http://127.0.0.1", "127.0.0.1", w{domain.LinkNumber}},
		{"http://0x7f.1", "http://127.0.0.1", "127.0.0.1", w{domain.LinkNumber}},
		{"http://0177.0.0.01", "http://127.0.0.1", "127.0.0.1", w{domain.LinkNumber}},
		{"http://[::1]:80/x", "http://[::1]:80/x", "[::1]", w{domain.LinkNumber}},
		{"http://256.1.1.1", "", "256.1.1.1", w{domain.LinkBroken, domain.LinkNumber}},
		{"http://１２７.0.0.1", "http://127.0.0.1", "127.0.0.1", w{domain.LinkNumber}},
		// Nothing a browser is given.
		{"ftp://example.org/x", "", "example.org", w{domain.LinkNotWeb}},
		{"javascript:alert(1)//https://x", "", "", w{domain.LinkNotWeb}},
		{"file:///etc/passwd", "", "", w{domain.LinkBroken, domain.LinkNotWeb}},
		{"https://exa mple.org", "", "example.org", w{domain.LinkBroken}},
		{"https://a..b", "", "a..b", w{domain.LinkBroken}},
		{"https://example.org:99999/", "", "", w{domain.LinkBroken}},
		{"https://example.org%2fevil.example/", "", "example.orgevil.example", w{domain.LinkBroken}},
		{"https://%65xample.org", "https://example.org", "example.org", nil},
		{"https://ex\u200bample.org", "https://example.org", "example.org", w{domain.LinkHidden}},
		{"https://example.org/" + strings.Repeat("a", 400), "https://example.org/" + strings.Repeat("a", 400), "example.org", w{domain.LinkLong}},
	}
	for _, c := range cases {
		got := links.Read(c.written, known)
		want := domain.WebLink{Written: c.written, URL: c.url, Host: c.host, Warnings: c.warn}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.written, diff)
		}
		if got.URL != "" && !links.Opens(got.URL) {
			t.Errorf("%q: its own address %q is not one to open", c.written, got.URL)
		}
	}
}

func TestOpensOnlyWhatWasPutTogether(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"", "-x", "--help", "example.org", "file:///etc/passwd", "javascript:alert(1)", "https://a@b.example", "https://exämple.org",
		"https://example.org/ x", "https://example.org/\x1b", "HTTPS://EXAMPLE.ORG", "http://0x7f.1",
	} {
		if links.Opens(s) {
			t.Errorf("%q would be opened", s)
		}
	}
}

// FuzzFind holds every address to what the browser is promised: ASCII, the host
// that was shown, nothing else.
func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"https://example.org", "http://a:b@[::1]:80/x?y#z", "www.x.de.", "https://аррӏе.com/%zz", "javascript:1", "\\\\x.de/", "https:\\\\x.de\\y", "http://0x", "a@b.de", "xn--a.de/", "http://1.2.3.4.", "https://%41.de",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, l := range links.Find(text, []string{"example.org"}) {
			if l.Start < last || l.End <= l.Start || text[l.Start:l.End] != l.Written {
				t.Fatalf("%q stands not at %d:%d", l.Written, l.Start, l.End)
			}
			last = l.End
			for _, s := range []string{l.URL, l.Host} {
				if strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
					t.Fatalf("%q is not plain", s)
				}
			}
			if l.URL == "" {
				continue
			}
			u, err := url.Parse(l.URL)
			if err != nil || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
				t.Fatalf("%q may not be opened: %v", l.URL, err)
			}
			if u.Hostname() != strings.Trim(l.Host, "[]") || !links.Opens(l.URL) {
				t.Fatalf("%q does not lead to %q", l.URL, l.Host)
			}
		}
	})
}
