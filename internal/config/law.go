package config

import (
	"unicode"
	"unicode/utf8"

	"sprechstunde/internal/law"
)

const (
	maxAddress     = 8   // lines
	maxAddressLine = 120 // characters
	maxVersion     = 20
)

// Profile is the law that holds.
func (p Privacy) Profile() law.Profile { return law.Of(law.Name(p.Law)) }

func validateLaw(p Privacy, r *reader) {
	names := make([]string, len(law.Names()))
	for i, n := range law.Names() {
		names[i] = string(n)
	}
	r.oneOf("privacy.law", p.Law, names)
	r.address("privacy.controller", p.Controller, "Diakonie Musterstadt")
	r.address("privacy.officer", p.Officer, "Sam Weber, datenschutz@example.org")
	r.address("privacy.authority", p.Authority, "Datenschutzaufsicht, Musterstraße 1")
	if p.NoticeURL != "" && !webLink(p.NoticeURL) {
		r.at("privacy.notice_url", Mistake{Kind: KindFormat, Value: clip(p.NoticeURL), Want: "https://example.org/datenschutz"})
	}
	if utf8.RuneCountInString(p.NoticeVersion) > maxVersion || !printable(p.NoticeVersion) {
		r.at("privacy.notice_version", Mistake{Kind: KindFormat, Value: clip(p.NoticeVersion), Want: "2026-11"})
	}
}

// address wants a few short lines.
func (r *reader) address(key string, lines []string, want string) {
	r.atMost(key, len(lines), maxAddress)
	for i, l := range lines {
		if l == "" || utf8.RuneCountInString(l) > maxAddressLine || !printable(l) {
			r.at(item(key, i), Mistake{Kind: KindFormat, Value: clip(l), Want: want})
		}
	}
}

func printable(s string) bool {
	for _, r := range s {
		if unicode.IsControl(r) {
			return false
		}
	}
	return true
}
