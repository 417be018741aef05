package waexport

import (
	"path"
	"regexp"
	"strconv"
	"strings"

	"sprechstunde/internal/domain"
)

// lrm stands before whatever WhatsApp itself has written on iOS.
const lrm = "\u200e"

var (
	editedForm   = regexp.MustCompile(`\s?\x{200e}?<(?:Diese Nachricht wurde bearbeitet|This message was edited)\.?>$`)
	deletedForm  = regexp.MustCompile(`^(?:Diese Nachricht wurde gelöscht|Du hast diese Nachricht gelöscht|This message was deleted|You deleted this message)\.?$`)
	leftForm     = regexp.MustCompile(`^<(?:Medien ausgeschlossen|Medien weggelassen|Media omitted)>(?:\n([\s\S]*))?$`)
	attachedForm = regexp.MustCompile(`^([^\n]+\.[0-9A-Za-z]{1,8}|[^\n]+) \((?:Datei angehängt|file attached)\)(?:\n([\s\S]*))?$`)
	insideForm   = regexp.MustCompile(`(?:^|\x{200e}|\n| )<\x{200e}? ?(?:Anhang|attached): ([^<>\n]+)>$`)
	insideFirst  = regexp.MustCompile(`^<\x{200e}? ?(?:Anhang|attached): ([^<>\n]+)>\n`)
	omittedForm  = regexp.MustCompile(`^(?:([\s\S]*?)[ \n]?\x{200e})??(Bild|Video|Audio|GIF|Sticker|Dokument|Kontaktkarte|Videonachricht|image|video|audio|sticker|document|Contact card|video note|Video message|Video note) (?:weggelassen|ausgelassen|omitted)(?:\n([\s\S]*))?$`)
	pagesForm    = regexp.MustCompile(`^(.+?) ?• ?\x{200e}?\d+ (?:Seiten?|pages?)$`)
	placeForm    = regexp.MustCompile(`^(?:Standort|Location|location): \x{200e}?(https?://\S+)(?:\n([\s\S]*))?$`)
	pointForm    = regexp.MustCompile(`[?&](?:q|query)=(?:loc:)?(-?\d{1,3}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)(?:&|$)`)
	liveForm     = regexp.MustCompile(`^(?:Live-Standort wird geteilt|[Ll]ive location shared)\.?$`)
	missedForm   = regexp.MustCompile(`^(?:Verpasster (?:Sprach|Video)anruf|Missed (?:voice|video) call)(?:[.,]? \x{200e}?(?:Tippe,? um zurückzurufen|Tippen,? um zurückzurufen|Tap to call back|Keine Antwort|No answer|um \d{1,2}:\d{2}(?: Uhr)?|at \d{1,2}:\d{2}(?: ?[AaPp]\.?[Mm]\.?)?))?\.?$`)
	calledForm   = regexp.MustCompile(`^(?:Sprachanruf|Videoanruf|Voice call|Video call)(?:$|[.,] \x{200e}?)(?:(\d+) ?(?:Std|Stunden?|hr|hours?|h)\.?)? ?(?:(\d+) ?(?:Min|Minuten?|min|minutes?)\.?)? ?(?:(\d+) ?(?:Sek|Sekunden?|sec|seconds?|s)\.?)?$`)
)

// read finds out what a message is. A text with a joiner in front is a text,
// whatever it reads like.
func (m *Message) read(text string) {
	if at := editedForm.FindStringIndex(text); at != nil && at[0] > 0 {
		m.Edited, text = true, text[:at[0]]
	}
	bare := strings.Trim(text, marks)
	switch {
	case strings.HasPrefix(text, joiner):
		m.Content.Text = text
	case deletedForm.MatchString(bare):
		m.Deleted = true
	case m.readMedia(text, strings.TrimLeft(text, marks)), m.readRest(bare):
	case bare == "" && m.Author != "":
		// What can be seen once only leaves nothing behind.
		m.Kind, m.Content.TypeName = domain.KindUnsupported, "view_once"
	default:
		m.Content.Text = text
	}
	m.Content.Text = unguarded(m.Content.Text)
	if m.Author == "" && m.Kind == domain.KindText {
		m.Kind = domain.KindSystem
	}
}

// unguarded is a text without the joiners that only kept it from being read as
// something else: one before each line, and one at its end.
func unguarded(text string) string {
	if !strings.Contains(text, joiner) {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimPrefix(l, joiner)
	}
	return strings.TrimSuffix(strings.Join(lines, "\n"), joiner)
}

// readMedia is for messages with a file, be it there or left out.
func (m *Message) readMedia(text, bare string) bool {
	if f := leftForm.FindStringSubmatch(bare); f != nil {
		m.left(domain.KindDocument, "", f[1])
		return true
	}
	if f := attachedForm.FindStringSubmatch(bare); f != nil {
		m.attached(f[1], f[2])
		return true
	}
	if at := insideForm.FindStringSubmatchIndex(text); at != nil && !strings.HasSuffix(text[:at[0]], joiner) {
		m.attached(text[at[2]:at[3]], ahead(text[:at[0]]))
		return true
	}
	if at := insideFirst.FindStringSubmatchIndex(bare); at != nil {
		m.attached(bare[at[2]:at[3]], bare[at[1]:])
		return true
	}
	f := omittedForm.FindStringSubmatch(strings.TrimPrefix(text, lrm))
	if f == nil || strings.HasSuffix(f[1], joiner) {
		return false
	}
	kind, before, caption := omittedKinds[f[2]], strings.Trim(f[1], marks), f[3]
	if pages := pagesForm.FindStringSubmatch(before); pages != nil && kind == domain.KindDocument {
		before = pages[1]
	}
	if kind == domain.KindDocument && path.Ext(before) != "" && !strings.Contains(before, "\n") {
		m.left(kind, plain(before), caption)
		return true
	}
	if before != "" && caption != "" {
		before += "\n"
	}
	m.left(kind, "", before+caption)
	return true
}

var omittedKinds = map[string]domain.Kind{
	"Bild": domain.KindImage, "image": domain.KindImage, "GIF": domain.KindVideo,
	"Video": domain.KindVideo, "video": domain.KindVideo, "Videonachricht": domain.KindVideo,
	"video note": domain.KindVideo, "Video message": domain.KindVideo, "Video note": domain.KindVideo,
	"Audio": domain.KindVoice, "audio": domain.KindVoice,
	"Sticker": domain.KindSticker, "sticker": domain.KindSticker,
	"Dokument": domain.KindDocument, "document": domain.KindDocument,
	"Kontaktkarte": domain.KindContacts, "Contact card": domain.KindContacts,
}

func (m *Message) left(kind domain.Kind, name, caption string) {
	m.Left = true
	m.carry(kind, name, caption)
}

func (m *Message) attached(name, caption string) {
	m.File = plain(strings.Trim(name, marks+" "))
	m.carry(kindOf(m.File), m.File, caption)
}

func (m *Message) carry(kind domain.Kind, name, caption string) {
	m.Kind, m.Content.Text = kind, caption
	if kind == domain.KindContacts {
		m.Content.Cards = []domain.Card{{Name: strings.TrimSuffix(name, path.Ext(name))}}
		return
	}
	m.Content.Media = &domain.Media{Filename: name, Caption: caption != ""}
}

// ahead is a caption that stands before its file.
func ahead(caption string) string {
	return strings.TrimSuffix(strings.TrimSuffix(strings.Trim(caption, marks), " "), "\n")
}

// plain is a name without joiners.
func plain(name string) string { return strings.ReplaceAll(name, joiner, "") }

// kindOf says by its name what a file was in the chat. What it really is will be
// seen in its content.
func kindOf(name string) domain.Kind {
	upper := strings.ToUpper(name)
	for _, k := range []struct {
		sign string
		kind domain.Kind
	}{
		{"PTT-", domain.KindVoice},
		{"AUD-", domain.KindAudio},
		{"STK-", domain.KindSticker},
		{"-STICKER-", domain.KindSticker},
		{"-GIF-", domain.KindVideo},
		{"DOC-", domain.KindDocument},
	} {
		if strings.HasPrefix(upper, k.sign) || strings.HasPrefix(k.sign, "-") && strings.Contains(upper, k.sign) {
			return k.kind
		}
	}
	return endings[strings.ToLower(path.Ext(name))].or(domain.KindDocument)
}

type kind domain.Kind

func (k kind) or(other domain.Kind) domain.Kind {
	if k == "" {
		return other
	}
	return domain.Kind(k)
}

var endings = map[string]kind{
	".jpg": kind(domain.KindImage), ".jpeg": kind(domain.KindImage), ".png": kind(domain.KindImage), ".heic": kind(domain.KindImage),
	".mp4": kind(domain.KindVideo), ".3gp": kind(domain.KindVideo), ".mov": kind(domain.KindVideo), ".gif": kind(domain.KindVideo),
	".opus": kind(domain.KindVoice), ".mp3": kind(domain.KindAudio), ".m4a": kind(domain.KindAudio), ".aac": kind(domain.KindAudio),
	".amr": kind(domain.KindAudio), ".ogg": kind(domain.KindAudio), ".webp": kind(domain.KindSticker), ".vcf": kind(domain.KindContacts),
}

// readRest is for places and calls.
func (m *Message) readRest(bare string) bool {
	if f := placeForm.FindStringSubmatch(bare); f != nil {
		return m.readPlace(f[1], f[2])
	}
	if liveForm.MatchString(bare) {
		m.Kind, m.Content.TypeName = domain.KindUnsupported, "live_location"
		return true
	}
	if missedForm.MatchString(bare) {
		m.Kind, m.Content.Call = domain.KindCall, &domain.Call{}
		return true
	}
	if f := calledForm.FindStringSubmatch(bare); f != nil {
		seconds := number(f[1])*3600 + number(f[2])*60 + number(f[3])
		m.Kind, m.Content.Call = domain.KindCall, &domain.Call{Answered: true, Seconds: seconds}
		return true
	}
	return false
}

func (m *Message) readPlace(url, name string) bool {
	f := pointForm.FindStringSubmatch(url)
	if f == nil {
		return false
	}
	lat, err := strconv.ParseFloat(f[1], 64)
	lon, err2 := strconv.ParseFloat(f[2], 64)
	if err != nil || err2 != nil || lat < -90 || lat > 90 || lon < -180 || lon > 180 {
		return false
	}
	m.Kind, m.Content.Place = domain.KindLocation, &domain.Place{Latitude: lat, Longitude: lon, Name: name}
	return true
}

// ownLine reports whether a line without a name is WhatsApp's own although it
// has a colon in it: a name that somebody was given.
func ownLine(text string) bool { return missedForm.MatchString(strings.Trim(text, marks)) }

var notices = []string{
	"Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt", "Nachrichten an diesen Chat", "Nur Personen in diesem Chat", "Dein Sicherheitscode", "Dieser Chat ist mit einem Unternehmen",
	"Dieses Unternehmen", "Du hast diesen Kontakt", "Messages and calls are end-to-end encrypted", "Messages to this chat", "Only people in this chat", "Your security code",
	"This chat is with a business", "This business", "You blocked this contact", "You unblocked this contact",
}

// ownNotice reports whether a text under somebody's name is WhatsApp's own.
func ownNotice(text string) bool {
	text, marked := strings.CutPrefix(text, lrm)
	if !marked {
		return false
	}
	for _, n := range notices {
		if strings.HasPrefix(text, n) {
			return true
		}
	}
	return false
}
