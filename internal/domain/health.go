package domain

import "time"

// RelayHealth is the relay's answer about itself.
type RelayHealth struct {
	Instance    string    `json:"instance"` // of its database; a new one means a new log
	Version     string    `json:"version"`
	Now         time.Time `json:"now"` // the relay's clock
	Started     time.Time `json:"started"`
	LastWebhook time.Time `json:"last_webhook,omitzero"`
	LastSeq     int64     `json:"last_seq"`
	Queued      int       `json:"queued"`  // sends that wait
	Unknown     int       `json:"unknown"` // sends that may have left
	Refused     int64     `json:"refused"` // webhooks with a wrong signature since the start
	Paused      *Pause    `json:"paused,omitempty"`
	WebhookAt   string    `json:"webhook_at"` // address of the webhook listener

	Parked     int     `json:"parked"`                // replies that wait for the person
	Messages   int     `json:"messages_24h"`          // messages of people in the last 24 hours
	Usual      float64 `json:"usual_24h"`             // … that are usual on this day of the week; -1: not known yet
	Silent     bool    `json:"silent,omitempty"`      // nothing came although something should have
	ClockAhead int     `json:"clock_ahead,omitempty"` // seconds by which the relay's clock is ahead of Meta's; small differences are 0
	ClockRight bool    `json:"clock_right"`           // Meta's clock was heard within a day and a bit, and the relay's agrees with it
	Templates  string  `json:"templates,omitempty"`   // names of templates that are paused or disabled, separated by commas
	Hooks      string  `json:"hooks,omitempty"`       // why Meta cannot deliver its webhooks, in its own words; untrusted

	FilesWaiting int  `json:"files_waiting"`           // files of messages that are not fetched yet
	FilesLost    int  `json:"files_lost"`              // … that cannot be had any more
	FilesTrouble Code `json:"files_trouble,omitempty"` // why none is fetched at present
}

// Pause says why the relay sends nothing, and until when it waits by itself
// (zero: until somebody acts).
type Pause struct {
	Reason string    `json:"reason"` // token, permission, account, payment, throughput, service
	Code   int       `json:"code,omitempty"`
	Since  time.Time `json:"since"`
	Until  time.Time `json:"until,omitzero"`
}

// Link is how the desk sees its relay.
type Link struct {
	Up      bool
	Since   time.Time // since when it is up or down
	Code    Code      // why it is down
	LastOK  time.Time
	Health  RelayHealth
	Behind  int // events not yet taken in, as far as known
	Pending int // sends not yet handed over

	Files Code // why files that the relay has cannot be taken over

	Writer string // who writes in place of this desk, which only reads; "": this one writes
}
