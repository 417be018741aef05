package i18n

// SetupTexts are the words of "sprechstunde init" and "sprechstunde doctor".
// Sentences with verbs take their values in the order the comment gives.
type SetupTexts struct {
	Init   InitTexts
	Doctor DoctorTexts
}

// InitTexts are the questions, explanations and hints of the wizard.
type InitTexts struct {
	Exists  string // file
	Hello   string
	Aborted string
	Hidden  string // beside a question whose answer is not shown

	AskLanguage  string
	HintLanguage string
	AskName      string
	AskTeam      string
	HintText     string

	AskInUse    string
	InUseAdvice string
	HintYesNo   string
	Yes, No     string // as a preset: the letter that Enter stands for

	WhereIDs     string
	AskPhoneID   string
	AskAccount   string
	WhereToken   string
	AskToken     string
	WhereSecret  string
	AskSecret    string
	HintDigits   string
	HintIsNumber string
	HintSameID   string
	HintSpaces   string
	HintShort    string
	HintIsToken  string
	NoteOdd      string

	AskLand    string
	HintLand   string // what is possible
	HoursAre   string
	AskHours   string
	HoursNone  string
	Morning    string
	Afternoon  string
	AskAuto    string
	AskPrivacy string
	HintLink   string
	AskAddress string
	ThreeWays  string // address that the way leads to
	HintHTTPS  string
	HintPath   string

	AskStore  string
	HintStore string

	Written       string // file
	InKeyring     string
	KeyringBroken string
	PasteHead     string
	PasteCallback string // address
	PasteVerify   string // token
	PasteFields   string // fields
	CallbackGap   string // stands in for the address that is not known yet
	RelayFirst    string
	AskSubscribe  string
	Subscribed    string
	NotSubscribed string // why, what to do
	NoAnswer      string // host
	HowSubscribe  string
	Missing       string // keys
	Next          string
}

// DoctorTexts are what the checks say.
type DoctorTexts struct {
	FlagSubscribe string

	Names      map[string]string // check → what it is about
	OK         string
	Warn       string
	Fail       string
	Action     string // what to do
	AllWell    string
	Hints      string // number of hints
	Failed     string // number of failures, number of hints
	Incomplete string // what a check found before it broke off: name of the check

	Config         string // file
	ConfigWrong    string
	ConfigDo       string // file
	SecretsSet     string
	SecretsGone    string // keys
	SecretsDo      string // file
	SecretsDesk    string
	AccountGone    string
	AdviserGone    string
	AdviserDo      string // file
	HoursGone      string
	HoursDo        string
	CalendarIdle   string // name of the file
	CalendarIdleDo string
	LandGone       string
	LandDo         string
	FilesFine      string // folder
	FilesNone      string // folder
	FilesOpen      string // names
	FilesDo        string // command
	DiskFree       string // how much
	DiskLow        string // how much
	DiskDo         string
	DiskUnknown    string
	SQLite         string // version
	SQLiteOld      string
	SQLiteDo       string
	DBNone         string
	DBInUse        string // by whom
	DBFine         string // version, size
	DBOlder        string // version it has, version it will get
	DBForeign      string // file
	DBForeignDo    string
	DBSlow         string
	DBSlowDo       string
	RelayIdle      string
	RelayIdleDo    string
	RelayInDesk    string // by whom
	RelayRuns      string // where, version
	RelayLast      string // time
	RelayNever     string
	RelayNeverDo   string
	RelayWaiting   string // number
	RelayUnknown   string // number
	RelayFiles     string // number
	RelayFilesOff  string // why
	RelayFilesLost string // number
	MediaF         string // files that are here, files that are lost
	MediaGoneF     string // files that are gone from their folder
	MediaDo        string // folder
	RelayPaused    string // reason
	RelayPausedDo  string
	RelayUntil     string // time
	RelayRefused   string // number
	RelayRefDo     string
	RelayVersion   string // its version, ours
	RelayVerDo     string
	Paused         map[string]string // domain.Pause.Reason → words

	NumberElsewhere string
	Number          string // number, name, quality, limit, state of the name
	NameState       string // state
	NameStateDo     string
	NumberLimited   string // Meta's state
	NumberBlocked   string // Meta's state
	NumberDo        string
	NumberRed       string
	NumberRedDo     string
	NumberOffline   string // Meta's state
	NumberOfflineDo string
	MetaSays        string // Meta's sentence
	GraphDown       string // host
	GraphDownDo     string
	RelaySilent     string // usual number of messages a day
	RelayHooks      string // Meta's reason
	RelayHooksDo    string
	TemplateFine    string // name
	TemplateOdd     string // name
	TemplateOddDo   string
	TemplateState   string // name, state
	TemplateStateDo string
	TemplateGone    string // name
	TemplateGoneDo  string
	SubFine         string // app
	SubNone         string
	SubNoneDo       string
	SubTwo          string // number
	SubTwoDo        string
	SubDone         string
	ClockFine       string // seconds
	ClockOff        string // minutes, compared with
	ClockDo         string
	ClockAlone      string
	ClockRelay      string
	ClockMeta       string

	Terminal     string // TERM, colours
	TerminalNone string
	TerminalDumb string
	TerminalDo   string
	NotUTF8      string
	NotUTF8Do    string
	Colours      map[string]string // none, 16, 256, all
	NoColor      string
	EmojiProbe   string // setting, probe
	ClipTool     string // program
	ClipOSC52    string
	TmuxFine     string // set-clipboard, allow-passthrough
	TmuxOff      string // set-clipboard, allow-passthrough
	TmuxDo       string
	TmuxSilent   string
	TmuxSilentDo string
}
