package whatsapp_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

var (
	toPhone = domain.Address{Phone: "+491700000001"}
	toID    = domain.Address{UserID: "DE.13491208655302741918"}
)

func TestBuild(t *testing.T) {
	t.Parallel()
	file := func(k domain.Kind) *domain.SendFile {
		return &domain.SendFile{ID: "77", Kind: k, Filename: "Flyer.pdf"}
	}
	head := func(rest string) string {
		return `{"messaging_product":"whatsapp","recipient_type":"individual","to":"+491700000001","biz_opaque_callback_data":"u-1",` + rest + `}`
	}
	for name, c := range map[string]struct {
		send domain.Send
		want string
	}{
		"text": {
			domain.Send{UUID: "u-1", To: toPhone, Kind: domain.SendText, Text: "Grüß dich <3"},
			head(`"type":"text","text":{"body":"Grüß dich <3","preview_url":false}`),
		},
		"text with preview and quote": {
			domain.Send{UUID: "u-1", To: toPhone, Kind: domain.SendText, Text: "https://x.de", Preview: true, ReplyTo: "wamid.A="},
			head(`"type":"text","text":{"body":"https://x.de","preview_url":true},"context":{"message_id":"wamid.A="}`),
		},
		"phone without plus": {
			domain.Send{UUID: "u-1", To: domain.Address{Phone: "491700000001"}, Kind: domain.SendText, Text: "x"},
			head(`"type":"text","text":{"body":"x","preview_url":false}`),
		},
		"phone wins over id": {
			domain.Send{UUID: "u-1", To: domain.Address{Phone: "+491700000001", UserID: "DE.1"}, Kind: domain.SendText, Text: "x"},
			head(`"type":"text","text":{"body":"x","preview_url":false}`),
		},
		"user id": {
			domain.Send{UUID: "u-1", To: toID, Kind: domain.SendText, Text: "x"},
			`{"messaging_product":"whatsapp","recipient_type":"individual","recipient":"DE.13491208655302741918",` +
				`"biz_opaque_callback_data":"u-1","type":"text","text":{"body":"x","preview_url":false}}`,
		},
		"user id that strayed into the phone": {
			domain.Send{To: domain.Address{Phone: " DE.1349 "}, Kind: domain.SendText, Text: "x"},
			`{"messaging_product":"whatsapp","recipient_type":"individual","recipient":"DE.1349","type":"text","text":{"body":"x","preview_url":false}}`,
		},
		"image": {
			domain.Send{UUID: "u-1", To: toPhone, Kind: domain.SendMedia, Text: "Plan", Media: file(domain.KindImage)},
			head(`"type":"image","image":{"id":"77","caption":"Plan"}`),
		},
		"video": {
			domain.Send{UUID: "u-1", To: toPhone, Kind: domain.SendMedia, Media: file(domain.KindVideo)},
			head(`"type":"video","video":{"id":"77"}`),
		},
		"document": {
			domain.Send{UUID: "u-1", To: toPhone, Kind: domain.SendMedia, Text: "Flyer", Media: file(domain.KindDocument), ReplyTo: "wamid.A="},
			head(`"type":"document","document":{"id":"77","caption":"Flyer","filename":"Flyer.pdf"},"context":{"message_id":"wamid.A="}`),
		},
		"audio": {
			domain.Send{UUID: "u-1", To: toPhone, Kind: domain.SendMedia, Media: file(domain.KindAudio)},
			head(`"type":"audio","audio":{"id":"77"}`),
		},
		"voice": {
			domain.Send{UUID: "u-1", To: toPhone, Kind: domain.SendMedia, Media: file(domain.KindVoice)},
			head(`"type":"audio","audio":{"id":"77","voice":true}`),
		},
		"sticker": {
			domain.Send{UUID: "u-1", To: toPhone, Kind: domain.SendMedia, Media: file(domain.KindSticker)},
			head(`"type":"sticker","sticker":{"id":"77"}`),
		},
		"reaction": {
			domain.Send{UUID: "u-1", To: toPhone, Kind: domain.SendReaction, Text: "👍", ReplyTo: "wamid.A="},
			head(`"type":"reaction","reaction":{"message_id":"wamid.A=","emoji":"👍"}`),
		},
		"reaction taken back": {
			domain.Send{UUID: "u-1", To: toPhone, Kind: domain.SendReaction, ReplyTo: "wamid.A="},
			head(`"type":"reaction","reaction":{"message_id":"wamid.A=","emoji":""}`),
		},
		"template without values": {
			domain.Send{UUID: "u-1", To: toPhone, Kind: domain.SendTemplate, Template: &domain.Template{Name: "hallo", Language: "de"}},
			head(`"type":"template","template":{"name":"hallo","language":{"code":"de"}}`),
		},
		"positional template": {
			domain.Send{UUID: "u-1", To: toPhone, Kind: domain.SendTemplate, Template: &domain.Template{
				Name: "termin", Language: "de", Values: []domain.TemplateValue{{Text: "Samira"}, {Text: "9:30"}},
			}},
			head(`"type":"template","template":{"name":"termin","language":{"code":"de"},"components":[` +
				`{"type":"body","parameters":[{"type":"text","text":"Samira"},{"type":"text","text":"9:30"}]}]}`),
		},
		"named template with buttons": {
			domain.Send{UUID: "u-1", To: toPhone, Kind: domain.SendTemplate, Template: &domain.Template{
				Name: "antwort", Language: "de", Payloads: []string{"lesen", "", "später"},
				Values: []domain.TemplateValue{{Name: "vorname", Text: "Luca"}},
			}},
			head(`"type":"template","template":{"name":"antwort","language":{"code":"de"},"components":[` +
				`{"type":"body","parameters":[{"type":"text","parameter_name":"vorname","text":"Luca"}]},` +
				`{"type":"button","sub_type":"quick_reply","index":"0","parameters":[{"type":"payload","payload":"lesen"}]},` +
				`{"type":"button","sub_type":"quick_reply","index":"2","parameters":[{"type":"payload","payload":"später"}]}]}`),
		},
		"named template with a value in the header": {
			domain.Send{UUID: "u-1", To: toPhone, Kind: domain.SendTemplate, Template: &domain.Template{
				Name: "antwort", Language: "de",
				Values: []domain.TemplateValue{{Name: "vorname", Text: "Luca", Header: true}, {Name: "datum", Text: "heute"}},
			}},
			head(`"type":"template","template":{"name":"antwort","language":{"code":"de"},"components":[` +
				`{"type":"header","parameters":[{"type":"text","parameter_name":"vorname","text":"Luca"}]},` +
				`{"type":"body","parameters":[{"type":"text","parameter_name":"datum","text":"heute"}]}]}`),
		},
		"receipt": {
			domain.Send{UUID: "u-1", Kind: domain.SendReceipt, Read: "wamid.A="},
			`{"messaging_product":"whatsapp","status":"read","message_id":"wamid.A="}`,
		},
		"receipt with typing": {
			domain.Send{Kind: domain.SendReceipt, Read: "wamid.A=", Typing: true},
			`{"messaging_product":"whatsapp","status":"read","message_id":"wamid.A=","typing_indicator":{"type":"text"}}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body, err := whatsapp.Build(c.send)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(plain(t, []byte(c.want)), plain(t, body)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// plain decodes JSON so that the order of keys does not matter.
func plain(t *testing.T, b []byte) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatalf("%v in %s", err, b)
	}
	return v
}

func TestBuildRefuses(t *testing.T) {
	t.Parallel()
	text := func(a domain.Address, s string) domain.Send {
		return domain.Send{To: a, Kind: domain.SendText, Text: s}
	}
	media := func(f *domain.SendFile, caption string) domain.Send {
		return domain.Send{To: toPhone, Kind: domain.SendMedia, Media: f, Text: caption}
	}
	form := func(f *domain.Template) domain.Send {
		return domain.Send{To: toPhone, Kind: domain.SendTemplate, Template: f}
	}
	for name, c := range map[string]struct {
		send domain.Send
		want domain.Code
	}{
		"no address":              {text(domain.Address{}, "x"), domain.CodeNoAddress},
		"a name for a number":     {text(domain.Address{Phone: "Samira"}, "x"), domain.CodeNoAddress},
		"a number for an id":      {text(domain.Address{UserID: "491700000001"}, "x"), domain.CodeNoAddress},
		"no text":                 {text(toPhone, ""), domain.CodeEmpty},
		"only blanks":             {text(toPhone, " \n\t"), domain.CodeEmpty},
		"text too long":           {text(toPhone, strings.Repeat("ü", 4097)), domain.CodeTooLong},
		"no file":                 {media(nil, ""), domain.CodeEmpty},
		"file without id":         {media(&domain.SendFile{Kind: domain.KindImage}, ""), domain.CodeEmpty},
		"caption too long":        {media(&domain.SendFile{ID: "1", Kind: domain.KindImage}, strings.Repeat("ü", 1025)), domain.CodeTooLong},
		"caption on a voice note": {media(&domain.SendFile{ID: "1", Kind: domain.KindVoice}, "x"), domain.CodeTooLong},
		"caption on a sticker":    {media(&domain.SendFile{ID: "1", Kind: domain.KindSticker}, "x"), domain.CodeTooLong},
		"a text as a file":        {media(&domain.SendFile{ID: "1", Kind: domain.KindText}, ""), domain.CodeInternal},
		"reaction to nothing":     {domain.Send{To: toPhone, Kind: domain.SendReaction, Text: "👍"}, domain.CodeEmpty},
		"receipt for nothing":     {domain.Send{To: toPhone, Kind: domain.SendReceipt}, domain.CodeEmpty},
		"no template":             {form(nil), domain.CodeEmpty},
		"template without name":   {form(&domain.Template{Language: "de"}), domain.CodeEmpty},
		"template, no language":   {form(&domain.Template{Name: "x"}), domain.CodeEmpty},
		"empty value": {
			form(&domain.Template{Name: "x", Language: "de", Values: []domain.TemplateValue{{Text: " "}}}), domain.CodeEmpty,
		},
		"mixed values": {
			form(&domain.Template{Name: "x", Language: "de", Values: []domain.TemplateValue{{Text: "a"}, {Name: "n", Text: "b"}}}),
			domain.CodeInternal,
		},
		"unheard-of kind": {domain.Send{To: toPhone, Kind: "fax"}, domain.CodeInternal},
		"endless uuid": {
			domain.Send{UUID: strings.Repeat("u", 513), To: toPhone, Kind: domain.SendText, Text: "x"}, domain.CodeTooLong,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body, err := whatsapp.Build(c.send)
			if got := domain.CodeOf(err); got != c.want || body != nil {
				t.Errorf("got %q and %s, want %q and nothing", got, body, c.want)
			}
		})
	}
}

func TestBuildCountsCharacters(t *testing.T) {
	t.Parallel()
	long := domain.Send{To: toPhone, Kind: domain.SendText, Text: strings.Repeat("🌸", domain.MaxTextLen)}
	if _, err := whatsapp.Build(long); err != nil {
		t.Errorf("4096 emoji are refused: %v", err)
	}
	long = domain.Send{
		To: toPhone, Kind: domain.SendMedia, Text: strings.Repeat("ß", domain.MaxCaptionLen),
		Media: &domain.SendFile{ID: "1", Kind: domain.KindImage},
	}
	if _, err := whatsapp.Build(long); err != nil {
		t.Errorf("a caption of 1024 letters is refused: %v", err)
	}
}

// Errors of Build are shown and logged; the recipient and the words must not
// stand in them.
func TestBuildErrorsHoldNothingPersonal(t *testing.T) {
	t.Parallel()
	_, err := whatsapp.Build(domain.Send{To: domain.Address{Phone: "Samira 0170"}, Kind: domain.SendText, Text: "geheim"})
	if err == nil || strings.Contains(err.Error(), "0170") || strings.Contains(err.Error(), "geheim") {
		t.Errorf("error %q", err)
	}
}
