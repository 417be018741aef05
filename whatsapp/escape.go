package whatsapp

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

const lowerHex = "0123456789abcdef"

// EscapeASCII rewrites a JSON document the way Meta sends and signs it: every
// character beyond ASCII as \u with lower-case hex digits (two of them where
// UTF-16 needs a pair), and every slash as \/. The meaning stays the same.
// Bytes that are no UTF-8 become \ufffd. Escapes that are there already stay.
func EscapeASCII(json []byte) []byte {
	var b bytes.Buffer
	b.Grow(len(json) + len(json)/4)
	escaped := false
	for i := 0; i < len(json); {
		r, size := utf8.DecodeRune(json[i:])
		i += size
		switch {
		case r == '/' && !escaped:
			b.WriteString(`\/`)
		case r < utf8.RuneSelf:
			b.WriteByte(byte(r))
		default:
			writeEscape(&b, r)
		}
		escaped = r == '\\' && !escaped
	}
	return b.Bytes()
}

func writeEscape(b *bytes.Buffer, r rune) {
	if r > 0xFFFF {
		high, low := utf16.EncodeRune(r)
		writeUnit(b, high)
		writeUnit(b, low)
		return
	}
	writeUnit(b, r)
}

func writeUnit(b *bytes.Buffer, r rune) {
	b.WriteString(`\u`)
	for shift := 12; shift >= 0; shift -= 4 {
		b.WriteByte(lowerHex[r>>shift&0xF])
	}
}
