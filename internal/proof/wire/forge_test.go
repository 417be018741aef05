//go:build proof && linux

package wire_test

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"math/rand/v2"
	"strings"

	"sprechstunde/internal/proof/rig"
	"sprechstunde/whatsapp"
)

// forgery is a request that must not be believed. It begins as an honest one.
type forgery struct {
	luck   *rand.Rand
	method string
	path   string
	body   []byte
	good   string   // the signature that body had at first
	other  []byte   // another honest body
	signed []string // lines of the header about the signature
	lines  []string // further lines of the header
	chunks bool     // the body goes in chunks
	end    string   // what follows the last chunk
	length int      // what is said about the length of the body; -1: the truth
}

const header = whatsapp.SignatureHeader + ": "

// canary is in everything a forger sends, and must be in no answer.
const canary = "kanarienvogel-fremd-8151"

func newForgery(luck *rand.Rand, body, other []byte) *forgery {
	good := whatsapp.Sign(rig.AppSecret, body)
	return &forgery{
		luck: luck, method: "POST", path: "/webhook", body: body, other: other, good: good,
		signed: []string{header + good}, length: -1,
	}
}

// bytes is the request as it goes over the wire.
func (f *forgery) bytes() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\nHost: relay\r\nUser-Agent: %s\r\nContent-Type: application/json\r\n", f.method, f.path, canary)
	for _, l := range append(f.signed, f.lines...) {
		b.WriteString(l + "\r\n")
	}
	if !f.chunks {
		n := f.length
		if n < 0 {
			n = len(f.body)
		}
		fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n%s", n, f.body)
		return b.Bytes()
	}
	b.WriteString("Transfer-Encoding: chunked\r\n\r\n")
	for rest := f.body; len(rest) > 0; {
		n := 1 + f.luck.IntN(len(rest))
		fmt.Fprintf(&b, "%x\r\n%s\r\n", n, rest[:n])
		rest = rest[n:]
	}
	b.WriteString("0\r\n" + f.end + "\r\n")
	return b.Bytes()
}

// odd reports that the relay may see the end of the request elsewhere than we
// do. What it answers to the rest would look like the answer to the next one.
func (f *forgery) odd() bool { return f.length >= 0 || len(f.lines) > 0 || len(f.signed) != 1 }

// says replaces the signature.
func (f *forgery) says(value string) { f.signed = []string{header + value} }

// mac is a signature made in another way.
func (f *forgery) mac(h func() hash.Hash, key, text []byte) string {
	m := hmac.New(h, key)
	m.Write(text)
	return hex.EncodeToString(m.Sum(nil))
}

func (f *forgery) digits() string { return strings.TrimPrefix(f.good, "sha256=") }

// nibble changes one digit of the right signature into another one.
func (f *forgery) nibble() string {
	d := []byte(f.digits())
	i := f.luck.IntN(len(d))
	const all = "0123456789abcdef"
	d[i] = all[(strings.IndexByte(all, d[i])+1+f.luck.IntN(15))%16]
	return "sha256=" + string(d)
}

// flip changes one bit of some bytes.
func flip(luck *rand.Rand, b []byte) []byte {
	b = bytes.Clone(b)
	b[luck.IntN(len(b))] ^= 1 << luck.IntN(8)
	return b
}

func pick[T any](luck *rand.Rand, all ...T) T { return all[luck.IntN(len(all))] }

// again is a body that was decoded and encoded anew.
func again(body []byte) []byte {
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		panic(err) // it is ours
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func packed(body []byte, zip bool) []byte {
	var b bytes.Buffer
	if zip {
		w := gzip.NewWriter(&b)
		_, _ = w.Write(body) // into memory
		_ = w.Close()
		return b.Bytes()
	}
	w := zlib.NewWriter(&b)
	_, _ = w.Write(body) // into memory
	_ = w.Close()
	return b.Bytes()
}

// forgers are all ways of being wrong. Each leaves something in the request that
// must keep it out.
var forgers = []struct {
	name string
	do   func(*forgery)
}{
	{"a digit of the signature", func(f *forgery) { f.says(f.nibble()) }},
	{"a bit of the body", func(f *forgery) { f.body = flip(f.luck, f.body) }},
	{"a bit of the header's value", func(f *forgery) {
		for f.signed[0] == header+f.good {
			v := flip(f.luck, []byte(f.good))
			if !strings.EqualFold(string(v), f.good) && !bytes.ContainsAny(v, "\r\n") {
				f.says(string(v))
			}
		}
	}},
	{"cut short", func(f *forgery) { f.says(f.good[:f.luck.IntN(len(f.good))]) }},
	{"too long", func(f *forgery) { f.says(f.good + pick(f.luck, "0", "00", " 00", f.digits(), ",", ";")) }},
	{"other prefix", func(f *forgery) {
		f.says(pick(f.luck, "", "sha1=", "SHA256=", "Sha256=", "sha256:", "sha256 =", "sha256= ", "sha256==", "=", "sha512=", "ſha256=", "sha-256=",
			"sha256=sha256=", "hmac-sha256=", "md5=") + f.digits())
	}},
	{"other spelling", func(f *forgery) {
		raw, _ := hex.DecodeString(f.digits())
		f.says("sha256=" + pick(f.luck, base64.StdEncoding.EncodeToString(raw), base64.RawURLEncoding.EncodeToString(raw), "0x"+f.digits(),
			f.digits()[:32]+" "+f.digits()[32:], f.digits()[:63]+"g", strings.Repeat("0", 64), strings.Repeat("f", 64), strings.Repeat("*", 64)))
	}},
	{"empty or no signature", func(f *forgery) {
		f.signed = pick(f.luck, nil, []string{header}, []string{header + "sha256="}, []string{header + `""`}, []string{header + "null"})
	}},
	{"two signatures", func(f *forgery) {
		bad := header + f.nibble()
		f.signed = pick(f.luck, []string{header + f.good, bad}, []string{bad, header + f.good}, []string{header + f.good, header + f.good},
			[]string{header + f.good + ", " + f.nibble()}, []string{header + f.good + "," + f.good}, []string{header + f.good, header})
	}},
	{"right one in the wrong place", func(f *forgery) {
		f.signed = []string{pick(f.luck, "X-Hub-Signature: ", "X_Hub_Signature_256: ", "Signature: ", "Cookie: X-Hub-Signature-256=", "Authorization: ") + f.good}
	}},
	{"right one in the address", func(f *forgery) {
		f.signed = nil
		f.path += pick(f.luck, "?X-Hub-Signature-256=", "?%0d%0aX-Hub-Signature-256:%20", "?a=b&X-Hub-Signature-256=") + f.good
	}},
	{"right one in the trailer", func(f *forgery) {
		f.signed, f.chunks, f.end = []string{"Trailer: X-Hub-Signature-256"}, true, header+f.good+"\r\n"
	}},
	{"a true one in the trailer of a false one", func(f *forgery) {
		f.says(f.nibble())
		f.chunks, f.end = true, header+f.good+"\r\n"
	}},
	{"header injected", func(f *forgery) {
		f.signed = []string{pick(f.luck, "X-A: b\r"+header, "X-A: b\x00"+header, "X-A: b\r\n "+header, "X-A: b\x0b"+header, "X-Hub-Signature-256 : ") + f.good}
	}},
	{"in chunks, a bit of the body", func(f *forgery) { f.chunks, f.body = true, flip(f.luck, f.body) }},
	{"right one of other bytes", func(f *forgery) { f.says(whatsapp.Sign(rig.AppSecret, f.other)) }},
	{"both bodies, the signature of one", func(f *forgery) { f.body = append(bytes.Clone(f.body), f.other...) }},
	{"body cut short", func(f *forgery) { f.body = f.body[:f.luck.IntN(len(f.body))] }},
	{"body with more behind it", func(f *forgery) {
		f.body = append(bytes.Clone(f.body), pick(f.luck, "\n", " ", "\r\n", "\x00", "}", "{}")...)
	}},
	{"body with more before it", func(f *forgery) {
		f.body = append([]byte(pick(f.luck, "\n", " ", "\ufeff", "\x00", "{}")), f.body...)
	}},
	{"body encoded anew", func(f *forgery) { f.body = again(f.body) }},
	{"body with other escapes", func(f *forgery) {
		f.body = bytes.ReplaceAll(f.body, []byte(`\u00df`), []byte(pick(f.luck, `\u00DF`, `ß`, `\u00dF`, "\xdf")))
	}},
	{"body signed after decoding", func(f *forgery) { f.says(whatsapp.Sign(rig.AppSecret, again(f.body))) }},
	{"packed", func(f *forgery) {
		zip := f.luck.IntN(2) == 0
		f.body = packed(f.body, zip)
		f.lines = []string{map[bool]string{true: "Content-Encoding: gzip", false: "Content-Encoding: deflate"}[zip]}
	}},
	{"other secret", func(f *forgery) {
		s := rig.AppSecret
		key := pick(f.luck, "", " ", s+" ", " "+s, s+"\n", strings.ToUpper(s), s[:len(s)-1], s+s, s+"\x00\x01", rig.VerifyToken, rig.RelayToken, rig.AccessToken, "old-secret")
		f.says(whatsapp.Sign(key, f.body))
	}},
	{"other method of signing", func(f *forgery) {
		key := []byte(rig.AppSecret)
		plain := sha256.Sum256(append(bytes.Clone(key), f.body...))
		bare := sha256.Sum256(f.body)
		f.says("sha256=" + pick(f.luck, hex.EncodeToString(plain[:]), hex.EncodeToString(bare[:]), f.mac(sha256.New, f.body, key), f.mac(sha1.New, key, f.body),
			f.mac(sha512.New, key, f.body), f.mac(sha512.New512_256, key, f.body), f.mac(sha256.New224, key, f.body),
			f.mac(sha256.New, key, []byte(f.mac(sha256.New, key, f.body)))))
	}},
	{"a false length", func(f *forgery) { f.length = f.luck.IntN(len(f.body)) }},
	{"length and chunks", func(f *forgery) {
		f.chunks, f.lines, f.body = true, []string{fmt.Sprintf("Content-Length: %d", len(f.body))}, append(bytes.Clone(f.body), ' ')
	}},
	{"two lengths", func(f *forgery) { f.lines = []string{fmt.Sprintf("Content-Length: %d", len(f.body)+1)} }},
	{"strange transfer", func(f *forgery) {
		f.lines = []string{"Transfer-Encoding: " + pick(f.luck, "gzip", "identity", "chunked, chunked", "xchunked", canary)}
	}},
	{"other method", func(f *forgery) {
		f.method = pick(f.luck, "GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "post", "PROPFIND", canary)
		f.lines = []string{"X-HTTP-Method-Override: POST"}
		if f.method == "OPTIONS" && f.luck.IntN(2) == 0 {
			f.path = "*"
		}
	}},
	{"other address", func(f *forgery) {
		f.path = pick(f.luck, "/", "//webhook", "/webhook/", "/WEBHOOK", "/webhook%2f", "/./webhook", "/x/../webhook", "/webhook;x", "/webhook%00", "/v1/events",
			"/v1/outbox/"+canary, "*", "/"+canary)
	}},
}
