package config

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"sprechstunde/internal/crisis"
	"sprechstunde/internal/domain"
)

// Crisis says what hints at a person in distress, and what is offered then.
type Crisis struct {
	Phrases []string   `yaml:"phrases" doc:"words of people in distress besides the built-in ones; one with - in front is taken out; \"sprechstunde crisis phrases\" lists them and says how they are written"`
	Calm    []string   `yaml:"calm" doc:"words that look like it and are harmless, in the same form"`
	Card    string     `yaml:"card" doc:"your own words on the crisis card; empty: the built-in ones; the numbers always follow"`
	Numbers []HelpLine `yaml:"numbers" doc:"numbers besides the built-in ones, or what is different about one of them, e.g. {number: \"116 016\", name: Hilfetelefon, hours: Tag und Nacht, checked: \"2026-11-22\"}; {number: \"116 111\", remove: true} takes one out, but never 112"`
}

// HelpLine is a number on the crisis card. Checked is YYYY-MM-DD.
type HelpLine struct {
	Number  string `yaml:"number"`
	Name    string `yaml:"name"`
	Hours   string `yaml:"hours"`
	Web     string `yaml:"web"`
	Checked string `yaml:"checked"`
	Remove  bool   `yaml:"remove"`
}

// Privacy says when a change of channel is offered, and what people are told
// about their data.
type Privacy struct {
	On        bool     `yaml:"on" doc:"whether a line offers to go on by another channel when a chat gets personal"`
	After     int      `yaml:"after" doc:"… also after this many messages of a person, up to 50; 0: not by their number"`
	Sentences []string `yaml:"sentences" doc:"up to three sentences to offer it with; empty: the built-in ones"`

	CurtainAfter      time.Duration `yaml:"curtain_after" doc:"without a key for so long the screen hides everything, 5s to 12h; 0s: only by its key"`
	CurtainPassphrase Secret        `yaml:"curtain_passphrase" doc:"what shows everything again; empty: the key of the curtain does"`
	MaskNumbers       bool          `yaml:"mask_numbers" doc:"show only the end of telephone numbers on the screen"`
	Law               string        `yaml:"law" doc:"which law you work under, for wording and paragraphs: dsgvo, dsg-ekd (Diakonie), kdg (Caritas)"`
	Controller        []string      `yaml:"controller" doc:"who is responsible for the data, line by line: name, street, place, e-mail"`
	Officer           []string      `yaml:"officer" doc:"your data protection officer, line by line; empty: the papers leave a gap to fill in"`
	Authority         []string      `yaml:"authority" doc:"the office people can complain to, line by line; empty: named in general by the law"`
	NoticeURL         string        `yaml:"notice_url" doc:"address of your privacy notice"`
	NoticeVersion     string        `yaml:"notice_version" doc:"its version, e.g. 2026-11; a new one is shown to everybody once"`
	NoticeFirst       bool          `yaml:"notice_first" doc:"whether the address of the notice is put under your first answer to a person by itself; you see it before it leaves"`

	RetentionDays int           `yaml:"retention_days" doc:"this many days after the last contact a chat goes, with its files and notes; a week before the preview tells it; 0: never"`
	Retention     []StagePeriod `yaml:"retention" doc:"other periods by the id of a stage, e.g. [{stage: bewerbung, days: 180}]; days 0: never"`
}

const (
	maxPhrases   = 200
	maxLines     = 12
	maxCard      = 1500 // characters, so that the numbers have room behind them
	maxAfter     = 50
	maxSentences = 3
	maxSentence  = 600

	minCurtain = 5 * time.Second // less would hide what is being read
	maxCurtain = 12 * time.Hour
)

// Own are the phrases as package crisis takes them.
func (c Crisis) Own() crisis.Own { return crisis.Own{Phrases: c.Phrases, Calm: c.Calm} }

// Lines are the help lines of the card.
func (c Crisis) Lines(lang string) []domain.HelpLine {
	own := make([]crisis.OwnLine, len(c.Numbers))
	for i, n := range c.Numbers {
		own[i] = crisis.OwnLine{
			HelpLine: domain.HelpLine{Name: n.Name, Number: n.Number, Hours: n.Hours, Web: n.Web, Checked: n.Checked}, Remove: n.Remove,
		}
	}
	return crisis.Lines(lang, own)
}

func validateCare(c *Config, r *reader) {
	r.phrases("crisis.phrases", c.Crisis.Phrases, crisis.Check)
	r.phrases("crisis.calm", c.Crisis.Calm, crisis.CheckCalm)
	r.atMost("crisis.card", len([]rune(c.Crisis.Card)), maxCard)
	r.atMost("crisis.numbers", len(c.Crisis.Numbers), maxLines)
	for i, n := range c.Crisis.Numbers {
		r.helpLine(item("crisis.numbers", i), n)
	}
	if c.Privacy.After < 0 || c.Privacy.After > maxAfter {
		r.at("privacy.after", Mistake{Kind: KindOneOf, Value: strconv.Itoa(c.Privacy.After), Want: "0 … " + strconv.Itoa(maxAfter)})
	}
	if c.Privacy.CurtainAfter != 0 {
		r.within("privacy.curtain_after", c.Privacy.CurtainAfter, minCurtain, maxCurtain)
	}
	validateLaw(c.Privacy, r)
	validateRetention(c, r)
	r.atMost("privacy.sentences", len(c.Privacy.Sentences), maxSentences)
	for i, s := range c.Privacy.Sentences {
		key := item("privacy.sentences", i)
		r.need(strings.TrimSpace(s) != "", key, Mistake{Kind: KindRequired})
		r.atMost(key, len([]rune(s)), maxSentence)
	}
}

func (r *reader) atMost(key string, n, most int) {
	if n > most {
		r.at(key, Mistake{Kind: KindOneOf, Value: strconv.Itoa(n), Want: "0 … " + strconv.Itoa(most)})
	}
}

func (r *reader) phrases(key string, list []string, check func(string) crisis.Fault) {
	r.atMost(key, len(list), maxPhrases)
	for i, line := range list {
		switch check(line) {
		case crisis.FaultNone:
		case crisis.FaultUnknown:
			r.at(item(key, i), Mistake{Kind: KindOneOf, Value: clip(line), Want: "sprechstunde crisis phrases"})
		case crisis.FaultForm, crisis.FaultShort:
			r.at(item(key, i), Mistake{Kind: KindFormat, Value: clip(line), Want: "werde ..2 bedroht|erpress*"})
		}
	}
}

// helpLine wants a number that can be called and the day on which somebody
// looked whether it is right. Who takes a built-in one out says so.
func (r *reader) helpLine(key string, n HelpLine) {
	if !callable(n.Number) {
		r.at(key+".number", Mistake{Kind: KindFormat, Value: clip(n.Number), Want: "0800 111 0 111"})
		return
	}
	builtin := crisis.BuiltIn(n.Number)
	if n.Remove {
		if !builtin || crisis.SameNumber(n.Number, crisis.Emergency) {
			r.at(key+".remove", Mistake{Kind: KindOneOf, Value: clip(n.Number), Want: removable()})
		}
		return
	}
	r.need(builtin || strings.TrimSpace(n.Name) != "", key+".name", Mistake{Kind: KindRequired})
	r.need(n.Web == "" || webLink(n.Web), key+".web", Mistake{Kind: KindFormat, Value: clip(n.Web), Want: "https://online.telefonseelsorge.de"})
	r.date(key+".checked", n.Checked)
}

func removable() string {
	var numbers []string
	for _, l := range crisis.Lines("", nil) {
		if !crisis.SameNumber(l.Number, crisis.Emergency) {
			numbers = append(numbers, l.Number)
		}
	}
	return strings.Join(numbers, ", ")
}

func callable(number string) bool {
	digits := 0
	for i, c := range number {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case unicode.IsSpace(c), c == '/', c == '-', c == '(', c == ')', c == '+' && i == 0:
		default:
			return false
		}
	}
	return digits >= 3 && digits <= 15
}
