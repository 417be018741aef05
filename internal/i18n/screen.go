package i18n

// ActionText names one action of the screen: Short for the footer, Long for
// help, palette and the key table.
type ActionText struct {
	Short string
	Long  string
}

// ScreenTexts is everything the screen says. Fields that end in F are formats
// of package fmt; the comment names their values where that is not plain.
type ScreenTexts struct {
	Title      string // window title, no personal data
	Product    string
	Demo       string
	TooSmall   string
	TooSmallF  string // columns, rows, needed columns, needed rows
	Loading    string
	NoChats    NoChatsTexts
	PickChat   string
	Earlier    string
	Beginning  string
	Today      string
	Yesterday  string
	DaysShort  [7]string // from Sunday
	DaysLong   [7]string
	Months     [12]string
	DateLongF  string // weekday, day, month
	DateYearF  string // weekday, day, month, year
	DateShortF string // day, month as numbers
	DateFullF  string // day, month, year as numbers

	KeyNames KeyNames
	Filters  FilterTexts
	Queue    QueueTexts
	Link     LinkTexts
	Person   PersonTexts
	Kinds    KindTexts
	Status   StatusTexts
	Compose  ComposeTexts
	Toast    ToastTexts
	Why      WhyTexts
	Confirm  ConfirmTexts
	Help     HelpTexts
	Welcome  WelcomeTexts
	Answers  AnswersTexts
	Contexts ContextTexts
	Session  SessionTexts
	Hours    HoursTexts
	Parking  ParkingTexts
	Search   SearchTexts
	Files    FileTexts
	Links    LinksTexts
	Attach   AttachTexts
	Curtain  CurtainTexts
	Actions  ActionTexts

	People PeopleTexts
}

// NoChatsTexts is said where a list is empty.
type NoChatsTexts struct {
	Waiting string
	Later   string
	Open    string
	Done    string
	All     string
}

// FilterTexts names the filters.
type FilterTexts struct {
	Waiting string
	Later   string
	Open    string
	Done    string
	All     string
}

// QueueTexts stands beside the rows of the queue.
type QueueTexts struct {
	SinceF       string // when
	EndsF        string // when the reply window ends
	EndsShortF   string // when
	Closed       string
	FirstContact string
	FirstShort   string
	DoneWord     string
	NewF         string // number
	You          string // before our own last text
	Unnamed      string
	DraftWord    string
	FailedWord   string
	Doubt        LongShort // failed or unknown
	UnknownWord  string
	UnknownShort string
}

// LinkTexts says how the relay is.
type LinkTexts struct {
	Name        string
	Connecting  string
	Down        string
	Slow        string
	Nonsense    string
	Token       string
	Other       string
	Broken      string
	Port        string
	Disk        string
	ReadOnly    string
	Secret      string
	Locked      string
	Damaged     string
	SinceF      string // what is wrong, when
	BehindF     string // number
	PendingF    string // number
	UnknownF    string // number
	PausedF     string // why, when
	PauseToken  string
	PausePerm   string
	PauseAcct   string
	PausePay    string
	PauseFast   string
	PauseMeta   string
	PauseOther  string
	ReaderF     string // who writes
	UnreadableF string // number
	NoticeF     string // what
}

// KeyNames are the names of keys as they stand on a keyboard of the country.
type KeyNames struct {
	Ctrl, Shift, Backspace, Space, Home, End, PageUp, PageDown string
}

// PersonTexts label the facts about a person.
type PersonTexts struct {
	Title        string
	NameProfile  string
	NameSaid     string
	NameConfirm  string
	NameUnknown  string
	Phone        string
	NoPhone      string
	Username     string
	UserID       string
	State        string
	Waiting      string
	Open         string
	Done         string
	WaitingSince string
	ReplyUntil   string
	ReplyClosed  string
	NeverWrote   string
	FirstContact string
	Unread       string
	Draft        string
}

// KindTexts names what a message is.
type KindTexts struct {
	Image         string
	Video         string
	Audio         string
	Voice         string
	Document      string
	Sticker       string
	StickerMoving string
	Location      string
	Contact       string
	ContactsF     string // number
	Asked         string
	Button        string
	List          string
	Form          string
	Permission    string
	PermissionYes string
	PermissionNo  string
	PermissionTil string // format: until when
	Order         string
	OrderItemF    string // quantity, product, price, currency
	NumberChanged string // format: old, new
	IDChanged     string
	Listed        string // taken from a table
	IdentityNew   string
	System        string
	Welcome       string
	CallMissed    string
	CallTaken     string
	TemplateF     string // name
	Unsupported   string
	UnsupportedF  string // reason
	UnknownF      string // type name
	Damaged       string
	ErrorPlain    string
	ErrorF        string // reason
	Forwarded     string
	ForwardedMuch string
	Referral      string
	QuoteGone     string
	QuoteYou      string
	EditedKnown   string
	EditedUnknown string
	Deleted       string
	Reacted       string
	ReactedYou    string
	MediaLostF    string // why
	FromPhone     string
	FromFile      string // imported
	FromAuto      string
	Empty         string
	CutF          string // number of characters
	Group         string
	ProductF      string // product
}

// StatusTexts says how far a message has come.
type StatusTexts struct {
	HeldF      string // seconds
	Queued     string
	Sending    string
	Unknown    string
	Accepted   string
	Sent       string
	Delivered  string
	Read       string
	Played     string
	Failed     string
	FailedF    string // reason
	NoReason   string
	NotArrived string // the adviser's own word
	AskSent    string
	AskKeysF   string // key for arrived, key for not arrived
	ResendF    string // key
}

// ComposeTexts is said around the composer.
type ComposeTexts struct {
	ToF         string // name
	ReviewF     string // name and address
	QuoteF      string // quoted words
	InviteF     string // key
	DraftF      string // words of the draft
	Placeholder string
	CountF      string // used, limit
	TooLongF    string // how many too many
	ReviewKeys  string
	ReadOnKeys  string // likewise, while more of the review is below
	ReadOn      string // in the footer, instead of "send"
	NewsF       string // name
	Checked     string
	Sending     string
	NoAddress   string
	MoreF       string // number of lines
	HoldF       string // seconds
	PasteTitleF string // number of characters, limit
	PasteCut    string
	PasteCancel string
	NewArrivals string
	PartF       string // which part, of how many
	ThenF       string // the rest of a text that was split
	SplitF      string // key
	SplitLongF  string // key
	SplitShort  string
	SplitNever  string
}

// ToastTexts are the short answers to what was done.
type ToastTexts struct {
	Copied      string
	CopiedPhone string
	DoneF       string // name
	UndoneF     string // name
	TakenBack   string
	TakenBare   string // of what has no text, as a place
	TooLate     string
	TakeOpen    string
	Queued      string
	EditorSame  string
	EditorNone  string
	EditorFail  string
	EditorKept  string
	HeldLeft    string
	EditorCutF  string // limit
	SettledYes  string
	SettledNo   string
	Resent      string
	Refreshed   string
	ThemeF      string            // name
	Themes      map[string]string // by their names in the settings
	Trouble     string
	NoSuspend   string
	ClipFailed  string
}

// WhyTexts give the reason why an action does nothing just now.
type WhyTexts struct {
	NoChat       string
	InChatF      string // key that opens the chat
	NoMessage    string
	NoAddress    string
	Closed       string
	NothingHeldF string // keys: done, later, previous
	NotFailed    string
	NotUnknown   string
	NoPhone      string
	NoText       string
	NoQuote      string
	EmptyDraft   string
	NoEditor     string
	TooLong      string
	Busy         string
}

// ConfirmTexts are the questions that want a deliberate second key.
type ConfirmTexts struct {
	QuitHeldF  string // seconds
	QuitWait   string
	QuitBack   string
	QuitStay   string
	Resend     string
	ResendYes  string
	DoneDraftF string // name
	DoneDraft  string
	No         string
}

// HelpTexts is said on the help page and in the palette.
type HelpTexts struct {
	Title     string
	Close     string
	Palette   string
	PaletteNo string
	TableKey  string
	TableWhat string
	TableID   string
	Scroll    string
}

// WelcomeTexts is the first page of a program that is not set up yet.
type WelcomeTexts struct {
	Hello      string
	What       string
	Nothing    string
	Demo       string
	DemoSub    string
	Setup      string
	SetupSub   string
	Import     string
	ImportSub  string
	Quit       string
	Keys       string
	ImportNote string
}

// ContextTexts are the headings under which actions stand in the help.
type ContextTexts struct {
	Always  string
	Reading string
	Queue   string
	Chat    string
	Ask     string
	Compose string
	Review  string
	Sheet   string
	Page    string

	Picker     string
	PickerList string
	Form       string
	Outbox     string
	Calm       string

	Templates    string
	TemplateSend string

	Search string

	File  string
	Sound string
	Files string
	Voice string
	Links string

	Jump, Person, Note, Merge string
	Card, OwnPage             string
}

// ActionTexts names every action.
type ActionTexts struct {
	Help, Palette, Suspend, Quit, Back, Refresh, Theme  ActionText
	NextArea, PrevArea, Person, Filter, FilterBack      ActionText
	Down, Up, Top, Bottom, PageDown, PageUp             ActionText
	Open, Write, Edit, Done, TakeBack                   ActionText
	MessageDown, MessageUp, MessageTop, MessageBottom   ActionText
	MessagePageDown, MessagePageUp                      ActionText
	Quote, Copy, CopyPhone, Resend, Arrived, NotArrived ActionText
	Review, Newline, EditDraft, Leave                   ActionText
	Send, Change, ReviewDown, ReviewUp                  ActionText
	SheetClose, SheetUp, SheetDown, SheetChoose         ActionText
	SheetPageDown, SheetPageUp                          ActionText

	Session, SessionPage, Later, Previous, Next, Name, Export ActionText
	PageClose, PageBack, PageTakeBack, PageReturn, PageQuit   ActionText
	PageScrollDown, PageScrollUp                              ActionText
	TakeFirst, TakeSecond, TakeThird, Pick, SaveAnswer        ActionText
	SwapFirst, SwapSecond, SwapThird                          ActionText
	PickWriting, NextField, PrevField, SendDespite, Split     ActionText
	Search, SearchOpen, SearchClose, SearchDown, SearchUp     ActionText
	SearchPageDown, SearchPageUp                              ActionText
	PickerTake, PickerClose, PickerDown, PickerUp             ActionText
	PickerPageDown, PickerPageUp                              ActionText
	PickerEdit, PickerCopy, PickerSave, PickerNew             ActionText
	FormSave, FormNext, FormPrev, FormEditor, FormRemove      ActionText
	FormClose                                                 ActionText

	Hours   HoursActions
	Care    CareActions
	Parking ParkingActions
	Files   FileActions
	Links   LinkActionTexts
	Attach  AttachActions

	Curtain ActionText

	People  PeopleActions
	Data    DataActions
	OwnPage OwnPageActions
}
