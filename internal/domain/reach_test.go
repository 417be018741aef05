package domain_test

import (
	"slices"
	"strings"
	"testing"

	"sprechstunde/internal/domain"
)

func TestFindEmails(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"meine Mail: Luca.M@Example.org.":              "luca.m@example.org",
		"(a@b.de) und <c+d@e-f.co.uk>, nochmal a@b.de": "a@b.de c+d@e-f.co.uk",
		"@luca auf insta":                              "",
		"a@b":                                          "",
		"a@@b.de":                                      "",
		"luca@web":                                     "",
		"mailto:x_y@web.de?subject=hallo":              "x_y@web.de",
		"jörg@müller.de":                               "jörg@müller.de",
		"a..b@c.de":                                    "",
		"x@-y.de":                                      "",
		"um 8@9.30":                                    "",
	} {
		if got := strings.Join(domain.FindEmails(text), " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestFindPhones(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"ruf an: 0151 23456789":                "+4915123456789",
		"+49 (0)151/234-567 89.":               "+4915123456789",
		"\u202a0151\u00a0234\u201156789\u202c": "+4915123456789",
		"0049151 23456789, danke":              "+4915123456789",
		"oder +43 660 1234567!":                "+436601234567",
		"am 01.02.2026 um 10":                  "",
		"PLZ 04103, 1. Stock":                  "",
		"12345678901":                          "",
		"Kto 1015123456789":                    "",
		"015123456789012345678":                "",
		"0151 23456789 / 0151 23456789":        "",
	} {
		if got := strings.Join(domain.FindPhones(text), " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzFindReach(f *testing.F) {
	f.Add("a@b.de 0151 23456789")
	f.Add("@@@+++000...")
	f.Fuzz(func(t *testing.T, text string) {
		for _, e := range domain.FindEmails(text) {
			if !domain.IsEmail(e) || slices.Contains(domain.FindEmails("x"), e) {
				t.Errorf("%q is no address", e)
			}
		}
		for _, p := range domain.FindPhones(text) {
			if domain.NormalizePhone(p) != p {
				t.Errorf("%q is not in its normal form", p)
			}
		}
	})
}
