package i18n

// LineTexts are the words of line mode: commands that print plain text.
// Sentences with verbs take their values in the order the comment gives.
type LineTexts struct {
	Short     string // what the program is, one line
	DayTime   string // moments, as layouts of package time: of this year,
	DateTime  string // … of any,
	Date      string // … and a day
	CmdDemo   string
	CmdRelay  string
	CmdSync   string
	CmdInbox  string
	CmdShow   string
	CmdSend   string
	CmdInit   string
	CmdDoctor string
	CmdKeys   string

	FlagHome   string
	FlagJSON   string
	FlagAll    string
	FlagFilter string
	FlagText   string
	FlagNow    string
	FlagDryRun string
	FlagReply  string

	NoChats     string // nothing matches
	Waiting     string
	Open        string
	Done        string
	Since       string // time
	WindowUntil string // time
	WindowShut  string
	NoWindow    string
	First       string
	Unread      string // number
	Draft       string
	NoName      string
	Me          string

	Synced      string // messages, chats
	NothingNew  string
	Unreadable  string // number
	WouldSend   string // to
	Held        string // seconds
	SentAs      string // status word
	StillQueued string
	TakenBack   string
	NoText      string
	Says        string // relay: which addresses it listens on
	PrivateAt   string // address
	WebhookAt   string // address
	Stopped     string
	Upgrading   string // the database; before the screen is there

	Status map[string]string // domain.Status → word
	Kind   map[string]string // domain.Kind → word
	Reason string            // why
	Action string            // what to do

	Quote      string // start of the quoted text
	QuoteGone  string
	EditedTo   string // new text
	EditedHid  string
	Revoked    string
	Reacted    string // emoji
	FromPhone  string
	Automatic  string
	Seconds    string // number
	Missed     string
	Forwarded  string
	DemoReady  string // folder
	DemoNoTerm string
	DemoAnswer string // what the text demo sends
	Interrupt  string
	Later      string // until when it is put off

	Answers AnswerLineTexts

	Templates TemplateLineTexts
	Hours     HoursLineTexts
	Waits     WaitingLineTexts
	Person    PersonLineTexts
	Search    SearchLineTexts
	Export    ExportLineTexts
	Links     LinkLineTexts
	Platform  PlatformLineTexts
	Files     FileLineTexts
	Attach    AttachLineTexts
	Import    ImportLineTexts
}

var lineDE = LineTexts{
	DayTime: "02.01. 15:04", DateTime: "02.01.2006 15:04", Date: "02.01.2006",

	Short:     "WhatsApp-Posteingang für eine Berufsberaterin, im Terminal",
	CmdDemo:   "Der Posteingang mit erfundenen Personen, ohne WhatsApp und ohne Netz",
	CmdRelay:  "Die Hälfte, die immer läuft: nimmt Nachrichten an, verwahrt und sendet",
	CmdSync:   "Holt einmal ab, was das Relay hat",
	CmdInbox:  "Listet die Chats auf",
	CmdShow:   "Zeigt einen Chat von Anfang bis Ende",
	CmdSend:   "Schickt einen Text in einen Chat",
	CmdInit:   "Richtet Sprechstunde ein, Schritt für Schritt",
	CmdDoctor: "Prüft die Einrichtung und sagt, was zu tun ist",
	CmdKeys:   "Druckt die Tastentabelle",

	FlagHome:   "ein Ordner für Einstellungen, Daten und Protokolle",
	FlagJSON:   "als JSON ausgeben (siehe docs/json.md)",
	FlagAll:    "alle Chats, nicht nur die wartenden",
	FlagFilter: "welche Chats: waiting, later, open, done oder all",
	FlagText:   "der Text; - liest ihn von der Standardeingabe",
	FlagNow:    "sofort senden, ohne Rückholfrist",
	FlagDryRun: "nur zeigen, was gesendet würde",
	FlagReply:  "Kennung der Nachricht, auf die du dich beziehst („show --json“ nennt sie: wamid)",

	NoChats:     "Keine Chats hier.",
	Waiting:     "wartet",
	Open:        "offen",
	Done:        "erledigt",
	Since:       "seit %s",
	WindowUntil: "Frist endet %s",
	WindowShut:  "Frist zu",
	NoWindow:    "keine Frist",
	First:       "Erstkontakt",
	Unread:      "%d neu",
	Draft:       "Entwurf",
	NoName:      "ohne Namen",
	Me:          "Ich",
	Later:       "später, ab %s",
	Answers:     lineAnswersDE,
	Templates:   lineTemplatesDE,
	Hours:       lineHoursDE,
	Waits:       lineWaitingDE,
	Person:      linePersonDE,
	Search:      lineSearchDE,
	Export:      lineExportDE,
	Links:       lineLinksDE,
	Platform:    linePlatformDE,
	Files:       fileLineDE,
	Attach:      attachLineDE,
	Import:      importLineDE,

	Synced:      "Neue Nachrichten: %d, in Chats: %d.",
	NothingNew:  "Nichts Neues.",
	Unreadable:  "Nicht lesbar, aber aufbewahrt: %d von WhatsApp.",
	WouldSend:   "Würde senden an %s:",
	Held:        "Geht in %d s hinaus; Strg+C holt es zurück.",
	SentAs:      "Stand: %s.",
	StillQueued: "Noch nicht gesendet: Das Relay hat noch keine Antwort. Die Nachricht ist verwahrt; „sprechstunde show“ zeigt ihren Stand.",
	TakenBack:   "Zurückgeholt; nichts ist gesendet worden. Der Text liegt als Entwurf im Chat.",
	NoText:      "Es fehlt der Text. Gib ihn mit --text an, oder mit --text - über die Standardeingabe.",
	Says:        "Das Relay läuft. Beenden mit Strg+C.",
	PrivateAt:   "Für den Posteingang: %s",
	WebhookAt:   "Für WhatsApp (nur das gehört in den Tunnel): %s/webhook",
	Stopped:     "Das Relay ist beendet.",
	Upgrading:   "Deine Datenbank wird kopiert und für die neue Version vorbereitet. Bei vielen Nachrichten dauert das ein paar Sekunden.",

	Status: map[string]string{
		"queued": "wartet", "parked": "geparkt", "returned": "kam zurück, nicht gesendet", "sending": "geht hinaus", "unknown": "unklar, ob gesendet", "accepted": "angenommen",
		"sent": "gesendet", "delivered": "zugestellt", "read": "gelesen", "played": "angehört", "failed": "nicht gesendet",
	},
	Kind: map[string]string{
		"text": "Text", "image": "Bild", "video": "Video", "audio": "Audio", "voice": "Sprachnachricht", "document": "Dokument",
		"sticker": "Sticker", "location": "Ort", "contacts": "Kontaktkarte", "button": "Knopf", "list": "Auswahl",
		"form": "Formular", "call_permission": "Anruferlaubnis", "order": "Bestellung", "system": "WhatsApp meldet",
		"welcome": "Hat den Chat geöffnet", "call": "Anruf", "template": "Vorlage", "unsupported": "Nicht darstellbar",
		"unknown": "Unbekannte Art", "error": "Fehler statt Nachricht", "damaged": "beschädigt: was hier stand, hat die Festplatte verändert",
	},
	Reason: "Grund: %s",
	Action: "Was tun: %s",

	Quote:      "Antwort auf: %s",
	QuoteGone:  "Antwort auf eine Nachricht, die hier nicht vorliegt",
	EditedTo:   "Später geändert zu: %s",
	EditedHid:  "Später geändert; den neuen Text gibt WhatsApp nicht weiter",
	Revoked:    "Von der Person gelöscht",
	Reacted:    "Reaktion: %s",
	FromPhone:  "vom Telefon",
	Automatic:  "automatisch",
	Seconds:    "%d s",
	Missed:     "verpasst",
	Forwarded:  "weitergeleitet",
	DemoReady:  "Die Vorführung liegt in %s und wird am Ende gelöscht.",
	DemoNoTerm: "Hier ist kein Terminal; darum dieselbe Vorführung als Text.",
	DemoAnswer: "Hallo, hier ist Maja von der Berufsberatung der Diakonie. Schön, dass du fragst! Schau mal hier: https://berufe.example/pflege. Magst du mir schreiben, wo du wohnst?",
	Interrupt:  "Abgebrochen.",
}

var lineEN = LineTexts{
	DayTime: "02/01 15:04", DateTime: "02/01/2006 15:04", Date: "02/01/2006",

	Short:     "WhatsApp inbox for one careers adviser, in the terminal",
	CmdDemo:   "The inbox with invented people, without WhatsApp and without a network",
	CmdRelay:  "The half that always runs: receives, keeps and sends messages",
	CmdSync:   "Fetch once what the relay has",
	CmdInbox:  "List the chats",
	CmdShow:   "Show one chat from beginning to end",
	CmdSend:   "Send a text to a chat",
	CmdInit:   "Set up Sprechstunde, step by step",
	CmdDoctor: "Check the set-up and say what to do",
	CmdKeys:   "Print the table of keys",

	FlagHome:   "one folder for settings, data and logs",
	FlagJSON:   "print JSON (see docs/json.md)",
	FlagAll:    "all chats, not only the waiting ones",
	FlagFilter: "which chats: waiting, later, open, done or all",
	FlagText:   "the text; - reads it from standard input",
	FlagNow:    "send at once, without the time to take it back",
	FlagDryRun: "only show what would be sent",
	FlagReply:  "id of the message to quote (“show --json” names it: wamid)",

	NoChats:     "No chats here.",
	Waiting:     "waiting",
	Open:        "open",
	Done:        "done",
	Since:       "since %s",
	WindowUntil: "window closes %s",
	WindowShut:  "window closed",
	NoWindow:    "no window",
	First:       "first contact",
	Unread:      "%d new",
	Draft:       "draft",
	NoName:      "no name",
	Me:          "Me",
	Later:       "later, from %s",
	Answers:     lineAnswersEN,
	Templates:   lineTemplatesEN,
	Hours:       lineHoursEN,
	Waits:       lineWaitingEN,
	Person:      linePersonEN,
	Search:      lineSearchEN,
	Export:      lineExportEN,
	Links:       lineLinksEN,
	Platform:    linePlatformEN,
	Files:       fileLineEN,
	Attach:      attachLineEN,
	Import:      importLineEN,

	Synced:      "New messages: %d, in chats: %d.",
	NothingNew:  "Nothing new.",
	Unreadable:  "Not readable, but kept: %d from WhatsApp.",
	WouldSend:   "Would send to %s:",
	Held:        "Leaves in %d s; Ctrl+C takes it back.",
	SentAs:      "State: %s.",
	StillQueued: "Not sent yet: the relay has no answer so far. The message is kept; “sprechstunde show” shows its state.",
	TakenBack:   "Taken back; nothing was sent. The text is kept as the draft of the chat.",
	NoText:      "There is no text. Give it with --text, or with --text - on standard input.",
	Says:        "The relay is running. End it with Ctrl+C.",
	PrivateAt:   "For the inbox: %s",
	WebhookAt:   "For WhatsApp (only this belongs into the tunnel): %s/webhook",
	Stopped:     "The relay has ended.",
	Upgrading:   "Your database is being copied and prepared for the new version. With many messages this takes a few seconds.",

	Status: map[string]string{
		"queued": "queued", "parked": "parked", "returned": "came back, not sent", "sending": "sending", "unknown": "unclear whether sent", "accepted": "accepted",
		"sent": "sent", "delivered": "delivered", "read": "read", "played": "played", "failed": "not sent",
	},
	Kind: map[string]string{
		"text": "Text", "image": "Image", "video": "Video", "audio": "Audio", "voice": "Voice note", "document": "Document",
		"sticker": "Sticker", "location": "Place", "contacts": "Contact card", "button": "Button", "list": "Choice",
		"form": "Form", "call_permission": "Call permission", "order": "Order", "system": "WhatsApp says",
		"welcome": "Opened the chat", "call": "Call", "template": "Template", "unsupported": "Cannot be shown",
		"unknown": "Unknown kind", "error": "Error in place of a message", "damaged": "damaged: the disk has changed what stood here",
	},
	Reason: "Reason: %s",
	Action: "What to do: %s",

	Quote:      "Reply to: %s",
	QuoteGone:  "Reply to a message that is not here",
	EditedTo:   "Changed later to: %s",
	EditedHid:  "Changed later; WhatsApp does not pass on the new text",
	Revoked:    "Deleted by the person",
	Reacted:    "Reaction: %s",
	FromPhone:  "from the phone",
	Automatic:  "automatic",
	Seconds:    "%d s",
	Missed:     "missed",
	Forwarded:  "forwarded",
	DemoReady:  "The demo lies in %s and is deleted at the end.",
	DemoNoTerm: "There is no terminal here, so this is the same demo as text.",
	DemoAnswer: "Hello, this is Maja from the careers service. Good that you ask! Have a look here: https://careers.example/nursing. Would you tell me where you live?",
	Interrupt:  "Interrupted.",
}
