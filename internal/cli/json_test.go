package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
)

func TestJSONContractIsDocumented(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile("../../docs/json.md")
	if err != nil {
		t.Fatal(err)
	}
	documented := map[string]bool{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z_]+)` \\|").FindAllStringSubmatch(string(doc), -1) {
		documented[row[1]] = true
	}
	coded := map[string]bool{"to": true, "payload": true, "not_after": true} // of the dry run's own struct
	for _, v := range []any{
		jsonChat{},
		jsonMessage{},
		jsonError{},
		jsonReaction{},
		jsonThread{},
		jsonSync{},
		jsonRelay{},
		jsonAnswer{},
		jsonStep{},
		jsonWaiting{},
		domain.Light{},
		finding{},
		jsonHours{},
		jsonDay{},
		jsonSlot{},
		jsonSpan{},
		jsonAbsence{},
		jsonTemplates{},
		jsonTemplate{},
		jsonTemplateButton{},
		jsonFound{},
		jsonHit{},
		jsonHelpLine{},
		jsonCard{},
		jsonPhrases{},
		jsonNudge{},
		jsonBackup{},
		domain.Receipt{},
		jsonPerson{},
		jsonAlias{},
		jsonLog{},
		jsonPromise{},
		jsonTaken{},
		jsonImport{},
		jsonSuspect{},
		jsonHanded{},
		jsonRecipient{},
		jsonRights{},
		jsonIncident{},
		jsonAgreed{},
		jsonIncidentNote{},
		jsonAccess{},
		jsonLeft{},
		jsonHandedTo{},
		jsonEnclosed{},
		jsonRestriction{},
		jsonRequest{},
		jsonTerms{},
		jsonKeeping{},
		jsonConsent{},
		jsonLeaving{},
		jsonLink{},
		jsonVisit{},
		jsonChatLink{},
		jsonSourceLink{},
		domain.Number{},
		domain.NumberProblem{},
		domain.Profile{},
		domain.Calling{},
		domain.Openers{},
		domain.Command{},
		jsonCarrier{},
		jsonExport{},
		jsonFile{},
		jsonTranscript{},
	} {
		typ := reflect.TypeOf(v)
		for i := range typ.NumField() {
			if typ.Field(i).Anonymous {
				continue // listed by itself
			}
			name, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			coded[name] = true
		}
	}
	if diff := cmp.Diff(coded, documented); diff != "" {
		t.Errorf("keys in the code (-) and in docs/json.md (+) differ:\n%s", diff)
	}
}

func TestEveryKindAndStatusIsDocumentedAndNamed(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile("../../docs/json.md")
	if err != nil {
		t.Fatal(err)
	}
	app := &App{texts: german()}
	for _, k := range allKinds {
		if !strings.Contains(string(doc), "`"+string(k)+"`") {
			t.Errorf("kind %s is not in docs/json.md", k)
		}
		if k != domain.KindUnknown && app.kindWord(k) == app.kindWord(domain.KindUnknown) {
			t.Errorf("kind %s has no word", k)
		}
	}
	for _, s := range allStatuses {
		if !strings.Contains(string(doc), "`"+string(s)+"`") {
			t.Errorf("status %s is not in docs/json.md", s)
		}
		if app.texts.Line.Status[string(s)] == "" {
			t.Errorf("status %s has no word", s)
		}
	}
}

func TestJSONKeepsTextAndTamesTerminal(t *testing.T) {
	t.Parallel()
	hostile := "Grüße 👩‍🎓 \x1b]52;c;aGk=\x07 \u009b31m \u202eabc\u2066 \u00ad \ufeff \x7f \U000e0041 \ue000 ende"
	var b bytes.Buffer
	if err := writeJSON(&b, jsonChat{Name: hostile}); err != nil {
		t.Fatal(err)
	}
	for _, r := range b.String() {
		if r != '\n' && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Co)) {
			t.Errorf("U+%04X reaches the terminal", r)
		}
	}
	var back jsonChat
	if err := json.Unmarshal(b.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	if back.Name != hostile {
		t.Errorf("text changed:\n got %q\nwant %q", back.Name, hostile)
	}
}

// TestChatJSONTellsOfAFailure, wherever in the chat it stands by now.
func TestChatJSONTellsOfAFailure(t *testing.T) {
	t.Parallel()
	for _, failed := range []bool{true, false} {
		if got := chatJSON(domain.Chat{LastFrom: domain.In, Failed: failed}, domain.Agenda{}); got.Failed != failed || got.LastStatus != "" {
			t.Errorf("failed %v: %+v", failed, got)
		}
	}
}

func TestMessageJSON(t *testing.T) {
	t.Parallel()
	berlin := time.FixedZone("CET", 3600)
	m := domain.Message{
		ID: 7, UUID: "u", Direction: domain.Out, Kind: domain.KindText, Origin: domain.OriginDesk,
		Content: domain.Content{Text: "hallo", Quote: &domain.Quote{WAMID: "wamid.1"}},
		At:      time.Date(2026, 11, 23, 9, 0, 0, 0, berlin), Status: domain.StatusFailed,
		Failure: &domain.Failure{Code: 131047}, Reactions: []domain.Reaction{{Emoji: "👍", By: domain.In}},
	}
	var b bytes.Buffer
	why := func(domain.Failure) (string, string) { return "darum", "das tun" }
	if err := writeJSON(&b, messageJSON(m, why)); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"id": 7.0, "wamid": nil, "uuid": "u", "direction": "out", "kind": "text", "text": "hallo",
		"at": "2026-11-23T08:00:00Z", "status": "failed", "origin": "desk", "reply_to": "wamid.1",
		"error":     map[string]any{"code": 131047.0, "reason": "darum", "action": "das tun"},
		"reactions": []any{map[string]any{"emoji": "👍", "by": "in", "at": nil}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
