package i18n

import "sprechstunde/internal/domain"

// FileTexts is what the screen says about files: what is known of one, and what
// can be done with it.
type FileTexts struct {
	NotHereF    string // the key that saves, where there is no file; the key that leads to the list
	Coming      string // it is still being fetched
	Ready       string // it is here
	LostF       string // why
	LostWord    string
	DamagedF    string // why; the file was here
	MismatchF   string // what it is in truth
	Transcript  string // above what a program took a recording to say
	NoWords     string // it heard none
	Unwritten   string // the program did not do it
	SoundOfF    string // what is played: kind, name of the person
	PlayingF    string // what, key
	PlayingTinF string // the same in few words
	Opening     string
	SavedF      string // path

	AskF     string            // type
	AskWhy   map[string]string // domain.FileType → why it is asked
	AskSave  string
	AskYes   string
	Types    map[string]string // domain.FileType
	Loss     map[string]string // domain.LossReason
	Title    string            // of the list
	CountF   string
	Nothing  string
	NoChoice string

	Why     FileWhyTexts
	Picture PictureTexts
	Record  RecordTexts
}

// FileWhyTexts says why something cannot be done with a file.
type FileWhyTexts struct {
	NoFile   string
	Coming   string
	Lost     string
	Mismatch string
	Program  string
	NoSound  string
	NoImage  string
	NoColour string
}

// PictureTexts is said about the rough picture of an image.
type PictureTexts struct {
	Title   string
	SizeF   string // width, height
	Drawing string
	RoughF  string // key that opens it
}

// RecordTexts is said while a voice note is recorded.
type RecordTexts struct {
	Title    string
	RunningF string // length
	Stops    string
	Ending   string
	ReadyF   string // length, size
	Choose   string
	Dropped  string
}

// FileActions names what can be done with files.
type FileActions struct {
	Open, Save, Play, Picture, List, ListJump     ActionText
	Record, RecordNext, RecordPlay, RecordDiscard ActionText
}

// FileErrorTexts are the sentences for what can go wrong with a file or with an
// outside program.
type FileErrorTexts struct {
	NoTool   string            // key of the configuration
	NoSound  string            // nothing that can be heard
	Programs map[string]string // by the key of the configuration: what is missing, and a program that does it
	Tool     string            // program
	NotHere  string
	Lost     string // why, in words
	Picture  string
	Mismatch string
	AskFirst string // what it is, in words

	Loss  map[string]string // domain.LossReason
	Types map[string]string // domain.FileType
}

var fileTypesDE = map[string]string{
	"other": "Datei unbekannter Art", "pdf": "PDF", "jpeg": "JPEG-Bild", "png": "PNG-Bild", "gif": "GIF-Bild", "webp": "WebP-Bild",
	"mp4": "MP4-Video", "3gp": "3GP-Video", "ogg": "Ogg-Aufnahme", "mp3": "MP3", "m4a": "M4A-Aufnahme", "aac": "AAC-Aufnahme", "amr": "AMR-Aufnahme",
	"text": "Textdatei", "office": "Office-Datei", "archive": "Archiv", "html": "Webseite (HTML)", "svg": "SVG-Zeichnung", "program": "Programm",
}

var fileTypesEN = map[string]string{
	"other": "file of an unknown kind", "pdf": "PDF", "jpeg": "JPEG picture", "png": "PNG picture", "gif": "GIF picture", "webp": "WebP picture",
	"mp4": "MP4 video", "3gp": "3GP video", "ogg": "Ogg recording", "mp3": "MP3", "m4a": "M4A recording", "aac": "AAC recording", "amr": "AMR recording",
	"text": "text file", "office": "Office file", "archive": "archive", "html": "web page (HTML)", "svg": "SVG drawing", "program": "program",
}

var lossDE = map[string]string{
	"expired": "WhatsApp hat sie nicht mehr, weil sie dort nur 7 Tage liegt", "refused": "WhatsApp gibt sie nicht heraus",
	"too_large": "sie ist größer, als WhatsApp erlaubt", "sum": "was ankam, stimmte nie mit der Prüfsumme überein", "empty": "sie ist leer (0 Bytes)",
	"host": "ihre Adresse gehört nicht zu WhatsApp, darum wurde dort nichts geholt", "no_id": "die Nachricht kam ohne etwas, das man holen könnte",
	"damaged": "die Festplatte hat sie verändert", "handed_on": "das Relay hat sie einem früheren Posteingang gegeben und selbst nicht mehr",
	"left_out": "die übernommene Datei hatte sie nicht dabei",
}

var lossEN = map[string]string{
	"expired": "WhatsApp no longer has it, because it stays there for 7 days only", "refused": "WhatsApp does not hand it out",
	"too_large": "it is larger than WhatsApp allows", "sum": "what came never matched its checksum", "empty": "it is empty (0 bytes)",
	"host": "its address is not WhatsApp's, so nothing was fetched there", "no_id": "the message came without anything to fetch",
	"damaged": "the disk has changed it", "handed_on": "the relay gave it to an earlier inbox and no longer has it",
	"left_out": "the imported file did not contain it",
}

var filesDE = FileTexts{
	NotHereF: "Diese Nachricht hat keine Datei. Einen Durchgang beginnst du von der Liste aus (%s).",
	Coming:   "wird geholt …", Ready: "liegt hier", LostF: "Datei verloren: %s.", LostWord: "verloren", DamagedF: "Datei beschädigt: %s.",
	MismatchF:  "Ist nicht, was sie zu sein vorgibt, sondern: %s. Sie lässt sich nur sichern.",
	Transcript: "Mitschrift, von einem Programm:", NoWords: "(es hat nichts verstanden)", Unwritten: "Mitschrift: Das Programm ist daran gescheitert.",
	SoundOfF: "%s von %s", PlayingF: "Es läuft: %s · %s hält an", PlayingTinF: "%s · %s hält an",
	Opening: "Wird geöffnet …", SavedF: "Gesichert: %s",
	AskF: "%s wirklich öffnen?",
	AskWhy: map[string]string{
		"office": "In Office-Dateien können Programme stecken (Makros). Öffne sie nur, wenn du sie erwartest, und erlaube darin keine Makros.",
		"html":   "Eine Webseite kann etwas nachladen und nachahmen, zum Beispiel eine Anmeldung. Gib darin nirgends etwas ein.",
		"svg":    "In einer SVG-Zeichnung kann ein Programm stecken. Öffne sie nur, wenn du sie erwartest.",
		"other":  "Was das ist, ließ sich nicht erkennen. Öffne es nur, wenn du es erwartest.",
	},
	AskSave: "nur sichern", AskYes: "trotzdem öffnen",
	Types: fileTypesDE, Loss: lossDE,
	Title: "Dateien", CountF: "%d ", Nothing: "In diesem Chat gibt es noch keine Dateien.", NoChoice: "Hier ist keine Datei",
	Why: FileWhyTexts{
		NoFile: "Diese Nachricht hat keine Datei", Coming: "Die Datei wird noch geholt", Lost: "Die Datei ist verloren",
		Mismatch: "Die Datei ist nicht, was sie vorgibt: Sie lässt sich nur sichern", Program: "Programme werden nie geöffnet: Sie lassen sich nur sichern",
		NoSound: "Da gibt es nichts anzuhören", NoImage: "Das ist kein Bild", NoColour: "Ohne Farben geht das nicht; öffne das Bild oder wechsle die Farben",
	},
	Picture: PictureTexts{Title: "Bild, grob", SizeF: "%d × %d Punkte", Drawing: "wird gezeichnet …", RoughF: "%s öffnet es ganz"},
	Record: RecordTexts{
		Title: "Sprachnachricht", RunningF: "● Aufnahme läuft · %s", Stops: "Sprich jetzt. Enter hält an.",
		Ending: "wird fertig gemacht …", ReadyF: "Aufgenommen: %s · %s",
		Choose:  "Noch ist nichts gesendet: Hör sie dir an, häng sie an oder verwirf sie.",
		Dropped: "Verworfen.",
	},
}

var filesEN = FileTexts{
	NotHereF: "This message has no file. A session begins from the list (%s).",
	Coming:   "is being fetched …", Ready: "is here", LostF: "File lost: %s.", LostWord: "lost", DamagedF: "File damaged: %s.",
	MismatchF:  "Is not what it claims to be, but: %s. It can only be saved.",
	Transcript: "Transcript, made by a program:", NoWords: "(it understood nothing)", Unwritten: "Transcript: the program failed at it.",
	SoundOfF: "%s from %s", PlayingF: "Playing: %s · %s stops it", PlayingTinF: "%s · %s stops it",
	Opening: "Opening …", SavedF: "Saved: %s",
	AskF: "Really open: %s?",
	AskWhy: map[string]string{
		"office": "Office files can hold programs (macros). Open them only if you expect them, and allow no macros in them.",
		"html":   "A web page can load things and imitate others, such as a login. Type nothing into it.",
		"svg":    "An SVG drawing can hold a program. Open it only if you expect it.",
		"other":  "What this is could not be told. Open it only if you expect it.",
	},
	AskSave: "save only", AskYes: "open it all the same",
	Types: fileTypesEN, Loss: lossEN,
	Title: "Files", CountF: "%d ", Nothing: "There are no files in this chat yet.", NoChoice: "There is no file here",
	Why: FileWhyTexts{
		NoFile: "This message has no file", Coming: "The file is still being fetched", Lost: "The file is lost",
		Mismatch: "The file is not what it claims to be: it can only be saved", Program: "Programs are never opened: they can only be saved",
		NoSound: "There is nothing to listen to", NoImage: "This is no picture", NoColour: "That takes colours; open the picture, or change the colours",
	},
	Picture: PictureTexts{Title: "Picture, roughly", SizeF: "%d × %d pixels", Drawing: "being drawn …", RoughF: "%s opens it in full"},
	Record: RecordTexts{
		Title: "Voice note", RunningF: "● recording · %s", Stops: "Speak now. Enter stops.",
		Ending: "being finished …", ReadyF: "Recorded: %s · %s",
		Choose:  "Nothing is sent yet: listen to it, attach it, or discard it.",
		Dropped: "Discarded.",
	},
}

var fileActionsDE = FileActions{
	Open: ActionText{"öffnen", "Datei mit dem Programm des Systems öffnen"}, Save: ActionText{"sichern", "Datei in den Ordner für Exporte legen"},
	Play: ActionText{"anhören", "Aufnahme oder Video abspielen oder anhalten"}, Picture: ActionText{"zeigen", "Bild grob am Bildschirm zeigen"},
	List:     ActionText{"Dateien", "alle Dateien dieses Chats"},
	ListJump: ActionText{"zur Nachricht", "zur Nachricht mit dieser Datei"},
	Record:   ActionText{"aufnehmen", "Sprachnachricht aufnehmen"}, RecordNext: ActionText{"weiter", "Aufnahme anhalten, dann anhängen"},
	RecordPlay: ActionText{"anhören", "Aufnahme anhören oder anhalten"}, RecordDiscard: ActionText{"verwerfen", "Aufnahme anhalten, dann verwerfen"},
}

var fileActionsEN = FileActions{
	Open: ActionText{"open", "open the file with the system's program"}, Save: ActionText{"save", "put the file into the folder for exports"},
	Play: ActionText{"play", "play or stop a recording or a video"}, Picture: ActionText{"show", "show a picture roughly on the screen"},
	List:     ActionText{"files", "all files of this chat"},
	ListJump: ActionText{"to the message", "to the message with this file"},
	Record:   ActionText{"record", "record a voice note"}, RecordNext: ActionText{"go on", "stop recording, then attach"},
	RecordPlay: ActionText{"listen", "listen to the recording or stop it"}, RecordDiscard: ActionText{"discard", "stop recording, then discard"},
}

var programsDE = map[string]string{
	"files.open":       "Hier ist kein Programm zu finden, das Dateien öffnet. s (oder „sprechstunde files save“) sichert die Datei. Unter Linux bringt das Paket xdg-utils eines mit; ein anderes trägst du bei files.open ein.",
	"files.play":       "Auf diesem Rechner ist kein Programm gefunden worden, das Ton und Video spielt. s sichert die Datei. Installiere zum Beispiel mpv, oder trage ein anderes bei files.play ein.",
	"voice.record":     "Auf diesem Rechner ist kein Programm gefunden worden, das aufnimmt. Installiere ffmpeg, oder trage ein anderes bei voice.record ein.",
	"voice.transcribe": "Zum Mitschreiben ist kein Programm eingetragen. Installiere zum Beispiel whisper.cpp und trage es bei voice.transcribe ein.",
}

var programsEN = map[string]string{
	"files.open":       "No program that opens files was found on this machine. s (or “sprechstunde files save”) saves the file. On Linux the package xdg-utils brings one; name another one at files.open.",
	"files.play":       "No program that plays sound and video was found on this machine. s saves the file. Install mpv for example, or name another one at files.play.",
	"voice.record":     "No program that records was found on this machine. Install ffmpeg, or name another one at voice.record.",
	"voice.transcribe": "No program that writes down speech is configured. Install whisper.cpp for example and name it at voice.transcribe.",
}

var fileErrorsDE = FileErrorTexts{
	NoSound: "Das ist keine Aufnahme: Mitgeschrieben werden Sprachnachrichten, Ton und Video.", Programs: programsDE,
	NoTool:   "Dafür ist auf diesem Rechner kein Programm gefunden worden. Installiere eins oder trage es in den Einstellungen ein (%s).",
	Tool:     "Das Programm dafür hat es nicht geschafft (%s). Sichere die Datei und öffne sie von Hand.",
	NotHere:  "Die Datei ist noch nicht da; sie wird gerade geholt. Versuche es gleich noch einmal.",
	Lost:     "Die Datei ist verloren: %s. Bitte die Person, sie noch einmal zu schicken.",
	Mismatch: "Die Datei ist nicht, was sie zu sein vorgibt. Sie wird nicht geöffnet, sondern lässt sich nur sichern.",
	Picture:  "Das Bild hat zu viele Bildpunkte, um hier gezeichnet zu werden. Öffne oder sichere es.",
	AskFirst: "Diese Datei wird nicht einfach so geöffnet (%s). Sichere sie, oder öffne sie mit Absicht.",
	Loss:     lossDE, Types: fileTypesDE,
}

var fileErrorsEN = FileErrorTexts{
	NoSound: "This is no recording: voice notes, sound and video can be written down.", Programs: programsEN,
	NoTool:   "No program for that was found on this machine. Install one, or name it in the settings (%s).",
	Tool:     "The program for it did not manage (%s). Save the file and open it by hand.",
	NotHere:  "The file is not here yet; it is being fetched. Try again in a moment.",
	Lost:     "The file is lost: %s. Ask the person to send it again.",
	Mismatch: "The file is not what it claims to be. It is not opened, but can be saved.",
	Picture:  "The picture has too many pixels to be drawn here. Open or save it.",
	AskFirst: "This file is not opened just like that (%s). Save it, or open it on purpose.",
	Loss:     lossEN, Types: fileTypesEN,
}

// of finds the sentence of a code about files.
func (t *FileErrorTexts) of(code domain.Code) string {
	switch code {
	case domain.CodeNoTool:
		return t.NoTool
	case domain.CodeNoSound:
		return t.NoSound
	case domain.CodePicture:
		return t.Picture
	case domain.CodeTool:
		return t.Tool
	case domain.CodeNotHere:
		return t.NotHere
	case domain.CodeFileLost:
		return t.Lost
	case domain.CodeMismatch:
		return t.Mismatch
	default:
		return t.AskFirst
	}
}
