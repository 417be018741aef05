package i18n

import (
	"strconv"
	"strings"

	"sprechstunde/internal/domain"
)

// ErrorTexts are the sentences for what can go wrong: what it is and what to do
// now. A sentence with %s takes the detail of the error, and reads well without.
type ErrorTexts struct {
	Internal       string
	NotFound       string
	RelayDown      string
	RelaySlow      string
	RelayNonsense  string
	RelayToken     string
	RelayOther     string
	MetaDown       string
	WindowClosed   string
	NoTemplate     string // name
	TemplateForm   string // which rule, in words
	Refused        string // Meta's reason
	Parked         string
	Crisis         string
	Stopped        string
	Locked         string
	WindowOpen     string
	DayOver        string
	NoAddress      string
	TooLong        string
	Empty          string
	ChatMoved      string
	TooLate        string
	RedLight       string
	Stale          string
	Answer         string // the mistakes, one a line
	NoAnswer       string // the key
	OpenField      string // the fields
	SamePerson     string
	CannotSplit    string
	BadFact        string // the field
	LongFact       string
	NoWords        string // of a note on a call or a mail
	Exists         string // the file
	InUse          string // who holds it
	Newer          string // file
	Damaged        string // file
	EmptyFile      string // file
	ReadOnly       string // file or folder
	DiskFull       string // file or folder
	DiskError      string // file or folder
	Busy           string
	Config         string // the mistakes, one a line
	NoConfig       string // the file that is not there
	MissingSecret  string // the keys
	OpenPermission string // the command that closes it
	PortTaken      string // address
	NoTerminal     string
	Usage          string // what is wrong with the call
	File           FileErrorTexts
	NotSendable    string // why, in words
	NoWait         string
	NoRecipient    string
	Restricted     string
	Held           string
	Guard          GuardErrorTexts

	FindSecret string            // key, where to find it
	Places     map[string]string // where to find the value of a key
	Line       string            // line number in the configuration file
	Quoted     string            // a value
	Mistakes   map[string]string // what is wrong with a setting, by kind; %s: what is wanted
	DidYouMean string            // the nearest key
	Answers    AnswerMistakeTexts
	Web        WebErrorTexts
	Attach     map[domain.AttachReason]string
	FormRules  map[domain.FormRule]string // what a template does wrong; %s: the place, where there is one
}

// Sentence says in plain words what a code means and what to do. detail fills
// the gap of the sentence where there is one; for missing_secret it is the
// keys, comma separated, and the sentence goes on with where to find each.
func (t ErrorTexts) Sentence(code domain.Code, detail string) string {
	switch code {
	case domain.CodeTemplateForm:
		detail = t.formRule(detail)
	case domain.CodeFile:
		detail = t.attachReason(detail)
	case domain.CodeFileLost:
		detail = t.File.Loss[detail]
	case domain.CodeAskFirst:
		detail = t.File.Types[detail]
	case domain.CodeNoTool:
		if words := t.File.Programs[detail]; words != "" {
			return words
		}
	default:
	}
	text := withDetail(t.byCode(code), detail)
	if code == domain.CodeMissingSecret {
		for key := range strings.SplitSeq(detail, ", ") {
			if place := t.Where(key); place != "" {
				text += "\n" + fill(t.FindSecret, key, place)
			}
		}
	}
	return text
}

// formRule puts the detail of CodeTemplateForm, a rule and maybe a place, into
// words.
func (t ErrorTexts) formRule(detail string) string {
	rule, place, _ := strings.Cut(detail, " ")
	return withDetail(t.FormRules[domain.FormRule(rule)], place)
}

// withDetail fills the gap, or takes it out together with the brackets or the
// colon that belong to it.
func withDetail(text, detail string) string {
	before, after, hasGap := strings.Cut(text, "%s")
	if !hasGap {
		return text
	}
	if detail != "" {
		return before + detail + after
	}
	open, closing := strings.LastIndex(before, " ("), strings.Index(after, ")")
	if open >= 0 && closing >= 0 {
		return before[:open] + after[closing+1:]
	}
	before = strings.TrimRight(before, " :\n")
	if after == "" {
		return before + "."
	}
	return before + after
}

// Where says where the value of a key is found, "" for keys that need no
// looking up.
func (t ErrorTexts) Where(key string) string { return t.Places[key] }

// Mistake says what is wrong with a setting. place is its key or the variable
// it comes from, line its line in the file (0: none), value what stands there
// ("" if it must not be shown), want what belongs there. An unknown kind
// gives "".
func (t ErrorTexts) Mistake(kind, place string, line int, value, want string) string {
	text := fill(t.Mistakes[kind], want)
	if text == "" {
		return ""
	}
	if kind == "unknown_key" && want != "" {
		text += fill(t.DidYouMean, want)
	}
	if value != "" {
		text = fill(t.Quoted, value) + " " + text
	}
	where := []string{}
	if line > 0 {
		where = append(where, fill(t.Line, strconv.Itoa(line)))
	}
	if place != "" {
		where = append(where, place)
	}
	if len(where) > 0 {
		text = strings.Join(where, ", ") + ": " + text
	}
	return text
}

// fill puts values into the gaps of a text, from left to right.
func fill(text string, values ...string) string {
	for _, v := range values {
		text = strings.Replace(text, "%s", v, 1)
	}
	return text
}

func (t ErrorTexts) byCode(code domain.Code) string {
	switch code {
	case domain.CodeConfig, domain.CodeNoConfig, domain.CodeMissingSecret, domain.CodeOpenPermission,
		domain.CodePortTaken, domain.CodeNoTerminal, domain.CodeUsage:
		return t.ofSetup(code)
	case domain.CodeInUse, domain.CodeNewer, domain.CodeDamaged, domain.CodeEmptyFile,
		domain.CodeReadOnly, domain.CodeDiskFull, domain.CodeDiskError, domain.CodeBusy, domain.CodeExists:
		return t.ofFiles(code)
	case domain.CodeRelayDown, domain.CodeRelaySlow, domain.CodeRelayNonsense, domain.CodeRelayToken, domain.CodeRelayOther,
		domain.CodeMetaDown:
		return t.ofRelay(code)
	case domain.CodeRedLight, domain.CodeStale, domain.CodeAnswer, domain.CodeNoAnswer, domain.CodeOpenField:
		return t.ofAnswers(code)
	case domain.CodeNoTool, domain.CodeNoSound, domain.CodeTool, domain.CodeNotHere, domain.CodeFileLost, domain.CodeMismatch, domain.CodeAskFirst, domain.CodePicture:
		return t.File.of(code)
	case domain.CodeNotWeb, domain.CodeNoBrowser, domain.CodeNotBlocked, domain.CodeNoNumber:
		return t.Web.of(code)
	case domain.CodeSealFor, domain.CodeSealWeak, domain.CodeSealKey, domain.CodeSealBroken, domain.CodeBackup, domain.CodeNotEmpty, domain.CodeReader:
		return t.Guard.of(code)
	default:
		return t.ofWriting(code)
	}
}

func (t ErrorTexts) ofSetup(code domain.Code) string {
	switch code {
	case domain.CodeConfig:
		return t.Config
	case domain.CodeNoConfig:
		return t.NoConfig
	case domain.CodeMissingSecret:
		return t.MissingSecret
	case domain.CodeOpenPermission:
		return t.OpenPermission
	case domain.CodePortTaken:
		return t.PortTaken
	case domain.CodeNoTerminal:
		return t.NoTerminal
	default:
		return t.Usage
	}
}

func (t ErrorTexts) ofFiles(code domain.Code) string {
	switch code {
	case domain.CodeInUse:
		return t.InUse
	case domain.CodeNewer:
		return t.Newer
	case domain.CodeDamaged:
		return t.Damaged
	case domain.CodeEmptyFile:
		return t.EmptyFile
	case domain.CodeReadOnly:
		return t.ReadOnly
	case domain.CodeDiskFull:
		return t.DiskFull
	case domain.CodeDiskError:
		return t.DiskError
	case domain.CodeExists:
		return t.Exists
	default:
		return t.Busy
	}
}

func (t ErrorTexts) ofRelay(code domain.Code) string {
	switch code {
	case domain.CodeRelayDown:
		return t.RelayDown
	case domain.CodeRelaySlow:
		return t.RelaySlow
	case domain.CodeRelayNonsense:
		return t.RelayNonsense
	case domain.CodeRelayToken:
		return t.RelayToken
	case domain.CodeMetaDown:
		return t.MetaDown
	default:
		return t.RelayOther
	}
}

func (t ErrorTexts) ofAnswers(code domain.Code) string {
	switch code {
	case domain.CodeRedLight:
		return t.RedLight
	case domain.CodeStale:
		return t.Stale
	case domain.CodeAnswer:
		return t.Answer
	case domain.CodeNoAnswer:
		return t.NoAnswer
	default:
		return t.OpenField
	}
}

func (t ErrorTexts) ofWriting(code domain.Code) string {
	switch code {
	case domain.CodeNotFound:
		return t.NotFound
	case domain.CodeWindowClosed:
		return t.WindowClosed
	case domain.CodeNoTemplate:
		return t.NoTemplate
	case domain.CodeTemplateForm:
		return t.TemplateForm
	case domain.CodeRefused:
		return t.Refused
	case domain.CodeParked:
		return t.Parked
	case domain.CodeCrisis:
		return t.Crisis
	case domain.CodeStopped:
		return t.Stopped
	case domain.CodeLocked:
		return t.Locked
	case domain.CodeWindowOpen:
		return t.WindowOpen
	case domain.CodeDayOver:
		return t.DayOver
	case domain.CodeSamePerson:
		return t.SamePerson
	case domain.CodeCannotSplit:
		return t.CannotSplit
	case domain.CodeBadFact:
		return t.BadFact
	case domain.CodeLongFact:
		return t.LongFact
	case domain.CodeNoWords:
		return t.NoWords
	case domain.CodeNoAddress:
		return t.NoAddress
	case domain.CodeTooLong:
		return t.TooLong
	case domain.CodeEmpty:
		return t.Empty
	case domain.CodeChatMoved:
		return t.ChatMoved
	case domain.CodeTooLate:
		return t.TooLate
	case domain.CodeFile:
		return t.NotSendable
	case domain.CodeNoWait:
		return t.NoWait
	case domain.CodeNoRecipient:
		return t.NoRecipient
	case domain.CodeRestricted:
		return t.Restricted
	case domain.CodeHeld:
		return t.Held
	default:
		return t.Internal
	}
}
