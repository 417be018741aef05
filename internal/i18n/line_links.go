package i18n

import "sprechstunde/internal/domain"

// LinkLineTexts are the words of line mode for links, codes and QR codes.
type LinkLineTexts struct {
	CmdLinks string
	CmdCheck string
	None     string // of a chat
	Empty    string // the catalogue
	Expired  string
	Until    string // day
	Answers  string // status, kB
	More     string // the page is longer
	Hops     string // how many redirects, where to
	ForGood  string
	Status   string // number
	Troubles map[domain.LinkTrouble]string
	Bad      string // how many of how many

	CmdLink    string
	FlagText   string
	FlagCode   string
	FlagQR     string
	FlagOut    string
	FlagNumber string
	FlagList   string
	NoCode     string
	BadCode    string
	Unlisted   string // code
	NoText     string
	TooMuch    string // characters
	QRWays     string
	OutNeeds   string
	NoSources  string
	Written    string // file
	Label      string
	Audience   string
}

var lineLinksDE = LinkLineTexts{
	CmdLinks: "Zeigt deine Links oder die Links eines Chats", CmdCheck: "Ruft jede Seite deines Linkverzeichnisses einmal auf und sagt, ob sie noch da ist",
	None: "In diesem Chat steht kein Link.", Empty: "Das Linkverzeichnis ist leer. Trage deine Seiten in den Einstellungen unter links ein.",
	Expired: "abgelaufen", Until: "gilt bis %s", Answers: "antwortet (%d), %d kB", More: "mehr als", Hops: "leitet %d-mal weiter, zu %s", ForGood: "für immer: trage die neue Adresse ein", Status: "antwortet mit %d",
	Troubles: map[domain.LinkTrouble]string{
		domain.LinkFine: "gut", domain.LinkNoHost: "diesen Rechnernamen gibt es nicht", domain.LinkSilent: "antwortet nicht in 15 Sekunden", domain.LinkRefused: "dort nimmt niemand an",
		domain.LinkTLS: "das Zertifikat stimmt nicht", domain.LinkCircle: "leitet im Kreis weiter", domain.LinkAstray: "leitet zu etwas weiter, das keine Webseite ist",
		domain.LinkStatus: "die Seite gibt es so nicht", domain.LinkBadHTTP: "die Antwort ist nicht zu verstehen",
	},
	Bad: "%d von %d brauchen deinen Blick.",

	CmdLink:  "Macht einen wa.me-Link mit vorausgefülltem Text und Herkunftscode, auch als QR-Code",
	FlagText: "was schon im Eingabefeld steht, wenn jemand den Link öffnet", FlagCode: "Herkunftscode, der an den Text gehängt wird, zum Beispiel K26", FlagQR: "QR-Code: terminal, png oder svg",
	FlagOut: "neue Datei für den QR-Code", FlagNumber: "die eigene Nummer, statt sie bei WhatsApp zu erfragen", FlagList: "die eingetragenen Codes mit ihren Links zeigen",
	NoCode: "ohne Code", BadCode: "ein Code hat 2 bis 12 Zeichen, Buchstaben und mindestens eine Ziffer", Unlisted: "Der Code %s steht nicht unter sources in den Einstellungen: Wer ihn schickt, bekommt noch keine Herkunft.",
	NoText: "--text oder --code fehlt", TooMuch: "der Text hat %d Zeichen; mehr als 700 passen schlecht in einen QR-Code", QRWays: "--qr: terminal, png oder svg", OutNeeds: "--out braucht --qr png oder svg, und umgekehrt",
	NoSources: "Es sind keine Codes eingetragen. Trage sie in den Einstellungen unter sources ein.", Written: "Geschrieben: %s", Label: "Label", Audience: "Zielgruppe",
}

var lineLinksEN = LinkLineTexts{
	CmdLinks: "Show your links, or the links of a chat", CmdCheck: "Ask for every page of your link catalogue once and tell whether it is still there",
	None: "There is no link in this chat.", Empty: "The link catalogue is empty. Put your pages into the settings under links.",
	Expired: "expired", Until: "until %s", Answers: "answers (%d), %d kB", More: "more than", Hops: "redirects %d×, to %s", ForGood: "for good: enter the new address", Status: "answers with %d",
	Troubles: map[domain.LinkTrouble]string{
		domain.LinkFine: "fine", domain.LinkNoHost: "there is no machine of that name", domain.LinkSilent: "does not answer within 15 seconds", domain.LinkRefused: "nobody takes the call there",
		domain.LinkTLS: "its certificate is not good", domain.LinkCircle: "redirects in a circle", domain.LinkAstray: "redirects to something that is no web page",
		domain.LinkStatus: "the page is not there", domain.LinkBadHTTP: "the answer cannot be understood",
	},
	Bad: "%d of %d need a look.",

	CmdLink:  "Make a wa.me link with a prefilled text and a source code, as QR code too",
	FlagText: "what stands in the input line already when somebody opens the link", FlagCode: "source code that is put behind the text, e.g. K26", FlagQR: "QR code: terminal, png or svg",
	FlagOut: "new file for the QR code", FlagNumber: "our own number, instead of asking WhatsApp for it", FlagList: "show the codes of the settings with their links",
	NoCode: "without a code", BadCode: "a code has 2 to 12 characters, letters and at least one digit", Unlisted: "The code %s does not stand in the settings under sources: whoever sends it gets no source yet.",
	NoText: "--text or --code is missing", TooMuch: "the text has %d characters; more than 700 hardly fit into a QR code", QRWays: "--qr: terminal, png or svg", OutNeeds: "--out wants --qr png or svg, and the other way round",
	NoSources: "There are no codes. Put them into the settings under sources.", Written: "Written: %s", Label: "label", Audience: "audience",
}
