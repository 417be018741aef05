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
}
