package config

import (
	"net/url"
	"regexp"
	"strconv"
	"time"

	"sprechstunde/internal/auto"
	"sprechstunde/internal/domain"
)

// When what is written outside the slots and office hours leaves.
const (
	OutsideSlot = "slot"
	OutsideNow  = "now"
)

// Notify says how the desk draws attention to a new message.
type Notify struct {
	Way     string   `yaml:"way" doc:"auto (ask the terminal), osc9, osc99, osc777, bell, command, off"`
	Command []string `yaml:"command" doc:"for way: command, e.g. [notify-send, Sprechstunde]; it learns nothing about persons"`
}

// Auto says which texts leave by themselves. Empty texts are the built-in ones.
type Auto struct {
	On          bool          `yaml:"on" doc:"whether any text leaves by itself"`
	PrivacyLink string        `yaml:"privacy_link" doc:"where your privacy notice stands; the greeting names it"`
	Greeting    string        `yaml:"greeting" doc:"once per person; empty texts are the built-in ones, placeholders as in answers"`
	Today       string        `yaml:"today" doc:"you are away, and a slot comes today"`
	Evening     string        `yaml:"evening" doc:"you are away until tomorrow"`
	Weekend     string        `yaml:"weekend" doc:"you are away over the weekend"`
	Holiday     string        `yaml:"holiday" doc:"you are away over a holiday or free days"`
	Absence     string        `yaml:"absence" doc:"you are absent"`
	Call        string        `yaml:"call" doc:"somebody has called; leaves where calls.incoming is write, also if on is false"`
	Quiet       time.Duration `yaml:"quiet" doc:"how long after your last message to a person no text leaves by itself"`
}

// Parking says how replies wait for a shut reply window.
type Parking struct {
	Template string        `yaml:"template" doc:"approved template that tells the person of the reply, with a quick-reply button"`
	Expires  time.Duration `yaml:"expires" doc:"how long a reply waits, 1h to 720h"`
}

// Rates are what one message costs by its category, for the screen only.
type Rates struct {
	Currency  string  `yaml:"currency" doc:"e.g. EUR"`
	Marketing float64 `yaml:"marketing" doc:"of a template of category marketing"`
	Utility   float64 `yaml:"utility" doc:"of a template of category utility"`
	Service   float64 `yaml:"service" doc:"of a free text within the reply window"`
}

const (
	maxFollowUp = 4 * time.Hour
	maxQuiet    = 72 * time.Hour
	maxParked   = 30 * 24 * time.Hour // as long as the relay keeps what it needs
	// maxTemplateName is Meta's limit. In the pattern it would cost a
	// millisecond at every start.
	maxTemplateName = 512
)

var (
	outsides = []string{OutsideSlot, OutsideNow}
	ways     = []string{"auto", "osc9", "osc99", "osc777", "bell", "command", "off"}

	templateName = regexp.MustCompile(`^[a-z0-9_]+$`) // Meta's rule for names of templates, with maxTemplateName
	currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)
)

func validateWaiting(c *Config, r *reader) {
	r.oneOf("send.outside", c.Send.Outside, outsides)
	r.oneOf("notify.way", c.Notify.Way, ways)
	r.need(c.Notify.Way != "command" || len(c.Notify.Command) > 0 && c.Notify.Command[0] != "", "notify.command", Mistake{Kind: KindRequired})
	r.within("hours.follow_up", c.Hours.FollowUp, 0, maxFollowUp)
	r.oneOf("calls.incoming", c.Calls.Incoming, incomings)
	r.within("auto.quiet", c.Auto.Quiet, 0, maxQuiet)
	r.autoTexts(c.Auto)
	r.need(c.Auto.PrivacyLink == "" || webLink(c.Auto.PrivacyLink), "auto.privacy_link",
		Mistake{Kind: KindFormat, Value: clip(c.Auto.PrivacyLink), Want: "https://example.org/datenschutz"})
	r.need(len(c.Parking.Template) <= maxTemplateName && templateName.MatchString(c.Parking.Template), "parking.template",
		Mistake{Kind: KindFormat, Value: clip(c.Parking.Template), Want: "antwort_liegt_vor"})
	r.within("parking.expires", c.Parking.Expires, time.Hour, maxParked)
	r.need(currencyCode.MatchString(c.Rates.Currency), "rates.currency", Mistake{Kind: KindFormat, Value: clip(c.Rates.Currency), Want: "EUR"})
	r.rate("rates.marketing", c.Rates.Marketing)
	r.rate("rates.utility", c.Rates.Utility)
	r.rate("rates.service", c.Rates.Service)
}

// Texts are the automatic texts by their rule.
func (a Auto) Texts() auto.Texts {
	return auto.Texts{
		domain.AutoGreeting: a.Greeting, domain.AutoToday: a.Today, domain.AutoEvening: a.Evening,
		domain.AutoWeekend: a.Weekend, domain.AutoHoliday: a.Holiday, domain.AutoAbsence: a.Absence, domain.AutoCall: a.Call,
	}
}

// autoTexts wants texts that can be filled in by a machine.
func (r *reader) autoTexts(a Auto) {
	for _, m := range auto.Check(a.Texts()) {
		key := "auto." + m.Field
		if m.Kind == domain.MistakeTooLong {
			r.at(key, Mistake{Kind: KindOneOf, Value: m.Detail, Want: "0 … " + strconv.Itoa(auto.MaxText)})
			continue
		}
		r.at(key, Mistake{Kind: KindAutoText, Value: clip(m.Detail), Want: strconv.Itoa(m.Line) + ":" + strconv.Itoa(m.Column)})
	}
}

func (r *reader) within(key string, d, least, most time.Duration) {
	if d < least || d > most {
		r.at(key, Mistake{Kind: KindOneOf, Value: d.String(), Want: shortDuration(least) + " … " + shortDuration(most)})
	}
}

// rate wants a number that can be a price; NaN is none.
func (r *reader) rate(key string, amount float64) {
	if !(amount >= 0 && amount <= 100) {
		r.at(key, Mistake{Kind: KindOneOf, Value: strconv.FormatFloat(amount, 'g', -1, 64), Want: "0 … 100"})
	}
}

func webLink(text string) bool {
	u, err := url.Parse(text)
	return err == nil && u.Scheme == "https" && u.Hostname() != "" && u.User == nil
}
