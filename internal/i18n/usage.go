package i18n

// UsageTexts is said about how commands are called.
type UsageTexts struct {
	UnknownF  string // command
	Few       string
	Many      string
	NoFlagF   string // flag
	NoValueF  string // flag
	BadValueF string // value, flag

	Call, Command, Commands, Flags, Global, Default string
	MoreF                                           string // call
	Help, Version, HelpOf                           string
	DemoAlone                                       string
}

var usageDE = UsageTexts{
	UnknownF: "Den Befehl „%s“ gibt es nicht. Alle zeigt: sprechstunde --help", Few: "Da fehlt eine Angabe. So geht es:", Many: "Das sind zu viele Angaben. So geht es:",
	NoFlagF: "%s gibt es hier nicht. So geht es (mehr mit --help):", NoValueF: "%s braucht einen Wert. So geht es:", BadValueF: "„%s“ passt nicht zu %s. So geht es:",
	Call: "Aufruf:", Command: "BEFEHL", Commands: "Befehle:", Flags: "Angaben:", Global: "Angaben für alle Befehle:", Default: "sonst",
	MoreF: "Mehr zu einem Befehl: %s", Help: "diese Hilfe", Version: "die Version", HelpOf: "Hilfe zu einem Befehl",
	DemoAlone: "sprechstunde demo hat einen eigenen Ordner, der danach verschwindet, und liest keine Einstellungen: Lass --home weg.",
}

var usageEN = UsageTexts{
	UnknownF: "There is no command “%s”. All of them: sprechstunde --help", Few: "Something is missing. It goes like this:", Many: "That is too much. It goes like this:",
	NoFlagF: "There is no %s here. It goes like this (more with --help):", NoValueF: "%s needs a value. It goes like this:", BadValueF: "“%s” does not fit %s. It goes like this:",
	Call: "Usage:", Command: "COMMAND", Commands: "Commands:", Flags: "Flags:", Global: "Flags of all commands:", Default: "default",
	MoreF: "More about a command: %s", Help: "this help", Version: "the version", HelpOf: "help about a command",
	DemoAlone: "sprechstunde demo has a folder of its own, which goes afterwards, and reads no settings: leave --home out.",
}
