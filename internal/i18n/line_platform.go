package i18n

import "sprechstunde/internal/domain"

// PlatformLineTexts are the words of line mode for the own number, its business
// profile, calls, ice breakers and blocking.
type PlatformLineTexts struct {
	CmdNumber, CmdProfile, CmdProfileShow, CmdProfileSet, CmdCalls, CmdCallsOff, CmdCallsStatus string
	CmdOpeners, CmdOpenersShow, CmdOpenersSet, CmdBlock, CmdUnblock                             string
	FlagPrompt, FlagCommand, FlagYes                                                            string

	Number    map[string]string // keys of the JSON → word
	Field     map[domain.ProfileField]string
	Empty     string
	Changed   string // field
	BadField  string // fields
	Trouble   map[domain.ProfileTrouble]string
	CallsOff  string
	CallsOn   string
	Prompts   string
	Commands  string
	None      string
	BadOpener string // what, characters
	TooMany   string
	BadFlag   string
	Blocked   string // name
	Unblocked string // name
	Sure      string
}

var linePlatformDE = PlatformLineTexts{
	CmdNumber: "Zeigt, wie es um die eigene Nummer bei WhatsApp steht", CmdProfile: "Zeigt und ändert das Unternehmensprofil bei WhatsApp",
	CmdProfileShow: "Zeigt das Profil, wie es die Leute sehen", CmdProfileSet: "Ändert ein Feld: about, address, description, email oder websites; \"\" leert es",
	CmdCalls: "Zeigt, ob man die eigene Nummer anrufen kann, und stellt Anrufe ab", CmdCallsOff: "Nimmt den Knopf zum Anrufen weg", CmdCallsStatus: "Zeigt, ob man anrufen kann",
	CmdOpeners: "Fragen zum Antippen und Befehle für alle, die den Chat zum ersten Mal öffnen", CmdOpenersShow: "Zeigt sie", CmdOpenersSet: "Ersetzt sie alle; ohne Angaben gibt es danach keine mehr",
	CmdBlock: "Blockiert eine Person bei WhatsApp", CmdUnblock: "Lässt eine blockierte Person wieder schreiben",
	FlagPrompt: "Frage zum Antippen, höchstens 80 Zeichen; mehrmals möglich, bis zu vier", FlagCommand: "Befehl als name=Hinweis; mehrmals möglich", FlagYes: "ja, wirklich blockieren",
	Number: map[string]string{
		"phone": "Nummer", "name": "Name", "name_state": "Stand des Namens", "state": "Verbindung", "quality": "Qualität", "limit": "Grenze",
		"verification": "Bestätigung", "can_send": "Senden", "problem": "Problem", "solution": "Rat von WhatsApp",
	},
	Field: map[domain.ProfileField]string{
		domain.ProfileAbout: "Info", domain.ProfileAddress: "Adresse", domain.ProfileDescription: "Beschreibung", domain.ProfileEmail: "E-Mail", domain.ProfileWebsites: "Webseiten",
	},
	Empty: "(leer)", Changed: "Geändert: %s", BadField: "es gibt die Felder %s",
	Trouble: map[domain.ProfileTrouble]string{
		domain.ProfileFine: "gut", domain.ProfileTooLong: "zu lang: höchstens %d Zeichen", domain.ProfileEmpty: "darf nicht leer sein", domain.ProfileNoEmail: "das ist keine E-Mail-Adresse",
		domain.ProfileNoPage: "eine Webseite beginnt mit https:// oder http://", domain.ProfileManyPage: "höchstens zwei Webseiten",
	},
	CallsOff: "Anrufe sind aus: Niemand sieht einen Knopf zum Anrufen.", CallsOn: "Anrufe sind an, aber hier kann niemand abnehmen. „sprechstunde calls off“ stellt sie ab.",
	Prompts: "Fragen zum Antippen:", Commands: "Befehle:", None: "(keine)", BadOpener: "„%s“ geht nicht: 1 bis %d Zeichen, ein Befehl ohne Leerzeichen", TooMany: "höchstens 4 Fragen und 30 Befehle",
	BadFlag: "--command wird so geschrieben: name=Hinweis", Blocked: "%s ist bei WhatsApp blockiert. „sprechstunde person unblock“ nimmt es zurück.", Unblocked: "%s kann wieder schreiben.",
	Sure: "Wer blockiert ist, kann dir nicht mehr schreiben. Wiederhole den Befehl mit --yes.",
}

var linePlatformEN = PlatformLineTexts{
	CmdNumber: "Show how our own number is doing at WhatsApp", CmdProfile: "Show and change the business profile at WhatsApp",
	CmdProfileShow: "Show the profile as people see it", CmdProfileSet: "Change a field: about, address, description, email or websites; \"\" empties it",
	CmdCalls: "Show whether our number can be called, and switch calls off", CmdCallsOff: "Take the button for calling away", CmdCallsStatus: "Show whether people can call",
	CmdOpeners: "Questions to tap on and commands for everybody who opens the chat for the first time", CmdOpenersShow: "Show them", CmdOpenersSet: "Take the place of all of them; without any there are none afterwards",
	CmdBlock: "Block a person at WhatsApp", CmdUnblock: "Let a blocked person write again",
	FlagPrompt: "question to tap on, at most 80 characters; may be repeated, up to four", FlagCommand: "command as name=hint; may be repeated", FlagYes: "yes, really block",
	Number: map[string]string{
		"phone": "number", "name": "name", "name_state": "state of the name", "state": "connection", "quality": "quality", "limit": "limit",
		"verification": "verification", "can_send": "sending", "problem": "problem", "solution": "WhatsApp's advice",
	},
	Field: map[domain.ProfileField]string{
		domain.ProfileAbout: "about", domain.ProfileAddress: "address", domain.ProfileDescription: "description", domain.ProfileEmail: "e-mail", domain.ProfileWebsites: "websites",
	},
	Empty: "(empty)", Changed: "Changed: %s", BadField: "the fields are %s",
	Trouble: map[domain.ProfileTrouble]string{
		domain.ProfileFine: "fine", domain.ProfileTooLong: "too long: at most %d characters", domain.ProfileEmpty: "must not be empty", domain.ProfileNoEmail: "this is no e-mail address",
		domain.ProfileNoPage: "a website begins with https:// or http://", domain.ProfileManyPage: "at most two websites",
	},
	CallsOff: "Calls are off: nobody sees a button for calling.", CallsOn: "Calls are on, but nobody here can answer one. \"sprechstunde calls off\" switches them off.",
	Prompts: "Questions to tap on:", Commands: "Commands:", None: "(none)", BadOpener: "“%s” is not possible: 1 to %d characters, a command without blanks", TooMany: "at most 4 questions and 30 commands",
	BadFlag: "--command is written as name=hint", Blocked: "%s is blocked at WhatsApp. \"sprechstunde person unblock\" takes it back.", Unblocked: "%s can write again.",
	Sure: "Who is blocked cannot write to you any more. Repeat the command with --yes.",
}
