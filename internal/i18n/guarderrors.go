package i18n

import "sprechstunde/internal/domain"

// GuardErrorTexts are the sentences for what can go wrong with sealed files,
// with backups and while another desk writes.
type GuardErrorTexts struct {
	SealFor    string
	SealWeak   string
	SealKey    string
	SealBroken string
	Backup     string // the entry
	NotEmpty   string // what is in the way
	Reader     string // who writes
}

func (t GuardErrorTexts) of(code domain.Code) string {
	switch code {
	case domain.CodeSealFor:
		return t.SealFor
	case domain.CodeSealWeak:
		return t.SealWeak
	case domain.CodeSealKey:
		return t.SealKey
	case domain.CodeSealBroken:
		return t.SealBroken
	case domain.CodeBackup:
		return t.Backup
	case domain.CodeNotEmpty:
		return t.NotEmpty
	default:
		return t.Reader
	}
}

var guardErrorsDE = GuardErrorTexts{
	SealFor:    "Das ist kein Schlüssel, für den man etwas verschließen kann. Er beginnt mit „age1“; gib ihn oder eine Datei mit ihm bei --encrypt-to an, oder nimm --passphrase.",
	SealWeak:   "Die Passphrase ist zu kurz: Nimm mindestens 12 Zeichen, zum Beispiel vier Wörter, die nichts miteinander zu tun haben.",
	SealKey:    "Mit dieser Passphrase oder diesem Schlüssel geht die Datei nicht auf. Es wurde nichts verändert; versuche es noch einmal.",
	SealBroken: "Die verschlossene Datei ist beschädigt, abgeschnitten oder keine von uns. Es wurde nichts verändert; nimm eine andere Kopie.",
	Backup:     "In der Sicherung stimmt etwas nicht (%s). Es wurde nichts verändert; nimm eine ältere.",
	NotEmpty:   "Hier liegen schon Daten (%s). Zurückgespielt wird nur an einen leeren Ort; wähle mit --home einen anderen Ordner.",
	Reader:     "Gerade schreibt ein anderer Platz (%s); hier wird nur gelesen. Was du geschrieben hast, bleibt als Entwurf.",
}

var guardErrorsEN = GuardErrorTexts{
	SealFor:    "This is no key that something can be sealed for. One begins with “age1”; give it, or a file with it, to --encrypt-to, or use --passphrase.",
	SealWeak:   "The passphrase is too short: take at least 12 characters, for example four words that have nothing to do with each other.",
	SealKey:    "This passphrase or key does not open the file. Nothing was changed; try again.",
	SealBroken: "The sealed file is damaged, cut short or none of ours. Nothing was changed; take another copy.",
	Backup:     "Something is wrong inside the backup (%s). Nothing was changed; take an older one.",
	NotEmpty:   "There are data here already (%s). Backups are restored to an empty place only; choose another folder with --home.",
	Reader:     "Another desk is writing (%s); this one only reads. What you wrote is kept as a draft.",
}
