package whatsapp

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Delivery is what Meta remembers of one webhook about a message of ours.
type Delivery struct {
	At      time.Time
	State   string // PENDING, DELIVERED, FAILED, RETRYING
	Problem string // why it could not be delivered, in Meta's words; untrusted
}

// Failing reports a webhook that Meta could not deliver.
func (d Delivery) Failing() bool { return d.State == "FAILED" || d.State == "RETRYING" }

const historyFields = "id,message_id,events{delivery_status,timestamp,webhook_update_state,error_description}"

// Deliveries asks how Meta's newest webhooks to us fared. The call is described
// in Meta's specification ("message_history") and not open to every account; it
// is good for telling somebody that something is wrong, and for nothing that
// has to be right.
func (c *Client) Deliveries(ctx context.Context, limit int) ([]Delivery, error) {
	query := url.Values{"fields": {historyFields}, "limit": {strconv.Itoa(limit)}}
	o, err := c.call(ctx, http.MethodGet, c.o.PhoneNumberID+"/message_history", query, nil)
	if err != nil {
		return nil, fmt.Errorf("asking how webhooks fared: %w", err)
	}
	var all []Delivery
	for _, message := range o.get("data").list() {
		for _, v := range message.object().child("events").get("data").list() {
			e := v.object()
			all = append(all, Delivery{
				At: e.get("timestamp").instant(), State: strings.ToUpper(e.word("webhook_update_state")), Problem: e.text("error_description"),
			})
		}
	}
	return all, nil
}
