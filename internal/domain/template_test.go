package domain_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
)

func quick(labels ...string) []domain.TemplateButton {
	var all []domain.TemplateButton
	for _, l := range labels {
		all = append(all, domain.TemplateButton{Type: domain.ButtonQuickReply, Text: l})
	}
	return all
}

func TestBlank(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		info domain.TemplateInfo
		want []domain.TemplateValue
	}{
		"none":                 {domain.TemplateInfo{Body: "Hallo"}, nil},
		"named":                {domain.TemplateInfo{Named: true, Body: "a {{vorname}} b {{ datum }} c {{vorname}} d"}, []domain.TemplateValue{{Name: "vorname"}, {Name: "datum"}}},
		"numbers out of order": {domain.TemplateInfo{Body: "a {{2}} b {{10}} c {{1}}"}, []domain.TemplateValue{{}, {}, {}}},
		"header first":         {domain.TemplateInfo{Named: true, Header: "Für {{vorname}}", Body: "vom {{datum}}"}, []domain.TemplateValue{{Name: "vorname", Header: true}, {Name: "datum"}}},
		"only look alike":      {domain.TemplateInfo{Named: true, Body: "{{Vor Name}} {x} {{}} {{ä}} {{offen"}, nil},
		"three braces":         {domain.TemplateInfo{Named: true, Body: "{{{x}}}"}, []domain.TemplateValue{{Name: "x"}}},
	} {
		if d := cmp.Diff(c.want, c.info.Blank()); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestRenderTemplate(t *testing.T) {
	t.Parallel()
	v := func(name, text string) domain.TemplateValue { return domain.TemplateValue{Name: name, Text: text} }
	for name, c := range map[string]struct {
		info   domain.TemplateInfo
		values []domain.TemplateValue
		want   string
	}{
		"named":                         {domain.TemplateInfo{Named: true, Body: "Hallo {{vorname}}, vom {{datum}}. {{vorname}}!"}, []domain.TemplateValue{v("datum", "20.11."), v("vorname", "Mia")}, "Hallo Mia, vom 20.11.. Mia!"},
		"numbers":                       {domain.TemplateInfo{Body: "{{2}} und {{1}}"}, []domain.TemplateValue{v("", "eins"), v("", "zwei")}, "zwei und eins"},
		"a value in braces is no place": {domain.TemplateInfo{Body: "{{1}} und {{2}}"}, []domain.TemplateValue{v("", "{{2}}"), v("", "b")}, "{{2}} und b"},
		"what is missing stays":         {domain.TemplateInfo{Named: true, Body: "Hallo {{vorname}}, {{x}}"}, []domain.TemplateValue{v("vorname", "")}, "Hallo {{vorname}}, {{x}}"},
		"all parts": {
			domain.TemplateInfo{Header: "Für {{1}}", Body: "am {{1}} da", Footer: "Diakonie"},
			[]domain.TemplateValue{{Text: "Mia", Header: true}, {Text: "Montag"}},
			"Für Mia\n\nam Montag da\n\nDiakonie",
		},
	} {
		if got := c.info.Render(c.values); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestFillableAndAnnounces(t *testing.T) {
	t.Parallel()
	const ok = "APPROVED"
	for name, c := range map[string]struct {
		info                domain.TemplateInfo
		fillable, announces bool
	}{
		"no button":       {domain.TemplateInfo{Status: ok}, true, false},
		"quick reply":     {domain.TemplateInfo{Status: ok, Buttons: quick("Lesen")}, true, true},
		"paused":          {domain.TemplateInfo{Status: "PAUSED", Buttons: quick("Lesen")}, true, false},
		"link first":      {domain.TemplateInfo{Status: ok, Buttons: append([]domain.TemplateButton{{Type: "URL", URL: "https://x.example"}}, quick("a")...)}, true, false},
		"link of its own": {domain.TemplateInfo{Status: ok, Buttons: append(quick("a"), domain.TemplateButton{Type: "URL", URL: "https://x.example/{{1}}"})}, false, false},
		"picture":         {domain.TemplateInfo{Status: ok, Media: "IMAGE", Buttons: quick("a")}, false, false},
		"code to copy":    {domain.TemplateInfo{Status: ok, Buttons: append(quick("a"), domain.TemplateButton{Type: "COPY_CODE"})}, false, false},
	} {
		if c.info.Fillable() != c.fillable || c.info.Announces() != c.announces {
			t.Errorf("%s: fillable %v, announces %v", name, c.info.Fillable(), c.info.Announces())
		}
	}
}

// sound is a template that breaks no rule.
func sound() domain.TemplateInfo {
	return domain.TemplateInfo{
		Name: "antwort_2", Language: "de", Category: "UTILITY", Named: true, Header: "Deine Frage", Footer: "Diakonie",
		Body:     "Hallo {{vorname}}, zu deiner Frage vom {{datum}} liegt eine Antwort bereit.",
		Buttons:  quick("Antwort lesen"),
		Examples: []domain.TemplateValue{{Name: "vorname", Text: "Mia"}, {Name: "datum", Text: "20. November"}},
	}
}

func TestCheckForm(t *testing.T) {
	t.Parallel()
	if err := sound().CheckForm(); err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("ü", 1025)
	for name, c := range map[string]struct {
		change func(*domain.TemplateInfo)
		want   string
	}{
		"name with a blank":      {func(i *domain.TemplateInfo) { i.Name = "antwort 2" }, "name"},
		"name in capitals":       {func(i *domain.TemplateInfo) { i.Name = "Antwort" }, "name"},
		"name too long":          {func(i *domain.TemplateInfo) { i.Name = strings.Repeat("a", 513) }, "name"},
		"no language":            {func(i *domain.TemplateInfo) { i.Language = "" }, "language"},
		"codes":                  {func(i *domain.TemplateInfo) { i.Category = "AUTHENTICATION" }, "category"},
		"picture":                {func(i *domain.TemplateInfo) { i.Media = "IMAGE" }, "filling"},
		"no body":                {func(i *domain.TemplateInfo) { i.Body = " \n" }, "body"},
		"endless body":           {func(i *domain.TemplateInfo) { i.Body = long }, "body"},
		"endless header":         {func(i *domain.TemplateInfo) { i.Header = long[:122] }, "header"},
		"two places in a header": {func(i *domain.TemplateInfo) { i.Header = "{{a}} und {{b}}" }, "header"},
		"endless footer":         {func(i *domain.TemplateInfo) { i.Footer = long[:122] }, "footer"},
		"place in the footer":    {func(i *domain.TemplateInfo) { i.Footer = "Für {{a}} da" }, "footer"},
		"button without a label": {func(i *domain.TemplateInfo) { i.Buttons = quick(" ") }, "button"},
		"endless label":          {func(i *domain.TemplateInfo) { i.Buttons = quick(long[:52]) }, "button"},
		"button to call":         {func(i *domain.TemplateInfo) { i.Buttons[0].Type = "PHONE_NUMBER" }, "button"},
		"link without address":   {func(i *domain.TemplateInfo) { i.Buttons[0].Type = "URL" }, "button"},
		"eleven buttons":         {func(i *domain.TemplateInfo) { i.Buttons = quick("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k") }, "buttons"},
		"kinds taking turns": {func(i *domain.TemplateInfo) {
			i.Buttons = append(append(quick("a"), domain.TemplateButton{Type: "URL", Text: "b", URL: "https://x.example"}), quick("c")...)
		}, "buttons"},
		"place at the beginning": {func(i *domain.TemplateInfo) { i.Body = " {{vorname}}, " + i.Body }, "place_edge vorname"},
		"place at the end":       {func(i *domain.TemplateInfo) { i.Body += " {{vorname}}\n" }, "place_edge vorname"},
		"places side by side":    {func(i *domain.TemplateInfo) { i.Body = "Am {{vorname}} {{datum}} ist etwas Schönes für dich da." }, "place_next datum"},
		"more places than words": {func(i *domain.TemplateInfo) { i.Body = "Hallo {{vorname}} am {{datum}} gut" }, "place_many"},
		"number among names":     {func(i *domain.TemplateInfo) { i.Body = "Hallo {{1}}, hier ist etwas für dich da." }, "place_name 1"},
		"name among numbers":     {func(i *domain.TemplateInfo) { i.Named = false }, "place_name vorname"},
		"gap in the numbers": {func(i *domain.TemplateInfo) {
			i.Named, i.Body = false, "Hallo {{1}}, hier ist am {{3}} etwas für dich da."
		}, "place_name 3"},
		"braces that are nothing": {func(i *domain.TemplateInfo) { i.Body = "Hallo {{Vor Name}}, hier ist etwas." }, "place_name"},
		"no example":              {func(i *domain.TemplateInfo) { i.Examples = i.Examples[:1] }, "example datum"},
		"example of another":      {func(i *domain.TemplateInfo) { i.Examples[1].Name = "tag" }, "example datum"},
	} {
		info := sound()
		c.change(&info)
		wantForm(t, name, info.CheckForm(), c.want)
	}
}

func TestCheckFormTakes(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*domain.TemplateInfo){
		"numbers": func(i *domain.TemplateInfo) {
			i.Named, i.Body = false, "Hallo {{1}}, zu deiner Frage vom {{2}} liegt etwas bereit."
			i.Examples = []domain.TemplateValue{{Text: "Mia"}, {Text: "20.11."}}
		},
		"no place": func(i *domain.TemplateInfo) { i.Body, i.Examples = "Es liegt eine Antwort bereit.", nil },
		"place in header": func(i *domain.TemplateInfo) {
			i.Header = "Für {{vorname}}"
			i.Examples = append([]domain.TemplateValue{{Name: "vorname", Text: "Mia", Header: true}}, i.Examples...)
		},
		"longest": func(i *domain.TemplateInfo) { i.Body += strings.Repeat("ü", 1024-len([]rune(i.Body))) },
		"links at the end": func(i *domain.TemplateInfo) {
			i.Buttons = append(i.Buttons, domain.TemplateButton{Type: "URL", Text: "Seite", URL: "https://x.example"})
		},
	} {
		info := sound()
		change(&info)
		if err := info.CheckForm(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func wantForm(t *testing.T, name string, err error, want string) {
	t.Helper()
	e, ok := err.(*domain.Error) //nolint:errorlint // it is returned bare
	if !ok || e.Code != domain.CodeTemplateForm || e.Detail != want {
		t.Errorf("%s: %v, want %q", name, err, want)
	}
}

func TestCheckUse(t *testing.T) {
	t.Parallel()
	use := func(texts ...string) domain.Template {
		u := domain.Template{Name: "antwort_2", Language: "de"}
		for i, text := range texts {
			u.Values = append(u.Values, domain.TemplateValue{Name: []string{"vorname", "datum", "mehr"}[i], Text: text})
		}
		return u
	}
	if err := sound().Check(use("Mia", "20. November")); err != nil {
		t.Fatal(err)
	}
	elsewhere := use("Mia", "heute")
	elsewhere.Language = "en"
	turned := use("Mia", "heute")
	turned.Values[0], turned.Values[1] = turned.Values[1], turned.Values[0]
	for name, c := range map[string]struct {
		use  domain.Template
		want string
	}{
		"too few":          {use("Mia"), "values"},
		"too many":         {use("Mia", "heute", "mehr"), "values"},
		"another language": {elsewhere, "values"},
		"wrong order":      {turned, "values"},
		"empty":            {use(" ", "heute"), "value vorname"},
		"line break":       {use("Mia", "heute\nmorgen"), "value datum"},
		"tab":              {use("Mia", "a\tb"), "value datum"},
		"five blanks":      {use("Mia", "a     b"), "value datum"},
		"too long":         {use("Mia", strings.Repeat("ü", 1024)), "length"},
	} {
		wantForm(t, name, sound().Check(c.use), c.want)
	}
	picture := sound()
	picture.Media = "VIDEO"
	wantForm(t, "picture", picture.Check(use("Mia", "heute")), "filling")
	numbers := domain.TemplateInfo{Name: "a", Language: "de", Body: "am {{1}} da"}
	wantForm(t, "number", numbers.Check(domain.Template{Name: "a", Language: "de", Values: []domain.TemplateValue{{Text: ""}}}), "value 1")
}

// Whatever the text is like: filling in every place leaves the rest of the
// text as it was, and there are as many blanks as different places.
func FuzzTemplateText(f *testing.F) {
	f.Add("Hallo {{vorname}}, am {{1}} {{{x}}} {{", true)
	f.Add("{{1}}{{2}}", false)
	f.Fuzz(func(t *testing.T, body string, named bool) {
		info := domain.TemplateInfo{Named: named, Body: body}
		values := info.Blank()
		if got := info.Render(values); got != body {
			t.Fatalf("without values %q became %q", body, got)
		}
		for i := range values {
			values[i].Text = "\x00"
		}
		filled := info.Render(values)
		if n := strings.Count(filled, "\x00") - strings.Count(body, "\x00"); n < len(values) {
			t.Fatalf("%d places, %d filled", len(values), n)
		}
		_ = info.CheckForm()
	})
}
