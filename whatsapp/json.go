package whatsapp

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// value is one JSON value inside a body that json.Valid has accepted, without
// blanks around it; nil stands for a missing key and for null alike. Reading
// slices of the one body keeps a batch of a thousand updates cheap, gives the
// bytes of an element exactly as they came, and lets each field be read in
// whatever JSON type Meta chose to send it this time.
type value []byte

// object is a JSON object with its members in order.
type object []member

type member struct {
	key []byte
	val value
}

// maxInstant is the last second of the year 9999, the end of what time
// formatting and databases handle.
const maxInstant = 253402300799

// millis is the first number taken for milliseconds instead of seconds; as
// seconds it would be the year 5138.
const millis = 100_000_000_000

func (v value) is(first byte) bool { return len(v) > 0 && v[0] == first }

// object returns the members of an object, nil for everything else.
func (v value) object() object {
	if !v.is('{') {
		return nil
	}
	var o object
	for i := blank(v, 1); v[i] != '}'; {
		end := skip(v, i)
		key := v[i+1 : end-1]
		if bytes.IndexByte(key, '\\') >= 0 {
			key = value(unquote(v[i:end]))
		}
		from := blank(v, blank(v, end)+1)
		end = skip(v, from)
		o = append(o, member{key, v[from:end].orNil()})
		i = next(v, end)
	}
	return o
}

// list returns the elements of an array. A single object counts as a list of
// one, because a list of one is sometimes flattened by tools in between.
func (v value) list() []value {
	if v.is('{') {
		return []value{v}
	}
	if !v.is('[') {
		return nil
	}
	var l []value
	for i := blank(v, 1); v[i] != ']'; {
		end := skip(v, i)
		l = append(l, v[i:end].orNil())
		i = next(v, end)
	}
	return l
}

func (v value) orNil() value {
	if v.is('n') {
		return nil
	}
	return v
}

// text returns a string's text, and numbers and booleans as written.
func (v value) text() string {
	switch {
	case len(v) == 0 || v[0] == '{' || v[0] == '[':
		return ""
	case v[0] == '"':
		return unquote(v)
	default:
		return string(v)
	}
}

func (v value) word() string { return strings.TrimSpace(v.text()) }

func (v value) number() (float64, bool) {
	f, err := strconv.ParseFloat(v.word(), 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return 0, false
	}
	return f, true
}

// integer returns a whole number; fractions are cut off, and what is no
// number or too large for exact arithmetic is 0.
func (v value) integer() int64 {
	if n, err := strconv.ParseInt(v.word(), 10, 64); err == nil {
		return n
	}
	f, ok := v.number()
	if !ok || math.Abs(f) > 1<<53 {
		return 0
	}
	return int64(f)
}

// truth accepts true, "true", 1 and "1".
func (v value) truth() bool {
	switch strings.ToLower(v.word()) {
	case "true", "1", "yes":
		return true
	default:
		return false
	}
}

// instant reads unix seconds (or milliseconds, or an RFC 3339 text) as UTC;
// zero if it is none of these.
func (v value) instant() time.Time {
	n := v.integer()
	if n == 0 {
		t, err := time.Parse(time.RFC3339, v.word())
		if err != nil {
			return time.Time{}
		}
		return t.UTC()
	}
	if n >= millis {
		return milliInstant(n)
	}
	if n < 0 {
		return time.Time{}
	}
	return time.Unix(n, 0).UTC()
}

func milliInstant(n int64) time.Time {
	if n/1000 > maxInstant {
		return time.Time{}
	}
	return time.UnixMilli(n).UTC()
}

// raw returns a copy of the bytes, so that keeping one element does not keep
// the whole body in memory.
func (v value) raw() json.RawMessage {
	if v == nil {
		return nil
	}
	return json.RawMessage(bytes.Clone(v))
}

// get returns the value of the first of the keys that is there and not null.
// Of a repeated key the last one counts, as it does for encoding/json.
func (o object) get(keys ...string) value {
	for _, key := range keys {
		for i := len(o) - 1; i >= 0; i-- {
			if string(o[i].key) == key {
				if o[i].val != nil {
					return o[i].val
				}
				break
			}
		}
	}
	return nil
}

// text returns the text of the first of the keys that has any.
func (o object) text(keys ...string) string {
	for _, key := range keys {
		if s := o.get(key).text(); s != "" {
			return s
		}
	}
	return ""
}

// word is text without blanks around it, for ids and words of Meta's.
func (o object) word(keys ...string) string {
	for _, key := range keys {
		if s := o.get(key).word(); s != "" {
			return s
		}
	}
	return ""
}

func (o object) child(key string) object { return o.get(key).object() }

// blank returns the index of the first byte from i on that is not white space.
func blank(b []byte, i int) int {
	for b[i] == ' ' || b[i] == '\n' || b[i] == '\t' || b[i] == '\r' {
		i++
	}
	return i
}

// next returns where the following element begins, or the closing bracket.
func next(b []byte, end int) int {
	i := blank(b, end)
	if b[i] == ',' {
		i = blank(b, i+1)
	}
	return i
}

// skip returns the end of the value that begins at i. It counts brackets
// instead of calling itself, so depth costs nothing.
func skip(b []byte, i int) int {
	depth := 0
	for {
		switch b[i] {
		case '"':
			i = skipString(b, i)
		case '{', '[':
			depth++
			i++
		case '}', ']':
			depth--
			i++
		default:
			i = skipPlain(b, i)
		}
		if depth <= 0 {
			return i
		}
	}
}

// skipPlain passes a number or literal, or inside brackets one byte of
// punctuation or white space.
func skipPlain(b []byte, i int) int {
	for i++; i < len(b); i++ {
		switch b[i] {
		case ',', '}', ']', '[', '{', '"', ' ', '\n', '\r', '\t', ':':
			return i
		}
	}
	return i
}

func skipString(b []byte, i int) int {
	for i++; ; i++ {
		i += bytes.IndexByte(b[i:], '"')
		back := 0
		for b[i-1-back] == '\\' {
			back++
		}
		if back%2 == 0 {
			return i + 1
		}
	}
}

// unquote decodes a JSON string including its quotes. Bytes that are no UTF-8
// and halves of surrogate pairs become U+FFFD.
func unquote(v []byte) string {
	inner := v[1 : len(v)-1]
	if bytes.IndexByte(inner, '\\') < 0 && utf8.Valid(inner) {
		return string(inner)
	}
	var s string
	if err := json.Unmarshal(v, &s); err != nil {
		return ""
	}
	return s
}

// asJSON returns b as it is if it is JSON, else as a JSON string, so that what
// is kept can always be written into a document again.
func asJSON(b []byte) json.RawMessage {
	if json.Valid(b) {
		return json.RawMessage(bytes.Clone(b))
	}
	quoted, err := json.Marshal(strings.ToValidUTF8(string(b), "\uFFFD"))
	if err != nil {
		return nil
	}
	return quoted
}
