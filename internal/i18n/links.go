package i18n

import "sprechstunde/internal/domain"

// LinksTexts is said in the list of the links of a chat.
type LinksTexts struct {
	TitleF   string // name
	Nothing  string
	None     string
	NoHost   string
	Unopened string
	LeadsF   string // address
	SureF    string // host
	SureYes  string
	OpenedF  string // host
	Copied   string
	Me, Them string
	Warnings map[domain.LinkWarning]string
}

// LinkActionTexts names what can be done with links.
type LinkActionTexts struct {
	List, Go, Open, Copy ActionText
}

var linksDE = LinksTexts{
	TitleF: "Links im Chat mit %s", Nothing: "In diesem Chat steht kein Link.", None: "Hier ist kein Link", NoHost: "(keine Adresse einer Seite)",
	Unopened: "Das wird nicht geöffnet; kopieren geht.", LeadsF: "führt zu %s",
	SureF: "Trotz der Warnung öffnen? %s", SureYes: "ja, im Browser öffnen", OpenedF: "An den Browser gegeben: %s", Copied: "Link kopiert",
	Me: "du", Them: "Person",
	Warnings: map[domain.LinkWarning]string{
		domain.LinkBroken:    "Diese Adresse ist keine, mit der ein Browser etwas anfangen kann.",
		domain.LinkNotWeb:    "Das ist keine Webseite (weder http noch https).",
		domain.LinkUser:      "Was vor dem @ steht, sieht nur aus wie die Adresse; sie steht dahinter.",
		domain.LinkLookalike: "Die Adresse sieht einer anderen täuschend ähnlich.",
		domain.LinkMixed:     "In der Adresse stehen Buchstaben verschiedener Schriften.",
		domain.LinkForeign:   "In der Adresse stehen andere Buchstaben als a bis z.",
		domain.LinkNumber:    "Statt eines Namens steht da eine Nummer.",
		domain.LinkHidden:    "In der Adresse standen unsichtbare Zeichen.",
		domain.LinkLong:      "Die Adresse ist zu lang, um sie zu lesen.",
	},
}

var linksEN = LinksTexts{
	TitleF: "Links in the chat with %s", Nothing: "There is no link in this chat.", None: "There is no link here", NoHost: "(no address of a page)",
	Unopened: "This is not opened; you can copy it.", LeadsF: "leads to %s",
	SureF: "Open it in spite of the warning? %s", SureYes: "yes, open it in the browser", OpenedF: "Given to the browser: %s", Copied: "Link copied",
	Me: "you", Them: "person",
	Warnings: map[domain.LinkWarning]string{
		domain.LinkBroken:    "No browser would know what to do with this address.",
		domain.LinkNotWeb:    "This is no web page (neither http nor https).",
		domain.LinkUser:      "What stands before the @ only looks like the address, which comes after it.",
		domain.LinkLookalike: "The address looks deceptively like another one.",
		domain.LinkMixed:     "The address has letters of several scripts.",
		domain.LinkForeign:   "The address has letters other than a to z.",
		domain.LinkNumber:    "There is a number instead of a name.",
		domain.LinkHidden:    "There were invisible characters in the address.",
		domain.LinkLong:      "The address is too long to be read.",
	},
}

var linkActionsDE = LinkActionTexts{
	List: ActionText{"Links", "die Links dieses Chats zeigen"}, Go: ActionText{"zur Nachricht", "die Nachricht zeigen, in der er steht"},
	Open: ActionText{"im Browser", "im Browser öffnen"}, Copy: ActionText{"kopieren", "den Link kopieren"},
}

var linkActionsEN = LinkActionTexts{
	List: ActionText{"links", "show the links of this chat"}, Go: ActionText{"to the message", "show the message it stands in"},
	Open: ActionText{"in the browser", "open it in the browser"}, Copy: ActionText{"copy", "copy the link"},
}
