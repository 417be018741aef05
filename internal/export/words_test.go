package export_test

import (
	"reflect"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"
)

func TestNoWordIsMissing(t *testing.T) {
	t.Parallel()
	for name, w := range map[string]export.Words{"de": export.German(), "en": export.English()} {
		v := reflect.ValueOf(w)
		for i := range v.NumField() {
			field := v.Field(i)
			if field.IsZero() {
				t.Errorf("%s: %s is empty", name, v.Type().Field(i).Name)
			}
			for j := 0; field.Kind() == reflect.Array && j < field.Len(); j++ {
				if field.Index(j).IsZero() {
					t.Errorf("%s: %s has a gap", name, v.Type().Field(i).Name)
				}
			}
		}
		for _, k := range []domain.Kind{
			domain.KindImage, domain.KindVideo, domain.KindAudio, domain.KindVoice, domain.KindDocument, domain.KindSticker,
			domain.KindLocation, domain.KindContacts, domain.KindButton, domain.KindList, domain.KindForm, domain.KindPermission,
			domain.KindOrder, domain.KindSystem, domain.KindWelcome, domain.KindCall, domain.KindTemplate, domain.KindUnsupported,
			domain.KindUnknown, domain.KindError, domain.KindDamaged,
		} {
			if w.Kinds[k] == "" {
				t.Errorf("%s: no word for %s", name, k)
			}
		}
		for _, s := range []domain.Status{
			domain.StatusQueued, domain.StatusParked, domain.StatusReturned, domain.StatusSending, domain.StatusUnknown, domain.StatusAccepted, domain.StatusSent,
			domain.StatusDelivered, domain.StatusRead, domain.StatusPlayed, domain.StatusFailed,
		} {
			if w.Status[s] == "" {
				t.Errorf("%s: no word for %s", name, s)
			}
		}
		for _, r := range []domain.Rule{
			domain.RuleWrongName, domain.RuleOtherName, domain.RuleLeftover, domain.RuleNoName, domain.RulePlaceholder,
			domain.RuleOwnName, domain.RuleOwnTwice, domain.RuleExpired,
		} {
			if w.Rules[r] == "" {
				t.Errorf("%s: no word for %s", name, r)
			}
		}
	}
}
