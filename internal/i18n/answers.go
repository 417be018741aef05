package i18n

// AnswersTexts is said around prepared answers: suggestions, the picker, the
// lights and the form.
type AnswersTexts struct {
	Suggested   string
	BecauseF    string // reasons
	MoreF       string // how many more
	Looking     string
	Nothing     string
	NotThatMany string
	Filling     string
	Moved       string
	Anew        string
	FieldsF     string // label of the first field
	OwnWords    string
	ChooseF     string // the line the choice stands in
	Stopped     string
	RedStopsF   string // key that sends all the same
	RedKeysF    string // the same key
	DespiteF    string // rules
	NoRed       string
	Because     BecauseTexts
	Lights      LightTexts
	Picker      PickerTexts
	Form        FormTexts
}

// BecauseTexts are reasons that have no words of the person's own.
type BecauseTexts struct {
	Words    string
	Topic    string
	Learned  string
	Used     string
	UsedF    string // how often
	Kind     string
	First    string
	Searched string
}

// RuleText is what one rule of a reply's check says.
type RuleText struct {
	Short string // beside the light
	Says  string // %s: what it is about, out of the text
	Plain string // the same where there is nothing to quote
}

// LightTexts has a text for every rule.
type LightTexts struct {
	Name        string // the light of the name guard while it is green
	WrongName   RuleText
	OtherName   RuleText
	Leftover    RuleText
	NoName      RuleText
	Placeholder RuleText
	OwnName     RuleText
	OwnTwice    RuleText
	Restricted  RuleText
	Expired     RuleText
	NextStep    RuleText
	Link        RuleText
	Length      RuleText
	Intro       RuleText
	Address     RuleText
	Officialese RuleText
	Apology     RuleText
	Smileys     RuleText
	Private     RuleText
	ProfileName RuleText
	Attachment  RuleText
	Other       RuleText // a rule these words do not know yet
}

// PickerTexts is said in the picker of prepared answers.
type PickerTexts struct {
	TitleF      string // for whom
	CountF      string // how many
	None        string
	Empty       string
	Expired     string
	CannotF     string // its last day
	MoreF       string // lines
	ValidF      string // until when
	LastUsedF   string // when, how often
	NeverUsed   string
	CheckedF    string // when somebody last looked at the page
	FieldsLeftF string // how many
	NoChoice    string
	NoText      string
	CopiedF     string // title
}

// FormTexts is said in the form of a prepared answer.
type FormTexts struct {
	New       string
	EditF     string // title
	Title     string
	Key       string
	Topic     string
	Audience  string
	Body      string
	NextStep  string
	Link      string
	Checked   string
	Valid     string
	Asked     string
	KeyHint   string
	DayHint   string
	LinkHint  string
	BodyHint  string
	StepHint  string
	AskedHint string
	SavedF    string // title
	RemovedF  string // title
	Mistakes  string
	Unread    string // the text of the editor could not be read
	LeaveAsk  string
	LeaveStay string
	LeaveYes  string
	RemoveF   string // title
	RemoveYes string
	NotKept   string
	Busy      string
}

var answersDE = AnswersTexts{
	Suggested: "Vorschläge", BecauseF: "weil: %s", MoreF: "+%d", Looking: "Die Vorschläge werden noch gesucht.", Nothing: "Für diesen Chat gibt es keinen Vorschlag.",
	NotThatMany: "So viele Vorschläge gibt es hier nicht.", Filling: "Die Antwort wird gerade ausgefüllt.", Moved: "Der Chat hat gewechselt, die Antwort wurde nicht eingesetzt.",
	Anew:    "Die Antwort lautet inzwischen anders: bitte noch einmal lesen.",
	FieldsF: "Noch auszufüllen: %s. Tippen ersetzt es.", OwnWords: "Der Text ist von dir geändert und wird nicht ersetzt. Esc führt zurück zum Schreiben.", ChooseF: "Was passt? %s", Stopped: "Nicht gesendet: Ein rotes Licht ist an.",
	RedStopsF: "Ein rotes Licht ist an. Ändere den Text, oder sende mit %s trotzdem.", RedKeysF: "%s sendet trotzdem · Esc zurück zum Text", DespiteF: "trotz rotem Licht gesendet: %s",
	NoRed:   "Dafür muss ein rotes Licht an sein.",
	Because: BecauseTexts{Words: "Worte der Frage", Topic: "das Thema", Learned: "half bei solchen Fragen schon", Used: "oft benutzt", UsedF: "%d-mal benutzt", Kind: "Art der Nachricht", First: "erster Gruß", Searched: "gesucht"},
	Lights: LightTexts{
		Name:        "Name",
		WrongName:   RuleText{"Name", "Die Anrede „%s“ passt nicht zu dieser Person.", "Die Anrede passt nicht zu dieser Person."},
		OtherName:   RuleText{"fremder Name", "„%s“ ist der Name einer anderen Person.", "Hier steht der Name einer anderen Person."},
		Leftover:    RuleText{"Name kopiert", "„%s“ kam mit kopiertem Text aus einem anderen Chat.", "Ein Name kam mit kopiertem Text aus einem anderen Chat."},
		NoName:      RuleText{"kein Name", "„%s“ ist kein Name, mit dem man jemanden anspricht.", "Die Anrede ist kein Name."},
		Placeholder: RuleText{"offen", "Hier ist noch etwas offen: %s", "Hier ist noch etwas offen."},
		OwnName:     RuleText{"dein Name", "„%s“ ist nicht dein Name.", "Das ist nicht dein Name."},
		OwnTwice:    RuleText{"zweimal du", "Dein Name steht zweimal da: %s", "Dein Name steht zweimal da."},
		Restricted:  RuleText{"eingeschränkt", "Die Daten dieser Person sind eingeschränkt: aufbewahren ja, benutzen nein. %s", "Die Daten dieser Person sind eingeschränkt: aufbewahren ja, benutzen nein."},
		Expired:     RuleText{"abgelaufen", "Das gilt nicht mehr: %s", "Diese Antwort gilt nicht mehr."},
		NextStep:    RuleText{"Schritt", "nächster Schritt: %s", "kein nächster Schritt"},
		Link:        RuleText{"Link", "Link führt nur zur Startseite: %s", "kein Link, der weiterführt"},
		Length:      RuleText{"Länge", "%s Zeichen sind lang", "ziemlich lang"},
		Intro:       RuleText{"Vorstellung", "Vorstellung: %s", "nicht genau einmal vorgestellt"},
		Address:     RuleText{"du/Sie", "falsche Anredeform: %s", "du und Sie gemischt"},
		Officialese: RuleText{"Deutsch", "Amtsdeutsch: %s", "Amtsdeutsch"},
		Apology:     RuleText{"Wartezeit", "entschuldigt sich: %s", "entschuldigt sich für die Wartezeit"},
		Smileys:     RuleText{"Smileys", "%s Smileys", "mehr als ein Smiley"},
		Private:     RuleText{"Vertrauliches", "Vertrauliches: %s", "etwas Vertrauliches"},
		ProfileName: RuleText{"Profilname", "Name nur aus dem Profil: %s", "Name nur aus dem Profil"},
		Attachment:  RuleText{"Anhang", "kein Anhang dabei, aber da steht „%s“", "kein Anhang dabei"},
		Other:       RuleText{"Hinweis", "Hinweis: %s", "ein Hinweis"},
	},
	Picker: PickerTexts{
		TitleF: "Antwort für %s", CountF: "%d gefunden", MoreF: "… weitere Zeilen: %d", None: "Keine Antwort passt dazu.", Empty: "Es gibt noch keine Antworten.", Expired: "abgelaufen", CannotF: "Galt nur bis %s und kann nicht mehr eingesetzt werden.",
		ValidF: "gilt bis %s", LastUsedF: "zuletzt %s · %d-mal", NeverUsed: "noch nie benutzt", CheckedF: "Seite geprüft %s", FieldsLeftF: "noch auszufüllen, Felder: %d",
		NoChoice: "Es ist keine Antwort ausgewählt.", NoText: "Es gibt noch keinen eigenen Text, aus dem eine Antwort werden könnte.", CopiedF: "„%s“ ausgefüllt an die Zwischenablage gesandt.",
	},
	Form: FormTexts{
		New: "Neue Antwort", EditF: "Antwort „%s“", Title: "Titel", Key: "Kürzel", Topic: "Thema", Audience: "Für wen", Body: "Text", NextStep: "Nächster Schritt", Link: "Link",
		Checked: "Seite geprüft", Valid: "Gilt bis", Asked: "So wird gefragt", KeyHint: "kurz, z. B. fsj-bfd", DayHint: "Tag, z. B. 2026-12-24", LinkHint: "https://…",
		BodyHint: "Was du antwortest. {{ vorname }} setzt den Namen ein.", StepHint: "Was die Person jetzt tun kann", AskedHint: "je Zeile eine Frage, wie sie gestellt wird",
		SavedF: "„%s“ ist gespeichert.", RemovedF: "„%s“ ist entfernt.", Mistakes: "Noch nicht gespeichert, bitte sieh dir die roten Zeilen an.",
		Unread: "Der Text aus dem Editor ist noch nicht übernommen; der Editor öffnet ihn wieder.", LeaveAsk: "Die Änderungen sind nicht gespeichert.", LeaveStay: "weiter bearbeiten",
		LeaveYes: "Änderungen verwerfen", RemoveF: "Die Antwort „%s“ entfernen?", RemoveYes: "ja, entfernen", NotKept: "Diese Antwort ist noch gar nicht gespeichert.", Busy: "Es wird noch gespeichert.",
	},
}

var answersEN = AnswersTexts{
	Suggested: "Suggestions", BecauseF: "because: %s", MoreF: "+%d", Looking: "Suggestions are still being looked up.", Nothing: "There is no suggestion for this chat.",
	NotThatMany: "There are not that many suggestions here.", Filling: "The answer is just being filled in.", Moved: "The chat has changed, the answer was not put in.",
	Anew:    "The answer reads differently by now: please read it once more.",
	FieldsF: "Still to be filled in: %s. Typing replaces it.", OwnWords: "You have changed this text, so it is not replaced. Esc leads back to writing.", ChooseF: "Which one fits? %s", Stopped: "Not sent: a red light is on.",
	RedStopsF: "A red light is on. Change the text, or send it all the same with %s.", RedKeysF: "%s sends all the same · Esc back to the text", DespiteF: "sent past a red light: %s",
	NoRed:   "This needs a red light that is on.",
	Because: BecauseTexts{Words: "words of the question", Topic: "the topic", Learned: "helped with such questions", Used: "often used", UsedF: "used %d×", Kind: "kind of message", First: "first hello", Searched: "searched"},
	Lights: LightTexts{
		Name:        "Name",
		WrongName:   RuleText{"name", "“%s” is not what this person is called.", "The greeting does not fit this person."},
		OtherName:   RuleText{"other’s name", "“%s” is another person’s name.", "Here is another person’s name."},
		Leftover:    RuleText{"copied name", "“%s” came with text copied from another chat.", "A name came with text copied from another chat."},
		NoName:      RuleText{"no name", "“%s” is no name to greet anybody by.", "The greeting is no name."},
		Placeholder: RuleText{"open", "Something is still open here: %s", "Something is still open here."},
		OwnName:     RuleText{"your name", "“%s” is not your name.", "That is not your name."},
		OwnTwice:    RuleText{"you twice", "Your name is in it twice: %s", "Your name is in it twice."},
		Restricted:  RuleText{"restricted", "This person's data are restricted: kept, not used. %s", "This person's data are restricted: kept, not used."},
		Expired:     RuleText{"expired", "This is over: %s", "This answer is over."},
		NextStep:    RuleText{"Step", "next step: %s", "no next step"},
		Link:        RuleText{"Link", "link leads to a home page only: %s", "no link that leads on"},
		Length:      RuleText{"Length", "%s characters are long", "rather long"},
		Intro:       RuleText{"Introduction", "introduction: %s", "not introduced exactly once"},
		Address:     RuleText{"Address", "wrong form of address: %s", "forms of address mixed"},
		Officialese: RuleText{"Wording", "officialese: %s", "officialese"},
		Apology:     RuleText{"Delay", "apologises: %s", "apologises for the delay"},
		Smileys:     RuleText{"Smileys", "%s smileys", "more than one smiley"},
		Private:     RuleText{"Confidential", "confidential: %s", "something confidential"},
		ProfileName: RuleText{"Profile name", "name from the profile only: %s", "name from the profile only"},
		Attachment:  RuleText{"Attachment", "nothing is attached, but it says “%s”", "nothing is attached"},
		Other:       RuleText{"Note", "note: %s", "a note"},
	},
	Picker: PickerTexts{
		TitleF: "Answer for %s", CountF: "%d found", MoreF: "… more lines: %d", None: "No answer fits.", Empty: "There are no answers yet.", Expired: "expired", CannotF: "Was valid until %s only and cannot be used any more.",
		ValidF: "valid until %s", LastUsedF: "last used %s · %d×", NeverUsed: "never used", CheckedF: "page checked %s", FieldsLeftF: "still to fill in, fields: %d",
		NoChoice: "No answer is selected.", NoText: "There is no text of yours yet that could become an answer.", CopiedF: "“%s” sent to the clipboard, filled in.",
	},
	Form: FormTexts{
		New: "New answer", EditF: "Answer “%s”", Title: "Title", Key: "Key", Topic: "Topic", Audience: "For whom", Body: "Text", NextStep: "Next step", Link: "Link",
		Checked: "Page checked", Valid: "Valid until", Asked: "How it is asked", KeyHint: "short, e.g. fsj-bfd", DayHint: "day, e.g. 2026-12-24", LinkHint: "https://…",
		BodyHint: "What you answer. {{ contact.first_name }} puts the name in.", StepHint: "What the person can do now", AskedHint: "one question a line, the way it is asked",
		SavedF: "“%s” is saved.", RemovedF: "“%s” is removed.", Mistakes: "Not saved yet, please look at the red lines.",
		Unread: "The editor’s text has not been taken over yet; the editor opens it again.", LeaveAsk: "The changes are not saved.", LeaveStay: "go on editing",
		LeaveYes: "discard the changes", RemoveF: "Remove the answer “%s”?", RemoveYes: "yes, remove", NotKept: "This answer has not been saved yet.", Busy: "Saving is still under way.",
	},
}
