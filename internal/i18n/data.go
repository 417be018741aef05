package i18n

import "sprechstunde/internal/domain"

// DataTexts are about the sheet with what is kept of a person and what they may
// ask for, and about what is done from there.
type DataTexts struct {
	TitleF string // name
	Rows   DataRowTexts
	Says   DataSayTexts
	Later  DataLaterTexts
	Hold   DataHoldTexts
	Rest   DataHoldTexts // restriction
	Child  DataChildTexts
	Agree  DataAgreeTexts
	Ask    DataAskTexts
	Access DataAccessTexts
	Erase  DataEraseTexts
	Notice DataNoticeTexts
	TakeIn TakeInTexts
}

// DataNoticeTexts are about giving the privacy notice with an answer.
type DataNoticeTexts struct {
	TextF     string // to the person; where it stands
	TextToF   string // likewise, where they are addressed formally
	OfferF    string // key
	ShortF    string // key
	Put       string
	Given     string
	None      string
	NotCrisis string
	NoRoom    string
}

// DataRowTexts are the names of the rows.
type DataRowTexts struct {
	Kept, Hold, Rest, Child, Stop, Consent, Notice, Request, Ask, Access, Erase string
}

// DataSayTexts are what the rows say, and what Enter does there.
type DataSayTexts struct {
	OnF      string // until when in words, the day
	Unknown  string // nobody has looked yet
	NoHold   string
	HoldF    string // reason
	NoRest   string
	RestF    string // since when
	RestWhyF string // since when, reason
	NotChild string
	Child    string
	AgreedF  string // to what, since when
	UntilF   string // … and until when
	VersionF string // of the words
	Proven   string // a message shows it
	NotF     string // to what nobody agreed
	NoticeF  string // version, when
	NoNotice string
	DueF     string // what was asked for, until when
	LateF    string // … that was
	Ask      string
	Access   string
	Erase    string

	Postpone, Lift, Set, Use, Change, Note, Withdraw, Answer string // what Enter does
}

// DataLaterTexts are about postponing.
type DataLaterTexts struct {
	TitleF  string // name
	DaysF   string // by how many, until when
	Other   string
	Never   string // there is no day to postpone
	Held    string // … because of the hold
	DayF    string // title of the line; name
	Hint    string
	Wrong   string
	Past    string
	WhyF    string // title of the line; until when
	WhyHint string
	Need    string // a reason
	DoneF   string // until when
}

// DataHoldTexts are about a hold, or a restriction: to set and to lift it.
type DataHoldTexts struct {
	WhyF  string // title of the line; name
	Hint  string
	Need  string // what is said while no reason stands there
	Done  string
	LiftF string // question; name
	Keep  string
	Lift  string
	Free  string
}

// DataChildTexts are about somebody under 14.
type DataChildTexts struct {
	AskF  string // question; name
	No    string
	Yes   string
	BackF string // question; name
	Keep  string
	Grown string
	Done  string
}

// DataAgreeTexts are about consents.
type DataAgreeTexts struct {
	HowF       string // question; to what
	EndF       string // question: until when; to what
	Open       string
	YearsF     string // how many, until when
	OneYearF   string // until when
	WordsF     string // title of the line; to what
	WordsHint  string
	VersionF   string // title of the line; to what
	VersHint   string
	WithdrawF  string // question: on which way; to what
	Done       string
	DoneTaken  string
	ChildHint  string // what is noted holds for nobody under 14
	NotRevoked string // the safe answer
	Proof      string // question: which message shows it
	NoProof    string
	ProofRowF  string // when it was said, the words
}

// DataAskTexts are about requests.
type DataAskTexts struct {
	KindF   string // question; name
	DayF    string // title of the line; what was asked for
	Hint    string
	UntilF  string // the day that is understood
	Wrong   string
	DoneF   string // until when
	EndF    string // question; what was asked for, until when
	Open    string
	Ended   string
	Extend  string
	WhyF    string // title of the line; what was asked for
	WhyHint string
	Need    string
	DoneEnd string
	DoneExt string
}

// DataAccessTexts are about the folder that is owed to a person who asks.
type DataAccessTexts struct {
	Making   string
	DoneF    string // path
	BlackF   string // how many places
	GapsF    string // what is missing
	ExpiresF string // when the folder removes itself
}

// DataEraseTexts are about erasing.
type DataEraseTexts struct {
	AskF    string // question; name
	No      string
	Because map[domain.ErasureReason]string // the other answers
	TypeF   string                          // title of the line; name
	HintF   string                          // name
	OrPhone string
	Held    string
	Busy    string
	DoneF   string // when
	Close   string
}

// DataActions are the keys of it.
type DataActions struct {
	Sheet, Notice, TakeIn ActionText
}

var dataActionsEN = DataActions{Sheet: ActionText{"data & rights", "data and rights: deadline, hold, consent, access, erasing"}, Notice: ActionText{"privacy", "put the privacy notice below it"}, TakeIn: ActionText{"history", "take in an exported WhatsApp chat"}}

var dataEN = DataTexts{
	TakeIn: takeInEN,
	TitleF: "Data & rights: %s",
	Rows: DataRowTexts{
		Kept: "Kept", Hold: "Hold", Rest: "Restriction", Child: "Under 14", Stop: "Stop", Consent: "Consent", Notice: "Privacy",
		Request: "Request", Ask: "New request", Access: "Access", Erase: "Erase",
	},
	Says: DataSayTexts{
		OnF: "%s, on %s", Unknown: "not worked out yet", NoHold: "none", HoldF: "must not be erased: %s",
		NoRest: "none", RestF: "at rest since %s: kept, not used", RestWhyF: "at rest since %s: %s",
		NotChild: "no", Child: "yes: no consent holds without the parents",
		AgreedF: "%s: since %s", UntilF: "until %s", VersionF: "version %s", Proven: "with a proof", NotF: "%s: not agreed",
		NoticeF: "notice, version %s, given %s", NoNotice: "notice not given yet",
		DueF: "%s, to be answered by %s", LateF: "! %s: overdue, was due %s",
		Ask: "note what the person asks for", Access: "folder with letter, messages, data and files", Erase: "the person with everything kept about them",
		Postpone: "postpone", Lift: "lift", Set: "set", Use: "use again", Change: "change", Note: "note", Withdraw: "note withdrawal", Answer: "answered?",
	},
	Later: DataLaterTexts{
		TitleF: "Erase %s later", DaysF: "by %d days, until %s", Other: "another day …",
		Never: "This person is kept without an end.", Held: "On hold the person is not erased anyway.",
		DayF: "Keep %s until", Hint: "A day, at most a year ahead, like: 24.3. or in 3 months.", Wrong: "I do not understand that. Like: 24.3. or in 3 months.", Past: "The day has to be in the future.",
		WhyF: "Why until %s?", WhyHint: "Enter postpones.", Need: "The law wants a reason, like: application still open.", DoneF: "Postponed until %s.",
	},
	Hold: DataHoldTexts{
		WhyF: "Why must %s not be erased?", Hint: "Enter puts the hold on.", Need: "This wants a reason, like: dispute about a refusal.",
		Done:  "On hold: the person is not erased until you lift the hold.",
		LiftF: "Lift the hold on %s?", Keep: "keep the hold", Lift: "lift it: the deadline counts again", Free: "The hold is lifted.",
	},
	Rest: DataHoldTexts{
		WhyF: "Why shall the data of %s rest?", Hint: "Enter: keep them and use them no more. Only a key that means exactly that sends then.", Need: "Like: the person says that they are wrong. Enter works without a reason, too.",
		Done:  "Restricted: the data are kept and not used.",
		LiftF: "Use the data of %s again?", Keep: "let them rest", Lift: "use them again", Free: "Free again.",
	},
	Child: DataChildTexts{
		AskF: "Is %s under 14?", No: "no, or not known", Yes: "yes: no consent holds without the parents", BackF: "%s is noted as under 14", Keep: "leave it", Grown: "not, or not any more under 14", Done: "Noted.",
	},
	Agree: DataAgreeTexts{
		HowF: "“%s”: agreed on which way?", EndF: "“%s”: until when?", Open: "until it is withdrawn", OneYearF: "one year, until %s", YearsF: "%d years, until %s",
		WordsF: "“%s”: in which words was it asked?", WordsHint: "Enter takes the words. Empty works, too, but proves little.",
		VersionF: "“%s”: version of the words", VersHint: "Like 2026-1; empty if there is none. Enter notes the consent.",
		WithdrawF: "“%s” withdrawn: on which way?", Done: "Consent noted.", DoneTaken: "Withdrawal noted.",
		ChildHint: "Noted as under 14: it holds only once that is over.", NotRevoked: "no, the consent holds",
		Proof: "In which message does it stand?", NoProof: "in none of these", ProofRowF: "%s  “%s”",
	},
	Ask: DataAskTexts{
		KindF: "What does %s ask for?", DayF: "%s: when did the request come?", Hint: "Empty: today. Else like 20.11. or yesterday.", UntilF: "Came on %s. Enter notes it.",
		Wrong: "That is no day, or lies in the future.", DoneF: "Noted; to be answered by %s.",
		EndF: "%s, to be answered by %s", Open: "still open", Ended: "answered", Extend: "two more months, the person knows",
		WhyF: "%s: why later?", WhyHint: "Enter extends. The person must have got the same words.", Need: "This wants a reason.", DoneEnd: "Answered.", DoneExt: "Extended.",
	},
	Access: DataAccessTexts{
		Making: "The answer is being written …", DoneF: "The answer lies in %s. Read the letter before it goes out: is it really the person who asks?",
		BlackF: "Places about others, blacked out: %d.", GapsF: "The letter still lacks: %s.", ExpiresF: "The folder removes itself on %s.",
	},
	Erase: DataEraseTexts{
		AskF: "Erase %s?", No: "no, erase nothing",
		Because: map[domain.ErasureReason]string{
			domain.ErasureAsked: "erase: the person wants it …", domain.ErasureExpired: "erase: time is up …", domain.ErasureOther: "erase: for another reason …",
		},
		TypeF: "Erase %s: type the name", HintF: "Type “%s” and Enter. This cannot be taken back. Esc: nothing is erased.", OrPhone: "The number counts, too.",
		Held: "The person is on hold. Lift the hold first.", Busy: "Being erased …", DoneF: "Erased %s. The receipt:", Close: "done",
	},
	Notice: DataNoticeTexts{
		TextF: "How we treat your data: %s", TextToF: "This is how we treat your data: %s",
		OfferF: "privacy notice not given yet · %s puts it below", ShortF: "privacy notice missing · %s",
		Put: "The privacy notice now stands below.", Given: "This person has the notice already, or it stands in the text.", None: "The settings name no privacy notice (privacy.notice_url).",
		NotCrisis: "Not in a crisis.", NoRoom: "There is no room left in the text for the privacy notice.",
	},
}
