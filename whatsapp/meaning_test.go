package whatsapp_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

// message wraps one message of Samira's.
func message(rest string) []byte {
	return inValue("messages", `"messages":[{"from":"491760406901","id":"wamid.1",`+rest+`}]`)
}

func TestTimestamps(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 9, 20, 0, 0, time.UTC)
	for stamp, want := range map[string]time.Time{
		`"1795425600"`:                at,
		`1795425600`:                  at,
		`" 1795425600 "`:              at,
		`1795425600.9`:                at,
		`1.7954256e9`:                 at,
		`1795425600000`:               at,
		`"1795425600123"`:             at.Add(123 * time.Millisecond),
		`"2026-11-23T10:20:00+01:00"`: at,
		`0`:                           {},
		`"0"`:                         {},
		`-1795425600`:                 {},
		`"gestern"`:                   {},
		`""`:                          {},
		`null`:                        {},
		`true`:                        {},
		`{}`:                          {},
		`[1795425600]`:                {},
		`1e300`:                       {},
		`"NaN"`:                       {},
		`9223372036854775807`:         {},
	} {
		got := one[domain.Incoming](t, message(`"type":"text","text":{"body":"x"},"timestamp":`+stamp)).Message.At
		if !got.Equal(want) || got.Location() != time.UTC && !got.IsZero() {
			t.Errorf("%s: got %v, want %v", stamp, got, want)
		}
	}
}

func TestTextsAreKeptAsTheyAre(t *testing.T) {
	t.Parallel()
	for wire, want := range map[string]string{
		`"  Hallo\n "`:         "  Hallo\n ",
		`"Gr\u00fc\u00dfe \/"`: "Grüße /",
		`"\ud83c\udf38"`:       "🌸",
		`"\ud83c"`:             "\ufffd",
		`"\u202e\u0007\u0000"`: "\u202e\x07\x00",
		`"\"quoted\\\""`:       `"quoted\"`,
		`"end\\"`:              `end\`,
		`""`:                   "",
	} {
		got := one[domain.Incoming](t, message(`"timestamp":"1","type":"text","text":{"body":`+wire+`}`)).Message.Content.Text
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", wire, diff)
		}
	}
}

// encoding/json takes the last of a repeated key; two readers of one body must
// not see two different senders.
func TestTheLastOfARepeatedKeyCounts(t *testing.T) {
	t.Parallel()
	got := one[domain.Incoming](t, message(`"timestamp":"1","type":"text","text":{"body":"x"},"fr\u006fm":"491760406902"`))
	if got.From.Phone != "+491760406902" {
		t.Errorf("from %s", got.From.Phone)
	}
}

func TestFileSums(t *testing.T) {
	t.Parallel()
	const want = "b29814cf5792e684cd75d6a7fce7a67a11887e312f87ca2ac2496d81f365ff72"
	for sum, want := range map[string]string{
		"spgUz1eS5oTNddan/OemehGIfjEvh8oqwkltgfNl/3I=": want,
		"spgUz1eS5oTNddan/OemehGIfjEvh8oqwkltgfNl/3I":  want,
		"spgUz1eS5oTNddan_OemehGIfjEvh8oqwkltgfNl_3I=": want,
		want: want,
		"B29814CF5792E684CD75D6A7FCE7A67A11887E312F87CA2AC2496D81F365FF72": want,
		"b29814": "",
		"AAAA":   "",
		"":       "",
	} {
		body := message(fmt.Sprintf(`"timestamp":"1","type":"image","image":{"id":"1","sha256":"%s"}`, sum))
		if got := one[domain.Incoming](t, body).Message.Content.Media.SHA256; got != want {
			t.Errorf("%s: got %q, want %q", sum, got, want)
		}
	}
}

// A value may hold the message of one person and the status of a message to
// another, and name only the first. The store would make them one.
func TestAContactIsNotTakenForSomebodyElseOfTheValue(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		contact, sender, recipient string
		want                       domain.Identity
	}{
		"a number": {
			`"user_id":"DE.21"`, `"from_user_id":"DE.21"`, `"recipient_id":"491760406922"`,
			domain.Identity{Phone: "+491760406922"},
		},
		"an id": {
			`"wa_id":"491760406921"`, `"from":"491760406921"`, `"recipient_user_id":"DE.22"`,
			domain.Identity{UserID: "DE.22"},
		},
		"nobody": {
			`"wa_id":"491760406921"`, `"from":"491760406921"`, `"pricing":{}`,
			domain.Identity{},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reports := 0
			for _, u := range whatsapp.Decode(inValue("messages", `"contacts":[{"profile":{"name":"Mia"},`+c.contact+`}],
				"messages":[{`+c.sender+`,"id":"wamid.1","timestamp":"1790000001","type":"text","text":{"body":"von Mia"}}],
				"statuses":[{`+c.recipient+`,"id":"wamid.2","status":"failed","timestamp":"1790000002"}]`)) {
				switch u := u.(type) {
				case domain.Incoming:
					if u.From.Name != "Mia" {
						t.Errorf("from %+v", u.From)
					}
				case domain.Reported:
					reports++
					if u.Recipient != (domain.Person{Identity: c.want}) {
						t.Errorf("recipient %+v, want %+v", u.Recipient, c.want)
					}
				}
			}
			if reports != 1 {
				t.Errorf("%d reports", reports)
			}
		})
	}
}

// The files of a history come apart from their threads, those that the adviser has
// sent too.
func TestAnOwnFileOfTheHistoryIsNoMessageFromOurselves(t *testing.T) {
	t.Parallel()
	got := one[domain.Incoming](t, inValue("history", `"messages":[{"from":"4952100000","to":"491760406902","id":"wamid.1",
		"timestamp":"1790000001","type":"image","image":{"id":"7","mime_type":"image/jpeg"}}]`))
	if got.From.Phone != "+491760406902" || got.Message.Direction != domain.Out || got.Message.Origin != domain.OriginPhone {
		t.Errorf("from %+v, %s, %s", got.From, got.Message.Direction, got.Message.Origin)
	}
	if got.Message.Content.Media == nil || got.Message.Content.Media.ID != "7" {
		t.Errorf("content %+v", got.Message.Content)
	}
}

// The store joins two persons by an IdentityChanged and cannot take it back, so
// it may only come from keys that say so, never from a sentence, and never for
// a type that is not about a change.
func TestIdentityChangesAreSaidNotGuessed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		system string
		want   int
	}{
		"new number":            {`{"type":"user_changed_number","wa_id":"491760406902"}`, 1},
		"the same number":       {`{"type":"user_changed_number","wa_id":"491760406901"}`, 0},
		"only a sentence":       {`{"type":"user_changed_number","body":"User changed from 491760406901 to 491760406902"}`, 0},
		"identity, other wa_id": {`{"type":"customer_identity_changed","wa_id":"491760406902"}`, 0},
		"unknown type":          {`{"type":"user_waved","wa_id":"491760406902"}`, 0},
		"unknown, but explicit": {`{"type":"user_moved","previous_user_id":"DE.1","user_id":"DE.2"}`, 1},
		"previous only":         {`{"type":"user_changed_user_id","previous_user_id":"DE.1"}`, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			changed, lines := 0, 0
			for _, u := range whatsapp.Decode(message(`"timestamp":"1","type":"system","system":` + c.system)) {
				switch u := u.(type) {
				case domain.IdentityChanged:
					changed++
					if lines > 0 {
						t.Error("the line comes before the change")
					}
				case domain.Incoming:
					lines++
					if u.Message.Kind != domain.KindSystem {
						t.Errorf("kind %q", u.Message.Kind)
					}
				}
			}
			if changed != c.want || lines != 1 {
				t.Errorf("%d changes and %d lines", changed, lines)
			}
		})
	}
}

// A status of Meta's must never be mistaken for one of our own making.
func TestForeignStatusWordsChangeNothing(t *testing.T) {
	t.Parallel()
	for _, word := range []string{"queued", "sending", "UNKNOWN", "deleted", "warning", "held"} {
		r := one[domain.Reported](t, inValue("messages", `"statuses":[{"id":"wamid.1","status":"`+word+`"}]`))
		if got := domain.Combine(domain.StatusQueued, r.Status); got != domain.StatusQueued {
			t.Errorf("%s makes queued %s", word, got)
		}
	}
}

// Both halves of a call share an id, and only the end claims an answer.
func TestHalvesOfACall(t *testing.T) {
	t.Parallel()
	half := func(rest string) domain.Message {
		return one[domain.Incoming](t, inValue("calls", `"calls":[{"id":"wacid.1","from":"491760406901","timestamp":"1795425600",`+rest+`}]`)).Message
	}
	begin := half(`"event":"connect","duration":99`)
	missed := half(`"event":"terminate","status":"FAILED"`)
	answered := half(`"event":"TERMINATE","start_time":"1795425000","duration":"280"`)
	for name, m := range map[string]domain.Message{"begin": begin, "missed": missed, "answered": answered} {
		if m.WAMID != "wacid.1" || m.Content.Call.ID != "wacid.1" || m.Direction != domain.In {
			t.Errorf("%s: %+v", name, m)
		}
	}
	if begin.Content.Call.Answered || missed.Content.Call.Answered || begin.Content.Call.Seconds != 0 {
		t.Error("an unanswered call is answered")
	}
	if c := answered.Content.Call; !c.Answered || c.Seconds != 280 || answered.At.Unix() != 1795425000 {
		t.Errorf("%+v at %v", c, answered.At)
	}
}

// Errors beside messages belong to the message without content, and to nobody
// else; if all have content, they are news of their own.
func TestErrorsBesideMessages(t *testing.T) {
	t.Parallel()
	const ok = `{"from":"491760406901","id":"wamid.1","timestamp":"1","type":"text","text":{"body":"x"}}`
	const empty = `{"from":"491760406901","id":"wamid.2","timestamp":"1","type":"interactive"}`
	count := func(list string) (onMessages, notices int) {
		for _, u := range whatsapp.Decode(inValue("messages", `"messages":[`+list+`],"errors":[{"code":131000,"title":"t"}]`)) {
			switch u := u.(type) {
			case domain.Incoming:
				onMessages += len(u.Message.Content.Failures)
			case domain.Notice:
				notices++
			}
		}
		return onMessages, notices
	}
	for list, want := range map[string][2]int{ok: {0, 1}, empty: {1, 0}, ok + "," + empty: {1, 0}, "": {0, 1}} {
		m, n := count(list)
		if got := [2]int{m, n}; got != want {
			t.Errorf("%s: got %v, want %v", list, got, want)
		}
	}
}
