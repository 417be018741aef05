package export

import "sprechstunde/internal/domain"

// Form is one of the ways in which WhatsApp itself writes "Export chat".
type Form string

// The forms. The English ones have British dates and 24 hours, so that no reader
// has to guess which number is the day.
const (
	AndroidDE Form = "android-de"
	IOSDE     Form = "ios-de"
	AndroidEN Form = "android-en"
	IOSEN     Form = "ios-en"
)

// Forms lists them; the first is the usual one.
func Forms() []Form { return []Form{AndroidDE, IOSDE, AndroidEN, IOSEN} }

// IsForm reports whether there is a form of that name.
func IsForm(f Form) bool { return formsOf(f).stamp != "" }

func (f Form) ios() bool { return f == IOSDE || f == IOSEN }

// Lang is the language of the form: de or en.
func (f Form) Lang() string {
	if f == AndroidEN || f == IOSEN {
		return "en"
	}
	return "de"
}

// ChatFile is what the text file of a form is called in its zip; name is the
// person's, in letters that every file system takes.
func (f Form) ChatFile(name string) string {
	switch f {
	case IOSDE, IOSEN:
		return "_chat.txt"
	case AndroidEN:
		return "WhatsApp Chat with " + name + ".txt"
	default:
		return "WhatsApp Chat mit " + name + ".txt"
	}
}

// formWords are the marks of one form. Source: exports made by the apps, as the
// test files of several free readers show them.
type formWords struct {
	stamp    string // layout of package time, with the sign behind it
	left     map[domain.Kind]string
	leftAny  string // of a file that was left out
	file     string // for fmt, with its name
	edited   string
	gone     string // deleted by the person
	goneOurs string
	place    string // for fmt, with the address on a map
	missed   string // call
	call     string // that was answered
	crlf     bool
}

func formsOf(f Form) formWords {
	switch f {
	case AndroidDE:
		return formWords{
			stamp: "02.01.06, 15:04 - ", leftAny: "<Medien ausgeschlossen>", file: "%s (Datei angehängt)",
			edited: "<Diese Nachricht wurde bearbeitet.>", gone: "Diese Nachricht wurde gelöscht.", goneOurs: "Du hast diese Nachricht gelöscht.",
			place: "Standort: %s", missed: "Verpasster Sprachanruf", call: "Sprachanruf",
		}
	case IOSDE:
		w := formsOf(AndroidDE)
		w.stamp, w.file, w.crlf = "[02.01.06, 15:04:05] ", "<Anhang: %s>", true
		w.leftAny, w.left = "Dokument weggelassen", map[domain.Kind]string{
			domain.KindImage: "Bild weggelassen", domain.KindVideo: "Video weggelassen", domain.KindAudio: "Audio weggelassen",
			domain.KindVoice: "Audio weggelassen", domain.KindSticker: "Sticker weggelassen", domain.KindContacts: "Kontaktkarte ausgelassen",
		}
		return w
	case AndroidEN:
		return formWords{
			stamp: "02/01/2006, 15:04 - ", leftAny: "<Media omitted>", file: "%s (file attached)",
			edited: "<This message was edited>", gone: "This message was deleted", goneOurs: "You deleted this message",
			place: "location: %s", missed: "Missed voice call", call: "Voice call",
		}
	case IOSEN:
		w := formsOf(AndroidEN)
		w.stamp, w.file, w.crlf = "[02/01/2006, 15:04:05] ", "<attached: %s>", true
		w.leftAny, w.left = "document omitted", map[domain.Kind]string{
			domain.KindImage: "image omitted", domain.KindVideo: "video omitted", domain.KindAudio: "audio omitted",
			domain.KindVoice: "audio omitted", domain.KindSticker: "sticker omitted", domain.KindContacts: "Contact card omitted",
		}
		w.place = "Location: %s"
		return w
	default:
		return formWords{}
	}
}
