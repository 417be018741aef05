package whatsapp_test

import (
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

func TestDecodeForAnotherNumber(t *testing.T) {
	t.Parallel()
	body := fixtures(t)["several_entries"]
	count := func(updates []domain.Update) (incoming, reported, other int) {
		for _, u := range updates {
			switch u := u.(type) {
			case domain.Incoming:
				incoming++
			case domain.Reported:
				reported++
			case domain.Notice:
				if u.Kind == domain.NoticeOther {
					other++
					if len(u.Raw) == 0 || u.Field != "messages" || u.Event != "other_number" {
						t.Errorf("notice %+v", u)
					}
				}
			}
		}
		return incoming, reported, other
	}
	for id, want := range map[string][3]int{
		"":          {2, 2, 0},
		"555000111": {1, 2, 1},
		"999":       {1, 0, 2},
		"123":       {0, 0, 3},
	} {
		in, rep, other := count(whatsapp.DecodeFor(id, body))
		if got := [3]int{in, rep, other}; got != want {
			t.Errorf("for %q: got %v, want %v", id, got, want)
		}
	}
}

// News about the account name no number and belong to everybody.
func TestDecodeForKeepsAccountNews(t *testing.T) {
	t.Parallel()
	got := whatsapp.DecodeFor("123", fixtures(t)["templates"])
	if n, ok := got[0].(domain.Notice); !ok || n.Kind != domain.NoticeTemplate {
		t.Errorf("got %+v", got[0])
	}
}

// A value without a number cannot be shown to be foreign, so it is ours.
func TestDecodeForKeepsWhatNamesNoNumber(t *testing.T) {
	t.Parallel()
	body := []byte(`{"entry":[{"changes":[{"field":"messages","value":{"messages":[
		{"id":"wamid.1","from":"491760406901","timestamp":"1795425600","type":"text","text":{"body":"x"}}]}}]}]}`)
	if _, ok := whatsapp.DecodeFor("123", body)[0].(domain.Incoming); !ok {
		t.Error("a message without metadata is turned away")
	}
}
