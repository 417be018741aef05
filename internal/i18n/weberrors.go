package i18n

import "sprechstunde/internal/domain"

// WebErrorTexts are the sentences for what can go wrong with links, with the
// own number and with blocking.
type WebErrorTexts struct {
	NotWeb     string
	NoBrowser  string
	NotBlocked string // Meta's reason
	NoNumber   string
}

func (t WebErrorTexts) of(code domain.Code) string {
	switch code {
	case domain.CodeNotWeb:
		return t.NotWeb
	case domain.CodeNoBrowser:
		return t.NoBrowser
	case domain.CodeNotBlocked:
		return t.NotBlocked
	default:
		return t.NoNumber
	}
}

var webErrorsDE = WebErrorTexts{
	NotWeb:     "Das ist keine Adresse einer Webseite; sie wird nicht geöffnet. Mit y kannst du sie kopieren.",
	NoBrowser:  "Auf diesem Rechner ist kein Programm zu finden, das Webseiten zeigt. Kopiere die Adresse mit y.",
	NotBlocked: "WhatsApp hat das nicht ausgeführt (%s). Blockieren lässt sich nur, wer in den letzten 24 Stunden geschrieben hat.",
	NoNumber:   "Die eigene Nummer ist nicht bekannt. Gib sie mit --number an oder trage sie unter whatsapp.number ein.",
}

var webErrorsEN = WebErrorTexts{
	NotWeb:     "This is no address of a web page; it is not opened. You can copy it with y.",
	NoBrowser:  "No program that shows web pages is found on this machine. Copy the address with y.",
	NotBlocked: "WhatsApp has not done that (%s). Only people who wrote within the last 24 hours can be blocked.",
	NoNumber:   "Our own number is not known. Give it with --number, or set whatsapp.number in the settings.",
}
