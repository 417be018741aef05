package domain

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FormRule names a rule of form that a template or its values break. It is
// the first word of the detail of CodeTemplateForm; a place may follow it.
type FormRule string

// The rules, after Meta's pages "Template components" and "Template review".
const (
	FormName      FormRule = "name"       // [a-z0-9_], 512 at most
	FormLanguage  FormRule = "language"   // none given
	FormCategory  FormRule = "category"   // none of Meta's
	FormBody      FormRule = "body"       // empty, or more than 1024 characters
	FormHeader    FormRule = "header"     // more than 60 characters, or more than one place
	FormFooter    FormRule = "footer"     // more than 60 characters, or with a place
	FormButtons   FormRule = "buttons"    // more than 10, or not all of one kind in a row
	FormButton    FormRule = "button"     // no label, a label of more than 25 characters, or of a kind we cannot make
	FormPlaceEdge FormRule = "place_edge" // a place at the very beginning or end
	FormPlaceNext FormRule = "place_next" // a place right after another
	FormPlaceMany FormRule = "place_many" // too many places for so few words
	FormPlaceName FormRule = "place_name" // names and numbers mixed, a gap in the numbers, braces that are no place
	FormExample   FormRule = "example"    // a place without an example
	FormValues    FormRule = "values"     // not the values that the template asks for
	FormValue     FormRule = "value"      // empty, with a line break or tab, or with more than four blanks
	FormLength    FormRule = "length"     // too long once it is filled in
	FormFilling   FormRule = "filling"    // wants more than text filled in
)

const (
	maxTemplateName = 512
	maxTemplateBody = 1024
	maxTemplateLine = 60 // header and footer
	maxButtons      = 10
	maxButtonLabel  = 25
)

func breaks(rule FormRule, about string) error {
	return Fail(CodeTemplateForm, strings.TrimSpace(string(rule)+" "+about), nil)
}

// CheckForm tells which of Meta's rules of form a template breaks that is to be
// created. Meta refuses it for the same reasons, but in its own words and not
// before the adviser has left the page.
func (t TemplateInfo) CheckForm() error {
	switch {
	case !isPlaceName(t.Name) || len(t.Name) > maxTemplateName:
		return breaks(FormName, "")
	case t.Language == "":
		return breaks(FormLanguage, "")
	case t.Category != "UTILITY" && t.Category != "MARKETING":
		return breaks(FormCategory, "") // one-time codes are no business of ours
	case t.Media != "":
		return breaks(FormFilling, "")
	case strings.TrimSpace(t.Body) == "" || utf8.RuneCountInString(t.Body) > maxTemplateBody:
		return breaks(FormBody, "")
	case utf8.RuneCountInString(t.Header) > maxTemplateLine || len(placesIn(t.Header)) > 1 || strings.Contains(t.Header, "\n"):
		return breaks(FormHeader, "")
	case utf8.RuneCountInString(t.Footer) > maxTemplateLine || strings.Contains(t.Footer, "{{") || strings.Contains(t.Footer, "\n"):
		return breaks(FormFooter, "")
	}
	if err := t.checkButtons(); err != nil {
		return err
	}
	if err := t.checkPlaces(); err != nil {
		return err
	}
	return t.checkExamples()
}

func (t TemplateInfo) checkButtons() error {
	turns := 0 // quick replies stand together
	for i, b := range t.Buttons {
		n := utf8.RuneCountInString(strings.TrimSpace(b.Text))
		if n == 0 || n > maxButtonLabel || strings.Contains(b.Text, "{{") {
			return breaks(FormButton, "")
		}
		if b.Type != ButtonQuickReply && (b.Type != ButtonURL || b.URL == "" || strings.Contains(b.URL, "{{")) {
			return breaks(FormButton, "")
		}
		if i > 0 && (b.Type == ButtonQuickReply) != (t.Buttons[i-1].Type == ButtonQuickReply) {
			turns++
		}
	}
	if len(t.Buttons) > maxButtons || turns > 1 {
		return breaks(FormButtons, "")
	}
	return nil
}

// checkPlaces looks at how the places are called and where they stand.
func (t TemplateInfo) checkPlaces() error {
	for _, text := range []string{t.Header, t.Body} {
		if err := t.checkNames(text); err != nil {
			return err
		}
	}
	end := 0
	places := placesIn(t.Body)
	for i, p := range places {
		switch between := strings.TrimSpace(t.Body[end:p.start]); {
		case between == "" && i > 0:
			return breaks(FormPlaceNext, p.name)
		case between == "", strings.TrimSpace(t.Body[p.end:]) == "":
			return breaks(FormPlaceEdge, p.name)
		}
		end = p.end
	}
	// The measure is not published; this one is what others have found.
	if n := len(places); n > 0 && len(strings.Fields(withoutPlaces(t.Body))) < 2*n+1 {
		return breaks(FormPlaceMany, "")
	}
	return nil
}

// checkNames wants either names or the numbers from 1 on, and no braces beside
// them.
func (t TemplateInfo) checkNames(text string) error {
	for i, name := range placeNames(text, t.Named) {
		if t.Named && placeNumber(name) > 0 || !t.Named && name != strconv.Itoa(i+1) {
			return breaks(FormPlaceName, name)
		}
	}
	if left := withoutPlaces(text); strings.Contains(left, "{{") || strings.Contains(left, "}}") {
		return breaks(FormPlaceName, "")
	}
	return nil
}

func withoutPlaces(text string) string {
	var b strings.Builder
	at := 0
	for _, p := range placesIn(text) {
		b.WriteString(text[at:p.start] + " ")
		at = p.end
	}
	return b.String() + text[at:]
}

func (t TemplateInfo) checkExamples() error {
	for i, want := range t.Blank() {
		if i >= len(t.Examples) || t.Examples[i].Name != want.Name || t.Examples[i].Header != want.Header ||
			strings.TrimSpace(t.Examples[i].Text) == "" {
			return breaks(FormExample, want.Name)
		}
	}
	return nil
}

// Check tells whether a use of the template can be sent: the values it asks
// for, in the form Meta takes, and not too long once they are in.
func (t TemplateInfo) Check(u Template) error {
	if !t.Fillable() {
		return breaks(FormFilling, "")
	}
	if u.Name != t.Name || u.Language != t.Language {
		return breaks(FormValues, "")
	}
	blank := t.Blank()
	same := func(a, b TemplateValue) bool { return a.Name == b.Name && a.Header == b.Header }
	if !slices.EqualFunc(blank, u.Values, same) {
		return breaks(FormValues, "")
	}
	for i, v := range u.Values {
		if !fitsPlace(v.Text) {
			return breaks(FormValue, placeLabel(v, i))
		}
	}
	if utf8.RuneCountInString(t.fill(t.Body, u.Values, false)) > maxTemplateBody ||
		utf8.RuneCountInString(t.fill(t.Header, u.Values, true)) > maxTemplateLine {
		return breaks(FormLength, "")
	}
	return nil
}

// placeLabel is how a place is called to the adviser.
func placeLabel(v TemplateValue, i int) string {
	if v.Name != "" {
		return v.Name
	}
	return strconv.Itoa(i + 1)
}

// fitsPlace is Meta's rule for values: one line, and no more than four blanks
// in a row.
func fitsPlace(text string) bool {
	return strings.TrimSpace(text) != "" && !strings.ContainsFunc(text, unicode.IsControl) && !strings.Contains(text, "     ")
}
