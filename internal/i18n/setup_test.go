package i18n_test

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/i18n"
)

func TestSetupFormatsAgree(t *testing.T) {
	t.Parallel()
	de, en := i18n.For(i18n.German).Setup, i18n.For(i18n.English).Setup
	compareVerbs(t, "Setup", reflect.ValueOf(de), reflect.ValueOf(en))
}

func TestSetupMapsAgree(t *testing.T) {
	t.Parallel()
	de, en := i18n.For(i18n.German).Setup.Doctor, i18n.For(i18n.English).Setup.Doctor
	for name, pair := range map[string][2]map[string]string{
		"names": {de.Names, en.Names}, "paused": {de.Paused, en.Paused}, "colours": {de.Colours, en.Colours},
	} {
		if diff := cmp.Diff(slices.Sorted(maps.Keys(pair[0])), slices.Sorted(maps.Keys(pair[1]))); diff != "" {
			t.Errorf("%s differ between the languages (-de +en):\n%s", name, diff)
		}
	}
}
