package whatsapp_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

func named(phone string) func(domain.Update) bool {
	return func(u domain.Update) bool {
		for _, id := range whatsapp.Identities(u) {
			if id.Phone == phone {
				return true
			}
		}
		return false
	}
}

func TestRedactLeavesOthersAlone(t *testing.T) {
	t.Parallel()
	const two = `{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
		"messaging_product":"whatsapp","metadata":{"phone_number_id":"9"},
		"contacts":[{"wa_id":"4915100001","profile":{"name":"Ada"}},{"wa_id":"4915100002","profile":{"name":"Bea"}}],
		"messages":[
			{"from":"4915100001","id":"wamid.a","timestamp":"1","type":"text","text":{"body":"von Ada"}},
			{"from":"4915100002","id":"wamid.b","timestamp":"12345678901234567890","type":"text","text":{"body":"von Bea, über 4915100001"}}],
		"statuses":[{"id":"wamid.c","status":"read","timestamp":"3","recipient_id":"4915100001"}]}}]}]}`
	left, went, err := whatsapp.Redact([]byte(two), named("+4915100001"))
	if err != nil || len(went) != 2 {
		t.Fatalf("%d went, %v", len(went), err)
	}
	got := string(left)
	for _, gone := range []string{"Ada\"", "wamid.a", "wamid.c", "von Ada"} {
		if strings.Contains(got, gone) {
			t.Errorf("%q is still there: %s", gone, got)
		}
	}
	for _, kept := range []string{"Bea", "wamid.b", "über 4915100001", "12345678901234567890", `"redacted":true`} {
		if !strings.Contains(got, kept) {
			t.Errorf("%q is gone: %s", kept, got)
		}
	}
	again, went, err := whatsapp.Redact(left, named("+4915100001"))
	if err != nil || len(went) != 0 || !bytes.Equal(again, left) {
		t.Errorf("a second time: %d went, %v", len(went), err)
	}
	last, _, err := whatsapp.Redact(left, named("+4915100002"))
	if err != nil || string(last) != whatsapp.Stub || len(whatsapp.Decode(last)) != 0 {
		t.Errorf("nothing left: %s, %v, decodes to %v", last, err, whatsapp.Decode(last))
	}
}

// Whose the only contact entry was that is left, nobody can tell any more.
func TestRedactMakesNobodySomebodyElse(t *testing.T) {
	t.Parallel()
	body := inValue("messages", `"contacts":[{"profile":{"name":"Mia"},"user_id":"DE.21"}],"messages":[
		{"from":"491760406921","id":"wamid.a","timestamp":"1790000001","type":"text","text":{"body":"einer"}},
		{"from":"491760406922","id":"wamid.b","timestamp":"1790000002","type":"text","text":{"body":"zweiter"}}]`)
	left, _, err := whatsapp.Redact(body, named("+491760406921"))
	if err != nil {
		t.Fatal(err)
	}
	want := domain.Person{Identity: domain.Identity{Phone: "+491760406922"}}
	if got := one[domain.Incoming](t, left).From; got != want {
		t.Errorf("from %+v, want %+v", got, want)
	}
}

// Every payload there is: each of its persons goes alone, nothing else changes in
// what it says, and all of them leave a stub.
func TestRedactEveryPayload(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) == 0 {
		more, _ := filepath.Glob("testdata/*/*.json")
		files = append(files, more...)
	}
	persons, bodies := 0, 0
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all := whatsapp.Decode(body)
		seen := map[domain.Identity]bool{}
		for _, u := range all {
			for _, id := range whatsapp.Identities(u) {
				seen[domain.Identity{Phone: id.Phone, UserID: id.UserID}] = true
			}
		}
		delete(seen, domain.Identity{})
		for who := range seen {
			persons++
			gone := func(u domain.Update) bool {
				for _, id := range whatsapp.Identities(u) {
					if id.Phone == who.Phone && id.UserID == who.UserID {
						return true
					}
				}
				return false
			}
			left, went, err := whatsapp.Redact(body, gone)
			if err != nil || len(went) == 0 {
				t.Errorf("%s %v: %d went, %v", file, who, len(went), err)
				continue
			}
			now := whatsapp.Decode(left)
			for _, u := range now {
				if gone(u) {
					t.Errorf("%s %v is still there: %+v", file, who, u)
				}
			}
			if len(now) > len(all)-len(went) {
				t.Errorf("%s %v: %d updates, %d went, %d left", file, who, len(all), len(went), len(now))
			}
			if !json.Valid(left) {
				t.Errorf("%s: no JSON is left", file)
			}
		}
		if len(seen) > 0 {
			bodies++
		}
	}
	if persons < 20 {
		t.Errorf("only %s", fmt.Sprint(persons, " persons in ", bodies, " payloads of ", len(files)))
	}
}

// TestRedactLeavesOthersBesideAnEmptyEntry: only what is of the person goes.
func TestRedactLeavesOthersBesideAnEmptyEntry(t *testing.T) {
	t.Parallel()
	body := `{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[]},{"id":"1","changes":[{"field":"messages","value":{` +
		`"messaging_product":"whatsapp","metadata":{"display_phone_number":"49100","phone_number_id":"2"},"messages":[` +
		`{"from":"4915112345671","id":"wamid.a","timestamp":"1795000000","type":"text","text":{"body":"von A"}},` +
		`{"from":"4915112345672","id":"wamid.b","timestamp":"1795000001","type":"text","text":{"body":"von B"}}]}}]}]}`
	left, went, err := whatsapp.Redact([]byte(body), func(u domain.Update) bool {
		in, ok := u.(domain.Incoming)
		return ok && in.Message.WAMID == "wamid.a"
	})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(left), "wamid.b") || strings.Contains(string(left), "wamid.a") || len(went) != 1 {
		t.Errorf("%d went, left is %s", len(went), left)
	}
}
