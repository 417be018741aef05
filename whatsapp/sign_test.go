package whatsapp_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/whatsapp"
)

// The value was made with: printf %s '{"a":"\u00e4"}' | openssl dgst -sha256 -hmac geheim
const opensslSum = "sha256=055cb13e33fd6618c8857c46c171798e988796a5d194e8381c12c0e5c131977e"

func TestSignMatchesOpenSSL(t *testing.T) {
	t.Parallel()
	if got := whatsapp.Sign("geheim", []byte(`{"a":"\u00e4"}`)); got != opensslSum {
		t.Errorf("got %s, want %s", got, opensslSum)
	}
}

func TestVerify(t *testing.T) {
	t.Parallel()
	body := []byte(`{"text":"Gr\u00fc\u00dfe"}`)
	good := whatsapp.Sign("neu", body)
	for name, c := range map[string]struct {
		header  string
		secrets []string
		want    bool
	}{
		"right":                 {good, []string{"neu"}, true},
		"right, second":         {good, []string{"alt", "neu"}, true},
		"right, first":          {good, []string{"neu", "alt"}, true},
		"wrong secret":          {good, []string{"alt"}, false},
		"no secret":             {good, nil, false},
		"empty secret":          {whatsapp.Sign("", body), []string{""}, false},
		"empty beside right":    {good, []string{"", "neu"}, true},
		"no header":             {"", []string{"neu"}, false},
		"no prefix":             {strings.TrimPrefix(good, "sha256="), []string{"neu"}, false},
		"other method":          {strings.Replace(good, "sha256", "sha1", 1), []string{"neu"}, false},
		"cut short":             {good[:len(good)-2], []string{"neu"}, false},
		"too long":              {good + "00", []string{"neu"}, false},
		"not hex":               {"sha256=" + strings.Repeat("zz", 32), []string{"neu"}, false},
		"blank in front":        {" " + good, []string{"neu"}, false},
		"upper-case hex digits": {"sha256=" + strings.ToUpper(good[7:]), []string{"neu"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := whatsapp.Verify(c.header, body, c.secrets...); got != c.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

// The first umlaut is where implementations that check the decoded and encoded
// body again break.
func TestVerifyIsAboutTheBytes(t *testing.T) {
	t.Parallel()
	wire := whatsapp.EscapeASCII([]byte(`{"t":"Grüße 🌸","u":"https://x.de/a"}`))
	header := whatsapp.Sign("s", wire)
	if !whatsapp.Verify(header, wire, "s") {
		t.Error("the bytes as they came are refused")
	}
	var v any
	if err := json.Unmarshal(wire, &v); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if whatsapp.Verify(header, again, "s") {
		t.Error("a body that was encoded anew passes")
	}
}

func TestEscapeASCII(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`{"a":"plain"}`:        `{"a":"plain"}`,
		`{"a":"ä/ß"}`:          `{"a":"\u00e4\/\u00df"}`,
		`{"a":"🌸"}`:            `{"a":"\ud83c\udf38"}`,
		`{"a":"€"}`:            `{"a":"\u20ac"}`,
		`{"a":"\/ \\/"}`:       `{"a":"\/ \\\/"}`,
		"{\"a\":\"\xff\"}":     `{"a":"\ufffd"}`,
		`{"a":"\u00E4 \n \""}`: `{"a":"\u00E4 \n \""}`,
	} {
		if diff := cmp.Diff(want, string(whatsapp.EscapeASCII([]byte(in)))); diff != "" {
			t.Errorf("%s: %s", in, diff)
		}
	}
}

func FuzzVerify(f *testing.F) {
	body := []byte(`{"object":"whatsapp_business_account"}`)
	f.Add(whatsapp.Sign("s", body))
	f.Add("sha256=")
	f.Add("")
	f.Add("sha256=" + strings.Repeat("0", 64))
	f.Fuzz(func(t *testing.T, header string) {
		mac := hmac.New(sha256.New, []byte("s"))
		mac.Write(body)
		want := strings.EqualFold(strings.TrimPrefix(header, "sha256="), hex.EncodeToString(mac.Sum(nil))) &&
			strings.HasPrefix(header, "sha256=")
		if got := whatsapp.Verify(header, body, "s"); got != want {
			t.Errorf("%q: got %v, want %v", header, got, want)
		}
		if whatsapp.Verify(header, body, "") {
			t.Errorf("%q passes under an empty secret", header)
		}
	})
}

func FuzzEscapeASCII(f *testing.F) {
	f.Add(`{"a":"ä/🌸\/"}`)
	f.Add(`["\\", "\u00e4"]`)
	f.Fuzz(func(t *testing.T, s string) {
		if !json.Valid([]byte(s)) {
			return
		}
		out := whatsapp.EscapeASCII([]byte(s))
		for _, b := range out {
			if b >= 0x80 {
				t.Fatalf("%q is not ASCII", out)
			}
		}
		if diff := cmp.Diff(readJSON(t, []byte(s)), readJSON(t, out)); diff != "" {
			t.Error(diff)
		}
	})
}

// readJSON keeps numbers as they are written: some are valid and fit nowhere.
func readJSON(t *testing.T, text []byte) any {
	t.Helper()
	var v any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return v
}
