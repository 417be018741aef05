package export

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"sprechstunde/internal/domain"
)

const maxStem = 40 // letters of a sender's file name

// FileName is what the file of a message is called beside an export: as WhatsApp
// calls it, with its place among them and, for documents, what is left of the
// sender's name. It has letters, digits, hyphens and one dot.
func FileName(m domain.Message, n int, zone *time.Location, ending string) string {
	kind, ok := map[domain.Kind]string{
		domain.KindImage: "IMG", domain.KindVideo: "VID", domain.KindAudio: "AUD", domain.KindVoice: "PTT", domain.KindSticker: "STK",
	}[m.Kind]
	stem := ""
	if !ok {
		kind = "DOC"
		if m.Content.Media != nil {
			name := m.Content.Media.Filename
			stem = ascii(strings.TrimSuffix(name, filepath.Ext(name)))
			stem = strings.Trim(stem[:min(len(stem), maxStem)], "-")
		}
	}
	if stem != "" {
		stem = "-" + stem
	}
	if zone == nil {
		zone = time.UTC
	}
	return fmt.Sprintf("%s-%s-WA%04d%s.%s", kind, m.At.In(zone).Format("20060102"), n, stem, or(strings.ReplaceAll(ascii(ending), "-", ""), "bin"))
}
