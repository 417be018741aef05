package auto

import (
	"strings"
	"unicode"

	"sprechstunde/internal/domain"
)

// says reports whether a message tells or asks something. A tapped button goes
// on with what we have begun; a sticker or a lone emoji is a gesture; what
// cannot be read may be either.
func says(m domain.Message) bool {
	switch m.Kind {
	case domain.KindText:
		return strings.ContainsFunc(m.Content.Text, func(r rune) bool {
			return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '?'
		})
	case domain.KindImage, domain.KindVideo, domain.KindAudio, domain.KindVoice, domain.KindDocument,
		domain.KindLocation, domain.KindContacts, domain.KindForm, domain.KindOrder, domain.KindCall:
		return true
	default:
		return false
	}
}
