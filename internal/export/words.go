package export

import "sprechstunde/internal/domain"

// Words is every text of ours in an export, in one language. Fields that end
// in F are for fmt, with the values their comment names, in that order.
type Words struct {
	Lang       string                       // de or en
	TitleF     string                       // name of the person
	Name       string                       // heads of the first lines, up to Zone
	Phone      string                       //
	Username   string                       //
	UserID     string                       //
	First      string                       // first message
	Last       string                       // last message
	Count      string                       // number of messages
	CountF     string                       // all, of the person, of ours
	Exported   string                       //
	ByF        string                       // moment, who exported it
	Zone       string                       //
	NameSource map[domain.NameSource]string // how far a name can be trusted; none for an unknown name
	NoName     string                       // in place of a name
	Person     string                       // who wrote, where there is no name, and beside a name that is the adviser's too
	Us         string                       // who wrote, where the adviser has no name
	WhatsApp   string                       // who wrote what WhatsApp itself says
	End        string                       // below the last message
	NoMessages string                       // in place of messages
	Signs      string                       // what a sign like ⟨U+202E⟩ stands for, if there is one

	Days    [7]string  // from Sunday
	Months  [12]string //
	DayF    string     // day of the week, day, month, year
	MomentF string     // day, time of day
	Stamp   string     // layout of package time: day and time before a message
	Decimal string     // sign between whole and part
	QuotedF string     // words in quotation marks

	Kinds       map[domain.Kind]string // what a message is; none for a plain text
	Moving      string                 // of a sticker
	Beside      string                 // a text that came with a file
	Empty       string                 // a message without anything
	Lost        string                 // a file that cannot be had
	File        string                 // one that lies beside the export
	Missed      string                 // of a call
	Answered    string                 //
	FromUs      string                 // of a call
	Allowed     string                 // calls are
	AllowedTilF string                 // moment
	Refused     string                 // calls are
	NumberF     string                 // old and new number
	Listed      string                 // taken from a table
	NewID       string                 // WhatsApp changed the id of the person
	Place       string                 // name and address of one
	Position    string                 // latitude and longitude
	Address     string                 //
	Link        string                 //
	Mail        string                 //
	Company     string                 //
	Birthday    string                 //
	Asked       string                 // a contact card we had asked for
	Choice      string                 // what stands below a chosen title
	Form        string                 // name of a form
	Answers     string                 // of a form
	Item        string                 // of an order
	Value       string                 // put into a template
	Reason      string                 // of a failure

	ReplyF     string // who, moment, first words
	ReplyGone  string // reply to a message we do not have
	Product    string // a message is about
	Forwarded  string
	ForwardedX string // many times
	Group      string // came out of a group
	Ad         string // the advertisement that brought the person
	EditedF    string // moment; the new text follows
	EditedGone string // the new text is not known
	DeletedF   string // moment; by the person
	DeletedUsF string // moment; on our side
	ReactedF   string // emoji, who

	Status     map[domain.Status]string // how far ours came; none for StatusNone
	NotArrived string                   // the adviser says so
	NotBeforeF string                   // moment until which a reply is held
	OnPhone    string                   // ours, typed in the app on the phone
	Automatic  string                   // ours, by the relay
	Despite    string                   // sent past red lights on purpose; which ones follows
	Rules      map[domain.Rule]string   // what a red light is about
}
