package i18n

var ownPageEN = OwnPageTexts{
	CmdEdit:   "Change several fields of the profile; shows first only what they would be",
	FlagAbout: "the line under the name", FlagAddress: "address", FlagDescription: "description", FlagEmail: "e-mail address",
	FlagWebsite: "website; up to twice, takes the place of all", FlagHours: "the office hours of the settings as text: in description (one line) or about",
	FlagYes: "yes, change it so",
	Nothing: "Say what shall change: --about, --address, --description, --email, --website or --hours.",
	Same:    "All of that stands there already.",
	NowF:    "  now: %s", ThenF: "  new: %s", Repeat: "Nothing is changed yet. Repeat the command with --yes.",
	Done:     "Changed.",
	TooLongF: "too long: %d characters, at most %d",
	NoHours:  "there are neither office hours nor slots in the settings (hours)", BadHours: "--hours takes description or about",
	HoursLead: "Office hours: ", DaysF: "%s to %s", TwoDaysF: "%s and %s", PartF: "%s %s", And: " and ", SpanF: "%s–%s", FullHour: "%d:00", Clock: "%d:%02d",

	Title: "Own number and profile", Number: "Number", Profile: "Profile, as everybody sees it", AsOfF: "As of: %s", Asking: "Asking WhatsApp …",
	Unknown: "WhatsApp was not asked yet.",
	Words: map[string]string{
		"GREEN": "good", "YELLOW": "medium", "RED": "bad", "UNKNOWN": "none yet", "NA": "none yet",
		"TIER_50": "50 people a day", "TIER_250": "250 people a day", "TIER_1K": "1,000 people a day", "TIER_2K": "2,000 people a day",
		"TIER_10K": "10,000 people a day", "TIER_100K": "100,000 people a day", "TIER_UNLIMITED": "without limit",
		"APPROVED": "approved", "PENDING_REVIEW": "still under review", "DECLINED": "declined", "EXPIRED": "expired", "AVAILABLE_WITHOUT_REVIEW": "holds without review", "NONE": "none",
		"CONNECTED": "registered", "DISCONNECTED": "not registered", "BANNED": "banned", "FLAGGED": "flagged", "RESTRICTED": "restricted", "PENDING": "not registered yet",
		"AVAILABLE": "possible", "LIMITED": "limited", "BLOCKED": "blocked", "VERIFIED": "verified", "NOT_VERIFIED": "not verified",
	},
	HowTo: "To change it: sprechstunde profile edit",
}

var ownPageActionsEN = OwnPageActions{
	Show:  ActionText{Short: "number", Long: "own number and profile"},
	Fresh: ActionText{Short: "ask", Long: "ask WhatsApp"},
}
