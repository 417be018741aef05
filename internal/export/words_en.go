package export

import "sprechstunde/internal/domain"

// English is Words in English.
func English() Words {
	return Words{
		Lang: "en", TitleF: "Chat with %s", Name: "Name", Phone: "Phone", Username: "Username", UserID: "Id",
		First: "First message", Last: "Last message", Count: "Messages", CountF: "%d, %d by the person and %d by us",
		Exported: "Exported", ByF: "%s, by %s", Zone: "All times in the zone",
		NameSource: map[domain.NameSource]string{
			domain.NameProfile: "says the profile", domain.NameSaid: "said in a message", domain.NameConfirmed: "confirmed",
		},
		NoName: "no name", Person: "person", Us: "We", WhatsApp: "WhatsApp", End: "End of the chat", NoMessages: "There is no message here yet.",
		Signs: "Signs like ⟨U+202E⟩ stand for invisible or control characters that are at this place of the message.",

		Days:    [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
		Months:  [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		DayF:    "%s, %d %s %d",
		MomentF: "%s, %s", Stamp: "02 Jan 15:04", Decimal: ".", QuotedF: "“%s”",

		Kinds: map[domain.Kind]string{
			domain.KindImage: "Image", domain.KindVideo: "Video", domain.KindAudio: "Audio", domain.KindVoice: "Voice note",
			domain.KindDocument: "Document", domain.KindSticker: "Sticker", domain.KindLocation: "Place", domain.KindContacts: "Contact card",
			domain.KindButton: "Button pressed", domain.KindList: "Chosen from a list", domain.KindForm: "Form filled in",
			domain.KindPermission: "May be called?", domain.KindOrder: "Order", domain.KindSystem: "WhatsApp says",
			domain.KindWelcome: "opened the chat and wrote nothing yet", domain.KindCall: "Call", domain.KindTemplate: "Template",
			domain.KindUnsupported: "WhatsApp does not pass on this message", domain.KindUnknown: "Message of an unknown kind",
			domain.KindError: "Error in place of a message", domain.KindDamaged: "damaged: the disk has changed what stood here",
		},
		Moving: "moving", Beside: "with text", Empty: "(no text)", Lost: "File cannot be had", File: "File", Missed: "missed", Answered: "answered", FromUs: "by us",
		Allowed: "yes", AllowedTilF: "yes, until %s", Refused: "no", NumberF: "new number, %s before, %s now", Listed: "taken from a table", NewID: "new id of the person",
		Place: "Where", Position: "Position", Address: "Address", Link: "Page", Mail: "E-mail", Company: "Company", Birthday: "Birthday",
		Asked: "at our request", Choice: "Below it stood", Form: "Form", Answers: "Answers", Item: "Item", Value: "Filled in", Reason: "Reason",

		ReplyF: "Reply to %s, %s: %s", ReplyGone: "Reply to a message that is not here", Product: "About the product",
		Forwarded: "forwarded", ForwardedX: "forwarded many times", Group: "out of a group", Ad: "came through an advertisement",
		EditedF: "changed later (%s) to:", EditedGone: "changed later; WhatsApp does not pass on the new text",
		DeletedF: "deleted by the person (%s)", DeletedUsF: "deleted by us (%s)", ReactedF: "Reaction %s by %s",

		Status: map[domain.Status]string{
			domain.StatusQueued: "not sent yet", domain.StatusParked: "parked, not sent yet", domain.StatusReturned: "came back, not sent", domain.StatusSending: "being sent", domain.StatusUnknown: "unclear whether sent",
			domain.StatusAccepted: "accepted by WhatsApp", domain.StatusSent: "sent", domain.StatusDelivered: "delivered",
			domain.StatusRead: "read", domain.StatusPlayed: "played", domain.StatusFailed: "not sent",
		},
		NotArrived: "counts as not arrived", NotBeforeF: "does not leave before %s", OnPhone: "written on the phone", Automatic: "automatic",
		Despite: "sent on purpose past red lights",
		Rules: map[domain.Rule]string{
			domain.RuleWrongName: "a name that is not the person's", domain.RuleOtherName: "name of another person",
			domain.RuleLeftover: "name out of a copied text", domain.RuleNoName: "greeting with what is no name",
			domain.RulePlaceholder: "open placeholder", domain.RuleOwnName: "wrong own name",
			domain.RuleOwnTwice: "own name twice", domain.RuleExpired: "answer out of date",
		},
	}
}
