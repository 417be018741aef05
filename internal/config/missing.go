package config

import (
	"reflect"
	"strings"

	"sprechstunde/internal/domain"
)

// Purpose is something the configuration must suffice for.
type Purpose string

// The purposes.
const (
	ForRelay   Purpose = "relay"   // take webhooks and serve the private API
	ForSending Purpose = "sending" // send through the Graph API
	ForDesk    Purpose = "desk"    // reach a relay that runs elsewhere
)

// needs says which keys each purpose cannot do without. The relay's own token
// is needed only when it runs as its own process; embedded, the program makes
// one for each start.
func (c *Config) needs(p Purpose) []string {
	switch p {
	case ForRelay:
		return []string{"whatsapp.app_secret", "whatsapp.verify_token", "relay.token"}
	case ForSending:
		return []string{"whatsapp.access_token", "whatsapp.phone_number_id"}
	case ForDesk:
		if c.Relay.URL != "" {
			return []string{"relay.token"}
		}
	}
	return nil
}

// MissingFor lists the keys that a purpose needs and that are not set.
func (c *Config) MissingFor(purposes ...Purpose) []string {
	var missing []string
	for _, p := range purposes {
		for _, key := range c.needs(p) {
			if at(reflect.ValueOf(c).Elem(), key).IsZero() {
				missing = append(missing, key)
			}
		}
	}
	return missing
}

// Require returns an error with code missing_secret that names every key that
// is needed and not set (detail: the keys, comma separated), or nil.
func (c *Config) Require(purposes ...Purpose) error {
	missing := c.MissingFor(purposes...)
	if len(missing) == 0 {
		return nil
	}
	return domain.Fail(domain.CodeMissingSecret, strings.Join(missing, ", "), nil)
}
