package domain

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Number is what WhatsApp says about our own number. The words are its own and
// untrusted.
type Number struct {
	Phone        string          `json:"phone"` // as it shows it, with blanks
	Name         string          `json:"name"`
	NameState    string          `json:"name_state"` // APPROVED, PENDING_REVIEW, DECLINED, …
	State        string          `json:"state"`      // CONNECTED, …
	Quality      string          `json:"quality"`    // GREEN, YELLOW, RED, UNKNOWN
	Limit        string          `json:"limit"`      // TIER_250, …: people who may be written to first in a day
	Verification string          `json:"verification"`
	CanSend      string          `json:"can_send"` // AVAILABLE, LIMITED, BLOCKED
	Problems     []NumberProblem `json:"problems"`
}

// NumberProblem is something that keeps messages from leaving.
type NumberProblem struct {
	Part     string `json:"part"` // PHONE_NUMBER, WABA, BUSINESS, APP, MESSAGE_TEMPLATE
	Code     int    `json:"code"`
	Says     string `json:"says"`
	Solution string `json:"solution"`
}

// NumberDigits are the digits of a phone number with its country, as links and
// addresses want them; "" if that is none.
func NumberDigits(number string) string {
	var b strings.Builder
	for _, r := range asTyped.Replace(number) {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case strings.ContainsRune("+ -()/.", r):
		default:
			return ""
		}
	}
	digits := strings.TrimPrefix(b.String(), "00")
	if len(digits) < 7 || len(digits) > 15 || digits[0] == '0' {
		return ""
	}
	return digits
}

// Profile is our business profile as people see it at WhatsApp.
type Profile struct {
	About       string   `json:"about"`
	Address     string   `json:"address"`
	Description string   `json:"description"`
	Email       string   `json:"email"`
	Websites    []string `json:"websites"`
	Vertical    string   `json:"vertical"` // the line of business; read only here
	Picture     string   `json:"picture"`  // address of the picture; read only here
}

// ProfileField names a field of the profile that can be set.
type ProfileField string

// The fields.
const (
	ProfileAbout       ProfileField = "about"
	ProfileAddress     ProfileField = "address"
	ProfileDescription ProfileField = "description"
	ProfileEmail       ProfileField = "email"
	ProfileWebsites    ProfileField = "websites" // addresses with blanks between them
)

// ProfileFields lists them in the order people see them.
func ProfileFields() []ProfileField {
	return []ProfileField{ProfileAbout, ProfileAddress, ProfileDescription, ProfileEmail, ProfileWebsites}
}

// Limits of the profile, in characters. Source: Meta, "Business profiles".
const (
	maxWebsites = 2
	maxWebsite  = 256
)

var profileLimits = map[ProfileField]int{ProfileAbout: 139, ProfileAddress: 256, ProfileDescription: 512, ProfileEmail: 128}

// Limit is how many characters a field may have; of websites, each of them.
func (f ProfileField) Limit() int {
	if f == ProfileWebsites {
		return maxWebsite
	}
	return profileLimits[f]
}

// Get returns the value of a field as Set takes it.
func (p Profile) Get(f ProfileField) string {
	switch f {
	case ProfileAbout:
		return p.About
	case ProfileAddress:
		return p.Address
	case ProfileDescription:
		return p.Description
	case ProfileEmail:
		return p.Email
	default:
		return strings.Join(p.Websites, " ")
	}
}

// Set changes a field. It does not look at limits; Check does.
func (p *Profile) Set(f ProfileField, value string) {
	value = strings.TrimSpace(value)
	switch f {
	case ProfileAbout:
		p.About = value
	case ProfileAddress:
		p.Address = value
	case ProfileDescription:
		p.Description = value
	case ProfileEmail:
		p.Email = value
	case ProfileWebsites:
		p.Websites = strings.Fields(value)
	}
}

// ProfileTrouble is what is wrong with a field of a profile.
type ProfileTrouble string

// The troubles.
const (
	ProfileFine     ProfileTrouble = ""
	ProfileTooLong  ProfileTrouble = "too_long"
	ProfileEmpty    ProfileTrouble = "empty" // about cannot be taken away
	ProfileNoEmail  ProfileTrouble = "email"
	ProfileNoPage   ProfileTrouble = "page"  // a website without http:// or https://
	ProfileManyPage ProfileTrouble = "pages" // more than two
)

// Check says what WhatsApp would refuse about a field.
func (p Profile) Check(f ProfileField) ProfileTrouble {
	value := p.Get(f)
	if f == ProfileWebsites {
		return p.checkWebsites()
	}
	switch {
	case utf8.RuneCountInString(value) > f.Limit():
		return ProfileTooLong
	case f == ProfileAbout && value == "":
		return ProfileEmpty
	case f == ProfileEmail && value != "" && !isMail(value):
		return ProfileNoEmail
	}
	return ProfileFine
}

func (p Profile) checkWebsites() ProfileTrouble {
	if len(p.Websites) > maxWebsites {
		return ProfileManyPage
	}
	for _, site := range p.Websites {
		rest, ok := strings.CutPrefix(site, "https://")
		if !ok {
			rest, ok = strings.CutPrefix(site, "http://")
		}
		switch {
		case utf8.RuneCountInString(site) > maxWebsite:
			return ProfileTooLong
		case !ok || !strings.Contains(rest, ".") || strings.HasPrefix(rest, "."):
			return ProfileNoPage
		}
	}
	return ProfileFine
}

// isMail is what can be said about an address without asking it.
func isMail(s string) bool {
	name, host, ok := strings.Cut(s, "@")
	return ok && name != "" && !strings.ContainsAny(s, " \t\n<>,;") && !strings.Contains(host, "@") &&
		strings.Contains(strings.Trim(host, "."), ".") && strings.Trim(host, ".") == host
}

// Calling is whether people can call our number.
type Calling struct {
	Status string `json:"status"` // ENABLED, DISABLED; "": never set, which means that nobody can
	Icon   string `json:"icon"`   // DEFAULT, DISABLE_ALL; "": not told
}

// Off reports that nobody can call.
func (c Calling) Off() bool { return c.Status != "ENABLED" }

// Openers are what somebody sees who opens a chat with us for the first time:
// questions to tap on, and commands behind a slash.
type Openers struct {
	Prompts  []string  `json:"prompts"`
	Commands []Command `json:"commands"`
}

// Command is one of them.
type Command struct {
	Name string `json:"name"`
	Hint string `json:"hint"`
}

// Limits of openers, in number and characters. Source: Meta, "Conversational
// components", which says four questions; its specification says three.
const (
	MaxPrompts    = 4
	MaxPrompt     = 80
	MaxCommands   = 30
	MaxCommand    = 32
	MaxCommandTip = 256
)

// Check reports the first opener that WhatsApp would refuse: a prompt or the
// name of a command, and how many characters it may have (0: there are too many).
func (o Openers) Check() (what string, limit int, ok bool) {
	if len(o.Prompts) > MaxPrompts || len(o.Commands) > MaxCommands {
		return "", 0, false
	}
	for _, p := range o.Prompts {
		if n := utf8.RuneCountInString(p); n == 0 || n > MaxPrompt {
			return p, MaxPrompt, false
		}
	}
	for _, c := range o.Commands {
		if n := utf8.RuneCountInString(c.Name); n == 0 || n > MaxCommand || strings.ContainsAny(c.Name, " /\t\n") {
			return c.Name, MaxCommand, false
		}
		if n := utf8.RuneCountInString(c.Hint); n == 0 || n > MaxCommandTip {
			return c.Name, MaxCommandTip, false
		}
	}
	return "", 0, true
}

// OwnPage is what WhatsApp has said about our number and its profile, and when.
type OwnPage struct {
	Number  Number    `json:"number"`
	Profile Profile   `json:"profile"`
	Calling Calling   `json:"calling"`
	At      time.Time `json:"at"` // zero: it was never asked
}
