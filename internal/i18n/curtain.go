package i18n

// CurtainTexts is all that stands on the screen while the curtain is drawn.
type CurtainTexts struct {
	Title      string
	OpenF      string // key
	Passphrase string
	Wrong      string
}

var curtainDE = CurtainTexts{
	Title: "Der Vorhang ist zu", OpenF: "%s zieht ihn wieder auf.", Passphrase: "Deine Passphrase, dann Enter:", Wrong: "Das war sie nicht.",
}

var curtainEN = CurtainTexts{
	Title: "The curtain is drawn", OpenF: "%s opens it again.", Passphrase: "Your passphrase, then Enter:", Wrong: "That was not it.",
}

var (
	curtainActionDE = ActionText{"Vorhang", "sofort alles verbergen; dieselbe Taste zeigt es wieder"}
	curtainActionEN = ActionText{"curtain", "hide everything at once; the same key shows it again"}
)
