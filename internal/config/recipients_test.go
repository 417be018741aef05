package config_test

import (
	"strings"
	"testing"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
)

func TestRecipients(t *testing.T) {
	t.Parallel()
	good := config.Recipient{Key: "stuttgart", Name: "Tom Weber", Place: "Stuttgart", Region: "BW", Mail: "tom@haus.example", Note: "vormittags"}
	with := func(change func(*config.Recipient)) config.Recipient { r := good; change(&r); return r }
	for name, tt := range map[string]struct {
		list []config.Recipient
		at   string
	}{
		"good":            {[]config.Recipient{good, {Key: "ulm", Name: "Haus Ulm"}}, ""},
		"none":            {nil, ""},
		"no key":          {[]config.Recipient{with(func(r *config.Recipient) { r.Key = "" })}, "recipients[0].key"},
		"a capital":       {[]config.Recipient{with(func(r *config.Recipient) { r.Key = "Ulm" })}, "recipients[0].key"},
		"twice":           {[]config.Recipient{good, good}, "recipients[1].key"},
		"no name":         {[]config.Recipient{with(func(r *config.Recipient) { r.Name = " " })}, "recipients[0].name"},
		"a name in lines": {[]config.Recipient{with(func(r *config.Recipient) { r.Name = "a\nb" })}, "recipients[0].name"},
		"a long note":     {[]config.Recipient{with(func(r *config.Recipient) { r.Note = strings.Repeat("ä", 101) })}, "recipients[0].note"},
		"no address":      {[]config.Recipient{with(func(r *config.Recipient) { r.Mail = "tom at haus" })}, "recipients[0].mail"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := config.Default()
			c.Recipients = tt.list
			var keys []string
			for _, m := range config.MistakesOf(c.Validate()) {
				keys = append(keys, m.Key)
			}
			if got := strings.Join(keys, " "); got != tt.at {
				t.Errorf("mistakes at %q, want %q", got, tt.at)
			}
		})
	}
	c := config.Default()
	c.Recipients = []config.Recipient{good}
	want := []domain.Recipient{{Key: "stuttgart", Name: "Tom Weber", Place: "Stuttgart", Region: "BW", Mail: "tom@haus.example", Note: "vormittags"}}
	if diff := cmp.Diff(want, c.RecipientList()); diff != "" {
		t.Error(diff)
	}
}
