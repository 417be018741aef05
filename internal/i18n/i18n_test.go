package i18n_test

import (
	"reflect"
	"strings"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
)

func TestNoTextIsEmpty(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{i18n.German, i18n.English} {
		checkFilled(t, lang, reflect.ValueOf(*i18n.For(lang)))
	}
}

// checkFilled walks structs, arrays, slices and maps down to every string.
func checkFilled(t *testing.T, path string, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.String:
		if strings.TrimSpace(v.String()) == "" {
			t.Errorf("%s is empty", path)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			checkFilled(t, path+"."+v.Type().Field(i).Name, v.Field(i))
		}
	case reflect.Array, reflect.Slice:
		for i := range v.Len() {
			checkFilled(t, path+"[]", v.Index(i))
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			checkFilled(t, path+"["+k.String()+"]", v.MapIndex(k))
		}
	default:
	}
}

// TestFormatsAgree holds both languages to the same verbs in the same order,
// because the callers pass the same values to either.
func TestFormatsAgree(t *testing.T) {
	t.Parallel()
	de, en := reflect.ValueOf(i18n.For(i18n.German).Screen), reflect.ValueOf(i18n.For(i18n.English).Screen)
	compareVerbs(t, "Screen", de, en)
	compareVerbs(t, "Rights", reflect.ValueOf(i18n.For(i18n.German).Rights), reflect.ValueOf(i18n.For(i18n.English).Rights))
	compareVerbs(t, "HandOn", reflect.ValueOf(i18n.For(i18n.German).HandOn), reflect.ValueOf(i18n.For(i18n.English).HandOn))
	compareVerbs(t, "Erase", reflect.ValueOf(i18n.For(i18n.German).Erase), reflect.ValueOf(i18n.For(i18n.English).Erase))
	compareVerbs(t, "Data", reflect.ValueOf(i18n.For(i18n.German).Data), reflect.ValueOf(i18n.For(i18n.English).Data))
	compareVerbs(t, "Care", reflect.ValueOf(i18n.For(i18n.German).Care), reflect.ValueOf(i18n.For(i18n.English).Care))
}

func compareVerbs(t *testing.T, path string, a, b reflect.Value) {
	t.Helper()
	switch a.Kind() {
	case reflect.String:
		if va, vb := verbs(a.String()), verbs(b.String()); va != vb {
			t.Errorf("%s takes %q in German and %q in English", path, va, vb)
		}
	case reflect.Struct:
		for i := range a.NumField() {
			compareVerbs(t, path+"."+a.Type().Field(i).Name, a.Field(i), b.Field(i))
		}
	default:
	}
}

func verbs(s string) string {
	var out strings.Builder
	for i := 0; i+1 < len(s); i++ {
		if s[i] == '%' {
			out.WriteByte(s[i+1])
			i++
		}
	}
	return out.String()
}

func TestDetect(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		setting string
		env     map[string]string
		want    string
	}{
		"setting wins":               {"en", map[string]string{"LANG": "de_DE.UTF-8"}, "en"},
		"setting in capitals":        {" DE ", nil, "de"},
		"auto German":                {"auto", map[string]string{"LANG": "de_AT.UTF-8"}, "de"},
		"LC_ALL before LANG":         {"auto", map[string]string{"LC_ALL": "C.UTF-8", "LANG": "de_DE"}, "en"},
		"LC_MESSAGES before LANG":    {"", map[string]string{"LC_MESSAGES": "de_DE", "LANG": "en_GB"}, "de"},
		"nothing set":                {"auto", nil, "en"},
		"other language":             {"auto", map[string]string{"LANG": "fr_FR"}, "en"},
		"unknown setting is a guess": {"klingon", map[string]string{"LANG": "de_DE"}, "de"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := i18n.Detect(c.setting, func(k string) string { return c.env[k] }); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestWhyAReplyCameBackIsSaid: everywhere, for every reason.
func TestWhyAReplyCameBackIsSaid(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{i18n.German, i18n.English} {
		texts := i18n.For(lang)
		for where, words := range map[string]map[string]string{
			"look": texts.Screen.Parking.Look, "life": texts.Screen.Parking.Life.Why, "line": texts.Line.Waits.Why,
		} {
			for _, why := range []domain.ReturnReason{
				domain.ReturnWrote, domain.ReturnExpired, domain.ReturnDate, domain.ReturnCrisis, domain.ReturnAnnounce, domain.ReturnShut, domain.ReturnParked,
				domain.ReturnStop, domain.ReturnRestricted,
			} {
				if words[string(why)] == "" {
					t.Errorf("%s, %s: no words for %q", lang, where, why)
				}
			}
		}
	}
}
