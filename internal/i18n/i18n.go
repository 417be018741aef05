// Package i18n holds every word the program says, in German and English.
//
// One struct with a field per string, so that a missing or misspelt text does
// not compile; a test sees to it that no field is empty in either language.
package i18n

import "strings"

// The languages.
const (
	German  = "de"
	English = "en"
)

// Texts is everything the program says in one language.
type Texts struct {
	Lang   string
	Screen ScreenTexts
	Line   LineTexts
	Setup  SetupTexts
	Errors ErrorTexts
	Care   CareTexts
	Guard  GuardTexts
	Rights RightsTexts
	Terms  TermsTexts
	Erase  EraseTexts
	Usage  UsageTexts
	HandOn HandOnTexts
	Data   DataTexts

	OwnPage OwnPageTexts
}

var (
	german  = &Texts{Lang: German, Screen: screenDE, Line: lineDE, Setup: setupDE, Errors: errorsDE, Care: careDE, Guard: guardDE, Rights: rightsDE, Erase: eraseDE, Terms: termsDE, Usage: usageDE, HandOn: handOnDE, Data: dataDE, OwnPage: ownPageDE}
	english = &Texts{Lang: English, Screen: screenEN, Line: lineEN, Setup: setupEN, Errors: errorsEN, Care: careEN, Guard: guardEN, Rights: rightsEN, Erase: eraseEN, Terms: termsEN, Usage: usageEN, HandOn: handOnEN, Data: dataEN, OwnPage: ownPageEN}
)

// For returns the texts of a language; anything but "de" is English, the
// language most terminals fall back to themselves.
func For(lang string) *Texts {
	if lang == German {
		return german
	}
	return english
}

// Detect resolves the configured language. "auto" and "" look at the usual
// variables in their usual order (LC_ALL, LC_MESSAGES, LANG): the first that
// is set decides, German when it starts with "de", English otherwise.
func Detect(setting string, env func(string) string) string {
	switch strings.ToLower(strings.TrimSpace(setting)) {
	case German:
		return German
	case English:
		return English
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := env(name); v != "" {
			if strings.HasPrefix(strings.ToLower(v), German) {
				return German
			}
			return English
		}
	}
	return English
}
