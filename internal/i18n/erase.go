package i18n

import "sprechstunde/internal/domain"

// EraseTexts are about erasing people.
type EraseTexts struct {
	Cmd        string
	CmdHold    string
	CmdErased  string
	FlagYes    string
	FlagReason string
	FlagWhy    string
	FlagOff    string

	AskF      string // name
	WhatGoes  string
	TypeName  string
	NotSame   string
	WrongWhy  string // typed, the reasons
	Held      string
	Free      string
	NoReason  string
	HoldF     string // reason
	None      string
	RowF      string // number, when, why
	CountsF   string // messages, notes, drafts, files, exports
	RelayF    string // events, sends
	Here      string // something is left to do here
	Relay     string // … at the relay
	Again     string
	Elsewhere string
	Expired   string
	Reasons   map[domain.ErasureReason]string
}

var eraseDE = EraseTexts{
	Cmd:     "Eine Person mit allem löschen, was über sie da ist",
	CmdHold: "Verhindern, dass eine Person gelöscht wird, mit Grund", CmdErased: "Was gelöscht wurde: Belege ohne Inhalt",
	FlagYes: "nicht fragen; NAME ist der Name der Person, wie er in der Liste steht", FlagReason: "warum: asked (die Person wollte es), expired (Frist um), other",
	FlagWhy: "warum die Person nicht gelöscht werden darf", FlagOff: "die Sperre aufheben",

	AskF:     "%s wird gelöscht. Das lässt sich nicht zurücknehmen.",
	WhatGoes: "Es gehen: alle Nachrichten, Dateien, Entwürfe, Notizen, Zusagen, Suchwörter, Exporte von hier (auch die über mehrere Personen) und alles beim Relay. Kopien der Datenbank aus der Zeit vor einem Update gehen als Ganzes.",
	TypeName: "Zum Löschen den Namen eintippen", NotSame: "Das ist nicht der Name der Person; nichts wurde gelöscht.",
	WrongWhy: "„%s“ ist kein Grund; es gibt: %s",
	Held:     "Gesperrt: Die Person wird nicht gelöscht, bis du die Sperre aufhebst.", Free: "Die Sperre ist aufgehoben.",
	NoReason: "Sag dazu, warum: --reason \"…\", oder --off zum Aufheben.", HoldF: "Vor dem Löschen gesperrt: %s",
	None: "Es wurde noch niemand gelöscht.", RowF: "%d | gelöscht %s | %s",
	CountsF: "  Nachrichten %d, Notizen und Angaben %d, Entwürfe %d, Dateien %d, Exporte %d", RelayF: "  beim Relay: Ereignisse %d, Sendungen %d",
	Here:  "  Auf diesem Rechner ist noch etwas zu tun; das geschieht beim nächsten Start von selbst.",
	Relay: "  Das Relay weiß es noch nicht; es erfährt es, sobald es da ist.", Again: "  noch einmal, nachdem eine Sicherung zurückgespielt wurde",
	Expired:   "Die Löschfrist dieses Chats war um: Er ist gelöscht.",
	Elsewhere: "  Nicht erreichbar sind: was du weitergegeben oder verschoben hast, WhatsApp selbst und Reste auf dem Datenträger (dagegen hilft, ihn zu verschlüsseln). In Sicherungen steht die Person, bis du sie aufräumst; beim Zurückspielen wird sie wieder gelöscht.",
	Reasons: map[domain.ErasureReason]string{
		domain.ErasureAsked: "die Person wollte es", domain.ErasureExpired: "die Frist war um", domain.ErasureOther: "anderer Grund",
	},
}

var eraseEN = EraseTexts{
	Cmd:     "Erase a person with everything that is kept about them",
	CmdHold: "Keep a person from being erased, with a reason", CmdErased: "What was erased: receipts without content",
	FlagYes: "do not ask; NAME is the person's name as the list shows it", FlagReason: "why: asked (the person wanted it), expired (time is up), other",
	FlagWhy: "why the person must not be erased", FlagOff: "lift the hold",

	AskF:     "%s will be erased. This cannot be taken back.",
	WhatGoes: "What goes: all messages, files, drafts, notes, promises, search words, exports made here (also those about several people) and everything at the relay. Copies of the database from before updates go as a whole.",
	TypeName: "Type the name to erase", NotSame: "That is not the person's name; nothing was erased.",
	WrongWhy: "“%s” is no reason; there are: %s",
	Held:     "On hold: the person is not erased until you lift the hold.", Free: "The hold is lifted.",
	NoReason: "Say why: --reason \"…\", or --off to lift it.", HoldF: "Held back from erasing: %s",
	None: "Nobody has been erased yet.", RowF: "%d | erased %s | %s",
	CountsF: "  messages %d, notes and facts %d, drafts %d, files %d, exports %d", RelayF: "  at the relay: events %d, sends %d",
	Here:  "  Something is left to do on this computer; it is done by itself at the next start.",
	Relay: "  The relay does not know yet; it is told as soon as it is there.", Again: "  once more, after a backup was brought back",
	Expired:   "The time of this chat was up: it is erased.",
	Elsewhere: "  Out of reach are: what you have handed on or moved, WhatsApp itself, and remains on the disk (encrypting it helps). The person stays in backups until you tidy them; bringing one back erases them again.",
	Reasons: map[domain.ErasureReason]string{
		domain.ErasureAsked: "the person wanted it", domain.ErasureExpired: "time was up", domain.ErasureOther: "another reason",
	},
}
