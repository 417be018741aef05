package i18n

import (
	"strings"

	"sprechstunde/internal/domain"
)

// AttachTexts is said about files, places and contact cards that are sent.
type AttachTexts struct {
	Title      string // of the line a path is typed in
	PathHint   string
	NoMatch    string
	MoreF      string // number of names that are not shown
	Folder     string
	CopyingF   string // name
	Copying    string // why nothing is sent just now
	AddedF     string // name
	AddedVoice string
	RemovedF   string // name
	LineF      string // number, key that removes the last
	FromF      string // name, key of the answer it comes from
	MissingF   string // why a file of an answer is not there
	CaptionF   string // in the review: number of the message, of how many, what it is
	TextOf     string
	NoCaption  string
	AsDocument string
	AsPicture  string
	AsF        string // name
	UploadingF string // percent
	Waiting    string // to be uploaded
	Voice      string
	SecondsF   string
	PlayLater  string // a voice note that is too long to be played at once
	PickPlace  string
	PickCard   string
	NoPlaces   string
	NoCards    string
	SendPlaceF string // name of the person, what
	SendYes    string
	SendNo     string
	NoFile     string // there is no file to remove
	NotHere    string // why nothing can be attached here
	Shut       string // the reply window is shut
	NoPicture  string // the last file is none
}

// AttachActions names the actions.
type AttachActions struct {
	Attach, Detach, AsDocument, Place, Card ActionText
}

// AttachLineTexts is what line mode says about them.
type AttachLineTexts struct {
	FlagFile, FlagVoice, FlagAs, FlagPlace, FlagCard string
	OneKind                                          string // too many things at once
	WrongAs                                          string
	NoSuchPlace                                      string // name, known ones
	NoSuchCard                                       string
	FileF                                            string // kind, name, size
	Missing                                          string // why a file of an answer is missing
	None                                             string
}

var attachDE = AttachTexts{
	Title: "Datei anhängen", PathHint: "Tipp den Weg zur Datei; Tab vervollständigt, ~ ist dein Ordner.", NoMatch: "So heißt hier nichts.",
	MoreF: "… und %d weitere", Folder: "Ordner", CopyingF: "%s wird kopiert …", Copying: "Eine Datei wird noch kopiert", AddedF: "%s hängt an.", AddedVoice: "Die Sprachnachricht hängt an.", RemovedF: "%s ist wieder weg.",
	LineF: "%s nimmt die letzte Datei weg", FromF: "aus „%s“", MissingF: "Eine Datei der Antwort fehlt: %s",
	CaptionF: "Nachricht %d von %d: %s", TextOf: "Text", NoCaption: "ohne Text", AsDocument: "als Dokument", AsPicture: "als Bild", AsF: "%s geht jetzt %s.",
	UploadingF: "wird hochgeladen, %d %%", Waiting: "wartet aufs Hochladen", Voice: "Sprachnachricht", SecondsF: "%d s",
	PlayLater: "über 512 KB: muss vor dem Anhören geladen werden",
	PickPlace: "Welchen Ort senden?", PickCard: "Welche Kontaktkarte senden?",
	NoPlaces: "Noch kein Ort gespeichert: places in den Einstellungen", NoCards: "Noch keine Kontaktkarte gespeichert: cards in den Einstellungen",
	SendPlaceF: "An %s senden: %s", SendYes: "Ja, senden", SendNo: "Nein, nicht senden", NoFile: "Es hängt keine Datei an",
	NotHere: "Dateien hängst du beim Schreiben an", Shut: "Die 24-Stunden-Frist ist zu: Dateien kommen jetzt nicht an",
	NoPicture: "Die letzte Datei ist kein Bild",
}

var attachEN = AttachTexts{
	Title: "Attach a file", PathHint: "Type the path of the file; Tab completes, ~ is your folder.", NoMatch: "Nothing here is called that.",
	MoreF: "… and %d more", Folder: "folder", CopyingF: "%s is being copied …", Copying: "A file is still being copied", AddedF: "%s is attached.", AddedVoice: "The voice note is attached.", RemovedF: "%s is gone again.",
	LineF: "%s takes the last file away", FromF: "from “%s”", MissingF: "A file of the answer is missing: %s",
	CaptionF: "Message %d of %d: %s", TextOf: "text", NoCaption: "without text", AsDocument: "as a document", AsPicture: "as a picture", AsF: "%s now goes %s.",
	UploadingF: "uploading, %d %%", Waiting: "waits for its upload", Voice: "Voice note", SecondsF: "%d s",
	PlayLater: "more than 512 KB: has to be loaded before it plays",
	PickPlace: "Send which place?", PickCard: "Send which contact card?",
	NoPlaces: "No place is saved yet: places in the settings", NoCards: "No contact card is saved yet: cards in the settings",
	SendPlaceF: "Send to %s: %s", SendYes: "Yes, send", SendNo: "No, do not send", NoFile: "No file is attached",
	NotHere: "Files are attached while you write", Shut: "The 24 hours are over: files do not get through now",
	NoPicture: "The last file is no picture",
}

var attachLineDE = AttachLineTexts{
	FlagFile: "eine Datei senden; --text ist ihre Bildunterschrift (mehrfach möglich)", FlagVoice: "eine Aufnahme (Ogg/Opus) als Sprachnachricht senden",
	FlagAs: "document: ein Bild als Dokument senden", FlagPlace: "einen Ort aus places in den Einstellungen senden",
	FlagCard: "eine Kontaktkarte aus cards in den Einstellungen senden",
	OneKind:  "--template, --place und --card gehen nur allein; Dateien und Text gehen zusammen.", WrongAs: "--as kennt nur: document",
	NoSuchPlace: "Den Ort „%s“ gibt es nicht in places. Es gibt: %s", NoSuchCard: "Die Karte „%s“ gibt es nicht in cards. Es gibt: %s",
	FileF: "%s: %s (%s)", Missing: "Eine Datei der Antwort fehlt: %s", None: "noch nichts",
}

var attachLineEN = AttachLineTexts{
	FlagFile: "send a file; --text is its caption (may be given several times)", FlagVoice: "send a recording (Ogg/Opus) as a voice note",
	FlagAs: "document: send a picture as a document", FlagPlace: "send a place out of places in the settings",
	FlagCard: "send a contact card out of cards in the settings",
	OneKind:  "--template, --place and --card stand alone; files and text go together.", WrongAs: "--as knows only: document",
	NoSuchPlace: "There is no place “%s” in places. There are: %s", NoSuchCard: "There is no card “%s” in cards. There are: %s",
	FileF: "%s: %s (%s)", Missing: "A file of the answer is missing: %s", None: "none yet",
}

// attachReason puts the detail of CodeFile, a reason and maybe a size or a name,
// into words.
func (t ErrorTexts) attachReason(detail string) string {
	reason, rest, _ := strings.Cut(detail, " ")
	text, ok := t.Attach[domain.AttachReason(reason)]
	if !ok {
		text = t.Attach[domain.AttachOther]
	}
	return withDetail(text, rest)
}

var attachReasonsDE = map[domain.AttachReason]string{
	domain.AttachTooLarge:     "sie ist zu groß; WhatsApp nimmt von dieser Art höchstens %s. Verkleinere sie oder schick einen Link.",
	domain.AttachEmpty:        "sie ist leer.",
	domain.AttachNoFile:       "sie lässt sich nicht lesen (%s). Prüfe, ob sie da ist und ob sie eine Datei ist.",
	domain.AttachHEIC:         "HEIC-Fotos vom iPhone nimmt WhatsApp nicht. Speichere das Foto als JPEG (in Fotos: Exportieren) und nimm das.",
	domain.AttachPicture:      "als Bild nimmt WhatsApp nur JPEG und PNG. Speichere es als PNG oder JPEG.",
	domain.AttachFilm:         "als Video nimmt WhatsApp nur MP4 und 3GP. Speichere es als MP4 (H.264).",
	domain.AttachSound:        "als Ton nimmt WhatsApp nur MP3, M4A, AAC, AMR und Ogg mit Opus. Speichere es als MP3.",
	domain.AttachOpenDocument: "dieses Dokumentformat nimmt WhatsApp nicht. Speichere es als PDF.",
	domain.AttachArchive:      "Archive wie ZIP nimmt WhatsApp nicht. Schick die Dateien einzeln.",
	domain.AttachProgram:      "Programme nimmt WhatsApp nicht.",
	domain.AttachPage:         "Webseiten nimmt WhatsApp nicht als Datei. Schick den Link oder ein PDF davon.",
	domain.AttachMismatch:     "ihr Name sagt etwas anderes als ihr Inhalt; die Person könnte sie nicht öffnen. Gib ihr die richtige Endung.",
	domain.AttachNotVoice:     "eine Sprachnachricht muss Ogg mit Opus sein. Nimm sie neu auf oder hänge sie als Ton an.",
	domain.AttachTooMany:      "höchstens zehn Dateien gehen mit einer Antwort.",
	domain.AttachOther:        "diese Art nimmt WhatsApp nicht. Es gehen PDF, Word, Excel, PowerPoint, Text, JPEG, PNG, MP4 und MP3; am besten speicherst du es als PDF.",
}

var attachReasonsEN = map[domain.AttachReason]string{
	domain.AttachTooLarge:     "it is too large; WhatsApp takes at most %s of this kind. Make it smaller or send a link.",
	domain.AttachEmpty:        "it is empty.",
	domain.AttachNoFile:       "it cannot be read (%s). Check that it is there and that it is a file.",
	domain.AttachHEIC:         "WhatsApp does not take HEIC photos of iPhones. Save the photo as JPEG (in Photos: Export) and take that.",
	domain.AttachPicture:      "of pictures WhatsApp takes only JPEG and PNG. Save it as PNG or JPEG.",
	domain.AttachFilm:         "of videos WhatsApp takes only MP4 and 3GP. Save it as MP4 (H.264).",
	domain.AttachSound:        "of sounds WhatsApp takes only MP3, M4A, AAC, AMR and Ogg with Opus. Save it as MP3.",
	domain.AttachOpenDocument: "WhatsApp does not take this kind of document. Save it as PDF.",
	domain.AttachArchive:      "WhatsApp does not take archives like ZIP. Send the files one by one.",
	domain.AttachProgram:      "WhatsApp does not take programs.",
	domain.AttachPage:         "WhatsApp does not take web pages as files. Send the link, or a PDF of it.",
	domain.AttachMismatch:     "its name says something else than its content; the person could not open it. Give it the right ending.",
	domain.AttachNotVoice:     "a voice note has to be Ogg with Opus. Record it anew, or attach it as a sound.",
	domain.AttachTooMany:      "at most ten files go with one reply.",
	domain.AttachOther:        "WhatsApp does not take this kind. It takes PDF, Word, Excel, PowerPoint, text, JPEG, PNG, MP4 and MP3; best save it as PDF.",
}

var attachActionsDE = AttachActions{
	Attach:     ActionText{"anhängen", "eine Datei anhängen"},
	Detach:     ActionText{"Datei weg", "die letzte angehängte Datei wegnehmen"},
	AsDocument: ActionText{"Bild/Dok.", "das letzte Bild als Dokument senden, oder wieder als Bild"},
	Place:      ActionText{"Ort", "einen gespeicherten Ort senden"},
	Card:       ActionText{"Kontakt", "die Kontaktkarte einer Kollegin senden"},
}

var attachActionsEN = AttachActions{
	Attach:     ActionText{"attach", "attach a file"},
	Detach:     ActionText{"detach", "take the last attached file away"},
	AsDocument: ActionText{"pic/doc.", "send the last picture as a document, or as a picture again"},
	Place:      ActionText{"place", "send a saved place"},
	Card:       ActionText{"contact", "send the contact card of a colleague"},
}
