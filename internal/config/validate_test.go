package config_test

import (
	"strings"
	"testing"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"

	"github.com/google/go-cmp/cmp"
)

func TestLoad_Mistakes(t *testing.T) {
	t.Parallel()
	const api = "127.0.0.1:8788"
	cases := map[string]struct {
		text string
		want []config.Mistake
	}{
		"no YAML":          {"adviser: {\n", []config.Mistake{{Line: 1, Kind: config.KindSyntax}}},
		"two documents":    {"language: de\n---\nlanguage: en\n", []config.Mistake{{Line: 2, Kind: config.KindSyntax}}},
		"not a group":      {"[1, 2]", []config.Mistake{{Line: 1, Kind: config.KindWantGroup}}},
		"group as text":    {"\nrelay: here\n", []config.Mistake{{Key: "relay", Line: 2, Kind: config.KindWantGroup}}},
		"list as text":     {"hours: {office: 8-18}", []config.Mistake{{Key: "hours.office", Line: 1, Kind: config.KindWantList}}},
		"text as list":     {"language: [de]", []config.Mistake{{Key: "language", Line: 1, Kind: config.KindWantText}}},
		"escape in a name": {`adviser: {name: "\e[31mMaja"}`, []config.Mistake{{Key: "adviser.name", Line: 1, Kind: config.KindWantText}}},
		"alias":            {"adviser: &x {name: A}\nsend: *x\n", []config.Mistake{{Key: "adviser", Line: 1, Kind: config.KindAlias}, {Key: "send", Line: 2, Kind: config.KindAlias}}},
		"twice":            {"language: de\nLanguage: en\n", []config.Mistake{{Key: "language", Line: 2, Kind: config.KindTwice, Want: "1"}}},
		"misspelt": {
			"whatsapp:\n  app_secrte: x\n",
			[]config.Mistake{{Key: "whatsapp.app_secrte", Line: 2, Kind: config.KindUnknownKey, Want: "whatsapp.app_secret"}},
		},
		"in the wrong group": {
			"app_secret: x\n",
			[]config.Mistake{{Key: "app_secret", Line: 1, Kind: config.KindUnknownKey, Want: "whatsapp.app_secret"}},
		},
		"dotted": {
			"relay.url: x\n",
			[]config.Mistake{{Key: "relay.url", Line: 1, Kind: config.KindUnknownKey, Want: "relay.url"}},
		},
		"nothing like it": {
			"frobnicate: 1\n", []config.Mistake{{Key: "frobnicate", Line: 1, Kind: config.KindUnknownKey}},
		},
		"misspelt in a list": {
			"hours:\n  office:\n    - days: [mon]\n      form: 08:00\n      from: 08:00\n      to: 09:00\n",
			[]config.Mistake{{Key: "hours.office[0].form", Line: 4, Kind: config.KindUnknownKey, Want: "hours.office[0].from"}},
		},
		"language":             {"language: fr", []config.Mistake{{Key: "language", Line: 1, Kind: config.KindOneOf, Value: "fr", Want: "auto, de, en"}}},
		"theme":                {"theme: pink", []config.Mistake{{Key: "theme", Line: 1, Kind: config.KindOneOf, Value: "pink", Want: "auto, light, dark, high-contrast, none"}}},
		"emoji":                {"emoji: yes", []config.Mistake{{Key: "emoji", Line: 1, Kind: config.KindOneOf, Value: "yes", Want: "auto, full, simple, text"}}},
		"zone":                 {"timezone: Europa/Berlin", []config.Mistake{{Key: "timezone", Line: 1, Kind: config.KindFormat, Value: "Europa/Berlin", Want: "Europe/Berlin"}}},
		"no zone":              {`timezone: ""`, []config.Mistake{{Key: "timezone", Line: 1, Kind: config.KindFormat, Want: "Europe/Berlin"}}},
		"address":              {"coach: {address: ihr}", []config.Mistake{{Key: "coach.address", Line: 1, Kind: config.KindOneOf, Value: "ihr", Want: "du, sie, off"}}},
		"kept less than a day": {"export: {keep_days: -1}", []config.Mistake{{Key: "export.keep_days", Line: 1, Kind: config.KindOneOf, Value: "-1", Want: "0 … 3650"}}},
		"length a word":        {"coach: {length: short}", []config.Mistake{{Key: "coach.length", Line: 1, Kind: config.KindFormat, Value: "short", Want: "600"}}},
		"length zero":          {"coach: {length: 0}", []config.Mistake{{Key: "coach.length", Line: 1, Kind: config.KindOneOf, Value: "0", Want: "1 … 4096"}}},
		"no such light": {
			"coach:\n  off: [link, name]\n",
			[]config.Mistake{{Key: "coach.off[1]", Line: 2, Kind: config.KindOneOf, Value: "name", Want: "next_step, link, length, intro, address, officialese, apology, smileys, private, profile, attachment"}},
		},
		"no place for the file": {
			"files: {play: [mpv, --no-video]}", []config.Mistake{{Key: "files.play", Line: 1, Kind: config.KindFormat, Value: "mpv --no-video", Want: `[mpv, "{file}"]`}},
		},
		"only the file": {`voice: {transcribe: ["{file}"]}`, []config.Mistake{{Key: "voice.transcribe", Line: 1, Kind: config.KindRequired}}},
		"no program":    {`voice: {record: ["", "{file}"]}`, []config.Mistake{{Key: "voice.record", Line: 1, Kind: config.KindRequired}}},
		"hold without unit": {
			"send: {hold: 7}", []config.Mistake{{Key: "send.hold", Line: 1, Kind: config.KindFormat, Value: "7", Want: "7s"}},
		},
		"hold too long": {"send: {hold: 1h}", []config.Mistake{{Key: "send.hold", Line: 1, Kind: config.KindOneOf, Value: "1h0m0s", Want: "0s … 10m"}}},
		"hold negative": {"send: {hold: -1s}", []config.Mistake{{Key: "send.hold", Line: 1, Kind: config.KindOneOf, Value: "-1s", Want: "0s … 10m"}}},
		"follow-up":     {"hours: {follow_up: 5h}", []config.Mistake{{Key: "hours.follow_up", Line: 1, Kind: config.KindOneOf, Value: "5h0m0s", Want: "0s … 4h"}}},
		"outside":       {"send: {outside: later}", []config.Mistake{{Key: "send.outside", Line: 1, Kind: config.KindOneOf, Value: "later", Want: "slot, now"}}},
		"way to notify": {"notify: {way: horn}", []config.Mistake{{
			Key: "notify.way", Line: 1, Kind: config.KindOneOf, Value: "horn", Want: "auto, osc9, osc99, osc777, bell, command, off",
		}}},
		"no command": {"notify:\n  way: command\n", []config.Mistake{{Key: "notify.command", Line: 2, Kind: config.KindRequired}}},
		"privacy notice": {"auto: {privacy_link: 'http://a.example'}", []config.Mistake{{
			Key: "auto.privacy_link", Line: 1, Kind: config.KindFormat, Value: "http://a.example", Want: "https://example.org/datenschutz",
		}}},
		"automatic text": {"auto:\n  greeting: Hallo {{ vornahme }}\n  today: '{{ ask \"E-Mail\" }}'\n", []config.Mistake{
			{Key: "auto.greeting", Line: 2, Kind: config.KindAutoText, Value: "vornahme", Want: "1:10"},
			{Key: "auto.today", Line: 3, Kind: config.KindAutoText, Value: "E-Mail", Want: "1:1"},
		}},
		"automatic text too long":  {"auto:\n  weekend: " + strings.Repeat("x", 2049), []config.Mistake{{Key: "auto.weekend", Line: 2, Kind: config.KindOneOf, Value: "2049", Want: "0 … 2048"}}},
		"quiet time":               {"auto: {quiet: -1h}", []config.Mistake{{Key: "auto.quiet", Line: 1, Kind: config.KindOneOf, Value: "-1h0m0s", Want: "0s … 72h"}}},
		"template name":            {"parking: {template: Antwort}", []config.Mistake{{Key: "parking.template", Line: 1, Kind: config.KindFormat, Value: "Antwort", Want: "antwort_liegt_vor"}}},
		"long template name":       {"parking: {template: " + strings.Repeat("a", 513) + "}", []config.Mistake{{Key: "parking.template", Line: 1, Kind: config.KindFormat, Value: strings.Repeat("a", 40), Want: "antwort_liegt_vor"}}},
		"phrase of one letter":     {"crisis: {phrases: [a b]}", []config.Mistake{{Key: "crisis.phrases[0]", Line: 1, Kind: config.KindFormat, Value: "a b", Want: "werde ..2 bedroht|erpress*"}}},
		"phrase that is not there": {"crisis: {phrases: [\"-gibt es nicht\"]}", []config.Mistake{{Key: "crisis.phrases[0]", Line: 1, Kind: config.KindOneOf, Value: "-gibt es nicht", Want: "sprechstunde crisis phrases"}}},
		"harmless one of a sign":   {"crisis: {calm: [\"-lebensmuede\"]}", []config.Mistake{{Key: "crisis.calm[0]", Line: 1, Kind: config.KindOneOf, Value: "-lebensmuede", Want: "sprechstunde crisis phrases"}}},
		"the emergency call out":   {"crisis: {numbers: [{number: 112, remove: true}]}", []config.Mistake{{Key: "crisis.numbers[0].remove", Line: 1, Kind: config.KindOneOf, Value: "112", Want: "0800 111 0 111, 0800 111 0 222, 116 111"}}},
		"no such number out":       {"crisis: {numbers: [{number: 110, remove: true}]}", []config.Mistake{{Key: "crisis.numbers[0].remove", Line: 1, Kind: config.KindOneOf, Value: "110", Want: "0800 111 0 111, 0800 111 0 222, 116 111"}}},
		"number without a name":    {"crisis: {numbers: [{number: 116 016, checked: 2026-11-22}]}", []config.Mistake{{Key: "crisis.numbers[0].name", Line: 1, Kind: config.KindRequired}}},
		"number nobody checked":    {"crisis: {numbers: [{number: 116 016, name: X}]}", []config.Mistake{{Key: "crisis.numbers[0].checked", Line: 1, Kind: config.KindFormat, Want: "2026-12-28"}}},
		"no number":                {"crisis: {numbers: [{number: call me, name: X, checked: 2026-11-22}]}", []config.Mistake{{Key: "crisis.numbers[0].number", Line: 1, Kind: config.KindFormat, Value: "call me", Want: "0800 111 0 111"}}},
		"page in the open":         {"crisis: {numbers: [{number: 116 111, web: \"http://a.example\", checked: 2026-11-22}]}", []config.Mistake{{Key: "crisis.numbers[0].web", Line: 1, Kind: config.KindFormat, Value: "http://a.example", Want: "https://online.telefonseelsorge.de"}}},
		"nudge after":              {"privacy: {after: 51}", []config.Mistake{{Key: "privacy.after", Line: 1, Kind: config.KindOneOf, Value: "51", Want: "0 … 50"}}},
		"curtain at once":          {"privacy: {curtain_after: 1s}", []config.Mistake{{Key: "privacy.curtain_after", Line: 1, Kind: config.KindOneOf, Value: "1s", Want: "5s … 12h"}}},
		"no such law":              {"privacy: {law: gdpr}", []config.Mistake{{Key: "privacy.law", Line: 1, Kind: config.KindOneOf, Value: "gdpr", Want: "dsgvo, dsg-ekd, kdg"}}},
		"empty controller":         {"privacy: {controller: [\"\"]}", []config.Mistake{{Key: "privacy.controller[0]", Line: 1, Kind: config.KindFormat, Want: "Diakonie Musterstadt"}}},
		"notice without https":     {"privacy: {notice_url: 'file:///x'}", []config.Mistake{{Key: "privacy.notice_url", Line: 1, Kind: config.KindFormat, Value: "file:///x", Want: "https://example.org/datenschutz"}}},
		"long version":             {"privacy: {notice_version: '123456789012345678901'}", []config.Mistake{{Key: "privacy.notice_version", Line: 1, Kind: config.KindFormat, Value: "123456789012345678901", Want: "2026-11"}}},
		"no sentence":              {"privacy: {sentences: [\"\"]}", []config.Mistake{{Key: "privacy.sentences[0]", Line: 1, Kind: config.KindRequired}}},
		"parked":                   {"parking: {expires: 1m}", []config.Mistake{{Key: "parking.expires", Line: 1, Kind: config.KindOneOf, Value: "1m0s", Want: "1h … 720h"}}},
		"currency":                 {"rates: {currency: €}", []config.Mistake{{Key: "rates.currency", Line: 1, Kind: config.KindFormat, Value: "€", Want: "EUR"}}},
		"rate a word":              {"rates: {utility: 5 Cent}", []config.Mistake{{Key: "rates.utility", Line: 1, Kind: config.KindFormat, Value: "5 Cent", Want: "0.055"}}},
		"odd rates": {"rates: {marketing: -1, utility: nan, service: 1e9}", []config.Mistake{
			{Key: "rates.marketing", Line: 1, Kind: config.KindOneOf, Value: "-1", Want: "0 … 100"},
			{Key: "rates.utility", Line: 1, Kind: config.KindOneOf, Value: "NaN", Want: "0 … 100"},
			{Key: "rates.service", Line: 1, Kind: config.KindOneOf, Value: "1e+09", Want: "0 … 100"},
		}},
		"receipt": {"send: {receipt: maybe}", []config.Mistake{{Key: "send.receipt", Line: 1, Kind: config.KindOneOf, Value: "maybe", Want: "true, false"}}},
		"keys": {"keys: [{keys: [x]}, {action: a}]", []config.Mistake{
			{Key: "keys[0].action", Line: 1, Kind: config.KindRequired}, {Key: "keys[1].keys", Line: 1, Kind: config.KindRequired},
		}},
		"api open to the network": {"relay: {listen: 0.0.0.0:8788}", []config.Mistake{{Key: "relay.listen", Line: 1, Kind: config.KindNotLocal, Value: "0.0.0.0:8788", Want: api}}},
		"api on all addresses":    {"relay: {listen: ':8788'}", []config.Mistake{{Key: "relay.listen", Line: 1, Kind: config.KindNotLocal, Value: ":8788", Want: api}}},
		"no port":                 {"relay: {listen: 127.0.0.1}", []config.Mistake{{Key: "relay.listen", Line: 1, Kind: config.KindFormat, Value: "127.0.0.1", Want: api}}},
		"port too large":          {"relay: {webhook_listen: x:65536}", []config.Mistake{{Key: "relay.webhook_listen", Line: 1, Kind: config.KindFormat, Value: "x:65536", Want: "127.0.0.1:8787"}}},
		"empty socket":            {"relay: {listen: 'unix:'}", []config.Mistake{{Key: "relay.listen", Line: 1, Kind: config.KindFormat, Value: "unix:", Want: "unix:/run/user/1000/sprechstunde.sock"}}},
		"one address for both": {
			"relay: {listen: '127.0.0.1:8787'}",
			[]config.Mistake{{Key: "relay.webhook_listen", Line: 1, Kind: config.KindSame, Value: "127.0.0.1:8787", Want: "relay.listen"}},
		},
		"relay in the open": {"relay: {url: 'http://relay.example:80'}", []config.Mistake{{Key: "relay.url", Line: 1, Kind: config.KindNotHTTPS, Value: "http://relay.example:80"}}},
		"other scheme":      {"relay: {url: 'ftp://127.0.0.1'}", []config.Mistake{{Key: "relay.url", Line: 1, Kind: config.KindNotHTTPS, Value: "ftp://127.0.0.1"}}},
		"no address":        {"relay: {url: relay}", []config.Mistake{{Key: "relay.url", Line: 1, Kind: config.KindFormat, Want: "https://graph.facebook.com"}}},
		"graph in the open": {"whatsapp: {api_url: 'http://graph.facebook.com'}", []config.Mistake{{Key: "whatsapp.api_url", Line: 1, Kind: config.KindNotHTTPS, Value: "http://graph.facebook.com"}}},
		"version":           {"whatsapp: {api_version: 26}", []config.Mistake{{Key: "whatsapp.api_version", Line: 1, Kind: config.KindFormat, Value: "26", Want: "v26.0"}}},
		"number for an id": {
			"whatsapp: {phone_number_id: +49 151 23456}",
			[]config.Mistake{{Key: "whatsapp.phone_number_id", Line: 1, Kind: config.KindFormat, Want: "106540352242922"}},
		},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			expectMistakes(t, tt.text, tt.want)
		})
	}
}

func expectMistakes(t *testing.T, text string, want []config.Mistake) {
	t.Helper()
	_, err := load(t, text, nil)
	if domain.CodeOf(err) != domain.CodeConfig {
		t.Fatalf("code %q: %v", domain.CodeOf(err), err)
	}
	if diff := cmp.Diff(want, config.MistakesOf(err)); diff != "" {
		t.Error(diff)
	}
}

func TestLoad_MistakesInHours(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		hours string
		want  []config.Mistake
	}{
		"land": {"land: Nordrhein", []config.Mistake{{
			Key: "hours.land", Line: 2, Kind: config.KindOneOf, Value: "Nordrhein",
			Want: "BW, BY, BE, BB, HB, HH, HE, MV, NI, NW, RP, SL, SN, ST, SH, TH",
		}}},
		"weekday": {`office: [{days: [Mo], from: "08:00", to: "09:00"}]`, []config.Mistake{{
			Key: "hours.office[0].days[0]", Line: 2, Kind: config.KindOneOf, Value: "Mo", Want: "mon, tue, wed, thu, fri, sat, sun",
		}}},
		"no day":  {`office: [{from: "08:00", to: "09:00"}]`, []config.Mistake{{Key: "hours.office[0].days", Line: 2, Kind: config.KindRequired}}},
		"no name": {`slots: [{days: [mon], from: "08:00", to: "09:00"}]`, []config.Mistake{{Key: "hours.slots[0].name", Line: 2, Kind: config.KindRequired}}},
		"time": {`office: [{days: [mon], from: 8 Uhr, to: "9:00"}]`, []config.Mistake{
			{Key: "hours.office[0].from", Line: 2, Kind: config.KindFormat, Value: "8 Uhr", Want: "08:00"},
			{Key: "hours.office[0].to", Line: 2, Kind: config.KindFormat, Value: "9:00", Want: "18:00"},
		}},
		"begins at the end of the day": {`office: [{days: [mon], from: "24:00", to: "24:00"}]`, []config.Mistake{
			{Key: "hours.office[0].from", Line: 2, Kind: config.KindFormat, Value: "24:00", Want: "08:00"},
		}},
		"ends before": {`office: [{days: [mon], from: "09:00", to: "09:00"}]`, []config.Mistake{
			{Key: "hours.office[0].to", Line: 2, Kind: config.KindOrder, Value: "09:00", Want: "09:00"},
		}},
		"overlap": {
			"office:\n    - {days: [mon, tue], from: \"08:00\", to: \"12:00\"}\n    - {days: [wed], from: \"08:00\", to: \"12:00\"}\n    - {days: [tue], from: \"11:59\", to: \"14:00\"}",
			[]config.Mistake{{Key: "hours.office[2]", Line: 5, Kind: config.KindOverlap, Want: "hours.office[0] (3)"}},
		},
		"slots overlap": {
			`slots: [{name: A, days: [mon], from: "08:00", to: "24:00"}, {name: B, days: [mon], from: "23:00", to: "23:30"}]`,
			[]config.Mistake{{Key: "hours.slots[1]", Line: 2, Kind: config.KindOverlap, Want: "hours.slots[0] (2)"}},
		},
		"round": {`rounds: [{date: 31.12.2026, from: "08:00", to: "09:00"}, {date: 2026-09-16, from: "18:00", to: "17:00", topic: Pflege}]`, []config.Mistake{
			{Key: "hours.rounds[0].date", Line: 2, Kind: config.KindFormat, Value: "31.12.2026", Want: "2026-12-28"},
			{Key: "hours.rounds[0].topic", Line: 2, Kind: config.KindRequired},
			{Key: "hours.rounds[1].to", Line: 2, Kind: config.KindOrder, Value: "17:00", Want: "18:00"},
		}},
		"rounds overlap": {
			"rounds:\n    - {date: 2026-09-16, from: \"18:00\", to: \"19:30\", topic: A}\n    - {date: 2026-09-17, from: \"18:00\", to: \"19:30\", topic: B}\n" +
				"    - {date: 2026-09-16, from: \"19:29\", to: \"20:00\", topic: C}",
			[]config.Mistake{{Key: "hours.rounds[2]", Line: 5, Kind: config.KindOverlap, Want: "hours.rounds[0] (3)"}},
		},
		"no calendar file": {"free: []\n  ics:\n    - urlaub.ics", []config.Mistake{{Key: "hours.ics[0]", Line: 4, Kind: config.KindFile, Value: "urlaub.ics"}}},
		"no calendar":      {"ics: [config.yaml]", []config.Mistake{{Key: "hours.ics[0]", Line: 2, Kind: config.KindCalendar, Value: "config.yaml", Want: "1"}}},
		"a folder":         {"ics: [.]", []config.Mistake{{Key: "hours.ics[0]", Line: 2, Kind: config.KindFile, Value: "001"}}},
		"dates": {"free: [{date: 28.12.2026}, {date: 2026-02-29}]", []config.Mistake{
			{Key: "hours.free[0].date", Line: 2, Kind: config.KindFormat, Value: "28.12.2026", Want: "2026-12-28"},
			{Key: "hours.free[1].date", Line: 2, Kind: config.KindFormat, Value: "2026-02-29", Want: "2026-12-28"},
		}},
		"half day": {"half_days: [{date: 12-32, to: noon}]", []config.Mistake{
			{Key: "hours.half_days[0].date", Line: 2, Kind: config.KindFormat, Value: "12-32", Want: "2026-12-28"},
			{Key: "hours.half_days[0].to", Line: 2, Kind: config.KindFormat, Value: "noon", Want: "12:00"},
		}},
		"absence": {"absences: [{from: 2026-07-20, to: 2026-07-19}]", []config.Mistake{
			{Key: "hours.absences[0].to", Line: 2, Kind: config.KindOrder, Value: "2026-07-19", Want: "2026-07-20"},
		}},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			expectMistakes(t, "hours:\n  "+tt.hours+"\n", tt.want)
		})
	}
}

// TestLoad_PeriodsThatTouch is the other side of overlaps.
func TestLoad_PeriodsThatTouch(t *testing.T) {
	t.Parallel()
	mustLoad(t, `hours: {office: [{days: [mon], from: "08:00", to: "12:00"}, {days: [mon], from: "12:00", to: "24:00"}]}`, nil)
}

func TestLoad_AllMistakesAtOnce(t *testing.T) {
	t.Parallel()
	_, err := load(t, "theme: pink\nlanguag: de\nwhatsapp:\n  api_version: 1\n", map[string]string{
		"SPRECHSTUNDE_TIMEZONE": "Mars/Olympus", "SPRECHSTUNDE_HOURS_FREE": "{",
	})
	var got []string
	for _, m := range config.MistakesOf(err) {
		got = append(got, m.String())
	}
	want := []string{
		"SPRECHSTUNDE_HOURS_FREE: this is not YAML",
		`SPRECHSTUNDE_TIMEZONE: "Mars/Olympus" must look like Europe/Berlin`,
		`line 1, theme: "pink" must be one of auto, light, dark, high-contrast, none`,
		"line 2, languag: there is no such key, did you mean language?",
		`line 4, whatsapp.api_version: "1" must look like v26.0`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !strings.HasPrefix(err.Error(), "config ("+want[0]+"\n"+want[1]) {
		t.Errorf("the detail does not list them: %v", err)
	}
}

// TestLoad_SomethingElseAltogether gives it a file that is no configuration:
// the list must end, and soon.
func TestLoad_SomethingElseAltogether(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"other keys": strings.Repeat("zzz: 1\n", 100_000),
		"periods":    "hours:\n  office:\n" + strings.Repeat("    - {days: [mon], from: \"08:00\", to: \"09:00\"}\n", 4000),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := load(t, text, nil)
			if n := len(config.MistakesOf(err)); n == 0 || n > 50 {
				t.Errorf("%d mistakes", n)
			}
		})
	}
}

// TestEveryMistakeHasWords sees to it that no kind reaches the screen as a code.
func TestEveryMistakeHasWords(t *testing.T) {
	t.Parallel()
	for _, kind := range config.Kinds() {
		m := config.Mistake{Key: "a.b", Kind: kind, Want: "WANT"}
		if text := m.String(); text == "a.b: " {
			t.Errorf("%s has no English text", kind)
		}
		for _, lang := range []string{i18n.German, i18n.English} {
			if i18n.For(lang).Errors.Mistake(string(kind), "a.b", 1, "", "WANT") == "" {
				t.Errorf("%s has no text in %s", kind, lang)
			}
		}
	}
}

func TestMissingFor(t *testing.T) {
	t.Parallel()
	c := config.Default()
	want := []string{"whatsapp.app_secret", "whatsapp.verify_token", "relay.token", "whatsapp.access_token", "whatsapp.phone_number_id"}
	if diff := cmp.Diff(want, c.MissingFor(config.ForRelay, config.ForSending, config.ForDesk)); diff != "" {
		t.Error(diff)
	}
	c.WhatsApp.AccessToken = config.NewSecret("x")
	err := c.Require(config.ForSending)
	if domain.CodeOf(err) != domain.CodeMissingSecret || !strings.Contains(err.Error(), "(whatsapp.phone_number_id)") {
		t.Errorf("got %v", err)
	}
	c.WhatsApp.PhoneNumberID = "1"
	if err := c.Require(config.ForSending); err != nil {
		t.Errorf("nothing is missing, yet %v", err)
	}
	c.Relay.URL = "unix:/x"
	if diff := cmp.Diff([]string{"relay.token"}, c.MissingFor(config.ForDesk)); diff != "" {
		t.Error(diff)
	}
}

// TestMissingKeysHaveAPlace sees to it that the sentence about a missing secret
// can say where to find it.
func TestMissingKeysHaveAPlace(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{i18n.German, i18n.English} {
		for _, key := range config.Default().MissingFor(config.ForRelay, config.ForSending) {
			if i18n.For(lang).Errors.Where(key) == "" {
				t.Errorf("nobody says in %s where to find %s", lang, key)
			}
		}
	}
}

// A secret in the wrong place is not read out: whether it is known from its own
// place, or by its form.
func TestMistakesQuoteNoSecret(t *testing.T) {
	t.Parallel()
	for _, secret := range []string{"kanarienvogel-4711", strings.Repeat("kanarienvogel-", 5), "EAAGm0PX4ZCpsBAKanarienvogel", "0123456789abcdef0123456789abcdef", strings.Repeat("0123456789abcdef", 4)} {
		c := config.Default()
		if strings.HasPrefix(secret, "kanarien") {
			c.WhatsApp.AccessToken = config.NewSecret(secret)
		}
		c.Theme, c.Notify.Way, c.Timezone = secret, secret, secret
		err := c.Validate()
		if err == nil || !strings.Contains(err.Error(), "theme") || strings.Contains(err.Error(), secret[:12]) {
			t.Errorf("%v", err)
		}
	}
}

func TestValidate_PlacesAndCards(t *testing.T) {
	t.Parallel()
	c := config.Default()
	c.Places = []config.Place{
		{Name: "Haus", Latitude: 52.52, Longitude: 13.4},
		{Name: "haus ", Latitude: 52.52, Longitude: 13.4},
		{Name: "", Latitude: 91, Longitude: 181},
		{Name: "Vergessen"},
	}
	c.Cards = []config.Card{{Name: "Sam", Phone: "+49 30 1234567"}, {Name: "Ali"}, {Name: "Bo", Phone: "anrufen", Email: "@"}}
	var got []string
	for _, m := range config.MistakesOf(c.Validate()) {
		got = append(got, m.Key+" "+string(m.Kind))
	}
	want := []string{
		"places[1].name same", "places[2].name required", "places[2].latitude format", "places[2].longitude format", "places[3].latitude format",
		"cards[1].phone required", "cards[2].phone format", "cards[2].email format",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
