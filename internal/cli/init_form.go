package cli

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"sprechstunde/internal/config"
	"sprechstunde/internal/i18n"
)

const (
	maxName   = 100
	minSecret = 8
	// webhookPath is the only address of ours that Meta ever calls.
	webhookPath = "/webhook"
)

// lands are the Bundesländer by the code the configuration takes.
var lands = []struct{ code, name string }{
	{"BW", "Baden-Württemberg"},
	{"BY", "Bayern"},
	{"BE", "Berlin"},
	{"BB", "Brandenburg"},
	{"HB", "Bremen"},
	{"HH", "Hamburg"},
	{"HE", "Hessen"},
	{"MV", "Mecklenburg-Vorpommern"},
	{"NI", "Niedersachsen"},
	{"NW", "Nordrhein-Westfalen"},
	{"RP", "Rheinland-Pfalz"},
	{"SL", "Saarland"},
	{"SN", "Sachsen"},
	{"ST", "Sachsen-Anhalt"},
	{"SH", "Schleswig-Holstein"},
	{"TH", "Thüringen"},
}

var (
	idShape     = regexp.MustCompile(`^[0-9]{5,25}$`)
	numberShape = regexp.MustCompile(`^(\+|00?[1-9])[0-9 ()/.-]*$`)
	secretShape = regexp.MustCompile(`^[0-9a-f]{32}$`)
)

// The form of each answer. A hint never repeats the answer: it may be a secret.

func checkText(t *i18n.InitTexts) func(string) (string, string) {
	return func(s string) (string, string) {
		if !utf8.ValidString(s) || utf8.RuneCountInString(s) > maxName || strings.ContainsFunc(s, unicode.IsControl) {
			return "", t.HintText
		}
		return s, ""
	}
}

func checkLanguage(t *i18n.InitTexts) func(string) (string, string) {
	return func(s string) (string, string) {
		switch s = strings.ToLower(s); s {
		case i18n.German, i18n.English:
			return s, ""
		}
		return "", t.HintLanguage
	}
}

// checkYes gives "yes" or "no"; both languages are understood in either.
func checkYes(t *i18n.InitTexts) func(string) (string, string) {
	return func(s string) (string, string) {
		switch strings.ToLower(s) {
		case "j", "ja", "y", "yes":
			return yes, ""
		case "n", "nein", "no":
			return no, ""
		}
		return "", t.HintYesNo
	}
}

const (
	yes = "yes"
	no  = "no"
)

// checkID wants an id of Meta's, which is not one asked for before.
func checkID(t *i18n.InitTexts, other string) func(string) (string, string) {
	return func(s string) (string, string) {
		switch {
		case numberShape.MatchString(s):
			return "", t.HintIsNumber
		case !idShape.MatchString(s):
			return "", t.HintDigits
		case s == other:
			return "", t.HintSameID
		}
		return s, ""
	}
}

func checkSecret(t *i18n.InitTexts) func(string) (string, string) {
	return func(s string) (string, string) {
		bad := func(r rune) bool { return r <= ' ' || r > '~' || r == '"' || r == '\'' }
		switch {
		case strings.ContainsFunc(s, bad):
			return "", t.HintSpaces
		case len(s) < minSecret:
			return "", t.HintShort
		}
		return s, ""
	}
}

func checkAppSecret(t *i18n.InitTexts) func(string) (string, string) {
	return func(s string) (string, string) {
		if strings.HasPrefix(s, "EAA") { // how Meta's access tokens begin
			return "", t.HintIsToken
		}
		return checkSecret(t)(s)
	}
}

// checkLand takes the code or the name of a Bundesland.
func checkLand(t *i18n.InitTexts) func(string) (string, string) {
	return func(s string) (string, string) {
		codes := make([]string, len(lands))
		for i, l := range lands {
			if strings.EqualFold(s, l.code) || strings.EqualFold(s, l.name) {
				return l.code, ""
			}
			codes[i] = l.code
		}
		return "", strings.Replace(t.HintLand, "%s", strings.Join(codes, " "), 1)
	}
}

// checkAddress makes the callback address of what was typed, which may be the
// bare name of a machine.
func checkAddress(t *i18n.InitTexts) func(string) (string, string) {
	return func(s string) (string, string) {
		if !strings.Contains(s, "://") {
			s = "https://" + s
		}
		u, err := url.Parse(s)
		if err != nil || u.Scheme != "https" || !strings.Contains(u.Hostname(), ".") || u.User != nil || strings.ContainsAny(s, " \t") {
			return "", t.HintHTTPS
		}
		if path := strings.TrimRight(u.Path, "/"); path != "" && path != webhookPath || u.RawQuery != "" || u.Fragment != "" {
			return "", t.HintPath
		}
		return "https://" + u.Host + webhookPath, ""
	}
}

func checkLink(t *i18n.InitTexts) func(string) (string, string) {
	return func(s string) (string, string) {
		cfg := config.Default()
		cfg.Auto.PrivacyLink = s
		if cfg.Validate() != nil {
			return "", t.HintLink
		}
		return s, ""
	}
}

func checkStore(t *i18n.InitTexts) func(string) (string, string) {
	return func(s string) (string, string) {
		if s != inFile && s != inRing {
			return "", t.HintStore
		}
		return s, ""
	}
}

// The places where secrets can lie, as they are chosen.
const (
	inFile = "1"
	inRing = "2"
)
