package termtext

import "strings"

// Outgoing is the gate for text on its way into the composer or out to a
// person: typed, pasted, from a template or from an external editor. Escape
// sequences, control, invisible and bidirectional characters vanish without a
// substitute, newlines become '\n', the text is in NFC and has no newline at
// its end. Emoji stay whole, and marks stay where the writer put them.
func Outgoing(raw string) string {
	return outgoing(raw, false)
}

// Paste is Outgoing for pasted text. It also removes what is left of the
// markers a terminal sets around a paste, ESC [200~ and ESC [201~, since text
// behind a forged end marker would count as typed.
func Paste(raw string) string {
	return outgoing(raw, true)
}

// Clipboard prepares a text for the system clipboard. It has no newline at its
// end, because pasting into a shell would run it as a command.
func Clipboard(s string) string {
	return Outgoing(s)
}

func outgoing(raw string, pasted bool) string {
	if isPlain(raw) && (!pasted || !strings.Contains(raw, "[20")) {
		return strings.TrimRight(raw, "\n")
	}
	return strings.TrimRight(pass(raw, true, pasted).text, "\n")
}

// dropMarkers works in place and looks back after every rune, so that a marker
// that forms only by removing another one is found in the same pass.
func dropMarkers(in []rune) []rune {
	out := in[:0]
	for _, r := range in {
		out = append(out, r)
		if n := len(out) - 5; r == '~' && n >= 0 {
			if m := string(out[n:]); m == "[200~" || m == "[201~" {
				out = out[:n]
			}
		}
	}
	return out
}
