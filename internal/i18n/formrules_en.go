package i18n

import "sprechstunde/internal/domain"

var formRulesEN = map[domain.FormRule]string{
	domain.FormName:      "its name may only have small letters from a to z, digits and underscores.",
	domain.FormLanguage:  "the language is missing.",
	domain.FormCategory:  "the category must be UTILITY or MARKETING.",
	domain.FormBody:      "the text is empty or has more than 1024 characters.",
	domain.FormHeader:    "the header may have 60 characters, one line and one placeholder at most.",
	domain.FormFooter:    "the footer may have 60 characters and one line at most, and no placeholder.",
	domain.FormButtons:   "ten buttons at most, and quick replies stand together.",
	domain.FormButton:    "a button needs a label of at most 25 characters, a link a fixed address.",
	domain.FormPlaceEdge: "a placeholder must not stand at the very beginning or end (%s).",
	domain.FormPlaceNext: "two placeholders must not stand right beside each other (%s).",
	domain.FormPlaceMany: "there are too many placeholders for so little text.",
	domain.FormPlaceName: "placeholders are either all called {{1}}, {{2}} … or all have names of small letters (%s).",
	domain.FormExample:   "a placeholder needs an example (%s).",
	domain.FormValues:    "the values do not fit the placeholders. Fetch the templates anew.",
	domain.FormValue:     "a value is empty or has a line break or many blanks (%s).",
	domain.FormLength:    "filled in, the text is too long.",
	domain.FormFilling:   "it wants more than text (a picture, a link of its own or a code), which this program cannot fill in.",
}
