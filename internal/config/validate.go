package config

import (
	"net"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"sprechstunde/internal/domain"
)

var (
	languages = []string{"auto", "de", "en"}
	themes    = []string{"auto", "light", "dark", "high-contrast", "none"}
	emojis    = []string{"auto", "full", "simple", "text"}
	lands     = []string{"BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"}

	addresses = []string{"du", "sie", "off"}

	apiVersion = regexp.MustCompile(`^v\d+\.\d+$`)
	graphID    = regexp.MustCompile(`^[0-9A-Za-z_-]+$`)
)

// maxHold bounds the time to take a reply back; more would be a parked reply.
const maxHold = 10 * time.Minute

// Validate reports everything that is wrong with a configuration made in the
// program, as an error with code config, or nil.
func (c *Config) Validate() error {
	r := newReader()
	validate(c, r)
	return r.mistakes.asError()
}

func validate(c *Config, r *reader) {
	r.oneOf("language", c.Language, languages)
	r.oneOf("theme", c.Theme, themes)
	r.oneOf("emoji", c.Emoji, emojis)
	if zone, err := time.LoadLocation(c.Timezone); err != nil || zone.String() == "" || c.Timezone == "" {
		r.at("timezone", Mistake{Kind: KindFormat, Value: clip(c.Timezone), Want: "Europe/Berlin"})
	}
	r.within("send.hold", c.Send.Hold, 0, maxHold)
	validateExport(c.Export, r)
	validateKeys(c.Keys, r)
	validateCoach(c.Coach, r)
	validatePlaces(c.Places, r)
	validateCards(c.Cards, r)
	validateRelay(c.Relay, r)
	validateWhatsApp(c.WhatsApp, r)
	validateHours(c.Hours, r)
	validateWaiting(c, r)
	validatePrograms(c, r)
	validatePeople(c.People, r)
	validateCare(c, r)
	validateLinks(c, r)
	validateRecipients(c.Recipients, r)
	validateBackup(c.Backup, r)
	r.hideSecrets(c)
}

// mostKeepDays is ten years.
const mostKeepDays = 3650

func validateExport(e Export, r *reader) {
	if e.KeepDays < 0 || e.KeepDays > mostKeepDays {
		r.at("export.keep_days", Mistake{Kind: KindOneOf, Value: strconv.Itoa(e.KeepDays), Want: "0 … " + strconv.Itoa(mostKeepDays)})
	}
}

// looksSecret knows Meta's access tokens and app secrets by their form, and the
// words that "sprechstunde init" makes, also where they are clipped.
var looksSecret = regexp.MustCompile(`\bEAA[0-9A-Za-z]{8,}|\b[0-9a-f]{32}(?:[0-9a-f]*[0-9][0-9a-f]*)?\b`)

// hideSecrets takes out of the complaints what is a secret that was pasted into
// the wrong place: the key says enough.
func (r *reader) hideSecrets(c *Config) {
	w := c.WhatsApp
	known := []Secret{c.Relay.Token, w.AccessToken, w.AppSecret, w.AppSecretPrevious, w.VerifyToken, c.Privacy.CurtainPassphrase}
	for i := range r.mistakes {
		value := r.mistakes[i].Value
		hide := looksSecret.MatchString(value)
		for _, s := range known {
			text := s.Reveal()
			hide = hide || text != "" && (strings.Contains(value, text) || len(value) >= 8 && strings.Contains(text, value))
		}
		if hide {
			r.mistakes[i].Value = ""
		}
	}
}

func (r *reader) oneOf(key, value string, allowed []string) {
	if !slices.Contains(allowed, value) {
		r.at(key, Mistake{Kind: KindOneOf, Value: clip(value), Want: strings.Join(allowed, ", ")})
	}
}

func validateKeys(keys []Key, r *reader) {
	for i, k := range keys {
		entry := item("keys", i)
		if k.Action == "" {
			r.at(entry+".action", Mistake{Kind: KindRequired})
		}
		if len(k.Keys) == 0 || slices.Contains(k.Keys, "") {
			r.at(entry+".keys", Mistake{Kind: KindRequired})
		}
	}
}

func validateCoach(c Coach, r *reader) {
	r.oneOf("coach.address", c.Address, addresses)
	if c.Length < 1 || c.Length > domain.MaxTextLen {
		r.at("coach.length", Mistake{Kind: KindOneOf, Value: strconv.Itoa(c.Length), Want: "1 … " + strconv.Itoa(domain.MaxTextLen)})
	}
	rules := make([]string, 0, len(domain.CoachRules()))
	for _, rule := range domain.CoachRules() {
		rules = append(rules, string(rule))
	}
	for i, off := range c.Off {
		r.oneOf(item("coach.off", i), off, rules)
	}
}

func validateRelay(c Relay, r *reader) {
	if path, isUnix := strings.CutPrefix(c.URL, "unix:"); isUnix {
		r.need(path != "", "relay.url", Mistake{Kind: KindFormat, Value: c.URL, Want: "unix:/run/user/1000/sprechstunde.sock"})
	} else if c.URL != "" {
		r.webAddress("relay.url", c.URL)
	}
	if path, isUnix := strings.CutPrefix(c.Listen, "unix:"); isUnix {
		r.need(path != "", "relay.listen", Mistake{Kind: KindFormat, Value: c.Listen, Want: "unix:/run/user/1000/sprechstunde.sock"})
	} else if host, ok := r.listen("relay.listen", c.Listen, "127.0.0.1:8788"); ok && !loopback(host) {
		r.at("relay.listen", Mistake{Kind: KindNotLocal, Value: clip(c.Listen), Want: "127.0.0.1:8788"})
	}
	r.listen("relay.webhook_listen", c.WebhookListen, "127.0.0.1:8787")
	if c.Listen == c.WebhookListen && !strings.HasSuffix(c.Listen, ":0") {
		r.at("relay.webhook_listen", Mistake{Kind: KindSame, Value: clip(c.WebhookListen), Want: "relay.listen"})
	}
}

func (r *reader) need(ok bool, key string, m Mistake) {
	if !ok {
		r.at(key, m)
	}
}

func (r *reader) listen(key, address, example string) (host string, ok bool) {
	host, port, err := net.SplitHostPort(address)
	if err == nil {
		_, err = strconv.ParseUint(port, 10, 16)
	}
	if err != nil {
		r.at(key, Mistake{Kind: KindFormat, Value: clip(address), Want: example})
	}
	return host, err == nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// webAddress wants https, except on this machine. It does not show what it
// complains about when that may hold a password.
func (r *reader) webAddress(key, text string) {
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "":
		r.at(key, Mistake{Kind: KindFormat, Want: "https://graph.facebook.com"})
	case u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Hostname())):
		r.at(key, Mistake{Kind: KindNotHTTPS, Value: clip(text)})
	}
}

func validateWhatsApp(c WhatsApp, r *reader) {
	r.webAddress("whatsapp.api_url", c.APIURL)
	if !apiVersion.MatchString(c.APIVersion) {
		r.at("whatsapp.api_version", Mistake{Kind: KindFormat, Value: clip(c.APIVersion), Want: "v26.0"})
	}
	r.graphID("whatsapp.phone_number_id", c.PhoneNumberID, "106540352242922")
	r.graphID("whatsapp.business_account_id", c.BusinessAccountID, "102290129340398")
	r.need(c.Number == "" || domain.NumberDigits(c.Number) != "", "whatsapp.number",
		Mistake{Kind: KindFormat, Value: clip(c.Number), Want: "+49 155 50100000"})
}

// graphID catches the phone number in place of its id, the commonest mistake.
func (r *reader) graphID(key, id, example string) {
	if id != "" && !graphID.MatchString(id) {
		r.at(key, Mistake{Kind: KindFormat, Want: example})
	}
}

func item(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }
