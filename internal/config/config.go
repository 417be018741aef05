// Package config reads the one YAML file, lets the environment override it,
// says every mistake at once with its line, and knows where files live.
//
// It is the only package that knows viper; everybody else takes plain values.
package config

import (
	"time"
	_ "time/tzdata" // Windows and slim containers have no zone database of their own

	"sprechstunde/internal/law"
)

//go:generate go run ./gen ../../config.example.yaml

// Config is everything that can be set. The names in the yaml tags are a
// contract with the files people already have: more may join, none may change.
// The doc tags become the comments of config.example.yaml.
//
// There are no maps in it, because viper lower-cases the keys of maps.
type Config struct {
	Adviser  Adviser  `yaml:"adviser" doc:"who answers"`
	Language string   `yaml:"language" doc:"language of the screen: auto (as the system), de, en"`
	Timezone string   `yaml:"timezone" doc:"zone in which your hours and the times on the screen are meant"`
	Theme    string   `yaml:"theme" doc:"colours: auto, light, dark, high-contrast, none"`
	Emoji    string   `yaml:"emoji" doc:"emoji: auto (ask the terminal), full, simple (first sign only), text"`
	Keys     []Key    `yaml:"keys" doc:"your own keys, e.g. [{action: done, keys: [x]}]; \"sprechstunde keys\" lists all actions"`
	Send     Send     `yaml:"send" doc:"how replies leave"`
	Coach    Coach    `yaml:"coach" doc:"the small lights under what you write; they only inform"`
	Places   []Place  `yaml:"places" doc:"places you send, e.g. [{name: Beratungsstelle, latitude: 52.52, longitude: 13.40, address: Musterstraße 1}]"`
	Cards    []Card   `yaml:"cards" doc:"contact cards you send, e.g. [{name: Sam Weber, phone: \"+49 30 1234567\", email: sam@…, org: …, title: …}]"`
	Export   Export   `yaml:"export" doc:"chats written into files"`
	Files    Files    `yaml:"files" doc:"programs of this machine for files in chats; empty: the usual ones are looked for"`
	Voice    Voice    `yaml:"voice" doc:"voice notes"`
	Relay    Relay    `yaml:"relay" doc:"the always-on half"`
	WhatsApp WhatsApp `yaml:"whatsapp" doc:"the access to WhatsApp; \"keyring\" as value of a secret reads it from the system keyring"`
	Hours    Hours    `yaml:"hours" doc:"when you are there"`
	Notify   Notify   `yaml:"notify" doc:"how new messages make themselves heard, within your slots only"`
	Auto     Auto     `yaml:"auto" doc:"texts that leave by themselves while you are not there"`
	Calls    Calls    `yaml:"calls" doc:"calls of persons; \"sprechstunde calls off\" takes the button for calling away, which is the better way"`
	Parking  Parking  `yaml:"parking" doc:"replies that wait until the person re-opens the reply window"`
	People   People   `yaml:"people" doc:"your lists for what you keep about persons"`
	Crisis   Crisis   `yaml:"crisis" doc:"chats with persons in distress: they stand in front, and no prepared answer leaves there"`
	Privacy  Privacy  `yaml:"privacy" doc:"when a chat gets too personal for WhatsApp, and what others may see of your screen"`
	Links    []Link   `yaml:"links" doc:"pages you send often; answers name one as {{ link.pflege }}, \"sprechstunde links check\" looks at them"`
	Sources  []Source `yaml:"sources" doc:"codes of your fairs and posters; \"sprechstunde link --code K26\" makes the link and the QR code"`
	Backup   Backup   `yaml:"backup" doc:"copies of everything, sealed: \"sprechstunde backup\""`
	Rates    Rates    `yaml:"rates" doc:"what Meta takes for one message, as in its price list; 0: not shown"`

	Recipients []Recipient `yaml:"recipients" doc:"colleagues and offices you hand persons on to, e.g. [{key: stuttgart, name: Tom Weber, place: Stuttgart, region: Baden-Württemberg, mail: tom@…, note: mornings}]"`
}

// Adviser is the person who answers.
type Adviser struct {
	Name string `yaml:"name" doc:"as applicants shall read it"`
	Team string `yaml:"team" doc:"e.g. Berufsberatung der Diakonie"`
}

// Key gives an action of the desk other keys than its own.
type Key struct {
	Action string   `yaml:"action"`
	Keys   []string `yaml:"keys"`
}

// Send says how replies leave.
type Send struct {
	Hold    time.Duration `yaml:"hold" doc:"how long a reply can be taken back before it leaves, up to 10m; 0s: at once"`
	Receipt bool          `yaml:"receipt" doc:"mark the person's messages as read when your reply leaves"`
	Typing  bool          `yaml:"typing" doc:"show that you type while a reply is held; marks as read at once"`
	Outside string        `yaml:"outside" doc:"what you write outside your slots and office hours leaves: slot (at the next slot), now"`
}

// Coach says what the lights under a reply look at.
type Coach struct {
	Address     string   `yaml:"address" doc:"how you address people: du, sie, off (do not look)"`
	Length      int      `yaml:"length" doc:"from how many characters on a text counts as long"`
	Off         []string `yaml:"off" doc:"lights you do not want: next_step, link, length, intro, address, officialese, apology, smileys, private, profile, attachment"`
	Officialese []string `yaml:"officialese" doc:"words of offices besides the built-in ones; one with - in front is taken out"`
}

// Place is one that is sent by its name. Degrees are decimal.
type Place struct {
	Name      string  `yaml:"name"`
	Latitude  float64 `yaml:"latitude"`
	Longitude float64 `yaml:"longitude"`
	Address   string  `yaml:"address"`
}

// Card is the contact card of a colleague.
type Card struct {
	Name  string `yaml:"name"`
	Phone string `yaml:"phone"`
	Email string `yaml:"email"`
	Org   string `yaml:"org"`
	Title string `yaml:"title"`
}

// Export says where exported chats go.
type Export struct {
	Dir      string `yaml:"dir" doc:"folder for exported chats, relative to the folder of this file; empty: the folder exports beside the database"`
	KeepDays int    `yaml:"keep_days" doc:"days after which such files remove themselves; 0: never"`
}

// Relay says where the always-on half is, or listens.
type Relay struct {
	URL           string `yaml:"url" doc:"empty: the relay runs inside the desk; else its private API: http://127.0.0.1:8788, https://… or unix:/path"`
	Token         Secret `yaml:"token" doc:"bearer token of the private API, the same on both sides; \"sprechstunde init\" makes one"`
	Listen        string `yaml:"listen" doc:"where the private API listens: a loopback address, or unix:/path; never the thing a tunnel reaches"`
	WebhookListen string `yaml:"webhook_listen" doc:"where /webhook listens; the only thing a tunnel may reach"`
}

// WhatsApp is the access to Meta's Cloud API.
type WhatsApp struct {
	PhoneNumberID     string `yaml:"phone_number_id" doc:"WhatsApp > API Setup; an id, not the number itself"`
	BusinessAccountID string `yaml:"business_account_id" doc:"WhatsApp > API Setup"`
	Number            string `yaml:"number" doc:"our own number as people dial it, for links; empty: WhatsApp is asked"`
	AccessToken       Secret `yaml:"access_token" doc:"business settings > system users > generate token; one that does not expire"`
	AppSecret         Secret `yaml:"app_secret" doc:"app settings > basic > app secret"`
	AppSecretPrevious Secret `yaml:"app_secret_previous" doc:"the old app secret while you change it"`
	VerifyToken       Secret `yaml:"verify_token" doc:"any word; you type the same one at Meta beside the callback address"`
	APIURL            string `yaml:"api_url" doc:"only tests have another one"`
	APIVersion        string `yaml:"api_version" doc:"version of the Graph API"`
}

// Hours says when the adviser is there. Times are "HH:MM" in Config.Timezone,
// days are mon to sun.
type Hours struct {
	Land     string    `yaml:"land" doc:"Bundesland, for public holidays: BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH"`
	Office   []Period  `yaml:"office" doc:"office hours"`
	Slots    []Slot    `yaml:"slots" doc:"fixed times in which you work through the chats"`
	Rounds   []Round   `yaml:"rounds" doc:"single question rounds: slots with a date and a topic"`
	Free     []Free    `yaml:"free" doc:"single days on which nobody is there, and why"`
	ICS      []string  `yaml:"ics" doc:"calendar files (.ics) whose all-day entries are free days; relative to the folder of this file"`
	HalfDays []HalfDay `yaml:"half_days" doc:"days that end early, once (2026-12-24) or every year (12-24)"`
	Absences []Absence `yaml:"absences" doc:"holidays and training, both days included, and who stands in"`

	FollowUp time.Duration `yaml:"follow_up" doc:"how long after a slot those you answered in it can still ring, up to 4h; 0s: not at all"`
}

// Period is a time of day on some days of the week.
type Period struct {
	Days []string `yaml:"days"`
	From string   `yaml:"from"`
	To   string   `yaml:"to"`
}

// Slot is a named period in which the adviser works through the chats.
type Slot struct {
	Name string   `yaml:"name"`
	Days []string `yaml:"days"`
	From string   `yaml:"from"`
	To   string   `yaml:"to"`
}

// Round is a single question round. Date is YYYY-MM-DD.
type Round struct {
	Date  string `yaml:"date"`
	From  string `yaml:"from"`
	To    string `yaml:"to"`
	Topic string `yaml:"topic"`
}

// Free is a day without office hours. Date is YYYY-MM-DD.
type Free struct {
	Date string `yaml:"date"`
	Note string `yaml:"note"`
}

// HalfDay is a day whose office hours end at To. Date is YYYY-MM-DD, or MM-DD
// for every year.
type HalfDay struct {
	Date string `yaml:"date"`
	To   string `yaml:"to"`
}

// Absence is a row of days, From and To included, both YYYY-MM-DD.
type Absence struct {
	From   string `yaml:"from"`
	To     string `yaml:"to"`
	Deputy string `yaml:"deputy"`
}

// Default returns what holds for every key that neither the file nor the
// environment sets. It passes Validate.
func Default() *Config {
	return &Config{
		Language: "auto",
		Timezone: "Europe/Berlin",
		Theme:    "auto",
		Emoji:    "auto",
		Send:     Send{Hold: 7 * time.Second, Receipt: true, Outside: OutsideSlot},
		Coach:    Coach{Address: "du", Length: 600},
		Relay:    Relay{Listen: "127.0.0.1:8788", WebhookListen: "127.0.0.1:8787"},
		WhatsApp: WhatsApp{APIURL: "https://graph.facebook.com", APIVersion: "v26.0"},
		Hours:    Hours{FollowUp: 90 * time.Minute},
		Notify:   Notify{Way: "auto"},
		Auto:     Auto{Quiet: 4 * time.Hour},
		Calls:    Calls{Incoming: CallsLeave},
		Parking:  Parking{Template: "antwort_liegt_vor", Expires: 14 * 24 * time.Hour},
		People:   defaultPeople(),
		Privacy:  Privacy{On: true, After: 12, CurtainAfter: 5 * time.Minute, Law: string(law.DSGVO), RetentionDays: adviceDays, Retention: defaultRetention()},
		Backup:   defaultBackup(),
		Rates:    Rates{Currency: "EUR"},
	}
}

// Location returns the zone of Timezone, or UTC if Validate would refuse it.
func (c *Config) Location() *time.Location {
	zone, err := time.LoadLocation(c.Timezone)
	if err != nil {
		return time.UTC
	}
	return zone
}
